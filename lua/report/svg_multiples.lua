-- Small multiples: a panel for each series, all with the same axes, so that they can be compared at
-- a glance. A series of the role "reference" is drawn grey in every panel.

local svg = require "report.svg"
local svg_line = require "report.svg_line"

local multiples = {}

local GAP, HEIGHT, HEAD = 26, 96, 48

local function split(block)
  local panels, references = {}, {}
  for s, series in ipairs(block.series) do
    local list = series.role and references or panels
    list[#list + 1] = { series = series, index = s }
  end
  return panels, references
end

local function last_text(block, series)
  for i = #block.categories, 1, -1 do
    if series.values[i] then return ("%s: %s"):format(block.categories[i], series.texts[i]) end
  end
  return "ingen tal"
end

-- A panel with its top left corner at x, y.
local function draw_panel(parts, block, panel, references, place)
  parts[#parts + 1] = svg.text(place.x, place.y + 14, panel.series.label, "figure", "start")
  parts[#parts + 1] = svg.text(place.x, place.y + 31, last_text(block, panel.series), "tick",
    "start")
  local plan = svg_line.panel(block, place.x, place.y + HEAD, place.width, HEIGHT)
  svg_line.panel_axes(parts, block, plan, place.last)
  for _, one in ipairs(references) do
    svg_line.panel_series(parts, plan, one.series, svg.series_look(one.series, one.index))
  end
  svg_line.panel_series(parts, plan, panel.series, svg.line_look(1))
end

-- What is drawn in every panel: the references and the events, in words.
local function legend(block, references)
  local names = {}
  for i, one in ipairs(references) do names[i] = "Stiplet: " .. one.series.label end
  for _, mark in ipairs(block.marks) do
    names[#names + 1] = ("Lodret streg: %s, %s"):format(mark.label, block.categories[mark.at])
  end
  local text = table.concat(names, "; ")
  if not block.unit then return text end
  return text ~= "" and ("%s (%s)"):format(text, block.unit) or block.unit
end

-- The drawing and its height. `wide`: panels stand side by side.
function multiples.draw(block, width, wide)
  local panels, references = split(block)
  local columns = math.min(#panels == 4 and 2 or 3, wide and 3 or 1, #panels)
  local across = (width - GAP * (columns - 1)) / columns
  local tall, parts, top = HEAD + HEIGHT + 34, {}, 0
  local text = legend(block, references)
  if text ~= "" then
    for _, line in ipairs(svg.wrap(text, 13, width)) do
      parts[#parts + 1] = svg.text(0, top + 14, line, "tick", "start")
      top = top + 18
    end
    top = top + 8
  end
  for p, panel in ipairs(panels) do
    local row, column = (p - 1) // columns, (p - 1) % columns
    draw_panel(parts, block, panel, references, { x = column * (across + GAP), y = top + row * tall,
      width = across, last = p + columns > #panels })
  end
  return table.concat(parts), top + math.ceil(#panels / columns) * tall
end

return multiples
