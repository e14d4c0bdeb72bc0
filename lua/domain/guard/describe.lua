-- What `describe` says of a column: which measure or dimension it is, or that it is not known.

local dimension = require "domain.dimension"
local figure = require "domain.guard.figure"
local long = require "domain.guard.long"

local numeric = { integer = true, decimal = true, number = true }

return function(field)
  if not dimension.available() then return "not known: no data directory" end
  local found = figure.of_facts(field.facts)
  if found then
    return ("%s%s: %s"):format(found.kind, found.unique_persons and ", unique persons" or "",
      found.caption)
  end
  local kin = long.of(field.facts)
  if kin then return ("what '%s' says in each row"):format(kin.label) end
  if field.facts and field.facts.parts then return "figures of several measures" end
  local caption = field.facts and field.facts.caption or field.name
  local one = dimension.of(caption, field.type)
  if one then return "dimension: " .. one.id end
  return numeric[field.type] and "not known" or ""
end
