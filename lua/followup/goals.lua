-- Goals and their verdicts as sections of a document.

local benchmark = require "domain.benchmark"
local cells = require "followup.cells"
local danish = require "report.danish"
local earlier = require "followup.earlier"
local goal = require "domain.goal"
local indicator = require "domain.indicator"
local json = require "report.json"
local reasons = require "followup.reasons"
local verdict = require "domain.verdict"
local wording = require "domain.wording"

local goals = {}

-- "opfyldt 1, på vej 5, ...": how many of each word, in the order of verdict.words.
function goals.counts(judged)
  local counts = {}
  for _, word in ipairs(verdict.words) do counts[word] = 0 end
  for _, one in ipairs(judged) do counts[one.verdict.word] = counts[one.verdict.word] + 1 end
  return counts
end

-- The figure now and the one before, where a goal has a single indicator.
local function now_and_before(one)
  if #one.indicators ~= 1 then return nil, nil end
  local only = one.indicators[1]
  local now = one.verdict.point or indicator.latest(only.points)
  local before = one.goal.baseline and indicator.at(only.points, one.goal.baseline)
  return now, before ~= now and before or nil, only.unit
end

-- "Tal nu: 48 virksomheder (2020); før: 41 virksomheder (jun. 2019)"
local function now_pieces(caption, now, before, unit)
  local pieces = { "**Tal nu:** " }
  for i, point in ipairs { now, before } do
    if point.value then
      if i == 2 then pieces[#pieces + 1] = "; før: " end
      pieces[#pieces + 1] = reasons.point(point, wording.bounded(point, unit), caption)
      pieces[#pieces + 1] = (" (%s)"):format(tostring(point.period))
    end
  end
  return pieces
end

local function status(one)
  return { verdict = { word = one.verdict.word, detail = one.verdict.certainty } }
end

local function deadline_text(one)
  if one.deadline then return danish.date(one.deadline) end
  return one.deadline_as_written and one.deadline_as_written .. " (intet år)" or ""
end

local columns = {
  { name = "text", label = "Mål, som besluttet", header = true },
  { name = "target", label = "Måltal", align = "left" },
  { name = "deadline", label = "Frist", align = "left" },
  { name = "verdict", label = "Status" },
  { name = "reason", label = "Begrundelse", align = "left" },
}

-- Columns in which some row has something to say.
local function telling(rows)
  local kept = {}
  for _, column in ipairs(columns) do
    local tells = false
    for _, row in ipairs(rows) do tells = tells or row[column.name] ~= "" end
    if tells then kept[#kept + 1] = column end
  end
  return kept
end

-- "mar. 2019: RAR Østjylland 8,9 pct., Hele landet 8,5 pct. (Hedensted 19,3 pct.)", with the
-- benefit first where the goal has several indicators. A benchmark may be of another time than the
-- goal's figure: own figure of that time stands with it.
local function add_benchmark(pieces, one, each, found)
  local function figure(name, value, place)
    local text = danish.number(value, found.measure.decimals)
      .. (found.unit == "pct." and " pct." or "")
    pieces[#pieces + 1] = name .. " "
    pieces[#pieces + 1] = reasons.point({ period = found.period, place = place }, text,
      ("%s, %s, %s"):format(name, found.ydelse, found.measure.caption))
  end
  pieces[#pieces + 1] = ("%s%s: "):format(#one.indicators > 1 and found.ydelse .. ", " or "",
    tostring(found.period))
  for i, other in ipairs(found.others) do
    if i > 1 then pieces[#pieces + 1] = ", " end
    figure(other.area.name, other.value, other.place)
  end
  pieces[#pieces + 1] = " ("
  figure(each.source.omraade, found.own, found.own_place)
  pieces[#pieces + 1] = ")"
end

-- The benchmarks of all indicators that have one among `compared`; nil where none has.
local function others_pieces(one, compared)
  local pieces = { "**Andre områder:** " }
  for _, each in ipairs(one.indicators) do
    local found = benchmark.of_indicator(compared, each.source)
    if found then
      if #pieces > 1 then pieces[#pieces + 1] = "; " end
      add_benchmark(pieces, one, each, found)
    end
  end
  return #pieces > 1 and pieces or nil
end

-- A place without what it shares with the one before it: "a, b, c" after "a, b, d" -> "c".
local function shortened(place, before)
  local from, shared = 1, before or ""
  while true do
    local comma = place:find(", ", from, true)
    if not comma or place:sub(1, comma + 1) ~= shared:sub(1, comma + 1) then break end
    from = comma + 2
  end
  return place:sub(from)
end

-- Where the goals are printed, each place once, in their order.
local function sources_text(judged)
  local texts, seen, before = {}, {}, nil
  for _, one in ipairs(judged) do
    for _, place in ipairs { one.goal.source, one.goal.also_in } do
      if not seen[place] then
        texts[#texts + 1] = shortened(place, before)
        before = place
      end
      seen[place] = true
    end
  end
  return table.concat(texts, "; ")
end

-- Whether there is a figure to tell of.
local function has_figures(one)
  for _, each in ipairs(one.indicators) do
    if indicator.latest(each.points) then return true end
  end
  return false
end

-- The figures of a goal: what is known now and before, elsewhere, and what it comes to.
local function detail(doc, one, compared)
  local now, before, unit = now_and_before(one)
  local items = {}
  doc:paragraph { status(one), (" »%s«"):format(one.goal.text) }
  if now then
    items[1] = now_pieces(one.indicators[1].caption, now, before, unit)
  end
  items[#items + 1] = others_pieces(one, compared)
  items[#items + 1] = reasons.pieces(one, "**Begrundelse:** ")
  local history = earlier.history_text(one)
  if history then items[#items + 1] = "**Status før:** " .. history end
  doc:list(items)
end

-- The reason, and what the status was when it was another.
local function reason_text(one)
  if not earlier.has_changed(one) then return one.verdict.reason end
  return ("%s Status før: %s."):format(one.verdict.reason, earlier.history_text(one))
end

-- A table of goals: text, target, deadline, verdict and reason, without a column that is empty for
-- all of them; then the figures of those that have some. compared: from domain.benchmark.
function goals.table(doc, caption, judged, compared)
  local rows = {}
  for i, one in ipairs(judged) do
    rows[i] = { text = one.goal.text, target = goal.target_text(one.goal),
      deadline = deadline_text(one.goal), verdict = status(one),
      reason = has_figures(one) and "Se nedenfor." or reason_text(one) }
  end
  doc:table { caption = caption, columns = telling(rows), rows = rows,
    source = sources_text(judged) }
  for _, one in ipairs(judged) do
    if has_figures(one) then detail(doc, one, compared) end
  end
end

-- The judged goals of each plan, in the order of the plans: { { plan =, list = } ... }.
function goals.by_plan(judged)
  local groups, by_id = {}, {}
  for _, one in ipairs(judged) do
    local group = by_id[one.plan.id]
    if not group then
      group = { plan = one.plan, list = {} }
      by_id[one.plan.id] = group
      groups[#groups + 1] = group
    end
    table.insert(group.list, one)
  end
  return groups
end

local function points_data(points)
  local list = {}
  for i, point in ipairs(points) do
    list[i] = cells.data(point)
  end
  return list
end

local function benchmark_data(one, compared)
  for _, each in ipairs(one.indicators) do
    local found = benchmark.of_indicator(compared, each.source)
    if found then
      local list = {}
      for i, other in ipairs(found.others) do
        list[i] = { __order = { "omraade", "value" }, omraade = other.area.name,
          value = other.value }
      end
      return { __order = { "ydelse", "period", "own", "others" }, ydelse = found.ydelse,
        period = found.period, own = found.own, others = list }
    end
  end
  return json.null
end

local function indicators_data(one)
  local list = {}
  for i, each in ipairs(one.indicators) do
    list[i] = { __order = { "caption", "unit", "points" }, caption = each.caption,
      unit = each.unit or json.null, points = points_data(each.points) }
  end
  return list
end

-- For doc.data.
function goals.data(judged, compared)
  local list = {}
  for i, one in ipairs(judged) do
    local now, before = now_and_before(one)
    list[i] = { __order = { "id", "text", "plan", "verdict", "certainty", "value", "period",
        "before", "benchmark", "target", "target_value", "unit", "deadline", "reason", "source",
        "indicators" },
      id = one.goal.id, text = one.goal.text, plan = one.plan.id, verdict = one.verdict.word,
      certainty = one.verdict.certainty or json.null, value = cells.value(now),
      period = now and now.period or json.null, before = cells.value(before),
      benchmark = benchmark_data(one, compared),
      target = goal.target_text(one.goal), target_value = goal.target_value(one.goal) or json.null,
      unit = one.goal.unit or json.null, deadline = one.goal.deadline or json.null,
      reason = one.verdict.reason, source = one.goal.source,
      indicators = indicators_data(one) }
  end
  return list
end

return goals
