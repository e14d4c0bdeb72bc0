-- The activated by offer, in months and quarters. One person may be in several offers: the total
-- lies between the largest offer and the sum of all, and is never more than the recipients.

local anchors = require "synthetic.anchors"
local calendar = require "synthetic.calendar"
local chance = require "synthetic.chance"
local numbers = require "synthetic.numbers"
local recipients = require "synthetic.recipients"

local offers = {}

local round, clamp = numbers.round, numbers.clamp

offers.TOTAL = "Tilbud i alt"
offers.names = { "Vejledning og opkvalificering i alt", "Virksomhedspraktik i alt",
  "Ansættelse med løntilskud i alt", "Nytteindsats i alt" }

-- The share of the recipients that is in each offer in a month.
local shares = {
  ["A-dagpenge|I alt"] = { 0.09, 0.05, 0.025, 0.004 },
  ["Kontanthjælp|Jobparate"] = { 0.22, 0.12, 0.04, 0.06 },
  ["Kontanthjælp|Aktivitetsparate"] = { 0.24, 0.13, 0.008, 0.012 },
  ["Uddannelseshjælp|Uddannelsesparate"] = { 0.34, 0.14, 0.03, 0.04 },
  ["Uddannelseshjælp|Aktivitetsparate"] = { 0.36, 0.13, 0.01, 0.012 },
  ["Sygedagpenge|I alt"] = { 0.10, 0.09, 0.003, 0 },
  ["Jobafklaringsforløb|I alt"] = { 0.20, 0.22, 0.004, 0 },
  ["Ressourceforløb|I alt"] = { 0.22, 0.19, 0.004, 0 },
}

local simple = { "A-dagpenge|I alt", "Kontanthjælp|Jobparate", "Kontanthjælp|Aktivitetsparate",
  "Uddannelseshjælp|Uddannelsesparate", "Uddannelseshjælp|Aktivitetsparate", "Sygedagpenge|I alt",
  "Jobafklaringsforløb|I alt", "Ressourceforløb|I alt" }

-- The rows of the tables.
offers.rows = { "A-dagpenge|I alt", "Kontanthjælp|I alt", "Kontanthjælp|Jobparate",
  "Kontanthjælp|Aktivitetsparate", "Uddannelseshjælp|I alt", "Uddannelseshjælp|Uddannelsesparate",
  "Uddannelseshjælp|Aktivitetsparate", "Sygedagpenge|I alt", "Jobafklaringsforløb|I alt",
  "Ressourceforløb|I alt" }
offers.benefits = { "A-dagpenge|I alt", "Kontanthjælp|I alt", "Uddannelseshjælp|I alt",
  "Sygedagpenge|I alt", "Jobafklaringsforløb|I alt", "Ressourceforløb|I alt" }

local CHURN = 1.32 -- a quarter's activated over a month's
local TOGETHER = 0.80 -- where the total lies between the largest offer and the sum
local SPARE = 0.97 -- not everyone is activated

-- The total of offers at one time: `place` of the way from the largest to the sum.
local function total_of(parts, at, place, most)
  local largest, sum = 0, 0
  for k = 1, 4 do
    largest, sum = math.max(largest, parts[k][at]), sum + parts[k][at]
  end
  return clamp(round(largest + place * (sum - largest)), largest, math.max(largest,
    math.min(sum, most)))
end

-- One offer of one series, month by month and by quarter. factors: by month, what the published
-- figures ask of Hedensted.
local function one_offer(area, id, k, factors)
  local name = ("%s %s %d"):format(area.name, id, k)
  local key, wave = chance.key("offer " .. name), chance.wave("offers " .. name, calendar.MONTHS)
  local level, persons = clamp(1 + 0.3 * chance.normal(key, 0), 0.4, 1.8), area.of[id].persons
  local months = {}
  for t = 1, calendar.MONTHS do
    local share = shares[id][k] * level * (1 + 0.10 * wave[t]) * (1 + 0.15 * calendar.holiday(t))
      * calendar.offers_left(t) * (factors and factors[t] or 1)
    months[t] = clamp(round(share * persons[t]), 0, math.floor(SPARE * persons[t]))
  end
  local quarters = recipients.quarters("offers " .. name, months, CHURN)
  for q = 1, calendar.QUARTERS do
    local largest = recipients.bounds(months, q)
    quarters[q] = clamp(quarters[q], largest,
      math.max(largest, math.floor(SPARE * area.of[id].quarter_persons[q])))
  end
  return months, quarters
end

