-- Workbooks, Word documents and CSV. The golden files stand in tests/cases/report: of a workbook
-- what is written where, of a Word document its main part and what its charts hold. After a change
-- that is meant:
--   GOLDEN=write build/indsats tests/lua/test_office.lua   and read the difference.

local check = dofile "tests/lua/check.lua"
local csv = require "report.csv"
local document = require "report.document"
local docx = require "report.docx"
local files = require "report.files"
local native = require "native"
local output = require "report.output"
local xlsx = require "report.xlsx"
local xlsx_sheet = require "report.xlsx_sheet"

local test, equal, fails = check.test, check.equal, check.fails

local FOLDER = "tests/cases/report/"

local function sample() return dofile(FOLDER .. "document.lua") end

local hostile = dofile(FOLDER .. "hostile.lua")

local function golden(name, found)
  if os.getenv "GOLDEN" == "write" then return assert(files.write(FOLDER .. name, found)) end
  local file = assert(io.open(FOLDER .. name, "rb"))
  local expected = file:read "a"
  file:close()
  if found == expected then return end
  local next_line = expected:gmatch "([^\n]*)\n"
  for line in found:gmatch "([^\n]*)\n" do equal(line, next_line(), name) end
  error(name .. " is longer than what was rendered")
end

-- ---- workbooks ----

local function described(look)
  local names, parts = {}, {}
  for name in pairs(look) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do parts[i] = ("%s=%s"):format(name, tostring(look[name])) end
  return table.concat(parts, " ")
end

