-- A frame as a chart of a document: lines over its periods, else bars; a series for each group. The
-- newest month is marked where its source will revise it, and so are the days that every reader
-- should know of.

local cells = require "followup.cells"
local danish = require "report.danish"
local fault = require "fault"
local frame_notes = require "followup.frame_notes"
local frame = require "query.frame"
local guard = require "query.guard"
local periods = require "domain.guard.periods"
local points = require "query.points"
local schema = require "query.schema"

local frame_chart = {}

-- Those of report.chart that are taken as they are, and all that may stand beside `chart`.
local TAKEN = { "description", "unit", "decimals", "zero", "source", "marks", "limits",
  "highlight", "id" }
frame_chart.FIELDS = table.move(TAKEN, 1, #TAKEN, 7, { "x", "y", "by", "kind", "title", "note" })

local DECIMALS = 1 -- of what has been divided, unless `decimals` says otherwise

local MOST = { line = 8, bar = 8, dot = 3 } -- series that can be told apart
local TIMES = { period = true, date = true }

-- As in a table: "." for what is hidden, "129–131" for a bound. Either is a gap in the chart.
local function text_of(made, point, name, decimals)
  if point.reason then
    local gap = cells.gap(point)
    return type(gap) == "table" and gap.text or gap
  end
  if point.mark then return made.frame:format(point.row, name) end
  return danish.number(point.y, decimals)
end

local function decimals_of(spec, made, name, kind)
  if spec.decimals then return spec.decimals end
  if kind == "number" then return DECIMALS end
  for row = 1, made.frame:rows() do
    if not made.frame:reason(row, name) and not made.frame:mark(row, name) then
      return #(made.frame:format(row, name):match ",(%d+)$" or "")
    end
  end
  return 0
end

-- Whether a point is of the month that its source will revise.
local function is_early(at, newest)
  return newest ~= nil and at.kind == newest.kind and at == newest
end

local function series_of(self, spec, wanted, made)
  local list, is_time = {}, TIMES[schema.find(self.schema, wanted.x).type]
  for i, one in ipairs(made.series) do
    local kind = schema.find(self.schema, one.y).type
    local decimals, drawn = decimals_of(spec, made, one.y, kind), {}
    local newest = is_time and periods.preliminary(self, one.y)
    for p, point in ipairs(one.points) do
      local text = text_of(made, point, one.y, decimals)
      drawn[p] = { x = is_time and point.at or made.frame:format(point.row, wanted.x),
        y = not point.mark and point.y or nil, preliminary = is_time and is_early(point.at, newest),
        text = spec.unit and point.y and text .. " " .. spec.unit or text }
    end
    list[i] = { label = one.label ~= "" and one.label or one.y, points = drawn }
  end
  return list
end

-- The labels of all series, in the order of the rows.
local function categories_of(wanted, made)
  local list, seen = {}, {}
  for row = 1, made.frame:rows() do
    local text = made.frame:format(row, wanted.x)
    if not made.frame:reason(row, wanted.x) and not seen[text] then
      seen[text], list[#list + 1] = true, text
    end
  end
  return list
end

local function check_kind(kind, made)
  local most = MOST[kind]
  if not most or #made.series <= most then return end
  fault.raise { what = ("chart: %d series, and %d can be told apart where kind = \"%s\""):format(
    #made.series, most, kind),
    hint = "filter those that matter, or kind = \"multiples\" draws each by itself" }
end

-- The days to know of, at the periods that hold them.
local function marks_of(made)
  local first, last, marks = nil, nil, {}
  for _, series in ipairs(made.series) do
    for _, point in ipairs(series.points) do
      first = first and first < point.at and first or point.at
      last = last and point.at < last and last or point.at
    end
  end
  for _, day in ipairs(first and guard.ask "landmarks" or {}) do
    local at = first
    while at < last and at.last_day < day.date do at = at + 1 end
    if at.first_day <= day.date and day.date <= at.last_day then
      marks[#marks + 1] = { x = at, label = day.text }
    end
  end
  return marks
end

-- A chart (document:chart) of spec: { chart = a frame, y = "antal", x = (else its column of
-- periods), by = (else its groups), kind = "line", "bar", "dot" or "multiples" (else lines over
-- periods, bars of all else), and of report.chart title, description, unit, decimals, zero, note,
-- source, marks, limits, highlight, id }. Two rows at one place are refused; what is missing or a
-- bound is a gap, and stands in the table under it. marks are the days to know of, unless given.
function frame_chart.make(spec)
  local self = spec.chart
  local wanted = points.columns(self, "chart", { x = spec.x, y = spec.y, by = spec.by }, true)
  local made = points.series(self, "chart", wanted)
  local is_time = TIMES[schema.find(self.schema, wanted.x).type]
  if made.skipped > 0 then
    fault.raise { what = ("chart: %d rows have no %s"):format(made.skipped, wanted.x),
      hint = ("write :filter \"not is_missing(%s)\" before"):format(wanted.x) }
  end
  local notes = frame_notes.of(self, wanted.y, {}, spec.note)
  local chart = { kind = spec.kind or is_time and "line" or "bar",
    title = spec.title or table.concat(wanted.y, ", "), x_label = wanted.x,
    series = series_of(self, spec, wanted, made), note = notes and table.concat(notes, " "),
    categories = not is_time and categories_of(wanted, made) or nil }
  for _, name in ipairs(TAKEN) do chart[name] = spec[name] end
  check_kind(chart.kind, made)
  if is_time and chart.kind ~= "bar" then chart.marks = spec.marks or marks_of(made) end
  return chart
end

-- Whether a value is a frame, which can be drawn.
frame_chart.takes = frame.is

return frame_chart
