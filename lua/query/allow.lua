-- The ways past the guards that are said of a whole frame, what its columns are, and the notes that
-- go with them.

local arguments = require "query.arguments"
local columns_of = require "query.columns"
local facts = require "query.facts"
local fault = require "fault"
local frame = require "query.frame"
local guard = require "query.guard"
local schema = require "query.schema"

local allow = {}

function allow.mix_totals(self) return frame.allow(self, "totals") end

function allow.keep_duplicates(self) return frame.allow(self, "duplicates") end

function allow.mix_periods(self) return frame.allow(self, "kinds") end

function allow.with_preliminary(self) return frame.allow(self, "preliminary") end

function allow.revised(self) return frame.allow(self, "revised") end

function allow.allow_empty(self) return frame.allow(self, "empty") end

-- { by = "maaling" }: the column of texts that says what each figure is.
local function by_column(self, fields, name, given)
  local label = given.by
  local found = type(label) == "string" and columns_of.need(self.schema, nil, { name = label })
  if not found or next(given, next(given)) ~= nil then
    frame.misuse("measures", ("'%s' is given no column, as { by = \"maaling\" }"):format(name))
  elseif found.type ~= "text" then
    fault.raise { what = ("'%s' is %s: what is measured is said by texts"):format(label,
      found.type) }
  end
  return guard.ask("declare", fields, name, label)
end

-- { antal = "antal_personer" }: what columns of other captions measure; or, with
-- { vaerdi = { by = "maaling" } }, which column says what each row measures.
function allow.measures(self, given)
  arguments.options("measures", given, setmetatable({}, { __index = function() return true end }))
  local fields, names = table.move(self.schema, 1, #self.schema, 1, {}), {}
  for name in pairs(given or {}) do names[#names + 1] = tostring(name) end
  if #names == 0 then frame.misuse("measures", "measures was given no columns") end
  table.sort(names)
  for _, name in ipairs(names) do
    columns_of.need(self.schema, nil, { name = name })
    local _, place = schema.find(self.schema, name)
    if type(given[name]) == "table" then
      fields = by_column(self, fields, name, given[name])
    else
      local id = type(given[name]) == "string" and guard.ask("measure", given[name])
      if not id then
        fault.raise { what = ("'%s' cannot be a %s"):format(name, type(given[name])),
          hint = "write: t:measures{ antal = \"antal_personer\" }" }
      end
      fields[place] = schema.with_facts(fields[place], facts.declared(fields[place].facts, id))
    end
  end
  return frame.reschema(self, fields)
end

local function is_range(range)
  return type(range) == "table" and #range == 2 and math.type(range[1]) and math.type(range[2])
    and range[1] >= 0 and range[1] <= range[2]
end

-- { antal = { 1, 4 } }: what a hidden cell of a column as read lies between.
function allow.hides(self, given)
  arguments.options("hides", given, setmetatable({}, { __index = function() return true end }))
  local fields, names = table.move(self.schema, 1, #self.schema, 1, {}), {}
  for name in pairs(given or {}) do names[#names + 1] = tostring(name) end
  if #names == 0 then frame.misuse("hides", "hides was given no columns") end
  table.sort(names)
  for _, name in ipairs(names) do
    columns_of.need(self.schema, nil, { name = name })
    local field, place = schema.find(self.schema, name)
    if not is_range(given[name]) then
      frame.misuse("hides", ("'%s' is given no least and greatest from 0 up"):format(name))
    elseif not (field.facts and (field.facts.as_read or field.facts.by_hand)) then
      fault.raise { what = ("'%s' was computed: a hidden cell may stand for several"):format(name),
        hint = "say it of the column as it was read" }
    end
    fields[place] = schema.with_facts(field, facts.hiding(field.facts, given[name]))
  end
  return frame.reschema(self, fields)
end

-- The names of areas in a column in one spelling (lua/domain/match_areas.lua).
function allow.match_areas(self, name) return guard.ask("areas", self, name) end

-- What a reader of the figures must know: an array of texts, in Danish for a report.
function allow.notes(self, language)
  local list = {}
  for _, field in ipairs(self.schema) do
    for _, note in ipairs(field.facts and field.facts.notes or {}) do
      list[#list + 1] = field.name .. ": " .. (language == "da" and note.danish or note.text)
    end
  end
  return list
end

frame.define(allow)

return allow
