-- A series of a chart in DrawingML: its figures, its look, its intervals. The figures stand in the
-- file, or are those of a sheet's cells.
--
-- where: nil, or of a workbook { sheet =, first =, last = the rows of the chart's table, from 0,
-- cells = function(label, values) that writes figures which no column of the table holds, and gives
-- the number of their column }. LibreOffice draws nothing in a sheet but what stands in cells.

local svg = require "report.svg"

local office_series = {}

local escape = svg.escape

local function solid(colour)
  return ('<a:solidFill><a:srgbClr val="%s"/></a:solidFill>'):format(colour:sub(2))
end

-- "'Figur 1'!$B$3:$B$9"
local function reference(where, column)
  local letters, number = "", column
  repeat
    letters = string.char(65 + (number - 1) % 26) .. letters
    number = (number - 1) // 26
  until number == 0
  return ("'%s'!$%s$%d:$%s$%d"):format(where.sheet, letters, where.first + 1, letters,
    where.last + 1)
end

local function texts(list)
  local points = {}
  for i, text in ipairs(list) do
    points[i] = ('<c:pt idx="%d"><c:v>%s</c:v></c:pt>'):format(i - 1, escape(text))
  end
  return ('<c:ptCount val="%d"/>%s'):format(#list, table.concat(points))
end

-- What has no figure has no point: it is left out of the drawing.
local function numbers(values, count)
  local points = {}
  for i = 1, count do
    if values[i] then
      points[#points + 1] = ('<c:pt idx="%d"><c:v>%.10g</c:v></c:pt>'):format(i - 1, values[i])
    end
  end
  return ('<c:formatCode>General</c:formatCode><c:ptCount val="%d"/>%s'):format(count,
    table.concat(points))
end

local function categories(names, where)
  if not where then return ("<c:cat><c:strLit>%s</c:strLit></c:cat>"):format(texts(names)) end
  return ("<c:cat><c:strRef><c:f>%s</c:f><c:strCache>%s</c:strCache></c:strRef></c:cat>"):format(
    reference(where, 1), texts(names))
end

-- Figures as they stand in the file, or in a column (nil: one of their own) of the sheet.
local function figures(values, count, where, label, column)
  local found = numbers(values, count)
  if not where then return ("<c:numLit>%s</c:numLit>"):format(found) end
  return ("<c:numRef><c:f>%s</c:f><c:numCache>%s</c:numCache></c:numRef>"):format(
    reference(where, column or where.cells(label, values)), found)
end

local function values_of(one, count, where)
  return ("<c:val>%s</c:val>"):format(figures(one.values, count, where, one.label, one.column))
end

-- How far the ends lie from the figures, up (nil where none does) and down; nil where there are no
-- intervals. Found once for a series.
local function reach(one, count)
  if one.reach then return one.reach end
  local up, down, any, above = {}, {}, false, false
  for i = 1, count do
    local value, low, high = one.values[i], one.lows and one.lows[i], one.highs and one.highs[i]
    if value and low and high then
      up[i], down[i], any, above = high - value, value - low, true, above or high > value
    end
  end
  one.reach = any and { up = above and up or nil, down = down }
  return one.reach
end

local function error_bars(one, count, look, where)
  local found = reach(one, count)
  if not found then return "" end
  local up = found.up and ("<c:plus>%s</c:plus>"):format(figures(found.up, count, where,
    one.label .. ": op til øvre")) or ""
  return ('<c:errBars>%s<c:errBarType val="%s"/><c:errValType val="cust"/><c:noEndCap val="%d"/>%s'
    .. "<c:minus>%s</c:minus><c:spPr>%s</c:spPr></c:errBars>"):format(
    one.is_line and '<c:errDir val="y"/>' or "", found.up and "both" or "minus",
    one.look.no_cap and 1 or 0, up, figures(found.down, count, where,
      one.label .. ": ned til nedre"), look)
end

local function line(colour, width, dash)
  return ('<a:ln w="%d">%s<a:prstDash val="%s"/></a:ln>'):format(width, solid(colour), dash)
end

local NO_LINE = '<a:ln w="28575"><a:noFill/></a:ln>'

local function marker(symbol, size, colour)
  if not symbol then return '<c:marker><c:symbol val="none"/></c:marker>' end
  local fill = solid(colour)
  return ('<c:marker><c:symbol val="%s"/><c:size val="%d"/><c:spPr>%s<a:ln w="9525">%s</a:ln>'
    .. "</c:spPr></c:marker>"):format(symbol, size, fill, fill)
end

-- one: { label =, values =, lows =, highs =, column =, look = { stroke or fill, edge, marker, dash,
-- width, size, no_line }, large = the category that is set apart, named = the one that has the
-- series' name at it }.
local function name_at(one)
  if not one.named then return "" end
  return ('<c:dLbls><c:dLbl><c:idx val="%d"/><c:dLblPos val="r"/><c:showLegendKey val="0"/>'
    .. '<c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="1"/><c:showPercent '
    .. 'val="0"/><c:showBubbleSize val="0"/></c:dLbl><c:showLegendKey val="0"/><c:showVal val="0"/>'
    .. '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize '
    .. 'val="0"/></c:dLbls>'):format(one.named - 1)
end

local function head(one, order)
  return ('<c:ser><c:idx val="%d"/><c:order val="%d"/><c:tx><c:v>%s</c:v></c:tx>'):format(order,
    order, escape(one.label))
end

function office_series.line(one, order, names, where)
  local look, count = one.look, #names
  one.is_line = true
  local large = one.large and ('<c:dPt><c:idx val="%d"/>%s<c:bubble3D val="0"/></c:dPt>'):format(
    one.large - 1, marker(look.marker, look.size + 5, look.stroke)) or ""
  return ("%s<c:spPr>%s</c:spPr>%s%s%s%s%s%s<c:smooth val=\"0\"/></c:ser>"):format(head(one, order),
    look.no_line and NO_LINE or line(look.stroke, look.width or 28575, look.dash),
    marker(look.marker, look.size, look.stroke), large, name_at(one),
    error_bars(one, count, line(look.stroke, 9525, look.error_dash or "solid"), where),
    categories(names, where), values_of(one, count, where))
end

function office_series.bar(one, order, names, where)
  local look, count = one.look, #names
  return ('%s<c:spPr>%s<a:ln w="9525">%s</a:ln></c:spPr><c:invertIfNegative val="0"/>%s%s%s%s'
    .. "</c:ser>"):format(head(one, order), solid(look.fill), solid(look.edge), one.figures or "",
    error_bars(one, count, line("#1B2733", 12700, "solid"), where), categories(names, where),
    values_of(one, count, where))
end

return office_series
