-- The model of a document: figures and their numbers, where they come from, the order of rows.

local check = dofile "tests/lua/check.lua"
local document = require "report.document"
local figure = require "report.figure"
local html = require "report.html"
local markdown = require "report.markdown"
local text = require "report.text"

local test, equal, fails = check.test, check.equal, check.fails

local function has(rendered, part)
  if not rendered:find(part, 1, true) then
    error(("%q is not in\n%s"):format(part, rendered), 2)
  end
end

local function simple()
  return document.new { title = "T" }
end

-- ---- figures ----

local function shown(written)
  local read = figure.read(written)
  if not read then return "none" end
  return ("%s %d %s"):format(read.value, read.decimals, read.unit or "-")
end

test("a_danish_figure_is_read_back_to_its_number", function()
  equal(shown "1.234,5", "1234.5 1 -")
  equal(shown "21 pct.", "21 0 pct.")
  equal(shown "+3,2 procentpoint", "3.2 1 procentpoint")
  equal(shown "−12,75", "-12.75 2 -")
  equal(shown "0", "0 0 -")
  equal(shown "1.234.567", "1234567 0 -")
end)

test("what_may_be_something_else_than_a_figure_is_none", function()
  for _, written in ipairs { "2019", "0751", "01", "12.3", "1.2345", "1,234.5", "≥ 131", "", "-",
    "pct.", "1e5", "0x10", "3. kvt. 2019", "1.", ",5", "=1+1", "1 2", "12.34.567" } do
    equal(shown(written), "none", written)
  end
end)

test("a_figure_makes_its_own_text", function()
  equal(figure.make({ value = 20.849, decimals = 1, unit = "pct." }, "x").text, "20,8 pct.")
  equal(figure.make({ value = 3.25, decimals = 1, signed = true }, "x").text, "+3,3")
  equal(figure.make({ value = 1867 }, "x").text, "1.867")
  fails(function() figure.make({ value = 1.5 }, "x") end, "how many decimals")
  fails(function() figure.make({ value = 0 / 0, decimals = 1 }, "x") end, "finite")
end)

test("a_text_that_says_another_number_than_its_value_is_refused", function()
  equal(figure.make({ value = 20.849, decimals = 1, text = "20,8" }, "x").text, "20,8")
  fails(function() figure.make({ value = 20.849, decimals = 1, text = "21,8" }, "x") end,
    "is not the figure")
end)

test("a_column_that_names_rows_holds_no_figures", function()
  local doc = simple():table { caption = "C", columns = { "a", "b" }, rows = { { "12", "12" } } }
  local row = doc.blocks[1].rows[1]
  equal(row[1].figure, nil)
  equal(row[2].figure.value, 12)
end)

-- ---- where they come from ----

local ORIGIN = { title = "Personer, 3. kvt. 2021", lines = { "100 × 46 / 166",
  { label = "Fil", text = "data/<x>.csv", code = true } } }

local function with_origins()
  local doc = simple()
  doc:heading(2, "A")
  doc:paragraph { "Andelen er ", { value = 27.71, decimals = 1, unit = "pct.", why = ORIGIN }, "." }
  doc:key_figures { { label = "K", value = "27,7 pct.", why = ORIGIN } }
  doc:table { caption = "C", columns = { "a", "b" },
    rows = { { "x", { text = "46", why = { title = "Praktik", lines = { "linje 7" } } } } } }
  return doc
end

test("a_figure_is_linked_to_where_it_comes_from", function()
  local page = html.render(with_origins())
  has(page, 'Andelen er <a class="why" href="#tal-1">27,7\u{A0}pct.</a></p>')
  has(page, '<a class="why" href="#tal-2">46</a>')
  has(page, '<li id="tal-2">')
  has(page, "<code>data/&lt;x&gt;.csv</code>")
end)

