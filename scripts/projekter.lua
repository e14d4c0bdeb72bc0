-- Projekter: the success criteria of the projects, their status and what is still to be reached.
--
-- Purpose: jobparate kontanthjælpsmodtagere, uddannelsesambassadører, Flere skal med 2, Rum til os
--   and the investment in jobafklaringsforløb 2019-2021, each criterion as it was granted. Where a
--   figure is published it is used; where none is, the synthetic set is, and the row says so.
-- Usage:   indsats scripts/projekter.lua [--as-of DATE] [--out DIR]
--   --as-of DATE     default: the end of 2020, when most of the projects end
-- Input:   data/planer/projekt_*.lua, data/planer/fokusliste_2019.lua, data/publicerede_tal.csv,
--   data/udgangspunkter.lua, data/syntetisk/ (make data)

local awaited = require "followup.awaited"
local danish = require "report.danish"
local figures_of = require "domain.figures"
local goal = require "domain.goal"
local native = require "native"
local paper = require "followup.paper"
local plan = require "domain.plan"
local progress = require "followup.progress"
local reasons = require "followup.reasons"
local synthetic = require "domain.synthetic"
local wording = require "domain.wording"

local options = paper.options("projekter", { arguments = arg,
  purpose = "Projekternes succeskriterier, status og hvad der mangler (delvis SYNTETISK)." })
options.as_of = options.as_of or native.period("2020").last_day
paper.check_day(options.as_of, native.period("2019M01").last_day)

local figures, made_up = figures_of.load(), synthetic.figures()
local judged = goal.judge_all(plan.all(figures), figures, options.as_of)
local on_set = awaited.judge(judged, made_up, options.as_of)

local doc = paper.new(paper.OWN, { title = "Projekternes succeskriterier", as_of = options.as_of,
  committee = true, description = "Hvert projekts kriterier, status og hvad der mangler." })
local data = { kriterier = {} }

-- The judged goals of a plan, in its order; or one goal by its id.
local function goals_of(id)
  local list = {}
  for _, one in ipairs(judged) do
    if one.plan.id == id or one.goal.id == id then list[#list + 1] = one end
  end
  return list
end

-- ---- one criterion ----

local function figure_text(used)
  local point, unit = awaited.now(used)
  return point and wording.point(point, unit) or "–"
end

local function deadline(one)
  return one.goal.deadline and danish.date(one.goal.deadline) or "ikke sat"
end

local function keep(one, made)
  local point = awaited.now(made or one)
  data.kriterier[#data.kriterier + 1] = { __order = { "id", "tekst", "maaltal", "tal", "periode",
      "status", "mangler", "syntetisk" },
    id = one.goal.id, tekst = one.goal.text, maaltal = goal.target_text(one.goal),
    tal = point and point.value or native.json_null,
    periode = point and point.period or native.json_null,
    status = (made or one).verdict.word, mangler = awaited.remaining(made or one)
      or native.json_null, syntetisk = made ~= nil }
end

-- The criterion in few words: the caption of its figure, else its text.
local function name_of(one)
  local source = (one.goal.awaits or one.goal.indicators)[1] or one.goal.indicators[1]
  return source and source.caption or one.goal.text
end

local function row_of(one)
  local made = on_set[one.goal.id]
  local used = made or one
  keep(one, made)
  return { name_of(one), (goal.target_text(one.goal):gsub("^mindst ", "≥ "):gsub("^højst ", "≤ ")),
    deadline(one), figure_text(used), made and synthetic.MARK
      or awaited.now(one) and "offentliggjort" or "–", awaited.remaining(used) or "–",
    { verdict = { word = used.verdict.word, detail = used.verdict.certainty } } }
end

