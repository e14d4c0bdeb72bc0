-- Guards of a long table: figures of different measures are not put together, and those of one are
-- guarded as that measure is (lua/domain/guard/long.lua).

local facts = require "query.facts"
local figure = require "domain.guard.figure"
local frame = require "query.frame"
local functions = require "query.functions"
local long = require "domain.guard.long"
local rows = require "domain.guard.rows"

local told = {}

local SHOWN = 3

local gathers = {}
for _, name in ipairs { "sum", "mean", "weighted_mean", "median", "quantile", "sd", "first", "last",
  "cumsum", "rolling_sum", "rolling_mean", "share" } do
  gathers[name] = true
end

-- ---- the rows of one measure ----

local function equals(key, text)
  local column = { op = "column", name = key, type = "text", from = 1, to = 1 }
  local value = { op = "literal", type = "text", value = text, from = 1, to = 1 }
  return { op = "call", name = "==", type = "boolean", from = 1, to = 1, args = { column, value } }
end

-- The frame with only the rows that one of the texts names; its plan is never shown.
local function rows_of(self, column, texts)
  local condition
  for _, text in ipairs(texts) do
    local one = equals(column.key, text)
    condition = condition and { op = "call", name = "or", type = "boolean", from = 1, to = 1,
      args = { condition, one } } or one
  end
  return frame.extend(self, { verb = "filter", expr = condition, keyed = true }, {})
end

local function same(a, b) return a == b or a and b and a.id == b.id and a.caption == b.caption end

