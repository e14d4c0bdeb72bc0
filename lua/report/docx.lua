-- A document for Word (and LibreOffice), as the agenda system takes it: real headings, tables whose
-- heads are repeated, footnotes, links. Written here and packed by minizip: pandoc is a large
-- program, is not on the machines where reports are made, and writes another file from version to
-- version, where the same document must give the same bytes.

local document = require "report.document"
local docx_chart = require "report.docx_chart"
local docx_style = require "report.docx_style"
local docx_table = require "report.docx_table"
local docx_text = require "report.docx_text"
local gate = require "report.gate"
local native = require "native"

local docx = {}

local escape, paragraph, run = docx_text.escape, docx_text.paragraph, docx_text.run

local HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
local WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
local OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
local PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
local SPACES = ('xmlns:w="%s" xmlns:r="%s" xmlns:wp="http://schemas.openxmlformats.org/%s" '
  .. 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'):format(WORD, OFFICE,
  "drawingml/2006/wordprocessingDrawing")

-- What is gathered while the text is written: relations of the main part, names of bookmarks, the
-- charts, how many numbered lists there are.
local function new_book()
  return { relations = { { type = "styles", target = "styles.xml" },
    { type = "numbering", target = "numbering.xml" },
    { type = "settings", target = "settings.xml" },
    { type = "footnotes", target = "footnotes.xml" }, { type = "footer", target = "footer1.xml" } },
    links = {}, names = {}, name_count = 0, charts = {}, lists = 0 }
end

-- ---- blocks ----

local draw = {}

function draw.heading(out, book, block)
  local new_page = block.appendix and "<w:pageBreakBefore/>" or ""
  out[#out + 1] = paragraph("Heading" .. block.level - 1,
    docx_text.bookmark(book, block.id) .. docx_text.flow(book, block.pieces), new_page)
end

