-- The charts of a Word document, drawn by Word out of figures that stand in the file (DrawingML).

local docx_text = require "report.docx_text"
local svg = require "report.svg"

local docx_chart = {}

local CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
local DASHES = { "solid", "dash", "sysDot", "dashDot", "lgDash" }
local LYING = { bar = true, dot = true }
local WIDE, POINT = 6120000, 12700 -- the width of the page and a point, in Word's drawing units

local function name_of(series)
  return ("<c:tx><c:strRef><c:f>navn</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>%s"
    .. "</c:v></c:pt></c:strCache></c:strRef></c:tx>"):format(docx_text.escape(series.label))
end

local function categories(block)
  local points = {}
  for i, name in ipairs(block.categories) do
    points[i] = ('<c:pt idx="%d"><c:v>%s</c:v></c:pt>'):format(i - 1, docx_text.escape(name))
  end
  return ('<c:cat><c:strLit><c:ptCount val="%d"/>%s</c:strLit></c:cat>'):format(#points,
    table.concat(points))
end

-- What has no figure has no point: it is left out of the drawing.
local function values(block, series)
  local points = {}
  for i = 1, #block.categories do
    if series.values[i] then
      points[#points + 1] = ('<c:pt idx="%d"><c:v>%.10g</c:v></c:pt>'):format(i - 1,
        series.values[i])
    end
  end
  return ('<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="%d"/>%s</c:numLit>'
    .. "</c:val>"):format(#block.categories, table.concat(points))
end

local function solid(colour)
  return ('<a:solidFill><a:srgbClr val="%s"/></a:solidFill>'):format(colour:sub(2))
end

local function line_look(i)
  local look = svg.line_look(i)
  local fill = solid(look.stroke)
  return ('<c:spPr><a:ln w="28575">%s<a:prstDash val="%s"/></a:ln></c:spPr><c:marker><c:symbol '
    .. 'val="%s"/><c:size val="5"/><c:spPr>%s</c:spPr></c:marker>'):format(fill,
    DASHES[(i - 1) % #DASHES + 1], look.marker, fill)
end

local function bar_look(i, count)
  local look = svg.fill(i, count)
  return ('<c:spPr>%s<a:ln w="9525">%s</a:ln></c:spPr><c:invertIfNegative val="0"/>'):format(
    solid(look.fill), solid(look.edge))
end

local function series_part(block, lying)
  local parts = {}
  for i, series in ipairs(block.series) do
    parts[i] = ('<c:ser><c:idx val="%d"/><c:order val="%d"/>%s%s%s%s%s</c:ser>'):format(i - 1,
      i - 1, name_of(series), lying and bar_look(i, #block.series) or line_look(i),
      categories(block), values(block, series), lying and "" or '<c:smooth val="0"/>')
  end
  return table.concat(parts)
end

local TEXT = '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr '
  .. 'lang="da-DK"/></a:p></c:txPr>'

local function axes(block, lying)
  local grid = '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="DFE5EA"/>'
    .. "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
  local unit = block.unit and ('<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900" '
    .. 'b="0"/></a:pPr><a:r><a:rPr lang="da-DK" sz="900" b="0"/><a:t>%s</a:t></a:r></a:p></c:rich>'
    .. '</c:tx><c:overlay val="0"/></c:title>'):format(docx_text.escape(block.unit)) or ""
  return ('<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="%s"/></c:scaling><c:delete '
    .. 'val="0"/><c:axPos val="%s"/><c:tickLblPos val="low"/>%s<c:crossAx val="2"/></c:catAx>'
    .. '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete '
    .. 'val="0"/><c:axPos val="%s"/>%s%s<c:numFmt formatCode="#,##0.##" sourceLinked="0"/>'
    .. '<c:tickLblPos val="nextTo"/>%s<c:crossAx val="1"/><c:crosses val="%s"/></c:valAx>'):format(
    lying and "maxMin" or "minMax", lying and "l" or "b", TEXT, lying and "b" or "l", grid, unit,
    TEXT, lying and "max" or "autoZero")
end

local function plot(block)
  local lying = LYING[block.form]
  local series = series_part(block, lying)
  if lying then
    return ('<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors '
      .. 'val="0"/>%s<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>')
      :format(series)
  end
  return ('<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>%s<c:marker val="1"/>'
    .. '<c:axId val="1"/><c:axId val="2"/></c:lineChart>'):format(series)
end

local function chart_part(block)
  return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="%s" '
    .. 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:lang val="da-DK"/>'
    .. '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
    .. '%s%s</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/>%s</c:legend>'
    .. '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:ln><a:noFill/>'
    .. "</a:ln></c:spPr></c:chartSpace>\n"):format(CHART, plot(block), axes(block,
    LYING[block.form]), TEXT)
end

local function height_of(block)
  if not LYING[block.form] then return 190 * POINT end
  local bars = #block.categories * #block.series
  return math.min(620, 90 + 24 * bars) * POINT
end

-- The chart as a drawing in a paragraph of its own. Progress has a scale for each goal, which no
-- chart of Word has: its table stands alone.
function docx_chart.draw(out, book, block)
  if block.form == "progress" then return end
  local number = #book.charts + 1
  local name = ("charts/chart%d.xml"):format(number)
  book.charts[number] = { name = "word/" .. name, bytes = chart_part(block) }
  book.relations[#book.relations + 1] = { type = "chart", target = name }
  local size = ('cx="%d" cy="%d"'):format(WIDE, height_of(block))
  out[#out + 1] = docx_text.paragraph(nil, ('<w:r><w:drawing><wp:inline distT="0" distB="0" '
    .. 'distL="0" distR="0"><wp:extent %s/><wp:docPr id="%d" name="Figur %d" descr="%s"/>'
    .. '<a:graphic><a:graphicData uri="%s"><c:chart xmlns:c="%s" r:id="r%d"/></a:graphicData>'
    .. "</a:graphic></wp:inline></w:drawing></w:r>"):format(size, 1000 + number, block.number,
    docx_text.escape(block.title), CHART, CHART, #book.relations), "<w:keepNext/>")
end

return docx_chart
