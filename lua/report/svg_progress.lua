-- Progress to goals: for each a track from where it started to its target, filled as far as it has
-- come. Every goal has a scale of its own.

local danish = require "report.danish"
local svg = require "report.svg"

local progress = {}

local SIZE, LINE, TRACK = 14, 18, 14

local function share_text(share)
  if not share then return "" end
  if share >= 100 then return " – målet er nået" end
  if share < 0 then return " – længere fra målet end ved starten" end
  return (" – %s af vejen"):format(danish.percent(share))
end

local function draw_track(parts, width, y, share)
  parts[#parts + 1] = svg.element("rect", { "x", 0.5, "y", y, "width", width - 1, "height", TRACK,
    "rx", 3, "class", "track" })
  local filled = share and math.min(100, math.max(0, share)) / 100 * (width - 1) or 0
  if filled > 0 then
    parts[#parts + 1] = svg.element("rect", { "x", 0.5, "y", y, "width", filled, "height", TRACK,
      "rx", 3, "fill", "#0072B2" })
  end
  if share then
    parts[#parts + 1] = svg.line(filled + 0.5, y - 4, filled + 0.5, y + TRACK + 4, "now")
  end
end

-- One goal from y down; gives the y below it.
local function draw_goal(parts, block, width, i, y)
  local share = block.shares[i]
  for _, line in ipairs(svg.wrap(block.categories[i], SIZE, width)) do
    y = y + LINE
    parts[#parts + 1] = svg.text(0, y - 4, line, "label", "start")
  end
  local now = ("Nu: %s%s"):format(block.series[2].texts[i] or "–", share_text(share))
  for _, line in ipairs(svg.wrap(now, SIZE * 1.1, width)) do
    y = y + LINE
    parts[#parts + 1] = svg.text(0, y - 4, line, "figure", "start")
  end
  draw_track(parts, width, y + 5, share)
  y = y + 5 + TRACK + LINE
  local start, target = block.series[1].texts[i] or "–", block.series[3].texts[i] or "–"
  start, target = "Udgangspunkt: " .. start, "Mål: " .. target
  parts[#parts + 1] = svg.text(0, y, start, "tick", "start")
  if svg.text_width(start .. target, SIZE) + LINE > width then y = y + LINE end
  parts[#parts + 1] = svg.text(width, y, target, "tick", "end")
  return y + 22
end

-- The drawing and its height.
function progress.draw(block, width)
  local parts, y = {}, 0
  for i in ipairs(block.categories) do y = draw_goal(parts, block, width, i, y) end
  return table.concat(parts), y
end

return progress
