-- What compare.event, compare.shares and series must not do: take a bound for a figure, a
-- percentage for a count, a change within chance for a trend, a gap for nothing.

local check = dofile "tests/lua/check.lua"
local certainty = require "domain.certainty"
local native = require "native"
local query_frame = require "query.frame"
require "query.verb"

local test, equal, close, fails = check.test, check.equal, check.close, check.fails

local function holds(text, ...)
  for _, part in ipairs { ... } do
    if not tostring(text):find(part, 1, true) then
      error(("%q does not say %q"):format(tostring(text), part), 2)
    end
  end
end

local function monthly(name, values, first)
  local periods = {}
  for i in ipairs(values) do periods[i] = period(first or "2016M01") + (i - 1) end
  return frame { { "periode", periods }, { name, values } }
end

-- 72 months that an event in March 2020 moves by `step`.
local function series_of(level, step, swing)
  local values = {}
  for i = 1, 72 do values[i] = level + (i % 5) * swing + (i > 51 and step or 0) end
  return values
end

-- ---- what is left out is told ----

-- Three months; the second has one figure and one that is suppressed.
local function with_bound()
  local periods = { period "2020M01", period "2020M02", period "2020M02", period "2020M04" }
  local t = query_frame.new(native.frame {
    { name = "periode", type = "period", values = periods },
    { name = "antal", type = "integer", values = { 10, 11, missing, 12 },
      missing = { [3] = "suppressed" } } })
  return t:group_by "periode":summarise "antal = sum(antal)":collect()
end

