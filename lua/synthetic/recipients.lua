-- Recipients: persons and full-time persons by area, benefit and group, in months and quarters.
-- Always persons >= full-time; a benefit's groups add up to it in full-time persons and overlap a
-- little in persons; a quarter's persons lie between its largest month and the sum of its months,
-- and its full-time persons are the mean of its months by days.

local anchors = require "synthetic.anchors"
local calendar = require "synthetic.calendar"
local chance = require "synthetic.chance"
local numbers = require "synthetic.numbers"

local recipients = {}

local round, clamp = numbers.round, numbers.clamp

-- share: full-time in per cent of the population; ratio: persons over full-time in a month; churn:
-- a quarter's persons over a month's; trend: a year; winter: amplitude; covid: how much follows
-- unemployment.
recipients.series = {
  { ydelse = "A-dagpenge", share = 1.75, ratio = 1.24, churn = 1.22, trend = -0.01, winter = 0.10,
    covid = 1 },
  { ydelse = "Kontanthjælp", gruppe = "Jobparate", share = 0.50, ratio = 1.07, churn = 1.16,
    trend = -0.05, winter = 0.04, covid = 0.5 },
  { ydelse = "Kontanthjælp", gruppe = "Aktivitetsparate", share = 1.00, ratio = 1.03, churn = 1.07,
    trend = -0.04, winter = 0.01, covid = 0.1 },
  { ydelse = "Uddannelseshjælp", gruppe = "Uddannelsesparate", share = 0.50, ratio = 1.08,
    churn = 1.15, trend = -0.03, winter = 0.04, covid = 0.3 },
  { ydelse = "Uddannelseshjælp", gruppe = "Aktivitetsparate", share = 0.60, ratio = 1.03,
    churn = 1.07, trend = 0.00, winter = 0.01, covid = 0.1 },
  { ydelse = "Integrationsydelse", share = 0.28, ratio = 1.05, churn = 1.08, trend = -0.09,
    winter = 0.02, covid = 0.2 },
  { ydelse = "Sygedagpenge", share = 1.80, ratio = 1.42, churn = 1.38, trend = 0.01, winter = 0.08,
    covid = 0.25 },
  { ydelse = "Jobafklaringsforløb", share = 0.55, ratio = 1.04, churn = 1.10, trend = 0.02,
    winter = 0.01, covid = 0 },
  { ydelse = "Ressourceforløb", share = 0.60, ratio = 1.02, churn = 1.05, trend = 0.01, winter = 0,
    covid = 0 },
  { ydelse = "Revalidering", share = 0.09, ratio = 1.03, churn = 1.08, trend = -0.10, winter = 0,
    covid = 0 },
  { ydelse = "Ledighedsydelse", share = 0.42, ratio = 1.10, churn = 1.12, trend = 0.01,
    winter = 0.02, covid = 0.3 },
  { ydelse = "Fleksjob", share = 1.95, ratio = 1.01, churn = 1.02, trend = 0.05, winter = 0,
    covid = -0.02 },
  { ydelse = "Førtidspension", share = 5.60, ratio = 1.00, churn = 1.01, trend = 0.015, winter = 0,
    covid = 0 },
}
for _, one in ipairs(recipients.series) do
  one.gruppe = one.gruppe or "I alt"
  one.id = one.ydelse .. "|" .. one.gruppe
end

-- Full-time persons as fractions, month by month.
local function natural(area, one)
  local name = area.name .. " " .. one.id
  local key, wave = chance.key(name), chance.wave("months " .. name, calendar.MONTHS)
  local level = clamp(1 + 0.20 * chance.normal(key, 0)
    + 0.10 * chance.normal(chance.key("level " .. area.name), 0), 0.45, 1.7)
  local spread = 0.015 + 0.5 / (4 + area.population[1] / 1000)
  local values = {}
  for t = 1, calendar.MONTHS do
    local years = (t - 36) / 12
    values[t] = area.population[calendar.year_index(t)] * one.share / 100 * level
      * (1 + one.trend * years) * (1 + one.winter * calendar.winter(t))
      * (1 + one.covid * (calendar.more_unemployed(t) - 1)) * (1 + 0.5 * spread * wave[t])
  end
  return values
end

local function persons_of_months(area, one, full_time)
  local key, persons = chance.key("persons " .. area.name .. " " .. one.id), {}
  for t, value in ipairs(full_time) do
    local ratio = 1 + (one.ratio - 1) * (1 + 0.1 * chance.normal(key, t))
    persons[t] = math.max(round(value), round(value * ratio))
  end
  return persons
end

-- The months of a quarter: first, and their largest and sum.
function recipients.bounds(months, q)
  local first, largest, sum = 3 * q - 2, 0, 0
  for t = first, first + 2 do
    largest, sum = math.max(largest, months[t]), sum + months[t]
  end
  return largest, sum, first
end

