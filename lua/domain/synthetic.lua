-- The synthetic set (data/syntetisk/, `make data`), read: figures in jobindsats' form that stand in
-- where the documents hold no series. Everything that comes from here is made up, and whoever shows
-- it says SYNTETISK. Points are those of domain.indicator.

local area = require "domain.area"
local catalogue = require "domain.catalogue"
local fault = require "fault"
local figures_of = require "domain.figures"
local open = require "query.open"

local synthetic = { MARK = "SYNTETISK", FOLDER = "syntetisk" }

-- jobindsats' captions of dimensions -> ours.
local dimensions = { { "omraade", "Område" }, { "periode", "Periode" },
  { "ydelse", "Ydelsesgrupper" }, { "gruppe", "Visitationskategori" }, { "tilbud", "Tilbud" },
  { "alder", "Alder" }, { "status", "Arbejdsmarkedsstatus" } }

local frames, by_area = {}, {}

local function path_of(name)
  local path = catalogue.path(("%s/%s.csv"):format(synthetic.FOLDER, name))
  local file = io.open(path, "rb")
  if not file then
    fault.raise { what = ("the synthetic set is not written: no %s"):format(
        catalogue.shown(("%s/%s.csv"):format(synthetic.FOLDER, name))),
      why = "where the documents hold no series, made-up figures in their form are used",
      hint = "write it with: make data" }
  end
  file:close()
  return path
end

-- A table of the set, its dimensions named omraade, periode, ydelse, gruppe, tilbud, alder, status.
function synthetic.frame(name)
  if frames[name] then return frames[name] end
  local frame = open.read(path_of(name))
  catalogue.note(("%s/%s.csv"):format(synthetic.FOLDER, name), frame:sources()[1].sha256)
  local there, renames = {}, {}
  for _, column in ipairs(frame:names()) do there[column] = true end
  for _, one in ipairs(dimensions) do
    if there[one[2]] then renames[#renames + 1] = ("%s = `%s`"):format(one[1], one[2]) end
  end
  frames[name] = frame:rename(table.concat(renames, ", ")):collect()
  return frames[name]
end

-- The rows of an area in a table of the set.
function synthetic.of_area(name, omraade)
  local frames_of = by_area[omraade] or {}
  by_area[omraade] = frames_of
  frames_of[name] = frames_of[name] or synthetic.frame(name)
    :filter("omraade == $omraade", { omraade = omraade }):collect()
  return frames_of[name]
end

local function by_time(a, b)
  return a.period.last_day < b.period.last_day
end

-- The points of a measure of a table, in the order of time: { period =, value =, reason = } each.
-- where: { omraade =, ydelse =, ... }, as many as it takes for one row a period.
function synthetic.points(name, measure, where)
  local conditions, values = {}, {}
  for _, one in ipairs(dimensions) do
    if where[one[1]] and one[1] ~= "omraade" then
      conditions[#conditions + 1] = ("%s == $%s"):format(one[1], one[1])
      values[one[1]] = where[one[1]]
    end
  end
  local found = synthetic.of_area(name, area.find(where.omraade).name)
  if #conditions > 0 then
    found = found:filter(table.concat(conditions, " and "), values):collect()
  end
  local points, seen = {}, {}
  for row = 1, #found do
    local reason, period = found:reason(row, measure), found:cell(row, "periode")
    if seen[period:id()] then
      fault.raise { what = ("%s: several rows for %s"):format(name, tostring(period)),
        hint = "name one of each dimension" }
    end
    seen[period:id()] = true
    points[row] = { period = period, reason = reason,
      value = not reason and found:cell(row, measure) or nil }
  end
  table.sort(points, by_time)
  return points
end

-- The points that have ended by the day.
function synthetic.until_day(points, as_of)
  local seen = {}
  for _, point in ipairs(points) do
    if point.period.last_day <= as_of then seen[#seen + 1] = point end
  end
  return seen
end

-- Figures in the form of data/publicerede_tal.csv: what the goals that await figures would read.
function synthetic.figures()
  local name = ("%s/tal.csv"):format(synthetic.FOLDER)
  local figures = figures_of.load(path_of "tal")
  catalogue.note(name, figures.frame:sources()[1].sha256)
  return figures
end

return synthetic
