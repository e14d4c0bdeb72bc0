-- The types of operators. Each rule is given a call whose arguments have types, and a scope
-- (lua/query/check.lua), and gives the type and the kinds of the result; it may put a literal that
-- was read anew (a text as a period) in the place of an argument.

local fault = require "fault"
local native = require "native"

local operators = {}

local numeric = { integer = true, decimal = true, number = true }
local rank = { integer = 1, decimal = 2, number = 3 }

function operators.is_numeric(type) return numeric[type] == true end

function operators.is_time(type) return type == "period" or type == "date" end

-- The numeric type that holds both.
function operators.wider(a, b)
  return rank[a] > rank[b] and a or b
end

-- The text of a node; without one (a condition given as a table) what it stands for.
local function source(node, scope)
  if scope.text ~= "" then return scope.text:sub(node.from, node.to) end
  return tostring(node.name or (node.type == "period" and node.value:id()) or node.value)
end

-- "'antal' is integer"; a literal stands as it is written.
local function named(node, scope)
  local form = node.op == "literal" and "%s is %s" or "'%s' is %s"
  return form:format(source(node, scope), node.type)
end

-- Why a column of a file is text, when one cell made it so.
local function stray_of(node)
  local stray = node.stray
  local form = "'%s' is text because of the cell '%s' in line %d, column %d of the file"
  return stray and form:format(node.name, stray.cell, stray.line, stray.column)
end

local function stray_among(nodes)
  for _, node in ipairs(nodes) do
    if node.type == "text" and node.stray then return stray_of(node) end
  end
end

operators.named, operators.stray_of, operators.source = named, stray_of, source

-- A condition given as a table has no text to point into.
function operators.raise(node, scope, what, hint, why)
  fault.raise { what = what, text = scope.text ~= "" and scope.text or nil, from = node.from,
    to = node.to, why = why or nil, hint = hint or nil }
end

local raise = operators.raise

local function refuse_missing(node, scope)
  for _, argument in ipairs(node.args) do
    if argument.type == "missing" then
      local other = node.args[1] == argument and node.args[2] or node.args[1]
      local hint = (node.name == "==" or node.name == "~=" or node.name == "in") and
        ("write %sis_missing(%s)"):format(node.name == "~=" and "not " or "",
          other and source(other, scope) or "x") or nil
      raise(argument, scope, "nothing can be compared or computed with missing", hint,
        "a missing value is not equal to anything, not even to another missing value")
    end
  end
end

-- ---- periods ----

local grain = { year = 1, half = 2, quarter = 3, month = 4, day = 5 }
local named_kinds = { rolling = "rolling year", to_date = "year to date", half = "half-year" }
local samples = { year = "2019", half = "2018H2", quarter = "2019Q3", month = "2019M09",
  rolling = "2020QMAT02", to_date = "2020MYTD06", day = "'2020-08-03'" }
local to_kind = { year = "year_of", quarter = "quarter_of", month = "month_of" }
local order = { "year", "half", "quarter", "month", "rolling", "to_date", "day" }

local function pluralised(name)
  if name == "year to date" then return "years to date" end
  return name .. "s"
end

