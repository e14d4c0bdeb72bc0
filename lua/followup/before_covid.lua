-- Before and after Covid-19 as series, on the synthetic set: February 2020, which the
-- recommendation names, against the newest month; the same month of 2019; the quarter of 2019 that
-- the committee took in its place; and the months between, drawn.

local cells = require "followup.cells"
local compare = require "domain.compare"
local comparisons = require "followup.comparisons"
local danish = require "report.danish"
local event = require "domain.event"
local frame = require "query.frame"
local measure = require "domain.measure"
local native = require "native"
local synthetic = require "domain.synthetic"

local before_covid = { NAMED = "2020M02", FIRST = "2018M01", BREAK = "2020M03" }

local OTHERS = { "RAR Østjylland", "Hele landet" }

-- The groups of the committee's own tables.
local groups = {
  { "Uddannelseshjælp", "I alt" }, { "Uddannelseshjælp", "Aktivitetsparate" },
  { "Kontanthjælp", "Aktivitetsparate" }, { "Ressourceforløb", "I alt" },
  { "Jobafklaringsforløb", "I alt" },
}

local function caption(group)
  return group[1] .. (group[2] == "I alt" and "" or ", " .. group[2]:lower())
end

-- Two series of counts as a series of shares: a month that lacks one of them is missing.
local function shares(numerators, denominators)
  local points = {}
  for i, whole in ipairs(denominators) do
    local part = cells.at(numerators, whole.period)
    local point = { period = whole.period, numerator = part and part.value,
      denominator = whole.value, reason = part and part.reason or whole.reason }
    if point.numerator and point.denominator then
      point.value = 100 * point.numerator / point.denominator
      point.mark = (part.mark or whole.mark) and "inexact" or nil
    end
    points[i] = point
  end
  return points
end

local function where(omraade, group, tilbud)
  return { omraade = omraade, ydelse = group[1], gruppe = group[2], tilbud = tilbud }
end

-- The activated in an offer; span is "maaned" or "kvartal".
function before_covid.activated(omraade, group, tilbud, span)
  return synthetic.points("aktiverede_" .. span, "Antal aktiverede", where(omraade, group, tilbud))
end

-- Of the recipients, the per cent in an offer.
function before_covid.in_offer(omraade, group, tilbud, span)
  return shares(before_covid.activated(omraade, group, tilbud, span),
    synthetic.points("personer_" .. span, "Antal personer", where(omraade, group)))
end

-- Of all, the per cent with ordinary hours.
function before_covid.with_hours(omraade, group)
  local name = "ordinaere_timer_maaned"
  if group[1] == "Sygedagpenge" then return {} end
  return shares(synthetic.points(name, "Antal personer med ordinære timer", where(omraade, group)),
    synthetic.points(name, "Antal personer i alt", where(omraade, group)))
end

local PRACTICE, OFFERS = "Virksomhedspraktik i alt", "Tilbud i alt"

local kinds = {
  { id = "praktik", same_month = true, title = "Andel i virksomhedspraktik, måned", maaling =
      "Andel i virksomhedspraktik", points = function(omraade, group)
    return before_covid.in_offer(omraade, group, PRACTICE, "maaned") end },
  { id = "tilbud", same_month = true, title = "Andel aktiveringsberørte, måned", maaling =
      "Andel aktiveringsberørte", points = function(omraade, group)
    return before_covid.in_offer(omraade, group, OFFERS, "maaned") end },
  { id = "timer", title = "Andel med ordinære løntimer, måned", maaling =
      "Andel personer med ordinære timer", points = before_covid.with_hours },
  { id = "antal_praktik", title = "Antal i virksomhedspraktik, måned", maaling =
      "Antal aktiverede: " .. PRACTICE, points = function(omraade, group)
    return before_covid.activated(omraade, group, PRACTICE, "maaned") end },
  { id = "antal_tilbud", title = "Antal aktiverede i tilbud, måned", maaling =
      "Antal aktiverede: " .. OFFERS, points = function(omraade, group)
    return before_covid.activated(omraade, group, OFFERS, "maaned") end },
}

