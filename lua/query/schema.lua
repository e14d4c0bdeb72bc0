-- What is known of a frame's columns before it is computed: an array of
--   { name =, type =, kinds = { month = true, ... } or nil when not known, stray = or nil }

local fault = require "fault"

local schema = {}

-- Of a native frame.
function schema.of(frame)
  local columns, types = {}, frame:types()
  for i, name in ipairs(frame:names()) do
    columns[i] = { name = name, type = types[i], kinds = frame:kinds(name),
      stray = frame:stray(name) }
  end
  return columns
end

function schema.find(columns, name)
  for i, column in ipairs(columns) do
    if column.name == name then return column, i end
  end
end

function schema.names(columns)
  local names = {}
  for i, column in ipairs(columns) do names[i] = column.name end
  return names
end

-- The column called `item.name`, or an error with a caret under it. item: { name =, from =, to = },
-- the bytes in `text`.
function schema.need(columns, text, item)
  local column, place = schema.find(columns, item.name)
  if column then return column, place end
  local names = schema.names(columns)
  fault.raise { what = ("no column '%s' in this frame"):format(item.name), text = text,
    from = item.from, to = item.to,
    hint = fault.suggestion(item.name, names) or "its columns are " .. table.concat(names, ", ") }
end

-- With a column under a name of its own: in its place when the name stands, else last.
function schema.put(columns, column)
  local result, stood = {}, false
  for i, old in ipairs(columns) do
    result[i] = old.name == column.name and column or old
    stood = stood or old.name == column.name
  end
  if not stood then result[#result + 1] = column end
  return result
end

local rank = { integer = 1, decimal = 2, number = 3 }

-- One type for two, or nil when they do not go together.
function schema.common_type(a, b)
  if a == b then return a end
  if rank[a] and rank[b] then return rank[a] > rank[b] and a or b end
end

-- The kinds of either; nil when one is not known.
function schema.both_kinds(a, b)
  if not a or not b then return nil end
  local kinds = {}
  for kind in pairs(a) do kinds[kind] = true end
  for kind in pairs(b) do kinds[kind] = true end
  return kinds
end

return schema
