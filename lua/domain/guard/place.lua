-- Where a figure of an expression stands: of which area, period or benefit it is, as far as that is
-- known. A column that pivot_wider has made has one value of a label; so has one that a join took
-- from a frame of one month; a lag and a first are of other periods than the figure itself.
--
-- A place is a table: dimension (or the caption of a label of none) -> { name, caption, dimension,
-- values = { text … } }.

local area = require "domain.area"
local dated = require "domain.dated"
local dimension = require "domain.dimension"
local facts = require "query.facts"
local rows = require "domain.guard.rows"

local place = {}

local PICKED = "\u{2063}picked " -- before the label of what only a lag or a first tells apart

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
  local sides = dimension.available() and one.sides or {}
  for _, side in ipairs(sides) do single_values(side, labels) end
  for _, label in pairs(labels) do
    at[label.caption] = { type = label.type, values = label.values }
  end
  for caption, label in pairs(one.at or {}) do at[caption] = label end
  return next(at) and at or nil
end

-- What a lag, a first or a max has picked stands elsewhere than what it was picked from.
local function enter_picked(at, node)
  for _, label in ipairs(facts.picked(node) or {}) do
    local one = dimension.of(label.caption, label.type)
    at[PICKED .. (one and one.id or label.caption)] = { name = label.name, caption = label.caption,
      type = label.type, dimension = one, values = { label.value }, picked = true,
      newest = label.newest }
  end
end

-- Where a column stands whose caption is a period or an area, as in a file that has them side by
-- side.
local function enter_caption(at, caption)
  local period = dated.split(caption)
  if period then enter(at, "Periode", "Periode", "period", { period:id() }) end
  if area.known(caption) then enter(at, "Område", "Område", "text", { caption }) end
end

-- The place of the figure that a tree gives, of which `one` are the facts.
function place.of(node, one)
  local at = {}
  enter_picked(at, node)
  if one.caption then enter_caption(at, one.caption) end
  for _, side in ipairs(one.sides or {}) do single_values(side, at) end
  for caption, label in pairs(one.at or {}) do
    enter(at, caption, caption, label.type, label.values)
  end
  local inner = node.op == "call" and node.args[1]
  if inner and inner.name == "if_else" then of_condition(inner.args[1], at) end
  return at
end

local function differ(a, b)
  if not (a and b) then return (a or b).picked or false end
  for _, value in ipairs(a.values) do
    for _, other in ipairs(b.values) do
      if value == other then return false end
    end
  end
  return true
end

local function joined_values(a, b)
  local values = {}
  for _, label in ipairs { a or b, a and b } do
    table.move(label.values, 1, #label.values, #values + 1, values)
  end
  return values
end

-- The labels whose values tell two places apart: { name, caption, dimension, values, newest } each.
function place.apart(a, b)
  local keys, list = {}, {}
  for key, label in pairs(a) do
    if differ(label, b[key]) then keys[#keys + 1] = key end
  end
  for key, label in pairs(b) do
    if not a[key] and label.picked then keys[#keys + 1] = key end
  end
  table.sort(keys)
  for i, key in ipairs(keys) do
    local one, other = a[key] or b[key], b[key] or a[key]
    list[i] = { name = one.name, caption = one.caption, dimension = one.dimension,
      values = joined_values(a[key], b[key]), newest = one.newest or other.newest }
  end
  return list
end

return place
