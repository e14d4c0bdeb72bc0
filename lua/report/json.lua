-- A document's data (`doc.data`) as JSON: the same table gives the same bytes. Keys stand in the
-- order of `__order`, the rest sorted; an empty table is `[]`, with `__order = {}` it is `{}`;
-- `json.null` and `missing` are null; periods are written by their id ("2019Q3").

local fault = require "fault"
local gate = require "report.gate"
local native = require "native"

local json = {}

-- For a key that must be there though it has no value: { target = json.null }.
json.null = native.json_null

function json.render(doc)
  gate.pass(doc)
  if doc.data == nil then
    fault.raise { what = "the document has no data to write as JSON", hint = "doc.data = { ... }" }
  end
  return native.json_encode(doc.data, 2) .. "\n"
end

return json