local function newest(points, as_of)
  local seen = synthetic.until_day(points, as_of)
  return seen[#seen]
end

-- The same month of the year in the last year before the break.
local function sister(period)
  while period >= native.period(before_covid.BREAK) do period = period - 12 end
  return period
end

local function made_set(kind, omraade, as_of, same_month)
  local of = measure.find(kind.maaling)
  local set = { id = "syntetisk_" .. kind.id .. (same_month and "_samme_maaned" or ""),
    title = kind.title .. (same_month and " mod samme måned" or "") .. " (SYNTETISK)", list = {} }
  for k, group in ipairs(groups) do
    local points = kind.points(omraade, group)
    local now = newest(points, as_of)
    local from = same_month and sister(now.period) or before_covid.NAMED
    local one = compare.points(cells.at(points, from), now, of.direction)
    one.definition = { id = ("%s_%d"):format(set.id, k), caption = caption(group),
      ydelse = group[1], gruppe = group[2], maaling = kind.maaling }
    one.measure, one.unit = of, of.unit
    set.list[k] = one
  end
  return set
end

-- The comparisons with the newest month, in the shape of domain.comparison: from February 2020, or,
-- with same_month, from the same month of the last year before Covid-19.
function before_covid.sets(omraade, as_of, same_month)
  local sets = {}
  for _, kind in ipairs(kinds) do
    if not same_month or kind.same_month then
      sets[#sets + 1] = made_set(kind, omraade, as_of, same_month)
    end
  end
  return sets
end

-- The months, drawn: the share in practice of every group but the part of a whole.
function before_covid.chart(doc, omraade, as_of)
  local list = {}
  for _, group in ipairs(groups) do
    if not (group[1] == "Uddannelseshjælp" and group[2] ~= "I alt") then
      local points = {}
      for _, point in ipairs(synthetic.until_day(before_covid.in_offer(omraade, group, PRACTICE,
        "maaned"), as_of)) do
        if point.period >= native.period(before_covid.FIRST) then
          points[#points + 1] = { x = point.period, y = point.value,
            text = point.value and danish.number(point.value, 1) or "." }
        end
      end
      list[#list + 1] = { label = group[1], points = points }
    end
  end
  doc:chart { kind = "line", title = "Andel i virksomhedspraktik, måned for måned (SYNTETISK)",
    unit = "pct.", decimals = 1, series = list,
    marks = { { x = native.period(before_covid.BREAK), label = "Covid-19" } },
    description = "Aktiverede i virksomhedspraktik i pct. af personerne på ydelsen; kontanthjælp \z
      er de aktivitetsparate." }
end

local quarters = { "2019Q3", "2021Q3" }

-- The quarter of 2019 and its sister of 2021, from the set.
function before_covid.quarter_table(doc, omraade, as_of)
  local set = { id = "syntetisk_kvartal", list = {},
    title = "Andel i virksomhedspraktik, kvartal (SYNTETISK)" }
  for k, group in ipairs(groups) do
    local points = synthetic.until_day(before_covid.in_offer(omraade, group, PRACTICE, "kvartal"),
      as_of)
    local of = measure.find "Andel i virksomhedspraktik"
    local one = compare.points(cells.at(points, quarters[1]), cells.at(points, quarters[2]),
      of.direction)
    if not (one.before and one.after) then return end
    one.definition = { id = "syntetisk_kvartal_" .. k, caption = caption(group),
      maaling = of.caption }
    one.measure, one.unit = of, of.unit
    set.list[k] = one
  end
  comparisons.table(doc, set)
end

-- The change of a share from the same month before the break to the newest, in points; nil where a
-- month is hidden.
local function change(kind, omraade, group, as_of)
  local points = kind.points(omraade, group)
  local now = newest(points, as_of)
  local before = cells.at(points, sister(now.period))
  return now.value and before and before.value and now.value - before.value
end

-- Own change beside the others', and what is left when theirs is taken away (the difference in the
-- differences): what happened to all is not of our own making.
function before_covid.against_others(doc, omraade, others, as_of, kind)
  local rows = {}
  for k, group in ipairs(groups) do
    local own = change(kind, omraade, group, as_of)
    local row = { caption(group), own and danish.signed(own, 1) or "–" }
    for i, name in ipairs(others) do
      local theirs = change(kind, name, group, as_of)
      row[2 + i] = theirs and danish.signed(theirs, 1) or "–"
      row[2 + #others + i] = own and theirs and danish.signed(own - theirs, 1) or "–"
    end
    rows[k] = row
  end
  local columns = { { name = "group", label = "Gruppe", header = true },
    { name = "own", label = omraade, group = "Ændring", align = "right" } }
  for i, name in ipairs(others) do
    columns[2 + i] = { name = "a" .. i, label = name, group = "Ændring", align = "right" }
    columns[2 + #others + i] = { name = "d" .. i, label = "mod " .. name, group = "Forskel",
      align = "right" }
  end
  doc:table { caption = kind.title .. ": ændringen mod andres, procentpoint (SYNTETISK)",
    columns = columns, rows = rows, note = ("Fra samme måned før Covid-19 til den nyeste. \z
      Forskel: kommunens ændring minus de andres. %s indgår selv i begge."):format(omraade) }
end

local EVENT = "2020-03-11" -- the day the country was closed

-- The points up to the day as a frame of counts.
local function counts_of(points, as_of)
  local columns = { {}, {}, {} }
  for i, point in ipairs(synthetic.until_day(points, as_of)) do
    columns[1][i] = point.period
    columns[2][i] = point.numerator or native.missing
    columns[3][i] = point.denominator or native.missing
  end
  return frame.new(native.frame { { name = "periode", type = "period", values = columns[1] },
    { name = "aktiverede", type = "integer", values = columns[2] },
    { name = "personer", type = "integer", values = columns[3] } })
end

local function the_event(kind, group, omraade, other, as_of)
  return event.compare { figures = counts_of(kind.points(omraade, group), as_of),
    benchmark = counts_of(kind.points(other, group), as_of), at = EVENT,
    numerator = "aktiverede", denominator = "personer" }
end

local function with_interval(one)
  if not one.estimate then return "–", "–" end
  local interval = one.low and danish.signed(one.low, 1) .. " til " .. danish.signed(one.high, 1)
  return danish.signed(one.estimate, 1), interval or "–"
end

-- What was seen beside the course that the series itself was on, from the event on.
local function course_chart(doc, group, kind, course)
  local seen, without = {}, {}
  for row in course:rows() do
    if row.periode >= native.period(before_covid.FIRST) then
      seen[#seen + 1] = { x = row.periode, y = row.vaerdi }
      if row.periode >= native.period(before_covid.BREAK) then
        without[#without + 1] = { x = row.periode, y = row.uden_haendelsen }
      end
    end
  end
  doc:chart { kind = "line", title = ("%s: %s, mod det, serien lagde op til (SYNTETISK)"):format(
      kind.title, caption(group)), unit = "pct.", decimals = 1,
    series = { { label = "Set", points = seen },
      { label = "Uden hændelsen", role = "counterfactual", points = without } },
    marks = { { x = native.period(before_covid.BREAK), label = "Covid-19" } },
    description = "Den stiplede kurve er tidsseriens niveau, hældning og årstid før 11. marts \z
      2020, ført videre." }
end

-- The event's three rows for every group: the raw difference, what a time series with its season
-- makes of it, and the difference against the first of the others.
function before_covid.event_rows(doc, omraade, other, as_of, kind)
  local rows, findings = {}, {}
  for _, group in ipairs(groups) do
    local found = the_event(kind, group, omraade, other, as_of)
    for _, one in ipairs(found.rows) do
      local estimate, interval = with_interval(one)
      rows[#rows + 1] = { caption(group), one.name, estimate, interval }
    end
    findings[#findings + 1] = caption(group) .. ": " .. found.finding
  end
  doc:table { caption = kind.title .. ": hændelsens tre rækker, procentpoint (SYNTETISK)",
    columns = { { name = "group", label = "Gruppe", header = true },
      { name = "row", label = "Række" },
      { name = "estimate", label = "Forskel", align = "right" },
      { name = "interval", label = "95 pct.-interval", align = "right" } },
    rows = rows, note = ("Tidsserie: niveau, hældning og årstid før og efter 11. marts 2020; \z
      forskellen er mod den kurve, serien ville have fulgt. Benchmark: %s."):format(other) }
  for _, text in ipairs(findings) do doc:paragraph(text) end
  local group = groups[1]
  local found = the_event(kind, group, omraade, other, as_of)
  if found.course then course_chart(doc, group, kind, found.course) end
end

-- A set with its counts, under a heading of the level given.
local function section(doc, set, level)
  doc:heading(level, set.title)
  comparisons.table(doc, set)
  comparisons.counts_table(doc, set)
end

-- Everything, each set under a heading of `level`. Needs a newest month after the break.
function before_covid.sections(doc, omraade, as_of, level)
  for _, set in ipairs(before_covid.sets(omraade, as_of)) do section(doc, set, level) end
  doc:heading(level, "Samme måned før Covid-19")
  doc:paragraph "Februar ligger et andet sted på året end den nyeste måned: aktivering følger \z
    ferier og årstid. Her er den samme måned i det sidste år før Covid-19."
  for _, set in ipairs(before_covid.sets(omraade, as_of, true)) do comparisons.table(doc, set) end
  for _, kind in ipairs(kinds) do
    if kind.same_month then before_covid.against_others(doc, omraade, OTHERS, as_of, kind) end
  end
  doc:heading(level, "Hændelsens tre rækker")
  doc:paragraph "Den rå forskel, forskellen mod det, som serien selv lagde op til, og forskellen \z
    mod andres ændring. Hvor de er uenige, er det resultatet."
  before_covid.event_rows(doc, omraade, OTHERS[1], as_of, kinds[1])
  doc:heading(level, "Kvartalet i 2019")
  doc:paragraph "Udvalget tog 3. kvartal 2019 i stedet for februar 2020. På det syntetiske sæt er \z
    kvartalerne de offentliggjorte; månederne mellem dem er opdigtede."
  before_covid.quarter_table(doc, omraade, as_of)
  doc:heading(level, "Måned for måned")
  before_covid.chart(doc, omraade, as_of)
end

return before_covid
