-- A frame as text: aligned columns under a row of types, Danish numbers, missing cells by their
-- sign, bounds by theirs; what does not fit is named, not dropped.

local cells = require "cells"
local native = require "native"

local show = {}

local WIDTH, ROOM = 100, 20 -- columns, and rows that are shown, where there is no terminal
local FRAMING = 7 -- lines of a terminal that are no rows: what was typed, names, types, the size …
local WIDEST, NARROWEST = 40, 8 -- a wider text is cut and ends in …; narrower until all fits
local READABLE = 16 -- of texts, where not all columns fit
local GAP = 2

local numeric = { integer = true, decimal = true, number = true }

show.escape, show.cut = cells.escape, cells.cut

-- The decimals that a column of numbers is shown with: as many as its cells need, four at most.
function show.decimals(frame, name, rows)
  local most = 0
  for _, row in ipairs(rows) do
    if not frame:reason(row, name) then
      local text = native.format_number(frame:cell(row, name))
      most = math.max(most, #(text:match ",(%d+)" or ""))
    end
  end
  return math.min(most, 4)
end

function show.is_number(frame, name)
  for i, each in ipairs(frame:names()) do
    if each == name then return frame:types()[i] == "number" end
  end
end

local LONGEST = 26 -- bytes of a number; it would have hundreds of digits at worst

-- A number of very many digits by its power of ten: "1,000e+308".
local function shortened(text, value)
  if #text <= LONGEST or not text:find "^%-?%d" then return text end
  return (("%.3e"):format(value):gsub("%.", ",", 1))
end

-- A number that is not nought is never shown as 0: then its own digits are.
function show.number(frame, row, name, decimals)
  local text, value = frame:format(row, name, decimals), frame:cell(row, name)
  if frame:reason(row, name) then return text end
  if value ~= 0 and not text:find "[1-9]" then text = frame:format(row, name) end
  return shortened(text, value)
end

-- The cells of a column as texts, and how wide it is; texts are not cut yet.
local function column_of(frame, name, kind, rows)
  local decimals = kind == "number" and show.decimals(frame, name, rows) or nil
  local column = { name = show.escape(name), type = kind, right = numeric[kind], cells = {},
    widths = {}, missing = {} }
  column.least = math.max(native.width(column.name), native.width(kind))
  column.width = column.least
  for i, row in ipairs(rows) do
    local text = decimals and show.number(frame, row, name, decimals) or frame:format(row, name)
    if kind == "text" then text = show.escape(text) end
    column.cells[i], column.widths[i] = text, native.width(text)
    column.missing[i] = frame:reason(row, name) ~= nil
    column.width = math.max(column.width, column.widths[i])
  end
  return column
end

local function width_at(column, cell_width)
  if column.type ~= "text" then return column.width end
  return math.max(column.least, math.min(column.width, cell_width))
end

-- The width at which texts are cut so that all columns fit; a readable one where they cannot.
local function cell_width(columns, width)
  for each = math.max(WIDEST, width * 2 // 5), NARROWEST, -1 do
    local used = -GAP
    for _, column in ipairs(columns) do used = used + width_at(column, each) + GAP end
    if used <= width then return each end
  end
  return READABLE
end

local function cut_cells(column, most)
  column.width = width_at(column, most)
  if column.type ~= "text" then return end
  for i, text in ipairs(column.cells) do
    if column.widths[i] > column.width then column.cells[i] = show.cut(text, column.width) end
  end
end

local function columns_of(frame, rows, width)
  local columns, types = {}, frame:types()
  for i, name in ipairs(frame:names()) do columns[i] = column_of(frame, name, types[i], rows) end
  local most = cell_width(columns, width)
  for _, column in ipairs(columns) do cut_cells(column, most) end
  return columns
end

-- The rows that are shown of `count`: their numbers, and after which of them some are left out.
function show.rows(count, room)
  local rows, head = {}, count
  if count > room then head = room - room // 3 - 1 end
  for row = 1, head do rows[row] = row end
  if count <= room then return rows, nil end
  for row = count - room // 3 + 1, count do rows[#rows + 1] = row end
  return rows, head
end

local HOLE = "…" -- stands where columns are left out

-- In which order columns are given room: by turns what a row is called by, from the left, and its
-- figures from both ends, for what was computed last stands last.
local function in_turns(columns)
  local keys, figures, order = {}, {}, {}
  for i, column in ipairs(columns) do
    local list = column.right and figures or keys
    list[#list + 1] = i
  end
  for turn = 1, math.max(#keys, #figures) do
    order[#order + 1] = keys[turn]
    if turn <= #figures then
      local from_left = turn % 2 == 1
      order[#order + 1] = figures[from_left and (turn + 1) // 2 or #figures + 1 - turn // 2]
    end
  end
  return order
end

-- How wide the chosen columns are, in their order, with the holes between them.
local function chosen_width(columns, chosen)
  local used, last = -GAP, 0
  for i, column in ipairs(columns) do
    if chosen[i] then
      if i > last + 1 then used = used + native.width(HOLE) + GAP end
      used, last = used + column.width + GAP, i
    end
  end
  return used
end

local PATIENCE = 8 -- columns that are tried when one does not fit: a narrower one may

-- Which columns are shown, as a set of their places: as many as the width holds, one at least.
local function choose(columns, width)
  local chosen, failed = {}, 0
  for turn, i in ipairs(in_turns(columns)) do
    chosen[i] = true
    if turn > 1 and chosen_width(columns, chosen) > width then
      chosen[i], failed = nil, failed + 1
      if failed > PATIENCE then break end
    end
  end
  return chosen
end

local function hole_of(rows)
  local hole = { name = HOLE, type = "", width = native.width(HOLE), cells = {}, missing = {} }
  for i = 1, rows do hole.cells[i] = HOLE end
  return hole
end

-- The columns that are shown, with a hole where some are left out before one, and the names of the
-- rest.
local function fit(columns, width, rows)
  local shown, rest, chosen, last = {}, {}, choose(columns, width), 0
  for i, column in ipairs(columns) do
    if chosen[i] then
      if i > last + 1 then shown[#shown + 1] = hole_of(rows) end
      shown[#shown + 1], last = column, i
    else
      rest[#rest + 1] = column.name
    end
  end
  return shown, rest
end

-- One line: the columns' texts side by side, each dressed by `dress(column, text)` if it is given.
local function line_of(columns, text_of, dress)
  local parts, last = {}, 0
  for i, column in ipairs(columns) do
    local text = text_of(column)
    local blanks = (" "):rep(column.width - native.width(text))
    if text ~= "" then last = i end
    parts[i] = { text = text, before = column.right and blanks or "",
      after = column.right and "" or blanks }
  end
  local line = {}
  for i = 1, last do
    local part = parts[i]
    line[#line + 1] = part.before .. (dress and dress(columns[i], part.text) or part.text) ..
      (i < last and part.after .. (" "):rep(GAP) or "")
  end
  return table.concat(line)
end

-- "s: skipped 1 unavailable (..)"
local function skipped_line(frame, name)
  local skipped, parts = frame:skipped(name), {}
  for _, reason in ipairs(native.missing_reasons) do
    local count = skipped[reason.name]
    if count then
      parts[#parts + 1] = ("%d %s%s"):format(count, reason.name,
        reason.sign == "" and "" or " (" .. reason.sign .. ")")
    end
  end
  return #parts > 0 and ("%s: skipped %s"):format(show.escape(name), table.concat(parts, ", "))
end

-- "1.234 rows × 5 columns"
function show.size(rows, columns)
  local function counted(count, one, many)
    return native.format_number(count) .. " " .. (count == 1 and one or many)
  end
  return counted(rows, "row", "rows") .. " × " .. counted(columns, "column", "columns")
end

-- How a table is coloured on a terminal that can: names stand out, what is no figure steps back.
local BOLD, DIM, PLAIN = "\27[1m", "\27[2m", "\27[0m"

local function dressing(colour, code)
  if not colour then return function(text) return text end end
  return function(text) return text == "" and text or code .. text .. PLAIN end
end

local function body(shown, rows, gap_after, count, colour)
  local bold, dim = dressing(colour, BOLD), dressing(colour, DIM)
  local lines = {
    line_of(shown, function(one) return one.name end, function(_, text) return bold(text) end),
    line_of(shown, function(one) return one.type end, function(_, text) return dim(text) end),
  }
  for i = 1, #rows do
    lines[#lines + 1] = line_of(shown, function(column) return column.cells[i] end,
      function(column, text) return column.missing[i] and dim(text) or text end)
    if i == gap_after then
      local left = native.format_number(count - #rows)
      lines[#lines + 1] = dim(("… %s rows left out"):format(left))
    end
  end
  return lines, dim
end

-- What stands beneath the rows of a native frame: skipped cells, column by column.
function show.skipped(frame)
  local lines = {}
  for _, name in ipairs(frame:names()) do lines[#lines + 1] = skipped_line(frame, name) or nil end
  return lines
end

-- How many rows a terminal of `height` lines (nil: none) shows of a frame at once, with so many
-- lines `beneath` them.
function show.room(height, beneath)
  return height and math.max(height - FRAMING - (beneath or 0), 5) or ROOM
end

-- Lines of words as a terminal of `width` columns (nil: none) holds them.
function show.folded(lines, width)
  if not width then return lines end
  local folded = {}
  for _, line in ipairs(lines) do
    for _, part in ipairs(cells.fold(line, width)) do folded[#folded + 1] = part end
  end
  return folded
end

-- The names of the columns that are not shown; at most a quarter of a terminal is for them.
local function rest_lines(rest, width, height)
  local lines, most = {}, height and math.max(2, height // 4) or math.huge
  if #rest == 0 then return lines end
  for i = width and 1 or #rest, #rest do
    local left = i < #rest and (" and %d more"):format(#rest - i) or ""
    local line = "not shown: " .. table.concat(rest, ", ", 1, i) .. left
    local longer = show.folded({ line }, width)
    if #lines > 0 and #longer > most then break end
    lines = longer
  end
  return lines
end

-- The text of a native frame. Options: width and height (of the terminal, if any), all (every
-- row), size (false leaves out the last lines), colour, beneath (lines that will follow it).
function show.frame(frame, options)
  options = options or {}
  local count, width = frame:rows(), options.width or WIDTH
  local skipped = show.folded(show.skipped(frame), options.width)
  local beneath = #skipped + (options.beneath or 0)
  local function laid_out(more)
    local room = options.all and count or show.room(options.height, beneath + more)
    local rows, gap_after = show.rows(count, room)
    local columns = columns_of(frame, rows, width)
    local shown, rest = fit(columns, width, #rows)
    return rest_lines(rest, options.width, options.height), shown, rows, gap_after
  end
  local rest, shown, rows, gap_after = laid_out(0)
  if #rest > 1 and options.height then -- their lines are taken from the rows
    rest, shown, rows, gap_after = laid_out(#rest - 1)
  end
  local lines, dim = body(shown, rows, gap_after, count, options.colour)
  for _, line in ipairs(rest) do lines[#lines + 1] = dim(line) end
  for _, line in ipairs(skipped) do lines[#lines + 1] = dim(line) end
  if options.size ~= false then lines[#lines + 1] = dim(show.size(count, #frame:names())) end
  return table.concat(lines, "\n")
end

return show
