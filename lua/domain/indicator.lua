-- An indicator: a series of points out of the published figures. It names an area, a benefit and a
-- group and one of
--   maaling                     the figures themselves
--   numerator, denominator      a share in per cent, recomputed from two counts
--   sum_of                      a sum of figures that exclude each other
--
-- A point is { period =, value =, mark =, low =, high =, reason =, numerator =, denominator = };
-- value is nil when the figure is missing, and `reason` says why. low and high are what a marked
-- figure lies between. place is the cell that it is: { frame =, row =, column = }.

local fault = require "fault"
local figures_of = require "domain.figures"
local measure = require "domain.measure"
local native = require "native"
local range_of = require("domain.guard.hidden").range

local indicator = {}

-- The figures of one reference, a row a period: periode, vaerdi. A figure that is printed in
-- several places must be the same in all.
local function read_by_period(figures, wanted)
  local found = figures:matching(wanted):distinct "periode, vaerdi":collect()
  local seen = {}
  for row in found:rows() do
    local id = row.periode:id()
    if seen[id] then
      fault.raise { what = ("%s is printed with different values for %s"):format(
        figures_of.describe(wanted), tostring(row.periode)),
        hint = "name the place that is meant with sted" }
    end
    seen[id] = true
  end
  return found
end

local function by_period(figures, wanted)
  return figures:once("by period", wanted, function() return read_by_period(figures, wanted) end)
end

-- The reference of one part of an indicator: the indicator's own keys, with those of the part.
local function reference(one, part)
  return { omraade = one.omraade, ydelse = part.ydelse or one.ydelse,
    gruppe = part.gruppe or one.gruppe, maaling = part.maaling or one.maaling,
    sted = part.sted or one.sted }
end

-- The parts that an indicator is made of: itself, numerator and denominator, or what is summed.
function indicator.parts(one)
  if one.numerator then return { one.numerator, one.denominator } end
  return one.sum_of or { { maaling = one.maaling } }
end

-- What each part is looked for by in the figures.
function indicator.references(one)
  local found = {}
  for i, part in ipairs(indicator.parts(one)) do found[i] = reference(one, part) end
  return found
end

local function points_of(frame, value, extra)
  local points = {}
  for row = 1, #frame do
    local reason = frame:reason(row, value)
    local point = { period = frame:cell(row, "periode"), reason = reason,
      mark = frame:mark(row, value), value = not reason and frame:cell(row, value) or nil,
      place = { frame = frame, row = row, column = value } }
    if point.mark then point.low, point.high = frame:bounds(row, value) end
    for _, name in ipairs(extra or {}) do
      if not frame:reason(row, name) then point[name] = frame:cell(row, name) end
    end
    points[row] = point
  end
  return points
end

local function plain(figures, one)
  if figures.points then return figures:points(reference(one, {})) end
  return points_of(by_period(figures, reference(one, {})), "vaerdi")
end

-- A share out of two points: missing where one of them is, as the query has it.
local function share_point(part, whole)
  local point = { period = whole.period, reason = part.reason or whole.reason,
    numerator = part.value, denominator = whole.value }
  if point.reason then return point end
  if whole.value == 0 then
    point.reason = "undefined"
  else
    point.value = 100 * part.value / whole.value
    point.mark = (part.mark or whole.mark) and "inexact" or nil
  end
  return point
end

-- Of figures that come as points, without a frame.
local function share_of_points(figures, one)
  local parts, points = {}, {}
  for _, part in ipairs(figures:points(reference(one, one.numerator))) do
    parts[part.period:id()] = part
  end
  for _, whole in ipairs(figures:points(reference(one, one.denominator))) do
    local part = parts[whole.period:id()]
    if part then points[#points + 1] = share_point(part, whole) end
  end
  return points
end

local function share(figures, one)
  if figures.points then return share_of_points(figures, one) end
  local numerator = by_period(figures, reference(one, one.numerator))
  local denominator = by_period(figures, reference(one, one.denominator))
  local both = numerator:rename "numerator = vaerdi"
    :inner_join(denominator:rename "denominator = vaerdi", "periode")
    :mutate "vaerdi = 100 * numerator / denominator"
  return points_of(both, "vaerdi", { "numerator", "denominator" })
end

-- The frame, with what a hidden figure of the measure lies between where that is known.
local function with_range(frame, caption)
  local found = caption and measure.of_column(caption)
  local range = found and range_of { measure = found.id }
  return range and frame:hides { vaerdi = range } or frame
end

-- Periods for which every part is there, with a value: a sum of a hidden count is a bound, which
-- points without a frame do not carry.
local function sum_of_points(figures, one)
  local sums, points = {}, {}
  for i, part in ipairs(one.sum_of) do
    for _, point in ipairs(figures:points(reference(one, part))) do
      local id = point.period:id()
      local sum = sums[id] or { period = point.period, value = 0, parts = 0 }
      if point.value then sum.value, sum.parts = sum.value + point.value, sum.parts + 1 end
      sums[id] = sum
      if i == #one.sum_of and sum.parts == i then
        points[#points + 1] = { period = sum.period, value = sum.value }
      end
    end
  end
  return points
end

-- Only periods for which every part is there.
local function sum(figures, one)
  if figures.points then return sum_of_points(figures, one) end
  local all
  for _, part in ipairs(one.sum_of) do
    local wanted = reference(one, part)
    local frame = with_range(by_period(figures, wanted), wanted.maaling)
    all = all and all:bind_rows(frame) or frame
  end
  local sums = all:group_by "periode" -- which figures make up the sum is said in data/
    :summarise "vaerdi = unsafe_sum(vaerdi), parts = count()"
  return points_of(sums:filter("parts == $parts", { parts = #one.sum_of }), "vaerdi")
end

local function is_before(a, b)
  if a.period.last_day ~= b.period.last_day then return a.period.last_day < b.period.last_day end
  return a.period:id() < b.period:id()
end

-- Those that end no later than `as_of` (a day, or nil), and whether they are in order.
local function seen_of(points, as_of)
  local seen, ordered, last_day = {}, true, nil
  for _, point in ipairs(points) do
    local day = point.period.last_day
    if not as_of or day <= as_of then
      ordered = ordered and (not last_day or last_day < day)
      seen[#seen + 1], last_day = point, day
    end
  end
  return seen, ordered
end

-- The points in the order of their last days; those that end after `as_of` (a day) are not seen.
function indicator.series(figures, one, as_of)
  local points = one.sum_of and sum(figures, one) or one.numerator and share(figures, one)
    or plain(figures, one)
  local seen, ordered = seen_of(points, as_of)
  if not ordered then table.sort(seen, is_before) end
  return seen
end

-- The point of a period (a text), or nil.
function indicator.at(points, period)
  for _, point in ipairs(points) do
    if point.period:id() == period then return point end
  end
end

-- Whether a period (a text) ends after the day.
function indicator.is_later(period, day)
  return native.period(period).last_day > day
end

-- The last point that has a value, or nil.
function indicator.latest(points)
  for i = #points, 1, -1 do
    if points[i].value then return points[i] end
  end
end

return indicator
