-- The points of a picture, from a frame: where they lie on an axis of periods, numbers or labels,
-- in series by other columns. Two rows at one place are refused: which of them is the figure?

local arguments = require "query.arguments"
local axis = require "picture.axis"
local columns = require "query.columns"
local fault = require "fault"
local frame = require "query.frame"
local native = require "native"
local parse = require "query.parse"

local points = {}

local MOST = 100000 -- rows

local numeric = { integer = true, decimal = true, number = true }

-- ---- what is asked for ----

local function find_period(self, verb)
  local found
  for _, field in ipairs(self.schema) do
    if field.type == "period" or field.type == "date" then
      if found then return nil end
      found = field.name
    end
  end
  return found or frame.misuse(verb, verb .. " needs x: there is no column of periods")
end

local function names_in(self, verb, text, what)
  text = arguments.text(verb, text, what)
  return arguments.columns(self, text, parse.names(text))
end

local function one_name(self, verb, text, what)
  local names = names_in(self, verb, text, what)
  if #names ~= 1 then frame.misuse(verb, ("%s is one column"):format(what)) end
  return names[1]
end

-- The columns of the options: x (without it the only one of periods, if `default`), y (numbers, a
-- list), by (a list; else the groups).
function points.columns(self, verb, options, default)
  local x = options.x ~= nil and one_name(self, verb, options.x, "x") or
    default and find_period(self, verb)
  if not x then
    frame.misuse(verb, default and verb .. " needs x: several columns hold periods" or
      verb .. " needs x")
  end
  local y = names_in(self, verb, options.y, "y")
  for _, name in ipairs(y) do
    local field = columns.need(self.schema, options.y, { name = name })
    if not numeric[field.type] then
      fault.raise { what = ("'%s' is %s: only numbers are drawn"):format(name, field.type),
        hint = ("to draw how many rows there are: t:count %q"):format(x) }
    end
  end
  local by = options.by ~= nil and names_in(self, verb, options.by, "by") or self.groups
  if #y > 1 and #by > 0 then frame.misuse(verb, "with by there is one y") end
  return { x = x, y = y, by = by }
end

-- ---- rows ----

local function check_length(native_frame, verb)
  if native_frame:rows() == 0 then
    fault.raise { what = verb .. ": the frame has no rows, so there is nothing to draw" }
  end
  if native_frame:rows() <= MOST then return end
  fault.raise { what = ("%s: the frame has %s rows, and a picture shows %s at most"):format(verb,
    native.format_number(native_frame:rows()), native.format_number(MOST)),
    hint = 'draw what they come to: t:group_by "periode":summarise "antal = sum(antal)"' }
end

local function label_of(native_frame, row, by)
  local parts = {}
  for i, name in ipairs(by) do
    local reason = native_frame:reason(row, name)
    parts[i] = reason and ("(%s)"):format(reason) or native_frame:format(row, name)
  end
  return require("cells").escape(table.concat(parts, ", "))
end

