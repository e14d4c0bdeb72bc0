-- Verdicts. What a goal's figures say of it on a day, in the words
--   opfyldt, på vej, bagud, ikke opfyldt, intet måltal, ingen data
-- with how sure that is (sikkert, kan svinge) and the reason in a Danish sentence.
--
-- The rules:
--  1. No number was set (»Xx«), or the goal is no number: intet måltal.
--  2. No figure, or none inside the goal's window, or no figure to start from where the target is a
--     change: ingen data. A figure that ends after the day of the verdict is not seen.
--  3. A level to reach (at_least, at_most, a change from the baseline):
--     - the deadline has come: the last figure up to the deadline decides. When that of the very
--       deadline falls short it is ikke opfyldt, whatever came later. When one that is older than
--       the deadline falls short: ikke opfyldt, kan svinge; but a later figure that reaches the
--       target makes it opfyldt, kan svinge.
--     - before the deadline: reached is opfyldt; else på vej when the figure keeps up with the
--       straight line from the baseline to the target, bagud when it does not. The line is read in
--       the middle of the figure's period. The baseline alone is ingen data.
--  4. To be at the level of a period (at_level_of): each indicator is reached when the committee's
--     word for it is på niveau or better. All: opfyldt; some: på vej; none: bagud. After the
--     deadline all that is not opfyldt is ikke opfyldt. Where that period has no figure the
--     baseline stands in, and the reason says so.
--  5. A direction without a number: an indicator has moved when it has changed by more than what is
--     called på niveau. All moved the right way: på vej; some: på vej, kan svinge; none: bagud.
--     After the deadline: opfyldt when all did, else ikke opfyldt; kan svinge where the figures
--     are older than the deadline.
--     In 4 and 5 months are compared with months only, quarters with quarters. An indicator that is
--     hidden at one end decides nothing; the reason names it and the verdict kan svinge.
--     In 3 to 5 a figure or a baseline that is a bound decides where it does so whatever is hidden:
--     at both ends (compare.bounds); else it is ingen data, and the reason says that it kan ikke
--     afgøres.
--  6. One month never turns a verdict: what rests on a single figure, on a figure without an
--     interval, or on a difference whose interval holds 0, kan svinge. A level is sikkert when
--     there are twelve figures of a kind, the last of them moves as the series does, and the target
--     lies outside the limits of that (lua/domain/certainty).

local sureness = require "domain.certainty"
local compare = require "domain.compare"
local indicator = require "domain.indicator"
local native = require "native"
local told = require "domain.told"
local wording = require "domain.wording"

local verdict = {}

verdict.words = { "opfyldt", "på vej", "bagud", "ikke opfyldt", "intet måltal", "ingen data" }

local SURE, UNSURE = sureness.SURE, sureness.UNSURE

local function judged(word, certainty, reason, point)
  return { word = word, certainty = certainty, reason = reason, point = point }
end

local function day(text)
  return native.period(text)
end

-- A point of an indicator in a sentence: "48 virksomheder (2020)".
local function point_text(point, one)
  return ("%s (%s)"):format(told.mark(wording.bounded(point, one.unit), { point = point,
    one = one }), tostring(point.period))
end

-- Whether the deadline has come on the day.
local function is_due(goal, as_of)
  return goal.deadline ~= nil and as_of >= day(goal.deadline)
end

-- ---- no target, no data ----

local function without_target(goal, followed)
  if goal.target.not_set then
    return judged("intet måltal", nil, ("Måltallet er ikke sat: i planen står »%s«.")
      :format(goal.target.as_written))
  end
  local latest = {}
  for _, one in ipairs(followed) do
    local point = indicator.latest(one.points)
    if point then latest[#latest + 1] = ("%s %s"):format(one.caption,
      point_text(point, one)) end
  end
  local reason = "Målet er ikke sat i tal og kan ikke måles, som det er skrevet."
  if #latest > 0 then reason = reason .. " Følges med: " .. wording.list(latest) .. "." end
  return judged("intet måltal", nil, reason)
end

