-- The charts of a workbook: drawn by the spreadsheet from the cells of the chart's own table, so
-- that they follow when someone changes a figure.

local svg = require "report.svg"
local tabular = require "report.table"

local xlsx_chart = {}

-- Progress has a scale for each goal, which no chart of a spreadsheet has: its table stands alone.
local TYPES = { bar = "bar", line = "line", dot = "bar", multiples = "line" }
local MANY = 8 -- names on a chart; above this a column chart would hide them

local DASHES = { "solid", "dash", "dot", "dash_dot", "long_dash" }

local function colour(text)
  return math.tointeger(tonumber(text:sub(2), 16))
end

-- The series that the table's columns 2 ... hold, in that order.
local function series_of(block, place)
  local list = {}
  for i, series in ipairs(block.series) do
    local look = svg.line_look(i)
    local fill = svg.fill(i, #block.series).fill
    list[i] = { name = series.label, categories = { 0, place.first, place.last },
      values = { i, place.first, place.last },
      colour = colour(TYPES[block.form] == "line" and look.stroke or fill),
      dash = DASHES[(i - 1) % #DASHES + 1],
      marker = #block.categories <= MANY * 4 and look.marker or "none" }
  end
  return list
end

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

-- Beneath the table whose rows stand at `place` of the sheet `name`.
function xlsx_chart.add(book, name, block, place)
  if place.last < place.first or not TYPES[block.form] then return end
  book:chart(place.below + 1, 0, { type = TYPES[block.form], sheet = name, title = block.title,
    description = block.description or block.title, x_title = block.x_label ~= "" and
      block.x_label or nil, y_title = block.unit, series = series_of(block, place) })
end

return xlsx_chart
