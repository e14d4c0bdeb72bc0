-- The publication gate: what a document tells of counts of persons, and what it hides. The counts
-- rest on a file that is not public; without one nothing is hidden.

local changes = require "followup.changes"
local check = dofile "tests/lua/check.lua"
local document = require "report.document"
local gate = require "report.gate"
local html = require "report.html"
local json = require "report.json"
local markdown = require "report.markdown"
local reads = require "query.reads"
local statement = require "report.statement"
local text = require "report.text"

local test, equal, fails = check.test, check.equal, check.fails

local PRIVATE = "hold/borgere.csv"

local function with_private(fn)
  reads.paths[PRIVATE] = true
  local ok, message = xpcall(fn, debug.traceback)
  reads.paths[PRIVATE] = nil
  gate.published {}
  if not ok then error(message, 0) end
end

local function private_test(claim, fn)
  test(claim, function() with_private(fn) end)
end

local function has(bytes, part)
  assert(bytes:find(part, 1, true), ("%q is not in:\n%s"):format(part, bytes))
end

local function has_not(bytes, part)
  assert(not bytes:find(part, 1, true), ("%q is in:\n%s"):format(part, bytes))
end

local function group(name, month)
  return { gruppe = name, maaned = month or "2021M06" }
end

-- Three groups and all of them, in a table, in the text, in a chart and in the data.
local function groups(spec)
  local doc = document.new(spec or { title = "Grupper" })
  local a, b = statement.count(3, group "unge"), statement.count(21, group "voksne")
  local c = statement.count(37, group "ældre")
  local all = statement.sum({ a, b, c }, group "alle")
  doc:paragraph(("Af %s er %s unge."):format(statement.counted(all, "borger", "borgere"), a))
  doc:table { caption = "Grupper", columns = { "Gruppe", "Antal", "Andel" }, rows = {
    { "Unge", a, statement.share(a, all, { decimals = 1 }) },
    { "Voksne", b, statement.share(b, all, { decimals = 1 }) },
    { "Ældre", c, statement.share(c, all, { decimals = 1 }) },
    { "I alt", all, "", strong = true } } }
  doc:chart { kind = "bar", title = "Grupper", series = { { label = "Antal", points = {
    { x = "Unge", y = a }, { x = "Voksne", y = b }, { x = "Ældre", y = c } } } } }
  doc.data = { __order = { "unge", "voksne", "alle" }, unge = a, voksne = b, alle = all }
  return doc
end

-- ---- what passes ----

test("a_document_of_public_sources_passes_untouched", function()
  local doc = groups()
  local shown = text.render(doc)
  has(shown, "Af 61 borgere er 3 unge.")
  has_not(shown, statement.HIDDEN)
  has(json.render(doc), '"unge": 3')
  equal(gate.record(doc), nil)
end)

private_test("an_internal_document_passes_and_says_INTERN", function()
  local shown = text.render(groups { title = "Grupper", kicker = "Team vest", internal = true })
  has(shown, "INTERN · Team vest")
  has(shown, "Små tal er ikke skjult. Må ikke offentliggøres.")
  has(shown, "Af 61 borgere er 3 unge.")
end)

private_test("a_source_that_the_document_calls_public_hides_nothing", function()
  local shown = text.render(groups { title = "Grupper", public = { "hold/*.csv" } })
  has(shown, "Af 61 borgere er 3 unge.")
end)

private_test("large_counts_pass", function()
  local doc = document.new { title = "Store" }
  doc:paragraph(("Der er %s."):format(statement.count(5)))
  has(text.render(doc), "Der er 5.")
end)

-- ---- what is hidden ----

private_test("a_small_count_and_what_gives_it_away_is_hidden_in_every_rendering", function()
  local doc = groups()
  for _, renderer in ipairs { text, markdown, html } do
    local bytes = renderer.render(doc)
    has(bytes, "skjult")
    has(bytes, "et antal på 1–4")
    has_not(bytes, "3 unge")
    has_not(bytes, "4,9")
    has(bytes, "61 borgere")
  end
  has(json.render(doc), '"unge": "skjult"')
end)

private_test("a_second_figure_is_hidden_so_that_none_can_be_subtracted", function()
  local doc = groups()
  local shown = text.render(doc)
  local _, count = shown:gsub("[%d]+ *[%d,]* *\n", "")
  assert(count > 0)
  has(shown, "Voksne  skjult")
  has_not(shown, "34,4")
  has(shown, "Ældre       37")
end)

