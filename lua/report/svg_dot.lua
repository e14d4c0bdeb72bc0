-- A dot plot: a row for each category, a dot for each series on one axis, with its interval; what
-- is compared with stands as a line down the drawing.

local chart = require "report.chart"
local svg = require "report.svg"

local dots = {}

local SIZE, LINE, ROW = 14, 18, 30
local TICKS = 5
local BOLD = 1.1 -- how much wider bold text is set

-- "20,8 → 21,0": one or two figures of a row stand at its right end.
local function row_text(block, i)
  if #block.series > 2 then return "" end
  local parts = {}
  for s, series in ipairs(block.series) do parts[s] = series.texts[i] or "–" end
  return table.concat(parts, " → ")
end

local function lay_out(block, width, stacked)
  local plan = { width = width, stacked = stacked, axis = chart.axis(block.low, block.high, TICKS) }
  local names, figures = 0, 0
  for i, name in ipairs(block.categories) do
    names = math.max(names, BOLD * svg.text_width(name, SIZE))
    figures = math.max(figures, BOLD * svg.text_width(row_text(block, i), SIZE))
  end
  plan.names = stacked and width - figures - 12 or math.min(names, width * 0.32)
  plan.left = stacked and 8 or plan.names + 18
  plan.right = stacked and width - 10 or width - figures - 18
  local scale = (plan.right - plan.left) / (plan.axis.max - plan.axis.min)
  function plan.x(value) return plan.left + (value - plan.axis.min) * scale end
  return plan
end

local function draw_interval(parts, plan, series, i, y, look)
  local low, high = series.lows[i], series.highs[i]
  if not (low and high) then return end
  parts[#parts + 1] = svg.element("path", { "d", ("M%s %sH%s"):format(svg.number(plan.x(low)),
    svg.number(y), svg.number(plan.x(high))), "stroke", look.stroke, "class", "spread" })
end

-- The way from the first series to the second.
local function draw_way(parts, plan, block, i, y)
  if #block.series ~= 2 then return end
  local from, to = block.series[1].values[i], block.series[2].values[i]
  if from and to then
    parts[#parts + 1] = svg.line(plan.x(from), y, plan.x(to), y, "way")
  end
end

local function draw_row(parts, block, plan, i, y)
  parts[#parts + 1] = svg.line(plan.left, y, plan.right, y, "grid")
  draw_way(parts, plan, block, i, y)
  for s = #block.series, 1, -1 do -- the first lies on top
    local series, look = block.series[s], svg.line_look(s)
    draw_interval(parts, plan, series, i, y, look)
    if series.values[i] then
      parts[#parts + 1] = svg.element("g", { "fill", look.stroke },
        svg.marker(look, plan.x(series.values[i]), y, block.highlight == i and 7 or 5))
    end
  end
end

-- The name of a category and its figures; gives the height that they and the row take.
local function draw_name(parts, block, plan, i, y)
  local lines = svg.wrap(block.categories[i], SIZE, plan.names)
  local class = block.highlight == i and "figure" or "label"
  local first = plan.stacked and y + SIZE or y + ROW / 2 + 5 - (#lines - 1) * LINE / 2
  for l, line in ipairs(lines) do
    parts[#parts + 1] = svg.text(plan.stacked and 0 or plan.names, first + (l - 1) * LINE, line,
      class, plan.stacked and "start" or "end")
  end
  parts[#parts + 1] = svg.text(plan.width, plan.stacked and y + SIZE or y + ROW / 2 + 5,
    row_text(block, i), "figure", "end")
  return plan.stacked and #lines * LINE + ROW or math.max(ROW, #lines * LINE + 6)
end

local function draw_axis(parts, plan, block, top, bottom)
  for i, tick in ipairs(plan.axis.ticks) do
    local x, text = plan.x(tick.value), tick.text
    if i == #plan.axis.ticks and block.unit then text = text .. " " .. block.unit end
    parts[#parts + 1] = svg.line(x, top, x, bottom, "grid")
    parts[#parts + 1] = svg.text(math.min(x, plan.width - svg.text_width(text, SIZE) / 2),
      bottom + 18, text, "tick", "middle")
  end
end

local function draw_legend(block, width)
  if #block.series == 1 then return "", 0 end
  local names = {}
  for i, series in ipairs(block.series) do names[i] = series.label end
  return svg.legend(names, width, function(i, x, y)
    local look = svg.line_look(i)
    return svg.element("g", { "fill", look.stroke }, svg.marker(look, x + 11, y, 5))
  end)
end

-- The drawing and its height. `stacked`: names above their rows, for a narrow page.
function dots.draw(block, width, stacked)
  local plan = lay_out(block, width, stacked)
  local legend, top = draw_legend(block, width)
  top = top + 14 + #block.limits * LINE
  local rows, y = {}, top
  for i in ipairs(block.categories) do
    local tall = draw_name(rows, block, plan, i, y)
    draw_row(rows, block, plan, i, stacked and y + tall - ROW / 2 or y + ROW / 2)
    y = y + tall
  end
  local parts = { legend }
  draw_axis(parts, plan, block, top, y)
  svg.limits(parts, plan, block.limits, top, y)
  parts[#parts + 1] = table.concat(rows)
  return table.concat(parts), y + 26
end

return dots
