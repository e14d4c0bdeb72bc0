-- A chart of a document in DrawingML, which Word, Excel and LibreOffice draw: what the drawing of
-- the HTML shows, with its intervals, limits, events and what would have been. Small multiples are
-- a chart for each panel; progress is how much of each way is behind.

local axis = require "report.office_axis"
local series = require "report.office_series"
local svg = require "report.svg"

local office_chart = {}

local CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
local DASHES = { "solid", "dash", "sysDot", "dashDot", "lgDash" }
local MANY = 32 -- points on a line; above this their marks would hide it

-- ---- looks ----

local function line_look(block, one, i)
  if one.role then
    return { stroke = svg.series_look(one, i).stroke, dash = "sysDash", width = 19050 }
  end
  local look = svg.line_look(i)
  local marks = #block.categories <= MANY or nil
  return { stroke = look.stroke, dash = DASHES[(i - 1) % #DASHES + 1], size = 5,
    marker = marks and look.marker }
end

local function dot_look(i)
  local look = svg.line_look(i)
  return { stroke = look.stroke, marker = look.marker, size = 8, no_line = true }
end

local function with_look(one, look, more)
  local made = { label = one.label, values = one.values, lows = one.lows, highs = one.highs,
    column = one.column, look = look }
  for name, value in pairs(more or {}) do made[name] = value end
  return made
end

-- ---- what lies across ----

local LIMIT = { stroke = "#8F2118", dash = "dash", width = 15875 }
local EVENT = { stroke = "#45525F", no_line = true, no_cap = true, error_dash = "sysDash" }

-- A limit as a series of its own: the same figure everywhere.
local function limit_series(limit, count)
  local values = {}
  for i = 1, count do values[i] = limit.y end
  return { label = ("%s: %s"):format(limit.label, limit.text), values = values, look = LIMIT }
end

-- An event as a line down from a point at the top, named where it stands.
local function event_series(mark, scale)
  return { label = mark.label, values = { [mark.at] = scale.max }, lows = { [mark.at] = scale.min },
    highs = { [mark.at] = scale.max }, look = EVENT, named = mark.at }
end

-- ---- plots ----

local AXES = '<c:axId val="1"/><c:axId val="2"/>'

local function line_plot(list, names, where, first)
  if #list == 0 then return "" end
  local parts = {}
  for i, one in ipairs(list) do parts[i] = series.line(one, first + i - 1, names, where) end
  return ('<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>%s<c:marker val="1"/>%s'
    .. "</c:lineChart>"):format(table.concat(parts), AXES)
end

local function bar_plot(list, names, where, lying)
  local parts = {}
  for i, one in ipairs(list) do parts[i] = series.bar(one, i - 1, names, where) end
  return ('<c:barChart><c:barDir val="%s"/><c:grouping val="clustered"/><c:varyColors val="0"/>%s'
    .. '<c:gapWidth val="60"/>%s</c:barChart>'):format(lying and "bar" or "col",
    table.concat(parts), AXES)
end

local function across(block, scale)
  local list = {}
  for i, limit in ipairs(block.limits) do list[i] = limit_series(limit, #block.categories) end
  for _, mark in ipairs(block.marks) do list[#list + 1] = event_series(mark, scale) end
  return list
end

-- The order numbers of the events, which stand in the drawing and not in its legend.
local function hidden_entries(block, count)
  local parts = {}
  for m in ipairs(block.marks) do
    parts[m] = ('<c:legendEntry><c:idx val="%d"/><c:delete val="1"/></c:legendEntry>'):format(
      count + #block.limits + m - 1)
  end
  return table.concat(parts)
end

local function legend(block, count)
  if count + #block.limits < 2 then return "" end
  return ('<c:legend><c:legendPos val="b"/>%s<c:overlay val="0"/>%s</c:legend>'):format(
    hidden_entries(block, count), axis.text_look(900))
end

-- ---- the part ----

local function part(title, plot, axes, keys)
  return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="%s" '
    .. 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.'
    .. 'openxmlformats.org/officeDocument/2006/relationships"><c:lang val="da-DK"/>'
    .. '<c:roundedCorners val="0"/><c:chart>%s<c:autoTitleDeleted val="%d"/><c:plotArea><c:layout/>'
    .. '%s%s</c:plotArea>%s<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr>'
    .. '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
    .. "</c:chartSpace>\n"):format(CHART, title or "", title and 0 or 1, plot, axes, keys)
end

local function bars(block, title, where)
  local lying, list, scale = #block.limits == 0, {}, axis.scale(block)
  for i, one in ipairs(block.series) do
    list[i] = with_look(one, svg.fill(i, #block.series))
  end
  local plot = bar_plot(list, block.categories, where, lying)
    .. line_plot(across(block, scale), block.categories, where, #list)
  return { part(title, plot, axis.draw { lying = lying, scale = scale, unit = block.unit,
    size = 900 }, legend(block, #list)) }
end

local function lines(block, title, where)
  local list, scale = {}, axis.scale(block)
  for i, one in ipairs(block.series) do
    list[i] = block.form == "dot" and with_look(one, dot_look(i), { large = block.highlight })
      or with_look(one, line_look(block, one, i))
  end
  local plot = line_plot(list, block.categories, where, 0)
  local count = #list
  plot = plot .. line_plot(across(block, scale), block.categories, where, count)
  return { part(title, plot, axis.draw { scale = scale, unit = block.unit, size = 900 },
    legend(block, count)) }
end

-- One panel: a series, the references, the events without their names.
local function panel(block, one, references, over, where)
  local list, scale = { with_look(one, line_look(block, one, 1)) }, axis.scale(block, 3)
  list[1].look.marker = nil
  for i, other in ipairs(references) do
    list[i + 1] = with_look(other, line_look(block, other, i))
  end
  local plot = line_plot(list, block.categories, where, 0)
    .. line_plot(over, block.categories, where, #list)
  return part(axis.title(one.label, 1000, 1), plot, axis.draw { scale = scale, size = 800,
    skip = math.max(1, #block.categories - 1) }, "")
end

local function panels(block, _, where)
  local made, references, over = {}, {}, across(block, axis.scale(block, 3))
  for _, each in ipairs(over) do each.named = nil end
  for _, one in ipairs(block.series) do
    if one.role then references[#references + 1] = one end
  end
  for _, one in ipairs(block.series) do
    if not one.role then made[#made + 1] = panel(block, one, references, over, where) end
  end
  return made
end

local FIGURES = '<c:dLbls><c:numFmt formatCode="0&quot; pct.&quot;" sourceLinked="0"/>'
  .. '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName '
  .. 'val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'

local function progress(block, title, where)
  local one = with_look({ label = "Af vejen", values = block.shares,
    column = block.shares.column }, svg.fill(1, 1), { figures = FIGURES })
  return { part(title, bar_plot({ one }, block.categories, where, true), axis.draw { lying = true,
    scale = axis.scale(block), unit = "pct. af vejen", size = 900 }, "") }
end

local DRAWN = { bar = bars, line = lines, dot = lines, multiples = panels, progress = progress }

-- The parts of a chart, one but for small multiples. where: the rows of its table in a workbook
-- (report.office_series), or nil; titled: the chart bears its own title.
function office_chart.parts(block, where, titled)
  return DRAWN[block.form](block, titled and axis.title(block.title, 1200, 1) or nil, where)
end

-- Whether its categories go down the page: then it is as tall as it has bars.
function office_chart.lies(block)
  return block.form == "progress" or block.form == "bar" and #block.limits == 0
end

return office_chart
