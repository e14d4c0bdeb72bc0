-- A document as Markdown (CommonMark with the tables and footnotes of GitHub).

local document = require "report.document"
local memo = require "memo"
local native = require "native"
local status = require "report.status"
local gate = require "report.gate"
local text_table = require "report.text_table"

local markdown = {}

local PADDED = 120 -- tables up to this width are aligned in the source too

-- Text that means itself. A `_` between letters or digits is left alone: it marks nothing there.
local escape = memo(function(text)
  text = text:gsub("[\\`*%[%]<>|~]", "\\%0"):gsub("&(#?%w+;)", "\\&%1")
  return (text:gsub("%f[_%w]_", "\\_"):gsub("_%f[^%w_]", "\\_"))
end)

-- The same at the beginning of a line, where more signs have a meaning.
local function escape_start(text)
  return (text:gsub("^([#+=-])", "\\%1"):gsub("^(%d+)([.)])", "%1\\%2"))
end

-- Headings, tables and charts have no ids of ours in Markdown: links to them are bare text.
local function link(text, href)
  if not href or href:find "^#" then return text end
  return ("[%s](%s)"):format(text, (href:gsub("[()]", "\\%0")))
end

local function flow(pieces)
  local parts = {}
  for i, piece in ipairs(pieces) do
    if piece.status then
      parts[i] = "**" .. escape(status.text(piece.status)) .. "**"
    elseif piece.note then
      parts[i] = ("[^%d]"):format(piece.note)
    else
      local text = escape(piece.text)
      if piece.strong then text = text:gsub("^(%s*)(.-)(%s*)$", "%1**%2**%3") end
      parts[i] = link(text, piece.href)
    end
  end
  return table.concat(parts)
end

local function cell_text(cell)
  local text = escape(text_table.cell_text(cell)):gsub("\n", "<br>")
  if cell.strong and text ~= "" then text = "**" .. text .. "**" end
  text = link(text, cell.href)
  return cell.mark and ("%s <sup>%s)</sup>"):format(text, cell.mark) or text
end

local function row_texts(block, row)
  local texts = {}
  for i in ipairs(block.columns) do
    if row.group then
      texts[i] = i == 1 and "**" .. escape(row.group) .. "**" or ""
    else
      texts[i] = cell_text(row[i])
      if row.strong and texts[i] ~= "" and not row[i].strong then
        texts[i] = "**" .. texts[i] .. "**"
      end
    end
  end
  return texts
end

local function head_texts(block)
  local texts = {}
  for i, column in ipairs(block.columns) do
    local label = escape(column.label)
    if column.group then label = escape(column.group) .. ": " .. label end
    texts[i] = label:gsub("\n", " ")
  end
  return texts
end

local function widths_of(rows)
  local widths, total = {}, 1
  for _, texts in ipairs(rows) do
    for i, text in ipairs(texts) do widths[i] = math.max(widths[i] or 3, native.width(text)) end
  end
  for _, width in ipairs(widths) do total = total + width + 3 end
  return widths, total
end

local function line_of(block, texts, widths)
  local parts = {}
  for i, text in ipairs(texts) do
    local blanks = widths and (" "):rep(widths[i] - native.width(text)) or ""
    parts[i] = block.columns[i].align == "right" and blanks .. text or text .. blanks
  end
  return ("| " .. table.concat(parts, " | ") .. " |"):gsub("  +|$", " |")
end

local function rule_of(block, widths)
  local parts = {}
  for i, column in ipairs(block.columns) do
    local dashes = ("-"):rep(widths and widths[i] - 1 or 2)
    parts[i] = column.align == "right" and dashes .. ":" or dashes .. "-"
  end
  return "| " .. table.concat(parts, " | ") .. " |"
end

