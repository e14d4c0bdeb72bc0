-- The native faces: what Lua sees of the engine.

local native = require "native"
local check = dofile "tests/lua/check.lua"
local test, equal, fails = check.test, check.equal, check.fails
local period, missing = native.period, native.missing

local function column(name)
  return { op = "column", name = name }
end

local function literal(value, type)
  return { op = "literal", type = type or math.type(value), value = value }
end

local function call(name, ...)
  return { op = "call", name = name, args = { ... } }
end

-- Persons by area and quarter; one cell hidden.
local function persons()
  return native.frame {
    { name = "omraade", type = "text", values = { "Hedensted", "Odder", "Hedensted", "Odder" } },
    { name = "periode", type = "period",
      values = { period "2019Q3", period "2019Q3", period "2021Q3", period "2021Q3" } },
    { name = "antal", type = "integer", values = { 283, 12, 276, missing },
      missing = { [4] = "suppressed" } },
    { name = "pct", type = "decimal", scale = 1, values = { 208, 55, 210, 60 } },
  }
end

-- ---- frames by hand ----

test("a_frame_knows_rows_names_types_and_scale", function()
  local t = persons()
  equal(t:rows(), 4)
  equal(t:names(), { "omraade", "periode", "antal", "pct" })
  equal(t:types(), { "text", "period", "integer", "decimal" })
  equal(t:scale "pct", 1)
  equal(t:kinds "periode", { quarter = true })
  equal(t:kinds "antal", nil)
end)

test("cells_come_as_lua_values", function()
  local t = persons()
  equal(t:cell(1, "omraade"), "Hedensted")
  equal(t:cell(1, "periode"), period "2019Q3")
  equal(t:cell(1, "antal"), 283)
  equal(t:cell(1, "pct"), 20.8)
  equal(t:scaled(1, "pct"), 208)
  equal(t:cell(4, "antal") == missing, true)
  equal(t:reason(4, "antal"), "suppressed")
  equal(t:reason(1, "antal"), nil)
end)

