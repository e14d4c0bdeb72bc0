-- What figures an aggregate is of: the measure behind the facts of its argument.

local dimension = require "domain.dimension"
local facts = require "query.facts"
local long = require "domain.guard.long"
local measure = require "domain.measure"

local figure = {}

local known = setmetatable({}, { __mode = "k" }) -- facts -> measure or false

-- A side of a ratio: what it measures may differ from row to row, but it is a figure.
local function side(one)
  local found = figure.of_facts(one)
  if found or not (long.of(one) or one.parts) then return found end
  return { id = "", caption = one.caption or "" }
end

local function ratio(one)
  local above, below = side(one.numerator), side(one.denominator)
  return above and below and { id = "", kind = "ratio", computed = true,
    caption = ("%s / %s"):format(above.caption, below.caption), source = above.source,
    above = above, below = below } or nil
end

-- The measures of facts, each once, and how many captions are of none.
function figure.among(list)
  local found, unknown, seen = {}, 0, {}
  for _, one in ipairs(list) do
    local is = figure.of_facts(one)
    local key = is and is.id .. is.caption or "?" .. (one.caption or "")
    if not seen[key] then
      if is then found[#found + 1] = is else unknown = unknown + 1 end
    end
    seen[key] = true
  end
  return found, unknown
end

local function find(one)
  if one.measure then return measure.by_id(one.measure) end
  if one.parts then
    local found, unknown = figure.among(one.parts)
    return #found == 1 and unknown == 0 and found[1] or nil
  end
  if one.caption then return measure.of_column(one.caption) end
  return one.ratio and ratio(one.ratio)
end

-- The measure of facts, or nil: a declared one, that of the caption, or a ratio computed from two.
function figure.of_facts(one)
  if not one or not dimension.available() then return nil end
  if known[one] == nil then known[one] = find(one) or false end
  return known[one] or nil
end

-- The same of a tree.
function figure.of_node(node)
  return node and figure.of_facts(facts.figure_of(node))
end

-- Whether a column holds figures, be it of a measure that another column tells.
function figure.is_figure(one)
  return figure.of_facts(one) ~= nil or long.of(one) ~= nil
end

-- Whether the measure is a share or a mean: neither can be added or averaged by itself.
function figure.is_relative(found)
  return found.kind == "ratio" or found.kind == "mean"
end

-- Whether a figure is the same for every value of a dimension: the labour force beside benefits.
function figure.is_same_over(found, one)
  for _, id in ipairs(found.same_over or {}) do
    if one and one.id == id then return true end
  end
  return false
end

-- Whether shares of the values of a dimension are parts of one whole, and so may be added:
-- full-time persons on each benefit in per cent of one labour force.
function figure.adds_to_whole(found, one)
  if not one or found.kind ~= "ratio" then return false end
  if one.whole then return true end
  local above = found.above or found.numerator and measure.by_id(found.numerator)
  local below = found.below or found.denominator and measure.by_id(found.denominator)
  return above ~= nil and below ~= nil and figure.is_same_over(below, one)
    and not figure.is_relative(above)
    and not (above.unique_persons and one.persons == "overlap")
end

return figure
