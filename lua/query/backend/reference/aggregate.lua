-- Aggregates: one cell from the cells of a group's rows. Missing cells are skipped and counted.

local value = require "query.backend.reference.value"
local exact = require "query.backend.reference.exact"

local aggregate = {}
local kinds = {}

-- ---- what the cells of a group are ----

-- The present cells, and by reason how many are not.
local function sort_out(cells)
  local present, skipped = {}, {}
  for _, cell in ipairs(cells) do
    if cell.reason then
      skipped[cell.reason] = (skipped[cell.reason] or 0) + 1
    else
      present[#present + 1] = cell
    end
  end
  return present, skipped
end

-- The result where nothing was present.
local function nothing(skipped)
  for _, reason in ipairs(value.reasons) do
    if skipped[reason] then return value.gap(reason) end
  end
  return value.gap "undefined"
end

local function other_mark(present, skipped)
  if skipped.suppressed or skipped.undecided then return "inexact" end
  for _, cell in ipairs(present) do
    if cell.mark then return "inexact" end
  end
  return nil
end

local function doubles_of(cells, column)
  local result = {}
  for i, cell in ipairs(cells) do
    result[i] = value.to_double(cell.value, column.type, column.scale)
  end
  return result
end

local function exact_sum(cells)
  local sum = exact.new()
  for _, cell in ipairs(cells) do sum:add_integer(cell.value) end
  return sum
end

-- ---- sums and means, shared with the windows ----

-- The sum of present cells, of the column's type, with a mark.
function aggregate.sum_cells(cells, column, mark)
  if column.type == "number" then
    return value.from_double(exact.sum_doubles(doubles_of(cells, column)), mark)
  end
  local total = exact_sum(cells):to_integer()
  if not total then value.refuse "the sum is too large for 64 bits" end
  return value.present(total, mark)
end

function aggregate.mean_cells(cells, column, mark)
  if column.type == "number" then
    return value.from_double(exact.sum_doubles(doubles_of(cells, column)) / #cells, mark)
  end
  local unit = value.power10(column.scale) + 0.0
  return value.from_double(exact_sum(cells):integer_to_double() / (unit * #cells), mark)
end

aggregate.sort_out, aggregate.other_mark = sort_out, other_mark

-- ---- the table: type(columns) -> type, scale; cell(cells, columns, tree) -> cell, skipped;
-- computed(columns): of the result ----

local function check(name, column, allowed)
  if not allowed[column.type] then value.refuse("'%s' does not take %s", name, column.type) end
end

local numeric = { integer = true, decimal = true, number = true }
local ordered = { integer = true, decimal = true, number = true, text = true, period = true,
  date = true }

local function same_type(column) return column.type, column.scale end
local function whole() return "integer", 0 end
local function double() return "number", 0 end

-- Add a kind whose result needs at least one present cell.
local function over_present(name, allowed, type_of, compute, mark_of)
  kinds[name] = {
    type = function(columns)
      check(name, columns[1], allowed)
      return type_of(columns[1])
    end,
    cell = function(cells, columns, tree)
      local present, skipped = sort_out(cells[1])
      if #present == 0 then return nothing(skipped), skipped end
      local mark
      if mark_of then mark = mark_of(cells[1], columns[1]) else
        mark = other_mark(present, skipped)
      end
      return compute(present, columns[1], mark, tree), skipped
    end,
    computed = function() return true end,
  }
end

local function never() return false end
local function as_column(columns) return columns[1].computed end

kinds.count = {
  type = whole,
  cell = function(cells, columns, _, rows)
    if #columns == 0 then return value.present(rows), {} end
    local present, skipped = sort_out(cells[1])
    return value.present(#present), skipped
  end,
  computed = never,
}

kinds.hidden = {
  type = whole,
  cell = function(cells)
    local _, skipped = sort_out(cells[1])
    return value.present((skipped.suppressed or 0) + (skipped.undecided or 0)), skipped
  end,
  computed = never,
}

kinds.n_distinct = {
  type = whole,
  cell = function(cells, columns)
    local present, skipped = sort_out(cells[1])
    local seen, count, mark = {}, 0, skipped.suppressed and "at_least" or nil
    if skipped.undecided then mark = "at_least" end
    for _, cell in ipairs(present) do
      local key = value.key(cell, columns[1].type)
      if cell.mark then mark = "inexact" end
      if not seen[key] then seen[key], count = true, count + 1 end
    end
    return value.present(count, mark), skipped
  end,
  computed = never,
}

local summable = { integer = true, decimal = true, number = true, boolean = true }
over_present("sum", summable, function(column)
  if column.type == "boolean" then return whole() end
  return same_type(column)
end, function(present, column, mark)
  if column.type ~= "boolean" then return aggregate.sum_cells(present, column, mark) end
  local count = 0
  for _, cell in ipairs(present) do count = count + (cell.value and 1 or 0) end
  return value.present(count, mark)
end, value.mark_sum)

-- The hidden cells, and whether one of them is undecided.
local function hidden_among(cells)
  local hidden, undecided = 0, false
  for _, one in ipairs(cells) do
    hidden = hidden + (value.hides(one.reason) and 1 or 0)
    undecided = undecided or one.reason == "undecided"
  end
  return hidden, undecided
end

-- What the cells that were added lie between in place of `sum`: the marked ones by their bounds.
local function told(cells, column, sum)
  local values, lows, highs = {}, {}, {}
  for _, one in ipairs(cells) do
    if one.mark then
      values[#values + 1] = value.to_double(one.value, column.type, column.scale)
      lows[#lows + 1], highs[#highs + 1] = value.bounds(one, column)
    end
  end
  if #values == 0 then return sum, sum end
  local function with(ends, open)
    for _, one in ipairs(ends) do
      if one == open then return open end
    end
    return sum - exact.sum_doubles(values) + exact.sum_doubles(ends)
  end
  return with(lows, -math.huge), with(highs, math.huge)
end

-- A sum with what it lies between, where it is known what each hidden cell does (range, { least,
-- greatest }; of truths 0 and 1) and what marked cells lie between.
function aggregate.bound_sum(cell, cells, column, range)
  local hidden, undecided = hidden_among(cells)
  local truths = column.type == "boolean"
  range = truths and { 0, 1 } or not undecided and range or nil
  if not cell.mark or hidden > 0 and not range then return cell end
  local kind = truths and { type = "integer", scale = 0 } or column
  local low, high = told(cells, kind, value.to_double(cell.value, kind.type, kind.scale))
  if hidden > 0 then low, high = low + hidden * range[1], high + hidden * range[2] end
  if low == -math.huge or high == math.huge then return cell end -- the mark says as much
  return value.bounded(cell, low, high, kind)
end

local plain_sum = kinds.sum.cell
kinds.sum.cell = function(cells, columns, tree)
  local cell, skipped = plain_sum(cells, columns, tree)
  return aggregate.bound_sum(cell, cells[1], columns[1], tree.hidden), skipped
end

kinds.sum.computed = function(columns)
  return columns[1].computed and columns[1].type ~= "boolean"
end

over_present("mean", numeric, double, aggregate.mean_cells)

-- The cell that no other is on the wrong side of; the first of equals.
local function extreme(name, side)
  over_present(name, ordered, same_type, function(present, column, mark)
    local best = present[1].value
    for _, cell in ipairs(present) do
      if value.compare(cell.value, best, column.type) == side then best = cell.value end
    end
    return value.present(best, mark)
  end)
  kinds[name].computed = as_column
end

extreme("min", -1)
extreme("max", 1)

-- Type 7: between the two values around place (n - 1) p.
local function quantile(present, column, mark, p)
  local sorted = doubles_of(present, column)
  table.sort(sorted)
  local h = (#sorted - 1) * p
  local k = h // 1.0
  local low = sorted[math.tointeger(k) + 1]
  local high = sorted[math.tointeger(k) + 2] or low
  return value.from_double(low + (h - k) * (high - low), mark)
end

over_present("median", numeric, double, function(present, column, mark)
  return quantile(present, column, mark, 0.5)
end)

over_present("quantile", numeric, double, function(present, column, mark, tree)
  local literal = tree.args[2]
  return quantile(present, column, mark,
    value.to_double(literal.value, literal.type, literal.scale))
end)

over_present("sd", numeric, double, function(present, column, mark)
  if #present < 2 then return value.gap "undefined" end
  local numbers, squares = doubles_of(present, column), {}
  local mean = exact.sum_doubles(numbers) / #numbers
  for i, number in ipairs(numbers) do squares[i] = (number - mean) * (number - mean) end
  return value.from_double(math.sqrt(exact.sum_doubles(squares) / (#numbers - 1)), mark)
end)

kinds.weighted_mean = {
  type = function(columns)
    check("weighted_mean", columns[1], numeric)
    check("weighted_mean", columns[2], numeric)
    return double()
  end,
  cell = function(cells, columns)
    local used, skipped, products, weights = {}, {}, {}, {}
    for i, x in ipairs(cells[1]) do
      local w = cells[2][i]
      local reason = x.reason or w.reason
      if not w.reason and w.value < 0 then value.refuse("a weight is negative (row %d)", i) end
      if reason then
        skipped[reason] = (skipped[reason] or 0) + 1
      else
        used[#used + 1] = x
        used[#used + 1] = w
        local weight = value.to_double(w.value, columns[2].type, columns[2].scale)
        weights[#weights + 1] = weight
        products[#products + 1] = value.to_double(x.value, columns[1].type, columns[1].scale)
          * weight
      end
    end
    if #used == 0 then return nothing(skipped), skipped end
    local total = exact.sum_doubles(weights)
    if value.from_double(total).reason then return value.gap "undefined", skipped end
    local mark = other_mark(used, skipped)
    return value.from_double(exact.sum_doubles(products) / total, mark), skipped
  end,
  computed = function() return true end,
}

-- First and last take the cell as it is.
local function at_end(name, pick)
  kinds[name] = {
    type = function(columns) return same_type(columns[1]) end,
    cell = function(cells) return pick(cells[1]) or value.gap "undefined", {} end,
    computed = as_column,
  }
end

at_end("first", function(cells) return cells[1] end)
at_end("last", function(cells) return cells[#cells] end)

-- ---- use ----

function aggregate.knows(name)
  return kinds[name] ~= nil
end

-- One cell per group from the columns of the arguments. `tree` is the call.
function aggregate.column(tree, columns, groups)
  local kind = kinds[tree.name]
  if tree.name == "quantile" then columns = { columns[1] } end
  local type, scale = kind.type(columns)
  local cells, skipped = {}, {}
  for g, group in ipairs(groups) do
    local own = {}
    for i, column in ipairs(columns) do
      own[i] = {}
      for place, row in ipairs(group.rows) do own[i][place] = column.cells[row] end
    end
    local left_out
    cells[g], left_out = kind.cell(own, columns, tree, #group.rows)
    for reason, count in pairs(left_out) do skipped[reason] = (skipped[reason] or 0) + count end
  end
  return value.column(type, scale, cells,
    { skipped = skipped, computed = kind.computed(columns) })
end

return aggregate
