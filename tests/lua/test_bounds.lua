-- Figures that are known only within bounds: what is told of them, and where it is not lost.

local check = dofile "tests/lua/check.lua"
local native = require "native"
local open = require "query.open"

local function hidden_areas()
  return open.frame {
    { "omraade", { "Odder", "Odder", "Skive", "Skive" } },
    { "antal", { 4, native.missing, 9, 3 } },
  }
end

-- What frame{} calls blank is hidden here.
local function with_hidden(frame)
  local columns = {}
  for i, name in ipairs(frame:names()) do
    local values, missing = frame:column(name), {}
    for row, value in ipairs(values) do
      if value == native.missing then missing[row] = "suppressed" end
    end
    columns[i] = { name = name, type = frame:types()[i], values = values, missing = missing }
  end
  return require("query.frame").new(native.frame(columns))
end

local function contains(text, part)
  if not text:find(part, 1, true) then error(("no '%s' in\n%s"):format(part, text), 0) end
end

local t = with_hidden(hidden_areas())
local sums = t:group_by "omraade":summarise "s = sum(antal)"

check.test("a_filter_tells_how_many_rows_it_could_not_decide_about", function()
  local kept = sums:filter "s > 5"
  check.equal(#kept, 1)
  contains(tostring(kept), "1 row left out by filter: undecided")
  contains(tostring(kept:mutate "x = s + 1":collect():select "x"),
    "1 row left out by filter: undecided")
end)

check.test("a_filter_in_one_go_with_a_summarise_tells_it_too", function()
  local counted = sums:filter "s > 5":summarise "n = count()"
  check.equal(counted:cell(1, "n"), 1)
  contains(tostring(counted), "1 row left out by filter: undecided")
end)

check.test("a_filter_that_is_sure_tells_nothing", function()
  check.equal(tostring(sums:filter "s > 3"):find "undecided", nil)
end)

-- ---- what is known of a hidden cell ----

local known = t:hides { antal = { 0, 2 } }:group_by "omraade":summarise "s = sum(antal)"

check.test("a_sum_over_hidden_cells_prints_what_it_lies_between", function()
  check.equal(known:format(1, "s"), "4–6")
  check.equal({ known:bounds(1, "s") }, { 4.0, 6.0 })
  check.equal(known:format(2, "s"), "12")
  check.equal({ known:bounds(2, "s") }, { 12.0, 12.0 })
  check.equal({ sums:bounds(1, "s") }, { 4.0, math.huge })
  check.equal(known:mutate "d = s - 6":format(1, "d"), "-2 – 0")
end)

check.test("a_bound_is_never_had_as_a_bare_number", function()
  check.equal({ known:cell(1, "s") }, { 4, "at_least" })
  check.equal({ known:cell(2, "s") }, { 12 })
  check.equal({ known:column "s" }, { { 4, 12 }, { "at_least" } })
  local ok, message = pcall(function() return known:rows()().s end)
  check.equal(ok, false)
  contains(tostring(message), "'s' in row 1 is a bound, not a figure: 4–6")
  contains(tostring(message), "t:bounds(1, \"s\")")
end)

check.test("what_a_hidden_cell_lies_between_is_said_of_columns_as_read", function()
  local function refused(given, part)
    local ok, message = pcall(given)
    check.equal(ok, false)
    contains(tostring(message), part)
  end
  refused(function() known:hides { s = { 0, 2 } } end, "'s' was computed")
  refused(function() t:hides { antal = { 3, 1 } } end, "no least and greatest")
  refused(function() t:hides { antal = { -1, 1 } } end, "no least and greatest")
  refused(function() t:hides {} end, "no columns")
  refused(function() t:hides { antl = { 0, 1 } } end, "antl")
end)

check.test("a_bound_as_json_is_its_two_ends", function()
  contains(known:text { mode = "json" }, '"s": { "at_least": 4, "at_most": 6 } }')
  contains(sums:text { mode = "json" }, '"s": { "at_least": 4 } }')
  contains(known:mutate "r = s / 8":text { mode = "json" },
    '"r": { "at_least": 0.5, "at_most": 0.75 }')
  contains(known:text { mode = "csv" }, "Odder;4–6\nSkive;12")
end)

-- ---- files ----

local function through(path, frame, options)
  frame:save(path, options)
  local found = require("query.open").read(path)
  os.remove(path)
  return found
end

local function text_of(path, frame, options)
  frame:save(path, options)
  local file <close> = assert(io.open(path))
  local text = file:read "a"
  os.remove(path)
  return text
end

local function rich()
  return t:hides { antal = { 0, 2 } }:group_by "omraade"
    :summarise "s = sum(antal), r = sum(antal) / 8, m = mean(antal), n = count()"
end

check.test("a_csv_file_holds_no_bound_that_looks_like_a_number", function()
  check.equal(text_of(os.tmpname(), rich()), [[
omraade;s;s_min;s_max;r;r_min;r_max;m;n
Odder;≥ 4;4;6;≥ 0,5;0,5;0,75;≈ 4;2
Skive;12;;;1,5;;;6;2
]])
  check.equal(text_of(os.tmpname(), known, { bounds = "text" }), "omraade;s\nOdder;4–6\nSkive;12\n")
  check.equal(text_of(os.tmpname(), known, { bounds = "drop" }), "omraade;s\nOdder;4\nSkive;12\n")
end)

check.test("bounds_of_a_csv_file_are_read_back_as_bounds", function()
  for _, decimal in ipairs { ",", "." } do
    local found = through(os.tmpname(), rich(), { decimal = decimal })
    check.equal(found:names(), { "omraade", "s", "r", "m", "n" })
    check.equal(found:types(), { "text", "integer", "decimal", "integer", "integer" })
    check.equal({ found:cell(1, "s") }, { 4, "at_least" })
    check.equal({ found:bounds(1, "s") }, { 4.0, 6.0 })
    check.equal({ found:bounds(1, "r") }, { 0.5, 0.75 })
    check.equal(found:mark(1, "m"), "inexact")
    check.equal({ found:bounds(2, "s") }, { 12.0, 12.0 })
  end
end)

check.test("reasons_beside_bounds_are_read_back_too", function()
  local path = os.tmpname()
  local file = assert(io.open(path, "w"))
  file:write "k;s;s_min;s_max\na;≥ 4;4;6\nb;.;;\nc;..;;\n"
  file:close()
  local found = require("query.open").read(path)
  os.remove(path)
  check.equal({ found:reason(2, "s"), found:reason(3, "s") }, { "suppressed", "unavailable" })
  check.equal(found:summarise "s = sum(s)":format(1, "s"), "≥ 4")
end)

check.test("what_only_looks_like_bounds_stays_text", function()
  for _, cells in ipairs { "≥ 4;4;3", "≥ 40;4;6", "≥ fire;4;6", "≥ 1.234;;" } do
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    file:write("s;s_min;s_max\n" .. cells .. "\n")
    file:close()
    local found = require("query.open").read(path)
    os.remove(path)
    check.equal(found:types()[1], "text")
  end
end)

check.test("a_file_of_a_frame_keeps_bounds_and_that_a_column_was_computed", function()
  local path = os.tmpname()
  local found = through(path .. ".indsats", known)
  os.remove(path)
  check.equal({ found:bounds(1, "s") }, { 4.0, 6.0 })
  local ok, message = pcall(found.hides, found, { s = { 0, 2 } })
  check.equal(ok, false)
  contains(tostring(message), "'s' was computed")
end)

-- ---- sums of bounds ----

check.test("a_sum_of_bounds_lies_between_the_sums_of_their_ends", function()
  for _, backend in ipairs { "memory", "reference" } do
    local all = known:summarise "s = sum(s)":collect { backend = backend }
    check.equal(all:format(1, "s"), "16–18")
    local decimals = known:mutate "s = s / 4":collect():summarise "s = sum(s)"
    check.equal({ decimals:collect { backend = backend }:bounds(1, "s") }, { 4.0, 4.5 })
  end
end)

check.test("a_sum_with_an_end_that_is_not_known_has_the_other_alone", function()
  local open_end = sums:summarise "s = sum(s)"
  check.equal(open_end:format(1, "s"), "≥ 16")
end)

check.test("a_filtered_sum_of_bounds_is_of_the_rows_that_are_left", function()
  local three = known:bind_rows(known:mutate "omraade = 'Viborg', s = s * 10")
  local one = three:filter "omraade in ('Odder', 'Viborg')":group_by "omraade"
    :summarise "s = sum(s)":arrange "omraade"
  check.equal({ one:format(1, "s"), one:format(2, "s") }, { "4–6", "160–180" })
end)

-- ---- what is hidden in a file that is read again ----

local function save_and_read(frame)
  local path = os.tmpname()
  frame:save(path)
  local back = open.read(path)
  os.remove(path)
  return back
end

check.test("a_hidden_sum_is_not_read_back_as_one_hidden_figure", function()
  local persons = with_hidden(open.frame { { "omraade", { "Odder", "Odder", "Skive" } },
    { "køn", { "Kvinder", "Mænd", "Mænd" } },
    { "Antal personer", { native.missing, native.missing, 9 } } })
  local by_area = persons:group_by "omraade":summarise "`Antal personer` = sum(`Antal personer`)"
  local before = by_area:summarise "s = unsafe_sum(`Antal personer`)"
  local back = save_and_read(by_area)
  check.equal(back:names(), by_area:names())
  check.equal(back:reason(1, "Antal personer"), "suppressed")
  check.equal(back:summarise "s = unsafe_sum(`Antal personer`)":format(1, "s"),
    before:format(1, "s"))
  local again = save_and_read(back)
  check.equal(again:summarise "s = unsafe_sum(`Antal personer`)":format(1, "s"), "≥ 9")
end)

check.test("figures_of_a_source_are_written_without_more_columns_and_keep_their_bounds", function()
  local persons = with_hidden(open.frame { { "omraade", { "Odder", "Skive" } },
    { "Antal personer", { native.missing, 9 } } })
  local back = save_and_read(persons)
  check.equal(back:names(), { "omraade", "Antal personer" })
  check.equal(back:summarise "s = sum(`Antal personer`)":format(1, "s"), "9–11")
end)

check.finish()
