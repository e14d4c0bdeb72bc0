-- Linear programmes (GLPK) as Lua sees them.

local check = dofile "tests/lua/check.lua"
local native = require "native"

local test, equal, fails = check.test, check.equal, check.fails

-- x + y = 10, 2 x <= 5
local function programme()
  local made = native.linear(2)
  made:add_row({ 1, 2 }, { 1, 1 }, 10, 10)
  made:add_row({ 1 }, { 2 }, nil, 5)
  return made
end

test("the_ends_of_what_a_column_can_be_are_found", function()
  local made = programme()
  equal({ made:optimise({ 1 }, { 1 }, "max") }, { 2.5, "optimal" })
  equal({ made:optimise({ 2 }, { 1 }, "min") }, { 7.5, "optimal" })
  equal({ made:optimise({ 1 }, { 1 }, "min") }, { 0.0, "optimal" })
end)

test("whole_numbers_are_asked_for_by_column", function()
  local made = programme()
  made:integer(1)
  equal(made:optimise_integer({ 1 }, { 1 }, "max", 100), 2.0)
  equal(made:values(), { 2.0, 8.0 })
end)

test("a_row_that_is_let_go_binds_no_more", function()
  local made = programme()
  made:row(2)
  equal(made:optimise({ 1 }, { 1 }, "max"), 10.0)
  made:row(2, nil, 5)
  equal(made:optimise({ 1 }, { 1 }, "max"), 2.5)
end)

test("the_rows_that_an_optimum_rests_on_are_told", function()
  local made = programme()
  made:optimise({ 1 }, { 1 }, "max")
  equal(made:duals(), { 0.0, 0.5 })
end)

test("what_has_no_end_or_no_answer_says_so", function()
  local made = native.linear(1)
  equal({ made:optimise({ 1 }, { 1 }, "max") }, { nil, "unbounded" })
  made:column(1, 0, 3)
  made:add_row({ 1 }, { 1 }, 5)
  equal(select(2, made:optimise({ 1 }, { 1 }, "max")), "infeasible")
  equal(select(2, made:optimise_integer({ 1 }, { 1 }, "max", 10)), "infeasible")
end)

test("what_is_no_programme_is_refused", function()
  fails(function() native.linear(-1) end, "a count of columns")
  fails(function() native.linear(2):column(3, 0, 1) end, "no such column")
  fails(function() native.linear(2):column(1, 2, 1) end, "the lower bound lies over the upper one")
  fails(function() native.linear(2):column(1, math.huge) end, "the lower bound")
  fails(function() native.linear(2):add_row({ 1, 1 }, { 1, 1 }) end, "a column stands twice")
  fails(function() native.linear(2):add_row({ 1.5 }, { 1 }) end, "no such column")
  fails(function() native.linear(2):add_row({ 1 }, { 1, 2 }) end, "a coefficient for each column")
  fails(function() native.linear(2):optimise({ 1 }, { 0 / 0 }, "max") end, "is not finite")
  fails(function() native.linear(2):optimise({ 1 }, { 1 }, "up") end, "invalid option 'up'")
end)

test("work_in_several_processes_is_done_or_refused_whole", function()
  local path = os.tmpname()
  native.in_processes(2, function(number)
    if number == 2 then assert(native.file_replace(path, "second")) end
  end)
  local file = assert(io.open(path))
  equal(file:read "a", "second")
  file:close()
  os.remove(path)
  fails(function() native.in_processes(2, function(number) assert(number == 2, "first") end) end,
    "first")
  fails(function() native.in_processes(17, print) end, "1 to 16 processes")
end)

check.finish()
