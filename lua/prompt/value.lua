-- A value as the prompt prints it.

local native = require "native"

local value = {}

local function name_of(given)
  local meta = getmetatable(given)
  return type(given) == "table" and type(meta) == "table" and rawget(meta, "__name") or nil
end

local function is_plain(table)
  local meta = getmetatable(table)
  return type(meta) ~= "table" or
    (rawget(meta, "__tostring") == nil and rawget(meta, "__name") == nil)
end

-- A text as a terminal may get it: control characters but newline and tab are shown, not obeyed.
local function safe(text)
  return (text:gsub("[^\n\t]+", native.escape))
end

-- A frame; what a reader must know and the mode has no room for goes to the error output, so that
-- the text stays CSV or JSON.
local function frame_text(frame, options)
  local printing = require "query.text"
  local text, notes = printing.of(frame, options)
  if (options.mode or printing.mode()) == "csv" then text = safe(text) end
  if #notes > 0 then
    io.stderr:write("note: ", table.concat(notes, "\nnote: "), "\n")
  end
  return text
end

-- The text of a value. `options`: mode ("box", "csv", "markdown", "json", "long"; as set), width
-- and height (of the terminal; nil when there is none), colour (whether it may be used).
function value.text(given, options)
  local name = name_of(given)
  if name == "frame" then return frame_text(given, options) end
  if name == "picture" then return given:text(options) end
  if type(given) == "table" and is_plain(given) then return require("inspect").text(given) end
  if type(given) == "function" then return require("query.signature").of(given) end
  if given ~= given then return "nan" end -- Lua's has a sign or has none, by the processor
  return safe(tostring(given))
end

return value
