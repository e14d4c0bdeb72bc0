-- Lines over ordered categories. A missing point is a gap in its line; events are marked across the
-- drawing; each line is named where it ends.

local chart = require "report.chart"
local svg = require "report.svg"

local lines = {}

local SIZE, LINE = 14, 18

local function last_point(series, count)
  for i = count, 1, -1 do if series.values[i] then return i end end
end

local function end_label(series, count)
  local last = last_point(series, count)
  return last and { at = last, name = series.label, figure = series.texts[last] } or nil
end

-- Where everything stands. With room, names stand at the ends of the lines; else in a legend.
local function lay_out(block, width, direct)
  local count = #block.categories
  local plan = { width = width, direct = direct, count = count, height = direct and 250 or 210 }
  plan.axis = chart.axis(block.low, block.high, chart.LINE_TICKS)
  local ticks, labels = 0, 0
  for _, tick in ipairs(plan.axis.ticks) do
    ticks = math.max(ticks, svg.text_width(tick.text, SIZE))
  end
  plan.labels = {}
  for s, series in ipairs(block.series) do
    plan.labels[s] = end_label(series, count)
    local each = plan.labels[s]
    if each then
      each.lines = svg.wrap(each.name, SIZE, width * 0.22)
      each.lines[#each.lines + 1] = each.figure
      for _, line in ipairs(each.lines) do
        labels = math.max(labels, svg.text_width(line, SIZE))
      end
    end
  end
  plan.left = ticks + 10
  plan.right = direct and width - labels - 14 or width - 10
  local step = count > 1 and (plan.right - plan.left - 16) / (count - 1) or 0
  local start = count > 1 and plan.left + 8 or (plan.left + plan.right) / 2
  plan.step = step
  function plan.x(i) return start + (i - 1) * step end
  return plan
end

local function set_vertical(plan, top)
  plan.top, plan.bottom = top, top + plan.height
  local scale = plan.height / (plan.axis.max - plan.axis.min)
  function plan.y(value) return plan.bottom - (value - plan.axis.min) * scale end
end

local function draw_grid(parts, plan)
  for _, tick in ipairs(plan.axis.ticks) do
    local y = plan.y(tick.value)
    local class = tick.value == plan.axis.min and "base" or "grid"
    parts[#parts + 1] = svg.line(plan.left, y, plan.right, y, class)
    parts[#parts + 1] = svg.text(plan.left - 8, y + 5, tick.text, "tick", "end")
  end
end

-- Every how many-th category has room for its name.
local function label_every(block, plan)
  local widest = 0
  for _, name in ipairs(block.categories) do
    widest = math.max(widest, svg.text_width(name, SIZE) + 14)
  end
  for _, every in ipairs { 1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120 } do
    if every * plan.step >= widest then return every end
  end
  return math.max(1, plan.count - 1)
end

local function draw_categories(parts, block, plan)
  local every = label_every(block, plan)
  for i, name in ipairs(block.categories) do
    if (i - 1) % every == 0 then
      local x, half = plan.x(i), svg.text_width(name, SIZE) / 2
      local anchor = "middle"
      if x + half > plan.width then x, anchor = plan.width, "end" end
      if x - half < 0 then x, anchor = 0, "start" end
      parts[#parts + 1] = svg.line(plan.x(i), plan.bottom, plan.x(i), plan.bottom + 5, "base")
      parts[#parts + 1] = svg.text(x, plan.bottom + 21, name, "tick", anchor)
    end
  end
end

-- Events: each label on a line of its own above the drawing.
local function draw_marks(parts, block, plan)
  for m, mark in ipairs(block.marks) do
    local x, y = plan.x(mark.at), plan.top - 12 - (#block.marks - m) * LINE
    local wide = svg.text_width(mark.label, SIZE)
    local left = x + 6 + wide > plan.width
    parts[#parts + 1] = svg.line(x, y - 10, x, plan.bottom, "event")
    parts[#parts + 1] = svg.text(left and x - 6 or x + 6, y, mark.label, "label",
      left and "end" or "start")
  end
end

-- Lines across: limits of chance, a target; each named above its left end, or below it where it
-- would come among the names of the marks.
local function draw_limits(parts, block, plan)
  for _, limit in ipairs(block.limits) do
    local y = plan.y(limit.y)
    parts[#parts + 1] = svg.line(plan.left, y, plan.right, y, "limit")
    local above = y - 5 - SIZE > plan.top
    parts[#parts + 1] = svg.text(plan.left + 4, above and y - 5 or y + SIZE + 1,
      ("%s: %s"):format(limit.label, limit.text), "tick halo", "start")
  end
end

local function point(plan, i, value)
  return svg.number(plan.x(i)) .. " " .. svg.number(plan.y(value))
end

-- Runs of neighbouring points that have figures: {{from, to}, ...}
local function runs_of(values, count)
  local runs = {}
  for i = 1, count do
    if values[i] then
      local last = runs[#runs]
      if last and last[2] == i - 1 then last[2] = i else runs[#runs + 1] = { i, i } end
    end
  end
  return runs
end

-- The parts of a run up to where it becomes preliminary, or is so no more: {from, to, early =}.
local function split_run(run, preliminary)
  local parts = {}
  for i = run[1] + 1, run[2] do
    local early = (preliminary[i - 1] or preliminary[i]) and true or false
    local last = parts[#parts]
    if last and last.early == early then last[2] = i
    else parts[#parts + 1] = { i - 1, i, early = early } end
  end
  return parts
end

local function draw_band(parts, plan, series, look)
  for _, run in ipairs(runs_of(series.lows, plan.count)) do
    local path = {}
    for i = run[1], run[2] do
      if series.highs[i] then path[#path + 1] = point(plan, i, series.highs[i]) end
    end
    for i = run[2], run[1], -1 do path[#path + 1] = point(plan, i, series.lows[i]) end
    parts[#parts + 1] = svg.element("path", { "d", "M" .. table.concat(path, "L") .. "z",
      "fill", look.stroke, "class", "band" })
  end
end

local EARLY = "1 4" -- the dashes of the way to a preliminary figure

local function draw_ways(parts, plan, series, look)
  for _, run in ipairs(runs_of(series.values, plan.count)) do
    for _, part in ipairs(split_run(run, series.preliminary)) do
      local path = {}
      for i = part[1], part[2] do path[#path + 1] = point(plan, i, series.values[i]) end
      parts[#parts + 1] = svg.element("path", { "d", "M" .. table.concat(path, "L"), "stroke",
        look.stroke, "stroke-dasharray", part.early and EARLY or look.dash or false, "class",
        "series" })
    end
  end
end

local function draw_series(parts, plan, series, look)
  draw_ways(parts, plan, series, look)
  local markers, hollow, last = {}, {}, last_point(series, plan.count)
  for i = 1, plan.count do
    local value = series.values[i]
    local alone = value and not series.values[i - 1] and not series.values[i + 1]
    if value and (plan.step >= 14 or alone or i == last) then
      local list = series.preliminary[i] and hollow or markers
      list[#list + 1] = svg.marker(look, plan.x(i), plan.y(value), 3.5)
    end
  end
  parts[#parts + 1] = svg.element("g", { "fill", look.stroke }, table.concat(markers))
  if #hollow > 0 then
    parts[#parts + 1] = svg.element("g", { "fill", "#fff", "stroke", look.stroke, "stroke-width",
      1.75 }, table.concat(hollow))
  end
end

-- Names at the ends of the lines, pushed apart until none lies on another.
local function place_labels(plan)
  local placed = {}
  for s, label in pairs(plan.labels) do
    label.series, label.tall = s, #label.lines * LINE
    placed[#placed + 1] = label
  end
  table.sort(placed, function(a, b)
    if a.y ~= b.y then return a.y < b.y end
    return a.series < b.series
  end)
  local floor = plan.top - 10
  for _, label in ipairs(placed) do
    label.y = math.max(label.y - label.tall / 2, floor)
    floor = label.y + label.tall + 4
  end
  local ceiling = plan.bottom + 10
  for i = #placed, 1, -1 do
    local label = placed[i]
    label.y = math.min(label.y, ceiling - label.tall)
    ceiling = label.y - 4
  end
  return placed
end

local function draw_labels(parts, block, plan)
  for s, label in pairs(plan.labels) do label.y = plan.y(block.series[s].values[label.at]) end
  for _, label in ipairs(place_labels(plan)) do
    local look = svg.series_look(block.series[label.series], label.series)
    local from = plan.x(label.at)
    if label.at < plan.count then
      local y = plan.y(block.series[label.series].values[label.at])
      parts[#parts + 1] = svg.line(from + 6, y, plan.right, label.y + label.tall / 2, "leader")
    end
    for l, line in ipairs(label.lines) do
      local class = l == #label.lines and "figure" or "label"
      parts[#parts + 1] = svg.text(plan.right + 10, label.y + l * LINE - 4, line, class, "start")
    end
    parts[#parts + 1] = svg.element("rect", { "x", plan.right + 3, "y", label.y + 2, "width", 3,
      "height", label.tall - 4, "fill", look.stroke })
  end
end

local function draw_legend(block, plan)
  local names = {}
  for s, series in ipairs(block.series) do
    local label = plan.labels[s]
    names[s] = label and ("%s: %s"):format(series.label, label.figure) or series.label
  end
  return svg.legend(names, plan.width, function(i, x, y)
    local look = svg.series_look(block.series[i], i)
    return svg.element("path", { "d", ("M%s %sh22"):format(svg.number(x), svg.number(y)), "stroke",
      look.stroke, "stroke-dasharray", look.dash or false, "class", "series" })
      .. svg.element("g", { "fill", look.stroke }, svg.marker(look, x + 11, y, 3.5))
  end)
end

-- ---- a panel of small multiples ----

-- Where the points of a panel stand: its top left corner, width and height.
function lines.panel(block, left, top, width, height)
  local plan = { axis = chart.axis(block.low, block.high, 3), count = #block.categories,
    top = top, bottom = top + height, width = left + width, right = left + width }
  local ticks = 0
  for _, tick in ipairs(plan.axis.ticks) do
    ticks = math.max(ticks, svg.text_width(tick.text, SIZE))
  end
  plan.left = left + ticks + 8
  plan.step = plan.count > 1 and (plan.right - plan.left - 8) / (plan.count - 1) or 0
  function plan.x(i) return plan.left + 4 + (i - 1) * plan.step end
  local scale = height / (plan.axis.max - plan.axis.min)
  function plan.y(value) return plan.bottom - (value - plan.axis.min) * scale end
  return plan
end

-- Its axes and marks; the names of the first and the last category where `named`.
function lines.panel_axes(parts, block, plan, named)
  draw_grid(parts, plan)
  for _, mark in ipairs(block.marks) do
    local x = plan.x(mark.at)
    parts[#parts + 1] = svg.line(x, plan.top, x, plan.bottom, "event")
  end
  if not named then return end
  local y = plan.bottom + 19
  parts[#parts + 1] = svg.text(plan.left, y, block.categories[1], "tick", "start")
  if plan.count > 1 then
    parts[#parts + 1] = svg.text(plan.right, y, block.categories[plan.count], "tick", "end")
  end
end

function lines.panel_series(parts, plan, series, look)
  draw_band(parts, plan, series, look)
  draw_series(parts, plan, series, look)
end

-- The drawing and its height. `direct`: names at the ends of the lines.
function lines.draw(block, width, direct)
  local plan = lay_out(block, width, direct)
  local parts, top = {}, 0
  if not direct then
    parts[1], top = draw_legend(block, plan)
    top = top + 10
  end
  if block.unit then
    parts[#parts + 1] = svg.text(0, top + 12, block.unit, "tick", "start")
    top = top + 20
  end
  set_vertical(plan, top + 10 + #block.marks * LINE)
  draw_grid(parts, plan)
  draw_categories(parts, block, plan)
  draw_marks(parts, block, plan)
  for s, series in ipairs(block.series) do
    draw_band(parts, plan, series, svg.series_look(series, s))
  end
  draw_limits(parts, block, plan)
  for s, series in ipairs(block.series) do
    draw_series(parts, plan, series, svg.series_look(series, s))
  end
  if direct then draw_labels(parts, block, plan) end
  return table.concat(parts), plan.bottom + 30
end

return lines
