-- Guards of time: periods of several kinds side by side, a newest month that the source will revise
-- beside those it has revised, a year of nine months beside whole ones.

local dated = require "domain.dated"
local dimension = require "domain.dimension"
local figure = require "domain.guard.figure"
local lookup = require "query.lookup"
local native = require "native"
local rows = require "domain.guard.rows"
local schema = require "query.schema"
local totals = require "domain.guard.totals"

local periods = {}

local function note(text, danish) return { text = text, danish = danish } end

-- ---- the newest month ----

local newest_of = setmetatable({}, { __mode = "k" }) -- native frame -> month or false

-- The newest month in the period columns of a native frame, or above its columns.
local function newest_month(native_frame)
  if newest_of[native_frame] ~= nil then return newest_of[native_frame] or nil end
  local newest
  for i, name in ipairs(native_frame:names()) do
    local above = dated.split(name)
    if above and above.kind == "month" and (not newest or above > newest) then newest = above end
    if native_frame:types()[i] == "period" and (native_frame:kinds(name) or {}).month then
      for _, value in ipairs(native_frame:distinct { name }:values(name)) do
        if type(value) == "userdata" and value.kind == "month" and
            (not newest or value > newest) then
          newest = value
        end
      end
    end
  end
  newest_of[native_frame] = newest or false
  return newest
end

-- An origin is the native frame of a file, or { newest = month } where no more is known of it.
local function newest_of_files(self)
  local newest
  for _, origin in ipairs(self.origins) do
    local one = type(origin) == "userdata" and newest_month(origin) or origin.newest
    if one and (not newest or one > newest) then newest = one end
  end
  return newest
end

periods.newest = newest_of_files

-- The newest month of the files, where the frame still holds it beside others in a label.
function periods.newest_among(self, key)
  local newest = newest_of_files(self)
  if not newest or not key then return nil end
  local present, others = false, false
  for _, value in ipairs(lookup.distinct(self, { key }):values(key)) do
    if value == newest then present = true else others = true end
  end
  return present and others and newest or nil
end

-- What is wrong with the newest month beside others; nil where the file was read long after.
function periods.preliminary_problem(self, name, newest)
  local is_there = newest and schema.find(self.schema, name)
  return newest and not self.allowed.revised and { allow = "preliminary",
    what = ("%s is the newest month of the file, and preliminary: the source will revise it")
      :format(newest:id()),
    why = "set against revised months it looks like a change; jobindsats.dk leaves it out itself",
    hint = ("%s; or :with_preliminary(), which marks the result; or :revised(), if the file \z
      was read long after"):format(is_there and ("write :filter \"%s < %s\" before"):format(
      rows.quoted(name), newest:id()) or ("take a month before %s"):format(newest:id())),
    note = note(("%s is preliminary"):format(newest:id()),
      ("%s er foreløbig"):format(tostring(newest))) }
end

-- Whether a measure is of a source that revises its newest month.
function periods.is_revised(found)
  return found and found.source and found.source:find "jobindsats" ~= nil
end

-- The newest month of the files, where it may yet be revised and a column of the frame is of a
-- source that does; or nil.
function periods.preliminary(self, name)
  if self.allowed.revised or not dimension.available() then return nil end
  local field = schema.find(self.schema, name)
  return periods.is_revised(figure.of_facts(field.facts)) and newest_of_files(self) or nil
end

local compares = { lag = true, lead = true }

local function period_of(call)
  for i = #call.args, 2, -1 do
    local node = call.args[i]
    if node.op == "column" and node.type == "period" then return node end
  end
end

-- The guard of a lag or lead that sets the newest month beside others.
function periods.call(self, call, _, _, found)
  local period = compares[call.name] and period_of(call)
  if not period or not periods.is_revised(found) then return nil end
  return periods.preliminary_problem(self, period.name,
    periods.newest_among(self, lookup.of(self).keys[period.name]))
end

-- The guard of periods that become columns side by side.
function periods.pivot(self, given)
  if not dimension.available() then return nil end
  local key, first = lookup.of(self).keys[given.names_from], nil
  local field = lookup.of(self).by_key[key].field
  if field.type ~= "period" then return nil end
  for _, value in ipairs(lookup.distinct(self, { key }):values(key)) do
    if type(value) == "userdata" and value.kind then
      first = first or value
      if value.kind ~= first.kind then
        return totals.kinds_problem(given.names_from, first, value)
      end
    end
  end
  for _, other in ipairs(self.schema) do
    if other.name == given.values_from and periods.is_revised(figure.of_facts(other.facts)) then
      return periods.preliminary_problem(self, given.names_from, periods.newest_among(self, key))
    end
  end
end

-- ---- unfinished years and quarters ----

local parts = { ["year month"] = 12, ["year quarter"] = 4, ["year half"] = 2,
  ["quarter month"] = 3, ["half month"] = 6, ["half quarter"] = 2 }

