-- The options that calls take in a table, for completion. Each is tried in
-- tests/lua/test_complete.lua: none stands here that its call would refuse.

local option = {}

local sizes = { "title", "width", "ascii" }

local function and_sizes(...)
  local list = { ... }
  return table.move(sizes, 1, #sizes, #list + 1, list)
end

local verbs = {
  plot = and_sizes("x", "y", "by", "zero", "height"), bar = and_sizes("x", "y", "by"),
  spark = { "x", "by", "points", "ascii" }, text = { "mode", "width", "height" },
  collect = { "backend" }, save = { "delimiter", "decimal", "bom", "crlf", "excel_safe" },
  join = { "kind", "many" }, left_join = { "many" }, inner_join = { "many" },
  pivot_wider = { "names_from", "values_from" },
  pivot_longer = { "columns", "names_to", "values_to" },
  each_period = { "from", "to", "by", "as", "ongoing" },
}

local functions = {
  read = { "delimiter", "encoding", "decimal", "thousands", "missing", "types", "names", "table",
    "allow_empty" },
  benchmark = { "of", "own", "with_own", "without", "name" },
}

-- The names in the usage of a function of whole series: compare.event{ figures = t, … }.
local function of_usage(name)
  local row = require("query.catalogue.analysis").find(name)[1]
  local list = {}
  for each in (row and row.usage:match "{(.*)}" or ""):gmatch "([%w_]+) =" do
    list[#list + 1] = each
  end
  return list
end

-- The options of a verb (`method`) or a function, or nil.
function option.of(name, method)
  if method then return verbs[name] end
  return functions[name] or of_usage(name)
end

return option
