-- The verbs that keep, choose, compute and order: each checks its words against the frame and adds
-- a step to the plan.

local check = require "query.check"
local columns_of = require "query.columns"
local fault = require "fault"
local frame = require "query.frame"
local parse = require "query.parse"
local schema = require "query.schema"

local verb = {}

-- The text that a verb takes, or the error that says how it is used.
local function need_text(name, text, what)
  if type(text) ~= "string" then
    frame.misuse(name, ("%s takes %s, not %s"):format(name, what,
      text == nil and "nothing" or "a " .. type(text)))
  end
  return text
end

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
    node = node and { op = "call", name = "and", args = { node, one } } or one
  end
  return node or frame.misuse("filter", "filter was given no condition")
end

function verb.filter(self, condition, parameters)
  local node
  if type(condition) == "table" then
    node = condition_of(self, condition)
  else
    node = parse.expression(need_text("filter", condition, "a condition"), parameters)
  end
  local text = type(condition) == "string" and condition or nil
  local typed = check.condition(node, { text = text or "", schema = self.schema, verb = "filter",
    groups = self.groups })
  return frame.extend(self, { verb = "filter", expr = typed }, {})
end

-- ---- columns ----

local function check_unique(text, items)
  local seen = {}
  for _, item in ipairs(items) do
    if seen[item.name] then
      fault.raise { what = ("'%s' is named twice"):format(item.name), text = text,
        from = item.from, to = item.to }
    end
    seen[item.name] = true
  end
end

-- The same of columns that stand nowhere in a text.
local function check_unique_names(fields)
  local items = {}
  for i, field in ipairs(fields) do items[i] = { name = field.name } end
  check_unique(nil, items)
end

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

