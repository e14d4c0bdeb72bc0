-- Comparisons before and after as sections of a document: a table a set, and a chart of shares.

local danish = require "report.danish"
local json = require "report.json"

local comparisons = {}

local function is_share(one)
  return one.unit == "pct."
end

local function decimals(one)
  return is_share(one) and 1 or 0
end

-- A figure with what it was computed from: "20,8 pct." and "59 af 283".
local function figure(one, point)
  if not point or not point.value then
    return { text = point and point.reason == "suppressed" and "." or "–",
      note = point and point.reason == "suppressed"
        and "Skjult af hensyn til anonymitet: tallet er lille, men ikke nødvendigvis 0." or nil }
  end
  local text = danish.number(point.value, decimals(one)) .. (is_share(one) and " pct." or "")
  if not point.numerator then return text end
  return ("%s (%s af %s)"):format(text, danish.number(point.numerator, 0),
    danish.number(point.denominator, 0))
end

local function difference(one)
  if not one.difference then return "–" end
  return is_share(one) and danish.signed(one.difference, 1) .. " procentpoint"
    or danish.signed(one.difference, 0)
end

local function interval(one)
  if not one.interval then return "–" end
  return ("%s til %s"):format(danish.signed(one.interval.low, 1), danish.signed(one.interval.high,
    1))
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

local function has_interval(set)
  for _, one in ipairs(set.list) do if one.interval then return true end end
  return false
end

-- The table of one set.
function comparisons.table(doc, set)
  local before, after = periods(set)
  local with_interval = has_interval(set)
  local columns = { { name = "hvad", label = "Gruppe", header = true },
    { name = "before", label = before, align = "right" },
    { name = "after", label = after, align = "right" },
    { name = "difference", label = "Ændring", align = "right" } }
  if with_interval then
    columns[#columns + 1] = { name = "interval", label = "95 %-interval", align = "right" }
  end
  columns[#columns + 1] = { name = "word", label = "Niveau" }
  local rows, several = {}, set.id == "aktiverede" or set.id == "ledighed"
  for i, one in ipairs(set.list) do
    rows[i] = { hvad = label(one, several), before = figure(one, one.before),
      after = figure(one, one.after), difference = difference(one), word = word(one) }
    if with_interval then rows[i].interval = interval(one) end
  end
  doc:table { caption = set.title .. ", før og efter", columns = columns, rows = rows,
    note = with_interval and "Intervallet er i procentpoint (Newcombe). Indeholder det 0, kan \z
      ændringen være tilfældig." or nil }
end

-- A chart of a set of shares, before beside after.
function comparisons.chart(doc, set)
  local before, after = periods(set)
  local series = { { label = before, points = {} }, { label = after, points = {} } }
  for i, one in ipairs(set.list) do
    for k, point in ipairs { one.before, one.after } do
      series[k].points[i] = { x = one.definition.caption, y = point.value,
        text = point.value and danish.percent(point.value, 1) or nil }
    end
  end
  doc:chart { kind = "bar", title = set.title .. ", før og efter Covid-19", unit = "pct.",
    decimals = 1, series = series,
    description = ("%s i %s og %s for hver ydelse."):format(set.title, before, after) }
end

-- All sets that have comparisons, each under a heading of the level given.
function comparisons.sections(doc, sets, level)
  for _, set in ipairs(sets) do
    if #set.list > 0 then
      doc:heading(level, set.title)
      if set.id == "praktik" then comparisons.chart(doc, set) end
      comparisons.table(doc, set)
    end
  end
end

local function point_data(point)
  return { __order = { "period", "value", "numerator", "denominator" }, period = point.period,
    value = point.value or json.null, numerator = point.numerator,
    denominator = point.denominator, missing = point.reason }
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
