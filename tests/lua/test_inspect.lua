-- Tables as the prompt shows them.

local inspect = require "inspect"
local native = require "native"
local check = dofile "tests/lua/check.lua"
local test, equal = check.test, check.equal

test("a_table_reads_as_lua", function()
  equal(inspect.text { 1, "to", { 3 } }, '{ 1, "to", { 3 } }')
  equal(inspect.text { a = 1, ["b c"] = 2, ["end"] = 3 }, '{ a = 1, ["b c"] = 2, ["end"] = 3 }')
  equal(inspect.text {}, "{}")
end)

test("keys_have_one_order", function()
  equal(inspect.text { z = 1, a = 2, [10] = 3, [true] = 4, 5 },
    "{ 5, [10] = 3, a = 2, z = 1, [true] = 4 }")
end)

test("a_long_table_takes_a_line_for_each_entry_and_says_what_it_leaves_out", function()
  local long = {}
  for i = 1, 150 do long[i] = "tekst nummer " .. i end
  local text = inspect.text(long)
  assert(text:find '^{\n  "tekst nummer 1",\n  "tekst nummer 2",\n', text)
  assert(text:find("  … 50 more\n}", 1, true), text)
end)

test("a_table_that_holds_itself_ends", function()
  local loop = { 1 }
  loop[2] = loop
  equal(inspect.text(loop), "{ 1, { itself } }")
  local deep = {}
  for _ = 1, 20 do deep = { deep } end
  assert(inspect.text(deep):find "…")
end)

test("control_characters_are_escaped", function()
  equal(inspect.text { "a\n\27[31m\"\\å" }, '{ "a\\n\\x1B[31m\\"\\\\å" }')
end)

test("values_with_words_of_their_own_use_them", function()
  equal(inspect.text { native.missing, native.period "2019Q3" }, "{ missing, 3. kvt. 2019 }")
end)

test("a_frame_inside_is_named_and_not_computed", function()
  local lazy = setmetatable({}, { __name = "frame", __tostring = function() error "computed" end,
    __index = function() error "looked into" end })
  equal(inspect.text { lazy }, "{ <frame> }")
end)

check.finish()
