-- Window functions: one cell per row, from the rows of its group.

local value = require "query.backend.reference.value"
local aggregate = require "query.backend.reference.aggregate"

local window = {}
local kinds = {}

-- ---- periods within a group ----

local function time_columns(frame)
  local names = {}
  for _, name in ipairs(frame.names) do
    local type = frame.columns[name].type
    if type == "period" or type == "date" then names[#names + 1] = name end
  end
  return names
end

-- The period column of a call: as named, else the frame's only one; nil when there is none or there
-- are several and the call can do without.
local function period_column(frame, named, name, needed)
  if named then return value.get(frame, named) end
  local names = time_columns(frame)
  if #names == 1 then return frame.columns[names[1]] end
  if not needed then return nil end
  if #names == 0 then value.refuse("%s needs a period column, and there is none", name) end
  value.refuse("%s needs one period column; there are %s: name one", name,
    table.concat(names, ", "))
end

-- Refuse a group with periods of two kinds or with two rows of one period.
local function check_periods(rows, periods)
  local seen, first = {}, nil
  for _, row in ipairs(rows) do
    local period = periods.cells[row].value
    if period then
      first = first or period
      if period.kind ~= first.kind then
        value.refuse("periods of two kinds in one group: %s and %s", first:id(), period:id())
      end
      if seen[period:id()] then value.refuse("two rows of one group have %s", period:id()) end
      seen[period:id()] = true
    end
  end
end

-- The cell of the row whose period lies `steps` after `own`; unmatched when no row has it.
local function cell_at(call, rows, own, steps)
  for _, row in ipairs(rows) do
    local other = call.periods.cells[row]
    if not other.reason and other.value - own.value == steps then return call.column.cells[row] end
  end
  return value.gap "unmatched"
end

-- ---- lag and lead ----

local function shifted(direction)
  return function(call, rows, cells)
    check_periods(rows, call.periods)
    local steps = direction * (call.parameter or 1)
    for _, row in ipairs(rows) do
      local own = call.periods.cells[row]
      if own.reason then
        cells[row] = value.gap(own.reason)
      else
        cells[row] = cell_at(call, rows, own, steps)
      end
    end
  end
end

local function same_type(column) return column.type, column.scale end
local function as_column(column) return column.computed end
local function unless_counts(column) return not value.counts_everywhere(column) end

kinds.lag = { type = same_type, by_period = "needed", fill = shifted(-1), computed = as_column }
kinds.lead = { type = same_type, by_period = "needed", fill = shifted(1), computed = as_column }

-- ---- running and rolling sums ----

local numeric = { integer = true, decimal = true, number = true }

local function numeric_type(column)
  if not numeric[column.type] then value.refuse("a running sum does not take %s", column.type) end
  return column.type, column.scale
end

local function sorted_by_period(rows, periods)
  check_periods(rows, periods)
  local sorted = {}
  for i, row in ipairs(rows) do
    if periods.cells[row].reason then
      value.refuse("cumsum: the period of row %d is missing", row)
    end
    sorted[i] = row
  end
  table.sort(sorted, function(a, b) return periods.cells[a].value < periods.cells[b].value end)
  return sorted
end

kinds.cumsum = {
  type = numeric_type,
  by_period = "if there is one",
  computed = unless_counts,
  fill = function(call, rows, cells)
    local ordered = call.periods and sorted_by_period(rows, call.periods) or rows
    local so_far, negative = {}, false
    for _, row in ipairs(rows) do
      negative = negative or value.is_negative(call.column.cells[row], call.column.type)
    end
    for i, row in ipairs(ordered) do
      so_far[i] = call.column.cells[row]
      if so_far[i].reason then
        cells[row] = so_far[i]
      else
        cells[row] = aggregate.sum_cells(aggregate.sort_out(so_far), call.column,
          value.mark_sum(so_far, call.column, negative))
      end
    end
  end,
}

local function rolling(compute)
  return function(call, rows, cells)
    check_periods(rows, call.periods)
    for _, row in ipairs(rows) do
      local own = call.periods.cells[row]
      local used, gap = {}, own.reason
      for back = call.parameter - 1, 0, -1 do
        if gap then break end
        local cell = cell_at(call, rows, own, -back)
        used[#used + 1] = cell
        gap = cell.reason
      end
      cells[row] = gap and value.gap(gap) or compute(used, call.column)
    end
  end
end

kinds.rolling_sum = {
  type = numeric_type,
  by_period = "needed",
  computed = unless_counts,
  fill = rolling(function(used, column)
    return aggregate.sum_cells(used, column, value.mark_sum(used, column))
  end),
}

kinds.rolling_mean = {
  type = function(column)
    numeric_type(column)
    return "number", 0
  end,
  by_period = "needed",
  fill = rolling(function(used, column)
    return aggregate.mean_cells(used, column, aggregate.other_mark(used, {}))
  end),
}

-- ---- within the group, whatever the period ----

local ordered = { integer = true, decimal = true, number = true, text = true, period = true,
  date = true }

local function cells_of(column, rows)
  local cells = {}
  for i, row in ipairs(rows) do cells[i] = column.cells[row] end
  return cells
end

kinds.rank = {
  type = function(column)
    if not ordered[column.type] then value.refuse("rank does not take %s", column.type) end
    return "integer", 0
  end,
  fill = function(call, rows, cells)
    local present, skipped = aggregate.sort_out(cells_of(call.column, rows))
    local mark = aggregate.other_mark(present, skipped)
    for _, row in ipairs(rows) do
      local own = call.column.cells[row]
      local smaller = 0
      for _, other in ipairs(present) do
        if not own.reason and value.compare(other.value, own.value, call.column.type) < 0 then
          smaller = smaller + 1
        end
      end
      cells[row] = own.reason and own or value.present(1 + smaller, mark)
    end
  end,
}

local function any_marked(cells)
  for _, cell in ipairs(cells) do
    if cell.mark then return true end
  end
  return false
end

kinds.share = {
  type = function(column)
    numeric_type(column)
    return "number", 0
  end,
  fill = function(call, rows, cells)
    local column = call.column
    local all = cells_of(column, rows)
    local present = aggregate.sort_out(all)
    local sum = #present > 0
      and aggregate.sum_cells(present, column, value.mark_sum(all, column))
    if sum and not any_marked(all) then
      sum = aggregate.bound_sum(sum, all, column, call.hidden)
    end
    for _, row in ipairs(rows) do
      local own = column.cells[row]
      if own.reason or sum.reason then
        cells[row] = value.gap(own.reason or sum.reason)
      else
        local part = value.to_double(own.value, column.type, column.scale)
        local whole = value.to_double(sum.value, column.type, column.scale)
        cells[row] = value.from_double(part / whole,
          value.mark_quotient(part, own.mark, whole, sum.mark))
        if sum.low then
          local low, high = value.bounds(own, column)
          low, high = value.bounds_of["/"](low, high, value.bounds(sum, column))
          cells[row] = value.told(cells[row], low + 0.0, high + 0.0)
        end
      end
    end
  end,
}

-- ---- use ----

function window.knows(name)
  return kinds[name] ~= nil
end

-- The column of a call. `column` is its first argument over the rows of `frame`; the second is a
-- literal, and a column that follows is the period.
function window.column(tree, column, frame, groups)
  local kind = kinds[tree.name]
  local call = { column = column, hidden = tree.hidden }
  for i = 2, #tree.args do
    local argument = tree.args[i]
    if argument.op == "column" then call.period_name = argument.name
    else call.parameter = argument.value end
  end
  if kind.by_period then
    call.periods = period_column(frame, call.period_name, tree.name, kind.by_period == "needed")
  end
  local type, scale = kind.type(column)
  local cells = {}
  for _, group in ipairs(groups) do kind.fill(call, group.rows, cells) end
  local computed = not kind.computed or kind.computed(column)
  return value.column(type, scale, cells, { computed = computed })
end

return window
