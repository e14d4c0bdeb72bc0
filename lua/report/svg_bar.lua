-- Bars that lie down, so that long names can be read: one group a category, one bar a series, each
-- with its figure at the end.

local chart = require "report.chart"
local svg = require "report.svg"

local bars = {}

local SIZE, LINE = 14, 18 -- of the text, and from line to line

local function bar_height(series)
  return series == 1 and 22 or series == 2 and 18 or 15
end

-- Where everything stands. Names lie to the left of the bars, or above them when `stacked`.
local function lay_out(block, width, stacked)
  local plan = { stacked = stacked, width = width, bar = bar_height(#block.series) }
  local names, figures = 0, 0
  for _, name in ipairs(block.categories) do
    names = math.max(names, svg.text_width(name, SIZE))
  end
  for _, series in ipairs(block.series) do
    for i in ipairs(block.categories) do
      figures = math.max(figures, svg.text_width(series.texts[i] or "–", SIZE))
    end
  end
  plan.names = stacked and width or math.min(names, width * 0.34)
  plan.left = stacked and 1 or plan.names + 12
  plan.right = width - figures - 10
  if block.low < 0 then plan.left = plan.left + figures + 8 end
  plan.axis = chart.axis(block.low, block.high, math.max(2, (plan.right - plan.left) // 90))
  plan.unit = block.unit and svg.text_width(block.unit, SIZE) < 40 and block.unit or nil
  local scale = (plan.right - plan.left) / (plan.axis.max - plan.axis.min)
  function plan.x(value) return plan.left + (value - plan.axis.min) * scale end
  return plan
end

-- A short unit stands at the last number of the axis, a long one on a line of its own.
local function draw_grid(parts, plan, top, bottom)
  for i, tick in ipairs(plan.axis.ticks) do
    local x, text = plan.x(tick.value), tick.text
    if tick.value ~= 0 then parts[#parts + 1] = svg.line(x, top, x, bottom, "grid") end
    if i == #plan.axis.ticks and plan.unit then text = text .. " " .. plan.unit end
    parts[#parts + 1] = svg.text(x, bottom + 18, text, "tick", "middle")
  end
end

local function draw_interval(parts, plan, series, i, y)
  local low, high = series.lows[i], series.highs[i]
  if not (low and high) then return end
  local from, to = plan.x(low), plan.x(high)
  parts[#parts + 1] = svg.line(from, y, to, y, "interval-edge")
  parts[#parts + 1] = svg.line(from, y, to, y, "interval")
  parts[#parts + 1] = svg.line(from, y - 4, from, y + 4, "interval")
  parts[#parts + 1] = svg.line(to, y - 4, to, y + 4, "interval")
end

local function draw_bar(parts, plan, series, i, y, look)
  local value, text = series.values[i], series.texts[i] or "–"
  local middle = y + plan.bar / 2
  if not value then
    parts[#parts + 1] = svg.text(plan.x(0) + 6, middle + 5, text, "label", "start")
    return
  end
  local from, to = plan.x(math.min(value, 0)), plan.x(math.max(value, 0))
  parts[#parts + 1] = svg.element("rect", { "x", from, "y", y + 0.5, "width", to - from,
    "height", plan.bar - 1, "fill", look.fill, "stroke", look.edge })
  draw_interval(parts, plan, series, i, middle)
  if value < 0 then
    local x = math.min(from, series.lows[i] and plan.x(series.lows[i]) or from)
    parts[#parts + 1] = svg.text(x - 6, middle + 5, text, "figure", "end")
  else
    local x = math.max(to, series.highs[i] and plan.x(series.highs[i]) or to)
    parts[#parts + 1] = svg.text(x + 6, middle + 5, text, "figure", "start")
  end
end

-- One category from `y` down; gives the y below it.
local function draw_category(parts, block, plan, i, y)
  local lines = svg.wrap(block.categories[i], SIZE, plan.names)
  local tall = #block.series * (plan.bar + 3) - 3
  local room = plan.stacked and tall or math.max(tall, #lines * LINE)
  local first = y + (room - #lines * LINE) / 2 + SIZE
  if plan.stacked then first = y + SIZE end
  for l, line in ipairs(lines) do
    local x = plan.stacked and 0 or plan.names
    parts[#parts + 1] = svg.text(x, first + (l - 1) * LINE, line, "label",
      plan.stacked and "start" or "end")
  end
  if plan.stacked then y = y + #lines * LINE + 4 end
  local bar = y + (room - tall) / 2
  for s, series in ipairs(block.series) do
    draw_bar(parts, plan, series, i, bar, svg.fill(s, #block.series))
    bar = bar + plan.bar + 3
  end
  return y + room
end

local function draw_legend(block, width)
  if #block.series == 1 then return "", 0 end
  local names = {}
  for i, series in ipairs(block.series) do names[i] = series.label end
  return svg.legend(names, width, function(i, x, y)
    local look = svg.fill(i, #names)
    return svg.element("rect", { "x", x + 0.5, "y", y - 7.5, "width", 15, "height", 15,
      "fill", look.fill, "stroke", look.edge })
  end)
end

-- The drawing and its height.
function bars.draw(block, width, stacked)
  local plan = lay_out(block, width, stacked)
  local legend, top = draw_legend(block, width)
  if top > 0 then top = top + 14 end
  if #block.limits > 0 then top = top + 8 + #block.limits * LINE end
  local marks, y = {}, top + 6
  for i in ipairs(block.categories) do
    y = draw_category(marks, block, plan, i, y) + (i < #block.categories and 16 or 0)
  end
  local bottom = y + 6
  local parts = { legend }
  draw_grid(parts, plan, top, bottom)
  parts[#parts + 1] = table.concat(marks)
  parts[#parts + 1] = svg.line(plan.x(0), top, plan.x(0), bottom, "base")
  svg.limits(parts, plan, block.limits, top, bottom)
  if block.unit and not plan.unit then
    parts[#parts + 1] = svg.text(plan.right, bottom + 38, block.unit, "tick", "end")
    bottom = bottom + 18
  end
  return table.concat(parts), bottom + 26
end

return bars
