-- The running text of a Word document: runs, links, verdicts, notes, as WordprocessingML.
-- Everything that a script gives is escaped here.

local danish = require "report.danish"
local status = require "report.status"

local docx_text = {}

-- Colours of the tones: the ground and the word on it; the sign and the word say the same.
docx_text.tones = {
  good = { "E2F2E9", "0C5A35" }, going = { "E3EEF8", "114B80" }, behind = { "FDF0D6", "734600" },
  bad = { "FBE5E2", "8F2118" }, open = { "FFFFFF", "45525F" }, none = { "EEF1F4", "45525F" },
  neutral = { "EEF1F4", "45525F" },
}

local ENTITIES = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }

function docx_text.escape(text)
  return (text:gsub('[&<>"]', ENTITIES))
end

-- The text of a run; what a line must not break is kept together; `\n` is a line break.
local function content(text)
  local parts = {}
  for line in (danish.minus(danish.glue(text)) .. "\n"):gmatch "(.-)\n" do
    parts[#parts + 1] = ('<w:t xml:space="preserve">%s</w:t>'):format(docx_text.escape(line))
  end
  return table.concat(parts, "<w:br/>")
end

-- A run. `properties`: WordprocessingML for its look, or nil.
function docx_text.run(text, properties)
  if text == "" then return "" end
  local look = properties and properties ~= "" and "<w:rPr>" .. properties .. "</w:rPr>" or ""
  return ("<w:r>%s%s</w:r>"):format(look, content(text))
end

function docx_text.badge(one)
  local tone = docx_text.tones[one.tone]
  local look = ('<w:b/><w:color w:val="%s"/><w:shd w:val="clear" w:color="auto" w:fill="%s"/>')
    :format(tone[2], tone[1])
  local text = docx_text.run(one.sign .. "\u{A0}" .. one.word, look)
  if one.detail then text = text .. docx_text.run((" (%s)"):format(one.detail)) end
  return text
end

-- The mark of a bookmark for an id of the document: names of Word are short and have no "-".
function docx_text.bookmark_name(book, id)
  if not book.names[id] then
    book.name_count = book.name_count + 1
    book.names[id] = ("m%d"):format(book.name_count)
  end
  return book.names[id]
end

function docx_text.bookmark(book, id)
  local name = docx_text.bookmark_name(book, id)
  local number = name:sub(2)
  return ('<w:bookmarkStart w:id="%s" w:name="%s"/><w:bookmarkEnd w:id="%s"/>'):format(number, name,
    number)
end

-- The relation to an address outside, made once.
local function relation(book, href)
  if not book.links[href] then
    book.relations[#book.relations + 1] = { type = "hyperlink", target = href, outside = true }
    book.links[href] = ("r%d"):format(#book.relations)
  end
  return book.links[href]
end

-- `run` as a link to an address or to "#id" of the document.
function docx_text.link(book, href, run)
  local id = href:match "^#(.+)$"
  local place = id and ('w:anchor="%s"'):format(docx_text.bookmark_name(book, id))
    or ('r:id="%s"'):format(relation(book, href))
  return ('<w:hyperlink %s w:history="1">%s</w:hyperlink>'):format(place, run)
end

local function text_piece(book, piece, strong)
  local href = piece.href or piece.origin and "#tal-" .. piece.origin
  local look = (href and '<w:rStyle w:val="Hyperlink"/>' or "")
    .. ((piece.strong or strong) and "<w:b/>" or "")
  local run = docx_text.run(piece.text, look)
  return href and docx_text.link(book, href, run) or run
end

-- The runs of pieces (report.inline).
function docx_text.flow(book, pieces)
  local parts = {}
  for i, piece in ipairs(pieces) do
    if piece.status then
      parts[i] = docx_text.badge(piece.status)
    elseif piece.note then
      parts[i] = ('<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        .. '<w:footnoteReference w:id="%d"/></w:r>'):format(piece.note)
    else
      parts[i] = text_piece(book, piece)
    end
  end
  return table.concat(parts)
end

-- The runs of a cell of a table (report.table).
function docx_text.cell(book, cell, strong)
  local parts = {}
  if cell.status then parts[1] = docx_text.badge(cell.status) end
  if cell.text and cell.text ~= "" then
    if cell.status then parts[2] = docx_text.run(" ") end
    parts[#parts + 1] = text_piece(book, cell, strong)
  end
  if cell.mark then
    parts[#parts + 1] = docx_text.run(cell.mark, '<w:vertAlign w:val="superscript"/>')
  end
  return table.concat(parts)
end

-- A paragraph of a style; `more`: further properties.
function docx_text.paragraph(style, runs, more)
  local properties = (style and ('<w:pStyle w:val="%s"/>'):format(style) or "") .. (more or "")
  if properties ~= "" then properties = "<w:pPr>" .. properties .. "</w:pPr>" end
  return ("<w:p>%s%s</w:p>"):format(properties, runs)
end

-- Its text as a reader of the cell hears it: for widths.
function docx_text.bare(cell)
  local parts = { cell.status and status.text(cell.status) }
  if cell.text and cell.text ~= "" then parts[#parts + 1] = cell.text end
  return table.concat(parts, " ")
end

return docx_text
