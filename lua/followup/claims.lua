-- Recomputed claims as sections of a document.

local danish = require "report.danish"
local json = require "report.json"

local claims = {}

claims.words = { "stemmer", "afviger", "kan ikke efterregnes" }

-- How many of each word.
function claims.counts(checked)
  local counts = {}
  for _, word in ipairs(claims.words) do counts[word] = 0 end
  for _, one in ipairs(checked) do counts[one.word] = counts[one.word] + 1 end
  return counts
end

-- Only those with the word; all without one.
local function with_word(checked, word)
  local list = {}
  for _, one in ipairs(checked) do
    if not word or one.word == word then list[#list + 1] = one end
  end
  return list
end

-- A table of claims: what is printed, where, what recomputing gives.
function claims.table(doc, caption, checked, word)
  local rows = {}
  for i, one in ipairs(with_word(checked, word)) do
    rows[i] = { text = "»" .. one.claim.text .. "«",
      source = ("%s, %s"):format(one.claim.document, one.claim.source),
      verdict = { verdict = { word = one.word } }, reason = one.reason }
  end
  if #rows == 0 then return end
  doc:table { caption = caption, columns = {
    { name = "text", label = "Som trykt", header = true },
    { name = "verdict", label = "Efterregning" },
    { name = "reason", label = "Regnestykke", align = "left" },
    { name = "source", label = "Sted", align = "left" } }, rows = rows }
end

-- How many places, as a figure of running text.
function claims.count(found)
  local lines = {}
  for i, one in ipairs(found) do lines[i] = one.what end
  return { text = danish.plural(#found, "sted", "steder"), strong = true,
    why = { title = "Steder, hvor dokumenterne er uenige med sig selv", lines = lines } }
end

-- The places where the documents disagree with themselves.
function claims.contradictions(doc, found)
  doc:paragraph { "Dokumenterne er uenige med sig selv ", claims.count(found), ". Stederne er \z
    fundet ved at holde alle offentliggjorte tal op mod hinanden: tal, der er trykt flere gange \z
    med forskellige værdier, og procenter, der vokser anderledes end det antal, de er regnet af." }
  local items = { ordered = true }
  for i, one in ipairs(found) do items[i] = ("**%s.** %s"):format(one.what, one.reason) end
  if #items > 0 then doc:list(items) end
end

local function plain(value)
  return value == nil and json.null or value
end

-- For doc.data.
function claims.data(checked)
  local list = {}
  for i, one in ipairs(checked) do
    list[i] = { __order = { "id", "text", "document", "source", "kind", "published", "recomputed",
        "unit", "verdict", "reason" },
      id = one.claim.id, text = one.claim.text, document = one.claim.document,
      source = one.claim.source, kind = one.claim.kind, published = plain(one.published),
      recomputed = plain(one.recomputed), unit = one.claim.unit or json.null, verdict = one.word,
      reason = one.reason }
  end
  return list
end

function claims.contradictions_data(found)
  local list = {}
  for i, one in ipairs(found) do
    list[i] = { __order = { "kind", "what", "reason" }, kind = one.kind, what = one.what,
      reason = one.reason }
  end
  return list
end

return claims
