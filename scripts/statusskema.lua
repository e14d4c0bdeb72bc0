-- Statusskema: a team's form for the month.
--
-- Purpose: »Månedsvis opfølgning via statusskema til teamet og til ledelsen« (Det gode liv i
--   beskæftigelse): the shares that are active, have CV, job goal and consultant, have paid hours,
--   are in practice and ended to a job, against the team's goals for June or December; the four
--   parts (i gang, på spring, på vej, lidt længere sigt) with the moves since last month.
--   A team's own form holds small counts: they are hidden, and what they can be computed from
--   (the publication gate), unless the paper is for the team and the management alone.
-- Usage:   indsats scripts/statusskema.lua [--skema FIL] [--intern] [--as-of DATE] [--out DIR]
--   --skema FIL      the CSV that the team keeps; default: data/statusskema_eksempel.csv, made up
--   --intern         hide nothing; the paper is marked INTERN
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
local statement = require "report.statement"

local options = paper.options("statusskema", { arguments = arg,
  purpose = "Et teams statusskema for måneden.", options = {
    { name = "--skema", value = "FIL", key = "form", kind = "text",
      help = "teamets CSV; ellers det opdigtede eksempel i data/" },
    { name = "--intern", key = "internal", kind = "flag",
      help = "skjul ingen små tal; arket mærkes INTERN" } } })

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
  statuses = { ["ikke nået"] = { tone = "behind" } }, internal = options.internal })
local data = { maal = {}, placering = {} }

-- ---- the shares ----

-- Citizens of a month, as the publication gate sees them: of every month's form the same.
local function citizens(at, what, value)
  return statement.count(value, { skema = "statusskema", maaned = at, hvad = what })
end

-- Those of a measure and those it is counted of: of the ended, or of all the team.
local function counted(at, measure)
  local count = form:count(at, measure[2])
  local of_ended = measure[2]:find "^job" ~= nil
  return { part = citizens(at, measure[2], count.numerator),
    whole = citizens(at, of_ended and "afsluttede" or "i alt", count.denominator) }
end

local function share(count)
  return statement.share(count.part, count.whole) or "–"
end

-- Persons still to be reached: the fewest that bring the share to the target.
local function missing_persons(part, whole, target)
  for more = 0, whole - part do
    if 100 * (part + more) >= target * whole then return more end
  end
  return 0
end

local function missing(count, target)
  if not target or count.whole.value == 0 then return "–" end
  return statement.follows(count.part, count.whole, function(part, all)
    return danish.number(missing_persons(part, all, target), 0)
  end)
end

-- The word for a count of so many, and how sure it is.
local function judge(part, whole, target)
  local low, high = native.wilson(part, whole, policy.get().confidence)
  local reached = 100 * part >= target * whole
  local sure = 100 * low > target or 100 * high < target
  return reached and "opfyldt" or due and "ikke opfyldt" or "ikke nået",
    sure and "sikkert" or "kan svinge"
end

local function status(count, one)
  local target, whole = one.target.at_least, count.whole.value
  if not target then return { verdict = "intet måltal" } end
  if whole == 0 then return { verdict = "ingen data" } end
  local word, detail = judge(count.part.value, whole, target)
  return { verdict = { word = word, detail = detail, says = statement.follows(count.part,
    count.whole, function(part, all)
      return table.concat({ judge(part, all, target) }, " ")
    end) } }
end

local function interval(count)
  if count.whole.value == 0 then return "–" end
  return statement.follows(count.part, count.whole, function(part, all)
    local low, high = native.wilson(part, all, policy.get().confidence)
    return ("%s–%s"):format(danish.number(100 * low, 0), danish.number(100 * high, 0))
  end)
end

local function measure_row(measure)
  local count, one = counted(month, measure), goal_of(measure)
  local last = before and counted(before, measure)
  local target = one.target.at_least
  data.maal[#data.maal + 1] = { __order = { "maal", "antal", "af", "maaltal" }, maal = measure[1],
    antal = count.part, af = count.whole,
    maaltal = target and statement.free(danish.number(target, 0), target) or native.json_null }
  return { measure[1], ("%s af %s"):format(count.part, count.whole), share(count),
    interval(count), last and share(last) or "–",
    statement.free(goal.target_text(one):gsub("^mindst ", ""):gsub(" %(ikke sat%)", "")),
    status(count, one), missing(count, target) }
end

-- In a small team one citizen moves the share by much.
local function small_team(team)
  if team.value == 0 or team.value >= policy.get().small_group then return nil end
  return ("Teamet har %s: én borger flytter andelen med %s procentpoint."):format(
    statement.counted(team, "borger", "borgere"),
    statement.tells(danish.number(100 / team.value, 1), { { team } }))
end