local function table_lines(out, block)
  local rows = { head_texts(block) }
  for _, row in ipairs(block.rows) do rows[#rows + 1] = row_texts(block, row) end
  local widths, total = widths_of(rows)
  if total > PADDED then widths = nil end
  out[#out + 1] = line_of(block, rows[1], widths)
  out[#out + 1] = rule_of(block, widths)
  for r = 2, #rows do out[#out + 1] = line_of(block, rows[r], widths) end
end

local function below_table(out, block)
  for _, note in ipairs(block.notes) do
    out[#out + 1] = ""
    out[#out + 1] = ("<sup>%s)</sup> %s"):format(note.mark, escape(note.text))
  end
  for _, remark in ipairs(block.remarks) do
    out[#out + 1] = ""
    out[#out + 1] = escape_start(escape(remark))
  end
  if block.source then
    out[#out + 1] = ""
    out[#out + 1] = "Kilde: " .. escape(block.source)
  end
end

local draw = {}

function draw.heading(out, block)
  out[#out + 1] = ("#"):rep(block.level) .. " " .. flow(block.pieces)
end

function draw.paragraph(out, block)
  out[#out + 1] = escape_start(flow(block.pieces))
end

function draw.list(out, block)
  for i, item in ipairs(block.items) do
    out[#out + 1] = (block.ordered and i .. ". " or "- ") .. escape_start(flow(item))
  end
end

function draw.note(out, block)
  out[#out + 1] = ("> **%s:** %s"):format(escape(block.label), flow(block.pieces))
end

function draw.key_figures(out, block)
  for _, item in ipairs(block.items) do
    local line = ("- %s: **%s**"):format(escape(item.label), escape(item.text))
    if item.status then line = line .. " – " .. escape(status.text(item.status)) end
    if item.detail then line = line .. " – " .. escape(item.detail) end
    out[#out + 1] = line
  end
end

function draw.table(out, block)
  out[#out + 1] = ("**Tabel %d.** %s"):format(block.number, escape(block.caption))
  out[#out + 1] = ""
  table_lines(out, block)
  below_table(out, block)
end

function draw.chart(out, block)
  out[#out + 1] = ("**Figur %d.** %s"):format(block.number, escape(block.title))
  if block.description then
    out[#out + 1] = ""
    out[#out + 1] = escape_start(escape(block.description))
  end
  for _, mark in ipairs(block.marks) do
    out[#out + 1] = ""
    out[#out + 1] = ("%s: %s"):format(escape(block.categories[mark.at]), escape(mark.label))
  end
  out[#out + 1] = ""
  table_lines(out, block.table)
  below_table(out, block.table)
end

local function code(text)
  return "`" .. text:gsub("`", "'"):gsub("\n", " ") .. "`"
end

function draw.origins(out, block)
  for i, item in ipairs(block.items) do
    out[#out + 1] = ("%d. %s"):format(i, escape(item.title))
    for _, line in ipairs(item.lines) do
      local text = line.code and code(line.text) or escape(line.text)
      out[#out + 1] = ("    - %s%s"):format(line.label and escape(line.label) .. ": " or "", text)
    end
  end
end

function draw.sources(out, block)
  for _, item in ipairs(block.items) do
    local name = item.path and "`" .. item.path:gsub("`", "'") .. "`" or escape(item.text)
    if item.path and item.text then name = name .. ": " .. escape(item.text) end
    if item.href then name = ("%s <%s>"):format(name, item.href) end
    if item.sha256 then name = ("%s  \n  SHA-256 `%s`"):format(name, item.sha256) end
    out[#out + 1] = "- " .. name
  end
end

local function draw_title(out, doc)
  if doc.kicker then
    out[#out + 1] = escape_start(escape(doc.kicker))
    out[#out + 1] = ""
  end
  out[#out + 1] = "# " .. escape(doc.title)
  for _, line in ipairs { doc.subtitle or "", doc.as_of and "Opgjort pr. " .. doc.as_of or "" } do
    if line ~= "" then
      out[#out + 1] = ""
      out[#out + 1] = escape_start(escape(line))
    end
  end
end

function markdown.render(doc)
  gate.pass(doc)
  local out = {}
  draw_title(out, doc)
  for _, block in ipairs(document.blocks(doc)) do
    out[#out + 1] = ""
    draw[block.kind](out, block)
  end
  if #doc.notes > 0 then out[#out + 1] = "" end
  for i, note in ipairs(doc.notes) do out[#out + 1] = ("[^%d]: %s"):format(i, escape(note)) end
  if doc.footer then
    out[#out + 1] = ""
    out[#out + 1] = escape_start(escape(doc.footer))
  end
  return table.concat(out, "\n") .. "\n"
end

return markdown
