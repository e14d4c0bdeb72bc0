-- Guards of rows that must not stand together: a total beside its parts, the same row twice,
-- periods of several kinds.

local dimension = require "domain.dimension"
local rows = require "domain.guard.rows"

local totals = {}

local gathers = { sum = true, mean = true, weighted_mean = true, median = true, quantile = true,
  sd = true, share = true }
-- What a total among its parts is the largest of, or takes a place of.
local orders = { rank = true, min = true, max = true }
local numeric = { integer = true, decimal = true, number = true }

local function note(text, danish) return { text = text, danish = danish } end

-- Both values in a filter's words: the total alone, or all but it.
local function choices(label, total)
  local name, value = rows.quoted(label.name), rows.literal(total)
  return ("keep the total: :filter \"%s == %s\"; or the parts: :filter \"%s ~= %s\"; or write \z
    :mix_totals() before, which marks the result"):format(name, value, name, value)
end

local function mixed_problem(label, total, part, ordered)
  return { allow = "totals",
    what = ("'%s' holds '%s' together with '%s', which is a part of it"):format(label.name, total,
      part),
    why = ordered and "the whole is not one of those that are set in order"
      or "the figures would be counted twice",
    hint = choices(label, total),
    note = note(("'%s' together with its parts"):format(total),
      ("»%s« står sammen med sine dele"):format(total)) }
end

-- A column of a table of known measures, or one whose name says what it is.
local function is_checked(label, found)
  return label.type == "text" and not label.grouped and (found ~= nil or label.dimension ~= nil)
end

-- Whether some rows of a label hold a total and others its parts.
local function is_mixed(self, label)
  local words = rows.words(self, label)
  if words and not dimension.mixed(label.dimension, words) then return false end
  return dimension.mixed(label.dimension, rows.possible(self, label))
    and dimension.mixed(label.dimension, rows.values(self, label))
end

-- The guard of a total that stands with its parts in a label that the groups lose.
function totals.call(self, call, scope, _, found)
  local value = call.args[1]
  if not (gathers[call.name] or orders[call.name]) or not (value and numeric[value.type])
      or not dimension.available() then
    return nil
  end
  local labels = rows.labels(self, scope.groups)
  for _, label in ipairs(labels) do
    if is_checked(label, found) and is_mixed(self, label) then
      for _, values in ipairs(rows.values_by_group(self, label, labels)) do
        local total, part = dimension.mixed(label.dimension, values)
        if total then return mixed_problem(label, total, part, orders[call.name]) end
      end
    end
  end
end

-- The guard of a number of areas, benefits …: a total among them is counted, too, and said.
function totals.counted(self, call, scope)
  local node = call.args[1]
  if call.name ~= "n_distinct" or node.type ~= "text" or not dimension.available() then
    return nil
  end
  local labels = rows.labels(self, scope.groups)
  for _, label in ipairs(labels) do
    if label.visible and label.name == node.name and label.dimension and is_mixed(self, label) then
      local total = dimension.mixed(label.dimension, rows.values(self, label))
      return { note = note(("'%s' is counted beside its parts: :filter \"%s ~= %s\" leaves it out")
        :format(total, rows.quoted(label.name), rows.literal(total)),
        ("»%s« er talt med ved siden af sine dele"):format(total)) }
    end
  end
end

-- ---- the same row twice ----

local function twice_problem(texts, count, equal)
  local shown = table.concat(texts, ", ", 1, math.min(#texts, 4))
  return { allow = "duplicates",
    what = ("%d rows are of the same, with %s: %s"):format(count,
      equal and "the same figure" or "different figures", shown),
    why = equal and "the source writes some rows twice: they would be counted twice"
      or "a column that told them apart is gone, and it is not said which is meant",
    hint = (equal and "write :distinct() before" or "say with filter or select which is meant") ..
      "; or :keep_duplicates(), which marks the result",
    note = note("rows of the same labels counted twice", "ens rækker er talt med flere gange") }
end

-- The guard of rows of known measures that have all their labels in common.
function totals.duplicates(self, call, scope, _, found)
  if not gathers[call.name] or not found then return nil end
  local texts, count, keys = rows.twice(self, rows.labels(self, scope.groups))
  if not texts then return nil end
  return twice_problem(texts, count, rows.equal(self, keys, call.args[1]))
end

-- ---- periods of several kinds ----

-- The first two periods of a list that are of different kinds, or nil.
local function two_kinds(values)
  local first
  for _, value in ipairs(values) do
    if type(value) == "userdata" and value.kind then
      first = first or value
      if value.kind ~= first.kind then return first, value end
    end
  end
end

-- Whether a set has one member.
local function is_one(set)
  local first = set and next(set)
  return first ~= nil and next(set, first) == nil
end

local picks = { first = true, last = true, min = true, max = true }

-- The guard of months that stand together with quarters in a label that the groups lose.
function totals.kinds(self, call, scope, _, found)
  if not (gathers[call.name] or picks[call.name]) or not found then return nil end
  local labels = rows.labels(self, scope.groups)
  for _, label in ipairs(labels) do
    if label.type == "period" and not label.grouped and not is_one(label.kinds)
        and two_kinds(rows.possible(self, label))
        and rows.several(self, label, labels) then
      local first, other = two_kinds(rows.values(self, label))
      if first then return totals.kinds_problem(label.name, first, other) end
    end
  end
end

-- What is wrong with two periods of different kinds in one column.
function totals.kinds_problem(name, first, other)
  return { allow = "kinds",
    what = ("'%s' holds %s and %s, periods of different kinds: they are not compared"):format(name,
      first:id(), other:id()),
    why = "a quarter is not one of its months, and a rolling year is not a quarter",
    hint = ("write :filter \"kind(%s) == '%s'\" before; or :mix_periods(), which marks the result")
      :format(rows.quoted(name), first.kind),
    note = note("periods of different kinds together", "perioder af forskellig slags sammen") }
end

return totals
