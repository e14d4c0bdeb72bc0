-- Comparisons before and after as sections of a document: a table a set, and a chart of shares.

local cells = require "followup.cells"
local compare = require "domain.compare"
local danish = require "report.danish"
local json = require "report.json"

local comparisons = {}

local function is_share(one)
  return one.unit == "pct."
end

local function decimals(one)
  return is_share(one) and 1 or 0
end

-- A figure: "20,8 pct.", or the sign of what is hidden.
local function figure(one, point)
  return cells.figure(point, decimals(one), is_share(one) and "pct." or nil)
end

-- The change; with its unit where the table holds both shares and counts.
local function difference(one, mixed)
  local cell = cells.difference(one.before, one.after, decimals(one))
  if not (mixed and is_share(one)) or cell == "–" then return cell end
  if type(cell) == "string" then return cell .. " procentpoint" end
  return { text = cell.text .. " procentpoint", note = cell.note }
end

local tones = { ["kan ikke afgøres"] = "open" }

-- Good or bad goes by the way that the measure should go.
local function tone(one)
  local up = one.word == "over niveau"
  local down = one.word == "under niveau" or one.word == "næsten på niveau"
  if tones[one.word] then return tones[one.word] end
  if one.measure.direction == "neutral" or not (up or down) then return "neutral" end
  return up == (one.measure.direction == "up") and "good" or "behind"
end

local function word(one)
  return { verdict = { word = one.word, tone = tone(one),
    sign = tones[one.word] and "○" or nil }, note = one.small
    and "Lille gruppe: én person flytter andelen meget." or nil }
end

local function label(one, with_measure)
  if not with_measure then return one.definition.caption end
  return one.definition.caption .. ": " .. one.definition.maaling:gsub("^Antal aktiverede: ", "")
end

local function periods(set)
  local first = set.list[1]
  return tostring(first.before.period), tostring(first.after.period)
end

-- Whether all of a set are shares, and whether some are.
local function share_facts(set)
  local all, some = true, false
  for _, one in ipairs(set.list) do
    all = all and is_share(one)
    some = some or is_share(one)
  end
  return all, some
end

-- Of what the changes of shares are reckoned: of their counts, or of per cents as they are printed.
local function rounding_note(set)
  local counted, printed = false, false
  for _, one in ipairs(set.list) do
    if is_share(one) then
      local known = one.before.denominator and one.after.denominator
      counted, printed = counted or known, printed or not known
    end
  end
  if counted and printed then
    return "Ændringer er regnet på uafrundede tal, hvor antallene bag er offentliggjort, og \z
      ellers på de offentliggjorte procenter, som har én decimal."
  end
  return counted and "Ændringer er regnet på uafrundede tal."
    or printed and "Ændringer er regnet på de offentliggjorte procenter, som har én decimal." or nil
end

-- The table of one set: before, after, change and the committee's word.
function comparisons.table(doc, set)
  local before, after = periods(set)
  local all, some = share_facts(set)
  local rows, several = {}, set.id == "aktiverede" or set.id == "ledighed"
  for i, one in ipairs(set.list) do
    rows[i] = { label(one, several), figure(one, one.before), figure(one, one.after),
      difference(one, some and not all), word(one) }
  end
  doc:table { caption = set.title .. ", før og efter", columns = {
    { name = "what", label = "Gruppe", header = true },
    { name = "before", label = before, align = "right" },
    { name = "after", label = after, align = "right" },
    { name = "difference", label = all and "Ændring, procentpoint" or "Ændring",
      align = "right" },
    { name = "word", label = "Niveau" } }, rows = rows,
    note = rounding_note(set) }
end

-- The counts behind the shares of a set and the interval of each change; nothing for a set whose
-- shares are only published as shares.
function comparisons.counts_table(doc, set)
  local before, after = periods(set)
  local rows = {}
  for _, one in ipairs(set.list) do
    if one.interval then
      rows[#rows + 1] = { one.definition.caption, danish.number(one.before.numerator, 0),
        danish.number(one.before.denominator, 0), danish.number(one.after.numerator, 0),
        danish.number(one.after.denominator, 0), danish.signed(one.interval.low, 1),
        danish.signed(one.interval.high, 1) }
    end
  end
  if #rows == 0 then return end
  doc:table { caption = set.title .. ": antallene bag og usikkerheden", columns = {
    { name = "what", label = "Gruppe", header = true },
    { name = "n1", label = "Antal", group = before, align = "right" },
    { name = "of1", label = "Af", group = before, align = "right" },
    { name = "n2", label = "Antal", group = after, align = "right" },
    { name = "of2", label = "Af", group = after, align = "right" },
    { name = "low", label = "Fra", group = "95\u{A0}%-interval", align = "right" },
    { name = "high", label = "Til", group = "95\u{A0}%-interval", align = "right" } }, rows = rows,
    note = "Intervallet er for ændringen i procentpoint (Newcombe). Indeholder det 0, kan \z
      ændringen være tilfældig." }
end

-- A chart of a set of shares, before beside after.
function comparisons.chart(doc, set)
  local before, after = periods(set)
  local series = { { label = before, points = {} }, { label = after, points = {} } }
  for i, one in ipairs(set.list) do
    for k, point in ipairs { one.before, one.after } do
      local interval = not point.mark and compare.share_interval(point) or {}
      series[k].points[i] = { x = one.definition.caption,
        y = not point.mark and point.value or nil, low = interval.low, high = interval.high,
        text = point.value and cells.text(point, 1, "pct.") or nil }
    end
  end
  doc:chart { kind = "bar", title = set.title .. ", før og efter Covid-19", unit = "pct.",
    decimals = 1, series = series,
    description = ("%s i %s og %s for hver ydelse; stregen er et 95 pct.-interval (Wilson).")
      :format(set.title, before, after) }
end

-- All sets that have comparisons, each under a heading of the level given.
function comparisons.sections(doc, sets, level)
  for _, set in ipairs(sets) do
    if #set.list > 0 then
      doc:heading(level, set.title)
      if set.id == "praktik" then comparisons.chart(doc, set) end
      comparisons.table(doc, set)
      comparisons.counts_table(doc, set)
    end
  end
end

local function point_data(point)
  return cells.data(point, { "numerator", "denominator" }, point)
end

-- For doc.data.
function comparisons.data(sets)
  local list = {}
  for _, set in ipairs(sets) do
    for _, one in ipairs(set.list) do
      list[#list + 1] = { __order = { "id", "ydelse", "gruppe", "maaling", "before", "after",
          "difference", "unit", "percent", "interval", "word" },
        id = one.definition.id, ydelse = one.definition.ydelse, gruppe = one.definition.gruppe,
        maaling = one.definition.maaling, before = point_data(one.before),
        after = point_data(one.after), difference = one.difference or json.null,
        unit = is_share(one) and "procentpoint" or one.unit, percent = one.percent or json.null,
        interval = one.interval and { __order = { "low", "high" }, low = one.interval.low,
          high = one.interval.high } or json.null, word = one.word }
    end
  end
  return list
end

return comparisons
