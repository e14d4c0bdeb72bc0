-- Text to tree. The grammar is that of Lua's expressions; lists part their items with commas.
--
-- A node is one of
--   { op = "literal", type =, value =, scale = }    decimals as scaled integers
--   { op = "column", name = }
--   { op = "call", name =, args = { node ... } }    operators too; unary minus is "negate"
-- each with from and to, its bytes in the text. lua/query/check.lua gives them types.

local fault = require "fault"
local native = require "native"
local token = require "query.token"

local parse = {}

local DEPTH_MAX = 200

-- Left and right binding power, as in Lua.
local powers = {
  ["or"] = { 1, 1 }, ["and"] = { 2, 2 },
  ["<"] = { 3, 3 }, [">"] = { 3, 3 }, ["<="] = { 3, 3 }, [">="] = { 3, 3 }, ["~="] = { 3, 3 },
  ["=="] = { 3, 3 }, ["in"] = { 3, 3 }, ["not"] = { 3, 3 },
  [".."] = { 9, 8 }, ["+"] = { 10, 10 }, ["-"] = { 10, 10 },
  ["*"] = { 11, 11 }, ["/"] = { 11, 11 }, ["//"] = { 11, 11 }, ["%"] = { 11, 11 },
  ["^"] = { 14, 13 },
}
local UNARY = 12

local parser = {}
parser.__index = parser

local function new_parser(text, parameters)
  if parameters ~= nil and type(parameters) ~= "table" then
    fault.raise { what = "the values of $parameters stand in a table",
      hint = "write: t:filter(\"antal > $mindst\", { mindst = 12 })" }
  end
  return setmetatable({ text = text, tokens = token.list(text), at = 1, depth = 0,
    parameters = parameters, used = {} }, parser)
end

function parser:raise(from, to, what, hint)
  fault.raise { what = what, text = self.text, from = from, to = to, hint = hint }
end

function parser:peek() return self.tokens[self.at] end

function parser:take()
  local item = self.tokens[self.at]
  self.at = self.at + 1
  return item
end

function parser:accept(sign)
  local item = self:peek()
  if item.sign == sign then
    self.at = self.at + 1
    return item
  end
end

local function shown(parser_, item)
  return item.kind == "end" and "the end" or "'" .. parser_.text:sub(item.from, item.to) .. "'"
end

-- SQL's words behind a name, and how that is written here.
local words_of_sql = { like = "contains(%s, 'tekst')", ilike = "contains(lower(%s), 'tekst')",
  is = "is_missing(%s)", isnull = "is_missing(%s)", between = "%s >= 1 and %s <= 5" }

local function names_hint(before, item)
  local written = words_of_sql[item.name:lower()]
  if written then return "write: " .. written:gsub("%%s", (before.name:gsub("%%", "%%%%"))) end
  return "a name with blanks stands in backticks: `" .. before.name .. " " .. item.name .. "`"
end

local function is_number(item)
  local kind = item and item.node and item.node.type
  return kind == "integer" or kind == "decimal" or kind == "number"
end

-- 1,5 as it is written here.
function parser:decimal_hint(before)
  local after = self.tokens[self.at + 1]
  local part = is_number(after) and self.text:sub(after.from, after.to):match "^%d+" or "5"
  return ("decimals are written with a point: %s.%s"):format(self.text:sub(before.from, before.to),
    part)
end

-- What stands where something else must.
function parser:unexpected(wanted)
  local item, before = self:peek(), self.tokens[self.at - 1]
  local hint
  if item.sign == "=" then
    hint = "== compares; = gives a name to a new column in mutate and summarise"
  elseif item.sign == "," and is_number(before) then
    hint = self:decimal_hint(before)
  elseif before and before.kind == "name" and item.kind == "name" then
    hint = names_hint(before, item)
  end
  self:raise(item.from, item.to, ("%s where %s is needed"):format(shown(self, item), wanted), hint)
end

function parser:expect(sign, wanted)
  return self:accept(sign) or self:unexpected(wanted or "'" .. sign .. "'")
end

-- `depth`: calls on the longest way down. A tree too deep would exhaust the stack of a backend.
function parser:call(name, args, from, to)
  local depth = 0
  for _, argument in ipairs(args) do depth = math.max(depth, argument.depth or 0) end
  if depth >= DEPTH_MAX then
    self:raise(from, to, "the expression has too many parts",
      "use `x in (…)`, or make part of it a column of its own with mutate")
  end
  return { op = "call", name = name, args = args, from = from, to = to, depth = depth + 1 }
end

-- A literal node of a Lua value, or nil.
local function literal_of(value)
  local kind = math.type(value) or type(value)
  if kind == "integer" then return { op = "literal", type = "integer", value = value } end
  if kind == "float" and value == value and value ~= math.huge and value ~= -math.huge then
    return { op = "literal", type = "number", value = value }
  end
  if kind == "string" then return { op = "literal", type = "text", value = value } end
  if kind == "boolean" then return { op = "literal", type = "boolean", value = value } end
  if value == native.missing then return { op = "literal", type = "missing" } end
  if kind == "userdata" then
    local ok, period = pcall(native.period, value)
    if ok and period then
      return { op = "literal", type = period.kind == "day" and "date" or "period", value = period }
    end
  end
