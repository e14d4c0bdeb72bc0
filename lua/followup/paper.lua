-- What the papers of the committee have in common: their options, the words that say SYNTETISK, the
-- sources, and where they are written.

local area = require "domain.area"
local catalogue = require "domain.catalogue"
local danish = require "report.danish"
local document = require "report.document"
local fault = require "fault"
local native = require "native"
local output = require "report.output"
local script = require "script"
local sources = require "followup.sources"

local paper = { OWN = "Hedensted", RAR = "RAR Østjylland", COUNTRY = "Hele landet" }

local function take_options(name, spec)
  local list = { output.options(name) }
  list[#list + 1] = { name = "--as-of", value = "DATE", key = "as_of", kind = "date",
    help = "dagen, den gælder for, fx 2021-09-30" }
  if spec.kommune then
    list[#list + 1] = { name = "--kommune", value = "NAVN", key = "kommune", kind = "text",
      help = "kommunen; ellers " .. paper.OWN }
  end
  for _, one in ipairs(spec.options or {}) do list[#list + 1] = one end
  return list
end

-- The name of a municipality as jobindsats spells it; raises for other areas and unknown names.
function paper.municipality(name)
  local found = area.find(name)
  if found.type ~= "kommune" then
    fault.raise { what = ("--kommune takes a municipality; %s is not one"):format(found.name),
      why = "the paper sets it beside the RAR and the country, which hold it",
      hint = "write: --kommune " .. paper.OWN }
  end
  return found.name
end

-- Read a paper's options. spec: { arguments =, purpose =, kommune = true or nil, options = more }.
-- Gives { out =, as_of =, kommune =, ... }; the municipality is Hedensted where none is given.
function paper.options(name, spec)
  local found = script.options(spec.arguments, { name = ("scripts/%s.lua"):format(name),
    purpose = spec.purpose, options = take_options(name, spec) })
  output.wanted(found)
  found.kommune = paper.municipality(found.kommune or paper.OWN)
  return found
end

-- Refuse a day before the first figures.
function paper.check_day(as_of, first_day)
  if as_of >= first_day then return end
  fault.raise { what = ("--as-of %s is before the first figures"):format(as_of:id()),
    why = "they begin on " .. first_day:id(), hint = "write a later day, such as 2021-09-30" }
end

-- The areas that a municipality is set beside: its RAR where the set has it, and the country.
function paper.others(kommune)
  local others = {}
  if area.find(kommune).rar == paper.RAR then others[1] = paper.RAR end
  others[#others + 1] = paper.COUNTRY
  return others
end

-- A document with the municipality above its title. spec: title, description, as_of; synthetic =
-- true says SYNTETISK in the title.
function paper.new(kommune, spec)
  local mark = spec.synthetic and " (SYNTETISK)" or ""
  return document.new { title = spec.title .. mark, kicker = kommune .. " Kommune" ..
    (spec.committee and ", Udvalget for Beskæftigelse" or ""), as_of = spec.as_of,
    description = spec.description, statuses = spec.statuses, internal = spec.internal,
    public = spec.public }
end

-- Say what is made up: once, before the first of it.
function paper.synthetic(doc, more)
  doc:note("Tallene er **opdigtede** og siger intet om nogen kommune. De kommer fra det \z
    syntetiske sæt (make data), som har jobindsats' form og stemmer med de offentliggjorte tal, \z
    hvor der er nogen." .. (more and " " .. more or ""), { label = "SYNTETISK" })
end

-- A file as a source: of data/ by its place there, another by its name.
function paper.input(path, in_data)
  local name = path:match "[^/]+$"
  catalogue.read[in_data and catalogue.shown(name) or name] = native.sha256_file(path)
end

-- Close a document: its sources, its text on standard output, its files where --out is given. data:
-- what the JSON holds beside day, municipality and inputs; `order` names its keys.
function paper.finish(doc, name, options, data, order)
  doc:heading(2, "Kilder")
  sources.section(doc)
  doc.data = { __order = { "as_of", "omraade" }, as_of = options.as_of, omraade = options.kommune }
  for _, key in ipairs(order) do
    table.insert(doc.data.__order, key)
    doc.data[key] = data[key]
  end
  table.insert(doc.data.__order, "inputs")
  doc.data.inputs = sources.data()
  output.write(doc, name, options)
end

-- "maj 2019" -> "Maj 2019", for the head of a column.
function paper.head(period)
  return danish.capital(tostring(period))
end

return paper
