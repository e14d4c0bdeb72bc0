-- Random frames: every type, every reason, marks, figures as read and computed ones, few rows or
-- none, keys that repeat, numbers at the edges, Danish texts, periods of several kinds. All
-- depends on math.randomseed alone.

local native = require "native"

local random_frame = {}

local function chance(share) return math.random() < share end
local function pick(list) return list[math.random(#list)] end

local reasons = { "suppressed", "suppressed", "unavailable", "blank", "unmatched", "none",
  "undefined", "undecided" }
local marks = { "at_least", "at_least", "at_most", "inexact" }

local texts = { "Aabenraa", "Århus", "aarhus", "Ærø", "Øster", "øl", "Odder", "Hedensted",
  "hedensted", "Horsens", "Z", "", "0751", "a b", "é", "Ældre", "ny\nlinje", "x|y", " rum ",
  "2019Q3", "og", "Å", "aa", "Ab" }

-- ---- values ----

local values = {}

function values.integer(mood)
  if mood == "wild" and chance(0.25) then
    return pick { math.maxinteger, math.mininteger, math.maxinteger - 1, 1 << 53, (1 << 53) + 1,
      -(1 << 53) - 1, 1 << 62, 4611686018427387905, -1 << 62, math.mininteger + 1 }
  end
  return chance(0.3) and math.random(-3, 3) or math.random(-40, 250)
end

function values.decimal(mood)
  if mood == "wild" and chance(0.15) then
    return pick { math.maxinteger, math.mininteger, 10 ^ 15 // 1 | 0, -999999999999999 }
  end
  return chance(0.3) and math.random(-20, 20) or math.random(-3000, 9999)
end

function values.number(mood)
  if mood == "wild" and chance(0.25) then
    return pick { 1e308, -1e308, 5e-324, 1e16, -1e16, 2.0 ^ 53, 2.0 ^ 63, 0.1, 1e-300, 1e22,
      9007199254740993.0 }
  end
  return pick { function() return math.random(-20, 20) + 0.0 end,
    function() return math.random(-2000, 2000) / 8 end,
    function() return (math.random() - 0.3) * 100 end,
    function() return math.random(-99, 99) / 10 end }() + 0.0
end

function values.text(mood)
  return mood == "mild" and texts[math.random(12)] or pick(texts)
end

function values.boolean() return chance(0.5) end

local kinds = { "month", "quarter", "year", "half", "rolling", "to_date" }

local function period_of(kind)
  local year = math.random(2018, 2021)
  if kind == "month" or kind == "to_date" then
    return native.make_period(kind, year, math.random(12))
  elseif kind == "quarter" or kind == "rolling" then
    return native.make_period(kind, year, math.random(4))
  end
  return native.make_period(kind, year, kind == "half" and math.random(2) or 1)
end

function values.period(_, kind) return period_of(kind or pick(kinds)) end

function values.date()
  return native.make_period("day", math.random(2019, 2020), math.random(12), math.random(28))
end

-- ---- columns ----

-- Whole numbers around a value; either may be infinite.
local function bounds_around(column, value)
  local own = value / 10.0 ^ (column.scale or 0)
  return { chance(0.3) and -math.huge or own // 1.0 - math.random(0, 4),
    chance(0.3) and math.huge or -(-own // 1.0) + math.random(0, 4) }
end

local function spoil(column, rows, mood)
  local gaps = pick { 0, 0, 0.1, 0.3 }
  local marked = (column.type ~= "boolean" and column.type ~= "text") and pick { 0, 0, 0, 0.25 }
    or 0
  if chance(0.02) then gaps = 1 end
  for row = 1, rows do
    if chance(gaps) then
      column.values[row], column.missing[row] = native.missing, pick(reasons)
    elseif chance(marked) and column.type ~= "period" and column.type ~= "date" then
      column.marks[row] = pick(marks)
      if chance(0.6) then column.bounds[row] = bounds_around(column, column.values[row]) end
    end
  end
  return mood
end

local function new_column(name, type)
  return { name = name, type = type, values = {}, missing = {}, marks = {}, bounds = {},
    scale = type == "decimal" and pick { 0, 1, 1, 2, 2, 5, 15 } or nil }
end

local function random_column(name, type, rows, mood)
  local column = new_column(name, type)
  local kind = not chance(0.1) and pick(kinds) or nil
  local few = chance(0.4) and math.random(1, 3) or nil -- repeat a few values
  local pool = {}
  for i = 1, few or 0 do pool[i] = values[type](mood, kind) end
  for row = 1, rows do
    column.values[row] = few and pick(pool) or values[type](mood, kind)
  end
  spoil(column, rows, mood)
  column.computed = chance(0.25)
  return column
end

local types = { "integer", "decimal", "number", "text", "period", "date", "boolean" }
local likely = { "integer", "integer", "decimal", "number", "number", "text", "text", "boolean" }

local function row_count()
  return chance(0.12) and math.random(0, 2) or pick { math.random(3, 12), math.random(5, 20),
    math.random(5, 40) }
end

-- Columns of any types, under names of one letter or two.
local function loose(mood, rows)
  local columns = {}
  local names = { "a", "b", "c", "d", "æ", "øre", "andel i pct.", "h" }
  for i = 1, math.random(2, #names) do
    columns[i] = random_column(names[i], chance(0.5) and pick(likely) or pick(types), rows, mood)
  end
  return columns
end

-- Groups over a stretch of periods, each at most once, as published figures come.
local function panel(mood)
  local key, time = new_column("omraade", "text"), new_column("periode", "period")
  local kind = pick(kinds)
  local start, cells = period_of(kind), {}
  for group = 1, math.random(1, 4) do
    for step = 0, math.random(1, 6) do
      if chance(0.85) then table.insert(cells, math.random(#cells + 1), { texts[group], step }) end
    end
  end
  for row, cell in ipairs(cells) do
    key.values[row], time.values[row] = cell[1], start + cell[2]
  end
  if chance(0.1) then spoil(key, #cells, mood) end
  if chance(0.06) then spoil(time, #cells, mood) end
  local columns = { key, time, random_column("antal", "integer", #cells, mood),
    random_column("pct", pick { "decimal", "number" }, #cells, mood) }
  if chance(0.5) then columns[5] = random_column("navn", "text", #cells, mood) end
  if chance(0.3) then columns[6 - (columns[5] and 0 or 1)] =
    random_column("aktiv", "boolean", #cells, mood) end
  return columns
end

-- The columns of a random frame, as native.frame takes them.
function random_frame.columns()
  local mood = chance(0.25) and "wild" or chance(0.5) and "mild" or "any"
  return chance(0.5) and panel(mood) or loose(mood, row_count())
end

-- The same with many rows: more than an engine takes at a time.
function random_frame.long_columns(rows)
  return loose("any", rows)
end

-- One row per key value, to be joined: keys as in another frame's column.
function random_frame.lookup(column)
  local rows = math.random(0, 6)
  local key = new_column(column.name, column.type)
  key.scale = column.scale
  local other = column.type == "integer" and chance(0.3) and pick { "decimal", "number" }
  if other then
    key.type, key.scale = other, other == "decimal" and 1 or nil
    column = { name = column.name, type = other, values = {}, missing = {} }
    for i = 1, 4 do column.values[i] = math.random(-3, 3) * (other == "decimal" and 10 or 1.0) end
  end
  local seen = {}
  for _ = 1, rows do
    local row = #key.values + 1
    local from = #column.values > 0 and math.random(#column.values) or nil
    local value = from and chance(0.8) and column.values[from] or values[column.type]("mild")
    local gap = from and value == native.missing and column.missing[from]
    local text = gap or tostring(value)
    if not seen[text] or chance(0.15) then
      seen[text] = true
      key.values[row], key.missing[row] = value, gap or nil
    end
  end
  local columns = { key, random_column("navn2", "text", #key.values, "mild"),
    random_column("tal2", pick { "integer", "decimal", "number" }, #key.values, "mild") }
  return columns
end

return random_frame
