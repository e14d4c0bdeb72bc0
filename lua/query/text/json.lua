-- A frame as JSON: an array of objects, one a row. A missing cell is { "missing": reason }, a bound
-- { "at_least": 131 } or { "at_least": 131, "at_most": 133 }: a reader that expects a figure fails
-- instead of taking a wrong one.

local native = require "native"

local numeric = { integer = true, decimal = true, number = true }

local function quoted(text)
  return native.json_encode(text)
end

-- A present cell as JSON: a figure with every digit it has.
local function value_text(frame, row, name, kind)
  if numeric[kind] then
    local digits = frame:format(row, name):gsub("%.", ""):gsub(",", "."):gsub("^%D-(%-?%d)", "%1")
    return digits
  end
  local value = frame:cell(row, name)
  if kind == "boolean" then return tostring(value) end
  return quoted(kind == "text" and value or value:id())
end

local function bound_text(word, bound)
  if math.abs(bound) == math.huge then return nil end
  local whole = bound == math.floor(bound) and math.abs(bound) < 2.0 ^ 53
  return ('"%s": %s'):format(word, native.json_encode(whole and math.tointeger(bound) or bound))
end

-- What a cell lies between, at the sides where that is known.
local function between(low, high)
  local parts = { bound_text("at_least", low) }
  parts[#parts + 1] = bound_text("at_most", high)
  return "{ " .. table.concat(parts, ", ") .. " }"
end

local function cell_text(frame, row, name, kind)
  local reason, mark = frame:reason(row, name), frame:mark(row, name)
  if reason then return ('{ "missing": "%s" }'):format(reason) end
  if frame:told(row, name) then return between(frame:bounds(row, name)) end
  local text = value_text(frame, row, name, kind)
  return mark and ('{ "%s": %s }'):format(mark, text) or text
end

-- The text of a native frame.
return function(frame)
  local names, types, rows, keys = frame:names(), frame:types(), {}, {}
  for i, name in ipairs(names) do keys[i] = quoted(name) end
  for row = 1, frame:rows() do
    local cells = {}
    for i, name in ipairs(names) do
      cells[i] = keys[i] .. ": " .. cell_text(frame, row, name, types[i])
    end
    rows[row] = "  { " .. table.concat(cells, ", ") .. " }"
  end
  return #rows == 0 and "[]" or "[\n" .. table.concat(rows, ",\n") .. "\n]"
end
