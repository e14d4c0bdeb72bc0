-- A value as the prompt prints it.

local value = {}

local function is_plain(table)
  local meta = getmetatable(table)
  return type(meta) ~= "table" or
    (rawget(meta, "__tostring") == nil and rawget(meta, "__name") == nil)
end

-- A text as a terminal may get it: control characters but newline and tab are shown, not obeyed.
local function safe(text)
  return (text:gsub("[%c]", function(c)
    return c ~= "\n" and c ~= "\t" and ("\\x%02X"):format(c:byte()) or nil
  end))
end

-- The text of a value. `options`: mode ("box", "csv", "markdown", "json", "long"), width and height
-- (of the terminal; nil when there is none), colour (whether it may be used).
function value.text(given, options) -- luacheck: no unused args
  if type(given) == "table" and is_plain(given) then return require("inspect").text(given) end
  return safe(tostring(given))
end

return value
