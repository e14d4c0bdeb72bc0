-- Cells, columns and frames of the reference backend, and what one value is beside another.
--
--   cell    {value=, reason=, mark=, low=, high=}: a value, or a reason why there is none; never
--           both. low and high: what is told of a marked cell beside its mark, infinite where
--           it is nothing, nil where it is nothing at all
--   column  {type=, scale=, cells={cell, ...}, skipped={[reason]=count}, computed=boolean}
--   frame   {names={...}, columns={[name]=column}, rows=count}
--
-- Values: integer and decimal (scaled by 10^scale) are Lua integers, number is a float, text a
-- string, boolean a boolean, period and date are periods. Cells are never changed once made. A
-- column is `computed` when it is not figures as read, so that a hidden cell may be of any sign.

local native = require "native"

local value = {}

-- Reasons in their order of precedence.
value.reasons = { "suppressed", "unavailable", "blank", "unmatched", "none", "undefined",
  "undecided" }
value.precedence = {}
for place, reason in ipairs(value.reasons) do value.precedence[reason] = place end

-- Whether a missing cell has a value that nobody tells.
function value.hides(reason)
  return reason == "suppressed" or reason == "undecided"
end

local numeric = { integer = true, decimal = true, number = true }

function value.is_numeric(type)
  return numeric[type] or false
end

function value.refuse(format, ...)
  error(format:format(...), 0)
end

-- ---- cells and columns ----

function value.present(content, mark)
  return { value = content, mark = mark }
end

-- The cell with what is told of it; nothing is told of an exact one.
function value.told(cell, low, high)
  if cell.reason or not cell.mark or not low then return cell end
  if low == -math.huge and high == math.huge then return cell end
  return { value = cell.value, mark = cell.mark, low = low, high = high }
end

function value.gap(reason)
  return { reason = reason }
end

-- A double as a cell: what is not finite is undefined, and there is one zero.
function value.from_double(double, mark)
  if double ~= double or double == math.huge or double == -math.huge then
    return value.gap "undefined"
  end
  return value.present(double + 0.0, mark)
end

-- A column with the `skipped` and `computed` of `facts`: another column, or a table of them.
function value.column(type, scale, cells, facts)
  return { type = type, scale = type == "decimal" and scale or 0, cells = cells,
    skipped = facts and facts.skipped or {}, computed = facts and facts.computed or false }
end

-- The facts of a column that is made of all of these: what they have skipped together.
function value.facts_of(columns)
  local skipped, computed = {}, false
  for _, column in ipairs(columns) do
    for reason, count in pairs(column.skipped) do
      skipped[reason] = (skipped[reason] or 0) + count
    end
    computed = computed or column.computed
  end
  return { skipped = skipped, computed = computed }
end

-- The column of the cells at `rows` (false: unmatched).
function value.gather(column, rows)
  local cells = {}
  for i, row in ipairs(rows) do
    cells[i] = row and column.cells[row] or value.gap "unmatched"
  end
  return value.column(column.type, column.scale, cells, column)
end

-- ---- frames ----

function value.frame(rows)
  return { names = {}, columns = {}, rows = rows }
end

