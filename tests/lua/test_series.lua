-- Series against chance, an event in three rows, and how sure a verdict is.

local check = dofile "tests/lua/check.lua"
local certainty = require "domain.certainty"
local RARE = require "domain.series".RARE

local test, equal, close, fails = check.test, check.equal, check.close, check.fails

local function monthly(values, first)
  local periods, list = {}, {}
  for i, value in ipairs(values) do
    periods[i], list[i] = period(first or "2020M01") + (i - 1), value
  end
  return frame { { "periode", periods }, { "antal", list } }
end

local steady = { 10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13, 12 }

test("a_chart_has_a_row_a_period_and_tells_signals", function()
  local chart = series.xmr { figures = monthly { 12, 14, 12, 15, 12, 14, 12, 60, 13, 19, 12, 19 },
    value = "antal" }
  equal(#chart.frame, 12)
  equal(chart.provisional, false)
  equal(chart.frame:cell(8, "signal"), "uden for grænserne")
  equal(chart.frame:cell(10, "signal"), missing)
  equal(#chart.notes, 0)
end)

test("few_points_give_provisional_limits", function()
  local chart = series.xmr { figures = monthly { 1, 2, 3 }, value = "antal" }
  equal(chart.provisional, true)
  equal(chart.notes[1]:find "^Foreløbige grænser: der er 3 punkter" ~= nil, true)
end)

test("a_missing_figure_is_left_out_and_told", function()
  local chart = series.xmr { figures = monthly { 1, missing, 3, 2 }, value = "antal" }
  equal(#chart.frame, 3)
  equal(chart.notes[2], "Uden tal og derfor udeladt: feb. 2020.")
end)

test("what_is_no_series_is_refused", function()
  local function two(a, b) return frame { { "periode", { a, b } }, { "antal", { 1, 2 } } } end
  local twice = two(period "2020M01", period "2020M01")
  fails(function() series.xmr { figures = twice, value = "antal" } end,
    "2020M01 stands more than once", "one figure a period")
  local kinds = two(period "2020M01", period "2020Q2")
  fails(function() series.xmr { figures = kinds, value = "antal" } end, "different kinds")
  fails(function() series.xmr { figures = monthly { 1, 2 }, value = "andet" } end,
    "no column 'andet'", "periode, antal")
  fails(function() series.xmr { figures = monthly { 1 }, value = "antal" } end, "too few")
  fails(function() series.shares { figures = monthly { 1, 2 }, value = "antal" } end, "counts")
end)

test("assurance_knows_which_way_is_right", function()
  local chart = series.xmr { figures = monthly(steady), value = "antal" }
  equal((series.assurance(chart, 100, "up")), "fail")
  equal((series.assurance(chart, 100, "down")), "pass")
  equal((series.assurance(chart, 1, "up")), "pass")
  equal((series.assurance(chart, 12, "up")), "either")
  fails(function() series.assurance(chart, 12) end, "which way")
end)

local function points_of(values)
  local list = {}
  for i, value in ipairs(values) do
    list[i] = { period = period "2020M01" + (i - 1), value = value }
  end
  return list
end

test("a_series_that_changes_too_seldom_has_no_limits_to_judge_by", function()
  local seldom = { 1.4, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3 }
  local chart = series.xmr { figures = monthly(seldom), value = "antal" }
  equal(chart.lower, chart.upper)
  equal(chart.sentence, RARE .. ".")
  equal({ series.assurance(chart, 2, "down") }, { "either", RARE .. "." })
  local points = points_of(seldom)
  equal({ certainty.of({ points = points }, points[#points], { at_most = 1.1 }, false) },
    { "kan svinge", RARE })
  local still = series.xmr { figures = monthly { 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 },
    value = "antal" }
  equal((series.assurance(still, 4, "up")), "pass")
end)

test("a_verdict_is_sure_only_by_a_series", function()
  local points = points_of(steady)
  local last = points[#points]
  equal((certainty.of({ points = points }, last, { at_least = 2 }, true)), "sikkert")
  equal((certainty.of({ points = points }, last, { at_least = 12 }, true)), "kan svinge")
  equal((certainty.of({ points = points }, last, { at_least = 30 }, false)), "sikkert")
  equal((certainty.of({ points = { last } }, last, { at_least = 2 }, true)), "kan svinge")
  local jump = points_of { 10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13, 90 }
  equal((certainty.of({ points = jump }, jump[13], { at_least = 2 }, true)), "kan svinge")
end)

test("twelve_figures_are_enough_for_a_sure_verdict_and_eleven_are_not", function()
  local points = points_of { 10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13 }
  equal((certainty.of({ points = points }, points[12], { at_least = 2 }, true)), "sikkert")
  equal((certainty.of({ points = points }, points[11], { at_least = 2 }, true)), "kan svinge")
end)

test("a_bound_is_no_point_of_the_series_that_makes_a_verdict_sure", function()
  local points = points_of { 10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13 }
  points[3].mark = "at_least"
  equal((certainty.of({ points = points }, points[12], { at_least = 2 }, true)), "kan svinge")
end)

test("what_is_counted_up_through_the_year_has_no_limits", function()
  local points = points_of(steady)
  local sure, why = certainty.of({ points = points, to_date = true }, points[#points],
    { at_least = 30 }, false)
  equal(sure, "kan svinge")
  equal(why:find("tælles op gennem året", 1, true) ~= nil, true)
  equal(why:find("svinger af sig selv", 1, true), nil)
end)

-- Counts with a season that an event halves.
local function broken()
  local values = {}
  for i = 1, 72 do
    local season = 1 + 0.2 * math.sin(2 * math.pi * (i - 1) / 12)
    values[i] = math.floor(1000 * season * (i > 50 and 0.5 or 1) + 0.5)
  end
  return values
end

test("an_event_is_found_beneath_its_season", function()
  local found = compare.event { figures = monthly(broken(), "2016M01"), value = "antal",
    at = "2020-03-11" }
  equal(found.before.period:id(), "2019M12")
  equal(found.after.period:id(), "2021M12")
  close(found.rows[2].estimate, -50, 0.5)
  equal(found.rows[2].low < -49.5 and found.rows[2].high > -50.5, true)
  equal(found.finding, "De rækker, der kan regnes ud, er enige: de viser et fald. Kan ikke \z
    regnes ud: forskel mod benchmark (der er ikke givet noget benchmark).")
  equal(#found.frame, 3)
end)

test("rows_that_disagree_are_the_finding", function()
  local other = monthly(broken(), "2016M01")
  local found = compare.event { figures = monthly(broken(), "2016M01"), value = "antal",
    at = "2020-03-11", benchmark = other }
  equal(found.rows[3].estimate, 0.0)
  local beginning = "Rækkerne er uenige, og det er resultatet: rå forskel viser et fald"
  equal(found.finding:sub(1, #beginning), beginning)
end)

test("shares_are_compared_in_points_with_intervals", function()
  local values, wholes, periods = {}, {}, {}
  for i = 1, 60 do
    periods[i], values[i], wholes[i] = period "2017M01" + (i - 1), i > 39 and 20 or 40 + i % 3, 200
  end
  local t = frame { { "periode", periods }, { "aktive", values }, { "personer", wholes } }
  local found = compare.event { figures = t, numerator = "aktive", denominator = "personer",
    at = "2020-03-11" }
  equal(found.rows[1].unit, "procentpoint")
  equal(found.rows[2].unit, "procentpoint")
  close(found.rows[2].estimate, -10.5, 0.5)
end)

test("too_few_periods_give_no_model_and_say_so", function()
  local few = monthly({ 10, 11, 12, 11, 10, 12, 11, 10, 12, 11, 10, 12, 11, 12, 15, 16 }, "2019M01")
  local found = compare.event { figures = few, value = "antal", at = "2020-03-11",
    before = "2019M03", after = "2020M04" }
  equal(found.rows[2].estimate, nil)
  equal(found.rows[2].note:find "for få perioder" ~= nil, true)
end)

test("an_event_needs_a_day_and_figures_on_both_sides", function()
  local function at(day)
    return function() compare.event { figures = monthly(steady), value = "antal", at = day } end
  end
  fails(at(nil), "day of the event")
  fails(at "2020M03", "is no day")
  fails(at "2030-01-01", "no period begins after")
end)

check.finish()
