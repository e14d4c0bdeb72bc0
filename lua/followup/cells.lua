-- Cells of tables out of points (domain.indicator): a figure, or the sign of why there is none,
-- with a note; changes with their signs.

local compare = require "domain.compare"
local danish = require "report.danish"
local native = require "native"

local cells = {}

local notes = {
  suppressed = { ".", "Skjult af hensyn til anonymitet: tallet er lille, men ikke \z
    nødvendigvis 0." },
  unavailable = { "..", "Kilden har ikke tallet." },
  none = { "-", "Der er ingen." },
}

local BOUND = "Noget af det, tallet er regnet af, er skjult af hensyn til anonymitet: det rigtige \z
  tal kan være et andet, inden for det, der står."

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

-- What lies between two bounds, with a note.
local function between(low, high, write, unit)
  return { text = danish.between(low, high, write) .. (unit and " " .. unit or ""), note = BOUND }
end

-- "1.234", "20,8 pct.", "131–133", or the sign of what is missing. unit is written only when given.
function cells.figure(point, decimals, unit)
  if not (point and point.value) then return cells.gap(point) end
  local function write(value) return danish.number(value, decimals) end
  if point.mark then
    local low, high = compare.bounds(point)
    return between(low, high, write, unit)
  end
  return write(point.value) .. (unit and " " .. unit or "")
end

-- The same as a text.
function cells.text(point, decimals, unit)
  local cell = cells.figure(point, decimals, unit)
  return type(cell) == "table" and cell.text or cell
end

-- The change from a to b, { low =, high = }: in the unit, and in per cent where it starts above 0.
local function changes(a, b)
  local from_low, from_high = compare.bounds(a)
  local to_low, to_high = compare.bounds(b)
  local change = { low = to_low - from_high, high = to_high - from_low }
  if from_low <= 0 or from_high == math.huge then return change end
  return change, { low = compare.percent(from_high, to_low), high = compare.percent(from_low,
    to_high) }
end

-- b - a with its sign, or a gap.
function cells.difference(a, b, decimals)
  if not (a and b and a.value and b.value) then return "–" end
  local function write(value) return danish.signed(value, decimals) end
  if not (a.mark or b.mark) then return write(b.value - a.value) end
  local change = changes(a, b)
  return between(change.low, change.high, write)
end

-- From a to b in per cent, with sign; a gap where it starts from nought.
function cells.percent(a, b)
  if not (a and b and a.value and b.value) or a.value == 0 then return "–" end
  if a.mark or b.mark then
    local _, change = changes(a, b)
    if not change then return "–" end
    return between(change.low, change.high, function(value) return danish.signed(value, 1) end,
      "pct.")
  end
  return danish.percent_change(100 * (b.value - a.value) / a.value, 1)
end

local function finite(bound)
  return math.abs(bound) < math.huge and bound or nil
end

local OWN_ORDER = { "period", "value", "at_least", "at_most" }

-- A point for JSON: a bound has no value, but what it lies between. more: other fields by name, in
-- the order of `order`.
function cells.data(point, order, more)
  if not point then return native.json_null end
  local made = { __order = order and table.move(order, 1, #order, #OWN_ORDER + 1,
      { table.unpack(OWN_ORDER) }) or OWN_ORDER,
    period = point.period, value = point.value or native.json_null, missing = point.reason }
  for _, name in ipairs(order or {}) do made[name] = more[name] end
  if point.mark then
    local low, high = compare.bounds(point)
    made.value, made.at_least, made.at_most = native.json_null, finite(low), finite(high)
  end
  return made
end

-- The value of a point for JSON; null where it is none, or a bound.
function cells.value(point)
  return point and not point.mark and point.value or native.json_null
end

return cells
