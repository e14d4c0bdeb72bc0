-- Tables of a Word document: real ones, whose heads are repeated on each page and whose rows are
-- not broken between pages.

local danish = require "report.danish"
local docx_text = require "report.docx_text"
local native = require "native"
local tabular = require "report.table"

local docx_table = {}

local WIDTH = 9638 -- twentieths of a point between the margins of A4
local SMALL = 0.8 -- the size of the text where it would else be wider than the page
local CLOSE = 1.15 -- how much wider a table may be: its widths are those of a wide font
local LONGEST = 44 -- characters of a cell that ask for room of their own

local CHARACTER = 118 -- the room of one, in twentieths of a point, with a font that is not narrow
local BOLD = 1.15 -- how much wider heads and totals are set

-- The longest of what stands on one line: "3. kvt. 2019" is not parted.
local function longest_word(text)
  local longest = 0
  for word in danish.glue(text):gmatch "[^%s/]+" do
    longest = math.max(longest, native.width(word))
  end
  return longest
end

-- What a cell must have room for on one line: a figure, a verdict, a word.
local function stiff(cell)
  if cell.status then return native.width(cell.status.word) + 3 end
  if tabular.is_figure(cell.text) then return native.width(cell.text) end
  return longest_word(cell.text)
end

-- Per column: the least width of a text of `size` (1 or SMALL), and how many characters it would
-- like beyond that.
local function measure(block, size)
  local least, wishes = {}, {}
  for i, column in ipairs(block.columns) do
    local need, wish = math.ceil(BOLD * longest_word(column.label)), 0
    for _, row in ipairs(block.rows) do
      if row[i] then
        need = math.max(need, math.ceil(stiff(row[i]) * (row.strong and BOLD or 1)))
        wish = math.max(wish, math.min(LONGEST, native.width(docx_text.bare(row[i]))))
      end
    end
    least[i], wishes[i] = math.ceil(need * size * CHARACTER) + 190, math.max(1, wish - need)
  end
  return least, wishes
end

local function sum(list)
  local total = 0
  for _, value in ipairs(list) do total = total + value end
  return total
end

-- Widths of the columns that come to WIDTH.
local function widths_of(least, wishes)
  local room, wished, used, widths = WIDTH - sum(least), sum(wishes), 0, {}
  for i in ipairs(least) do
    local width = room >= 0 and least[i] + room * wishes[i] // wished
      or least[i] * WIDTH // (WIDTH - room)
    widths[i] = i < #least and width or WIDTH - used
    used = used + widths[i]
  end
  return widths
end

-- A cell: `more` goes before its paragraph's runs (properties of the cell).
local function cell(width, style, align, runs, more)
  local right = align == "right" and '<w:jc w:val="right"/>' or ""
  return ('<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s</w:tcPr>%s</w:tc>'):format(width,
    more or "", docx_text.paragraph(style, runs, right))
end

local function row(cells, head)
  return ("<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>%s</w:tr>"):format(
    head and "<w:tblHeader/>" or "", table.concat(cells))
end

local function spanned(widths, from, to)
  local width = 0
  for i = from, to do width = width + widths[i] end
  return width, ('<w:gridSpan w:val="%d"/>'):format(to - from + 1)
end

local function is_small(block)
  return sum((measure(block, 1))) > WIDTH
end

local function head_style(block)
  return is_small(block) and "TableSmallHead" or "TableHead"
end

