-- Which cells a lag, a first or a max picks out of those of its figure: of which label they have
-- another value than the cells beside them. What is added, or set against another, is judged by it
-- (lua/domain/guard/place.lua), in the column that is made of it, too.

local dimension = require "domain.dimension"
local figure = require "domain.guard.figure"
local lookup = require "query.lookup"
local periods = require "domain.guard.periods"
local rows = require "domain.guard.rows"

local picked = {}

local steps = { lag = true, lead = true }
local chooses = { first = true, last = true, min = true, max = true }

-- Of a lag: the period, so many before.
local function of_step(self, call)
  local step, period = call.args[2], call.args[3]
  if step.value == 0 or not period then return nil end
  local field = lookup.of(self).by_key[lookup.of(self).keys[period.name]].field
  return { { caption = field.facts and field.facts.caption or field.name, name = field.name,
    type = field.type, value = ("%s %s"):format(call.name, tostring(step.value)) } }
end

-- Of a first or a max: the labels that are lost by the groups.
local function of_choice(self, call, scope)
  local list, labels = {}, rows.labels(self, scope.groups)
  for _, label in ipairs(labels) do
    if not label.grouped and (label.type == "text" or label.type == "period")
        and rows.several(self, label, labels) then
      local newest = label.type == "period" and periods.newest_among(self, label.key)
      list[#list + 1] = { caption = label.caption, name = label.name, type = label.type,
        value = call.name, newest = newest and newest:id() or nil }
    end
  end
  return #list > 0 and list or nil
end

-- What a call picks, as of lua/query/facts.lua; nil where it is no call that does, or where nothing
-- is known of the figure.
function picked.call(self, call, scope)
  if not (steps[call.name] or chooses[call.name]) or not dimension.available()
      or not figure.of_node(call.args[1]) then return nil end
  if steps[call.name] then return of_step(self, call) end
  return of_choice(self, call, scope)
end

return picked
