-- What two versions of a document's data differ in, in the words of a short mail: goals that have
-- another status first, then their figures, then how many other figures are new.

local danish = require "report.danish"
local native = require "native"

local changes = {}

local MOST = 12 -- lines of one kind

local function is_there(value)
  return value ~= nil and value ~= native.json_null
end

local function shown(value)
  if not is_there(value) then return "intet tal" end
  if math.type(value) == "integer" then return danish.number(value, 0) end
  if type(value) == "number" then return danish.number(value, 1) end
  return tostring(value)
end

local function by_id(goals)
  local found = {}
  for _, one in ipairs(type(goals) == "table" and goals or {}) do
    if type(one) == "table" and one.id then found[one.id] = one end
  end
  return found
end

-- A goal's text without its last stop, and where it was decided.
local function name_of(one)
  local text = one.text:gsub("%.$", "")
  return is_there(one.source) and ("%s (%s)"):format(text, one.source) or text
end

local function figure(one)
  local period = is_there(one.period) and (" (%s)"):format(tostring(native.period(one.period)
    or one.period)) or ""
  return shown(one.value) .. period
end

-- How a goal has changed: "status", "figure" or nil; and the line that says it.
local function goal_change(before, now)
  if not before then
    return "status", ("Nyt mål: %s: %s."):format(name_of(now), now.verdict)
  end
  local moved = before.value ~= now.value or before.period ~= now.period
  local from_to = moved and ("; tallet er %s, det var %s"):format(figure(now), figure(before)) or ""
  if before.verdict ~= now.verdict then
    return "status", ("%s: %s, før %s%s."):format(name_of(now), now.verdict, before.verdict,
      from_to)
  end
  if moved then
    return "figure", ("%s: stadig %s%s."):format(name_of(now), now.verdict, from_to)
  end
end

-- The numbers of a document beside its goals, by where they stand.
local function figures(data, place, found)
  for key, value in pairs(data) do
    local here = place .. "." .. tostring(key)
    if type(value) == "number" then
      found[here] = value
    elseif type(value) == "table" and key ~= "goals" and key ~= "inputs" then
      figures(value, here, found)
    end
  end
  return found
end

local function count_changed(before, now)
  local was, is, count = figures(before, "", {}), figures(now, "", {}), 0
  for place, value in pairs(is) do if was[place] ~= value then count = count + 1 end end
  for place in pairs(was) do if is[place] == nil then count = count + 1 end end
  return count
end

local function goal_changes(before, now, told)
  local old, seen = by_id(before.goals), {}
  for _, one in ipairs(type(now.goals) == "table" and now.goals or {}) do
    seen[one.id] = true
    local kind, line = goal_change(old[one.id], one)
    if kind then table.insert(told[kind], line) end
  end
  for _, one in ipairs(type(before.goals) == "table" and before.goals or {}) do
    if one.id and not seen[one.id] then
      table.insert(told.status, ("Målet er der ikke mere: %s."):format(name_of(one)))
    end
  end
end

local function add(lines, heading, list)
  if #list == 0 then return end
  if #lines > 0 then lines[#lines + 1] = "" end
  lines[#lines + 1] = heading
  for i, line in ipairs(list) do
    if i > MOST then
      lines[#lines + 1] = ("- og %d til"):format(#list - MOST)
      break
    end
    lines[#lines + 1] = "- " .. line
  end
end

local function headline(told, others, new)
  local parts = {}
  if #told.status > 0 then
    parts[#parts + 1] = danish.plural(#told.status, "mål har", "mål har") .. " fået ny status"
  end
  if #told.figure > 0 then
    parts[#parts + 1] = danish.plural(#told.figure, "mål har", "mål har") .. " fået nyt tal"
  end
  if others > 0 then
    parts[#parts + 1] = danish.plural(others, "andet tal er nyt", "andre tal er nye")
  end
  if #new > 0 then
    parts[#parts + 1] = danish.plural(#new, "nyt dokument", "nye dokumenter")
  end
  return table.concat(parts, ", ")
end

local function names(documents)
  local list = {}
  for name in pairs(documents) do list[#list + 1] = name end
  table.sort(list)
  return list
end

-- before, now: documents' data by name, as JSON decodes. Gives { lines = (none where nothing has
-- changed), headline =, status_changed = whether a goal has another status }.
function changes.between(before, now)
  local told, others, new = { status = {}, figure = {} }, 0, {}
  for _, name in ipairs(names(now)) do
    if not before[name] then
      new[#new + 1] = name .. "."
    else
      goal_changes(before[name], now[name], told)
      others = others + count_changed(before[name], now[name])
    end
  end
  local lines = {}
  add(lines, "Ny status:", told.status)
  add(lines, "Nyt tal, samme status:", told.figure)
  if others > 0 then
    add(lines, "Desuden:",
      { danish.plural(others, "andet tal er ændret.", "andre tal er ændret.") })
  end
  add(lines, "Nye dokumenter:", new)
  return { lines = lines, headline = headline(told, others, new),
    status_changed = #told.status > 0 }
end

return changes
