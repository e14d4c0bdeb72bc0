-- Ledighed: unemployment and youth unemployment in number, per cent and change, own municipality
-- against the RAR and the country, since before Covid-19.
--
-- Purpose: what chapter 1 of Beskæftigelsesplan 2021 tells (maj 2019 - maj 2020, the young, who
--   were hit hardest), first as published and recomputed, then as series against others. The
--   published figures are Hedensted's alone; the series are of the synthetic set, and every table
--   says so.
-- Usage:   indsats scripts/ledighed.lua [--as-of DATE] [--kommune NAVN] [--out DIR]
-- Input:   data/publicerede_tal.csv, data/paastande.lua, data/syntetisk/ (make data)

local area = require "domain.area"
local cells = require "followup.cells"
local claim = require "domain.claim"
local danish = require "report.danish"
local figures_of = require "domain.figures"
local native = require "native"
local paper = require "followup.paper"
local synthetic = require "domain.synthetic"

local options = paper.options("ledighed", { arguments = arg, kommune = true,
  purpose = "Ledighed og ungeledighed mod RAR og landet, siden før Covid-19 (delvis SYNTETISK)." })

local ALL, YOUNG = "I alt", "Under 30 år"
local BEFORE = native.period "2020M02" -- the last month before Covid-19
local areas = { options.kommune, table.unpack(paper.others(options.kommune)) }

local measures = { count = "Antal ledige fuldtidspersoner",
  percent = "Ledige fuldtidspersoner i pct. af arbejdsstyrken" }

local function series(omraade, alder, measure)
  return synthetic.points("ledige_maaned", measures[measure], { omraade = omraade, alder = alder,
    ydelse = "Ydelsesgrupper i alt" })
end

-- The per cents as the counts and the workforce of the year give them: the source's own have one
-- decimal, and the difference of two of those can be a tenth from the true one.
local function unrounded(omraade, alder)
  local points = series(omraade, alder, "count")
  local workforce = synthetic.points("arbejdsstyrke_aar", "Arbejdsstyrken", { omraade = omraade,
    alder = alder })
  for _, point in ipairs(points) do
    local year = cells.at(workforce, point.period:id():sub(1, 4))
    point.value = point.value and year and year.value and 100 * point.value / year.value
  end
  return points
end

