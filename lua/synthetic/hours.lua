-- Ordinary (paid) hours: persons in all, persons with hours, their share and their hours, in months
-- and quarters. The persons in all are near the recipients and not the same.

local anchors = require "synthetic.anchors"
local calendar = require "synthetic.calendar"
local chance = require "synthetic.chance"
local municipalities = require "synthetic.municipalities"
local numbers = require "synthetic.numbers"
local recipients = require "synthetic.recipients"

local hours = {}

local round, clamp = numbers.round, numbers.clamp
local MEASURE = "Andel personer med ordinære timer"

-- Of all, the share with hours in a month, and the hours of a month.
local simple = {
  { "Kontanthjælp|Jobparate", 0.150, 42 }, { "Kontanthjælp|Aktivitetsparate", 0.055, 34 },
  { "Uddannelseshjælp|Uddannelsesparate", 0.090, 38 },
  { "Uddannelseshjælp|Aktivitetsparate", 0.050, 33 },
  { "Jobafklaringsforløb|I alt", 0.030, 36 }, { "Ressourceforløb|I alt", 0.017, 30 },
}

hours.rows = { "Kontanthjælp|I alt", "Kontanthjælp|Jobparate", "Kontanthjælp|Aktivitetsparate",
  "Uddannelseshjælp|I alt", "Uddannelseshjælp|Uddannelsesparate",
  "Uddannelseshjælp|Aktivitetsparate", "Jobafklaringsforløb|I alt", "Ressourceforløb|I alt" }

local CHURN = 1.15

local function of_months(area, id, share, factors)
  local name = area.name .. " " .. id
  local key, wave = chance.key("hours " .. name), chance.wave("hours " .. name, calendar.MONTHS)
  local level = clamp(1 + 0.25 * chance.normal(key, 0), 0.4, 1.8)
  local all, with = {}, {}
  for t, persons in ipairs(area.of[id].persons) do
    local left = 0.55 + 0.45 * math.min(1, calendar.offers_left(t))
    all[t] = persons - round(0.01 * chance.uniform(key, t) * persons)
    local count = share * level * (1 + 0.12 * wave[t]) * left * (factors and factors[t] or 1)
    with[t] = clamp(round(count * all[t]), 0, math.floor(0.9 * all[t]))
  end
  return all, with, key
end

local function natural(area, id, share, factors)
  local all, with, key = of_months(area, id, share, factors)
  local made = { months = { all = all, with = with }, quarters = { all = {}, with = {} } }
  local quarters = recipients.quarters("hours " .. area.name .. " " .. id, with, CHURN)
  for q, persons in ipairs(area.of[id].quarter_persons) do
    local largest = recipients.bounds(all, q)
    made.quarters.all[q] = math.max(largest,
      persons - round(0.008 * chance.uniform(key, 100 + q) * persons))
    made.quarters.with[q] = math.min(quarters[q], made.quarters.all[q])
  end
  return made
end

local function with_factor(area, id, share, points)
  return natural(area, id, share, numbers.line(points, calendar.MONTHS))
end

-- The two groups of a benefit as a whole.
local function together(a, b)
  local sum = { months = { all = {}, with = {} }, quarters = { all = {}, with = {} } }
  for span, n in pairs { months = calendar.MONTHS, quarters = calendar.QUARTERS } do
    for at = 1, n do
      sum[span].all[at] = a[span].all[at] + b[span].all[at]
      sum[span].with[at] = a[span].with[at] + b[span].with[at]
    end
  end
  return sum
end

-- ---- what is published of Hedensted ----

local function points_of(tenths, made)
  local points = {}
  for q, value in pairs(tenths) do
    local now = numbers.tenths(math.max(1, made.quarters.with[q]), made.quarters.all[q])
    points[3 * q - 1] = value / now
  end
  return points
end

-- Set a share; `other`: the group that takes up what the whole must change.
local function set_share(made, span, at, tenths, other)
  local with, all = numbers.parts_of_share(tenths, made[span].all[at])
  if other then
    other[span].with[at] = other[span].with[at] + with - made[span].with[at]
    other[span].all[at] = other[span].all[at] + all - made[span].all[at]
    assert(other[span].with[at] >= 0 and other[span].with[at] <= other[span].all[at])
  end
  made[span].with[at], made[span].all[at] = with, all
end

