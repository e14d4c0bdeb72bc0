-- What the newest paper says that the one before did not: a short Danish text, the mail of a run
-- that nobody watches.

local danish = require "report.danish"
local ledger = require "ledger.paper"
local native = require "native"
local revision = require "ledger.revision"
local wording = require "domain.wording"

local since_paper = {}

local function period_text(id)
  return tostring(native.period(id))
end

local function status_text(one)
  return one.certainty and ("%s (%s)"):format(one.word, one.certainty) or one.word
end

local function by_goal(verdicts)
  local found = {}
  for _, one in ipairs(verdicts) do found[one.goal] = one end
  return found
end

local function goal_lines(one, head)
  return ("- %s: »%s«\n  %s"):format(head, one.text, one.reason)
end

-- Goals whose word is another, those that are new or there no longer, and the verdicts that are as
-- before.
local function verdict_changes(before, now)
  local old, new, turned, others, same = by_goal(before.verdicts), by_goal(now.verdicts), {}, {}, {}
  for _, one in ipairs(now.verdicts) do
    local last = old[one.goal]
    if not last then
      others[#others + 1] = goal_lines(one, "nyt mål, " .. status_text(one))
    elseif last.word ~= one.word then
      turned[#turned + 1] = goal_lines(one, ("%s, før %s"):format(status_text(one), last.word))
    else
      same[#same + 1] = one
    end
  end
  for _, one in ipairs(before.verdicts) do
    if not new[one.goal] then
      others[#others + 1] = ("- ikke længere med, før %s: »%s«"):format(one.word, one.text)
    end
  end
  return turned, others, same
end

-- "op 1,2 procentpoint", "ned 3 virksomheder", "uændret"
local function change_text(change, unit)
  local share = unit == "pct."
  local decimals = (share or change ~= math.floor(change)) and 1 or 0
  local text = native.format_number(math.abs(change), decimals)
  if not text:find "[1-9]" then return "uændret" end
  return ("%s %s%s"):format(change > 0 and "op" or "ned", text, share and " procentpoint"
    or unit and " " .. unit or "")
end

-- A figure for a later period beside what is known now of the one that was published: a correction
-- is no change in the world.
local function news_line(one)
  local known = one.revised and one.before + one.revised or one.before
  local told = known ~= one.before and ", meldt som " ..
    wording.beside(one.before, known, one.unit) or ""
  return ("- %s: %s (%s), før %s (%s%s): %s"):format(one.caption, wording.value(one.now, one.unit),
    period_text(one.to), wording.value(known, one.unit), period_text(one.from), told,
    change_text(one.now - known, one.unit))
end

-- "fra 20,0 til 20,1 pct.", with more decimals where they are needed to tell the two apart.
local function from_to(before, after, unit)
  local text = wording.beside(before, after, unit)
  if text ~= wording.value(before, unit) then
    return ("fra %s til %s"):format(text, wording.beside(after, before, unit))
  end
  return "fra " .. wording.values(before, after, unit, " til ")
end

local function revised_line(one)
  return ("- %s: %s er rettet %s"):format(one.caption, period_text(one.from),
    from_to(one.before, one.before + one.revised, one.unit))
end

local function taken_out_line(one)
  return ("- %s: %s, meldt som %s, er ikke længere offentliggjort"):format(one.caption,
    period_text(one.from), wording.value(one.before, one.unit))
end

-- Lines of figures for a later period, and of figures that the source has changed; each once,
-- however many goals follow it.
local function figure_changes(before, now)
  local news, revised, seen = {}, {}, {}
  for _, one in ipairs(revision.split(before, now)) do
    local key = table.concat({ one.caption, one.from, one.to, one.before, one.now }, "\0")
    if not seen[key] then
      if one.to ~= one.from then news[#news + 1] = news_line(one) end
      if not one.revised then
        revised[#revised + 1] = taken_out_line(one)
      elseif one.revised ~= 0 and one.to == one.from then
        revised[#revised + 1] = revised_line(one)
      end
    end
    seen[key] = true
  end
  return news, revised
end

-- How many figures before the newest of each series are not what they were.
local function count_old_revisions(before, now)
  local known, count, seen = {}, 0, {}
  for _, one in ipairs(before.figures) do
    local last
    for _, point in ipairs(one.points) do if point.value then last = point.period end end
    for _, point in ipairs(one.points) do
      if point.period ~= last then known[one.caption .. "\0" .. point.period] = point.value end
    end
  end
  for _, one in ipairs(now.figures) do
    for _, point in ipairs(one.points) do
      local key = one.caption .. "\0" .. point.period
      local changed = known[key] and point.value and known[key] ~= point.value
      if changed and not seen[key] then count = count + 1 end
      seen[key] = true
    end
  end
  return count
end

local function section(lines, head, list)
  if #list == 0 then return end
  lines[#lines + 1] = "\n" .. head
  for _, line in ipairs(list) do lines[#lines + 1] = line end
end

local function subject(now, found)
  local turned, news, revised = found.turned, found.news, found.revised
  local parts = {}
  if #turned > 0 then parts[1] = danish.plural(#turned, "mål", "mål") .. " har skiftet status" end
  if #news > 0 then parts[#parts + 1] = danish.plural(#news, "nyt tal", "nye tal") end
  if #revised > 0 then
    parts[#parts + 1] = danish.plural(#revised, "meldt tal", "meldte tal") .. " er rettet"
  end
  if #parts == 0 then parts[1] = "mindre rettelser" end
  return ("%s, %s: %s"):format(now.title, danish.long_date(now.day), danish.list(parts))
end

-- "3 mål (1 på vej og 2 bagud)"
local function counted(verdicts)
  local counts, parts = {}, {}
  for _, one in ipairs(verdicts) do counts[one.word] = (counts[one.word] or 0) + 1 end
  for _, word in ipairs(require("domain.verdict").words) do
    if counts[word] then parts[#parts + 1] = ("%d %s"):format(counts[word], word) end
  end
  return ("%s (%s)"):format(danish.plural(#verdicts, "mål", "mål"), danish.list(parts))
end

-- What the first paper of its name says: { headline =, body = }, texts.
function since_paper.first(now)
  return { headline = ("%s, %s: første kørsel"):format(now.title, danish.long_date(now.day)),
    body = counted(now.verdicts) .. "." }
end

-- What two papers differ in: { headline =, body = }, texts; nil where nothing has changed.
function since_paper.told(before, now)
  local found = {}
  local others, same
  found.turned, others, same = verdict_changes(before, now)
  found.news, found.revised = figure_changes(before, now)
  local old = count_old_revisions(before, now)
  if #found.turned + #others + #found.news + #found.revised + old == 0 then return nil end
  local lines = {}
  section(lines, "Har skiftet status", found.turned)
  section(lines, "Andre mål", others)
  section(lines, "Nye tal", found.news)
  section(lines, "Kilden har rettet, hvad der blev meldt sidst", found.revised)
  if old > 0 then
    lines[#lines + 1] = ("\nKilden har også rettet %s for tidligere perioder."):format(
      danish.plural(old, "tal", "tal"))
  end
  if #same > 0 then lines[#lines + 1] = ("\nUændret status: %s."):format(counted(same)) end
  return { headline = subject(now, found), body = table.concat(lines, "\n"):sub(2) }
end

-- The text for two papers, or nil where nothing has changed. before: nil for the first.
function since_paper.text(before, now)
  if not now then return nil end
  local told
  if before then told = since_paper.told(before, now) else told = since_paper.first(now) end
  return told and ("%s\n\n%s\n"):format(told.headline, told.body)
end

-- The text for the last two papers of a name in the ledger, or nil.
function since_paper.of(name)
  return since_paper.text(ledger.last_two(name))
end

return since_paper
