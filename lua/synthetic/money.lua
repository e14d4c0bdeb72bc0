-- Expenditure by quarter in kroner, and the måltal of each year. Made up like the rest: prices of a
-- full-time person are round numbers of the right order, not the rates of any year.

local calendar = require "synthetic.calendar"
local chance = require "synthetic.chance"
local numbers = require "synthetic.numbers"
local recipients = require "synthetic.recipients"

local money = {}

-- Kroner a month of a full-time person, in 2016.
local prices = {
  ["A-dagpenge|I alt"] = 17500, ["Kontanthjælp|I alt"] = 12500, ["Uddannelseshjælp|I alt"] = 8500,
  ["Integrationsydelse|I alt"] = 9500, ["Sygedagpenge|I alt"] = 17000,
  ["Jobafklaringsforløb|I alt"] = 13500, ["Ressourceforløb|I alt"] = 13000,
  ["Revalidering|I alt"] = 15500, ["Ledighedsydelse|I alt"] = 16000, ["Fleksjob|I alt"] = 12500,
  ["Førtidspension|I alt"] = 16500,
}

local function price(area, id, q)
  local key = chance.key("price " .. area.name .. id)
  return prices[id] * (1 + 0.02 * ((q - 1) // 4)) * (1 + 0.02 * chance.normal(key, 0))
    * (1 + 0.006 * chance.normal(key, q))
end

-- Fill area.money[id][q] in kroner.
function money.fill(areas)
  for _, one in ipairs(areas) do
    one.money = { [recipients.ALL] = {} }
    for _, id in ipairs(recipients.benefits) do one.money[id] = {} end
    for q = 1, calendar.QUARTERS do
      local all = 0
      for _, id in ipairs(recipients.benefits) do
        local kroner = 0
        if one.members then
          for _, i in ipairs(one.members) do kroner = kroner + areas[i].money[id][q] end
        else
          kroner = numbers.round(3 * one.of[id].quarter_full_time[q] * price(one, id, q))
        end
        one.money[id][q], all = kroner, all + kroner
      end
      one.money[recipients.ALL][q] = all
    end
  end
end

-- { { year, id, full-time persons } ... } for Hedensted: last year's mean, less what the budget
-- wants, to the nearest five.
function money.targets(area)
  local list = {}
  for year = 2, calendar.YEARS do
    for _, id in ipairs(recipients.benefits) do
      local sum = 0
      for t = 12 * year - 23, 12 * year - 12 do sum = sum + area.of[id].full_time[t] end
      local wish = 0.96 + 0.05 * chance.uniform(chance.key("target " .. id), year)
      list[#list + 1] = { calendar.year(year), id, 5 * numbers.round(sum / 12 * wish / 5) }
    end
  end
  return list
end

return money