local function goals_table()
  local rows = {}
  for i, measure in ipairs(measures) do rows[i] = measure_row(measure) end
  local team = citizens(month, "i alt", #form:rows(month))
  doc:table { caption = ("Teamets mål inden udgangen af %s%s"):format(half, mark), columns = {
    { name = "what", label = "Mål", header = true },
    { name = "count", label = "Borgere", align = "right" },
    { name = "share", label = "Pct.", align = "right" },
    { name = "interval", label = tostring(statement.free("95 %")), align = "right" },
    { name = "last", label = before and paper.head(before) or "Før", align = "right" },
    { name = "target", label = "Måltal", align = "right" },
    { name = "status", label = "Status" },
    { name = "missing", label = "Mangler", align = "right" } }, rows = rows,
    source = "Det gode liv i beskæftigelse, slide Sammen når vi længere…(forandringsteori)",
    note = { "Mangler: så mange flere borgere skal med, før måltallet er nået. Måltal, der på \z
      sliden står som »Xx«, er ikke sat. Sliden nævner intet årstal; målene er læst for månedens \z
      eget halvår.", small_team(team) or nil,
      half == "december" and "»Gennemsnitlig varighed nedbringes til ….« har intet måltal, og \z
      varigheden føres ikke i skemaet." or nil } }
end

-- ---- the four parts ----

-- From the nearest to the furthest, as the teams say them.
local order = { 4, 3, 2, 1 }

-- The citizens of a month by part, and all of them.
local function placed(at)
  local found, parts = {}, {}
  for part, value in ipairs(form:placed(at)) do
    found[part] = citizens(at, caseload.placements[part], value)
    parts[part] = found[part]
  end
  found.all = statement.adds_up(citizens(at, "i alt", #form:rows(at)), parts)
  return found
end

local function placement_row(label, now, was, all)
  return { label, now, statement.share(now, all), was or "–",
    was and statement.difference(was, now) or "–" }
end

local function placement_table()
  local now, was = placed(month), before and placed(before) or {}
  local rows = {}
  for i, at in ipairs(order) do
    rows[i] = placement_row(danish.capital(caseload.placements[at]), now[at], was[at], now.all)
    data.placering[i] = { __order = { "placering", "antal" },
      placering = caseload.placements[at], antal = now[at] }
  end
  rows[5] = placement_row("I alt", now.all, was.all, now.all)
  rows[5].strong = true
  doc:table { caption = ("4-delingsskema%s"):format(mark), columns = {
    { name = "part", label = "Placering", header = true },
    { name = "count", label = paper.head(month), align = "right" },
    { name = "share", label = "Pct.", align = "right" },
    { name = "last", label = before and paper.head(before) or "Før", align = "right" },
    { name = "change", label = "Ændring", align = "right" } }, rows = rows }
end

-- The moves as counts, and what is known of them: who stood in a part has moved or gone, who stands
-- in one has come from another or is new.
local function counted_moves(moves)
  local now, was = placed(month), placed(before)
  local found = { from = {}, new = {}, gone = {} }
  local function one(what, value) return citizens(month, "bevægelse " .. what, value) end
  for a = 1, 4 do
    found.from[a], found.new[a] = {}, one("ny " .. a, moves.new[a])
    local stayed = 0
    for b = 1, 4 do
      found.from[a][b] = one(a .. " " .. b, moves.from[a][b])
      stayed = stayed + moves.from[a][b]
    end
    found.gone[a] = one("ude " .. a, was[a].value - stayed)
  end
  for a = 1, 4 do
    local out, into = { found.gone[a] }, { found.new[a] }
    for b = 1, 4 do
      table.insert(out, found.from[a][b])
      table.insert(into, found.from[b][a])
    end
    statement.adds_up(was[a], out)
    statement.adds_up(now[a], into)
  end
  return found
end

-- All moves of one way ("frem", "samme", "tilbage").
local function moved(counts, way)
  local parts = {}
  for a = 1, 4 do
    for b = 1, 4 do
      local this = b > a and "frem" or b < a and "tilbage" or "samme"
      if this == way then table.insert(parts, counts.from[a][b]) end
    end
  end
  return statement.sum(parts, { skema = "statusskema", maaned = month, hvad = "rykket " .. way })
end

local function say_moves(moves, counts)
  local ended = citizens(month, "ude afsluttet", moves.ended)
  local lost = citizens(month, "ude uden afslutning", #moves.lost)
  statement.adds_up(statement.sum(counts.gone, { skema = "statusskema", maaned = month,
    hvad = "ude" }), { ended, lost })
  doc:paragraph(("Siden %s er **%s** rykket frem, **%s** står samme sted, og **%s** er rykket \z
    tilbage. %s blev afsluttet i %s og er ude af skemaet."):format(tostring(before),
    moved(counts, "frem"), moved(counts, "samme"), moved(counts, "tilbage"),
    statement.counted(ended, "borger", "borgere"), tostring(before)))
  if #moves.lost == 0 then return end
  doc:note(("%s stod i skemaet i %s uden at være afsluttet og mangler i %s: %s."):format(
    statement.counted(lost, "borger", "borgere"), tostring(before), tostring(month),
    statement.tells(danish.list(moves.lost), { { lost } })))
end

local function moves_table()
  local moves, rows = form:moves(month), {}
  local counts = counted_moves(moves)
  local function row(label, list, from)
    local cells = { label }
    for i, at in ipairs(order) do
      cells[i + 1] = { text = list[at], strong = at == from or nil }
    end
    return cells
  end
  for i, at in ipairs(order) do
    rows[i] = row("Fra " .. caseload.placements[at], counts.from[at], at)
  end
  rows[5] = row("Nye i teamet", counts.new)
  local columns = { { name = "from", label = paper.head(before), header = true } }
  for i, at in ipairs(order) do
    columns[i + 1] = { name = "c" .. i, label = danish.capital(caseload.placements[at]),
      group = paper.head(month), align = "right" }
  end
  say_moves(moves, counts)
  doc:table { caption = ("Bevægelser fra %s til %s%s"):format(tostring(before), tostring(month),
    mark), columns = columns, rows = rows,
    note = "Samme navn i række og kolonne (fed): bliver samme sted. Til venstre for den: rykket \z
      frem; til højre: rykket tilbage." }
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
elseif month > form.months[1] then
  doc:paragraph(("%s er ikke i skemaet, så bevægelser kan ikke ses."):format(
    danish.capital(tostring(month - 1))))
else
  doc:paragraph "Der er ingen måned før denne i skemaet, så bevægelser kan ikke ses."
end
options.kommune = paper.OWN
paper.finish(doc, "statusskema", options, data, { "maal", "placering" })
