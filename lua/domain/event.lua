-- Before and after an event, in three rows: the raw difference, an interrupted time series with its
-- season, and the difference against a benchmark. Where they disagree, that is the finding.
--
-- Three kinds of figures are told apart, for chance is not the same in them:
--   counts    whole numbers: changes in per cent, with the chance that counts have (Poisson)
--   shares    of numerator and denominator: differences in percentage points
--   levels    what is published without counts (per cent, hours, kroner): differences in their own
--             unit; no interval but that of the model
--
-- The model (Lopez Bernal and others 2017): b0 + b1 t + b2 D + b3 (t - t0) D + the season as
-- harmonics of a year; D is 1 after the event. Counts by quasi-Poisson on the log scale, with an
-- offset where there is one; shares and levels by least squares. The period that holds the event is
-- neither before nor after and is left out. Errors are those of Newey and West, or the model's own
-- where they are larger. The counterfactual is the model without the event (b2 and b3 nought).

local fault = require "fault"
local frame = require "query.frame"
local model = require "domain.event_model"
local native = require "native"
local rows = require "domain.event_rows"
local timeseries = require "domain.timeseries"

local event = {}

local VERB = "compare.event"

-- ---- which periods ----

local steps_a_year = { month = 12, quarter = 4, half = 2, year = 1 }

local known = { figures = true, value = true, numerator = true, denominator = true, period = true,
  at = true, before = true, after = true, from = true, to = true, benchmark = true, unit = true,
  model = true, harmonics = true, offset = true, lags = true }

local function check_counts(given)
  for _, name in ipairs { "harmonics", "lags" } do
    local count = given[name]
    if count and not (math.type(count) == "integer" and count >= 0) then
      fault.raise { what = ("compare.event: %s = %s is no count"):format(name, tostring(count)),
        hint = "write a whole number of 0 or more, or leave it out" }
    end
  end
end

local function check_model(given)
  if given.model and given.model ~= "poisson" and given.model ~= "least_squares" then
    fault.raise { what = ("compare.event knows no model '%s'"):format(tostring(given.model)),
      hint = "model = \"poisson\" (counts) or \"least_squares\" (levels)" }
  end
  if given.model == "poisson" and given.numerator then
    fault.raise { what = "compare.event: a share is no count",
      hint = "leave model out, or give value and offset in place of numerator and denominator" }
  end
  if given.offset and (given.numerator or given.model == "least_squares") then
    fault.raise { what = "compare.event: offset is for counts",
      hint = "of a share give numerator and denominator" }
  end
end

local function day_of(at)
  local found = type(at) == "string" and native.period(at) or at
  if type(found) == "string" or not found or found.kind ~= "day" then
    fault.raise { what = ("compare.event: at = %s is no day"):format(tostring(at)),
      hint = "write a date: at = \"2020-03-11\"" }
  end
  return found
end

local function check(given)
  if type(given) ~= "table" or not given.at then
    fault.raise { what = "compare.event needs the day of the event",
      hint = "compare.event{ figures = t, value = \"antal\", at = \"2020-03-11\" }" }
  end
  timeseries.check_names(given, known, VERB)
  timeseries.need_value(given, VERB)
  check_counts(given)
  check_model(given)
  return day_of(given.at)
end

-- The last point, and the point of the same season in the last year before the event.
local function choose(points, at, given)
  local after = given.after and timeseries.find(points, given.after, "after", VERB)
    or points[#points]
  if not after or not timeseries.is_after(after.period, at) then
    fault.raise { what = ("compare.event: no period begins after %s"):format(tostring(at)) }
  end
  if given.before then
    local before = timeseries.find(points, given.before, "before", VERB)
    if timeseries.is_before(before.period, at) then return { before = before, after = after } end
    fault.raise { what = ("compare.event: %s is not over before %s"):format(before.period:id(),
      tostring(at)), hint = "say an earlier period: before = \"…\"" }
  end
  local year = steps_a_year[after.period.kind]
  if not year then
    fault.raise { what = ("compare.event knows no season of a %s"):format(after.period.kind),
      hint = "say which period is before: before = \"2019Q2\"" }
  end
  local period = after.period - year
  while not timeseries.is_before(period, at) do period = period - year end
  return { before = timeseries.find(points, period, "before", VERB), after = after }
end

-- The same periods of the benchmark, or nil.
local function others_of(pair, given)
  if not given.benchmark then return nil end
  local points = timeseries.points(given.benchmark, given, VERB)
  local function find(period, what)
    return timeseries.find(points, period, what, VERB, "the benchmark")
  end
  return { before = find(pair.before.period, "before"), after = find(pair.after.period, "after") }
end

-- ---- the whole ----

-- The course of the model as a frame: what was, what the model fits, and what it would have been
-- without the event. nil without a model.
local function course_frame(fit)
  if not fit then return nil end
  local periods, values, fitted, without = {}, {}, {}, {}
  for i, point in ipairs(model.course(fit)) do
    periods[i], values[i] = point.period, point.value + 0.0
    fitted[i], without[i] = point.fitted, point.counterfactual
  end
  return frame.new(native.frame { { name = "periode", type = "period", values = periods },
    { name = "vaerdi", type = "number", values = values },
    { name = "model", type = "number", values = fitted },
    { name = "uden_haendelsen", type = "number", values = without } })
end

-- The given with the kind of its figures; the caller's own table is left as it is.
local function with_kind(given, points)
  local own = { kind = rows.kind(points, given) }
  for name, value in pairs(given) do own[name] = value end
  own.from = given.from and timeseries.period_of(given.from, "from", VERB)
  own.to = given.to and timeseries.period_of(given.to, "to", VERB)
  return own
end

local function notes_of(fit, points, gaps, given)
  local notes = timeseries.notes(gaps, given.figures, given.benchmark)
  notes[#notes + 1] = timeseries.preliminary(points, given)
  if fit and fit.waves then
    notes[#notes + 1] = "Modellens rette linjer følger ikke serien, og dens række siger kun lidt: \z
prøv en kortere serie med from og to."
  end
  return notes
end

-- compare.event{ figures = t, value = "antal", at = "2020-03-11", ... }: see help "compare.event".
-- Gives { frame (maal, vaerdi, nedre, oevre, enhed, bemaerkning), rows, before, after, model (or
-- nil), course (a frame: periode, vaerdi, model, uden_haendelsen; or nil), finding (a Danish
-- sentence), notes }.
function event.compare(given)
  local at = check(given)
  local points, gaps = timeseries.points(given.figures, given, VERB)
  timeseries.check_apart(points, VERB)
  if #points == 0 then fault.raise { what = "compare.event: there are no figures" } end
  local own = with_kind(given, points)
  local pair = choose(points, at, own)
  local list, fit = rows.make(points, at, pair, others_of(pair, own), own)
  return { frame = rows.frame(list), rows = list, before = pair.before, after = pair.after,
    model = fit, course = course_frame(fit), finding = rows.finding(list),
    notes = notes_of(fit, points, gaps, own) }
end

return event
