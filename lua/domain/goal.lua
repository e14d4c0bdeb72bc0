-- A goal judged: its indicators read from the figures, its verdict, and what a report shows of it.

local indicator = require "domain.indicator"
local measure = require "domain.measure"
local verdict = require "domain.verdict"
local wording = require "domain.wording"
local native = require "native"

local goal = {}

local function percent_text(value)
  return wording.change(value):gsub(",0 pct%.$", " pct.")
end

-- What the captions of all indicators begin with: "Andel aktiveringsberørte, kontanthjælp" and its
-- sisters -> "Andel aktiveringsberørte". nil when they differ.
local function common_head(indicators)
  local head
  for _, one in ipairs(indicators or {}) do
    local own = one.caption:match "^(.-), " or one.caption
    if head and own ~= head then return nil end
    head = own
  end
  return head
end

-- A goal without a number names what is to move: the goal may be »nedbringes« where its indicator
-- must rise.
local function direction_text(one)
  local head = common_head(one.indicators)
  return (head and "»" .. head .. "« " or "")
    .. (one.direction == "up" and "skal stige" or "skal falde")
end

-- The target as a committee reads it: "mindst 55 virksomheder", "-15 pct.", "skal stige".
function goal.target_text(one)
  local target = one.target
  if target.at_least then return "mindst " .. wording.value(target.at_least, one.unit) end
  if target.at_most then return "højst " .. wording.value(target.at_most, one.unit) end
  if target.change_percent then return (percent_text(target.change_percent)) end
  if target.change_points then
    return (target.change_points > 0 and "+" or "") .. wording.value(target.change_points)
      .. " procentpoint"
  end
  if target.at_level_of then
    return ("niveau fra %s eller %s"):format(tostring(native.period(target.at_level_of)),
      one.direction == "down" and "lavere" or "højere")
  end
  if target.not_set then return ("»%s« (ikke sat)"):format(target.as_written) end
  if target.none then return "intet tal" end
  return direction_text(one)
end

-- Its number where it has one: 55, -15.
function goal.target_value(one)
  local target = one.target
  return target.at_least or target.at_most or target.change_percent or target.change_points
end

-- { goal =, plan =, verdict =, indicators = { { caption =, unit =, to_date =, points = } ... } } on
-- the day.
function goal.judge(one, plan, figures, as_of)
  local followed = {}
  for i, source in ipairs(one.indicators) do
    local found = source.maaling and measure.of_column(source.maaling)
    followed[i] = { caption = source.caption, unit = source.unit or one.unit,
      to_date = found and found.to_date,
      points = indicator.series(figures, source, as_of), source = source }
  end
  local found = verdict.judge(one, followed, as_of)
  if one.remark and #followed > 0 then
    found.reason = found.reason .. " " .. one.remark
    table.insert(found.pieces, { text = " " .. one.remark })
  end
  return { goal = one, plan = plan, indicators = followed, verdict = found }
end

-- All goals of all plans, judged.
function goal.judge_all(plans, figures, as_of)
  local judged = {}
  for _, plan in ipairs(plans) do
    for _, one in ipairs(plan.goals) do
      judged[#judged + 1] = goal.judge(one, plan, figures, as_of)
    end
  end
  return judged
end

return goal
