-- A sheet of a workbook, filled from the top: lines of text, tables with frozen heads. A figure is
-- a number with the format that shows it as the document does.

local inline = require "report.inline"
local native = require "native"
local status = require "report.status"
local tabular = require "report.table"

local sheets = {}
local methods = {}
methods.__index = methods

local LONGEST = 32767 -- characters that a cell can hold
local WIDE, NARROW = 60, 9 -- the widest and the narrowest column, in characters

local TONES = {
  good = { ground = 0xe2f2e9, colour = 0x0c5a35 }, going = { ground = 0xe3eef8, colour = 0x114b80 },
  behind = { ground = 0xfdf0d6, colour = 0x734600 }, bad = { ground = 0xfbe5e2, colour = 0x8f2118 },
  open = { colour = 0x45525f }, none = { ground = 0xeef1f4, colour = 0x45525f },
  neutral = { ground = 0xeef1f4, colour = 0x45525f },
}

local formats = setmetatable({}, { __mode = "k" }) -- by book: the number of each format made

local ORDER = { "bold", "link", "size", "colour", "ground", "wrap", "right", "centre", "indent",
  "low", "line", "number" }

local function format(book, spec)
  formats[book] = formats[book] or {}
  local parts = {}
  for i, name in ipairs(ORDER) do parts[i] = tostring(spec[name]) end
  local key = table.concat(parts, "|")
  formats[book][key] = formats[book][key] or book:format(spec)
  return formats[book][key]
end

-- A new sheet at the end of the book.
function sheets.add(book, name)
  book:add_sheet(name)
  return setmetatable({ book = book, row = 0 }, methods)
end

-- Running text as one text.
function sheets.flow(pieces)
  local parts = {}
  for i, piece in ipairs(pieces) do
    parts[i] = piece.note and ("[%d]"):format(piece.note) or inline.plain { piece }
  end
  return table.concat(parts)
end

function methods:skip()
  self.row = self.row + 1
end

methods.next = methods.skip

local function fitting(text)
  if (utf8.len(text) or 0) <= LONGEST then return text end
  return text:sub(1, utf8.offset(text, LONGEST) - 1) .. "…"
end

local HEIGHT = 15 -- points of a row of one line

-- A line of text that runs on over the cells to its right.
function methods:line(text, look)
  self.book:text(self.row, 0, fitting(text), format(self.book, look))
  if look.size then self.book:height(self.row, look.size * 1.6) end
  self:skip()
end

-- A line that leads to another sheet.
function methods:link(name, text)
  self.book:link(self.row, 0, ("internal:'%s'!A1"):format(name), fitting(text),
    format(self.book, { link = true, colour = 0x0b5c7a }))
  self:skip()
end

-- Excel's code for a figure as the document prints it: `#,##0.0" pct."`.
function sheets.number_code(figure)
  local code = "#,##0" .. (figure.decimals > 0 and "." .. ("0"):rep(figure.decimals) or "")
  local unit = figure.unit and (' "%s"'):format(figure.unit:gsub('"', "")) or ""
  if figure.signed then
    return ("+%s%s;-%s%s;%s%s"):format(code, unit, code, unit, code, unit)
  end
  return code .. unit
end

-- The letter of a note after the figure, in each part of its code.
local function with_mark(code, mark)
  local shown = (' "%s)"'):format(mark)
  return code:gsub(";", shown .. ";") .. shown
end

local function look_of(cell)
  local look = { bold = cell.strong, wrap = cell.wide, line = cell.line,
    right = cell.align == "right" or nil, indent = cell.indent }
  if cell.status then
    local tone = TONES[cell.status.tone]
    look.ground, look.colour, look.bold, look.right = tone.ground, tone.colour, true, nil
    look.indent = true
  end
  return look
end

