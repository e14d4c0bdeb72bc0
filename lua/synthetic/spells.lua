-- Ended spells by quarter: how many, how long, and where people are one month after.

local calendar = require "synthetic.calendar"
local chance = require "synthetic.chance"
local municipalities = require "synthetic.municipalities"
local numbers = require "synthetic.numbers"

local spells = {}

local round, clamp = numbers.round, numbers.clamp

spells.ALL = "Ydelsesgrupper i alt|I alt"
spells.statuses = { "Beskæftigelse", "Uddannelse", "Offentlig forsørgelse", "Øvrige" }

-- Weeks; spells ended in a quarter per full-time person; shares in work and in education.
local kinds = {
  { "A-dagpenge|I alt", 22, 0.45, 0.68, 0.04 },
  { "Kontanthjælp|Jobparate", 32, 0.22, 0.55, 0.03 },
  { "Kontanthjælp|Aktivitetsparate", 96, 0.07, 0.22, 0.03 },
  { "Uddannelseshjælp|Uddannelsesparate", 26, 0.28, 0.26, 0.42 },
  { "Uddannelseshjælp|Aktivitetsparate", 74, 0.09, 0.16, 0.30 },
  { "Integrationsydelse|I alt", 88, 0.08, 0.35, 0.08 },
  { "Sygedagpenge|I alt", 9.5, 1.15, 0.76, 0.01 },
  { "Jobafklaringsforløb|I alt", 58, 0.13, 0.30, 0.01 },
  { "Ressourceforløb|I alt", 112, 0.06, 0.12, 0.01 },
  { "Revalidering|I alt", 78, 0.09, 0.45, 0.08 },
  { "Ledighedsydelse|I alt", 36, 0.16, 0.40, 0.01 },
}

-- Both groups of a benefit stand as one row, "I alt".
spells.benefits = { "A-dagpenge|I alt", "Kontanthjælp|I alt", "Uddannelseshjælp|I alt",
  "Integrationsydelse|I alt", "Sygedagpenge|I alt", "Jobafklaringsforløb|I alt",
  "Ressourceforløb|I alt", "Revalidering|I alt", "Ledighedsydelse|I alt" }
spells.rows = { "A-dagpenge|I alt", "Kontanthjælp|I alt", "Kontanthjælp|Jobparate",
  "Kontanthjælp|Aktivitetsparate", "Uddannelseshjælp|I alt", "Uddannelseshjælp|Uddannelsesparate",
  "Uddannelseshjælp|Aktivitetsparate", "Integrationsydelse|I alt", "Sygedagpenge|I alt",
  "Jobafklaringsforløb|I alt", "Ressourceforløb|I alt", "Revalidering|I alt",
  "Ledighedsydelse|I alt", spells.ALL }

-- The rows of where people are one month after.
spells.status_rows = { "A-dagpenge|I alt", "Kontanthjælp|I alt", "Kontanthjælp|Jobparate",
  "Uddannelseshjælp|I alt", "Sygedagpenge|I alt", "Jobafklaringsforløb|I alt",
  "Ressourceforløb|I alt", spells.ALL }

-- Hedensted's project of May 2019 to April 2021 shortens jobafklaringsforløb: from the 3rd quarter
-- of 2019 by 2 per cent a quarter, eight quarters.
local function shortened(area, id, q)
  if area.name ~= municipalities.OWN or id ~= "Jobafklaringsforløb|I alt" then return 1 end
  return 1 - 0.02 * clamp(q - 14, 0, 8)
end

-- A quarter: { ended, weeks (all spells together, in tenths), status = { 1..4 counts } }.
local function quarter(area, kind, key, level, q)
  local more = calendar.more_unemployed(3 * q - 1)
  local slow = 1 + 0.25 * (more - 1)
  local ended = round(kind[3] * area.of[kind[1]].quarter_full_time[q] / slow
    * (1 + 0.06 * chance.normal(key, q)))
  local weeks = round(10 * kind[2] * level * slow * shortened(area, kind[1], q)
    * (1 + 0.05 * chance.normal(key, 100 + q)))
  local work = round(ended * clamp(kind[4] * (2 - slow) * (1 + 0.08 * chance.normal(key, 200 + q)),
    0, 0.9))
  local study = math.min(ended - work, round(ended * kind[5]))
  local rest = ended - work - study
  local other = rest // 6
  return { ended = ended, weeks = weeks * ended, status = { work, study, rest - other, other } }
end

local function add(a, b)
  local status = {}
  for k = 1, 4 do status[k] = a.status[k] + b.status[k] end
  return { ended = a.ended + b.ended, weeks = a.weeks + b.weeks, status = status }
end

local function sum(lists)
  local whole = {}
  for q = 1, calendar.QUARTERS do
    for _, one in ipairs(lists) do whole[q] = whole[q] and add(whole[q], one[q]) or one[q] end
  end
  return whole
end

local function fill_one(area)
  area.spells = {}
  for _, kind in ipairs(kinds) do
    local key = chance.key("spells " .. area.name .. kind[1])
    local level = clamp(1 + 0.10 * chance.normal(key, 0), 0.7, 1.35)
    local made = {}
    for q = 1, calendar.QUARTERS do made[q] = quarter(area, kind, key, level, q) end
    area.spells[kind[1]] = made
  end
  for ydelse, other in pairs { ["Kontanthjælp"] = "Jobparate",
    ["Uddannelseshjælp"] = "Uddannelsesparate" } do
    area.spells[ydelse .. "|I alt"] = sum { area.spells[ydelse .. "|Aktivitetsparate"],
      area.spells[ydelse .. "|" .. other] }
  end
end

-- Fill area.spells[id][q].
function spells.fill(areas)
  for _, one in ipairs(areas) do if not one.members then fill_one(one) end end
  for _, one in ipairs(areas) do
    if one.members then
      one.spells = {}
      for _, id in ipairs(spells.rows) do
        local lists = {}
        for k, i in ipairs(one.members) do lists[k] = areas[i].spells[id] end
        if id ~= spells.ALL then one.spells[id] = sum(lists) end
      end
    end
    local all = {}
    for k, id in ipairs(spells.benefits) do all[k] = one.spells[id] end
    one.spells[spells.ALL] = sum(all)
  end
end

-- Mean weeks in tenths, half up; nil when no spell ended.
function spells.mean(one)
  return one.ended > 0 and (2 * one.weeks + one.ended) // (2 * one.ended) or nil
end

-- Shares of the statuses in tenths, that add up to 1000: the largest takes the rounding.
function spells.shares(one)
  local shares, left, largest = {}, 1000, 1
  for k = 1, 4 do
    shares[k] = numbers.tenths(one.status[k], one.ended)
    left = left - shares[k]
    if one.status[k] > one.status[largest] then largest = k end
  end
  shares[largest] = shares[largest] + left
  return shares
end

return spells
