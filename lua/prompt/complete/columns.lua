-- The columns of a chain of verbs that is being written, "t:filter \"…\":group_by \"yd": found from
-- the texts of its verbs, which are read and never run. A column: name; type, frame and source
-- (where its values can be looked up) as far as they are known.

local parse = require "query.parse"
local value = require "prompt.complete.value"

local columns = {}

-- ---- of a frame that stands ----

-- The native frame that has a column of a frame as it is, and its name there: of the result when it
-- has been computed, else of what the plan begins from.
local function origin(frame, name)
  local done, source = rawget(frame, "done"), rawget(frame, "source")
  local held = done or source
  if not held then return nil end
  for _, each in ipairs(held:names()) do
    if each == name then return held end
  end
end

-- The columns of a frame: { list, groups }.
function columns.of_frame(frame)
  local known = { groups = rawget(frame, "groups") or {} }
  for i, field in ipairs(rawget(frame, "schema")) do
    known[i] = { name = field.name, type = field.type, frame = origin(frame, field.name),
      source = field.name }
  end
  return known
end

function columns.find(known, name)
  for _, column in ipairs(known) do
    if column.name == name then return column end
  end
end

-- ---- verb by verb ----

local function renamed(column, name)
  return { name = name, type = column.type, frame = column.frame, source = column.source }
end

local function with(known, name, made)
  local result, stands = { groups = known.groups }, false
  for i, column in ipairs(known) do
    result[i] = column.name == name and made or column
    stands = stands or column.name == name
  end
  if not stands then result[#result + 1] = made end
  return result
end

local function same(known)
  return known
end

local follow = { filter = same, arrange = same, head = same, tail = same, slice = same,
  collect = same, semi_join = same, anti_join = same, bind_rows = same, complete = same,
  measures = same, match_areas = same, mix_totals = same, keep_duplicates = same,
  mix_periods = same, with_preliminary = same, revised = same, allow_empty = same, save = same }

local function names_of(text)
  local names = {}
  for i, item in ipairs(parse.names(text)) do names[i] = item.name end
  return names
end

function follow.group_by(known, text)
  local result = table.move(known, 1, #known, 1, {})
  result.groups = names_of(text)
  return result
end

function follow.ungroup(known)
  local result = table.move(known, 1, #known, 1, {})
  result.groups = {}
  return result
end

function follow.select(known, text)
  local items, result, dropped = parse.selection(text), { groups = known.groups }, {}
  for _, item in ipairs(items) do
    local column = columns.find(known, item.source or item.name)
    if item.drop then
      dropped[item.name] = true
    elseif column then
      result[#result + 1] = renamed(column, item.name)
    end
  end
  if next(dropped) == nil then return result end
  for _, column in ipairs(known) do
    if not dropped[column.name] then result[#result + 1] = column end
  end
  return result
end

function follow.rename(known, text)
  local result = table.move(known, 1, #known, 1, { groups = known.groups })
  for _, item in ipairs(parse.selection(text)) do
    for i, column in ipairs(known) do
      if column.name == item.source then result[i] = renamed(column, item.name) end
    end
  end
  return result
end

function follow.mutate(known, text)
  for _, item in ipairs(parse.assignments(text)) do
    known = with(known, item.name, { name = item.name })
  end
  return known
end

-- The columns of a name each, those of the frame as they are.
local function keep(known, names)
  local result = { groups = {} }
  for i, name in ipairs(names) do result[i] = columns.find(known, name) or { name = name } end
  return result
end

function follow.summarise(known, text)
  return follow.mutate(keep(known, known.groups), text)
end

function follow.count(known, text)
  return with(keep(known, text and names_of(text) or known.groups), "n", { name = "n" })
end

function follow.distinct(known, text)
  return text and keep(known, names_of(text)) or known
end

local function made_by(names)
  return function(known, text, groups)
    local result = keep(known, groups and known.groups or text and names_of(text) or {})
    for _, name in ipairs(names) do result[#result + 1] = { name = name } end
    return result
  end
end

follow.freq = made_by { "n", "pct", "so_far", "bar" }
follow.missing = made_by { "column", "reason", "cells", "skipped" }
follow.describe = made_by { "column", "type", "missing", "distinct", "shape", "min", "median",
  "max", "q25", "q75", "present", "is" }

function follow.spark(known)
  return made_by { "from", "first", "spark", "last", "to" }(known, nil, true)
end

local function joined(known, _, other)
  if not other then return nil end
  local result = table.move(known, 1, #known, 1, { groups = known.groups })
  for _, column in ipairs(other) do
    if not columns.find(known, column.name) then result[#result + 1] = column end
  end
  return result
end
follow.join, follow.left_join, follow.inner_join = joined, joined, joined

-- The columns after a verb, or nil when that cannot be known. call: name, text (its first argument
-- where that is one string), frame (where it is a frame that has a name).
function columns.after(known, call)
  local fn = follow[call.name]
  if not fn then return nil end
  local other = value.is_frame(call.frame) and columns.of_frame(call.frame) or nil
  local ok, result = pcall(fn, known, call.text, other)
  return ok and result or nil
end

return columns
