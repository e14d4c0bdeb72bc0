-- The verbs that keep, choose, compute and order. Each takes a frame and a step of a plan and gives
-- a new frame.

local value = require "query.backend.reference.value"
local scalar = require "query.backend.reference.scalar"
local aggregate = require "query.backend.reference.aggregate"
local window = require "query.backend.reference.window"

local verb = {}

local function argument_columns(tree, frame)
  local columns = {}
  for i, argument in ipairs(tree.args) do columns[i] = scalar.evaluate(argument, frame) end
  return columns
end

function verb.filter(frame, step)
  local condition = scalar.evaluate(step.expr, frame)
  local rows = {}
  for row, cell in ipairs(condition.cells) do
    if cell.value == true and not cell.mark then rows[#rows + 1] = row end
  end
  return value.gather_frame(frame, rows)
end

function verb.select(frame, step)
  local result = value.frame(frame.rows)
  for _, column in ipairs(step.columns) do
    value.put_new(result, column.name, value.get(frame, column.from))
  end
  return result
end

-- An aggregate's cell for every row of its group.
local function spread(column, groups)
  local cells = {}
  for g, group in ipairs(groups) do
    for _, row in ipairs(group.rows) do cells[row] = column.cells[g] end
  end
  return value.column(column.type, column.scale, cells, column)
end

function verb.mutate(frame, step)
  local result = value.copy_frame(frame)
  for _, column in ipairs(step.columns) do
    local groups = value.groups(result, step.groups or {})
    local function special(tree)
      if aggregate.knows(tree.name) then
        return spread(aggregate.column(tree, argument_columns(tree, result), groups), groups)
      elseif window.knows(tree.name) then
        local inner = scalar.evaluate(tree.args[1], result)
        return window.column(tree, inner, result, groups)
      end
    end
    value.put(result, column.name, scalar.evaluate(column.expr, result, special))
  end
  return result
end

function verb.summarise(frame, step)
  local groups = value.groups(frame, step.groups)
  local result = value.frame(#groups)
  for _, name in ipairs(step.groups) do
    local firsts = {}
    for g, group in ipairs(groups) do firsts[g] = group.rows[1] end
    value.put(result, name, value.gather(value.get(frame, name), firsts))
  end
  local function special(tree)
    if aggregate.knows(tree.name) then
      return aggregate.column(tree, argument_columns(tree, frame), groups)
    end
  end
  for _, column in ipairs(step.columns) do
    value.put_new(result, column.name, scalar.evaluate(column.expr, result, special))
  end
  return result
end

-- ---- order ----

-- Whether cell a comes before (-1) or after (1) cell b, or neither (0).
local function order(a, b, key, type)
  if a.reason and b.reason then
    local x, y = value.precedence[a.reason], value.precedence[b.reason]
    return x < y and -1 or x > y and 1 or 0
  elseif a.reason then
    return 1
  elseif b.reason then
    return -1
  end
  local sign = value.compare_any(a.value, b.value, type)
  return key.descending and -sign or sign
end

-- Insertion sort: stable, and plain.
local function insert_sorted(rows, row, before)
  local place = #rows + 1
  while place > 1 and before(row, rows[place - 1]) do
    rows[place] = rows[place - 1]
    place = place - 1
  end
  rows[place] = row
end

function verb.arrange(frame, step)
  local function before(a, b)
    for _, key in ipairs(step.keys) do
      local column = value.get(frame, key.name)
      local sign = order(column.cells[a], column.cells[b], key, column.type)
      if sign ~= 0 then return sign < 0 end
    end
    return false
  end
  local rows = {}
  for row = 1, frame.rows do insert_sorted(rows, row, before) end
  return value.gather_frame(frame, rows)
end

-- ---- rows by place ----

local function rows_between(frame, from, to)
  local rows = {}
  for row = math.max(1, from), math.min(frame.rows, to) do rows[#rows + 1] = row end
  return value.gather_frame(frame, rows)
end

function verb.slice(frame, step)
  return rows_between(frame, step.from, step.to)
end

function verb.tail(frame, step)
  return rows_between(frame, frame.rows - math.min(step.n, frame.rows) + 1, frame.rows)
end

function verb.distinct(frame, step)
  local names = step.columns
  if not names or #names == 0 then names = frame.names end
  local firsts, kept = {}, value.frame(frame.rows)
  for _, name in ipairs(names) do value.put_new(kept, name, value.get(frame, name)) end
  if #names == 0 then return value.frame(math.min(frame.rows, 1)) end -- all rows are alike
  for g, group in ipairs(value.groups(frame, names)) do firsts[g] = group.rows[1] end
  return value.gather_frame(kept, firsts)
end

-- ---- joins ----

local function check_keys(left, right)
  local both = value.is_numeric(left.type) and value.is_numeric(right.type)
  if left.type ~= right.type and not both then
    value.refuse("a key of type %s cannot match one of type %s", left.type, right.type)
  end
end

-- Whether two present cells are one key.
local function matches(a, a_cell, b, b_cell, as_doubles)
  if a_cell.reason or b_cell.reason then return false end
  if not value.is_numeric(a.type) then return a_cell.value == b_cell.value end
  if as_doubles then
    return value.to_double(a_cell.value, a.type, a.scale)
      == value.to_double(b_cell.value, b.type, b.scale)
  end
  return value.compare_numeric(a_cell.value, a.type, a.scale, b_cell.value, b.type, b.scale) == 0
end

local function key_columns(left, right, on)
  local keys = {}
  for i, pair in ipairs(on) do
    local a, b = value.get(left, pair.left), value.get(right, pair.right)
    check_keys(a, b)
    keys[i] = { left = a, right = b, as_doubles = a.type == "number" or b.type == "number" }
  end
  return keys
end

local function all_match(keys, a_side, a_row, b_side, b_row)
  for _, key in ipairs(keys) do
    local a, b = key[a_side], key[b_side]
    if not matches(a, a.cells[a_row], b, b.cells[b_row], key.as_doubles) then return false end
  end
  return true
end

local function refuse_repeated_keys(keys, right)
  for a = 1, right.rows do
    for b = a + 1, right.rows do
      if all_match(keys, "right", a, "right", b) then
        value.refuse("rows %d and %d on the right have one key; many=true allows it", a, b)
      end
    end
  end
end

local function rows_with_match(left, right, keys, wanted)
  local rows = {}
  for a = 1, left.rows do
    local found = false
    for b = 1, right.rows do found = found or all_match(keys, "left", a, "right", b) end
    if found == wanted then rows[#rows + 1] = a end
  end
  return value.gather_frame(left, rows)
end

local function pair_rows(left, right, keys, keep_all)
  local left_rows, right_rows = {}, {}
  for a = 1, left.rows do
    local found = false
    for b = 1, right.rows do
      if all_match(keys, "left", a, "right", b) then
        found = true
        left_rows[#left_rows + 1], right_rows[#right_rows + 1] = a, b
      end
    end
    if keep_all and not found then
      left_rows[#left_rows + 1], right_rows[#right_rows + 1] = a, false
    end
  end
  return left_rows, right_rows
end

-- `right` is the frame that step.right came to.
function verb.join(left, step, right)
  local keys = key_columns(left, right, step.on)
  if step.kind == "semi" or step.kind == "anti" then
    return rows_with_match(left, right, keys, step.kind == "semi")
  end
  if not step.many then refuse_repeated_keys(keys, right) end
  local left_rows, right_rows = pair_rows(left, right, keys, step.kind == "left")
  local result = value.gather_frame(left, left_rows)
  local is_key = {}
  for _, pair in ipairs(step.on) do is_key[pair.right] = true end
  for _, name in ipairs(right.names) do
    if not is_key[name] then
      value.put_new(result, name, value.gather(right.columns[name], right_rows))
    end
  end
  return result
end

return verb