local function list_kinds(kinds, plural)
  local parts = {}
  for _, kind in ipairs(order) do
    local name = named_kinds[kind] or kind
    if kinds[kind] then parts[#parts + 1] = plural and pluralised(name) or name end
  end
  return table.concat(parts, ", ")
end

local function overlap(a, b)
  for kind in pairs(a) do if b[kind] then return true end end
  return false
end

local function single(kinds)
  local first = next(kinds)
  return first and next(kinds, first) == nil and first or nil
end

-- What to write when `literal` is of a kind that `node` does not hold.
local function kind_hint(call, node, literal, scope)
  local held, wanted = single(node.kinds), literal.value.kind
  local form = "write %s(%s) " .. (call.name == "in" and "in (%s, …)" or call.name .. " %s")
  if held and grain[held] and grain[wanted] and grain[wanted] < grain[held] then
    if wanted == "year" then
      return form:format("year", source(node, scope), literal.value.year)
    end
    if to_kind[wanted] then
      return form:format(to_kind[wanted], source(node, scope), literal.value:id())
    end
  end
  return held and ("write a %s, such as %s"):format(named_kinds[held] or held, samples[held])
end

local function check_kinds(call, a, b, scope)
  if not (a.kinds and b.kinds) or next(a.kinds) == nil or overlap(a.kinds, b.kinds) then return end
  local literal = b.op == "literal" and b or a.op == "literal" and a
  local node = literal == a and b or a
  if literal and node.op ~= "literal" then
    raise(literal, scope, ("%s holds %s; %s is a %s"):format(source(node, scope),
      list_kinds(node.kinds, true), source(literal, scope), list_kinds(literal.kinds)),
      kind_hint(call, node, literal, scope))
  end
  local function holds(node_)
    return ("%s %s %s"):format(source(node_, scope), node_.op == "literal" and "is a" or "holds",
      list_kinds(node_.kinds, node_.op ~= "literal"))
  end
  raise(call, scope, ("periods of different kinds: %s, %s"):format(holds(a), holds(b)))
end

-- A literal beside a period or date, read as one.
local function as_time(literal, other, scope)
  local value, problem
  if literal.type == "text" then
    value, problem = native.period(literal.value)
  elseif literal.type == "integer" and literal.value >= 1900 and literal.value <= 2100 then
    value = native.make_period("year", literal.value)
  end
  if not value then
    raise(literal, scope, ("%s is a %s, and %s is none"):format(source(other, scope), other.type,
      source(literal, scope)), not problem and "periods are written 2019M09, 2019Q3, 2018H2, 2019",
      problem)
  end
  return { op = "literal", type = value.kind == "day" and "date" or "period", value = value,
    kinds = { [value.kind] = true }, from = literal.from, to = literal.to,
    parameter = literal.parameter, list = literal.list }
end

local function read_as_time(call, place, scope)
  local literal, other = call.args[place], call.args[3 - place]
  local readable = literal.op == "literal" and not operators.is_time(literal.type)
  if not readable or not operators.is_time(other.type) then return end
  if literal.type ~= "text" and literal.type ~= "integer" then return end
  call.args[place] = as_time(literal, other, scope)
end

-- ---- comparison ----

local comparisons = { ["=="] = true, ["~="] = true, ["<"] = true, ["<="] = true, [">"] = true,
  [">="] = true, ["in"] = true }

local function mismatch_hint(call, a, b, scope)
  if comparisons[a.name] and a.op == "call" and not a.enclosed then
    return "a comparison cannot be continued: write a < b and b < c"
  end
  if a.op == "call" and a.name == "not" and not a.enclosed then
    return ("`not` binds tighter than %s: write not (…)"):format(call.name)
  end
  local literal, other = b.op == "literal" and b or a, b.op == "literal" and a or b
  if operators.is_time(a.type) and source(b, scope):find "^%d%d%d%d%-%d%d%-%d%d$" then
    return ("a date stands in quotes: '%s'"):format(source(b, scope))
  end
  local year, month = source(b, scope):match "^(%d%d%d%d)%-(%d%d?)$"
  if operators.is_time(a.type) and year then
    return ("a month is written %sM%02d"):format(year, month)
  end
  if literal.op ~= "literal" then return nil end
  if other.type == "text" and numeric[literal.type] then
    return ("text stands in quotes: '%s'"):format(source(literal, scope))
  end
  if other.type == "text" and operators.is_time(literal.type) then
    return ("write period(%s) to read the text as a period"):format(source(other, scope))
  end
  local digits = literal.type == "text" and literal.value:gsub(",", ".")
  if numeric[other.type] and digits and tonumber(digits) then
    return ("numbers stand without quotes: %s"):format(digits)
  end
  if other.type == "boolean" then
    return ("write %s or not %s"):format(source(other, scope), source(other, scope))
  end
end

local function check_comparable(call, a, b, scope)
  if a.type == b.type or (numeric[a.type] and numeric[b.type]) then return end
  if operators.is_time(a.type) and operators.is_time(b.type) then return end -- by their kinds
  raise(call, scope, ("%s and %s: they cannot be compared"):format(named(a, scope),
    named(b, scope)), mismatch_hint(call, a, b, scope), stray_among { a, b })
end

-- 1.000 is one thousand in Danish and one here: beside whole numbers it must be said which.
local function refuse_thousands(literal, other, scope)
  if literal.op ~= "literal" or literal.scale ~= 3 or other.type ~= "integer" then return end
  local written = source(literal, scope)
  local whole, rest = written:match "^(%-?[1-9]%d?%d?)%.(%d%d%d)$"
  if not whole then return end
  local one = (whole .. "." .. rest:gsub("0+$", "")):gsub("%.$", ".0")
  raise(literal, scope, ("%s is integer, and %s can be read in two ways"):format(
    source(other, scope), written), ("write %s%s, or %s"):format(whole, rest, one),
    "in Danish the point parts thousands; here it is the decimal mark")
end

local function compare(call, scope)
  refuse_missing(call, scope)
  refuse_thousands(call.args[1], call.args[2], scope)
  refuse_thousands(call.args[2], call.args[1], scope)
  read_as_time(call, 1, scope)
  read_as_time(call, 2, scope)
  local a, b = call.args[1], call.args[2]
  check_comparable(call, a, b, scope)
  if operators.is_time(a.type) then check_kinds(call, a, b, scope) end
  if a.type == "boolean" and call.name ~= "==" and call.name ~= "~=" then
    raise(call, scope, "true and false have no order", mismatch_hint(call, a, b, scope) or
      "compare them with == or ~=")
  end
  return "boolean"
end

-- Every literal is compared with the operand as by ==.
local function member(call, scope)
  for i = 2, #call.args do
    local pair = { op = "call", name = "in", args = { call.args[1], call.args[i] },
      from = call.args[i].from, to = call.args[i].to }
    compare(pair, scope)
    call.args[i] = pair.args[2]
  end
  return "boolean"
end

-- ---- logic and text ----

local function logic_hint(call, argument, scope)
  if argument.type == "missing" then return "write is_missing(x)" end
  if call.name == "not" then return "`not` binds tighter than ==: write not (a == b)" end
  local shown = source(argument, scope)
  return ("write a comparison: %s %s"):format(shown, numeric[argument.type] and "> 0" or "== …")
end

local function logic(call, scope)
  for _, argument in ipairs(call.args) do
    if argument.type ~= "boolean" then
      raise(argument, scope, ("`%s` is for conditions, and %s"):format(call.name,
        named(argument, scope)), logic_hint(call, argument, scope))
    end
  end
  return "boolean"
end

local function concat(call, scope)
  refuse_missing(call, scope)
  for _, argument in ipairs(call.args) do
    if argument.type ~= "text" then
      raise(argument, scope, (".. joins texts, and %s"):format(named(argument, scope)),
        ("write text(%s)"):format(source(argument, scope)))
    end
  end
  return "text"
end

-- ---- arithmetic ----

local function refuse_arithmetic(call, scope)
  local a, b = call.args[1], call.args[2]
  local hint
  if call.name == "+" and (a.type == "text" or b.type == "text") then
    hint = "texts are joined with .."
  elseif operators.is_time(a.type) or operators.is_time(b.type) then
    hint = "a period moves by whole steps: periode + 1; two periods of one kind give their \z
      distance: a - b"
  elseif a.type == "boolean" or b.type == "boolean" then
    hint = "write if_else(condition, 1, 0), or sum(condition) to count"
  end
  raise(call, scope, ("%s and %s: '%s' cannot be used on them"):format(named(a, scope),
    named(b, scope), call.name), hint, stray_among(call.args))
end

local function check_numbers(call, scope)
  refuse_missing(call, scope)
  for _, argument in ipairs(call.args) do
    if not numeric[argument.type] then refuse_arithmetic(call, scope) end
  end
end

local function move_or_distance(call, scope)
  local a, b = call.args[1], call.args[2]
  if operators.is_time(a.type) and b.type == "integer" then return a.type, a.kinds end
  if call.name == "+" and a.type == "integer" and operators.is_time(b.type) then
    return b.type, b.kinds
  end
  if call.name == "-" and a.type == b.type and operators.is_time(a.type) then
    check_kinds(call, a, b, scope)
    return "integer"
  end
  refuse_arithmetic(call, scope)
end

local function add(call, scope)
  refuse_missing(call, scope)
  if operators.is_time(call.args[1].type) or operators.is_time(call.args[2].type) then
    return move_or_distance(call, scope)
  end
  check_numbers(call, scope)
  return operators.wider(call.args[1].type, call.args[2].type)
end

local function multiply(call, scope)
  check_numbers(call, scope)
  local a, b = call.args[1].type, call.args[2].type
  if a == "decimal" and b == "decimal" then return "number" end
  return operators.wider(a, b)
end

local function divide(call, scope)
  check_numbers(call, scope)
  return "number"
end

local function whole(call, scope)
  check_numbers(call, scope)
  return call.args[1].type == "integer" and call.args[2].type == "integer" and "integer" or "number"
end

local function negate(call, scope)
  refuse_missing(call, scope)
  local operand = call.args[1]
  if not numeric[operand.type] then
    raise(call, scope, ("%s: it has no minus"):format(named(operand, scope)),
      operand.type == "boolean" and "write: not" or nil, stray_of(operand))
  end
  return operand.type
end

operators.rules = {
  ["+"] = add, ["-"] = add, ["*"] = multiply, ["/"] = divide, ["^"] = divide, ["//"] = whole,
  ["%"] = whole, ["negate"] = negate, [".."] = concat, ["=="] = compare, ["~="] = compare,
  ["<"] = compare, ["<="] = compare, [">"] = compare, [">="] = compare, ["in"] = member,
  ["and"] = logic, ["or"] = logic, ["not"] = logic,
}

operators.comparisons = comparisons

return operators
