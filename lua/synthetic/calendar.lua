-- The time of the synthetic set: 72 months from January 2016, 24 quarters, 6 years.

local calendar = { MONTHS = 72, QUARTERS = 24, YEARS = 6, FIRST_YEAR = 2016 }

local DAYS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

function calendar.year_of(t) return calendar.FIRST_YEAR + (t - 1) // 12 end
function calendar.year_index(t) return (t - 1) // 12 + 1 end
function calendar.month_of(t) return (t - 1) % 12 + 1 end

function calendar.days(t)
  local month = calendar.month_of(t)
  if month == 2 and calendar.year_of(t) % 4 == 0 then return 29 end
  return DAYS[month]
end

function calendar.month(t) return ("%dM%02d"):format(calendar.year_of(t), calendar.month_of(t)) end
function calendar.quarter(q)
  return ("%dQ%02d"):format(calendar.FIRST_YEAR + (q - 1) // 4, (q - 1) % 4 + 1)
end
function calendar.year(y) return ("%d"):format(calendar.FIRST_YEAR + y - 1) end

-- Where a period such as "2019M09" or "2019Q3" stands; nil outside the set.
function calendar.at(id)
  local year, kind, number = id:match "^(%d%d%d%d)([MQ])(%d+)$"
  if not year then return nil end
  local per_year = kind == "M" and 12 or 4
  local at = (math.tointeger(year) - calendar.FIRST_YEAR) * per_year + math.tointeger(number)
  if at >= 1 and at <= per_year * calendar.YEARS then return at end
end

-- Covid-19: how many of the activated are left in a month, and how many more are unemployed. From
-- March 2020 (t = 51) to December 2021; 1 before.
local OFFERS = { 0.70, 0.25, 0.35, 0.70, 0.80, 0.90, 0.95, 0.97, 0.95, 0.85, 0.50, 0.45, 0.55, 0.75,
  0.95, 1.02, 1.00, 1.05, 1.08, 1.08, 1.08, 1.05 }
local UNEMPLOYED = { 1.08, 1.45, 1.50, 1.42, 1.38, 1.33, 1.28, 1.25, 1.24, 1.27, 1.33, 1.32, 1.25,
  1.18, 1.08, 0.98, 0.94, 0.90, 0.86, 0.83, 0.81, 0.80 }

calendar.COVID = 51

function calendar.offers_left(t) return OFFERS[t - calendar.COVID + 1] or 1 end
function calendar.more_unemployed(t) return UNEMPLOYED[t - calendar.COVID + 1] or 1 end

-- The seasons of a year, as what is added in each month per unit of amplitude.
local WINTER = { 1.0, 0.9, 0.6, 0.1, -0.4, -0.7, -0.3, -0.4, -0.6, -0.5, -0.1, 0.4 }
local HOLIDAY = { 0.1, 0.3, 0.3, 0.1, 0.2, -0.2, -1.0, -0.1, 0.2, 0.2, 0.2, -0.3 }

function calendar.winter(t) return WINTER[calendar.month_of(t)] end
function calendar.holiday(t) return HOLIDAY[calendar.month_of(t)] end

return calendar
