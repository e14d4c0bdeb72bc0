-- What is known of the columns of a frame before it is computed: an array of
--   { name =, type =, kinds = { month = true, ... } or nil, stray = { line =, column =, cell = },
--     facts = }
-- `kinds` holds at least the kinds of periods that occur; nil when nothing is known. `facts` are
-- those of lua/query/facts.lua.

local facts_of = require "query.facts"

local schema = {}

-- The schema of a native frame.
function schema.of(native_frame)
  local fields, types = {}, native_frame:types()
  for i, name in ipairs(native_frame:names()) do
    local kind = types[i]
    fields[i] = { name = name, type = kind, facts = { caption = name, as_read = true,
      kin = native_frame } }
    if kind == "period" or kind == "date" then fields[i].kinds = native_frame:kinds(name) end
    fields[i].stray = native_frame:stray(name)
  end
  return fields
end

-- The field of a name, and its place; or nil.
function schema.find(fields, name)
  for place, field in ipairs(fields) do
    if field.name == name then return field, place end
  end
end

function schema.names(fields)
  local names = {}
  for i, field in ipairs(fields) do names[i] = field.name end
  return names
end

-- A field under another name.
function schema.renamed(field, name)
  return { name = name, type = field.type, kinds = field.kinds, stray = field.stray,
    facts = field.facts }
end

-- The field of a computed column: a bare column keeps its stray.
function schema.computed(name, node)
  return { name = name, type = node.type, kinds = node.kinds,
    stray = node.op == "column" and node.stray or nil, facts = facts_of.of_node(node) }
end

-- The field with other facts.
function schema.with_facts(field, facts)
  local copy = schema.renamed(field, field.name)
  copy.facts = facts
  return copy
end

local numeric = { integer = true, decimal = true, number = true }

-- The fields, those of figures with more notes.
function schema.noted(fields, notes)
  if #notes == 0 then return fields end
  local result = {}
  for i, field in ipairs(fields) do
    result[i] = numeric[field.type] and
      schema.with_facts(field, facts_of.noted(field.facts, notes)) or field
  end
  return result
end

-- The fields with one more, or with one replaced in its place.
function schema.with(fields, field)
  local result = table.move(fields, 1, #fields, 1, {})
  local _, place = schema.find(fields, field.name)
  result[place or #result + 1] = field
  return result
end

return schema