-- Stands in for a workbook and notes what is written.
local function recorder(lines)
  local looks = {}
  local book = {}
  local function note(...) lines[#lines + 1] = table.concat({ ... }, " ") end
  function book.add_sheet(_, name) note("sheet", name) end
  function book.format(_, look)
    looks[#looks + 1] = described(look)
    return #looks
  end
  function book.text(_, row, column, text, look)
    note(row, column, text, "{" .. looks[look] .. "}")
  end
  function book.number(_, row, column, value, look)
    note(row, column, "number", ("%.14g"):format(value), "{" .. looks[look] .. "}")
  end
  function book.blank(_, row, column) note(row, column, "blank") end
  function book.link(_, row, column, target, text) note(row, column, text, "->", target) end
  function book.merge(_, row, from, to, text) note(row, from .. "-" .. to, text) end
  function book.width() end
  function book.height() end
  function book.page() end
  function book.freeze(_, row, column) note("freeze", row, column) end
  function book.hide(_, column) note("hide", column) end
  function book.chart(_, row, column, spec)
    note("chart", row, column, spec.x, spec.y, spec.title .. ":", spec.description)
  end
  function book.finish() return table.concat(lines, "\n") .. "\n" end
  return book
end

-- What is written to the workbook of a document, as lines.
local function recorded(doc)
  local real, unzip, zip, lines = native.xlsx, native.unzip, native.zip, {}
  native.xlsx = function(properties)
    lines[1] = "workbook " .. described(properties)
    return recorder(lines)
  end
  native.unzip = function(bytes) return { { name = "", bytes = bytes } } end
  native.zip = function(entries) return entries[1].bytes end
  local ok, text = pcall(xlsx.render, doc)
  native.xlsx, native.unzip, native.zip = real, unzip, zip
  if not ok then error(text, 0) end
  return text
end

test("a_document_as_a_workbook", function() golden("document.xlsx.txt", recorded(sample())) end)

test("a_figure_is_a_number_shown_as_in_the_document", function()
  equal(xlsx_sheet.number_code { decimals = 1, unit = "pct." }, '#,##0.0 "pct."')
  equal(xlsx_sheet.number_code { decimals = 0 }, "#,##0")
  equal(xlsx_sheet.number_code { decimals = 0, signed = true }, "+#,##0;-#,##0;#,##0")
end)

test("a_gap_in_a_chart_of_a_workbook_is_an_empty_cell", function()
  local text = recorded(document.new { title = "T" }:chart { kind = "line", title = "C",
    series = { { label = "S", points = { { x = "a", y = 1 }, { x = "b", text = "skjult" },
      { x = "c", y = 3 } } } } })
  if not text:find "\n3 1 blank\n" then error(text) end
  if not text:find("b, S: skjult", 1, true) then error(text) end
end)

test("a_workbook_is_the_same_bytes_each_time", function()
  equal(native.sha256(xlsx.render(sample())), native.sha256(xlsx.render(sample())))
end)

test("a_workbook_that_is_never_finished_leaves_nothing", function()
  local book = native.xlsx { created = 86400 }
  book:add_sheet "A"
  book = nil
  collectgarbage()
  equal(book, nil)
end)

test("a_workbook_refuses_what_it_cannot_hold", function()
  local book = native.xlsx { created = 86400 }
  fails(function() book:text(0, 0, "x") end, "no sheet")
  book:add_sheet "A"
  fails(function() book:text(0, 20000, "x") end, "no such column")
  fails(function() book:text(0, 0, "x", 7) end, "no such format")
  fails(function() book:add_sheet "a:b" end, "cannot be written")
  book:finish()
  fails(function() book:text(0, 0, "x") end, "finished")
end)

-- ---- Word ----

local function part(doc, name)
  for _, each in ipairs(docx.parts(doc)) do if each.name == name then return each.bytes end end
end

test("a_document_for_word", function()
  golden("document.docx.xml", part(sample(), "word/document.xml"))
end)

test("a_word_document_is_the_same_bytes_each_time", function()
  equal(native.sha256(docx.render(sample())), native.sha256(docx.render(sample())))
end)

test("every_relation_and_link_of_a_word_document_leads_somewhere", function()
  local doc = sample()
  local main, links = part(doc, "word/document.xml"), part(doc, "word/_rels/document.xml.rels")
  for id in main:gmatch 'r:id="(r%d+)"' do
    if not links:find(('Id="%s"'):format(id), 1, true) then error(id) end
  end
  for name in main:gmatch 'w:anchor="(%w+)"' do
    if not main:find(('w:name="%s"'):format(name), 1, true) then error(name) end
  end
end)

test("every_element_of_every_part_is_closed_in_its_order", function()
  for _, each in ipairs(docx.parts(hostile.document())) do
    local open = {}
    for close, name, rest in each.bytes:gmatch "<(/?)([%a][%w:]*)([^>]*)>" do
      if close == "/" then
        equal(table.remove(open), name, each.name)
      elseif rest:sub(-1) ~= "/" then
        open[#open + 1] = name
      end
    end
    equal(#open, 0, each.name)
  end
end)

-- ---- charts of both ----

-- The parts of the drawn charts, an element a line.
local function charts_of(parts)
  local list = {}
  for _, each in ipairs(parts) do
    if each.name:find "charts/chart%d+%.xml$" then
      list[#list + 1] = each.name .. "\n" .. each.bytes:gsub("><", ">\n<")
    end
  end
  return table.concat(list, "\n")
end

-- The texts of the points in an element of a series.
local function figures_in(drawn, name)
  local list = {}
  local piece = drawn:match(("<c:%s>(.-)</c:%s>"):format(name, name)) or ""
  for each in piece:gmatch "<c:v>(.-)</c:v>" do
    list[#list + 1] = each
  end
  return table.concat(list, " ")
end

-- What a reader sees of the charts: a line for each series.
local function outline(parts)
  local lines = {}
  for _, each in ipairs(parts) do
    if each.name:find "charts/chart%d+%.xml$" then
      lines[#lines + 1] = ("%s: %s to %s"):format(each.name, each.bytes:match '<c:min val="(.-)"',
        each.bytes:match '<c:max val="(.-)"')
      for kind, plot in each.bytes:gmatch "<c:(%a+Chart)>(.-)</c:%a+Chart>" do
        for one in plot:gmatch "<c:ser>(.-)</c:ser>" do
          lines[#lines + 1] = ("  %s, %s: %s"):format(kind, figures_in(one, "tx"),
            figures_in(one, "val"))
          if one:find("<c:errBars>", 1, true) then
            lines[#lines + 1] = ("    up %s, down %s"):format(figures_in(one, "plus"),
              figures_in(one, "minus"))
          end
        end
      end
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

test("the_charts_of_a_word_document", function()
  golden("document.charts.txt", outline(docx.parts(sample())))
end)

local function a_line()
  return document.new { title = "T" }:chart { kind = "line", title = "C", unit = "pct.", series = {
    { label = "Set", points = { { x = "a", y = 1, low = 0.5, high = 2 }, { x = "b", y = 3 } } },
    { label = "Ellers", role = "counterfactual", points = { { x = "b", y = 2 } } } },
    limits = { { y = 4, label = "Loft" } }, marks = { { x = "b", label = "Lukket" } } }
end

-- What is drawn in the first chart of a workbook.
local function sheet_chart(doc)
  for _, each in ipairs(native.unzip(xlsx.render(doc))) do
    if each.name == "xl/charts/chart1.xml" then return each.bytes end
  end
end

test("charts_of_both_hold_intervals_limits_events_and_what_would_have_been", function()
  for _, drawn in ipairs { charts_of(docx.parts(a_line())):gsub("\n", ""),
    sheet_chart(a_line()) } do
    for _, said in ipairs { "<c:v>Set</c:v>", "<c:v>Ellers</c:v>", "<c:v>Loft: 4 pct.</c:v>",
      "<c:v>Lukket</c:v>", '<c:errValType val="cust"/>', '<a:prstDash val="sysDash"/>',
      '<c:showSerName val="1"/>' } do
      if not drawn:find(said, 1, true) then error(said .. " is not in\n" .. drawn) end
    end
  end
end)

test("a_chart_of_a_workbook_is_drawn_from_cells_alone", function()
  local drawn = sheet_chart(a_line())
  equal(drawn:find("Lit>", 1, true), nil)
  for reference in drawn:gmatch "<c:f>(.-)</c:f>" do
    if not reference:find "^'Figur 1'!%$%u+%$%d+:%$%u+%$%d+$" then error(reference) end
  end
end)

test("every_form_of_chart_is_drawn_in_both", function()
  for _, kind in ipairs { "bar", "line", "dot", "multiples", "progress" } do
    local doc = document.new { title = "T" }:chart { kind = kind, title = "Titlen",
      series = { { label = "A", points = { { x = "a", y = 1 } } } },
      items = { { label = "A", start = 1, now = 2, target = 3 } } }
    local drawn = charts_of(docx.parts(doc))
    if not drawn:find "<c:pt idx" then error(kind) end
    local main = part(doc, "word/document.xml")
    if not main:find('title="Titlen" descr="[^"]+Tallene står i tabellen') then error(kind) end
  end
end)

-- ---- CSV ----

local function table_of(rows, columns)
  local doc = document.new { title = "T" }
  doc:table { caption = "C", columns = columns or { "a", "b" }, rows = rows }
  return (csv.table(doc.blocks[1]):gsub("^\u{FEFF}", ""):gsub("\r\n", "\n"))
end

test("figures_are_numbers_with_their_unit_in_the_head", function()
  equal(table_of { { "x", "1.234,5 pct." }, { "y", "-3,0 pct." } },
    "a;b (pct.)\nx;1234,5\ny;-3,0\n")
end)

test("figures_of_several_units_keep_them", function()
  equal(table_of { { "x", "5 pct." }, { "y", "1.000" } }, "a;b\nx;5 pct.\ny;1.000\n")
end)

test("a_text_that_looks_like_a_formula_is_none", function()
  equal(table_of { { "=1+1", "@x" }, { "+a", "-b" } }, "a;b\n'=1+1;'@x\n'+a;'-b\n")
end)

test("a_number_is_never_touched_by_that", function()
  equal(table_of { { "x", "-5" }, { "y", "+3" }, { "z", "-" } }, "a;b\nx;-5\ny;3\nz;-\n")
end)

test("figures_with_units_and_intervals_are_numbers_to_it_too", function()
  equal(table_of { { "x", "-5,2 pct." }, { "y", "+3" }, { "z", "-2 – 3" }, { "u", "-1-1" },
    { "v", "-2 SUM(A1)" }, { "w", "+1 – =1" }, { "q", "-5,3 til +8,4" } },
    "a;b\nx;-5,2 pct.\ny;+3\nz;-2 – 3\nu;'-1-1\nv;'-2 SUM(A1)\nw;'+1 – =1\nq;-5,3 til +8,4\n")
end)

test("a_verdict_is_its_word", function()
  equal(table_of { { "x", { verdict = "på vej", detail = "kan svinge" } },
    { "y", { verdict = { word = "på niveau" } } } }, "a;b\nx;på vej (kan svinge)\ny;på niveau\n")
end)

test("headings_between_rows_become_a_column", function()
  equal(table_of { { group = "G" }, { "x", "1" }, { group = "H" }, { "y", "2" } },
    "Gruppe;a;b\nG;x;1\nH;y;2\n")
end)

test("separators_and_quotes_are_quoted", function()
  equal(table_of { { 'a;"b"', "x\ny" } }, 'a;b\n"a;""b""";"x\ny"\n')
end)

-- ---- all of them ----

test("hostile_texts_are_written_in_every_format", function()
  for _, format in ipairs(output.formats) do
    if format.name ~= "json" and format.name ~= "pdf" then
      local list = output.render(hostile.document(), "x", { format.name })
      if #list == 0 then error(format.name) end
      for _, file in ipairs(list) do
        if not file.name:find "%.xlsx$" and not file.name:find "%.docx$" then
          if file.bytes:find "[%z\1-\8\14-\31\127]" then error(file.name .. " has a control") end
          if not utf8.len(file.bytes) then error(file.name .. " is no UTF-8") end
        end
      end
    end
  end
end)

test("a_text_is_never_a_formula_in_a_workbook", function()
  local text = recorded(hostile.document())
  for line in text:gmatch "[^\n]+" do
    local value = line:match "number ([^ ]+)"
    if value and not tonumber(value) then error(line) end
  end
end)

-- A long table of municipalities in Danish order under heads of two levels.
local function long_table()
  local names = { "Aarhus", "Ærø", "Odder", "Aabenraa", "Østerby", "Zealand", "Ålborg" }
  for i = 1, 60 do names[#names + 1] = ("By %02d"):format(i) end
  local rows = {}
  for i, name in ipairs(names) do rows[i] = { name, tostring(i), tostring(i + 1) } end
  return document.new { title = "T" }:table { caption = "Lang", sort = "navn", rows = rows,
    columns = { { name = "navn", label = "Kommune", header = true },
      { name = "a", label = "Antal", group = "Gruppen" },
      { name = "b", label = "Andel", group = "Gruppen" } } }
end

local IN_ORDER = { "By 01", "By 60", "Odder", "Zealand", "Ærø", "Østerby", "Aabenraa", "Ålborg",
  "Aarhus" }

local function texts_of(format)
  if format == "xlsx" then return recorded(long_table()) end
  if format == "docx" then return part(long_table(), "word/document.xml") end
  return output.render(long_table(), "x", { format })[1].bytes
end

test("every_format_has_danish_order_and_heads_of_groups", function()
  for _, format in ipairs { "txt", "md", "html", "csv", "xlsx", "docx" } do
    local text, at = texts_of(format), 0
    for _, name in ipairs(IN_ORDER) do
      local found = text:find(name, at + 1, true)
      if not found then error(("%s is not in its place as %s"):format(name, format)) end
      at = found
    end
    if not text:find("Gruppen", 1, true) then error(format .. " has no group") end
  end
end)

test("the_head_of_a_long_table_is_repeated_on_every_page", function()
  local html, word = texts_of "html", texts_of "docx"
  if not html:find("thead { display: table-header-group", 1, true) then error "html" end
  equal(select(2, word:gsub("<w:tblHeader/>", "")), 2) -- both lines of it
  if not texts_of("xlsx"):find "freeze 3 1\n" then error "xlsx" end
end)

test("an_unknown_format_is_refused_with_the_nearest", function()
  fails(function() output.parse "htlm" end, "--format knows no 'htlm'", "did you mean 'html'")
  equal(table.concat(output.parse "html, xlsx,html", " "), "html xlsx")
end)

-- Last: what is read here is not public, and later documents would rest on it.
test("a_csv_is_read_back_as_it_was_written", function()
  local path = os.tmpname()
  assert(files.write(path, csv.files(sample())[1].bytes))
  local frame = read(path)
  equal(frame:cell(1, "Ydelse"), "Uddannelseshjælp")
  equal(frame:cell(1, "Gruppe"), "Unge")
  equal(frame:cell(1, "3. kvt. 2019: Personer"), 283)
  os.remove(path)
end)

check.finish()
