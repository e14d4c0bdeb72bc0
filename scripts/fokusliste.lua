-- Fokusliste: the five points of Byrådet's focus list with their evaluation dates, due and overdue.
--
-- Purpose: each point as decided, its goals with figure and verdict, when it is to be evaluated,
--   and whether an evaluation has been held (data/evalueringer.lua). Where no figure of a goal is
--   published the synthetic set is used, and the row says SYNTETISK.
-- Usage:   indsats scripts/fokusliste.lua [--as-of DATE] [--out DIR]
--   --as-of DATE     the day it is written for; default: the end of the latest published period
-- Input:   data/planer/fokusliste_2019.lua, data/evalueringer.lua, data/publicerede_tal.csv,
--   data/udgangspunkter.lua, data/syntetisk/ (make data)

local awaited = require "followup.awaited"
local catalogue = require "domain.catalogue"
local danish = require "report.danish"
local fields = require "domain.fields"
local figures_of = require "domain.figures"
local goal = require "domain.goal"
local native = require "native"
local paper = require "followup.paper"
local plan = require "domain.plan"
local reasons = require "followup.reasons"
local synthetic = require "domain.synthetic"
local wording = require "domain.wording"

local options = paper.options("fokusliste", { arguments = arg,
  purpose = "Fokuslistens fem punkter: mål, frister og evalueringer (delvis SYNTETISK)." })

local SOON = 60 -- days before a date that is called soon
local HELD_BEFORE = 31 -- an evaluation may be held this many days before its date

local figures = figures_of.load()
options.as_of = options.as_of or figures:latest_day()
local as_of = options.as_of
paper.check_day(as_of, native.period("2019M01").last_day)
local judged = goal.judge_all(plan.all(figures), figures, as_of)
local on_set = awaited.judge(judged, synthetic.figures(), as_of)

local doc = paper.new(paper.OWN, { title = "Fokuslisten", as_of = as_of, committee = true,
  description = "Fokuslistens fem punkter med frister og evalueringer.", statuses = {
    ["forfalden"] = { tone = "bad" }, ["forfalder snart"] = { tone = "behind" },
    ["kommer"] = { tone = "going" }, ["holdt"] = { tone = "good" } } })
local data = { punkter = {}, maal = {} }

-- ---- the points ----

-- { number, goals = { judged ... } } in order, from »punkt N« in the source.
local function points()
  local list = {}
  for _, one in ipairs(judged) do
    if one.plan.id == "fokusliste_2019" then
      local number = math.tointeger(one.goal.source:match "punkt (%d+)$")
      list[number] = list[number] or { number = number, goals = {} }
      table.insert(list[number].goals, one)
    end
  end
  return list
end