test("figures_of_the_same_origin_share_an_entry", function()
  equal(#with_origins().origins, 2)
end)

test("origins_stand_in_an_appendix_in_every_text", function()
  has(markdown.render(with_origins()), "## Bilag 1. Hvor tallene kommer fra\n\n1. Personer")
  has(text.render(with_origins()), "Bilag 1. Hvor tallene kommer fra\n")
end)

test("an_origin_without_lines_is_refused", function()
  fails(function() simple():paragraph { { text = "1", why = "x" } } end, "no origin")
end)

-- ---- order ----

local function order(rows, name)
  local doc = simple():table { caption = "C", columns = { { name = "k" }, { name = "n" } },
    rows = rows, sort = name }
  local names = {}
  for i, row in ipairs(doc.blocks[1].rows) do names[i] = row.group or row[1].text end
  return table.concat(names, " ")
end

test("rows_are_put_in_danish_order", function()
  equal(order({ { "Aabenraa", "1" }, { "Ærø", "1" }, { "Århus", "1" }, { "Øster", "1" },
    { "Albertslund", "1" }, { "Vejle", "1" } }, "k"), "Albertslund Vejle Ærø Øster Aabenraa Århus")
end)

test("figures_are_put_in_order_by_size_and_gaps_last", function()
  equal(order({ { "a", "1.000" }, { "b", "–" }, { "c", "9" }, { "d", "-5" } }, "n"), "d c a b")
end)

test("totals_stay_below_and_groups_apart", function()
  equal(order({ { group = "G" }, { "b", "1" }, { "a", "2" }, { "I alt", "3", strong = true },
    { group = "H" }, { "d", "1" }, { "c", "1" } }, "k"), "G a b I alt H c d")
end)

-- ---- report{ ... } ----

local function practice()
  local all = read "data/publicerede_tal.csv"
    :filter "ydelse == 'Ressourceforløb' and periode in (2019Q3, 2021Q3)"
  local people = all:filter "maaling == 'Antal personer'":select "periode, personer = vaerdi"
  return all:filter "contains(maaling, 'Virksomhedspraktik')":left_join(people, "periode")
    :mutate "andel = 100 * vaerdi / personer":select "periode, vaerdi, personer, andel"
end

test("a_report_is_its_parts_in_order", function()
  local said = tostring(report { title = "T", "Et afsnit.", { heading = "H" },
    { list = { "a" } }, { note = "n", label = "L" }, { "a", { text = "b", strong = true } },
    { appendix = "A" } })
  for _, part in ipairs { "Et afsnit.", "H\n─", "• a", "│ L: n", "ab", "Bilag 1. A" } do
    has(said, part)
  end
end)

test("a_frame_is_a_table_with_danish_figures_and_their_origins", function()
  local t = practice()
  local doc = report { title = "T", { table = t, caption = "C", why = true, columns = { "periode",
    { name = "vaerdi", decimals = 0 }, { name = "andel", unit = "pct." } } } }
  local row = doc.blocks[1].rows[2]
  equal(row[1].text, "3. kvt. 2021")
  equal(row[2].text, "46")
  equal(row[3].text, "27,7 pct.")
  equal(doc.origins[row[3].origin].title, "andel, 3. kvt. 2021: 27,7 pct.")
  fails(function() report { title = "T", { table = t, caption = "C", columns = { "andle" } } } end,
    "no column 'andle'", "did you mean 'andel'")
end)

test("what_is_missing_or_a_bound_in_a_frame_says_so", function()
  local t = frame { { "omraade", { "A", "B" } }, { "antal", { 12, missing } } }
  local doc = report { title = "T", { table = t, caption = "C" } }
  equal(doc.blocks[1].rows[1][2].text, "12")
  equal(doc.blocks[1].rows[2][2].figure, nil)
end)

test("the_origin_of_a_figure_in_a_table_names_all_labels_of_its_row", function()
  local t = read("data/publicerede_tal.csv"):filter "ydelse == 'Ressourceforløb'"
    :select "maaling, periode, vaerdi":head(1)
  local doc = report { title = "T", { table = t, caption = "C", why = true } }
  equal(doc.origins[doc.blocks[1].rows[1][3].origin].title, "vaerdi, " .. t:cell(1, "maaling")
    .. ", " .. tostring(t:cell(1, "periode")) .. ": " .. t:text():match "(%d+,%d)")
end)

test("a_part_of_a_report_with_a_word_that_nothing_reads_is_refused", function()
  local t = practice()
  fails(function() report { title = "T", { table = t, captoin = "C" } } end,
    "a table has no field 'captoin'", "did you mean 'caption'")
  fails(function() report { title = "T", { heading = "H", levl = 3 } } end, "no field 'levl'")
  fails(function() report { title = "T", { chart = t, y = "andel", titel = "C" } } end,
    "a chart has no field 'titel'", "did you mean 'title'")
  fails(function() report { title = "T", { table = { caption = "C", columns = { "a" },
    rows = { { "1" } } }, caption = "lost" } } end, "a table has no field 'caption'")
end)

test("a_frame_is_a_chart_with_its_gaps", function()
  local t = frame { { "periode", { period "2021M01", period "2021M02", period "2021M04" } },
    { "antal", { 12, missing, 1234 } } }
  local chart = report { title = "T", { chart = t, y = "antal", title = "C", note = "Obs." } }
    .blocks[1]
  equal({ chart.form, chart.table.remarks[1] }, { "line", "Obs." })
  equal(table.concat(chart.categories, "; "), "jan. 2021; feb. 2021; mar. 2021; apr. 2021")
  equal({ chart.series[1].values[1], chart.series[1].values[2], chart.series[1].values[4] },
    { 12, nil, 1234 })
  equal(chart.series[1].texts[4], "1.234")
end)

test("a_chart_of_a_frame_has_the_days_to_know_of_unless_marks_are_given", function()
  local t = frame { { "periode", { period "2020M02", period "2020M03", period "2020M04" } },
    { "antal", { 12, 13, 14 } } }
  local function marks(part) return report { title = "T", part }.blocks[1].marks end
  equal(marks { chart = t, y = "antal" }, { { at = 2, label = "11. marts 2020: Covid-19" } })
  equal(marks { chart = t, y = "antal", marks = {} }, {})
  equal(marks { chart = t:slice(3, 3), y = "antal" }, {})
end)

test("a_chart_of_more_series_than_can_be_told_apart_is_refused", function()
  local names, counts, months = {}, {}, {}
  for i = 1, 9 do names[i], counts[i], months[i] = "s" .. i, i, period "2020M01" end
  local many = frame { { "serie", names }, { "antal", counts }, { "periode", months } }
  fails(function() report { title = "T", { chart = many, y = "antal", by = "serie" } } end,
    "9 series", "multiples")
  equal(#report { title = "T", { chart = many, y = "antal", by = "serie", kind = "multiples" } }
    .blocks[1].series, 9)
end)

test("a_chart_of_a_frame_refuses_two_rows_at_one_place", function()
  local t = read "data/publicerede_tal.csv":filter "maaling == 'Antal personer'"
  fails(function() report { title = "T", { chart = t, y = "vaerdi" } } end,
    "two rows stand at periode", "by = ")
end)

test("why_of_a_figure_in_running_text_is_its_origin", function()
  local t = practice()
  local doc = report { title = "T", { "Andelen er ", { value = t:cell(2, "andel"), decimals = 1,
    unit = "pct.", why = why(t, 2, "andel") }, "." } }
  local lines = {}
  for i, line in ipairs(doc.origins[1].lines) do
    lines[i] = (line.label or "") .. ": " .. line.text
  end
  equal(doc.origins[1].title, "andel: 27,7 pct.")
  equal(lines[1], "Regnet: andel = 100 * vaerdi / personer")
  has(table.concat(lines, "\n"), "Fil: data/publicerede_tal.csv, linje ")
  has(tostring(doc), "Andelen er 27,7 pct.\n")
end)

test("a_part_that_is_nothing_is_refused", function()
  fails(function() report { title = "T", { tabel = 1 } } end, "part 1 of the report")
  fails(function() report "T" end, "report takes a table")
  fails(function() report { title = "T", "x" }:save "x" end, "no ending")
end)

-- Read last: what is not public is judged from then on.
test("a_bound_and_a_hidden_cell_are_gaps_of_a_chart_and_stand_in_its_table", function()
  local sums = read "tests/cases/bounds/aktivering.csv":filter "Periode == 2019Q3"
    :group_by "Periode":summarise "n = sum(`Antal virksomheder`)"
  local bound = report { title = "T", { chart = sums, x = "Periode", y = "n", kind = "bar" } }
    .blocks[1]
  equal(bound.series[1].values[1], nil)
  has(bound.series[1].texts[1], "52")
  local hidden = read "tests/cases/bounds/aktivering.csv":filter "Periode == 2019Q3"
  local bars = report { title = "T", { chart = hidden, x = "Område", y = "`Antal personer`" } }
    .blocks[1]
  equal(bars.form, "bar")
  equal({ bars.series[1].values[1], bars.series[1].values[3], bars.series[1].texts[3] },
    { 129, nil, "." })
end)

test("the_month_that_the_source_will_revise_is_preliminary_in_a_chart", function()
  local path = os.tmpname() .. ".csv"
  local file <close> = assert(io.open(path, "w"))
  file:write "Område;Periode;Antal fuldtidspersoner\nA;2021M05;12\nA;2021M06;14\n"
  file:flush()
  local t = read(path):measures { ["Antal fuldtidspersoner"] = "antal_fuldtidspersoner" }:collect()
  os.remove(path)
  local made = report { title = "T", { chart = t, y = "`Antal fuldtidspersoner`" } }.blocks[1]
  equal(made.series[1].preliminary, { [2] = true })
end)

test("a_table_of_a_frame_says_what_it_was_made_without_and_what_is_unsafe", function()
  local path = os.tmpname() .. ".csv"
  local file = assert(io.open(path, "w"))
  file:write("Periode;Område;Antal personer\n2019M01;Odder;12\n2019M01;Skive;.\n2019M02;Odder;9\n")
  file:close()
  local t = read(path):group_by "Område":summarise "personer = unsafe_sum(`Antal personer`)"
    :summarise "personer = unsafe_sum(personer), rest = count()"
  os.remove(path)
  local doc = report { title = "T", internal = true, { table = t, caption = "C", note = "Prøve.",
    columns = { { name = "personer", label = "Personer" } } } }
  local said = text.render(doc)
  has(said, "Prøve.")
  has(said, "Personer: personer lagt sammen over perioder: nogle tælles flere gange")
  has(said, "Celler, som tallene er regnet uden: Personer: 1 skjult.")
end)

check.finish()
