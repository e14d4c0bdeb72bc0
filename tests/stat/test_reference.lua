-- Reference values of the statistics: published ones, and what R 4.2 gives, to 1e-9 of themselves.

local check = dofile "tests/lua/check.lua"
local native = require "native"

-- As many digits as the reference has.
local function near(found, expected, within)
  if math.abs(found - expected) > (within or 1e-9) * math.max(1, math.abs(expected)) then
    error(("found %.15g, expected %.15g"):format(found, expected), 2)
  end
end

local spike = { 1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1 }

-- NHSRplotthedots, its vignette and tests.
check.test("limits_of_an_individuals_chart_are_those_of_NHSRplotthedots", function()
  local screened = native.chart_individuals(spike)
  near(screened.centre, 35 / 18)
  near(screened.lower, -0.7155556, 1e-7)
  near(screened.upper, 4.6044444, 1e-7)
  local plain = native.chart_individuals(spike, false)
  near(plain.lower, -3.0626144, 1e-7)
  near(plain.upper, 6.9515033, 1e-7)
end)

local function signals_of(values)
  local texts = {}
  for i, signals in ipairs(native.chart_individuals(values).signals) do
    local names = {}
    for name in pairs(signals) do names[#names + 1] = name end
    table.sort(names)
    texts[i] = table.concat(names, "+")
  end
  return texts
end

check.test("a_point_outside_the_limits_is_told", function()
  local found = signals_of(spike)
  check.equal(found[5], "outside")
  found[5] = ""
  check.equal(table.concat(found), "")
end)

check.test("seven_on_one_side_are_a_shift_and_six_are_none", function()
  local seven = { 0, 9, 0, 9, 0, 9, 0, 6, 6, 6, 6, 6, 6, 6, 0, 9, 0 }
  local found = signals_of(seven)
  for i = 8, 14 do check.equal(found[i], "shift") end
  check.equal(found[7] .. found[15], "")
  local six = { 0, 9, 0, 9, 0, 9, 0, 6, 6, 6, 6, 6, 6, 0, 9, 0 }
  check.equal(table.concat(signals_of(six)), "")
end)

check.test("a_trend_is_seven_that_rise", function()
  local chart = native.chart_individuals { 5, 1, 2, 3, 4, 5, 6, 7, 3, 9, 1, 9, 1, 8 }
  for i = 2, 8 do check.equal(chart.signals[i].trend, true) end
  check.equal(chart.signals[1].trend, nil)
  check.equal(chart.signals[9].trend, nil)
  local six = native.chart_individuals { 5, 1, 2, 3, 4, 5, 6, 3, 9, 1, 9, 1, 8 }
  for _, signals in ipairs(six.signals) do check.equal(signals.trend, nil) end
end)

-- Two of three near limits on opposite sides are chance (test-ptd_spc_standard.R).
check.test("two_of_three_near_a_limit_count_on_one_side_only", function()
  local base = { 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6 }
  local function with(a, b)
    local list = { table.unpack(base) }
    list[#list + 1], list[#list + 2], list[#list + 3] = a, 5.5, b
    return native.chart_individuals(list).signals
  end
  local same = with(8.5, 8.5)
  check.equal(same[13].near_limit and same[15].near_limit, true)
  check.equal(same[14].near_limit, nil)
  local opposite = with(8.5, 2.5)
  check.equal(opposite[13].near_limit or opposite[15].near_limit, nil)
end)

check.test("runs_have_the_limits_of_anhoej", function()
  local expected = { [10] = { 6, 2 }, [12] = { 7, 3 }, [20] = { 7, 6 }, [24] = { 8, 8 },
    [36] = { 8, 13 }, [48] = { 9, 18 }, [60] = { 9, 23 } }
  for count, limits in pairs(expected) do
    local values = {}
    for i = 1, count do values[i] = i % 2 end
    local runs = native.chart_runs(values)
    check.equal(runs.longest_limit, limits[1])
    check.equal(runs.fewest, limits[2])
    check.equal(runs.longest, 1)
    check.equal(runs.crossings, count - 1)
  end
end)

-- qicharts2.
check.test("laney_gives_the_limits_of_qicharts2", function()
  local chart = native.chart_laney({ 12, 15, 9, 20, 18, 14, 11, 16, 13, 17, 19, 10 },
    { 100, 120, 95, 130, 125, 110, 105, 115, 108, 122, 128, 99 })
  near(chart.centre, 0.1282240236)
  near(chart.spread, 0.6881560154)
  near(chart.upper[1], 0.1972472592)
end)

check.test("intervals_of_shares_and_counts", function()
  local function interval(low, high, expected_low, expected_high)
    near(low, expected_low)
    near(high, expected_high)
  end
  local function wilson(x, n, ...)
    local low, high = native.wilson(x, n)
    interval(low, high, ...)
  end
  wilson(81, 263, 0.2552885199, 0.3662095770)
  wilson(15, 148, 0.0623863995, 0.1604872417)
  wilson(0, 20, 0, 0.1611251581)
  wilson(1, 29, 0.0061132143, 0.1717552188)
  wilson(19, 38, 0.348499283643951, 0.651500716356049)
  check.equal(select(2, native.wilson(38, 38)), 1.0)
  check.equal((native.wilson(0, 77)), 0.0)
  local low, high = native.newcombe(56, 70, 48, 80)
  interval(low, high, 0.0524314724, 0.3338726540)
  low, high = native.byar(5)
  interval(low, high, 1.611347716, 11.66816412)
  low, high = native.byar(10)
  interval(low, high, 4.787449914, 18.39145861)
  low, high = native.byar(100)
  interval(low, high, 81.36210549, 121.6279376)
  check.equal((native.byar(0)), 0.0)
end)

check.test("what_is_no_interval_is_refused", function()
  for _, call in ipairs {
    function() native.byar(-1) end, function() native.wilson(3, 2) end,
    function() native.chart_individuals { 1 } end, function() native.chart_runs { 1, 2, 3 } end,
    function() native.chart_laney({ 0, 0 }, { 5, 5 }) end,
    function() native.chart_laney({ 6, 1 }, { 5, 5 }) end,
    function() native.least_squares { x = { { 1 }, { 1 } }, y = { 1 } } end,
    function() native.chart_individuals { 1, 0 / 0 } end,
  } do check.equal((pcall(call)), false) end
end)

check.test("numbers_that_give_no_regression_say_why", function()
  local function none(found, why, text)
    check.equal(found, nil)
    check.equal(why:find(text, 1, true) ~= nil, true)
  end
  local function line(given, text)
    local found, why = native.least_squares(given)
    none(found, why, text)
  end
  local function counts(given, text)
    local found, why = native.poisson(given)
    none(found, why, text)
  end
  line({ x = { { 1, 1 }, { 1, 1 }, { 1, 1 } }, y = { 1, 2, 3 } }, "cannot be told apart")
  line({ x = { { 1, 1 }, { 1, 2 } }, y = { 1, 2 } }, "too few")
  counts({ x = { { 1 }, { 1 } }, y = { 0, 0 } }, "all counts are 0")
  counts({ x = { { 1 }, { 1 } }, y = { -1, 2 } }, "negative")
end)

check.finish()
