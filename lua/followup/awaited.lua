-- Goals whose figures nobody has published, judged on the synthetic set: the same goals, the same
-- rules, made-up figures. Each says SYNTETISK, and where it starts from.

local catalogue = require "domain.catalogue"
local danish = require "report.danish"
local fields = require "domain.fields"
local goal = require "domain.goal"
local native = require "native"
local synthetic = require "domain.synthetic"

local awaited = {}

-- The goal as it is judged on the synthetic set: it reads what it awaits, from a start of ours.
local function made_up(one, start)
  local copy = {}
  for key, value in pairs(one) do copy[key] = value end
  copy.indicators = one.awaits or one.indicators
  copy.baseline = one.baseline or start and start.baseline
  copy.remark = nil
  return copy
end

-- Whether the published figures leave a goal undecided and the set has figures for it.
local function can_be_made_up(one, figures)
  if one.verdict.word ~= "ingen data" then return false end
  local sources = one.goal.awaits or one.goal.indicators
  for _, source in ipairs(sources) do
    if #figures:matching { omraade = source.omraade, ydelse = source.ydelse,
      gruppe = source.gruppe, maaling = source.maaling } == 0 then return false end
  end
  return #sources > 0
end

-- data/udgangspunkter.lua, by the ids of goals.
local function load_starts()
  local starts = catalogue.load "udgangspunkter.lua"
  for id, start in pairs(starts) do
    fields.check("data/udgangspunkter.lua, " .. id, start, { baseline = "period", why = "string" },
      { "baseline", "why" })
  end
  return starts
end

-- judged: from goal.judge_all. Gives { [goal id] = { goal, plan, indicators, verdict, start } } for
-- those that have no published figure and can be judged on the set. figures: synthetic.figures().
function awaited.judge(judged, figures, as_of)
  local starts, found = load_starts(), {}
  for _, one in ipairs(judged) do
    if can_be_made_up(one, figures) then
      local start = starts[one.goal.id]
      local made = goal.judge(made_up(one.goal, start), one.plan, figures, as_of)
      made.start = not one.goal.baseline and start or nil
      if made.verdict.word ~= "ingen data" then found[one.goal.id] = made end
    end
  end
  return found
end

-- "Regnet fra dec. 2018: måneden før bevillingen." or "".
function awaited.start_text(made)
  if not made.start then return "" end
  return ("Regnet fra %s, %s."):format(tostring(native.period(made.start.baseline)),
    made.start.why)
end

-- The last point with a value of a judged goal's only indicator, and its unit.
function awaited.now(one)
  if #one.indicators ~= 1 then return nil end
  local points = one.indicators[1].points
  for i = #points, 1, -1 do
    if points[i].value then return points[i], one.indicators[1].unit end
  end
end

-- The level that a judged goal is to reach; nil where it has no number, or no figure that its
-- change is counted from.
function awaited.wanted(one)
  local target = one.goal.target
  if target.change_percent and #one.indicators == 1 then
    for _, each in ipairs(one.indicators[1].points) do
      if each.period:id() == one.goal.baseline and each.value then
        return each.value * (1 + target.change_percent / 100)
      end
    end
  end
  return target.at_least or target.at_most
end

-- What is still to be reached, in words: "13 forløb", "5,2 procentpoint", "nået"; nil where the
-- goal has no number or there is no figure.
function awaited.remaining(one)
  local wanted, point, unit = awaited.wanted(one), awaited.now(one)
  if not (wanted and point) or point.mark or one.verdict.word == "ingen data" then return nil end
  local missing = one.goal.direction == "down" and point.value - wanted or wanted - point.value
  if missing <= 1e-9 then return "nået" end
  if unit == "pct." then return danish.points(missing, 1) end
  local whole = math.type(wanted) == "integer" or wanted == math.floor(wanted)
  local text = whole and danish.number(missing, missing % 1 == 0 and 0 or 1)
    or danish.number(math.ceil(missing - 1e-9), 0)
  return text .. " " .. unit
end

-- The same figure elsewhere at the same time: { { area, value } ... } for the first indicator.
function awaited.elsewhere(one, figures, areas)
  local point, source = awaited.now(one), one.indicators[1] and one.indicators[1].source
  local list = {}
  for _, name in ipairs(point and areas or {}) do
    local found = figures:matching { omraade = name, ydelse = source.ydelse,
      gruppe = source.gruppe, maaling = source.maaling, periode = point.period:id() }
    if #found == 1 and not found:reason(1, "vaerdi") then
      list[#list + 1] = { area = name, value = found:cell(1, "vaerdi") }
    end
  end
  return list
end

awaited.MARK = synthetic.MARK

return awaited
