-- Potentiale: what it would mean in full-time persons and kroner to be at the level of the RAR or
-- the country (potentialeberegning).
--
-- Purpose: »Økonomien i Jobcentret er afhængig af hvor godt vi klarer os sammenlignet med RAR
--   Østjylland og Landet« (Det gode liv i beskæftigelse), and the potentialeberegning that was laid
--   before UFB with jobafklaringsforløb on 4 March 2019, whose figures are an attachment that is
--   not in the text. All figures are of the synthetic set; the assumptions are printed.
-- Usage:   indsats scripts/potentiale.lua [--as-of DATE] [--kommune NAVN] [--out DIR]
--   --as-of DATE     the last year that has ended by then; default: the end of the set
-- Input:   data/syntetisk/ (make data)

local cells = require "followup.cells"
local danish = require "report.danish"
local native = require "native"
local paper = require "followup.paper"
local synthetic = require "domain.synthetic"
local years = require "followup.years"

local options = paper.options("potentiale", { arguments = arg, kommune = true,
  purpose = "Hvad det ville betyde at ligge på niveau med RAR eller landet (SYNTETISK)." })

local benefits = { "A-dagpenge", "Kontanthjælp", "Uddannelseshjælp", "Integrationsydelse",
  "Sygedagpenge", "Jobafklaringsforløb", "Ressourceforløb", "Revalidering", "Ledighedsydelse",
  "Fleksjob", "Førtidspension" }
local others = paper.others(options.kommune)
local year = years.newest(options)

-- ---- the figures of a benefit in an area ----

local function population(omraade)
  return cells.at(synthetic.points("arbejdsstyrke_aar", "Befolkningen 16-66 år", {
    omraade = omraade, alder = "I alt" }), tostring(year)).value
end

-- { persons (mean of the quarters), rate (per cent of the population), price (kroner a year) }, or
-- nil where a quarter is hidden.
local function level(omraade, ydelse)
  local persons = years.full_time(omraade, ydelse, year)
  local kroner = years.kroner(omraade, ydelse, year)
  if not (persons and kroner) then return nil end
  return { persons = persons, rate = 100 * persons / population(omraade), price = kroner / persons }
end

-- What own municipality is above the other's level: full-time persons and kroner; below is less
-- than nought.
local function potential(own, other)
  if not (own and other) then return nil end
  local persons = own.persons - other.rate / 100 * population(options.kommune)
  return { persons = persons, kroner = persons * own.price }
end

local doc = paper.new(options.kommune, { title = ("Potentialeberegning, %d"):format(year),
  as_of = native.period(tostring(year)).last_day, synthetic = true,
  description = "Fuldtidspersoner og kroner ved at ligge på niveau med andre." })
local data = { potentiale = {} }

local function millions(kroner) return danish.signed(kroner / 1e6, 1) end

-- ---- the tables ----