-- The four offers with their totals, at natural places.
local function natural(area, id, factors)
  local made = { months = {}, quarters = {} }
  for k = 1, 4 do
    made.months[k], made.quarters[k] = one_offer(area, id, k, factors and factors[k])
  end
  made.months.total, made.quarters.total = {}, {}
  for t = 1, calendar.MONTHS do
    made.months.total[t] = total_of(made.months, t, TOGETHER, area.of[id].persons[t])
  end
  for q = 1, calendar.QUARTERS do
    local largest, sum = recipients.bounds(made.months.total, q)
    made.quarters.total[q] = clamp(total_of(made.quarters, q, TOGETHER,
      area.of[id].quarter_persons[q]), largest, sum)
  end
  return made
end

-- ---- what is published of Hedensted ----

-- { [1..4] = { [q] = count }, total = { [q] = count } }
local function published(ydelse, gruppe)
  local found = { total = anchors.of(ydelse, gruppe, "Antal aktiverede: " .. offers.TOTAL, "Q") }
  for k, name in ipairs(offers.names) do
    found[k] = anchors.of(ydelse, gruppe, "Antal aktiverede: " .. name, "Q")
  end
  return found
end

-- The months of a quarter, so that they hold no more than its published figures.
local function fit_months(made, q, persons)
  for t = 3 * q - 2, 3 * q do
    for k = 1, 4 do made.months[k][t] = math.min(made.months[k][t], made.quarters[k][q]) end
    made.months.total[t] = math.min(made.quarters.total[q],
      total_of(made.months, t, TOGETHER, persons[t]))
    for k = 1, 4 do made.months[k][t] = math.min(made.months[k][t], made.months.total[t]) end
  end
end

-- The factors by month that bring the natural quarters to the published ones.
local function factors_to(wanted, made)
  local factors = {}
  for k = 1, 4 do
    local points = {}
    for q, count in pairs(wanted[k] or {}) do
      points[3 * q - 1] = count / math.max(1, made.quarters[k][q])
    end
    factors[k] = numbers.line(points, calendar.MONTHS)
  end
  return factors
end

local function agreeing(area, id, wanted)
  local made = natural(area, id)
  for _ = 1, 3 do -- the limits bend the first tries
    local factors = factors_to(wanted, made)
    area.factors[id] = area.factors[id] or {}
    for k = 1, 4 do
      local before = area.factors[id][k]
      for t = 1, before and calendar.MONTHS or 0 do factors[k][t] = factors[k][t] * before[t] end
      area.factors[id][k] = factors[k]
    end
    made = natural(area, id, area.factors[id])
  end
  for q in pairs(wanted.total) do
    for k = 1, 4 do
      made.quarters[k][q] = wanted[k][q] or math.min(2, made.quarters[k][q])
    end
    made.quarters.total[q] = wanted.total[q]
    fit_months(made, q, area.of[id].persons)
  end
  return made
end

-- What the other group must be, so that both give what is published of the whole.
local function difference(whole, group)
  local wanted = { total = {} }
  for k, points in pairs(whole) do
    wanted[k] = {}
    for q, count in pairs(points) do
      wanted[k][q] = math.max(0, count - (group[k][q] or 0))
    end
  end
  return wanted
end

-- ---- sums ----

-- `both`: of the smaller of two, how many are in both groups in a period.
local function add_up(list)
  local sum = { months = { total = {} }, quarters = { total = {} } }
  for _, part in ipairs { 1, 2, 3, 4, "total" } do
    for span, n in pairs { months = calendar.MONTHS, quarters = calendar.QUARTERS } do
      sum[span][part] = sum[span][part] or {}
      for at = 1, n do
        local count = 0
        for _, one in ipairs(list) do count = count + one[span][part][at] end
        sum[span][part][at] = count
      end
    end
  end
  return sum
end

-- Two groups as a whole: never more than the recipients.
local function together(area, ydelse, a, b)
  local of = area.of[ydelse .. "|I alt"]
  local sum = add_up { a, b }
  for span, persons in pairs { months = of.persons, quarters = of.quarter_persons } do
    local total = sum[span].total
    for at, count in ipairs(total) do total[at] = math.min(count, persons[at]) end
  end
  return sum
end

