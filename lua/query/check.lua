-- Names and types of an expression: a tree from lua/query/parse.lua and the columns it stands over
-- become a tree whose every node has a type, or an error that shows the place.
--
-- A scope says where the expression stands:
--   text        the text it was written in (spans count its bytes)
--   schema      the columns: an array of { name =, type =, kinds =, stray = }
--   verb        "filter", "mutate" or "summarise"
--   groups      names of the grouping columns
--   made        names made earlier in the same summarise

local facts = require "query.facts"
local fault = require "fault"
local functions = require "query.functions"
local native = require "native"
local operators = require "query.operators"
local schema = require "query.schema"

local check = {}

local visit

local raise, source = operators.raise, operators.source

-- ---- columns and literals ----

-- A word without quotes beside a text or period column was meant as a text.
local function meant_as_text(node, scope, sibling)
  local field = sibling and sibling.op == "column" and schema.find(scope.schema, sibling.name)
  return field and (field.type == "text" or operators.is_time(field.type)) and
    ("did you mean the text '%s'?"):format(node.name)
end

local nothing = { ["nil"] = true, null = true, na = true, none = true, nan = true }

-- Other languages' word for what is missing.
local function meant_as_missing(node, sibling)
  return nothing[node.name:lower()] and
    ("what is missing is found by is_missing(%s)"):format(sibling and sibling.name or "x")
end

local function raise_unknown(node, scope, sibling)
  local names = schema.names(scope.schema)
  local near = fault.nearest(node.name, names)
  local why
  if scope.made and scope.made[node.name] then
    why = ("'%s' is made in this same summarise(); use it in a mutate() after it"):format(node.name)
  end
  local hint = meant_as_missing(node, sibling) or meant_as_text(node, scope, sibling) or
    near and ("did you mean '%s'?"):format(near) or "the columns are " .. table.concat(names, ", ")
  raise(node, scope, ("no column '%s'"):format(node.name), not why and hint, why)
end

local function is_group(name, scope)
  for _, group in ipairs(scope.groups or {}) do
    if group == name then return true end
  end
  return false
end

local function visit_column(node, scope, sibling)
  local field = schema.find(scope.schema, node.name)
  if not field then raise_unknown(node, scope, sibling) end
  if scope.verb == "summarise" and not scope.inside and not is_group(node.name, scope) then
    raise(node, scope, ("'%s' has many cells in a group, and the result has one"):format(node.name),
      operators.is_numeric(field.type) and ("write sum(%s), mean(%s) or another aggregate"):format(
        node.name, node.name) or ("write first(%s) or n_distinct(%s)"):format(node.name, node.name))
  end
  return { op = "column", name = node.name, type = field.type, kinds = field.kinds,
    stray = field.stray, facts = field.facts, from = node.from, to = node.to,
    enclosed = node.enclosed }
end

local function visit_literal(node)
  local copy = {}
  for key, value in pairs(node) do copy[key] = value end
  if operators.is_time(node.type) then copy.kinds = { [node.value.kind] = true } end
  return copy
end

-- ---- arguments of a function ----

local class_names = { numeric = "a number", ordered = "a number, text, period or date",
  integer = "an integer", text = "text", boolean = "a condition", period = "a period" }

