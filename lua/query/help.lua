-- help(): what there is; help "rolling_mean": what one thing does. The catalogues say it all.

local analysis = require "query.catalogue.analysis"
local cells = require "cells"
local fault = require "fault"
local functions = require "query.functions"
local globals = require "query.catalogue.global"
local native = require "native"
local verbs = require "query.catalogue.verb"

local help = {}

local example_note = "Examples, over a frame of four months with a suppressed cell (periode, \z
  navn, antal = 10 20 . 40, pct = 1,5 2,5 3,5 4,5, vaegt = 1 1 2 4):"

local function wrap(text, indent, width)
  return indent .. table.concat(cells.fold(text, width - #indent), "\n" .. indent)
end

-- How a name is used, and what it is: beside it where a line has room for both.
local function head_line(usage, kind)
  local line = ("%s   (%s)"):format(usage, kind)
  return native.width(line) <= 80 and line or usage .. "\n" .. wrap(("(%s)"):format(kind), "  ", 80)
end

local function example_lines(row)
  local lines = { wrap(example_note, "  ", 80) }
  for _, example in ipairs(row.examples) do
    local expected = example[2]
    if type(expected) == "table" then
      local shown = {}
      for i, cell in ipairs(expected) do shown[i] = cell == "?" and "? (unmatched)" or cell end
      expected = table.concat(shown, "; ")
    end
    lines[#lines + 1] = ("    %s  gives  %s"):format(example[1], expected)
  end
  return table.concat(lines, "\n")
end

local kinds = { operator = "an operator", scalar = "a function of one row",
  aggregate = "an aggregate: one value a group, in summarise and mutate",
  window = "a function of a row and its neighbours, in mutate" }

local function function_text(row)
  return table.concat({ head_line(row.usage, kinds[row.kind]), wrap(row.help, "  ", 80),
    wrap("Missing cells: " .. row.missing .. ".", "  ", 80), example_lines(row) }, "\n")
end

local function verb_text(row)
  local lines = { head_line(row.usage, "a verb"), wrap(row.help, "  ", 80) }
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

local function overview()
  local parts = {
    { "To begin", globals.names() }, { "Verbs of a frame, t:verb(…)", verbs.names() },
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

-- Every name that there is help on.
function help.names()
  local names = functions.names()
  for _, list in ipairs { verbs.names(), functions.names "operator", analysis.names(),
    globals.names() } do
    for _, name in ipairs(list) do names[#names + 1] = name end
  end
  return names
end

-- Whether there is help on a name.
function help.is_known(name)
  return functions.find(name) ~= nil or verbs.find(name) ~= nil or globals.find(name) ~= nil or
    #analysis.find(name) > 0
end

local function unknown(name)
  local near = functions.elsewhere(name)
  fault.raise { what = ("there is no '%s' to help with"):format(name),
    hint = near and ("did you mean '%s'?"):format(near) or fault.suggestion(name, help.names()) or
      "help() lists what there is, :apropos searches" }
end

-- What a frame holds and what may come next.
local function frame_text(frame)
  local lines, names, types, wide = {}, frame:names(), frame:types(), 0
  for _, name in ipairs(names) do wide = math.max(wide, native.width(cells.escape(name))) end
  for i, name in ipairs(names) do
    local label = cells.escape(name)
    lines[i] = ("  %s%s  %s"):format(label, (" "):rep(wide - native.width(label)), types[i])
  end
  table.insert(lines, 1, ("a frame with %d columns"):format(#names))
  lines[#lines + 1] = "Look: t:glimpse() t:describe() t:freq \"…\" t:plot{ … } t:bar{ … }"
  lines[#lines + 1] = wrap("Verbs: " .. table.concat(verbs.names(), " "), "", 80)
  lines[#lines + 1] = 'help "filter" tells of one.'
  return table.concat(lines, "\n")
end

-- The text of help on a value that is no name.
local function value_text(value)
  local meta = getmetatable(value)
  local kind = type(meta) == "table" and rawget(meta, "__name") or nil
  if kind == "frame" then return frame_text(value) end
  if type(value) == "function" then
    local signature = require "query.signature"
    local name = signature.name(value)
    return name and help.text(name) or signature.of(value)
  end
  if type(value) == "userdata" and value ~= native.missing then return help.text "period" end
  if value == native.missing then return help.text "missing" end
  fault.raise { what = ("help takes a name, a frame or a function, not a %s"):format(type(value)),
    hint = 'write: help "rolling_mean"' }
end

-- The text of help on a name, on a value, or on everything.
function help.text(name)
  if name == nil then return overview() end
  if type(name) ~= "string" then return value_text(name) end
  local parts = {}
  local row, verb, global = functions.find(name), verbs.find(name), globals.find(name)
  if global then parts[#parts + 1] = global_text(global) end
  if verb then parts[#parts + 1] = verb_text(verb) end
  if row then parts[#parts + 1] = function_text(row) end
  for _, one in ipairs(analysis.find(name)) do parts[#parts + 1] = analysis_text(one) end
  if #parts == 0 then unknown(name) end
  return table.concat(parts, "\n\n")
end

-- Print it.
function help.show(name)
  io.write(help.text(name), "\n")
end

return help
