-- The municipalities of the synthetic set: names and RAR are real, their sizes are not. They are of
-- the right order, no more: a class for the large and the small, chance for the rest.

local area = require "domain.area"
local chance = require "synthetic.chance"
local numbers = require "synthetic.numbers"

local municipalities = { OWN = "Hedensted", RAR = "RAR Østjylland", COUNTRY = "Hele landet" }

-- Thousands of inhabitants aged 16 to 66, about.
local sizes = {
  ["København"] = 440, ["Aarhus"] = 235, ["Aalborg"] = 145, ["Odense"] = 135, ["Esbjerg"] = 74,
  ["Frederiksberg"] = 72, ["Vejle"] = 72, ["Randers"] = 62, ["Viborg"] = 61, ["Kolding"] = 60,
  ["Horsens"] = 59, ["Silkeborg"] = 59, ["Herning"] = 57, ["Roskilde"] = 56, ["Fanø"] = 2.0,
  ["Læsø"] = 1.1, ["Samsø"] = 2.1, ["Ærø"] = 3.5, ["Langeland"] = 7.2, ["Hedensted"] = 29.2,
}

local function size_of(name)
  local key = chance.key("size " .. name)
  local thousands = sizes[name] or 14 + 34 * chance.uniform(key, 0)
  return numbers.round(1000 * thousands * (0.995 + 0.01 * chance.uniform(key, 1)))
end

-- By year: population and labour force, all and under 30. labour_force: { [year] = known }.
local function people(one, labour_force)
  local key, base = chance.key("people " .. one.name), size_of(one.name)
  local growth = 0.004 * chance.normal(key, 0)
  local active = 0.78 + 0.02 * chance.normal(key, 1)
  local young = 0.24 + 0.01 * chance.normal(key, 2)
  for year = 1, 6 do
    local population = numbers.round(base * (1 + growth * (year - 3)))
    local force = labour_force or numbers.round(population * active)
    one.population[year] = population
    one.labour_force[year] = force
    one.young_force[year] = numbers.round(force * young)
  end
end

-- The areas in order: the municipalities, then { RAR Østjylland }, { Hele landet } with `members`
-- (indices). own_labour_force: what the published figures say of Hedensted's.
function municipalities.all(own_labour_force)
  local list, rar, country = {}, { members = {} }, { members = {} }
  for i, one in ipairs(area.members(municipalities.COUNTRY)) do
    list[i] = { name = one.name, population = {}, labour_force = {}, young_force = {} }
    local own = one.name == municipalities.OWN
    people(list[i], own and own_labour_force or nil)
    if own then list.own = i end
    if one.rar == municipalities.RAR then table.insert(rar.members, i) end
    table.insert(country.members, i)
  end
  rar.name, country.name = municipalities.RAR, municipalities.COUNTRY
  for _, whole in ipairs { rar, country } do
    for _, field in ipairs { "population", "labour_force", "young_force" } do
      whole[field] = {}
      for year = 1, 6 do
        local sum = 0
        for _, i in ipairs(whole.members) do sum = sum + list[i][field][year] end
        whole[field][year] = sum
      end
    end
    list[#list + 1] = whole
  end
  return list
end

return municipalities
