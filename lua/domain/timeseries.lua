-- A frame as a series: one figure a period, in order, for charts and models. What is missing is
-- left out and told; what cannot be a series is refused.

local fault = require "fault"
local frame = require "query.frame"

local timeseries = {}

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
      local reason = t:reason(row, column)
      if reason then point[field], point.reason = nil, point.reason or reason end
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

-- The points of a frame in order of time: { period =, value =, numerator =, denominator =,
-- offset = } each, and those left out for a missing figure: { period =, reason = } each. given:
-- period (a column; "periode"), value or numerator and denominator, offset.
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
  for _, point in ipairs(read_rows(t, given, names, verb)) do
    if point.numerator and point.denominator and point.denominator ~= 0 then
      point.value = 100 * point.numerator / point.denominator
    end
    local list = point.value and not point.reason and points or gaps
    list[#list + 1] = point
  end
  table.sort(points, function(a, b) return a.period:id() < b.period:id() end)
  check_periods(points, verb)
  return points, gaps
end

-- The values of points.
function timeseries.values(points, field)
  local list = {}
  for i, point in ipairs(points) do list[i] = point[field or "value"] end
  return list
end

return timeseries
