-- Tables as aligned text that fits a width. Columns of words give way; figures never break. What
-- cannot be made to fit is written as a list of records.

local native = require "native"
local status = require "report.status"
local tabular = require "report.table"

local text_table = {}

local GAP = 2 -- blanks between columns
local TALL = 8 -- a row of more lines than this is read more easily as a record

-- The lines of `text` within `width` columns, broken at blanks (a no-break space is none). A word
-- wider than the line is cut.
function text_table.wrap(text, width)
  local lines = {}
  local function cut(word)
    while native.width(word) > width do
      local to = 0
      for at in utf8.codes(word) do
        local next_at = utf8.offset(word, 2, at)
        if native.width(word:sub(1, next_at - 1)) > width then break end
        to = next_at - 1
      end
      if to == 0 then break end
      lines[#lines + 1] = word:sub(1, to)
      word = word:sub(to + 1)
    end
    return word
  end
  for paragraph in (text .. "\n"):gmatch "(.-)\n" do
    local line
    for word in paragraph:gmatch "[^ ]+" do
      if line and native.width(line) + 1 + native.width(word) <= width then
        line = line .. " " .. word
      else
        lines[#lines + 1] = line
        line = cut(word)
      end
    end
    lines[#lines + 1] = line or ""
  end
  return lines
end

-- No-break spaces have done their work when the lines are broken.
function text_table.bare(text)
  return (text:gsub("\u{A0}", " "))
end

function text_table.cell_text(cell)
  local parts = {}
  if cell.status then parts[1] = status.text(cell.status) end
  if cell.text and cell.text ~= "" then parts[#parts + 1] = cell.text end
  return table.concat(parts, " ")
end

-- Notes stand in a place of their own after the figures, so that these keep their line.
local function mark_width(block, i)
  local width = 0
  for _, row in ipairs(block.rows) do
    local cell = row[i]
    if cell and cell.mark then width = math.max(width, 2 + #cell.mark) end
  end
  return width
end

local function longest_word(text)
  local width = 0
  for word in text:gmatch "[^ \n]+" do width = math.max(width, native.width(word)) end
  return width
end

local function full_width(text)
  local width = 0
  for line in (text .. "\n"):gmatch "(.-)\n" do width = math.max(width, native.width(line)) end
  return width
end

-- For each column: the width it would like, the least it can do with, and the texts of its cells.
local function measure(block)
  local columns = {}
  for i, column in ipairs(block.columns) do
    local made = { align = column.align, label = column.label, texts = {},
      marks = mark_width(block, i) }
    made.least, made.body = longest_word(column.label), 0
    for r, row in ipairs(block.rows) do
      if row[i] then
        local text = text_table.cell_text(row[i])
        made.texts[r] = text
        local whole = full_width(text)
        made.body = math.max(made.body, whole)
        local stiff = tabular.is_figure(text)
        made.least = math.max(made.least, stiff and whole or longest_word(text))
      end
    end
    made.width = math.max(full_width(column.label), made.body)
    columns[i] = made
  end
  return columns
end

-- The columns below a heading over several have room for its longest word.
local function make_room(block, columns)
  for _, run in ipairs(tabular.groups(block.columns) or {}) do
    local least, last = GAP * (run.to - run.from), columns[run.to]
    for c = run.from, run.to do least = least + columns[c].least + columns[c].marks end
    local lacking = run.text and longest_word(run.text) - least or 0
    if lacking > 0 then
      last.least = last.least + lacking
      last.width = math.max(last.width, last.least)
    end
  end
  return columns
end

local function total_width(columns)
  local total = GAP * (#columns - 1)
  for _, column in ipairs(columns) do total = total + column.width + column.marks end
  return total
end

-- Narrow the widest column above its floor, one step at a time, until the table fits.
local function narrow(columns, width, floor)
  while total_width(columns) > width do
    local widest
    for _, column in ipairs(columns) do
      if column.width > floor(column) and (not widest or column.width > widest.width) then
        widest = column
      end
    end
    if not widest then return false end
    widest.width = widest.width - 1
  end
  return true
end

-- The least width in which the heading takes two lines.
local function two_lines(column)
  local width = column.least
  while #text_table.wrap(column.label, width) > 2 do width = width + 1 end
  return width
end

-- Headings break before cells do, but into three lines only when nothing else helps.
local function fit(columns, width)
  for _, column in ipairs(columns) do column.heading = two_lines(column) end
  return narrow(columns, width, function(column) return math.max(column.heading, column.body) end)
    or narrow(columns, width, function(column) return math.max(column.heading, column.least) end)
    or narrow(columns, width, function(column) return column.least end)
end

local function pad(text, width, align)
  local blanks = (" "):rep(width - native.width(text))
  return align == "right" and blanks .. text or text .. blanks
end

local function trim_right(text)
  return (text:gsub(" +$", ""))
end

-- The lines of one row: `texts` wrapped in their columns, side by side.
local function lay_row(columns, texts, marks, bottom)
  local wrapped, height = {}, 1
  for i, column in ipairs(columns) do
    wrapped[i] = text_table.wrap(texts[i] or "", column.width)
    height = math.max(height, #wrapped[i])
  end
  local lines = {}
  for l = 1, height do
    local parts = {}
    for i, column in ipairs(columns) do
      local at = bottom and l - (height - #wrapped[i]) or l
      local mark = marks and marks[i] and l == #wrapped[i] and " " .. marks[i] .. ")" or ""
      parts[i] = pad(wrapped[i][at] or "", column.width, column.align)
        .. pad(mark, column.marks, "left")
    end
    lines[l] = trim_right(table.concat(parts, (" "):rep(GAP)))
  end
  return lines
end

-- The headings over several columns, wrapped in the room that these have, and a rule under each.
local function group_lines(block, columns)
  local runs = tabular.groups(block.columns)
  if not runs then return {} end
  local wrapped, widths, height = {}, {}, 0
  for i, run in ipairs(runs) do
    local width = GAP * (run.to - run.from)
    for c = run.from, run.to do width = width + columns[c].width + columns[c].marks end
    widths[i] = width
    wrapped[i] = run.text and text_table.wrap(run.text, width) or {}
    height = math.max(height, #wrapped[i])
  end
  local lines, gap = {}, (" "):rep(GAP)
  for l = 1, height + 1 do
    local parts = {}
    for i, run in ipairs(runs) do
      local text = l > height and (run.text and "─" or " "):rep(widths[i])
        or wrapped[i][l - (height - #wrapped[i])] or ""
      parts[i] = pad(text, widths[i], "left")
    end
    lines[l] = trim_right(table.concat(parts, gap))
  end
  return lines
end

local function append(lines, more)
  for _, line in ipairs(more) do lines[#lines + 1] = line end
end

local function row_parts(block, columns, r)
  local texts, marks = {}, {}
  for i in ipairs(columns) do
    texts[i] = columns[i].texts[r]
    marks[i] = block.rows[r][i] and block.rows[r][i].mark
  end
  return texts, marks
end

local function lay_rows(block, columns, rule)
  local laid, tall = {}, false
  for r, row in ipairs(block.rows) do
    if row.group then
      laid[r] = { row.group }
    else
      laid[r] = lay_row(columns, row_parts(block, columns, r))
      tall = tall or #laid[r] > 1
    end
  end
  local lines = {}
  for r, row in ipairs(block.rows) do
    -- Rows of several lines are kept apart by a blank one.
    if r > 1 and (tall or row.group) then lines[#lines + 1] = "" end
    if row.strong and not tall and r > 1 then lines[#lines + 1] = rule end
    append(lines, laid[r])
  end
  return lines
end

-- A row as a list of "column: value", without the cells that are empty.
local function record(block, row, width)
  local lines = {}
  for i, column in ipairs(block.columns) do
    local said = text_table.cell_text(row[i])
    if i == 1 or said ~= "" then
      local mark = row[i].mark and (" %s)"):format(row[i].mark) or ""
      local label = column.label ~= "" and column.label .. ": " or ""
      if column.group then label = column.group .. ", " .. label end
      for l, line in ipairs(text_table.wrap(label .. said .. mark, width - 2)) do
        lines[#lines + 1] = (i == 1 and l == 1 and "" or "  ") .. trim_right(line)
      end
    end
  end
  return lines
end

-- Every row as such a list; for widths that no table fits.
local function as_records(block, width)
  local lines = {}
  for r, row in ipairs(block.rows) do
    if r > 1 then lines[#lines + 1] = "" end
    if row.group then
      append(lines, text_table.wrap(row.group, width))
    else
      append(lines, record(block, row, width))
    end
  end
  return lines
end

-- Whether some row would be a tower of short lines beside empty space.
local function is_towering(block, columns)
  for r, row in ipairs(block.rows) do
    if not row.group and #lay_row(columns, row_parts(block, columns, r)) > TALL then
      return true
    end
  end
  return false
end

-- The lines of the table itself, without caption and notes.
function text_table.lines(block, width)
  local columns = make_room(block, measure(block))
  if not fit(columns, width) or is_towering(block, columns) then
    return as_records(block, width)
  end
  local lines = group_lines(block, columns)
  local labels = {}
  for i, column in ipairs(columns) do labels[i] = column.label end
  append(lines, lay_row(columns, labels, nil, true))
  local rule = ("─"):rep(total_width(columns))
  lines[#lines + 1] = rule
  append(lines, lay_rows(block, columns, rule))
  return lines
end

return text_table
