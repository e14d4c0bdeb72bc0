-- Disclosure control: what to hide so that nobody can compute a small count, and the attacker who
-- proves it. The attackers here that know the truth use no solver (tests/lua/disclosure_table.lua).

local attacker = require "disclosure.attacker"
local check = dofile "tests/lua/check.lua"
local problem = require "disclosure.problem"
local suppressor = require "disclosure.suppressor"
local tables = dofile "tests/lua/disclosure_table.lua"

local test, equal, fails = check.test, check.equal, check.fails

local function count(set)
  local found = 0
  for _ in pairs(set) do found = found + 1 end
  return found
end

-- ---- the reference ----

local REFERENCE = tables.with_totals { { 30, 47, 64, 89 }, { 90, 124, 5, 31 },
  { 92, 100, 59, 85 }, { 800, 991, 651, 685 } }
local HIDDEN = { { 1, 1 }, { 1, 2 }, { 1, 3 }, { 2, 1 }, { 2, 3 }, { 3, 2 }, { 3, 4 }, { 4, 2 },
  { 4, 4 } }

local function attacked(more)
  local made, hidden = tables.problem(REFERENCE), {}
  for _, at in ipairs(HIDDEN) do hidden[made.item[at[1]][at[2]]] = true end
  for _, at in ipairs(more) do hidden[made.item[at[1]][at[2]]] = true end
  local attack = attacker.new(made.problem)
  attack:hide_only(hidden)
  return { attack:range(made.variable[1][2]) }
end

test("two_hidden_cells_in_each_row_and_column_do_not_hide_47", function()
  equal(attacked {}, { 47.0, 47.0 })
end)

test("one_cell_more_hides_47_between_0_and_141", function()
  equal(attacked { { 2, 2 } }, { 0.0, 141.0 })
end)

