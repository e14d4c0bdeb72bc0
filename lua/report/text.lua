-- A document as text for a terminal: aligned tables that fit the width, headings underlined, no
-- colour.

local danish = require "report.danish"
local document = require "report.document"
local gate = require "report.gate"
local native = require "native"
local status = require "report.status"
local text_chart = require "report.text_chart"
local text_table = require "report.text_table"

local text = {}

local MEASURE = 96 -- running text is not set wider than this

local function underline(line, rule)
  return rule:rep(native.width(line))
end

local function flow(pieces)
  local parts = {}
  for i, piece in ipairs(pieces) do
    if piece.status then
      parts[i] = status.text(piece.status):gsub(" ", "\u{A0}", 1)
    elseif piece.note then
      parts[i] = ("[%d]"):format(piece.note)
    else
      parts[i] = piece.text
      if piece.href and piece.href:find "^http" then
        parts[i] = ("%s (%s)"):format(piece.text, piece.href)
      end
    end
  end
  return danish.glue(table.concat(parts))
end

-- Wrapped lines with `first` before the first and blanks before the rest.
local function indented(out, content, first, width)
  local indent = native.width(first)
  for i, line in ipairs(text_table.wrap(content, math.max(20, width - indent))) do
    local whole = (i == 1 and first or (" "):rep(indent)) .. text_table.bare(line)
    out[#out + 1] = whole:gsub(" +$", "")
  end
end

local draw = {}

local RULES = { [2] = "─", [3] = "┄" }

function draw.heading(out, block, width)
  local title = flow(block.pieces)
  out[#out + 1] = ""
  for _, line in ipairs(text_table.wrap(title, width)) do
    out[#out + 1] = text_table.bare(line)
    if RULES[block.level] then out[#out + 1] = underline(line, RULES[block.level]) end
  end
end

function draw.paragraph(out, block, width)
  indented(out, flow(block.pieces), "", math.min(width, MEASURE))
end

function draw.list(out, block, width)
  for i, item in ipairs(block.items) do
    indented(out, flow(item), block.ordered and ("%2d. "):format(i) or "  • ",
      math.min(width, MEASURE))
  end
end

function draw.note(out, block, width)
  local lines = {}
  indented(lines, block.label .. ": " .. flow(block.pieces), "", math.min(width, MEASURE) - 2)
  for _, line in ipairs(lines) do out[#out + 1] = "│ " .. line end
end

function draw.key_figures(out, block, width)
  local labels, values = 0, 0
  for _, item in ipairs(block.items) do
    labels = math.max(labels, native.width(item.label))
    values = math.max(values, native.width(item.text))
  end
  for _, item in ipairs(block.items) do
    local parts = {}
    if item.status then parts[1] = status.text(item.status) end
    parts[#parts + 1] = item.detail
    local lead = item.label .. (" "):rep(labels - native.width(item.label) + 2)
      .. (" "):rep(values - native.width(item.text)) .. item.text .. "  "
    if native.width(lead) > width - 20 then
      indented(out, item.label .. ": " .. item.text, "", width)
      indented(out, danish.glue(table.concat(parts, ", ")), "  ", width)
    else
      indented(out, danish.glue(table.concat(parts, ", ")), lead, width)
    end
  end
end

local function below_table(out, block, width)
  for _, note in ipairs(block.notes) do
    indented(out, danish.glue(note.text), note.mark .. ") ", math.min(width, MEASURE))
  end
  for _, remark in ipairs(block.remarks) do
    indented(out, danish.glue(remark), "", math.min(width, MEASURE))
  end
  if block.source then indented(out, "Kilde: " .. block.source, "", math.min(width, MEASURE)) end
end

function draw.table(out, block, width)
  indented(out, danish.glue(block.caption), ("Tabel %d. "):format(block.number), width)
  out[#out + 1] = ""
  for _, line in ipairs(text_table.lines(block, width)) do out[#out + 1] = line end
  if #block.notes + #block.remarks > 0 or block.source then out[#out + 1] = "" end
  below_table(out, block, width)
end

function draw.chart(out, block, width)
  indented(out, danish.glue(block.title), ("Figur %d. "):format(block.number), width)
  if block.description then
    indented(out, danish.glue(block.description), "", math.min(width, MEASURE))
  end
  for _, mark in ipairs(block.marks) do
    indented(out, danish.glue(("%s: %s"):format(block.categories[mark.at], mark.label)), "", width)
  end
  out[#out + 1] = ""
  local lines = text_chart.rows(block, math.min(width, MEASURE))
    or text_table.lines(block.table, width)
  for _, line in ipairs(lines) do out[#out + 1] = line end
  if #block.table.remarks > 0 or block.table.source then out[#out + 1] = "" end
  below_table(out, block.table, width)
end

function draw.origins(out, block, width)
  for i, item in ipairs(block.items) do
    if i > 1 then out[#out + 1] = "" end
    indented(out, danish.glue(item.title), ("%d. "):format(i), width)
    for _, line in ipairs(item.lines) do
      local label = line.label and line.label .. ": " or ""
      indented(out, danish.glue(label .. line.text), "   ", width)
    end
  end
end

function draw.sources(out, block, width)
  for _, item in ipairs(block.items) do
    local name = item.path or item.text
    if item.path and item.text then name = item.path .. ": " .. item.text end
    indented(out, danish.glue(name), "  • ", width)
    if item.href then out[#out + 1] = "    " .. item.href end
    if item.sha256 then out[#out + 1] = "    SHA-256 " .. item.sha256 end
  end
end

local function draw_title(out, doc, width)
  if doc.kicker then indented(out, doc.kicker, "", width) end
  for _, line in ipairs(text_table.wrap(doc.title, width)) do
    out[#out + 1] = line
    out[#out + 1] = underline(line, "═")
  end
  if doc.subtitle then indented(out, danish.glue(doc.subtitle), "", width) end
  if doc.as_of then out[#out + 1] = "Opgjort pr. " .. doc.as_of end
end

local function draw_notes(out, doc, width)
  if #doc.notes == 0 then return end
  out[#out + 1] = ""
  out[#out + 1] = "Noter"
  out[#out + 1] = underline("Noter", "─")
  for i, note in ipairs(doc.notes) do
    indented(out, danish.glue(note), ("[%d] "):format(i), math.min(width, MEASURE))
  end
end

-- Options: width (else COLUMNS, else 80).
function text.render(doc, options)
  gate.pass(doc)
  local width = options and options.width or math.tointeger(tonumber(os.getenv "COLUMNS")) or 80
  width = math.max(width, 30)
  local out = {}
  draw_title(out, doc, width)
  for _, block in ipairs(document.blocks(doc)) do
    out[#out + 1] = ""
    draw[block.kind](out, block, width)
  end
  draw_notes(out, doc, width)
  if doc.footer then
    out[#out + 1] = ""
    indented(out, danish.glue(doc.footer), "", math.min(width, MEASURE))
  end
  return table.concat(out, "\n") .. "\n"
end

return text
