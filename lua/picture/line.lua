-- Lines in a terminal.
--
--   line.draw({ title =, low =, high = (of all values), x = the axis over so many cells, a
--     function, zero =, events = { { at =, text = }, ... }, notes = { texts },
--     series = { { label =, points = { { x =, y = number or nil, hidden =, mark =,
--       joined = to the point before }, ... } }, ... } },
--     { width =, height =, ascii =, colour = })
--
-- A point without y is a gap; a hidden one (suppressed) is marked at the foot.

local axis = require "picture.axis"
local canvas_of = require "picture.canvas"
local cells = require "cells"
local dots = require "picture.dots"
local glyph = require "picture.glyph"
local native = require "native"

local line = {}

local ROWS_A_TICK = 3
local MARKER_GAP = 6 -- cells between the markers of a line, at least

-- ---- where everything stands ----

local function label_width(picture, width)
  if #picture.series < 2 then return 0 end
  local most = 0
  for _, series in ipairs(picture.series) do most = math.max(most, native.width(series.label)) end
  return math.min(most, width // 3) + 3
end

local function tick_width(ticks)
  local most = 0
  for _, tick in ipairs(ticks) do most = math.max(most, native.width(tick.text)) end
  return most
end

-- The rectangle of cells that the lines stand in, the axes, and where values lie.
local function lay_out(picture, options)
  local plan = { signs = glyph.of(options.ascii), width = options.width, picture = picture }
  plan.top = 2 + (#picture.events > 0 and 1 or 0)
  plan.bottom = math.max(plan.top + 2, options.height - #picture.notes - 2)
  plan.height = plan.bottom + 2 + #picture.notes
  local rows = plan.bottom - plan.top + 1
  plan.y = axis.values(picture.low, picture.high, math.max(rows // ROWS_A_TICK, 2), picture.zero)
  plan.left = tick_width(plan.y.ticks) + 3
  plan.labels = label_width(picture, options.width)
  plan.right = math.max(plan.left + 4, options.width - plan.labels)
  local across = plan.right - plan.left + 1
  plan.x = picture.x(across)
  plan.dots = dots.new(plan.left, plan.top, across, rows, options.ascii)
  return plan
end

local function part_of(low, high, value)
  return high > low and (value - low) / (high - low) or 0.5
end

-- The dot of a value.
local function dot_x(plan, x)
  return math.floor(part_of(plan.x.low, plan.x.high, x) * (plan.dots.width - 1) + 0.5)
end

local function dot_y(plan, y)
  return math.floor((1 - part_of(plan.y.low, plan.y.high, y)) * (plan.dots.height - 1) + 0.5)
end

local function cell_of(plan, x, y)
  return plan.dots:cell(dot_x(plan, x), dot_y(plan, y))
end

-- ---- axes ----

local function draw_values(plan, canvas)
  for row = plan.top, plan.bottom do
    canvas:set(plan.left - 1, row, plan.signs.vertical, glyph.dim)
  end
  for _, tick in ipairs(plan.y.ticks) do
    local _, row = cell_of(plan, plan.x.low, tick.at)
    canvas:write(plan.left - 2 - native.width(tick.text), row, tick.text)
    canvas:set(plan.left - 1, row, plan.signs.tick, glyph.dim)
  end
end

-- The ticks of the lower axis: each text under its mark, or pushed in at the ends.
local function draw_lower(plan, canvas)
  local row = plan.bottom + 1
  canvas:set(plan.left - 1, row, plan.signs.corner, glyph.dim)
  for x = plan.left, plan.right do canvas:set(x, row, plan.signs.horizontal, glyph.dim) end
  for _, tick in ipairs(plan.x.ticks) do
    local column = cell_of(plan, tick.at, plan.y.low)
    local width = native.width(tick.text)
    local from = math.max(1, math.min(column - width // 2, canvas.width - width + 1))
    if canvas:is_free(from - 1, from + width, row + 1) then
      canvas:set(column, row, plan.signs.mark, glyph.dim)
      canvas:write(from, row + 1, tick.text)
    end
  end
end

-- ---- events ----

local function draw_events(plan, canvas)
  for _, event in ipairs(plan.picture.events) do
    local column = cell_of(plan, event.at, plan.y.low)
    for row = plan.top, plan.bottom do
      if not canvas:at(column, row) then canvas:set(column, row, plan.signs.event, glyph.dim) end
    end
    local text = plan.signs.pointer .. " " .. event.text
    local width = native.width(text)
    if column + width - 1 > canvas.width then
      text, column = event.text .. " " .. plan.signs.pointer, column - width + 1
    end
    if canvas:is_free(column - 1, column + width, plan.top - 1) then
      canvas:write(column, plan.top - 1, text, glyph.dim)
    end
  end
end

-- ---- series ----

local function draw_line(plan, series, colour)
  local before
  for _, point in ipairs(series.points) do
    if point.y then
      local x, y = dot_x(plan, point.x), dot_y(plan, point.y)
      if before and point.joined then
        plan.dots:line(before.x, before.y, x, y, colour)
      else
        plan.dots:set(x, y, colour)
      end
      before = { x = x, y = y }
    else
      before = nil
    end
  end
end

-- Whether a point has no neighbour that it is joined with: a dot alone is hardly seen.
local function is_alone(points, i)
  local point, after = points[i], points[i + 1]
  local joined_before = point.joined and points[i - 1] and points[i - 1].y
  return not joined_before and not (after and after.y and after.joined)
end

local function sign_of(plan, series, i, marker)
  local point = series.points[i]
  if point.mark then return plan.signs[point.mark] end
  if marker then return marker end
  return is_alone(series.points, i) and plan.signs.point or nil
end

-- Markers stand apart, so that lines stay lines, and not all at the same places; the last one
-- always.
local function draw_points(plan, canvas, series, place, colour)
  local marker = #plan.picture.series > 1 and plan.signs.markers[place] or nil
  local last = #series.points
  while last > 0 and not series.points[last].y do last = last - 1 end
  local free_from = plan.left + (place - 1) * 2
  for i, point in ipairs(series.points) do
    if point.y then
      local column, row = cell_of(plan, point.x, point.y)
      local due = marker and (column >= free_from or i == last)
      local sign = sign_of(plan, series, i, due and marker)
      if sign then canvas:set(column, row, sign, colour) end
      if due then free_from = column + MARKER_GAP end
    elseif point.hidden then
      canvas:set(cell_of(plan, point.x, plan.y.low), plan.bottom, plan.signs.hidden, colour)
    end
  end
end

-- ---- names of the series, at the right ----

local function last_row(plan, series)
  for i = #series.points, 1, -1 do
    local point = series.points[i]
    if point.y then return select(2, cell_of(plan, point.x, point.y)) end
  end
  return plan.bottom
end

-- A row for each name, near where its line ends, none on another: pushed down, then up again from
-- the foot.
local function label_rows(plan)
  local order = {}
  for i, series in ipairs(plan.picture.series) do
    order[i] = { place = i, row = last_row(plan, series) }
  end
  table.sort(order, function(a, b)
    return a.row < b.row or a.row == b.row and a.place < b.place
  end)
  for i = 2, #order do order[i].row = math.max(order[i].row, order[i - 1].row + 1) end
  local free = plan.bottom
  for i = #order, 1, -1 do
    order[i].row = math.min(order[i].row, free)
    free = order[i].row - 1
  end
  return order
end

local function draw_labels(plan, canvas)
  if plan.labels == 0 then return end
  for _, label in ipairs(label_rows(plan)) do
    local name = cells.cut(plan.picture.series[label.place].label, plan.labels - 3)
    canvas:write(plan.right + 2, label.row, plan.signs.markers[label.place] .. " " .. name,
      glyph.colours[label.place])
  end
end

-- ---- the whole ----

-- The text of the picture.
function line.draw(picture, options)
  local plan = lay_out(picture, options)
  local canvas = canvas_of.new(options.width, plan.bottom + 2)
  for i, series in ipairs(picture.series) do
    draw_line(plan, series, #picture.series > 1 and glyph.colours[i] or glyph.colours[1])
  end
  plan.dots:draw(canvas)
  draw_events(plan, canvas)
  for i, series in ipairs(picture.series) do
    draw_points(plan, canvas, series, i, glyph.colours[i])
  end
  draw_values(plan, canvas)
  draw_lower(plan, canvas)
  draw_labels(plan, canvas)
  canvas:write(1, 1, cells.cut(picture.title, options.width), glyph.bold)
  local lines = canvas:lines(options.colour)
  for _, note in ipairs(picture.notes) do lines[#lines + 1] = note end
  return table.concat(lines, "\n")
end

line.most_series = #glyph.colours

return line