local function group_heads(block, widths)
  local cells = {}
  for _, run in ipairs(tabular.groups(block.columns)) do
    if run.text then
      local width, span = spanned(widths, run.from, run.to)
      cells[#cells + 1] = cell(width, head_style(block), "left", docx_text.run(run.text), span)
    else
      for i = run.from, run.to do
        local column = block.columns[i]
        cells[#cells + 1] = cell(widths[i], head_style(block), column.align,
          docx_text.run(column.label), '<w:vMerge w:val="restart"/>')
      end
    end
  end
  return row(cells, true)
end

local function heads(block, widths)
  local grouped, cells = tabular.groups(block.columns), {}
  for i, column in ipairs(block.columns) do
    local lone = grouped and not column.group
    cells[i] = cell(widths[i], head_style(block), column.align,
      lone and "" or docx_text.run(column.label), lone and "<w:vMerge/>" or nil)
  end
  return (grouped and group_heads(block, widths) or "") .. row(cells, true)
end

local function body(book, block, widths)
  local rows, style = {}, is_small(block) and "TableSmall" or "TableText"
  for r, each in ipairs(block.rows) do
    local cells = {}
    if each.group then
      local width, span = spanned(widths, 1, #widths)
      cells[1] = cell(width, "TableBand", "left", docx_text.run(each.group), span)
    else
      for i, column in ipairs(block.columns) do
        cells[i] = cell(widths[i], style, column.align,
          docx_text.cell(book, each[i], each.strong))
      end
    end
    rows[r] = row(cells)
  end
  return table.concat(rows)
end

local function grid(widths)
  local columns = {}
  for i, width in ipairs(widths) do columns[i] = ('<w:gridCol w:w="%d"/>'):format(width) end
  return "<w:tblGrid>" .. table.concat(columns) .. "</w:tblGrid>"
end

local function properties(block)
  return ('<w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/>'
    .. '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" '
    .. 'w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="%s"/>'
    .. "</w:tblPr>"):format("Figures", WIDTH, docx_text.escape(block.caption))
end

local function below(out, block)
  for _, note in ipairs(block.notes) do
    out[#out + 1] = docx_text.paragraph("TableNote",
      docx_text.run(note.mark, '<w:vertAlign w:val="superscript"/>')
      .. docx_text.run(" " .. note.text))
  end
  for _, remark in ipairs(block.remarks) do
    out[#out + 1] = docx_text.paragraph("TableNote", docx_text.run(remark))
  end
  if block.source then
    out[#out + 1] = docx_text.paragraph("TableNote", docx_text.run("Kilde: " .. block.source))
  end
end

-- The columns from..to of a table, after its first.
local function piece(block, from, to)
  local made = setmetatable({ columns = { block.columns[1] }, rows = {} }, { __index = block })
  table.move(block.columns, from, to, 2, made.columns)
  for r, each in ipairs(block.rows) do
    local cells = { each[1], group = each.group, strong = each.strong }
    if not each.group then table.move(each, from, to, 2, cells) end
    made.rows[r] = cells
  end
  return made
end

-- A table that is wider than the page as several, each with the first column.
local function pieces_of(block)
  local least = measure(block, SMALL)
  if sum(least) <= CLOSE * WIDTH then return { block } end
  local pieces, from, used = {}, 2, least[1]
  for i = 2, #least + 1 do
    if i > from and (i > #least or used + least[i] > WIDTH) then
      pieces[#pieces + 1] = piece(block, from, i - 1)
      from, used = i, least[1]
    end
    used = used + (least[i] or 0)
  end
  return pieces
end

-- The table with its caption above and its notes below. `name`: "Tabel 1. ", or nil under a chart.
function docx_table.draw(out, book, block, name)
  local title = name and docx_text.run(name, '<w:color w:val="0B5C7A"/>') or ""
  out[#out + 1] = docx_text.paragraph("Caption", (block.id and name and docx_text.bookmark(book,
    block.id) or "") .. title .. docx_text.run(block.caption))
  for i, each in ipairs(pieces_of(block)) do
    if i > 1 then out[#out + 1] = docx_text.paragraph("TableNote", "") end
    local widths = widths_of(measure(each, is_small(each) and SMALL or 1))
    out[#out + 1] = ("<w:tbl>%s%s%s%s</w:tbl>"):format(properties(block), grid(widths),
      heads(each, widths), body(book, each, widths))
  end
  below(out, block)
  out[#out + 1] = docx_text.paragraph("TableNote", "")
end

return docx_table