-- The other columns in which two rows differ: what may set them apart.
local function differing(self, wanted, native_frame, row, other)
  local used, free = { [wanted.x] = true }, table.move(wanted.by, 1, #wanted.by, 1, {})
  for _, list in ipairs { wanted.y, wanted.by } do
    for _, name in ipairs(list) do used[name] = true end
  end
  for _, field in ipairs(self.schema) do
    local name = field.name
    if field.type == "text" and not used[name] and
      native_frame:format(row, name) ~= native_frame:format(other, name) then
      free[#free + 1] = name
      break
    end
  end
  return #free > #wanted.by and table.concat(free, ", ") or nil
end

local function refuse_twice(verb, wanted, at, label, free)
  local where = label ~= "" and (" of %s"):format(label) or ""
  fault.raise { what = ("%s: two rows%s stand at %s '%s'"):format(verb, where, wanted.x, at),
    why = "a picture shows one figure at each place",
    hint = free and ("name what sets them apart, by = %q, filter, or summarise before"):format(free)
      or "filter or summarise before" }
end

-- One list of points for each series, in order of first appearance; each point has the row it is.
-- skipped: rows without a place.
function points.series(self, verb, wanted)
  local native_frame = frame.compute(self)
  check_length(native_frame, verb)
  local made = { frame = native_frame, series = {}, skipped = 0 }
  local by_label, seen = {}, {}
  local function add(label, row, y)
    local series = by_label[label]
    if not series then
      series = { label = label, points = {}, y = y, first = row }
      by_label[label], seen[label] = series, {}
      made.series[#made.series + 1] = series
    end
    local at = native_frame:format(row, wanted.x)
    if seen[label][at] then
      refuse_twice(verb, wanted, at, #wanted.by > 0 and label or "", differing(self, wanted,
        native_frame, row, seen[label][at]))
    end
    seen[label][at] = row
    series.points[#series.points + 1] = points.of_cell(native_frame, row, y, wanted.x)
  end
  for row = 1, native_frame:rows() do
    if native_frame:reason(row, wanted.x) then
      made.skipped = made.skipped + 1
    else
      for _, y in ipairs(wanted.y) do
        add(#wanted.y > 1 and y or label_of(native_frame, row, wanted.by), row, y)
      end
    end
  end
  return made
end

-- A point: at (the cell of x), y or nil, reason, hidden, mark, row.
function points.of_cell(native_frame, row, y, x)
  local reason = native_frame:reason(row, y)
  return { at = native_frame:cell(row, x), y = not reason and native_frame:cell(row, y) or nil,
    reason = reason, hidden = reason == "suppressed", mark = native_frame:mark(row, y), row = row }
end

-- ---- places ----

local function each_point(made, visit)
  for _, series in ipairs(made.series) do
    for _, point in ipairs(series.points) do visit(point, series) end
  end
end

local function one_kind(made, verb, name)
  local kind
  each_point(made, function(point)
    if kind and point.at.kind ~= kind then
      fault.raise { what = ("%s: '%s' holds periods of two kinds, %s and %s"):format(verb, name,
        kind, point.at.kind), hint = ("keep one: t:filter \"%s in (…)\""):format(name) }
    end
    kind = point.at.kind
  end)
end

-- Points of a series follow each other; neighbours are joined.
local function order(made, adjacent)
  for _, series in ipairs(made.series) do
    table.sort(series.points, function(a, b) return a.x < b.x end)
    for i = 2, #series.points do
      series.points[i].joined = adjacent(series.points[i - 1], series.points[i])
    end
  end
end

local function next_door(a, b)
  return b.x - a.x == 1
end

local function place_periods(made, verb, name)
  local first, last
  one_kind(made, verb, name)
  each_point(made, function(point)
    if not first or point.at < first then first = point.at end
    if not last or last < point.at then last = point.at end
  end)
  each_point(made, function(point) point.x = point.at - first end)
  order(made, next_door)
  made.first, made.count = first, last - first + 1
  function made.axis(cells) return axis.periods(first, made.count, cells) end
end

local function place_numbers(made)
  local low, high
  each_point(made, function(point)
    point.x = point.at + 0.0
    low, high = math.min(low or point.x, point.x), math.max(high or point.x, point.x)
  end)
  order(made, function() return true end)
  function made.axis(cells) return axis.values(low, high, math.max(cells // 14, 2)) end
end

local function place_labels(made, name)
  local places, texts = {}, {}
  each_point(made, function(point)
    local text = made.frame:format(point.row, name)
    if not places[text] then
      texts[#texts + 1] = require("cells").escape(text)
      places[text] = #texts - 1
    end
    point.x = places[text]
  end)
  order(made, next_door)
  function made.axis(cells) return axis.labels(texts, cells) end
end

-- Give each point its place `x`, and `made` the axis.
function points.place(self, made, verb, name)
  local kind = columns.need(self.schema, nil, { name = name }).type
  if #made.series == 0 then
    fault.raise { what = ("%s: every cell of '%s' is missing"):format(verb, name) }
  end
  if kind == "period" or kind == "date" then
    place_periods(made, verb, name)
  elseif numeric[kind] then
    place_numbers(made)
  else
    place_labels(made, name)
  end
end

-- ---- what is not drawn ----

-- The notes beneath a picture: what is hidden, missing, a bound; what the figures' columns carry.
function points.notes(self, made, wanted, signs)
  local counts, marks, notes = {}, {}, {}
  each_point(made, function(point)
    if point.reason then counts[point.reason] = (counts[point.reason] or 0) + 1 end
    if point.mark then marks[point.mark] = (marks[point.mark] or 0) + 1 end
  end)
  for _, reason in ipairs(native.missing_reasons) do
    local count = counts[reason.name]
    if count then
      local hidden = reason.name == "suppressed" and signs and signs.hidden .. " " or ""
      notes[#notes + 1] = ("%s%s%s: %s"):format(hidden, reason.name,
        reason.sign ~= "" and " (" .. reason.sign .. ")" or "", native.format_number(count))
    end
  end
  for _, mark in ipairs { { "at_least", "at least (≥)" }, { "at_most", "at most (≤)" },
    { "inexact", "inexact (≈)" } } do
    if marks[mark[1]] then
      notes[#notes + 1] = ("%s%s: %s"):format(signs and signs[mark[1]] .. " " or "", mark[2],
        native.format_number(marks[mark[1]]))
    end
  end
  local lines = #notes > 0 and { table.concat(notes, "   ") } or {}
  if made.skipped > 0 then
    lines[#lines + 1] = ("not drawn: %s without %s"):format(native.format_number(made.skipped),
      wanted.x)
  end
  for _, line in ipairs(require("query.text").notes(self, wanted.y)) do lines[#lines + 1] = line end
  return lines
end

return points
