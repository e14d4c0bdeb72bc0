-- The guards: wrong calculations of the kinds that are really published, refused at the verb with
-- the rule and the right expression. Each stands in lua/domain/guard; here they are put in order.

local against = require "domain.guard.against"
local by_hand = require "domain.guard.by_hand"
local guard = require "query.guard"
local measure = require "domain.measure"
local measures = require "domain.guard.measures"
local periods = require "domain.guard.periods"
local repeated = require "domain.guard.repeated"
local told = require "domain.guard.told"
local long = require "domain.guard.long"
local totals = require "domain.guard.totals"
local values = require "domain.guard.values"
local weights = require "domain.guard.weights"

guard.add("call", told.picked(told.mixed))
guard.add("call", told.picked(told.each(totals.call)))
guard.add("call", told.picked(told.each(totals.duplicates)))
guard.add("call", told.picked(told.each(totals.kinds)))
guard.add("call", told.picked(told.each(measures.call)))
guard.add("call", measures.weight)
guard.add("call", told.picked(told.each(weights.call)))
guard.add("call", told.picked(told.each(repeated.call)))
guard.add("call", totals.counted)
guard.add("averaged", by_hand.averaged)
guard.add("picked", require("domain.guard.picked").call)
guard.add("arithmetic", by_hand.added)
guard.add("arithmetic", by_hand.multiplied)
guard.add("arithmetic", against.one_measure)
guard.add("arithmetic", against.per_period)
guard.add("call", told.picked(told.each(periods.unfinished)))
guard.add("call", told.picked(told.each(periods.uneven)))
guard.add("call", told.picked(told.each(periods.call)))
guard.add("filter", values.filter)
guard.add("join", values.join)
guard.add("pivot", periods.pivot)
guard.add("settle", long.settle)
guard.add("apart", long.apart)
guard.add("bound", long.bound)
guard.add("told", long.told)
guard.add("declare", long.declare)
guard.add("kin", long.kin)
guard.add("is_told", long.of)
guard.add("places", require("domain.guard.place").known)
guard.add("newest", periods.newest)
guard.add("describe", require "domain.guard.describe")
guard.add("areas", require "domain.match_areas")
guard.add("landmarks", function() return require("domain.landmark").days() end)

local hidden = require "domain.guard.hidden"
guard.add("hidden", hidden.range)
guard.add("read_as_one", hidden.read_as_one)

-- t:measures{ antal = "antal_personer" }: by id or by caption.
guard.add("measure", function(name)
  return (measure.by_id(name) or measure.find(name)).id
end)

return guard
