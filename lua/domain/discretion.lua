-- The rules of the publication gate (lua/report/gate.lua): the limits of data/politik.lua, and
-- which of the files that were read are public.

local catalogue = require "domain.catalogue"
local fault = require "fault"
local native = require "native"
local policy = require "domain.policy"
local reads = require "query.reads"

local discretion = {}

-- { threshold =, complements =, public = { patterns } }
function discretion.policy()
  return policy.get().discretion
end

local function matches(path, patterns)
  for _, pattern in ipairs(patterns) do
    if type(pattern) ~= "string" then
      fault.raise { what = "public takes a list of files", hint = 'public = { "hentet/*.csv" }' }
    end
    -- A * stands for anything within a folder.
    local lua = pattern:gsub("[%^%$%(%)%%%.%[%]%+%-%?]", "%%%0"):gsub("%*", "[^/]*")
    if path:find("^" .. lua .. "$") or path:find("/" .. lua .. "$") then return true end
  end
  return false
end

local function is_in_data(path)
  local folder = native.data_directory()
  return path:find "^data/" ~= nil or folder and path:sub(1, #folder + 1) == folder .. "/"
end

-- The files read so far that are neither the program's own data, which are published or made up,
-- nor public by the policy or by `public`, a list of the document's own: their paths, sorted.
function discretion.private_sources(public)
  local found, list = {}, {}
  local function add(path)
    if is_in_data(path) or matches(path, discretion.policy().public)
      or matches(path, public or {}) then return end
    if not found[path] then list[#list + 1] = path end
    found[path] = true
  end
  local names = {}
  for path in pairs(reads.paths) do
    names[path:match "[^/]*$"] = true
    add(path)
  end
  for _, one in ipairs(catalogue.inputs()) do if not names[one.path] then add(one.path) end end
  table.sort(list)
  return list
end

return discretion
