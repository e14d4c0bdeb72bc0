-- Periods as values in Lua.

local native = require "native"
local check = dofile "tests/lua/check.lua"
local test, equal, fails = check.test, check.equal, check.fails
local missing = native.missing

test("a_period_prints_in_danish_and_has_an_id", function()
  for text, expected in pairs {
    ["2019M09"] = "sep. 2019", ["2019Q3"] = "3. kvt. 2019", ["2018H2"] = "2. halvår 2018",
    ["2019"] = "2019", ["2020-08-03"] = "3. aug. 2020",
  } do
    equal(tostring(period(text)), expected)
    equal(period(text):id(), text)
  end
end)

test("what_a_period_prints_it_reads_back", function()
  for _, id in ipairs { "2019M01", "2019Q4", "2018H1", "1999", "2020-02-29" } do
    equal(period(tostring(period(id))):id(), id)
  end
  for _, id in ipairs { "2020QMAT02", "2021MYTD06" } do equal(period(id):id(), id) end
end)

test("every_month_is_read_in_danish_and_english", function()
  local danish = { "januar", "februar", "marts", "april", "maj", "juni", "juli", "august",
    "september", "oktober", "november", "december" }
  local english = { "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December" }
  for month = 1, 12 do
    local id = ("2021M%02d"):format(month)
    equal(period(danish[month] .. " 2021"):id(), id)
    equal(period(danish[month]:sub(1, 3) .. ". 2021"):id(), id)
    equal(period(english[month] .. " 2021"):id(), id)
  end
end)

test("what_is_no_period_gives_nil_and_a_sentence_that_shows_the_forms", function()
  local found, why = native.period "2019Q5"
  equal(found, nil)
  assert(why:find("'2019Q5' is no period", 1, true) and why:find("2019Q3", 1, true), why)
end)

test("the_global_period_raises_for_what_is_none", function()
  fails(function() local p = period "2019Q5" return p end, "test_period.lua:",
    "'2019Q5' is no period")
end)

test("control_characters_of_a_wrong_period_are_shown_not_obeyed", function()
  local _, why = native.period "\27[31m2019"
  assert(not why:find "\27", why)
end)

test("a_period_given_to_period_comes_back", function()
  local p = period "2019Q3"
  equal(rawequal(period(p), p), true)
end)

test("fields_name_kind_year_number_and_days", function()
  local p = period "2019Q3"
  equal({ p.kind, p.year, p.number }, { "quarter", 2019, 3 })
  equal(p.first_day, period "2019-07-01")
  equal(p.last_day, period "2019-09-30")
end)

test("a_field_that_is_not_there_is_refused_by_name", function()
  fails(function() return period("2019").month end, "'month'", "kind, year, number")
end)

test("arithmetic_goes_by_whole_periods", function()
  equal(period "2019M11" + 3, period "2020M02")
  equal(3 + period "2019M11", period "2020M02")
  equal(period "2019Q1" - 1, period "2018Q4")
  equal(period "2021M09" - period "2019M09", 24)
  equal(period "2020-03-01" - period "2020-02-28", 2)
end)

test("a_period_outside_the_calendar_is_refused", function()
  fails(function() return period "9999" + 1 end, "years 1 to 9999")
  fails(function() return period "2019M01" - math.maxinteger end, "years 1 to 9999")
end)

test("two_kinds_are_never_compared_in_order", function()
  fails(function() return period "2019Q3" < period "2019" end, "3. kvt. 2019 is a quarter",
    "2019 a year")
  fails(function() return period "2019M09" - period "2019Q3" end, "two kinds")
end)

test("equality_is_by_value_and_answers_for_anything", function()
  equal(period "2019Q3" == period "3. kvartal 2019", true)
  equal(period "2019Q3" == period "2019", false)
  equal(period "2019Q3" == missing, false)
  equal(period "2019Q3" == "2019Q3", false)
end)

test("order_follows_time", function()
  equal(period "2019M12" < period "2020M01", true)
  equal(period "2020M01" <= period "2020M01", true)
  equal(period "2020M02" > period "2020M01", true)
end)

test("within_gives_the_period_that_holds_the_last_day", function()
  equal(period("2019M09"):within "quarter", period "2019Q3")
  equal(period("2019Q3"):within "year", period "2019")
  equal(period("2019"):within "month", nil)
  fails(function() return period("2019"):within "week" end, "kinds are")
end)

test("make_period_checks_its_parts", function()
  equal(native.make_period("month", 2019, 9), period "2019M09")
  equal(native.make_period("quarter", 2019, 5), nil)
  equal(native.make_period("day", 2020, 2, 29), period "2020-02-29")
  equal(native.make_period("day", 2019, 2, 29), nil)
end)

test("a_period_joins_a_text_in_danish", function()
  equal("pr. " .. period "2019M09" .. ".", "pr. sep. 2019.")
end)

-- Lua 5.4.4 as Debian 12 ships it loses its place where the stack is moved meanwhile.
local function joined(depth)
  if depth == 0 then return "pr. " .. period "2019M09" .. "." end
  local text = joined(depth - 1)
  return text
end

test("a_period_joins_a_text_however_deep_the_stack_is", function()
  for i = 1, 300 do
    collectgarbage()
    equal(joined(i % 97), "pr. sep. 2019.")
  end
end)

test("a_period_joins_a_text_in_a_coroutine", function()
  for i = 1, 300 do
    equal(coroutine.wrap(joined)(i % 97), "pr. sep. 2019.")
    equal({ coroutine.resume(coroutine.create(joined), i % 97) }, { true, "pr. sep. 2019." })
  end
end)

check.finish()