end

function parser:parameter_value(item)
  local value = self.parameters and self.parameters[item.name]
  self.used[item.name] = true
  if value ~= nil then return value end
  local names = {}
  for name in pairs(self.parameters or {}) do names[#names + 1] = tostring(name) end
  table.sort(names)
  self:raise(item.from, item.to, ("no value is given for $%s"):format(item.name),
    fault.suggestion(item.name, names) or
    ("give it as the second argument: { %s = … }"):format(item.name))
end

function parser:parameter_literal(item, value)
  local node = literal_of(value)
  if not node then
    local what = type(value) == "table" and "a list; a list stands after `in`: x in $" .. item.name
      or (value ~= value or value == math.huge or value == -math.huge) and "not a finite number"
      or "a " .. type(value)
    self:raise(item.from, item.to, ("the value of $%s is %s"):format(item.name, what),
      type(value) ~= "table" and "a value is a number, a text, a period, true or false" or nil)
  end
  node.from, node.to, node.parameter = item.from, item.to, true
  return node
end

-- `in $list`: the elements as literals.
function parser:parameter_list(item)
  local value = self:parameter_value(item)
  if type(value) ~= "table" then return { self:parameter_literal(item, value) } end
  local nodes = {}
  for _, element in ipairs(value) do
    nodes[#nodes + 1] = self:parameter_literal(item, element)
    nodes[#nodes].list = value
  end
  local size = 0
  for _ in pairs(value) do size = size + 1 end
  if size ~= #nodes then
    self:raise(item.from, item.to, ("$%s is not a plain list"):format(item.name),
      "write: { " .. item.name .. " = { 'Hedensted', 'Horsens' } }")
  end
  if size == 0 then
    self:raise(item.from, item.to, ("$%s is an empty list: nothing can be in it"):format(item.name))
  end
  return nodes
end

local numeric = { integer = true, decimal = true, number = true }

function parser:negate(sign)
  local operand = self:expression(UNARY)
  if operand.op == "literal" and numeric[operand.type] and not operand.enclosed then
    operand.value, operand.from = -operand.value, sign.from
    return operand
  end
  return self:call("negate", { operand }, sign.from, operand.to)
end

function parser:arguments()
  local args = {}
  if self:accept ")" then return args end
  repeat args[#args + 1] = self:expression(0) until not self:accept ","
  self:expect(")", "',' or ')'")
  return args
end

function parser:name_or_call(item)
  if self:peek().sign == "(" and not item.quoted then
    self:take()
    local args = self:arguments()
    return self:call(item.name, args, item.from, self.tokens[self.at - 1].to)
  end
  return { op = "column", name = item.name, from = item.from, to = item.to }
end

function parser:primary()
  local item = self:peek()
  if item.kind == "literal" then return self:take().node end
  if item.kind == "name" then return self:name_or_call(self:take()) end
  if item.kind == "parameter" then
    return self:parameter_literal(self:take(), self:parameter_value(item))
  end
  if self:accept "-" then return self:negate(item) end
  if self:accept "not" then
    local operand = self:expression(UNARY)
    return self:call("not", { operand }, item.from, operand.to)
  end
  if self:accept "(" then
    local node = self:expression(0)
    local close = self:expect ")"
    node.enclosed = true
    node.from, node.to = item.from, close.to
    return node
  end
  self:unexpected "a value"
end

function parser:list_item()
  local item = self:peek()
  if item.kind == "parameter" then return self:parameter_list(self:take()) end
  local node = self:expression(3)
  if node.op ~= "literal" then
    local name = node.op == "column" and node.name
    self:raise(node.from, node.to, "the list after `in` holds values only",
      name and ("text stands in quotes: '%s'"):format(name) or "write: x == a or x == b")
  end
  return { node }
end

-- What follows `in`: (literal, ...) or $list.
function parser:membership(left, negated)
  local args = { left }
  local from = self:peek()
  if from.kind == "parameter" then
    for _, node in ipairs(self:parameter_list(self:take())) do args[#args + 1] = node end
  else
    self:expect("(", "'(' or a $list after `in`")
    repeat
      for _, node in ipairs(self:list_item()) do args[#args + 1] = node end
    until not self:accept ","
    self:expect(")", "',' or ')'")
  end
  local to = self.tokens[self.at - 1].to
  local node = self:call("in", args, left.from, to)
  return negated and self:call("not", { node }, left.from, to) or node
end

function parser:infix(left, item)
  if item.sign == "not" then
    self:expect("in", "`in` (x not in (…))")
    return self:membership(left, true)
  end
  if item.sign == "in" then return self:membership(left, false) end
  local right = self:expression(powers[item.sign][2])
  return self:call(item.sign, { left, right }, left.from, right.to)
end

function parser:expression(limit)
  self.depth = self.depth + 1
  if self.depth > DEPTH_MAX then
    local item = self:peek()
    self:raise(item.from, item.to, "the expression is nested too deep",
      "make part of it a column of its own with mutate")
  end
  local left = self:primary()
  while true do
    local item = self:peek()
    local power = item.sign and powers[item.sign]
    if not power or power[1] <= limit then break end
    left = self:infix(left, self:take())
  end
  self.depth = self.depth - 1
  return left
end

-- A value that stands nowhere in the text was meant to.
function parser:refuse_unused()
  local unused = {}
  for name in pairs(self.parameters or {}) do
    if not self.used[name] then unused[#unused + 1] = tostring(name) end
  end
  if #unused == 0 then return end
  table.sort(unused)
  fault.raise { what = ("the value of '%s' is given, and $%s does not stand in: %s"):format(
    unused[1], unused[1], self.text),
    hint = "write $" .. unused[1] .. " where it belongs, or leave it out" }
end

function parser:finish(wanted)
  if self:peek().kind ~= "end" then self:unexpected(wanted) end
  self:refuse_unused()
end

function parser:name(wanted)
  local item = self:peek()
  if item.kind ~= "name" then self:unexpected(wanted or "the name of a column") end
  return self:take()
end

-- Items of `read`, parted by commas, to the end of the text.
local function list(text, parameters, read)
  local state, items = new_parser(text, parameters), {}
  if state:peek().kind == "end" then return items, state end
  repeat items[#items + 1] = read(state) until not state:accept ","
  state:finish "',' or the end"
  return items, state
end

-- One expression. `parameters`: the table that $names are looked up in, or nil.
function parse.expression(text, parameters)
  local state = new_parser(text, parameters)
  local node = state:expression(0)
  state:finish "an operator (and, or, ==, + …) or the end"
  return node
end

-- What was meant by an expression without a name: a decimal comma, == for =, or nothing of these.
local function unnamed_hint(state, node, first)
  local tokens = state.tokens
  if is_number(tokens[first]) and first > 2 and tokens[first - 1].sign == "," and
    is_number(tokens[first - 2]) then
    return "decimals are written with a point, and no thousands mark: 1000.5"
  end
  local left, right = table.unpack(node.args or {})
  if node.name == "==" and left.op == "column" then
    return ("= gives a name: %s = %s"):format(left.name, state.text:sub(right.from, right.to))
  end
  return ("write: navn = %s"):format(state.text:sub(node.from, node.to))
end

local function assignment(state)
  local first = state.at
  local item, follows = state:peek(), state.tokens[state.at + 1]
  if item.kind == "name" and follows.sign == "=" then
    state.at = state.at + 2
    return { name = item.name, expr = state:expression(0), from = item.from, to = item.to }
  end
  local node = state:expression(0)
  if node.op == "column" and not node.enclosed then
    return { name = node.name, expr = node, from = node.from, to = node.to }
  end
  if state:peek().sign == "=" then state:unexpected "',' or the end" end
  state:raise(node.from, node.to, "the result needs a name",
    unnamed_hint(state, node, first))
end

-- "name = expression, …": an array of { name =, expr =, from =, to = }; from and to are the name's.
-- A plain column is given under its own name.
function parse.assignments(text, parameters)
  return (list(text, parameters, assignment))
end

-- "ydelse, periode": an array of { name =, from =, to = }.
function parse.names(text)
  return (list(text, nil, function(state)
    local item = state:name()
    return { name = item.name, from = item.from, to = item.to }
  end))
end

-- "a, ny = b" or "-a, -b": an array of { name =, source =, drop = bool, from =, to = }; from and to
-- are those of the source.
function parse.selection(text)
  return (list(text, nil, function(state)
    local minus = state:accept "-"
    local item = state:name()
    local source = not minus and state:accept "=" and state:name() or item
    return { name = item.name, source = source.name, drop = minus ~= nil, from = source.from,
      to = source.to }
  end))
end

local function direction(state)
  local item = state:peek()
  if item.kind ~= "name" or (item.name ~= "desc" and item.name ~= "asc") then return false end
  return state:take().name == "desc"
end

-- "-antal, omraade desc, desc(x)": an array of { name =, descending = bool, from =, to = }.
function parse.keys(text)
  return (list(text, nil, function(state)
    local minus = state:accept "-"
    local item = state:name()
    local wrapped = item.name == "desc" and state:accept "("
    if wrapped then
      item = state:name()
      state:expect ")"
    end
    local down = direction(state)
    return { name = item.name, descending = minus ~= nil or wrapped ~= nil and wrapped ~= false
      or down, from = item.from, to = item.to }
  end))
end

-- "omraade, kode = kommunekode": an array of { left =, right =, from =, to = }.
function parse.matches(text)
  return (list(text, nil, function(state)
    local left = state:name()
    local right = (state:accept "=" or state:accept "==") and state:name() or left
    return { left = left.name, right = right.name, from = left.from, to = right.to }
  end))
end

parse.literal_of = literal_of

return parse
