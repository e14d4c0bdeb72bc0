-- Figures in the form of data/publicerede_tal.csv: what the goals of the plans, the projects and
-- the focus list would be measured by. Each is a rest of the other tables, or a count that a
-- municipality keeps for itself.

local calendar = require "synthetic.calendar"
local chance = require "synthetic.chance"
local numbers = require "synthetic.numbers"
local offers = require "synthetic.offers"
local recipients = require "synthetic.recipients"
local spells = require "synthetic.spells"

local local_figures = {}

local figures_of, text_of = {}, numbers.tenths_text

-- A row: place, area, benefit, group, measure, period, value (text), unit.
local function add(rows, place, area, id, measure, period, value, unit)
  local ydelse, gruppe = id:match "^(.*)|(.*)$"
  if ydelse == "Ydelsesgrupper i alt" then ydelse = "Alle" end
  rows[#rows + 1] = { "SYNTETISK", "syntetisk tabel: " .. place, area.name, ydelse, gruppe,
    measure, period, value, unit }
end

function figures_of.population(rows, area)
  for _, id in ipairs { recipients.ALL, "Kontanthjælp|I alt" } do
    for t = 1, calendar.MONTHS do
      add(rows, "personer_maaned", area, id, "Fuldtidspersoner i pct. af befolkningen",
        calendar.month(t), numbers.share_text(area.of[id].full_time[t],
          area.population[calendar.year_index(t)]), "pct.")
    end
  end
end

function figures_of.unemployed(rows, area)
  for t = 1, calendar.MONTHS do
    add(rows, "langtidsledige_maaned", area, recipients.ALL,
      "Andel langtidsledige ift. bruttoledige", calendar.month(t),
      numbers.share_text(area.long[t], area.gross[t]), "pct.")
  end
end

function figures_of.activation(rows, area)
  for t = 1, calendar.MONTHS do
    local activated, all, in_guidance = 0, 0, 0
    for _, id in ipairs(offers.benefits) do
      activated = activated + offers.full_time(area, id, t)
      all = all + area.of[id].full_time[t]
      in_guidance = in_guidance + area.offers[id].months[1][t]
    end
    local period = calendar.month(t)
    add(rows, "aktiveringsgrad_maaned", area, recipients.ALL, "Aktiveringsgrad", period,
      numbers.share_text(activated, all), "pct.")
    add(rows, "aktiverede_maaned", area, recipients.ALL,
      "Antal aktiverede: Vejledning og opkvalificering i alt", period,
      numbers.count_text(in_guidance), "personer")
  end
end

function figures_of.spells(rows, area)
  for q = 1, calendar.QUARTERS do
    local period = calendar.quarter(q)
    for _, id in ipairs { spells.ALL, "Sygedagpenge|I alt", "Jobafklaringsforløb|I alt" } do
      add(rows, "varighed_kvartal", area, id, "Gnsn. varighed af afsluttede forløb (uger)", period,
        text_of(spells.mean(area.spells[id][q])), "uger")
    end
    add(rows, "status_efter_kvartal", area, spells.ALL, "Andel afsluttet til job", period,
      text_of(spells.shares(area.spells[spells.ALL][q])[1]), "pct.")
    add(rows, "status_efter_kvartal", area, "Kontanthjælp|Jobparate",
      "Status 1 md. efter afsluttet forløb, pct.", period,
      text_of(spells.shares(area.spells["Kontanthjælp|Jobparate"][q])[1]), "pct.")
  end
end

function figures_of.ready(rows, area)
  local ready = "Kontanthjælp|Jobparate"
  for t = 1, calendar.MONTHS do
    add(rows, "personer_maaned", area, ready, "Antal personer", calendar.month(t),
      numbers.count_text(area.of[ready].persons[t]), "personer")
    for _, id in ipairs { ready, "Kontanthjælp|I alt" } do
      local hours = area.hours[id].months
      add(rows, "ordinaere_timer_maaned", area, id, "Andel personer med ordinære timer",
        calendar.month(t), numbers.share_text(hours.with[t], hours.all[t]), "pct.")
    end
  end
end

-- ---- what a municipality counts itself: Hedensted alone ----

-- Measure, first and last value in tenths, unit.
local project = {
  { "Andel i virksomhedsrettet indsats", 310, 465, "pct." },
  { "Andel personer med ordinære timer", 110, 205, "pct." },
  { "Passivandel", 280, 120, "pct." },
  { "Andel med CV på Jobnet", 520, 880, "pct." },
  { "Andel undtaget fra 225-timersreglen", 460, 330, "pct." },
  { "Sager pr. personlig jobformidler", 340, 290, "sager" },
}

-- The project Flere skal med 2: March 2019 (t = 39) to December 2020 (t = 60).
local function fill_project(rows, area)
  for _, one in ipairs(project) do
    local key = chance.key("project " .. one[1])
    for t = 39, 60 do
      local value = one[2] + (one[3] - one[2]) * (t - 39) / 21 + 8 * chance.normal(key, t)
      add(rows, "lokale optællinger", area, "Kontanthjælp|Flere skal med 2", one[1],
        calendar.month(t), text_of(numbers.round(value)), one[4])
    end
  end
end

local function fill_counts(rows, area)
  local function count(t, gruppe, measure, value, unit, period)
    add(rows, "lokale optællinger", area, "Alle|" .. gruppe, measure, period or calendar.month(t),
      ("%d"):format(value), unit)
  end
  for t = 37, 48 do -- 2019
    count(t, "Flygtningekvinder", "Antal personer i hel eller delvis beskæftigelse",
      3 + (t - 37) * 2 // 3, "personer")
  end
  count(nil, "I alt", "Nye virksomheder i Code of Care", 17, "virksomheder", "2019")
  for t = 49, 60 do -- 2020
    count(t, "I alt", "Uddannelsesløft i gang", 4 + (t - 49), "forløb")
    count(t, "I alt", "Voksenlærlingeaftaler, år til dato", (t - 48) * 47 // 12, "aftaler")
  end
end

-- The rows, in order: Hedensted with its own counts, then the RAR and the country.
function local_figures.rows(areas)
  local rows, own = {}, areas[areas.own]
  for _, area in ipairs { own, areas[#areas - 1], areas[#areas] } do
    for _, name in ipairs { "population", "unemployed", "activation", "spells", "ready" } do
      figures_of[name](rows, area)
    end
  end
  fill_project(rows, own)
  fill_counts(rows, own)
  return rows
end

local_figures.header = { "dokument", "sted", "omraade", "ydelse", "gruppe", "maaling", "periode",
  "vaerdi", "enhed" }
return local_figures
