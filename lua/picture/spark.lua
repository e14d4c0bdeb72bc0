-- A row of small bars in a line of text: of a series (spark), of counts (shape).

local glyph = require "picture.glyph"

local spark = {}

-- `values`: numbers, false for a gap, "hidden" for a figure that is hidden; `count` of them. The
-- least is the lowest bar, the greatest the highest.
function spark.line(values, count, ascii)
  local signs = glyph.of(ascii)
  local low, high
  for i = 1, count do
    local value = values[i]
    if math.type(value) then
      low, high = math.min(low or value, value), math.max(high or value, value)
    end
  end
  local parts = {}
  for i = 1, count do
    local value = values[i]
    if value == "hidden" then
      parts[i] = signs.hidden
    elseif not value then
      parts[i] = " "
    else
      local part = high > low and (value - low) / (high - low) or 0.5
      parts[i] = signs.levels[math.min(8, 1 + math.floor(part * 7 + 0.5))]
    end
  end
  return table.concat(parts)
end

-- Counts as bars from nought: what is not there is a blank, what is there is seen.
function spark.shape(counts, ascii)
  local signs, most, parts = glyph.of(ascii), 0, {}
  for _, count in ipairs(counts) do most = math.max(most, count) end
  for i, count in ipairs(counts) do
    parts[i] = count == 0 and " " or signs.levels[math.max(1, math.ceil(count / most * 8))]
  end
  return table.concat(parts)
end

return spark