local goal_ids, held = {}, {}
for _, one in ipairs(judged) do goal_ids[#goal_ids + 1] = one.goal.id end
for i, one in ipairs(catalogue.load "evalueringer.lua") do
  local place = ("data/evalueringer.lua, %d"):format(i)
  fields.check(place, one, { goal = "string", date = "date", document = "string" },
    { "goal", "date", "document" })
  fields.one_of(place, "goal", one.goal, goal_ids)
  held[i] = { goal = one.goal, day = native.period(one.date), document = one.document }
end

-- The dates of a point, those of »hvert år« repeated to the year after the day.
local function dates(point)
  local list, seen = {}, {}
  for _, one in ipairs(point.goals) do
    local yearly = one.goal.text:find("hvert år", 1, true)
    local last = math.tointeger(as_of:id():sub(1, 4)) + 1
    for _, date in ipairs(one.goal.evaluation or {}) do
      local first = math.tointeger(date:sub(1, 4))
      for year = first, yearly and math.max(first, last) or first do
        local day = native.period(("%d%s"):format(year, date:sub(5)))
        if not seen[day:id()] then list[#list + 1] = day end
        seen[day:id()] = true
      end
    end
  end
  table.sort(list)
  return list
end

-- The evaluation that was held for a date of a point: from a month before it to the next date.
local function evaluation(point, day, next_day)
  for _, one in ipairs(held) do
    for _, each in ipairs(point.goals) do
      if one.goal == each.goal.id and one.day <= as_of and one.day >= day - HELD_BEFORE
        and (not next_day or one.day < next_day - HELD_BEFORE) then
        return one
      end
    end
  end
end

local function state(point, day, next_day)
  local found = evaluation(point, day, next_day)
  if found then return "holdt", ("%s, %s"):format(tostring(found.day), found.document) end
  if day < as_of then
    return "forfalden", ("%s siden fristen"):format(danish.plural(as_of - day, "dag", "dage"))
  end
  return day - as_of <= SOON and "forfalder snart" or "kommer",
    day == as_of and "i dag" or ("om %s"):format(danish.plural(day - as_of, "dag", "dage"))
end

local titles = { "Virksomhederne har den arbejdskraft, de har behov for",
  "Kontanthjælp: færre, og flere med lønnede timer", "Flygtningekvinder i ordinære jobs",
  "Psykisk udsatte i beskæftigelse", "Code of Care" }

local function evaluations_table(list)
  local rows, counts = {}, {}
  for _, point in ipairs(list) do
    local days = dates(point)
    for i, day in ipairs(days) do
      local word, text = state(point, day, days[i + 1])
      local far = word == "kommer" and days[i - 1] and days[i - 1] > as_of
      if not far then
        rows[#rows + 1] = { ("%d. %s"):format(point.number, titles[point.number]),
          tostring(day), { verdict = word }, text }
        counts[word] = (counts[word] or 0) + 1
        data.punkter[#data.punkter + 1] = { __order = { "punkt", "dato", "status" },
          punkt = point.number, dato = day, status = word }
      end
    end
  end
  local why = { title = ("Evalueringer pr. %s"):format(danish.date(as_of)), lines = {
    ("Punkternes datoer (data/planer/fokusliste_2019.lua) mod dem, der er indført i \z
      data/evalueringer.lua; snart er inden for %d dage"):format(SOON) } }
  local function count(word)
    return { text = danish.number(counts[word] or 0), strong = true, why = why }
  end
  doc:paragraph { "Af de evalueringer, der skulle være holdt, er ", count "forfalden",
    " forfaldne og ", count "holdt", " holdt efter data/evalueringer.lua; ",
    count "forfalder snart", " forfalder inden for ", { text = danish.plural(SOON, "dag", "dage"),
      why = why }, "." }
  doc:table { caption = "Evalueringer", columns = {
    { name = "point", label = "Punkt", header = true },
    { name = "date", label = "Dato", align = "left" },
    { name = "state", label = "Status" },
    { name = "when", label = "Hvornår", align = "left" } }, rows = rows,
    note = "»Maj og november hvert år« og »i slutningen af 2019« er læst som den sidste dag. \z
      Dokumenterne nævner ingen af evalueringerne: »forfalden« betyder, at datoen er gået og \z
      ingen evaluering er indført i data/evalueringer.lua, ikke at den ikke er holdt." }
end

-- ---- the goals ----

local function goal_row(one)
  local made = on_set[one.goal.id]
  local used = made or one
  local point, unit = awaited.now(used)
  data.maal[#data.maal + 1] = { __order = { "id", "tal", "status", "syntetisk" },
    id = one.goal.id, tal = point and point.value or native.json_null,
    status = used.verdict.word, syntetisk = made ~= nil }
  local source = (one.goal.awaits or one.goal.indicators)[1] or one.goal.indicators[1]
  return { source and source.caption or "Målet som helhed", goal.target_text(one.goal),
    point and wording.point(point, unit) or "–",
    made and synthetic.MARK or point and "offentliggjort" or "–",
    awaited.remaining(used) or "–",
    { verdict = { word = used.verdict.word, detail = used.verdict.certainty } } }
end

local function add_reasons(one, items)
  local made = on_set[one.goal.id]
  if made then
    items[#items + 1] = reasons.pieces(made, "**SYNTETISK:** ", awaited.start_text(made))
  end
  if not made or #one.goal.indicators > 0 then
    items[#items + 1] = reasons.pieces(one, "**Offentliggjort:** ")
  end
end

local function point_section(point)
  doc:heading(2, ("%d. %s"):format(point.number, titles[point.number]))
  local rows, items, any = {}, {}, false
  for i, one in ipairs(point.goals) do
    doc:paragraph("»" .. one.goal.text .. "«")
    rows[i] = goal_row(one)
    any = any or on_set[one.goal.id] ~= nil
    add_reasons(one, items)
  end
  doc:table { caption = ("Punkt %d: mål og status%s"):format(point.number,
    any and " (delvis SYNTETISK)" or ""), columns = {
    { name = "what", label = "Mål", header = true },
    { name = "target", label = "Måltal", align = "left" },
    { name = "now", label = "Tal nu", align = "left" },
    { name = "from", label = "Kilde", align = "left" },
    { name = "missing", label = "Mangler", align = "right" },
    { name = "status", label = "Status" } }, rows = rows, source = point.goals[1].goal.source }
  doc:list(items)
end

local list = points()
paper.synthetic(doc, "Det gælder kun rækker, der siger SYNTETISK.")
doc:heading(2, "Evalueringer")
evaluations_table(list)
for _, point in ipairs(list) do point_section(point) end
paper.finish(doc, "fokusliste", options, data, { "punkter", "maal" })
