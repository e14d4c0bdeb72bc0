-- Scalar expressions: one cell from the cells of one row. Each function takes the columns of its
-- arguments (and the tree of the call, for its literals) and gives a column.

local native = require "native"
local value = require "query.backend.reference.value"

local scalar = {}
local functions = {}

-- ---- helpers ----

-- The column of fn(row, cell, ...) where every operand is present; else the leftmost gap's reason.
local function strict(type, scale, columns, fn)
  local cells = {}
  for row = 1, #columns[1].cells do
    local operands, gap = {}, nil
    for i, column in ipairs(columns) do
      operands[i] = column.cells[row]
      gap = gap or operands[i].reason
    end
    cells[row] = gap and value.gap(gap) or fn(row, table.unpack(operands))
  end
  return value.column(type, scale, cells)
end

-- What a function without a rule of its own does with marks.
local function unsure(...)
  for i = 1, select("#", ...) do
    local cell = select(i, ...)
    if cell.mark then return "inexact" end
  end
  return nil
end

-- fn(value, ...) -> value, with the default rule for marks.
local function plain(type, columns, fn, scale)
  return strict(type, scale or 0, columns, function(row, a, b)
    return value.present(fn(a.value, b and b.value, row), unsure(a, b or a))
  end)
end

-- fn(double, ...) -> double.
local function doubles(columns, fn)
  local a, b = columns[1], columns[2]
  return strict("number", 0, columns, function(_, x, y)
    local left = value.to_double(x.value, a.type, a.scale)
    local right = y and value.to_double(y.value, b.type, b.scale)
    return value.from_double(fn(left, right), unsure(x, y or x))
  end)
end

local function is_time(column)
  return column.type == "period" or column.type == "date"
end

local function wrong_types(name, columns)
  local types = {}
  for i, column in ipairs(columns) do types[i] = column.type end
  value.refuse("'%s' does not take %s", name, table.concat(types, " and "))
end

local function check_numeric(name, columns)
  for _, column in ipairs(columns) do
    if not value.is_numeric(column.type) then wrong_types(name, columns) end
  end
end

local function check_time(name, columns)
  if not is_time(columns[1]) then wrong_types(name, columns) end
end

local function check_text(name, columns)
  for _, column in ipairs(columns) do
    if column.type ~= "text" then wrong_types(name, columns) end
  end
end

-- ---- arithmetic ----

-- Years 1 to 9999 hold fewer than four million steps of any kind.
local function move(period, steps, row)
  if steps > 4000000 or steps < -4000000 then
    value.refuse("the period lies outside the years 1 to 9999 (row %d)", row)
  end
  return period + steps
end

local function move_column(periods, steps, sign)
  return strict(periods.type, 0, { periods, steps }, function(row, p, n)
    local count = sign < 0 and value.negate(n.value, row) or n.value
    local mark = sign < 0 and value.flip(n.mark) or n.mark
    return value.present(move(p.value, count, row), value.either(p.mark, mark))
  end)
end

-- Plus and minus of integers and decimals, both brought to the larger scale first.
local function add_scaled(a, b, operation, mark)
  local type, scale = value.common_type { a, b }
  local sides = { value.convert(a, type, scale), value.convert(b, type, scale) }
  return strict(type, scale, sides, function(row, x, y)
    return value.present(operation(x.value, y.value, row), mark(x.mark, y.mark))
  end)
end

local function add_doubles(a, b, operation, mark)
  return strict("number", 0, { a, b }, function(_, x, y)
    local left = value.to_double(x.value, a.type, a.scale)
    local right = value.to_double(y.value, b.type, b.scale)
    return value.from_double(operation(left, right), mark(x.mark, y.mark))
  end)
end

functions["+"] = function(columns)
  local a, b = columns[1], columns[2]
  if is_time(a) and b.type == "integer" then return move_column(a, b, 1) end
  if is_time(b) and a.type == "integer" then return move_column(b, a, 1) end
  check_numeric("+", columns)
  if a.type == "number" or b.type == "number" then
    return add_doubles(a, b, function(x, y) return x + y end, value.either)
  end
  return add_scaled(a, b, value.add, value.either)
end

