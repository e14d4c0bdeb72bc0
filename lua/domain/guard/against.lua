-- Guards of two figures set against one another, with - or /: periods of different kinds, the
-- newest month beside one that is revised, a share in per cent of itself, what happened in several
-- periods over who was there in each.

local dimension = require "domain.dimension"
local facts = require "query.facts"
local figure = require "domain.guard.figure"
local native = require "native"
local periods = require "domain.guard.periods"
local place = require "domain.guard.place"
local rows = require "domain.guard.rows"
local told = require "domain.guard.told"
local totals = require "domain.guard.totals"

local against = {}

local function note(text, danish) return { note = { text = text, danish = danish } } end

-- A tree without the numbers that it is multiplied with or divided by.
local function bare(node)
  local a, b = node.args and node.args[1], node.args and node.args[2]
  if node.unguarded or not b or node.name ~= "*" and node.name ~= "/" then return node end
  if b.op == "literal" then return bare(a) end
  return node.name == "*" and a.op == "literal" and bare(b) or node
end

-- { found = measure, at = place } of one side, or nil where it is of no known figure.
local function side(self, node)
  local one = facts.figure_of(node)
  local found = one and (figure.of_facts(one) or told.measures(self, one)[1])
  return found and { node = node, found = found, at = place.of(node, one) } or nil
end

-- The measure of both sides, and the labels of periods that tell them apart; nil where they are not
-- of one measure. Of (b - a) / a those are b and a.
local function sides(self, node)
  local first = bare(node.args[1])
  local change = node.name == "/" and first.name == "-" and first.args[2]
  local a = side(self, change and first.args[1] or first)
  local b = a and node.args[2] and side(self, bare(node.args[2]))
  if not b or a.found.id ~= b.found.id or a.found.caption ~= b.found.caption then return nil end
  local labels = {}
  for _, label in ipairs(place.apart(a.at, b.at)) do
    if label.dimension and label.dimension.id == "period" then labels[#labels + 1] = label end
  end
  return a.found, labels
end

-- ---- periods of different kinds ----

local function kinds_problem(label)
  local first
  for _, value in ipairs(label.values) do
    local one = native.period(value)
    if one and first and one.kind ~= first.kind then
      local problem = totals.kinds_problem(label.name, first, one)
      problem.hint = "take two of one kind; or write :mix_periods() before, which marks the result"
      return problem
    end
    first = first or one
  end
end

-- ---- the newest month ----

local function newest_problem(self, label, newest)
  local among = label.newest == newest:id()
  for _, value in ipairs(label.values) do among = among or value == newest:id() end
  return among and periods.preliminary_problem(self, label.name, newest) or nil
end

-- ---- per cent of per cent ----

local function share_note(node, found)
  return node.name == "/" and found.kind == "ratio" and note(("'%s' set against itself: a change \z
    in per cent of it, not in percentage points"):format(found.caption), ("»%s« sat i forhold til \z
    sig selv: en ændring i procent, ikke i procentpoint"):format(found.caption)) or nil
end

-- The guard of a difference or a ratio of two figures of one measure.
function against.one_measure(self, node)
  if node.name ~= "-" and node.name ~= "/" or not dimension.available() then return nil end
  local found, labels = sides(self, node)
  local newest = found and #labels > 0 and periods.is_revised(found) and periods.newest(self)
  for _, label in ipairs(labels or {}) do
    local problem = kinds_problem(label) or newest and newest_problem(self, label, newest)
    if problem then return problem end
  end
  return found and #labels > 0 and share_note(node, found) or nil
end

-- ---- what happened, over who was there ----

local function summed(node)
  local call = bare(node)
  return call.name == "sum" and figure.of_node(call) or nil
end

local function period_note(above, below, name)
  return note(("'%s' for one of '%s' in one '%s', not in all of them together"):format(
    above.caption, below.caption, name), ("»%s« pr. »%s« og periode, ikke for perioderne \z
    tilsammen"):format(above.caption, below.caption))
end

-- The guard of sum(a) / sum(b), where a is what happened in several periods and b who was there: it
-- is per period, not per year.
function against.per_period(self, node, scope)
  if node.name ~= "/" or not dimension.available() then return nil end
  local above, below = summed(node.args[1]), summed(node.args[2])
  if not (above and below) or above.kind ~= "flow" or below.kind ~= "stock" then return nil end
  local labels = rows.labels(self, scope.groups)
  for _, label in ipairs(labels) do
    if label.type == "period" and not label.grouped and rows.several(self, label, labels) then
      return period_note(above, below, label.name)
    end
  end
end

return against
