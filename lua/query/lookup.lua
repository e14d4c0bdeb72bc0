-- Looking into a frame that is not computed yet, at a few narrow columns: what its rows still hold
-- of the labels, those that a select dropped, too. The plan is carried out anew for those columns
-- alone, from the last verb that made other rows of them (summarise, join, pivot …).

local frame = require "query.frame"
local schema = require "query.schema"

local lookup = {}

lookup.WORDS = 10000 -- that are looked through sooner than rows

local SIGN = "\u{2063}key" -- names that no file has

-- ---- the plan with every column kept under a name of its own ----

local function renamed_tree(node, keys)
  if node.op == "column" then
    return { op = "column", name = keys[node.name], type = node.type, kinds = node.kinds,
      from = node.from, to = node.to }
  end
  if node.op ~= "call" then return node end
  local copy = {}
  for key, value in pairs(node) do copy[key] = value end
  copy.args = {}
  for i, argument in ipairs(node.args) do copy.args[i] = renamed_tree(argument, keys) end
  return copy
end

local function renamed_list(names, keys)
  local list = {}
  for i, name in ipairs(names) do list[i] = keys[name] end
  return list
end

local function new_key(carried, name, field)
  local key = SIGN .. #carried.columns + 1
  carried.columns[#carried.columns + 1] = { key = key, name = name, field = field }
  carried.by_key[key] = carried.columns[#carried.columns]
  return key
end

-- Each step over the frame of keys; `keys` (visible name -> key) changes as it goes.
local carry = {}

function carry.filter(step, keys)
  if step.keyed then return step, keys end -- written over the keys
  return { verb = "filter", expr = renamed_tree(step.expr, keys) }, keys
end

function carry.select(step, keys)
  local kept = {}
  for _, column in ipairs(step.columns) do kept[column.name] = keys[column.from] end
  return nil, kept
end

function carry.mutate(step, keys, carried)
  local columns, after = {}, setmetatable({}, { __index = keys })
  local groups = renamed_list(step.groups or {}, keys)
  for i, column in ipairs(step.columns) do
    local expr = renamed_tree(column.expr, after)
    local key = new_key(carried, column.name, schema.computed(column.name, column.expr))
    columns[i] = { name = key, expr = expr }
    after[column.name] = key
  end
  return { verb = "mutate", groups = groups, columns = columns }, after
end

function carry.arrange(step, keys)
  local list = {}
  for i, key in ipairs(step.keys) do
    list[i] = { name = keys[key.name], descending = key.descending }
  end
  return { verb = "arrange", keys = list }, keys
end

function carry.slice(step, keys) return step, keys end

carry.tail = carry.slice

-- { base = frame, steps, columns = { { key, name, field, visible } ... }, by_key, keys (visible
-- name -> key) } of a frame, once.
local carried_of = setmetatable({}, { __mode = "k" })

-- What was known of the columns when a step was taken: t:measures may have said it since the base.
local function learn(carried, keys, fields)
  for _, field in ipairs(fields) do carried.by_key[keys[field.name]].field = field end
end

local function make(self)
  local carried = { base = self.base, steps = {}, columns = {}, by_key = {} }
  local keys = {}
  for _, field in ipairs(self.base.schema) do
    keys[field.name] = new_key(carried, field.name, field)
  end
  carried.from_base = #carried.columns
  for i = #self.base.steps + 1, #self.steps do
    local step = self.steps[i]
    learn(carried, keys, step.fields)
    local made
    made, keys = carry[step.verb](step, keys, carried)
    carried.steps[#carried.steps + 1] = made
  end
  carried.keys = {}
  for _, field in ipairs(self.schema) do
    local column = carried.by_key[keys[field.name]]
    carried.keys[field.name] = column.key
    column.visible, column.name, column.field = true, field.name, field
  end
  return carried
end

-- What of a frame can be looked at.
function lookup.of(self)
  carried_of[self] = carried_of[self] or make(self)
  return carried_of[self]
end

-- ---- only what is asked for ----

local function need_tree(node, needed)
  if node.op == "column" then needed[node.name] = true end
  for _, argument in ipairs(node.args or {}) do need_tree(argument, needed) end
end

local need = {}

function need.filter(step, needed)
  need_tree(step.expr, needed)
  return step
end

function need.mutate(step, needed)
  local kept = {}
  for i = #step.columns, 1, -1 do
    local column = step.columns[i]
    if needed[column.name] then
      table.insert(kept, 1, column)
      need_tree(column.expr, needed)
    end
  end
  if #kept == 0 then return nil end
  for _, group in ipairs(step.groups) do needed[group] = true end
  return { verb = "mutate", groups = step.groups, columns = kept }
end

function need.arrange(step, needed)
  for _, key in ipairs(step.keys) do needed[key.name] = true end
  return step
end

function need.slice(step) return step end

need.tail = need.slice

local changes_rows = { filter = true, slice = true, tail = true }

local function narrow(carried, wanted)
  local needed, steps, same_rows, columns = {}, {}, true, {}
  for _, key in ipairs(wanted) do needed[key] = true end
  for i = #carried.steps, 1, -1 do
    local step = need[carried.steps[i].verb](carried.steps[i], needed)
    if step then table.insert(steps, 1, step) end
    same_rows = same_rows and not changes_rows[carried.steps[i].verb]
  end
  for i = 1, carried.from_base do
    local column = carried.columns[i]
    if needed[column.key] then
      columns[#columns + 1] = { name = column.key, from = carried.base.schema[i].name }
    end
  end
  return columns, steps, same_rows
end

local cheap = { filter = true, select = true, join = true }

-- The plan of the base, which is not carried out for a look alone when the engine can take its
-- steps together with those that follow.
local function base_plan(base)
  if rawget(base, "done") then return { source = base.done, steps = {} } end
  for _, step in ipairs(base.steps) do
    if not cheap[step.verb] then return { source = frame.compute(base), steps = {} } end
  end
  return { source = base.source, steps = table.move(base.steps, 1, #base.steps, 1, {}) }
end

-- The plan for some columns (keys) of what `carried` tells; and whether its rows are the base's.
local function narrow_plan(carried, wanted)
  local columns, steps, same_rows = narrow(carried, wanted)
  local plan = base_plan(carried.base)
  plan.steps[#plan.steps + 1] = { verb = "select", columns = columns }
  table.move(steps, 1, #steps, #plan.steps + 1, plan.steps)
  return plan, same_rows and #steps == 0
end

local kept = setmetatable({}, { __mode = "k" })

-- The native frame of the distinct combinations of columns (keys), with their number in `n`.
function lookup.distinct(self, wanted)
  local carried = lookup.of(self)
  local plan, same_rows = narrow_plan(carried, wanted)
  local owner, id = same_rows and carried.base or self, table.concat(wanted, ",")
  kept[owner] = kept[owner] or {}
  if not kept[owner][id] then
    local count = { op = "call", name = "count", args = {}, type = "integer" }
    plan.steps[#plan.steps + 1] = { verb = "summarise", groups = wanted,
      columns = { { name = "n", expr = count } } }
    kept[owner][id] = require("query.backend.memory").run(plan)
  end
  return kept[owner][id]
end

-- The name in the base of a column (key), or nil for one that was computed after it.
local function name_in_base(carried, key)
  for i = 1, carried.from_base do
    if carried.columns[i].key == key then return carried.base.schema[i].name end
  end
end

-- The distinct values that a column (key) may hold: of one that the base has, those of the base, of
-- which later filters may leave some; of one that a join found on its left, those of the left. They
-- are looked at once for all that stands on that frame.
function lookup.possible(self, key)
  local carried = lookup.of(self)
  local base, name = carried.base, name_in_base(carried, key)
  if not name then return lookup.distinct(self, { key }) end
  local left = rawget(base, "left")
  if left and schema.find(left.schema, name) then
    return lookup.possible(left, lookup.of(left).keys[name])
  end
  return lookup.distinct(base, { lookup.of(base).keys[name] })
end

-- The texts of the dictionary behind a column (key) of the base, among them all that the column
-- may hold; had without a look at any row. nil where there is no such, or it is a long one.
function lookup.words(self, key)
  local carried = lookup.of(self)
  for i = 1, carried.from_base do
    if carried.columns[i].key == key and carried.columns[i].field.type == "text" then
      local held = rawget(carried.base, "done")
      return held and held:occurring(carried.base.schema[i].name, lookup.WORDS)
    end
  end
end

-- How many rows there are; `wanted` as of lookup.distinct.
function lookup.count(self, wanted)
  local found = lookup.distinct(self, wanted)
  local sum = found:summarise({}, { { name = "n", kind = "sum", args = { "n" } } })
  return sum:reason(1, "n") and 0 or sum:cell(1, "n")
end

-- The native frame of some columns (keys), every row.
function lookup.rows(self, wanted)
  local plan = narrow_plan(lookup.of(self), wanted)
  return require("query.backend.memory").run(plan)
end

return lookup
