-- Dimensions: what a column of labels says of the figures beside it, from data/dimensioner.lua, and
-- which of its values hold others.

local age = require "domain.age"
local area = require "domain.area"
local catalogue = require "domain.catalogue"
local native = require "native"

local dimension = {}

local known -- { by_caption, period, measure, figures }

-- Capitals of Danish letters, too.
local function folded(caption)
  caption = caption:match "^%s*(.-)%s*$":gsub("%s+", " "):lower()
  return (caption:gsub("Å", "å"):gsub("Æ", "æ"):gsub("Ø", "ø"))
end

local function as_set(list)
  local set = {}
  for _, value in ipairs(list or {}) do set[folded(value)] = true end
  return set
end

local function load()
  if known then return known end
  known = { by_caption = {} }
  for _, one in ipairs(catalogue.load("dimensioner.lua", true)) do
    one.is_total = as_set(one.totals)
    one.parents = one.parents or {}
    if one.id == "period" then known.period = one end
    if one.id == "measure" then known.measure, known.figures = one, as_set(one.figures) end
    for _, caption in ipairs(one.captions) do known.by_caption[folded(caption)] = one end
  end
  return known
end

local warned = false

-- Whether there is a catalogue to read: without data/ nothing is known, and all is a plain table.
-- That is said once, for then nothing guards the figures.
function dimension.available()
  local folder, message = native.data_directory()
  if not folder and not warned then
    warned = true
    io.stderr:write("indsats: warning: ", message, "; without it nothing is known \z
      of measures, and sums that count twice are not refused\n")
  end
  return folder ~= nil
end

-- The dimension of a column: { id, danish, persons, … }, or nil where it is none that is known.
function dimension.of(caption, type)
  local found = load()
  if type == "period" or type == "date" then return found.period end
  if type ~= "text" and type ~= "integer" then return nil end
  return caption and found.by_caption[folded(caption)]
end

-- Whether a column of this name says what is measured.
function dimension.is_measure(name)
  local found = load()
  return found.measure ~= nil and found.by_caption[folded(name)] == found.measure
end

-- Whether a name says nothing of the figures below it.
function dimension.is_figure(name)
  return load().figures ~= nil and known.figures[folded(name)] or false
end

-- ---- values that hold others ----

-- What the sources, and the pivot tables of a spreadsheet, call the row of all.
local ANYWHERE = as_set { "I alt", "Ialt", "Total", "Hovedtotal", "Grand Total", "Sum" }

-- A value that is a total wherever it stands, or ends in »i alt«; in a column that is no known
-- dimension not a sentence that ends so: »anbefaling 2, tabel: Uddannelseshjælp i alt« is a place
-- in a document.
local function is_total(one, value)
  local text = folded(value)
  if one and one.is_total[text] or ANYWHERE[text] then return true end
  return text:find " i alt$" ~= nil and (one ~= nil or not text:find "[,:] ")
end

-- Whether `value` is a total of everything, by the list or by its words, not one of a tree.
local function is_grand_total(one, value)
  return is_total(one, value) and not (one and one.parents[value])
end

local function ancestor_among(one, value, present)
  local at = one.parents[value]
  while at do
    if present[at] then return at end
    at = one.parents[at]
  end
end

-- Every area's municipalities, as sets by their codes.
local sets = {}

local function set_of(found)
  if not sets[found.name] then
    sets[found.name] = {}
    for _, member in ipairs(area.members(found.name)) do sets[found.name][member.code] = true end
  end
  return sets[found.name]
end

local function share_municipality(a, b)
  for code in pairs(set_of(a)) do if set_of(b)[code] then return true end end
  return false
end

-- The first two areas that share a municipality: the larger one first.
local function overlapping_areas(values)
  local wholes, all = {}, {}
  for _, value in ipairs(values) do
    local found = area.known(value)
    if found then
      all[#all + 1] = { value = value, area = found }
      if found.type ~= "kommune" then wholes[#wholes + 1] = all[#all] end
    end
  end
  for _, whole in ipairs(wholes) do
    for _, part in ipairs(all) do
      if part.area ~= whole.area and share_municipality(whole.area, part.area) then
        return whole.value, part.value
      end
    end
  end
end

-- The first value that a list has with one that it is a part of by the dimension's tree: the larger
-- one first.
local function kin_among(one, values)
  local present = {}
  for _, value in ipairs(values) do present[value] = true end
  for _, value in ipairs(values) do
    local ancestor = ancestor_among(one, value, present)
    if ancestor then return ancestor, value end
  end
end

-- What else than its words makes a value hold another of its dimension.
local OVERLAPS = { area = overlapping_areas, age = age.overlapping }

-- The first total of a list by its words, and another value beside it; or nil.
local function total_in_words(one, values)
  local total, part, listed
  for _, value in ipairs(values) do
    if is_grand_total(one, value) then
      local in_list = one and one.is_total[folded(value)]
      if not total or in_list and not listed then total, listed = value, in_list end
    end
  end
  for _, value in ipairs(values) do
    if value ~= total and (listed or not is_total(one, value)) then part = part or value end
  end
  if total and part then return total, part end
end

-- The first value of a list that holds another of it, and that other; or nil. `one`: the dimension,
-- or nil for one without rules.
function dimension.mixed(one, values)
  if one and one.id == "period" then return nil end
  local total, part
  if one then
    total, part = kin_among(one, values)
    local overlap = OVERLAPS[one.id]
    if not total and overlap then total, part = overlap(values) end
  end
  if total then return total, part end
  return total_in_words(one, values)
end

-- The value that holds all others of a list, or nil.
function dimension.total_among(one, values)
  if one and one.id == "area" then
    for _, value in ipairs(values) do
      local found = area.known(value)
      if found and found.type == "land" then return value end
    end
  end
  local fallback
  for _, value in ipairs(values) do
    if one and one.is_total[folded(value)] then return value end
    if is_grand_total(one, value) then fallback = fallback or value end
  end
  return fallback
end

return dimension
