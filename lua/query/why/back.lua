-- One step of a plan, backwards: which rows and columns of the frame before it the wanted ones come
-- from. A thread is { rows = { numbers, ascending }, columns = { name = true } } of a native frame.

local lower = require "query.lower"
local memory = require "query.backend.memory"

local back = {}

local ROW, OTHER, GROUP, ONE = "\u{2063}row", "\u{2063}other", "\u{2063}group", "\u{2063}one"

-- `native_frame` with its rows numbered from 1 in a column more.
function back.numbered(native_frame, name)
  local one = { op = "literal", type = "integer", value = 1, from = 1, to = 1 }
  return native_frame:mutate { { name = ONE, expr = one } }
    :window({}, { { name = name, kind = "cumsum", column = ONE, by_row = true } })
end

local function as_set(list)
  local set = {}
  for _, value in ipairs(list) do set[value] = true end
  return set
end

local function sorted(set)
  local list = {}
  for value in pairs(set) do list[#list + 1] = value end
  table.sort(list)
  return list
end

local function copy_set(set)
  local copy = {}
  for key in pairs(set) do copy[key] = true end
  return copy
end

-- The numbers in a column, at some rows; missing ones left out.
local function numbers_at(native_frame, name, rows)
  local set = {}
  for _, row in ipairs(rows) do
    if not native_frame:reason(row, name) then set[native_frame:cell(row, name)] = true end
  end
  return sorted(set)
end

-- Rows that keep their place or change it, but stay the same rows.
local function same_rows(step, before, thread)
  local after = memory.run { source = back.numbered(before, ROW), steps = { step } }
  return { rows = numbers_at(after, ROW, thread.rows), columns = copy_set(thread.columns) }
end

-- For every row the number of the first row of its group; the groups in the order of the result.
local function grouped(before, groups)
  local numbered = back.numbered(before, ROW)
  if #groups == 0 then return nil, { 1 } end
  local ids = numbered:spread(groups, { { name = GROUP, kind = "first", args = { ROW } } })
    :values(GROUP)
  local order, seen = {}, {}
  for _, id in ipairs(ids) do
    if not seen[id] then order[#order + 1] = id end
    seen[id] = true
  end
  return ids, order
end

-- The rows of the groups that the wanted rows of the result stand for.
local function rows_of_groups(before, groups, wanted)
  local ids, order = grouped(before, groups)
  local chosen, rows = {}, {}
  for _, row in ipairs(wanted) do chosen[order[row] or 0] = true end
  for row = 1, before:rows() do
    if not ids or chosen[ids[row]] then rows[#rows + 1] = row end
  end
  return rows
end

local function columns_in(node, set)
  if node.op == "column" then set[node.name] = true end
  for _, argument in ipairs(node.args or {}) do columns_in(argument, set) end
  return set
end

-- ---- the verbs ----

function back.filter(step, before, after, thread, story)
  story:add { verb = "filter", step = step, before = before:rows(), after = after:rows() }
  return same_rows(step, before, thread)
end

function back.slice(step, before, after, thread, story)
  story:add { verb = step.verb, step = step, before = before:rows(), after = after:rows() }
  return same_rows(step, before, thread)
end

back.tail = back.slice

function back.arrange(step, before, _, thread)
  return same_rows(step, before, thread)
end

function back.select(step, _, _, thread)
  local columns = {}
  for _, column in ipairs(step.columns) do
    if thread.columns[column.name] then columns[column.from] = true end
  end
  return { rows = thread.rows, columns = columns }
end

-- The rows that lags and leads reach, by lagging the numbers of the rows themselves.
local function reached(step, before, expr, rows, set)
  if expr.name == "lag" or expr.name == "lead" then
    local call = { op = "call", name = expr.name, type = "integer", from = 1, to = 1,
      args = { { op = "column", name = ROW, type = "integer", from = 1, to = 1 },
        table.unpack(expr.args, 2) } }
    local after = memory.run { source = back.numbered(before, ROW), steps = { { verb = "mutate",
      groups = step.groups, columns = { { name = OTHER, expr = call } } } } }
    for _, number in ipairs(numbers_at(after, OTHER, rows)) do set[number] = true end
    return
  end
  for _, argument in ipairs(expr.args or {}) do reached(step, before, argument, rows, set) end
end

local function only_lags(expr)
  if expr.op == "call" and (expr.name == "lag" or expr.name == "lead") then return true end
  if lower.holds(expr) and expr.op == "call" then
    local held = false
    for _, argument in ipairs(expr.args) do
      if lower.holds(argument) then
        held = true
        if not only_lags(argument) then return false end
      end
    end
    return held
  end
  return true
end

-- The rows that an expression reads for the wanted ones.
local function rows_read(step, before, expr, rows)
  if not lower.holds(expr) then return rows end
  if not only_lags(expr) then
    local ids = grouped(before, step.groups or {})
    local chosen, list = {}, {}
    for _, row in ipairs(rows) do chosen[ids and ids[row] or 0] = true end
    for row = 1, before:rows() do
      if chosen[ids and ids[row] or 0] then list[#list + 1] = row end
    end
    return list
  end
  local set = as_set(rows)
  reached(step, before, expr, rows, set)
  return sorted(set)
end

function back.mutate(step, before, after, thread, story)
  local columns, rows = copy_set(thread.columns), thread.rows
  for i = #step.columns, 1, -1 do
    local made = step.columns[i]
    if columns[made.name] then
      local inputs = columns_in(made.expr, {})
      columns[made.name] = nil
      rows = rows_read(step, before, made.expr, rows)
      story:add { verb = "mutate", step = step, made = made, inputs = sorted(inputs),
        rows = rows, result_rows = thread.rows, from = before, result = after }
      for name in pairs(inputs) do columns[name] = true end
    end
  end
  return { rows = rows, columns = columns }
end

function back.summarise(step, before, after, thread, story)
  local rows, columns = rows_of_groups(before, step.groups, thread.rows), {}
  for _, group in ipairs(step.groups) do columns[group] = thread.columns[group] end
  for _, made in ipairs(step.columns) do
    if thread.columns[made.name] then
      local inputs = columns_in(made.expr, {})
      story:add { verb = "summarise", step = step, made = made, inputs = sorted(inputs),
        rows = rows, result_rows = thread.rows, from = before, result = after }
      for name in pairs(inputs) do columns[name] = true end
    end
  end
  return { rows = rows, columns = columns }
end

function back.distinct(step, before, after, thread, story)
  story:add { verb = "distinct", step = step, before = before:rows(), after = after:rows() }
  return { rows = rows_of_groups(before, step.columns, thread.rows),
    columns = copy_set(thread.columns) }
end

-- The name that pivot_wider gives the column of a cell.
local function heading(native_frame, row, name)
  local value = native_frame:cell(row, name)
  if type(value) == "userdata" and value.kind then return value:id() end
  return type(value) == "string" and value or native_frame:format(row, name)
end

function back.pivot_wider(step, before, _, thread, story)
  local rows, columns, kept, ids = rows_of_groups(before, step.ids, thread.rows), {}, {}, {}
  for _, name in ipairs(step.ids) do ids[name] = true end
  local wanted = false
  for name in pairs(thread.columns) do
    if ids[name] then columns[name] = true else wanted = true end
  end
  for _, row in ipairs(rows) do
    if not wanted or thread.columns[heading(before, row, step.names_from)] then
      kept[#kept + 1] = row
    end
  end
  if wanted then columns[step.values_from], columns[step.names_from] = true, true end
  story:add { verb = "pivot_wider", step = step, columns = sorted(thread.columns) }
  return { rows = kept, columns = columns }
end

function back.pivot_longer(step, _, _, thread, story)
  local rows, columns, values = {}, {}, false
  for name in pairs(thread.columns) do
    if name == step.values_to or name == step.names_to then values = true else
      columns[name] = true
    end
  end
  for _, row in ipairs(thread.rows) do
    rows[(row - 1) // #step.columns + 1] = true
    if values then columns[step.columns[(row - 1) % #step.columns + 1]] = true end
  end
  story:add { verb = "pivot_longer", step = step, columns = sorted(columns) }
  return { rows = sorted(rows), columns = columns }
end

function back.each_period(step, before, _, thread, story)
  local found = same_rows(step, before, thread)
  if found.columns[step.as] then
    found.columns[step.as], found.columns[step.from], found.columns[step.to] = nil, true, true
  end
  story:add { verb = "each_period", step = step, columns = sorted(found.columns) }
  return found
end

function back.complete(step, before, _, thread, story)
  local found = same_rows(step, before, thread)
  story:add { verb = "complete", step = step, rows_made = #thread.rows - #found.rows }
  return found
end

-- ---- frames together ----

function back.join(step, before, _, thread, story)
  local right = require("query.frame").compute(step.right)
  local columns, theirs, keys = {}, {}, {}
  for _, pair in ipairs(step.on) do keys[pair.right] = pair.left end
  local mine = as_set(before:names())
  for name in pairs(thread.columns) do
    if mine[name] then columns[name] = true else theirs[name] = true end
  end
  local joined = memory.run { source = back.numbered(before, ROW), steps = { {
    verb = "join", kind = step.kind, on = step.on, many = step.many,
    right = { source = back.numbered(right, OTHER):select((function()
      local chosen = {}
      for i, name in ipairs(right:names()) do chosen[i] = { name = name, from = name } end
      chosen[#chosen + 1] = { name = OTHER, from = OTHER }
      return chosen
    end)()), steps = {} } } } }
  story:add { verb = step.kind .. "_join", step = step }
  if next(theirs) then
    for right_key in pairs(keys) do theirs[right_key] = true end
    story:branch(step.right, numbers_at(joined, OTHER, thread.rows), theirs)
  end
  return { rows = numbers_at(joined, ROW, thread.rows), columns = columns }
end

function back.bind_rows(step, before, _, thread, story)
  local rows, offset = {}, before:rows()
  for _, row in ipairs(thread.rows) do if row <= offset then rows[#rows + 1] = row end end
  for _, other in ipairs(step.others) do
    local count, theirs = require("query.frame").compute(other):rows(), {}
    for _, row in ipairs(thread.rows) do
      if row > offset and row <= offset + count then theirs[#theirs + 1] = row - offset end
    end
    offset = offset + count
    if #theirs > 0 then story:branch(other, theirs, copy_set(thread.columns)) end
  end
  return { rows = rows, columns = copy_set(thread.columns) }
end

return back
