-- Bounds that save wrote into a CSV file (query.keep), read back as bounds: a column of texts such
-- as `≥ 131` among plain numbers, and the two columns behind it that tell more. A column of which
-- any cell is anything else stays text. Two blank columns behind it say that its hidden cells may
-- stand for several figures.

local frame = require "query.frame"
local keep = require "query.keep"
local native = require "native"
local schema = require "query.schema"

local kept = {}

local marks = {}
for mark, sign in pairs(keep.signs) do marks[sign] = mark end

local reasons = {}
for _, reason in ipairs(native.missing_reasons) do reasons[reason.sign] = reason.name end

local SIGNS = #native.missing_reasons -- no column has more of them

local SIGN = #keep.signs.at_least -- bytes of each

-- Why a cell has no number; among texts the signs of what is missing are texts.
local function reason_of(result, row, name)
  return result:reason(row, name) or reasons[result:cell(row, name)]
end

-- Whether the cell that kept a column from being numbers, or its first one, has a sign. The first
-- is told by the texts in order of first sight: no cell needs to be at hand.
local function begins_with_sign(result, name)
  local stray = result:stray(name)
  if stray then return marks[stray.cell:sub(1, SIGN)] ~= nil end
  for _, text in ipairs(result:words(name, SIGNS + 1)) do
    if not reasons[text] then return marks[text:sub(1, SIGN)] ~= nil end
  end
  return false
end

-- A number as save writes it: its digits, how many of them are decimals, whether it is a double.
local function parse(text, decimal)
  local whole, decimals, power = text:match("^(%-?%d+)%" .. decimal .. "(%d+)(e?[+-]?%d*)$")
  if not whole then
    whole, power = text:match "^(%-?%d+)(e?[+-]?%d*)$"
    decimals = ""
  end
  if not whole then return nil end
  local value = tonumber(whole .. (decimals ~= "" and "." .. decimals or "") .. power)
  if not value then return nil end
  return { value = value, digits = whole .. decimals, decimals = #decimals,
    double = power ~= "" or #decimals > 9 or #whole + #decimals > 18 }
end

-- The cells of the column: { mark =, number = } or { reason = }. nil when one is neither.
local function cells_of(result, name, decimal)
  local cells = {}
  for row = 1, result:rows() do
    local reason = reason_of(result, row, name)
    local text = not reason and result:cell(row, name)
    local mark = text and marks[text:sub(1, SIGN)]
    local number = text and parse(mark and text:sub(SIGN + 1) or text, decimal)
    if text and not number then return nil end
    cells[row] = { reason = reason, mark = mark or nil, number = number or nil }
  end
  return cells
end

-- The type that holds all cells, and its decimals.
local function type_of(cells)
  local scale, double = 0, false
  for _, cell in ipairs(cells) do
    if cell.number then
      scale = math.max(scale, cell.number.decimals)
      double = double or cell.number.double
    end
  end
  for _, cell in ipairs(cells) do
    local number = cell.number
    double = double or number ~= nil and #number.digits + scale - number.decimals > 18
  end
  return double and "number" or scale > 0 and "decimal" or "integer", scale
end

local function content(number, kind, scale)
  if kind == "number" then return number.value + 0.0 end
  return math.tointeger(tonumber(number.digits .. ("0"):rep(scale - number.decimals)))
end

local function end_at(result, row, name)
  if not name or result:reason(row, name) then return nil end
  return result:cell(row, name) + 0.0
end

-- The bounds of every marked cell; nil when what is written contradicts itself.
local function bounds_of(result, cells, low_name, high_name)
  local bounds = {}
  for row, cell in ipairs(cells) do
    local low = end_at(result, row, low_name) or -math.huge
    local high = end_at(result, row, high_name) or math.huge
    local value = cell.number and cell.number.value
    local least = cell.mark == "at_least" and math.max(value, low) or low
    local most = cell.mark == "at_most" and math.min(value, high) or high
    if least > most then return nil end
    bounds[row] = cell.mark and { low, high }
  end
  return bounds
end

local function made_column(cells, bounds)
  local kind, scale = type_of(cells)
  local column = { name = "\u{2063}bounds", type = kind, scale = kind == "decimal" and scale or nil,
    values = {}, missing = {}, marks = {}, bounds = bounds }
  for row, cell in ipairs(cells) do
    column.values[row] = cell.number and content(cell.number, kind, scale) or native.missing
    column.missing[row], column.marks[row] = cell.reason, cell.mark
  end
  return column
end

-- The names of the two columns behind the one at `place`, where they are those of its bounds.
local function ends_of(names, types, place)
  local name, low, high = names[place], names[place + 1], names[place + 2]
  local fit = low == name .. keep.MIN and high == name .. keep.MAX
    and types[place + 1] ~= "text" and types[place + 2] ~= "text"
  if fit then return low, high end
end

-- The native frame with the column as bounds, or nil.
local function with_bounds(result, place, decimal)
  local names = result:names()
  local name = names[place]
  local low, high = ends_of(names, result:types(), place)
  local cells = cells_of(result, name, decimal)
  local bounds = cells and bounds_of(result, cells, low, high)
  if not bounds then return nil end
  local column, order = made_column(cells, bounds), {}
  for _, other in ipairs(names) do
    if other ~= low and other ~= high then
      order[#order + 1] = { name = other, from = other == name and column.name or other }
    end
  end
  return result:paste(native.frame { column }):select(order)
end

local function all_missing(result, name)
  for row = 1, result:rows() do
    if not result:reason(row, name) then return false end
  end
  return true
end

-- The native frame without the blank ends behind a column whose hidden cells may stand for several
-- figures, or nil where there are none.
local function without_blank_ends(result, place)
  local names = result:names()
  local name, low, high = names[place], names[place + 1], names[place + 2]
  if low ~= name .. keep.MIN or high ~= name .. keep.MAX or not result:missing(name).suppressed
      or not (all_missing(result, low) and all_missing(result, high)) then return nil end
  local order = {}
  for _, other in ipairs(names) do
    if other ~= low and other ~= high then order[#order + 1] = { name = other, from = other } end
  end
  return result:select(order)
end

-- What is known of a column of bounds: a hidden cell beside them may stand for several figures.
local function forget_origin(made, restored)
  local fields = table.move(made.schema, 1, #made.schema, 1, {})
  for _, name in ipairs(restored) do
    local field, place = schema.find(fields, name)
    fields[place] = schema.with_facts(field, { caption = name, kin = field.facts.kin })
  end
  return frame.reschema(made, fields)
end

-- The frame of what was read from a CSV file. options: those of read.
function kept.restore(found, sources, options)
  local decimal = sources[1].dialect.decimal == "." and "." or ","
  local typed, restored, place = options and options.types or {}, {}, 1
  while place <= #found:names() do
    local name = found:names()[place]
    local made
    if found:types()[place] == "text" and not typed[name] and begins_with_sign(found, name) then
      made = with_bounds(found, place, decimal)
    end
    made = made or without_blank_ends(found, place)
    if made then found, restored[#restored + 1] = made, name end
    place = place + 1
  end
  local made = frame.new(found, sources)
  return #restored > 0 and forget_origin(made, restored) or made
end

return kept
