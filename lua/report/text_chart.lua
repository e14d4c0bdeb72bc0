-- Charts on a terminal, where a few characters can show them: bars, and for small multiples a
-- small course for each series. The other forms are their tables.

local native = require "native"

local text_chart = {}

local EIGHTHS = { "▏", "▎", "▍", "▌", "▋", "▊", "▉" }

local function bar(share, width)
  local eighths = math.floor(share * width * 8 + 0.5)
  return ("█"):rep(eighths // 8) .. (EIGHTHS[eighths % 8] or "")
end

-- One bar for each figure of each series; only where none is negative.
local function bar_rows(block, width)
  local labels = 0
  for _, label in ipairs(block.categories) do labels = math.max(labels, native.width(label)) end
  for _, series in ipairs(block.series) do
    if #block.series > 1 then labels = math.max(labels, 2 + native.width(series.label)) end
  end
  local room = width - labels - 2 - 16
  if block.low < 0 or room < 10 then return nil end
  local lines = {}
  for i, category in ipairs(block.categories) do
    if #block.series > 1 then lines[#lines + 1] = category end
    for _, series in ipairs(block.series) do
      local label = #block.series > 1 and "  " .. series.label or category
      local value = series.values[i]
      lines[#lines + 1] = ("%s%s  %s%s"):format(label, (" "):rep(labels - native.width(label)),
        value and bar(value / block.high, room) .. " " or "", series.texts[i] or "–")
    end
  end
  return lines
end

local COURSE = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" }

-- A series as a row of small bars, all series on the same scale.
local function course(block, series)
  local parts = {}
  for i = 1, #block.categories do
    local value = series.values[i]
    local share = value and (value - block.low) / (block.high - block.low)
    parts[i] = value and COURSE[math.min(#COURSE, 1 + math.floor(share * #COURSE))] or " "
  end
  return table.concat(parts)
end

local function padded(text, width)
  return text .. (" "):rep(width - native.width(text))
end

-- The first and the last figure of each series with its course between them; nil where there is no
-- room.
local function course_rows(block, width)
  local last = #block.categories
  local names, from, to = 0, native.width(block.categories[1]), native.width(
    block.categories[last])
  for _, series in ipairs(block.series) do
    names = math.max(names, native.width(series.label))
    from = math.max(from, native.width(series.texts[1] or "–"))
    to = math.max(to, native.width(series.texts[last] or "–"))
  end
  local head = (" "):rep(names + 2 + from - native.width(block.categories[1]))
    .. block.categories[1] .. (" "):rep(last + 4 + to - native.width(block.categories[last]))
    .. block.categories[last]
  if native.width(head) > width then return nil end
  local lines = { head }
  for _, series in ipairs(block.series) do
    local first = series.texts[1] or "–"
    lines[#lines + 1] = ("%s  %s%s  %s  %s"):format(padded(series.label, names),
      (" "):rep(from - native.width(first)), first, course(block, series),
      (" "):rep(to - native.width(series.texts[last] or "–")) .. (series.texts[last] or "–"))
  end
  return lines
end

local DRAWN = { bar = bar_rows, multiples = course_rows }

-- The lines of a chart no wider than `width`; nil for a form that is its table, or without room.
function text_chart.rows(block, width)
  return DRAWN[block.form] and DRAWN[block.form](block, width)
end

return text_chart
