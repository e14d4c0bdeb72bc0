-- Guards of names: a value that a filter asks for and that does not occur, names that no area has,
-- two spellings of one area in a join.

local area = require "domain.area"
local dimension = require "domain.dimension"
local fault = require "fault"
local lookup = require "query.lookup"
local rows = require "domain.guard.rows"
local set = require "domain.set"

local values = {}

-- The column of the frame that stands behind a node, as it was in the base: its field, key and
-- distinct values as a native frame; or nil when it was computed since.
local function column_of(self, node)
  if node.op ~= "column" or (node.type ~= "text" and node.type ~= "period") then return nil end
  local carried = lookup.of(self)
  local column = carried.by_key[carried.keys[node.name]]
  for i = 1, carried.from_base do
    if carried.columns[i] == column then
      local field = self.base.schema[i]
      local key = lookup.of(self.base).keys[field.name]
      local caption = field.facts and field.facts.caption or field.name
      return { name = node.name, key = key, type = node.type, kinds = node.kinds,
        dimension = dimension.available() and dimension.of(caption, field.type),
        distinct = lookup.distinct(self.base, { key }) }
    end
  end
end

local function occurs(column, literal)
  local ok, found = pcall(function()
    return column.distinct:filter { op = "call", name = "==", type = "boolean", from = 1, to = 1,
      args = { { op = "column", name = column.key, type = column.type, kinds = column.kinds,
        from = 1, to = 1 }, literal } }:rows() > 0
  end)
  return not ok or found -- what the engine refuses is said when the plan runs
end

-- ---- what is said of a value that does not occur ----

-- The name of an area as the frame writes it, or nil.
local function spelled(column, one)
  for _, value in ipairs(column.distinct:values(column.key)) do
    if type(value) == "string" then
      local other = area.known(value)
      if other and other == one then return value end
    end
  end
end

local function area_problem(column, name)
  local ambiguous = area.ambiguous(name)
  if ambiguous then
    return { what = ("'%s' is the name of several sets"):format(name), why = ambiguous,
      hint = "write which: 'RAR Østjylland', 'Landsdel Østjylland', or benchmark{ of = { … }, \z
        name = … }" }
  end
  local found, near = area.lookup(name)
  local written = found and spelled(column, found)
  if written then
    return { what = ("'%s' does not occur in '%s': it is written '%s' there"):format(name,
      column.name, written), hint = ("write '%s', or bring the names to one spelling: \z
        :match_areas \"%s\""):format(written, rows.quoted(column.name)) }
  end
  if found and found.type ~= "kommune" then
    return { what = ("'%s' does not occur in '%s'"):format(name, column.name),
      why = "it may be computed from its municipalities",
      hint = ("write: t:filter(\"%s in $b\", { b = benchmark{ of = \"%s\", own = \"Hedensted\", \z
        with_own = true } })"):format(rows.quoted(column.name), found.name) }
  end
  if not found then
    return { what = ("'%s' is no area"):format(name), hint = near }
  end
end

local function texts_of(column)
  local list = {}
  for row = 1, column.distinct:rows() do
    if not column.distinct:reason(row, column.key) then
      list[#list + 1] = column.distinct:format(row, column.key)
    end
  end
  return list
end

local function list_of(column)
  local list, shown = texts_of(column), {}
  for i = 1, math.min(#list, 8) do
    shown[i] = column.type == "text" and rows.literal(list[i]) or list[i]
  end
  return table.concat(shown, ", ") .. (#list > 8 and (", … (%d in all)"):format(#list) or "")
end

local function plain_problem(column, literal)
  local shown = column.type == "text" and literal.value or literal.value:id()
  return { what = ("'%s' does not occur in '%s': no row would be left"):format(shown, column.name),
    hint = column.type == "text" and fault.suggestion(shown, texts_of(column)) or
      ("'%s' holds %s"):format(column.name, list_of(column)),
    past = true }
end

local function problem_of(column, literal)
  local found = column.dimension and column.dimension.id == "area" and literal.type == "text" and
    area_problem(column, literal.value) or plain_problem(column, literal)
  found.allow, found.from, found.to = "empty", literal.from, literal.to
  found.hint = ("%s%s:allow_empty() before lets it pass"):format(found.hint or "",
    found.hint and "; or " or "")
  return found
end

-- ---- the conditions ----

-- A value of a list beside others that do occur: refused where it is a spelling of one of those.
local function stray_problem(column, literal)
  if column.type ~= "text" then return nil end
  if column.dimension and column.dimension.id == "area" then
    local problem = area_problem(column, literal.value)
    local found = area.known(literal.value)
    return problem and (not found or spelled(column, found)) and problem_of(column, literal) or nil
  end
  return not literal.parameter and fault.nearest(literal.value, texts_of(column)) and
    problem_of(column, literal) or nil
end

local function equality(self, node)
  local column, literal = node.args[1], node.args[2]
  if column.op == "literal" then column, literal = literal, column end
  local found = literal.op == "literal" and column_of(self, column)
  if not found or found.distinct:rows() == 0 or occurs(found, literal) then return nil end
  if literal.parameter then return stray_problem(found, literal) end
  return problem_of(found, literal)
end

local function membership(self, node)
  local found = column_of(self, node.args[1])
  if not found or found.distinct:rows() == 0 then return nil end
  local absent, list = {}, node.args[2].list
  for i = 2, #node.args do
    if not occurs(found, node.args[i]) then absent[#absent + 1] = node.args[i] end
  end
  local from_set = list and set.problem(list, absent, found.name)
  if from_set then return from_set end
  if #absent == #node.args - 1 and not absent[1].parameter then
    return problem_of(found, absent[1])
  end
  for _, literal in ipairs(absent) do
    local problem = stray_problem(found, literal)
    if problem then return problem end
  end
  if found.dimension and found.dimension.id == "area" then return set.note(node) end
end

local function visit(self, node)
  if node.name == "==" then return equality(self, node) end
  if node.name == "in" then return membership(self, node) end
  if node.name ~= "and" and node.name ~= "or" then return nil end
  local a, b = visit(self, node.args[1]), visit(self, node.args[2])
  if a and a.what then return a end
  return b or a
end

-- The guard of a filter: a value compared for equality that does not occur.
function values.filter(self, condition)
  if not dimension.available() then return nil end
  return visit(self, condition)
end

-- ---- joins ----

local function area_names(self, name)
  local carried = lookup.of(self)
  local key = carried.keys[name]
  local field = carried.by_key[key].field
  local caption = field.facts and field.facts.caption or name
  local found = dimension.of(caption, field.type)
  if field.type ~= "text" or not found or found.id ~= "area" then return nil end
  return lookup.distinct(self, { key }):values(key)
end

-- The guard of a join by areas that the two frames spell differently.
function values.join(self, right, on)
  if not dimension.available() then return nil end
  for _, pair in ipairs(on) do
    local mine, theirs = area_names(self, pair.left), area_names(right, pair.right)
    local present, spelling = {}, {}
    for _, name in ipairs(mine and theirs or {}) do
      present[name] = true
      local found = type(name) == "string" and area.known(name)
      if found then spelling[found] = name end
    end
    for _, name in ipairs(theirs and mine or {}) do
      local found = type(name) == "string" and not present[name] and area.known(name)
      if found and spelling[found] then
        return { what = ("'%s' of this frame is '%s' of the other: they would not match"):format(
          name, spelling[found]),
          hint = ("bring both to one spelling first: t:match_areas \"%s\""):format(
            rows.quoted(pair.left)) }
      end
    end
  end
end

return values