local function minus_mark(a, b)
  return value.either(a, value.flip(b))
end

functions["-"] = function(columns)
  local a, b = columns[1], columns[2]
  if is_time(a) and b.type == "integer" then return move_column(a, b, -1) end
  if is_time(a) and is_time(b) then
    return strict("integer", 0, columns, function(row, p, q)
      value.compare_period(p.value, q.value, row) -- refuses two kinds
      return value.present(p.value - q.value, minus_mark(p.mark, q.mark))
    end)
  end
  check_numeric("-", columns)
  if a.type == "number" or b.type == "number" then
    return add_doubles(a, b, function(x, y) return x - y end, minus_mark)
  end
  return add_scaled(a, b, value.subtract, minus_mark)
end

functions.negate = function(columns)
  local a = columns[1]
  check_numeric("-", columns)
  return strict(a.type, a.scale, columns, function(row, x)
    if a.type == "number" then return value.from_double(-x.value, value.flip(x.mark)) end
    return value.present(value.negate(x.value, row), value.flip(x.mark))
  end)
end

functions["*"] = function(columns)
  local a, b = columns[1], columns[2]
  check_numeric("*", columns)
  local function mark(x, y)
    return value.mark_product(x.value, x.mark, y.value, y.mark)
  end
  local whole = a.type == "integer" or b.type == "integer"
  if whole and a.type ~= "number" and b.type ~= "number" then
    return strict(value.wider(a.type, b.type), a.scale + b.scale, columns, function(row, x, y)
      return value.present(value.multiply(x.value, y.value, row), mark(x, y))
    end)
  end
  return strict("number", 0, columns, function(_, x, y)
    local left = value.to_double(x.value, a.type, a.scale)
    local right = value.to_double(y.value, b.type, b.scale)
    return value.from_double(left * right, mark(x, y))
  end)
end

functions["/"] = function(columns)
  local a, b = columns[1], columns[2]
  check_numeric("/", columns)
  return strict("number", 0, columns, function(_, x, y)
    local left = value.to_double(x.value, a.type, a.scale)
    local right = value.to_double(y.value, b.type, b.scale)
    return value.from_double(left / right, value.mark_quotient(left, x.mark, right, y.mark))
  end)
end

local function both_integers(columns)
  return columns[1].type == "integer" and columns[2].type == "integer"
end

local function floored(double)
  return double // 1.0
end

