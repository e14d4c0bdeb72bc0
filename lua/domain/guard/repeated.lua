-- The guard of figures that a join has repeated: where each of them stands beside several rows of
-- the other frame, a sum counts it once for each.

local facts = require "query.facts"
local lookup = require "query.lookup"
local rows = require "domain.guard.rows"

local repeated = {}

local adds = { sum = true, rolling_sum = true, cumsum = true }

-- The labels that a figure stands beside since a join, and those of its own.
local function part(self, labels, foreign)
  local own, others = {}, {}
  for _, label in ipairs(labels) do
    local field = lookup.of(self).by_key[label.key].field
    local list = foreign[field.facts] and others or own
    list[#list + 1] = label
  end
  return own, others
end

-- Whether rows of one group have all labels of their own in common.
local function stand_twice(self, own, labels)
  local keys = {}
  for _, label in ipairs(labels) do
    if label.grouped then keys[#keys + 1] = label.key end
  end
  for _, label in ipairs(own) do
    if not label.grouped then keys[#keys + 1] = label.key end
  end
  if #keys == 0 then return lookup.count(self, { labels[1].key }) > 1 end
  return lookup.count(self, keys) > lookup.distinct(self, keys):rows()
end

local function names_of(own, labels, shown)
  local names = {}
  for _, label in ipairs(labels) do
    if label.grouped and label.visible then names[#names + 1] = rows.quoted(label.name) end
  end
  for _, label in ipairs(own) do
    if label.visible and not label.grouped then names[#names + 1] = rows.quoted(label.name) end
  end
  names[#names + 1] = shown
  return table.concat(names, ", ")
end

local function problem_of(call, scope, found, label, list)
  local shown = rows.written(call.args[1], scope)
  return { what = ("'%s' stands once for each '%s' since the join: it would be added as often")
      :format(found.caption, label.name),
    why = "the rows of the one frame are repeated for those of the other",
    hint = ("write :distinct \"%s\" before the group_by, or add it up before the join; or \z
      unsafe_sum(%s), which marks the result"):format(list, shown),
    note = { text = ("'%s' added once for each '%s' of a join"):format(found.caption, label.name),
      danish = ("»%s« talt med én gang for hver »%s« efter en kobling"):format(found.caption,
        label.name) } }
end

-- Whether a label may be lost: in sum(a) / sum(b) a yearly b stands for every month of its year.
local function is_harmless(label, in_ratio)
  return label.grouped or in_ratio and label.dimension and label.dimension.id == "period"
end

-- The guard of a sum over a known measure.
function repeated.call(self, call, scope, in_ratio, found)
  local one = adds[call.name] and found and facts.figure_of(call.args[1])
  if not one or not one.foreign or next(one.foreign) == nil then return nil end
  local labels = rows.labels(self, scope.groups)
  local own, others = part(self, labels, one.foreign)
  for _, label in ipairs(others) do
    if not is_harmless(label, in_ratio) and rows.several(self, label, labels) and
        stand_twice(self, own, labels) then
      return problem_of(call, scope, found, label, names_of(own, labels,
        rows.written(call.args[1], scope)))
    end
  end
end

return repeated
