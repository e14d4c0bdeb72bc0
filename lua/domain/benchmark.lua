-- Benchmarks: where one figure is published for several areas at the same time, own municipality
-- beside the others. The others hold the own municipality, as published; nothing is recomputed.

local area = require "domain.area"
local fault = require "fault"
local measure = require "domain.measure"
local native = require "native"

local benchmark = {}

local order = { kommune = 1, rar = 2, landsdel = 3, region = 4, land = 5 }

-- Put a row beside the others of its figure; an area that stands already has two values.
local function add_row(group, row, home, place)
  local where = area.find(row.omraade)
  local stands = where.name == home and group.own ~= nil
  for _, other in ipairs(group.others) do stands = stands or other.area == where end
  if stands then
    group.twice = where.name
  elseif where.name == home then
    group.own, group.own_place = row.vaerdi, place
  else
    table.insert(group.others, { area = where, value = row.vaerdi, place = place })
  end
end

local function refuse_twice(one)
  if not one.twice then return end
  fault.raise { what = ("%s, %s, %s, %s is printed with different values for %s"):format(
    one.twice, one.ydelse, one.gruppe, one.measure.caption, tostring(one.period)),
    why = "a benchmark would have to choose one of them",
    hint = "scripts/efterregning.lua tells where they stand" }
end

local function by_size(a, b)
  if order[a.area.type] ~= order[b.area.type] then
    return order[a.area.type] < order[b.area.type]
  end
  return native.collate(a.area.name, b.area.name) < 0
end

-- { { ydelse =, gruppe =, measure =, period =, unit =, own = value, own_place =, others = {
-- { area =, value =, place =, difference (own less theirs), ratio } ... } } ... } in the order of
-- the figures; places as in domain.indicator.
function benchmark.all(figures, own, as_of)
  local home = area.find(own).name
  local groups, list = {}, {}
  local frame = figures.frame:filter "not is_missing(vaerdi)"
    :distinct("omraade, ydelse, gruppe, maaling, periode, vaerdi, enhed"):collect()
  local number = 0
  for row in frame:rows() do
    number = number + 1
    local key = table.concat({ row.ydelse, row.gruppe, row.maaling, row.periode:id() }, "|")
    if not groups[key] then
      groups[key] = { ydelse = row.ydelse, gruppe = row.gruppe, period = row.periode,
        measure = measure.find(row.maaling), unit = row.enhed, others = {} }
      list[#list + 1] = groups[key]
    end
    add_row(groups[key], row, home, { frame = frame, row = number, column = "vaerdi" })
  end
  local found = {}
  for _, one in ipairs(list) do
    if one.own and #one.others > 0 and (not as_of or one.period.last_day <= as_of) then
      refuse_twice(one)
      table.sort(one.others, by_size)
      for _, other in ipairs(one.others) do
        other.difference = one.own - other.value
        other.ratio = other.value ~= 0 and one.own / other.value or native.missing
      end
      found[#found + 1] = one
    end
  end
  return found
end

-- The one of `list` (from benchmark.all) that shows what an indicator of data/planer reads, the
-- latest when there are several; or nil.
function benchmark.of_indicator(list, indicator)
  local wanted, found = indicator.maaling and measure.find(indicator.maaling), nil
  for _, one in ipairs(list) do
    if wanted and wanted.id == one.measure.id
        and indicator.ydelse == one.ydelse and indicator.gruppe == one.gruppe
        and (not found or found.period.last_day < one.period.last_day) then
      found = one
    end
  end
  return found
end

return benchmark
