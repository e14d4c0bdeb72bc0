-- A chart of a document: checks what a script gives, lays points on one row of categories, and
-- finds the axis. Drawing is report.svg; the same figures stand as a table beneath every chart.
--
--   { kind = "bar" | "line" | "dot" | "multiples", title=, description=, unit=, x_label=,
--     decimals=, zero=, note=, source=, categories = {...},
--     series = { { label=, role=, points = { { x=, y=number or nil, text=, low=, high=,
--       preliminary= }, ... } }, ... }, marks = { { x=, label= }, ... },
--     limits = { { y=, label= }, ... }, highlight=, id= }
--   { kind = "progress", title=, items = { { label=, start=, now=, target=, unit=, decimals= },
--     ... } }
--
-- `x` is a label, or a period: periods are laid out over their whole range, so that a missing month
-- is a gap. `y` nil (or missing) is a gap too; it may be a statement (report.statement). `text` is
-- the figure as it is printed; else y with `decimals` and, for "pct.", the unit. Bars begin at
-- nought; a line's axis does when the figures come near it, or with zero = true. low and high draw
-- an interval. A preliminary point of a line is hollow, on a dotted way. A series' role is
-- "counterfactual" (what would have been) or, in multiples, "reference" (drawn in every panel).
-- `limits` are lines across: limits of chance, a target, another area. `highlight` is the category
-- that a dot plot sets apart. Progress goes from where each goal started to its target, each on a
-- scale of its own.

local chart_table = require "report.chart_table"
local danish = require "report.danish"
local fault = require "fault"
local inline = require "report.inline"
local native = require "native"
local statement = require "report.statement"

local chart = { LINE_TICKS = 5 }

local function is_period(x)
  return type(x) == "userdata" and x ~= native.missing
end

local function fail(place, what, hint)
  fault.raise { what = place .. ": " .. what, hint = hint }
end