-- Persons of quarters out of persons of months, with `churn`.
function recipients.quarters(name, months, churn)
  local key, quarters = chance.key("quarters " .. name), {}
  for q = 1, calendar.QUARTERS do
    local largest, sum = recipients.bounds(months, q)
    local wanted = sum / 3 * (1 + (churn - 1) * (1 + 0.1 * chance.normal(key, q)))
    quarters[q] = clamp(round(wanted), largest, sum)
  end
  return quarters
end

local function full_time_quarters(months)
  local quarters = {}
  for q = 1, calendar.QUARTERS do
    local sum, days = 0, 0
    for t = 3 * q - 2, 3 * q do
      sum, days = sum + months[t] * calendar.days(t), days + calendar.days(t)
    end
    quarters[q] = round(sum / days)
  end
  return quarters
end

-- Set a quarter to what was published: no month may hold more, all together not less.
local function set_quarter(series, q, wanted)
  for t = 3 * q - 2, 3 * q do
    series.persons[t] = math.min(series.persons[t], wanted)
    series.full_time[t] = math.min(series.full_time[t], series.persons[t])
  end
  series.quarter_persons[q] = wanted
end

-- One series of an area out of its fractions. wanted: { [q] = persons } that it must agree with.
local function make(area, one, values, wanted)
  local function build()
    local full_time = {}
    for t, value in ipairs(values) do full_time[t] = round(value) end
    local persons = persons_of_months(area, one, values)
    return { full_time = full_time, persons = persons,
      quarter_persons = recipients.quarters(area.name .. " " .. one.id, persons, one.churn) }
  end
  local made = build()
  if wanted and next(wanted) then
    local factors = {}
    for q, persons in pairs(wanted) do factors[3 * q - 1] = persons / made.quarter_persons[q] end
    local line = numbers.line(factors, calendar.MONTHS)
    for t = 1, calendar.MONTHS do values[t] = values[t] * line[t] end
    made = build()
    for q, persons in pairs(wanted) do set_quarter(made, q, persons) end
  end
  return made
end

-- A benefit out of its two groups: full-time persons add up; some persons are in both.
local function together(a, b, share_in_both)
  local function persons(x, y, at_least)
    return math.max(x, y, at_least, x + y - round(share_in_both * math.min(x, y)))
  end
  local whole = { full_time = {}, persons = {}, quarter_persons = {} }
  for t = 1, calendar.MONTHS do
    whole.full_time[t] = a.full_time[t] + b.full_time[t]
    whole.persons[t] = persons(a.persons[t], b.persons[t], whole.full_time[t])
  end
  for q = 1, calendar.QUARTERS do
    local largest, sum = recipients.bounds(whole.persons, q)
    whole.quarter_persons[q] = clamp(persons(a.quarter_persons[q], b.quarter_persons[q], largest),
      largest, sum)
  end
  return whole
end

recipients.IN_BOTH = 0.02

-- What one group must be in a quarter, so that together with the other it gives the whole.
local function other_group(whole, group)
  local wanted = {}
  for q, persons in pairs(whole) do
    local other = persons - group[q]
    while group[q] + other - round(recipients.IN_BOTH * math.min(group[q], other)) < persons do
      other = other + 1
    end
    wanted[q] = other
  end
  return wanted
end

-- Of Hedensted: { [series id] = { [q] = persons } }.
local function published()
  local function persons(ydelse, gruppe)
    return anchors.of(ydelse, gruppe, "Antal personer", "Q")
  end
  local ready = persons("Uddannelseshjælp", "Aktivitetsparate")
  return {
    ["Kontanthjælp|Aktivitetsparate"] = persons("Kontanthjælp", "Aktivitetsparate"),
    ["Uddannelseshjælp|Aktivitetsparate"] = ready,
    ["Uddannelseshjælp|Uddannelsesparate"] = other_group(persons("Uddannelseshjælp", "I alt"),
      ready),
    ["Jobafklaringsforløb|I alt"] = persons("Jobafklaringsforløb", "I alt"),
    ["Ressourceforløb|I alt"] = persons("Ressourceforløb", "I alt"),
  }
end