-- "-a, -b": all columns but these.
local function all_but(self, text, items)
  local dropped, columns = {}, {}
  for _, item in ipairs(items) do
    if not item.drop then
      fault.raise { what = "columns to keep and columns to drop are mixed", text = text,
        from = item.from, to = item.to,
        hint = "name either those that stay or, with -, the others" }
    end
    columns_of.need(self.schema, text, item)
    dropped[item.name] = true
  end
  for _, column in ipairs(self.schema) do
    if not dropped[column.name] then
      columns[#columns + 1] = { name = column.name, from = column.name }
    end
  end
  return columns
end

function verb.select(self, text)
  local items = parse.selection(need_text("select", text, "columns"))
  if #items == 0 then frame.misuse("select", "select was given no columns") end
  local columns = {}
  if items[1].drop then
    columns = all_but(self, text, items)
  else
    check_unique(text, items)
    for i, item in ipairs(items) do
      if item.drop then return all_but(self, text, items) end
      columns_of.need(self.schema, text, { name = item.source, from = item.from, to = item.to })
      columns[i] = { name = item.name, from = item.source }
    end
  end
  keep_groups(self, columns, text)
  return selected(self, columns)
end

function verb.rename(self, text)
  local new_names, columns = {}, {}
  for _, item in ipairs(parse.selection(need_text("rename", text, "new names"))) do
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
  check_unique_names(columns)
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
  local items = parse.assignments(need_text("mutate", text, "columns to compute"), parameters)
  if #items == 0 then frame.misuse("mutate", "mutate was given no columns") end
  local known, columns = self.schema, {}
  for i, item in ipairs(items) do
    check_group_column(self, text, item)
    local typed = check.expression(item.expr, { text = text, schema = known, verb = "mutate",
      groups = self.groups })
    known = schema.with(known, schema.computed(item.name, typed))
    columns[i] = { name = item.name, expr = typed }
  end
  return frame.extend(self, { verb = "mutate", groups = self.groups, columns = columns },
    { schema = known })
end

-- ---- groups ----

local function checked_names(self, text, items)
  local names = {}
  check_unique(text, items)
  for i, item in ipairs(items) do
    columns_of.need(self.schema, text, item)
    names[i] = item.name
  end
  return names
end

function verb.group_by(self, text)
  local items = parse.names(need_text("group_by", text, "columns"))
  if #items == 0 then frame.misuse("group_by", "group_by was given no columns") end
  return frame.regroup(self, checked_names(self, text, items))
end

function verb.ungroup(self)
  return frame.regroup(self, {})
end

function verb.summarise(self, text, parameters)
  local items = parse.assignments(need_text("summarise", text, "columns to compute"), parameters)
  if #items == 0 then frame.misuse("summarise", "summarise was given no columns") end
  check_unique(text, items)
  local known, columns, made = {}, {}, {}
  for i, group in ipairs(self.groups) do known[i] = schema.find(self.schema, group) end
  for i, item in ipairs(items) do
    check_group_column(self, text, item)
    local typed = check.expression(item.expr, { text = text, schema = self.schema,
      verb = "summarise", groups = self.groups, made = made })
    made[item.name] = true
    known = schema.with(known, schema.computed(item.name, typed))
    columns[i] = { name = item.name, expr = typed }
  end
  return frame.extend(self, { verb = "summarise", groups = self.groups, columns = columns },
    { schema = known, groups = {} })
end

function verb.count(self, text)
  local names = text and checked_names(self, text, parse.names(need_text("count", text,
    "columns"))) or {}
  if #names == 0 then names = self.groups end
  return verb.summarise(frame.regroup(self, names), "n = count()")
end

-- ---- rows ----

function verb.arrange(self, text)
  local items = parse.keys(need_text("arrange", text, "columns to sort by"))
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
  local names = text and checked_names(self, text, parse.names(need_text("distinct", text,
    "columns"))) or schema.names(self.schema)
  local columns = {}
  for i, name in ipairs(names) do columns[i] = schema.find(self.schema, name) end
  return frame.extend(self, { verb = "distinct", columns = names },
    { schema = columns, groups = {} })
end

-- ---- frames together ----

local function need_frame(name, value)
  if not frame.is(value) then
    frame.misuse(name, ("%s takes another frame, not a %s"):format(name, type(value)))
  end
  return value
end

local function joined_sources(self, others)
  local list, seen = {}, {}
  for _, one in ipairs { self, table.unpack(others) } do
    for _, source in ipairs(one.files) do
      local key = source.path .. "\0" .. source.sha256
      if not seen[key] then list[#list + 1] = source end
      seen[key] = true
    end
  end
  return list
end

local function joined_schema(self, right, kind, on)
  if kind == "semi" or kind == "anti" then return self.schema end
  local columns, keys = table.move(self.schema, 1, #self.schema, 1, {}), {}
  for _, pair in ipairs(on) do keys[pair.right] = true end
  for _, column in ipairs(right.schema) do
    if not keys[column.name] then
      if schema.find(self.schema, column.name) then
        fault.raise { what = ("both frames have a column '%s'"):format(column.name),
          hint = ("rename one before: u:rename \"%s_2 = %s\""):format(column.name, column.name) }
      end
      columns[#columns + 1] = column
    end
  end
  return columns
end

local kinds = { left = true, inner = true, semi = true, anti = true }

local function check_options(name, options, known)
  if options == nil then return {} end
  if type(options) ~= "table" then frame.misuse(name, name .. " takes its options in a table") end
  for key in pairs(options) do
    if not known[key] then
      frame.misuse(name, ("%s has no option '%s'"):format(name, tostring(key)))
    end
  end
  return options
end

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

function verb.join(self, right, text, options)
  need_frame("join", right)
  options = check_options("join", options, { kind = true, many = true })
  local kind = join_kind(options)
  local on = {}
  for i, item in ipairs(parse.matches(need_text("join", text, "the columns to match by"))) do
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
  return frame.extend(self, { verb = "join", kind = kind, right = right, on = on,
    many = options.many or false },
    { schema = joined_schema(self, right, kind, on), files = joined_sources(self, { right }) })
end

for kind in pairs(kinds) do
  verb[kind .. "_join"] = function(self, right, text, options)
    local many = check_options(kind .. "_join", options, { many = true }).many
    return verb.join(self, right, text, { kind = kind, many = many })
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

-- A column of the rows of all frames.
local function bound_column(column, others)
  local bound = { name = column.name, type = column.type, kinds = column.kinds }
  for _, other in ipairs(others) do
    local found = schema.find(other.schema, column.name)
    local common = columns_of.common_type(bound.type, found.type)
    if not common then
      fault.raise { what = ("'%s' is %s in one frame and %s in another"):format(column.name,
        bound.type, found.type), hint = "make both of one type with mutate" }
    end
    bound.type, bound.kinds = common, columns_of.both_kinds(bound.kinds, found.kinds)
  end
  return bound
end

function verb.bind_rows(self, ...)
  local others, columns = table.pack(...), {}
  for i = 1, others.n do need_frame("bind_rows", others[i]) end
  if others.n == 0 then frame.misuse("bind_rows", "bind_rows was given no frame") end
  for _, other in ipairs(others) do
    check_same_names(self, other, "other")
    check_same_names(other, self, "first")
  end
  for i, column in ipairs(self.schema) do columns[i] = bound_column(column, others) end
  return frame.extend(self, { verb = "bind_rows", others = others },
    { schema = columns, groups = {}, files = joined_sources(self, others) })
end

-- ---- shapes ----

-- The fields of a table of arguments: each must be a text.
local function need_fields(name, arguments, fields)
  if type(arguments) ~= "table" then frame.misuse(name, name .. " takes a table") end
  local known = {}
  for _, field in ipairs(fields) do
    known[field] = true
    if type(arguments[field]) ~= "string" then
      frame.misuse(name, ("%s needs %s, a text"):format(name, field))
    end
  end
  for key in pairs(arguments) do
    if not known[key] then
      fault.raise { what = ("%s has no argument '%s'"):format(name, tostring(key)),
        hint = fault.suggestion(tostring(key), fields) }
    end
  end
end

-- The names of the new columns are in the data, so the plan runs here.
function verb.pivot_wider(self, arguments)
  need_fields("pivot_wider", arguments, { "names_from", "values_from" })
  local ids = {}
  for _, field in ipairs { "names_from", "values_from" } do
    local text = arguments[field]
    columns_of.need(self.schema, text, { name = text, from = 1, to = #text })
  end
  for _, column in ipairs(self.schema) do
    if column.name ~= arguments.names_from and column.name ~= arguments.values_from then
      ids[#ids + 1] = column.name
    end
  end
  local wide = frame.extend(self, { verb = "pivot_wider", ids = ids,
    names_from = arguments.names_from, values_from = arguments.values_from }, { groups = {} })
  rawset(wide, "schema", schema.of(frame.compute(wide)))
  return wide
end

function verb.pivot_longer(self, arguments)
  need_fields("pivot_longer", arguments, { "columns", "names_to", "values_to" })
  local names = checked_names(self, arguments.columns, parse.names(arguments.columns))
  local taken, columns, values = {}, {}, nil
  for _, name in ipairs(names) do
    local column = schema.find(self.schema, name)
    taken[name] = true
    local common = values and columns_of.common_type(values.type, column.type)
    if values and not common then
      fault.raise { what = ("'%s' is %s and cannot stand with %s in one column"):format(name,
        column.type, values.type), text = arguments.columns }
    end
    values = { name = arguments.values_to, type = common or column.type,
      kinds = not values and column.kinds or values and columns_of.both_kinds(values.kinds,
        column.kinds) }
  end
  if not values then frame.misuse("pivot_longer", "pivot_longer was given no columns") end
  for _, column in ipairs(self.schema) do
    if not taken[column.name] then columns[#columns + 1] = column end
  end
  columns[#columns + 1] = { name = arguments.names_to, type = "text" }
  columns[#columns + 1] = values
  check_unique_names(columns)
  return frame.extend(self, { verb = "pivot_longer", columns = names,
    names_to = arguments.names_to, values_to = arguments.values_to },
    { schema = columns, groups = {} })
end

function verb.complete(self, text)
  local items = parse.names(need_text("complete", text, "columns"))
  if #items == 0 then frame.misuse("complete", "complete was given no columns") end
  return frame.extend(self, { verb = "complete", columns = checked_names(self, text, items) }, {})
end

frame.define(verb)

return verb
