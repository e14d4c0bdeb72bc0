-- Help, the search in it, the tour.

local apropos = require "query.apropos"
local check = dofile "tests/lua/check.lua"
local danish = require "query.catalogue.danish"
local help = require "query.help"
local tour = require "prompt.tour"
local test, equal, fails = check.test, check.equal, check.fails

local function names_for(word)
  local names = {}
  for i, row in ipairs(apropos.find(word)) do names[i] = row.name end
  return names
end

test("every_name_has_help_and_danish_words", function()
  for _, row in ipairs(apropos.rows()) do
    assert(help.is_known(row.name) and #help.text(row.name) > 20, row.name)
    assert(danish.of(row.name), row.name .. " has no Danish words")
  end
end)

test("danish_words_speak_of_names_that_there_are", function()
  for _, name in ipairs(danish.names()) do assert(help.is_known(name), name) end
end)

test("a_danish_word_finds_its_functions", function()
  equal(names_for "vægtet", { "weighted_mean" })
  equal(names_for "VÆGTET", { "weighted_mean" })
  equal(names_for "glidende", { "rolling_sum", "rolling_mean" })
  equal(names_for("rolling")[1], "rolling_sum")
end)

test("an_unknown_word_suggests_the_nearest", function()
  fails(function() apropos.find "gennemsnitt" end, "did you mean 'gennemsnit'?")
  fails(function() apropos.find "" end, "apropos takes a word")
  fails(function() help.text "roling_mean" end, "did you mean 'rolling_mean'?")
  fails(function() help.text "avg" end, "did you mean 'mean'?")
  fails(function() help.text(5) end, "not a number")
end)

test("help_takes_values", function()
  local t = frame { { "område", { "x" } }, { "n", { 1 } } }
  local text = help.text(t)
  assert(text:find("område  text", 1, true) and text:find("n       integer", 1, true), text)
  equal(help.text(read), help.text "read")
  equal(help.text(t.filter), help.text "filter")
  equal(help.text(compare.event), help.text "compare.event")
  equal(help.text(period "2019"), help.text "period")
  equal(help.text(missing), help.text "missing")
  assert(help.text(function(a, b) return a, b end):find "function%(a, b%)")
end)

test("the_tour_has_ten_steps_that_run_or_are_refused_as_they_say", function()
  equal(#tour.steps, 10)
  local place = setmetatable({}, { __index = _G })
  for i, step in ipairs(tour.steps) do
    local code = tour.code(step)
    assert(not code:find "\n" and utf8.len(code) <= 100, "one line: " .. code)
    local chunk = load("return " .. code, "=tour", "t", place) or load(code, "=tour", "t", place)
    local ok, value = pcall(assert(chunk, code))
    if ok and value ~= nil then ok, value = pcall(tostring, value) end
    equal(ok, not step.refused, ("step %d: %s"):format(i, tostring(value)))
  end
end)

test("the_tour_goes_on_when_its_code_was_run_and_waits_otherwise", function()
  local words, code = tour.go_on()
  assert(words:find "1/10" and code:find "^t = read")
  equal(tour.after "1 + 1", nil)
  for i = 2, 10 do
    words, code = tour.after(code)
    assert(words:find(i .. "/10", 1, true), words)
  end
  words, code = tour.after(code)
  assert(words:find "slut" and code == nil, words)
  assert(tour.go_on():find "1/10")
end)

check.finish()
