-- The interrupted time series of Lopez Bernal and others (IJE 2017): acute coronary episodes in
-- Sicily by month, 2002 to November 2006, and the smoking ban of 2005. Their data stand in
-- tests/stat/sicily.csv (with the standardised population); what they should give was computed with
-- R 4.2 (glm, lm) and agrees with the paper.

local check = dofile "tests/lua/check.lua"
local native = require "native"

local t = read "tests/stat/sicily.csv"
local cases, people = t:column "tilfaelde", t:column "befolkning"
local BAN = 36 -- months before it

local function near(found, expected, within)
  if math.abs(found - expected) > (within or 1e-9) * math.max(1, math.abs(expected)) then
    error(("found %.15g, expected %.15g"):format(found, expected), 2)
  end
end

-- The design: constant, time, ban, and what `more` adds.
local function design(more)
  local x = {}
  for i = 1, #cases do
    x[i] = { 1, i, i > BAN and 1 or 0 }
    for _, value in ipairs(more and more(i) or {}) do table.insert(x[i], value) end
  end
  return x
end

local function offset()
  local list = {}
  for i, value in ipairs(people) do list[i] = math.log(value) end
  return list
end

local function harmonics(i)
  local angle = 2 * math.pi * i / 12
  return { math.sin(angle), math.cos(angle), math.sin(2 * angle), math.cos(2 * angle) }
end

-- exp of the ban's coefficient with its 95 % interval, for a dispersion.
local function ratio(fit, dispersion)
  local reach = native.normal_quantile(0.95) * math.sqrt(fit.variance[3][3] / fit.dispersion
    * dispersion)
  local b = fit.coefficients[3]
  return math.exp(b), math.exp(b - reach), math.exp(b + reach)
end

check.test("poisson_with_an_offset_finds_the_paper_s_ratio", function()
  local fit = native.poisson { x = design(), y = cases, offset = offset() }
  local found, low, high = ratio(fit, 1)
  near(found, 0.894376508)
  near(low, 0.8646864168)
  near(high, 0.9250860457)
end)

check.test("quasi_poisson_widens_the_interval_by_the_dispersion", function()
  local fit = native.poisson { x = design(), y = cases, offset = offset() }
  near(fit.dispersion, 3.559194632)
  local _, low, high = ratio(fit, fit.dispersion)
  near(low, 0.8391890, 1e-7)
  near(high, 0.9531933, 1e-7)
end)

check.test("harmonics_take_the_season_out", function()
  local fit = native.poisson { x = design(harmonics), y = cases, offset = offset() }
  local found, low, high = ratio(fit, fit.dispersion)
  near(found, 0.8850715472)
  near(low, 0.8394009557)
  near(high, 0.9332270096)
  near(fit.dispersion, 2.262186415)
  near(math.exp(12 * fit.coefficients[2]), 1.066807597)
end)

check.test("least_squares_with_newey_west_errors_on_the_rate", function()
  local y = {}
  for i, count in ipairs(cases) do y[i] = 1e5 * count / people[i] end
  local x = design(function(i) return { i > BAN and i - BAN or 0 } end)
  local fit = native.least_squares { x = x, y = y, lags = 3 }
  for i, expected in ipairs { 194.1087404964, 1.0358486353, -24.8443635864, 0.1272204429 } do
    near(fit.coefficients[i], expected)
  end
  near(fit.durbin_watson, 1.593963637)
  for i, expected in ipairs { 4.072427509, 0.1783789407, 7.346425189, 0.4256106177 } do
    near(math.sqrt(fit.newey_west[i][i]), expected)
  end
end)

-- The same through the analyst's door, where the slope may change at the ban as well: what R finds
-- with glm(tilfaelde ~ offset(log(befolkning)) + s + t + I((t - 37) * s) + sin + cos ...).
check.test("compare_event_is_that_model", function()
  local found = compare.event { figures = t, value = "tilfaelde", offset = "befolkning",
    at = "2005-01-01", after = "2005M01" }
  local x = {}
  for i = 1, #cases do
    local past = i > BAN
    x[i] = { 1, i - 1, past and 1 or 0, past and i - BAN - 1 or 0,
      table.unpack(harmonics(i - 1)) }
  end
  local fit = native.poisson { x = x, y = cases, offset = offset() }
  near(found.model.coefficients[3], fit.coefficients[3])
  near(found.rows[2].estimate, 100 * (math.exp(fit.coefficients[3]) - 1))
  check.equal(found.model.before, 36)
  check.equal(found.model.after, 23)
  check.equal(#found.course, 59)
  local last = #found.course
  local without = found.course:cell(last, "uden_haendelsen")
  check.equal(without > found.course:cell(last, "model"), true)
end)

check.finish()
