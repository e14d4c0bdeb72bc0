-- Comparisons: how much, in which unit, how sure, and the committee's own word for it.
--
-- With d = 100 * (after / before - 1), on unrounded figures, and the limits of data/politik.lua:
--   |d| <= level                                     på niveau
--   -nearly <= d < -level, a measure that should rise  næsten på niveau
--   d > level                                        over niveau
--   otherwise                                        under niveau

local fault = require "fault"
local native = require "native"
local policy = require "domain.policy"

local compare = {}

compare.UNDECIDED = "kan ikke afgøres"

-- The change in per cent; nil when it starts from nought. From 100 to 101 is exactly 1: subtracted
-- first, for after / before - 1 is 1.0000000000000009.
function compare.percent(before, after)
  if before == 0 then return nil end
  return 100 * (after - before) / before
end

-- d as the limits are held against it: without the noise of binary fractions, which must not turn
-- a word where a figure stands on the limit.
local function for_limits(d)
  return native.round(d, 9)
end

-- Whether a reaches b, by the same measure: 55 reaches 50 * 1.1.
function compare.reaches(a, b)
  return for_limits(a - b) >= 0
end

-- The word. direction: the way the measure should go, "up", "down" or "neutral". Figures that are
-- missing (nil), or a start from nought, give no word.
function compare.word(before, after, direction)
  local d = before and after and compare.percent(before, after)
  if not d then return compare.UNDECIDED end
  d = for_limits(d)
  local limits = policy.get().word
  if math.abs(d) <= limits.level then return "på niveau" end
  if d > 0 then return "over niveau" end
  if direction == "up" and d >= -limits.nearly then return "næsten på niveau" end
  return "under niveau"
end

-- The 95 % interval of the difference of two shares in percentage points (Newcombe 1998, hybrid
-- score), when both come from counts; else nil.
local function interval(before, after)
  if not (before.numerator and after.numerator) then return nil end
  local low, high = native.newcombe(after.numerator, after.denominator, before.numerator,
    before.denominator, policy.get().confidence)
  return { low = 100 * low, high = 100 * high }
end

-- The 95 % interval of a share in per cent (Wilson), where it comes from counts; else nil.
function compare.share_interval(point)
  if not point.numerator then return nil end
  local low, high = native.wilson(point.numerator, point.denominator, policy.get().confidence)
  return { low = 100 * low, high = 100 * high }
end

-- Whether the share of a point is of so few that one of them moves it by points.
function compare.is_small(point)
  return point.denominator ~= nil and point.denominator < policy.get().small_group
end

-- A month is not set against a quarter, nor a quarter against a rolling year.
local function need_one_kind(before, after)
  if not (before and after and before.period and after.period) then return end
  if before.period.kind == after.period.kind then return end
  fault.raise { what = ("%s and %s are periods of different kinds: they are not compared"):format(
    before.period:id(), after.period:id()),
    hint = "compare two months, two quarters or two years" }
end

-- What the figure of a point lies between: itself, unless it is marked.
function compare.bounds(point)
  if not point.mark then return point.value, point.value end
  local low, high = point.low or -math.huge, point.high or math.huge
  if point.mark == "at_least" then low = math.max(low, point.value) end
  if point.mark == "at_most" then high = math.min(high, point.value) end
  return low, high
end

local function span(low, high)
  return { low = low, high = high }
end

-- The comparison of two points that are known within bounds: a word where it is the same whatever
-- is hidden.
local function between(before, after, direction)
  local found = { before = before, after = after, word = compare.UNDECIDED }
  local from_low, from_high = compare.bounds(before)
  local to_low, to_high = compare.bounds(after)
  found.difference_bounds = span(to_low - from_high, to_high - from_low)
  if from_low <= 0 or from_high == math.huge then return found end
  found.percent_bounds = span(compare.percent(from_high, to_low),
    compare.percent(from_low, to_high))
  local least, most = compare.word(from_high, to_low, direction),
    compare.word(from_low, to_high, direction)
  if least == most then found.word = least end
  return found
end

-- Two points of one series, { period =, value =, numerator =, denominator =, mark =, low =,
-- high = } each. Gives { before =, after =, difference (in the unit; of shares percentage points),
-- percent, word, interval or nil, small, crosses_zero }. Points that are bounds give
-- difference_bounds and percent_bounds instead, { low =, high = }, and a word where it holds over
-- all of them; absent ones give none.
function compare.points(before, after, direction)
  need_one_kind(before, after)
  if not (before and after and before.value and after.value) then
    return { before = before, after = after, word = compare.UNDECIDED }
  elseif before.mark or after.mark then
    return between(before, after, direction)
  end
  local found = { before = before, after = after, difference = after.value - before.value,
    percent = compare.percent(before.value, after.value),
    word = compare.word(before.value, after.value, direction),
    interval = interval(before, after),
    small = compare.is_small(before) or compare.is_small(after) }
  found.crosses_zero = found.interval and found.interval.low <= 0 and found.interval.high >= 0
  return found
end

return compare
