-- The files that a run has read, whatever read them: what its documents are a function of. They are
-- known by names that do not depend on where the program stands or who runs it.

local native = require "native"

local inputs = {}

local read = {} -- by path as it was given: { source = } or {}
local clock     -- where the script has asked for the time, "script.lua:12"

-- Remember a file as read; `source` of a frame has its digest and dialect.
function inputs.note(path, source)
  read[path] = read[path] or {}
  read[path].source = read[path].source or source
end

-- Remember that the script asked what time it is.
function inputs.note_clock(where)
  clock = clock or where
end

-- Where the script has asked what time it is, or nil.
function inputs.clock()
  return clock
end

local function inside(folder, path)
  if folder and path:sub(1, #folder + 1) == folder .. "/" then return path:sub(#folder + 2) end
end

-- A file's name in a manifest: "data/…" in the data directory, below the folder that holds that the
-- way from there, and elsewhere the file's own name.
function inputs.shown(path)
  local real = native.real_path(path) or path
  local data = native.data_directory()
  local below = inside(data, real)
  if below then return "data/" .. below end
  return inside(data and data:match "^(.*)/", real) or real:match "[^/]*$"
end

-- The file behind a name: where the program is called, where its own scripts are, or in `folder`.
-- nil where there is none.
function inputs.find(name, folder)
  local data = native.data_directory()
  local below = data and name:match "^data/(.*)"
  local places = { below and data .. "/" .. below or name, name, folder .. "/" .. name,
    folder .. "/" .. name:match "[^/]*$" }
  local above = data and data:match "^(.*)/"
  if above then places[#places + 1] = above .. "/" .. name end
  for _, path in ipairs(places) do
    if native.real_path(path) then return path end
  end
end

local function digest_of(path, held)
  return held.source and held.source.sha256 or native.sha256_file(path)
end

-- Of a dialect what decides how a text is read, where something does.
local function dialect_of(source)
  local dialect = source and source.dialect
  local kept = { __order = { "delimiter", "encoding", "decimal", "thousands" } }
  local any = false
  for _, name in ipairs(dialect and kept.__order or {}) do
    if type(dialect[name]) == "string" then kept[name], any = dialect[name], true end
  end
  return any and kept or nil
end

-- All of them by name: { name =, sha256 =, dialect = or nil } each.
function inputs.list()
  local list, seen = {}, {}
  for path, held in pairs(read) do
    local name = inputs.shown(path)
    local sha256 = digest_of(path, held)
    if sha256 and not (seen[name] and seen[name].dialect) then
      seen[name] = { __order = { "name", "sha256", "dialect" }, name = name, sha256 = sha256,
        dialect = dialect_of(held.source) }
    end
  end
  for _, one in pairs(seen) do list[#list + 1] = one end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

return inputs
