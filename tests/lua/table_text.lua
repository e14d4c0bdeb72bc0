-- Frames as text that a person writes and reads, for tests: what two frames show is the same text
-- exactly when the frames are the same to the bit.
--
--   omraade:text | periode:period | antal:integer | pct:decimal1
--   Hedensted    | 2019Q3         | 12            | 5.6
--   Horsens      | 2019Q3         | <suppressed>  | ≥ 0.5
--   skipped antal: suppressed 1
--
-- A missing cell is its reason in <>; a mark stands before the value: ≥ (at least), ≤ (at most),
-- ≈ (inexact). Texts that could be taken for something else stand in double quotes.

local native = require "native"

local table_text = {}

local reasons = { "suppressed", "unavailable", "blank", "unmatched", "none", "undefined",
  "undecided" }
local sign_of = { at_least = "≥", at_most = "≤", inexact = "≈" }
local mark_of = {}
for mark, sign in pairs(sign_of) do mark_of[sign] = mark end

-- ---- writing ----

local function write_number(number)
  for precision = 15, 17 do
    local text = ("%." .. precision .. "g"):format(number)
    if tonumber(text) == number then return text end
  end
  return tostring(number)
end

local function write_scaled(scaled, scale)
  local digits = ("%d"):format(scaled):gsub("^-", "")
  if scale > 0 then
    digits = ("0"):rep(scale + 1 - #digits) .. digits
    digits = digits:sub(1, -scale - 1) .. "." .. digits:sub(-scale)
  end
  return (scaled < 0 and "-" or "") .. digits
end

local function write_text(text)
  if text == "" or text:find '^[ <"]' or text:find " $" or text:find "[|%c\\]" or
    mark_of[text:match "^[^ ]*"] then
    return '"' .. text:gsub('[%c|"\\]', function(c) return ("\\%03d"):format(c:byte()) end) .. '"'
  end
  return text
end

local function write_cell(nf, row, place, type, scale)
  local reason = nf:reason(row, place)
  if reason then return "<" .. reason .. ">" end
  local text
  if type == "decimal" then
    text = write_scaled(nf:scaled(row, place), scale)
  else
    local cell = nf:cell(row, place)
    if type == "number" then text = write_number(cell)
    elseif type == "period" or type == "date" then text = cell:id()
    elseif type == "text" then text = write_text(cell)
    else text = tostring(cell) end
  end
  local mark = nf:mark(row, place)
  if mark and nf:told(row, place) then
    text = ("%s {%.17g..%.17g}"):format(text, nf:bounds(row, place))
  end
  return mark and sign_of[mark] .. " " .. text or text
end

local function pad(rows)
  local widths = {}
  for _, row in ipairs(rows) do
    for i, cell in ipairs(row) do
      widths[i] = math.max(widths[i] or 0, utf8.len(cell) or #cell)
    end
  end
  local lines = {}
  for r, row in ipairs(rows) do
    local cells = {}
    for i, cell in ipairs(row) do
      cells[i] = cell .. (" "):rep(widths[i] - (utf8.len(cell) or #cell))
    end
    lines[r] = (table.concat(cells, " | "):gsub(" +$", ""))
  end
  return lines
end

local function write_skipped(nf, place, name)
  local skipped, parts = nf:skipped(place) or {}, {}
  for _, reason in ipairs(reasons) do
    if (skipped[reason] or 0) > 0 then parts[#parts + 1] = reason .. " " .. skipped[reason] end
  end
  return #parts > 0 and "skipped " .. name .. ": " .. table.concat(parts, ", ") or nil
end

-- The text of a native frame.
function table_text.show(nf)
  local names, types, rows = nf:names(), nf:types(), { {} }
  local scales = {}
  for place, name in ipairs(names) do
    scales[place] = types[place] == "decimal" and nf:scale(place) or 0
    rows[1][place] = name .. ":" .. types[place] ..
      (types[place] == "decimal" and scales[place] or "")
  end
  for row = 1, nf:rows() do
    rows[row + 1] = {}
    for place, type in ipairs(types) do
      rows[row + 1][place] = write_cell(nf, row, place, type, scales[place])
    end
  end
  if #names == 0 then return ("no columns, %d rows"):format(nf:rows()) end
  local lines = pad(rows)
  for place, name in ipairs(names) do lines[#lines + 1] = write_skipped(nf, place, name) end
  return table.concat(lines, "\n")
end

-- The names of the columns that are not figures as read: "andel, x".
function table_text.computed(nf)
  local names = {}
  for place, name in ipairs(nf:names()) do
    if nf:computed(place) then names[#names + 1] = name end
  end
  return table.concat(names, ", ")
end

-- ---- reading ----

local function trim(text)
  return text:match "^%s*(.-)%s*$"
end

local function split(line)
  local cells = {}
  for cell in (line .. "|"):gmatch "([^|]*)|" do cells[#cells + 1] = trim(cell) end
  return cells
end

local function read_value(text, type, scale)
  if type == "text" then
    local quoted = text:match '^"(.*)"$'
    return quoted and quoted:gsub("\\(%d%d%d)", function(code)
      return string.char(tonumber(code))
    end) or text
  elseif type == "boolean" then
    return text == "true"
  elseif type == "integer" then
    return assert(math.tointeger(tonumber(text)), text)
  elseif type == "number" then
    return tonumber(text) + 0.0
  elseif type == "decimal" then
    local whole, part = text:match "^(-?%d+)%.?(%d*)$"
    assert(whole and #part <= scale, text)
    return math.tointeger(tonumber(whole .. part .. ("0"):rep(scale - #part)))
  end
  return assert(native.period(text))
end

local function read_cell(column, row, text)
  column.missing[row] = text:match "^<(%a+)>$"
  if column.missing[row] then
    column.values[row] = native.missing
    return
  end
  local sign, rest = text:match "^(%S+) +(.*)$"
  if mark_of[sign] then
    column.marks[row] = mark_of[sign]
    text = rest
  end
  column.values[row] = read_value(text, column.type, column.scale)
end

local function read_header(line)
  local columns = {}
  for i, cell in ipairs(split(line)) do
    local name, type, scale = cell:match "^(.+):(%a+)(%d*)$"
    columns[i] = { name = name, type = type, scale = type == "decimal" and tonumber(scale) or nil,
      values = {}, missing = {}, marks = {} }
  end
  return columns
end

-- The columns that native.frame takes, from such a text (without `skipped` lines).
function table_text.columns(text)
  local columns, row = nil, 0
  for line in text:gmatch "[^\n]+" do
    if columns and trim(line) ~= "" then
      row = row + 1
      local cells = split(line)
      assert(#cells == #columns, line)
      for i, cell in ipairs(cells) do read_cell(columns[i], row, cell) end
    elseif trim(line) ~= "" then
      columns = read_header(line)
    end
  end
  return columns
end

-- The text of columns that native.frame takes.
function table_text.show_columns(columns)
  return table_text.show(native.frame(columns))
end

-- Such a text with its margin taken away and its columns lined up, to compare with show's.
function table_text.normal(text)
  local rows, rest = {}, {}
  for line in text:gmatch "[^\n]+" do
    if line:find "^%s*skipped " or line:find "^%s*no columns" then
      rest[#rest + 1] = trim(line)
    elseif trim(line) ~= "" then
      rows[#rows + 1] = split(line)
    end
  end
  return table.concat(table.move(rest, 1, #rest, #rows + 1, pad(rows)), "\n")
end

return table_text
