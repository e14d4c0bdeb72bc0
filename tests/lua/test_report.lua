-- The golden files stand in tests/cases/report. After a change that is meant:
--   GOLDEN=write build/indsats tests/lua/test_report.lua   and read the difference.

local check = dofile "tests/lua/check.lua"
local chart = require "report.chart"
local document = require "report.document"
local files = require "report.files"
local html = require "report.html"
local json = require "report.json"
local markdown = require "report.markdown"
local native = require "native"
local text = require "report.text"

local test, equal, fails = check.test, check.equal, check.fails

local FOLDER = "tests/cases/report/"

local function sample()
  return dofile(FOLDER .. "document.lua")
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read "a"
  file:close()
  return bytes
end

-- The first line where two texts part, to keep failures readable.
local function golden(name, found)
  if os.getenv "GOLDEN" == "write" then return assert(files.write(FOLDER .. name, found)) end
  local expected = read(FOLDER .. name)
  if found == expected then return end
  local number, next_line = 0, expected:gmatch "([^\n]*)\n"
  for line in found:gmatch "([^\n]*)\n" do
    number = number + 1
    local other = next_line()
    if line ~= other then equal(line, other, name .. ", line " .. number) end
  end
  error(name .. " is longer than what was rendered")
end

local function has(rendered, part)
  if not rendered:find(part, 1, true) then
    error(("%q is not in\n%s"):format(part, rendered), 2)
  end
end

local function lacks(rendered, part)
  if rendered:find(part, 1, true) then error(("%q is in the text"):format(part), 2) end
end

local function simple(fields)
  fields = fields or {}
  fields.title = fields.title or "T"
  return document.new(fields)
end

local function body(doc)
  return html.render(doc):match "<main.-</main>"
end

-- ---- the golden document ----

test("a_document_as_terminal_text", function()
  golden("document.txt", text.render(sample(), { width = 80 }))
end)

test("a_document_on_a_narrow_terminal", function()
  golden("narrow.txt", text.render(sample(), { width = 46 }))
end)

test("a_document_as_markdown", function()
  golden("document.md", markdown.render(sample()))
end)

test("a_document_as_html", function()
  golden("document.html", html.render(sample()))
end)

test("a_document_as_json", function()
  golden("document.json", json.render(sample()))
end)

test("the_same_document_gives_the_same_bytes", function()
  for _, renderer in ipairs { text, markdown, html, json } do
    local options = { width = 80 }
    equal(renderer.render(sample(), options), renderer.render(sample(), options))
  end
end)

-- ---- what a script may not do ----

test("a_bare_number_is_refused", function()
  fails(function() simple():paragraph(12.5) end, "12.5", "danish.number")
  fails(function()
    simple():table { caption = "c", columns = { "a", "b" }, rows = { { "x", 3 } } }
  end, "table 1, row 1, 'b'", "the number 3")
end)

test("a_row_that_lacks_a_cell_is_refused", function()
  fails(function()
    simple():table { caption = "c", columns = { "a", "b" }, rows = { { "x", "y" }, { "z" } } }
  end, "table 1, row 2", "no cell for column 2, 'b'")
end)

test("an_unknown_verdict_is_refused_with_the_nearest", function()
  fails(function() simple():paragraph { { verdict = "bagut" } } end, "bagut", "bagud")
end)

test("an_unknown_field_is_refused_with_the_nearest", function()
  fails(function() simple():table { captoin = "c" } end, "captoin", "caption")
  fails(function() document.new { titel = "T" } end, "titel", "title")
end)

test("a_skipped_heading_level_is_refused", function()
  fails(function() simple():heading(3, "x") end, "level 3", "level 1")
end)

test("a_link_of_another_kind_is_refused", function()
  fails(function() simple():paragraph { { text = "x", href = "javascript:alert(1)" } } end,
    "is no link")
end)

test("an_id_is_used_once", function()
  local doc = simple():heading(2, "Mål"):heading(2, "Mål")
  has(body(doc), 'id="maal"')
  has(body(doc), 'id="maal-2"')
  fails(function() doc:heading(2, "x", { id = "maal" }) end, "already used")
end)

test("a_hash_that_is_none_is_refused", function()
  fails(function() simple():sources { { path = "a.csv", sha256 = "12" } } end, "no SHA-256")
end)

-- ---- text that could do harm ----

