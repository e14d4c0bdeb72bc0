-- A team's caseload (statusskema): the citizens of a team month by month, from a CSV that the team
-- keeps. A citizen is a number of the team's own; never a name, never a CPR number.

local fault = require "fault"
local open = require "query.open"

local caseload = {}
caseload.__index = caseload

-- The four parts, from the furthest to the nearest.
caseload.placements = { "lidt længere sigt", "på vej", "på spring", "i gang" }

caseload.columns = { "maaned", "borger", "placering", "aktiv", "cv", "jobmaal",
  "virksomhedskonsulent", "loentimer", "praktik", "afsluttet" }

local endings = { "nej", "job", "fleksjob", "uddannelse", "andet" }
local flags = { "aktiv", "cv", "jobmaal", "virksomhedskonsulent", "praktik" }

local place_of = {}
for i, word in ipairs(caseload.placements) do place_of[word] = i end
local is_ending = {}
for _, word in ipairs(endings) do is_ending[word] = true end

local function complain(path, row, what, hint, why)
  fault.raise { what = ("%s%s: %s"):format(path, row and ", line " .. row + 1 or "", what),
    why = why, hint = hint }
end

local function check_columns(path, frame)
  local there, names = {}, frame:names()
  for _, name in ipairs(names) do there[name] = true end
  for _, name in ipairs(caseload.columns) do
    if not there[name] then
      complain(path, nil, ("the column '%s' is missing"):format(name),
        "a form has the columns " .. table.concat(caseload.columns, ";"),
        fault.suggestion(name, names))
    end
  end
end

-- Ten digits, or six and four: a CPR number.
local function looks_like_cpr(text)
  return text:find "^%d%d%d%d%d%d%-?%d%d%d%d$" ~= nil
end

local function check_word(path, row, column, word, known, list)
  if known[word] then return end
  complain(path, row, ("%s is '%s'"):format(column, tostring(word)),
    fault.suggestion(tostring(word), list) or "write one of " .. table.concat(list, ", "))
end

-- The first cell of a column that is neither ja nor nej.
local function check_flag(path, frame, name)
  for row = 1, #frame do
    local value = frame:cell(row, name)
    if value ~= "ja" and value ~= "nej" then
      complain(path, row, ("%s is '%s'"):format(name, tostring(value)), "write ja or nej")
    end
  end
end

local function check_types(path, frame)
  local types = {}
  for i, type in ipairs(frame:types()) do types[frame:names()[i]] = type end
  for _, name in ipairs(flags) do
    if types[name] ~= "boolean" then check_flag(path, frame, name) end
  end
  if types.loentimer ~= "integer" and types.loentimer ~= "decimal" then
    complain(path, nil, "the column 'loentimer' holds other than numbers",
      "write the paid hours of a week, 0 where there are none")
  end
  if types.maaned ~= "period" then
    complain(path, nil, "the column 'maaned' holds other than months", "write a month as 2019M06")
  end
end

local function check_row(path, number, row)
  if looks_like_cpr(row.borger) then
    complain(path, number, "a CPR number stands in the form", "give each citizen a number of the \z
      team's own, such as B07", "the form is read by others than the team")
  end
  check_word(path, number, "placering", row.placering, place_of, caseload.placements)
  check_word(path, number, "afsluttet", row.afsluttet, is_ending, endings)
end

local function check_whole(path, frame)
  for _, name in ipairs(caseload.columns) do
    for row = 1, #frame do
      if frame:reason(row, name) then
        complain(path, row, ("nothing stands in '%s'"):format(name),
          "every field is filled; nej or 0 where there is nothing")
      end
    end
  end
end

-- The example says so in a column of its own; a team's form has none.
local function says_synthetic(frame)
  for _, name in ipairs(frame:names()) do
    if name == "Datakilde" then return frame:cell(1, name) == "SYNTETISK" end
  end
  return false
end

-- Read a form: { months = { period ... }, by_month = { [id] = { [citizen] = row } }, synthetic }.
function caseload.read(path)
  check_columns(path, open.read(path))
  local frame = open.read(path, { types = { borger = "text", placering = "text",
    afsluttet = "text" } })
  if #frame == 0 then
    complain(path, nil, "the form has no rows", "write a row a citizen a month under the head")
  end
  check_whole(path, frame)
  check_types(path, frame)
  local found, number = { months = {}, by_month = {}, synthetic = says_synthetic(frame) }, 0
  for row in frame:rows() do
    number = number + 1
    check_row(path, number, row)
    local id = row.maaned:id()
    if not found.by_month[id] then
      found.by_month[id] = {}
      table.insert(found.months, row.maaned)
    end
    if found.by_month[id][row.borger] then
      complain(path, number, ("%s stands twice in %s"):format(row.borger, tostring(row.maaned)),
        "a citizen has one row a month")
    end
    found.by_month[id][row.borger] = row
  end
  table.sort(found.months)
  return setmetatable(found, caseload)
end

-- The rows of a month in the order of the citizens' numbers; empty where there are none.
function caseload:rows(month)
  local list = {}
  for _, row in pairs(self.by_month[month:id()] or {}) do list[#list + 1] = row end
  table.sort(list, function(a, b) return a.borger < b.borger end)
  return list
end

local tests = {
  active = function(row) return row.aktiv end,
  equipped = function(row) return row.cv and row.jobmaal and row.virksomhedskonsulent end,
  paid = function(row) return row.loentimer > 0 end,
  practice = function(row) return row.praktik end,
}

-- How many of the month's citizens: { numerator, denominator }. which: "active", "equipped" (CV,
-- job goal and consultant), "paid", "practice"; "job" and "job_or_education" are of the ended.
function caseload:count(month, which)
  local part, whole = 0, 0
  for _, row in ipairs(self:rows(month)) do
    if tests[which] then
      whole = whole + 1
      part = part + (tests[which](row) and 1 or 0)
    elseif row.afsluttet ~= "nej" then
      whole = whole + 1
      local good = row.afsluttet == "job" or which == "job_or_education"
        and (row.afsluttet == "fleksjob" or row.afsluttet == "uddannelse")
      part = part + (good and 1 or 0)
    end
  end
  return { numerator = part, denominator = whole }
end

-- Citizens of a month by placement: { n1, n2, n3, n4 }.
function caseload:placed(month)
  local counts = { 0, 0, 0, 0 }
  for _, row in ipairs(self:rows(month)) do
    local at = place_of[row.placering]
    counts[at] = counts[at] + 1
  end
  return counts
end

-- The moves since the month before: from[a][b] citizens from part a to part b; new[b]; forward,
-- same, back; ended (in the month before), lost (gone from the form without having ended).
function caseload:moves(month)
  local before = self.by_month[(month - 1):id()] or {}
  local now = self.by_month[month:id()] or {}
  local found = { from = {}, new = { 0, 0, 0, 0 }, forward = 0, same = 0, back = 0, ended = 0,
    lost = {} }
  for a = 1, 4 do found.from[a] = { 0, 0, 0, 0 } end
  for _, row in ipairs(self:rows(month)) do
    local was, at = before[row.borger], place_of[row.placering]
    if was then
      local a = place_of[was.placering]
      found.from[a][at] = found.from[a][at] + 1
      local way = at > a and "forward" or at < a and "back" or "same"
      found[way] = found[way] + 1
    else
      found.new[at] = found.new[at] + 1
    end
  end
  for _, row in ipairs(self:rows(month - 1)) do
    if row.afsluttet ~= "nej" then
      found.ended = found.ended + 1
    elseif not now[row.borger] then
      table.insert(found.lost, row.borger)
    end
  end
  return found
end

return caseload
