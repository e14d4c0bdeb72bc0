-- The axes of a chart in DrawingML, with the same ends as in the drawing of the HTML.

local chart = require "report.chart"
local xml = require "report.svg"

local office_axis = {}

local MUTED = "52606D"

-- The look of a small text, and a title of an axis.
local function text_look(size)
  return ('<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="%d"><a:solidFill><a:srgbClr val="%s"/>'
    .. '</a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="da-DK"/></a:p></c:txPr>'):format(size,
    MUTED)
end

office_axis.text_look = text_look

-- A title of a chart or an axis.
function office_axis.title(text, size, bold)
  return ('<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="%d" b="%d"/></a:pPr><a:r>'
    .. '<a:rPr lang="da-DK" sz="%d" b="%d"/><a:t>%s</a:t></a:r></a:p></c:rich></c:tx><c:overlay '
    .. 'val="0"/></c:title>'):format(size, bold, size, bold, xml.escape(text))
end

-- {min=, max=, step=, decimals=} of the figures, as report.svg_* have it.
function office_axis.scale(block, wanted)
  if block.form == "progress" then return { min = 0, max = 100, step = 25, decimals = 0 } end
  local found = chart.axis(block.low, block.high, wanted or chart.LINE_TICKS)
  local decimals = 0
  for _, tick in ipairs(found.ticks) do
    decimals = math.max(decimals, #(tick.text:match ",(%d+)$" or ""))
  end
  return { min = found.min, max = found.max, step = found.step, decimals = decimals }
end

local GRID = '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="DFE5EA"/>'
  .. "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
local BASE = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="45525F"/></a:solidFill></a:ln>'
  .. "</c:spPr>"
local NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"

-- how: { lying = the categories go down, scale =, unit = or nil, size = of the text, skip = every
-- how many-th category is named or nil }.
function office_axis.draw(how)
  local scale, text, lying = how.scale, text_look(how.size), how.lying
  local code = "#,##0" .. (scale.decimals > 0 and "." .. ("0"):rep(scale.decimals) or "")
  local skip = how.skip and ('<c:tickLblSkip val="%d"/><c:tickMarkSkip val="%d"/>'):format(how.skip,
    how.skip) or ""
  return ('<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="%s"/></c:scaling><c:delete '
    .. 'val="0"/><c:axPos val="%s"/><c:numFmt formatCode="General" sourceLinked="0"/>'
    .. '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>%s%s'
    .. '<c:crossAx val="2"/><c:crosses val="autoZero"/>%s<c:noMultiLvlLbl val="1"/></c:catAx>')
    :format(lying and "maxMin" or "minMax", lying and "l" or "b", BASE, text, skip)
    .. ('<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="%.10g"/>'
    .. '<c:min val="%.10g"/></c:scaling><c:delete val="0"/><c:axPos val="%s"/>%s%s<c:numFmt '
    .. 'formatCode="%s" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark '
    .. 'val="none"/><c:tickLblPos val="nextTo"/>%s%s<c:crossAx val="1"/><c:crosses val="%s"/>'
    .. '<c:majorUnit val="%.10g"/></c:valAx>'):format(scale.max, scale.min, lying and "b" or "l",
    GRID, how.unit and office_axis.title(how.unit, how.size, 0) or "", code, NO_LINE, text,
    lying and "max" or "min", scale.step)
end

return office_axis