test("the_suppressor_finds_the_cell_that_is_missing", function()
  local made, hidden = tables.problem(REFERENCE), {}
  local p = problem.new()
  p.variables, p.facts = made.problem.variables, made.problem.facts
  for _, at in ipairs(HIDDEN) do hidden[made.item[at[1]][at[2]]] = true end
  for place, item in ipairs(made.problem.items) do
    if not hidden[place] then p.items[#p.items + 1] = item end
  end
  p:protect(made.variable[1][2], 0, 100)
  equal(count(suppressor.choose(p)), 1)
end)

-- ---- other forms of figures ----

test("a_count_alone_is_hidden_and_nothing_else", function()
  local p = problem.new()
  local small, large = p:variable(3), p:variable(30)
  p:item({ { small, 1 } }, 3, 3)
  p:item({ { large, 1 } }, 30, 30)
  p:protect(small, 1, 4)
  equal(suppressor.choose(p), { [1] = true })
end)

test("one_hidden_part_of_a_printed_total_needs_another", function()
  local p = problem.new()
  local parts = { p:variable(3), p:variable(12), p:variable(25) }
  local total = p:variable(40)
  for i, value in ipairs { 3, 12, 25 } do p:item({ { parts[i], 1 } }, value, value) end
  p:item({ { total, 1 } }, 40, 40, nil, 1.1)
  p:fact({ { parts[1], 1 }, { parts[2], 1 }, { parts[3], 1 }, { total, -1 } }, 0, 0)
  p:protect(parts[1], 1, 4)
  local hidden = suppressor.choose(p)
  equal(count(hidden), 2)
  equal(hidden[1], true)
  equal(hidden[4], nil)
end)

test("whole_numbers_are_attacked_where_a_line_leaves_room", function()
  -- 2 a + 2 b = 10 leaves a anywhere from 0 to 5; with b even, a is 1, 3 or 5.
  local p = problem.new()
  local a, b, half = p:variable(3), p:variable(2), p:variable(1)
  p:item({ { a, 2 }, { b, 2 } }, 10, 10)
  p:fact({ { b, 1 }, { half, -2 } }, 0, 0)
  p:protect(a, 1, 4)
  equal(suppressor.choose(p), { [1] = true })
end)

test("what_was_published_before_is_part_of_the_attack", function()
  local p = problem.new()
  local a, b = p:variable(3), p:variable(20)
  p:item({ { b, 1 } }, 20, 20)
  p:fact({ { a, 1 }, { b, 1 } }, 23, 23, "last month's total")
  p:protect(a, 1, 4)
  equal(suppressor.choose(p), { [1] = true })
end)

test("what_is_told_already_is_said_and_hides_nothing_in_vain", function()
  local p = problem.new()
  local a, b = p:variable(3, "borgere i fleksjob"), p:variable(20)
  p:item({ { b, 1 } }, 20, 20)
  p:fact({ { a, 1 } }, 3, 3, "printed last month")
  p:protect(a, 1, 4)
  local hidden, told = suppressor.choose(p)
  equal(hidden, {})
  equal(told, { "borgere i fleksjob" })
end)

test("a_figure_that_contradicts_its_counts_is_refused", function()
  local p = problem.new()
  local a = p:variable(3)
  fails(function() p:item({ { a, 1 } }, 4, 4, "4 borgere") end, "'4 borgere' does not agree")
end)

-- ---- random tables ----

local function random_cells(rows, columns, mean)
  local cells = {}
  for i = 1, rows do
    cells[i] = {}
    for j = 1, columns do
      cells[i][j] = math.floor(-math.log(1 - math.random()) * mean)
    end
  end
  return cells
end

local function as_grid(made, hidden)
  local grid = {}
  for i, row in ipairs(made.item) do
    grid[i] = {}
    for j, item in ipairs(row) do grid[i][j] = hidden[item] == true end
  end
  return grid
end

-- Every sensitive cell can have every value from 1 to 4, by a table that shows it.
local function assert_hidden(full, grid)
  local found = 0
  for i, row in ipairs(full) do
    for j, truth in ipairs(row) do
      for value = 1, truth >= 1 and truth <= 4 and 4 or 0 do
        found = found + 1
        assert(tables.can_be(full, grid, i, j, value, 6),
          ("%d in row %d, column %d cannot be %d"):format(truth, i, j, value))
      end
    end
  end
  return found
end

test("no_table_is_recovered_by_an_attacker_who_writes_down_tables", function()
  math.randomseed(4)
  local attacks = 0
  for _ = 1, 60 do
    local full = tables.with_totals(random_cells(3, 3, 9))
    local made = tables.problem(full)
    attacks = attacks + assert_hidden(full, as_grid(made, (suppressor.choose(made.problem))))
  end
  assert(attacks > 400)
end)

test("the_attacker_who_writes_down_tables_recovers_what_is_hidden_alone", function()
  local full = tables.with_totals { { 3, 20 }, { 30, 40 } }
  local made = tables.problem(full)
  local grid = as_grid(made, { [made.item[1][1]] = true })
  equal(tables.can_be(full, grid, 1, 1, 3, 6), true)
  equal(tables.can_be(full, grid, 1, 1, 2, 6), false)
end)

test("no_cell_of_1_to_4_is_printed_in_a_larger_table", function()
  math.randomseed(5)
  for _ = 1, 5 do
    local full = tables.with_totals(random_cells(8, 6, 12))
    local made = tables.problem(full)
    local hidden = suppressor.choose(made.problem)
    local attack = attacker.new(made.problem)
    attack:hide_only(hidden)
    for _, one in ipairs(made.problem.sensitive) do
      local low, high = attack:range(one.variable)
      assert(low <= 1 + 1e-6 and high >= 4 - 1e-6)
    end
  end
end)

-- ---- against the best there is ----

local function is_safe(made, hidden)
  local attack = attacker.new(made.problem)
  attack:hide_only(hidden)
  for _, one in ipairs(made.problem.sensitive) do
    local low, high = attack:range(one.variable)
    if low > 1 + 1e-6 or high < 4 - 1e-6 then return false end
  end
  return true
end

-- Whether `more` items of those from `from` on make a choice safe.
local function can_be_safe(made, hidden, more, from)
  if more == 0 then return is_safe(made, hidden) end
  for item = from, #made.problem.items do
    if not hidden[item] then
      hidden[item] = true
      local found = can_be_safe(made, hidden, more - 1, item + 1)
      hidden[item] = nil
      if found then return true end
    end
  end
  return false
end

-- The fewest hidden cells, by trying all: the sensitive ones and none more, one more, ….
local function best_of_all(made)
  local primary = {}
  for item, one in ipairs(made.problem.items) do
    if one.low >= 1 and one.low <= 4 then primary[item] = true end
  end
  for more = 0, #made.problem.items do
    if can_be_safe(made, primary, more, 1) then return count(primary) + more end
  end
end

test("no_more_is_hidden_than_the_fewest_found_by_trying_all", function()
  math.randomseed(6)
  for _ = 1, 25 do
    local made = tables.problem(tables.with_totals(random_cells(3, 3, 14)))
    local hidden = suppressor.choose(made.problem)
    assert(is_safe(made, hidden))
    equal(count(hidden), best_of_all(made))
  end
end)

check.finish()
