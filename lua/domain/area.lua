-- Areas: municipalities, the regional labour-market councils (RAR) that existed 2015-2024, regions
-- and the country, from data/omraader.csv. A name is matched by itself or through the alias list,
-- never by likeness.

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

local function load()
  if known then return known end
  local frame = open.read(catalogue.path "omraader.csv", { types = { kode = "text",
    fra_aar = "integer", til_aar = "integer" } })
  catalogue.note("omraader.csv", frame:sources()[1].sha256)
  known = { areas = {}, by_name = {} }
  for row = 1, #frame do
    local one = { code = text_or_nil(frame, row, "kode"), name = frame:cell(row, "navn"),
      type = frame:cell(row, "type"), rar = text_or_nil(frame, row, "rar"),
      region = text_or_nil(frame, row, "region") }
    known.areas[row] = one
    known.by_name[one.name] = one
    for _, alias in ipairs(split(text_or_nil(frame, row, "alias") or "")) do
      known.by_name[alias] = one
    end
  end
  return known
end

-- { code =, name =, type = "kommune|rar|region|land", rar =, region = } of a name or an alias,
-- blanks around it ignored; or nil and which is meant instead.
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

-- The municipalities of a RAR, a region or the country, in the order of the file; of a municipality
-- itself.
function area.members(name)
  local whole, members = area.find(name), {}
  for _, one in ipairs(load().areas) do
    if one.type == "kommune" and (whole.type == "land" or one.rar == whole.name
        or one.region == whole.name or one.name == whole.name) then
      members[#members + 1] = one
    end
  end
  return members
end

return area
