-- Figures of any municipality, out of the synthetic national set, found as the published ones are
-- (domain.figures): what its follow-up is made of. Everything that comes from here is made up.

local area = require "domain.area"
local catalogue = require "domain.catalogue"
local figures_of = require "domain.figures"
local measure = require "domain.measure"
local native = require "native"
local synthetic = require "domain.synthetic"

local national = {}
national.__index = national

local ALL, OFFER, JOB = "Ydelsesgrupper i alt", "Antal aktiverede: ", "Beskæftigelse"

-- Where a measure stands: the tables of quarters and of months, its column when that has another
-- name, and the further dimensions.
local tables = {
  ["Antal personer"] = { quarter = "personer_kvartal", month = "personer_maaned" },
  ["Fuldtidspersoner i pct. af befolkningen"] = { quarter = "personer_kvartal",
    month = "personer_maaned" },
  ["Andel personer med ordinære timer"] = { quarter = "ordinaere_timer_kvartal",
    month = "ordinaere_timer_maaned" },
  ["Andel aktiveringsberørte"] = { month = "aktiveringsgrad_maaned" },
  ["Antal ledige fuldtidspersoner"] = { month = "ledige_maaned", alder = "I alt" },
  ["Ledige fuldtidspersoner i pct. af arbejdsstyrken"] = { month = "ledige_maaned",
    alder = "I alt" },
  ["Andel langtidsledige ift. bruttoledige"] = { month = "langtidsledige_maaned", bare = true },
  ["Gnsn. varighed af afsluttede forløb (uger)"] = { quarter = "varighed_kvartal" },
  ["Status 1 md. efter afsluttet forløb, pct."] = { quarter = "status_efter_kvartal",
    status = JOB },
  ["Andel afsluttet til job"] = { quarter = "status_efter_kvartal", status = JOB,
    column = "Status 1 md. efter afsluttet forløb, pct." },
}

