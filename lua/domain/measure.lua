-- Measures: what a column of figures is, from data/maalinger.lua. Found by caption or alias, blanks
-- trimmed and folded, for captions change from one release of a source to the next.

local catalogue = require "domain.catalogue"
local dated = require "domain.dated"
local fault = require "fault"
local fields = require "domain.fields"
local memo = require "memo"

local measure = {}

local known -- { list, by_id, by_caption }

local folded = memo(function(caption)
  return (caption:match "^%s*(.-)%s*$":gsub("%s+", " "))
end)

-- One name never stands for two measures.
local function enter(into, name, one, what)
  local other = into[name]
  if other and other ~= one then
    fault.raise { what = ("data/maalinger.lua: the %s '%s' stands for '%s' and for '%s'"):format(
      what, name, other.id, one.id), hint = "give it to one of them" }
  end
  into[name] = one
end

local known_fields = { id = "string", caption = "string", aliases = "table", unit = "string",
  kind = "string", unique_persons = "boolean", same_over = "table", to_date = "boolean",
  numerator = "string", denominator = "string", weight = "string", direction = "string",
  decimals = "number", source = "string", note = "string" }

local function check(one, place)
  fields.check(place, one, known_fields, { "id", "caption", "unit", "kind", "direction" })
  fields.one_of(place, "kind", one.kind, { "stock", "flow", "ratio", "mean" })
  fields.one_of(place, "direction", one.direction, { "up", "down", "neutral" })
end

-- What a ratio is of, and what a mean is weighted by, are measures.
local function check_parts(found)
  for _, one in ipairs(found.list) do
    for _, key in ipairs { "numerator", "denominator", "weight" } do
      if one[key] and not found.by_id[one[key]] then
        fault.raise { what = ("data/maalinger.lua, %s: no measure has the id '%s'"):format(one.id,
          one[key]), hint = "it is its " .. key }
      end
    end
  end
end

local function load()
  if known then return known end
  local found = { list = catalogue.load "maalinger.lua", by_id = {}, by_caption = {} }
  for i, one in ipairs(found.list) do
    check(one, ("data/maalinger.lua, %s"):format(tostring(one.id or i)))
    enter(found.by_id, one.id, one, "id")
    for _, caption in ipairs { one.caption, table.unpack(one.aliases or {}) } do
      enter(found.by_caption, folded(caption), one, "caption")
    end
  end
  check_parts(found)
  known = found
  return known
end

-- The measure of a caption; or nil and which is meant instead.
function measure.lookup(caption)
  local found, captions = load().by_caption[folded(caption)], {}
  if found then return found end
  for _, one in ipairs(known.list) do captions[#captions + 1] = one.caption end
  return nil, fault.suggestion(folded(caption), captions) or "measures are in data/maalinger.lua"
end

-- The measure of a caption, or of one that releases of jobindsats.dk make of it: »Gruppe: Forventet
-- antal«, a trailing »16-66 år«, an old spelling.
local function of_text(text)
  local by_caption = load().by_caption
  return by_caption[text] or by_caption[text:match "^.*: (.+)$" or ""]
    or by_caption[text:match "^(.-),? pct%.,?$" or ""]
    or by_caption[text:match "^(.-) ?16%-66 år$" or ""]
end

-- The measure of a column of a file: its caption as it is, as releases of jobindsats.dk vary it, or
-- with the period that it is of: »Antal personer, sep. 2019«. Never by likeness.
function measure.of_column(caption)
  local found = of_text(folded(caption))
  if found then return found end
  local _, rest = dated.split(caption)
  return rest and of_text(folded(rest))
end

-- The same; raises for an unknown one.
function measure.find(caption)
  local found, hint = measure.lookup(caption)
  if not found then
    fault.raise { what = ("no measure is called '%s'"):format(caption), hint = hint }
  end
  return found
end

-- The measure of an id, or nil.
function measure.by_id(id)
  return load().by_id[id]
end

-- All measures, in the order of the file.
function measure.list()
  return load().list
end

return measure
