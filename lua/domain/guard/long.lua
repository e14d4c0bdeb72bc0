-- Long tables: one column of figures, and a column of texts that says what each row measures
-- (»Antal personer«, »Andel aktiverede« …). Which columns those are is found by what they hold, or
-- said with t:measures{ vaerdi = { by = "maaling" } }.
--
-- `kin` in the facts of a column (lua/query/facts.lua) tells which table it came from: the native
-- frame as it was read, or a table { label =, figures = { caption = true }, facts = { text = facts
-- }, declared = } that a verb or the user has made.

local dated = require "domain.dated"
local dimension = require "domain.dimension"
local facts = require "query.facts"
local lookup = require "query.lookup"
local measure = require "domain.measure"
local schema = require "query.schema"

local long = {}

local MOST = 500 -- texts beyond which a column says something else

local numeric = { integer = true, decimal = true, number = true }

-- How many texts there are, and how many of them are captions of measures.
local function captions_among(native_frame, name)
  local texts, known, all = native_frame:occurring(name, MOST), 0, 0
  for _, text in ipairs(texts or {}) do
    if text ~= "" then all = all + 1 end
    if measure.of_column(text) then known = known + 1 end
  end
  return known, all
end

-- The column of texts most of which are captions of measures, or nil.
local function label_of(native_frame)
  local best, most
  for i, name in ipairs(native_frame:names()) do
    if native_frame:types()[i] == "text" then
      local known, all = captions_among(native_frame, name)
      local named = dimension.is_measure(name) and known > 0
      if (named or known * 2 > all) and (not most or known > most) then best, most = name, known end
    end
  end
  return best
end

-- The columns of figures that the label speaks of: those with a name that says nothing or a period
-- alone, or the only one that is not known.
local function figures_of(native_frame)
  local found, plain, unknown = {}, {}, 0
  for i, name in ipairs(native_frame:names()) do
    local kind = native_frame:types()[i]
    if numeric[kind] and not measure.of_column(name) and not dimension.of(name, kind) then
      unknown, found[name] = unknown + 1, true
      local _, rest = dated.split(name)
      if dimension.is_figure(name) or rest == "" then plain[name] = true end
      if rest == "" then plain[""] = true end -- pivot_longer makes a column of several of them
    end
  end
  return next(plain) and plain or unknown == 1 and found or nil
end

local detected = setmetatable({}, { __mode = "k" }) -- native frame -> table of kin or false

local function detect(native_frame)
  if detected[native_frame] == nil then
    local label = label_of(native_frame)
    local figures = label and figures_of(native_frame)
    detected[native_frame] = figures and { label = label, figures = figures } or false
  end
  return detected[native_frame] or nil
end

-- The table that a column came from, where it is a long one.
local function kin_of(one)
  if not one or not one.kin or not dimension.available() then return nil end
  if type(one.kin) == "userdata" then return detect(one.kin) end
  return one.kin
end

long.kin = kin_of

-- What tells the measure of a column of these facts: a table of kin, or nil.
function long.of(one)
  local kin = kin_of(one)
  return kin and not one.measure and kin.figures[one.caption or ""] and kin or nil
end

-- Whether a column of `label` facts says what those of `one` measure.
function long.is_label(label, one)
  local kin = long.of(one)
  return kin ~= nil and label ~= nil and label.kin == one.kin and label.caption == kin.label
end

-- The column of the frame, dropped or not, that says what a column of these facts measures: as of
-- lookup.of(self).columns; or nil.
function long.column(self, one)
  for _, column in ipairs(long.of(one) and lookup.of(self).columns or {}) do
    if long.is_label(column.field.facts, one) then return column end
  end
end

-- The facts of a figure of the row that a text names.
function long.facts_of(one, text)
  local kin = long.of(one)
  return kin and kin.facts and kin.facts[text] or { caption = text }
end

-- The facts of the figures that a text of the label names, or nil where that is no label of them.
function long.told(label, one, text)
  if not long.is_label(label, one) then return nil end
  return facts.of_parts(one, { long.facts_of(one, text) })
end

