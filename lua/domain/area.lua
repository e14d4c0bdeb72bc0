-- Areas: municipalities, the regional labour-market councils (RAR) that existed 2015-2024, Danmarks
-- Statistik's landsdele, regions and the country, from data/omraader.csv. A name is matched by
-- itself or through the alias list, never by likeness.

local catalogue = require "domain.catalogue"
local fault = require "fault"
local open = require "query.open"

local area = {}

local known -- { areas (list), by_name }

local function split(text)
  local parts = {}
  for part in text:gmatch "[^|]+" do parts[#parts + 1] = part end
  return parts
end

local function text_or_nil(frame, row, name)
  return not frame:reason(row, name) and frame:cell(row, name) or nil
end

-- One name never stands for two areas.
local function enter(found, name, one)
  local other = found.by_name[name]
  if other and other ~= one then
    fault.raise { what = ("data/omraader.csv: '%s' stands for '%s' and for '%s'"):format(name,
      other.name, one.name), hint = "give the name or alias to one of them" }
  end
  found.by_name[name] = one
end

local function load()
  if known then return known end
  local frame = open.read(catalogue.path "omraader.csv", { types = { kode = "text",
    fra_aar = "integer", til_aar = "integer" } })
  catalogue.note("omraader.csv", frame:sources()[1].sha256)
  local found = { areas = {}, by_name = {} }
  for row = 1, #frame do
    local one = { code = text_or_nil(frame, row, "kode"), name = frame:cell(row, "navn"),
      type = frame:cell(row, "type"), rar = text_or_nil(frame, row, "rar"),
      region = text_or_nil(frame, row, "region"), landsdel = text_or_nil(frame, row, "landsdel") }
    found.areas[row] = one
    enter(found, one.name, one)
    for _, alias in ipairs(split(text_or_nil(frame, row, "alias") or "")) do
      enter(found, alias, one)
    end
  end
  known = found
  return known
end

-- { code =, name =, type = "kommune|rar|landsdel|region|land", rar =, landsdel =, region = } of a
-- name or an alias, blanks around it ignored; or nil.
function area.known(name)
  return load().by_name[(name:match "^%s*(.-)%s*$":gsub("%s+", " "))]
end

-- The same; or nil and which is meant instead.
function area.lookup(name)
  local areas, names = load(), {}
  local trimmed = name:match "^%s*(.-)%s*$":gsub("%s+", " ")
  local found = areas.by_name[trimmed]
  if found then return found end
  for _, one in ipairs(areas.areas) do names[#names + 1] = one.name end
  return nil, fault.suggestion(trimmed, names) or "names are in data/omraader.csv"
end

-- The same; raises for an unknown one.
function area.find(name)
  local found, hint = area.lookup(name)
  if not found then
    fault.raise { what = ("no area is called '%s'"):format(name), hint = hint }
  end
  return found
end

-- Why a bare name means no one set, or nil: the RAR, Danmarks Statistik's landsdel and lists of
-- one's own bear the same names.
function area.ambiguous(name)
  local bare = name:match "^%s*(.-)%s*$"
  local names = load().by_name
  local rar, part = names["RAR " .. bare], names["Landsdel " .. bare]
  if names[bare] or not (rar and part) then return nil end
  return ("RAR %s (%d municipalities, 2015-2024), Danmarks Statistik's Landsdel %s (%d) and a \z
    list of one's own are different"):format(bare, #area.members(rar.name), bare,
    #area.members(part.name))
end

-- All areas that hold several municipalities, in the order of the file.
function area.wholes()
  local list = {}
  for _, one in ipairs(load().areas) do
    if one.type ~= "kommune" then list[#list + 1] = one end
  end
  return list
end

-- The municipalities of a RAR, a landsdel, a region or the country, in the order of the file; of a
-- municipality itself.
function area.members(name)
  local whole, members = area.find(name), {}
  for _, one in ipairs(load().areas) do
    if one.type == "kommune" and (whole.type == "land" or one.rar == whole.name
        or one.region == whole.name or one.landsdel == whole.name or one.name == whole.name) then
      members[#members + 1] = one
    end
  end
  return members
end

return area
