-- What a name stands for, and what hangs on it, without running anything: only raw fields are
-- followed, and tables that stand as __index.

local value = {}

local DEPTH = 16

-- The table where the fields that `of` lacks are looked up, or nil: __index, or __methods where
-- that is a function; of userdata its metatable.
local function behind(of)
  if of ~= nil and rawequal(of, rawget(_G, "session")) then return require "prompt.session" end
  local meta = debug.getmetatable(of)
  if type(meta) ~= "table" then return nil end
  for _, name in ipairs { "__index", "__methods" } do
    local next_table = rawget(meta, name)
    if type(next_table) == "table" then return next_table end
  end
  return type(of) == "userdata" and meta or nil
end

-- A field, or nil.
function value.field(of, name)
  for _ = 1, DEPTH do
    if of == nil then return nil end
    local found
    if type(of) == "table" then found = rawget(of, name) end
    if found ~= nil then return found end
    of = behind(of)
  end
end

-- The names of fields, of functions only where wanted.
function value.names(of, functions_only)
  local names = {}
  for _ = 1, DEPTH do
    if of == nil then break end
    for name, held in next, type(of) == "table" and of or {} do
      local wanted = not functions_only or type(held) == "function"
      if wanted and type(name) == "string" and name:find "^[%a_\x80-\xff][%w_\x80-\xff]*$" and
        not name:find "^__" then names[#names + 1] = name end
    end
    of = behind(of)
  end
  return names
end

function value.is_frame(of)
  local meta = debug.getmetatable(of)
  return type(of) == "table" and type(meta) == "table" and rawget(meta, "__name") == "frame"
end

return value