local function levels_table()
  local rows = {}
  for i, ydelse in ipairs(benefits) do
    local own = level(options.kommune, ydelse)
    rows[i] = { ydelse, own and danish.number(own.persons, 0) or "–",
      own and danish.number(own.price, 0) or "–", own and danish.number(own.rate, 2) or "–" }
    for _, omraade in ipairs(others) do
      local other = level(omraade, ydelse)
      table.insert(rows[i], other and danish.number(other.rate, 2) or "–")
    end
  end
  local columns = { { name = "ydelse", label = "Ydelse", header = true },
    { name = "persons", label = "Fuldtid", group = options.kommune, align = "right" },
    { name = "price", label = "Kr. pr. år", group = options.kommune, align = "right" },
    { name = "own", label = options.kommune, group = "Pct. af befolkningen", align = "right" } }
  for k, omraade in ipairs(others) do
    columns[k + 4] = { name = "o" .. k, label = omraade, group = "Pct. af befolkningen",
      align = "right" }
  end
  doc:table { caption = ("Niveauet på hver ydelse, %d (SYNTETISK)"):format(year),
    columns = columns, rows = rows,
    note = "Pct. af befolkningen er fuldtidspersoner over de 16-66-årige, gennemsnit af årets \z
      kvartaler. Kr. pr. år er forsørgelsesudgiften for én fuldtidsperson." }
end

-- The sums: all benefits, and only those where own municipality is above.
local function totals(found)
  local net, above = { persons = 0, kroner = 0 }, { persons = 0, kroner = 0 }
  for _, one in ipairs(found) do
    for _, key in ipairs { "persons", "kroner" } do
      net[key] = net[key] + one[key]
      if one.persons > 0 then above[key] = above[key] + one[key] end
    end
  end
  return net, above
end

local function sum_row(label, sums)
  local row = { label, strong = true }
  for _, one in ipairs(sums) do
    row[#row + 1] = danish.signed(one.persons, 1)
    row[#row + 1] = millions(one.kroner)
  end
  return row
end

-- The cells of one area in every row; gives the potentials.
local function fill_column(rows, omraade)
  local found = {}
  for i, ydelse in ipairs(benefits) do
    local one = potential(level(options.kommune, ydelse), level(omraade, ydelse))
    found[#found + 1] = one
    table.insert(rows[i], one and danish.signed(one.persons, 1) or "–")
    table.insert(rows[i], one and millions(one.kroner) or "–")
    data.potentiale[#data.potentiale + 1] = one and { __order = { "ydelse", "omraade",
        "fuldtidspersoner", "kroner" },
      ydelse = ydelse, omraade = omraade, fuldtidspersoner = one.persons, kroner = one.kroner }
  end
  return found
end

local function potential_table()
  local rows, columns, nets, aboves = {}, { { name = "ydelse", label = "Ydelse", header = true } },
    {}, {}
  local hidden = 0
  for i, ydelse in ipairs(benefits) do
    rows[i] = { ydelse }
    hidden = hidden + (level(options.kommune, ydelse) and 0 or 1)
  end
  for k, omraade in ipairs(others) do
    local found = fill_column(rows, omraade)
    nets[k], aboves[k] = totals(found)
    columns[#columns + 1] = { name = "p" .. k, label = "Fuldtid", group = "Mod " .. omraade,
      align = "right" }
    columns[#columns + 1] = { name = "k" .. k, label = "Mio. kr.", group = "Mod " .. omraade,
      align = "right" }
  end
  rows[#rows + 1] = sum_row("Alle ydelser, netto", nets)
  rows[#rows + 1] = sum_row("Kun hvor der er flere", aboves)
  local caption = "Potentialet ved at ligge på de andres niveau, %d (SYNTETISK)"
  doc:table { caption = caption:format(year), columns = columns, rows = rows,
    note = { "Plus: så mange færre fuldtidspersoner og kroner på de andres niveau. Minus: \z
      kommunen ligger allerede under det.", hidden > 0 and "Ydelser uden tal er ikke med i \z
      summerne: et kvartals tal er skjult." or nil } }
  return nets, aboves
end

-- Shorter spells of jobafklaring: what UFB had calculated on 4 March 2019.
local function shorter_spells()
  doc:heading(2, "Kortere jobafklaringsforløb")
  doc:paragraph "»Vedhæftede dokumenter beskriver indsats og potentialeberegning med henblik på \z
    en forbedret indsats for borgere i Jobafklaringsforløb« (UFB, 4. marts 2019, punkt 34). \z
    Bilaget er ikke offentliggjort; her er regnestykket på det syntetiske sæt."
  local ydelse, rows = "Jobafklaringsforløb", {}
  local own, weeks = level(options.kommune, ydelse), years.duration(options.kommune, ydelse, year)
  for _, omraade in ipairs(own and weeks and others or {}) do
    local other = years.duration(omraade, ydelse, year)
    local persons = own.persons * (1 - other.weeks / weeks.weeks)
    rows[#rows + 1] = { omraade, danish.number(weeks.weeks, 1), danish.number(other.weeks, 1),
      danish.signed(persons, 1), millions(persons * own.price) }
  end
  if #rows == 0 then
    doc:paragraph "Der er for få forløb i kommunen: kvartalernes tal er skjult."
    return
  end
  doc:table { caption = ("Varighed som de andres, %d (SYNTETISK)"):format(year), columns = {
    { name = "area", label = "Som i", header = true },
    { name = "own", label = "Uger, " .. options.kommune, align = "right" },
    { name = "other", label = "Uger dér", align = "right" },
    { name = "persons", label = "Fuldtid", align = "right" },
    { name = "kroner", label = "Mio. kr.", align = "right" } }, rows = rows,
    note = "Fuldtidspersoner gange (1 – ugerne dér over ugerne her): når forløb bliver kortere og \z
      tilgangen er den samme, er der færre på ydelsen ad gangen. Minus: forløbene er allerede \z
      kortere." }
end

local function assumptions()
  doc:heading(2, "Forudsætninger")
  doc:list {
    "Niveauet er fuldtidspersoner i pct. af de 16-66-årige. Der er ikke taget højde for alder, \z
      uddannelse, erhverv eller andre rammevilkår, som STAR's benchmark gør.",
    ("%s indgår selv i %s."):format(options.kommune, danish.list(others)),
    "Prisen er kommunens egen forsørgelsesudgift pr. fuldtidsperson på ydelsen i året, før \z
      statens refusion: kommunens andel er mindre og afhænger af varigheden (refusionstrappen).",
    "En person, der forlader én ydelse, regnes for selvforsørgende. Går personen til en anden \z
      ydelse, er gevinsten mindre; linjen »netto« tæller den anden ydelse med.",
    "Udgifter til at komme derhen (medarbejdere, tilbud) er ikke trukket fra.",
    "Fuldtidspersoner kan lægges sammen over ydelser, men er ikke renset for dem, der har to på \z
      én gang.",
  }
end

local function summary(nets, aboves)
  local items = {}
  for k, omraade in ipairs(others) do
    items[k] = { label = "På niveau med " .. omraade, value = millions(nets[k].kroner)
        .. " mio. kr.",
      detail = ("%s fuldtidspersoner netto; kun hvor der er flere: %s, %s mio. kr."):format(
        danish.signed(nets[k].persons, 0), danish.signed(aboves[k].persons, 0),
          millions(aboves[k].kroner)) }
  end
  doc:key_figures(items)
end

paper.synthetic(doc)
doc:heading(2, "Potentialet")
local nets, aboves = potential_table()
summary(nets, aboves)
doc:heading(2, "Niveauet")
levels_table()
shorter_spells()
assumptions()
paper.finish(doc, "potentiale", options, data, { "potentiale" })