test("html_in_data_is_escaped_everywhere", function()
  local bad = "<img src=x onerror=\"a()\">&'"
  local doc = simple { title = bad, subtitle = bad, kicker = bad, footer = bad, description = bad }
  doc:heading(2, bad):paragraph { bad, { note = bad }, { verdict = { word = bad, tone = "bad",
    sign = "<", detail = bad } } }
  doc:list { bad }:note(bad, { label = bad }):key_figures { { label = bad, value = bad,
    detail = bad } }
  doc:table { caption = bad, columns = { { label = bad, group = bad }, { label = bad } },
    rows = { { bad, { text = bad, note = bad } }, { group = bad } }, note = bad, source = bad }
  doc:chart { kind = "bar", title = bad, description = bad, unit = bad, x_label = bad,
    series = { { label = bad, points = { { x = bad, y = 1, text = bad } } } },
    marks = { { x = bad, label = bad } } }
  doc:sources { { path = bad, text = bad } }
  local rendered = html.render(doc)
  lacks(rendered, "<img")
  lacks(rendered, '="a()"')
end)

test("control_characters_are_made_visible", function()
  local doc = simple():paragraph("a\27[31mb\u{9B}c\u{202E}d\te\xFFf")
  local rendered = text.render(doc, { width = 80 })
  has(rendered, "a\\x1B[31mb\\x9Bc\\u202Ed e\u{FFFD}f")
end)

