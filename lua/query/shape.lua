-- The verbs that turn a frame: columns into rows, rows into columns, and every combination.

local arguments = require "query.arguments"
local columns_of = require "query.columns"
local facts = require "query.facts"
local fault = require "fault"
local frame = require "query.frame"
local guard = require "query.guard"
local native = require "native"
local parse = require "query.parse"
local schema = require "query.schema"

local shape = {}

-- The fields of a table of arguments: each must be a text. A `further` one is looked at elsewhere.
local function need_fields(name, given, fields, further)
  if type(given) ~= "table" then frame.misuse(name, name .. " takes a table") end
  local known = {}
  if further then known[further] = true end
  for _, field in ipairs(fields) do known[field] = true end
  for key in pairs(given) do
    if not known[key] then
      fault.raise { what = ("%s has no argument '%s'"):format(name, tostring(key)),
        hint = fault.suggestion(tostring(key), fields)
          or "its arguments are " .. table.concat(fields, ", ") }
    end
  end
  for _, field in ipairs(fields) do
    if type(given[field]) ~= "string" then
      frame.misuse(name, ("%s needs %s, a text"):format(name, field))
    end
  end
end

-- The fields of the wide frame: what is known of the values is known of every column of them, but
-- where its name says what it measures.
local function wide_schema(self, native_frame, ids, given)
  local fields, is_id = schema.of(native_frame), {}
  local values, names = schema.find(self.schema, given.values_from),
    schema.find(self.schema, given.names_from)
  for _, name in ipairs(ids) do is_id[name] = true end
  for i, field in ipairs(fields) do
    local known = is_id[field.name] and schema.find(self.schema, field.name).facts
    if not is_id[field.name] then
      known = facts.of_place(guard.ask("told", names.facts, values.facts, field.name)
        or values.facts, names.facts and names.facts.caption or names.name, names.type, field.name)
    end
    fields[i] = schema.with_facts(field, known)
  end
  return fields
end

-- The names of the new columns are in the data, so the plan runs here.
function shape.pivot_wider(self, given)
  need_fields("pivot_wider", given, { "names_from", "values_from" })
  local ids = {}
  for _, field in ipairs { "names_from", "values_from" } do
    local text = given[field]
    columns_of.need(self.schema, text, { name = text, from = 1, to = #text })
  end
  for _, column in ipairs(self.schema) do
    if column.name ~= given.names_from and column.name ~= given.values_from then
      ids[#ids + 1] = column.name
    end
  end
  local notes = guard.check("pivot", self, { text = given.names_from, from = 1,
    to = #given.names_from }, given)
  local wide = frame.extend(self, { verb = "pivot_wider", ids = ids,
    names_from = given.names_from, values_from = given.values_from }, { groups = {} })
  rawset(wide, "schema", schema.noted(wide_schema(self, frame.compute(wide), ids, given),
    notes))
  return wide
end

-- Columns of different figures put below one another: their names say what each row is, unless
-- another column says so still.
local function long_facts(self, names, label, values)
  if not (values.facts and values.facts.parts) or guard.ask("is_told", values.facts) then return end
  local kin = { label = label.name, figures = { [values.name] = true }, facts = {} }
  for _, name in ipairs(names) do kin.facts[name] = schema.find(self.schema, name).facts end
  label.facts = facts.of_table(nil, label.name, kin)
  values.facts = facts.of_table(values.facts, values.name, kin)
end

function shape.pivot_longer(self, given)
  need_fields("pivot_longer", given, { "columns", "names_to", "values_to" })
  local names = arguments.chosen(self, given.columns)
  local taken, columns, values = {}, {}, nil
  for _, name in ipairs(names) do
    local column = schema.find(self.schema, name)
    taken[name] = true
    local common = values and columns_of.common_type(values.type, column.type)
    if values and not common then
      fault.raise { what = ("'%s' is %s and cannot stand with %s in one column"):format(name,
        column.type, values.type), text = given.columns }
    end
    values = { name = given.values_to, type = common or column.type,
      kinds = not values and column.kinds or values and columns_of.both_kinds(values.kinds,
        column.kinds), facts = values and facts.both(values.facts, column.facts) or column.facts }
  end
  if not values then frame.misuse("pivot_longer", "pivot_longer was given no columns") end
  for _, column in ipairs(self.schema) do
    if not taken[column.name] then columns[#columns + 1] = column end
  end
  columns[#columns + 1] = { name = given.names_to, type = "text" }
  columns[#columns + 1] = values
  long_facts(self, names, columns[#columns - 1], values)
  arguments.unique_fields(columns)
  return frame.extend(self, { verb = "pivot_longer", columns = names,
    names_to = given.names_to, values_to = given.values_to },
    { schema = columns, groups = {} })
end

function shape.complete(self, text)
  local items = parse.names(arguments.text("complete", text, "columns"))
  if #items == 0 then frame.misuse("complete", "complete was given no columns") end
  local names = arguments.columns(self, text, items)
  return frame.extend(self, { verb = "complete", columns = names }, {})
end

local steps = { day = "date", month = "period", quarter = "period", half = "period",
  year = "period" }

-- What a missing end stands for: a period, or a text that is one.
local function ongoing_until(value)
  if value == nil then return nil end
  local ok, until_then, why = pcall(native.period, value)
  if not ok or not until_then then
    frame.misuse("each_period", ("ongoing takes a date or period, not %s"):format(
      ok and why or tostring(value)))
  end
  return until_then
end

-- A spell becomes a row for each period that it touches.
function shape.each_period(self, given)
  need_fields("each_period", given, { "from", "to", "by", "as" }, "ongoing")
  for _, name in ipairs { given.from, given.to } do
    local column = columns_of.need(self.schema, name, { name = name, from = 1, to = #name })
    if column.type ~= "period" and column.type ~= "date" then
      fault.raise { what = ("each_period goes from one date or period to another, and '%s' is %s")
        :format(name, column.type), text = name, from = 1, to = #name,
        hint = column.stray and ("it is text because of '%s' in line %d"):format(
          column.stray.cell, column.stray.line) or nil }
    end
  end
  if not steps[given.by] then
    fault.raise { what = ("each_period does not go by '%s'"):format(given.by), text = given.by,
      from = 1, to = #given.by, hint = "by is day, month, quarter, half or year" }
  end
  local columns = table.move(self.schema, 1, #self.schema, 1, {})
  columns[#columns + 1] = { name = given.as, type = steps[given.by], kinds = { [given.by] = true },
    facts = { caption = given.as } }
  arguments.unique_fields(columns)
  return frame.extend(self, { verb = "each_period", from = given.from, to = given.to,
    by = given.by, as = given.as, ongoing = ongoing_until(given.ongoing) }, { schema = columns })
end

frame.define(shape)

return shape
