-- The charts of a Word document, drawn by Word out of figures that stand in the file
-- (report.office_chart).

local chart_words = require "report.chart_words"
local docx_text = require "report.docx_text"
local office_chart = require "report.office_chart"

local docx_chart = {}

local CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
local WIDE, POINT = 6120000, 12700 -- the width of the page and a point, in Word's drawing units
local ACROSS, MARGIN = 3, 60000 -- small multiples side by side, and what is left over of the page

local function size_of(block, count)
  if block.form == "multiples" then
    return (WIDE - MARGIN) // math.min(ACROSS, count), 120 * POINT
  end
  if not office_chart.lies(block) then return WIDE, 220 * POINT end
  local series = block.form == "progress" and 1 or #block.series
  return WIDE, math.min(620, 90 + 24 * #block.categories * series) * POINT
end

-- The run of one part, which it adds to the file.
local function drawing(book, block, part, wide, tall)
  local number = #book.charts + 1
  local name = ("charts/chart%d.xml"):format(number)
  book.charts[number] = { name = "word/" .. name, bytes = part }
  book.relations[#book.relations + 1] = { type = "chart", target = name }
  return ('<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" '
    .. 'cy="%d"/><wp:docPr id="%d" name="Figur %d.%d" title="%s" descr="%s"/><a:graphic>'
    .. '<a:graphicData uri="%s"><c:chart xmlns:c="%s" r:id="r%d"/></a:graphicData></a:graphic>'
    .. "</wp:inline></w:drawing></w:r>"):format(wide, tall, 1000 + number, block.number, number,
    docx_text.escape(block.title), docx_text.escape(chart_words.describe(block)), CHART, CHART,
    #book.relations)
end

-- The chart as a drawing in a paragraph; small multiples a row of them to each.
function docx_chart.draw(out, book, block)
  local parts = office_chart.parts(block)
  local wide, tall = size_of(block, #parts)
  for first = 1, #parts, ACROSS do
    local runs = {}
    for i = first, math.min(first + ACROSS - 1, #parts) do
      runs[#runs + 1] = drawing(book, block, parts[i], wide, tall)
    end
    out[#out + 1] = docx_text.paragraph(nil, table.concat(runs),
      #parts <= ACROSS and "<w:keepNext/>" or "")
  end
end

return docx_chart
