-- Cells of tables out of points (domain.indicator): a figure, or the sign of why there is none,
-- with a note; changes with their signs.

local danish = require "report.danish"
local native = require "native"

local cells = {}

local notes = {
  suppressed = { ".", "Skjult af hensyn til anonymitet: tallet er lille, men ikke \z
    nødvendigvis 0." },
  unavailable = { "..", "Kilden har ikke tallet." },
  none = { "-", "Der er ingen." },
}

-- The point of a period (an id such as "2019M05", or a period), or nil.
function cells.at(points, period)
  local id = type(period) == "string" and period or period:id()
  for _, point in ipairs(points) do
    if point.period:id() == id then return point end
  end
end

-- The last point with a value, or nil.
function cells.latest(points)
  for i = #points, 1, -1 do
    if points[i].value then return points[i] end
  end
end

-- A gap with its reason.
function cells.gap(point)
  local found = point and notes[point.reason]
  if not found then return "–" end
  return { text = found[1], note = found[2] }
end

-- "1.234", "20,8 pct.", or the sign of what is missing. unit is written only when given.
function cells.figure(point, decimals, unit)
  if not (point and point.value) then return cells.gap(point) end
  return danish.number(point.value, decimals) .. (unit and " " .. unit or "")
end

-- b - a with its sign, or a gap.
function cells.difference(a, b, decimals)
  if not (a and b and a.value and b.value) then return "–" end
  return danish.signed(b.value - a.value, decimals)
end

-- From a to b in per cent, with sign; a gap where it starts from nought.
function cells.percent(a, b)
  if not (a and b and a.value and b.value) or a.value == 0 then return "–" end
  return danish.percent_change(100 * (b.value - a.value) / a.value, 1)
end

-- A point for JSON.
function cells.data(point)
  if not point then return native.json_null end
  return { __order = { "period", "value" }, period = point.period,
    value = point.value or native.json_null, missing = point.reason }
end

return cells
