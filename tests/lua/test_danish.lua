local check = dofile "tests/lua/check.lua"
local danish = require "report.danish"
local native = require "native"

local test, equal, fails = check.test, check.equal, check.fails

test("numbers_have_danish_marks", function()
  equal(danish.number(1234567.5, 1), "1.234.567,5")
  equal(danish.number(1234567), "1.234.567")
  equal(danish.number(0.25), "0,25")
end)

test("rounding_is_half_away_from_zero", function()
  equal(danish.percent(20.5), "21 pct.")
  equal(danish.percent(2.675, 2), "2,68 pct.")
  equal(danish.points(-3.25, 1), "-3,3 procentpoint")
end)

test("a_share_is_written_in_pct_without_decimals", function()
  equal(danish.percent(100 * 59 / 283), "21 pct.")
  equal(danish.percent(100 * 56 / 183, 1), "30,6 pct.")
end)

test("a_change_carries_its_sign_and_nought_has_none", function()
  equal(danish.percent_change(66.7), "+66,7 pct.")
  equal(danish.percent_change(-2.5), "-2,5 pct.")
  equal(danish.points_change(3.2), "+3,2 procentpoint")
  equal(danish.signed(0.04, 1), "0,0")
  equal(danish.signed(-0.04, 1), "0,0")
  equal(danish.signed(0), "0")
end)

test("a_missing_figure_is_a_dash_and_nil_is_an_error", function()
  equal(danish.number(native.missing), "–")
  equal(danish.percent(native.missing), "–")
  fails(function() danish.percent(nil) end, "danish.percent", "nil")
  fails(function() danish.number("12") end, "danish.number", "string")
end)

test("counts_agree_with_their_noun", function()
  equal(danish.plural(1, "person", "personer"), "1 person")
  equal(danish.plural(0, "person", "personer"), "0 personer")
  equal(danish.plural(2345, "person", "personer"), "2.345 personer")
end)

test("periods_and_days_are_written_in_danish", function()
  equal(danish.period "2019Q3", "3. kvt. 2019")
  equal(danish.date "2021-09-30", "30. sep. 2021")
  equal(danish.date(native.period "2021Q3"), "30. sep. 2021")
  equal(danish.long_date "2021-09-01", "1. september 2021")
  fails(function() danish.date "i går" end, "danish.date", "i går")
end)

test("lists_end_with_og", function()
  equal(danish.list {}, "")
  equal(danish.list { "a" }, "a")
  equal(danish.list { "a", "b" }, "a og b")
  equal(danish.list { "a", "b", "c" }, "a, b og c")
  equal(danish.list({ "a", "b" }, "eller"), "a eller b")
end)

test("the_first_letter_is_raised_danish_ones_too", function()
  equal(danish.capital "ændring", "Ændring")
  equal(danish.capital "øget", "Øget")
  equal(danish.capital "åben", "Åben")
  equal(danish.capital "andel", "Andel")
  equal(danish.capital "", "")
end)

local function glued(text)
  return (danish.glue(text):gsub("\u{A0}", "_"))
end

test("a_number_and_its_unit_share_a_line", function()
  equal(glued "er 21 pct. af alle", "er 21_pct. af alle")
  equal(glued "steg 3,2 procentpoint.", "steg 3,2_procentpoint.")
  equal(glued "(21 pct.)", "(21_pct.)")
  equal(glued "mindst ≥ 131 i alt", "mindst ≥_131 i alt")
  equal(glued "12 personer", "12 personer")
end)

test("the_parts_of_a_period_share_a_line", function()
  equal(glued "i 3. kvt. 2019 og 30. sep. 2021", "i 3._kvt._2019 og 30._sep._2021")
  equal(glued "2. halvår 2018", "2._halvår_2018")
  equal(glued "i maj 2021", "i maj_2021")
  equal(glued "nr. 3. Mål", "nr. 3. Mål")
end)

test("gluing_keeps_every_other_blank", function()
  equal(glued "  to  21  pct. ", "  to  21  pct. ")
  equal(glued "", "")
end)

test("a_hyphen_before_a_number_becomes_a_minus", function()
  equal(danish.minus "-3,2 og (-4)", "−3,2 og (−4)")
  equal(danish.minus "2019-2020", "2019-2020")
  equal(danish.minus "Covid-19", "Covid-19")
  equal(danish.minus "2021-09-30", "2021-09-30")
end)

check.finish()
