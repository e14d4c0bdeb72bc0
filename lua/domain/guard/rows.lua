-- The rows that an aggregate goes over: which labels they have, which of them are lost by the
-- groups, and what those hold.

local dimension = require "domain.dimension"
local figure = require "domain.guard.figure"
local lookup = require "query.lookup"
local measure = require "domain.measure"
local native = require "native"

local rows = {}

local is_label = { text = true, period = true, date = true, boolean = true, integer = true }

-- A name as it is written in an expression.
function rows.quoted(name)
  if name:find "^[%a_\x80-\xFF][%w_\x80-\xFF]*$" then return name end
  return "`" .. name .. "`"
end

-- A text as it is written in an expression.
function rows.literal(text)
  return "'" .. text:gsub("[\\']", "\\%0") .. "'"
end

-- A tree as it is written in the expression, or as it ought to be (`shown`).
function rows.written(node, scope)
  if node.shown then return node.shown end
  if node.op == "column" then return rows.quoted(node.name) end
  return scope.text:sub(node.from, node.to)
end

-- The visible column of the frame that holds a measure, written, and true; or its caption.
function rows.column_of(self, id, caption)
  for _, field in ipairs(self.schema) do
    local found = figure.of_facts(field.facts)
    if found and id ~= "" and found.id == id then return rows.quoted(field.name), true end
  end
  local found = measure.by_id(id)
  return rows.quoted(found and found.caption or caption or id), false
end

local function is_grouped(column, groups)
  for _, name in ipairs(groups or {}) do
    if column.visible and column.name == name then return true end
  end
  return false
end

-- The label columns of the frame, those that a select dropped, too: { key, name, visible, type,
-- dimension, grouped } each. Measures are none.
function rows.labels(self, groups)
  local list = {}
  for _, column in ipairs(lookup.of(self).columns) do
    local field = column.field
    if is_label[field.type] and not figure.is_figure(field.facts) then
      local caption = field.facts and field.facts.caption or column.name
      list[#list + 1] = { key = column.key, name = column.name, caption = caption,
        visible = column.visible,
        type = field.type, kinds = field.kinds, dimension = dimension.of(caption, field.type),
        grouped = is_grouped(column, groups) }
    end
  end
  return list
end

local function keys_of(labels, grouped)
  local keys = {}
  for _, label in ipairs(labels) do
    if not grouped or label.grouped then keys[#keys + 1] = label.key end
  end
  return keys
end

-- The present cells of a column of native rows, texts as texts: an array.
local function present(found, column)
  local list = {}
  for _, value in ipairs(found:values(column)) do
    if value ~= native.missing then list[#list + 1] = value end
  end
  return list
end

-- The values of a label over all rows.
function rows.values(self, label)
  return present(lookup.distinct(self, { label.key }), label.key)
end

-- The values that a label may have: some of them in rows that a filter has left out, perhaps. To be
-- asked first, for filters need not be carried out for it.
function rows.possible(self, label)
  local found = lookup.possible(self, label.key)
  return present(found, found:names()[1])
end

-- Texts among which are all that a label may have, without a look at any row; nil: not known.
function rows.words(self, label)
  return lookup.words(self, label.key)
end

-- Whether some group has several values of the label.
function rows.several(self, label, labels)
  if lookup.possible(self, label.key):rows() < 2 then return false end
  if lookup.distinct(self, { label.key }):rows() < 2 then return false end
  local groups = keys_of(labels, true)
  if #groups == 0 then return true end
  local wider = table.move(groups, 1, #groups, 1, {})
  wider[#wider + 1] = label.key
  return lookup.distinct(self, wider):rows() > lookup.distinct(self, groups):rows()
end

-- The text values of a label by group: an array of arrays. One array where nothing is grouped.
function rows.values_by_group(self, label, labels)
  local groups = keys_of(labels, true)
  if #groups == 0 then return { rows.values(self, label) } end
  local wider = table.move(groups, 1, #groups, 1, {})
  wider[#wider + 1] = label.key
  local found, by_group, list = lookup.distinct(self, wider), {}, {}
  for row = 1, found:rows() do
    local parts = {}
    for i, key in ipairs(groups) do parts[i] = found:format(row, key) end
    local id = table.concat(parts, "\0")
    if not by_group[id] then
      by_group[id] = {}
      list[#list + 1] = by_group[id]
    end
    if not found:reason(row, label.key) then
      table.insert(by_group[id], found:cell(row, label.key))
    end
  end
  return list
end

-- Whether some group has several rows.
function rows.many(self, labels)
  local groups = keys_of(labels, true)
  if #groups == 0 then
    local keys = keys_of(labels)
    return #keys == 0 or lookup.count(self, keys) > 1
  end
  return lookup.count(self, groups) > lookup.distinct(self, groups):rows()
end

-- The first row of labels that stands more than once: { texts by label } and how often; or nil.
function rows.twice(self, labels)
  local keys = keys_of(labels)
  if #keys == 0 then return nil end
  local found = lookup.distinct(self, keys)
  if found:rows() == lookup.count(self, keys) then return nil end
  for row = 1, found:rows() do
    if found:cell(row, "n") > 1 then
      local texts = {}
      for _, label in ipairs(labels) do texts[#texts + 1] = found:format(row, label.key) end
      return texts, found:cell(row, "n"), keys
    end
  end
end

-- Whether a column has no more than one value in any group.
function rows.one_value(self, node, labels)
  local key = node.op == "column" and lookup.of(self).keys[node.name]
  if not key then return false end
  local groups = keys_of(labels, true)
  local wider = table.move(groups, 1, #groups, 1, {})
  wider[#wider + 1] = key
  local whole = #groups == 0 and 1 or lookup.distinct(self, groups):rows()
  return lookup.distinct(self, wider):rows() <= whole
end

-- Whether rows of the same labels (keys) hold the same of a column, too.
function rows.equal(self, keys, node)
  local key = node.op == "column" and lookup.of(self).keys[node.name]
  if not key then return false end
  local wider = table.move(keys, 1, #keys, 1, {})
  wider[#wider + 1] = key
  return lookup.distinct(self, wider):rows() == lookup.distinct(self, keys):rows()
end

return rows
