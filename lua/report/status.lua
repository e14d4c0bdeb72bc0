-- The words of a verdict and how they look: a sign and a tone beside the word, so that colour is
-- never alone. Tones: good, going, behind, bad, open (nothing to judge by), none (no data),
-- neutral. A document may add words of its own (document.new{ statuses = ... }).

local fault = require "fault"

local status = {}

status.tones = { "good", "going", "behind", "bad", "open", "none", "neutral" }

local SIGNS = {
  good = "✔", going = "●", behind = "▲", bad = "✘", open = "○", none = "–", neutral = "•",
}

local WORDS = {
  ["opfyldt"] = { tone = "good" },
  ["på vej"] = { tone = "going" },
  ["bagud"] = { tone = "behind" },
  ["ikke opfyldt"] = { tone = "bad" },
  ["intet måltal"] = { tone = "open" },
  ["ingen data"] = { tone = "none" },
  ["stemmer"] = { tone = "good" },
  ["afviger"] = { tone = "bad" },
  ["kan ikke efterregnes"] = { tone = "open" },
  ["over niveau"] = { tone = "neutral", sign = "↑" },
  ["på niveau"] = { tone = "neutral", sign = "=" },
  ["næsten på niveau"] = { tone = "neutral", sign = "≈" },
  ["under niveau"] = { tone = "neutral", sign = "↓" },
}

local function check_tone(tone)
  if SIGNS[tone] then return tone end
  fault.raise {
    what = ("no tone is called '%s'"):format(tostring(tone)),
    hint = "tones are " .. table.concat(status.tones, ", "),
  }
end

local function unknown(word, own)
  local words = {}
  for known in pairs(WORDS) do words[#words + 1] = known end
  for known in pairs(own) do words[#words + 1] = known end
  table.sort(words)
  fault.raise {
    what = ("no verdict is called '%s'"):format(tostring(word)),
    why = fault.suggestion(tostring(word), words),
    hint = "give a `tone` with it, or name it in document.new{ statuses = "
      .. "{ [\"...\"] = { tone = \"good\" } } }",
  }
end

-- A verdict as it is drawn: {word=, sign=, tone=, detail=}. `given`: a word, or {word=, tone=,
-- sign=, detail=, says= (what it tells of counts: report.statement)}; `own`: the document's further
-- words.
function status.resolve(given, own)
  if type(given) == "string" then given = { word = given } end
  local word = given.word or given[1]
  local known = own[word] or WORDS[word]
  if type(word) ~= "string" or (not known and not given.tone) then unknown(word, own) end
  local tone = check_tone(given.tone or known.tone)
  return {
    word = word, tone = tone, detail = given.detail, says = given.says,
    sign = given.sign or (known and known.sign) or SIGNS[tone],
  }
end

-- "✔ opfyldt", "✔ opfyldt (kan svinge)"
function status.text(resolved)
  local text = resolved.sign .. " " .. resolved.word
  return resolved.detail and ("%s (%s)"):format(text, resolved.detail) or text
end

return status
