-- What stands under a table of a frame: the marks of anything unsafe, and how many cells its
-- figures were made without, by reason.

local danish = require "report.danish"
local native = require "native"

local frame_notes = {}

local gap_words = { suppressed = "skjult", unavailable = "ikke i kilden", blank = "tom",
  unmatched = "uden række", none = "-", undefined = "ikke til at regne ud",
  undecided = "ikke til at afgøre" }

-- "Antal: 2 skjult, 1 ikke i kilden": the cells that a column's figures were made without.
local function skipped_text(label, counts)
  local parts = {}
  for _, reason in ipairs(native.missing_reasons) do
    local count = counts[reason.name]
    if count then parts[#parts + 1] = ("%s %s"):format(danish.number(count),
      gap_words[reason.name]) end
  end
  return #parts > 0 and ("%s: %s"):format(label, table.concat(parts, ", ")) or nil
end

-- A note of what the figures of a frame were made without, by column and reason; nil where nothing
-- is missing behind them.
local function skipped_note(t, names, labels)
  local counts, texts = {}, {}
  local missing = t:missing()
  for row = 1, #missing do
    local name, count = missing:cell(row, "column"), missing:cell(row, "skipped")
    counts[name] = counts[name] or {}
    if count > 0 then counts[name][missing:cell(row, "reason")] = count end
  end
  for _, name in ipairs(names) do
    texts[#texts + 1] = counts[name] and skipped_text(labels[name] or name, counts[name]) or nil
  end
  if #texts == 0 then return nil end
  return ("Celler, som tallene er regnet uden: %s."):format(table.concat(texts, "; "))
end

-- "andel: …" under the heading of its column; nil where the table does not show it.
local function under_label(text, names, labels)
  for _, name in ipairs(names) do
    if text:sub(1, #name + 2) == name .. ": " then
      return (labels[name] or name) .. text:sub(#name + 1)
    end
  end
end

-- The notes under a table with the columns `names` of a frame (labels: name -> heading), after
-- those that are `given` (a text, a list, or nil): a list, or nil where there are none.
function frame_notes.of(t, names, labels, given)
  local notes = {}
  if given then
    notes = type(given) == "table" and table.move(given, 1, #given, 1, {}) or { given }
  end
  for _, text in ipairs(t:notes "da") do notes[#notes + 1] = under_label(text, names, labels) end
  notes[#notes + 1] = skipped_note(t, names, labels)
  return #notes > 0 and notes or nil
end

return frame_notes
