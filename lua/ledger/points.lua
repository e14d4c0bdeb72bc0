-- The points of a series as one text, as the ledger keeps them: a list in JSON with the period of
-- each and then its value, or, as a text, why it has none.

local native = require "native"

local points = {}

-- { { period =, value =, missing = } ... }, periods by their ids -> text.
function points.pack(list)
  local flat = {}
  for i, point in ipairs(list) do
    flat[2 * i - 1], flat[2 * i] = point.period, point.value or point.missing
  end
  return native.json_encode(flat)
end

-- The same back.
function points.unpack(text)
  local flat, list = native.json_decode(text), {}
  for i = 1, #flat // 2 do
    local value = flat[2 * i]
    local is_value = math.type(value) ~= nil
    list[i] = { period = flat[2 * i - 1], value = is_value and value + 0.0 or nil,
      missing = not is_value and value or nil }
  end
  return list
end

return points
