-- Comparisons: differences, intervals and the committee's words, on figures worked out by hand.

local check = dofile "tests/lua/check.lua"
local test, equal, close = check.test, check.equal, check.close

local compare = require "domain.compare"
local native = require "native"
local policy = require "domain.policy"

local before_period, after_period = native.period "2019Q3", native.period "2021Q3"

local function share(x, n, period)
  return { period = period, value = 100 * x / n, numerator = x, denominator = n }
end

local function shares(x1, n1, x2, n2, direction)
  return compare.points(share(x1, n1, before_period), share(x2, n2, after_period),
    direction or "up")
end

local function figure(value, period)
  return { period = period or before_period, value = value }
end

local function word(before, after, direction)
  return compare.word(before, after, direction or "up")
end

-- ---- the words ----

test("the_limits_of_the_words_are_those_of_the_policy", function()
  equal(policy.get().word.level, 1.0)
  equal(policy.get().word.nearly, 12.0)
end)

test("one_per_cent_up_or_down_is_at_the_level", function()
  equal(word(100, 101), "på niveau")
  equal(word(100, 99), "på niveau")
  equal(word(100, 100), "på niveau")
  equal(word(1000, 1011), "over niveau")
  equal(word(1000, 989), "næsten på niveau")
end)

test("a_figure_on_the_limit_is_within_it_whatever_its_binary_fraction", function()
  for start = 1, 400 do
    local before = start / 10 -- one decimal, as the shares are printed
    equal(word(before, before * 1.01), "på niveau", before)
    equal(word(before, before * 0.99), "på niveau", before)
    equal(word(before, before * 0.88), "næsten på niveau", before)
  end
end)

test("nearly_ends_at_twelve_per_cent_down", function()
  equal(word(100, 88), "næsten på niveau")
  equal(word(1000, 879), "under niveau")
end)

test("nearly_is_only_said_of_what_should_rise", function()
  for _, direction in ipairs { "down", "neutral" } do
    equal(word(100, 95, direction), "under niveau")
    equal(word(100, 99, direction), "på niveau")
    equal(word(100, 105, direction), "over niveau")
  end
end)

test("a_start_from_nought_gives_no_word", function()
  equal(word(0, 5), "kan ikke afgøres")
  equal(compare.percent(0, 5), nil)
end)

test("to_fall_to_nought_is_under_the_level", function()
  equal(word(5, 0), "under niveau")
end)

test("a_missing_figure_gives_no_word", function()
  equal(word(nil, 5), "kan ikke afgøres")
  equal(word(5, nil), "kan ikke afgøres")
end)

-- ---- the published shares, recomputed ----

test("uddannelseshjaelp_59_of_283_and_58_of_276_is_at_the_level", function()
  local found = shares(59, 283, 58, 276)
  close(found.before.value, 20.848056537102473, 1e-12)
  close(found.after.value, 21.014492753623188, 1e-12)
  close(found.percent, 0.798330, 1e-5)
  equal(found.word, "på niveau")
end)

test("aktivitetsparate_35_of_187_and_36_of_165_is_over_the_level", function()
  local found = shares(35, 187, 36, 165)
  close(found.percent, 16.571429, 1e-5)
  equal(found.word, "over niveau")
end)

test("ressourceforloeb_56_of_183_and_46_of_166_is_nearly_at_the_level", function()
  local found = shares(56, 183, 46, 166)
  close(found.percent, -9.444923, 1e-5)
  equal(found.word, "næsten på niveau")
end)

test("jobafklaring_65_of_214_and_36_of_132_is_nearly_at_the_level", function()
  local found = shares(65, 214, 36, 132)
  close(found.percent, -10.209790, 1e-5)
  equal(found.word, "næsten på niveau")
end)

test("the_word_is_of_unrounded_shares_not_of_those_printed", function()
  -- Both print as 21 and 20 per cent; rounded the change would be -4.8 per cent.
  equal(compare.word(21, 20, "up"), "næsten på niveau")
  equal(shares(2050, 10000, 2049, 10000).word, "på niveau")
end)

-- ---- differences and intervals ----

test("a_difference_of_shares_is_in_percentage_points", function()
  close(shares(177, 283, 203, 276).difference, 11.006555, 1e-5)
end)

test("intervals_are_newcombe_s", function()
  local found = shares(56, 183, 46, 166).interval
  close(found.low, -12.2856, 1e-4)
  close(found.high, 6.6660, 1e-4)
  found = shares(177, 283, 203, 276).interval
  close(found.low, 3.2730, 1e-4)
  close(found.high, 18.5483, 1e-4)
end)

test("an_interval_that_holds_nought_says_so", function()
  equal(shares(56, 183, 46, 166).crosses_zero, true)
  equal(shares(177, 283, 203, 276).crosses_zero, false)
end)

test("figures_that_are_no_shares_of_counts_have_no_interval", function()
  local found = compare.points(figure(60.1), figure(66.4, after_period), "up")
  equal(found.interval, nil)
  equal(not found.crosses_zero, true)
  close(found.difference, 6.3)
end)

test("a_group_under_the_limit_is_called_small", function()
  equal(policy.get().small_group, 30)
  equal(shares(5, 29, 10, 200).small, true)
  equal(shares(10, 200, 5, 29).small, true)
  equal(shares(5, 30, 5, 30).small, false)
  equal(compare.points(figure(5), figure(6, after_period), "up").small, false)
end)

-- ---- missing, hidden, bounds ----

test("a_hidden_figure_gives_neither_difference_nor_word", function()
  local hidden = { period = before_period, reason = "suppressed" }
  local found = compare.points(hidden, figure(13, after_period), "up")
  equal(found.word, "kan ikke afgøres")
  equal(found.difference, nil)
  equal(found.percent, nil)
  found = compare.points(figure(13), { period = after_period, reason = "suppressed" }, "up")
  equal(found.word, "kan ikke afgøres")
end)

local function bound(value, high)
  return { period = after_period, value = value, mark = "at_least", low = value, high = high }
end

test("a_comparison_that_holds_over_all_of_a_bound_is_said_to_hold", function()
  equal(compare.points(figure(100), bound(131), "up").word, "over niveau")
  equal(compare.points(figure(200), bound(131, 133), "up").word, "under niveau")
  equal(compare.points(figure(200), bound(131, 133), "up").difference_bounds.low, -69)
  equal(compare.points(figure(200), bound(131, 133), "up").difference_bounds.high, -67)
end)

test("a_comparison_that_a_bound_leaves_open_is_not_decided", function()
  local undecided = "kan ikke afgøres"
  equal(compare.points(figure(200), bound(131), "up").word, undecided)
  equal(compare.points(figure(100), bound(90, 120), "up").word, undecided)
  equal(compare.points(bound(0, 2), figure(100), "up").word, undecided)
  equal(compare.points(figure(100), { period = after_period, value = 131, mark = "inexact" },
    "up").word, undecided)
  equal(compare.points(figure(100), bound(131), "up").difference, nil)
end)

test("an_absent_point_gives_no_word", function()
  equal(compare.points(nil, figure(1), "up").word, "kan ikke afgøres")
  equal(compare.points(figure(1), nil, "up").word, "kan ikke afgøres")
end)

check.finish()
