-- Where a figure comes from (query.why), in Danish, as the appendix of a document prints it.

local native = require "native"
local why = require "query.why"

local origin = {}

local REASONS = { suppressed = "skjult", unavailable = "findes ikke hos kilden", none = "ingen",
  blank = "tom", unmatched = "uden modstykke" }

local SHOWN = 4 -- filters and formulas that a reader follows; the file and its lines tell the rest

local function missing_text(list)
  local parts = {}
  for i, one in ipairs(list) do
    parts[i] = ("%d %s"):format(one.count, REASONS[one.reason] or one.reason)
  end
  return table.concat(parts, ", ")
end

local function add_inputs(lines, step)
  for _, input in ipairs(step.inputs or {}) do
    local shown = table.concat(input.values, ", ")
    if input.count > #input.values then
      shown = ("%s … (%d i alt)"):format(shown, input.count)
    end
    lines[#lines + 1] = { label = input.name, text = shown }
    if #input.missing > 0 then
      lines[#lines + 1] = { label = input.name .. ", mangler", text = missing_text(input.missing) }
    end
  end
end

-- "omraade = Hedensted, ydelse = …" of a filter by names alone (name == $name and …); another as it
-- is written.
local function condition(text)
  local written, given = text:match "^(.-), with (.*)$"
  for part in ((written or text) .. " and "):gmatch "(.-) and " do
    local name, parameter = part:match "^([^%s]+) == %$([^%s]+)$"
    if not name or name ~= parameter then return text end
  end
  return (given:gsub("%$", ""))
end

local function add_steps(lines, steps)
  local filters = 0
  for _, step in ipairs(steps) do
    if step.column then
      lines[#lines + 1] = { label = "Regnet", text = ("%s = %s"):format(step.column, step.text) }
      add_inputs(lines, step)
    elseif step.verb == "filter" and filters < SHOWN then
      filters = filters + 1
      lines[#lines + 1] = { label = "Udvalgt", text = condition(step.text) }
    end
  end
end

-- A file of data/ by its place there, wherever the program stands.
local function shown_path(path)
  local data = native.data_directory()
  if data and path:sub(1, #data + 1) == data .. "/" then return "data" .. path:sub(#data + 1) end
  return path
end

-- Each file once: { path =, sha256 =, word =, places = texts, count = }.
local function by_file(list)
  local files, known = {}, {}
  for _, source in ipairs(list) do
    local key = source.path or ""
    local file = known[key]
    if not file then
      file = { path = source.path, sha256 = source.sha256, places = {}, count = 0,
        word = source.lines and "linje" or "række", made_from = source.made_from or {} }
      files[#files + 1], known[key] = file, file
    end
    for _, place in ipairs(source.lines or source.first) do
      file.places[#file.places + 1] = tostring(place)
    end
    file.count = file.count + source.count
  end
  return files
end

local function add_file(lines, file)
  if not file.path then
    lines[#lines + 1] = "En tabel, der er lavet i scriptet."
    return
  end
  local places = table.concat(file.places, ", ")
  if file.count > #file.places then places = ("%s … (%d i alt)"):format(places, file.count) end
  lines[#lines + 1] = { label = "Fil", code = true, text = ("%s, %s %s"):format(
    shown_path(file.path), file.word, places) }
  lines[#lines + 1] = { label = "SHA-256", code = true, text = file.sha256 or "filen er væk" }
  for _, one in ipairs(file.made_from) do
    lines[#lines + 1] = { label = "Gemt fra", code = true, text = ("%s, SHA-256 %s"):format(
      shown_path(one.path), one.sha256) }
  end
end

-- The origin (report.origin) of what why(...) has answered.
function origin.of(answer, title)
  local lines = {}
  add_steps(lines, answer.steps)
  for _, file in ipairs(by_file(answer.sources)) do add_file(lines, file) end
  for _, note in ipairs(answer.notes) do
    lines[#lines + 1] = { label = "Forbehold", text = note.danish }
  end
  return { title = title or ("%s: %s"):format(answer.column, answer.shown), lines = lines }
end

-- That of a point (domain.indicator), or nil where it is in no frame.
function origin.of_point(point, title)
  local place = point and point.place
  return place and origin.of(why.explain(place.frame, place.row, place.column), title) or nil
end

return origin