local function own_wanted()
  local ready = published("Uddannelseshjælp", "Aktivitetsparate")
  ready[3], ready[4] = {}, {}
  local all = published("Uddannelseshjælp", "I alt")
  for k = 3, 4 do
    for q in pairs(all.total) do ready[k][q] = (all[k][q] or 0) >= 10 and 3 or 0 end
  end
  return {
    ["Kontanthjælp|Aktivitetsparate"] = published("Kontanthjælp", "Aktivitetsparate"),
    ["Uddannelseshjælp|Aktivitetsparate"] = ready,
    ["Uddannelseshjælp|Uddannelsesparate"] = difference(all, ready),
    ["Jobafklaringsforløb|I alt"] = published("Jobafklaringsforløb", "I alt"),
    ["Ressourceforløb|I alt"] = published("Ressourceforløb", "I alt"),
  }
end

-- ---- the published share of a month ----

-- Bring the activated of one month to `total`, the offers with it.
local function set_month(made, t, q, total)
  local months, sum = made.months, 0
  months.total[t] = total
  for k = 1, 4 do
    months[k][t] = math.min(months[k][t], total)
    sum = sum + months[k][t]
  end
  for k = 1, 2 do -- too few in all: more in guidance first, then in practice
    local more = clamp(total - sum, 0, math.min(total, made.quarters[k][q]) - months[k][t])
    months[k][t], sum = months[k][t] + more, sum + more
  end
  assert(sum >= total, "the offers of the quarter cannot hold the month's total")
end

-- The recipients of one month as `persons`.
local function set_persons(of, t, persons)
  of.persons[t] = persons
  of.full_time[t] = math.min(of.full_time[t], persons)
end

local function settle_share(area, ydelse, gruppe, t, tenths)
  local id, q = ydelse .. "|" .. gruppe, (t + 2) // 3
  local of, made = area.of[id], area.offers[id]
  local total, persons = numbers.parts_of_share(tenths, of.persons[t],
    made.quarters.total[q])
  if gruppe == "I alt" and area.of[ydelse .. "|Aktivitetsparate"] then
    local ready, other = area.offers[ydelse .. "|Aktivitetsparate"],
      area.offers[ydelse .. "|Uddannelsesparate"]
    local other_of = area.of[ydelse .. "|Uddannelsesparate"]
    set_persons(other_of, t, other_of.persons[t] + persons - of.persons[t])
    local both = ready.months.total[t] + other.months.total[t]
    local in_ready = round(total * ready.months.total[t] / both)
    set_month(ready, t, q, in_ready)
    set_month(other, t, q, total - in_ready)
    area.offers[id] = together(area, ydelse, ready, other)
    of.persons[t] = persons
    of.full_time[t] = other_of.full_time[t] + area.of[ydelse .. "|Aktivitetsparate"].full_time[t]
  else
    set_persons(of, t, persons)
    set_month(made, t, q, total)
  end
end

local function settle_shares(area)
  for _, one in ipairs { { "Uddannelseshjælp", "I alt" }, { "Kontanthjælp", "Aktivitetsparate" },
    { "Ressourceforløb", "I alt" } } do
    for t, tenths in pairs(anchors.tenths(one[1], one[2], "Andel aktiveringsberørte", "M")) do
      settle_share(area, one[1], one[2], t, tenths)
    end
  end
end

-- ---- all ----

local function fill_one(area, wanted)
  area.offers, area.factors = {}, {}
  for _, id in ipairs(simple) do
    area.offers[id] = wanted and wanted[id] and agreeing(area, id, wanted[id]) or natural(area, id)
  end
  for ydelse, other in pairs { ["Kontanthjælp"] = "Jobparate",
    ["Uddannelseshjælp"] = "Uddannelsesparate" } do
    area.offers[ydelse .. "|I alt"] = together(area, ydelse,
      area.offers[ydelse .. "|Aktivitetsparate"], area.offers[ydelse .. "|" .. other])
  end
end

-- Fill area.offers[id] = { months = { 1..4, total }, quarters = the same }.
function offers.fill(areas)
  local wanted = own_wanted()
  for i, one in ipairs(areas) do
    if not one.members then fill_one(one, i == areas.own and wanted) end
  end
  settle_shares(areas[areas.own])
end

-- The areas that are sums.
function offers.close(areas)
  for _, one in ipairs(areas) do
    if one.members then
      one.offers = {}
      for _, id in ipairs(offers.rows) do
        local list = {}
        for k, i in ipairs(one.members) do list[k] = areas[i].offers[id] end
        one.offers[id] = add_up(list)
      end
    end
  end
end

-- Full-time activated of a month: a part of the time of the activated, at most all full-time.
function offers.full_time(area, id, t)
  local key = chance.key("time " .. id)
  local part = 0.38 + 0.06 * chance.uniform(key, 0) + 0.03 * chance.uniform(key, t)
  return math.min(area.of[id].full_time[t], round(part * area.offers[id].months.total[t]))
end

return offers