-- No month has more with hours than its quarter, all months together not fewer.
local function fit_quarter(made, q)
  for t = 3 * q - 2, 3 * q do
    made.months.with[t] = math.min(made.months.with[t], made.quarters.with[q])
    made.months.all[t] = math.min(made.months.all[t], made.quarters.all[q])
  end
end

local function scale_own(area, share_of)
  local found = area.hours
  local ready = "Kontanthjælp|Aktivitetsparate"
  local quarter = anchors.tenths("Kontanthjælp", "Aktivitetsparate", MEASURE, "Q")
  found[ready] = with_factor(area, ready, share_of[ready], points_of(quarter, found[ready]))
  for q, value in pairs(quarter) do set_share(found[ready], "quarters", q, value) end
  local slow = "Ressourceforløb|I alt"
  quarter = anchors.tenths("Ressourceforløb", "I alt", MEASURE, "Q")
  found[slow] = with_factor(area, slow, share_of[slow], points_of(quarter, found[slow]))
  for q, value in pairs(quarter) do set_share(found[slow], "quarters", q, value) end
  for q in pairs(quarter) do
    fit_quarter(found[ready], q)
    fit_quarter(found[slow], q)
  end
  for t, value in pairs(anchors.tenths("Ressourceforløb", "I alt", MEASURE, "M")) do
    set_share(found[slow], "months", t, value)
  end
end

-- Uddannelseshjælp: the whole is published, and both groups follow it.
local function scale_young(area, share_of)
  local found, a, b = area.hours, "Uddannelseshjælp|Uddannelsesparate",
    "Uddannelseshjælp|Aktivitetsparate"
  local quarter = anchors.tenths("Uddannelseshjælp", "I alt", MEASURE, "Q",
    "anbefaling 1, tabel: Andel personer med ordinære løntimer")
  local points = points_of(quarter, together(found[a], found[b]))
  for _, id in ipairs { a, b } do found[id] = with_factor(area, id, share_of[id], points) end
  local whole = together(found[a], found[b])
  for q, value in pairs(quarter) do
    set_share(whole, "quarters", q, value, found[a])
    fit_quarter(found[a], q)
  end
end

-- Kontanthjælp: a month of the whole is published; the job-ready take up the rest.
local function scale_ready(area, share_of)
  local found, id = area.hours, "Kontanthjælp|Jobparate"
  local month = anchors.tenths("Kontanthjælp", "I alt", MEASURE, "M")
  local points = {}
  for t, value in pairs(month) do
    local whole = together(found[id], found["Kontanthjælp|Aktivitetsparate"])
    local wanted = round(value * whole.months.all[t] / 1000)
    local rest = wanted - found["Kontanthjælp|Aktivitetsparate"].months.with[t]
    points[t] = rest / math.max(1, found[id].months.with[t])
  end
  found[id] = with_factor(area, id, share_of[id], points)
  for t, value in pairs(month) do
    local whole = together(found[id], found["Kontanthjælp|Aktivitetsparate"])
    set_share(whole, "months", t, value, found[id])
    local q = (t + 2) // 3
    local largest, sum = recipients.bounds(found[id].months.with, q)
    found[id].quarters.with[q] = clamp(found[id].quarters.with[q], largest, sum)
  end
end

-- ---- what is published of the RAR and the country ----

local function totals(areas, area, ids, t)
  local with, all = 0, 0
  for _, i in ipairs(area.members) do
    for _, id in ipairs(ids) do
      with = with + areas[i].hours[id].months.with[t]
      all = all + areas[i].hours[id].months.all[t]
    end
  end
  return with, all
end

