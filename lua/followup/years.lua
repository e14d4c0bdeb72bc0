-- Years out of the quarters of the synthetic set: a sum of what flows, a mean of what stands, and a
-- mean duration weighted with its spells. A year with a hidden quarter has no figure.

local native = require "native"
local paper = require "followup.paper"
local synthetic = require "domain.synthetic"

local years = { FIRST = 2016, LAST = 2021 }

-- The last year that has ended by options.as_of, which is set to the end of the set where nothing
-- was asked. Refuses a day before the second year has ended.
function years.newest(options)
  options.as_of = options.as_of or native.period(tostring(years.LAST)).last_day
  paper.check_day(options.as_of, native.period(tostring(years.FIRST + 1)).last_day)
  local year = math.tointeger(options.as_of:id():sub(1, 4))
  if native.period(tostring(year)).last_day > options.as_of then year = year - 1 end
  return math.min(year, years.LAST)
end

-- The values of a year's quarters; nil when one of them is missing.
local function quarters(name, measure, where, year)
  local found = {}
  for _, point in ipairs(synthetic.points(name, measure, where)) do
    if point.period:id():sub(1, 4) == tostring(year) then
      if not point.value then return nil end
      found[#found + 1] = point.value
    end
  end
  return #found == 4 and found or nil
end

local function total(values)
  local sum = 0
  for _, value in ipairs(values or {}) do sum = sum + value end
  return values and sum or nil
end

-- Ended spells and their mean weeks, each quarter weighted with its spells: { spells =, weeks = }.
function years.duration(omraade, ydelse, year)
  local where = { omraade = omraade, ydelse = ydelse, gruppe = "I alt" }
  local spells = quarters("varighed_kvartal", "Antal afsluttede forløb", where, year)
  local weeks = quarters("varighed_kvartal", "Gnsn. varighed af afsluttede forløb (uger)", where,
    year)
  if not (spells and weeks) then return nil end
  local sum = 0
  for q = 1, 4 do sum = sum + spells[q] * weeks[q] end
  return { spells = total(spells), weeks = sum / total(spells) }
end

-- Expenditure in kroner.
function years.kroner(omraade, ydelse, year)
  return total(quarters("udgifter_kvartal", "Forsørgelsesudgifter", { omraade = omraade,
    ydelse = ydelse }, year))
end

-- Full-time persons: the mean of the quarters.
function years.full_time(omraade, ydelse, year)
  local sum = total(quarters("personer_kvartal", "Antal fuldtidspersoner", { omraade = omraade,
    ydelse = ydelse, gruppe = "I alt" }, year))
  return sum and sum / 4
end

return years
