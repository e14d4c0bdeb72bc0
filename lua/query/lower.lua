-- From an expression with aggregates and window functions to what an engine does in one go: columns
-- to compute first, aggregates or windows over columns, and a scalar expression over the answers.
--
--   100 * sum(antal + 1) / sum(n)
--     first   t1 = antal + 1
--     calls   t2 = sum(t1), t3 = sum(n)
--     expr    100 * t2 / t3

local functions = require "query.functions"

local lower = {}

-- Names of columns in between: an invisible sign keeps them apart from those of a file.
local SIGN = "\u{2063}"

-- "aggregate" or "window", or nil for what an engine computes row by row.
local function kind_of(node)
  local row = node.op == "call" and functions.find(node.name)
  return row and (row.kind == "aggregate" or row.kind == "window") and row.kind or nil
end

-- Whether the tree holds an aggregate or a window function; without `kind` either.
function lower.holds(node, kind)
  local own = kind_of(node)
  if own and (kind == nil or own == kind) then return true end
  for _, argument in ipairs(node.args or {}) do
    if lower.holds(argument, kind) then return true end
  end
  return false
end

local function new_name(work, kind)
  work.count = work.count + 1
  return SIGN .. kind .. work.count
end

-- The column that holds the argument: its own when it is one, else one computed before.
local function argument_column(work, node)
  if node.op == "column" then return node.name end
  local name = new_name(work, "argument")
  work.first[#work.first + 1] = { name = name, expr = node }
  return name
end

-- The number that a literal stands for.
local function literal_number(node)
  if node.type == "decimal" then return node.value / 10 ^ node.scale end
  return node.value
end

local function aggregate_call(work, node)
  local call = { name = new_name(work, node.name), kind = node.name, args = {},
    hidden = node.hidden }
  for i, argument in ipairs(node.args) do
    if node.name == "quantile" and i == 2 then
      call.parameter = literal_number(argument)
    else
      call.args[#call.args + 1] = argument_column(work, argument)
    end
  end
  return call
end

local function window_call(work, node)
  local call = { name = new_name(work, node.name), kind = node.name, hidden = node.hidden }
  for i, argument in ipairs(node.args) do
    if i == 1 then
      call.column = argument_column(work, argument)
    elseif argument.op == "column" then
      call.period = argument.name
    else
      call.parameter = literal_number(argument)
    end
  end
  call.by_row = call.period == nil -- not by a period that another expression computes in between
  return call
end

local function rewrite(work, node)
  local kind = kind_of(node)
  if kind then
    local call = kind == "aggregate" and aggregate_call(work, node) or window_call(work, node)
    local list = kind == "aggregate" and work.aggregates or work.windows
    list[#list + 1] = call
    return { op = "column", name = call.name, from = node.from, to = node.to }
  end
  if node.op ~= "call" then return node end
  local args = {}
  for i, argument in ipairs(node.args) do args[i] = rewrite(work, argument) end
  return { op = "call", name = node.name, args = args, type = node.type,
    from = node.from, to = node.to }
end

-- A place to gather what several expressions need: first (columns to compute before), aggregates
-- and windows (calls over columns).
function lower.work()
  return { count = 0, first = {}, aggregates = {}, windows = {} }
end

-- The scalar expression that is left when its calls have gone into `work`.
function lower.expression(work, node)
  return rewrite(work, node)
end

return lower
