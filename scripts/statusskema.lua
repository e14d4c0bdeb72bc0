-- Statusskema: a team's form for the month.
--
-- Purpose: »Månedsvis opfølgning via statusskema til teamet og til ledelsen« (Det gode liv i
--   beskæftigelse): the shares that are active, have CV, job goal and consultant, have paid hours,
--   are in practice and ended to a job, against the team's goals for June or December; the four
--   parts (i gang, på spring, på vej, lidt længere sigt) with the moves since last month.
-- Usage:   indsats scripts/statusskema.lua [--skema FIL] [--as-of DATE] [--out DIR]
--   --skema FIL      the CSV that the team keeps; default: data/statusskema_eksempel.csv, made up
--   --as-of DATE     the last month that has ended by then; default: the newest in the form
-- Input:   the form; data/planer/team_maal.lua

local caseload = require "domain.caseload"
local catalogue = require "domain.catalogue"
local danish = require "report.danish"
local fault = require "fault"
local goal = require "domain.goal"
local native = require "native"
local paper = require "followup.paper"
local policy = require "domain.policy"

local options = paper.options("statusskema", { arguments = arg,
  purpose = "Et teams statusskema for måneden.", options = {
    { name = "--skema", value = "FIL", key = "form", kind = "text",
      help = "teamets CSV; ellers det opdigtede eksempel i data/" } } })

local EXAMPLE = "statusskema_eksempel.csv"
local form = caseload.read(options.form or catalogue.path(EXAMPLE))
paper.input(options.form or catalogue.path(EXAMPLE), not options.form)

-- ---- the month ----

local month
for _, one in ipairs(form.months) do
  if not options.as_of or one.last_day <= options.as_of then month = one end
end
if not month then
  fault.raise { what = ("--as-of %s is before the first month of the form"):format(
      options.as_of:id()), why = "it begins with " .. tostring(form.months[1]),
    hint = "write a later day, such as " .. form.months[1].last_day:id() }
end
options.as_of = month.last_day
local before = #form:rows(month - 1) > 0 and month - 1 or nil
local half = math.tointeger(month:id():sub(6)) <= 6 and "juni" or "december"
local due = month:id():sub(6) == (half == "juni" and "06" or "12")
local mark = form.synthetic and " (SYNTETISK)" or ""

-- What the form measures, with the goals of the two halves of the year.
local measures = {
  { "Aktive på ydelsen", "active", "aktive_75", "aktive_80" },
  { "Har CV, jobmål og virksomhedskonsulent", "equipped", "cv_80", "cv_85" },
  { "Har lønnede timer", "paid", "loennede_timer", "loennede_timer" },
  { "I virksomhedspraktik", "practice", "virksomhedspraktik", "virksomhedspraktik" },
  half == "juni" and { "Afsluttet til job, af de afsluttede", "job", "job", "job" }
    or { "Afsluttet til job, fleksjob eller uddannelse", "job_or_education", "job", "job" },
}

local goals = {}
for _, one in ipairs(catalogue.load("planer/team_maal.lua").goals) do goals[one.id] = one end

local function goal_of(measure)
  return goals[("team_%s_%s"):format(half, measure[half == "juni" and 3 or 4])]
end

local doc = paper.new(paper.OWN, { title = ("Statusskema, %s%s"):format(tostring(month), mark),
  as_of = month.last_day, description = "Teamets status for måneden mod dets delmål.",
  statuses = { ["ikke nået"] = { tone = "behind" } } })
local data = { maal = {}, placering = {} }

-- ---- the shares ----

local function share(count)
  return count.denominator > 0 and 100 * count.numerator / count.denominator or nil
end

-- Persons still to be reached: the fewest that bring the share to the target.
local function missing_persons(count, target)
  for more = 0, count.denominator - count.numerator do
    if 100 * (count.numerator + more) >= target * count.denominator then return more end
  end
  return 0
end

local function status(count, one)
  local target = one.target.at_least
  if not target then return { verdict = "intet måltal" } end
  if count.denominator == 0 then return { verdict = "ingen data" } end
  local low, high = native.wilson(count.numerator, count.denominator, policy.get().confidence)
  local reached = 100 * count.numerator >= target * count.denominator
  local sure = 100 * low > target or 100 * high < target
  return { verdict = { word = reached and "opfyldt" or due and "ikke opfyldt" or "ikke nået",
    detail = sure and "sikkert" or "kan svinge" } }
end

local function interval(count)
  if count.denominator == 0 then return "–" end
  local low, high = native.wilson(count.numerator, count.denominator, policy.get().confidence)
  return ("%s–%s"):format(danish.number(100 * low, 0), danish.number(100 * high, 0))
end

local function measure_row(measure)
  local count, one = form:count(month, measure[2]), goal_of(measure)
  local last = before and form:count(before, measure[2])
  local now, was = share(count), last and share(last)
  local target = one.target.at_least
  data.maal[#data.maal + 1] = { __order = { "maal", "antal", "af", "maaltal" }, maal = measure[1],
    antal = count.numerator, af = count.denominator, maaltal = target or native.json_null }
  return { measure[1], ("%d af %d"):format(count.numerator, count.denominator),
    now and danish.number(now, 0) or "–", interval(count), was and danish.number(was, 0) or "–",
    goal.target_text(one):gsub("^mindst ", ""):gsub(" %(ikke sat%)", ""), status(count, one),
    target and count.denominator > 0 and danish.number(missing_persons(count, target), 0) or "–" }