-- The texts that the rows of a frame hold in the column of `long.column`.
function long.texts(self, column)
  local list = {}
  for _, text in ipairs(lookup.distinct(self, { column.key }):values(column.key)) do
    if type(text) == "string" then list[#list + 1] = text end
  end
  return list
end

-- ---- what a column is once the one that tells is gone ----

local function settled(self, one, stays)
  if one and one.ratio then
    return facts.of_ratio(one, settled(self, one.ratio.numerator, stays),
      settled(self, one.ratio.denominator, stays))
  end
  local column = one and long.column(self, one)
  if not column or column.visible and stays[column.name] then return one end
  local parts = {}
  for i, text in ipairs(long.texts(self, column)) do parts[i] = long.facts_of(one, text) end
  return facts.of_parts(one, parts)
end

-- The fields as they are in a frame made of `self` in which only the columns `stays`, a set of
-- names, stand: a figure whose measure is told by a column that goes has it from here on.
function long.settle(self, fields, stays)
  local result = {}
  for i, field in ipairs(fields) do
    local known = numeric[field.type] and settled(self, field.facts, stays) or field.facts
    result[i] = known == field.facts and field or schema.with_facts(field, known)
  end
  return result
end

-- The fields of a frame that is to stand beside another that may be of the same table: their labels
-- speak of their own figures alone.
function long.apart(fields)
  local fresh, result = {}, {}
  for i, field in ipairs(fields) do
    local kin = kin_of(field.facts)
    if kin then
      fresh[kin] = fresh[kin] or { label = kin.label, figures = kin.figures, facts = kin.facts,
        declared = kin.declared }
      result[i] = schema.with_facts(field, facts.of_kin(field.facts, fresh[kin]))
    else
      result[i] = field
    end
  end
  return result
end

-- ---- rows of several tables ----

-- The column that tells the measure of a figure, where it stands under one name in every frame.
local function label_in_all(frames, name)
  local label
  for _, one in ipairs(frames) do
    local field = schema.find(one.schema, name)
    local column = field.facts and long.column(one, field.facts)
    if not (column and column.visible) or label and label ~= column.name then return nil end
    label = column.name
  end
  return label
end

-- What the texts of any of the tables stand for, and whether one of them was declared.
local function gather_texts(frames, name, into)
  for _, one in ipairs(frames) do
    local kin = long.of(schema.find(one.schema, name).facts)
    for text, known in pairs(kin.facts or {}) do into.facts[text] = known end
    into.declared = into.declared or kin.declared
  end
end

local function facts_of_all(frames, name)
  local known
  for i, one in ipairs(frames) do
    local own = settled(one, schema.find(one.schema, name).facts, {})
    known = i == 1 and own or facts.both(known, own)
  end
  return known
end

-- The fields of the rows of several frames: where each has a label and figures under the same
-- names, the label speaks of the figures still; else a figure is of what it is in its own frame.
function long.bound(frames, fields)
  local result, kins = {}, {}
  for i, field in ipairs(fields) do
    local label = numeric[field.type] and label_in_all(frames, field.name)
    local known = field.facts
    if label then
      kins[label] = kins[label] or { label = label, figures = {}, facts = {} }
      kins[label].figures[field.name] = true
      gather_texts(frames, field.name, kins[label])
      known = facts.of_table(known, field.name, kins[label])
    elseif numeric[field.type] then
      known = facts_of_all(frames, field.name)
    end
    result[i] = schema.with_facts(field, known)
  end
  for label, kin in pairs(kins) do
    local field, place = schema.find(result, label)
    result[place] = schema.with_facts(field, facts.of_table(field.facts, label, kin))
  end
  return result
end

-- The fields with figures of which a column of texts says what they are, whatever it holds:
-- t:measures{ vaerdi = { by = "maaling" } }.
function long.declare(fields, name, label)
  local result = table.move(fields, 1, #fields, 1, {})
  local said, at = schema.find(fields, label)
  local figures, place = schema.find(fields, name)
  local kin = { label = label, figures = { [name] = true }, declared = true }
  local before = said.facts and type(said.facts.kin) == "table" and said.facts.kin
  if before and before.declared and before.label == label then
    for other in pairs(before.figures) do kin.figures[other] = true end
    for i, field in ipairs(result) do
      if field.facts and field.facts.kin == before then
        result[i] = schema.with_facts(field, facts.of_kin(field.facts, kin))
      end
    end
  end
  result[at] = schema.with_facts(said, facts.of_table(said.facts, label, kin))
  result[place] = schema.with_facts(figures, facts.of_table(figures.facts, name, kin))
  return result
end

return long