test("a_bound_is_no_figure_of_a_series_and_is_told", function()
  local chart = series.xmr { figures = with_bound(), value = "antal" }
  equal(#chart.frame, 2)
  holds(table.concat(chart.notes, " "), "Kun kendt som grænse", "feb. 2020")
end)

test("a_period_without_a_row_is_told", function()
  local chart = series.xmr { figures = with_bound(), value = "antal" }
  holds(table.concat(chart.notes, " "), "Uden tal og derfor udeladt: mar. 2020.")
end)

test("a_period_twice_is_refused_also_where_one_of_them_is_missing", function()
  local t = frame { { "periode", { period "2020M01", period "2020M01", period "2020M02" } },
    { "antal", { 1, missing, 2 } } }
  fails(function() series.xmr { figures = t, value = "antal" } end, "2020M01 stands more than once")
end)

test("rolling_years_make_no_chart_and_no_certainty", function()
  local periods, points = {}, {}
  for i = 1, 14 do
    periods[i] = period "2020QMAT01" + (i - 1)
    points[i] = { period = periods[i], value = 50 + i % 2 }
  end
  local t = frame { { "periode", periods },
    { "antal", table.move(series_of(50, 0, 1), 1, 14, 1, {}) } }
  fails(function() series.xmr { figures = t, value = "antal" } end, "hold the same months")
  equal((certainty.of({ points = points }, points[14], { at_least = 2 }, true)), "kan svinge")
end)

-- ---- counts, shares, levels ----

test("counts_within_chance_are_no_sure_change", function()
  local found = compare.event { figures = monthly("antal", series_of(50, -4, 1)), value = "antal",
    at = "2020-03-11", before = "2019M09", after = "2021M09" }
  local raw = found.rows[1]
  equal(raw.unit, "pct.")
  equal(raw.low < 0 and raw.high > 0, true)
  holds(found.finding, "er enige: de viser ingen sikker forskel")
end)

test("the_interval_of_a_change_of_counts_is_the_odds_of_wilson", function()
  local found = compare.event { figures = monthly("antal", series_of(1000, -400, 0)),
    value = "antal", at = "2020-03-11" }
  local low, high = native.wilson(600, 1600)
  close(found.rows[1].low, 100 * (low / (1 - low) - 1))
  close(found.rows[1].high, 100 * (high / (1 - high) - 1))
end)

test("a_published_percentage_is_no_count", function()
  local values = series_of(21.5, -1.5, 0.1)
  local t = monthly("pct", values)
  local found = compare.event { figures = t, value = "pct", unit = "pct.", at = "2020-03-11",
    benchmark = t }
  equal(found.rows[1].unit, "procentpoint")
  equal(found.rows[1].low, nil)
  holds(found.rows[1].note, "intet interval")
  close(found.rows[2].estimate, -1.5, 0.05)
  equal(found.rows[3].estimate, 0.0)
  equal(found.rows[3].low, nil)
end)

test("whole_percentages_are_no_counts_either", function()
  for _, name in ipairs { "andel i aktivering", "pct", "Procent" } do
    local found = compare.event { figures = monthly(name, series_of(20, -2, 1)), value = name,
      at = "2020-03-11" }
    equal(found.model.counts, false)
  end
  local found = compare.event { figures = monthly("antal", series_of(20, -2, 1)), value = "antal",
    at = "2020-03-11" }
  equal(found.model.counts, true)
end)

test("a_count_that_begins_at_nought_has_no_change_in_per_cent", function()
  local values = series_of(5, 0, 0)
  values[45] = 0
  local found = compare.event { figures = monthly("antal", values), value = "antal",
    at = "2020-03-11", before = "2019M09", after = "2021M09" }
  equal(found.rows[1].estimate, nil)
  holds(found.rows[1].note, "0 i perioden før")
end)

test("counts_that_end_in_nought_everywhere_give_no_model_and_say_so", function()
  local values = series_of(5, 0, 0)
  for i = 51, 72 do values[i] = 0 end
  local found = compare.event { figures = monthly("antal", values), value = "antal",
    at = "2020-03-11" }
  equal(found.rows[1].estimate, -100.0)
  equal(found.rows[2].estimate, nil)
  equal(found.rows[2].note, "modellen kan ikke regnes ud af disse tal")
end)

-- ---- the event ----

test("a_period_that_begins_on_the_day_of_the_event_comes_after_it", function()
  local values = {}
  for i = 1, 60 do values[i] = 100 + i % 3 + (i > 36 and 50 or 0) end
  local found = compare.event { figures = monthly("antal", values), value = "antal",
    at = "2019-01-01", after = "2019M01" }
  equal(found.model.before, 36)
  equal(found.model.after, 24)
  equal(found.before.period:id(), "2018M01")
end)

test("the_course_shows_what_would_have_been", function()
  local found = compare.event { figures = monthly("antal", series_of(1000, -500, 1)),
    value = "antal", at = "2020-03-11" }
  equal(#found.course, 72)
  close(found.course:cell(10, "model"), found.course:cell(10, "uden_haendelsen"))
  close(found.course:cell(72, "uden_haendelsen"), 1000, 5)
  close(found.course:cell(72, "model"), 500, 5)
end)

test("what_is_given_wrongly_is_told", function()
  local t = monthly("antal", series_of(100, 5, 1))
  local function wrong(given, ...)
    local own = { figures = t, value = "antal", at = "2020-03-11" }
    for name, value in pairs(given) do own[name] = value end
    fails(function() compare.event(own) end, ...)
  end
  wrong({ befor = "2019M09" }, "no 'befor'", "did you mean 'before'")
  wrong({ before = "2020M09" }, "2020M09 is not over before")
  wrong({ before = "1999M09" }, "no figure for sep. 1999")
  wrong({ before = "2019Q3" }, "no figure for 3. kvt. 2019")
  wrong({ before = "for længe siden" }, "is no period")
  wrong({ numerator = "antal" }, "value, or numerator and denominator")
  wrong({ model = "magi" }, "no model 'magi'")
  wrong({ harmonics = -1 }, "harmonics = -1")
  wrong({ benchmark = monthly("antal", { 1, 2, 3 }) }, "the benchmark has no figure")
  fails(function() compare.event { figures = t, numerator = "antal", denominator = "periode",
    at = "2020-03-11" } end, "number")
end)

-- ---- shares ----

local function shares_frame(a, b, n, m)
  return frame { { "periode", { period "2019Q3", period "2021Q3" } }, { "aktive", { a, b } },
    { "personer", { n, m } } }
end

test("a_difference_of_shares_has_an_interval_and_a_sentence", function()
  local found = compare.shares { figures = shares_frame(81, 15, 263, 148), numerator = "aktive",
    denominator = "personer", before = "2019Q3", after = "2021Q3" }
  close(found.frame:cell(1, "nedre"), 25.52885199, 1e-8)
  close(found.frame:cell(2, "oevre"), 16.04872417, 1e-8)
  equal(found.crosses_zero, false)
  equal(found.small, false)
  equal(found.sentence, "Andelen går fra 30,8 pct. (81 af 263, 3. kvt. 2019) til 10,1 pct. \z
    (15 af 148, 3. kvt. 2021): -20,7 procentpoint, mellem -27,7 og -12,7 med 95 pct. sikkerhed. \z
    Forskellen er større end tilfældige udsving.")
end)

test("a_small_group_is_named_as_small", function()
  local found = compare.shares { figures = shares_frame(10, 6, 28, 20), numerator = "aktive",
    denominator = "personer", before = "2019Q3", after = "2021Q3" }
  equal(found.small, true)
  equal(found.frame:cell(1, "bemaerkning"), "lille gruppe (under 30)")
  holds(found.sentence, "ikke større, end tilfældige udsving kan give",
    "Gruppen er lille (28 i 3. kvt. 2019 og 20 i 3. kvt. 2021)")
end)

test("a_published_share_has_no_interval_and_says_so", function()
  local t = frame { { "periode", { period "2019Q3", period "2021Q3" } }, { "pct", { 60.1, 66.4 } } }
  local found = compare.shares { figures = t, value = "pct", before = "2019Q3", after = "2021Q3" }
  equal(found.interval, nil)
  equal(found.frame:cell(1, "nedre"), missing)
  equal(found.sentence, "Andelen går fra 60,1 pct. (3. kvt. 2019) til 66,4 pct. (3. kvt. 2021): \z
    6,3 procentpoint. Antallene bag er ikke offentliggjort, så der er intet interval.")
end)

test("more_than_all_is_no_share", function()
  fails(function() compare.shares { figures = shares_frame(300, 15, 263, 148),
    numerator = "aktive", denominator = "personer" } end, "2019Q3 has a share of 300 among 263")
end)

test("a_small_benchmark_is_named_as_small", function()
  local function shares(denominator)
    local periods, x, n = {}, {}, {}
    for i = 1, 24 do
      periods[i], x[i], n[i] = period "2019M01" + (i - 1), denominator // 4, denominator
    end
    return frame { { "periode", periods }, { "x", x }, { "n", n } }
  end
  local function third(denominator)
    return compare.event { figures = shares(400), benchmark = shares(denominator),
      numerator = "x", denominator = "n", at = "2020-03-11" }.rows[3].note
  end
  holds(third(8), "lille gruppe")
  equal(third(400), nil)
end)

test("the_month_that_holds_the_event_is_no_month_before_it", function()
  local found = compare.event { figures = monthly("antal", series_of(500, 0, 1)), value = "antal",
    at = "2020-03-11", after = "2021M03" }
  equal(found.before.period:id(), "2019M03")
end)

test("an_interval_that_ends_at_nought_shows_no_sure_difference", function()
  local finding = require("domain.event_rows").finding
  local function of(low, high)
    return finding { { name = "Rå forskel", estimate = 5, low = low, high = high } }
  end
  holds(of(0, 10), "ingen sikker forskel")
  holds(of(0.1, 10), "en stigning")
  holds(finding { { name = "Rå forskel", estimate = -5, low = -10, high = 0 } },
    "ingen sikker forskel")
end)

-- Levels that keep more and more of the month before them.
local function wavy(keeps)
  local values, left, random = {}, 0, 1
  for i = 1, 72 do
    random = random * 16807 % 2147483647
    left = keeps * left + random / 2147483647 - 0.5
    values[i] = 50 + left
  end
  return values
end

test("a_durbin_watson_below_one_is_told_and_one_above_it_is_not", function()
  local below, above = false, false
  for keeps = 0.2, 0.8, 0.02 do
    local fit = compare.event { figures = monthly("grad", wavy(keeps)), value = "grad",
      at = "2020-03-11", unit = "timer" }.model
    equal(fit.waves, fit.durbin_watson < 1)
    below = below or fit.durbin_watson > 0.8 and fit.durbin_watson < 1
    above = above or fit.durbin_watson > 1 and fit.durbin_watson < 1.2
  end
  equal({ below, above }, { true, true })
end)

check.finish()