end

local function goals_table()
  local rows = {}
  for i, measure in ipairs(measures) do rows[i] = measure_row(measure) end
  local team = #form:rows(month)
  doc:table { caption = ("Teamets mål inden udgangen af %s%s"):format(half, mark), columns = {
    { name = "what", label = "Mål", header = true },
    { name = "count", label = "Borgere", align = "right" },
    { name = "share", label = "Pct.", align = "right" },
    { name = "interval", label = "95 %", align = "right" },
    { name = "last", label = before and paper.head(before) or "Før", align = "right" },
    { name = "target", label = "Måltal", align = "right" },
    { name = "status", label = "Status" },
    { name = "missing", label = "Mangler", align = "right" } }, rows = rows,
    source = "Det gode liv i beskæftigelse, slide Sammen når vi længere…(forandringsteori)",
    note = { "Mangler: så mange flere borgere skal med, før måltallet er nået. Måltal, der på \z
      sliden står som »Xx«, er ikke sat. Sliden nævner intet årstal; målene er læst for månedens \z
      eget halvår.", team < policy.get().small_group and ("Teamet har %d borgere: én borger \z
      flytter andelen med %s procentpoint."):format(team, danish.number(100 / team, 1)) or nil,
      half == "december" and "»Gennemsnitlig varighed nedbringes til ….« har intet måltal, og \z
      varigheden føres ikke i skemaet." or nil } }
end

-- ---- the four parts ----

-- From the nearest to the furthest, as the teams say them.
local order = { 4, 3, 2, 1 }

local function placement_table()
  local now, was = form:placed(month), before and form:placed(before)
  local team, rows = #form:rows(month), {}
  for i, at in ipairs(order) do
    rows[i] = { danish.capital(caseload.placements[at]), danish.number(now[at], 0),
      danish.number(100 * now[at] / team, 0), was and danish.number(was[at], 0) or "–",
      was and danish.signed(now[at] - was[at], 0) or "–" }
    data.placering[i] = { __order = { "placering", "antal" },
      placering = caseload.placements[at], antal = now[at] }
  end
  rows[5] = { "I alt", danish.number(team, 0), "100", before and danish.number(
    #form:rows(before), 0) or "–", before and danish.signed(team - #form:rows(before), 0) or "–",
    strong = true }
  doc:table { caption = ("4-delingsskema%s"):format(mark), columns = {
    { name = "part", label = "Placering", header = true },
    { name = "count", label = paper.head(month), align = "right" },
    { name = "share", label = "Pct.", align = "right" },
    { name = "last", label = before and paper.head(before) or "Før", align = "right" },
    { name = "change", label = "Ændring", align = "right" } }, rows = rows }
end

local function moves_table()
  local moves, rows = form:moves(month), {}
  local function row(label, counts, from)
    local cells = { label }
    for i, at in ipairs(order) do
      cells[i + 1] = { text = danish.number(counts[at], 0), strong = at == from or nil }
    end
    return cells
  end
  for i, at in ipairs(order) do
    rows[i] = row("Fra " .. caseload.placements[at], moves.from[at], at)
  end
  rows[5] = row("Nye i teamet", moves.new)
  local columns = { { name = "from", label = paper.head(before), header = true } }
  for i, at in ipairs(order) do
    columns[i + 1] = { name = "c" .. i, label = danish.capital(caseload.placements[at]),
      group = paper.head(month), align = "right" }
  end
  doc:paragraph(("Siden %s er **%d** rykket frem, **%d** står samme sted, og **%d** er rykket \z
    tilbage. %s i %s og er ude af skemaet."):format(tostring(before), moves.forward, moves.same,
    moves.back, danish.plural(moves.ended, "borger blev afsluttet", "borgere blev afsluttet"),
    tostring(before)))
  if #moves.lost > 0 then
    doc:note(("%s stod i skemaet i %s uden at være afsluttet og mangler i %s: %s."):format(
      danish.plural(#moves.lost, "borger", "borgere"), tostring(before), tostring(month),
      danish.list(moves.lost)))
  end
  doc:table { caption = ("Bevægelser fra %s til %s%s"):format(tostring(before), tostring(month),
    mark), columns = columns, rows = rows,
    note = "Fed: bliver samme sted. Til venstre for den: rykket frem; til højre: rykket tilbage." }
end

if form.synthetic then
  doc:note("Skemaet er **opdigtet** (data/statusskema_eksempel.csv). Teamets eget læses med \z
    --skema FIL.", { label = "SYNTETISK" })
end
doc:heading(2, "Mål")
goals_table()
doc:heading(2, "Hvor borgerne står")
placement_table()
if before then
  moves_table()
else
  doc:paragraph "Der er ingen måned før denne i skemaet, så bevægelser kan ikke ses."
end
options.kommune = paper.OWN
paper.finish(doc, "statusskema", options, data, { "maal", "placering" })