test("a_column_comes_whole_with_missing_in_its_gaps", function()
  local values = persons():values "antal"
  equal({ values[1], values[2], values[3], #values }, { 283, 12, 276, 4 })
  equal(values[4] == missing, true)
end)

test("a_gap_without_a_reason_is_blank", function()
  local t = native.frame { { name = "x", type = "integer", values = { 1, missing } } }
  equal(t:reason(2, "x"), "blank")
end)

test("cells_format_in_danish_with_signs_and_bounds", function()
  local t = native.frame {
    { name = "n", type = "integer", values = { 1234567, missing, 131 },
      missing = { [2] = "suppressed" }, marks = { [3] = "at_least" } },
    { name = "d", type = "decimal", scale = 2, values = { 123456, -5, 0 } },
    { name = "x", type = "number", values = { 17.93428, 0.5, 2.675 }, marks = { "inexact" } },
    { name = "b", type = "boolean", values = { true, false, true } },
    { name = "p", type = "period", values = { period "2019M09", period "2019", period "2018H2" } },
    { name = "dag", type = "date",
      values = { period "2021-09-30", period "2020-02-29", period "2020-01-01" } },
  }
  equal(t:format(1, "n"), "1.234.567")
  equal(t:format(2, "n"), ".")
  equal(t:format(3, "n"), "≥ 131")
  equal(t:format(1, "d"), "1.234,56")
  equal(t:format(2, "d"), "-0,05")
  equal(t:format(1, "x", 1), "≈ 17,9")
  equal(t:format(3, "x", 2), "2,68")
  equal(t:format(2, "b"), "nej")
  equal(t:format(1, "p"), "sep. 2019")
  equal(t:format(1, "dag"), "2021-09-30")
end)

test("nothing_is_converted_when_a_frame_is_made", function()
  local function make(type, value, more)
    return function()
      local description = { name = "x", type = type, values = { value } }
      for key, extra in pairs(more or {}) do description[key] = extra end
      return native.frame { description }
    end
  end
  fails(make("integer", "12"), "column 'x', row 1", "no integer")
  fails(make("integer", 1.5), "no integer")
  fails(make("number", "12"), "no number")
  fails(make("number", 0 / 0), "not finite")
  fails(make("number", math.huge), "not finite")
  fails(make("text", 12), "no text")
  fails(make("text", "bl\xE5"), "not UTF-8")
  fails(make("text", "a\0b"), "column 'x', row 1", "NUL byte")
  fails(make("period", "2019Q3"), "no period")
  fails(make("period", period "2019-09-30"), "type date")
  fails(make("date", period "2019Q3"), "type period")
  fails(make("boolean", 1), "no boolean")
  fails(make("tal", 1), "'tal' is no type", "integer")
  fails(make("integer", missing, { missing = { "hidden" } }), "'hidden' is no reason", "suppressed")
  fails(make("integer", 1, { missing = { "suppressed" } }), "a reason says")
  fails(make("integer", 1, { marks = { "about" } }), "'about' is no mark")
  fails(make("decimal", 1, { scale = 19 }), "scale is 0 to 18")
end)

test("columns_have_one_length_and_their_own_names", function()
  fails(function()
    return native.frame { { name = "a", type = "integer", values = { 1 } },
      { name = "b", type = "integer", values = { 1, 2 } } }
  end, "another number of cells")
  fails(function()
    return native.frame { { name = "a", type = "integer", values = { 1 } },
      { name = "a", type = "integer", values = { 1 } } }
  end, "two columns are called 'a'")
  fails(function() return native.frame { { type = "integer", values = {} } } end, "needs a name")
end)

test("no_name_or_text_is_cut_short_at_a_nul_byte", function()
  local t = persons()
  fails(function() return t:cell(1, "antal\0") end, "NUL byte")
  fails(function() return t:select { { name = "a\0b", from = "antal" } } end, "NUL byte")
  fails(function() return t:filter(call("==", column "omraade", literal("Odder\0", "text"))) end,
    "NUL byte")
  fails(function() return t:filter(call(">", column "antal\0", literal(1))) end, "NUL byte")
  fails(function() return t:pivot_longer({ "antal" }, "a\0", "b") end, "NUL byte")
  local value, message, code = native.json_decode '["a\\u0000b"]'
  equal({ value, code }, { nil, "data" })
  equal(message:find("1:", 1, true), 1)
end)

test("a_frame_knows_what_was_computed", function()
  local t = native.frame {
    { name = "a", type = "integer", values = { 1, missing }, missing = { [2] = "suppressed" },
      computed = true },
    { name = "b", type = "integer", values = { 1, missing }, missing = { [2] = "suppressed" } },
  }
  equal({ t:computed "a", t:computed "b" }, { true, false })
  local sums = t:summarise({}, { { name = "a", kind = "sum", args = { "a" } },
    { name = "b", kind = "sum", args = { "b" } } })
  equal({ sums:mark(1, "a"), sums:mark(1, "b") }, { "inexact", "at_least" })
  equal(t:mutate { { name = "d", expr = call("-", column "b", literal(1)) } }:computed "d", true)
end)

test("what_cannot_be_computed_has_a_sign_of_its_own", function()
  local t = native.frame { { name = "a", type = "number", values = { missing, missing },
    missing = { "undefined", "suppressed" } } }
  equal({ t:format(1, "a"), t:format(2, "a") }, { "!", "." })
end)

test("distinct_rows_without_columns_are_one", function()
  equal(native.frame { rows = 3 }:distinct({}):rows(), 1)
  equal(native.frame { rows = 0 }:distinct({}):rows(), 0)
  equal(native.frame { rows = 3 }:rows(), 3)
end)

test("a_row_or_column_that_is_not_there_is_named", function()
  local t = persons()
  fails(function() return t:cell(5, "antal") end, "no row 5", "4 rows")
  fails(function() return t:cell(0, "antal") end, "no row 0")
  fails(function() return t:cell(1, "antl") end, "no column 'antl'")
end)

test("methods_refuse_what_is_no_frame", function()
  fails(function() return persons().rows(io.stdout) end, "indsats.frame")
  fails(function() return persons().rows {} end, "indsats.frame")
end)

-- ---- verbs ----

test("filter_keeps_what_is_true_not_what_is_missing", function()
  local t = persons():filter(call(">", column "antal", literal(100)))
  equal(t:values "antal", { 283, 276 })
end)

test("mutate_computes_columns_and_later_ones_see_earlier", function()
  local t = persons():mutate {
    { name = "dobbelt", expr = call("*", column "antal", literal(2)) },
    { name = "fire", expr = call("*", column "dobbelt", literal(2)) },
  }
  equal(t:cell(1, "fire"), 1132)
  equal(t:reason(4, "fire"), "suppressed")
end)

test("summarise_marks_a_sum_that_skipped_hidden_cells", function()
  local t = persons():summarise({ "omraade" }, { { name = "i_alt", kind = "sum",
    args = { "antal" } } })
  equal(t:values "i_alt", { 559, 12 })
  equal(t:mark(2, "i_alt"), "at_least")
  equal(t:format(2, "i_alt"), "≥ 12")
  equal(t:skipped "i_alt", { suppressed = 1 })
end)

test("window_looks_back_by_period", function()
  local t = persons():window({ "omraade" },
    { { name = "foer", kind = "lag", column = "antal", parameter = 8 } })
  equal(t:cell(3, "foer"), 283)
  equal(t:reason(1, "foer"), "unmatched")
end)

test("select_arrange_slice_distinct_and_bind_shape_rows", function()
  local t = persons()
  equal(t:select({ { name = "n", from = "antal" } }):names(), { "n" })
  equal(t:arrange({ { name = "pct", descending = true } }):values "pct", { 21.0, 20.8, 6.0, 5.5 })
  equal(t:slice(2, 3):values "antal", { 12, 276 })
  equal(t:slice(3, 99):rows(), 2)
  equal(t:distinct({ "omraade" }):values "omraade", { "Hedensted", "Odder" })
  equal(t:bind({ t, t }):rows(), 12)
end)

test("joins_and_pivots_answer", function()
  local t = persons()
  local regions = native.frame {
    { name = "kommune", type = "text", values = { "Hedensted", "Odder" } },
    { name = "kode", type = "text", values = { "766", "727" } },
  }
  local joined = t:join(regions, "left", { { left = "omraade", right = "kommune" } }, false)
  equal(joined:values "kode", { "766", "727", "766", "727" })
  local wide = t:select({ { name = "omraade", from = "omraade" },
    { name = "periode", from = "periode" }, { name = "antal", from = "antal" } })
    :pivot_wider({ "omraade" }, "periode", "antal")
  equal(wide:names(), { "omraade", "2019Q3", "2021Q3" })
  local long = wide:pivot_longer({ "2019Q3", "2021Q3" }, "periode", "antal")
  equal(long:rows(), 4)
  equal(t:complete({ "omraade", "periode" }):rows(), 18)
end)

test("an_engine_error_is_raised_with_its_sentence", function()
  fails(function() return persons():filter(call("+", column "omraade", literal(1))) end, "+")
  fails(function() return persons():filter(column "antal") end, "condition",
    "not integer")
  fails(function() return persons():join(persons(), "outer", {}) end, "inner, left, semi and anti")
end)

test("a_tree_that_is_none_is_refused_and_nothing_is_lost", function()
  local t = persons()
  for _, tree in ipairs {
    1, {}, { op = "leaf" }, { op = "column" }, { op = "call", name = "+" },
    { op = "literal", type = "colour", value = 1 },
    { op = "literal", type = "integer", value = "x" },
    { op = "literal", type = "number", value = 0 / 0 },
    call("+", column "antal", { op = "leaf" }), call("+", column "antal", call("+", 1)),
  } do
    equal(pcall(t.filter, t, tree), false)
  end
end)

test("an_expression_may_be_deep_but_not_without_end", function()
  local t, tree = persons(), column "antal"
  for _ = 1, 100 do tree = call("+", tree, literal(1)) end
  equal(t:mutate({ { name = "x", expr = tree } }):cell(1, "x"), 383)
  local endless = call("+", literal(1))
  endless.args[2] = endless
  fails(function() return t:filter(endless) end, "nested more than")
end)

test("in_takes_many_literals", function()
  local args = { column "antal" }
  for i = 1, 2000 do args[#args + 1] = literal(i) end
  equal(persons():filter({ op = "call", name = "in", args = args }):rows(), 3)
end)

-- ---- reading and writing ----

local function temporary(text)
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  return path
end

test("a_file_is_read_with_its_dialect", function()
  local path = temporary "område;antal;pct\nHedensted;1.234;5,6\nOdder;.;-\nHorsens;12.345;0,5\n"
  local t, dialect = native.read(path)
  os.remove(path)
  equal(t:values "antal"[1], 1234)
  equal(t:reason(2, "antal"), "suppressed")
  equal({ dialect.form, dialect.delimiter, dialect.encoding, dialect.thousands, dialect.rows },
    { "csv", ";", "utf-8", ".", 3 })
  equal(dialect.columns[2].name, "antal")
end)

test("what_the_world_does_wrong_comes_back_as_nil_message_and_code", function()
  local t, message, code = native.read "/no/such/file.csv"
  equal({ t, code }, { nil, "file" })
  assert(message:find("/no/such/file.csv", 1, true), message)
  t, message, code = native.read_text("a;b\n1;2\n3\n", "x.csv")
  equal({ t, code }, { nil, "data" })
  assert(message:find("x.csv:3", 1, true), message)
end)

test("an_option_that_is_not_known_or_wrong_is_refused", function()
  fails(function() return native.read_text("a\n1\n", "x", { delimeter = ";" }) end,
    "no option 'delimeter'", "delimiter")
  fails(function() return native.read_text("a\n1\n", "x", { delimiter = ";;" }) end,
    "one character")
  fails(function() return native.read_text("a\n1\n", "x", { types = { a = "tal" } }) end,
    "'tal' is no type")
  fails(function() return native.read_text("a\n1\n", "x", { missing = { x = "gone" } }) end,
    "'gone' is no reason")
  fails(function() return native.read_text("a\n1\n", "x", { names = { 1 } }) end, "list of texts")
  fails(function() return persons():write_csv("/tmp/x.csv", { delimeter = ";" }) end,
    "no option 'delimeter'")
end)

test("options_settle_what_the_file_leaves_open", function()
  local t = native.read_text("kode,n\n12,1.5\n", "x.csv",
    { delimiter = ",", decimal = ".", types = { kode = "text" } })
  equal(t:types(), { "text", "decimal" })
  t = native.read_text("n\n12\nhemmelig\n", "x.csv", { missing = { hemmelig = "suppressed" } })
  equal(t:reason(2, "n"), "suppressed")
end)

test("what_is_written_reads_back", function()
  local path = os.tmpname()
  local types = { omraade = "text", periode = "period", antal = "integer", pct = "decimal" }
  equal(persons():write_csv(path), true)
  local t = native.read(path, { types = types })
  os.remove(path)
  for _, name in ipairs(persons():names()) do
    for row = 1, 4 do
      equal(t:format(row, name), persons():format(row, name))
      equal(t:reason(row, name), persons():reason(row, name))
    end
  end
end)

test("a_file_that_cannot_be_written_comes_back_as_nil", function()
  local done, message, code = persons():write_csv "/no/such/folder/x.csv"
  equal({ done, code }, { nil, "file" })
  assert(message:find("/no/such/folder", 1, true), message)
end)

-- ---- the rest ----

test("numbers_format_in_danish", function()
  equal(native.format_number(1234567), "1.234.567")
  equal(native.format_number(1234.5), "1.234,5")
  equal(native.format_number(0.125, 2), "0,13")
  equal(native.format_number(-0.001, 2), "0,00")
  equal(native.round(2.675, 2), 2.68)
end)

test("texts_stand_in_danish_order", function()
  local words = { "Åbenrå", "Ærø", "Øst", "Zink", "Aabybro", "abe" }
  table.sort(words, function(a, b) return native.collate(a, b) < 0 end)
  equal(words, { "abe", "Zink", "Ærø", "Øst", "Åbenrå", "Aabybro" })
  equal(native.collate("a", "a"), 0)
end)

test("width_counts_terminal_columns", function()
  equal(native.width "blå", 3)
  equal(native.width "", 0)
end)

test("sha256_is_that_of_the_standard", function()
  equal(native.sha256 "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  local path = temporary "abc"
  equal(native.sha256_file(path), native.sha256 "abc")
  os.remove(path)
  local found, message, code = native.sha256_file "/no/such/file"
  equal({ found, code }, { nil, "file" })
  assert(message:find("/no/such/file", 1, true), message)
  found, message = native.sha256_file "/tmp"
  equal(found, nil)
  assert(message, "a directory has no bytes")
end)

test("intervals_are_those_of_the_literature", function()
  -- Newcombe (1998), table II: 56/70 against 48/80.
  local low, high = native.newcombe(56, 70, 48, 80, 0.95)
  check.close(low, 0.0524, 5e-5)
  check.close(high, 0.3339, 5e-5)
  -- Newcombe (1998), table I: 81/263.
  low, high = native.wilson(81, 263, 0.95)
  check.close(low, 0.2553, 5e-5)
  check.close(high, 0.3662, 5e-5)
  fails(function() return native.wilson(3, 2, 0.95) end, "")
end)

test("fsum_does_not_depend_on_order", function()
  equal(native.fsum { 1e100, 1.0, -1e100 }, 1.0)
  equal(native.fsum { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 }, 1.0)
  equal(native.fsum {}, 0.0)
  fails(function() return native.fsum { 1, missing } end, "value 2")
  fails(function() return native.fsum { 1, "2" } end, "value 2")
end)

test("json_reads_and_writes_the_same_value", function()
  local text = '{"a":[1,2.5,"bl\195\165 \\n",true,false,null],"b":{"c":[]}}'
  equal(native.json_encode(native.json_decode(text)), text)
  equal(native.json_decode("[null]")[1] == native.json_null, true)
  equal(math.type(native.json_decode "3"), "integer")
  equal(math.type(native.json_decode "3.0"), "float")
end)

test("json_keys_are_sorted_or_as_ordered", function()
  equal(native.json_encode { b = 1, a = 2, c = 3 }, '{"a":2,"b":1,"c":3}')
  equal(native.json_encode { b = 1, a = 2, c = 3, __order = { "c", "nope" } },
    '{"c":3,"a":2,"b":1}')
  equal(native.json_encode({ a = { 1, { __order = {} } } }, 2),
    '{\n  "a": [\n    1,\n    {}\n  ]\n}')
end)

test("json_floats_are_shortest_and_missing_is_null", function()
  equal(native.json_encode { 0.1, 1 / 3, 100.0, missing, period "2019Q3", "\u{1}\"" },
    '[0.1,0.3333333333333333,100,null,"2019Q3","\\u0001\\""]')
end)

test("what_json_cannot_hold_is_refused", function()
  for _, value in ipairs { 0 / 0, math.huge, { 1, x = 2 }, { [1] = 1, [3] = 3 }, { [true] = 1 },
    "\xFF", print, persons(), { ["a\0b"] = 1 } } do
    equal(pcall(native.json_encode, value), false)
  end
  local loop = {}
  loop[1] = loop
  fails(function() return native.json_encode(loop) end, "nested")
end)

test("text_that_is_no_json_says_where", function()
  local value, message, code = native.json_decode '{"a":\n tru}'
  equal({ value, code }, { nil, "data" })
  assert(message:find "^2:", message)
  equal(native.json_decode '{"a":1,"a":2}', nil)
  equal(native.json_decode "", nil)
  equal(native.json_decode "[1] 2", nil)
end)

test("missing_is_one_value_that_cannot_be_computed_with", function()
  equal(tostring(missing), "missing")
  equal(rawequal(missing, native.missing), true)
  for _, compute in ipairs {
    function() return missing + 1 end, function() return -missing end,
    function() return missing < 1 end, function() return missing .. "" end,
    function() return #missing end,
  } do
    fails(compute, "missing value cannot be computed with")
  end
end)

test("the_data_directory_has_the_figures", function()
  local file = io.open(native.data_directory() .. "/omraader.csv")
  equal(file ~= nil, true)
  if file then file:close() end
end)

test("frames_that_nothing_holds_are_given_back", function()
  local t = persons()
  for _ = 1, 2000 do t:mutate { { name = "x", expr = call("*", column "antal", literal(2)) } } end
  collectgarbage()
  local before = collectgarbage "count"
  for _ = 1, 2000 do t:mutate { { name = "x", expr = call("*", column "antal", literal(2)) } } end
  collectgarbage()
  assert(collectgarbage "count" - before < 50, "tables or userdata pile up")
end)

test("a_collection_is_whole_wherever_the_cycle_stood", function()
  for steps = 0, 20 do
    for _ = 1, steps do collectgarbage("step", 1) end
    local held = setmetatable({ {}, { "kept" } }, { __mode = "v" })
    local kept = held[2]
    assert(collectgarbage() == 0 and held[1] == nil and held[2] == kept)
  end
  assert(collectgarbage "generational" == "incremental")
  collectgarbage()
  assert(collectgarbage "incremental" == "generational")
end)

check.finish()
