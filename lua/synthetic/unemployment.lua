-- The unemployed: on A-dagpenge and job-ready on kontanthjælp, who are not activated; all and under
-- 30; the long-term unemployed; the newly unemployed of a year.

local anchors = require "synthetic.anchors"
local calendar = require "synthetic.calendar"
local chance = require "synthetic.chance"
local numbers = require "synthetic.numbers"
local recipients = require "synthetic.recipients"

local unemployment = {}

local round, clamp = numbers.round, numbers.clamp

unemployment.ALL, unemployment.YOUNG = "I alt", "Under 30 år"
unemployment.benefits = { "Ydelsesgrupper i alt", "A-dagpenge", "Kontanthjælp" }

local sources = { ["A-dagpenge"] = "A-dagpenge|I alt", ["Kontanthjælp"] = "Kontanthjælp|Jobparate" }
local young_share = { ["A-dagpenge"] = 0.24, ["Kontanthjælp"] = 0.17 }

local function of_benefit(area, ydelse)
  local id = sources[ydelse]
  local of, part = area.of[id], recipients.UNEMPLOYED[id]
  local key = chance.key("unemployed " .. area.name .. ydelse)
  local share = young_share[ydelse] * clamp(1 + 0.12 * chance.normal(key, 0), 0.6, 1.4)
  local made = { [unemployment.ALL] = { full_time = {}, persons = {} },
    [unemployment.YOUNG] = { full_time = {}, persons = {} } }
  for t = 1, calendar.MONTHS do
    local all, young = made[unemployment.ALL], made[unemployment.YOUNG]
    all.full_time[t] = round(part * of.full_time[t])
    all.persons[t] = math.max(all.full_time[t], round(part * of.persons[t]))
    local now = share * (1 + 0.35 * (calendar.more_unemployed(t) - 1))
      * (1 + 0.04 * chance.normal(key, t))
    young.full_time[t] = round(now * all.full_time[t])
    young.persons[t] = clamp(round(now * all.persons[t]), young.full_time[t], all.persons[t])
  end
  return made
end

local function together(parts)
  local sum = {}
  for _, age in ipairs { unemployment.ALL, unemployment.YOUNG } do
    sum[age] = { full_time = {}, persons = {} }
    for _, field in ipairs { "full_time", "persons" } do
      for t = 1, calendar.MONTHS do
        local count = 0
        for _, one in ipairs(parts) do count = count + one[age][field][t] end
        sum[age][field][t] = count
      end
    end
  end
  return sum
end

-- Hedensted: all unemployed of the months that are published, and the young on A-dagpenge.
local function fit_own(made)
  local all = unemployment.ALL
  for t, count in pairs(anchors.of("Alle", "I alt", "Antal ledige fuldtidspersoner", "M")) do
    local insured = made["A-dagpenge"][all]
    insured.full_time[t] = count - made["Kontanthjælp"][all].full_time[t]
    insured.persons[t] = math.max(insured.persons[t], insured.full_time[t])
  end
  local young = made["A-dagpenge"][unemployment.YOUNG]
  local points = {}
  for t, count in pairs(anchors.of("A-dagpenge", "Under 30 år", "Antal ledige personer", "M")) do
    points[t] = count / young.persons[t]
  end
  local line = numbers.line(points, calendar.MONTHS)
  for t = 1, calendar.MONTHS do
    young.persons[t] = round(young.persons[t] * line[t])
    young.full_time[t] = math.min(young.persons[t], round(young.full_time[t] * line[t]))
  end
end

-- Of those unemployed a year ago, how many still are.
local function fill_long(area)
  local key = chance.key("long " .. area.name)
  local level = clamp(1 + 0.2 * chance.normal(key, 0), 0.5, 1.5)
  area.long, area.gross = {}, {}
  for t = 1, calendar.MONTHS do
    local now = area.unemployed["Ydelsesgrupper i alt"][unemployment.ALL].persons[t]
    local ago = area.unemployed["Ydelsesgrupper i alt"][unemployment.ALL]
      .persons[math.max(1, t - 12)]
    local held = calendar.more_unemployed(t) > 1 and 1.25 or 1
    area.gross[t] = round(now * 1.16)
    area.long[t] = math.min(area.gross[t],
      round(0.20 * held * level * ago * (1 + 0.05 * chance.normal(key, t))))
  end
end

-- The newly unemployed of a year, and those under 30: of Hedensted in 2020 the published share.
local function fill_new(area, published)
  local key = chance.key("new " .. area.name)
  area.new = {}
  for year = 1, calendar.YEARS do
    local sum = 0
    for t = 12 * year - 11, 12 * year do
      sum = sum + area.unemployed["Ydelsesgrupper i alt"][unemployment.ALL].full_time[t]
    end
    local all = round(sum / 12 * (year == 5 and 2.6 or 2.2))
    local young = round(all * (year == 5 and 0.33 or year == 6 and 0.28 or 0.25)
      * (1 + 0.03 * chance.normal(key, year)))
    if published and year == 5 then
      young, all = numbers.parts_of_share(10 * published, all)
    end
    area.new[year] = { all = all, young = young }
  end
end

local function add_areas(areas, whole)
  local list = {}
  for _, ydelse in ipairs(unemployment.benefits) do
    local parts = {}
    for k, i in ipairs(whole.members) do parts[k] = areas[i].unemployed[ydelse] end
    list[ydelse] = together(parts)
  end
  whole.unemployed, whole.long, whole.gross, whole.new = list, {}, {}, {}
  for t = 1, calendar.MONTHS do
    whole.long[t], whole.gross[t] = 0, 0
    for _, i in ipairs(whole.members) do
      whole.long[t] = whole.long[t] + areas[i].long[t]
      whole.gross[t] = whole.gross[t] + areas[i].gross[t]
    end
  end
  for year = 1, calendar.YEARS do
    whole.new[year] = { all = 0, young = 0 }
    for _, i in ipairs(whole.members) do
      whole.new[year].all = whole.new[year].all + areas[i].new[year].all
      whole.new[year].young = whole.new[year].young + areas[i].new[year].young
    end
  end
end

-- Fill area.unemployed[benefit][age] = { full_time, persons }, area.long, area.gross, area.new.
function unemployment.fill(areas)
  local share = anchors.share_of_new()
  for i, one in ipairs(areas) do
    if not one.members then
      local made = { ["A-dagpenge"] = of_benefit(one, "A-dagpenge"),
        ["Kontanthjælp"] = of_benefit(one, "Kontanthjælp") }
      if i == areas.own then fit_own(made) end
      made["Ydelsesgrupper i alt"] = together { made["A-dagpenge"], made["Kontanthjælp"] }
      one.unemployed = made
      fill_long(one)
      fill_new(one, i == areas.own and share)
    end
  end
  for _, one in ipairs(areas) do if one.members then add_areas(areas, one) end end
end

return unemployment
