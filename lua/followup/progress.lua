-- The way to the goals as a chart: for each goal with a number where it started, where it is and
-- where it is to come.

local awaited = require "followup.awaited"
local indicator = require "domain.indicator"
local wording = require "domain.wording"

local progress = {}

-- Units that are counted: what is reached of such a goal is told from nought where no start is set.
local COUNTED = { personer = true, virksomheder = true, aftaler = true, ["forløb"] = true }

-- One goal as report.chart takes it, or nil: one without a number, without a figure, or judged on
-- what is partly hidden.
local function item(one)
  local wanted, now, unit = awaited.wanted(one), awaited.now(one)
  if not (wanted and now) or now.mark or one.verdict.word == "ingen data" then return nil end
  local only = one.indicators[1]
  local start = one.goal.baseline and indicator.at(only.points, one.goal.baseline)
  if start and (start.mark or start == now) then return nil end
  if not (start and start.value) and not (COUNTED[unit] and one.goal.direction == "up") then
    return nil
  end
  return { label = only.caption, start = start and start.value or 0, now = now.value,
    target = wanted, start_text = start and wording.point(start, unit) or "ikke sat, regnet fra 0",
    now_text = wording.point(now, unit), target_text = wording.value(wanted, unit) }
end

-- The chart of judged goals, each figure once; nothing where none has a way. spec: title,
-- description.
function progress.chart(doc, judged, spec)
  local items, seen = {}, {}
  for _, one in ipairs(judged) do
    local made = item(one)
    local key = made and made.label .. "|" .. made.target_text
    if made and not seen[key] then items[#items + 1], seen[key] = made, true end
  end
  local named = {}
  for _, made in ipairs(items) do
    if named[made.label] then made.label = ("%s (mål: %s)"):format(made.label, made.target_text) end
    named[made.label] = true
  end
  if #items == 0 then return end
  doc:chart { kind = "progress", title = spec.title, description = spec.description, items = items }
end

return progress
