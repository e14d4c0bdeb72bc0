-- The fields of what a Lua file of data/ holds, checked strictly: a misspelt one must not look like
-- one that is not there.

local fault = require "fault"
local native = require "native"

local fields = {}

local function is_period(value, kind)
  local period = type(value) == "string" and native.period(value)
  return period and (not kind or period.kind == kind)
end

local function fits(value, wanted)
  if wanted == "any" then return true end
  if wanted == "date" then return is_period(value, "day") end
  if wanted == "period" then return is_period(value) end
  return type(value) == wanted
end

local function names_of(known)
  local names = {}
  for name in pairs(known) do names[#names + 1] = name end
  table.sort(names)
  return names
end

-- Every field of `found` is among `known` ({ name = "string" … }; besides Lua's types there are
-- "date", "period" and "any") and of its kind, and those in `needed` are there. place: where it
-- stands, as an error says it.
function fields.check(place, found, known, needed)
  if type(found) ~= "table" then fault.raise { what = place .. " is no table" } end
  for key, value in pairs(found) do
    local wanted = known[key]
    if not wanted then
      fault.raise { what = ("%s: there is no field '%s'"):format(place, tostring(key)),
        hint = fault.suggestion(tostring(key), names_of(known)) }
    end
    if not fits(value, wanted) then
      fault.raise { what = ("%s: %s is %s, not '%s'"):format(place, key,
        wanted == "date" and "a date such as 2021-12-31" or "a " .. wanted, tostring(value)) }
    end
  end
  for _, key in ipairs(needed or {}) do
    if found[key] == nil then fault.raise { what = ("%s: %s is missing"):format(place, key) } end
  end
end

-- The value of a field is one of a few.
function fields.one_of(place, key, value, choices)
  for _, choice in ipairs(choices) do
    if value == choice then return end
  end
  fault.raise { what = ("%s: %s is '%s'"):format(place, key, tostring(value)),
    hint = fault.suggestion(tostring(value), choices) or
      "it is one of " .. table.concat(choices, ", ") }
end

return fields
