-- `pairs` in the same order in every run: numbers first, then texts, each by size; then what has no
-- order of its own, as Lua has it. Lua's own order hangs on a seed that is another in each run, and
-- a document that is built by it would have other bytes each time. `next` is Lua's own.
--
-- As with Lua's, a field may be changed or taken out on the way; one that is taken out before its
-- turn is passed over, one that is added is not met.

local next, getmetatable, type, rawget = next, getmetatable, type, rawget
local sort, move, math_type = table.sort, table.move, math.type

local function by_kind(keys)
  local numbers, texts, others = {}, {}, {}
  for _, key in ipairs(keys) do
    local list = math_type(key) and numbers or type(key) == "string" and texts or others
    list[#list + 1] = key
  end
  sort(numbers)
  sort(texts)
  move(texts, 1, #texts, #numbers + 1, numbers)
  return move(others, 1, #others, #numbers + 1, numbers)
end

-- The keys of a table in order; nil where Lua gives them so: 1 to n alone, or one.
local function sorted_keys(t)
  local keys, count, kind, is_list = {}, 0, nil, true
  for key in next, t do
    count = count + 1
    keys[count] = key
    local own = type(key)
    is_list = is_list and key == count
    kind = (kind == nil or kind == own) and own or "mixed"
  end
  if is_list or count < 2 then return nil end
  if kind ~= "string" and kind ~= "number" then return by_kind(keys) end
  sort(keys)
  return keys
end

-- The keys' values one by one, but for those that are gone.
local function through(t, keys)
  local place = 0
  return function()
    local key, value
    repeat
      place = place + 1
      key = keys[place]
      if key == nil then return nil end
      value = rawget(t, key)
    until value ~= nil
    return key, value
  end
end

-- `pairs` so, out of Lua's own.
return function(plain)
  return function(t)
    local meta = getmetatable(t)
    local is_own = type(t) ~= "table" or type(meta) == "table" and rawget(meta, "__pairs")
    local keys = not is_own and sorted_keys(t)
    if not keys then return plain(t) end
    return through(t, keys), t, nil
  end
end
