-- A frame as a chart of a document: lines over its periods, else bars; a series for each group.

local cells = require "followup.cells"
local danish = require "report.danish"
local fault = require "fault"
local frame_notes = require "followup.frame_notes"
local frame = require "query.frame"
local points = require "query.points"
local schema = require "query.schema"

local frame_chart = {}

-- Those of report.chart that are taken as they are, and all that may stand beside `chart`.
local TAKEN = { "description", "unit", "decimals", "zero", "source", "marks", "limits",
  "highlight", "id" }
frame_chart.FIELDS = table.move(TAKEN, 1, #TAKEN, 7, { "x", "y", "by", "kind", "title", "note" })

local DECIMALS = 1 -- of what has been divided, unless `decimals` says otherwise

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

local function series_of(self, spec, wanted, made)
  local list, is_time = {}, TIMES[schema.find(self.schema, wanted.x).type]
  for i, one in ipairs(made.series) do
    local kind = schema.find(self.schema, one.y).type
    local decimals, drawn = decimals_of(spec, made, one.y, kind), {}
    for p, point in ipairs(one.points) do
      local text = text_of(made, point, one.y, decimals)
      drawn[p] = { x = is_time and point.at or made.frame:format(point.row, wanted.x),
        y = not point.mark and point.y or nil,
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

-- A chart (document:chart) of spec: { chart = a frame, y = "antal", x = (else its column of
-- periods), by = (else its groups), kind = "line", "bar" or "dot" (else lines over periods, bars of
-- all else), and of report.chart title, description, unit, decimals, zero, note, source, marks,
-- limits, highlight, id }. Two rows at one place are refused; what is missing or a bound is a gap,
-- and stands in the table under it.
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
  return chart
end

-- Whether a value is a frame, which can be drawn.
frame_chart.takes = frame.is

return frame_chart