local function unfinished_problem(whole, part, value, count, wanted)
  return { allow = "preliminary",
    what = ("%s has %d of its %d parts in '%s': it is not finished"):format(value, count, wanted,
      part.name),
    why = "beside whole ones it would look like a change",
    hint = ("leave it out: :filter \"%s ~= %s\" before; or :with_preliminary(), which marks the \z
      result"):format(rows.quoted(whole.name),
      whole.type == "text" and rows.literal(value) or value),
    note = note(("%s is not finished"):format(value), ("%s er ikke afsluttet"):format(value)) }
end

-- The year of a period as an integer or a text says it: year(Periode), "2021".
local function is_year_of(value, period)
  return tonumber(value) == period.year
end

-- The values of `whole` with those of `part` that each holds, { a, b }: periods, where the former
-- are periods or everywhere the years of the latter; nil where they are something else.
local function pairs_of(self, whole, part)
  local found, list = lookup.distinct(self, { whole.key, part.key }), {}
  for row = 1, found:rows() do
    local a, b = found:cell(row, whole.key), found:cell(row, part.key)
    if a ~= native.missing and type(b) == "userdata" and b.kind then
      if whole.type ~= "period" then
        if not is_year_of(a, b) then return nil end
        a = native.period(("%d"):format(b.year))
      end
      list[#list + 1] = { a, b }
    end
  end
  return list
end

-- The first value of `whole` that has too few values of `part` beside one that has all; or nil.
local function unfinished(self, whole, part)
  local counts, order = {}, {}
  for _, one in ipairs(pairs_of(self, whole, part) or {}) do
    local a, b = one[1], one[2]
    local wanted = parts[a.kind .. " " .. b.kind]
    if wanted then
      local id = a:id()
      if not counts[id] then
        counts[id] = { count = 0, wanted = wanted }
        order[#order + 1] = id
      end
      counts[id].count = counts[id].count + 1
    end
  end
  local finished = false
  for _, id in ipairs(order) do finished = finished or counts[id].count == counts[id].wanted end
  for _, id in ipairs(finished and order or {}) do
    local one = counts[id]
    if one.count < one.wanted then
      return unfinished_problem(whole, part, id, one.count, one.wanted)
    end
  end
end

local gathers = { sum = true, mean = true }

-- Whether a label holds periods, or nothing but what looks like years.
local function may_be_whole(self, label)
  if label.type == "period" then return true end
  if label.type ~= "integer" and label.type ~= "text" then return false end
  for _, value in ipairs(rows.words(self, label) or rows.possible(self, label)) do
    local year = tonumber(value)
    if not (year and year >= 1900 and year <= 2100) then return false end
  end
  return true
end

-- The guard of months gathered into years or quarters, some of them not whole.
function periods.unfinished(self, call, scope, _, found)
  if not gathers[call.name] or not found then return nil end
  local labels = rows.labels(self, scope.groups)
  for _, whole in ipairs(labels) do
    for _, part in ipairs(whole.grouped and labels or {}) do
      if part.type == "period" and not part.grouped and may_be_whole(self, whole) then
        local problem = unfinished(self, whole, part)
        if problem then return problem end
      end
    end
  end
end

-- ---- groups of more and fewer periods ----

local EACH = "\u{2063}periods"

-- The fewest and the most periods of a label that a group has.
local function periods_each(self, labels, period)
  local keys = {}
  for _, label in ipairs(labels) do if label.grouped then keys[#keys + 1] = label.key end end
  local wider = table.move(keys, 1, #keys, 1, {})
  wider[#wider + 1] = period.key
  local each = lookup.distinct(self, wider):summarise(keys,
    { { name = EACH, kind = "count", args = { period.key } } })
  local ends = each:summarise({}, { { name = "least", kind = "min", args = { EACH } },
    { name = "most", kind = "max", args = { EACH } } })
  return ends:cell(1, "least"), ends:cell(1, "most")
end

-- The note of a flow summed over more periods in one group than in another: before and after a day,
-- or an area of which the source has left rows out. In a ratio of sums it evens out.
function periods.uneven(self, call, scope, in_ratio, found)
  if call.name ~= "sum" or in_ratio or not found or found.kind ~= "flow" then return nil end
  local labels, grouped, period = rows.labels(self, scope.groups), false, nil
  for _, label in ipairs(labels) do
    if label.grouped then
      if may_be_whole(self, label) then return nil end
      grouped = true
    elseif label.type == "period" then
      if period then return nil end
      period = label
    end
  end
  if not (grouped and period) then return nil end
  local least, most = periods_each(self, labels, period)
  if least == most or type(least) ~= "number" then return nil end
  return { note = note(("sums of %d to %d values of '%s' stand together"):format(least, most,
    period.name), ("summer over %d til %d perioder står sammen"):format(least, most)) }
end

return periods
