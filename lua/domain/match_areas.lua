-- t:match_areas "omraade": the names of a column brought to the spelling of data/omraader.csv.

local arguments = require "query.arguments"
local area = require "domain.area"
local columns = require "query.columns"
local fault = require "fault"
local frame = require "query.frame"
local lookup = require "query.lookup"
local native = require "native"
local schema = require "query.schema"

local NEW = "\u{2063}area"

-- The names of a column as it stands, and what each is called; raises for one that is no area.
local function names_of(self, name)
  local key = lookup.of(self).keys[name]
  local from, to = {}, {}
  for _, value in ipairs(lookup.distinct(self, { key }):values(key)) do
    if type(value) == "string" then
      local found, near = area.lookup(value)
      if not found and value ~= "Uoplyst område" then
        fault.raise { what = ("'%s' of '%s' is no area"):format(value, name), hint = near }
      end
      from[#from + 1], to[#to + 1] = value, found and found.name or value
    end
  end
  return from, to
end

return function(self, name)
  arguments.text("match_areas", name, "a column")
  name = name:match "^`(.*)`$" or name
  local field = columns.need(self.schema, nil, { name = name })
  if field.type ~= "text" then
    frame.misuse("match_areas", ("'%s' is %s"):format(name, field.type))
  end
  local from, to = names_of(self, name)
  local names = frame.new(native.frame { { name = name, type = "text", values = from },
    { name = NEW, type = "text", values = to } })
  local chosen = {}
  for i, column in ipairs(self.schema) do
    chosen[i] = column.name == name and ("`%s` = `%s`"):format(name, NEW)
      or ("`%s`"):format(column.name)
  end
  local joined = self:ungroup():left_join(names, ("`%s`"):format(name))
    :select(table.concat(chosen, ", "))
  local fields = {}
  for i, column in ipairs(joined.schema) do
    fields[i] = schema.with_facts(column, self.schema[i].facts)
  end
  return frame.regroup(frame.reschema(joined, fields), self.groups)
end