local function awaited(goal)
  local captions = {}
  for _, one in ipairs(goal.awaits or {}) do captions[#captions + 1] = "»" .. one.caption .. "«" end
  if #captions == 0 then return "Der er ikke offentliggjort tal for målet." end
  return ("Der er ikke offentliggjort tal for %s."):format(wording.list(captions))
end

local function hidden_point(points)
  for i = #points, 1, -1 do
    if points[i].reason == "suppressed" then return points[i] end
  end
end

local function without_data(goal, followed)
  for _, one in ipairs(followed) do
    local hidden = hidden_point(one.points)
    if hidden then
      return judged("ingen data", nil, ("Tallet for %s er skjult af hensyn til anonymitet.")
        :format(tostring(hidden.period)))
    end
  end
  return judged("ingen data", nil, awaited(goal))
end

-- ---- a level to reach ----

local function meets(value, target)
  if target.at_least then return compare.reaches(value, target.at_least) end
  return compare.reaches(target.at_most, value)
end

-- Whether a figure reaches the target; of a bound, whether it does so whatever is hidden.
local function reaches(point, target)
  local low, high = compare.bounds(point)
  return meets(target.at_least and low or high, target)
end

-- Whether it depends on what is hidden.
local function is_open(point, target)
  if not (point and point.mark) or reaches(point, target) then return false end
  local low, high = compare.bounds(point)
  return meets(target.at_least and high or low, target)
end

local function target_text(target, unit)
  return told.mark(target.at_least and "mindst " .. wording.value(target.at_least, unit)
    or "højst " .. wording.value(target.at_most, unit), { target = true })
end

local function cannot_be_judged(one, target, point)
  return judged("ingen data", nil, ("%s mod målet %s: det kan ikke afgøres, for en del af tallet \z
    er skjult."):format(point_text(point, one), target_text(target, one.unit)), point)
end

-- The points up to the deadline, and those after it; only those with a value.
local function split(points, deadline)
  local before, after = {}, {}
  for _, point in ipairs(points) do
    if point.value then
      local list = deadline and point.period.last_day > deadline and after or before
      list[#list + 1] = point
    end
  end
  return before, after
end

local function first_that_reaches(points, target)
  for _, point in ipairs(points) do
    if reaches(point, target) then return point end
  end
end

-- The figure of the deadline itself falls short: what came after it is told, and changes nothing.
local function short_on_the_day(goal, one, target, last, after)
  local later, newest = first_that_reaches(after, target), after[#after]
  local sure, because = sureness.of(one, last, target, false)
  return judged("ikke opfyldt", sure, wording.sentences(
    ("%s mod målet %s ved fristen %s"):format(point_text(last, one), target_text(target, one.unit),
      wording.date(goal.deadline)), because,
    later and "Målet er nået siden: " .. point_text(later, one)
      or newest and "Nyeste tal er " .. point_text(newest, one)), last)
end

-- There is no figure of the deadline itself; `last`, the one before it, falls short or is nil, and
-- `later`, after it, reaches the target.
local function reached_later(goal, one, target, last, later, newest)
  local before = last and ("; seneste tal før fristen var %s"):format(point_text(last, one)) or ""
  return judged("opfyldt", UNSURE, wording.sentences(
    ("%s er nået (%s), men det kan ikke ses, om det var inden fristen %s%s"):format(
      point_text(later, one), target_text(target, one.unit), wording.date(goal.deadline), before),
    not reaches(newest, target) and "Nyeste tal er " .. point_text(newest, one) or nil), later)
end

-- The deadline has come and the figure up to it falls short (or there is none).
local function short_at_deadline(goal, one, target, last, after)
  if last and last.period.last_day == day(goal.deadline) then
    return short_on_the_day(goal, one, target, last, after)
  end
  local later = first_that_reaches(after, target)
  local wanted, deadline = target_text(target, one.unit), wording.date(goal.deadline)
  if later then return reached_later(goal, one, target, last, later, after[#after]) end
  for _, one_after in ipairs(after) do
    if is_open(one_after, target) then return cannot_be_judged(one, target, one_after) end
  end
  local point = after[#after] or last
  local shown = point_text(point, one)
  if #after == 0 and last.period.last_day < day(goal.deadline) then
    return judged("ikke opfyldt", UNSURE, wording.sentences(
      ("Seneste tal er %s mod målet %s"):format(shown, wanted),
      ("Tallet er fra før fristen %s, så målet kan være nået siden"):format(deadline)), point)
  end
  local sure, because = sureness.of(one, point, target, false)
  return judged("ikke opfyldt", sure, wording.sentences(("%s mod målet %s ved fristen %s"):format(
    shown, wanted, deadline), because), point)
end

-- The middle day of a period: a figure of a whole year says nothing of its last day.
local function middle(period)
  return period.first_day + (period.last_day - period.first_day) // 2
end

-- Where the straight line from the baseline to the target stands in the middle of a point's period.
local function expected_at(goal, target, start, point)
  local from, to = middle(start.period), day(goal.deadline)
  local share = math.max(0, math.min(1, (middle(point.period) - from) / (to - from)))
  if math.abs(start.value) == math.huge then return share < 1 and start.value or target end
  return start.value + (target - start.value) * share
end

local function when(period)
  return (period.kind == "day" and "den " or "midt i ") .. tostring(period)
end

-- A point as if its figure were this one.
local function exact(point, value)
  return { period = point.period, value = value }
end

-- Whether a figure keeps up with the straight line.
local function keeps_up(goal, target, start, value, point)
  local expected = expected_at(goal, target.at_least or target.at_most, start, point)
  return meets(value, { at_least = target.at_least and expected,
    at_most = target.at_most and expected })
end

-- På vej or bagud, judged at both ends of what the figures lie between; nil where they differ. The
-- line ends where the target is, so the higher it starts the more it asks of a figure that is to
-- rise, and the less of one that is to fall.
local function path_word(goal, target, start, point)
  local low, high = compare.bounds(point)
  local start_low, start_high = compare.bounds(start)
  local rises = target.at_least ~= nil
  local worst = keeps_up(goal, target, exact(start, rises and start_high or start_low),
    rises and low or high, point)
  local best = keeps_up(goal, target, exact(start, rises and start_low or start_high),
    rises and high or low, point)
  if worst ~= best then return nil end
  return worst and "på vej" or "bagud"
end

local WHATEVER = "En del af tallene er skjult; dommen er den samme, hvad der end er skjult"

local function on_the_way(goal, one, target, point)
  local wanted = target_text(target, one.unit)
  local start = goal.baseline and indicator.at(one.points, goal.baseline)
  local shown = point_text(point, one)
  if point == start then
    return judged("ingen data", nil, ("Eneste tal er %s, som målet regnes fra."):format(shown),
      point)
  end
  if not (goal.deadline and start and start.value) then
    return judged("bagud", UNSURE, wording.sentences(("%s mod målet %s"):format(shown, wanted),
      "Der er ikke sat en vej dertil, og dommen hviler på ét tal"), point)
  end
  local word, unknown = path_word(goal, target, start, point), start.mark or point.mark
  local expected = expected_at(goal, target.at_least or target.at_most, start, point)
  if not word then return cannot_be_judged(one, target, point) end
  local found = judged(word, UNSURE, wording.sentences(
    ("%s mod målet %s senest %s. På en ret linje fra %s skulle det have været %s%s %s"):format(
      shown, wanted, wording.date(goal.deadline), point_text(start, one),
      unknown and "omkring " or "", told.mark(wording.beside(expected, point.value, one.unit),
        { line = true, start = start, one = one }),
      when(point.period)), unknown and WHATEVER), point)
  found.expected = not unknown and expected or nil
  return found
end

local function level(goal, one, target, as_of)
  local before, after = split(one.points, goal.deadline and day(goal.deadline))
  local last = before[#before]
  if is_open(last, target) then return cannot_be_judged(one, target, last) end
  if is_due(goal, as_of) then
    if last and reaches(last, target) then
      local sure, because = sureness.of(one, last, target, true)
      return judged("opfyldt", sure, wording.sentences(("%s mod målet %s"):format(
        point_text(last, one), target_text(target, one.unit)), because), last)
    end
    return short_at_deadline(goal, one, target, last, after)
  end
  if reaches(last, target) then
    local sure, because = sureness.of(one, last, target, true)
    return judged("opfyldt", sure, wording.sentences(("%s når målet %s"):format(
      point_text(last, one), target_text(target, one.unit)), because), last)
  end
  return on_the_way(goal, one, target, last)
end

-- ---- targets that are changes ----

-- The level that a change from the baseline comes to, or nil and why there is none.
local function changed_level(goal, one)
  local start = goal.baseline and indicator.at(one.points, goal.baseline)
  if not (start and start.value) then
    local latest = indicator.latest(one.points)
    return nil, ("Tallet, som ændringen skal regnes fra, er ikke offentliggjort; seneste tal er \z
      %s."):format(point_text(latest, one)), latest
  end
  local target = goal.target
  local wanted = target.change_percent and start.value * (1 + target.change_percent / 100)
    or start.value + target.change_points
  return goal.direction == "down" and { at_most = wanted } or { at_least = wanted }
end

-- The points with that of the baseline as if it were `value`.
local function starting_from(one, start, value)
  local points = {}
  for i, point in ipairs(one.points) do
    points[i] = point == start and exact(start, value) or point
  end
  return { caption = one.caption, unit = one.unit, to_date = one.to_date, points = points }
end

-- A change from a figure that is partly hidden: judged from both ends of what it lies between.
local function changed_from_bounds(goal, one, start, as_of)
  local low, high = compare.bounds(start)
  local found = {}
  for i, value in ipairs { low, high } do
    if math.abs(value) == math.huge then break end
    local from = starting_from(one, start, value)
    found[i] = level(goal, from, changed_level(goal, from), as_of)
  end
  local a, b = found[1], found[2]
  if not (a and b) or a.word ~= b.word then
    return judged("ingen data", nil, ("Ændringen skal regnes fra %s: det kan ikke afgøres, for en \z
      del af tallet er skjult."):format(point_text(start, one)),
      indicator.latest(one.points))
  end
  a.certainty = a.certainty == b.certainty and a.certainty or UNSURE
  a.reason = ("%s Regnet fra %s, den lave ende af %s; fra den høje falder dommen ens ud."):format(
    a.reason, told.mark(wording.value(low, one.unit), { point = start, one = one }),
    point_text(start, one))
  a.expected = nil
  return a
end

local function changed(goal, one, as_of)
  local start = goal.baseline and indicator.at(one.points, goal.baseline)
  if start and start.value and start.mark then
    return changed_from_bounds(goal, one, start, as_of)
  end
  local wanted, why, latest = changed_level(goal, one)
  if not wanted then return judged("ingen data", nil, why, latest) end
  return level(goal, one, wanted, as_of)
end

-- ---- movements ----

local function right_way(goal, found)
  if found.word == compare.UNDECIDED then return nil end
  if found.word == "på niveau" then return false end
  return (found.word == "over niveau") == (goal.direction == "up")
end

local function at_level(goal, found)
  if found.word == compare.UNDECIDED then return nil end
  if goal.direction == "down" then
    return found.word == "på niveau" or found.word == "under niveau"
  end
  return found.word == "på niveau" or found.word == "over niveau"
end

local function is_sure(found)
  return found.interval ~= nil and not found.crosses_zero
end

-- Months are compared with months, quarters with quarters.
local function last_of_kind(points, kind)
  for i = #points, 1, -1 do
    if points[i].period.kind == kind then return points[i] end
  end
end

-- The comparison of every indicator from its baseline to now: { one =, found = } each, and those
-- that a hidden figure leaves undecided. stand_in: whether the baseline was taken in place of the
-- period that the goal names.
local function movements(goal, followed)
  local list, undecided, stand_in = {}, {}, false
  local wanted = goal.target.at_level_of
  for _, one in ipairs(followed) do
    local start = wanted and indicator.at(one.points, wanted)
    stand_in = stand_in or (wanted ~= nil and not start)
    start = start or goal.baseline and indicator.at(one.points, goal.baseline)
    local now = start and last_of_kind(one.points, start.period.kind)
    if start and start ~= now then
      local found = compare.points(start, now, goal.direction)
      local into = found.word == compare.UNDECIDED and undecided or list
      into[#into + 1] = { one = one, found = found }
    end
  end
  return list, undecided, stand_in
end

local function stand_in_text(goal)
  return (" Der er intet offentliggjort tal for %s; %s er brugt i stedet."):format(
    tostring(native.period(goal.target.at_level_of)), tostring(native.period(goal.baseline)))
end

-- Part the movements by `is_right`; whether all of them are sure.
local function sides(list, goal, is_right)
  local right, wrong, sure = {}, {}, true
  for _, item in ipairs(list) do
    local side = is_right(goal, item.found) and right or wrong
    side[#side + 1] = item
    sure = sure and is_sure(item.found)
  end
  return right, wrong, sure
end

-- "fra 30,6 til 27,7 pct."
local function change_text(item)
  local before, after, unit = item.found.before, item.found.after, item.one.unit
  local function figure(point, text) return told.mark(text, { point = point, one = item.one }) end
  local function text(point, with)
    return point.value and figure(point, wording.value(point.value, with))
      or point.reason == "suppressed" and "skjult" or "intet tal"
  end
  if before.value and after.value then
    local from, to = wording.values(before.value, after.value, unit, "|"):match "^(.-)|(.*)$"
    return ("fra %s til %s"):format(figure(before, from), figure(after, to))
  end
  if text(before) == text(after) then return "begge tal: " .. text(before) end
  return ("fra %s til %s"):format(text(before), text(after, unit))
end

-- What items with one beginning have in common is said once: "Andel i praktik, kontanthjælp (fra …)
-- og ressourceforløb (fra …)".
local function texts_of(items)
  local groups, by_head = {}, {}
  for _, item in ipairs(items) do
    local head, rest = item.one.caption:match "^(.-), (.+)$"
    local group = head and by_head[head]
    if not group then
      group = { head = head, texts = {} }
      groups[#groups + 1] = group
      if head then by_head[head] = group end
    end
    table.insert(group.texts, ("%s (%s)"):format(rest or item.one.caption, change_text(item)))
  end
  local texts = {}
  for i, group in ipairs(groups) do
    texts[i] = (group.head and group.head .. ", " or "") .. wording.list(group.texts)
  end
  return table.concat(texts, "; ")
end

-- The first and the last period of the items, when it is the same for all of them.
local function common_periods(items)
  local first = items[1].found
  for _, item in ipairs(items) do
    if item.found.before.period ~= first.before.period
      or item.found.after.period ~= first.after.period then
      return "første måling", "seneste måling"
    end
  end
  return tostring(first.before.period), tostring(first.after.period)
end

local level_words = { intro = "I %s er %s på niveau med %s eller bedre",
  none = "I %s er %s ikke på niveau med %s", others = "Ikke på niveau" }
local way_words = { intro = "Fra %s til %s har %s bevæget sig den ønskede vej",
  none = "Fra %s til %s har %s ikke bevæget sig den ønskede vej", others = "Ikke den ønskede vej" }

-- "I 3. kvt. 2021 er 2 af 4 tal på niveau med 3. kvt. 2019 eller bedre: …. Ikke på niveau: …."
local function movement_reason(list, right, wrong, to_level)
  local words, from, to = to_level and level_words or way_words, common_periods(list)
  local subject = #list == 1 and "tallet" or #right == 0 and "ingen af tallene"
    or ("%d af %d tal"):format(#right, #list)
  local template = (#list == 1 and #right == 0) and words.none or words.intro
  local intro = to_level and template:format(to, subject, from)
    or template:format(from, to, subject)
  local some = #right > 0 and #wrong > 0
  local reason = wording.sentence(intro .. ": " .. texts_of(#right > 0 and right or wrong))
  return some and ("%s %s"):format(reason, wording.sentence(words.others .. ": "
    .. texts_of(wrong))) or reason
end

local function undecided_reason(undecided)
  if #undecided == 0 then return "" end
  return (" Kan ikke afgøres, fordi et tal er skjult eller mangler: %s."):format(
    texts_of(undecided))
end

-- Why movements are not sure: intervals that hold 0, or none to look at.
local function doubt(list)
  local zero, unknown = 0, 0
  for _, item in ipairs(list) do
    zero = zero + (item.found.crosses_zero and 1 or 0)
    unknown = unknown + (item.found.interval and 0 or 1)
  end
  local parts = {}
  if zero == #list then
    parts[1] = #list == 1 and " Forskellen kan være tilfældig: intervallet indeholder 0."
      or " Alle forskellene kan være tilfældige: intervallerne indeholder 0."
  elseif zero > 0 then
    parts[1] = " Forskelle, hvis interval indeholder 0, kan være tilfældige."
  end
  if unknown > 0 then
    parts[#parts + 1] = unknown == #list
      and " Usikkerheden kendes ikke, for tallene er ikke andele af offentliggjorte antal."
      or " Hvor tallet ikke er en andel af offentliggjorte antal, kendes usikkerheden ikke."
  end
  return table.concat(parts)
end

local function moved_word(right, wrong, to_level, due)
  if #wrong == 0 then return (to_level or due) and "opfyldt" or "på vej" end
  if #right > 0 then return due and "ikke opfyldt" or "på vej" end
  return due and "ikke opfyldt" or "bagud"
end

local function not_moved(followed, undecided)
  local latest
  for _, one in ipairs(followed) do latest = latest or indicator.latest(one.points) end
  local reason = #undecided > 0 and undecided_reason(undecided):sub(2)
    or "Der er kun ét tal og intet at sammenligne med."
  return judged("ingen data", nil, reason, latest)
end

-- A verdict at the deadline on figures that are older than it.
local function older_than_deadline(goal, list)
  local latest = list[1].found.after.period
  for _, item in ipairs(list) do
    local period = item.found.after.period
    if period.last_day > latest.last_day then latest = period end
  end
  if latest.last_day >= day(goal.deadline) then return nil end
  return (" Seneste tal er fra før fristen %s."):format(wording.date(goal.deadline))
end

local function moved(goal, followed, as_of)
  local list, undecided, stand_in = movements(goal, followed)
  if #list == 0 then return not_moved(followed, undecided) end
  local due = is_due(goal, as_of)
  local old = due and older_than_deadline(goal, list)
  local to_level = goal.target.at_level_of ~= nil
  local right, wrong, sure = sides(list, goal, to_level and at_level or right_way)
  sure = sure and #undecided == 0 and (#right == 0 or #wrong == 0) and not old
  local reason = movement_reason(list, right, wrong, to_level) .. undecided_reason(undecided)
    .. (stand_in and stand_in_text(goal) or "") .. (old or "") .. (sure and "" or doubt(list))
  local found = judged(moved_word(right, wrong, to_level, due),
    sure and SURE or UNSURE, reason, #list == 1 and list[1].found.after or nil)
  found.comparisons = list
  return found
end

-- ---- the verdict ----

-- Keep the points inside the goal's window; the last that lies outside, when none is inside.
local function inside_window(goal, followed)
  if not goal.window then return followed end
  local window, kept, outside = native.period(goal.window), {}, nil
  for i, one in ipairs(followed) do
    local points = {}
    for _, point in ipairs(one.points) do
      if point.period.first_day >= window.first_day
          and point.period.last_day <= window.last_day then
        points[#points + 1] = point
      elseif point.value then
        outside = { point = point, one = one }
      end
    end
    kept[i] = { caption = one.caption, unit = one.unit, to_date = one.to_date, points = points }
  end
  return kept, outside
end

local function any_value(followed)
  for _, one in ipairs(followed) do
    if indicator.latest(one.points) then return true end
  end
  return false
end

local function judge(goal, followed, as_of)
  local target = goal.target
  if target.not_set or target.none then return without_target(goal, followed) end
  local kept, outside = inside_window(goal, followed)
  if not any_value(kept) then
    if not outside then return without_data(goal, kept) end
    return judged("ingen data", nil, ("Målet gælder %s, og der er intet tal derfra; seneste er \z
      %s, %s."):format(tostring(native.period(goal.window)), outside.one.caption,
      point_text(outside.point, outside.one)))
  end
  if target.direction_only or target.at_level_of then return moved(goal, kept, as_of) end
  local one = kept[1]
  if target.at_least or target.at_most then return level(goal, one, target, as_of) end
  return changed(goal, one, as_of)
end

-- goal: one of data/planer (see domain.plan). followed: { caption =, unit =, to_date =, points = }
-- for each of its indicators, points as seen on the day. as_of: that day. Gives { word, certainty
-- or nil, reason, pieces (its figures apart: domain.told), point or nil (the figure that decides),
-- before, expected }.
function verdict.judge(goal, followed, as_of)
  local found = judge(goal, followed, as_of)
  found.reason, found.pieces = told.take(found.reason)
  return found
end

return verdict
