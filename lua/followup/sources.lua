-- The inputs of a follow-up: every file of data/ that was read, with its hash.

local catalogue = require "domain.catalogue"

local sources = {}

local texts = {
  ["data/publicerede_tal.csv"] = "Offentliggjorte tal",
  ["data/omraader.csv"] = "Områder",
  ["data/maalinger.lua"] = "Målinger",
  ["data/politik.lua"] = "Grænser for udvalgets ord",
  ["data/paastande.lua"] = "Påstande, der kan efterregnes",
  ["data/udgangspunkter.lua"] = "Udgangspunkter, som ikke er offentliggjort",
  ["data/evalueringer.lua"] = "Holdte evalueringer",
  ["data/statusskema_eksempel.csv"] = "SYNTETISK: opdigtet statusskema",
  ["data/sammenligninger.lua"] = "Sammenligninger",
}

local function text_of(path)
  if path:find "^data/syntetisk/" then return "SYNTETISK: opdigtede tal" end
  return texts[path] or path:find "^data/planer/" and "Mål" or "Inddata"
end

-- A list of the inputs; call it last, when all has been read. more: a source that is no file of
-- data/, { path =, sha256 =, text = }.
function sources.section(doc, more)
  local items = {}
  for i, one in ipairs(catalogue.inputs()) do
    items[i] = { path = one.path, sha256 = one.sha256, text = text_of(one.path) }
  end
  items[#items + 1] = more
  doc:sources(items)
end

-- For doc.data.
function sources.data()
  local list = {}
  for i, one in ipairs(catalogue.inputs()) do
    list[i] = { __order = { "path", "sha256" }, path = one.path, sha256 = one.sha256 }
  end
  return list
end

return sources
