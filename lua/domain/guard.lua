-- The guards: wrong calculations of the kinds that are really published, refused at the verb with
-- the rule and the right expression. Each stands in lua/domain/guard; here they are put in order.

local guard = require "query.guard"
local measure = require "domain.measure"
local measures = require "domain.guard.measures"
local periods = require "domain.guard.periods"
local totals = require "domain.guard.totals"
local values = require "domain.guard.values"

guard.add("call", totals.call)
guard.add("call", totals.duplicates)
guard.add("call", totals.kinds)
guard.add("call", measures.call)
guard.add("call", periods.unfinished)
guard.add("call", periods.call)
guard.add("filter", values.filter)
guard.add("join", values.join)
guard.add("pivot", periods.pivot)
guard.add("describe", require "domain.guard.describe")
guard.add("areas", require "domain.match_areas")
guard.add("landmarks", function() return require("domain.landmark").days() end)

guard.add("hidden", require "domain.guard.hidden")

-- t:measures{ antal = "antal_personer" }: by id or by caption.
guard.add("measure", function(name)
  return (measure.by_id(name) or measure.find(name)).id
end)

return guard