-- All benefits together: full-time persons add up, persons overlap by a quarter of what they are
-- more than full-time.
local function all_benefits(of)
  local whole = { full_time = {}, persons = {}, quarter_persons = {} }
  local function add(into, at, values)
    into[at] = (into[at] or 0) + values[at]
  end
  for _, id in ipairs(recipients.benefits) do
    for t = 1, calendar.MONTHS do
      add(whole.full_time, t, of[id].full_time)
      add(whole.persons, t, of[id].persons)
    end
    for q = 1, calendar.QUARTERS do add(whole.quarter_persons, q, of[id].quarter_persons) end
  end
  for t = 1, calendar.MONTHS do
    whole.persons[t] = whole.persons[t] - (whole.persons[t] - whole.full_time[t]) // 4
  end
  for q = 1, calendar.QUARTERS do
    local largest, sum = recipients.bounds(whole.persons, q)
    local gap = whole.quarter_persons[q] - largest
    whole.quarter_persons[q] = clamp(whole.quarter_persons[q] - gap // 4, largest, sum)
  end
  return whole
end

recipients.benefits = { "A-dagpenge|I alt", "Kontanthjælp|I alt", "Uddannelseshjælp|I alt",
  "Integrationsydelse|I alt", "Sygedagpenge|I alt", "Jobafklaringsforløb|I alt",
  "Ressourceforløb|I alt", "Revalidering|I alt", "Ledighedsydelse|I alt", "Fleksjob|I alt",
  "Førtidspension|I alt" }

recipients.ALL = "Ydelsesgrupper i alt|I alt"

-- Every row of the tables: the benefits with their groups, the total last.
recipients.rows = { "A-dagpenge|I alt", "Kontanthjælp|I alt", "Kontanthjælp|Jobparate",
  "Kontanthjælp|Aktivitetsparate", "Uddannelseshjælp|I alt", "Uddannelseshjælp|Uddannelsesparate",
  "Uddannelseshjælp|Aktivitetsparate", "Integrationsydelse|I alt", "Sygedagpenge|I alt",
  "Jobafklaringsforløb|I alt", "Ressourceforløb|I alt", "Revalidering|I alt",
  "Ledighedsydelse|I alt", "Fleksjob|I alt", "Førtidspension|I alt", recipients.ALL }

-- Sums over the members of an area: full-time persons add up, of the persons some have moved.
local function over_members(list, area, moved)
  local whole = {}
  for _, id in ipairs(recipients.rows) do
    local sum = { full_time = {}, persons = {}, quarter_persons = {} }
    for field, n in pairs { full_time = 72, persons = 72, quarter_persons = 24 } do
      for at = 1, n do
        local total = 0
        for _, i in ipairs(area.members) do total = total + list[i].of[id][field][at] end
        sum[field][at] = total
      end
    end
    for t = 1, calendar.MONTHS do
      sum.persons[t] = sum.persons[t] - round(moved * (sum.persons[t] - sum.full_time[t]))
    end
    for q = 1, calendar.QUARTERS do
      local largest = recipients.bounds(sum.persons, q)
      sum.quarter_persons[q] = sum.quarter_persons[q]
        - round(2 * moved * (sum.quarter_persons[q] - largest))
    end
    whole[id] = sum
  end
  return whole
end

-- Of those on A-dagpenge and of the job-ready on kontanthjælp, how many are unemployed: the
-- others are activated.
recipients.UNEMPLOYED = { ["A-dagpenge|I alt"] = 0.92, ["Kontanthjælp|Jobparate"] = 0.80 }

-- The recipients of A-dagpenge, so that the unemployed can be as many as was published.
local function fit_unemployed(area)
  local series, ready = recipients.series[1], area.of["Kontanthjælp|Jobparate"].full_time
  local values, points = natural(area, series), {}
  for t, count in pairs(anchors.of("Alle", "I alt", "Antal ledige fuldtidspersoner", "M")) do
    local on_benefit = count - round(recipients.UNEMPLOYED["Kontanthjælp|Jobparate"] * ready[t])
    points[t] = on_benefit / recipients.UNEMPLOYED[series.id] / values[t]
  end
  local line = numbers.line(points, calendar.MONTHS)
  for t = 1, calendar.MONTHS do values[t] = values[t] * line[t] end
  area.of[series.id] = make(area, series, values)
end

-- Fill area.of[id] = { full_time, persons (by month), quarter_persons, quarter_full_time }.
function recipients.fill(areas)
  local wanted = published()
  for i, one in ipairs(areas) do
    if not one.members then
      local of = {}
      for _, series in ipairs(recipients.series) do
        of[series.id] = make(one, series, natural(one, series),
          i == areas.own and wanted[series.id])
      end
      of["Kontanthjælp|I alt"] = together(of["Kontanthjælp|Jobparate"],
        of["Kontanthjælp|Aktivitetsparate"], recipients.IN_BOTH)
      of["Uddannelseshjælp|I alt"] = together(of["Uddannelseshjælp|Uddannelsesparate"],
        of["Uddannelseshjælp|Aktivitetsparate"], recipients.IN_BOTH)
      one.of = of
      if i == areas.own then fit_unemployed(one) end
      of[recipients.ALL] = all_benefits(of)
    end
  end
end

-- After everything that moves a month of one municipality: the quarters of full-time persons, and
-- the areas that are sums.
function recipients.close(areas)
  for _, one in ipairs(areas) do
    if not one.members then one.of[recipients.ALL] = all_benefits(one.of) end
  end
  for _, one in ipairs(areas) do
    if one.members then one.of = over_members(areas, one, 0.02) end
    for _, id in ipairs(recipients.rows) do
      one.of[id].quarter_full_time = full_time_quarters(one.of[id].full_time)
    end
  end
end

return recipients
