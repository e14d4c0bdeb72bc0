-- The charts of a workbook: drawn by the spreadsheet from the cells of the chart's own table, so
-- that they follow when someone changes a figure. libxlsxwriter knows no intervals of one's own:
-- it gives a chart its place, and report.office_chart what is drawn there.

local chart_words = require "report.chart_words"
local native = require "native"
local office_chart = require "report.office_chart"
local tabular = require "report.table"

local xlsx_chart = {}

local WIDE, GAP, ACROSS = 840, 12, 3 -- points of the screen; small multiples side by side
local LONG, NARROW = 16, 70 -- rows of a table whose chart stands beside it, and how wide it may be
local APART = 30 -- columns between a table and what only the drawing has

-- The chart's table with nothing where there is no figure, which a chart leaves out; it would draw
-- a text as 0. What stood there is said in a remark.
function xlsx_chart.table(block)
  local made = setmetatable({ rows = {}, remarks = { table.unpack(block.table.remarks) } },
    { __index = block.table })
  for r, row in ipairs(block.table.rows) do
    local cells = { row[1] }
    for i = 2, #row do
      local cell = row[i]
      cells[i] = cell.figure and cell or { text = "" }
      if not cell.figure and not tabular.is_gap(cell.text) then
        made.remarks[#made.remarks + 1] = ("%s, %s: %s"):format(row[1].text,
          block.table.columns[i].label, cell.text)
      end
    end
    made.rows[r] = cells
  end
  return made
end

local function size_of(block, count)
  if block.form == "multiples" then return WIDE // math.min(ACROSS, count) - GAP, 200 end
  if not office_chart.lies(block) then return WIDE, 400 end
  local series = block.form == "progress" and 1 or #block.series
  return WIDE, math.min(900, 140 + 30 * #block.categories * series)
end

-- Where the figures of a chart stand. What only the drawing has (limits, events, how far intervals
-- reach) is written beside the table, in columns that are hidden.
local function cells_of(sheet, name, block, place)
  local known, column = {}, #block.table.columns + APART
  local function cells(label, values)
    if not known[values] then
      column = column + 1
      known[values] = column
      sheet:aside(column - 1, place, label, values)
    end
    return known[values]
  end
  return { sheet = name, first = place.first, last = place.last, cells = cells }
end

-- Where a chart stands: beside a long table, else beneath it.
local function corner_of(block, place)
  if place.last - place.first >= LONG and place.wide <= NARROW then
    return place.first, #block.table.columns + 1
  end
  return place.below + 1, 0
end

-- Add the chart of the table whose rows stand at `place` of the sheet `name`; what is drawn goes
-- to `parts`, in the order in which the charts of the book are numbered.
function xlsx_chart.add(sheet, name, block, place, parts)
  if place.last < place.first then return end
  local where = cells_of(sheet, name, block, place)
  local made = office_chart.parts(block, where, true)
  local wide, tall = size_of(block, #made)
  local row, column = corner_of(block, place)
  sheet.book:page(true, true)
  for i, part in ipairs(made) do
    parts[#parts + 1] = part
    sheet.book:chart(row, column, { wide = wide, tall = tall,
      x = (i - 1) % ACROSS * (wide + GAP), y = (i - 1) // ACROSS * (tall + GAP),
      title = block.title, description = chart_words.describe(block) })
  end
end

-- The bytes of a finished book with what is drawn in its charts.
function xlsx_chart.fill(bytes, parts)
  if #parts == 0 then return bytes end
  local entries = native.unzip(bytes)
  for _, entry in ipairs(entries) do
    local number = entry.name:match "^xl/charts/chart(%d+)%.xml$"
    if number then entry.bytes = parts[math.tointeger(tonumber(number))] end
  end
  return native.zip(entries)
end

return xlsx_chart