-- { { found = measure, texts = { … } } … }: the known measures of the rows, each with its labels;
-- and how many other labels there are.
local function by_measure(self, one, column)
  local list, others = {}, 0
  for _, text in ipairs(long.texts(self, column)) do
    local found, entry = figure.of_facts(long.facts_of(one, text)), nil
    for _, known in ipairs(found and list or {}) do
      if same(known.found, found) then entry = known end
    end
    if found and not entry then
      entry = { found = found, texts = {} }
      list[#list + 1] = entry
    end
    if entry then table.insert(entry.texts, text) else others = others + 1 end
  end
  return list, others
end

-- The only measure that the rows of a column are of, or nil.
function told.single(self, one)
  local column = long.column(self, one)
  if not column then return nil end
  local list, others = by_measure(self, one, column)
  return #list == 1 and others == 0 and list[1].found or nil
end

-- The known measures of the rows of a column whose measure another one tells.
function told.measures(self, one)
  local column, found = long.column(self, one), {}
  for i, entry in ipairs(column and by_measure(self, one, column) or {}) do
    found[i] = entry.found
  end
  return found
end

-- In a long table shares and their parts stand below one another.
local function advised(problem, one, column)
  if problem and problem.beside then
    problem.hint = (":pivot_wider{ names_from = %q, values_from = %q } puts its parts side by \z
      side; then %s"):format(column.name, one.caption, problem.hint)
  end
  return problem
end

-- A guard of one measure, as a guard of every measure that a call goes over: asked for the rows of
-- each by itself. guard(self, call, scope, in_ratio, found).
function told.each(guard)
  return function(self, call, scope, in_ratio)
    local one = call.args[1] and facts.figure_of(call.args[1])
    local found = figure.of_facts(one)
    local column = not found and long.column(self, one)
    if not column then return guard(self, call, scope, in_ratio, found) end
    local list, others = by_measure(self, one, column)
    local note
    for _, entry in ipairs(list) do
      local part = #list + others > 1 and rows_of(self, column, entry.texts) or self
      local problem = advised(guard(part, call, scope, in_ratio, entry.found), one, column)
      if problem and problem.what then return problem end
      note = note or problem
    end
    if #list == 0 then return guard(self, call, scope, in_ratio, nil) end
    return note
  end
end

-- ---- the rows that an if_else picks ----

local function is_nothing(node)
  return node.op == "literal" and (node.type == "missing" or node.value == 0)
end

local function holds_call(node)
  local row = node.op == "call" and functions.find(node.name)
  if row and (row.kind == "aggregate" or row.kind == "window") then return true end
  for _, argument in ipairs(node.args or {}) do
    if holds_call(argument) then return true end
  end
  return false
end

-- A guard, asked of sum(if_else(condition, x, 0)) as of sum(x) over the rows of the condition.
function told.picked(guard)
  return function(self, call, scope, in_ratio)
    local node = call.name == "sum" and call.args[1]
    if not node or node.name ~= "if_else" or not is_nothing(node.args[3])
        or holds_call(node.args[1]) then return guard(self, call, scope, in_ratio) end
    local inner, alone = {}, {}
    for key, value in pairs(node.args[2]) do inner[key] = value end
    for key, value in pairs(call) do alone[key] = value end
    inner.shown = ("if_else(%s, %s, missing)"):format(rows.written(node.args[1], scope),
      rows.written(node.args[2], scope))
    alone.args = { inner }
    return guard(frame.extend(self, { verb = "filter", expr = node.args[1] }, {}), alone, scope,
      in_ratio)
  end
end

-- ---- several measures together ----

local function listed(captions)
  local shown = {}
  for i = 1, math.min(#captions, SHOWN) do shown[i] = ("'%s'"):format(captions[i]) end
  return table.concat(shown, ", ") .. (#captions > SHOWN and (" … (%d in all)"):format(#captions)
    or "")
end

local function past(call, scope)
  local node = call.args[1]
  local shown = node.op == "column" and rows.quoted(node.name) or
    scope.text:sub(node.from, node.to)
  if call.name == "sum" or call.name == "mean" then
    return ("unsafe_%s(%s)"):format(call.name, shown)
  end
  return ("%s(unsafe(%s)%s)"):format(call.name, shown, call.args[2] and ", …" or "")
end

local function problem_of(call, scope, captions, hint)
  local node = call.args[1]
  return { what = ("'%s' holds figures of several measures: %s"):format(
      node.op == "column" and node.name or scope.text:sub(node.from, node.to), listed(captions)),
    why = "figures of different measures are not added, nor averaged: the result is of nothing",
    hint = ("%s; or %s, which marks the result"):format(hint, past(call, scope)),
    note = { text = "figures of several measures together: " .. listed(captions),
      danish = "tal fra flere målinger regnet sammen: " .. listed(captions) } }
end

local function ways_out(one, column, first)
  local name = rows.quoted(column.name)
  local keep = column.visible and "" or (" (keep '%s' in select)"):format(column.name)
  return ("write :filter \"%s == %s\" before, or group_by \"%s\"%s, or :pivot_wider{ names_from = \z
    %q, values_from = %q }"):format(name, rows.literal(first), name, keep, column.name,
    one.caption or "")
end

-- Whether different labels are different measures: an alias is not.
local function distinct_measures(one, texts, declared)
  local parts = {}
  for i, text in ipairs(texts) do parts[i] = long.facts_of(one, text) end
  local found, unknown = figure.among(parts)
  return #found + unknown > 1 and (#found > 0 or declared)
end

local function mixed_rows(self, call, scope, one, column)
  local labels = rows.labels(self, scope.groups)
  for _, label in ipairs(labels) do
    if label.key == column.key and not label.grouped and rows.several(self, label, labels) then
      for _, texts in ipairs(rows.values_by_group(self, label, labels)) do
        if distinct_measures(one, texts, long.of(one).declared) then
          return problem_of(call, scope, texts, ways_out(one, column, texts[1]))
        end
      end
    end
  end
end

-- The parts of a column whose label is gone.
local function mixed_parts(call, scope, one)
  local found, unknown = figure.among(one.parts)
  if #found + (one.told and unknown or 0) < 2 then return nil end
  local captions = {}
  for i, part in ipairs(one.parts) do captions[i] = part.caption or part.measure or "?" end
  return problem_of(call, scope, captions, one.told and "keep the column that tells which each \z
    row is of, in group_by or select" or "keep each in a column of its own, with a join")
end

-- The guard of a call over figures of several measures.
function told.mixed(self, call, scope)
  local one = gathers[call.name] and call.args[1] and facts.figure_of(call.args[1])
  if not one then return nil end
  local mixed = one.parts and mixed_parts(call, scope, one)
  if mixed then return mixed end
  local column = not figure.of_facts(one) and long.column(self, one)
  return column and mixed_rows(self, call, scope, one, column) or nil
end

return told
