-- What two versions of a document's data differ in, in the words of a short mail: goals that have
-- another status first, then their figures, then how many other figures are new. Where the ledger
-- has papers of both, it says what the world moved and what the source revised
-- (followup.since_paper).
--
-- A mail tells nothing that the document does not print: the data have passed the publication gate,
-- and so has what the ledger notes. A document that is not internal any more is a new one: what the
-- internal one said is no news for those who read this.

local danish = require "report.danish"
local native = require "native"
local wording = require "domain.wording"

local changes = {}

local MOST = 12 -- lines of one kind

local function is_there(value)
  return value ~= nil and value ~= native.json_null
end

-- A value as the document rounds it; with more decimals where they are needed to tell it from
-- `other`.
local function shown(value, other, unit)
  if not is_there(value) then return "intet tal" end
  if type(value) ~= "number" then return tostring(value) end
  return wording.beside(value, type(other) == "number" and other or value, unit)
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

-- The unit of a goal's figure, or nil: that of its one indicator, as in the document's tables.
local function unit_of(one)
  local first = type(one.indicators) == "table" and one.indicators[1]
  local unit = type(first) == "table" and first.unit or one.unit
  return is_there(unit) and unit or nil
end

local function figure(one, other)
  local period = is_there(one.period) and (" (%s)"):format(tostring(native.period(one.period)
    or one.period)) or ""
  return shown(one.value, other.value, unit_of(one)) .. period
end

-- How a goal has changed: "status", "figure" or nil; and the line that says it.
local function goal_change(before, now)
  if not before then
    return "status", ("Nyt mål: %s: %s."):format(name_of(now), now.verdict)
  end
  local moved = before.value ~= now.value or before.period ~= now.period
  local from_to = moved and ("; tallet er %s, det var %s"):format(figure(now, before),
    figure(before, now)) or ""
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

local function headline(found)
  local told, parts = found.told, table.move(found.subjects, 1, #found.subjects, 1, {})
  if #told.status > 0 then
    parts[#parts + 1] = danish.plural(#told.status, "mål har", "mål har") .. " fået ny status"
  end
  if #told.figure > 0 then
    parts[#parts + 1] = danish.plural(#told.figure, "mål har", "mål har") .. " fået nyt tal"
  end
  if found.others > 0 then
    parts[#parts + 1] = danish.plural(found.others, "andet tal er nyt", "andre tal er nye")
  end
  if #found.new > 0 then
    parts[#parts + 1] = danish.plural(#found.new, "nyt dokument", "nye dokumenter")
  end
  return (found.internal and "INTERN: " or "") .. table.concat(parts, ", ")
end

local function names(documents)
  local list = {}
  for name in pairs(documents) do list[#list + 1] = name end
  table.sort(list)
  return list
end

-- What the ledger tells of a document, under its headline where it is not the first.
local function add_paper(found, paper)
  local head = #found.lines > 0 and { "", paper.headline, "" } or {}
  table.move(head, 1, #head, #found.lines + 1, found.lines)
  found.subjects[#found.subjects + 1] = paper.headline
  for line in (paper.body .. "\n"):gmatch "(.-)\n" do found.lines[#found.lines + 1] = line end
end

-- What one document says that it did not, into found. Gives whether there is anything.
local function compare(found, before, now, paper)
  local told, others = { status = {}, figure = {} }, count_changed(before, now)
  goal_changes(before, now, told)
  found.status_changed = found.status_changed or #told.status > 0
  found.others = found.others + others
  if paper then add_paper(found, paper) end
  for kind, list in pairs(paper and {} or told) do
    table.move(list, 1, #list, #found.told[kind] + 1, found.told[kind])
  end
  return paper ~= nil or #told.status + #told.figure + others > 0
end

-- A document that nobody has read before, into found.
local function add_new(found, name, paper)
  if paper and paper.is_first then
    add_paper(found, paper)
  else
    found.new[#found.new + 1] = name .. "."
  end
end

-- before, now: documents' data by name, as JSON decodes; papers: what the ledger tells of some of
-- them, by name (since_paper.told, or since_paper.first with is_first = true). Gives { lines =
-- (none where nothing has changed), headline =, documents = the names of those that have changed,
-- status_changed = whether a goal has another status }.
function changes.between(before, now, papers)
  local found = { told = { status = {}, figure = {} }, others = 0, new = {}, subjects = {},
    lines = {}, documents = {}, status_changed = false }
  for _, name in ipairs(names(now)) do
    local paper = papers and papers[name]
    local is_new = not before[name] or before[name].intern and not now[name].intern
    if is_new then
      add_new(found, name, paper)
    elseif paper and paper.is_first then
      paper = nil -- it lay here before the ledger was begun
    end
    if is_new or compare(found, before[name], now[name], paper) then
      table.insert(found.documents, name)
    end
    found.internal = found.internal or now[name].intern
  end
  add(found.lines, "Ny status:", found.told.status)
  add(found.lines, "Nyt tal, samme status:", found.told.figure)
  if found.others > 0 then
    add(found.lines, "Desuden:",
      { danish.plural(found.others, "andet tal er ændret.", "andre tal er ændret.") })
  end
  add(found.lines, "Nye dokumenter:", found.new)
  return { lines = found.lines, headline = headline(found), documents = found.documents,
    status_changed = found.status_changed }
end

return changes
