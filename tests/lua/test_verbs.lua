-- Verbs over lazy frames: what each gives, worked out by hand, and what each refuses.

local check = dofile "tests/lua/check.lua"
local test, equal, fails = check.test, check.equal, check.fails

-- A frame as lines: names, then cells as a person reads them.
local function rows_of(t)
  local names, lines = t:names(), {}
  for i = 1, #t do
    local cells = {}
    for j, name in ipairs(names) do cells[j] = t:format(i, name) end
    lines[i] = table.concat(cells, " ")
  end
  return table.concat(names, " ") .. "\n" .. table.concat(lines, "\n")
end

local function gives(t, expected)
  equal(rows_of(t), (expected:gsub("^%s+", ""):gsub("%s+$", ""):gsub("\n +", "\n")))
  local slow = t:collect { backend = "reference" }
  equal(rows_of(slow), rows_of(t), "the reference backend")
end

local function months(...)
  local list = {}
  for i, text in ipairs { ... } do list[i] = period(text) end
  return list
end

local t = frame {
  { "sted", { "Vejle", "Odder", "Vejle", "Odder" } },
  { "tid", months("2019M09", "2019M09", "2019M10", "2019M10") },
  { "n", { 4, 7, missing, 9 } },
}

-- Tenths against hundredths: what is asked is decided in whole tenths, on either side of zero.
test("a_comparison_with_a_finer_figure_is_exact", function()
  local native = require "native"
  local tenths = {}
  for i = -60, 60 do tenths[#tenths + 1] = i end
  local column = { name = "n", type = "decimal", scale = 1, values = tenths }
  local decimals = require("query.frame").new(native.frame { column })
  local function expected(sign, hundredths)
    local count = 0
    for i = -60, 60 do
      local n, m = i * 10, hundredths
      local holds = { ["<"] = n < m, ["<="] = n <= m, [">"] = n > m, [">="] = n >= m,
        ["=="] = n == m, ["~="] = n ~= m }
      count = count + (holds[sign] and 1 or 0)
    end
    return count
  end
  for _, sign in ipairs { "<", "<=", ">", ">=", "==", "~=" } do
    for hundredths = -700, 700, 5 do
      local figure = ("%s%d.%02d"):format(hundredths < 0 and "-" or "", math.abs(hundredths) // 100,
        math.abs(hundredths) % 100)
      equal(#decimals:filter(("n %s %s"):format(sign, figure)), expected(sign, hundredths),
        "n " .. sign .. " " .. figure)
    end
  end
end)

test("filter_keeps_what_is_true_and_drops_what_is_unknown", function()
  gives(t:filter "n > 4", [[
    sted tid n
    Odder sep. 2019 7
    Odder okt. 2019 9]])
  equal(#t:filter "not (n > 4)", 1)
  equal(#t:filter "is_missing(n)", 1)
end)

test("filter_by_table_is_equality_and_membership", function()
  equal(#t:filter { sted = "Odder", tid = period "2019M10" }, 1)
  equal(#t:filter { n = { 4, 9 } }, 2)
  equal(#t:filter { tid = "sep 2019" }, 2)
  fails(function() t:filter { stet = "Odder" } end, "stet", "did you mean 'sted'")
  fails(function() t:filter {} end, "no condition", "t:filter")
end)

test("filter_takes_parameters_as_values", function()
  equal(#t:filter("sted == $s and n >= $n", { s = "Odder", n = 8 }), 1)
  equal(#t:filter("sted in $s", { s = { "Odder", "Vejle" } }), 4)
  equal(#t:filter("sted == $s", { s = "' or true or '" }), 0)
end)

test("select_gives_columns_in_the_order_written", function()
  gives(t:select "n, by = sted":head(1), [[
    n by
    4 Vejle]])
  equal(t:select "-tid":names(), { "sted", "n" })
  fails(function() t:select "n, -tid" end, "mixed")
  fails(function() t:select "n, n" end, "named twice")
  fails(function() t:select() end, "select takes columns", "t:select")
end)

test("rename_keeps_all_columns_in_place", function()
  equal(t:rename "antal = n, by = sted":names(), { "by", "tid", "antal" })
  fails(function() t:rename "tid = n" end, "named twice")
  fails(function() t:rename "x = m" end, "no column 'm'")
end)

test("mutate_computes_one_after_the_other", function()
  gives(t:mutate "m = n * 2, k = m + 1, n = 0":select "n, m, k":head(2), [[
    n m k
    0 8 9
    0 14 15]])
  equal(t:mutate "m = n / 2":types()[4], "number")
  equal(t:mutate("m = n * $k", { k = 3 }):cell(1, "m"), 12)
end)

test("mutate_in_groups_spreads_an_aggregate_over_the_rows", function()
  gives(t:filter "n > 0":group_by "sted":mutate "alle = sum(n), andel = n / sum(n)":ungroup(), [[
    sted tid n alle andel
    Vejle sep. 2019 4 4 1
    Odder sep. 2019 7 16 0,4375
    Odder okt. 2019 9 16 0,5625]])
end)

test("mutate_in_groups_looks_at_the_period_before", function()
  gives(t:group_by "sted":mutate "f = lag(n)":ungroup():select "sted, f", [[
    sted f
    Vejle ?
    Odder ?
    Vejle 4
    Odder 7]])
end)

test("a_column_of_the_group_cannot_change", function()
  fails(function() t:group_by "sted":mutate "sted = 'x'" end, "grouped by 'sted'", "ungroup")
  fails(function() t:group_by "sted":select "n" end, "grouped by 'sted'", "ungroup")
  fails(function() t:group_by "sted":summarise "sted = count()" end, "grouped by 'sted'")
end)

test("summarise_gives_groups_in_order_of_first_appearance", function()
  local verb = "alle = sum(n), rk = count(), pct = 100 * count(n) / count()"
  gives(t:group_by "sted":summarise(verb), [[
    sted alle rk pct
    Vejle 4 2 50
    Odder 16 2 100]])
  gives(t:summarise "alle = sum(n)", "alle\n20")
end)

test("summarise_consumes_the_groups", function()
  equal(#t:group_by "sted":summarise "n = sum(n)":summarise "n = sum(n)", 1)
end)

test("a_sum_of_nothing_is_missing_and_never_0", function()
  local empty = t:filter "sted == 'Vejle' and tid == 2019M10":summarise "s = sum(n), k = count(n)"
  equal(empty:cell(1, "s"), missing)
  equal(empty:reason(1, "s"), "blank")
  equal(empty:cell(1, "k"), 0)
  equal(t:filter "n > 1000":summarise "s = sum(n)":reason(1, "s"), "undefined")
end)

test("arrange_is_stable_with_missing_last_in_both_directions", function()
  equal(t:arrange "n":column "n", { 4, 7, 9, missing })
  equal(t:arrange "-n":reason(4, "n"), "blank")
  gives(t:arrange "sted, -tid":select "sted, tid", [[
    sted tid
    Odder okt. 2019
    Odder sep. 2019
    Vejle okt. 2019
    Vejle sep. 2019]])
  gives(frame { { "x", { "Ålborg", "Ærø", "Zebra", "Aarhus", "Østby" } } }:arrange "x", [[
    x
    Zebra
    Ærø
    Østby
    Ålborg
    Aarhus]])
end)

test("head_tail_and_slice_count_from_1_and_stay_within", function()
  equal(#t:head(2), 2)
  equal(#t:head(100), 4)
  equal(#t:head(0), 0)
  equal(t:tail(1):cell(1, "n"), 9)
  equal(#t:tail(100), 4)
  equal(t:slice(2, 3):column "n", { 7, missing })
  fails(function() t:head(-1) end, "head", "usage")
  fails(function() t:head(1.5) end, "1.5", "usage")
  fails(function() t:slice "a" end, "usage")
end)

test("distinct_keeps_first_appearances", function()
  gives(t:distinct "sted", "sted\nVejle\nOdder")
  equal(#t:bind_rows(t):distinct(), 4)
end)

test("count_has_a_column_n", function()
  gives(t:rename "antal = n":count "sted", "sted n\nVejle 2\nOdder 2")
  equal(t:count():cell(1, "n"), 4)
end)

local lookup = frame { { "by", { "Odder", "Horsens" } }, { "kode", { "0741", "0615" } } }

test("left_join_keeps_every_row_and_says_what_was_unmatched", function()
  local joined = t:left_join(lookup, "sted = by")
  equal(joined:names(), { "sted", "tid", "n", "kode" })
  equal(joined:cell(2, "kode"), "0741")
  equal(joined:reason(1, "kode"), "unmatched")
end)

test("the_other_joins_keep_what_they_say", function()
  equal(#t:inner_join(lookup, "sted = by"), 2)
  equal(#t:semi_join(lookup, "sted = by"), 2)
  equal(#t:anti_join(lookup, "sted = by"), 2)
  equal(#t:join(lookup, "sted = by", { kind = "anti" }), 2)
  equal(t:semi_join(lookup, "sted = by"):names(), t:names())
end)

test("a_key_twice_on_the_right_is_refused_unless_many_is_said", function()
  local twice = lookup:bind_rows(lookup)
  fails(function() return #t:left_join(twice, "sted = by") end, "Odder", "many")
  equal(#t:inner_join(twice, "sted = by", { many = true }), 4)
end)

test("a_join_that_cannot_match_is_refused_at_once", function()
  fails(function() t:left_join(lookup, "n = by") end, "'n' is integer", "never match")
  fails(function() t:left_join(lookup, "sted") end, "no column 'sted'")
  fails(function() t:left_join(lookup) end, "usage")
  fails(function() t:left_join("lookup", "sted") end, "another frame", "usage")
  fails(function() t:left_join(t, "sted") end, "both frames have a column 'tid'", "rename")
  fails(function() t:join(lookup, "sted = by", { kind = "outer" }) end, "no join 'outer'")
  fails(function() t:join(lookup, "sted = by", { kid = "left" }) end, "'kid'")
  local quarters = t:mutate "tid = quarter_of(tid)":select "tid, q = n"
  fails(function() t:left_join(quarters, "tid") end, "month", "quarter", "quarter_of")
end)

test("a_missing_key_never_matches", function()
  local right = frame { { "n", { 4, missing } }, { "x", { 1, 2 } } }
  local joined = t:left_join(right, "n")
  equal(joined:cell(1, "x"), 1)
  equal(joined:reason(3, "x"), "unmatched")
end)

test("bind_rows_takes_columns_by_name", function()
  local other = frame { { "n", { 1.5 } }, { "sted", { "Ry" } }, { "tid", months "2020M01" } }
  local bound = t:bind_rows(other)
  equal(bound:types(), { "text", "period", "number" })
  equal(bound:cell(5, "sted"), "Ry")
  equal(bound:cell(1, "n"), 4.0)
  fails(function() t:bind_rows(t:select "n") end, "no column sted, tid")
  fails(function() t:bind_rows(t:mutate "x = 1") end, "no column x")
  fails(function() t:bind_rows(t:mutate "n = 'a'") end, "'n' is integer", "text")
  fails(function() t:bind_rows() end, "usage")
  fails(function() t:bind_rows(nil) end, "another frame")
end)

test("pivot_wider_makes_columns_of_values_in_order_of_appearance", function()
  gives(t:pivot_wider { names_from = "sted", values_from = "n" }, [[
    tid Vejle Odder
    sep. 2019 4 7
    okt. 2019  9]])
  local wide = t:filter "not is_missing(n)":pivot_wider { names_from = "sted", values_from = "n" }
  equal(wide:reason(2, "Vejle"), "unmatched")
  equal(wide:mutate "alt = Vejle + Odder":cell(1, "alt"), 11)
  local wider = { names_from = "sted", values_from = "n" }
  fails(function() t:select "-tid":pivot_wider(wider) end, "two")
  fails(function() t:pivot_wider { names_from = "sted" } end, "values_from", "usage")
  fails(function() t:pivot_wider { names_from = "sted", value_from = "n", values_from = "n" } end,
    "value_from")
end)

test("pivot_longer_takes_all_columns_but_those_with_a_minus", function()
  local wide = t:pivot_wider { names_from = "sted", values_from = "n" }
  gives(wide:pivot_longer { columns = "-tid", names_to = "sted", values_to = "n" },
    rows_of(wide:pivot_longer { columns = "Vejle, Odder", names_to = "sted", values_to = "n" }))
  fails(function() wide:pivot_longer { columns = "-tdi", names_to = "a", values_to = "b" } end,
    "no column 'tdi'", "tid")
  fails(function() wide:pivot_longer { cols = "-tid", names_to = "a", values_to = "b" } end,
    "no argument 'cols'", "columns, names_to, values_to")
end)

test("a_frame_is_not_saved_as_what_its_ending_promises_and_it_is_not", function()
  for _, ending in ipairs { "xlsx", "xls", "XLSX", "json", "html" } do
    local path = os.tmpname() .. "." .. ending
    fails(function() t:save(path) end, "save writes no ." .. ending, "report{")
    equal(io.open(path), nil)
  end
end)

test("pivot_longer_undoes_pivot_wider", function()
  local long = t:pivot_wider { names_from = "sted", values_from = "n" }
    :pivot_longer { columns = "Vejle, Odder", names_to = "sted", values_to = "n" }
  gives(long:select "sted, tid, n":arrange "tid", rows_of(t))
  fails(function() t:pivot_longer { columns = "sted, n", names_to = "a", values_to = "b" } end,
    "'n' is integer", "text")
  fails(function() t:pivot_longer { columns = "n", names_to = "sted", values_to = "b" } end, "sted")
end)

test("a_spell_has_a_row_for_each_period_that_it_touches", function()
  local spells = frame { { "id", { 1, 2 } },
    { "start", { period "2019-03-31", period "2020-01-01" } },
    { "slut", { period "2019-07-01", missing } } }
  local function each(by, ongoing)
    return spells:each_period { from = "start", to = "slut", by = by, as = "tid",
      ongoing = ongoing }
  end
  gives(each("quarter", "2020-06-30"):select "id, tid", [[
    id tid
    1 1. kvt. 2019
    1 2. kvt. 2019
    1 3. kvt. 2019
    2 1. kvt. 2020
    2 2. kvt. 2020]])
  equal(#each("month", "2020M01"), 6)
  equal(#each("half", "2020-01-01"), 3)
  equal(#each("year", "2021"), 3)
  equal(#each("day", "2020-01-02"), 93 + 2)
  equal(each("day", "2021"):types()[4], "date")
  fails(function() each("quarter"):collect() end, "row 2 has no end")
  fails(function() each("quarter", "2019"):collect() end, "row 2 ends")
  fails(function() each("week", "2021") end, "week")
  fails(function() each("quarter", "snart") end, "ongoing")
  fails(function() spells:each_period { from = "id", to = "slut", by = "year", as = "tid" } end,
    "id")
  fails(function() spells:each_period { from = "start", to = "slut", by = "year", as = "id" } end,
    "id")
  fails(function() spells:each_period { from = "start", to = "slut", by = "year" } end, "as")
end)

test("complete_fills_the_holes_of_a_series", function()
  local series = frame { { "tid", months("2019M09", "2019M12") }, { "n", { 1, 2 } } }
  gives(series:complete "tid", [[
    tid n
    sep. 2019 1
    okt. 2019 ?
    nov. 2019 ?
    dec. 2019 2]])
end)

test("verbs_do_not_change_the_frame_they_are_called_on", function()
  local before = rows_of(t)
  rows_of(t:filter "n > 4":mutate "n = 0":arrange "-tid")
  equal(rows_of(t), before)
  fails(function() t.ny = 1 end, "not changed", "t:mutate")
end)

test("a_verb_called_with_a_dot_is_told_of_the_colon", function()
  fails(function() t.filter "n > 1" end, "t:filter", "colon")
end)

test("a_plan_runs_once_and_only_when_looked_at", function()
  local memory = require "query.backend.memory"
  local run, calls = memory.run, 0
  memory.run = function(plan)
    calls = calls + 1
    return run(plan)
  end
  local plan = t:filter "n > 4":mutate "m = n * 2":arrange "-m"
  local before = calls
  local first, second = #plan, plan:cell(1, "m")
  memory.run = run
  equal({ before, first, second, calls }, { 0, 2, 18, 1 })
end)

test("the_three_line_file_of_the_design_sums_to_13579", function()
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write("område;periode;antal;pct;kode\nHedensted;2021M09;1.234;5,6;0751\n",
    "Horsens;2021M09;12.345;-;0461\nOdder;2021M09;..;0,5;0741\n")
  file:close()
  local figures = read(path)
  os.remove(path)
  local total = figures:summarise "antal = sum(antal), pct = sum(pct)"
  equal(total:cell(1, "antal"), 13579)
  equal(total:format(1, "pct"), "6,1")
  equal(figures:column "kode", { "0751", "0461", "0741" })
  equal(figures:reason(3, "antal"), "unavailable")
  equal(figures:reason(2, "pct"), "none")
  equal(tostring(total):find("antal: skipped 1 unavailable (..)", 1, true) ~= nil, true)
end)

check.finish()
