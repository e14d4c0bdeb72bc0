-- A document as a workbook: a front sheet, a sheet for each table and chart, one of where figures
-- come from and one of sources. Figures are numbers with their formats; texts are texts.

local document = require "report.document"
local gate = require "report.gate"
local native = require "native"
local xlsx_chart = require "report.xlsx_chart"
local xlsx_sheet = require "report.xlsx_sheet"

local xlsx = {}

-- Seconds since 1970 of the document's day: the only date in the file.
local function created(doc)
  return (native.period(doc.day or "1980-01-01") - native.period "1970-01-01") * 86400
end

-- {{name = "Tabel 1", block =}, ...}
local function list_sheets(doc)
  local list = {}
  for _, block in ipairs(document.blocks(doc)) do
    if block.kind == "table" then
      list[#list + 1] = { name = ("Tabel %d"):format(block.number), title = block.caption,
        block = block }
    elseif block.kind == "chart" then
      list[#list + 1] = { name = ("Figur %d"):format(block.number), title = block.title,
        block = block }
    end
  end
  return list
end

-- ---- the front ----

local function front_title(sheet, doc)
  if doc.kicker then sheet:line(doc.kicker, { colour = 0x0b5c7a, bold = true }) end
  sheet:line(doc.title, { bold = true, size = 20, colour = 0x0a3a4f })
  if doc.subtitle then sheet:line(doc.subtitle, { size = 13, colour = 0x52606d }) end
  if doc.as_of then sheet:line("Opgjort pr. " .. doc.as_of, { colour = 0x52606d }) end
end

local function front_figures(sheet, block)
  sheet:skip()
  for _, item in ipairs(block.items) do
    sheet:cell(0, { text = item.label })
    sheet:cell(1, { text = item.text, figure = item.figure, strong = true, align = "right" })
    if item.status then sheet:cell(2, { status = item.status }) end
    if item.detail then sheet:cell(3, { text = item.detail, wide = true }) end
    sheet:next()
  end
end

-- Remarks (SYNTETISK among them) and key figures stand on the front; running text is for readers of
-- the other forms.
local function front_blocks(sheet, doc)
  for _, block in ipairs(document.blocks(doc)) do
    if block.kind == "key_figures" then
      front_figures(sheet, block)
    elseif block.kind == "note" then
      sheet:skip()
      sheet:line(block.label .. ": " .. xlsx_sheet.flow(block.pieces), { bold = true })
    end
  end
end

local function front_contents(sheet, sheets)
  sheet:skip()
  sheet:line("Indhold", { bold = true, size = 13, colour = 0x0a3a4f })
  for _, each in ipairs(sheets) do
    sheet:link(each.name, ("%s. %s"):format(each.name, each.title))
  end
end

local function front(book, doc, sheets)
  local sheet = xlsx_sheet.add(book, "Forside")
  book:width(0, 44)
  book:width(1, 14)
  book:width(2, 26)
  book:width(3, 44)
  front_title(sheet, doc)
  front_blocks(sheet, doc)
  front_contents(sheet, sheets)
  if doc.footer then
    sheet:skip()
    sheet:line(doc.footer, { colour = 0x52606d })
  end
  book:page(true)
end

-- ---- the last sheets ----

local function origins(book, doc)
  local sheet = xlsx_sheet.add(book, "Tallenes oprindelse")
  book:width(0, 6)
  book:width(1, 110)
  for i, item in ipairs(doc.origins) do
    sheet:cell(0, { text = tostring(i) })
    sheet:cell(1, { text = item.title, strong = true, wide = true })
    sheet:next()
    for _, line in ipairs(item.lines) do
      sheet:cell(1, { text = (line.label and line.label .. ": " or "") .. line.text, wide = true })
      sheet:next()
    end
  end
  book:page(false)
end

local SOURCE_HEADS = { "Kilde", "Hvad", "SHA-256", "Sted" }

local function source_rows(doc)
  local rows = {}
  for _, block in ipairs(document.blocks(doc)) do
    for _, item in ipairs(block.kind == "sources" and block.items or {}) do
      rows[#rows + 1] = { item.path or item.text, item.path and item.text or "",
        item.sha256 or "", item.href or "" }
    end
  end
  for _, sheet in ipairs(list_sheets(doc)) do
    local source = (sheet.block.table or sheet.block).source
    if source then rows[#rows + 1] = { sheet.name, source, "", "" } end
  end
  return rows
end

local function sources(book, doc)
  local sheet, rows = xlsx_sheet.add(book, "Kilder"), source_rows(doc)
  for i, width in ipairs { 44, 60, 68, 40 } do book:width(i - 1, width) end
  for i, head in ipairs(SOURCE_HEADS) do sheet:head(i - 1, head, false) end
  sheet:next()
  book:freeze(1, 0)
  for _, row in ipairs(rows) do
    for i, text in ipairs(row) do sheet:cell(i - 1, { text = text, wide = true }) end
    sheet:next()
  end
  book:page(true)
end

local function notes(book, doc)
  local sheet = xlsx_sheet.add(book, "Noter")
  book:width(0, 6)
  book:width(1, 110)
  for i, note in ipairs(doc.notes) do
    sheet:cell(0, { text = tostring(i) })
    sheet:cell(1, { text = note, wide = true })
    sheet:next()
  end
  book:page(false)
end

-- ---- the document ----

local function add_sheet(book, each, parts)
  local sheet = xlsx_sheet.add(book, each.name)
  local form = each.block
  local place = xlsx_sheet.table(sheet, ("%s. %s"):format(each.name, each.title),
    form.kind == "chart" and xlsx_chart.table(form) or form)
  if form.kind == "chart" then xlsx_chart.add(sheet, each.name, form, place, parts) end
end

function xlsx.render(doc)
  gate.pass(doc)
  local book = native.xlsx { title = doc.title, subject = doc.kicker, comments = doc.description,
    created = created(doc) }
  local sheets = list_sheets(doc)
  local all = table.move(sheets, 1, #sheets, 1, {})
  if #doc.notes > 0 then all[#all + 1] = { name = "Noter", title = "Noter til teksten" } end
  if #doc.origins > 0 then
    all[#all + 1] = { name = "Tallenes oprindelse", title = "Hvor tallene kommer fra" }
  end
  all[#all + 1] = { name = "Kilder", title = "Hvad tallene er regnet af" }
  front(book, doc, all)
  local parts = {}
  for _, each in ipairs(sheets) do add_sheet(book, each, parts) end
  if #doc.notes > 0 then notes(book, doc) end
  if #doc.origins > 0 then origins(book, doc) end
  sources(book, doc)
  return xlsx_chart.fill(book:finish(), parts)
end

return xlsx