functions["//"] = function(columns)
  check_numeric("//", columns)
  if not both_integers(columns) then
    return doubles(columns, function(x, y) return floored(x / y) end)
  end
  return strict("integer", 0, columns, function(row, x, y)
    if y.value == 0 then return value.gap "undefined" end
    if y.value == -1 then return value.present(value.negate(x.value, row), unsure(x, y)) end
    return value.present(x.value // y.value, unsure(x, y))
  end)
end

functions["%"] = function(columns)
  check_numeric("%", columns)
  if not both_integers(columns) then
    return doubles(columns, function(x, y) return x - floored(x / y) * y end)
  end
  return strict("integer", 0, columns, function(_, x, y)
    if y.value == 0 then return value.gap "undefined" end
    return value.present(x.value % y.value, unsure(x, y))
  end)
end

functions["^"] = function(columns)
  check_numeric("^", columns)
  return doubles(columns, function(x, y) return x ^ y end)
end

-- ---- comparison ----

-- -1, 0, 1 for two present values of comparable columns.
local function order(a, b, row, x, y)
  if value.is_numeric(a.type) then
    return value.compare_numeric(x, a.type, a.scale, y, b.type, b.scale)
  end
  return value.compare(x, y, a.type, row)
end

local function equal(a, b, x, y)
  if value.is_numeric(a.type) then
    return value.compare_numeric(x, a.type, a.scale, y, b.type, b.scale) == 0
  end
  return x == y
end

local function check_comparable(name, a, b)
  if a.type == b.type or (value.is_numeric(a.type) and value.is_numeric(b.type))
    or (is_time(a) and is_time(b)) then
    return
  end
  wrong_types(name, { a, b })
end

local DECIDED = { integer = true, decimal = true, number = true, period = true, date = true }

-- Those of the orders that the bounds of two cells leave; all, where doubles blur them.
local function within_bounds(orders, a, b, x, y)
  local al, ah = value.bounds(x, a)
  local bl, bh = value.bounds(y, b)
  for _, double in ipairs { al, ah, bl, bh } do
    if math.abs(double) >= 2.0 ^ 53 and math.abs(double) < math.huge then return orders end
  end
  return { [-1] = orders[-1] and al < bh or nil, [1] = orders[1] and ah > bl or nil,
    [0] = orders[0] and al <= bh and bl <= ah or nil }
end

-- How the true values behind two cells may stand to each other; nil when they are what is shown.
local function true_orders(a, b, x, y)
  if not (x.mark or y.mark) then return nil end
  if not DECIDED[a.type] then return { [-1] = true, [0] = true, [1] = true } end
  if is_time(a) and x.value.kind ~= y.value.kind then return nil end
  local orders = value.true_orders(order(a, b, nil, x.value, y.value),
    value.either(x.mark, value.flip(y.mark)))
  return (x.low or y.low) and within_bounds(orders, a, b, x, y) or orders
end

-- The answer where it is the same in all of these orders.
local function decided(orders, holds)
  local answer
  for sign in pairs(orders) do
    if answer ~= nil and answer ~= holds(sign) then return value.gap "undecided" end
    answer = holds(sign)
  end
  return value.present(answer)
end

local function comparison(name, holds)
  functions[name] = function(columns)
    local a, b = columns[1], columns[2]
    check_comparable(name, a, b)
    if a.type == "boolean" then wrong_types(name, columns) end
    return strict("boolean", 0, columns, function(row, x, y)
      local sign = order(a, b, row, x.value, y.value)
      local orders = true_orders(a, b, x, y)
      return orders and decided(orders, holds) or value.present(holds(sign))
    end)
  end
end

comparison("<", function(sign) return sign < 0 end)
comparison("<=", function(sign) return sign <= 0 end)
comparison(">", function(sign) return sign > 0 end)
comparison(">=", function(sign) return sign >= 0 end)

functions["=="] = function(columns)
  local a, b = columns[1], columns[2]
  check_comparable("==", a, b)
  return strict("boolean", 0, columns, function(_, x, y)
    local orders = true_orders(a, b, x, y)
    return orders and decided(orders, function(sign) return sign == 0 end)
      or value.present(equal(a, b, x.value, y.value))
  end)
end

functions["~="] = function(columns)
  local a, b = columns[1], columns[2]
  check_comparable("~=", a, b)
  return strict("boolean", 0, columns, function(_, x, y)
    local orders = true_orders(a, b, x, y)
    return orders and decided(orders, function(sign) return sign ~= 0 end)
      or value.present(not equal(a, b, x.value, y.value))
  end)
end

functions["in"] = function(columns, call)
  local a = columns[1]
  for i = 2, #columns do check_comparable("in", a, columns[i]) end
  return strict("boolean", 0, { a }, function(_, x)
    local found = false
    for i = 2, #columns do
      local literal = value.present(call.args[i].value)
      local orders = true_orders(a, columns[i], x, literal)
      if orders and orders[0] then return value.gap "undecided" end
      found = found or (not orders and equal(a, columns[i], x.value, literal.value))
    end
    return value.present(found)
  end)
end

-- ---- logic ----

local function check_boolean(name, columns)
  for _, column in ipairs(columns) do
    if column.type ~= "boolean" then wrong_types(name, columns) end
  end
end

-- Of two reasons the first, but rather one that hides: were that operand known, it might decide.
local function reason_of(x, y)
  local first = x.reason and (value.hides(x.reason) or not value.hides(y.reason))
  return first and x.reason or y.reason
end

-- `decides` is the value of one operand that settles the result whatever the other is.
local function connective(name, decides)
  functions[name] = function(columns)
    check_boolean(name, columns)
    local cells = {}
    for row = 1, #columns[1].cells do
      local x, y = columns[1].cells[row], columns[2].cells[row]
      if x.value == decides or y.value == decides then
        cells[row] = value.present(decides, unsure(x, y))
      elseif x.reason or y.reason then
        cells[row] = value.gap(reason_of(x, y))
      else
        cells[row] = value.present(not decides, unsure(x, y))
      end
    end
    return value.column("boolean", 0, cells)
  end
end

connective("and", false)
connective("or", true)

functions["not"] = function(columns)
  check_boolean("not", columns)
  return plain("boolean", columns, function(x) return not x end)
end

-- ---- choosing ----

-- The columns in their common type; a bare `missing` takes the type of the others.
local function unify(columns)
  local typed, result = {}, {}
  for _, column in ipairs(columns) do
    if column.type ~= "missing" then typed[#typed + 1] = column end
  end
  local type, scale = value.common_type(typed)
  for i, column in ipairs(columns) do
    if column.type == "missing" then
      result[i] = value.column(type, scale, column.cells)
    else
      result[i] = value.convert(column, type, scale)
    end
  end
  return result, type, scale
end

functions.if_else = function(columns)
  local condition = columns[1]
  check_boolean("if_else", { condition })
  local branches, type, scale = unify { columns[2], columns[3] }
  local cells = {}
  for row, chosen in ipairs(condition.cells) do
    if chosen.reason then
      cells[row] = value.gap(chosen.reason)
    else
      local cell = branches[chosen.value and 1 or 2].cells[row]
      if chosen.mark and not cell.reason then cell = value.present(cell.value, "inexact") end
      cells[row] = cell
    end
  end
  return value.column(type, scale, cells)
end

functions.coalesce = function(columns, call)
  local choices, type, scale = unify(columns)
  local cells = {}
  for row = 1, #choices[1].cells do
    local chosen, hidden, place = choices[1].cells[row], false, 1
    while chosen.reason and place < #choices do
      hidden = hidden or value.hides(chosen.reason)
      place = place + 1
      chosen = choices[place].cells[row]
    end
    local stand_in = hidden and value.is_numeric(type) and call.args[place].op == "literal"
    if stand_in and not chosen.reason then chosen = value.present(chosen.value, "inexact") end
    cells[row] = chosen.reason and choices[1].cells[row] or chosen
  end
  return value.column(type, scale, cells)
end

functions.is_missing = function(columns)
  local cells = {}
  for row, cell in ipairs(columns[1].cells) do cells[row] = value.present(cell.reason ~= nil) end
  return value.column("boolean", 0, cells)
end

functions.is_suppressed = function(columns)
  local cells = {}
  for row, cell in ipairs(columns[1].cells) do
    cells[row] = value.present(cell.reason == "suppressed")
  end
  return value.column("boolean", 0, cells)
end

-- ---- numbers ----

functions.abs = function(columns)
  local a = columns[1]
  check_numeric("abs", columns)
  return strict(a.type, a.scale, columns, function(row, x)
    if x.value >= 0 and x.mark ~= "at_most" then return x end
    if x.value >= 0 then return value.present(x.value, "inexact") end
    if a.type == "number" then return value.from_double(-x.value, unsure(x)) end
    return value.present(value.negate(x.value, row), unsure(x))
  end)
end

-- A scaled integer with `unit` to one, to the nearest whole; halves go away from zero.
local function round_scaled(scaled, unit)
  local whole, rest = scaled // unit, scaled % unit
  if scaled >= 0 then return rest * 2 >= unit and whole + 1 or whole end
  return rest * 2 > unit and whole + 1 or whole
end

functions.round = function(columns, call)
  local a = columns[1]
  local digits = call.args[2] and call.args[2].value or 0
  check_numeric("round", columns)
  if a.type == "integer" then return value.column("integer", 0, a.cells) end
  local scale = math.min(a.scale, digits)
  return strict(a.type, scale, { a }, function(_, x)
    if a.type == "number" then
      return value.from_double(native.round(x.value, digits), x.mark)
    end
    return value.present(round_scaled(x.value, value.power10(a.scale - scale)), x.mark)
  end)
end

local function to_whole(name, of_scaled, of_double)
  functions[name] = function(columns)
    local a = columns[1]
    check_numeric(name, columns)
    if a.type == "integer" then return value.column("integer", 0, a.cells) end
    return strict("integer", 0, columns, function(row, x)
      if a.type == "decimal" then
        return value.present(of_scaled(x.value, value.power10(a.scale)), x.mark)
      end
      return value.present(value.double_to_integer(of_double(x.value), row), x.mark)
    end)
  end
end

to_whole("floor", function(scaled, unit) return scaled // unit end, floored)
to_whole("ceiling", function(scaled, unit)
  return scaled // unit + (scaled % unit > 0 and 1 or 0)
end, function(double) return -floored(-double) end)

local function of_double(name, fn)
  functions[name] = function(columns)
    check_numeric(name, columns)
    return doubles(columns, fn)
  end
end

of_double("sqrt", function(x) return math.sqrt(x) end)
of_double("log", function(x) return math.log(x) end)
of_double("exp", function(x) return math.exp(x) end)

-- ---- texts ----

-- Letters of ASCII and of Western Europe: upper case, and 32 code points on lower case.
local function is_upper(point)
  return (point >= 0x41 and point <= 0x5A) or (point >= 0xC0 and point <= 0xDE and point ~= 0xD7)
end

local function to_lower(point) return is_upper(point) and point + 32 or point end
local function to_upper(point) return is_upper(point - 32) and point - 32 or point end

local function change_letters(name, change)
  functions[name] = function(columns)
    check_text(name, columns)
    return plain("text", columns, function(text)
      local points = {}
      for _, point in utf8.codes(text) do points[#points + 1] = utf8.char(change(point)) end
      return table.concat(points)
    end)
  end
end

change_letters("lower", to_lower)
change_letters("upper", to_upper)

functions.trim = function(columns)
  check_text("trim", columns)
  return plain("text", columns, function(x) return x:match "^[ \t\n\v\f\r]*(.-)[ \t\n\v\f\r]*$" end)
end

local function text_test(name, holds)
  functions[name] = function(columns)
    check_text(name, columns)
    return strict("boolean", 0, columns, function(_, x, y)
      if unsure(x, y) then return value.gap "undecided" end
      return value.present(holds(x.value, y.value))
    end)
  end
end

text_test("contains", function(x, part) return x:find(part, 1, true) ~= nil end)
text_test("starts_with", function(x, part) return x:sub(1, #part) == part end)
text_test("ends_with", function(x, part) return part == "" or x:sub(-#part) == part end)

functions[".."] = function(columns)
  check_text("..", columns)
  return plain("text", columns, function(x, y) return x .. y end)
end

functions.text = function(columns)
  local a = columns[1]
  return plain("text", columns, function(x) return value.write(x, a.type, a.scale) end)
end

-- ---- periods ----

functions.year = function(columns)
  check_time("year", columns)
  return plain("integer", columns, function(p) return p.year end)
end

functions.number = function(columns)
  check_time("number", columns)
  return plain("integer", columns, function(p) return p.number end)
end

functions.kind = function(columns)
  check_time("kind", columns)
  return plain("text", columns, function(p) return p.kind end)
end

local function within(name, kind)
  functions[name] = function(columns)
    check_time(name, columns)
    return strict("period", 0, columns, function(_, p)
      local period = p.value:within(kind)
      return period and value.present(period, unsure(p)) or value.gap "undefined"
    end)
  end
end

within("year_of", "year")
within("quarter_of", "quarter")
within("month_of", "month")

functions.period_add = function(columns)
  check_time("period_add", columns)
  if columns[2].type ~= "integer" then wrong_types("period_add", columns) end
  return plain(columns[1].type, columns, move)
end

functions.first_day = function(columns)
  check_time("first_day", columns)
  return plain("date", columns, function(p) return p.first_day end)
end

functions.last_day = function(columns)
  check_time("last_day", columns)
  return plain("date", columns, function(p) return p.last_day end)
end

functions.period = function(columns)
  check_text("period", columns)
  return plain("period", columns, function(text, _, row)
    local period = native.period(text)
    if not period or period.kind == "day" then
      value.refuse("'%s' is no period (row %d)", text, row)
    end
    return period
  end)
end

-- ---- trees ----

local function literal(tree, rows)
  local cells = {}
  for row = 1, rows do
    if tree.type == "missing" then
      cells[row] = value.gap(tree.value or "blank")
    else
      cells[row] = value.present(tree.value)
    end
  end
  return value.column(tree.type, tree.scale or 0, cells)
end

-- What an expression is computed from: columns by name, and those of calls that are not scalar. In
-- `order`, each once.
local function new_sources()
  return { order = {}, of = {} }
end

local function add_source(sources, key, column)
  if not sources.of[key] then
    sources.of[key] = column
    sources.order[#sources.order + 1] = column
  end
  return column
end

-- Whether more is told of a cell than its mark.
local function any_told(operands)
  for _, cell in ipairs(operands) do
    if cell.low then return true end
  end
  return false
end

local whole_bounds = {
  round = function(column, low, high, digits)
    if column.type == "integer" then return low, high end
    return value.round_bound(low, math.min(digits, 15)), value.round_bound(high, digits)
  end,
  floor = function(_, low, high) return low // 1.0, high // 1.0 end,
  ceiling = function(_, low, high) return -(-low // 1.0), -(-high // 1.0) end,
}

local function bounds_of_call(tree, columns, operands)
  local al, ah = value.bounds(operands[1], columns[1])
  local whole = whole_bounds[tree.name]
  if whole then
    return whole(columns[1], al, ah, tree.args[2] and tree.args[2].value or 0)
  end
  if not value.bounds_of[tree.name] then return -math.huge, math.huge end
  if not operands[2] then return value.bounds_of[tree.name](al, ah) end
  return value.bounds_of[tree.name](al, ah, value.bounds(operands[2], columns[2]))
end

-- The result of a call with what is told of it from what is told of its operands.
local function with_bounds(result, tree, columns)
  if not value.is_numeric(result.type) or tree.name == "if_else" or tree.name == "coalesce" then
    return result
  end
  for _, column in ipairs(columns) do
    if not value.is_numeric(column.type) then return result end
  end
  local cells = {}
  for row, cell in ipairs(result.cells) do
    local operands = {}
    for i, column in ipairs(columns) do operands[i] = column.cells[row] end
    cells[row] = cell
    if not cell.reason and cell.mark and any_told(operands) then
      local bare = value.present(cell.value, cell.mark)
      local low, high = bounds_of_call(tree, columns, operands)
      cells[row] = value.bounded(bare, low, high, result)
    end
  end
  return value.column(result.type, result.scale, cells, result)
end

local function evaluate(tree, frame, special, sources)
  if tree.op == "literal" then return literal(tree, frame.rows) end
  if tree.op == "column" then
    return add_source(sources, tree.name, value.get(frame, tree.name))
  end
  local column = special and special(tree)
  if column then return add_source(sources, tree, column) end
  local fn = functions[tree.name] or value.refuse("there is no function '%s'", tree.name)
  local columns = {}
  for i, argument in ipairs(tree.args) do
    columns[i] = evaluate(argument, frame, special, sources)
  end
  return with_bounds(fn(columns, tree), tree, columns)
end

-- Whether no cell of the tree's column can be negative, hidden or not: sums and products of such
-- columns and literals, and their quotients by literals.
local function is_count(tree, sources)
  if tree.op == "literal" then return value.is_numeric(tree.type) and tree.value >= 0 end
  local column = sources.of[tree] or tree.op == "column" and sources.of[tree.name]
  if column then return value.is_numeric(column.type) and value.counts_everywhere(column) end
  local a, b = tree.args[1], tree.args[2]
  local known = tree.name == "+" or tree.name == "*" or tree.name == "/" and b.op == "literal"
  return known and is_count(a, sources) and is_count(b, sources)
end

-- The column of a tree over the rows of a frame. `special(tree)` may give the column of a call that
-- is not scalar (an aggregate, a window); it is asked first.
function scalar.evaluate(tree, frame, special)
  local sources = new_sources()
  local column = evaluate(tree, frame, special, sources)
  if tree.op == "column" or sources.of[tree] then return column end
  local facts = { skipped = value.facts_of(sources.order).skipped,
    computed = not is_count(tree, sources) }
  return value.column(column.type, column.scale, column.cells, facts)
end

return scalar