-- All periods from the first to the last that a series has, by one step of their kind.
local function period_range(series, place)
  local first, last
  for _, each in ipairs(series) do
    for _, point in ipairs(each.points) do
      if not is_period(point.x) then fail(place, "some x are periods and some are not") end
      if first and point.x.kind ~= first.kind then
        fail(place, ("%s and %s are periods of two kinds"):format(tostring(first),
          tostring(point.x)))
      end
      if not first or point.x < first then first = point.x end
      if not last or last < point.x then last = point.x end
    end
  end
  local range = { first }
  while range[#range] ~= last do range[#range + 1] = range[#range] + 1 end
  return range
end

local function label_of(x, place)
  return inline.text(x, place .. ", x")
end

-- The categories as texts. Labels come from the first series; another series may leave some out,
-- but has none of its own: their order would be a guess.
local function find_categories(spec, place)
  local source = spec.categories
  if not source then
    local points = spec.series[1].points
    if points[1] and is_period(points[1].x) then
      source = period_range(spec.series, place)
    else
      source = {}
      for i, point in ipairs(points) do source[i] = point.x end
    end
  end
  local labels, places = {}, {}
  for i, x in ipairs(source) do
    labels[i] = label_of(x, place)
    if places[labels[i]] then fail(place, ("'%s' stands twice on the x axis"):format(labels[i])) end
    places[labels[i]] = i
  end
  return labels, places
end

local function figure(value, place, name)
  if value == nil or value == native.missing then return nil end
  if not math.type(value) or value ~= value or math.abs(value) == math.huge then
    fail(place, ("%s must be a finite number, not %s"):format(name, tostring(value)))
  end
  return value
end

local function default_text(y, spec)
  if not y then return "–" end
  local text = danish.number(y, spec.decimals)
  return spec.unit == "pct." and text .. " pct." or text
end

local ROLES = { counterfactual = true, reference = true }

local function make_series(given, spec, places, place)
  if given.role and not ROLES[given.role] then
    fail(place, ("no role is called '%s'"):format(tostring(given.role)),
      'role = "counterfactual" or "reference"')
  end
  local made = { label = inline.text(given.label, place .. ", label"), role = given.role,
    values = {}, texts = {}, lows = {}, highs = {}, statements = {}, preliminary = {} }
  for _, point in ipairs(given.points) do
    local label = label_of(point.x, place)
    local at = places[label]
    if not at then
      fail(place, ("'%s' of series '%s' is not on the x axis"):format(label, made.label),
        "list all labels in order: categories = { ... }")
    end
    if made.texts[at] then
      fail(place, ("series '%s' has two points at '%s'"):format(made.label, label))
    end
    local says = statement.is(point.y) and point.y or nil
    local y = figure(says and says.value or point.y, place, "y")
    made.values[at] = y
    made.lows[at] = figure(point.low, place, "low")
    made.highs[at] = figure(point.high, place, "high")
    made.statements[at] = says
    made.preliminary[at] = y and point.preliminary or nil
    made.texts[at] = point.text and inline.text(point.text, place) or says and tostring(says)
      or default_text(y, spec)
  end
  return made
end

local function each_value(made, visit)
  for _, series in ipairs(made.series) do
    for i = 1, #made.categories do
      if series.values[i] then visit(series.values[i]) end
      if series.lows[i] then visit(series.lows[i]) end
      if series.highs[i] then visit(series.highs[i]) end
    end
  end
  for _, limit in ipairs(made.limits) do visit(limit.y) end
end

-- A step of 1, 2 or 5 times a power of ten, so that `span` takes about `wanted` of them; and the
-- decimals its multiples need.
local function round_step(span, wanted)
  local step, decimals = 1.0, 0
  while step * wanted < span do step = step * 10 end
  while step / 10 * wanted >= span and decimals < 12 do
    step = step / 10
    if step < 1 then decimals = decimals + 1 end
  end
  for _, part in ipairs { 5, 2 } do
    if step / part * wanted >= span then
      return step / part, step <= 1 and decimals + 1 or decimals
    end
  end
  return step, decimals
end

local function find_limits(made, zero)
  local low, high
  each_value(made, function(value)
    low, high = math.min(low or value, value), math.max(high or value, value)
  end)
  if not low then return 0, 1 end
  local near = low >= 0 and low < high / 2
  if zero or near then low, high = math.min(low, 0), math.max(high, 0) end
  if low == high then
    if low == 0 then return 0, 1 end
    return low - math.abs(low) / 10, high + math.abs(high) / 10
  end
  return low, high
end

-- {min=, max=, step=, ticks={{value=, text=}, ...}} over round numbers.
function chart.axis(low, high, wanted)
  local step, decimals = round_step(high - low, wanted)
  local first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
  local axis = { min = first * step, max = last * step, step = step, ticks = {} }
  for i = first, last do
    local value = i * step
    axis.ticks[#axis.ticks + 1] = { value = value, text = native.format_number(value, decimals) }
  end
  return axis
end

local AXES = { line = "lodrette", multiples = "lodrette", dot = "vandrette" }

-- A line's axis that leaves out nought makes changes look larger: a sentence that says so, or nil.
local function broken_axis(made)
  local axis = chart.axis(made.low, made.high, chart.LINE_TICKS)
  if axis.min <= 0 and axis.max >= 0 then return nil end
  return ("Den %s akse begynder ved %s, ikke ved 0."):format(AXES[made.form], axis.ticks[1].text)
end

-- Find the axis of a chart by the values that it shows.
function chart.measure(made)
  made.low, made.high = find_limits(made, made.zero)
  made.broken = AXES[made.form] and broken_axis(made) or nil
end

-- Leave out the points whose statement `is_hidden`: no mark, and the axis does not tell of them.
function chart.hide(made, is_hidden)
  local any = false
  for _, series in ipairs(made.series) do
    for at, one in next, series.statements do
      if is_hidden(one) then
        any, series.values[at], series.lows[at], series.highs[at] = true, nil, nil, nil
      end
    end
  end
  if any then chart.measure(made) end
end

local function make_marks(given, places, place)
  local marks = {}
  for i, mark in ipairs(given or {}) do
    local label = label_of(mark.x, place)
    if not places[label] then
      fail(place, ("the mark at '%s' is not on the x axis"):format(label))
    end
    marks[i] = { at = places[label], label = inline.text(mark.label, place .. ", mark") }
  end
  return marks
end

local function make_limits(given, spec, place)
  local limits = {}
  for i, limit in ipairs(given or {}) do
    local y = figure(limit.y, place, "limit")
    if not y then fail(place, "a limit has no y") end
    limits[i] = { y = y, label = inline.text(limit.label, place .. ", limit"),
      text = limit.text and inline.text(limit.text, place) or default_text(y, spec) }
  end
  return limits
end

local FIELDS = {
  kind = true, title = true, description = true, unit = true, x_label = true, decimals = true,
  zero = true, note = true, source = true, categories = true, series = true, marks = true,
  id = true, limits = true, highlight = true, items = true,
}

local KINDS = { bar = true, line = true, dot = true, multiples = true, progress = true }

local function check_spec(spec, place)
  for name in pairs(spec) do
    if not FIELDS[name] then
      local names = {}
      for each in pairs(FIELDS) do names[#names + 1] = each end
      table.sort(names)
      fail(place, ("a chart has no field '%s'"):format(tostring(name)),
        "fields are " .. table.concat(names, ", "))
    end
  end
  if not KINDS[spec.kind] then
    fail(place, ("no chart is called '%s'"):format(tostring(spec.kind)),
      'kind = "bar", "line", "dot", "multiples" or "progress"')
  end
  if type(spec.series) ~= "table" or #spec.series == 0 then fail(place, "a chart needs series") end
end

-- A chart of progress as series over its goals.
local function progress_spec(spec, place)
  if type(spec.items) ~= "table" or #spec.items == 0 then fail(place, "progress needs items") end
  local made = { series = {} }
  for name, value in pairs(spec) do if name ~= "items" then made[name] = value end end
  made.x_label = spec.x_label or "Mål"
  for s, part in ipairs { { "start", "Udgangspunkt" }, { "now", "Nu" }, { "target", "Måltal" } } do
    local points = {}
    for i, item in ipairs(spec.items) do
      local y = item[part[1]]
      points[i] = { x = item.label, y = y, text = item[part[1] .. "_text"] or (not statement.is(y)
        and default_text(figure(y, place, part[1]), item)) or nil }
    end
    made.series[s] = { label = part[2], points = points }
  end
  return made
end

-- How much of the way from its start to its target each goal has behind it, in whole per cent and
-- not rounded up to the end: nil where that cannot be said. What the gate may hide has none.
local function find_shares(made)
  local start, now, target = table.unpack(made.series)
  local shares = {}
  for i = 1, #made.categories do
    local from, at, to = start.values[i] or 0, now.values[i], target.values[i]
    local judged = start.statements[i] or now.statements[i] or target.statements[i]
    if at and to and to ~= from and not judged then
      shares[i] = math.floor(100 * (at - from) / (to - from) + 1e-9)
    end
  end
  return shares
end

-- The plain form, ready to be drawn: {form=, title=, description=, unit=, categories=, series=
-- {{label=, role=, values=, texts=, lows=, highs=, preliminary=, column=}}, marks={{at=, label=}},
-- limits={{y=, label=, text=}}, highlight=, low=, high=, broken=, shares= (of progress), table=};
-- column: where the figures of a series stand in the table.
function chart.make(spec, place)
  if spec.kind == "progress" then spec = progress_spec(spec, place) end
  check_spec(spec, place)
  local made = { kind = "chart", form = spec.kind }
  made.title = inline.text(spec.title, place .. ", title")
  made.description = spec.description and inline.text(spec.description, place)
  made.unit = spec.unit and inline.text(spec.unit, place)
  local first = spec.series[1].points[1]
  made.x_label = spec.x_label and inline.text(spec.x_label, place)
    or (first and is_period(first.x) and "Periode") or ""
  local places
  made.categories, places = find_categories(spec, place)
  made.series = {}
  for i, given in ipairs(spec.series) do
    made.series[i] = make_series(given, spec, places, place)
  end
  made.marks = make_marks(spec.marks, places, place)
  made.limits = make_limits(spec.limits, spec, place)
  made.highlight = spec.highlight and places[label_of(spec.highlight, place)]
  made.zero = spec.zero or spec.kind == "bar"
  chart.measure(made)
  if made.form == "progress" then made.shares = find_shares(made) end
  made.table = chart_table.make(made, spec, place)
  return made
end

return chart
