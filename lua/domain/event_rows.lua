-- The rows of lua/domain/event: the raw difference, the model's, the difference against a
-- benchmark; and what they say together.

local compare = require "domain.compare"
local frame = require "query.frame"
local measure = require "domain.measure"
local model = require "domain.event_model"
local native = require "native"
local policy = require "domain.policy"
local wording = require "domain.wording"

local rows = {}

local function row(name, estimate, unit, low, high, note)
  return { name = name, estimate = estimate, unit = unit, low = low, high = high, note = note }
end

-- Whether a column of whole numbers is no counts all the same: by its measure, or by its name.
local function is_published_share(column)
  local of = measure.of_column(column)
  if of then return of.kind == "ratio" or of.kind == "mean" or of.unit == "pct." end
  local name = column:lower()
  return name:find "pct" ~= nil or name:find "andel" ~= nil or name:find "procent" ~= nil
end

-- "shares", "counts" or "levels". Whole numbers are counts unless a unit or a model says otherwise.
function rows.kind(points, given)
  if given.numerator then return "shares" end
  if given.model then return given.model == "poisson" and "counts" or "levels" end
  if is_published_share(given.value) then return "levels" end
  for _, point in ipairs(points) do
    if math.type(point.value) ~= "integer" then return "levels" end
  end
  return given.unit == "pct." and "levels" or "counts"
end

local unit_of_difference = { shares = "procentpoint", counts = "pct." }

local function unit_of(given)
  if given.kind == "levels" then return given.unit == "pct." and "procentpoint" or given.unit end
  return unit_of_difference[given.kind]
end

local CHANCE = "usikkerheden er den, som tilfældige antal har (Poisson)"
local NO_COUNTS = "offentliggjort uden de antal, det er regnet af: intet interval"

-- The change in per cent from one count to another, with its interval: given their sum, the later
-- one is a share of it (Wilson), and the shares' odds are their ratio.
local function change_of_counts(before, after)
  if before.value < 0 or after.value < 0 or before.value + after.value == 0 then return nil end
  local low, high = native.wilson(after.value, before.value + after.value, policy.get().confidence)
  local function percent(share)
    return share < 1 and 100 * (share / (1 - share) - 1) or math.huge
  end
  return percent(low), percent(high)
end

local function small_note(...)
  for _, point in ipairs { ... } do
    if compare.is_small(point) then
      return ("lille gruppe (under %d)"):format(policy.get().small_group)
    end
  end
end

-- The raw difference: of counts in per cent, of shares in percentage points, of levels in their
-- unit.
local function raw_row(before, after, given)
  local found = compare.points(before, after)
  if given.kind == "levels" then
    return row("Rå forskel", found.difference, unit_of(given), nil, nil, NO_COUNTS)
  end
  if given.kind == "shares" then
    return row("Rå forskel", found.difference, unit_of(given), found.interval.low,
      found.interval.high, small_note(before, after))
  end
  if not found.percent then
    return row("Rå forskel", nil, nil, nil, nil, "antallet er 0 i perioden før")
  end
  local low, high = change_of_counts(before, after)
  return row("Rå forskel", found.percent, unit_of(given), low, high, CHANCE)
end

local function model_row(points, at, after, given)
  local fit, why, problem = model.fit(points, at, given)
  local effect = fit and model.effect(fit, after)
  if not fit or effect.high == math.huge then -- such as counts that are all 0 after the event
    local none = row("Tidsserie med sæson", nil, nil, nil, nil, why or model.NO_FIT)
    none.problem = problem
    return none
  end
  return row("Tidsserie med sæson", effect.estimate, unit_of(given), effect.low, effect.high,
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
    percent(ratio + reach), CHANCE)
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
    difference + reach, small_note(before, after, other_before, other_after))
end

local function against_levels(before, after, other_before, other_after, given)
  return row("Forskel mod benchmark", after.value - before.value -
    (other_after.value - other_before.value), unit_of(given), nil, nil, NO_COUNTS)
end

local against = { shares = against_shares, counts = against_counts, levels = against_levels }

-- others: { before, after } of the benchmark, or nil.
local function benchmark_row(before, after, others, given)
  if not others then
    return row("Forskel mod benchmark", nil, nil, nil, nil, "der er ikke givet noget benchmark")
  end
  return against[given.kind](before, after, others.before, others.after, given)
end

-- The three rows { name, estimate, unit, low, high, note } and the fit of the model, or nil. given:
-- that of compare.event with its kind; others: the benchmark's points before and after, or nil.
function rows.make(points, at, pair, others, given)
  local modelled, fit = model_row(points, at, pair.after, given)
  return { raw_row(pair.before, pair.after, given), modelled,
    benchmark_row(pair.before, pair.after, others, given) }, fit
end

-- ---- what they say together ----

-- -1, 0 or 1; 0 also where the interval holds nought. nil: the row says nothing.
local function direction(one)
  if not one.estimate then return nil end
  if one.low and one.low <= 0 and one.high >= 0 then return 0 end
  return one.estimate > 0 and 1 or one.estimate < 0 and -1 or 0
end

local said = { [1] = "en stigning", [0] = "ingen sikker forskel", [-1] = "et fald" }

-- The rows in a Danish sentence: that they agree, or what each of them says.
function rows.finding(list)
  local texts, silent, ways, same = {}, {}, {}, true
  for _, one in ipairs(list) do
    local way = direction(one)
    if way then
      texts[#texts + 1] = ("%s viser %s"):format(one.name:lower(), said[way])
      ways[#ways + 1] = way
      same = same and ways[1] == way
    else
      silent[#silent + 1] = ("%s (%s)"):format(one.name:lower(), one.note)
    end
  end
  local unsaid = #silent > 0 and ("Kan ikke regnes ud: %s."):format(wording.list(silent)) or nil
  if #ways == 0 then return unsaid end
  if #ways == 1 then
    return wording.sentences(texts[1]:gsub("^%l", string.upper) .. ", men den siger ikke alene, \z
      hvad der skyldes hændelsen", unsaid)
  end
  if same then
    local who = #silent > 0 and "De rækker, der kan regnes ud," or "Rækkerne"
    return wording.sentences(("%s er enige: de viser %s"):format(who, said[ways[1]]), unsaid)
  end
  return wording.sentences("Rækkerne er uenige, og det er resultatet: " .. wording.list(texts),
    unsaid)
end

function rows.frame(list)
  local columns, missing = { {}, {}, {}, {}, {}, {} }, native.missing
  for i, one in ipairs(list) do
    columns[1][i], columns[2][i] = one.name, one.estimate or missing
    columns[3][i], columns[4][i] = one.low or missing, one.high or missing
    columns[5][i], columns[6][i] = one.unit or missing, one.note or missing
  end
  return frame.new(native.frame { { name = "maal", type = "text", values = columns[1] },
    { name = "vaerdi", type = "number", values = columns[2] },
    { name = "nedre", type = "number", values = columns[3] },
    { name = "oevre", type = "number", values = columns[4] },
    { name = "enhed", type = "text", values = columns[5] },
    { name = "bemaerkning", type = "text", values = columns[6] } })
end

return rows
