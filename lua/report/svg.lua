-- What drawings in SVG are made of: numbers, text and its width, legends, the series' looks. Text
-- takes the page's font; classes are styled in report.style.

local danish = require "report.danish"
local memo = require "memo"

local svg = {}

-- Colours of Okabe and Ito, which the colour-blind can tell apart, in an order that keeps
-- neighbours far from each other. Pale ones have an edge that stands out from white.
local FILLS = {
  { fill = "#0072B2", edge = "#0072B2" }, { fill = "#E69F00", edge = "#8A5F00" },
  { fill = "#009E73", edge = "#006B4E" }, { fill = "#CC79A7", edge = "#8F4470" },
  { fill = "#D55E00", edge = "#9A4300" }, { fill = "#56B4E9", edge = "#0072B2" },
}
-- Two series are before and after, or one against another: pale and full of one hue.
local PAIR = { { fill = "#BFE1F6", edge = "#0072B2" }, { fill = "#0072B2", edge = "#0072B2" } }

local LINES = {
  { stroke = "#0072B2", marker = "circle" },
  { stroke = "#D55E00", marker = "square", dash = "7 3" },
  { stroke = "#007A59", marker = "triangle", dash = "2 3" },
  { stroke = "#000000", marker = "diamond", dash = "9 3 2 3" },
  { stroke = "#A8508A", marker = "circle", dash = "4 2" },
}

function svg.fill(index, count)
  if count == 2 then return PAIR[index] end
  return FILLS[(index - 1) % #FILLS + 1]
end

function svg.line_look(index)
  return LINES[(index - 1) % #LINES + 1]
end

-- What would have been: no colour of its own, and no marks of observed points.
local COUNTERFACTUAL = { stroke = "#45525f", dash = "2 4" }

-- The look of a series in a drawing of lines.
function svg.series_look(series, index)
  return series.role and COUNTERFACTUAL or svg.line_look(index)
end

local ENTITIES = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;",
  ["'"] = "&#39;" }

function svg.escape(text)
  if not text:find "[&<>\"']" then return text end
  return (text:gsub("[&<>\"']", ENTITIES))
end

local tenths_text = memo(function(tenths)
  local sign = tenths < 0 and "-" or ""
  tenths = math.abs(tenths)
  local text = sign .. ("%d"):format(tenths // 10)
  return tenths % 10 ~= 0 and ("%s.%d"):format(text, tenths % 10) or text
end)

-- A coordinate with at most one decimal, written the same everywhere.
function svg.number(x)
  return tenths_text(math.floor(x * 10 + 0.5))
end

local NARROW, WIDE = "[ijltfr.,:;'|!()I%- ]", "[mwMWÆ%%@]"

-- The width of a text set in size 1.
local unit_width = memo(function(text)
  local width = 0
  for _, point in utf8.codes(text) do
    local character = utf8.char(point)
    if character:find(NARROW) then
      width = width + 0.36
    elseif character:find(WIDE) then
      width = width + 0.9
    elseif character:find "[%uØÅ]" then
      width = width + 0.7
    else
      width = width + 0.6
    end
  end
  return width
end)

-- About how wide a text is set, in units of its size. The font is the reader's: this errs to the
-- wide side.
function svg.text_width(text, size)
  return unit_width(text) * size
end

-- The lines of a text within a width; a word too long for it stands alone.
function svg.wrap(text, size, width)
  local lines = {}
  for word in text:gmatch "%S+" do
    local last = lines[#lines]
    if last and svg.text_width(last .. " " .. word, size) <= width then
      lines[#lines] = last .. " " .. word
    else
      lines[#lines + 1] = word
    end
  end
  return #lines > 0 and lines or { "" }
end

-- Attributes in the order given: {"x", 1, "class", "axis", ...}.
function svg.element(name, attributes, content)
  local open = "<" .. name
  for i = 1, #attributes, 2 do
    local value = attributes[i + 1]
    if value ~= false then
      value = math.type(value) and svg.number(value) or svg.escape(value)
      open = open .. " " .. attributes[i] .. '="' .. value .. '"'
    end
  end
  return content and open .. ">" .. content .. "</" .. name .. ">" or open .. "/>"
end

function svg.line(x1, y1, x2, y2, class)
  return svg.element("line", { "x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", class })
end

local plain = memo(function(text) return svg.escape(danish.minus(danish.glue(text))) end)

-- anchor: "start", "middle" or "end".
function svg.text(x, y, text, class, anchor)
  return svg.element("text", { "x", x, "y", y, "class", class,
    "text-anchor", anchor ~= "start" and anchor or false },
    plain(text))
end

local MARKERS = {
  circle = function(x, y, r) return svg.element("circle", { "cx", x, "cy", y, "r", r }) end,
  square = function(x, y, r)
    return svg.element("rect", { "x", x - r, "y", y - r, "width", 2 * r, "height", 2 * r })
  end,
  triangle = function(x, y, r)
    return svg.element("path", { "d", ("M%s %sl%s %sh%sz"):format(svg.number(x), svg.number(y - r),
      svg.number(r + 0.5), svg.number(2 * r), svg.number(-2 * r - 1)) })
  end,
  diamond = function(x, y, r)
    return svg.element("path", { "d", ("M%s %sl%s %sl%s %sl%s %sz"):format(svg.number(x),
      svg.number(y - r - 1), svg.number(r + 1), svg.number(r + 1), svg.number(-r - 1),
      svg.number(r + 1), svg.number(-r - 1), svg.number(-r - 1)) })
  end,
}

function svg.marker(look, x, y, radius)
  if not look.marker then return "" end
  return MARKERS[look.marker](x, y, radius)
end

-- A row of samples and names that breaks at `width`; gives the drawing and its height.
-- `sample(i, x, y)` draws the sample of a series, 22 wide, around the middle line y.
function svg.legend(names, width, sample)
  local parts, x, y = {}, 0, 8
  for i, name in ipairs(names) do
    local wide = 22 + 8 + svg.text_width(name, 14)
    if x > 0 and x + wide > width then x, y = 0, y + 24 end
    parts[#parts + 1] = sample(i, x, y)
    parts[#parts + 1] = svg.text(x + 30, y + 5, name, "label", "start")
    x = x + wide + 22
  end
  return table.concat(parts), y + 8
end

-- Limits as lines down a drawing whose values go across (plan.x, plan.width): each with its name on
-- a line of its own above `top`.
function svg.limits(parts, plan, limits, top, bottom)
  for l, limit in ipairs(limits) do
    local x, y = plan.x(limit.y), top - 8 - (#limits - l) * 18
    local text = ("%s: %s"):format(limit.label, limit.text)
    local left = x + svg.text_width(text, 14) + 6 > plan.width
    parts[#parts + 1] = svg.line(x, y - 10, x, bottom, "limit")
    parts[#parts + 1] = svg.text(left and x - 6 or x + 6, y, text, "tick halo",
      left and "end" or "start")
  end
end

-- The whole drawing. `about`: {id=, title=, description=, class=, width=, height=}.
function svg.document(about, content)
  local title = svg.element("title", { "id", about.id .. "-titel" }, svg.escape(about.title))
  local desc = svg.element("desc", { "id", about.id .. "-beskrivelse" },
    svg.escape(about.description))
  return svg.element("svg", {
    "class", about.class, "role", "img",
    "aria-labelledby", ("%s-titel %s-beskrivelse"):format(about.id, about.id),
    "viewBox", ("0 0 %s %s"):format(svg.number(about.width), svg.number(about.height)),
  }, title .. desc .. content)
end

return svg