-- Bring the share of `area` in month t to `tenths`, by the members in `may` in the order of size.
local function set_total(areas, area, ids, t, tenths, may)
  local with, all = totals(areas, area, ids, t)
  local missing = round(tenths * all / 1000) - with
  local order = {}
  for _, i in ipairs(may) do order[#order + 1] = i end
  table.sort(order, function(a, b)
    local x, y = areas[a].hours[ids[1]].months.all[t], areas[b].hours[ids[1]].months.all[t]
    if x ~= y then return x > y end
    return a < b
  end)
  for _, i in ipairs(order) do
    local months = areas[i].hours[ids[1]].months
    local most = clamp(missing, -(months.with[t] // 2), months.all[t] // 4 - months.with[t] // 4)
    months.with[t], missing = months.with[t] + most, missing - most
  end
  assert(missing == 0, "the members cannot reach the published share")
end

-- Only then may a quarter be looked at again.
local function mend_quarters(areas, id, t)
  local q = (t + 2) // 3
  for _, i in ipairs(areas[#areas].members) do
    local made = areas[i].hours[id]
    local largest, sum = recipients.bounds(made.months.with, q)
    made.quarters.with[q] = clamp(made.quarters.with[q], largest, sum)
  end
end

-- The factors that bring the members without Hedensted near the published share.
local function level_of(areas, area, ids, tenths, t, leave_out)
  local with, all, out = 0, 0, {}
  for _, i in ipairs(leave_out) do out[i] = true end
  for _, i in ipairs(area.members) do
    if not out[i] then
      for _, id in ipairs(ids) do
        with = with + areas[i].hours[id].months.with[t]
        all = all + areas[i].hours[id].months.all[t]
      end
    end
  end
  return tenths * all / 1000 / with
end

local function rescale(areas, members, leave_out, ids, share_of, factor)
  local out = {}
  for _, i in ipairs(leave_out) do out[i] = true end
  for _, i in ipairs(members) do
    for _, id in ipairs(out[i] and {} or ids) do
      areas[i].hours[id] = natural(areas[i], id, share_of[id] * factor)
    end
  end
end

local function fit_others(areas, ydelse, ids, share_of)
  local rar, country = areas[#areas - 1], areas[#areas]
  local own = { areas.own }
  local t, of_rar = next(anchors.tenths(ydelse, "I alt", MEASURE, "M", nil, municipalities.RAR))
  local of_all = anchors.tenths(ydelse, "I alt", MEASURE, "M", nil, municipalities.COUNTRY)[t]
  rescale(areas, rar.members, own, ids, share_of, level_of(areas, rar, ids, of_rar, t, own))
  rescale(areas, country.members, rar.members, ids, share_of,
    level_of(areas, country, ids, of_all, t, rar.members))
  local inside, rest = {}, {}
  for _, i in ipairs(rar.members) do
    inside[i] = true
    if i ~= areas.own then rest[#rest + 1] = i end
  end
  set_total(areas, rar, ids, t, of_rar, rest)
  rest = {}
  for _, i in ipairs(country.members) do if not inside[i] then rest[#rest + 1] = i end end
  set_total(areas, country, ids, t, of_all, rest)
  mend_quarters(areas, ids[1], t)
end

-- ---- all ----

local function close(areas)
  for _, one in ipairs(areas) do
    if not one.members then
      for ydelse, other in pairs { ["Kontanthjælp"] = "Jobparate",
        ["Uddannelseshjælp"] = "Uddannelsesparate" } do
        one.hours[ydelse .. "|I alt"] = together(one.hours[ydelse .. "|Aktivitetsparate"],
          one.hours[ydelse .. "|" .. other])
      end
    end
  end
  for _, one in ipairs(areas) do
    for _, id in ipairs(one.members and hours.rows or {}) do
      local sum
      for _, i in ipairs(one.members) do
        sum = sum and together(sum, areas[i].hours[id]) or areas[i].hours[id]
      end
      one.hours[id] = sum
    end
  end
end

-- Fill area.hours[id] = { months = { all, with }, quarters = { all, with } }.
function hours.fill(areas)
  local share_of = {}
  for _, one in ipairs(simple) do share_of[one[1]] = one[2] end
  for _, area in ipairs(areas) do
    area.hours = {}
    for _, one in ipairs(area.members and {} or simple) do
      area.hours[one[1]] = natural(area, one[1], one[2])
    end
  end
  scale_own(areas[areas.own], share_of)
  scale_young(areas[areas.own], share_of)
  scale_ready(areas[areas.own], share_of)
  fit_others(areas, "Kontanthjælp", { "Kontanthjælp|Jobparate", "Kontanthjælp|Aktivitetsparate" },
    share_of)
  fit_others(areas, "Ressourceforløb", { "Ressourceforløb|I alt" }, share_of)
  close(areas)
end

local per_person = {}
for _, one in ipairs(simple) do per_person[one[1]] = one[3] end
per_person["Kontanthjælp|I alt"], per_person["Uddannelseshjælp|I alt"] = 38, 36

-- Hours of a month for each with hours, in tenths.
function hours.each(area, id, at)
  local key = chance.key("each " .. area.name .. id)
  return round(10 * per_person[id] * (1 + 0.08 * chance.normal(key, at)))
end

return hours
