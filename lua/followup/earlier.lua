-- What earlier papers of the same name said, out of the ledger: the history of each verdict, and
-- what has moved since the last one. Without a ledger or an earlier paper nothing is said.

local danish = require "report.danish"
local native = require "native"
local ledger = require "ledger.paper"
local revision = require "ledger.revision"
local wording = require "domain.wording"

local earlier = {}

-- ---- what a paper publishes ----

local function points_of(each)
  local points = {}
  for i, point in ipairs(each.points) do
    points[i] = { period = point.period:id(), value = point.value and point.value + 0.0,
      missing = not point.value and (point.reason or "unknown") or nil }
  end
  return points
end

-- The verdicts and figures of judged goals, for doc.published of a paper that the ledger knows by
-- `name`.
function earlier.published(name, judged)
  local verdicts, figures = {}, {}
  for i, one in ipairs(judged) do
    verdicts[i] = { goal = one.goal.id, text = one.goal.text, word = one.verdict.word,
      certainty = one.verdict.certainty, reason = one.verdict.reason }
    for _, each in ipairs(one.indicators) do
      figures[#figures + 1] = { goal = one.goal.id, caption = each.caption, unit = each.unit,
        points = points_of(each) }
    end
  end
  return { name = name, verdicts = verdicts, figures = figures }
end

-- ---- the history of a verdict ----

-- Give each judged goal its earlier verdicts, { day =, word =, certainty = } each: one.earlier.
-- What was found, for the rest of this file; nil without any.
function earlier.attach(name, day, judged)
  local told = ledger.earlier(name, day:id())
  for _, one in ipairs(told and judged or {}) do one.earlier = told.verdicts[one.goal.id] end
  return told
end

local function run_text(run)
  local from, to = wording.date(run.from), wording.date(run.to)
  return ("%s (%s)"):format(run.word, from == to and from or from .. " – " .. to)
end

-- "bagud (31. mar. 2021 – 30. jun. 2021), på vej (30. sep. 2021)": the oldest first; nil without
-- any.
function earlier.history_text(one)
  if not one.earlier then return nil end
  local runs, texts = {}, {}
  for _, verdict in ipairs(one.earlier) do
    local last = runs[#runs]
    if last and last.word == verdict.word then
      last.to = verdict.day
    else
      runs[#runs + 1] = { word = verdict.word, from = verdict.day, to = verdict.day }
    end
  end
  for i, run in ipairs(runs) do texts[i] = run_text(run) end
  return table.concat(texts, ", ")
end

-- Whether the last paper gave another verdict.
function earlier.has_changed(one)
  local last = one.earlier and one.earlier[#one.earlier]
  return last ~= nil and last.word ~= one.verdict.word
end

-- ---- since the last paper ----

local function signed(value, unit)
  if not value then return "–" end
  local decimals = value == math.floor(value) and unit ~= "pct." and 0 or 1
  return danish.signed(value, decimals)
end

local function with_period(value, period, unit)
  return { text = wording.value(value, unit), note = tostring(native.period(period)) }
end

-- The rows of figures that are not what they were, each once, however many goals follow it.
local function moved_rows(told, published)
  local rows, seen = {}, {}
  for _, one in ipairs(revision.split(told.last, { name = "", figures = published.figures })) do
    local key = table.concat({ one.caption, one.from, one.to, one.before, one.now }, "|")
    if (one.to ~= one.from or one.revised ~= 0) and not seen[key] then
      seen[key] = true
      rows[#rows + 1] = { one.caption, with_period(one.before, one.from, one.unit),
        with_period(one.now, one.to, one.unit), signed(one.now - one.before, one.unit),
        signed(one.moved, one.unit), signed(one.revised, one.unit) }
    end
  end
  return rows
end

local function changed_goals(judged)
  local items, seen = {}, {}
  for _, one in ipairs(judged) do
    local key = one.goal.text .. one.verdict.word
    if earlier.has_changed(one) and not seen[key] then
      seen[key] = true
      items[#items + 1] = {
        { verdict = { word = one.verdict.word, detail = one.verdict.certainty } },
        (", før %s: »%s«"):format(one.earlier[#one.earlier].word, one.goal.text) }
    end
  end
  return items
end

-- The section that tells what has changed since the last paper.
function earlier.section(doc, told, judged, published)
  doc:heading(2, "Siden sidst")
  local items, rows = changed_goals(judged), moved_rows(told, published)
  doc:paragraph(("Sammenlignet med opfølgningen for %s har %s skiftet status, og %s er nye eller \z
    rettet."):format(danish.long_date(told.last.day), danish.plural(#items, "mål", "mål"),
    danish.plural(#rows, "tal", "tal")))
  if #items > 0 then doc:list(items) end
  if #rows == 0 then return end
  doc:table { caption = "Tal, der er nye eller rettet siden sidst", columns = {
    { name = "caption", label = "Tal", header = true },
    { name = "before", label = "Sidst", align = "right" },
    { name = "now", label = "Nu", align = "right" },
    { name = "change", label = "I alt", group = "Ændring", align = "right" },
    { name = "moved", label = "Udvikling", group = "Ændring", align = "right" },
    { name = "revised", label = "Rettelse", group = "Ændring", align = "right" } }, rows = rows,
    note = "Rettelse er, hvad kilden siden har ændret i det tal, der blev meldt sidst; udvikling \z
      er ændringen derfra. »–«: kilden har taget tallet ud." }
end

-- The ledger as a source of the document: what it told, by its digest.
function earlier.source(told)
  return told and { path = ".indsats/ledger.sqlite", sha256 = told.digest,
    text = "Tidligere opfølgninger" } or nil
end

return earlier
