-- The tables of a document as CSV: a file for each, as a Danish spreadsheet reads it: UTF-8 with
-- its mark, `;` between cells, a decimal comma, CRLF.
--
-- A figure is written as its number, without thousands marks ("1234,5"); its unit stands in the
-- head of the column where the column has one. A text that a spreadsheet would take for a formula
-- (beginning with = + - @, a tab or a line end) gets a ' before it; a figure never does, nor one
-- with its unit or two ends of an interval.

local document = require "report.document"
local gate = require "report.gate"
local native = require "native"
local tabular = require "report.table"
local text_table = require "report.text_table"

local csv = {}

local MARK = "\u{FEFF}"

local function quoted(text)
  if text:find '[;"\r\n]' then return '"' .. text:gsub('"', '""') .. '"' end
  return text
end

-- A figure with its unit, or two ends with a dash between: nothing that can be calculated.
local function is_plain(text)
  local rest = text:match "^[+%-]%d[%d%.,]*(.*)$"
  if not rest then return false end
  rest = rest:gsub("^ ?– ?[+%-]?%d[%d%.,]*", ""):gsub("^ til [+%-]?%d[%d%.,]*", "")
  return rest == "" or rest:find "^ ?[%a%.%% ]+$" ~= nil
end

-- A text that no spreadsheet calculates.
function csv.harmless(text)
  return text:find "^[=+%-@\t\r\n]" and not is_plain(text) and "'" .. text or text
end

local function number(figure)
  return (native.format_number(figure.value, figure.decimals):gsub("%.", ""))
end

-- The cells with a figure in a column; whether all have one unit, and which.
local function common_unit(block, i)
  local unit, any
  for _, row in ipairs(block.rows) do
    local figure = row[i] and row[i].figure
    if figure then
      if any and figure.unit ~= unit then return nil, false end
      unit, any = figure.unit, true
    end
  end
  return unit, true
end

-- A verdict as its word: its sign is for the eye, and "=" begins a formula.
local function status_text(cell)
  local one = cell.status
  local text = one.detail and ("%s (%s)"):format(one.word, one.detail) or one.word
  return cell.text and cell.text ~= "" and text .. " " .. cell.text or text
end

local function cell_text(cell, one_unit)
  if cell.figure and one_unit and not cell.status then return number(cell.figure) end
  local text = cell.status and status_text(cell) or text_table.cell_text(cell)
  return tabular.is_gap(text) and text or csv.harmless(text)
end

local function head(block, i, unit)
  local column = block.columns[i]
  local label = column.group and column.group .. ": " .. column.label or column.label
  label = label:gsub("\n", " ")
  if unit and not label:find(unit, 1, true) then label = ("%s (%s)"):format(label, unit) end
  return csv.harmless(label)
end

local function has_groups(block)
  for _, row in ipairs(block.rows) do if row.group then return true end end
  return false
end

-- One table. Its headings between rows become a first column, "Gruppe".
function csv.table(block)
  local heads, same, groups = {}, {}, has_groups(block)
  for i in ipairs(block.columns) do
    local unit
    unit, same[i] = common_unit(block, i)
    heads[i] = quoted(head(block, i, unit))
  end
  local lines, group = { (groups and "Gruppe;" or "") .. table.concat(heads, ";") }, ""
  for _, row in ipairs(block.rows) do
    if row.group then
      group = quoted(csv.harmless(row.group))
    else
      local cells = {}
      for i in ipairs(block.columns) do cells[i] = quoted(cell_text(row[i], same[i])) end
      lines[#lines + 1] = (groups and group .. ";" or "") .. table.concat(cells, ";")
    end
  end
  return MARK .. table.concat(lines, "\r\n") .. "\r\n"
end

-- {{ending = "tabel-01.csv", bytes=}, {ending = "figur-01.csv", ...}, ...}
function csv.files(doc)
  gate.pass(doc)
  local files = {}
  for _, block in ipairs(document.blocks(doc)) do
    local word = block.kind == "table" and "tabel" or block.kind == "chart" and "figur"
    if word then
      files[#files + 1] = { ending = ("%s-%02d.csv"):format(word, block.number),
        bytes = csv.table(block.table or block) }
    end
  end
  return files
end

return csv
