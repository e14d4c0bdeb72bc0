-- Run one plan through the two backends, for tests.

local native = require "native"
require "query.open" -- frames and all of their verbs
local table_text = dofile "tests/lua/table_text.lua"

local both = {}

local backends = {
  memory = require "query.backend.memory",
  reference = require "query.backend.reference",
}

-- A lazy frame of columns as native.frame takes them.
function both.lazy(columns)
  return require("query.frame").new(native.frame(columns))
end

-- The text of the frame that a plan comes to, and which of its columns are computed; raises what
-- the backend raises.
function both.run(backend, lazy)
  local result = backends[backend].run(lazy)
  return table_text.show(result), table_text.computed(result)
end

-- How the names and types that a plan promises differ from those of its result, or nil.
local function promise_broken(lazy)
  local result = backends.memory.run(lazy)
  local names, types = result:names(), result:types()
  local promised_names, promised_types = lazy:names(), lazy:types()
  for i = 1, math.max(#names, #promised_names) do
    if names[i] ~= promised_names[i] or types[i] ~= promised_types[i] then
      return ("column %d is promised as %s:%s and comes as %s:%s"):format(i,
        tostring(promised_names[i]), tostring(promised_types[i]), tostring(names[i]),
        tostring(types[i]))
    end
  end
end

-- Ways in which the engine may go about it.
local ways = { {}, { block = 1, threads = 3 }, { block = 2, threads = 2 }, { block = 7 },
  { block = 64, threads = 4 } }

-- How the memory backend comes to something else in any of these ways, or nil. Of several errors
-- any may be told: which one comes first depends on the block.
local function way_differs(lazy, ok, memory, computed)
  local found
  for _, way in ipairs(ways) do
    native.options(way)
    local way_ok, result, way_computed = pcall(both.run, "memory", lazy)
    local same = not ok or result == memory and way_computed == computed
    if way_ok ~= ok or not same then
      found = ("with blocks of %d on %d threads\n%s"):format(way.block or 0, way.threads or 0,
        tostring(result))
    end
  end
  native.options {}
  return found
end

-- How the two differ, or nil; and whether the plan ended in an error.
function both.difference(lazy)
  local ok_memory, memory, memory_computed = pcall(both.run, "memory", lazy)
  local way = way_differs(lazy, ok_memory, memory, memory_computed)
  if way then return way .. "\nand else\n" .. tostring(memory) end
  local ok_reference, reference, computed = pcall(both.run, "reference", lazy)
  if not ok_memory and not ok_reference then return nil, reference end
  if ok_memory and ok_reference and memory == reference then
    if memory_computed == computed then return promise_broken(lazy) end
    return ("computed in memory: %s\nin the reference: %s"):format(memory_computed, computed)
  end
  local function show(ok, text) return (ok and "" or "an error: ") .. tostring(text) end
  return "memory gives\n" .. show(ok_memory, memory) .. "\nthe reference gives\n" ..
    show(ok_reference, reference)
end

return both
