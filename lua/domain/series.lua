-- Series against chance: the limits between which a series moves by itself, and what does not come
-- of chance. Individuals charts (XmR) with the rules of NHS England's Making Data Count, runs about
-- the median (Anhøj and Olesen 2014), Laney's P' chart for shares, assurance against a target.

local fault = require "fault"
local frame = require "query.frame"
local native = require "native"
local timeseries = require "domain.timeseries"
local wording = require "domain.wording"

local series = {
  FEW = 12, -- with fewer points limits are provisional
  RARE = "Serien skifter for sjældent til at vise, hvor meget den svinger af sig selv",
}

local known = { figures = true, value = true, numerator = true, denominator = true, period = true,
  screen = true }

-- Points and gaps of what is given, or an error.
local function points_of(given, least, verb)
  if type(given) ~= "table" or frame.is(given) then
    fault.raise { what = verb .. " takes a table that says which column",
      hint = verb .. "{ figures = t, value = \"antal\" }" }
  end
  timeseries.check_names(given, known, verb)
  timeseries.need_value(given, verb)
  local points, gaps = timeseries.points(given.figures, given, verb)
  timeseries.check_apart(points, verb)
  if #points < least then
    fault.raise { what = ("%s: %d points are too few, there must be %d or more"):format(verb,
      #points, least) }
  end
  return points, gaps
end

local reasons = {
  { "outside", "uden for grænserne" },
  { "shift", "syv i træk på samme side af gennemsnittet" },
  { "trend", "syv i træk, der alle stiger eller alle falder" },
  { "near_limit", "to af tre tæt på samme grænse" },
}

local function signal_text(signals)
  local texts = {}
  for _, one in ipairs(reasons) do
    if signals[one[1]] then texts[#texts + 1] = one[2] end
  end
  return #texts > 0 and table.concat(texts, "; ") or native.missing
end

-- What is told beside a chart: few points, points that were left out, a last one that is not final.
-- given: what the function was given, or nil.
local function notes_of(points, gaps, given)
  local notes = {}
  if #points < series.FEW then
    notes[#notes + 1] = ("Foreløbige grænser: der er %d punkter, og under %d er for få til faste \z
      grænser."):format(#points, series.FEW)
  end
  if given then notes[#notes + 1] = timeseries.preliminary(points, given) end
  for _, note in ipairs(timeseries.notes(gaps, given and given.figures)) do
    notes[#notes + 1] = note
  end
  return notes
end

local function chart_frame(points, chart)
  local columns = { {}, {}, {}, {}, {}, {} }
  for i, point in ipairs(points) do
    columns[1][i], columns[2][i] = point.period, point.value + 0.0
    columns[3][i], columns[4][i], columns[5][i] = chart.centre, chart.lower, chart.upper
    columns[6][i] = signal_text(chart.signals[i])
  end
  return frame.new(native.frame {
    { name = "periode", type = "period", values = columns[1] },
    { name = "vaerdi", type = "number", values = columns[2] },
    { name = "gennemsnit", type = "number", values = columns[3] },
    { name = "nedre", type = "number", values = columns[4] },
    { name = "oevre", type = "number", values = columns[5] },
    { name = "signal", type = "text", values = columns[6] } })
end

-- Whether the points differ, but so seldom (as figures of few decimals do) that the ranges from one
-- to the next come to nothing, and with them the limits.
local function changes_rarely(points, chart)
  if chart.lower ~= chart.upper then return false end
  for _, point in ipairs(points) do
    if point.value ~= points[1].value then return true end
  end
  return false
end

local function sentence_of(points, chart)
  local last = chart.signals[#points]
  local shown = wording.point(points[#points])
  if changes_rarely(points, chart) then return wording.sentence(series.RARE) end
  if next(last) == nil then
    return ("%s ligger inden for det, som serien svinger af sig selv."):format(shown)
  end
  return ("%s er ikke et tilfældigt udsving: %s."):format(shown, signal_text(last))
end

-- series.xmr{ figures = t, value = "antal", period = "periode", screen = true }: the limits of a
-- series and the signals of each point. Gives { frame (periode, vaerdi, gennemsnit, nedre, oevre,
-- signal), centre, lower, upper, provisional, sentence, notes }. Shares by numerator and
-- denominator in place of value. screen = false keeps moving ranges that are far too large.
function series.xmr(given)
  local points, gaps = points_of(given, 2, "series.xmr")
  return series.chart(points, gaps, given.screen, given)
end

-- The same of points as lua/domain/indicator gives them.
function series.chart(points, gaps, screen, given)
  local chart = native.chart_individuals(timeseries.values(points), screen ~= false)
  return { frame = chart_frame(points, chart), centre = chart.centre, lower = chart.lower,
    upper = chart.upper, provisional = #points < series.FEW, signals = chart.signals,
    rare = changes_rarely(points, chart), sentence = sentence_of(points, chart),
    notes = notes_of(points, gaps or {}, given) }
end

-- series.runs{ figures = t, value = "antal" }: whether the series stays too long on one side of its
-- median, or crosses it too seldom. Gives { longest, longest_limit, crossings, fewest, useful,
-- signal, sentence, notes }.
function series.runs(given)
  local points, gaps = points_of(given, 2, "series.runs")
  local found = native.chart_runs(timeseries.values(points))
  found.signal = found.longest > found.longest_limit or found.crossings < found.fewest
  found.sentence = ("Længste række på samme side af medianen er %d (grænse %d), og serien krydser \z
    den %d gange (mindst %d): %s."):format(found.longest, found.longest_limit, found.crossings,
    found.fewest, found.signal and "serien har flyttet sig" or "ikke andet end tilfældige udsving")
  found.notes = notes_of(points, gaps, given)
  return found
end

-- series.shares{ figures = t, numerator = "aktive", denominator = "personer" }: Laney's P' chart.
-- Gives { frame (periode, andel, gennemsnit, nedre, oevre in per cent), centre, spread, notes }.
function series.shares(given)
  if type(given) == "table" and given.value then
    fault.raise { what = "series.shares needs the counts that the shares come of",
      why = "limits for a share depend on how many it is a share of",
      hint = "series.shares{ figures = t, numerator = \"…\", denominator = \"…\" }; published \z
shares without counts go to series.xmr" }
  end
  local points, gaps = points_of(given, 2, "series.shares")
  local chart = native.chart_laney(timeseries.values(points, "numerator"),
    timeseries.values(points, "denominator"))
  local lower, upper, centre, periods, values = {}, {}, {}, {}, {}
  for i, point in ipairs(points) do
    periods[i], values[i], centre[i] = point.period, point.value, 100 * chart.centre
    lower[i], upper[i] = 100 * chart.lower[i], 100 * chart.upper[i]
  end
  return { centre = 100 * chart.centre, spread = chart.spread,
    notes = notes_of(points, gaps, given),
    frame = frame.new(native.frame { { name = "periode", type = "period", values = periods },
      { name = "andel", type = "number", values = values },
      { name = "gennemsnit", type = "number", values = centre },
      { name = "nedre", type = "number", values = lower },
      { name = "oevre", type = "number", values = upper } }) }
end

local assured = {
  pass = "Når serien svinger, som den gør, rammer den målet hver gang.",
  fail = "Når serien svinger, som den gør, rammer den ikke målet.",
  either = "Serien kan ramme målet den ene gang og ikke den næste: målet ligger inden for det, \z
    som den svinger af sig selv.",
}

-- series.assurance(chart, target, "up" or "down"): "pass", "fail" or "either", and a sentence;
-- "either" too where the limits came to nothing though the figures differ (chart.rare).
function series.assurance(chart, target, direction)
  if direction ~= "up" and direction ~= "down" then
    fault.raise { what = "series.assurance needs to know which way is right: \"up\" or \"down\"",
      hint = "series.assurance(chart, 80, \"up\")" }
  end
  if chart.rare then return "either", wording.sentence(series.RARE) end
  local word = "either"
  if target > chart.upper then word = direction == "up" and "fail" or "pass" end
  if target < chart.lower then word = direction == "up" and "pass" or "fail" end
  return word, assured[word]
end

return series
