-- Axes: round figures for values, the beginnings of years and months for periods. An axis is
-- { low =, high =, ticks = { { at =, text = }, ... } }.

local native = require "native"

local axis = {}

-- A step of 1, 2 or 5 times a power of ten of which at most `wanted` make up `span`; and the
-- decimals that its multiples need.
local function round_step(span, wanted)
  local power = math.floor(math.log(span / wanted, 10) + 1e-9)
  for _, part in ipairs { 1, 2, 5, 10 } do
    local step = part * 10.0 ^ power
    if step * wanted >= span * (1 - 1e-9) then
      local decimals = -power - (part == 10 and 1 or 0)
      return step, math.max(0, math.min(15, decimals))
    end
  end
end

-- Whether an axis from low to high holds nought without being asked to: figures that come near it.
function axis.has_nought(low, high)
  return low < high / 2 and high > low / 2 or low == 0
end

-- Values from low to high with about `wanted` round ticks; the ends are ticks, too. Nought is among
-- them where figures come near it, or with zero = true.
function axis.values(low, high, wanted, zero)
  if zero or axis.has_nought(low, high) then low, high = math.min(low, 0), math.max(high, 0) end
  if low == high then
    local room = low == 0 and 1 or math.abs(low) / 10
    low, high = low == 0 and 0 or low - room, high + room
  end
  local step, decimals = round_step(high - low, math.max(wanted, 1))
  local first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
  local made = { low = first * step, high = last * step, ticks = {} }
  for i = first, last do
    made.ticks[#made.ticks + 1] = { at = i * step,
      text = native.format_number(i * step + 0.0, decimals) }
  end
  return made
end

-- In periods of a kind: how many lie between ticks, and how many make up a year.
local steps = {
  month = { 1, 2, 3, 6, 12, 24, 60, 120, 240, 600 }, to_date = { 1, 2, 3, 6, 12, 24, 60, 120, 240 },
  quarter = { 1, 2, 4, 8, 20, 40, 80, 200 }, rolling = { 1, 2, 4, 8, 20, 40, 80, 200 },
  half = { 1, 2, 4, 10, 20, 40, 100 }, year = { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000 },
}
local a_year = { month = 12, to_date = 12, quarter = 4, rolling = 4, half = 2, year = 1 }

-- The periods among first .. first + count - 1 that lie on a step.
local function on_step(first, count, step)
  local ticks, year = {}, a_year[first.kind]
  local at = first.year * year + first.number - 1
  for i = (-at) % step, count - 1, step do
    local period = first + i
    local text = step % year == 0 and tostring(period.year) or tostring(period)
    ticks[#ticks + 1] = { at = i, text = text }
  end
  return ticks
end

-- Days: the beginnings of so many months.
local function month_beginnings(first, count, months)
  local ticks, month = {}, native.make_period("month", first.year, first.number)
  for _ = 1, count do
    local at = month.first_day - first
    if at >= count then break end
    if at >= 0 and (month.year * 12 + month.number - 1) % months == 0 then
      ticks[#ticks + 1] = { at = at, text = months % 12 == 0 and tostring(month.year) or
        tostring(month) }
    end
    month = month + 1
  end
  return ticks
end

local function on_days(first, count, step)
  local ticks = {}
  for i = 0, count - 1, step do ticks[#ticks + 1] = { at = i, text = tostring(first + i) } end
  return ticks
end

local function fits(ticks, cells_each)
  for i = 2, #ticks do
    local half = (native.width(ticks[i - 1].text) + native.width(ticks[i].text)) / 2
    if (ticks[i].at - ticks[i - 1].at) * cells_each < half + 2 then return false end
  end
  return true
end

-- The candidates from many ticks to few.
local function day_ticks(first, count)
  local list = {}
  if count <= 62 then
    for _, step in ipairs { 1, 2, 7, 14 } do list[#list + 1] = on_days(first, count, step) end
  end
  for _, months in ipairs { 1, 2, 3, 6, 12, 24, 60, 120, 240 } do
    list[#list + 1] = month_beginnings(first, count, months)
  end
  return list
end

local function candidates(first, count)
  if first.kind == "day" then return day_ticks(first, count) end
  local list = {}
  for i, step in ipairs(steps[first.kind]) do list[i] = on_step(first, count, step) end
  return list
end

-- The axis of `count` periods from `first` on, over `cells` terminal columns: period i lies at i,
-- counted from 0.
function axis.periods(first, count, cells)
  local each = count > 1 and (cells - 1) / (count - 1) or cells
  local ends = { { at = 0, text = tostring(first) } }
  if count > 1 then ends[2] = { at = count - 1, text = tostring(first + (count - 1)) } end
  local ticks = ends
  for _, found in ipairs(candidates(first, count)) do
    if fits(found, each) then
      ticks = #found >= math.min(2, count) and found or ends
      break
    end
  end
  return { low = 0, high = count - 1, ticks = ticks }
end

-- The axis of labels side by side; those for which there is no room are left out, evenly.
function axis.labels(texts, cells)
  local made = { low = 0, high = #texts - 1, ticks = {} }
  local each = #texts > 1 and (cells - 1) / (#texts - 1) or cells
  for every = 1, #texts do
    made.ticks = {}
    for i = 1, #texts, every do
      made.ticks[#made.ticks + 1] = { at = i - 1, text = texts[i] }
    end
    if fits(made.ticks, each) then break end
  end
  return made
end

-- Where a day lies on the axis of periods from `first` on, whose points stand in the middle of
-- their period, those that end with it (rolling years) at its end; nil when it lies outside.
function axis.place(first, count, day)
  if first.kind == "day" then
    local at = day - first
    return at >= 0 and at < count and at or nil
  end
  local ends = first.kind == "rolling" or first.kind == "to_date"
  for i = 0, count - 1 do
    local last = (first + i).last_day
    if last >= day then
      local before = (first + (i - 1)).last_day
      local part = (day - before) / (last - before)
      local at = i - 1 + part + (ends and 0 or 0.5)
      return part > 0 and at >= 0 and at <= count - 1 and at or nil
    end
  end
end

return axis
