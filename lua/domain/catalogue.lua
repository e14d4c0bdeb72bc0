-- Where the domain's data lie, and how its Lua tables are loaded: without any globals, as text.

local fault = require "fault"
local inputs = require "run.inputs"
local native = require "native"

local catalogue = { read = {} }

-- The folder of data/, and the name that its files have in reports.
function catalogue.folder()
  local folder, message = native.data_directory()
  if not folder then fault.raise { what = message } end
  return folder
end

-- "publicerede_tal.csv" -> "data/publicerede_tal.csv": the same wherever the program stands.
function catalogue.shown(name)
  return "data/" .. name
end

function catalogue.path(name)
  return catalogue.folder() .. "/" .. name
end

local functions = { "ipairs", "string", "table", "math" }

-- The table that a file of data/ returns. Remembers what was read: see catalogue.inputs; not what
-- only a guard reads, for no figure comes of it.
function catalogue.load(name, for_guard)
  local path = catalogue.path(name)
  local allowed = {}
  for _, fn in ipairs(functions) do allowed[fn] = _G[fn] end
  local chunk, message = loadfile(path, "t", allowed)
  if not chunk then fault.raise { what = message } end
  local found = chunk()
  if type(found) ~= "table" then
    fault.raise { what = path .. " returns no table", hint = "write: return { … }" }
  end
  if not for_guard then catalogue.note(name, native.sha256_file(path)) end
  return found
end

-- Remember a file of data/ as read.
function catalogue.note(name, sha256)
  inputs.note(catalogue.path(name))
  catalogue.read[catalogue.shown(name)] = sha256
end

-- The files of data/ that were read: { path =, sha256 = } each, in the order of their paths.
function catalogue.inputs()
  local list = {}
  for path, sha256 in pairs(catalogue.read) do
    list[#list + 1] = { path = path, sha256 = sha256 }
  end
  table.sort(list, function(a, b) return a.path < b.path end)
  return list
end

return catalogue
