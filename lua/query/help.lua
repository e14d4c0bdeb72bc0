-- help(): what there is; help "rolling_mean": what one thing does. The catalogues say it all.

local analysis = require "query.catalogue.analysis"
local fault = require "fault"
local functions = require "query.functions"
local verbs = require "query.catalogue.verb"

local help = {}

-- What stands beside verbs and functions: made by the prelude.
local globals = {
  { name = "read", usage = 'read "fil.csv"', help = "The frame of a file: CSV, or an answer of \z
    jobindsats in JSON. Delimiter, encoding, marks of numbers and of missing values are found \z
    from the whole file; t:dialect() tells. A pattern (\"2021*.csv\") or a list reads several." },
  { name = "frame", usage = 'frame{ {"omraade", {"Hedensted"}}, {"antal", {12}} }',
    help = "A frame by hand: names with their values; `missing` for a gap." },
  { name = "period", usage = 'period "3. kvt. 2019"', help = "A period, from any written form. \z
    p + 1, p - 4, p - q, p:id(), p.kind, p.year, p.number, p.first_day, p.last_day." },
  { name = "benchmark", usage = 'benchmark{ of = "RAR Østjylland", own = "Hedensted", \z
    with_own = true }', help = "The municipalities of a benchmark, for \z
    t:filter(\"omraade in $b\", { b = … }). Whether the own municipality is in it must be \z
    said; of may be a list with a name of its own; without = { … } leaves some out by name. What \z
    is computed of it says so." },
  { name = "why", usage = 'why(t, 1, "antal")', help = "Where a figure comes from: the formula \z
    with its inputs, the filters, the rows of the file by line number, the file with its SHA-256, \z
    what was missing, marks of anything unsafe, and the lines of the script." },
  { name = "missing", usage = "missing", help = "What a cell without a value is; t:reason(row, \z
    \"column\") says why." },
  { name = "help", usage = 'help "rolling_mean"', help = "This." },
}

local example_note = "Examples, over a frame of four months with a suppressed cell (periode, \z
  navn, antal = 10 20 . 40, pct = 1,5 2,5 3,5 4,5, vaegt = 1 1 2 4):"

local function wrap(text, indent, width)
  local lines, line = {}, indent
  for word in text:gmatch "%S+" do
    if utf8.len(line) + 1 + utf8.len(word) > width and line ~= indent then
      lines[#lines + 1] = line
      line = indent
    end
    line = line == indent and indent .. word or line .. " " .. word
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

local function example_lines(row)
  local lines = { wrap(example_note, "  ", 80) }
  for _, example in ipairs(row.examples) do
    local expected = example[2]
    if type(expected) == "table" then
      local cells = {}
      for i, cell in ipairs(expected) do cells[i] = cell == "?" and "? (unmatched)" or cell end
      expected = table.concat(cells, "; ")
    end
    lines[#lines + 1] = ("    %s  gives  %s"):format(example[1], expected)
  end
  return table.concat(lines, "\n")
end

local kinds = { operator = "an operator", scalar = "a function of one row",
  aggregate = "an aggregate: one value a group, in summarise and mutate",
  window = "a function of a row and its neighbours, in mutate" }

local function function_text(row)
  return table.concat({ row.usage .. "   (" .. kinds[row.kind] .. ")", wrap(row.help, "  ", 80),
    wrap("Missing cells: " .. row.missing .. ".", "  ", 80), example_lines(row) }, "\n")
end

local function verb_text(row)
  local lines = { row.usage .. "   (a verb)", wrap(row.help, "  ", 80) }
  if row.example then lines[#lines + 1] = "  Example: " .. row.example end
  return table.concat(lines, "\n")
end

local function global_text(row)
  return row.usage .. "\n" .. wrap(row.help, "  ", 80)
end

local function analysis_text(row)
  local lines = { row.usage, wrap(row.help, "  ", 80), wrap(analysis.note, "  ", 80) }
  for _, example in ipairs(row.examples) do
    lines[#lines + 1] = ("    %s\n      gives  %s"):format(example[1], tostring(example[2]))
  end
  return table.concat(lines, "\n")
end

local function find_global(name)
  for _, row in ipairs(globals) do
    if row.name == name then return row end
  end
end

local function overview()
  local global_names = {}
  for i, row in ipairs(globals) do global_names[i] = row.name end
  local parts = {
    { "To begin", global_names }, { "Verbs of a frame, t:verb(…)", verbs.names() },
    { "In expressions: functions of a row", functions.names "scalar" },
    { "Aggregates (summarise, mutate)", functions.names "aggregate" },
    { "By neighbours (mutate)", functions.names "window" },
    { "Operators", functions.names "operator" },
    { "Of a whole series", analysis.names() },
  }
  local lines = {}
  for _, part in ipairs(parts) do
    lines[#lines + 1] = part[1] .. "\n" .. wrap(table.concat(part[2], " "), "  ", 80)
  end
  lines[#lines + 1] = 'help "name" tells more.'
  return table.concat(lines, "\n")
end

local function all_names()
  local names = functions.names()
  for _, list in ipairs { verbs.names(), functions.names "operator", analysis.names() } do
    for _, name in ipairs(list) do names[#names + 1] = name end
  end
  for _, row in ipairs(globals) do names[#names + 1] = row.name end
  return names
end

-- The text of help on a name, or on everything.
function help.text(name)
  if name == nil then return overview() end
  if type(name) ~= "string" then
    fault.raise { what = "help takes a name", hint = 'write: help "rolling_mean"' }
  end
  local parts = {}
  local row, verb, global = functions.find(name), verbs.find(name), find_global(name)
  if global then parts[#parts + 1] = global_text(global) end
  if verb then parts[#parts + 1] = verb_text(verb) end
  if row then parts[#parts + 1] = function_text(row) end
  for _, one in ipairs(analysis.find(name)) do parts[#parts + 1] = analysis_text(one) end
  if #parts > 0 then return table.concat(parts, "\n\n") end
  local near = functions.elsewhere(name)
  fault.raise { what = ("there is no '%s' to help with"):format(name),
    hint = near and ("did you mean '%s'?"):format(near) or fault.suggestion(name, all_names()) or
      "help() lists what there is" }
end

-- Print it.
function help.show(name)
  io.write(help.text(name), "\n")
end

return help
