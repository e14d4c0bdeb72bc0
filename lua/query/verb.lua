-- The verbs that keep, choose, compute and order: each checks its words against the frame and adds
-- a step to the plan.

local arguments = require "query.arguments"
local check = require "query.check"
local columns_of = require "query.columns"
local fault = require "fault"
local frame = require "query.frame"
local guard = require "query.guard"
local parse = require "query.parse"
local schema = require "query.schema"

local verb = {}

-- { omraade = "Hedensted", periode = { ... } }: the condition that all of them hold.
local function condition_of(self, wanted)
  local names, node = {}, nil
  for name in pairs(wanted) do names[#names + 1] = tostring(name) end
  table.sort(names)
  for _, name in ipairs(names) do
    columns_of.need(self.schema, nil, { name = name })
    local value = wanted[name]
    local column = ("`%s`"):format(name)
    local one = type(value) == "table" and getmetatable(value) == nil
      and parse.expression(column .. " in $value", { value = value })
      or parse.expression(column .. " == $value", { value = value })
    for _, argument in ipairs(one.args) do argument.parameter = nil end -- written in the script
    node = node and { op = "call", name = "and", args = { node, one } } or one
  end
  return node or frame.misuse("filter", "filter was given no condition")
end

function verb.filter(self, condition, parameters)
  local node
  if type(condition) == "table" then
    node = condition_of(self, condition)
  else
    node = parse.expression(arguments.text("filter", condition, "a condition"), parameters)
  end
  local text = type(condition) == "string" and condition or nil
  local typed = check.condition(node, { text = text or "", schema = self.schema, verb = "filter",
    groups = self.groups })
  local notes = guard.check("filter", self, { text = text or "" }, typed)
  return frame.extend(self, { verb = "filter", expr = typed, text = text, wanted = condition,
    parameters = parameters },
    { schema = schema.noted(self.schema, notes) })
end

-- ---- columns ----

local function keep_groups(self, columns, text)
  for _, group in ipairs(self.groups) do
    local kept = false
    for _, column in ipairs(columns) do kept = kept or column.from == group and
      column.name == group end
    if not kept then
      fault.raise { what = ("the frame is grouped by '%s', which must stay"):format(group),
        text = text, from = 1, to = #text, hint = "name it too, or write :ungroup() before" }
    end
  end
end

local function selected(self, columns)
  local result = {}
  for i, column in ipairs(columns) do
    result[i] = schema.renamed(schema.find(self.schema, column.from), column.name)
  end
  return frame.extend(self, { verb = "select", columns = columns }, { schema = result })
end

function verb.select(self, text)
  local items = parse.selection(arguments.text("select", text, "columns"))
  if #items == 0 then frame.misuse("select", "select was given no columns") end
  local columns, but = {}, arguments.all_but(self, text, items)
  if but then
    for i, name in ipairs(but) do columns[i] = { name = name, from = name } end
  else
    arguments.unique(text, items)
    for i, item in ipairs(items) do
      columns_of.need(self.schema, text, { name = item.source, from = item.from, to = item.to })
      columns[i] = { name = item.name, from = item.source }
    end
  end
  keep_groups(self, columns, text)
  return selected(self, columns)
end

function verb.rename(self, text)
  local new_names, columns = {}, {}
  for _, item in ipairs(parse.selection(arguments.text("rename", text, "new names"))) do
    if item.drop or item.name == item.source then
      frame.misuse("rename", ("'%s' is given no new name"):format(item.name))
    end
    columns_of.need(self.schema, text, { name = item.source, from = item.from, to = item.to })
    if new_names[item.source] then
      fault.raise { what = ("'%s' is given two new names"):format(item.source), text = text,
        from = item.from, to = item.to, hint = "a copy is made by mutate" }
    end
    new_names[item.source] = item.name
  end
  for i, column in ipairs(self.schema) do
    columns[i] = { name = new_names[column.name] or column.name, from = column.name }
  end
  arguments.unique_fields(columns)
  keep_groups(self, columns, text)
  return selected(self, columns)
end

local function check_group_column(self, text, item)
  for _, group in ipairs(self.groups) do
    if group == item.name then
      fault.raise { what = ("the frame is grouped by '%s', which cannot change"):format(group),
        text = text, from = item.from, to = item.to,
        hint = "give the result another name, or write :ungroup() before" }
    end
  end
end

function verb.mutate(self, text, parameters)
  local items = parse.assignments(arguments.text("mutate", text, "columns to compute"), parameters)
  if #items == 0 then frame.misuse("mutate", "mutate was given no columns") end
  local known, columns = self.schema, {}
  for i, item in ipairs(items) do
    check_group_column(self, text, item)
    local scope = { text = text, schema = known, verb = "mutate", groups = self.groups }
    local typed = check.expression(item.expr, scope)
    guard.calls(self, typed, scope)
    known = schema.with(known, schema.computed(item.name, typed))
    columns[i] = { name = item.name, expr = typed }
  end
  return frame.extend(self, { verb = "mutate", groups = self.groups, columns = columns,
    text = text, parameters = parameters },
    { schema = known })
end

-- ---- groups ----

function verb.group_by(self, text)
  local items = parse.names(arguments.text("group_by", text, "columns"))
  if #items == 0 then frame.misuse("group_by", "group_by was given no columns") end
  return frame.regroup(self, arguments.columns(self, text, items))
end

function verb.ungroup(self)
  return frame.regroup(self, {})
end

function verb.summarise(self, text, parameters)
  arguments.text("summarise", text, "columns to compute")
  local items = parse.assignments(text, parameters)
  if #items == 0 then frame.misuse("summarise", "summarise was given no columns") end
  arguments.unique(text, items)
  local known, columns, made = {}, {}, {}
  for i, group in ipairs(self.groups) do known[i] = schema.find(self.schema, group) end
  for i, item in ipairs(items) do
    check_group_column(self, text, item)
    local scope = { text = text, schema = self.schema, verb = "summarise", groups = self.groups,
      made = made }
    local typed = check.expression(item.expr, scope)
    guard.calls(self, typed, scope)
    made[item.name] = true
    known = schema.with(known, schema.computed(item.name, typed))
    columns[i] = { name = item.name, expr = typed }
  end
  return frame.extend(self, { verb = "summarise", groups = self.groups, columns = columns,
    text = text, parameters = parameters },
    { schema = known, groups = {} })
end

function verb.count(self, text)
  local names = text and arguments.columns(self, text,
    parse.names(arguments.text("count", text, "columns"))) or {}
  if #names == 0 then names = self.groups end
  return verb.summarise(frame.regroup(self, names), "n = count()")
end

-- ---- rows ----

function verb.arrange(self, text)
  local items = parse.keys(arguments.text("arrange", text, "columns to sort by"))
  if #items == 0 then frame.misuse("arrange", "arrange was given no columns") end
  local keys = {}
  for i, item in ipairs(items) do
    columns_of.need(self.schema, text, item)
    keys[i] = { name = item.name, descending = item.descending or false }
  end
  return frame.extend(self, { verb = "arrange", keys = keys }, {})
end

-- A whole number that is not negative.
local function need_count(name, value)
  if math.type(value) ~= "integer" or value < 0 then
    frame.misuse(name, ("%s takes a whole number of rows, not %s"):format(name, tostring(value)))
  end
  return value
end

function verb.head(self, n)
  n = need_count("head", n == nil and 6 or n)
  return frame.extend(self, { verb = "slice", from = 1, to = n }, {})
end

function verb.tail(self, n)
  return frame.extend(self, { verb = "tail", n = need_count("tail", n == nil and 6 or n) }, {})
end

function verb.slice(self, from, to)
  from, to = need_count("slice", from), need_count("slice", to == nil and from or to)
  return frame.extend(self, { verb = "slice", from = from, to = to }, {})
end

function verb.distinct(self, text)
  local names = text and arguments.columns(self, text,
    parse.names(arguments.text("distinct", text, "columns"))) or schema.names(self.schema)
  local columns = {}
  for i, name in ipairs(names) do columns[i] = schema.find(self.schema, name) end
  return frame.extend(self, { verb = "distinct", columns = names },
    { schema = columns, groups = {} })
end

frame.define(verb)

return verb
