-- A document's data (`doc.data`) as JSON: the same table gives the same bytes. Keys stand in the
-- order of `__order`, the rest sorted; an empty table is `[]`, with `__order = {}` it is `{}`;
-- `json.null` and `missing` are null; periods are written by their id ("2019Q3").

local fault = require "fault"
local gate = require "report.gate"
local native = require "native"

local json = {}

-- For a key that must be there though it has no value: { target = json.null }.
json.null = native.json_null

-- The data of an internal document say so first, as its other renderings do.
local function marked(data)
  local made = { __order = { "intern" }, intern = true }
  for _, key in ipairs(data.__order or {}) do table.insert(made.__order, key) end
  for key, value in pairs(data) do if key ~= "__order" then made[key] = value end end
  return made
end

function json.render(doc)
  gate.pass(doc)
  if doc.data == nil then
    fault.raise { what = "the document has no data to write as JSON", hint = "doc.data = { ... }" }
  end
  return native.json_encode(doc.internal and marked(doc.data) or doc.data, 2) .. "\n"
end

return json
