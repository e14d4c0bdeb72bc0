-- A frame as text: aligned columns under a row of types, Danish numbers, missing cells by their
-- sign, bounds by theirs; what does not fit is named, not dropped.

local native = require "native"

local show = {}

local HEAD, TAIL = 10, 5 -- rows shown of a long frame
local CELL_WIDTHS = { 40, 28, 20, 14 } -- a wider text is cut and ends in …; narrower until all fits
local GAP = 2

local numeric = { integer = true, decimal = true, number = true }

-- Control characters would move the cursor or worse: data is shown, never obeyed. The C1 range is
-- UTF-8 C2 80 to C2 9F.
function show.escape(text)
  text = text:gsub("%c", function(c)
    return c == "\n" and "\\n" or c == "\t" and "\\t" or c == "\r" and "\\r" or
      ("\\x%02x"):format(c:byte())
  end)
  return (text:gsub("\xC2[\x80-\x9F]", function(c)
    return ("\\x%02x"):format(c:byte(2))
  end))
end

-- Cut to `width` terminal columns.
function show.cut(text, width)
  if native.width(text) <= width then return text end
  local kept, used = {}, 1
  for _, code in utf8.codes(text, true) do
    local character = utf8.char(code)
    used = used + native.width(character)
    if used > width then break end
    kept[#kept + 1] = character
  end
  return table.concat(kept) .. "…"
end

local function pad(text, width, right)
  local blanks = (" "):rep(width - native.width(text))
  return right and blanks .. text or text .. blanks
end

-- The decimals that a column of numbers is shown with: as many as its cells need, four at most.
local function decimals_of(frame, name, rows)
  local most = 0
  for _, row in ipairs(rows) do
    if not frame:reason(row, name) then
      local text = native.format_number(frame:cell(row, name))
      most = math.max(most, #(text:match ",(%d+)" or ""))
    end
  end
  return math.min(most, 4)
end

-- A number that is not nought is never shown as 0: then its own digits are.
local function number_cell(frame, row, name, decimals)
  local text = frame:format(row, name, decimals)
  if not frame:reason(row, name) and frame:cell(row, name) ~= 0 and not text:find "[1-9]" then
    return frame:format(row, name)
  end
  return text
end

local function column_of(frame, name, kind, rows, cell_width)
  local decimals = kind == "number" and decimals_of(frame, name, rows) or nil
  local column = { name = show.escape(name), type = kind, right = numeric[kind], cells = {} }
  column.width = math.max(native.width(column.name), native.width(kind))
  for i, row in ipairs(rows) do
    local text = decimals and number_cell(frame, row, name, decimals) or frame:format(row, name)
    if kind == "text" then text = show.cut(show.escape(text), cell_width) end
    column.cells[i] = text
    column.width = math.max(column.width, native.width(text))
  end
  return column
end

-- The columns, and what they take side by side.
local function columns_of(frame, rows, cell_width)
  local columns, types, used = {}, frame:types(), -GAP
  for i, name in ipairs(frame:names()) do
    columns[i] = column_of(frame, name, types[i], rows, cell_width)
    used = used + columns[i].width + GAP
  end
  return columns, used
end

local function shown_rows(count, all)
  local rows = {}
  if all or count <= HEAD + TAIL + 5 then
    for row = 1, count do rows[row] = row end
    return rows, nil
  end
  for row = 1, HEAD do rows[row] = row end
  for row = count - TAIL + 1, count do rows[#rows + 1] = row end
  return rows, HEAD
end

-- As many columns as the width holds (one at least), and the names of the rest.
local function fit(columns, width)
  local shown, rest, used = {}, {}, 0
  for _, column in ipairs(columns) do
    local needed = column.width + (#shown > 0 and GAP or 0)
    if #rest == 0 and (#shown == 0 or used + needed <= width) then
      shown[#shown + 1] = column
      used = used + needed
    else
      rest[#rest + 1] = column.name
    end
  end
  return shown, rest
end

local function line_of(columns, text_of)
  local parts = {}
  for i, column in ipairs(columns) do
    parts[i] = pad(text_of(column), column.width, column.right)
  end
  return (table.concat(parts, (" "):rep(GAP)):gsub(" +$", ""))
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

-- The text of a native frame. Options: width (terminal columns, 100), all (every row), size (false
-- leaves out the last lines).
function show.frame(frame, options)
  options = options or {}
  local names, count, width = frame:names(), frame:rows(), options.width or 100
  local rows, gap_after = shown_rows(count, options.all)
  local columns, used
  for _, cell_width in ipairs(CELL_WIDTHS) do
    columns, used = columns_of(frame, rows, cell_width)
    if used <= width then break end
  end
  local shown, rest = fit(columns, width)
  local lines = {
    line_of(shown, function(column) return column.name end),
    line_of(shown, function(column) return column.type end),
  }
  for i = 1, #rows do
    lines[#lines + 1] = line_of(shown, function(column) return column.cells[i] end)
    if i == gap_after then
      lines[#lines + 1] = ("… %s rows left out"):format(native.format_number(count - #rows))
    end
  end
  if #rest > 0 then lines[#lines + 1] = "not shown: " .. table.concat(rest, ", ") end
  for _, name in ipairs(names) do lines[#lines + 1] = skipped_line(frame, name) or nil end
  if options.size ~= false then lines[#lines + 1] = show.size(count, #names) end
  return table.concat(lines, "\n")
end

return show
