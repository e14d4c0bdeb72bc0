-- What Tab offers, by where the cursor stands. Nothing that is completed is run.

local check = dofile "tests/lua/check.lua"
local complete = require "prompt.complete"
local option = require "query.catalogue.option"
local test, equal = check.test, check.equal

local ran = 0
local t = read "tests/cases/looking/gaps.csv"
local wide = frame { { "omraade", { "Hedensted", "Hele landet", "Ærø", "d'Or" } },
  { "Antal personer", { 1, 2, 3, 4 } },
  { "periode", { period "2019M09", period "2019M10", period "2021M09", missing } } }
local session = setmetatable({ t = t, wide = wide, tal = 5, p = period "2019Q3",
  lazy = t:filter "antal > 100":rename "sted = omraade",
  trap = setmetatable({}, { __index = function() ran = ran + 1 end,
    __tostring = function() ran = ran + 1 end, __call = function() ran = ran + 1 end }),
  calls = function()
    ran = ran + 1
    return t
  end }, { __index = _G })

-- The words that Tab offers for a line, with the line up to them.
local function offered(line)
  local found = complete.at(line, session)
  return found.candidates or {}, line:sub(1, found.from - 1), found
end

local function only(line, expected)
  local words, before = offered(line)
  equal(#words, 1, line .. ": " .. table.concat(words, " "))
  equal(before .. words[1], expected)
end

local function all(line, ...)
  equal(offered(line), { ... }, line)
end

local function holds(line, ...)
  local words = " " .. table.concat((offered(line)), " ") .. " "
  for _, word in ipairs { ... } do
    assert(words:find(" " .. word .. " ", 1, true), line .. " offers" .. words)
  end
end

test("globals_and_variables_are_offered", function()
  only("bench", "benchmark")
  only("x = wi", "x = wide")
  only("func", "function")
  holds("t", "t", "tal", "trap", "type", "table", "then")
  only("string.rev", "string.rev" .. "erse")
  holds("session.mod", "mode")
end)

test("methods_follow_the_value_before_the_colon", function()
  only("t:glim", "t:glimpse")
  holds("t:", "filter", "plot", "group_by")
  only("p:wi", "p:within")
  all('("abc"):re')
end)

test("verbs_are_offered_along_a_chain", function()
  only('t:filter "antal > 1":gro', 't:filter "antal > 1":group_by')
  only('t:filter{ omraade = "Odder" }:head(3):summ',
    't:filter{ omraade = "Odder" }:head(3):summarise')
end)

test("columns_are_offered_inside_the_texts_of_verbs", function()
  all('t:select "', "antal", "omraade", "periode")
  only('t:select "omraade, per', 't:select "omraade, periode')
  only('t:filter("antal > 1 and om', 't:filter("antal > 1 and omraade')
  only('t:arrange "-an', 't:arrange "-antal')
  only("t:column 'per", "t:column 'periode")
  only('t:cell(1, "per', 't:cell(1, "periode')
  only('t:filter [[om', 't:filter [[omraade')
  only('t:plot{ x = "per', 't:plot{ x = "periode')
  only('t:plot{ y = "antal", by = "om', 't:plot{ y = "antal", by = "omraade')
  only('compare.event{ figures = t, value = "an', 'compare.event{ figures = t, value = "antal')
  only('t:left_join(wide, "peri', 't:left_join(wide, "periode')
end)

test("names_with_blanks_stand_in_backticks", function()
  only('wide:select "Ant', 'wide:select "`Antal personer`')
  only('wide:filter "`Ant', 'wide:filter "`Antal personer`')
  only('wide:filter "periode > 1 and `Antal p', 'wide:filter "periode > 1 and `Antal personer`')
  only('wide:column "Ant', 'wide:column "Antal personer')
end)

test("columns_are_those_of_the_chain_so_far", function()
  only('lazy:select "st', 'lazy:select "sted')
  all('t:select "omraade, n = antal":arrange "', "n", "omraade")
  all('t:select "-antal":distinct "', "omraade", "periode")
  all('t:group_by "omraade":summarise "sum_antal = sum(antal)":select "', "omraade", "sum_antal")
  all('t:mutate "dobbelt = 2 * antal":select "d', "dobbelt")
  all('t:rename "tal = antal":select "ta', "tal")
  all('t:count "omraade":arrange "', "n", "omraade")
  all('t:freq "omraade":arrange "', "bar", "n", "omraade", "pct", "so_far")
  all('t:group_by "omraade":spark "antal":select "s', "spark")
  holds('t:left_join(wide, "omraade"):select "', "`Antal personer`", "antal")
  all('t:pivot_wider{ names_from = "periode", values_from = "antal" }:select "')
end)

test("functions_of_the_language_are_offered_where_they_may_stand", function()
  only('t:mutate "x = rolling_m', 't:mutate "x = rolling_mean(')
  only('t:summarise "x = weigh', 't:summarise "x = weighted_mean(')
  holds('t:filter "is_', "is_missing(", "is_suppressed(")
  all('t:filter "rolling_', nil)
  all('t:select "roll', nil)
end)

test("values_of_the_column_are_offered_inside_quotes", function()
  only("wide:filter \"omraade == 'Hed", "wide:filter \"omraade == 'Hedensted")
  only("wide:filter \"omraade == 'hele", "wide:filter \"omraade == 'Hele landet")
  all("wide:filter \"omraade in ('Ærø', 'He", "Hedensted", "Hele landet")
  only("wide:filter \"omraade ~= 'Hele l", "wide:filter \"omraade ~= 'Hele landet")
  only("wide:filter \"contains(omraade, 'Æ", "wide:filter \"contains(omraade, 'Ærø")
  only("wide:filter 'omraade == \"Hed", "wide:filter 'omraade == \"Hedensted")
  only("t:filter \"omraade == 'Od",
    "t:filter \"omraade == 'Odder")
  only("t:rename \"sted = omraade\":filter \"sted == 'Od",
    "t:rename \"sted = omraade\":filter \"sted == 'Odder")
  equal(complete.at("wide:filter \"omraade == 'Hed", session).append, "'")
end)

test("a_value_that_would_end_its_quotes_is_not_offered", function()
  all("wide:filter \"omraade == 'd", nil)
end)

test("periods_that_occur_are_offered", function()
  all('t:filter "periode == 2020', "2020Q1", "2020Q2", "2020Q3", "2020Q4")
  only('t:filter "periode in (2019Q1, 2021', 't:filter "periode in (2019Q1, 2021Q1')
  all('wide:filter "periode >= 2019', "2019M09", "2019M10")
end)

test("options_of_a_call_are_offered_in_its_table", function()
  holds("t:plot{ ", "x =", "by =", "zero =")
  only('t:plot{ y = "antal", tit', 't:plot{ y = "antal", title = ')
  only('read("x.csv", { dec', 'read("x.csv", { decimal = ')
  only("compare.event{ fig", "compare.event{ figures = ")
  only('t:text{ mode = "mark', 't:text{ mode = "markdown')
  only('session.mode "mark', 'session.mode "markdown')
end)

test("files_are_offered_where_a_path_stands", function()
  for _, line in ipairs { 'read "da', 'read("da', 'dofile "', 't:save "x', 'read{ "a.csv", "b' } do
    equal(complete.at(line, session).files or #offered(line) == 0, true, line)
  end
  equal(complete.at('read "da', session).append, '"')
  equal(complete.at('read "da', session).from, 7)
  equal(complete.at(":load da", session).files, true)
end)

test("commands_and_their_words_are_offered", function()
  only(":mo", ":mode")
  only(":mode mark", ":mode markdown")
  only("?rolling_m", "?rolling_mean")
  only(":help rolling_m", ":help rolling_mean")
  all(":schema w", "wide")
end)

test("completion_runs_nothing", function()
  for _, line in ipairs { "calls():fil", 'calls():filter "om', "trap.", "trap:", "trap().x",
    "trap.a.b", 'trap:filter "x', "trap[1].", "trap{ " } do
    complete.at(line, session)
  end
  equal(ran, 0)
  local plan = t:filter "antal > 100":mutate "x = antal + 1"
  session.plan = plan
  offered 'plan:filter "x'
  offered "plan:filter \"omraade == 'Od"
  equal(rawget(plan, "done"), nil)
end)

test("odd_lines_offer_something_or_nothing_and_never_fail", function()
  for _, line in ipairs { "", "(", "}", "t:", "t.", ":", "?", "::", "t:filter '", '"', "[[", "--",
    "--[[x", "t:filter(", "t:filter)", "a.b.c:d(e{f[", "5.", "..", "...", "t:filter \"`",
    "t:filter \"'", "t:filter \"in ('", "\255\254", "t:filter \"\255", "t::filter",
    "t:filter{{{{ \"", "{ x = \"" } do
    local found = complete.at(line, session)
    assert(type(found) == "table" and found.from >= 1 and found.from <= #line + 1, line)
  end
end)

test("every_option_that_is_offered_is_known_to_its_call", function()
  local verbs = require "query.catalogue.verb"
  for _, name in ipairs(verbs.names()) do
    for _, one in ipairs(option.of(name, true) or {}) do
      local ok, message = pcall(function() return t[name](t, { [one] = {} }) end)
      assert(ok or not tostring(message):find "has no", ("%s: %s"):format(name, message))
    end
  end
  for _, one in ipairs(option.of("read", false)) do
    local _, message = pcall(read, "tests/cases/looking/gaps.csv", { [one] = {} })
    assert(not tostring(message):find "has no option", message)
  end
end)

check.finish()
