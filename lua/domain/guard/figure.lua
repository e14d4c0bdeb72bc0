-- What figures an aggregate is of: the measure behind the facts of its argument.

local dimension = require "domain.dimension"
local facts = require "query.facts"
local measure = require "domain.measure"

local figure = {}

local known = setmetatable({}, { __mode = "k" }) -- facts -> measure or false

-- The measure of facts, or nil: a declared one, that of the caption, or a ratio computed from two.
function figure.of_facts(one)
  if not one or not dimension.available() then return nil end
  if known[one] == nil then
    local found
    if one.measure then
      found = measure.by_id(one.measure)
    elseif one.caption then
      found = measure.of_column(one.caption)
    elseif one.ratio then
      local above, below = figure.of_facts(one.ratio.numerator),
        figure.of_facts(one.ratio.denominator)
      found = above and below and { id = "", kind = "ratio", computed = true,
        caption = ("%s / %s"):format(above.caption, below.caption), source = above.source,
        above = above, below = below }
    end
    known[one] = found or false
  end
  return known[one] or nil
end

function figure.of_node(node)
  return node and figure.of_facts(facts.figure_of(node))
end

-- Whether the measure is a share or a mean: neither can be added or averaged by itself.
function figure.is_relative(found)
  return found.kind == "ratio" or found.kind == "mean"
end

return figure
