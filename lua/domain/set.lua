-- Benchmarks as sets of municipalities: which they are, and whether the own municipality is in
-- them, is said when they are made, and goes with the figures that are computed of them.

local area = require "domain.area"
local fault = require "fault"

local set = {}

local made = setmetatable({}, { __mode = "k" }) -- list -> { name, own, with_own, count }

local usage = "write: benchmark{ of = \"RAR Østjylland\", own = \"Hedensted\", with_own = true }"

local known = { of = true, name = true, own = true, with_own = true, without = true }

local function check_options(given)
  if type(given) ~= "table" then
    fault.raise { what = "benchmark takes a table", hint = usage }
  end
  for key in pairs(given) do
    if not known[key] then
      fault.raise { what = ("benchmark has no '%s'"):format(tostring(key)), hint = usage }
    end
  end
  if type(given.own) ~= "string" then
    fault.raise { what = "benchmark needs own, the own municipality", hint = usage }
  end
  if type(given.with_own) ~= "boolean" then
    fault.raise { what = ("does the benchmark hold %s itself?"):format(given.own),
      why = "with and without it the figures are not the same",
      hint = "say with_own = true or with_own = false" }
  end
end

-- The members and the name of what the benchmark is of: an area, or a list of one's own.
local function members_of(given)
  if type(given.of) == "string" then
    local whole = area.find(given.of)
    return area.members(whole.name), whole.name
  end
  if type(given.of) ~= "table" or type(given.name) ~= "string" then
    fault.raise { what = "a list of one's own needs a name",
      hint = "write: benchmark{ of = { … }, name = \"Nabokommuner\", own = …, with_own = … }" }
  end
  if area.known(given.name) or area.ambiguous(given.name) then
    fault.raise { what = ("'%s' is the name of another set"):format(given.name),
      hint = "give the list a name of its own" }
  end
  local members = {}
  for i, name in ipairs(given.of) do members[i] = area.find(name) end
  return members, given.name
end

-- The names of the municipalities of a benchmark, for filter("omraade in $b", { b = … }). given:
-- of (the name of an area, or a list of names and `name`), own, with_own, without (names left out).
function set.benchmark(given)
  check_options(given)
  local own, list, left_out, held = area.find(given.own), {}, {}, false
  local members, name = members_of(given)
  for _, one in ipairs(given.without or {}) do left_out[area.find(one)] = true end
  for _, member in ipairs(members) do
    held = held or member == own
    if (member ~= own or given.with_own) and not left_out[member] then
      list[#list + 1] = member.name
    end
  end
  if given.with_own and not held then
    fault.raise { what = ("%s is not in %s"):format(own.name, name),
      hint = "say with_own = false" }
  end
  if #list == 0 then fault.raise { what = ("nothing is left of %s"):format(name) } end
  made[list] = { name = name, own = own.name, with_own = given.with_own, count = #list,
    without = given.without }
  return list
end

local function described(one)
  local without = one.without and #one.without > 0 and table.concat(one.without, ", ")
  return { text = ("benchmark %s, %s %s, %d municipalities%s"):format(one.name,
      one.with_own and "with" or "without", one.own, one.count,
      without and "; left out: " .. without or ""),
    danish = ("benchmark %s, %s %s, %d kommuner%s"):format(one.name,
      one.with_own and "med" or "uden", one.own, one.count,
      without and "; udeladt: " .. without or "") }
end

-- What is wrong with a benchmark some of whose members have no rows, or its note; nil for a list
-- that is none.
function set.problem(list, absent, column)
  local one = made[list]
  if not one then return nil end
  if #absent == 0 then return { note = described(one) } end
  local names = {}
  for i, literal in ipairs(absent) do names[i] = literal.value end
  return { what = ("%s: '%s' has no rows of %s"):format(one.name, column,
      table.concat(names, ", ")), why = "the benchmark would silently leave them out",
    hint = ("leave them out by name: benchmark{ …, without = { \"%s\" } }"):format(
      table.concat(names, "\", \"")), allow = "empty", note = described(one),
    from = absent[1].from, to = absent[1].to }
end

-- The note of a plain list that is a known set, whole or without one of its municipalities.
function set.note(node)
  local there, count = {}, 0
  for i = 2, #node.args do
    local found = area.known(node.args[i].value)
    if found and found.type == "kommune" and not there[found] then
      there[found], count = true, count + 1
    end
  end
  if count < 5 then return nil end
  for _, whole in ipairs(area.wholes()) do
    local members, absent = area.members(whole.name), nil
    local missing = 0
    for _, member in ipairs(members) do
      if not there[member] then missing, absent = missing + 1, member.name end
    end
    if missing <= 1 and count == #members - missing then
      return { note = { text = whole.name .. (absent and " without " .. absent or
          " with all its municipalities"),
        danish = whole.name .. (absent and " uden " .. absent or " med alle sine kommuner") } }
    end
  end
end

return set
