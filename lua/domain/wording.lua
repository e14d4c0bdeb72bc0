-- Figures as words in a sentence, for the reasons that verdicts give. Danish; rounded once, here.

local native = require "native"
local told = require "domain.told"

local wording = {}

-- Units that a figure is counted in; the rest take one decimal.
local whole = { personer = true, fuldtidspersoner = true, virksomheder = true, aftaler = true,
  ["forløb"] = true, tilkendelser = true, sager = true, ["årselever"] = true, timer = true }

-- 48, "virksomheder" -> "48 virksomheder"; 20.84, "pct." -> "20,8 pct."; 75, "pct." -> "75 pct."
function wording.value(value, unit)
  local decimals = (whole[unit] or value == math.floor(value)) and 0 or 1
  local text = native.format_number(value, decimals)
  return unit and text .. " " .. unit or text
end

-- Two values with as many decimals as the one that has most, and as tell them apart: 6.7, 10,
-- "pct.", " til " -> "6,7 til 10,0 pct."
function wording.values(a, b, unit, between)
  local decimals = (whole[unit] or a == math.floor(a) and b == math.floor(b)) and 0 or 1
  local alike = native.format_number(a, decimals) == native.format_number(b, decimals)
  if alike and a ~= b and not whole[unit] then decimals = decimals + 1 end
  return native.format_number(a, decimals) .. between .. native.format_number(b, decimals)
    .. (unit and " " .. unit or "")
end

local function finite(bound)
  return bound and bound > -math.huge and bound < math.huge
end

-- The figure of a point, or what it lies between: "48 virksomheder", "131–133 personer",
-- "mindst 131 personer", "højst 20 pct.", "omkring 12 personer".
function wording.bounded(point, unit)
  if not point.mark then return wording.value(point.value, unit) end
  local low = point.mark == "at_least" and (point.low or point.value) or point.low
  local high = point.mark == "at_most" and (point.high or point.value) or point.high
  if finite(low) and finite(high) then
    return wording.values(low, high, unit, low < 0 and " – " or "–")
  elseif finite(low) then
    return "mindst " .. wording.value(low, unit)
  elseif finite(high) then
    return "højst " .. wording.value(high, unit)
  end
  return "omkring " .. wording.value(point.value, unit)
end

-- A point of a series: "48 virksomheder (2020)", "mindst 131 personer (3. kvt. 2019)".
function wording.point(point, unit)
  return ("%s (%s)"):format(wording.bounded(point, unit), tostring(point.period))
end

function wording.date(date)
  return tostring(native.period(date))
end

-- A change in per cent, with its sign: "+67,7 pct."
function wording.change(percent)
  local text = native.format_number(percent, 1)
  return (percent > 0 and text:find "[1-9]" and "+" or "") .. text .. " pct."
end

-- The text with one full stop at its end, also after "pct."
function wording.sentence(text)
  return told.is_closed(text) and text or text .. "."
end

-- The texts as sentences, one after the other.
function wording.sentences(...)
  local list = { ... }
  for i, text in ipairs(list) do list[i] = wording.sentence(text) end
  return table.concat(list, " ")
end

-- A value to be read beside another: with a decimal more where they would look the same and are
-- not.
function wording.beside(value, other, unit)
  local text = wording.value(value, unit)
  if value == other or text ~= wording.value(other, unit) then return text end
  return native.format_number(value, whole[unit] and 1 or 2) .. (unit and " " .. unit or "")
end

-- { "a", "b", "c" } -> "a, b og c"
function wording.list(items)
  if #items < 2 then return items[1] or "" end
  return table.concat(items, ", ", 1, #items - 1) .. " og " .. items[#items]
end

return wording