-- Why the status is as it is: on the set, and what the published figures alone give.
local function add_reasons(items, one)
  local made = on_set[one.goal.id]
  if made then
    items[#items + 1] = reasons.pieces(made, ("**%s (SYNTETISK):** "):format(name_of(one)),
      awaited.start_text(made))
  end
  if not made or #one.goal.indicators > 0 then
    items[#items + 1] = reasons.pieces(one, ("**%s, offentliggjort:** "):format(name_of(one)))
  end
end

-- The table of a project's criteria, their words as granted, and the reasons.
local function criteria(title, list)
  local rows, items, seen, any = {}, {}, {}, false
  for _, one in ipairs(list) do
    if not seen[one.goal.text] then doc:paragraph("»" .. one.goal.text .. "«") end
    seen[one.goal.text] = true
    if one.goal.target.none then
      keep(one)
      doc:paragraph(reasons.pieces(one))
    else
      rows[#rows + 1] = row_of(one)
      any = any or on_set[one.goal.id] ~= nil
      add_reasons(items, one)
    end
  end
  doc:table { caption = title .. ": kriterier" .. (any and " (delvis SYNTETISK)" or ""), columns = {
    { name = "what", label = "Kriterium", header = true },
    { name = "target", label = "Måltal", align = "left" },
    { name = "deadline", label = "Frist", align = "left" },
    { name = "now", label = "Tal nu", align = "left" },
    { name = "from", label = "Kilde", align = "left" },
    { name = "missing", label = "Mangler", align = "right" },
    { name = "status", label = "Status" } }, rows = rows, source = list[1].goal.source }
  doc:list(items)
end

-- What UFB was told in June 2019 of the first months.
local function first_months()
  local rows = {}
  for row in figures:matching { dokument = "UFB, dagsorden, juni 2019",
    sted = "punkt 3: Opkvalificering" }:filter("last_day(periode) <= $day",
    { day = options.as_of }):rows() do
    rows[#rows + 1] = { row.maaling, wording.value(row.vaerdi, row.enhed), tostring(row.periode) }
  end
  if #rows == 0 then return end
  doc:table { caption = "Uddannelsesambassadører: som udvalget fik det i juni 2019", columns = {
    { name = "what", label = "Måling", header = true },
    { name = "value", label = "Tal", align = "right" },
    { name = "period", label = "Periode", align = "left" } }, rows = rows,
    source = "UFB, dagsorden, juni 2019, punkt 3: Opkvalificering" }
end

-- ---- Rum til os ----

local statuses = { "I fleksjob", "Har lønnede timer", "I virksomhedspraktik", "På ledighedsydelse",
  "På barsel", "Flyttet", "Har fået førtidspension" }

local function participants(gruppe)
  return figures:one { ydelse = "Alle", gruppe = gruppe, maaling = "Deltagere i Rum til os",
    sted = "punkt 1, 3. juni 2019, punkt 69: Status og erfaringer fra projekt Rum til os, \z
      aktuel status" }
end

local function room_for_us()
  doc:heading(2, "Rum til os")
  local all = participants "I alt"
  if all.period.last_day > options.as_of then
    doc:paragraph "Status er først opgjort den 3. juni 2019."
    return
  end
  local rows, sum = {}, 0
  for i, gruppe in ipairs(statuses) do
    local count = participants(gruppe).value
    sum = sum + count
    rows[i] = { gruppe, danish.number(count, 0), danish.percent(100 * count / all.value, 0) }
  end
  rows[#rows + 1] = { { text = "Resten", note = "Regnet: dagsordenen siger kun »Resten er enten \z
    for syge til at deltage i virksomhedsrettet aktivitet eller afventer \z
    rehabiliteringsteamets behandling«." }, danish.number(all.value - sum, 0),
    danish.percent(100 * (all.value - sum) / all.value, 0) }
  rows[#rows + 1] = { "Deltagere i alt", danish.number(all.value, 0), "100 pct.", strong = true }
  doc:paragraph "Projektet har ingen egne succeskriterier i dokumenterne. Fokuslistens punkt 4 \z
    sætter et tal for samarbejdet mellem Jobcenter og socialpsykiatrien."
  doc:table { caption = ("Rum til os, status %s"):format(tostring(all.period)), columns = {
    { name = "status", label = "Status", header = true },
    { name = "count", label = "Borgere", align = "right" },
    { name = "share", label = "Andel", align = "right" } }, rows = rows,
    source = "UFB, dagsorden, juni 2019, punkt 1, 3. juni 2019, punkt 69" }
  criteria("Rum til os", goals_of "fokus19_4_psykisk_udsatte")
end

-- ---- the document ----

-- Every criterion that is set in a number, on the figures that it is judged by.
local function overview(plans)
  local list = {}
  for _, id in ipairs(plans) do
    for _, one in ipairs(goals_of(id)) do list[#list + 1] = on_set[one.goal.id] or one end
  end
  doc:heading(2, "Vejen til målene")
  progress.chart(doc, list, { title = "Vejen til projekternes måltal (delvis SYNTETISK)",
    description = "De kriterier, der er sat i tal: fra udgangspunktet mod måltallet, hvert på sin \z
      egen skala." })
end

paper.synthetic(doc, "Rækker uden mærket er de offentliggjorte tal.")
overview { "projekt_jobparate", "projekt_uddannelsesambassadoerer", "projekt_flere_skal_med_2",
  "fokus19_4_psykisk_udsatte", "projekt_jobafklaring" }
for _, one in ipairs { { "projekt_jobparate", "Jobparate kontanthjælpsmodtagere" },
  { "projekt_uddannelsesambassadoerer", "Uddannelsesambassadører" },
  { "projekt_flere_skal_med_2", "Flere skal med 2" } } do
  doc:heading(2, one[2])
  criteria(one[2], goals_of(one[1]))
  if one[1] == "projekt_uddannelsesambassadoerer" then first_months() end
end
room_for_us()
doc:heading(2, "Jobafklaringsforløb, maj 2019 – april 2021")
criteria("Jobafklaringsforløb", goals_of "projekt_jobafklaring")
paper.finish(doc, "projekter", options, data, { "kriterier" })
