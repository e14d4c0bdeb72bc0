-- Columns named in a verb, and what two of them come to together.

local fault = require "fault"
local schema = require "query.schema"

local columns = {}

-- The field called `item.name`, or an error with a caret under it. item: { name =, from =, to = },
-- the bytes in `text`; both may be absent.
function columns.need(fields, text, item)
  local field = schema.find(fields, item.name)
  if field then return field end
  local names = schema.names(fields)
  fault.raise { what = ("no column '%s' in this frame"):format(item.name), text = text,
    from = item.from, to = item.to,
    hint = fault.suggestion(item.name, names) or "its columns are " .. table.concat(names, ", ") }
end

local rank = { integer = 1, decimal = 2, number = 3 }

-- One type for two, or nil when they do not go together.
function columns.common_type(a, b)
  if a == b then return a end
  if rank[a] and rank[b] then return rank[a] > rank[b] and a or b end
end

-- The kinds of periods of either; nil when those of one are not known.
function columns.both_kinds(a, b)
  if not a or not b then return nil end
  local kinds = {}
  for kind in pairs(a) do kinds[kind] = true end
  for kind in pairs(b) do kinds[kind] = true end
  return kinds
end

return columns