private_test("a_chart_leaves_out_what_is_hidden_and_its_axis_tells_nothing_of_it", function()
  local doc = document.new { title = "Figur" }
  doc:chart { kind = "bar", title = "Figur", series = { { label = "Antal", points = {
    { x = "A", y = statement.count(4) }, { x = "B", y = statement.count(40) } } } } }
  gate.pass(doc)
  local block = doc.blocks[1]
  equal(block.series[1].values[1], nil)
  equal(block.series[1].texts[1], "skjult")
  equal(block.table.rows[1][2].text, "skjult")
  equal({ block.low, block.high }, { 0, 40 })
end)

private_test("a_share_of_a_small_part_is_hidden_though_no_count_is_printed", function()
  local doc = document.new { title = "Andel" }
  local part, whole = statement.count(3, group "del"), statement.count(7, group "hel")
  doc:paragraph(("%s af %s."):format(statement.share(part, whole, { unit = "pct." }), whole))
  has_not(text.render(doc), "43")
end)

private_test("a_share_that_leaves_room_enough_is_printed", function()
  local doc = document.new { title = "Andel" }
  local part, whole = statement.count(3, group "del"), statement.count(950, group "hel")
  doc:paragraph(("%s."):format(statement.share(part, whole, { unit = "pct." })))
  has(text.render(doc), "0 pct.")
end)

private_test("a_share_has_no_more_decimals_anywhere_than_are_printed", function()
  local doc = document.new { title = "Andel" }
  local share = statement.share(statement.count(20), statement.count(30))
  doc:chart { kind = "bar", title = "Andel", series = { { label = "Pct.",
    points = { { x = "A", y = share } } } } }
  doc:table { caption = "Andel", columns = { "Gruppe", "Pct." }, rows = { { "A", share } } }
  doc.data = { andel = share }
  gate.pass(doc)
  equal(doc.blocks[1].series[1].values[1], 67.0)
  equal(doc.blocks[2].rows[1][2].figure.value, 67.0)
  equal(doc.data.andel, 67.0)
end)

private_test("a_share_of_97_of_100_tells_of_3_others_and_is_hidden", function()
  local doc = document.new { title = "Andel" }
  local part, whole = statement.count(97, group "del"), statement.count(100, group "hel")
  doc:paragraph(("%s af %s."):format(statement.share(part, whole, { unit = "pct." }), whole))
  local shown = text.render(doc)
  assert(not (shown:find("97", 1, true) and shown:find("100", 1, true)), shown)
end)

private_test("the_others_of_a_share_are_known_to_the_documents_that_come_after", function()
  local function of(part_too)
    local doc = document.new { title = "Andel" }
    local part, whole = statement.count(97, group "del"), statement.count(100, group "hel")
    if part_too then statement.share(part, whole) end
    doc:paragraph(part_too and ("%s."):format(statement.share(part, whole, { decimals = 1 }))
      or ("%s i alt."):format(whole))
    return doc
  end
  local first = of(false)
  local record = gate.record(first)
  has(text.render(first), "100 i alt")
  has(text.render(of(true)), "97,0")
  gate.published { record }
  has_not(text.render(of(true)), "97,0")
end)

private_test("growth_from_a_hidden_count_is_hidden", function()
  local doc = document.new { title = "Vækst" }
  local before, after = statement.count(2, group "før"), statement.count(50, group "efter")
  doc:paragraph(("Fra %s til %s, %s pct."):format(before, after, statement.growth(before, after)))
  has(text.render(doc), "Fra skjult til 50, skjult pct.")
end)

private_test("a_difference_from_a_printed_count_is_hidden", function()
  local doc = document.new { title = "Ændring" }
  local before, after = statement.count(20, group "før"), statement.count(4, group "efter")
  doc:paragraph(("Fra %s til %s: %s."):format(before, after,
    statement.difference(before, after)))
  local shown = text.render(doc)
  assert(not (shown:find("Fra 20", 1, true) and shown:find("-16", 1, true)), shown)
  has_not(shown, "til 4")
end)

private_test("a_verdict_that_tells_a_small_count_is_hidden_with_its_reason", function()
  local doc = document.new { title = "Dom" }
  local part, whole = statement.count(3, group "del"), statement.count(4, group "hel")
  local function word(n) return n >= 3 and "opfyldt" or "ikke opfyldt" end
  doc:table { caption = "Mål", columns = { "Mål", "Status" }, rows = { { "Job",
    { verdict = { word = "opfyldt", detail = "kan svinge",
      says = statement.follows(part, whole, word) } } } } }
  local shown = text.render(doc)
  has(shown, "– skjult")
  has_not(shown, "opfyldt")
  has_not(shown, "kan svinge")
end)