-- Add a column; a name that stands keeps its place and gets the new cells.
function value.put(frame, name, column)
  assert(#column.cells == frame.rows, name)
  if not frame.columns[name] then frame.names[#frame.names + 1] = name end
  frame.columns[name] = column
end

-- Add a column whose name must be new.
function value.put_new(frame, name, column)
  if name == "" then value.refuse("a column needs a name") end
  if frame.columns[name] then value.refuse("there are two columns called '%s'", name) end
  value.put(frame, name, column)
end

function value.get(frame, name)
  return frame.columns[name] or value.refuse("there is no column '%s'", name)
end

function value.gather_frame(frame, rows)
  local result = value.frame(#rows)
  for _, name in ipairs(frame.names) do
    value.put(result, name, value.gather(frame.columns[name], rows))
  end
  return result
end

-- A copy that can be added to.
function value.copy_frame(frame)
  local result = value.frame(frame.rows)
  for _, name in ipairs(frame.names) do value.put(result, name, frame.columns[name]) end
  return result
end

local function native_cell(nf, row, place, type)
  local reason = nf:reason(row, place)
  if reason then return value.gap(reason) end
  local content
  if type == "decimal" then content = nf:scaled(row, place) else content = nf:cell(row, place) end
  return value.told(value.present(content, nf:mark(row, place)), nf:told(row, place))
end

function value.from_native(nf)
  local rows, types = nf:rows(), nf:types()
  local frame = value.frame(rows)
  for place, name in ipairs(nf:names()) do
    local type, cells = types[place], {}
    for row = 1, rows do cells[row] = native_cell(nf, row, place, type) end
    local scale = type == "decimal" and nf:scale(place) or 0
    value.put(frame, name, value.column(type, scale, cells,
      { skipped = nf:skipped(place), computed = nf:computed(place) }))
  end
  return frame
end

local function native_column(name, column)
  local values, missing, marks, bounds = {}, {}, {}, {}
  for row, cell in ipairs(column.cells) do
    values[row] = cell.reason and native.missing or cell.value
    missing[row] = cell.reason
    marks[row] = cell.mark
    bounds[row] = cell.low and { cell.low, cell.high }
  end
  return { name = name, type = column.type, values = values, missing = missing, marks = marks,
    bounds = bounds, scale = column.type == "decimal" and column.scale or nil,
    skipped = column.skipped, computed = column.computed }
end

function value.to_native(frame)
  local columns = {}
  for place, name in ipairs(frame.names) do
    columns[place] = native_column(name, frame.columns[name])
  end
  columns.rows = frame.rows -- for a frame without columns
  return native.frame(columns)
end

-- ---- arithmetic that refuses to wrap ----

local function overflow(row)
  value.refuse("the result is too large for 64 bits (row %s)", row or "?")
end

function value.add(a, b, row)
  local sum = a + b
  if (a >= 0) == (b >= 0) and (sum >= 0) ~= (a >= 0) then overflow(row) end
  return sum
end

function value.negate(a, row)
  if a == math.mininteger then overflow(row) end
  return -a
end

function value.subtract(a, b, row)
  local difference = a - b
  if (a >= 0) ~= (b >= 0) and (difference >= 0) ~= (a >= 0) then overflow(row) end
  return difference
end

function value.multiply(a, b, row)
  if a == 0 or b == 0 then return 0 end
  if a == -1 then return value.negate(b, row) end
  if b == -1 then return value.negate(a, row) end
  local product = a * b
  if product // a ~= b or product % a ~= 0 then overflow(row) end
  return product
end

function value.power10(scale)
  local power = 1
  for _ = 1, scale do power = power * 10 end
  return power
end

-- A scaled integer at a larger scale.
function value.rescale(scaled, from, to, row)
  return value.multiply(scaled, value.power10(to - from), row)
end

-- A double as an integer, or an error.
function value.double_to_integer(double, row)
  return math.tointeger(double) or overflow(row)
end

-- ---- conversions ----

-- A scaled integer written out: scale 1, -56 gives "-5.6".
function value.write_scaled(scaled, scale, point)
  local digits = ("%d"):format(scaled):gsub("^-", "")
  digits = ("0"):rep(scale + 1 - #digits) .. digits
  local sign = scaled < 0 and "-" or ""
  if scale == 0 then return sign .. digits end
  return sign .. digits:sub(1, -scale - 1) .. point .. digits:sub(-scale)
end

-- Any numeric value as a double: the nearest one.
function value.to_double(content, type, scale)
  if type == "decimal" then
    return tonumber(value.write_scaled(content, scale, ".")) + 0.0
  end
  return content + 0.0
end

-- The wider of two numeric types.
local width = { integer = 1, decimal = 2, number = 3 }
function value.wider(a, b)
  return width[a] >= width[b] and a or b
end

-- A present or missing cell of one numeric type as a cell of a wider one.
function value.convert_cell(cell, from, from_scale, to, to_scale, row)
  if cell.reason or (from == to and from_scale == to_scale) then return cell end
  if to == "number" then
    return value.told(value.present(value.to_double(cell.value, from, from_scale), cell.mark),
      cell.low, cell.high)
  end
  return value.told(value.present(value.rescale(cell.value, from_scale, to_scale, row), cell.mark),
    cell.low, cell.high)
end

function value.convert(column, type, scale)
  if column.type == type and column.scale == scale then return column end
  local cells = {}
  for row, cell in ipairs(column.cells) do
    cells[row] = value.convert_cell(cell, column.type, column.scale, type, scale, row)
  end
  return value.column(type, scale, cells)
end

-- The one type and scale that hold the values of all columns; an error when there is none.
function value.common_type(columns)
  local type, scale = columns[1].type, columns[1].scale
  for i = 2, #columns do
    local other = columns[i]
    if numeric[type] and numeric[other.type] then
      type, scale = value.wider(type, other.type), math.max(scale, other.scale)
    elseif type ~= other.type then
      value.refuse("%s and %s cannot stand in one column", type, other.type)
    end
  end
  return type, type == "decimal" and scale or 0
end

-- ---- the canonical text of a value ----

-- The shortest decimal form of a double, without an exponent.
function value.write_double(double, point)
  local text
  for precision = 14, 16 do
    text = ("%." .. precision .. "e"):format(double)
    if tonumber(text) == double then break end
  end
  local sign, digits, exponent = text:match "^(-?)(%d%.%d+)e([-+]%d+)$"
  digits = digits:gsub("%.", ""):gsub("0+$", "")
  if digits == "" then return "0" end
  local whole = tonumber(exponent) + 1 -- digits before the point
  if whole <= 0 then
    return sign .. "0" .. point .. ("0"):rep(-whole) .. digits
  elseif whole >= #digits then
    return sign .. digits .. ("0"):rep(whole - #digits)
  end
  return sign .. digits:sub(1, whole) .. point .. digits:sub(whole + 1)
end

function value.write(content, type, scale)
  if type == "text" then return content end
  if type == "boolean" then return content and "ja" or "nej" end
  if type == "integer" then return ("%d"):format(content) end
  if type == "decimal" then return value.write_scaled(content, scale, ",") end
  if type == "number" then return value.write_double(content, ",") end
  return content:id()
end

-- ---- comparison ----

-- Scaled integers of any two scales, exactly: whole parts first, then parts of 10^-18.
local function compare_scaled(a, a_scale, b, b_scale)
  local a_unit, b_unit = value.power10(a_scale), value.power10(b_scale)
  local a_whole, b_whole = a // a_unit, b // b_unit
  if a_whole ~= b_whole then return a_whole < b_whole and -1 or 1 end
  local a_part = (a % a_unit) * value.power10(18 - a_scale)
  local b_part = (b % b_unit) * value.power10(18 - b_scale)
  return a_part < b_part and -1 or a_part > b_part and 1 or 0
end

-- -1, 0 or 1 for two numeric values: exact unless one is a number.
function value.compare_numeric(a, a_type, a_scale, b, b_type, b_scale)
  if a_type ~= "number" and b_type ~= "number" then
    return compare_scaled(a, a_scale, b, b_scale)
  end
  local x, y = value.to_double(a, a_type, a_scale), value.to_double(b, b_type, b_scale)
  return x < y and -1 or x > y and 1 or 0
end

-- -1, 0 or 1 for two periods of one kind; else an error.
function value.compare_period(a, b, row)
  if a.kind ~= b.kind then
    value.refuse("kinds differ: %s and %s (row %s)", a:id(), b:id(), row or "?")
  end
  return a < b and -1 or b < a and 1 or 0
end

-- -1, 0 or 1 for two values of one type.
function value.compare(a, b, type, row)
  if type == "text" then return native.collate(a, b) end
  if type == "period" or type == "date" then return value.compare_period(a, b, row) end
  if type == "boolean" then return a == b and 0 or b and -1 or 1 end
  return a < b and -1 or a > b and 1 or 0
end

-- The order of period kinds, where several stand in one column.
local kind_place = { year = 1, half = 2, quarter = 3, month = 4, rolling = 5, to_date = 6, day = 7 }

-- The same for sorting: periods by kind, then by time.
function value.compare_any(a, b, type)
  if (type == "period" or type == "date") and a.kind ~= b.kind then
    return kind_place[a.kind] < kind_place[b.kind] and -1 or 1
  end
  return value.compare(a, b, type)
end

-- A text that is the same for equal cells of one column and for no others; reasons are keys too.
function value.key(cell, type)
  if cell.reason then return "missing " .. cell.reason end
  if type == "number" then return ("%a"):format(cell.value) end
  if type == "period" or type == "date" then return cell.value.kind .. " " .. cell.value:id() end
  return tostring(cell.value)
end

-- The same for several columns of a row. Lengths stand before texts, so that none runs over.
function value.row_key(columns, row)
  local parts = {}
  for i, column in ipairs(columns) do
    local key = value.key(column.cells[row], column.type)
    parts[i] = #key .. ":" .. key
  end
  return table.concat(parts)
end

-- The groups of a frame: {rows={...}} each, in order of first appearance. Without keys all rows
-- are one group, also when there are none.
function value.groups(frame, keys)
  local columns, groups, by_key = {}, {}, {}
  if #keys == 0 then groups[1], by_key[""] = { rows = {} }, 1 end
  for i, name in ipairs(keys) do columns[i] = value.get(frame, name) end
  for row = 1, frame.rows do
    local key = value.row_key(columns, row)
    if not by_key[key] then
      groups[#groups + 1] = { rows = {} }
      by_key[key] = #groups
    end
    local rows = groups[by_key[key]].rows
    rows[#rows + 1] = row
  end
  return groups
end

-- ---- marks: nil, "at_least", "at_most", "inexact" ----

function value.flip(mark)
  if mark == "at_least" then return "at_most" end
  if mark == "at_most" then return "at_least" end
  return mark
end

-- What is known of a sum of two marked values.
function value.either(a, b)
  if a == nil or b == nil or a == b then return a or b end
  return "inexact"
end

-- Whether a present cell is a number below zero.
function value.is_negative(cell, type)
  return numeric[type] and not cell.reason and cell.value < 0 or false
end

-- The mark of a sum over the present cells of `cells`. Hidden cells make it a lower bound where
-- they cannot be negative: truths, or figures as read of which none in the group is negative.
function value.mark_sum(cells, column, negative)
  local mark, hidden
  for _, cell in ipairs(cells) do
    mark = value.either(mark, cell.mark)
    hidden = hidden or value.hides(cell.reason)
    negative = negative or value.is_negative(cell, column.type)
  end
  if not hidden then return mark end
  if column.type == "boolean" then return value.either(mark, "at_least") end
  return value.either(mark, (column.computed or negative) and "inexact" or "at_least")
end

-- Whether no cell of the column can be negative, hidden or not.
function value.counts_everywhere(column)
  if column.computed then return false end
  for _, cell in ipairs(column.cells) do
    if value.is_negative(cell, column.type) or cell.mark == "at_most" or cell.mark == "inexact" then
      return false
    end
  end
  return true
end

-- ---- bounds: what a true value lies between ----

-- Of a present cell of a numeric column.
function value.bounds(cell, column)
  local own = value.to_double(cell.value, column.type, column.scale)
  if not cell.mark then return own, own end
  local low, high = cell.low or -math.huge, cell.high or math.huge
  if cell.mark == "at_least" then low = math.max(low, own) end
  if cell.mark == "at_most" then high = math.min(high, own) end
  return low, high
end

-- The least and greatest of these, those that are no numbers left out.
local function around(corners)
  local low, high = math.huge, -math.huge
  for _, corner in ipairs(corners) do
    if corner < low then low = corner end
    if corner > high then high = corner end
  end
  return low, high
end

local function times(a, b) return (a == 0 or b == 0) and 0.0 or a * b end

value.bounds_of = {
  ["+"] = function(al, ah, bl, bh) return al + bl, ah + bh end,
  ["-"] = function(al, ah, bl, bh) return al - bh, ah - bl end,
  negate = function(al, ah) return -ah, -al end,
  ["*"] = function(al, ah, bl, bh)
    return around { times(al, bl), times(al, bh), times(ah, bl), times(ah, bh) }
  end,
  ["/"] = function(al, ah, bl, bh)
    if bl <= 0 and bh >= 0 then return -math.huge, math.huge end
    return around { al / bl, al / bh, ah / bl, ah / bh }
  end,
}

local function rounded(double, digits)
  if double == math.huge or double == -math.huge then return double end
  return native.round(double, digits)
end

-- The cell of a column with bounds that have no more decimals than it has.
function value.bounded(cell, low, high, column)
  if column.type == "decimal" and column.scale <= 15 then
    low, high = rounded(low, column.scale), rounded(high, column.scale)
  end
  return value.told(cell, low + 0.0, high + 0.0)
end

value.round_bound = rounded

-- The mark of a product; signs are those of the values.
function value.mark_product(a, a_mark, b, b_mark)
  if a_mark and b_mark then return "inexact" end
  local mark, exact = a_mark or b_mark, a_mark and b or a
  if exact == 0 then return nil end
  return exact > 0 and mark or value.flip(mark)
end

-- How two values may truly stand to each other, { [-1] =, [0] =, [1] = }, when they are shown as
-- `order` and their difference is marked so.
function value.true_orders(order, mark)
  local orders = { [order] = true }
  for other = -1, 1 do
    if other > order and (mark == "at_least" or mark == "inexact") then orders[other] = true end
    if other < order and (mark == "at_most" or mark == "inexact") then orders[other] = true end
  end
  return orders
end

-- The mark of a quotient.
function value.mark_quotient(a, a_mark, b, b_mark)
  if a_mark and b_mark then return "inexact" end
  if not b_mark then return b > 0 and a_mark or value.flip(a_mark) end
  if b_mark ~= "at_least" or b <= 0 then return "inexact" end
  if a == 0 then return nil end
  return a > 0 and "at_most" or "at_least"
end

return value
