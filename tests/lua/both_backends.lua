-- Run one plan through the two backends, for tests.

local native = require "native"
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

-- The text of the frame that a plan comes to; raises what the backend raises.
function both.run(backend, lazy)
  return table_text.show(backends[backend].run(lazy))
end

-- How the two differ, or nil; and whether the plan ended in an error.
function both.difference(lazy)
  local ok_memory, memory = pcall(both.run, "memory", lazy)
  local ok_reference, reference = pcall(both.run, "reference", lazy)
  if not ok_memory and not ok_reference then return nil, reference end
  if ok_memory and ok_reference and memory == reference then return nil end
  local function show(ok, text) return (ok and "" or "an error: ") .. tostring(text) end
  return "memory gives\n" .. show(ok_memory, memory) .. "\nthe reference gives\n" ..
    show(ok_reference, reference)
end

return both
