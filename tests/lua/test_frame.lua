-- Frames made by hand, looked into, and printed.

local check = dofile "tests/lua/check.lua"
local native = require "native"
local lazy = require "query.frame"
local show = require "query.show"
local test, equal, fails = check.test, check.equal, check.fails

local t = frame {
  { "omraade", { "Hedensted", "Horsens", "Odder" } },
  { "antal", { 1234, missing, -5 } },
  { "andel", { 0.25, 17.9333333333, missing } },
  { "tid", { period "2019Q3", period "2019Q4", period "2020Q1" } },
  { "aktiv", { true, false, missing } },
}

local function with_suppressed()
  return lazy.new(native.frame { { name = "a", type = "integer",
    values = { 100, 31, native.missing }, missing = { [3] = "suppressed" } } })
end

test("a_frame_by_hand_has_the_types_of_its_values", function()
  equal(t:names(), { "omraade", "antal", "andel", "tid", "aktiv" })
  equal(t:types(), { "text", "integer", "number", "period", "boolean" })
  equal(#t, 3)
  equal(frame { { "x", { 1, 2.5 } } }:types(), { "number" })
  equal(frame { { "d", { period "2020-08-03" } } }:types(), { "date" })
end)

test("a_frame_by_hand_refuses_what_has_no_type", function()
  fails(function() frame { { "x", { 1, "a" } } } end, "'x'", "integer", "text")
  fails(function() frame { { "x", { {} } } } end, "'x'", "table")
  fails(function() frame { { "x", { 1, 2 } }, { "y", { 1 } } } end, "'y'", "1", "2")
  fails(function() frame { { "x", { 1 } }, { "x", { 1 } } } end, "x")
  fails(function() frame {} end, "frame{")
  fails(function() frame { { "x", 3 } } end, "column 1")
end)

test("cells_arrive_as_lua_values", function()
  equal(t:cell(1, "antal"), 1234)
  equal(t:cell(1, "andel"), 0.25)
  equal(t:cell(2, "antal"), missing)
  equal(t:cell(1, "tid"), period "2019Q3")
  equal(t:cell(1, "aktiv"), true)
  equal(t:column "omraade", { "Hedensted", "Horsens", "Odder" })
  equal(t:column("omraade", 2), { "Horsens", "Odder" })
  equal(t:column("omraade", 2, 2), { "Horsens" })
  equal(t:column("omraade", 3, 1), {})
  equal(t:reason(2, "antal"), "blank")
  equal(t:reason(1, "antal"), nil)
end)

test("a_cell_that_is_not_there_is_an_error", function()
  fails(function() t:cell(4, "antal") end, "no row 4", "3 rows")
  fails(function() t:cell(0, "antal") end, "no row 0")
  fails(function() t:cell(1, "antl") end, "no column 'antl'", "antal")
  fails(function() t:column() end, "column")
  fails(function() t:column("omraade", 4) end, "there is no row 4")
  fails(function() t:column("omraade", 1, 0) end, "there is no row 0")
end)

test("rows_are_walked_with_their_names", function()
  local seen = {}
  for row in t:rows() do seen[#seen + 1] = row.omraade .. " " .. tostring(row.antal) end
  equal(seen, { "Hedensted 1234", "Horsens missing", "Odder -5" })
  local row = t:rows()()
  fails(function() return row.antl end, "no column 'antl'", "antal")
  fails(function() row.antal = 1 end, "not changed")
end)

test("map_rows_is_the_slow_way_out", function()
  equal(t:map_rows(function(row) return #row.omraade end), { 9, 7, 5 })
  fails(function() t:map_rows(3) end, "function", "usage")
end)

test("a_frame_prints_as_an_aligned_table_with_types_and_size", function()
  equal(tostring(t:select "omraade, antal, tid"), table.concat({
    "omraade      antal  tid",
    "text       integer  period",
    "Hedensted    1.234  3. kvt. 2019",
    "Horsens             4. kvt. 2019",
    "Odder           -5  1. kvt. 2020",
    "3 rows × 3 columns" }, "\n"))
end)

test("numbers_of_a_column_have_the_same_decimals", function()
  equal(tostring(t:select "andel"), table.concat({
    "  andel", " number", " 0,2500", "17,9333", "", "3 rows × 1 column" }, "\n"))
end)

test("a_small_number_is_never_shown_as_0", function()
  local text = tostring(frame { { "x", { 0.00001, 2.5 } } })
  equal(text:find("0,00001", 1, true) ~= nil, true, text)
end)

test("a_number_of_hundreds_of_digits_is_shown_by_its_power_of_ten", function()
  local text = tostring(frame { { "x", { 1e308, -2.5e-300, 123456789012345.0 } } })
  for _, part in ipairs { " 1,000e+308", "-2,500e-300", "123.456.789.012.345,0000" } do
    equal(text:find(part, 1, true) ~= nil, true, text)
  end
end)

test("a_bound_is_shown_with_its_sign_and_its_footnote", function()
  local text = tostring(with_suppressed():summarise "s = sum(a)")
  equal(text:find("≥ 131", 1, true) ~= nil, true, text)
  equal(text:find("s: skipped 1 suppressed (.)", 1, true) ~= nil, true, text)
  equal(with_suppressed():summarise "s = sum(a)":mark(1, "s"), "at_least")
end)

test("a_long_frame_shows_both_ends_and_how_many_are_left_out", function()
  local numbers = {}
  for i = 1, 2000 do numbers[i] = i end
  local text = tostring(frame { { "x", numbers } })
  equal(text:find("\n      1\n", 1, true) ~= nil, true, text)
  equal(text:find("\n  2.000\n", 1, true) ~= nil, true, text)
  equal(text:find("1.981 rows left out", 1, true) ~= nil, true, text)
  equal(text:find("2.000 rows × 1 column", 1, true) ~= nil, true, text)
end)

test("columns_that_do_not_fit_are_named", function()
  local text = show.frame(t:collect().source, { width = 30 })
  for line in text:gmatch "[^\n]+" do
    equal(native.width(line) <= 30 or line:find "^not shown" ~= nil, true, line)
  end
  equal(text:find("not shown: ", 1, true) ~= nil, true, text)
  equal(text:find("aktiv", 1, true) ~= nil, true, text)
end)

test("a_wide_frame_shows_its_first_key_and_its_last_figure", function()
  local columns = {}
  for i = 1, 8 do columns[i] = { "tekst" .. i, { ("x"):rep(30) } } end
  for i = 1, 8 do columns[8 + i] = { "tal" .. i, { i * 1000 } } end
  local text = show.frame(frame(columns):collect().source, { width = 80 })
  local names = text:match "^[^\n]+"
  equal(names:find "^tekst1 .*… .*tal1 .*tal8$" ~= nil, true, text)
  equal(text:find("not shown: ", 1, true) ~= nil, true, text)
  for line in text:gmatch "[^\n]+" do
    equal(native.width(line) <= 80 or line:find "^not shown" ~= nil, true, line)
  end
end)

test("a_sign_of_several_characters_is_as_wide_as_it_is_drawn", function()
  equal(native.width "👩‍👩‍👧‍👦", 2)
  equal(native.width "👍🏽", 2)
  equal(native.width "🇩🇰", 2)
  equal(native.width "❤️", 2)
  equal(native.width "a‍b", 2)
  equal(native.width "æøå 日本", 8)
  equal(show.cut("👩‍👩‍👧‍👦 familie", 6), "👩‍👩‍👧‍👦 fa…")
end)

test("control_characters_in_data_are_shown_and_not_obeyed", function()
  local text = tostring(frame { { "x\27[2J", { "a\27[31mb\nc\u{9B}1m" } } })
  equal(text:find("[\27\u{9B}]"), nil)
  equal(text:find("a\\x1B[31mb\\nc\\u{9B}1m", 1, true) ~= nil, true, text)
end)

test("what_cannot_be_seen_or_turns_the_writing_round_is_shown_escaped", function()
  local texts = { "Od\u{200B}der", "a\u{202E}b", "👩\u{200D}🌾", "a\u{200D}b" }
  local text = tostring(frame { { "x", texts } })
  for _, shown in ipairs { "Od\\u{200B}der", "a\\u{202E}b", "👩\u{200D}🌾", "a\\u{200D}b" } do
    equal(text:find(shown, 1, true) ~= nil, true, text)
  end
end)

test("grouped_frames_say_so", function()
  equal(tostring(t:group_by "omraade"):find("grouped by omraade", 1, true) ~= nil, true)
end)

test("describe_counts_missing_cells_by_reason", function()
  local d = with_suppressed():describe()
  equal(d:cell(1, "present"), 2)
  equal(d:cell(1, "missing"), "1 suppressed")
  equal(d:cell(1, "distinct"), 2)
  equal(#t:describe(), 5)
end)

test("missing_lists_reasons_and_what_aggregates_skipped", function()
  local of_cells = with_suppressed():missing()
  equal({ of_cells:cell(1, "reason"), of_cells:cell(1, "cells"), of_cells:cell(1, "skipped") },
    { "suppressed", 1, 0 })
  local of_sum = with_suppressed():summarise "s = sum(a)":missing()
  equal({ of_sum:cell(1, "column"), of_sum:cell(1, "cells"), of_sum:cell(1, "skipped") },
    { "s", 0, 1 })
end)

test("a_frame_knows_the_files_behind_it", function()
  local path = os.tmpname()
  local saved = t:select "omraade, antal, tid":save(path)
  local back = read(path)
  equal(back:column "omraade", t:column "omraade")
  equal(back:cell(1, "antal"), 1234)
  equal(back:cell(1, "tid"), period "2019Q3")
  local other = read(path):select "omraade, x = antal"
  local sources = back:filter "antal > 0":left_join(other, "omraade"):sources()
  equal(#sources, 1)
  equal({ sources[1].path, sources[1].sha256 }, { path, native.sha256_file(path) })
  equal(back:dialect().delimiter, ";")
  os.remove(path)
  equal(saved ~= nil, true)
  equal(#t:sources(), 0)
  fails(function() t:dialect() end, "not read from a file")
end)

test("a_file_that_is_not_there_is_said_at_the_users_line", function()
  local ok, message = pcall(read, "/nowhere/x.csv")
  equal(ok, false)
  equal(message:find("/nowhere/x.csv", 1, true) ~= nil, true, message)
  fails(function() read() end, "read takes a path")
  fails(function() read("x.csv", { delimeter = ";" }) end, "delimeter", "delimiter")
  fails(function() read "/tmp/no such file *.csv" end, "no file matches")
  fails(function() read "data/publiserede_tal.csv" end, "no such file",
    "did you mean 'data/publicerede_tal.csv'?")
  fails(function() read "/nowhere/*.csv" end, "/nowhere/*.csv: cannot be searched")
end)

test("several_files_are_read_one_after_the_other", function()
  local paths = { os.tmpname(), os.tmpname() }
  for i, path in ipairs(paths) do t:filter("antal > 0"):mutate("antal = " .. i):save(path) end
  local both = read(paths)
  equal(both:column "antal", { 1, 2 })
  equal(#both:sources(), 2)
  for _, path in ipairs(paths) do os.remove(path) end
end)

test("a_type_known_before_computing_is_the_type_computed", function()
  local plans = { t:mutate "x = antal + 1, y = antal / 2, z = tid + 1, w = quarter_of(tid)",
    t:group_by "omraade":summarise "a = sum(antal), b = mean(antal), c = min(tid), d = count()",
    t:pivot_longer { columns = "antal, andel", names_to = "a", values_to = "b" },
    t:bind_rows(t):distinct "andel, tid" }
  for _, plan in ipairs(plans) do equal(plan:collect().source:types(), plan:types()) end
end)

check.finish()
