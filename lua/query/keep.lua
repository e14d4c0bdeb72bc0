-- Bounds in a file: what is written beside or instead of a number that is one, so that no reader
-- takes it for exact.

local fault = require "fault"
local native = require "native"

local keep = {}

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

-- One end of the bounds of every cell as a column; undecided where it is not known.
local function end_of(result, name, which, column)
  local values, missing = {}, {}
  for row = 1, result:rows() do
    local bound = select(which, result:bounds(row, name))
    local known = bound and bound > -math.huge and bound < math.huge
    values[row] = known and bound or native.missing
    missing[row] = not known and (result:reason(row, name) or "undecided") or nil
  end
  return { name = column, type = "number", values = values, missing = missing }
end

local function need_free(result, name)
  for _, known in ipairs(result:names()) do
    if known == name then
      fault.raise { what = ("save would write bounds as '%s', which stands already"):format(name),
        hint = "rename it, or save with bounds = \"text\"" }
    end
  end
end

local numeric = { integer = true, decimal = true, number = true }

local function type_of(result, wanted)
  for i, name in ipairs(result:names()) do
    if name == wanted then return result:types()[i] end
  end
end

-- What of a marked column is written as a column of its own: its bounds, of other types its mark.
local function beside(result, name)
  if numeric[type_of(result, name)] then
    return { end_of(result, name, 1, name .. "_min"), end_of(result, name, 2, name .. "_max") }
  end
  local marks = {}
  for row = 1, result:rows() do marks[row] = result:mark(row, name) or native.missing end
  return { { name = name .. "_mark", type = "text", values = marks } }
end

-- The frame with what is known of marked columns behind each of them.
function keep.columns(result)
  for _, name in ipairs(marked_names(result)) do
    local more, order = beside(result, name), {}
    for _, column in ipairs(more) do need_free(result, column.name) end
    for _, column in ipairs(own_columns(result)) do
      order[#order + 1] = column
      if column.name == name then
        for _, one in ipairs(more) do order[#order + 1] = { name = one.name, from = one.name } end
      end
    end
    result = result:paste(native.frame(more)):select(order)
  end
  return result
end

-- The frame with marked columns as a person reads them.
function keep.text(result)
  for _, name in ipairs(marked_names(result)) do
    local texts = {}
    for row = 1, result:rows() do texts[row] = result:format(row, name) end
    local own = own_columns(result)
    local column = { name = "\u{2063}text", type = "text", values = texts }
    for _, one in ipairs(own) do
      if one.name == name then one.from = column.name end
    end
    result = result:paste(native.frame { column }):select(own)
  end
  return result
end

function keep.drop(result) return result end

return keep