local function wanted_text(argument)
  local parts = {}
  for _, class in ipairs(argument.classes) do parts[#parts + 1] = class_names[class] or class end
  return table.concat(parts, " or ")
end

local function check_count(node, row, scope)
  local count = #node.args
  if count >= row.least and count <= row.most then return end
  local most = row.most == math.huge and "more" or tostring(row.most)
  local takes = row.least == row.most and tostring(row.least) or
    ("%d%s%s"):format(row.least, row.most == math.huge and " or " or " to ", most)
  raise(node, scope, ("%s takes %s argument%s, and %d %s given"):format(row.name, takes,
    takes == "1" and "" or "s", count, count == 1 and "is" or "are"), "write " .. row.usage)
end

local function argument_hint(value, argument, row, scope)
  if row.kind == "aggregate" and value.type == "text" then
    return ("write count(%s) or n_distinct(%s)"):format(source(value, scope), source(value, scope))
  elseif value.type == "period" and argument.types.text then
    return ("write text(%s)"):format(source(value, scope))
  elseif operators.is_numeric(value.type) and argument.types.text then
    return ("write text(%s)"):format(source(value, scope))
  elseif value.type == "text" and argument.types.period then
    return ("write period(%s)"):format(source(value, scope))
  elseif value.type == "boolean" and argument.types.number then
    return ("write if_else(%s, 1, 0)"):format(source(value, scope))
  end
end

local function check_argument(value, argument, row, scope)
  if value.type == "missing" and not (argument.any and row.returns == "common") then
    raise(value, scope, ("%s cannot be given a bare missing"):format(row.name),
      "missing may stand as a branch of if_else and in coalesce")
  end
  if argument.literal and value.op ~= "literal" then
    raise(value, scope, ("'%s' of %s is a value, not an expression"):format(argument.name,
      row.name), "write " .. row.usage)
  end
  if argument.any or argument.types[value.type] then return end
  raise(value, scope, ("'%s' of %s is %s, and %s"):format(argument.name, row.name,
    wanted_text(argument), operators.named(value, scope)),
    argument_hint(value, argument, row, scope),
    value.type == "text" and operators.stray_of(value) or nil)
end

-- The declared argument that the i-th given one answers to.
local function argument_at(row, i)
  return row.arguments[math.min(i, #row.arguments)]
end

-- ---- results ----

local function union(a, b)
  if not (a and b) then return nil end
  local kinds = {}
  for kind in pairs(a) do kinds[kind] = true end
  for kind in pairs(b) do kinds[kind] = true end
  return kinds
end

-- The one type of all arguments from `first` on; a bare missing takes that of the others.
local function common_type(args, first, node, scope)
  local common
  for i = first, #args do
    local value = args[i]
    if value.type == "missing" then
      goto continue
    elseif not common then
      common = { type = value.type, kinds = value.kinds, node = value }
    elseif operators.is_numeric(value.type) and operators.is_numeric(common.type) then
      common.type = operators.wider(common.type, value.type)
    elseif value.type == common.type then
      common.kinds = union(common.kinds, value.kinds)
    else
      raise(value, scope, ("%s and %s: %s gives one type"):format(operators.named(common.node,
        scope), operators.named(value, scope), node.name))
    end
    ::continue::
  end
  if not common then raise(node, scope, "all of them are missing: the result has no type") end
  return common.type, common.kinds
end

local function result_type(node, row, scope)
  local args, returns = node.args, row.returns
  if type(returns) == "function" then return returns(args) end
  if returns == "same" then return args[1].type, args[1].kinds end
  if returns == "common" then
    return common_type(args, row.name == "if_else" and 2 or 1, node, scope)
  end
  return returns, returns == "date" and { day = true } or nil
end

-- ---- where a function may stand ----

local function check_place(node, row, scope)
  if row.kind ~= "aggregate" and row.kind ~= "window" then return end
  local shown = source(node, scope)
  if scope.inside then
    raise(node, scope, ("%s stands inside %s"):format(row.name, scope.inside),
      scope.verb == "summarise" and "summarise twice, or make a column first with mutate()" or
      ("make a column first: mutate(\"x = %s\")"):format(shown))
  end
  if scope.verb == "filter" then
    raise(node, scope, ("%s looks at many rows, and filter() at one"):format(row.name),
      ("make a column first: mutate(\"x = %s\"), then filter on x"):format(shown))
  end
  if scope.verb == "summarise" and row.kind == "window" then
    raise(node, scope, ("%s gives a value for each row, and summarise() one for each group"):format(
      row.name), "use it in mutate(), after group_by()")
  end
end

local function period_columns(scope)
  local found = {}
  for _, field in ipairs(scope.schema) do
    if operators.is_time(field.type) then found[#found + 1] = field end
  end
  return found
end

local function period_usage(node, row, name)
  local parts = {}
  for _, argument in ipairs(row.arguments) do
    parts[#parts + 1] = argument.name == "period" and name or argument.name
  end
  return ("write %s(%s)"):format(node.name, table.concat(parts, ", "))
end

-- The period column a window goes by: the one given, or the frame's only one.
local function find_period(node, row, scope)
  local columns = period_columns(scope)
  if #columns == 1 then return columns[1] end
  if row.period == "optional" then return nil end
  if #columns == 0 then
    raise(node, scope, ("%s goes by period, and the frame has no period column"):format(row.name),
      "make one with mutate(\"periode = period(x)\")")
  end
  local names = {}
  for i, field in ipairs(columns) do names[i] = field.name end
  raise(node, scope, ("%s goes by period, and there are several period columns: %s"):format(
    row.name, table.concat(names, ", ")), period_usage(node, row, names[1]))
end

local function refuse_own_group(node, name, scope)
  if not is_group(name, scope) then return end
  raise(node, scope, ("each group has one '%s', so it has no neighbours"):format(name),
    "leave the period out of group_by()")
end

-- Fill in what was left out, so that every backend sees the same: lag(x) is lag(x, 1, periode).
local function complete_window(node, row, scope)
  if not row.period then return end
  local last = node.args[#node.args]
  local given = #node.args > 1 and last.op == "column" and operators.is_time(last.type) and last
  if (node.name == "lag" or node.name == "lead") and #node.args == (given and 2 or 1) then
    table.insert(node.args, 2, { op = "literal", type = "integer", value = 1, from = node.to,
      to = node.to })
  end
  local field = given or find_period(node, row, scope)
  if not field then return end
  if row.period == "required" then refuse_own_group(node, field.name, scope) end
  if not given then
    node.args[#node.args + 1] = { op = "column", name = field.name, type = field.type,
      kinds = field.kinds, from = node.to, to = node.to }
  end
end

local function check_range(node, scope, place, least, most)
  local value = node.args[place]
  if not value or value.op ~= "literal" or not operators.is_numeric(value.type) then return end
  local number = value.type == "decimal" and value.value / 10 ^ value.scale or value.value
  if number >= least and number <= most then return end
  local name = ("'%s' of %s"):format(functions.find(node.name).arguments[place].name, node.name)
  raise(value, scope, most == math.huge and ("%s must be %d or more"):format(name, least) or
    ("%s must be from %d to %d"):format(name, least, most))
end

-- { argument, least, most } of literals that have a range.
local ranges = { quantile = { 2, 0, 1 }, round = { 2, 0, 15 }, lag = { 2, 0, math.huge },
  lead = { 2, 0, math.huge }, rolling_sum = { 2, 1, math.huge },
  rolling_mean = { 2, 1, math.huge } }

-- A period written as a literal is known at once.
local function fold_period(node, scope)
  local literal = node.args[1]
  if literal.op ~= "literal" then return node end
  local value, problem = native.period(literal.value)
  if not value then raise(literal, scope, problem) end
  if value.kind == "day" then
    raise(literal, scope, ("'%s' is a date, not a period"):format(literal.value))
  end
  return { op = "literal", type = "period", value = value, kinds = { [value.kind] = true },
    from = node.from, to = node.to }
end

-- ---- calls ----

-- unsafe_sum(x) is sum(x) to every backend, and unsafe(x) is x of which nothing is known: only the
-- guards (lua/query/guard.lua) tell them apart.
local function unguarded(typed, row, scope)
  if row.plain ~= "x" then
    typed.name, typed.unsafe = row.plain, true
    return typed
  end
  local inner, shown = typed.args[1], source(typed, scope)
  local copy = {}
  for key, value in pairs(inner) do copy[key] = value end
  copy.from, copy.to, copy.enclosed, copy.unguarded = typed.from, typed.to, typed.enclosed, true
  copy.facts = facts.noted({ notes = inner.facts and inner.facts.notes }, { {
    text = shown .. ": taken as figures of which nothing is known",
    danish = shown .. ": regnet som tal, man intet ved om" } })
  return copy
end

local function raise_no_function(node, scope)
  local near = functions.elsewhere(node.name) or fault.nearest(node.name, functions.names())
  local field = schema.find(scope.schema, node.name)
  local name = { from = node.from, to = node.from + #node.name - 1 }
  raise(name, scope, ("no function '%s'"):format(node.name),
    field and ("'%s' is a column; write %s * (…) to multiply"):format(node.name, node.name) or
    near and ("did you mean '%s'? It is written %s"):format(near, functions.find(near).usage) or
    "help() lists the functions")
end

local function with_inside(scope, row)
  if row.kind ~= "aggregate" and row.kind ~= "window" then return scope end
  return setmetatable({ inside = row.name }, { __index = scope })
end

-- The third argument of lag(x, 1, periode) is a column; lag(x, periode) leaves out the second.
local function argument_for(row, node, i)
  local argument = argument_at(row, i)
  local value = node.args[i]
  if row.period and argument.optional and not argument.column and value.op == "column" then
    return row.arguments[#row.arguments]
  end
  return argument
end

local function check_arguments(node, row, scope)
  for i, value in ipairs(node.args) do
    local argument = argument_for(row, node, i)
    if argument.column and value.op ~= "column" then
      raise(value, scope, ("'%s' of %s is the name of a column"):format(argument.name, row.name),
        "write " .. row.usage)
    end
    check_argument(value, argument, row, scope)
  end
end

local function visit_call(node, scope)
  local row = functions.find(node.name)
  if not row or (node.name == "negate" and source(node, scope):find "^negate") then
    raise_no_function(node, scope)
  end
  local typed = { op = "call", name = node.name, args = {}, from = node.from, to = node.to,
    enclosed = node.enclosed }
  check_place(node, row, scope)
  if row.kind ~= "operator" then check_count(node, row, scope) end
  local inner = with_inside(scope, row)
  for i, argument in ipairs(node.args) do
    local sibling = operators.comparisons[node.name] and node.args[3 - i] or nil
    typed.args[i] = visit(argument, inner, sibling)
  end
  if row.kind == "operator" then
    typed.type, typed.kinds = operators.rules[node.name](typed, scope)
    return typed
  end
  check_arguments(typed, row, scope)
  if ranges[row.name] then check_range(typed, scope, table.unpack(ranges[row.name])) end
  if row.kind == "window" then complete_window(typed, row, scope) end
  if row.name == "period" then
    local folded = fold_period(typed, scope)
    if folded ~= typed then return folded end
  end
  typed.type, typed.kinds = result_type(typed, row, scope)
  return row.plain and unguarded(typed, row, scope) or typed
end

function visit(node, scope, sibling)
  if node.op == "literal" then return visit_literal(node) end
  if node.op == "column" then return visit_column(node, scope, sibling) end
  return visit_call(node, scope)
end

-- The typed tree.
function check.expression(node, scope)
  local typed = visit(node, scope)
  if typed.type == "missing" then
    raise(node, scope, "a column of nothing but missing has no type",
      "write if_else(condition, x, missing)")
  end
  return typed
end

-- The typed tree of a condition.
function check.condition(node, scope)
  local typed = visit(node, scope)
  if typed.type ~= "boolean" then
    local shown = source(node, scope)
    local named = operators.named(typed, scope)
    raise(node, scope, ("a condition is true or false, and %s"):format(named),
      typed.type == "missing" and "write is_missing(x)" or
      typed.op == "literal" and "compare a column with it: omraade == …" or
      ("compare it: %s == …"):format(shown))
  end
  return typed
end

return check
