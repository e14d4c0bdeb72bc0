-- How sure a figure is to be on its side of a target: by the limits between which its series moves
-- of itself, where there are points enough to find them. One figure never makes anything sure.

local series = require "domain.series"
local timeseries = require "domain.timeseries"
local told = require "domain.told"
local wording = require "domain.wording"

local certainty = { SURE = "sikkert", UNSURE = "kan svinge" }

local ONE_FIGURE = "Dommen hviler på ét tal"
local TO_DATE = "Tallet tælles op gennem året, så det har ingen grænser, som det svinger imellem"

-- The exact points of the last one's kind up to it, in order; none of periods that overlap, whose
-- figures do not swing by themselves.
local function same_kind(points, last)
  local list = {}
  if timeseries.overlap(last.period.kind) then return list end
  for _, point in ipairs(points) do
    local fits = point.value and not point.mark and point.period.kind == last.period.kind
    if fits and point.period.last_day <= last.period.last_day then list[#list + 1] = point end
  end
  return list
end

local function limits_text(chart, list, one)
  return ("Serien svinger af sig selv mellem %s"):format(told.mark(
    wording.values(chart.lower, chart.upper, one.unit, " og "), { limits = chart, points = list,
      one = one }))
end

-- "sikkert" or "kan svinge", and why in a sentence without its full stop. target: { at_least = } or
-- { at_most = }; reached: whether the last point reaches it. one: { caption =, unit =, points =,
-- to_date = whether the figures are counted up through the year, so that they rise by themselves }.
-- The figures in the sentence are marked (domain.told).
function certainty.of(one, last, target, reached)
  if one.to_date then return certainty.UNSURE, TO_DATE end
  local list = same_kind(one.points, last)
  if #list < series.FEW then return certainty.UNSURE, ONE_FIGURE end
  local chart = series.chart(list)
  if chart.rare then return certainty.UNSURE, series.RARE end
  if next(chart.signals[#list]) ~= nil then
    return certainty.UNSURE, limits_text(chart, list, one)
      .. ", og det seneste tal følger ikke serien"
  end
  local word = series.assurance(chart, target.at_least or target.at_most,
    target.at_least and "up" or "down")
  if word == (reached and "pass" or "fail") then
    return certainty.SURE, limits_text(chart, list, one)
  end
  return certainty.UNSURE, limits_text(chart, list, one) .. ", og målet ligger derimellem"
end

return certainty
