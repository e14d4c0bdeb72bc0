-- The tables of the synthetic set as CSV texts: jobindsats' captions, ";" between fields, decimal
-- comma, "." for what is hidden, and SYNTETISK in every row.

local anchors = require "synthetic.anchors"
local calendar = require "synthetic.calendar"
local chance = require "synthetic.chance"
local hours = require "synthetic.hours"
local local_figures = require "synthetic.local_figures"
local money = require "synthetic.money"
local municipalities = require "synthetic.municipalities"
local numbers = require "synthetic.numbers"
local offers = require "synthetic.offers"
local recipients = require "synthetic.recipients"
local spells = require "synthetic.spells"
local unemployment = require "synthetic.unemployment"

local tables = {}

local count, share, tenths = numbers.count_text, numbers.share_text, numbers.tenths_text
local MARK = "SYNTETISK"

-- A table that grows: add(line), and its text.
local function new(...)
  local lines = { table.concat({ ... }, ";") .. ";Datakilde\n" }
  return lines, function(...)
    lines[#lines + 1] = table.concat({ ... }, ";") .. ";" .. MARK .. "\n"
  end
end

local function split(id)
  return (id:gsub("|", ";"))
end

local function months(of) return calendar.MONTHS, calendar.month, of.persons, of.full_time end
local function quarters(of)
  return calendar.QUARTERS, calendar.quarter, of.quarter_persons, of.quarter_full_time
end

local function year_of(at, per_year) return (at - 1) // per_year + 1 end

local function recipients_table(areas, span)
  local lines, add = new("Område", "Periode", "Ydelsesgrupper", "Visitationskategori",
    "Antal personer", "Antal fuldtidspersoner", "Fuldtidspersoner i pct. af arbejdsstyrken",
    "Fuldtidspersoner i pct. af befolkningen")
  for _, area in ipairs(areas) do
    for _, id in ipairs(recipients.rows) do
      local n, name, persons, full_time = span(area.of[id])
      for at = 1, n do
        local whole, year = full_time[at], year_of(at, n // 6)
        local hidden = numbers.is_hidden(whole)
        add(area.name, name(at), split(id), count(persons[at]), count(whole),
          hidden and "." or share(whole, area.labour_force[year]),
          hidden and "." or share(whole, area.population[year]))
      end
    end
  end
  return lines
end

-- What was not yet known of a benefit's months when they were new: persons, full-time.
local function not_known(area, id)
  local key, of, missing = chance.key("release " .. area.name .. id), area.of[id], {}
  for t = 1, calendar.MONTHS do
    local late = 0.004 + 0.018 * chance.uniform(key, t)
    missing[t] = { numbers.round(late * of.persons[t]), numbers.round(late * of.full_time[t]) }
  end
  return missing
end

-- The months as they were first published: less than what is known now. The total lacks what the
-- benefits lack.
local function first_release(areas)
  local lines, add = new("Område", "Periode", "Ydelsesgrupper", "Antal personer",
    "Antal fuldtidspersoner")
  for _, area in ipairs(areas) do
    local all = {}
    for t = 1, calendar.MONTHS do all[t] = { 0, 0 } end
    for k = 1, #recipients.benefits + 1 do
      local id = recipients.benefits[k] or recipients.ALL
      local of, missing = area.of[id], id == recipients.ALL and all or not_known(area, id)
      for t = 1, calendar.MONTHS do
        if missing ~= all then
          all[t] = { all[t][1] + missing[t][1], all[t][2] + missing[t][2] }
        end
        add(area.name, calendar.month(t), (id:gsub("|.*", "")),
          count(of.persons[t] - missing[t][1]), count(of.full_time[t] - missing[t][2]))
      end
    end
  end
  return lines
end

local function offers_table(areas, span, n, name)
  local lines, add = new("Område", "Periode", "Ydelsesgrupper", "Visitationskategori", "Tilbud",
    "Antal aktiverede")
  for _, area in ipairs(areas) do
    for _, id in ipairs(offers.rows) do
      local made, dims = area.offers[id][span], split(id)
      for at = 1, n do
        local head = area.name .. ";" .. name(at) .. ";" .. dims
        add(head, offers.TOTAL, count(made.total[at]))
        for k, offer in ipairs(offers.names) do add(head, offer, count(made[k][at])) end
      end
    end
  end
  return lines
end

local function activation_table(areas)
  local lines, add = new("Område", "Periode", "Ydelsesgrupper", "Visitationskategori",
    "Antal fuldtidsaktiverede", "Aktiveringsgrad", "Andel aktiveringsberørte")
  for _, area in ipairs(areas) do
    for _, id in ipairs(offers.rows) do
      local of, total = area.of[id], area.offers[id].months.total
      for t = 1, calendar.MONTHS do
        local whole = offers.full_time(area, id, t)
        local hidden = numbers.is_hidden(total[t])
        add(area.name, calendar.month(t), split(id), count(whole),
          hidden and "." or share(whole, of.full_time[t]),
          hidden and "." or share(total[t], of.persons[t]))
      end
    end
  end
  return lines
end

-- The share is published also where the count is hidden, as jobindsats does.
local function hours_table(areas, span, n, name)
  local lines, add = new("Område", "Periode", "Ydelsesgrupper", "Visitationskategori",
    "Antal personer i alt", "Antal personer med ordinære timer",
    "Andel personer med ordinære timer", "Gennemsnitligt antal ordinære timer pr. måned")
  for _, area in ipairs(areas) do
    for _, id in ipairs(hours.rows) do
      local made = area.hours[id][span]
      for at = 1, n do
        local hidden = numbers.is_hidden(made.all[at])
        add(area.name, name(at), split(id), count(made.all[at]), count(made.with[at]),
          hidden and "." or share(made.with[at], made.all[at]),
          numbers.is_hidden(made.with[at]) and "." or tenths(hours.each(area, id, at)))
      end
    end
  end
  return lines
end

local function unemployed_table(areas)
  local lines, add = new("Område", "Periode", "Ydelsesgrupper", "Alder", "Antal ledige personer",
    "Antal ledige fuldtidspersoner", "Ledige fuldtidspersoner i pct. af arbejdsstyrken")
  for _, area in ipairs(areas) do
    for _, ydelse in ipairs(unemployment.benefits) do
      for _, age in ipairs { unemployment.ALL, unemployment.YOUNG } do
        local made = area.unemployed[ydelse][age]
        local force = age == unemployment.ALL and area.labour_force or area.young_force
        for t = 1, calendar.MONTHS do
          local whole = made.full_time[t]
          add(area.name, calendar.month(t), ydelse, age, count(made.persons[t]), count(whole),
            numbers.is_hidden(whole) and "." or share(whole, force[year_of(t, 12)]))
        end
      end
    end
  end
  return lines
end

local FEW = 5

-- Where there are few, whole rows are not there.
local function long_table(areas)
  local lines, add = new("Område", "Periode", "Antal langtidsledige personer",
    "Antal bruttoledige personer", "Andel langtidsledige ift. bruttoledige")
  for _, area in ipairs(areas) do
    for t = 1, calendar.MONTHS do
      if area.long[t] >= FEW then
        add(area.name, calendar.month(t), count(area.long[t]), count(area.gross[t]),
          share(area.long[t], area.gross[t]))
      end
    end
  end
  return lines
end

local function new_table(areas)
  local lines, add = new("Område", "Periode", "Alder", "Antal nyledige")
  for _, area in ipairs(areas) do
    for year = 1, calendar.YEARS do
      add(area.name, calendar.year(year), unemployment.ALL, count(area.new[year].all))
      add(area.name, calendar.year(year), unemployment.YOUNG, count(area.new[year].young))
    end
  end
  return lines
end

local function spells_table(areas)
  local lines, add = new("Område", "Periode", "Ydelsesgrupper", "Visitationskategori",
    "Antal afsluttede forløb", "Gnsn. varighed af afsluttede forløb (uger)")
  for _, area in ipairs(areas) do
    for _, id in ipairs(spells.rows) do
      for q = 1, calendar.QUARTERS do
        local one = area.spells[id][q]
        local hidden = numbers.is_hidden(one.ended)
        add(area.name, calendar.quarter(q), split(id), count(one.ended),
          hidden and "." or tenths(spells.mean(one)))
      end
    end
  end
  return lines
end

local function status_table(areas)
  local lines, add = new("Område", "Periode", "Ydelsesgrupper", "Visitationskategori",
    "Arbejdsmarkedsstatus", "Status 1 md. efter afsluttet forløb, pct.")
  for _, area in ipairs(areas) do
    for _, id in ipairs(spells.status_rows) do
      for q = 1, calendar.QUARTERS do
        local one = area.spells[id][q]
        local shares = not numbers.is_hidden(one.ended) and spells.shares(one)
        for k, status in ipairs(spells.statuses) do
          add(area.name, calendar.quarter(q), split(id), status,
            shares and tenths(shares[k]) or ".")
        end
      end
    end
  end
  return lines
end

local function money_table(areas)
  local lines, add = new("Område", "Periode", "Ydelsesgrupper", "Forsørgelsesudgifter")
  for _, area in ipairs(areas) do
    for k = 1, #recipients.benefits + 1 do
      local id = recipients.benefits[k] or recipients.ALL
      for q = 1, calendar.QUARTERS do
        add(area.name, calendar.quarter(q), (id:gsub("|.*", "")), ("%d"):format(area.money[id][q]))
      end
    end
  end
  return lines
end

local function people_table(areas)
  local lines, add = new("Område", "Periode", "Alder", "Arbejdsstyrken", "Befolkningen 16-66 år")
  for _, area in ipairs(areas) do
    for year = 1, calendar.YEARS do
      add(area.name, calendar.year(year), unemployment.ALL, ("%d"):format(area.labour_force[year]),
        ("%d"):format(area.population[year]))
      add(area.name, calendar.year(year), unemployment.YOUNG, ("%d"):format(area.young_force[year]),
        "..")
    end
  end
  return lines
end

local function targets_table(areas)
  local lines, add = new("Område", "Periode", "Ydelsesgrupper", "Måltal, fuldtidspersoner")
  local own = areas[areas.own]
  for _, one in ipairs(money.targets(own)) do
    add(own.name, one[1], (one[2]:gsub("|.*", "")), ("%d"):format(one[3]))
  end
  return lines
end

local function figures_table(areas)
  local lines = { table.concat(local_figures.header, ";") .. "\n" }
  for _, row in ipairs(local_figures.rows(areas)) do
    lines[#lines + 1] = table.concat(row, ";") .. "\n"
  end
  return lines
end

-- All areas with all series.
function tables.world()
  local areas = municipalities.all(anchors.labour_force())
  recipients.fill(areas)
  offers.fill(areas)
  recipients.close(areas)
  offers.close(areas)
  hours.fill(areas)
  unemployment.fill(areas)
  spells.fill(areas)
  money.fill(areas)
  return areas
end

local makers = {
  { "aktiverede_kvartal", function(a)
    return offers_table(a, "quarters", calendar.QUARTERS, calendar.quarter) end },
  { "aktiverede_maaned", function(a)
    return offers_table(a, "months", calendar.MONTHS, calendar.month) end },
  { "aktiveringsgrad_maaned", activation_table },
  { "arbejdsstyrke_aar", people_table },
  { "langtidsledige_maaned", long_table },
  { "ledige_maaned", unemployed_table },
  { "maaltal_aar", targets_table },
  { "nyledige_aar", new_table },
  { "ordinaere_timer_kvartal", function(a)
    return hours_table(a, "quarters", calendar.QUARTERS, calendar.quarter) end },
  { "ordinaere_timer_maaned", function(a)
    return hours_table(a, "months", calendar.MONTHS, calendar.month) end },
  { "personer_kvartal", function(a) return recipients_table(a, quarters) end },
  { "personer_maaned", function(a) return recipients_table(a, months) end },
  { "personer_maaned_foerste_udgave", first_release },
  { "status_efter_kvartal", status_table },
  { "tal", figures_table },
  { "udgifter_kvartal", money_table },
  { "varighed_kvartal", spells_table },
}

-- The files: { name =, bytes = } each, in the order of their names.
function tables.files()
  local areas, files = tables.world(), {}
  for i, maker in ipairs(makers) do
    files[i] = { name = maker[1] .. ".csv", bytes = table.concat(maker[2](areas)) }
  end
  return files
end

return tables
