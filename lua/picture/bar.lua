-- Bars in a terminal, one a line, from nought.
--
--   bar.draw({ title =, notes =, bars = { { label =, part = (a name within the label,
--     or nil), value = number or nil, text = as it is printed, colour = 1.. }, ... } },
--     { width =, ascii =, colour = })

local canvas_of = require "picture.canvas"
local cells = require "cells"
local glyph = require "picture.glyph"
local native = require "native"

local bar = {}

local function widest(bars, field)
  local most = 0
  for _, one in ipairs(bars) do most = math.max(most, native.width(one[field] or "")) end
  return most
end

-- Columns: label, part, the bars with their figures.
local function lay_out(picture, width)
  local plan = { labels = math.min(widest(picture.bars, "label"), width * 2 // 5) }
  local parts = math.min(widest(picture.bars, "part"), width // 4)
  plan.parts = parts
  plan.left = plan.labels + 2 + (parts > 0 and parts + 2 or 0)
  local low, high = 0, 0
  for _, one in ipairs(picture.bars) do
    low, high = math.min(low, one.value or 0), math.max(high, one.value or 0)
  end
  local texts = widest(picture.bars, "text") + 1
  local below = low < 0 and texts or 0
  local across = math.max(width - plan.left - texts - below, 4)
  plan.scale = high > low and across / (high - low) or 0
  plan.zero = plan.left + below + (low < 0 and math.floor(-low * plan.scale + 0.5) or 0)
  return plan
end

-- Eighths of a cell where the signs can show them.
local function bar_text(signs, length)
  local eighths = math.floor(length * 8 + 0.5)
  if #signs.eighths == 0 then
    return signs.full:rep(math.max(math.floor(length + 0.5), length > 0 and 1 or 0))
  end
  if length > 0 then eighths = math.max(eighths, 1) end
  return signs.full:rep(eighths // 8) .. (eighths % 8 > 0 and signs.eighths[eighths % 8] or "")
end

local function draw_bar(plan, canvas, row, one, signs)
  local colour = glyph.colours[one.colour or 1]
  local value = one.value or 0
  if value < 0 then
    local length = math.max(1, math.floor(-value * plan.scale + 0.5))
    canvas:write(plan.zero - length + 1, row, signs.full:rep(length), colour)
    canvas:write(plan.zero - length - native.width(one.text), row, one.text)
    return
  end
  local text = bar_text(signs, value * plan.scale)
  canvas:write(plan.zero + 1, row, text, colour)
  local after = native.width(text) > 0 and native.width(text) + 1 or 0
  canvas:write(plan.zero + 1 + after, row, one.text, not one.value and glyph.dim or nil)
end

-- The text of the picture.
function bar.draw(picture, options)
  local signs, plan = glyph.of(options.ascii), lay_out(picture, options.width)
  local canvas = canvas_of.new(options.width, #picture.bars + 1)
  canvas:write(1, 1, cells.cut(picture.title, options.width), glyph.bold)
  for i, one in ipairs(picture.bars) do
    local before = picture.bars[i - 1]
    if not (before and one.part and before.label == one.label) then
      canvas:write(1, i + 1, cells.cut(one.label, plan.labels))
    end
    if one.part then
      canvas:write(plan.labels + 3, i + 1, cells.cut(one.part, plan.parts),
        glyph.colours[one.colour])
    end
    draw_bar(plan, canvas, i + 1, one, signs)
  end
  local lines = canvas:lines(options.colour)
  for _, note in ipairs(picture.notes) do lines[#lines + 1] = note end
  return table.concat(lines, "\n")
end

return bar
