-- How the cells of a column are spread: least, greatest, quantiles, a small picture of counts.

local frame = require "query.frame"
local spark = require "picture.spark"
local terminal = require "picture.terminal"

local distribution = {}

local BARS = 8 -- of the small picture
local MOST = 100000 -- distinct values that are counted one by one

local numeric = { integer = true, decimal = true, number = true }

local function of_several_kinds(native_frame, name)
  local kinds = native_frame:kinds(name) or {}
  return next(kinds, next(kinds)) ~= nil
end

local quantiles = { { "q25", 0.25 }, { "median", 0.5 }, { "q75", 0.75 } }

local function calls_of(name, kind)
  local calls = { { name = "min", kind = "min", args = { name } },
    { name = "max", kind = "max", args = { name } } }
  for _, quantile in ipairs(numeric[kind] and quantiles or {}) do
    calls[#calls + 1] = { name = quantile[1], kind = "quantile", args = { name },
      parameter = quantile[2] }
  end
  return calls
end

-- min, q25, median, q75 and max of a column as texts, "" where they do not apply; of periods of
-- several kinds none.
function distribution.spread(native_frame, name, kind)
  local texts = { min = "", q25 = "", median = "", q75 = "", max = "" }
  if kind == "boolean" or of_several_kinds(native_frame, name) then return texts end
  local calls = calls_of(name, kind)
  local result = native_frame:summarise({}, calls)
  for _, call in ipairs(calls) do
    if not result:reason(1, call.name) then texts[call.name] = result:format(1, call.name) end
  end
  return texts
end

function distribution.distinct(native_frame, name)
  return native_frame:summarise({}, { { name = "n", kind = "n_distinct", args = { name } } })
    :cell(1, "n")
end

-- ---- the small picture ----

-- How often each value of a column occurs: values and counts side by side; missing ones are left
-- out.
local function counts_of(native_frame, name)
  local counted = native_frame:summarise({ name }, { { name = "\u{2063}n", kind = "count",
    args = {} } })
  local values, counts = {}, {}
  for row = 1, counted:rows() do
    if not counted:reason(row, name) then
      values[#values + 1] = counted:cell(row, name)
      counts[#counts + 1] = counted:cell(row, "\u{2063}n")
    end
  end
  return values, counts
end

local function empty(count)
  local list = {}
  for i = 1, count do list[i] = 0 end
  return list
end

-- Numbers: how many lie in each of equal parts from the least to the greatest.
local function of_numbers(native_frame, name)
  local ends = native_frame:summarise({}, { { name = "low", kind = "min", args = { name } },
    { name = "high", kind = "max", args = { name } } })
  if ends:reason(1, "low") then return {} end
  local low, high = ends:cell(1, "low"), ends:cell(1, "high")
  if low == high then return { 1 } end
  local column = "`" .. name:gsub("`", "``") .. "`"
  local binned = frame.compute(frame.new(native_frame):mutate(("%s = floor((%s - $low) * $scale)")
    :format(column, column), { low = low + 0.0, scale = BARS / (high - low) }))
  local values, counts = counts_of(binned, name)
  local bins = empty(BARS)
  for i, value in ipairs(values) do
    local bin = math.max(1, math.min(BARS, math.floor(value) + 1))
    bins[bin] = bins[bin] + counts[i]
  end
  return bins
end

-- Periods of one kind: the same, from the first to the last.
local function of_periods(native_frame, name)
  if of_several_kinds(native_frame, name) then return {} end
  local values, counts = counts_of(native_frame, name)
  local first, last = values[1], values[1]
  for _, value in ipairs(values) do
    if value < first then first = value end
    if last < value then last = value end
  end
  if not first then return {} end
  local width = last - first + 1
  local bins = empty(math.min(BARS, width))
  for i, value in ipairs(values) do
    local bin = (value - first) * #bins // width + 1
    bins[bin] = bins[bin] + counts[i]
  end
  return bins
end

-- Anything else: the values that occur most, most first.
local function of_values(native_frame, name)
  local _, counts = counts_of(native_frame, name)
  table.sort(counts, function(a, b) return a > b end)
  return table.move(counts, 1, math.min(BARS, #counts), 1, {})
end

-- A bar for each part of a column's values: numbers and periods in equal parts from the least to
-- the greatest, other values by how often they occur, most first. "" where there are too many to
-- count.
function distribution.shape(native_frame, name, kind, distinct)
  local counts
  if numeric[kind] then
    counts = of_numbers(native_frame, name)
  elseif distinct > MOST then
    return ""
  elseif kind == "period" or kind == "date" then
    counts = of_periods(native_frame, name)
  else
    counts = of_values(native_frame, name)
  end
  return spark.shape(counts, terminal.is_ascii())
end

return distribution
