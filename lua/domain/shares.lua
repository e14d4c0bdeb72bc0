-- Shares with their intervals: Wilson's for each, Newcombe's for the difference of two. A share
-- that is published without the counts behind it has no interval, and that is said.

local compare = require "domain.compare"
local fault = require "fault"
local frame = require "query.frame"
local native = require "native"
local policy = require "domain.policy"
local timeseries = require "domain.timeseries"
local wording = require "domain.wording"

local shares = {}

local VERB = "compare.shares"

local known = { figures = true, numerator = true, denominator = true, value = true, period = true,
  before = true, after = true }

local NO_COUNTS = "antallene bag er ikke offentliggjort: intet interval"

local function note_of(point)
  if not point.numerator then return NO_COUNTS end
  if compare.is_small(point) then
    return ("lille gruppe (under %d)"):format(policy.get().small_group)
  end
  return native.missing
end

local function interval_of(point)
  local found = compare.share_interval(point)
  if not found then return native.missing, native.missing end
  return found.low, found.high
end

local function shares_frame(points)
  local periods, values, lower, upper, counts, wholes, notes = {}, {}, {}, {}, {}, {}, {}
  for i, point in ipairs(points) do
    periods[i], values[i], notes[i] = point.period, point.value + 0.0, note_of(point)
    lower[i], upper[i] = interval_of(point)
    counts[i] = point.numerator and point.numerator + 0.0 or native.missing
    wholes[i] = point.denominator and point.denominator + 0.0 or native.missing
  end
  return frame.new(native.frame { { name = "periode", type = "period", values = periods },
    { name = "antal", type = "number", values = counts },
    { name = "af", type = "number", values = wholes },
    { name = "andel", type = "number", values = values },
    { name = "nedre", type = "number", values = lower },
    { name = "oevre", type = "number", values = upper },
    { name = "bemaerkning", type = "text", values = notes } })
end

local function one_decimal(value)
  return native.format_number(value, 1)
end

local function shown(point)
  local counts = point.numerator and ("%s af %s, "):format(wording.value(point.numerator),
    wording.value(point.denominator)) or ""
  return ("%s pct. (%s%s)"):format(one_decimal(point.value), counts, tostring(point.period))
end

-- Which of the two is of few.
local function small_text(found)
  if not found.small then return nil end
  local texts = {}
  for _, point in ipairs { found.before, found.after } do
    if compare.is_small(point) then
      texts[#texts + 1] = ("%s i %s"):format(wording.value(point.denominator),
        tostring(point.period))
    end
  end
  return ("Gruppen er lille (%s): få personer flytter andelen meget"):format(wording.list(texts))
end

local function sentence_of(found)
  local text = ("Andelen går fra %s til %s: %s procentpoint"):format(shown(found.before),
    shown(found.after), one_decimal(found.difference))
  if not found.interval then
    return wording.sentences(text, "Antallene bag er ikke offentliggjort, så der er intet interval")
  end
  text = ("%s, mellem %s og %s med %s pct. sikkerhed"):format(text, one_decimal(found.interval.low),
    one_decimal(found.interval.high), wording.value(100 * policy.get().confidence))
  return wording.sentences(text, found.crosses_zero
    and "Forskellen er ikke større, end tilfældige udsving kan give"
    or "Forskellen er større end tilfældige udsving", small_text(found))
end

local function check(given)
  if type(given) ~= "table" or frame.is(given) then
    fault.raise { what = VERB .. " takes a table that says which columns",
      hint = VERB .. "{ figures = t, numerator = \"aktive\", denominator = \"personer\" }" }
  end
  timeseries.check_names(given, known, VERB)
  timeseries.need_value(given, VERB)
  if (given.before == nil) ~= (given.after == nil) then
    fault.raise { what = VERB .. " compares two periods",
      hint = "say both: before = \"2019Q3\", after = \"2021Q3\"" }
  end
end

-- compare.shares{ figures = t, numerator = "aktive", denominator = "personer", before = "2019Q3",
-- after = "2021Q3" }: see help "compare". Gives { frame (periode, antal, af, andel, nedre, oevre,
-- bemaerkning), notes }, and with before and after { before, after, difference (percentage points),
-- interval { low, high } or nil, crosses_zero, small, sentence }.
function shares.compare(given)
  check(given)
  local points, gaps = timeseries.points(given.figures, given, VERB)
  if #points == 0 then fault.raise { what = VERB .. ": there are no figures" } end
  local result = { frame = shares_frame(points), notes = timeseries.notes(gaps, given.figures) }
  result.notes[#result.notes + 1] = timeseries.preliminary(points, given)
  if not given.before then return result end
  local found = compare.points(timeseries.find(points, given.before, "before", VERB),
    timeseries.find(points, given.after, "after", VERB))
  for _, name in ipairs { "before", "after", "difference", "interval", "crosses_zero", "small" } do
    result[name] = found[name]
  end
  result.sentence = sentence_of(found)
  return result
end

return shares
