-- The grammar of expressions: what is read, and as what.

local check = dofile "tests/lua/check.lua"
local parse = require "query.parse"
local test, equal, fails = check.test, check.equal, check.fails

-- A tree in a line: (+ a (* b integer:2)).
local function show(node)
  if node.op == "literal" then
    local value = node.type == "period" and node.value:id() or tostring(node.value)
    return node.type .. ":" .. value .. (node.scale and "/" .. node.scale or "")
  end
  if node.op == "column" then return node.name end
  local parts = { node.name }
  for _, argument in ipairs(node.args) do parts[#parts + 1] = show(argument) end
  return "(" .. table.concat(parts, " ") .. ")"
end

local function reads(text, expected, parameters)
  equal(show(parse.expression(text, parameters)), expected, text)
end

local function refuses(text, ...)
  local texts = { ... }
  fails(function() parse.expression(text) end, table.unpack(texts))
end

test("operators_bind_as_in_lua", function()
  reads("a + b * 2", "(+ a (* b integer:2))")
  reads("(a + b) * 2", "(* (+ a b) integer:2)")
  reads("a - b - c", "(- (- a b) c)")
  reads("a ^ b ^ c", "(^ a (^ b c))")
  reads("a .. b .. c", "(.. a (.. b c))")
  reads("-a ^ 2", "(negate (^ a integer:2))")
  reads("2 ^ -a", "(^ integer:2 (negate a))")
  reads("a or b and c", "(or a (and b c))")
  reads("not a == b", "(== (not a) b)")
  reads("a < b == c", "(== (< a b) c)")
  reads("a .. b == c", "(== (.. a b) c)")
  reads("a + b .. c", "(.. (+ a b) c)")
  reads("a // b % c", "(% (// a b) c)")
  reads("-a * b", "(* (negate a) b)")
end)

test("a_tree_agrees_with_lua_on_random_arithmetic", function()
  local environment = { a = 7, b = 3, c = 5 }
  local operators = { "+", "-", "*", "//", "%" }
  local function evaluate(node)
    if node.op == "literal" then return node.value end
    if node.op == "column" then return environment[node.name] end
    local x = evaluate(node.args[1])
    if node.name == "negate" then return -x end
    local y = evaluate(node.args[2])
    return load(("local x, y = ... return x %s y"):format(node.name))(x, y)
  end
  math.randomseed(20)
  for _ = 1, 300 do
    local parts = {}
    for i = 1, math.random(2, 6) do
      local operand = ({ "a", "b", "c", "11", "-b" })[math.random(5)]
      parts[i] = operand
    end
    local text = parts[1]
    for i = 2, #parts do text = text .. " " .. operators[math.random(5)] .. " " .. parts[i] end
    equal(evaluate(parse.expression(text)), load("return " .. text, "=x", "t", environment)(), text)
  end
end)

test("a_number_with_a_point_is_decimal_and_with_an_exponent_a_double", function()
  reads("12", "integer:12")
  reads("5.60", "decimal:560/2")
  reads(".5", "decimal:5/1")
  reads("1e3", "number:1000.0")
  reads("2.5e-1", "number:0.25")
  reads("-3", "integer:-3")
  reads("-2.5", "decimal:-25/1")
end)

test("texts_stand_in_either_quotes", function()
  reads("'Hedensted'", "text:Hedensted")
  reads('"Hede\'nsted"', "text:Hede'nsted")
  reads([['a\'b\\c\n']], "text:a'b\\c\n")
end)

test("names_hold_danish_letters_and_backticks_hold_blanks", function()
  reads("område == 1", "(== område integer:1)")
  reads("Ændring_2", "Ændring_2")
  reads("`andel i pct.` > 1", "(> andel i pct. integer:1)")
  reads("`and`", "and")
  reads("sum(a)", "(sum a)")
end)

test("periods_are_literals", function()
  reads("2019Q3", "period:2019Q3")
  reads("2021M09", "period:2021M09")
  reads("2021m9", "period:2021M09")
  reads("2018H2", "period:2018H2")
  reads("2020QMAT02", "period:2020QMAT02")
  reads("2024Y01", "period:2024")
  reads("2019K3", "period:2019Q3")
end)

test("a_period_that_does_not_exist_says_how_many_there_are", function()
  refuses("periode == 2019Q5", "2019Q5", "4 quarters", "2019Q1 to 2019Q4")
  refuses("periode == 2021M13", "2021M13", "12 months", "2021M01 to 2021M12")
  refuses("periode == 2021M00", "12 months")
  refuses("periode == 2021H3", "2 half-years")
  refuses("periode == 20219Q1", "neither a number nor a period")
end)

test("membership_takes_literals", function()
  reads("a in (1, -2)", "(in a integer:1 integer:-2)")
  reads("a not in ('x')", "(not (in a text:x))")
  reads("a in (2019Q3, 2021Q3) and b", "(and (in a period:2019Q3 period:2021Q3) b)")
  reads("a in $l", "(in a text:x text:y)", { l = { "x", "y" } })
  reads("a in $l", "(in a integer:1)", { l = 1 })
  refuses("a in (b)", "values only", "'b'")
  refuses("a in ()", "a value")
  refuses("a not b", "`in`")
end)

test("parameters_come_from_the_table_and_are_never_pasted", function()
  reads("a == $v", "(== a text:' or true)", { v = "' or true" })
  reads("a == $v", "(== a integer:3)", { v = 3 })
  reads("a == $v", "(== a number:2.5)", { v = 2.5 })
  reads("a == $v", "(== a boolean:true)", { v = true })
  reads("a == $v", "(== a period:2019Q3)", { v = period "2019Q3" })
  reads("a == $`min værdi`", "(== a integer:1)", { ["min værdi"] = 1 })
  fails(function() parse.expression("a == $v", {}) end, "$v", "no value is given", "^^")
  fails(function() parse.expression("a == $tal", { tall = 1 }) end, "did you mean 'tall'")
  fails(function() parse.expression("a == $v", { v = { 1 } }) end, "list", "in $v")
  fails(function() parse.expression("a in $v", { v = {} }) end, "empty list")
  fails(function() parse.expression("a in $v", { v = { x = 1 } }) end, "plain list")
  fails(function() parse.expression("a == $v", { v = 0 / 0 }) end, "finite")
  fails(function() parse.expression("a == $v", { v = print }) end, "function")
  fails(function() parse.expression("a == $v", 3) end, "stand in a table")
end)

test("what_other_languages_write_is_pointed_out", function()
  refuses("a = 1", "== compares")
  refuses("a != 1", "~=")
  refuses("a <> 1", "~=")
  refuses("a && b", "and")
  refuses("a || b", "or")
  refuses("a | b", "or")
  refuses("!a", "not")
  refuses("a ≥ 1", ">=")
  refuses("a == “x”", "straight quotes")
  refuses("a > 5,6", "decimals are written with a point: 5.6")
  refuses("a > 1,25", "decimals are written with a point: 1.25")
  refuses("a > 1.234.567", "thousands")
  refuses("antal personer > 1", "`antal personer`")
  refuses("a ~ b", "no meaning")
end)

test("an_error_puts_the_caret_under_the_thing", function()
  refuses("område = 1", "  område = 1\n         ^")
  refuses("a == 'abc", "never closed", "\n       ^^^^")
  refuses("(a", "the end where ')'")
  refuses("a +", "the end where a value")
  refuses("", "a value")
  refuses("`a", "never closed")
  refuses("a == '\\q'", "backslash")
end)

test("numbers_too_large_to_be_exact_are_refused", function()
  reads("9223372036854775807", "integer:9223372036854775807")
  refuses("9223372036854775808", "at most 9223372036854775807")
  refuses("1.2345678901234567890", "18 digits")
  refuses("1e999", "too large")
end)

test("deep_nesting_is_refused_not_crashed_on", function()
  refuses(("("):rep(5000) .. "a" .. (")"):rep(5000), "nested too deep")
  refuses("a" .. (" + a"):rep(5000), "too many parts")
  refuses(("not "):rep(5000) .. "a", "nested too deep")
end)

test("bytes_that_are_no_text_are_refused", function()
  refuses("a == '\xFF'", "UTF-8")
end)

test("assignments_have_names", function()
  local items = parse.assignments "a = b + 1, `c d` = 2, e"
  equal(#items, 3)
  equal(items[1].name, "a")
  equal(show(items[1].expr), "(+ b integer:1)")
  equal(items[2].name, "c d")
  equal(items[3].name, "e")
  equal(show(items[3].expr), "e")
  fails(function() parse.assignments "a + 1" end, "needs a name", "navn = a + 1")
  fails(function() parse.assignments "a == 1, b" end, "needs a name")
  fails(function() parse.assignments "a = 1 b = 2" end, "'b'")
end)

test("selections_keys_and_matches_are_lists", function()
  local chosen = parse.selection "a, ny = b, -c"
  equal({ chosen[2].name, chosen[2].source, chosen[3].drop }, { "ny", "b", true })
  local keys = parse.keys "a, -b, c desc, desc(d), e asc"
  local down = {}
  for i, key in ipairs(keys) do down[i] = key.name .. (key.descending and "-" or "+") end
  equal(down, { "a+", "b-", "c-", "d-", "e+" })
  local on = parse.matches "a, b = c"
  equal({ on[1].left, on[1].right, on[2].left, on[2].right }, { "a", "a", "b", "c" })
  equal(#parse.names "", 0)
  fails(function() parse.names "a b" end, "`a b`")
  fails(function() parse.names "a," end, "the name of a column")
end)

check.finish()
