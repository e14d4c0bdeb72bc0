-- The interrupted time series of lua/domain/event: its design, its fit, and what the event has made
-- of a period.

local native = require "native"
local policy = require "domain.policy"
local timeseries = require "domain.timeseries"

local model = { NO_FIT = "modellen kan ikke regnes ud af disse tal" }

local steps_a_year = { month = 12, quarter = 4, half = 2, year = 1 }

-- Pairs of harmonics that a season has room for: no more than half its steps, two unless told.
local function harmonics_of(kind, given)
  local year = steps_a_year[kind] or 1
  return math.max(0, math.min(given.harmonics or 2, (year - 1) // 2)), year
end

-- Where in time a period stands: steps from the first.
local function place(fit, period) return period - fit.origin end

-- The row of the design of a period; without the event where `without` is set.
local function design_row(fit, period, without)
  local t = place(fit, period)
  local past = not without and timeseries.is_after(period, fit.at)
  local list = { 1, t, past and 1 or 0, past and t - fit.start or 0 }
  for k = 1, fit.harmonics do
    local angle = 2 * math.pi * k * (period.number - 1) / fit.year
    list[#list + 1], list[#list + 2] = math.sin(angle), math.cos(angle)
  end
  return list
end

-- The points to fit, sides counted: those that hold the event are left out.
local function used_points(fit, points)
  local used, before, after = {}, 0, 0
  for _, point in ipairs(points) do
    if timeseries.is_after(point.period, fit.at) then
      used[#used + 1], after = point, after + 1
      fit.start = fit.start or place(fit, point.period)
    elseif timeseries.is_before(point.period, fit.at) then
      used[#used + 1], before = point, before + 1
    end
  end
  return used, before, after
end

local function too_few(fit, before, after)
  local least = 2 + 2 * fit.harmonics + 2
  if before >= least and after >= 3 then return nil end
  return ("for få perioder til en model: %d før og %d efter, der skal være mindst %d og 3"):format(
    before, after, least)
end

local function solve(fit, used, given)
  local x, y, offset = {}, {}, given.offset and {} or nil
  for i, point in ipairs(used) do
    x[i], y[i] = design_row(fit, point.period), point.value
    if offset then offset[i] = math.log(point.offset) end
  end
  local solver = fit.counts and native.poisson or native.least_squares
  return solver { x = x, y = y, offset = offset, lags = given.lags }
end

-- The points between given.from and given.to, both with them.
local function in_window(points, given)
  local list = {}
  for _, point in ipairs(points) do
    local early = given.from and point.period.first_day < given.from.first_day
    local late = given.to and point.period.last_day > given.to.last_day
    if not (early or late) then list[#list + 1] = point end
  end
  return list
end

-- Below this Durbin-Watson says that what is left over goes in long waves: the straight lines do
-- not follow the series.
local WAVES = 1

-- A fit of the points, or nil, why there is none, and the solver's own word for it. given: kind
-- ("counts" by quasi-Poisson; "shares" and "levels" by least squares), from and to (periods),
-- harmonics, offset, lags.
function model.fit(all, at, given)
  local points = in_window(all, given)
  if #points == 0 then return nil, "der er ingen perioder mellem from og to" end
  local harmonics, year = harmonics_of(points[1].period.kind, given)
  local fit = { at = at, origin = points[1].period, harmonics = harmonics, year = year,
    counts = given.kind == "counts", points = points }
  local used, before, after = used_points(fit, points)
  local why = too_few(fit, before, after)
  if why then return nil, why end
  local found, problem = solve(fit, used, given)
  if not found then return nil, model.NO_FIT, problem end
  for name, value in pairs(found) do fit[name] = value end
  fit.used, fit.before, fit.after = used, before, after
  fit.waves = found.durbin_watson < WAVES
  return fit
end

local function dot(a, b)
  local sum = 0
  for i = 1, #a do sum = sum + a[i] * b[i] end
  return sum
end

-- a' V a, of the larger of the two variances.
local function variance(fit, a)
  local function form(matrix)
    local sum = 0
    for i = 1, #a do for k = 1, #a do sum = sum + a[i] * matrix[i][k] * a[k] end end
    return sum
  end
  return math.max(form(fit.variance), form(fit.newey_west))
end

local function note_of(fit)
  local how = fit.counts and ("spredning %s gange Poissons"):format(
    native.format_number(fit.dispersion, 1)) or "mindste kvadrater"
  return ("%d perioder før og %d efter, fra %s til %s; %s; Newey-West over %d trin%s"):format(
    fit.before, fit.after, tostring(fit.used[1].period), tostring(fit.used[#fit.used].period), how,
    fit.lags, fit.waves and ("; linjen følger ikke serien (Durbin-Watson %s)"):format(
      native.format_number(fit.durbin_watson, 1)) or "")
end

-- What the event has made of a period: { estimate, low, high, note, counterfactual, fitted }.
-- Of counts the change in per cent, else the difference in the unit of the figures.
function model.effect(fit, point)
  local with, without = design_row(fit, point.period), design_row(fit, point.period, true)
  local change = {}
  for i = 1, #with do change[i] = with[i] - without[i] end
  local effect = dot(change, fit.coefficients)
  local reach = native.normal_quantile(policy.get().confidence) * math.sqrt(variance(fit, change))
  local fitted, counterfactual = dot(with, fit.coefficients), dot(without, fit.coefficients)
  if not fit.counts then
    return { estimate = effect, low = effect - reach, high = effect + reach, note = note_of(fit),
      fitted = fitted, counterfactual = counterfactual }
  end
  local scale = point.offset or 1
  local function percent(x) return 100 * (math.exp(x) - 1) end
  return { estimate = percent(effect), low = percent(effect - reach),
    high = percent(effect + reach), note = note_of(fit),
    fitted = scale * math.exp(fitted), counterfactual = scale * math.exp(counterfactual) }
end

-- The counterfactual of every period: { { period =, value =, fitted =, counterfactual = } ... },
-- for charts.
function model.course(fit)
  local list = {}
  for i, point in ipairs(fit.points) do
    local effect = model.effect(fit, point)
    list[i] = { period = point.period, value = point.value, fitted = effect.fitted,
      counterfactual = effect.counterfactual }
  end
  return list
end

return model