local own = series(options.kommune, ALL, "count")
options.as_of = options.as_of or own[#own].period.last_day
paper.check_day(options.as_of, native.period("2020M03").last_day)
local seen = synthetic.until_day(own, options.as_of)
local newest = seen[#seen].period

local doc = paper.new(options.kommune, { title = "Ledighed siden før Covid-19",
  as_of = options.as_of, description = "Ledighed og ungeledighed i antal, procent og ændring.",
  synthetic = options.kommune ~= paper.OWN })
local data = { ledighed = {} }

-- ---- as published ----

local claims_told = { ledighed_stigning_67 = true, ledighed_procent_mod_antal = true,
  ledighed_ens_39 = true, ledighed_siden_2014 = true, unge_ramt_haardest = true,
  unge_andel_af_nyledige = true }

local function published_figures(figures)
  local rows = {}
  for row in figures.frame:filter "contains(sted, 'Beskæftigelsessituationen i Hedensted lige nu')"
    :distinct "ydelse, gruppe, maaling, periode, vaerdi, enhed":rows() do
    local decimals = row.enhed == "pct." and row.vaerdi % 1 ~= 0 and 1 or 0
    rows[#rows + 1] = { row.maaling, row.ydelse == "Alle" and row.gruppe
      or row.ydelse .. ", " .. row.gruppe:lower(), tostring(row.periode),
      danish.number(row.vaerdi, decimals) .. " " .. row.enhed }
  end
  doc:table { caption = "Ledigheden, som planen har den", columns = {
    { name = "measure", label = "Måling", header = true },
    { name = "group", label = "Gruppe", align = "left" },
    { name = "period", label = "Periode", align = "left" },
    { name = "value", label = "Tal", align = "right" } }, rows = rows,
    source = "Beskæftigelsesplan 2021, kapitel 1, Beskæftigelsessituationen i Hedensted lige nu",
    note = "De 104 unge er talt over august 2019, de 160 den 3. august 2020: en måned og en dag \z
      kan ikke holdes mod hinanden, så der er ikke regnet en ændring." }
end

local function published()
  local figures = figures_of.load()
  doc:heading(2, "Hedensted, som offentliggjort")
  published_figures(figures)
  local rows = {}
  for _, one in ipairs(claim.check_all(figures)) do
    if claims_told[one.claim.id] then
      rows[#rows + 1] = { "»" .. one.claim.text .. "«", { verdict = one.word }, one.reason }
    end
  end
  doc:table { caption = "Planens sætninger om ledigheden, regnet efter", columns = {
    { name = "text", label = "Som trykt", header = true },
    { name = "word", label = "Efterregning" },
    { name = "reason", label = "Regnestykke", align = "left" } }, rows = rows }
end

-- ---- against others ----

-- The newest month's sister in the last year before Covid-19.
local function sister()
  local period = newest
  while period > BEFORE do period = period - 12 end
  return period
end

local head = { BEFORE, sister(), newest }

-- A row an area: the figure at the three times, and what `changes` makes of them.
local function area_rows(alder, measure, decimals, changes)
  local rows = {}
  for i, omraade in ipairs(areas) do
    local points, row = series(omraade, alder, measure), { omraade, strong = i == 1 }
    local exact = measure == "percent" and unrounded(omraade, alder) or points
    local found = { __order = { "omraade", "alder", "maaling", "foer", "samme_maaned_foer", "nu" },
      omraade = omraade, alder = alder, maaling = measures[measure] }
    for k, key in ipairs { "foer", "samme_maaned_foer", "nu" } do
      local point = cells.at(points, head[k])
      row[k + 1], found[key] = cells.figure(point, decimals), cells.data(point)
    end
    local now = cells.at(exact, newest)
    for k, from in ipairs { head[1], head[2], newest - 12 } do
      row[k + 4] = changes(cells.at(exact, from), now, decimals)
    end
    rows[i], data.ledighed[#data.ledighed + 1] = row, found
  end
  return rows
end

local function three_times(caption, rows, note)
  local columns = { { name = "area", label = "Område", header = true } }
  for k = 1, 3 do
    columns[k + 1] = { name = "n" .. k, label = paper.head(head[k]), align = "right" }
  end
  for k, from in ipairs { head[1], head[2], newest - 12 } do
    columns[k + 4] = { name = "c" .. k, label = "Fra " .. tostring(from), group = "Ændring",
      align = "right" }
  end
  doc:table { caption = caption, columns = columns, rows = rows, note = note }
end

local function since_before(title, alder)
  local preliminary = newest == own[#own].period and ("%s er foreløbig."):format(
    paper.head(newest)) or nil
  three_times(title .. ", fuldtidspersoner (SYNTETISK)",
    area_rows(alder, "count", 0, cells.percent), { "Tallene er ikke sæsonkorrigerede: den samme \z
      måned før Covid-19 er den rette at holde imod.", preliminary })
  three_times(title .. ", pct. af arbejdsstyrken, ændring i procentpoint (SYNTETISK)",
    area_rows(alder, "percent", 1, cells.difference), {
      (alder == YOUNG and "Af de unge i arbejdsstyrken. " or "") .. "Ændringer er regnet på \z
        antallene over arbejdsstyrken, ikke på de afrundede procenter.", preliminary })
end

-- Unemployed in per cent of what there were in February 2020, every month since May 2019.
local function index_chart()
  local list = {}
  for i, omraade in ipairs(areas) do
    local points, all = {}, series(omraade, ALL, "count")
    local base = cells.at(all, BEFORE)
    for _, point in ipairs(synthetic.until_day(all, options.as_of)) do
      if point.period >= native.period "2019M05" and point.value and base.value then
        points[#points + 1] = { x = point.period, y = 100 * point.value / base.value,
          preliminary = point.period == own[#own].period,
          text = danish.number(100 * point.value / base.value, 0) }
      end
    end
    list[i] = { label = omraade, points = points }
  end
  doc:chart { kind = "line", title = "Ledige, feb. 2020 = 100 (SYNTETISK)", unit = "indeks",
    decimals = 0, series = list, marks = { { x = native.period "2020M03", label = "Covid-19" } },
    description = "Fuldtidsledige i procent af februar 2020, måned for måned" ..
      (newest == own[#own].period and "; sidste punkt er foreløbigt." or ".") }
end

-- The municipalities of the RAR, a row each: before Covid-19 and now.
local function neighbours_chart()
  local found = {}
  for _, member in ipairs(area.members(paper.RAR)) do
    local points = series(member.name, ALL, "percent")
    local before, now = cells.at(points, sister()), cells.at(points, newest)
    found[#found + 1] = { name = member.name, before = before and before.value,
      now = now and now.value }
  end
  table.sort(found, function(a, b)
    local x, y = a.now or math.huge, b.now or math.huge
    if x ~= y then return x < y end
    return native.collate(a.name, b.name) < 0
  end)
  local list = { { label = paper.head(sister()), points = {} },
    { label = paper.head(newest), points = {} } }
  for i, one in ipairs(found) do
    list[1].points[i] = { x = one.name, y = one.before }
    list[2].points[i] = { x = one.name, y = one.now }
  end
  local country = cells.at(series(paper.COUNTRY, ALL, "percent"), newest)
  doc:chart { kind = "dot", title = ("Ledige i pct. af arbejdsstyrken i %s (SYNTETISK)"):format(
      paper.RAR), unit = "pct.", decimals = 1, x_label = "Kommune", series = list,
    highlight = options.kommune, limits = { { y = country.value, label = ("%s, %s"):format(
      paper.COUNTRY, tostring(newest)), text = cells.text(country, 1, "pct.") } },
    description = ("Kommunerne i %s efter ledigheden i %s, med samme måned før Covid-19."):format(
      paper.RAR, tostring(newest)) }
end

-- May 2019 to May 2020: what the plan tells of Hedensted, with the others beside it.
local function year_of_the_plan()
  local rows, from, to = {}, "2019M05", "2020M05"
  for i, omraade in ipairs(areas) do
    local count, percent = series(omraade, ALL, "count"), series(omraade, ALL, "percent")
    rows[i] = { omraade, cells.figure(cells.at(count, from), 0),
      cells.figure(cells.at(count, to), 0),
      cells.percent(cells.at(count, from), cells.at(count, to)),
      cells.figure(cells.at(percent, from), 1), cells.figure(cells.at(percent, to), 1),
      strong = i == 1 }
  end
  doc:table { caption = "Planens år, maj 2019 til maj 2020, mod andre (SYNTETISK)", columns = {
    { name = "area", label = "Område", header = true },
    { name = "n1", label = "Maj 2019", group = "Antal", align = "right" },
    { name = "n2", label = "Maj 2020", group = "Antal", align = "right" },
    { name = "change", label = "Ændring", align = "right" },
    { name = "p1", label = "Maj 2019", group = "Pct. af styrken", align = "right" },
    { name = "p2", label = "Maj 2020", group = "Pct. af styrken", align = "right" } }, rows = rows,
    note = options.kommune == paper.OWN and "Hedensteds antal er de offentliggjorte. Planens 2,1 \z
      pct. for maj 2019 passer ikke med 899 som 3,9 pct. af en uændret arbejdsstyrke: 536 er da \z
      2,3 pct." or nil }
end

local function share_of_new()
  local rows = {}
  for i, omraade in ipairs(areas) do
    local row = { omraade }
    for year = 2018, math.min(2021, math.tointeger(newest:id():sub(1, 4))) do
      local function count(alder)
        return cells.at(synthetic.points("nyledige_aar", "Antal nyledige", { omraade = omraade,
          alder = alder }), tostring(year))
      end
      local young, all = count(YOUNG), count(ALL)
      local ended = all.period.last_day <= options.as_of
      row[#row + 1] = ended and young.value and danish.number(100 * young.value / all.value, 1)
        or "–"
    end
    rows[i] = row
  end
  local columns = { { name = "area", label = "Område", header = true } }
  for k = 2, #rows[1] do
    columns[k] = { name = "y" .. k, label = tostring(2016 + k), align = "right" }
  end
  doc:table { caption = "Unge under 30 år af de nyledige, pct. (SYNTETISK)", columns = columns,
    rows = rows, note = "Planen: 36 pct. under Coronakrisen mod 25 pct. »i tidligere år«, uden at \z
      sige hvilke." }
end

if options.kommune == paper.OWN then published() end
doc:heading(2, "Mod andre")
paper.synthetic(doc)
since_before("Ledighed", ALL)
index_chart()
if #areas == 3 then neighbours_chart() end
if options.as_of >= native.period("2020M05").last_day then year_of_the_plan() end
doc:heading(2, "Unge under 30 år")
since_before("Ungeledighed", YOUNG)
share_of_new()
paper.finish(doc, "ledighed", options, data, { "ledighed" })
