-- The verbs that change the shape: wider, longer, complete, bind.

local value = require "query.backend.reference.value"

local reshape = {}

-- ---- wider ----

-- The names of the new columns: the texts of the values, in order of first appearance.
local function new_names(names_column, ids)
  local names, seen, taken = {}, {}, {}
  for _, id in ipairs(ids) do taken[id] = true end
  for row, cell in ipairs(names_column.cells) do
    if cell.reason then value.refuse("the name is missing in row %d", row) end
    local key = value.key(cell, names_column.type)
    if not seen[key] then
      local name = value.write(cell.value, names_column.type, names_column.scale)
      if name == "" then value.refuse("a column needs a name (row %d)", row) end
      if taken[name] then value.refuse("there would be two columns called '%s'", name) end
      seen[key], taken[name] = true, true
      names[#names + 1] = { name = name, key = key }
    end
  end
  return names
end

function reshape.pivot_wider(frame, step)
  local names_column = value.get(frame, step.names_from)
  local values = value.get(frame, step.values_from)
  local names = new_names(names_column, step.ids)
  local groups, firsts = frame.rows > 0 and value.groups(frame, step.ids) or {}, {}
  local result = value.frame(#groups)
  for g, group in ipairs(groups) do firsts[g] = group.rows[1] end
  for _, id in ipairs(step.ids) do
    value.put(result, id, value.gather(value.get(frame, id), firsts))
  end
  for _, name in ipairs(names) do
    local cells = {}
    for g, group in ipairs(groups) do
      for _, row in ipairs(group.rows) do
        if value.key(names_column.cells[row], names_column.type) == name.key then
          if cells[g] then value.refuse("two rows for one cell: '%s', row %d", name.name, row) end
          cells[g] = values.cells[row]
        end
      end
      cells[g] = cells[g] or value.gap "unmatched"
    end
    value.put(result, name.name, value.column(values.type, values.scale, cells, values))
  end
  return result
end

-- ---- longer ----

local function set_of(names)
  local set = {}
  for _, name in ipairs(names) do set[name] = true end
  return set
end

function reshape.pivot_longer(frame, step)
  local melted, columns = set_of(step.columns), {}
  for i, name in ipairs(step.columns) do columns[i] = value.get(frame, name) end
  local type, scale = value.common_type(columns)
  local names, values, rows = {}, {}, {}
  for row = 1, frame.rows do
    for i, column in ipairs(columns) do
      local at = #rows + 1
      rows[at] = row
      names[at] = value.present(step.columns[i])
      values[at] = value.convert_cell(column.cells[row], column.type, column.scale, type, scale,
        row)
    end
  end
  local result = value.frame(#rows)
  for _, name in ipairs(frame.names) do
    if not melted[name] then
      value.put(result, name, value.gather(frame.columns[name], rows))
    end
  end
  value.put_new(result, step.names_to, value.column("text", 0, names))
  value.put_new(result, step.values_to,
    value.column(type, scale, values, value.facts_of(columns)))
  return result
end

-- ---- spells ----

-- The periods of a kind that a row touches, from the day that it begins on to the day it ends on.
local function touched(from, to, step, row)
  if from.reason then value.refuse("row %d has no beginning", row) end
  local last = to.reason and step.ongoing or to.value
  if not last then value.refuse("row %d has no end", row) end
  local periods, first_day, last_day = {}, from.value.first_day, last.last_day
  if last_day < first_day then value.refuse("row %d ends before it begins", row) end
  local period = first_day:within(step.by)
  repeat
    periods[#periods + 1] = period
    local over = period.last_day >= last_day
    if not over then period = period + 1 end
  until over
  return periods
end

function reshape.each_period(frame, step)
  local from, to = value.get(frame, step.from), value.get(frame, step.to)
  local rows, periods = {}, {}
  if frame.columns[step.as] then value.refuse("there are two columns '%s'", step.as) end
  for row = 1, frame.rows do
    for _, period in ipairs(touched(from.cells[row], to.cells[row], step, row)) do
      rows[#rows + 1] = row
      periods[#periods + 1] = value.present(period)
    end
  end
  local result = value.frame(#rows)
  for _, name in ipairs(frame.names) do
    value.put(result, name, value.gather(frame.columns[name], rows))
  end
  value.put_new(result, step.as,
    value.column(step.by == "day" and "date" or "period", 0, periods))
  return result
end

-- ---- complete ----

-- The values that a column goes through in the grid, as cells: as they appear, or all periods from
-- the first to the last. A value counts also where another column of its row is missing.
local function grid_values(column)
  local cells, seen, low, high = {}, {}, nil, nil
  for _, cell in ipairs(column.cells) do
    local key = value.key(cell, column.type)
    if not cell.reason and not seen[key] then
      seen[key] = true
      cells[#cells + 1] = value.present(cell.value)
    end
  end
  if (column.type ~= "period" and column.type ~= "date") or #cells == 0 then return cells end
  for _, cell in ipairs(cells) do
    if not low or value.compare_period(cell.value, low) < 0 then low = cell.value end
    if not high or value.compare_period(cell.value, high) > 0 then high = cell.value end
  end
  local range = {}
  for step = 0, high - low do range[#range + 1] = value.present(low + step) end
  return range
end

-- All combinations of the cells of several columns, the last fastest.
local function combinations(choices)
  local result = { {} }
  for _, cells in ipairs(choices) do
    local longer = {}
    for _, start in ipairs(result) do
      for _, cell in ipairs(cells) do
        local one = table.move(start, 1, #start, 1, {})
        one[#one + 1] = cell
        longer[#longer + 1] = one
      end
    end
    result = longer
  end
  return result
end

local function combination_key(cells, columns)
  local parts = {}
  for i, cell in ipairs(cells) do
    local key = value.key(cell, columns[i].type)
    parts[i] = #key .. ":" .. key
  end
  return table.concat(parts)
end

-- The rows with all of the columns present, and the others.
local function split_rows(frame, columns)
  local whole, broken = {}, {}
  for row = 1, frame.rows do
    local gap = false
    for _, column in ipairs(columns) do gap = gap or column.cells[row].reason end
    local list = gap and broken or whole
    list[#list + 1] = row
  end
  return whole, broken
end

-- The rows of the result: {row=} of the frame, or {cells=} of the grid, which no row has.
local function grid_rows(columns, whole, broken)
  local choices, standing, plan = {}, {}, {}
  for i, column in ipairs(columns) do choices[i] = grid_values(column) end
  for _, row in ipairs(whole) do
    local key = value.row_key(columns, row)
    standing[key] = standing[key] or {}
    table.insert(standing[key], row)
  end
  for _, cells in ipairs(combinations(choices)) do
    local rows = standing[combination_key(cells, columns)]
    if not rows then plan[#plan + 1] = { cells = cells } end
    for _, row in ipairs(rows or {}) do plan[#plan + 1] = { row = row } end
  end
  for _, row in ipairs(broken) do plan[#plan + 1] = { row = row } end
  return plan
end

function reshape.complete(frame, step)
  local columns, place = {}, {}
  for i, name in ipairs(step.columns) do
    columns[i], place[name] = value.get(frame, name), i
  end
  local whole, broken = split_rows(frame, columns)
  local plan = grid_rows(columns, whole, broken)
  local result = value.frame(#plan)
  for _, name in ipairs(frame.names) do
    local column, cells = frame.columns[name], {}
    for i, source in ipairs(plan) do
      if source.row then
        cells[i] = column.cells[source.row]
      else
        cells[i] = place[name] and source.cells[place[name]] or value.gap "unmatched"
      end
    end
    value.put(result, name, value.column(column.type, column.scale, cells, column))
  end
  return result
end

-- ---- bind ----

local function check_names(first, other)
  local absent = {}
  for _, name in ipairs(first.names) do
    if not other.columns[name] then absent[#absent + 1] = name end
  end
  for _, name in ipairs(other.names) do
    if not first.columns[name] then absent[#absent + 1] = name end
  end
  if #absent > 0 then
    value.refuse("not in all of the frames: %s", table.concat(absent, ", "))
  end
end

function reshape.bind_rows(frames)
  local rows = 0
  for _, frame in ipairs(frames) do
    check_names(frames[1], frame)
    rows = rows + frame.rows
  end
  local result = value.frame(rows)
  for _, name in ipairs(frames[1].names) do
    local columns, cells = {}, {}
    for i, frame in ipairs(frames) do columns[i] = frame.columns[name] end
    local type, scale = value.common_type(columns)
    for _, column in ipairs(columns) do
      for _, cell in ipairs(value.convert(column, type, scale).cells) do
        cells[#cells + 1] = cell
      end
    end
    value.put(result, name, value.column(type, scale, cells, value.facts_of(columns)))
  end
  return result
end

return reshape
