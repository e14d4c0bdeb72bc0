-- What a wrong expression or verb says: the thing, the caret, the nearest name, what to write.

local check = dofile "tests/lua/check.lua"
local test, fails, equal = check.test, check.fails, check.equal

local function months(...)
  local list = {}
  for i, text in ipairs { ... } do list[i] = period(text) end
  return list
end

local t = frame {
  { "omraade", { "Hedensted", "Horsens", "Odder" } },
  { "periode", months("2019M09", "2019M10", "2019M11") },
  { "antal", { 12, 20, missing } },
  { "pct", { 1.5, 2.5, 3.5 } },
  { "aktiv", { true, false, true } },
  { "dato", months("2020-08-01", "2020-08-03", "2020-09-01") },
}
local one_period = t:select "-dato"

local function filter_says(condition, ...)
  local texts = { ... }
  fails(function() t:filter(condition) end, table.unpack(texts))
end

local function mutate_says(text, ...)
  local texts = { ... }
  fails(function() one_period:mutate(text) end, table.unpack(texts))
end

local function summarise_says(text, ...)
  local texts = { ... }
  fails(function() t:summarise(text) end, table.unpack(texts))
end

test("a_wrong_column_name_is_shown_with_the_nearest", function()
  filter_says("antl > 3", "no column 'antl'", "  antl > 3\n  ^^^^", "did you mean 'antal'?")
  filter_says("1 < 2 and antl > 3", "            ^^^^")
  mutate_says("x = pct + antl", "did you mean 'antal'?")
  fails(function() t:select "omrade" end, "omrade", "did you mean 'omraade'?")
  fails(function() t:group_by "omrade" end, "did you mean 'omraade'?")
  fails(function() t:arrange "-antl" end, "did you mean 'antal'?")
  filter_says("helt_andet == 1", "the columns are omraade, periode, antal")
end)

test("carets_stand_where_a_terminal_draws_the_name", function()
  local width = require("native").width
  for _, value in ipairs { "Ærø", "東京", "👩\u{200D}🌾 og 🇩🇰", "👍🏽", "☀\u{FE0F}" } do
    local before = ("omraade == '%s' and "):format(value)
    filter_says(before .. "antl > 3", before .. "antl > 3\n",
      "\n" .. (" "):rep(2 + width(before)) .. "^^^^\n")
  end
  filter_says("1 <\t2 and antl > 3", "  1 <\\t2 and antl > 3\n             ^^^^\n")
  filter_says("omraade == 'a\27[31m' and antl > 3", "'a\\x1B[31m' and antl")
  local many = ("omraade ~= 'Odder' and "):rep(9)
  filter_says(many .. "antl > 3 and " .. many .. "antal > 4", "…\n" .. (" "):rep(51) .. "^^^^\n")
  filter_says(("omraade ~= '東京' and "):rep(9) .. "antl > 3", "antl > 3\n", "   ^^^^\n")
end)

test("verbs_of_other_programs_are_told_ours", function()
  fails(function() t:groupby "omraade" end, "did you mean 'group_by'?")
  fails(function() t:sort "antal" end, 'write: t:arrange "-antal"')
  fails(function() t:where "antal > 5" end, 'write: t:filter "antal > 5"')
  fails(function() t:agg{ antal = "sum" } end, 't:summarise "n = sum(antal)"')
  fails(function() return t.shape end, "write: #t")
  filter_says("omraade like '%x%'", "        ^^^^", "write: contains(omraade, 'tekst')")
  filter_says("antal is null", "write: is_missing(antal)")
  filter_says("antal between 1 and 5", "write: antal >= 1 and antal <= 5")
  filter_says("antal == NULL", "what is missing is found by is_missing(antal)")
  filter_says("isna(antal)", "did you mean 'is_missing'?")
  filter_says("periode == 2019-09", "a month is written 2019M09")
  mutate_says("x = antal / 1.000,5", "decimals are written with a point")
  mutate_says("x == 1", "= gives a name: x = 1")
end)

