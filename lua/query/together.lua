-- The verbs that bring frames together: joins, and rows of several.

local arguments = require "query.arguments"
local columns_of = require "query.columns"
local facts = require "query.facts"
local fault = require "fault"
local frame = require "query.frame"
local guard = require "query.guard"
local parse = require "query.parse"
local schema = require "query.schema"

local together = {}

local function joined_sources(self, others)
  local list, seen = {}, {}
  for _, one in ipairs { self, table.unpack(others) } do
    for _, source in ipairs(one.files) do
      local key = source.path .. "\0" .. (source.dialect.stamp or source.sha256)
      if not seen[key] then list[#list + 1] = source end
      seen[key] = true
    end
  end
  return list
end

local function joined_origins(self, others)
  local list = {}
  for _, one in ipairs { self, table.unpack(others) } do
    table.move(one.origins, 1, #one.origins, #list + 1, list)
  end
  return list
end

-- The columns of the right frame, with what they are once those that it has dropped are gone.
local function right_schema(right)
  return guard.ask("apart", frame.settled(right))
end

local numeric = { integer = true, decimal = true, number = true }

-- The facts of the labels among columns from one place to another: a set.
local function labels_of(columns, from, to)
  local set = {}
  for i = from, to do
    local column = columns[i]
    if not numeric[column.type] and column.facts then set[column.facts] = true end
  end
  return set
end

-- The figures of either side know where they come from and which labels are of the other. `keys`:
-- set of the columns of the left that both have.
local function know_other_side(left, right, columns, keys)
  local count = #left.schema
  local theirs = labels_of(columns, count + 1, #columns)
  local mine = labels_of(columns, 1, count)
  for i = 1, count do
    if keys[columns[i].name] and columns[i].facts then mine[columns[i].facts] = nil end
  end
  for i, column in ipairs(columns) do
    if numeric[column.type] then
      columns[i] = schema.with_facts(column, facts.joined(column.facts,
        i <= count and left or right, i <= count and theirs or mine))
    end
  end
  return columns
end

local function joined_schema(self, right, kind, on)
  if kind == "semi" or kind == "anti" then return self.schema end
  local columns, keys, own_keys = table.move(self.schema, 1, #self.schema, 1, {}), {}, {}
  for _, pair in ipairs(on) do keys[pair.right], own_keys[pair.left] = true, true end
  for _, column in ipairs(right_schema(right)) do
    if not keys[column.name] then
      if schema.find(self.schema, column.name) then
        fault.raise { what = ("both frames have a column '%s'"):format(column.name),
          hint = ("rename one before: u:rename \"%s_2 = %s\""):format(column.name, column.name) }
      end
      columns[#columns + 1] = column
    end
  end
  return know_other_side(self, right, columns, own_keys)
end

local kinds = { left = true, inner = true, semi = true, anti = true }

local function join_kind(options)
  local kind = options.kind or "left"
  if not kinds[kind] then frame.misuse("join", ("there is no join '%s'"):format(tostring(kind))) end
  return kind
end

local function list_kinds(held)
  local list = {}
  for kind in pairs(held) do list[#list + 1] = kind end
  table.sort(list)
  return table.concat(list, ", ")
end

-- Months never match quarters.
local function check_key_kinds(left, right, text, item)
  local a, b = left.kinds or {}, right.kinds or {}
  if next(a) == nil or next(b) == nil then return end
  for kind in pairs(a) do
    if b[kind] then return end
  end
  fault.raise { what = ("'%s' holds periods of the kind %s and '%s' of the other frame %s"):format(
    item.left, list_kinds(a), item.right, list_kinds(b)), text = text, from = item.from,
    to = item.to, hint = "bring both to one kind first, with year_of, quarter_of or month_of" }
end

function together.join(self, right, text, options)
  arguments.frame("join", right)
  options = arguments.options("join", options, { kind = true, many = true })
  local kind = join_kind(options)
  local on = {}
  for i, item in ipairs(parse.matches(arguments.text("join", text, "the columns to match by"))) do
    local left = columns_of.need(self.schema, text, { name = item.left, from = item.from,
      to = item.to })
    local other = columns_of.need(right.schema, text, { name = item.right, from = item.from,
      to = item.to })
    if not columns_of.common_type(left.type, other.type) then
      fault.raise { what = ("'%s' is %s and '%s' of the other frame %s: they never match"):format(
        item.left, left.type, item.right, other.type), text = text, from = item.from,
        to = item.to }
    end
    check_key_kinds(left, other, text, item)
    on[i] = { left = item.left, right = item.right }
  end
  if #on == 0 then frame.misuse("join", "join was given no columns to match by") end
  guard.check("join", self, { text = text }, right, on)
  return frame.extend(self, { verb = "join", kind = kind, right = right, on = on,
    many = options.many or false },
    { schema = joined_schema(self, right, kind, on), files = joined_sources(self, { right }),
      origins = joined_origins(self, { right }) })
end

for kind in pairs(kinds) do
  together[kind .. "_join"] = function(self, right, text, options)
    local many = arguments.options(kind .. "_join", options, { many = true }).many
    return together.join(self, right, text, { kind = kind, many = many })
  end
end

-- Every column of `a` stands in `b`, too.
local function check_same_names(a, b, which)
  local absent = {}
  for _, column in ipairs(a.schema) do
    if not schema.find(b.schema, column.name) then absent[#absent + 1] = column.name end
  end
  if #absent > 0 then
    fault.raise { what = ("the %s frame has no column %s"):format(which,
      table.concat(absent, ", ")), hint = "rename, select or mutate until both have the same" }
  end
end

-- The frame with figures that know where they stand by themselves, without the frames of a join.
local function placed(one)
  local fields, any = {}, false
  for i, field in ipairs(one.schema) do
    local known = field.facts
    local joined = known ~= nil and known.sides ~= nil
    fields[i] = joined and schema.with_facts(field, facts.placed(known, guard.ask("places",
      known))) or field
    any = any or joined
  end
  return any and frame.reschema(one, fields) or one
end

-- A column of the rows of all frames.
local function bound_column(column, others)
  local bound = { name = column.name, type = column.type, kinds = column.kinds,
    facts = column.facts }
  for _, other in ipairs(others) do
    local found = schema.find(other.schema, column.name)
    local common = columns_of.common_type(bound.type, found.type)
    if not common then
      fault.raise { what = ("'%s' is %s in one frame and %s in another"):format(column.name,
        bound.type, found.type), hint = "make both of one type with mutate" }
    end
    bound.type, bound.kinds = common, columns_of.both_kinds(bound.kinds, found.kinds)
    bound.facts = facts.both(bound.facts, found.facts)
  end
  return bound
end

-- The columns, with figures that a join repeats beside the labels of all frames.
local function beside_labels(frames, columns)
  local new = {}
  for _, one in ipairs(frames) do
    for _, field in ipairs(one.schema) do
      if field.facts then new[field.facts] = schema.find(columns, field.name).facts end
    end
  end
  for i, column in ipairs(columns) do
    if column.facts and column.facts.foreign then
      columns[i] = schema.with_facts(column, facts.beside(column.facts, new))
    end
  end
  return columns
end

function together.bind_rows(self, ...)
  local others, columns = table.pack(...), {}
  for i = 1, others.n do arguments.frame("bind_rows", others[i]) end
  if others.n == 0 then frame.misuse("bind_rows", "bind_rows was given no frame") end
  for _, other in ipairs(others) do
    check_same_names(self, other, "other")
    check_same_names(other, self, "first")
  end
  local frames = { placed(self) }
  for i, other in ipairs(others) do frames[i + 1] = placed(other) end
  for i, column in ipairs(frames[1].schema) do
    columns[i] = bound_column(column, table.move(frames, 2, #frames, 1, {}))
  end
  columns = beside_labels(frames, guard.ask("bound", frames, columns))
  return frame.extend(self, { verb = "bind_rows", others = others },
    { schema = columns, groups = {}, files = joined_sources(self, others),
      origins = joined_origins(self, others) })
end

frame.define(together)

return together
