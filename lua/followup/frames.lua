-- Frames of a query in a document: a table with the marks of anything unsafe as its notes, and an
-- appendix that tells where chosen figures come from.

local frame_notes = require "followup.frame_notes"

local frames = {}

local gap_notes = {
  suppressed = "Skjult af hensyn til anonymitet: tallet er lille, men ikke nødvendigvis 0.",
  unavailable = "Kilden har ikke tallet.",
  undefined = "Kan ikke regnes ud.",
  unmatched = "Der er ingen række at hente tallet fra.",
}

local numeric = { integer = true, decimal = true, number = true }

local BOUND = "Noget af det, tallet er regnet af, er skjult af hensyn til anonymitet: det rigtige \z
  tal kan være et andet, inden for det, der står."

local function cell_of(t, row, name, decimals)
  local reason = t:reason(row, name)
  local text = t:format(row, name, decimals)
  local note = reason and gap_notes[reason] or not reason and t:mark(row, name) and BOUND or nil
  return note and { text = text, note = note } or text
end

-- A table of every row of a frame. spec: caption, labels (column -> heading), decimals (column ->
-- how many). Under it stand the notes that the frame carries, and how many cells its figures were
-- made without, by reason.
function frames.table(doc, t, spec)
  local columns, rows, names, types = {}, {}, t:names(), t:types()
  local labels, decimals = spec.labels or {}, spec.decimals or {}
  for i, name in ipairs(names) do
    columns[i] = { name = name, label = labels[name] or name,
      align = numeric[types[i]] and "right" or "left", header = i == 1 or nil }
  end
  for row = 1, #t do
    rows[row] = {}
    for i, name in ipairs(names) do
      rows[row][i] = cell_of(t, row, name, numeric[types[i]] and decimals[name] or nil)
    end
  end
  doc:table { caption = spec.caption, columns = columns, rows = rows,
    note = frame_notes.of(t, names, labels) }
end

-- ---- where figures come from ----

local verbs = {
  filter = "udvalg", slice = "de første eller valgte rækker", tail = "de sidste rækker",
  mutate = "regnet", summarise = "samlet", distinct = "ens rækker talt én gang",
  pivot_wider = "stillet op ved siden af hinanden", pivot_longer = "stillet op under hinanden",
  complete = "alle kombinationer", ["other frame"] = "fra den anden tabel",
}

local function short(texts, count)
  local shown = table.concat(texts, ", ", 1, math.min(#texts, 10))
  return (count or #texts) > 10 and ("%s … (i alt %d)"):format(shown, count or #texts) or shown
end

local function step_text(step)
  local word = verbs[step.verb] or "koblet"
  if not step.column then
    local kept = step.after and (", %d af %d rækker"):format(step.after, step.before) or ""
    return ("%s%s%s"):format(word, step.text and ": " .. step.text or "", kept)
  end
  local inputs = {}
  for i, input in ipairs(step.inputs) do
    local missing = {}
    for j, one in ipairs(input.missing) do
      missing[j] = ("; %d mangler: %s"):format(one.count, gap_notes[one.reason] or one.reason)
    end
    inputs[i] = ("%s = %s%s"):format(input.name, short(input.values, input.count),
      table.concat(missing))
  end
  return ("%s: %s = %s%s%s"):format(word, step.column, step.text,
    step.group and " for " .. step.group or "",
    #inputs > 0 and ", hvor " .. table.concat(inputs, "; ") or "")
end

local function source_text(source)
  local where = source.path and source.lines and (source.count == 1 and "linje" or "linjerne") or
    (source.count == 1 and "række" or "rækkerne")
  local text = ("%s: %s %s%s"):format(source.path and ("%s (%s, SHA-256 %s)"):format(source.path,
    source.dialect, source.sha256 or "kendes ikke: filen er væk") or "indtastet i scriptet", where,
    short(source.lines or source.first, source.count),
    #source.columns > 0 and ", " .. table.concat(source.columns, ", ") or "")
  for _, file in ipairs(source.made_from or {}) do
    text = ("%s; gemt fra %s (SHA-256 %s)"):format(text, file.path, file.sha256)
  end
  return text
end

-- An appendix about figures: answers of why(), each a heading and a list.
function frames.why(doc, answers)
  doc:appendix "Hvor tallene kommer fra"
  for _, answer in ipairs(answers) do
    doc:heading(3, ("%s, række %d: %s"):format(answer.column, answer.row, answer.shown))
    local items = {}
    for _, step in ipairs(answer.steps) do
      items[#items + 1] = { { text = step_text(step) ..
        (step.place and (" [%s]"):format(step.place) or "") } }
    end
    for _, source in ipairs(answer.sources) do
      items[#items + 1] = { { text = source_text(source) } }
    end
    for _, note in ipairs(answer.notes) do
      items[#items + 1] = { { text = "Forbehold: " .. note.danish } }
    end
    doc:list(items)
  end
end

return frames
