-- The comparisons of data/sammenligninger.lua, made from the figures.

local catalogue = require "domain.catalogue"
local compare = require "domain.compare"
local fault = require "fault"
local fields = require "domain.fields"
local indicator = require "domain.indicator"
local measure = require "domain.measure"

local comparison = {}

-- The indicator that a comparison reads.
local function indicator_of(one, omraade)
  local found = { omraade = omraade, ydelse = one.ydelse, gruppe = one.gruppe, sted = one.sted }
  if one.numerator then
    found.numerator, found.denominator = { maaling = one.numerator }, { maaling = one.denominator }
  else
    found.maaling = one.maaling
  end
  return found
end

-- { definition =, measure =, unit =, before =, after =, difference =, percent =, word =,
-- interval =, small = }; before and after are points, see domain.indicator.
local function made(figures, one, omraade, as_of)
  local points = indicator.series(figures, indicator_of(one, omraade), as_of)
  local before, after = indicator.at(points, one.before), indicator.at(points, one.after)
  if not (before and after) then
    fault.raise { what = ("comparison %s: no figure for %s"):format(one.id,
      before and one.after or one.before), hint = "see data/sammenligninger.lua" }
  end
  local of = measure.find(one.maaling)
  local found = compare.points(before, after, of.direction)
  found.definition, found.measure, found.unit = one, of, of.unit
  return found
end

local known_fields = { id = "string", set = "string", caption = "string", ydelse = "string",
  gruppe = "string", maaling = "string", before = "period", after = "period", sted = "string",
  numerator = "string", denominator = "string" }

local function check(data)
  fields.check("data/sammenligninger.lua", data, { sets = "table", omraade = "string",
    list = "table" }, { "sets", "omraade", "list" })
  local ids = {}
  for i, set in ipairs(data.sets) do
    fields.check(("data/sammenligninger.lua, sets %d"):format(i), set, { id = "string",
      title = "string" }, { "id", "title" })
    ids[i] = set.id
  end
  for i, one in ipairs(data.list) do
    local place = ("data/sammenligninger.lua, %s"):format(tostring(one.id or i))
    fields.check(place, one, known_fields, { "id", "set", "caption", "ydelse", "gruppe", "maaling",
      "before", "after" })
    fields.one_of(place, "set", one.set, ids)
    if (one.numerator == nil) ~= (one.denominator == nil) then
      fault.raise { what = place .. ": a share has numerator and denominator" }
    end
  end
  return data
end

-- The sets with their comparisons, in order: { { id =, title =, list = { ... } } ... }. as_of: only
-- figures whose period has ended by that day; a comparison whose later figure is not there yet is
-- left out. omraade: the area; else the municipality of the documents.
function comparison.sets(figures, as_of, omraade)
  local data = check(catalogue.load "sammenligninger.lua")
  local sets, by_id = {}, {}
  for i, set in ipairs(data.sets) do
    sets[i] = { id = set.id, title = set.title, list = {} }
    by_id[set.id] = sets[i]
  end
  for _, one in ipairs(data.list) do
    local late = as_of and indicator.is_later(one.after, as_of)
    if not late then
      table.insert(by_id[one.set].list, made(figures, one, omraade or data.omraade, as_of))
    end
  end
  return sets
end

return comparison
