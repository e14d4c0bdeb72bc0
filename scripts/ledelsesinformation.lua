-- Ledelsesinformation: the month and thirteen months back, each benefit against its måltal.
--
-- Purpose: what the committee is given each month (UFB, juni 2019, punkt 6): full-time persons by
--   benefit with the change on the month and on the year, the mean of the year so far against the
--   måltal, aktiveringsgrad, and the newest month marked as preliminary. The documents print none
--   of the figures: all are of the synthetic set, and every table says so.
-- Usage:   indsats scripts/ledelsesinformation.lua [--as-of DATE] [--kommune NAVN] [--out DIR]
--   --as-of DATE     the last day of the newest month; default: the end of the set
-- Input:   data/syntetisk/ (make data), data/publicerede_tal.csv

local cells = require "followup.cells"
local danish = require "report.danish"
local figures_of = require "domain.figures"
local native = require "native"
local paper = require "followup.paper"
local synthetic = require "domain.synthetic"

local options = paper.options("ledelsesinformation", { arguments = arg, kommune = true,
  purpose = "Måneden og 13 måneder bagud: hver ydelse mod sit måltal (SYNTETISK)." })

local ALL = "Ydelsesgrupper i alt"
local benefits = { "A-dagpenge", "Kontanthjælp", "Uddannelseshjælp", "Integrationsydelse",
  "Sygedagpenge", "Jobafklaringsforløb", "Ressourceforløb", "Revalidering", "Ledighedsydelse",
  "Fleksjob", "Førtidspension", ALL }

local function read_all(name, measure, with_group)
  local found = {}
  for _, ydelse in ipairs(benefits) do
    found[ydelse] = synthetic.points(name, measure, { omraade = options.kommune, ydelse = ydelse,
      gruppe = with_group and "I alt" or nil })
  end
  return found
end

