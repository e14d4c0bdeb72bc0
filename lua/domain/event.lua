-- Before and after an event, in three rows: the raw difference, an interrupted time series with its
-- season, and the difference against a benchmark. Where they disagree, that is the finding.
--
-- The model (Lopez Bernal and others 2017): b0 + b1 t + b2 D + b3 (t - t0) D + the season as
-- harmonics of a year; D is 1 after the event. Counts by quasi-Poisson on the log scale, with an
-- offset where there is one; shares by least squares. The period that holds the event is neither
-- before nor after and is left out. Errors are those of Newey and West, or the model's own where
-- they are larger. The counterfactual is the model without the event (b2 and b3 nought).

local compare = require "domain.compare"
local fault = require "fault"
local frame = require "query.frame"
local model = require "domain.event_model"
local native = require "native"
local policy = require "domain.policy"
local timeseries = require "domain.timeseries"
local wording = require "domain.wording"

local event = {}

local VERB = "compare.event"

-- ---- which periods ----

local steps_a_year = { month = 12, quarter = 4, half = 2, year = 1 }

local function check(given)
  if type(given) ~= "table" or not given.at then
    fault.raise { what = "compare.event needs the day of the event",
      hint = "compare.event{ figures = t, value = \"antal\", at = \"2020-03-11\" }" }
  end
  if not given.value and not (given.numerator and given.denominator) then
    fault.raise { what = "compare.event needs a column: value, or numerator and denominator" }
  end
  local at = type(given.at) == "string" and native.period(given.at) or given.at
  if not at or at.kind ~= "day" then
    fault.raise { what = ("compare.event: at = %s is no day"):format(tostring(given.at)),
      hint = "write a date: at = \"2020-03-11\"" }
  end
  return at
end

local function find(points, wanted, what)
  local id = type(wanted) == "string" and native.period(wanted) or wanted
  for _, point in ipairs(points) do if point.period == id then return point end end
  fault.raise { what = ("compare.event: there is no figure for %s (%s)"):format(tostring(wanted),
    what) }
end