test("markdown_signs_in_data_mean_themselves", function()
  local doc = simple():paragraph "# a [b](c) `d` <e> ~f~ g_h _i_ *j*"
  doc:paragraph "1. x"
  doc:paragraph "- y"
  doc:table { caption = "c", columns = { "a", "b" }, rows = { { "x|y", "z\nw" } } }
  local rendered = markdown.render(doc)
  has(rendered, [[\# a \[b\](c) \`d\` \<e\> \~f\~ g_h \_i\_ \*j\*]])
  has(rendered, [[1\. x]])
  has(rendered, [[\- y]])
  has(rendered, [[| x\|y | z<br>w |]])
end)

test("an_indented_text_is_no_code_in_markdown", function()
  equal(markdown.render(simple():paragraph "\n    a\n    b\n"), "# T\n\na b\n")
end)

test("only_pairs_of_stars_are_strong", function()
  local doc = simple():paragraph "**a** b ** c"
  has(body(doc), "<p><strong>a</strong> b ** c</p>")
end)

-- ---- terminal tables ----

local function table_text(spec, width)
  return text.render(simple():table(spec), { width = width })
end

local WIDE = {
  caption = "c",
  columns = { "Ydelse", "Antal personer", "Bemærkning" },
  rows = { { "Uddannelseshjælp", "1.234.567", "en lang bemærkning med mange ord i" },
    { "Kontanthjælp", "≥ 12", "æøå ✔ kort" } },
}

test("no_line_is_wider_than_the_terminal", function()
  for width = 30, 120 do
    for line in text.render(sample(), { width = width }):gmatch "[^\n]+" do
      local one_word = not line:find " %S+ *$" or line:find "^%s*SHA" or line:find "https?:"
      if native.width(line) > width and not one_word then
        error(("at width %d: %s"):format(width, line))
      end
    end
  end
end)

test("figures_never_break", function()
  for width = 30, 80 do has(table_text(WIDE, width), "1.234.567") end
end)

test("long_cells_wrap_within_their_column", function()
  local rendered = table_text(WIDE, 60)
  has(rendered, "Uddannelseshjælp  1.234.567  en lang bemærkning med mange\n")
  has(rendered, "\n                             ord i\n")
end)

test("a_table_that_cannot_fit_becomes_records", function()
  local rendered = table_text(WIDE, 34)
  has(rendered, "Ydelse: Uddannelseshjælp\n  Antal personer: 1.234.567\n")
end)

test("figures_with_notes_keep_their_line", function()
  local rendered = table_text({ caption = "c", columns = { "a", "b" },
    rows = { { "x", { text = "12", note = "n" } }, { "y", "345" } } }, 80)
  has(rendered, "x   12 a)\n")
  has(rendered, "y  345\n")
end)

test("equal_notes_share_a_letter", function()
  local rendered = table_text({ caption = "c", columns = { "a", "b", "c" },
    rows = { { "x", { text = "1", note = "n" }, { text = "2", note = "m" } },
      { "y", { text = "3", note = "n" }, "4" } } }, 80)
  has(rendered, "a) n\nb) m\n")
  has(rendered, "y  3 a)  4")
end)

test("a_heading_over_columns_keeps_its_words_whole", function()
  local rendered = table_text({ caption = "c", columns = { "a",
    { label = "Fra", group = "Interval", align = "right" },
    { label = "T", group = "Interval", align = "right" } },
    rows = { { "x", "1", "2" } } }, 80)
  has(rendered, "Interval\n")
  has(rendered, "────────\n")
end)

-- ---- html ----

test("a_table_has_a_caption_and_scopes", function()
  local rendered = body(simple():table { caption = "Antal", columns = {
    "Ydelse", { label = "Nu", group = "2021" }, { label = "Mål", group = "2021" } },
    rows = { { group = "Unge" }, { "a", "1", "2" } } })
  has(rendered, "<caption")
  has(rendered, '<th scope="col" rowspan="2">Ydelse</th>')
  has(rendered, '<th scope="colgroup" colspan="2"')
  has(rendered, '<th scope="rowgroup" colspan="3">Unge</th>')
  has(rendered, '<th scope="row">a</th><td class="right figure">1</td>')
end)

test("a_verdict_is_a_word_beside_its_sign", function()
  has(body(simple():paragraph { { verdict = "bagud" } }),
    '<span class="badge behind"><svg aria-hidden="true" focusable="false">'
      .. '<use href="#tegn-bagud"/></svg>bagud</span>')
end)

test("every_chart_has_its_figures_in_a_table", function()
  local rendered = body(simple():chart { kind = "line", title = "t", decimals = 1, unit = "pct.",
    series = { { label = "s", points = { { x = native.period "2019M01", y = 1.25 },
      { x = native.period "2019M03", y = 2 } } } } })
  has(rendered, '<svg class="wide" role="img" aria-labelledby="figur-1-bred-titel')
  has(rendered, "<title id=")
  has(rendered, "<desc id=")
  has(rendered, '<th scope="row">jan.\u{A0}2019</th><td class="right figure">1,3\u{A0}pct.</td>')
  has(rendered, '<th scope="row">feb.\u{A0}2019</th><td class="right">–</td>')
end)

test("the_page_needs_nothing_from_outside", function()
  local rendered = html.render(sample())
  lacks(rendered, "<script")
  lacks(rendered, "src=")
  lacks(rendered, "@import")
  lacks(rendered, "url(")
  lacks(rendered, "<link")
end)

test("every_id_is_unique_and_every_link_within_the_page_leads_somewhere", function()
  local rendered, ids = html.render(sample()), {}
  for id in rendered:gmatch ' id="([^"]+)"' do
    if ids[id] then error("twice: " .. id) end
    ids[id] = true
  end
  for target in rendered:gmatch 'href="#([^"]+)"' do
    if not ids[target] then error("no such id: " .. target) end
  end
  for list in rendered:gmatch 'aria%-labelledby="([^"]+)"' do
    for target in list:gmatch "%S+" do
      if not ids[target] then error("no such id: " .. target) end
    end
  end
end)

test("every_element_is_closed_in_its_order", function()
  local void = { meta = true, br = true, use = true, path = true, circle = true, rect = true,
    line = true }
  local open = {}
  local rendered = html.render(sample()):gsub("<!DOCTYPE html>", ""):gsub("<style>.-</style>", "")
  for slash, name, rest in rendered:gmatch "<(/?)([%a][%w]*)([^>]*)>" do
    if slash == "/" then
      equal(table.remove(open), name)
    elseif not void[name] then
      equal(rest:sub(-1) == "/", false, name)
      open[#open + 1] = name
    end
  end
  equal(#open, 0)
end)

test("a_short_document_has_no_contents", function()
  local doc = simple()
  for i = 1, 3 do doc:heading(2, "Afsnit " .. i) end
  lacks(html.render(doc), "<nav")
  doc:heading(2, "Afsnit 4"):heading(3, "Under"):heading(2, "Afsnit 5")
  has(html.render(doc), '<li><a href="#afsnit-4">Afsnit 4</a>\n<ol>\n'
    .. '<li><a href="#under">Under</a>\n</li>\n</ol></li>\n<li><a href="#afsnit-5">')
end)

-- ---- charts ----

local function ticks(low, high, wanted)
  local texts = {}
  for i, tick in ipairs(chart.axis(low, high, wanted).ticks) do texts[i] = tick.text end
  return table.concat(texts, " ")
end

test("axes_have_round_danish_numbers", function()
  equal(ticks(0, 37.6, 5), "0 10 20 30 40")
  equal(ticks(0, 1, 5), "0,0 0,2 0,4 0,6 0,8 1,0")
  equal(ticks(-12.75, 3.25, 4), "-15 -10 -5 0 5")
  equal(ticks(0, 12345, 5), "0 5.000 10.000 15.000")
  equal(ticks(0.021, 0.034, 5), "0,020 0,025 0,030 0,035")
end)

local function line(points, more)
  local spec = { kind = "line", title = "t", series = { { label = "s", points = points } } }
  for name, value in pairs(more or {}) do spec[name] = value end
  return chart.make(spec, "chart")
end

test("bars_begin_at_nought", function()
  local made = chart.make({ kind = "bar", title = "t", series = { { label = "s",
    points = { { x = "a", y = 50 }, { x = "b", y = 51 } } } } }, "chart")
  equal(made.low, 0)
end)

test("a_line_that_leaves_out_nought_says_so", function()
  equal(line({ { x = "a", y = 50 }, { x = "b", y = 54 } }).broken,
    "Den lodrette akse begynder ved 50, ikke ved 0.")
  equal(line({ { x = "a", y = 50 }, { x = "b", y = 54 } }, { zero = true }).broken, nil)
  equal(line({ { x = "a", y = 1 }, { x = "b", y = 54 } }).broken, nil)
end)

test("periods_fill_their_range_so_that_a_gap_is_seen", function()
  local november = native.period "2019M11"
  local made = line { { x = november, y = 1 }, { x = november + 3, y = 2 } }
  equal(made.categories, { "nov. 2019", "dec. 2019", "jan. 2020", "feb. 2020" })
  equal(made.series[1].values, { 1, nil, nil, 2 })
end)

test("a_gap_breaks_the_line", function()
  local function paths(points)
    local rendered = body(simple():chart { kind = "line", title = "t",
      series = { { label = "s", points = points } } })
    local _, count = rendered:match '<svg class="wide".-</svg>':gsub('<path d="M[^"]*" stroke=', "")
    return count
  end
  local points = { { x = "a", y = 1 }, { x = "b", y = 2 }, { x = "c", y = 3 }, { x = "d", y = 2 } }
  equal(paths(points), 1)
  table.insert(points, 3, { x = "gap" })
  equal(paths(points), 2)
end)

test("a_point_that_fits_no_place_is_refused", function()
  fails(function() line { { x = "a", y = 1 }, { x = "a", y = 2 } } end, "'a' stands twice")
  fails(function()
    chart.make({ kind = "bar", title = "t", series = {
      { label = "s", points = { { x = "a", y = 1 } } },
      { label = "u", points = { { x = "b", y = 1 } } } } }, "chart 1")
  end, "'b' of series 'u'", "categories")
  fails(function() line { { x = "a", y = 0 / 0 } } end, "finite")
  fails(function()
    line { { x = native.period "2019", y = 1 }, { x = native.period "2019Q1", y = 1 } }
  end, "two kinds")
end)

test("a_chart_without_a_single_figure_is_still_drawn", function()
  for _, kind in ipairs { "bar", "line" } do
    local doc = simple():chart { kind = kind, title = "t",
      series = { { label = "s", points = { { x = "a" }, { x = "b" } } } } }
    lacks(html.render(doc), "nan")
    lacks(html.render(doc), "inf")
  end
end)

-- ---- json and files ----

test("json_without_data_is_an_error", function()
  fails(function() json.render(simple()) end, "doc.data")
end)

local function scratch()
  local path = os.tmpname()
  os.remove(path)
  return path
end

test("files_are_made_with_their_folders_and_left_alone_when_the_same", function()
  local folder = scratch()
  local list = { { name = "a.md", bytes = "1" }, { name = "b/c.md", bytes = "2" } }
  local first = files.write_all(folder, list)
  equal(first, { { path = folder .. "/a.md", result = "written" },
    { path = folder .. "/b/c.md", result = "written" } })
  list[1].bytes = "3"
  local second = files.write_all(folder .. "/", list)
  equal(second[1].result, "written")
  equal(second[2].result, "same")
  equal(read(folder .. "/a.md"), "3")
  for _, name in ipairs { "/a.md", "/b/c.md", "/b", "" } do os.remove(folder .. name) end
end)

test("a_file_that_cannot_be_written_is_told_of", function()
  local result, message, code = files.write("/dev/null/x", "1")
  equal(result, nil)
  equal(code, "file")
  if not message:find("/dev/null", 1, true) then error(message) end
end)

check.finish()
