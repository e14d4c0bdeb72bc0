-- A table as text, for the prompt: in Lua's own form, in one order always, short enough to read.

local native = require "native"

local inspect = {}

local WIDTH, DEPTH, ENTRIES = 96, 6, 100

local reserved = {}
for word in ([[and break do else elseif end false for function goto if in local nil not or repeat
  return then true until while]]):gmatch "%a+" do reserved[word] = true end

local function quote(text)
  return '"' .. native.escape((text:gsub('["\\]', "\\%0"))) .. '"'
end

local rank = { number = 1, string = 2, boolean = 3 }

-- Numbers first, then texts, then the rest; each by value.
local function before(a, b)
  local first, second = rank[type(a)] or 4, rank[type(b)] or 4
  if first ~= second then return first < second end
  if first <= 2 then return a < b end
  return tostring(a) < tostring(b)
end

local show

local function key_text(key)
  if type(key) == "string" and key:find "^[%a_][%w_]*$" and not reserved[key] then return key end
  return "[" .. show(key, "", DEPTH, {}) .. "]"
end

-- The texts of a table's entries: the list, then the rest by key.
local function entries_of(value, indent, depth, open)
  local texts, keys, length = {}, {}, 0
  while rawget(value, length + 1) ~= nil do length = length + 1 end
  for key in next, value do
    local listed = math.type(key) == "integer" and key >= 1 and key <= length
    if not listed then keys[#keys + 1] = key end
  end
  table.sort(keys, before)
  for i = 1, length + #keys do
    if i > ENTRIES then
      texts[i] = ("… %d more"):format(length + #keys - ENTRIES)
      break
    end
    local key = i > length and keys[i - length] or nil
    local text = show(rawget(value, key == nil and i or key), indent .. "  ", depth + 1, open)
    texts[i] = key == nil and text or key_text(key) .. " = " .. text
  end
  return texts
end

local function show_table(value, indent, depth, open)
  if open[value] then return "{ itself }" end
  if next(value) == nil then return "{}" end
  if depth >= DEPTH then return "{ … }" end
  open[value] = true
  local texts = entries_of(value, indent, depth, open)
  open[value] = nil
  local line = "{ " .. table.concat(texts, ", ") .. " }"
  if #indent + #line <= WIDTH and not line:find "\n" then return line end
  return "{\n  " .. indent .. table.concat(texts, ",\n  " .. indent) .. "\n" .. indent .. "}"
end

-- A value inside a table. What has a name of its own (a frame) is not looked into: that could start
-- its work.
function show(value, indent, depth, open)
  if type(value) == "string" then return quote(value) end
  if type(value) == "function" or type(value) == "thread" then return "<" .. type(value) .. ">" end
  if type(value) ~= "table" then return tostring(value) end
  local meta = getmetatable(value)
  local name = type(meta) == "table" and rawget(meta, "__name")
  if type(name) == "string" then return "<" .. name .. ">" end
  return show_table(value, indent, depth, open)
end

-- The text of a table.
function inspect.text(value)
  return show_table(value, "", 0, {})
end

return inspect
