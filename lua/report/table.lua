-- A table of a document: checks what a script gives and makes one plain form of it.
--
--   { caption=, columns={ {name=, label=, align=, header=, group=}, ... }, rows={...},
--     sort= (a column's name), note= (text or list), source=, id= }
--
-- A row is a list of cells, or a table of cells by column name; { group = "Kontanthjælp" } is a
-- heading across the table; row.strong marks a total. A cell is text, or {text=, value=, decimals=,
-- unit=, signed=, verdict=, detail=, tone=, note=, strong=, href=, why=}. `caption` numbers itself;
-- identical notes share a letter. `sort` puts rows in Danish order (æ, ø, å and aa last; figures by
-- size, gaps last), each group by itself and its totals at its end.
--
-- The plain form of a cell: {text=, figure= {value=, decimals=, unit=, signed=} where it is one,
-- status=, mark=, strong=, href=, origin= (the number of its origin)}.

local fault = require "fault"
local figure = require "report.figure"
local inline = require "report.inline"
local memo = require "memo"
local native = require "native"
local statement = require "report.statement"
local status = require "report.status"

local tabular = {}

local UNIT_WORDS = { "pct%.", "procentpoint", "point", "kr%.", "timer", "personer", "uger", "%%" }

-- Is the text a figure, alone or with its unit? Figures stand to the right and never break.
tabular.is_figure = memo(function(text)
  if not text:find "%d" then return false end
  local rest = text:gsub("^[≥≤≈ ]*", ""):gsub("^[+%-]", ""):gsub("^−", "")
  for _, unit in ipairs(UNIT_WORDS) do
    local bare, found = rest:gsub(" ?" .. unit .. "$", "")
    if found == 1 then rest = bare break end
  end
  return rest:find "^%d[%d%.]*,?%d*$" ~= nil
end)

-- Signs that stand where a figure is missing.
local GAPS = { [""] = true, ["–"] = true, ["-"] = true, ["."] = true, [".."] = true }

function tabular.is_gap(text)
  return GAPS[text] == true
end

local function letter(number)
  local text = ""
  while number > 0 do
    text = string.char(97 + (number - 1) % 26) .. text
    number = (number - 1) // 26
  end
  return text
end

local function add_note(notes, text)
  for _, note in ipairs(notes) do if note.text == text then return note.mark end end
  notes[#notes + 1] = { mark = letter(#notes + 1), text = text }
  return notes[#notes].mark
end

local function resolve_status(given, context)
  local verdict = given.verdict
  if type(verdict) == "string" then
    verdict = { word = verdict, tone = given.tone, sign = given.sign, detail = given.detail }
  end
  return status.resolve(verdict, context.statuses)
end

local function set_text(cell, given, place)
  if given.value ~= nil then
    local made = figure.make(given, place)
    cell.text, cell.figure = inline.text(made.text, place), made.value and made or nil
  elseif given.text ~= nil or not cell.status then
    cell.text = inline.text(given.text, place)
  end
end

local function make_cell(given, place, made, context)
  local cell = {}
  if type(given) ~= "table" or getmetatable(given) then
    cell.text = inline.text(given, place)
  else
    cell.strong = given.strong or nil
    cell.status = given.verdict and resolve_status(given, context) or nil
    set_text(cell, given, place)
    cell.href = given.href and inline.href(given.href, place)
    cell.mark = given.note and add_note(made.notes, inline.text(given.note, place))
    cell.origin = given.why and context.add_origin(given.why, place)
  end
  return cell
end

local function make_columns(spec, place)
  if type(spec.columns) ~= "table" or #spec.columns == 0 then
    fault.raise { what = place .. ": a table needs columns",
      hint = 'columns = { { name = "ydelse", label = "Ydelse" }, ... }' }
  end
  local columns, has_header = {}, false
  for i, given in ipairs(spec.columns) do
    if type(given) == "string" then given = { name = given, label = given } end
    columns[i] = {
      name = given.name, label = inline.text(given.label or given.name, place),
      align = given.align, header = given.header,
      group = given.group and inline.text(given.group, place),
    }
    has_header = has_header or given.header ~= nil
  end
  -- A reader who hears the table needs to know which row a figure stands in.
  if not has_header then columns[1].header = true end
  return columns
end

local function make_row(given, number, made, context)
  local place = ("%s, row %d"):format(made.place, number)
  if given.group ~= nil and given[1] == nil and #made.columns > 0 then
    local by_name = false
    for _, column in ipairs(made.columns) do by_name = by_name or column.name == "group" end
    if not by_name then return { group = inline.text(given.group, place) } end
  end
  local row = { strong = given.strong or nil }
  for i, column in ipairs(made.columns) do
    local cell = given[i]
    if given[1] == nil and column.name then cell = given[column.name] end
    if cell == nil then
      fault.raise { what = ("%s: no cell for column %d, '%s'"):format(place, i, column.label),
        hint = 'an empty cell is "", a missing figure "–"' }
    end
    row[i] = statement.unwrap(make_cell(cell, ("%s, '%s'"):format(place, column.label), made,
      context))
  end
  return row
end

local SHORT = 12 -- characters of a word that may stand among figures ("Xx", "ikke sat")

-- Columns of figures, with a few short words among them, to the right; everything else to the left,
-- unless the script says otherwise.
local function find_alignment(column, i, rows)
  if column.align then return column.align end
  local figures, words = 0, 0
  for _, row in ipairs(rows) do
    local cell = row[i]
    if cell then
      if cell.status or utf8.len(cell.text) > SHORT and not tabular.is_figure(cell.text) then
        return "left"
      elseif tabular.is_figure(cell.text) then
        figures = figures + 1
      elseif not tabular.is_gap(cell.text) then
        words = words + 1
      end
    end
  end
  return figures > words and "right" or "left"
end

-- ---- order ----

local function less(a, b)
  local x, y = a.figure, b.figure
  if x and y and x.value ~= y.value then return x.value < y.value end
  if (x == nil) ~= (y == nil) then return x ~= nil end
  return native.collate(a.text or "", b.text or "") < 0
end

local function sort_run(rows, from, to, column)
  local run = {}
  for r = from, to do run[#run + 1] = { row = rows[r], at = r } end
  table.sort(run, function(a, b)
    local left, right = a.row[column], b.row[column]
    local gap, other = tabular.is_gap(left.text or ""), tabular.is_gap(right.text or "")
    if gap ~= other then return other end
    if less(left, right) then return true end
    if less(right, left) then return false end
    return a.at < b.at
  end)
  for i, each in ipairs(run) do rows[from + i - 1] = each.row end
end

-- Runs of rows between headings and totals are put in order, each by itself.
local function sort_rows(made, name)
  local column
  for i, each in ipairs(made.columns) do if each.name == name then column = i end end
  if not column then
    fault.raise { what = ("%s: no column '%s' to sort by"):format(made.place, tostring(name)) }
  end
  local from = 1
  for r = 1, #made.rows + 1 do
    local row = made.rows[r]
    if not row or row.group or row.strong then
      sort_run(made.rows, from, r - 1, column)
      from = r + 1
    end
  end
end

-- The numbers behind texts that are figures, but for the columns that name the rows.
local function read_figures(made)
  for _, row in ipairs(made.rows) do
    for i, column in ipairs(made.columns) do
      local cell = row[i]
      if cell and cell.text and not cell.figure and not column.header then
        cell.figure = figure.read(cell.text)
      end
    end
  end
end

local function make_remarks(given, place)
  if given == nil then return {} end
  if type(given) ~= "table" then given = { given } end
  local remarks = {}
  for i, remark in ipairs(given) do remarks[i] = inline.text(remark, place) end
  return remarks
end

-- The plain form: {caption=, columns=, rows=, notes={{mark=,text=}}, remarks={...}, source=}.
function tabular.make(spec, place, context)
  local made = { kind = "table", place = place, notes = {} }
  made.caption = inline.text(spec.caption, place .. ", caption")
  made.columns = make_columns(spec, place)
  made.rows = {}
  for i, given in ipairs(spec.rows or {}) do
    made.rows[i] = make_row(given, i, made, context)
  end
  read_figures(made)
  if spec.sort then sort_rows(made, spec.sort) end
  for i, column in ipairs(made.columns) do column.align = find_alignment(column, i, made.rows) end
  made.remarks = make_remarks(spec.note, place)
  made.source = spec.source and inline.text(spec.source, place)
  return made
end

-- Runs of neighbouring columns with one group: {{text=, from=, to=}, ...}, or nil without groups.
function tabular.groups(columns)
  local runs, any = {}, false
  for i, column in ipairs(columns) do
    local last = runs[#runs]
    if last and column.group and last.text == column.group then
      last.to = i
    else
      runs[#runs + 1] = { text = column.group, from = i, to = i }
    end
    any = any or column.group ~= nil
  end
  return any and runs or nil
end

return tabular
