-- How a function is called: of the catalogues where it is one of theirs, else its parameters and
-- where it was written.

local analysis = require "query.catalogue.analysis"
local frame = require "query.frame"
local globals = require "query.catalogue.global"
local verbs = require "query.catalogue.verb"

local signature = {}

-- The name by which a module of Lua has a function: "string.rep".
local function library_name(fn)
  local names = {}
  for module, content in next, package.loaded do
    for name, held in next, type(content) == "table" and content or {} do
      if rawequal(held, fn) then
        names[#names + 1] = module == "_G" and name or module .. "." .. tostring(name)
      end
    end
  end
  table.sort(names)
  return names[1]
end

-- The row of a catalogue that a function is, or nil.
local function row_of(fn)
  for _, row in ipairs(globals.rows) do
    if rawequal(rawget(_G, row.name), fn) then return row end
  end
  for _, row in ipairs(verbs.rows) do
    if rawequal(frame.methods[row.name], fn) then return row end
  end
  for _, row in ipairs(analysis.rows) do
    local module, name = row.name:match "^(%w+)%.(%w+)$"
    local held = module and rawget(_G, module)
    if type(held) == "table" and rawequal(rawget(held, name), fn) then return row end
  end
end

local function written(fn, info)
  local names = {}
  for i = 1, info.nparams do names[i] = debug.getlocal(fn, i) end
  if info.isvararg then names[#names + 1] = "..." end
  return ("function(%s)   -- %s:%d"):format(table.concat(names, ", "), info.short_src,
    info.linedefined)
end

-- The name of a function that the catalogues have, or nil.
function signature.name(fn)
  local row = row_of(fn)
  return row and row.name
end

-- A line: "read "fil.csv"   (help "read" tells more)".
function signature.of(fn)
  local row = row_of(fn)
  if row then return ("function: %s   (help %q tells more)"):format(row.usage, row.name) end
  local info = debug.getinfo(fn, "Su")
  local name = library_name(fn)
  if name and info.what == "C" then return ("function: %s(…)   (of Lua)"):format(name) end
  return info.what == "C" and "function: of the program" or written(fn, info)
end

return signature
