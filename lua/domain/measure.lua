-- Measures: what a column of figures is, from data/maalinger.lua. Found by caption or alias, blanks
-- trimmed and folded, for captions change from one release of a source to the next.

local catalogue = require "domain.catalogue"
local fault = require "fault"

local measure = {}

local known -- { list, by_id, by_caption }

local function folded(caption)
  return (caption:match "^%s*(.-)%s*$":gsub("%s+", " "))
end

local function load()
  if known then return known end
  known = { list = catalogue.load "maalinger.lua", by_id = {}, by_caption = {} }
  for _, one in ipairs(known.list) do
    known.by_id[one.id] = one
    for _, caption in ipairs { one.caption, table.unpack(one.aliases or {}) } do
      known.by_caption[folded(caption)] = one
    end
  end
  return known
end

-- The measure of a caption; or nil and which is meant instead.
function measure.lookup(caption)
  local found, captions = load().by_caption[folded(caption)], {}
  if found then return found end
  for _, one in ipairs(known.list) do captions[#captions + 1] = one.caption end
  return nil, fault.suggestion(folded(caption), captions) or "measures are in data/maalinger.lua"
end

-- The measure of a column of a file: its caption as it is, or as releases of jobindsats.dk vary it:
-- »Gruppe: Forventet antal«, a trailing »16-66 år«, an old spelling. Never by likeness.
function measure.of_column(caption)
  local by_caption, text = load().by_caption, folded(caption)
  return by_caption[text] or by_caption[text:match "^.*: (.+)$" or ""]
    or by_caption[text:match "^(.-),? pct%.,?$" or ""]
    or by_caption[text:match "^(.-) ?16%-66 år$" or ""]
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