local function source_of(maaling)
  if tables[maaling] then return tables[maaling] end
  local offer = maaling:sub(1, #OFFER) == OFFER and maaling:sub(#OFFER + 1)
  return offer and { quarter = "aktiverede_kvartal", month = "aktiverede_maaned",
    column = "Antal aktiverede", tilbud = offer }
end

local function key_of(one)
  return table.concat({ one.ydelse, one.gruppe, one.maaling }, "|")
end

-- ---- which figures are read by the quarter ----

local by_quarter -- set of keys, or nil until asked

-- As the published ones are: those that are published for quarters are quarters, the others months.
local function quarters()
  if by_quarter then return by_quarter end
  by_quarter = {}
  for row in figures_of.load().frame:distinct("ydelse, gruppe, maaling, periode"):rows() do
    if row.periode.kind == "quarter" then by_quarter[key_of(row)] = true end
  end
  return by_quarter
end

-- ---- figures ----

local DIMENSIONS = { "ydelse", "gruppe", "tilbud", "alder", "status" }

-- What labels the rows of a table besides area and period.
local function dimensions_of(frame)
  local there, names = {}, {}
  for _, column in ipairs(frame:names()) do there[column] = true end
  for _, dimension in ipairs(DIMENSIONS) do
    if there[dimension] then names[#names + 1] = dimension end
  end
  return names
end

-- A table with each series in rows of its own, one after the other, and where they are: { frame =,
-- series = { [area] = { [labels] = { first, last } } } }.
local function make_index(frame)
  local names = { "omraade", table.unpack(dimensions_of(frame)) }
  local sorted = frame:arrange(table.concat(names, ", ") .. ", periode"):collect()
  local each = sorted:group_by(table.concat(names, ", ")):summarise "rows = count()"
  local columns, counts, series, first = {}, each:column "rows", {}, 1
  for k, name in ipairs(names) do columns[k] = each:column(name) end
  for i, count in ipairs(counts) do
    local omraade, labels = columns[1][i], {}
    for k = 2, #columns do labels[k - 1] = columns[k][i] end
    series[omraade] = series[omraade] or {}
    series[omraade][table.concat(labels, "|")] = { first, first + count - 1 }
    first = first + count
  end
  return { frame = sorted, series = series }
end

local function names_of_tables()
  local seen, names = { aktiverede_kvartal = true, aktiverede_maaned = true }, {}
  for _, one in next, tables do
    if one.quarter then seen[one.quarter] = true end
    if one.month then seen[one.month] = true end
  end
  for name in pairs(seen) do names[#names + 1] = name end
  return names
end

-- The figures of the set: the tables of all areas are read at once.
function national.figures()
  local counts, with_counts, index = synthetic.figures(), {}, {}
  for row in counts.frame:distinct("omraade"):rows() do with_counts[row.omraade] = true end
  for _, name in ipairs(names_of_tables()) do index[name] = make_index(synthetic.frame(name)) end
  return setmetatable({ index = index, kept = {}, local_counts = counts,
    with_counts = with_counts }, national)
end

local function table_of(wanted)
  local source = source_of(wanted.maaling)
  if not source then return nil end
  local quarter = source.quarter and (not source.month or quarters()[key_of(wanted)])
  return quarter and source.quarter or source.month, source
end

local function labels_of(source, wanted)
  if source.bare then return wanted.ydelse == "Alle" and wanted.gruppe == "I alt" and "" or nil end
  if source.alder and wanted.gruppe ~= "I alt" then return nil end
  local labels = { wanted.ydelse == "Alle" and ALL or wanted.ydelse,
    source.alder or wanted.gruppe }
  labels[3] = source.tilbud or source.status
  return table.concat(labels, "|")
end

-- The points of the rows from first to last.
local function points_of(frame, column, first, last)
  local periods, points = frame:column("periode", first, last), {}
  for i, value in ipairs(frame:column(column, first, last)) do
    local missing = value == native.missing
    points[i] = { period = periods[i], value = not missing and value or nil,
      reason = missing and frame:reason(first + i - 1, column) or nil }
  end
  return points
end

local function from_tables(self, wanted)
  local name, source = table_of(wanted)
  local labels = name and labels_of(source, wanted)
  local of_area = labels and self.index[name].series[wanted.omraade]
  local series = of_area and of_area[labels]
  if not series then return nil end
  local kept, column = self.kept[wanted.omraade] or {}, source.column or wanted.maaling
  self.kept[wanted.omraade] = kept
  local key = name .. "|" .. column .. "|" .. labels
  kept[key] = kept[key] or points_of(self.index[name].frame, column, series[1], series[2])
  return kept[key]
end

-- What a municipality counts itself: the set has some of it for Hedensted.
local function from_local_counts(self, wanted)
  local frame = self.local_counts:matching { omraade = wanted.omraade, ydelse = wanted.ydelse,
    gruppe = wanted.gruppe, maaling = wanted.maaling }
  return #frame > 0 and points_of(frame, "vaerdi", 1, #frame) or {}
end

-- The points (domain.indicator) of what is wanted, a period each: { omraade =, ydelse =, gruppe =,
-- maaling = }. They are shared: not to be changed. The places where published figures are printed
-- are passed over.
function national:points(wanted)
  return from_tables(self, wanted)
    or self.with_counts[wanted.omraade] and from_local_counts(self, wanted) or {}
end

-- Forget the points of a municipality whose follow-up is done.
function national:forget(omraade)
  self.kept[omraade] = nil
end

-- ---- goals ----

local function moved(list, omraade)
  local found = {}
  for i, one in ipairs(list or {}) do
    found[i] = {}
    for key, value in next, one do found[i][key] = value end
    found[i].omraade = omraade
  end
  return found
end

-- The plans (domain.plan) as another municipality would have decided them: of its own figures,
-- those that the documents await among them, from the start that data/udgangspunkter.lua sets.
function national.plans(plans, omraade)
  local starts, found = catalogue.load "udgangspunkter.lua", {}
  for i, one in ipairs(plans) do
    found[i] = { goals = {} }
    for key, value in next, one do found[i][key] = found[i][key] or value end
    for k, goal in ipairs(one.goals) do
      local copy, start = {}, starts[goal.id]
      for key, value in next, goal do copy[key] = value end
      copy.indicators = moved(goal.awaits or goal.indicators, omraade)
      copy.baseline = goal.baseline or goal.awaits and start and start.baseline or nil
      copy.remark, copy.status_text, copy.decision = nil, nil, nil
      found[i].goals[k] = copy
    end
  end
  return found
end

-- ---- beside others ----

local compares = { ["pct."] = true, uger = true }

local function value_at(points, period)
  for _, point in ipairs(points) do if point.period == period then return point.value end end
end

-- The latest figure of an indicator by the day, beside the other areas at the same time, in the
-- shape of domain.benchmark; nil where there is none. others: names of areas.
function national:beside(each, others)
  local point
  for i = #each.points, 1, -1 do
    if not point and each.points[i].value then point = each.points[i] end
  end
  local source = each.source
  if not (point and source.maaling and compares[each.unit]) then return nil end
  local found = { ydelse = source.ydelse, gruppe = source.gruppe, period = point.period,
    measure = measure.find(source.maaling), unit = each.unit, own = point.value, others = {} }
  for _, name in ipairs(others) do
    local value = value_at(self:points { omraade = name, ydelse = source.ydelse,
      gruppe = source.gruppe, maaling = source.maaling }, point.period)
    if value then
      table.insert(found.others, { area = area.find(name), value = value,
        difference = point.value - value,
        ratio = value ~= 0 and point.value / value or native.missing })
    end
  end
  return #found.others > 0 and found or nil
end

-- The same of all indicators of judged goals, each figure once.
function national:benchmarks(judged, others)
  local list, seen = {}, {}
  for _, one in ipairs(judged) do
    for _, each in ipairs(one.indicators) do
      local key = each.source.maaling and key_of(each.source)
      if key and not seen[key] then
        seen[key] = true
        list[#list + 1] = self:beside(each, others)
      end
    end
  end
  return list
end

return national
