-- The published figures, data/publicerede_tal.csv, and how one is found: by area, benefit, group,
-- measure and period, and by the place where it is printed when it is printed in several.

local catalogue = require "domain.catalogue"
local fault = require "fault"
local native = require "native"
local open = require "query.open"

local figures = {}
figures.__index = figures

local KEYS = { "omraade", "ydelse", "gruppe", "maaling", "periode", "sted", "dokument" }

local known = {}
for _, key in ipairs(KEYS) do known[key] = true end

-- The figures of the file; `path` for another file of the same columns.
function figures.load(path)
  local frame = open.read(path or catalogue.path "publicerede_tal.csv")
  if not path then catalogue.note("publicerede_tal.csv", frame:sources()[1].sha256) end
  return setmetatable({ frame = frame, made = {} }, figures)
end

-- What make() gives of the figures that are wanted (figures:matching), made once for all who ask
-- for it by `name`: goals, claims and comparisons read the same figures.
function figures:once(name, wanted, make)
  local parts = { name }
  for i, key in ipairs(KEYS) do
    local value = wanted[key]
    local text = type(value) == "userdata" and value:id() or tostring(value)
    parts[i + 1] = value and type(value) .. text or ""
  end
  local key = table.concat(parts, "\0")
  self.made[key] = self.made[key] or make()
  return self.made[key]
end

-- The frame of those that match: wanted = { omraade =, ydelse =, gruppe =, maaling =, periode =,
-- sted =, dokument = }, any of them.
function figures:matching(wanted)
  local conditions = {}
  for key in pairs(wanted) do
    if not known[key] then
      fault.raise { what = ("figures are not found by '%s'"):format(tostring(key)),
        hint = fault.suggestion(tostring(key), KEYS) }
    end
  end
  for _, key in ipairs(KEYS) do
    if wanted[key] then conditions[#conditions + 1] = key .. " == $" .. key end
  end
  if #conditions == 0 then return self.frame end
  return self:once("matching", wanted, function()
    return self.frame:filter(table.concat(conditions, " and "), wanted)
  end)
end

-- "Ressourceforløb, I alt, Antal personer, 3. kvt. 2019"
function figures.describe(wanted)
  local parts = {}
  for _, key in ipairs { "ydelse", "gruppe", "maaling", "periode", "sted" } do
    local value = wanted[key]
    if key == "periode" then value = value and (native.period(value) or value) end
    if value then parts[#parts + 1] = tostring(value) end
  end
  return table.concat(parts, ", ")
end

-- The one row that matches: { value (nil when missing), reason, period, unit, dokument, sted }.
-- Raises when there is none, or more than one.
function figures:one(wanted)
  local found = self:matching(wanted)
  if #found ~= 1 then
    fault.raise { what = ("%d figures match: %s"):format(#found, figures.describe(wanted)),
      hint = #found > 1 and "name the place with sted" or "see data/publicerede_tal.csv" }
  end
  local reason = found:reason(1, "vaerdi")
  return { value = not reason and found:cell(1, "vaerdi") or nil, reason = reason,
    period = found:cell(1, "periode"), unit = found:cell(1, "enhed"),
    dokument = found:cell(1, "dokument"), sted = found:cell(1, "sted") }
end

-- Those whose period has ended by the day.
function figures:until_day(day)
  return setmetatable({ frame = self.frame:filter("last_day(periode) <= $day", { day = day }),
    made = {} }, figures)
end

-- The last day of the latest period that there is a figure for.
function figures:latest_day()
  local latest
  for _, period in ipairs(self.frame:column "periode") do
    if not latest or period.last_day > latest then latest = period.last_day end
  end
  return latest
end

return figures