private_test("an_interval_of_none_does_not_tell_how_many_a_hidden_team_has", function()
  local doc = document.new { title = "Interval" }
  local part, whole = statement.count(0, group "del"), statement.count(3, group "hel")
  doc:table { caption = "Mål", columns = { "Mål", "Af", "Interval" }, rows = { { "Job", whole,
    statement.follows(part, whole, function(n, of) return ("%d–%d"):format(n, 200 // of) end) } } }
  has_not(text.render(doc), "0–66")
end)

private_test("one_person_is_not_told_by_the_noun", function()
  local doc = document.new { title = "Ord" }
  doc:paragraph(("%s."):format(statement.counted(statement.count(1), "borger", "borgere")))
  has(text.render(doc), "skjult antal borgere.")
end)

-- ---- figures without a statement ----

private_test("a_number_of_two_tables_is_one_count_and_hidden_in_both", function()
  local function listed(caption, column, last)
    local rows = { { "Unge", "3" }, { "Voksne", "21" }, { "Ældre", "7" }, last }
    return { caption = caption, columns = { "Gruppe", column }, rows = rows }
  end
  for _, with_total_first in ipairs { true, false } do
    local doc = document.new { title = "To tabeller" }
    local total = listed("Med total", "Antal", { "I alt", "31" })
    local parts = listed("Uden total", "Antal borgere")
    doc:table(with_total_first and total or parts):table(with_total_first and parts or total)
    local shown = text.render(doc)
    local _, small = shown:gsub("Unge +skjult", "")
    local _, next_to_it = shown:gsub("Ældre +skjult", "")
    equal({ small, next_to_it }, { 2, 2 })
  end
end)

private_test("whole_numbers_of_a_chart_are_counts_too", function()
  local doc = document.new { title = "Figur" }
  local points = {}
  for i, one in ipairs { { "Unge", 3 }, { "Voksne", 21 }, { "Ældre", 7 } } do
    points[i] = { x = one[1], y = one[2] }
  end
  doc:chart { kind = "bar", title = "Grupper", series = { { label = "Antal", points = points } } }
  doc:table { caption = "Grupper", columns = { "Gruppe", "Antal" }, rows = { { "Unge", "3" },
    { "Voksne", "21" }, { "Ældre", "7" }, { "I alt", "31" } } }
  local shown = html.render(doc)
  local _, count = shown:gsub(">skjult<", "")
  equal({ doc.blocks[1].series[1].values[1], doc.blocks[1].series[1].values[3] }, {})
  equal(doc.blocks[1].series[1].values[2], 21)
  assert(count >= 4, count)
  for _, renderer in ipairs { text, markdown } do
    local bytes = renderer.render(doc)
    has(bytes, "21")
    equal({ bytes:match "Unge[^\n]*3", bytes:match "Ældre[^\n]*7" }, {})
  end
  equal({ shown:match ">3<", shown:match ">7<" }, {})
end)

private_test("a_number_is_the_count_that_a_script_has_named", function()
  local doc = document.new { title = "Nævnt" }
  doc:table { caption = "Nævnt", columns = { "Gruppe", "Antal" }, rows = {
    { "Unge", statement.count(3, group "unge") }, { "Voksne", statement.count(21, group "voksne") },
    { "Ældre", statement.count(7, group "ældre") } } }
  doc:table { caption = "Med total", columns = { "Gruppe", "Antal" }, rows = { { "Unge", "3" },
    { "Voksne", "21" }, { "Ældre", "7" }, { "I alt", "31" } } }
  local _, count = text.render(doc):gsub("Ældre +skjult", "")
  equal(count, 2)
end)

private_test("whole_numbers_of_a_table_are_counts_and_their_totals_are_found", function()
  local doc = document.new { title = "Tabel" }
  doc:table { caption = "Tabel", columns = { "Gruppe", "Kvinder", "Mænd", "I alt" }, rows = {
    { "Unge", "3", "20", "23" }, { "Ældre", "30", "40", "70" }, { "I alt", "33", "60", "93" } } }
  gate.pass(doc)
  local hidden = 0
  for _, row in ipairs(doc.blocks[1].rows) do
    for _, cell in ipairs(row) do if cell.text == "skjult" then hidden = hidden + 1 end end
  end
  equal(hidden, 4)
  equal(doc.blocks[1].rows[1][2].text, "skjult")
end)

private_test("a_number_that_cannot_be_judged_is_refused_with_its_place", function()
  local doc = document.new { title = "Tabel" }
  doc:paragraph "I 2021 var 3 i job."
  doc:table { caption = "Andele", columns = { "Gruppe", "Pct." }, rows = { { "Unge", "43 pct." } } }
  doc.data = { unge = 3 }
  fails(function() text.render(doc) end, "3 numbers of this document cannot be judged",
    "paragraph: I 2021 var 3 i job.", "table »Andele«: 43 pct.", "data.unge: 3", PRIVATE,
    "internal = true")
end)

private_test("days_periods_ages_and_references_are_no_such_numbers", function()
  local doc = document.new { title = "Status, 3. kvt. 2021" }
  doc:paragraph "Opgjort 30. september 2021 (2021-09-30) efter § 44, se bilag 2 og tabel 1; \z
    18-29 år, 60+ år, Covid-19 og 2021M09."
  doc:paragraph("Målet er " .. statement.free "75 pct.")
  has(text.render(doc), "Målet er 75 pct.")
end)

private_test("a_count_in_a_heading_is_refused", function()
  local doc = document.new { title = "Titel" }
  fails(function() doc:heading(2, ("%s unge"):format(statement.count(3))) end, "heading")
end)

private_test("a_count_with_two_values_is_refused_and_neither_is_told", function()
  local doc = document.new { title = "Titel" }
  doc:paragraph(("%s og %s"):format(statement.count(3, "x"), statement.count(4, "x")))
  fails(function() text.render(doc) end, "the count 'x' is given with two values")
end)

-- ---- what is noted for later documents and mails ----

private_test("a_figure_that_is_hidden_is_hidden_in_what_is_noted_of_the_document", function()
  local doc = document.new { title = "Noteret" }
  local small = statement.count(3, group "unge")
  doc:paragraph(("%s unge."):format(small))
  doc.published = { verdicts = {}, figures = { { caption = "Unge", goal = "unge", points = {
    { period = "2021M05", value = statement.count(40, group("unge", "2021M05")) },
    { period = "2021M06", value = small } } } } }
  gate.pass(doc)
  equal(doc.published.figures[1].points, { { period = "2021M05", value = 40 },
    { period = "2021M06", missing = "suppressed" } })
end)

private_test("a_figure_to_note_that_cannot_be_judged_is_refused", function()
  local doc = document.new { title = "Noteret" }
  doc.published = { verdicts = {}, figures = { { caption = "Unge", goal = "unge",
    points = { { period = "2021M06", value = 3 } } } } }
  fails(function() gate.pass(doc) end, "published Unge: 3")
end)

private_test("a_number_in_data_is_judged_under_any_name", function()
  local doc = document.new { title = "Data" }
  doc.data = { series = { 3 }, figure = 4, source = "hold/2021-4.csv" }
  fails(function() gate.pass(doc) end, "2 numbers", "data.figure: 4", "data.series.1: 3")
end)

test("the_data_of_an_internal_document_say_so", function()
  local doc = document.new { title = "Data", internal = true }
  doc.data = { __order = { "unge" }, unge = 3 }
  equal(json.render(doc), '{\n  "intern": true,\n  "unge": 3\n}\n')
end)

test("a_mail_tells_nothing_of_what_an_internal_document_said_before_it_was_published", function()
  local function data(intern, value, verdict)
    return { paper = { intern = intern, goals = { { id = "a", text = "Job.", value = value,
      verdict = verdict } } } }
  end
  local told = changes.between(data(true, 3, "på vej"), data(nil, 40, "opfyldt"))
  equal(told.lines, { "Nye dokumenter:", "- paper." })
  equal(told.status_changed, false)
  told = changes.between(data(nil, "skjult", "på vej"), data(nil, 40, "på vej"))
  has(table.concat(told.lines), "tallet er 40, det var skjult")
  told = changes.between(data(true, 3, "på vej"), data(true, 4, "på vej"))
  has(told.headline, "INTERN: ")
end)

test("a_mail_rounds_as_the_document_and_tells_two_figures_apart", function()
  local function data(value)
    return { paper = { goals = { { id = "a", text = "Job.", value = value, verdict = "på vej",
      unit = "pct." } } } }
  end
  local told = changes.between(data(20.26), data(20.84))
  has(table.concat(told.lines), "tallet er 20,8 pct., det var 20,3 pct.")
  told = changes.between(data(20.81), data(20.84))
  has(table.concat(told.lines), "tallet er 20,84 pct., det var 20,81 pct.")
end)

-- ---- published before ----

private_test("what_an_earlier_document_printed_is_not_made_whole_by_this_one", function()
  local first = document.new { title = "Første" }
  local all = statement.count(24, group "alle")
  first:paragraph(("I alt %s."):format(all))
  local record = gate.record(first)
  equal(#record.facts, 1)

  local function second()
    local doc = document.new { title = "Anden" }
    local small, large = statement.count(3, group "unge"), statement.count(21, group "voksne")
    statement.adds_up(statement.count(24, group "alle"), { small, large })
    doc:paragraph(("%s voksne."):format(large))
    return doc
  end
  has(text.render(second()), "21 voksne")
  gate.published { record }
  has(text.render(second()), "skjult voksne")
end)

private_test("a_publication_of_other_figures_than_todays_tells_nothing_of_them", function()
  local first = document.new { title = "Første" }
  first:paragraph(("%s."):format(statement.count(24, group "alle")))
  local record = gate.record(first)
  gate.published { record }
  local doc = document.new { title = "Rettet" }
  doc:paragraph(("%s."):format(statement.count(25, group "alle")))
  has(text.render(doc), "25.")
end)

private_test("a_revision_of_one_figure_does_not_forget_what_else_the_paper_printed", function()
  local first = document.new { title = "Første" }
  first:paragraph(("I alt %s, %s i forløb."):format(statement.count(24, group "alle"),
    statement.count(100, group "forløb")))
  gate.published { (gate.record(first)) }
  local doc = document.new { title = "Anden" }
  local small, large = statement.count(3, group "unge"), statement.count(21, group "voksne")
  statement.adds_up(statement.count(24, group "alle"), { small, large })
  doc:paragraph(("%s voksne, %s i forløb."):format(large, statement.count(101, group "forløb")))
  has(text.render(doc), "skjult voksne, 101 i forløb")
end)

-- What a program that starts anew knows: only what is in the records.
local function forget_relations()
  local relations = statement.relations()
  for i = #relations, 1, -1 do relations[i] = nil end
end

local function ages(old)
  local doc = document.new { title = "Alder" }
  local young, grown = statement.count(3, group "unge"), statement.count(21, group "voksne")
  local aged = statement.count(old, group "ældre")
  doc:paragraph(("I alt %s, %s unge, %s voksne."):format(
    statement.sum({ young, grown, aged }, group "alle"), young, grown))
  return gate.record(doc)
end

private_test("of_two_papers_that_contradict_each_other_the_later_word_stands", function()
  local first = ages(10)
  gate.published { first }
  local second = ages(11)
  forget_relations()
  gate.published { first, second }
  local doc = document.new { title = "Tredje" }
  doc:paragraph(("%s unge, %s voksne."):format(statement.count(3, group "unge"),
    statement.count(21, group "voksne")))
  has(text.render(doc), "skjult unge, 21 voksne")
  doc = document.new { title = "Fjerde" }
  doc:paragraph(("%s unge, %s ældre."):format(statement.count(3, group "unge"),
    statement.count(11, group "ældre")))
  has(text.render(doc), "skjult unge, skjult ældre")
end)

private_test("a_count_that_was_revised_out_of_the_small_ones_is_not_hidden_for_ever", function()
  local first = document.new { title = "Første" }
  first:paragraph(("%s unge."):format(statement.count(3, group "unge")))
  first = gate.record(first)
  equal(#first.sensitive, 1)
  gate.published { first }
  local second = document.new { title = "Anden" }
  second:paragraph(("%s unge."):format(statement.count(8, group "unge")))
  has(text.render(second), "8 unge")
end)

private_test("a_year_of_papers_with_revisions_is_reckoned_with_at_once", function()
  local function paper(month, shift)
    local doc, rows, cells = document.new { title = "Måned" }, {}, {}
    for cell = 1, 40 do
      local value = (cell * 7 + month) % 23 + (cell % 5 == 0 and shift or 0)
      rows[cell] = { "Hold " .. string.char(97 + cell // 10, 97 + cell % 10),
        statement.count(value, { hold = cell }) }
      cells[cell] = rows[cell][2]
    end
    rows[#rows + 1] = { "Alle", statement.sum(cells, "alle hold") }
    doc:table { caption = "Hold", columns = { "Hold", "Antal" }, rows = rows }
    return gate.record(doc)
  end
  local records = {}
  for month = 1, 12 do
    gate.published(records)
    records[month] = paper(month // 4, month % 3)
  end
  equal(#records, 12)
end)

private_test("a_record_says_nothing_of_what_was_hidden", function()
  local doc = groups()
  local record = gate.record(doc)
  for _, fact in ipairs(record.facts) do
    local only = #fact.terms == 1 and fact.terms[1][1]
    assert(only ~= "gruppe=unge;maaned=2021M06")
  end
  assert(#record.sensitive == 1 and record.sensitive[1].low == 1 and record.sensitive[1].high == 4)
end)

check.finish()
