-- Searching the catalogues: by name, by what the help says, by Danish words.

local analysis = require "query.catalogue.analysis"
local danish = require "query.catalogue.danish"
local fault = require "fault"
local functions = require "query.functions"
local globals = require "query.catalogue.global"
local verbs = require "query.catalogue.verb"

local apropos = {}

local capitals = { ["Æ"] = "æ", ["Ø"] = "ø", ["Å"] = "å", ["É"] = "é" }

local function folded(text)
  return (text:lower():gsub("\xC3[\x80-\xBF]", capitals))
end

-- How well a row fits: 1 its name, 2 its Danish words, 3 its help; nil not at all.
local function rank_of(row, word)
  if folded(row.name):find(word, 1, true) then return 1 end
  if folded(danish.of(row.name) or ""):find(word, 1, true) then return 2 end
  if folded(row.help):find(word, 1, true) then return 3 end
end

-- Every row of the catalogues.
function apropos.rows()
  local rows = {}
  for _, list in ipairs { globals.rows, verbs.rows, functions.rows, analysis.rows } do
    table.move(list, 1, #list, #rows + 1, rows)
  end
  return rows
end

local function known_words()
  local list = {}
  for _, row in ipairs(apropos.rows()) do
    list[#list + 1] = row.name
    for word in (danish.of(row.name) or ""):gmatch "%S+" do list[#list + 1] = word end
  end
  return list
end

-- The rows that a word leads to, the nearest first. Raises when there are none.
function apropos.find(word)
  if type(word) ~= "string" or not word:find "%S" then
    fault.raise { what = "apropos takes a word", hint = "write: :apropos gennemsnit" }
  end
  word = folded(word:match "^%s*(.-)%s*$")
  local found, place = {}, {}
  for i, row in ipairs(apropos.rows()) do
    local rank = rank_of(row, word)
    if rank then
      found[#found + 1] = row
      place[row] = rank * 1000 + i
    end
  end
  if #found == 0 then
    fault.raise { what = ("nothing in the help speaks of '%s'"):format(word),
      hint = fault.suggestion(word, known_words()) or "help() lists all there is" }
  end
  table.sort(found, function(a, b) return place[a] < place[b] end)
  return found
end

return apropos
