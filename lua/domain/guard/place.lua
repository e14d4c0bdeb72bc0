-- Where a figure of an expression stands: of which area, period or benefit it is, as far as that is
-- known. A column that pivot_wider has made has one value of a label; so has one that a join took
-- from a frame of one month; a lag and a first are of other periods than the figure itself.
--
-- A place is a table: dimension (or the caption of a label of none) -> { name, caption, dimension,
-- values = { text … } }.

local dimension = require "domain.dimension"
local rows = require "domain.guard.rows"

local place = {}

local TIME = "\u{2063}time" -- the label of what only a lag or a first tells apart

local picks = { lag = true, lead = true, first = true, last = true }

-- "lag 1" of lag(x), "" of x: what is not the same is of another period.
local function picked(node)
  if not picks[node.name] then return "" end
  local step = node.args[2] and node.args[2].op == "literal" and node.args[2].value
  return node.name .. " " .. tostring(step or "")
end

-- Enter what a label of this caption is known to be, under its dimension.
local function enter(at, caption, name, kind, values)
  local one = dimension.of(caption, kind)
  if one and one.id == "measure" then return end
  at[one and one.id or caption] = { name = name, caption = caption, type = kind, dimension = one,
    values = values }
end

local function text_of(value)
  return type(value) == "string" and value or value:id()
end

-- The labels that have one value in every row of a frame.
local function single_values(frame, at)
  for _, label in ipairs(rows.labels(frame)) do
    if label.type == "text" or label.type == "period" then
      local values = rows.values(frame, label)
      if #values == 1 then
        enter(at, label.caption, label.name, label.type, { text_of(values[1]) })
      end
    end
  end
end

-- The labels that a condition holds to one value: a == v and b == w.
local function of_condition(node, at)
  if node.name == "and" then
    of_condition(node.args[1], at)
    of_condition(node.args[2], at)
  elseif node.name == "==" and node.args[1].op == "column" and node.args[2].op == "literal" then
    local column = node.args[1]
    if column.type == "text" or column.type == "period" then
      enter(at, column.facts and column.facts.caption or column.name, column.name, column.type,
        { text_of(node.args[2].value) })
    end
  end
end

-- Where the figure of facts is known to stand, without the frames that it stood in before joins: as
-- `at` of the facts; or nil.
function place.known(one)
  local labels, at = {}, {}
  for _, side in ipairs(dimension.available() and one.sides or {}) do single_values(side, labels) end
  for _, label in pairs(labels) do
    at[label.caption] = { type = label.type, values = label.values }
  end
  for caption, label in pairs(one.at or {}) do at[caption] = label end
  return next(at) and at or nil
end

-- The place of the figure that a tree gives, of which `one` are the facts.
function place.of(node, one)
  local at = { [TIME] = { name = "Periode", caption = TIME, values = { picked(node) },
    dimension = dimension.of("Periode", "period") } }
  for _, side in ipairs(one.sides or {}) do single_values(side, at) end
  for caption, label in pairs(one.at or {}) do
    enter(at, caption, caption, label.type, label.values)
  end
  local inner = node.op == "call" and node.args[1]
  if inner and inner.name == "if_else" then of_condition(inner.args[1], at) end
  return at
end

local function differ(a, b)
  for _, value in ipairs(a.values) do
    for _, other in ipairs(b.values) do
      if value == other then return false end
    end
  end
  return true
end

-- The labels whose values tell two places apart: { name, caption, dimension, values } each.
function place.apart(a, b)
  local keys, list = {}, {}
  for key, label in pairs(a) do
    if b[key] and differ(label, b[key]) then keys[#keys + 1] = key end
  end
  table.sort(keys)
  for i, key in ipairs(keys) do
    local values = table.move(a[key].values, 1, #a[key].values, 1, {})
    table.move(b[key].values, 1, #b[key].values, #values + 1, values)
    list[i] = { name = a[key].name, caption = a[key].caption, values = values,
      dimension = a[key].dimension }
  end
  return list
end

return place
