-- A frame as a series: one figure a period, in order, for charts and models. What is missing is
-- left out and told; what cannot be a series is refused.

local fault = require "fault"
local frame = require "query.frame"
local native = require "native"
local periods = require "domain.guard.periods"
local wording = require "domain.wording"

local timeseries = {}

-- Every name in `given` must be one of `known`.
function timeseries.check_names(given, known, verb)
  for name in pairs(given) do
    if not known[name] then
      local names = {}
      for one in pairs(known) do names[#names + 1] = one end
      table.sort(names)
      fault.raise { what = ("%s has no '%s'"):format(verb, tostring(name)),
        hint = fault.suggestion(tostring(name), names) or "it takes " .. table.concat(names, ", ") }
    end
  end
end

-- What is to be read: a column of values, or two of counts; not both.
function timeseries.need_value(given, verb)
  local share = given.numerator and given.denominator
  if given.value and not (given.numerator or given.denominator) or share and not given.value then
    return
  end
  fault.raise { what = verb .. " needs a column: value, or numerator and denominator",
    hint = ("%s{ figures = t, value = \"antal\", … }"):format(verb) }
end

local function need_column(t, name, what, verb)
  for _, column in ipairs(t:names()) do if column == name then return end end
  fault.raise { what = ("%s: there is no column '%s' for %s"):format(verb, tostring(name), what),
    why = "the columns are " .. table.concat(t:names(), ", "),
    hint = ("say which: %s{ ..., %s = \"...\" }"):format(verb, what) }
end

local function read_rows(t, given, names, verb)
  local list = {}
  for row = 1, #t do
    local point = { period = t:cell(row, given.period) }
    if t:reason(row, given.period) then
      fault.raise { what = ("%s: row %d has no period"):format(verb, row) }
    end
    for field, column in pairs(names) do
      point[field] = t:cell(row, column)
      local reason, mark = t:reason(row, column), t:mark(row, column)
      if reason then point[field], point.reason = nil, point.reason or reason end
      point.mark = point.mark or mark
    end
    list[row] = point
  end
  return list
end

local function check_periods(points, verb)
  for i, point in ipairs(points) do
    local before = points[i - 1]
    if before and before.period.kind ~= point.period.kind then
      fault.raise { what = ("%s: %s and %s are periods of different kinds"):format(verb,
        before.period:id(), point.period:id()),
        hint = "filter one kind first: t:filter \"kind(periode) == 'month'\"" }
    end
    if before and before.period == point.period then
      fault.raise { what = ("%s: %s stands more than once"):format(verb, point.period:id()),
        why = "a series has one figure a period",
        hint = "filter one area and group, or t:group_by \"periode\":summarise \"…\" first" }
    end
  end
end

-- Rolling years share most of their months with their neighbours, and a year to date holds the one
-- before it: they move little whatever happens, and limits made of that would be far too narrow.
function timeseries.overlap(kind)
  return kind == "rolling" or kind == "to_date"
end

function timeseries.check_apart(points, verb)
  if not (points[1] and timeseries.overlap(points[1].period.kind)) then return end
  fault.raise { what = ("%s: %s and its neighbours hold the same months"):format(verb,
    points[1].period:id()), why = "figures that overlap do not swing as those of separate periods",
    hint = "use months, quarters or years" }
end

-- Periods between the first and the last point that have no row at all, as gaps.
local function add_holes(points, gaps)
  local told = {}
  for _, gap in ipairs(gaps) do told[gap.period:id()] = true end
  for i = 2, #points do
    local period = points[i - 1].period + 1
    while period < points[i].period do
      if not told[period:id()] then gaps[#gaps + 1] = { period = period } end
      period = period + 1
    end
  end
end

-- The share in per cent; nil of none.
local function share_of(point, verb)
  local of, among = point.numerator, point.denominator
  if of < 0 or among < of then
    fault.raise { what = ("%s: %s has a share of %s among %s"):format(verb, point.period:id(),
      tostring(of), tostring(among)), why = "a numerator lies between 0 and its denominator" }
  end
  if among == 0 then return nil end
  return 100 * of / among
end

local function check_offset(point, verb)
  if point.offset and point.offset <= 0 then
    fault.raise { what = ("%s: the offset of %s is %s"):format(verb, point.period:id(),
      tostring(point.offset)), why = "an offset is what the count is counted among: above 0" }
  end
end

local function by_time(a, b) return a.period:id() < b.period:id() end

-- The points of a frame in order of time: { period =, value =, numerator =, denominator =,
-- offset = } each, and the periods left out: { period =, reason = (a missing figure), mark = (only
-- a bound is known; neither: there is no row) } each. given: period (a column; "periode"), value or
-- numerator and denominator, offset.
function timeseries.points(t, given, verb)
  if not frame.is(t) then
    fault.raise { what = ("%s needs a frame, not a %s"):format(verb, type(t)),
      hint = ("%s{ figures = t, value = \"antal\", … }"):format(verb) }
  end
  given = { period = given.period or "periode", value = given.value, offset = given.offset,
    numerator = given.numerator, denominator = given.denominator }
  local names = {}
  for _, field in ipairs { "value", "numerator", "denominator", "offset" } do
    names[field] = given[field]
    if given[field] then need_column(t, given[field], field, verb) end
  end
  need_column(t, given.period, "period", verb)
  local points, gaps = {}, {}
  local all = read_rows(t, given, names, verb)
  table.sort(all, by_time)
  check_periods(all, verb)
  for _, point in ipairs(all) do
    if point.numerator and point.denominator then point.value = share_of(point, verb) end
    check_offset(point, verb)
    local list = point.value and not point.reason and not point.mark and points or gaps
    list[#list + 1] = point
  end
  add_holes(points, gaps)
  table.sort(gaps, by_time)
  return points, gaps
end

-- What was left out, in Danish sentences.
local function gap_notes(gaps)
  local without, bounds, notes = {}, {}, {}
  for _, gap in ipairs(gaps) do
    local list = gap.mark and not gap.reason and bounds or without
    list[#list + 1] = tostring(gap.period)
  end
  if #without > 0 then
    notes[1] = wording.sentence("Uden tal og derfor udeladt: " .. wording.list(without))
  end
  if #bounds > 0 then
    notes[#notes + 1] = wording.sentence("Kun kendt som grænse (skjulte tal er med) og derfor \z
      udeladt: " .. wording.list(bounds))
  end
  return notes
end

-- What was left out, and what a reader of the frames' figures must know (Danish sentences).
function timeseries.notes(gaps, ...)
  local notes = gap_notes(gaps)
  for _, t in pairs { ... } do
    for _, note in ipairs(t:notes "da") do notes[#notes + 1] = wording.sentence(note) end
  end
  return notes
end

-- What is told where the last point is one that its source will revise: a Danish sentence, or nil.
function timeseries.preliminary(points, given)
  local last = points[#points]
  local newest = last and periods.preliminary(given.figures, given.value or given.numerator)
  if not newest or last.period.kind ~= newest.kind or last.period ~= newest then return nil end
  return wording.sentence(("%s er foreløbig, for kilden retter sin nyeste måned"):format(
    tostring(newest)))
end

-- A period as it is given to a function.
function timeseries.period_of(wanted, what, verb)
  local id = type(wanted) == "string" and native.period(wanted) or wanted
  if type(id) == "userdata" then return id end
  fault.raise { what = ("%s: %s = %s is no period"):format(verb, what, tostring(wanted)),
    hint = ("write a period: %s = \"2019Q3\""):format(what) }
end

-- The point of a period, or an error. where: "the series" unless told.
function timeseries.find(points, wanted, what, verb, where)
  local period = timeseries.period_of(wanted, what, verb)
  for _, point in ipairs(points) do
    if point.period.kind == period.kind and point.period == period then return point end
  end
  fault.raise { what = ("%s: %s has no figure for %s (%s)"):format(verb, where or "the series",
    tostring(period), what), why = "it is missing, hidden, only a bound, or has no row",
    hint = ("say another period: %s = \"…\""):format(what) }
end

-- Where a period stands to the day of an event: one that begins that day comes after it, one that
-- holds it further in is neither before nor after.
function timeseries.is_before(period, day) return period.last_day < day end

function timeseries.is_after(period, day) return period.first_day >= day end

-- The values of points.
function timeseries.values(points, field)
  local list = {}
  for i, point in ipairs(points) do list[i] = point[field or "value"] end
  return list
end

return timeseries
