-- Every example of the catalogue of functions, and that the catalogue and the engine agree.

local check = dofile "tests/lua/check.lua"
local frame = require "query.frame"
local functions = require "query.functions"
local analysis = require "query.catalogue.analysis"
local help = require "query.help"
local verbs = require "query.catalogue.verb"
require "query.open"

local t = frame.new(functions.example())

-- The cells of an expression over the example, as a person reads them.
local function shown(row, code)
  local verb = row.kind == "aggregate" and "summarise" or "mutate"
  local result = t[verb](t, "svar = " .. code):collect()
  local cells = {}
  for i = 1, #result do cells[i] = result.source:format(i, "svar") end
  return cells
end

for _, row in ipairs(functions.rows) do
  check.test("the_examples_of_" .. row.name .. "_hold", function()
    check.equal(#row.examples > 0, true, "there is an example")
    for _, example in ipairs(row.examples) do
      local cells, expected = shown(row, example[1]), example[2]
      if type(expected) ~= "table" then
        for _, cell in ipairs(cells) do check.equal(cell, expected, example[1]) end
      else
        check.equal(cells, expected, example[1])
      end
    end
  end)
end

check.test("every_row_of_the_catalogue_is_complete", function()
  for _, row in ipairs(functions.rows) do
    for _, field in ipairs { "name", "kind", "arguments", "usage", "help", "missing", "kernel" } do
      check.equal(row[field] ~= nil and row[field] ~= "", true, row.name .. "." .. field)
    end
    check.equal(row.sql ~= nil, true, row.name .. ".sql is a template or false")
    check.equal(#row.arguments > 0 or row.kind == "operator", true, row.name)
  end
end)

check.test("every_function_of_other_programs_points_at_one_that_stands", function()
  for _, name in ipairs { "avg", "ifelse", "n", "stdev", "isnull", "ceil", "percentile" } do
    check.equal(functions.find(functions.elsewhere(name)) ~= nil, true, name)
  end
end)

check.test("every_function_and_verb_has_help", function()
  for _, row in ipairs(functions.rows) do
    check.equal(help.text(row.name):find(row.usage, 1, true) ~= nil, true, row.name)
  end
  for _, row in ipairs(verbs.rows) do
    check.equal(help.text(row.name):find(row.usage, 1, true) ~= nil, true, row.name)
  end
end)

local over = analysis.example(_G.frame, period)
for _, row in ipairs(analysis.rows) do
  check.test("the_examples_of_" .. row.name .. "_hold", function()
    check.equal(#row.examples > 0, true, "there is an example")
    local given = setmetatable({ t = over }, { __index = _G })
    for _, example in ipairs(row.examples) do
      local found = (assert(load("return " .. example[1], "example", "t", given))())
      if type(found) == "number" then check.close(found, example[2], 1e-12)
      else check.equal(found, example[2], example[1]) end
    end
    check.equal(help.text(row.name):find(row.usage, 1, true) ~= nil, true)
  end)
end

check.test("help_without_a_name_lists_every_verb_and_function", function()
  local text = help.text()
  for _, name in ipairs(functions.names()) do
    check.equal(text:find(name, 1, true) ~= nil, true, name)
  end
  for _, name in ipairs(verbs.names()) do
    check.equal(text:find(name, 1, true) ~= nil, true, name)
  end
end)

check.test("help_of_an_unknown_name_suggests_the_nearest", function()
  check.fails(function() help.text "rolling_meen" end, "rolling_meen", "rolling_mean")
end)

check.test("help_of_a_name_that_is_verb_and_function_shows_both", function()
  local text = help.text "count"
  check.equal(text:find("count([x])", 1, true) ~= nil, true)
  check.equal(text:find("t:count", 1, true) ~= nil, true)
end)

for _, row in ipairs(verbs.rows) do
  if row.example then
    check.test("the_example_of_the_verb_" .. row.name .. "_runs", function()
      local code = assert(load("local t = ...; return " .. row.example))
      local result = code(t)
      if frame.is(result) then check.equal(type(tostring(result)), "string") end
    end)
  end
end

check.finish()
