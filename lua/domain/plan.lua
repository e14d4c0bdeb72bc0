-- Plans: the goals as decided, data/planer/*.lua, checked strictly as they are loaded.
-- data/README.md says what each field means.

local area = require "domain.area"
local catalogue = require "domain.catalogue"
local fault = require "fault"
local fields = require "domain.fields"
local figures_of = require "domain.figures"
local indicator = require "domain.indicator"
local measure = require "domain.measure"
local native = require "native"

local plan = {}

local plan_fields = { id = "string", title = "string", document = "string", adopted = "date",
  note = "string", titles = "table", goals = "table" }

local goal_fields = { id = "string", text = "string", source = "string", also_in = "any",
  indicators = "table", awaits = "table", direction = "string", target = "table", unit = "string",
  baseline = "period", window = "period", deadline = "date", deadline_as_written = "string",
  evaluation = "table", status_text = "string", decision = "string", remark = "string",
  note = "string" }

local indicator_fields = { caption = "string", omraade = "string", ydelse = "string",
  gruppe = "string", maaling = "string", numerator = "table", denominator = "table",
  sum_of = "table", sted = "string", unit = "string" }

local part_fields = { ydelse = "string", gruppe = "string", maaling = "string", sted = "string" }

local target_fields = { at_least = "number", at_most = "number", change_percent = "number",
  change_points = "number", direction_only = "boolean", at_level_of = "period",
  or_higher = "boolean", not_set = "boolean", as_written = "string", none = "boolean" }

-- A sign or a word that says the opposite of the direction would turn the verdict round.
local function check_direction(place, goal)
  local target, falls = goal.target, goal.direction == "down"
  local words = falls and { "fall", "rise", "at_least", "at_most", "up" }
    or { "rise", "fall", "at_most", "at_least", "down" }
  for _, key in ipairs { "change_percent", "change_points" } do
    local change = target[key]
    if change and change ~= 0 and (change > 0) == falls then
      fault.raise { what = ("%s: it is to %s, and %s = %g is a %s"):format(place, words[1], key,
        change, words[2]), hint = ("write %s = %g, or direction = \"%s\""):format(key, -change,
        words[5]) }
    end
  end
  if target[words[3]] then
    fault.raise { what = ("%s: it is to %s, and the target is %s"):format(place, words[1],
      words[3]), hint = ("write %s, or direction = \"%s\""):format(words[4], words[5]) }
  end
end

local function check_target(place, goal)
  local target, set = goal.target, 0
  fields.check(place .. ", target", target, target_fields, {})
  for _, key in ipairs { "at_least", "at_most", "change_percent", "change_points",
    "direction_only", "at_level_of", "not_set", "none" } do
    if target[key] ~= nil then set = set + 1 end
  end
  if set ~= 1 then fault.raise { what = place .. ": a target is exactly one of its kinds" } end
  if not target.none and goal.direction ~= "up" and goal.direction ~= "down" then
    fault.raise { what = place .. ": direction is \"up\" or \"down\"" }
  end
  check_direction(place, goal)
  local to_reach = target.at_least or target.at_most or target.change_percent
    or target.change_points
  if to_reach and #goal.indicators > 1 then
    fault.raise { what = place .. ": a level to reach has one indicator at most",
      hint = "write a goal for each, or a sum_of" }
  end
  if target.or_higher and not (target.at_level_of and goal.direction == "up") then
    fault.raise { what = place .. ": or_higher is said of at_level_of and a direction \"up\"",
      hint = "a level or better is meant in either direction: leave it out" }
  end
  if target.at_level_of and not goal.baseline then
    fault.raise { what = place .. ": a goal to be at a level needs a baseline" }
  end
end

-- What is named must stand in its catalogue.
local function check_name(place, key, name, lookup)
  local found, hint = lookup(name)
  if not found then
    fault.raise { what = ("%s: no %s is called '%s'"):format(place, key, name), hint = hint }
  end
end

local function check_indicator(place, one)
  fields.check(place, one, indicator_fields, { "caption", "omraade", "ydelse" })
  local kinds = (one.maaling and 1 or 0) + (one.numerator and 1 or 0) + (one.sum_of and 1 or 0)
  if kinds ~= 1 or not one.numerator ~= not one.denominator then
    fault.raise { what = place .. ": an indicator has maaling, or numerator and denominator, \z
      or sum_of" }
  end
  check_name(place, "omraade", one.omraade, area.lookup)
  for _, part in ipairs(indicator.parts(one)) do
    fields.check(place, part, part_fields, { "maaling" })
    check_name(place, "maaling", part.maaling, measure.lookup)
  end
end

local function check_goal(place, goal, ids)
  fields.check(place, goal, goal_fields, { "id", "text", "source", "indicators", "target" })
  if ids[goal.id] then
    fault.raise { what = ("%s: the id stands in %s too"):format(place, ids[goal.id]) }
  end
  ids[goal.id] = place
  for _, day in ipairs(goal.evaluation or {}) do
    fields.check(place, { evaluation = day }, { evaluation = "date" })
  end
  check_target(place, goal)
  for _, key in ipairs { "indicators", "awaits" } do
    for i, one in ipairs(goal[key] or {}) do
      check_indicator(("%s, %s %d"):format(place, key, i), one)
    end
  end
end

local function check_plan(name, found, ids)
  fields.check(name, found, plan_fields, { "id", "title", "document", "goals" })
  for i, goal in ipairs(found.goals) do
    check_goal(("%s, goal %s"):format(name, tostring(goal.id or i)), goal, ids)
  end
end

-- The names in a column of the figures.
local function values_of(figures, column)
  return figures.frame:distinct(column):column(column)
end

-- Every indicator finds figures: a slip in a name must not look like a figure that is not there.
local function check_figures(place, one, figures)
  for _, wanted in ipairs(indicator.references(one)) do
    if #figures:matching(wanted) == 0 then
      local hint
      for _, key in ipairs { "ydelse", "gruppe", "sted" } do
        hint = hint or wanted[key] and #figures:matching { [key] = wanted[key] } == 0
          and fault.suggestion(wanted[key], values_of(figures, key))
      end
      fault.raise { what = ("%s: no figure is published: %s"):format(place,
        figures_of.describe(wanted)), hint = hint or "figures to come stand under awaits" }
    end
  end
end

local function check_all_figures(name, found, figures)
  for _, goal in ipairs(found.goals) do
    for i, one in ipairs(goal.indicators) do
      check_figures(("%s, goal %s, indicators %d"):format(name, goal.id, i), one, figures)
    end
  end
end

-- A plan written in a script, for the municipality that its indicators are of: a copy, checked as
-- those of data/planer are. figures: where they are to be found, or nil.
function plan.of(found, omraade, figures)
  local copy = {}
  for key, value in pairs(found) do copy[key] = value end
  copy.goals = {}
  for i, goal in ipairs(found.goals or {}) do
    copy.goals[i] = {}
    for key, value in pairs(goal) do copy.goals[i][key] = value end
    copy.goals[i].indicators = {}
    for k, one in ipairs(goal.indicators or {}) do
      local own = { omraade = omraade }
      for key, value in pairs(one) do own[key] = value end
      copy.goals[i].indicators[k] = own
    end
  end
  check_plan("the plan", copy, {})
  if figures then check_all_figures("the plan", copy, figures) end
  return copy
end

-- All plans, in the order of their file names. Raises, with file, goal and field, for anything that
-- is not as data/README.md says, and for an indicator that finds nothing in the figures.
function plan.all(figures)
  local plans, ids = {}, {}
  for i, path in ipairs(native.glob(catalogue.path "planer/*.lua")) do
    local name = "planer/" .. path:match "[^/]+$"
    plans[i] = catalogue.load(name)
    check_plan(catalogue.shown(name), plans[i], ids)
    check_all_figures(catalogue.shown(name), plans[i], figures)
  end
  if #plans == 0 then fault.raise { what = "no plans in " .. catalogue.path "planer" } end
  return plans
end

return plan