-- The last point, and the point of the same season in the last year before the event.
local function choose(points, at, given)
  local after = given.after and find(points, given.after, "after") or points[#points]
  if not after or after.period.first_day <= at then
    fault.raise { what = ("compare.event: no period begins after %s"):format(tostring(at)) }
  end
  if given.before then return find(points, given.before, "before"), after end
  local year = steps_a_year[after.period.kind]
  if not year then
    fault.raise { what = ("compare.event knows no season of a %s"):format(after.period.kind),
      hint = "say which period is before: before = \"2019Q2\"" }
  end
  local period = after.period - year
  while period.last_day >= at do period = period - year end
  return find(points, period, "the same season before the event"), after
end

-- ---- rows ----

local function row(name, estimate, unit, low, high, note)
  return { name = name, estimate = estimate, unit = unit, low = low, high = high, note = note }
end

local function is_share(given) return given.numerator ~= nil end

-- The raw difference: of counts in per cent, of shares in percentage points.
local function raw_row(before, after, given)
  local found = compare.points(before, after)
  if is_share(given) then
    return row("Rå forskel", found.difference, "procentpoint", found.interval.low,
      found.interval.high), found
  end
  return row("Rå forskel", found.percent, "pct.", nil, nil,
    "et optalt antal har ingen stikprøveusikkerhed"), found
end

local function model_row(points, at, after, given)
  local fit, why = model.fit(points, at, given)
  if not fit then return row("Tidsserie med sæson", nil, nil, nil, nil, why) end
  local effect = model.effect(fit, after)
  return row("Tidsserie med sæson", effect.estimate, effect.unit, effect.low, effect.high,
    effect.note), fit
end

-- Variance of the logarithm of a count, as Poisson has it.
local function log_variance(...)
  local sum = 0
  for _, count in ipairs { ... } do sum = sum + 1 / count end
  return sum
end

local function against_counts(before, after, other_before, other_after)
  if before.value <= 0 or after.value <= 0 or other_before.value <= 0 or other_after.value <= 0 then
    return row("Forskel mod benchmark", nil, nil, nil, nil, "et antal er 0")
  end
  local ratio = math.log(after.value / before.value) -
    math.log(other_after.value / other_before.value)
  local reach = native.normal_quantile(policy.get().confidence) *
    math.sqrt(log_variance(before.value, after.value, other_before.value, other_after.value))
  local function percent(x) return 100 * (math.exp(x) - 1) end
  return row("Forskel mod benchmark", percent(ratio), "pct.", percent(ratio - reach),
    percent(ratio + reach), "usikkerheden er den, som tilfældige antal har (Poisson)")
end

local function share_variance(point)
  local share = point.numerator / point.denominator
  return share * (1 - share) / point.denominator
end

local function against_shares(before, after, other_before, other_after)
  local difference = after.value - before.value - (other_after.value - other_before.value)
  local variance = share_variance(before) + share_variance(after) + share_variance(other_before) +
    share_variance(other_after)
  local reach = 100 * native.normal_quantile(policy.get().confidence) * math.sqrt(variance)
  return row("Forskel mod benchmark", difference, "procentpoint", difference - reach,
    difference + reach)
end

local function benchmark_row(before, after, given)
  if not given.benchmark then
    return row("Forskel mod benchmark", nil, nil, nil, nil, "der er ikke givet noget benchmark")
  end
  local points = timeseries.points(given.benchmark, given, VERB)
  local other_before = find(points, before.period, "the benchmark before")
  local other_after = find(points, after.period, "the benchmark after")
  local against = is_share(given) and against_shares or against_counts
  return against(before, after, other_before, other_after)
end

-- ---- what they say together ----

-- -1, 0 or 1; 0 also where the interval holds nought. nil: the row says nothing.
local function direction(one)
  if not one.estimate then return nil end
  if one.low and one.low <= 0 and one.high >= 0 then return 0 end
  return one.estimate > 0 and 1 or one.estimate < 0 and -1 or 0
end

local said = { [1] = "en stigning", [0] = "ingen sikker forskel", [-1] = "et fald" }

local function finding(rows)
  local texts, first, same, count = {}, nil, true, 0
  for _, one in ipairs(rows) do
    local way = direction(one)
    if way then
      texts[#texts + 1] = ("%s viser %s"):format(one.name:lower(), said[way])
      same, first, count = same and (first == nil or first == way), first or way, count + 1
    end
  end
  if count < 2 then return "Kun den rå forskel kan regnes ud: den siger ikke, hvad der skyldes \z
hændelsen." end
  if same then return ("Rækkerne er enige: de viser %s."):format(said[first]) end
  return ("Rækkerne er uenige, og det er resultatet: %s."):format(wording.list(texts))
end

local function rows_frame(rows)
  local columns = { {}, {}, {}, {}, {}, {} }
  for i, one in ipairs(rows) do
    columns[1][i], columns[2][i] = one.name, one.estimate or native.missing
    columns[3][i], columns[4][i] = one.low or native.missing, one.high or native.missing
    columns[5][i], columns[6][i] = one.unit or native.missing, one.note or native.missing
  end
  return frame.new(native.frame { { name = "maal", type = "text", values = columns[1] },
    { name = "vaerdi", type = "number", values = columns[2] },
    { name = "nedre", type = "number", values = columns[3] },
    { name = "oevre", type = "number", values = columns[4] },
    { name = "enhed", type = "text", values = columns[5] },
    { name = "bemaerkning", type = "text", values = columns[6] } })
end

-- compare.event{ figures = t, value = "antal", at = "2020-03-11", ... }: see help "compare.event".
-- Gives { frame (maal, vaerdi, nedre, oevre, enhed, bemaerkning), rows, before, after, model (with
-- its counterfactual, or nil), finding (a Danish sentence), notes }.
function event.compare(given)
  local at = check(given)
  local points, gaps = timeseries.points(given.figures, given, VERB)
  if #points == 0 then fault.raise { what = "compare.event: there are no figures" } end
  local before, after = choose(points, at, given)
  local raw, difference = raw_row(before, after, given)
  local modelled, fit = model_row(points, at, after, given)
  local rows = { raw, modelled, benchmark_row(before, after, given) }
  local notes = {}
  if #gaps > 0 then
    local texts = {}
    for i, gap in ipairs(gaps) do texts[i] = tostring(gap.period) end
    notes[1] = ("Uden tal og derfor udeladt: %s."):format(wording.list(texts))
  end
  return { frame = rows_frame(rows), rows = rows, before = before, after = after,
    difference = difference, model = fit, finding = finding(rows), notes = notes }
end

return event
