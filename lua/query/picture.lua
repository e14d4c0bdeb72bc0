-- Pictures of a frame in the terminal: lines, bars, and a small line for each group.

local arguments = require "query.arguments"
local axis = require "picture.axis"
local cells = require "cells"
local fault = require "fault"
local frame = require "query.frame"
local glyph = require "picture.glyph"
local guard = require "query.guard"
local native = require "native"
local pictures = require "picture.picture"
local points = require "query.points"
local show = require "query.show"
local terminal = require "picture.terminal"

local picture = {}

local BARS = 200 -- lines of a picture of bars, at most
local SPARK = 40 -- signs of a small line, where not said

local function check_size(verb, options)
  for _, name in ipairs { "width", "height" } do
    local value = options[name]
    if value ~= nil and (math.type(value) ~= "integer" or value < 1) then
      frame.misuse(verb, ("%s is a whole number, not %s"):format(name, tostring(value)))
    end
  end
end

local function check(self, verb, options, known)
  if not frame.is(self) then frame.misuse(verb, verb .. " is a verb of a frame") end
  options = arguments.options(verb, options, known)
  check_size(verb, options)
  if options.title ~= nil then arguments.text(verb, options.title, "a title") end
  return options
end

local function title_of(options, wanted)
  if options.title then return cells.escape(options.title) end
  local by = #wanted.by > 0 and " by " .. table.concat(wanted.by, ", ") or ""
  return cells.escape(table.concat(wanted.y, ", ") .. by)
end

-- Whether it is drawn in ASCII.
local function is_ascii(options)
  if options.ascii ~= nil then return options.ascii and true or false end
  return terminal.is_ascii()
end

-- ---- lines ----

