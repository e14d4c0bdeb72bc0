-- Varighed: the mean duration of ended spells, and expenditure per spell and per person in the
-- labour force, own municipality against the RAR and the country.
--
-- Purpose: »Vi følger ydelsesgrupperne på antal ydelsesmodtagere, gennemsnitlig varighed og
--   udgifter pr. forløb/pr. person i arbejdsstyrken – sammenlignet med RAR Øst og landet« (Det gode
--   liv i beskæftigelse). No figure of it is printed: all are of the synthetic set, and every table
--   says so. A year against 2019.
-- Usage:   indsats scripts/varighed.lua [--as-of DATE] [--kommune NAVN] [--out DIR]
--   --as-of DATE     the last year that has ended by then; default: the end of the set
-- Input:   data/syntetisk/ (make data)

local cells = require "followup.cells"
local danish = require "report.danish"
local native = require "native"
local paper = require "followup.paper"
local synthetic = require "domain.synthetic"
local years = require "followup.years"

local options = paper.options("varighed", { arguments = arg, kommune = true,
  purpose = "Varighed og udgifter pr. forløb og pr. person i arbejdsstyrken (SYNTETISK)." })

local ALL, FULL_YEAR = "Ydelsesgrupper i alt", 52
local benefits = { "A-dagpenge", "Kontanthjælp", "Uddannelseshjælp", "Integrationsydelse",
  "Sygedagpenge", "Jobafklaringsforløb", "Ressourceforløb", "Revalidering", "Ledighedsydelse" }
local areas = { options.kommune, table.unpack(paper.others(options.kommune)) }

local year = years.newest(options)
local BEFORE = math.min(2019, year - 1)

-- Kroner of one week on the benefit, times the mean weeks of a spell.
local function per_spell(omraade, ydelse, of_year)
  local found = years.duration(omraade, ydelse, of_year)
  local paid = years.kroner(omraade, ydelse, of_year)
  local persons = years.full_time(omraade, ydelse, of_year)
  if not (found and paid and persons) then return nil end
  return found.weeks * paid / (persons * FULL_YEAR)
end

local function per_person(omraade, ydelse, of_year)
  local paid = years.kroner(omraade, ydelse, of_year)
  local force = cells.at(synthetic.points("arbejdsstyrke_aar", "Arbejdsstyrken", {
    omraade = omraade, alder = "I alt" }), tostring(of_year))
  return paid and paid / force.value
end

-- ---- the tables ----

local doc = paper.new(options.kommune, { title = ("Varighed og udgifter, %d"):format(year),
  as_of = native.period(tostring(year)).last_day, synthetic = true,
  description = "Ydelsesgrupperne på varighed, udgifter pr. forløb og pr. person." })
local data = { ydelser = {} }

local function point(value) return value and { value = value } or nil end

local function gap_note(value, text)
  if value then return text end
  return { text = ".", note = "Et kvartals tal er skjult: der er for få forløb til et årstal." }
end

