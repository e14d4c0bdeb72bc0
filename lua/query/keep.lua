-- Bounds in a CSV file: a cell that is one is written with its sign, `≥ 131`, so that no program
-- takes it for a number; what more is known of it stands beside it. A sum of hidden cells alone is
-- hidden itself, and has the two columns beside it, blank. query.kept reads them back.

local fault = require "fault"
local native = require "native"

local keep = { MIN = "_min", MAX = "_max",
  signs = { at_least = "≥ ", at_most = "≤ ", inexact = "≈ " } }

local numeric = { integer = true, decimal = true, number = true }

local function own_columns(result)
  local columns = {}
  for i, name in ipairs(result:names()) do columns[i] = { name = name, from = name } end
  return columns
end

local function marked_names(result)
  local names = {}
  for _, name in ipairs(result:names()) do
    if result:marked(name) then names[#names + 1] = name end
  end
  return names
end

local function type_of(result, wanted)
  for i, name in ipairs(result:names()) do
    if name == wanted then return result:types()[i] end
  end
end

-- A double with as many digits as tell it from all others.
local function shortest(value)
  local text = ("%.15g"):format(value)
  return tonumber(text) == value and text or ("%.17g"):format(value)
end

local function scaled_text(value, scale)
  local digits = ("%d"):format(value):gsub("^%-", "")
  digits = ("0"):rep(scale + 1 - #digits) .. digits
  return (value < 0 and "-" or "") .. digits:sub(1, -scale - 1) .. "." .. digits:sub(-scale)
end

-- A present cell as CSV writes it.
local function cell_text(result, row, name, kind, decimal)
  if kind == "period" or kind == "date" then return result:cell(row, name):id() end
  local text
  if kind == "number" then text = shortest(result:cell(row, name))
  elseif kind == "decimal" and result:scale(name) > 0 then
    text = scaled_text(result:scaled(row, name), result:scale(name))
  else
    text = ("%d"):format(kind == "decimal" and result:scaled(row, name) or result:cell(row, name))
  end
  return (text:gsub("%.", decimal))
end

-- The column with the sign of its mark before every cell that has one.
local function signed(result, name, decimal)
  local values, missing, kind = {}, {}, type_of(result, name)
  for row = 1, result:rows() do
    missing[row] = result:reason(row, name)
    local mark = not missing[row] and result:mark(row, name)
    values[row] = missing[row] and native.missing
      or (keep.signs[mark] or "") .. cell_text(result, row, name, kind, decimal)
  end
  return { name = "\u{2063}text", type = "text", values = values, missing = missing }
end

-- One end of the bounds of marked cells; blank where there is none.
local function end_of(result, name, which, column)
  local values = {}
  for row = 1, result:rows() do
    local bound = result:mark(row, name) and select(which, result:bounds(row, name))
    local known = bound and bound > -math.huge and bound < math.huge
    values[row] = known and bound or native.missing
  end
  return { name = column, type = "number", values = values }
end

local function any_told(result, name)
  for row = 1, result:rows() do
    if result:told(row, name) then return true end
  end
  return false
end

local function need_free(result, name)
  for _, known in ipairs(result:names()) do
    if known == name then
      fault.raise { what = ("save would write bounds as '%s', which stands already"):format(name),
        hint = "rename it, or save with bounds = \"text\"" }
    end
  end
end

-- The columns with `name` replaced by `made`, and `more` behind it.
local function replaced(result, name, made, more)
  local order, added = {}, { made, table.unpack(more) }
  for _, column in ipairs(own_columns(result)) do
    order[#order + 1] = column
    if column.name == name then
      column.from = made.name
      for _, one in ipairs(more) do order[#order + 1] = { name = one.name, from = one.name } end
    end
  end
  return result:paste(native.frame(added)):select(order)
end

local function blank(result, name)
  local values = {}
  for row = 1, result:rows() do values[row] = native.missing end
  return { name = name, type = "number", values = values }
end

-- Two blank columns behind one whose hidden cells may stand for several figures: whoever reads them
-- must not take each for one.
local function opened(result, name)
  local order = {}
  need_free(result, name .. keep.MIN)
  need_free(result, name .. keep.MAX)
  local added = { blank(result, name .. keep.MIN), blank(result, name .. keep.MAX) }
  for _, column in ipairs(own_columns(result)) do
    order[#order + 1] = column
    for i = 1, column.name == name and 2 or 0 do
      order[#order + 1] = { name = added[i].name, from = added[i].name }
    end
  end
  return result:paste(native.frame(added)):select(order)
end

-- The frame with signs in marked columns, and what is told of them in two more. sums: the names of
-- the columns whose hidden cells may stand for several figures.
function keep.columns(result, options, sums)
  local decimal = options and options.decimal or ","
  for _, name in ipairs(sums) do
    if not result:marked(name) then result = opened(result, name) end
  end
  for _, name in ipairs(marked_names(result)) do
    local more = {}
    if numeric[type_of(result, name)] and any_told(result, name) then
      need_free(result, name .. keep.MIN)
      need_free(result, name .. keep.MAX)
      more = { end_of(result, name, 1, name .. keep.MIN),
        end_of(result, name, 2, name .. keep.MAX) }
    end
    result = replaced(result, name, signed(result, name, decimal), more)
  end
  return result
end

-- The frame with marked columns as a person reads them.
function keep.text(result)
  for _, name in ipairs(marked_names(result)) do
    local texts = {}
    for row = 1, result:rows() do texts[row] = result:format(row, name) end
    result = replaced(result, name, { name = "\u{2063}text", type = "text", values = texts }, {})
  end
  return result
end

function keep.drop(result) return result end

return keep