-- The days that a reader of any series should know of, where they lie among its periods.
local function events_of(made)
  local events = {}
  for _, day in ipairs(made.first and guard.ask "landmarks" or {}) do
    local at = axis.place(made.first, made.count, day.date)
    if at then events[#events + 1] = { at = at, text = day.text } end
  end
  return events
end

local function limits(made)
  local low, high
  for _, series in ipairs(made.series) do
    for _, point in ipairs(series.points) do
      if point.y then
        low, high = math.min(low or point.y, point.y), math.max(high or point.y, point.y)
      end
    end
  end
  return low or 0, high or 0
end

local function check_series(made, line)
  if #made.series <= line.most_series then return end
  local names = {}
  for i = 1, 4 do names[i] = made.series[i].label end
  fault.raise { what = ("plot: %d series (%s …), and a picture holds %d"):format(#made.series,
    table.concat(names, "; "), line.most_series),
    hint = "filter those that matter, or look at all of them with t:spark" }
end

local plot_options = { x = true, y = true, by = true, title = true, width = true, height = true,
  zero = true, ascii = true }

-- t:plot{ x = "periode", y = "antal", by = "omraade" }: lines. Without x the column of periods.
-- zero = true begins the axis at nought.
function picture.plot(self, options)
  local line = require "picture.line"
  options = check(self, "plot", options, plot_options)
  local wanted = points.columns(self, "plot", options, true)
  local made = points.series(self, "plot", wanted)
  check_series(made, line)
  points.place(self, made, "plot", wanted.x)
  local low, high = limits(made)
  local notes = points.notes(self, made, wanted, glyph.of(is_ascii(options)))
  if not options.zero and not axis.has_nought(low, high) then
    notes[#notes + 1] = "the axis of values does not begin at 0"
  end
  return pictures.new(line.draw, { title = title_of(options, wanted), low = low, high = high,
    zero = options.zero, x = made.axis, series = made.series, events = events_of(made),
    notes = notes }, options)
end

-- ---- bars ----

local function bar_of(native_frame, point, series, wanted, decimals)
  local text = decimals and show.number(native_frame, point.row, series.y, decimals) or
    native_frame:format(point.row, series.y)
  return { label = cells.escape(native_frame:format(point.row, wanted.x)), value = point.y,
    text = text, row = point.row }
end

-- The bars of all series by label, labels in order of first appearance.
local function gather_bars(made, wanted)
  local places, labels, several = {}, {}, #made.series > 1 or #wanted.by > 0
  for s, series in ipairs(made.series) do
    local rows = {}
    for i, point in ipairs(series.points) do rows[i] = point.row end
    local number = show.is_number(made.frame, series.y) and
      show.decimals(made.frame, series.y, rows) or nil
    for _, point in ipairs(series.points) do
      local bar = bar_of(made.frame, point, series, wanted, number)
      bar.part, bar.colour = several and series.label or nil, (s - 1) % #glyph.colours + 1
      if not places[bar.label] then
        labels[#labels + 1] = bar.label
        places[bar.label] = {}
      end
      table.insert(places[bar.label], bar)
    end
  end
  local bars = {}
  for _, label in ipairs(labels) do
    table.move(places[label], 1, #places[label], #bars + 1, bars)
  end
  return bars
end

local bar_options = { x = true, y = true, by = true, title = true, width = true, ascii = true }

-- t:bar{ x = "ydelse", y = "antal" }: a bar for each row, in the order of the rows; from nought.
function picture.bar(self, options)
  options = check(self, "bar", options, bar_options)
  local wanted = points.columns(self, "bar", options, false)
  local made = points.series(self, "bar", wanted)
  local bars = gather_bars(made, wanted)
  if #bars > BARS then
    fault.raise { what = ("bar: %s bars, and a picture holds %d"):format(
      native.format_number(#bars), BARS),
      hint = ('draw the greatest: t:arrange "-%s":head(20):bar{ … }'):format(wanted.y[1]) }
  end
  return pictures.new(require("picture.bar").draw, { title = title_of(options, wanted),
    bars = bars, notes = points.notes(self, made, wanted) }, options)
end

-- ---- a small line for each group ----

local spark_options = { x = true, by = true, points = true, ascii = true }

-- The points on their places, the last `most` of them; where the first one stands.
local function spark_of(series, count, most, ascii)
  local values = {}
  for i = 1, count do values[i] = false end
  for _, point in ipairs(series.points) do
    values[point.x + 1] = point.hidden and "hidden" or point.y or false
  end
  local from = math.max(count - most, 0)
  return require("picture.spark").line(table.move(values, from + 1, count, 1, {}), count - from,
    ascii)
end

local BESIDE = 44 -- columns of a terminal that first, last, their periods and gaps may take

-- As many points as the terminal has room for beside what the rows are called.
local function points_that_fit(made, by)
  local width, names = native.terminal_size(), 0
  for _, name in ipairs(by) do
    local widest = native.width(name)
    for _, series in ipairs(made.series) do
      widest = math.max(widest, native.width(made.frame:format(series.first, name)))
    end
    names = names + math.min(widest, 40) + 2
  end
  return width and math.max(8, math.min(SPARK, width - BESIDE - names)) or SPARK
end

local function check_points(options)
  local most = options.points
  if most == nil then return end
  if math.type(most) ~= "integer" or most < 1 then
    frame.misuse("spark", "points is a whole number, how many are drawn")
  end
end

-- How many places there are: periods without holes, else the rows.
local function count_places(made)
  if made.count then return made.count end
  local count = 0
  for _, series in ipairs(made.series) do
    for i, point in ipairs(series.points) do
      point.x = i - 1
      count = math.max(count, i)
    end
  end
  return count
end

local function spark_columns(made, wanted, most, ascii)
  local by, columns = wanted.by, {}
  for i, name in ipairs(by) do columns[i] = { name, {} } end
  local spark, first, last, from, to = {}, {}, {}, {}, {}
  local count = count_places(made)
  for s, series in ipairs(made.series) do
    for i, name in ipairs(by) do columns[i][2][s] = made.frame:cell(series.first, name) end
    local shown = {}
    for _, point in ipairs(series.points) do
      if point.x >= count - most then shown[#shown + 1] = point end
    end
    local a, b = shown[1], shown[#shown]
    spark[s] = spark_of(series, count, most, ascii)
    from[s], to[s] = made.first and made.first + math.max(count - most, 0) or a and a.at,
      made.first and made.first + (count - 1) or b and b.at
    from[s], to[s] = from[s] or native.missing, to[s] or native.missing
    first[s] = a and made.frame:format(a.row, series.y) or native.missing
    last[s] = b and made.frame:format(b.row, series.y) or native.missing
  end
  for _, column in ipairs { { "from", from }, { "first", first }, { "spark", spark },
    { "last", last }, { "to", to } } do columns[#columns + 1] = column end
  return columns
end

-- t:spark("antal", { by = "omraade" }): a row for each group with its series as a small line, each
-- between its own least and greatest; first and last as they are printed. × is a hidden figure, a
-- blank a missing one.
function picture.spark(self, y, options)
  options = check(self, "spark", options, spark_options)
  check_points(options)
  local wanted = points.columns(self, "spark", { x = options.x, y = y, by = options.by }, true)
  if #wanted.y ~= 1 then frame.misuse("spark", "spark takes one column of numbers") end
  local made = points.series(self, "spark", wanted)
  points.place(self, made, "spark", wanted.x)
  local most = options.points or points_that_fit(made, wanted.by)
  return require("query.open").frame(spark_columns(made, wanted, most, is_ascii(options)))
end

frame.define(picture)

return picture
