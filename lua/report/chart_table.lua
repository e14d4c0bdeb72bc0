-- The figures of a chart as the table that stands beneath it: all that the drawing shows, for those
-- who do not see it. An interval has its two ends beside its figure; progress has how much of the
-- way is behind.

local danish = require "report.danish"
local tabular = require "report.table"

local chart_table = {}

local GAP = "–"
local PRELIMINARY = "Foreløbigt tal: kilden retter det."

-- What stands in the drawing and in no column: a remark under the table.
local function limits_text(made)
  local parts = {}
  for i, limit in ipairs(made.limits) do parts[i] = ("%s: %s"):format(limit.label, limit.text) end
  return #parts > 0 and table.concat(parts, "; "):gsub("%.?$", ".", 1) or nil
end

local function remarks_of(made, spec)
  local remarks = {}
  if type(spec.note) == "table" then
    table.move(spec.note, 1, #spec.note, 1, remarks)
  else
    remarks[1] = spec.note
  end
  remarks[#remarks + 1] = limits_text(made)
  return remarks
end

local function add(columns, cells, column, text_of)
  column.align = "right"
  columns[#columns + 1], cells[#cells + 1] = column, text_of
end

-- A series with its column, and where it has intervals with those of their ends. series.column: the
-- number of the column of its figures.
local function add_series(columns, cells, series, decimals)
  local group = next(series.lows) and series.label or nil
  add(columns, cells, { label = group and "Tal" or series.label, group = group },
    function(i)
      local text = series.texts[i] or GAP
      return series.preliminary[i] and { text = text, note = PRELIMINARY } or text
    end)
  series.column = #columns
  if not group then return end
  for _, ends in ipairs { { "Nedre", series.lows }, { "Øvre", series.highs } } do
    add(columns, cells, { label = ends[1], group = group }, function(i)
      return ends[2][i] and danish.number(ends[2][i], decimals) or GAP
    end)
  end
end

-- made: of report.chart, all but its table; spec: what the script gave.
function chart_table.make(made, spec, place)
  local columns, cells, rows = { { label = made.x_label, header = true } }, {
    function(i) return made.categories[i] end }, {}
  for _, series in ipairs(made.series) do
    add_series(columns, cells, series, math.max(1, spec.decimals or 1))
  end
  if made.shares then
    add(columns, cells, { label = "Af vejen" }, function(i)
      return made.shares[i] and danish.percent(made.shares[i]) or GAP
    end)
    made.shares.column = #columns
  end
  for i in ipairs(made.categories) do
    rows[i] = {}
    for c, text_of in ipairs(cells) do rows[i][c] = text_of(i) end
  end
  return tabular.make({ caption = made.title .. " – tallene", columns = columns, rows = rows,
    note = remarks_of(made, spec), source = spec.source }, place, {})
end

return chart_table