test("lines_of_other_languages_are_told_ours", function()
  local hint = require("fault").hint
  local function says(message, line, expected) equal(hint(message, line), expected) end
  local syntax = "syntax error near 'x'"
  says(syntax, 't %>% filter("a")',
    'write: t:filter "antal > 5":arrange "-antal", each verb behind a colon')
  says(syntax, "select * from t where x = 1",
    'write: t:filter "antal > 5":select "omraade, antal", verbs in place of SQL')
  says(syntax, "t$antal", 'write: t:column "antal", and in a verb only its name')
  says(syntax, "print t", "write: print(t)")
  says(syntax, "read data/tal.csv", 'write: read "data/tal.csv"')
  says(syntax, "help read", 'write: help "read"')
  says(syntax, "antal += 2", "write: antal = antal + 2")
  says(syntax, "antal++", "write: antal = antal + 1")
  says(syntax, "x = = 2", nil)
  says("function arguments expected near <eof>", "t:head", "write: :head()")
  says("attempt to compare number with nil", "t:filter(antal > 5)",
    'what is computed from columns stands in quotes: t:filter "antal > 5"')
  says("attempt to compare nil with number", "x <- 5", "write: x = 5")
  says("attempt to call a frame value (for iterator 'for iterator')", "for x in t do",
    "write: for row in t:rows() do … end")
  says("attempt to call a nil value (global 'len')", "len(t)", "write: #t")
  says("attempt to call a nil value (global 'raed')", "raed 'x'", "did you mean 'read'?")
end)