function draw.paragraph(out, book, block)
  out[#out + 1] = paragraph(nil, docx_text.flow(book, block.pieces))
end

function draw.list(out, book, block)
  local style, more = "ListBullet", nil
  if block.ordered then
    book.lists = book.lists + 1
    style, more = "ListNumber", ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>')
      :format(book.lists + 1)
  end
  for _, item in ipairs(block.items) do
    out[#out + 1] = paragraph(style, docx_text.flow(book, item), more)
  end
end

function draw.note(out, book, block)
  out[#out + 1] = paragraph("Remark", run(block.label .. ": ", "<w:b/>")
    .. docx_text.flow(book, block.pieces))
end

local CARDS, WIDTH = 4, 9638 -- the most key figures side by side; the width of the page

local function card(book, item, width)
  local about = docx_text.cell(book, { status = item.status, text = item.detail })
  return ('<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s%s%s</w:tc>'):format(width,
    paragraph("FigureLabel", run(item.label)),
    paragraph("FigureValue", docx_text.cell(book, { text = item.text, origin = item.origin })),
    paragraph("TableText", about))
end

local function card_row(book, items, from, to, count)
  local cells, width = {}, WIDTH // count
  for i = from, from + count - 1 do
    cells[#cells + 1] = i <= to and card(book, items[i], width)
      or ('<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p/></w:tc>'):format(width)
  end
  return "<w:tr><w:trPr><w:cantSplit/></w:trPr>" .. table.concat(cells) .. "</w:tr>"
end

function draw.key_figures(out, book, block)
  local count, rows = math.min(#block.items, CARDS), {}
  for from = 1, #block.items, CARDS do
    rows[#rows + 1] = card_row(book, block.items, from, math.min(#block.items, from + CARDS - 1),
      count)
  end
  out[#out + 1] = paragraph("TableNote", "", "<w:keepNext/>")
  out[#out + 1] = ('<w:tbl><w:tblPr><w:tblStyle w:val="Cards"/><w:tblW w:w="%d" w:type="dxa"/>'
    .. '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>%s</w:tblGrid>%s</w:tbl>'):format(WIDTH,
    ('<w:gridCol w:w="%d"/>'):format(WIDTH // count):rep(count), table.concat(rows))
  out[#out + 1] = paragraph("TableNote", "")
end

function draw.table(out, book, block)
  docx_table.draw(out, book, block, ("Tabel %d. "):format(block.number))
end

function draw.chart(out, book, block)
  out[#out + 1] = paragraph("Caption", docx_text.bookmark(book, block.id)
    .. run(("Figur %d. "):format(block.number), '<w:color w:val="0B5C7A"/>') .. run(block.title))
  if block.description then
    out[#out + 1] = paragraph("TableNote", run(block.description), "<w:keepNext/>")
  end
  docx_chart.draw(out, book, block)
  docx_table.draw(out, book, block.table)
end

function draw.origins(out, book, block)
  for i, item in ipairs(block.items) do
    out[#out + 1] = paragraph("Origin", docx_text.bookmark(book, "tal-" .. i)
      .. run(("%d. %s"):format(i, item.title)))
    for _, line in ipairs(item.lines) do
      out[#out + 1] = paragraph("OriginLine", run((line.label and line.label .. ": " or "")
        .. line.text))
    end
  end
end

function draw.sources(out, book, block)
  for _, item in ipairs(block.items) do
    local name = run(item.path or item.text, "<w:b/>")
    if item.href then
      name = docx_text.link(book, item.href, run(item.path or item.text,
        '<w:rStyle w:val="Hyperlink"/><w:b/>'))
    end
    local parts = { name }
    if item.path and item.text then parts[2] = run(": " .. item.text) end
    if item.sha256 then
      parts[#parts + 1] = run("\nSHA-256 " .. item.sha256, '<w:color w:val="52606D"/><w:sz '
        .. 'w:val="17"/>')
    end
    out[#out + 1] = paragraph("ListBullet", table.concat(parts))
  end
end

-- ---- the parts ----

local function title(out, doc)
  if doc.kicker then out[#out + 1] = paragraph("Kicker", run(doc.kicker)) end
  out[#out + 1] = paragraph("Title", run(doc.title))
  if doc.subtitle then out[#out + 1] = paragraph("Subtitle", run(doc.subtitle)) end
  if doc.as_of then out[#out + 1] = paragraph("AsOf", run("Opgjort pr. " .. doc.as_of)) end
end

-- A table of contents that Word can bring up to date, filled in already.
local function contents(out, book, doc)
  local entries = document.contents(doc)
  if not entries then return end
  out[#out + 1] = paragraph("TOCHeading", run "Indhold")
  local field = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
  for i, entry in ipairs(entries) do
    local link = docx_text.link(book, "#" .. entry.id, run(entry.text))
    if i == 1 then
      link = field:format "begin" .. '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" '
        .. "\\n \\h </w:instrText></w:r>" .. field:format "separate" .. link
    end
    if i == #entries then link = link .. field:format "end" end
    out[#out + 1] = paragraph(entry.level == 2 and "TOC1" or "TOC2", link)
  end
end

local function main_part(doc, book)
  local out = { HEAD, "<w:document ", SPACES, "><w:body>" }
  title(out, doc)
  contents(out, book, doc)
  for _, block in ipairs(document.blocks(doc)) do draw[block.kind](out, book, block) end
  if doc.footer then out[#out + 1] = paragraph("TableNote", run(doc.footer)) end
  out[#out + 1] = '<w:sectPr><w:footerReference w:type="default" r:id="r5"/>'
    .. '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
    .. 'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body>'
    .. "</w:document>\n"
  return table.concat(out, "\n")
end

local function footnotes(doc)
  local out = { HEAD, ("<w:footnotes %s>"):format(SPACES),
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
      .. "</w:r></w:p></w:footnote>" }
  for i, note in ipairs(doc.notes) do
    out[#out + 1] = ('<w:footnote w:id="%d">%s</w:footnote>'):format(i, paragraph("FootnoteText",
      '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
      .. run(" " .. note)))
  end
  return table.concat(out) .. "</w:footnotes>\n"
end

local function footer(doc)
  local function field(name)
    return ('<w:fldSimple w:instr=" %s "><w:r><w:t>1</w:t></w:r></w:fldSimple>'):format(name)
  end
  local left = doc.internal and "INTERN – " .. doc.title or doc.title
  return ("%s<w:ftr %s>%s</w:ftr>\n"):format(HEAD, SPACES, paragraph("Footer", run(left)
    .. "<w:r><w:tab/></w:r>" .. field "PAGE" .. run " / " .. field "NUMPAGES"))
end

local function core(doc)
  local day = doc.day and ('<dcterms:created xsi:type="dcterms:W3CDTF">%sT00:00:00Z'
    .. "</dcterms:created>"):format(doc.day) or ""
  return ('%s<cp:coreProperties xmlns:cp="%smetadata/core-properties" '
    .. 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    .. 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>%s</dc:title>'
    .. "<dc:subject>%s</dc:subject><dc:description>%s</dc:description>"
    .. "<dc:language>da-DK</dc:language>%s</cp:coreProperties>\n"):format(HEAD, PACKAGE,
    escape(doc.title), escape(doc.kicker or ""), escape(doc.description or ""), day)
end

local function relations(list)
  local out = { HEAD, ('<Relationships xmlns="%srelationships">'):format(PACKAGE) }
  for i, one in ipairs(list) do
    out[#out + 1] = ('<Relationship Id="r%d" Type="%s" Target="%s"%s/>'):format(i,
      one.full or OFFICE .. "/" .. one.type, escape(one.target),
      one.outside and ' TargetMode="External"' or "")
  end
  return table.concat(out) .. "</Relationships>\n"
end

local MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."

local function content_types(book)
  local out = { HEAD, ('<Types xmlns="%scontent-types">'):format(PACKAGE),
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
      .. 'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' }
  local function part(name, kind)
    out[#out + 1] = ('<Override PartName="/%s" ContentType="%s"/>'):format(name, kind)
  end
  part("word/document.xml", MAIN .. "document.main+xml")
  for _, name in ipairs { "styles", "numbering", "settings", "footnotes" } do
    part(("word/%s.xml"):format(name), MAIN .. name .. "+xml")
  end
  part("word/footer1.xml", MAIN .. "footer+xml")
  part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
  for _, chart in ipairs(book.charts) do
    part(chart.name, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
  end
  return table.concat(out) .. "</Types>\n"
end

local function settings()
  return ('%s<w:settings xmlns:w="%s"><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
    .. '</w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" '
    .. 'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>\n')
    :format(HEAD, WORD)
end

-- The parts of the package: { { name =, bytes = } ... }.
function docx.parts(doc)
  gate.pass(doc)
  local book = new_book()
  local main = main_part(doc, book)
  local list = {
    { name = "[Content_Types].xml", bytes = content_types(book) },
    { name = "_rels/.rels", bytes = relations {
      { type = "officeDocument", target = "word/document.xml" },
      { full = PACKAGE .. "relationships/metadata/core-properties",
        target = "docProps/core.xml" } } },
    { name = "docProps/core.xml", bytes = core(doc) },
    { name = "word/document.xml", bytes = main },
    { name = "word/styles.xml", bytes = docx_style.styles() },
    { name = "word/numbering.xml", bytes = docx_style.numbering(book.lists) },
    { name = "word/settings.xml", bytes = settings() },
    { name = "word/footnotes.xml", bytes = footnotes(doc) },
    { name = "word/footer1.xml", bytes = footer(doc) },
    { name = "word/_rels/document.xml.rels", bytes = relations(book.relations) },
  }
  for _, chart in ipairs(book.charts) do list[#list + 1] = chart end
  return list
end

function docx.render(doc)
  return native.zip(docx.parts(doc))
end

return docx
