-- Tables for the tests of disclosure control: cells, totals of rows and columns, the grand total;
-- and an attacker who knows the method but no solver: he writes down every table that agrees with
-- what is printed.

local problem = require "disclosure.problem"

local tables = {}

local function sum(values)
  local total = 0
  for _, value in ipairs(values) do total = total + value end
  return total
end

-- The cells with a column of totals at the right and a row of totals at the foot.
function tables.with_totals(cells)
  local made, foot = {}, {}
  for i, row in ipairs(cells) do
    made[i] = table.pack(table.unpack(row))
    made[i][#row + 1] = sum(row)
  end
  for j = 1, #made[1] do
    local column = {}
    for i = 1, #cells do column[i] = made[i][j] end
    foot[j] = sum(column)
  end
  made[#made + 1] = foot
  return made
end

-- A problem of such a table: { problem =, item = { [i][j] = place }, variable = … }. Cells of 1 to
-- 4 are sensitive, totals too.
function tables.problem(full)
  local p, item, variable = problem.new(), {}, {}
  for i, row in ipairs(full) do
    item[i], variable[i] = {}, {}
    for j, value in ipairs(row) do
      variable[i][j] = p:variable(value)
      item[i][j] = p:item({ { variable[i][j], 1 } }, value, value)
      if value >= 1 and value <= 4 then p:protect(variable[i][j], 1, 4) end
    end
  end
  local rows, columns = #full - 1, #full[1] - 1
  for i = 1, rows + 1 do
    local terms = { { variable[i][columns + 1], -1 } }
    for j = 1, columns do terms[j + 1] = { variable[i][j], 1 } end
    p:fact(terms, 0, 0)
  end
  for j = 1, columns + 1 do
    local terms = { { variable[rows + 1][j], -1 } }
    for i = 1, rows do terms[i + 1] = { variable[i][j], 1 } end
    p:fact(terms, 0, 0)
  end
  return { problem = p, item = item, variable = variable }
end

-- ---- a table that agrees ----

-- The values that a cell may have, the nearest to the truth first: the search soon ends.
local function candidates(truth, hidden, reach)
  local values = { truth }
  for step = 1, hidden and reach or 0 do
    values[#values + 1] = truth + step
    if truth - step >= 0 then values[#values + 1] = truth - step end
  end
  return values
end

-- Whether there is a table in which everything printed is as it is and cell (row, column), a total
-- or not, has the value. hidden[i][j]: not printed. Cells are sought within `reach` of the truth.
function tables.can_be(full, hidden, row, column, value, reach)
  local rows, columns, cells = #full - 1, #full[1] - 1, {}
  for i = 1, rows do cells[i] = {} end
  local function agrees(found, i, j)
    if i == row and j == column then return found == value end
    return hidden[i][j] or found == full[i][j]
  end
  local function column_total(j)
    local total = 0
    for i = 1, rows do total = total + cells[i][j] end
    return total
  end
  local function fill(i, j)
    if i > rows then
      local whole = tables.with_totals(cells)
      return agrees(whole[rows + 1][columns + 1], rows + 1, columns + 1)
    end
    if j > columns then return agrees(sum(cells[i]), i, columns + 1) and fill(i + 1, 1) end
    for _, each in ipairs(candidates(full[i][j], hidden[i][j], reach)) do
      cells[i][j] = each
      if agrees(each, i, j) and (i < rows or agrees(column_total(j), rows + 1, j))
        and fill(i, j + 1) then
        return true
      end
    end
    cells[i][j] = nil
    return false
  end
  return fill(1, 1)
end

return tables
