-- What is told of a frame's cells, and words that a call does not know: never passed over.

local check = dofile "tests/lua/check.lua"
local test, equal, fails = check.test, check.equal, check.fails

local t = frame { { "a", { 1, missing, missing } }, { "b", { "x", "y", "y" } } }
local u = frame { { "a", { 1 } }, { "c", { 9 } } }

test("an_option_that_is_not_known_is_refused_by_every_join", function()
  for _, name in ipairs { "join", "left_join", "inner_join", "semi_join", "anti_join" } do
    fails(function() t[name](t, u, "a", { mny = true }) end, name .. " has no option 'mny'")
    fails(function() t[name](t, u, "a", true) end, name .. " takes its options in a table")
  end
  fails(function() t:left_join(u, "a", { kind = "inner" }) end, "left_join has no option 'kind'")
end)

test("collect_and_save_refuse_an_option_that_is_not_known", function()
  fails(function() t:collect { bakend = "reference" } end, "collect has no option 'bakend'")
  fails(function() t:collect "reference" end, "collect takes its options in a table")
  fails(function() t:save("/dev/null", { dlimiter = ";" }) end, "test_looking.lua:", "'dlimiter'")
end)

test("a_column_takes_one_new_name", function()
  fails(function() t:rename "x = a, y = a" end, "'a' is given two new names", "mutate")
end)

test("missing_counts_the_cells_of_each_reason_in_their_order", function()
  local found = t:mutate "z = a / 0":missing()
  equal(found:column "column", { "a", "z", "z" })
  equal(found:column "reason", { "blank", "blank", "undefined" })
  equal(found:column "cells", { 2, 2, 1 })
end)

test("describe_says_no_least_of_periods_of_several_kinds", function()
  local function least(...)
    local periods = { period "2019Q1", ... }
    return frame({ { "p", periods } }):describe():column "min"[1]
  end
  equal(least(), "1. kvt. 2019")
  equal(least(period "2018Q4"), "4. kvt. 2018")
  equal(least(period "2019M02"), "")
end)

check.finish()