local function duration_row(ydelse)
  local now = years.duration(options.kommune, ydelse, year)
  local before = years.duration(options.kommune, ydelse, BEFORE)
  local row = { ydelse, gap_note(now, now and danish.number(now.spells, 0)),
    gap_note(before, before and danish.number(before.weeks, 1)),
    gap_note(now, now and danish.number(now.weeks, 1)),
    cells.difference(point(before and before.weeks), point(now and now.weeks), 1) }
  for _, omraade in ipairs { table.unpack(areas, 2) } do
    local other = years.duration(omraade, ydelse, year)
    row[#row + 1] = other and danish.number(other.weeks, 1) or "–"
  end
  data.ydelser[#data.ydelser + 1] = { __order = { "ydelse", "forloeb", "uger_foer", "uger" },
    ydelse = ydelse, forloeb = now and now.spells or native.json_null,
    uger_foer = before and before.weeks or native.json_null,
    uger = now and now.weeks or native.json_null }
  return row
end

local function with_others(columns, label)
  for i = 2, #areas do
    columns[#columns + 1] = { name = "o" .. i, label = areas[i], group = label, align = "right" }
  end
  return columns
end

local function duration_table()
  local rows = {}
  for i, ydelse in ipairs(benefits) do rows[i] = duration_row(ydelse) end
  rows[#rows + 1] = duration_row(ALL)
  rows[#rows].strong = true
  doc:table { caption = ("Afsluttede forløb og deres varighed i uger, %d (SYNTETISK)"):format(year),
    columns = with_others({ { name = "ydelse", label = "Ydelse", header = true },
      { name = "spells", label = "Forløb", group = options.kommune, align = "right" },
      { name = "before", label = tostring(BEFORE), group = options.kommune, align = "right" },
      { name = "now", label = tostring(year), group = options.kommune, align = "right" },
      { name = "change", label = "Ændring", group = options.kommune, align = "right" } },
      tostring(year)), rows = rows,
    note = "Årets varighed er kvartalernes, vejet med deres forløb. Den er af afsluttede forløb: \z
      når de længste endelig afsluttes, stiger den. Ændringer er regnet på uafrundede tal." }
end

local function duration_chart()
  local list = {}
  for i, omraade in ipairs(areas) do
    local points = {}
    for k, ydelse in ipairs(benefits) do
      local found = years.duration(omraade, ydelse, year)
      points[k] = { x = ydelse, y = found and found.weeks,
        text = found and danish.number(found.weeks, 1) or nil }
    end
    list[i] = { label = omraade, points = points }
  end
  doc:chart { kind = "bar", title = ("Gennemsnitlig varighed i uger, %d (SYNTETISK)"):format(year),
    unit = "uger", decimals = 1, series = list,
    description = "Afsluttede forløbs gennemsnitlige varighed, kommunen mod de andre." }
end

-- Kroner, or why there are none.
local function kroner(value)
  if value then return danish.number(value, 0) end
  return { text = "–",
    note = "Kan ikke regnes: et tal, som det regnes af, er skjult eller mangler." }
end

local function money_table(caption, list, value, note)
  local rows = {}
  for i, ydelse in ipairs(list) do
    local before, now = value(options.kommune, ydelse, BEFORE), value(options.kommune, ydelse, year)
    local row = { ydelse, kroner(before), kroner(now), cells.percent(point(before), point(now)),
      strong = ydelse == ALL }
    for _, omraade in ipairs { table.unpack(areas, 2) } do
      local other = value(omraade, ydelse, year)
      row[#row + 1] = kroner(other)
    end
    rows[i] = row
  end
  doc:table { caption = caption, columns = with_others({
    { name = "ydelse", label = "Ydelse", header = true },
    { name = "before", label = tostring(BEFORE), group = options.kommune, align = "right" },
    { name = "now", label = tostring(year), group = options.kommune, align = "right" },
    { name = "change", label = "Ændring", group = options.kommune, align = "right" } },
    tostring(year)), rows = rows, note = note }
end

-- The project of May 2019 to April 2021: the quarters one by one.
local function project()
  doc:heading(2, "Jobafklaringsforløb, kvartal for kvartal")
  doc:paragraph "Investeringsprojektet maj 2019 – april 2021 skal »nedbringe den gennemsnitlige \z
    varighed for borgere i jobafklaringsforløb« (Beskæftigelsesplan 2021, kapitel 3)."
  local list = {}
  for i, omraade in ipairs(areas) do
    local points = {}
    for _, one in ipairs(synthetic.points("varighed_kvartal",
      "Gnsn. varighed af afsluttede forløb (uger)", { omraade = omraade,
        ydelse = "Jobafklaringsforløb", gruppe = "I alt" })) do
      if one.period.last_day <= options.as_of and one.period >= native.period "2018Q1" then
        points[#points + 1] = { x = one.period, y = one.value,
          text = one.value and danish.number(one.value, 1) or "." }
      end
    end
    list[i] = { label = omraade, points = points }
  end
  doc:chart { kind = "line", title = "Varighed af jobafklaringsforløb, uger (SYNTETISK)",
    unit = "uger", decimals = 1, series = list, marks = year >= 2019 and {
      { x = native.period "2019Q2", label = "Projektet begynder" } } or nil,
    description = "Gennemsnitlig varighed af de forløb, der sluttede i kvartalet." }
end

local all = { table.unpack(benefits) }
for _, ydelse in ipairs { "Fleksjob", "Førtidspension", ALL } do all[#all + 1] = ydelse end

paper.synthetic(doc)
doc:heading(2, "Varighed")
duration_table()
duration_chart()
doc:heading(2, "Udgifter")
money_table(("Udgift pr. afsluttet forløb i kroner, %d (SYNTETISK)"):format(year), benefits,
  per_spell, "Gennemsnitlig varighed i uger gange ydelsens udgift pr. fuldtidsuge (årets \z
    forsørgelsesudgifter over fuldtidspersoner gange 52). Løbende priser, før refusion.")
money_table(("Udgift pr. person i arbejdsstyrken i kroner, %d (SYNTETISK)"):format(year), all,
  per_person, "Årets forsørgelsesudgifter over arbejdsstyrken. Løbende priser, før refusion. \z
    Jobindsats' udgifter er ikke kommunens regnskab.")
project()
paper.finish(doc, "varighed", options, data, { "ydelser" })