local revised = read_all("personer_maaned", "Antal fuldtidspersoner", true)
local first = read_all("personer_maaned_foerste_udgave", "Antal fuldtidspersoner", false)
local series = revised[ALL]
local as_of = options.as_of or series[#series].period.last_day
paper.check_day(as_of, series[14].period.last_day)
options.as_of = as_of

-- The newest month that has ended, and how many months of its year are final.
local newest
for _, point in ipairs(series) do
  if point.period.last_day <= as_of then newest = point.period end
end
local before, year_ago = newest - 1, newest - 12

-- What was known on the day: the newest month as first published, the others as they are now.
local function known(ydelse, month)
  return cells.at(month == newest and first[ydelse] or revised[ydelse], month)
end

local statuses = { ["over måltal"] = { tone = "behind" }, ["inden for måltal"] = { tone = "good" },
  ["kun én måned"] = { tone = "open" } }
local doc = paper.new(options.kommune, { title = "Ledelsesinformation, " .. tostring(newest),
  as_of = as_of, synthetic = true, committee = true, statuses = statuses,
  description = "Fuldtidspersoner på ydelserne, måneden og 13 måneder bagud, mod måltal." })

-- ---- the year so far against the måltal ----

-- The mean of the final months of the newest month's year, weighted by their days; and how many.
local function year_so_far(ydelse)
  local sum, days, months = 0, 0, 0
  for _, point in ipairs(revised[ydelse]) do
    local same_year = point.period:id():sub(1, 4) == newest:id():sub(1, 4)
    if same_year and point.period < newest and point.value then
      local length = point.period.last_day - point.period.first_day + 1
      sum, days, months = sum + point.value * length, days + length, months + 1
    end
  end
  if months == 0 then return nil, 0 end
  return { value = sum / days }, months
end

-- Hedensted's måltal of the year; the total is their sum.
local function target(ydelse)
  local total = 0
  for _, one in ipairs(benefits) do
    if one ~= ALL and (one == ydelse or ydelse == ALL) then
      local points = options.kommune == paper.OWN and synthetic.points("maaltal_aar",
        "Måltal, fuldtidspersoner", { omraade = options.kommune, ydelse = one }) or {}
      local found = cells.at(points, newest:id():sub(1, 4))
      if not found then return nil end
      total = total + found.value
    end
  end
  return { value = total }
end

local function verdict(mean, months, wanted)
  if not (mean and wanted) then return "–" end
  if months < 2 then return { verdict = "kun én måned" } end
  return { verdict = mean.value > wanted.value and "over måltal" or "inden for måltal" }
end

-- ---- the tables ----

local data = { maaneder = {}, ydelser = {} }

local function month_table()
  local rows = {}
  for i, ydelse in ipairs(benefits) do
    local now, last, year = cells.at(first[ydelse], newest), cells.at(first[ydelse], before),
      cells.at(first[ydelse], year_ago)
    rows[i] = { ydelse, cells.figure(now, 0), cells.figure(last, 0),
      cells.difference(last, now, 0), cells.figure(year, 0), cells.difference(year, now, 0),
      cells.percent(year, now), strong = ydelse == ALL }
    data.ydelser[i] = { __order = { "ydelse", "nu", "maaneden_foer", "aaret_foer" },
      ydelse = ydelse, nu = cells.data(now), maaneden_foer = cells.data(last),
      aaret_foer = cells.data(year) }
  end
  local caption = "Fuldtidspersoner i %s mod måneden og året før (SYNTETISK)"
  doc:table { caption = caption:format(tostring(newest)), columns = {
    { name = "ydelse", label = "Ydelse", header = true },
    { name = "now", label = paper.head(newest) .. " (foreløbig)", align = "right" },
    { name = "before", label = paper.head(before), align = "right" },
    { name = "month", label = "Ændring på måneden", align = "right" },
    { name = "ago", label = paper.head(year_ago), align = "right" },
    { name = "year", label = "Ændring på året", align = "right" },
    { name = "percent", label = "I pct.", align = "right" } }, rows = rows,
    note = "Alle tre måneder er vist, som de først blev udgivet: en ny måned bliver revideret \z
      opad ved næste udgivelse og kan ikke holdes mod en, der er revideret. De reviderede tal \z
      står i afsnittet »13 måneder bagud«." }
end

local function target_table()
  local rows, months = {}, 0
  for i, ydelse in ipairs(benefits) do
    local mean, count = year_so_far(ydelse)
    local wanted = target(ydelse)
    months = count
    rows[i] = { ydelse, mean and danish.number(mean.value, 1) or "–", cells.figure(wanted, 0),
      cells.difference(wanted, mean, 1), cells.percent(wanted, mean),
      verdict(mean, count, wanted), strong = ydelse == ALL }
    data.ydelser[i].maaltal = wanted and wanted.value or native.json_null
    data.ydelser[i].aar_til_dato = mean and mean.value or native.json_null
  end
  doc:heading(2, "Måltal")
  if months == 0 or not target(ALL) then
    doc:paragraph(months == 0 and "Årets første måned er foreløbig: der er endnu ingen endelig \z
      måned at holde mod måltallet." or "Der er ingen måltal for kommunen i sættet.")
    return
  end
  doc:paragraph { "Måltallet er et gennemsnit over året. Det holdes mod gennemsnittet af årets ",
    { text = danish.plural(months, "endelige måned", "endelige måneder"), why = {
      title = ("Årets endelige måneder pr. %s"):format(danish.date(as_of)),
      lines = { ("Til og med %s; %s er foreløbig"):format(tostring(before), tostring(newest)),
        { label = "Fil", code = true, text = "data/syntetisk/personer_maaned.csv" } } } },
    ", vejet med månedernes dage; den foreløbige måned er ikke med, for én måned vender ingen \z
    dom." }
  doc:table { caption = ("Året til og med %s mod måltallet (SYNTETISK)"):format(tostring(before)),
    columns = { { name = "ydelse", label = "Ydelse", header = true },
      { name = "mean", label = "Gennemsnit i år", align = "right" },
      { name = "target", label = "Måltal", align = "right" },
      { name = "difference", label = "Forskel", align = "right" },
      { name = "percent", label = "I pct.", align = "right" },
      { name = "verdict", label = "Status" } }, rows = rows }
end

local function matrix(title, list)
  local columns, rows = { { name = "month", label = "Måned", header = true } }, {}
  for i, ydelse in ipairs(list) do
    columns[i + 1] = { name = "c" .. i, align = "right",
      label = ydelse == ALL and "I alt" or ydelse }
  end
  for k = 13, 0, -1 do
    local month = newest - k
    local row = { k == 0 and { text = tostring(month), note = "Foreløbig: som først udgivet." }
      or tostring(month) }
    for i, ydelse in ipairs(list) do row[i + 1] = cells.figure(known(ydelse, month), 0) end
    rows[#rows + 1] = row
  end
  local caption = "%s: %s og 13 måneder bagud, fuldtidspersoner (SYNTETISK)"
  doc:table { caption = caption:format(title, tostring(newest)), columns = columns, rows = rows }
end

local function chart()
  local points = {}
  for k = 13, 0, -1 do
    local point = known(ALL, newest - k)
    points[#points + 1] = { x = newest - k, y = point.value, preliminary = k == 0,
      text = danish.number(point.value, 0) }
    data.maaneder[#points] = cells.data(point)
  end
  doc:chart { kind = "line", title = "Fuldtidspersoner på offentlig forsørgelse i alt (SYNTETISK)",
    unit = "fuldtidspersoner", decimals = 0, series = { { label = "I alt", points = points } },
    description = ("Ydelserne lagt sammen, %s til %s; sidste punkt er foreløbigt."):format(
      tostring(newest - 13), tostring(newest)) }
end

-- Each benefit in per cent of what it was thirteen months back, on one scale.
local function benefits_chart()
  local list = {}
  for i, ydelse in ipairs(benefits) do
    local points, base = {}, known(ydelse, newest - 13)
    for k = 13, 0, -1 do
      local point = known(ydelse, newest - k)
      local index = point and point.value and base and base.value and base.value > 0
        and 100 * point.value / base.value or nil
      points[#points + 1] = { x = newest - k, y = index, preliminary = k == 0 }
    end
    list[i] = { label = ydelse == ALL and "I alt" or ydelse, points = points,
      role = ydelse == ALL and "reference" or nil }
  end
  doc:chart { kind = "multiples", title = ("Hver ydelse, %s = 100 (SYNTETISK)"):format(
      tostring(newest - 13)), unit = "indeks", decimals = 0, series = list,
    description = "Fuldtidspersoner på hver ydelse i procent af måneden for 13 måneder siden; \z
      sidste punkt er foreløbigt." }
end

-- ---- activation, which the plan follows here ----

local function published_share(ydelse, gruppe, month)
  local found = figures_of.load():matching { omraade = options.kommune, ydelse = ydelse,
    gruppe = gruppe, maaling = "Andel aktiveringsberørte", periode = month:id() }
  return #found > 0 and danish.number(found:cell(1, "vaerdi"), 1) or "–"
end

local function activation_columns(is_published)
  local columns = { { name = "ydelse", label = "Ydelse", header = true },
    { name = "g1", label = paper.head(newest) .. " (foreløbig)", group = "Grad", align = "right" },
    { name = "g2", label = paper.head(year_ago), group = "Grad", align = "right" },
    { name = "t1", label = paper.head(newest) .. " (foreløbig)", group = "Berørte",
      align = "right" },
    { name = "t2", label = paper.head(year_ago), group = "Berørte", align = "right" } }
  if is_published then
    columns[6] = { name = "p", label = "Offentliggjort, berørte", align = "right" }
  end
  return columns
end

local function activation()
  doc:heading(2, "Aktivering")
  doc:paragraph "»Aktiveringsgraden følges tæt i forbindelse med månedlig udarbejdet \z
    ledelsesinformation« (Beskæftigelsesplan 2021, kapitel 3). Aktiveringsgrad er den del af \z
    tiden, der er brugt i tilbud; aktiveringsberørte er personer med mindst én dag i tilbud."
  local rows, is_published = {}, false
  for i, one in ipairs { { "A-dagpenge", "I alt" }, { "Kontanthjælp", "Jobparate" },
    { "Kontanthjælp", "Aktivitetsparate" }, { "Uddannelseshjælp", "I alt" },
    { "Sygedagpenge", "I alt" }, { "Jobafklaringsforløb", "I alt" },
    { "Ressourceforløb", "I alt" } } do
    local where = { omraade = options.kommune, ydelse = one[1], gruppe = one[2] }
    local degree = synthetic.points("aktiveringsgrad_maaned", "Aktiveringsgrad", where)
    local touched = synthetic.points("aktiveringsgrad_maaned", "Andel aktiveringsberørte", where)
    rows[i] = { one[1] .. (one[2] == "I alt" and "" or ", " .. one[2]:lower()),
      cells.figure(cells.at(degree, newest), 1), cells.figure(cells.at(degree, year_ago), 1),
      cells.figure(cells.at(touched, newest), 1), cells.figure(cells.at(touched, year_ago), 1),
      published_share(one[1], one[2], newest) }
    is_published = is_published or rows[i][6] ~= "–"
  end
  for _, row in ipairs(rows) do row[6] = is_published and row[6] or nil end
  doc:table { caption = ("Aktivering i %s og året før, pct. (SYNTETISK)"):format(tostring(newest)),
    columns = activation_columns(is_published), rows = rows,
    note = ("%s er foreløbig: kilden retter sin nyeste måned."):format(paper.head(newest)) ..
      (is_published and " Kolonnen »Offentliggjort« er den eneste med rigtige tal: dem, udvalget \z
      har fået." or "") }
end

-- ---- what last month's paper said ----

local function revision()
  local rows = {}
  for i, ydelse in ipairs(benefits) do
    local was, is = cells.at(first[ydelse], before), cells.at(revised[ydelse], before)
    rows[i] = { ydelse, cells.figure(was, 0), cells.figure(is, 0), cells.difference(was, is, 0),
      cells.percent(was, is), strong = ydelse == ALL }
  end
  doc:heading(2, "Revision af sidste måned")
  doc:table { caption = ("%s, som den først blev udgivet og som den er nu (SYNTETISK)"):format(
      paper.head(before)), columns = {
    { name = "ydelse", label = "Ydelse", header = true },
    { name = "was", label = "Først udgivet", align = "right" },
    { name = "is", label = "Nu", align = "right" },
    { name = "difference", label = "Revision", align = "right" },
    { name = "percent", label = "I pct.", align = "right" } }, rows = rows }
end

paper.synthetic(doc, "Ledelsesinformationens egne tal og måltal er bilag, som ikke er \z
  offentliggjort.")
doc:heading(2, "Måneden")
month_table()
chart()
target_table()
doc:heading(2, "13 måneder bagud")
benefits_chart()
matrix("Ledige og unge", { "A-dagpenge", "Kontanthjælp", "Uddannelseshjælp",
  "Integrationsydelse" })
matrix("Syge og i forløb", { "Sygedagpenge", "Jobafklaringsforløb", "Ressourceforløb",
  "Revalidering" })
matrix("Øvrige og alle", { "Ledighedsydelse", "Fleksjob", "Førtidspension", ALL })
activation()
revision()
paper.finish(doc, "ledelsesinformation", options, data, { "ydelser", "maaneder" })
