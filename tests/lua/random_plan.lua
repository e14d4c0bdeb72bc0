-- Random plans: frames and a chain of verbs over them, as data that can be printed, shrunk, and
-- built again.
--
--   case = { frames = { t = columns, u2 = columns }, steps = { { "filter", "a > 3" }, ... } }
--
-- An argument { frame = "u2" } of a step stands for that frame, { frame = "u2", rows = 3 } for its
-- first rows. All depends on the seed alone.

local native = require "native"
local both = dofile "tests/lua/both_backends.lua"
local table_text = dofile "tests/lua/table_text.lua"
local random_frame = dofile "tests/lua/random_frame.lua"
local random_expression = dofile "tests/lua/random_expression.lua"

local random_plan = {}

local function chance(share) return math.random() < share end
local function pick(list) return list[math.random(#list)] end
local quoted = random_expression.quoted_name

-- The names of a case's frames, t first.
local function frame_names(case)
  local names = {}
  for name in pairs(case.frames) do names[#names + 1] = name end
  table.sort(names)
  return names
end

-- ---- building ----

local function apply(lazy, step, frames)
  local arguments = {}
  for i = 2, #step do
    local argument = step[i]
    if type(argument) == "table" and argument.frame then
      local rows = argument.rows
      argument = argument.frame == "self" and lazy or frames[argument.frame]
      if rows then argument = argument:head(rows) end
    end
    arguments[i - 1] = argument
  end
  return lazy[step[1]](lazy, table.unpack(arguments))
end

local function lazy_frames(case)
  local frames = {}
  for name, columns in pairs(case.frames) do frames[name] = both.lazy(columns) end
  return frames
end

-- The lazy frame of a case; raises when a verb is refused.
function random_plan.build(case)
  local frames = lazy_frames(case)
  local lazy = frames.t
  for _, step in ipairs(case.steps) do lazy = apply(lazy, step, frames) end
  return lazy
end

-- ---- steps ----

local function schema_of(lazy)
  local schema, types = {}, lazy:types()
  for i, name in ipairs(lazy:names()) do schema[i] = { name = name, type = types[i] } end
  return schema
end

local function some(schema, most, wanted)
  local left, chosen = {}, {}
  for _, column in ipairs(schema) do
    if not wanted or wanted[column.type] then left[#left + 1] = column end
  end
  for _ = 1, math.min(#left, math.random(1, most)) do
    chosen[#chosen + 1] = table.remove(left, math.random(#left))
  end
  return chosen
end

local function names_text(columns)
  local names = {}
  for i, column in ipairs(columns) do names[i] = quoted(column.name) end
  return table.concat(names, ", ")
end

local new_names = { "x", "y", "z", "ny", "w" }
local keys_wanted = { text = true, boolean = true, period = true, integer = true, date = true,
  decimal = true, number = true }
local few_wanted = { text = true, boolean = true, period = true }
local any_type = { "integer", "integer", "decimal", "number", "number", "text", "period", "date",
  "boolean" }

local steps = {}

function steps.filter(schema)
  return { { "filter", random_expression.scalar(schema, "boolean", math.random(1, 3)) } }
end

function steps.select(schema)
  local parts = {}
  for i, column in ipairs(some(schema, #schema)) do
    parts[i] = chance(0.1) and ("s%d = %s"):format(i, quoted(column.name)) or quoted(column.name)
  end
  return { { "select", table.concat(parts, ", ") } }
end

function steps.rename(schema)
  return { { "rename", ("n%d = %s"):format(math.random(9), quoted(pick(schema).name)) } }
end

function steps.mutate(schema)
  local parts = {}
  for i = 1, math.random(1, 5) do
    local name = chance(0.1) and quoted(pick(schema).name) or new_names[i]
    parts[i] = name .. " = " .. random_expression.scalar(schema, pick(any_type))
  end
  return { { "mutate", table.concat(parts, ", ") } }
end

local function periods(schema)
  local found = {}
  for _, column in ipairs(schema) do
    if column.type == "period" or column.type == "date" then found[#found + 1] = column.name end
  end
  return found
end

function steps.window(schema)
  local times, list, key = periods(schema), {}, nil
  for _, column in ipairs(schema) do
    if column.name == "omraade" then key = "omraade" end
  end
  if key or chance(0.5) then
    list[1] = { "group_by", key or names_text(some(schema, 2, few_wanted)) }
    if list[1][2] == "" then list[1] = nil end
  end
  local parts = {}
  for i = 1, math.random(1, 4) do
    local time = #times > 0 and (#times > 1 or chance(0.2)) and times[1] or nil
    parts[i] = new_names[i] .. " = " .. random_expression.window(schema, time)
  end
  list[#list + 1] = { "mutate", table.concat(parts, ", ") }
  if #list > 1 then list[#list + 1] = { "ungroup" } end
  return list
end

function steps.summarise(schema)
  local list, parts = {}, {}
  if chance(0.8) then
    list[1] = { "group_by", names_text(some(schema, 2, chance(0.8) and few_wanted or nil)) }
    if list[1][2] == "" then list[1] = nil end
  end
  for i = 1, math.random(2, 6) do
    parts[i] = "r" .. i .. " = " .. random_expression.aggregate(schema)
  end
  list[#list + 1] = { "summarise", table.concat(parts, ", ") }
  return list
end

function steps.arrange(schema)
  local parts = {}
  for i, column in ipairs(some(schema, 3)) do
    parts[i] = (chance(0.4) and "-" or "") .. quoted(column.name)
  end
  return { { "arrange", table.concat(parts, ", ") } }
end

function steps.rows()
  return { pick { { "head", math.random(0, 6) }, { "tail", math.random(0, 6) },
    { "slice", math.random(1, 4), math.random(1, 9) } } }
end

function steps.distinct(schema)
  if chance(0.3) then return { { "distinct" } } end
  return { { "distinct", names_text(some(schema, 2)) } }
end

function steps.count(schema)
  return { { "count", names_text(some(schema, 2)) } }
end

-- Joins look up the keys of a column as it stands in the first frame, if it still does.
function steps.join(schema, case)
  local column
  for _, candidate in ipairs(some(schema, #schema, keys_wanted)) do
    for _, original in ipairs(case.frames.t) do
      if original.name == candidate.name and original.type == candidate.type then
        column = original
      end
    end
  end
  if not column then return {} end
  local name = "u" .. #case.steps
  case.frames[name] = random_frame.lookup(column)
  local kind = pick { "left", "left", "inner", "semi", "anti" }
  -- Where only its first rows are taken, its dictionaries hold texts that no row has.
  local rows = chance(0.4) and math.random(0, 3) or nil
  return { { kind .. "_join", { frame = name, rows = rows }, quoted(column.name) } }
end

-- An argument { frame = "self" } stands for what the chain has come to.
function steps.bind_rows()
  return { { "bind_rows", { frame = "self" } } }
end

function steps.pivot_wider(schema)
  local two = some(schema, 2)
  if #two < 2 then return {} end
  local ids = {}
  for _, column in ipairs(some(schema, 2)) do
    if column ~= two[1] and column ~= two[2] then ids[#ids + 1] = column end
  end
  local kept = names_text { two[1], two[2], table.unpack(ids) }
  return { chance(0.8) and { "distinct", kept } or { "select", kept },
    { "pivot_wider", { names_from = two[1].name, values_from = two[2].name } } }
end

function steps.pivot_longer(schema)
  local wanted = chance(0.7) and { integer = true, decimal = true, number = true } or
    { [pick(any_type)] = true }
  local chosen = some(schema, 3, wanted)
  if #chosen == 0 then return {} end
  return { { "pivot_longer",
    { columns = names_text(chosen), names_to = "navn9", values_to = "tal9" } } }
end

function steps.each_period(schema)
  local chosen = some(schema, 2, { period = true, date = true })
  if #chosen == 0 then return {} end
  local from, to = chosen[1].name, chosen[#chosen].name
  local ready = chance(0.7) and { { "filter", ("not is_missing(`%s`) and not is_missing(`%s`) and \z
    first_day(`%s`) <= last_day(`%s`)"):format(from, to, from, to) } } or {}
  ready[#ready + 1] = { "each_period", { from = from, to = to, as = "gang9",
    by = pick { "month", "quarter", "half", "year" },
    ongoing = chance(0.3) and "2022-12-31" or nil } }
  return ready
end

function steps.complete(schema)
  local chosen = some(schema, 2, few_wanted)
  if #chosen == 0 then return {} end
  return { { "complete", names_text(chosen) } }
end

local likely = { "filter", "filter", "mutate", "mutate", "mutate", "window", "window", "summarise",
  "summarise", "summarise", "arrange", "arrange", "select", "rename", "rows", "distinct", "count",
  "join", "join", "pivot_wider", "pivot_longer", "complete", "each_period", "bind_rows" }

-- Add one random step (of a kind) to a case: the longer lazy frame, or nil and what was refused.
local function grow(case, lazy, kind)
  local schema = schema_of(lazy)
  if #schema == 0 then return nil end
  local added = steps[kind or pick(likely)](schema, case)
  local frames = lazy_frames(case)
  for _, step in ipairs(added) do
    local ok, result = pcall(apply, lazy, step, frames)
    if not ok then return nil, { message = result, step = step, before = lazy } end
    lazy = result
  end
  for _, step in ipairs(added) do case.steps[#case.steps + 1] = step end
  return lazy
end

-- The case of a seed with many rows and verbs that the reference does not take long for.
function random_plan.generate_long(seed, rows)
  math.randomseed(seed)
  local case = { frames = { t = random_frame.long_columns(rows) }, steps = {} }
  local lazy = both.lazy(case.frames.t)
  local further = { "arrange", "distinct", "each_period", "rows", "bind_rows", "select" }
  for _, kind in ipairs { "mutate", "filter", pick(further), "mutate", "summarise" } do
    lazy = grow(case, lazy, kind) or lazy
  end
  return case
end

-- The case of a seed, and what verbs refused on the way: an array of {message=, step=, before=}.
function random_plan.generate(seed)
  math.randomseed(seed)
  local case = { frames = { t = random_frame.columns() }, steps = {} }
  local refused = {}
  local lazy = both.lazy(case.frames.t)
  for _ = 1, math.random(1, 6) do
    local longer, refusal = grow(case, lazy)
    refused[#refused + 1] = refusal
    lazy = longer or lazy
  end
  return case, refused
end

-- ---- printing ----

local function argument_text(argument)
  if type(argument) == "string" then return ("%q"):format(argument) end
  if type(argument) ~= "table" then return tostring(argument) end
  if argument.frame then return argument.frame end
  local parts = {}
  for name, value in pairs(argument) do
    parts[#parts + 1] = ("%s = %q"):format(name, value)
  end
  table.sort(parts)
  return "{ " .. table.concat(parts, ", ") .. " }"
end

-- A case as a person reads it.
function random_plan.show(case)
  local lines = {}
  for _, name in ipairs(frame_names(case)) do
    lines[#lines + 1] = name .. " ="
    lines[#lines + 1] = table_text.show_columns(case.frames[name])
    lines[#lines + 1] = "computed: " .. table_text.computed(native.frame(case.frames[name]))
  end
  lines[#lines + 1] = "t"
  for _, step in ipairs(case.steps) do
    local arguments = {}
    for i = 2, #step do arguments[i - 1] = argument_text(step[i]) end
    lines[#lines + 1] = ("  :%s(%s)"):format(step[1], table.concat(arguments, ", "))
  end
  return table.concat(lines, "\n")
end

-- ---- shrinking ----

local function without_step(case, place)
  local steps_left = table.move(case.steps, 1, #case.steps, 1, {})
  table.remove(steps_left, place)
  return { frames = case.frames, steps = steps_left }
end

local function copy_column(column, keep)
  local copy = { name = column.name, type = column.type, scale = column.scale, values = {},
    missing = {}, marks = {}, computed = column.computed }
  local row = 0
  for i = 1, #column.values do
    if keep(i) then
      row = row + 1
      copy.values[row], copy.missing[row] = column.values[i], column.missing[i]
      copy.marks[row] = column.marks[i]
    end
  end
  return copy
end

local function with_frame(case, name, columns)
  local frames = {}
  for other, held in pairs(case.frames) do frames[other] = held end
  frames[name] = columns
  return { frames = frames, steps = case.steps }
end

local function without_rows(case, name, from, to)
  local columns = {}
  for i, column in ipairs(case.frames[name]) do
    columns[i] = copy_column(column, function(row) return row < from or row > to end)
  end
  return with_frame(case, name, columns)
end

local function without_column(case, name, place)
  local columns = table.move(case.frames[name], 1, #case.frames[name], 1, {})
  table.remove(columns, place)
  return with_frame(case, name, columns)
end

-- Smaller cases than this one, the boldest first.
local function smaller(case)
  local list = {}
  for place = #case.steps, 1, -1 do list[#list + 1] = without_step(case, place) end
  for _, name in ipairs(frame_names(case)) do
    local columns = case.frames[name]
    local rows = columns[1] and #columns[1].values or 0
    local size = rows // 2
    while size >= 1 do
      for from = 1, rows, size do
        list[#list + 1] = without_rows(case, name, from, math.min(rows, from + size - 1))
      end
      size = size // 2
    end
    for place = #columns, 1, -1 do
      if #columns > 1 then list[#list + 1] = without_column(case, name, place) end
    end
  end
  return list
end

-- pivot_wider is carried out by the memory backend when it is built, for its names are in the data.
-- The plan of one that was refused, for the reference; nil for other verbs.
function random_plan.refused_pivot(refusal)
  if refusal.step[1] ~= "pivot_wider" then return nil end
  if tostring(refusal.message):find("mix_periods", 1, true) then return nil end -- by a guard
  local lazy, options = refusal.before, refusal.step[2]
  local step = { verb = "pivot_wider", ids = {}, names_from = options.names_from,
    values_from = options.values_from }
  for _, name in ipairs(lazy:names()) do
    if name ~= step.names_from and name ~= step.values_from then step.ids[#step.ids + 1] = name end
  end
  local steps_done = table.move(lazy.steps, 1, #lazy.steps, 1, {})
  steps_done[#steps_done + 1] = step
  return { source = lazy.source, steps = steps_done }
end

-- How the backends differ on a case, or nil; and the error when both refuse it.
function random_plan.difference(case)
  return both.difference(random_plan.build(case))
end

local function still_differs(case)
  local ok, difference = pcall(random_plan.difference, case)
  return ok and difference ~= nil
end

-- The case without frames that no step names.
local function without_idle_frames(case)
  local frames = { t = case.frames.t }
  for _, step in ipairs(case.steps) do
    for _, argument in ipairs(step) do
      local name = type(argument) == "table" and argument.frame
      if name then frames[name] = case.frames[name] end
    end
  end
  return { frames = frames, steps = case.steps }
end

-- The smallest case found that still differs.
function random_plan.shrink(case)
  local again = true
  while again do
    again = false
    for _, candidate in ipairs(smaller(case)) do
      if still_differs(candidate) then
        case, again = without_idle_frames(candidate), true
        break
      end
    end
  end
  return case
end

return random_plan
