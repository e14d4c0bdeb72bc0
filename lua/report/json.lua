-- A document's data (`doc.data`) as JSON: the same table gives the same bytes. Keys stand in the
-- order of `__order`, the rest sorted by their bytes; integers as integers, other numbers in the
-- shortest form that reads back; text as it is, in UTF-8.
--
-- An empty table is `[]`; with `__order = {}` it is `{}`. `json.null` and `missing` are null;
-- periods are written by their id ("2019Q3").

local fault = require "fault"
local native = require "native"

local json = {}

-- A key in a table that must be there though it has no value: { target = json.null }.
json.null = setmetatable({}, { __tostring = function() return "null" end, __name = "json.null" })

local NAMED = { ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t",
  ['"'] = '\\"', ["\\"] = "\\\\" }

local function fail(path, what, hint)
  fault.raise { what = ("data%s: %s"):format(path, what), hint = hint }
end

local function quote(text, path)
  if not utf8.len(text) then fail(path, "the text is not valid UTF-8") end
  return '"' .. text:gsub('[%c"\\]', function(byte)
    return NAMED[byte] or ("\\u%04x"):format(byte:byte())
  end) .. '"'
end

local function write_number(value, path)
  if math.type(value) == "integer" then return ("%d"):format(value) end
  if value ~= value or math.abs(value) == math.huge then
    fail(path, ("%s cannot be written as JSON"):format(tostring(value)))
  end
  for digits = 15, 17 do
    local text = ("%%.%dg"):format(digits):format(value)
    if tonumber((text:gsub(",", "."))) == value then
      return (text:gsub(",", "."):gsub("e%+", "e"):gsub("^-0$", "0"))
    end
  end
end

-- The keys of an object, in the order they are written.
local function keys_of(value, path)
  local keys, placed = {}, { __order = true }
  for _, key in ipairs(value.__order or {}) do
    if value[key] ~= nil and not placed[key] then
      keys[#keys + 1], placed[key] = key, true
    end
  end
  local rest = {}
  for key in pairs(value) do
    if type(key) ~= "string" then
      fail(path, ("the key %s is neither text nor the next place in a list"):format(tostring(key)))
    end
    if not placed[key] then rest[#rest + 1] = key end
  end
  table.sort(rest)
  return table.move(rest, 1, #rest, #keys + 1, keys)
end

local function is_list(value)
  if value.__order then return false end
  return next(value) == nil or value[1] ~= nil
end

local write

local function write_list(value, path, indent, open)
  local count = 0
  for _ in pairs(value) do count = count + 1 end
  if count ~= #value then fail(path, "a list with gaps, or a list and an object in one table",
    "json.null stands for a value that is not there") end
  local parts = {}
  for i, item in ipairs(value) do
    parts[i] = indent .. "  " .. write(item, ("%s[%d]"):format(path, i), indent .. "  ", open)
  end
  if #parts == 0 then return "[]" end
  return "[\n" .. table.concat(parts, ",\n") .. "\n" .. indent .. "]"
end

local function write_object(value, path, indent, open)
  local parts = {}
  for i, key in ipairs(keys_of(value, path)) do
    local place = path .. "." .. key
    parts[i] = ("%s  %s: %s"):format(indent, quote(key, place),
      write(value[key], place, indent .. "  ", open))
  end
  if #parts == 0 then return "{}" end
  return "{\n" .. table.concat(parts, ",\n") .. "\n" .. indent .. "}"
end

local function write_table(value, path, indent, open)
  if open[value] then fail(path, "the table holds itself") end
  open[value] = true
  local text = (is_list(value) and write_list or write_object)(value, path, indent, open)
  open[value] = nil
  return text
end

function write(value, path, indent, open)
  if value == json.null or value == native.missing or value == native.json_null then
    return "null"
  end
  local kind = type(value)
  if kind == "string" then return quote(value, path) end
  if kind == "number" then return write_number(value, path) end
  if kind == "boolean" then return tostring(value) end
  if kind == "table" then return write_table(value, path, indent, open) end
  if kind == "userdata" and native.period(value) then return quote(value:id(), path) end
  fail(path, ("a %s cannot be written as JSON"):format(kind))
end

-- Any value as JSON text, indented by two blanks.
function json.encode(value)
  return write(value, "", "", {})
end

function json.render(doc)
  if doc.data == nil then
    fault.raise { what = "the document has no data to write as JSON", hint = "doc.data = { ... }" }
  end
  return json.encode(doc.data) .. "\n"
end

return json