test("two_numbers_that_are_meant_are_taken", function()
  local a, b = 1,5
  local sum, list = 0, { 1,5 }
  for i=1,5 do sum = sum + i end
  equal(a + b + #list + sum, 23)
end)

test("a_text_without_quotes_is_recognised", function()
  filter_says("omraade == Hedensted", "no column 'Hedensted'", "did you mean the text 'Hedensted'?")
  filter_says("Hedensted == omraade", "did you mean the text 'Hedensted'?")
  filter_says("omraade in (Hedensted)", "text stands in quotes: 'Hedensted'")
end)

test("a_wrong_function_is_shown_with_the_nearest_and_its_usage", function()
  mutate_says("x = rouund(pct, 1)", "no function 'rouund'", "^^^^^^", "round(x, [digits])")
  summarise_says("x = avg(antal)", "did you mean 'mean'?")
  filter_says("antal(3) > 2", "'antal' is a column")
  mutate_says("x = round(pct, 1, 2)", "1 to 2 arguments, and 3 are given", "round(x, [digits])")
  summarise_says("x = weighted_mean(pct)", "takes 2 arguments", "weighted_mean(x, weight)")
  mutate_says("x = coalesce()", "2 or more arguments")
  mutate_says("x = if_else(aktiv)", "takes 3 arguments", "if_else(condition, a, b)")
  mutate_says("x = negate(antal)", "no function 'negate'")
end)

test("a_wrong_verb_is_shown_with_the_nearest", function()
  fails(function() return t:fliter "antal > 1" end, "no verb 'fliter'", "did you mean 'filter'?")
  fails(function() return t:summarize "x = sum(antal)" end, "summarise")
  fails(function() return t.antal end, "column")
end)

test("a_comparison_of_text_and_number_says_both_types", function()
  filter_says("omraade == 751", "'omraade' is text and 751 is integer", "'751'")
  filter_says("antal == '12'", "'antal' is integer and '12' is text", "without quotes: 12")
  filter_says("antal in (1, 'b')", "'antal' is integer and 'b' is text")
  filter_says("aktiv == 'ja'", "'aktiv' is boolean", "write aktiv or not aktiv")
  filter_says({ antal = "x" }, "'antal' is integer")
end)

test("arithmetic_on_text_says_which_cell_of_the_file_made_it_so", function()
  local path = os.tmpname()
  local file = assert(io.open(path, "w"))
  file:write("omraade;antal\nHedensted;12\nHorsens;12x\nOdder;14\n")
  file:close()
  local stray = read(path)
  os.remove(path)
  fails(function() stray:mutate "x = antal + 1" end, "'antal' is text", "12x", "line 3")
  fails(function() stray:summarise "x = sum(antal)" end, "'antal' is text", "12x", "line 3")
  fails(function() stray:filter "antal > 3" end, "12x", "line 3")
  fails(function() stray:select "n = antal":mutate "x = -n" end, "12x", "line 3")
end)

test("a_period_of_another_kind_than_the_column_is_refused", function()
  filter_says("periode == 2019Q3", "periode holds months; 2019Q3 is a quarter",
    "write quarter_of(periode) == 2019Q3")
  filter_says("periode >= 2019", "2019 is a year", "year(periode) >= 2019")
  filter_says("periode in (2019M09, 2019Q3)", "2019Q3 is a quarter", "quarter_of(periode) in")
  filter_says("dato == 2020M08", "dato holds days; 2020M08 is a month", "month_of(dato)")
  filter_says("quarter_of(periode) == 2019M09", "holds quarters", "write a quarter, such as 2019Q3")
  filter_says("periode - 2019Q1 > 2", "2019Q1 is a quarter")
  filter_says("year_of(periode) == quarter_of(periode)", "different kinds", "years", "quarters")
  filter_says({ periode = "2019Q3" }, "2019Q3 is a quarter")
end)

test("a_text_that_is_no_period_is_refused_beside_a_period", function()
  filter_says("periode == 'uge 3'", "'uge 3'", "no period")
  filter_says("periode == 12", "periode is a period, and 12 is none")
  mutate_says("x = period('2019Q7')", "2019Q7")
  mutate_says("x = period('2019-09-30')", "is a date")
  filter_says("dato > 2020-08-01", "a date stands in quotes: '2020-08-01'")
  filter_says("omraade == 2019Q3", "write period(omraade)")
end)

test("comparing_with_missing_points_at_is_missing", function()
  filter_says("antal == missing", "write is_missing(antal)", "^^^^^^^")
  filter_says("antal ~= missing", "write not is_missing(antal)")
  filter_says("missing == antal", "write is_missing(antal)")
  filter_says("antal in (1, missing)", "write is_missing(antal)")
  fails(function() t:filter("antal == $v", { v = missing }) end, "write is_missing(antal)")
  mutate_says("x = antal + missing", "missing")
  mutate_says("x = missing", "has no type")
  mutate_says("x = if_else(aktiv, missing, missing)", "all of them are missing")
  summarise_says("x = sum(missing)", "bare missing")
end)

test("what_is_no_condition_is_refused_as_one", function()
  filter_says("antal", "a condition is true or false, and 'antal' is integer")
  filter_says("omraade == 'a' or 'b'", "`or` is for conditions", "== …")
  filter_says("not antal == 3", "write not (a == b)")
  filter_says("1 < antal < 30", "write a < b and b < c")
  filter_says("aktiv < true", "no order")
end)

test("arithmetic_on_the_wrong_types_says_what_to_write", function()
  mutate_says("x = omraade + 1", "'omraade' is text and 1 is integer", "joined with ..")
  mutate_says("x = aktiv + 1", "if_else(condition, 1, 0)")
  mutate_says("x = periode * 2", "moves by whole steps")
  mutate_says("x = periode + 1.5", "moves by whole steps")
  mutate_says("x = -omraade", "has no minus")
  mutate_says("x = omraade .. antal", "write text(antal)")
  mutate_says("x = lower(antal)", "write text(antal)")
  mutate_says("x = year(omraade)", "write period(omraade)")
  mutate_says("x = if_else(aktiv, 'a', 2)", "gives one type")
  mutate_says("x = round(pct, antal)", "'digits' of round is a value")
  mutate_says("x = round(pct, 99)", "'digits' of round must be from 0 to 15")
  mutate_says("x = contains(omraade, omraade)", "'part' of contains is a value")
end)

test("aggregates_stand_where_there_are_groups", function()
  filter_says("sum(antal) > 3", "sum looks at many rows", "mutate(\"x = sum(antal)\")")
  filter_says("lag(antal) > 3", "lag looks at many rows")
  summarise_says("x = antal", "'antal' has many cells in a group", "write sum(antal)")
  summarise_says("x = omraade", "first(omraade)")
  summarise_says("x = sum(mean(antal))", "mean stands inside sum", "summarise twice")
  summarise_says("x = lag(antal)", "lag gives a value for each row", "mutate()")
  summarise_says("a = sum(antal), b = a / 2", "made in this same summarise()", "mutate()")
  mutate_says("x = cumsum(antal / sum(antal))", "sum stands inside cumsum", "make a column first")
  summarise_says("x = sum(omraade)", "'omraade' is text", "count(omraade)")
  summarise_says("x = quantile(pct, 50)", "'p' of quantile must be from 0 to 1")
  summarise_says("x = sum()", "takes 1 argument,")
end)

test("the_column_of_a_group_may_stand_beside_aggregates", function()
  local result = t:group_by "omraade":summarise "navn = upper(omraade), s = sum(antal)"
  equal(result:cell(1, "navn"), "HEDENSTED")
end)

test("a_lag_needs_one_period_column", function()
  fails(function() t:mutate "x = lag(antal)" end, "several period columns: periode, dato",
    "lag(x, n, periode)")
  fails(function() t:select "antal":mutate "x = lag(antal)" end, "no period column")
  fails(function() one_period:group_by "periode":mutate "x = lag(antal)" end, "no neighbours")
  mutate_says("x = lag(antal, -1)", "'n' of lag must be 0 or more")
  mutate_says("x = rolling_sum(antal, 0)", "'k' of rolling_sum must be 1 or more")
  mutate_says("x = lag(antal, 1, antal)", "'period' of lag is a period, and 'antal' is integer")
  mutate_says("x = lag(antal, 1, periode + 1)", "is the name of a column")
  equal(t:mutate "x = lag(antal, 1, periode)":cell(2, "x"), 12)
  equal(one_period:mutate "x = lag(antal, periode)":cell(2, "x"), 12)
end)

test("arguments_beyond_those_of_a_verb_are_refused", function()
  fails(function() t:head(1, 2) end, "head takes 1 argument, and 2 are given", "usage: t:head(n)")
  fails(function() t:select("antal", "pct") end, "select takes 1 argument")
  fails(function() t:ungroup "antal" end, "ungroup takes 0 arguments, and 1 are given")
  fails(function() t:filter("antal > 3", { mindst = 3 }) end, "the value of 'mindst' is given",
    "$mindst does not stand in: antal > 3")
  fails(function() t:filter("antal > $mindst", { mindst = 3, hoejst = 4 }) end, "'hoejst'")
  fails(function() one_period:mutate("x = antal + 1", { mindst = 3 }) end, "'mindst'")
  equal(#t:filter("antal > $mindst", { mindst = 12 }), 1)
end)

test("a_number_with_three_decimals_beside_whole_numbers_is_asked_about", function()
  filter_says("antal > 1.000", "antal is integer, and 1.000 can be read in two ways",
    "        ^^^^^", "write 1000, or 1.0")
  filter_says("12.500 < antal", "write 12500, or 12.5")
  filter_says("antal in (1.250, 3)", "write 1250, or 1.25")
  equal(#t:filter "antal > 1.0", 2)
  equal(#t:filter "antal > 0.125", 2)
  equal(#t:filter "pct > 1.500", 2)
end)

test("an_error_of_the_engine_comes_at_the_users_own_line", function()
  local ok, message = pcall(function()
    return #t:mutate "x = 9223372036854775807 + antal"
  end)
  equal(ok, false)
  equal(message:find("^tests/lua/test_errors.lua:%d+: ") ~= nil, true, message)
  equal(message:find("64 bits", 1, true) ~= nil, true, message)
end)

-- ---- a decimal comma in what a script loads ----

local function with_module(text, use)
  local path = os.tmpname()
  local name = path .. ".lua"
  local file = assert(io.open(name, "w"))
  file:write(text)
  file:close()
  local searched = package.path
  package.path = path:match "^(.*/)" .. "?.lua"
  local ok, message = pcall(use, name, path:match "[^/]*$")
  package.path = searched
  os.remove(path)
  os.remove(name)
  if not ok then error(message, 0) end
end

check.test("a_decimal_comma_is_refused_in_files_that_are_loaded", function()
  with_module("local t = {}\nx = 1,5\nreturn t\n", function(path, name)
    check.fails(function() dofile(path) end, ":2: '1,5' is two numbers", "1.5")
    check.fails(function() require(name) end, ":2: '1,5' is two numbers")
    local chunk, message = loadfile(path)
    check.equal(chunk, nil)
    check.equal(message:find("'1,5' is two numbers", 1, true) ~= nil, true)
  end)
end)

check.test("lists_and_loops_with_commas_are_loaded", function()
  with_module("#!/usr/bin/env indsats\nlocal a, b = 1,5\nfor _ = 1,3 do a = a + 1 end\n\z
    return { a, b, 2,5 }\n", function(path, name)
    check.equal(dofile(path), { 4, 5, 2, 5 })
    check.equal(loadfile(path)(), { 4, 5, 2, 5 })
    check.equal(require(name), { 4, 5, 2, 5 })
    package.loaded[name] = nil
  end)
  check.fails(function() dofile "/nowhere/x.lua" end, "/nowhere/x.lua")
end)

check.finish()
