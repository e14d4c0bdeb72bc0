-- What a frame knows beyond its cells, as plain tables that a file can hold (lua/query/store.lua),
-- and a frame made of them again. A set of facts and a table of kin are written as the names and
-- numbers of what they are of: which facts are the same must be the same when they are read.

local facts_of = require "query.facts"
local frame = require "query.frame"
local guard = require "query.guard"
local native = require "native"
local schema = require "query.schema"

local knowledge = {}

local function sorted_keys(set)
  local list = {}
  for key in pairs(set) do list[#list + 1] = key end
  table.sort(list)
  return list
end

-- ---- to be written ----

local function plain_kin(kin)
  local texts = {}
  for text, one in pairs(kin.facts or {}) do texts[text] = facts_of.plain(one) end
  return { label = kin.label, figures = sorted_keys(kin.figures), facts = texts,
    declared = kin.declared }
end

-- The number of a kin among those written.
local function kin_number(told, numbers, one)
  local kin = guard.ask("kin", one)
  if kin and not numbers[kin] then
    told.kins[#told.kins + 1] = plain_kin(kin)
    numbers[kin] = #told.kins
  end
  return kin and numbers[kin]
end

-- The names of the columns of which the facts are in a set.
local function names_among(fields, set)
  local names = {}
  for _, field in ipairs(fields) do
    if set[field.facts] then names[#names + 1] = field.name end
  end
  return names
end

-- How what is known by reference alone is written: where a figure stood, as its labels' values.
local function links(told, fields)
  local numbers = {}
  return { kin = function(one) return kin_number(told, numbers, one) end,
    at = function(one) return guard.ask("places", one) end,
    foreign = function(set) return names_among(fields, set) end }
end

-- What the frame knows: a table that JSON can hold.
function knowledge.of(self)
  local newest = guard.ask("newest", self)
  local told = { columns = {}, kins = {}, allowed = sorted_keys(self.allowed),
    groups = self.groups, undecided = frame.undecided(self), newest = newest and newest:id() }
  local fields = frame.settled(self)
  local by = links(told, fields)
  for i, field in ipairs(fields) do
    told.columns[i] = { name = field.name, facts = facts_of.plain(field.facts or {}, by) }
  end
  return told
end

-- ---- read again ----

local function kin_of(plain)
  local kin = { label = plain.label, figures = {}, facts = plain.facts, declared = plain.declared }
  for _, caption in ipairs(plain.figures) do kin.figures[caption] = true end
  return kin
end

-- Put what the facts refer to in the place of its number or name. They are not yet in use.
local function link(one, kins, by_name)
  one.kin = one.kin and kins[one.kin] or nil
  local foreign = {}
  for _, name in ipairs(one.foreign or {}) do foreign[by_name[name] or false] = true end
  foreign[false] = nil
  one.foreign = one.foreign and foreign
  for _, part in ipairs(one.parts or {}) do link(part, kins, by_name) end
  if one.ratio then
    link(one.ratio.numerator, kins, by_name)
    link(one.ratio.denominator, kins, by_name)
  end
end

local function linked(told)
  local kins, by_name = {}, {}
  for i, plain in ipairs(told.kins or {}) do kins[i] = kin_of(plain) end
  for _, column in ipairs(told.columns) do by_name[column.name] = column.facts end
  for _, column in ipairs(told.columns) do link(column.facts, kins, by_name) end
  return by_name
end

-- The frame, with what `told` of knowledge.of says.
function knowledge.give(made, told)
  local known, fields = linked(told), {}
  for i, field in ipairs(made.schema) do
    fields[i] = schema.with_facts(field, known[field.name] or field.facts)
  end
  rawset(made, "schema", fields)
  rawset(made, "before", told.undecided)
  rawset(made, "groups", told.groups)
  if #made.origins > 0 then
    rawset(made, "origins", told.newest and { { newest = native.period(told.newest) } } or {})
  end
  for _, name in ipairs(told.allowed) do made.allowed[name] = true end
  return made
end

return knowledge