local function text_of(cell)
  local parts = { cell.status and status.text(cell.status) }
  if cell.text and cell.text ~= "" then parts[#parts + 1] = cell.text end
  local text = table.concat(parts, " ")
  return cell.mark and ("%s %s)"):format(text, cell.mark) or text
end

-- A cell of the row that is being filled: {text=, figure=, status=, mark=, strong=, align=, wide=,
-- indent=, line=}. A figure with a mark of a note stays a number.
function methods:cell(column, cell)
  local look = look_of(cell)
  if cell.figure and not cell.status then
    look.number, look.wrap = sheets.number_code(cell.figure), nil
    if cell.mark then look.number = with_mark(look.number, cell.mark) end
    self.book:number(self.row, column, cell.figure.value, format(self.book, look))
    return
  end
  local text = text_of(cell)
  if text == "" then
    self.book:blank(self.row, column, format(self.book, look))
  else
    self.book:text(self.row, column, fitting(text), format(self.book, look))
  end
end

function methods:head(column, text, right)
  local look = { bold = true, colour = 0xffffff, ground = 0x0a3a4f, wrap = true, low = true,
    right = right or nil, indent = column > 0 and not right or nil }
  if text == "" then
    self.book:blank(self.row, column, format(self.book, look))
  else
    self.book:text(self.row, column, fitting(text), format(self.book, look))
  end
end

-- Figures that only a chart shows, in a hidden column beside its table whose rows stand at `place`.
function methods:aside(column, place, label, values)
  local look = format(self.book, { colour = 0x52606d })
  self.book:hide(column)
  self.book:text(place.first - 1, column, fitting(label), look)
  for i = 1, place.last - place.first + 1 do
    if values[i] then self.book:number(place.first + i - 1, column, values[i], look) end
  end
end

-- ---- a table ----

local function longest_word(text)
  local longest = 0
  for word in text:gmatch "[^%s-]+" do longest = math.max(longest, native.width(word)) end
  return longest
end

-- Sets the widths of the columns and gives them.
local function set_widths(sheet, block)
  local widths = {}
  for i, column in ipairs(block.columns) do
    local width = math.max(NARROW, longest_word(column.label) + 2)
    for _, row in ipairs(block.rows) do
      if row[i] then width = math.max(width, native.width(text_of(row[i])) + 2) end
    end
    widths[i] = math.min(width, WIDE)
    sheet.book:width(i - 1, widths[i])
  end
  return widths
end

local function group_heads(sheet, block)
  local look = format(sheet.book, { bold = true, colour = 0xffffff, ground = 0x0a3a4f,
    centre = true })
  for _, run in ipairs(tabular.groups(block.columns) or {}) do
    if not run.text then
      for i = run.from, run.to do sheet:head(i - 1, "", false) end
    elseif run.from == run.to then
      sheet:head(run.from - 1, run.text, true)
    else
      sheet.book:merge(sheet.row, run.from - 1, run.to - 1, fitting(run.text), look)
    end
  end
end

local function heads(sheet, block, widths)
  if tabular.groups(block.columns) then
    group_heads(sheet, block)
    sheet:next()
  end
  local lines = 1
  for i, column in ipairs(block.columns) do
    sheet:head(i - 1, column.label, column.align == "right")
    lines = math.max(lines, math.ceil(native.width(column.label) / widths[i]))
  end
  sheet.book:height(sheet.row, lines * HEIGHT + 3)
  sheet:next()
end

local LINE, SOFT = 0xd5dce3, 0xf4f7f9

local function group_row(sheet, block, text)
  local look = { bold = true, colour = 0x0a3a4f, ground = SOFT }
  for i = 2, #block.columns do sheet.book:blank(sheet.row, i - 1, format(sheet.book, look)) end
  sheet:line(text, look)
end

local function body_row(sheet, block, row)
  local lines = 1
  for i, column in ipairs(block.columns) do
    local cell = row[i]
    local width = native.width(text_of(cell))
    sheet:cell(i - 1, { text = cell.text, figure = cell.figure, status = cell.status,
      mark = cell.mark, strong = cell.strong or row.strong, align = column.align, line = LINE,
      wide = width > WIDE - 2 or nil, indent = i > 1 and column.align ~= "right" or nil })
    lines = math.max(lines, math.ceil(width / (WIDE - 4)))
  end
  if lines > 1 then sheet.book:height(sheet.row, lines * HEIGHT) end
  sheet:next()
end

local function rows(sheet, block)
  for _, row in ipairs(block.rows) do
    if row.group then
      group_row(sheet, block, row.group)
    else
      body_row(sheet, block, row)
    end
  end
end

local function below(sheet, block)
  if #block.notes + #block.remarks > 0 or block.source then sheet:skip() end
  local look = { colour = 0x52606d }
  for _, note in ipairs(block.notes) do sheet:line(note.mark .. ") " .. note.text, look) end
  for _, remark in ipairs(block.remarks) do sheet:line(remark, look) end
  if block.source then sheet:line("Kilde: " .. block.source, look) end
end

-- A table under its title; gives where its rows stand: {first=, last=, below= (what is free), wide=
-- (in characters)}, rows of the sheet from 0.
function sheets.table(sheet, title, block)
  sheet:line(title, { bold = true, size = 13, colour = 0x0a3a4f })
  local widths, wide = set_widths(sheet, block), 0
  for _, width in ipairs(widths) do wide = wide + width end
  heads(sheet, block, widths)
  sheet.book:freeze(sheet.row, block.columns[1].header and 1 or 0)
  local first = sheet.row
  rows(sheet, block)
  local last = sheet.row - 1
  below(sheet, block)
  sheet.book:page(#block.columns > 4)
  return { first = first, last = last, below = sheet.row, wide = wide }
end

return sheets
