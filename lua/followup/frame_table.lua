-- A frame as a table of a document: figures with their decimals, the signs of what is missing with
-- their reasons, bounds as they are; under it what is unsafe, and what they were made without.

local cells = require "followup.cells"
local fault = require "fault"
local figure = require "report.figure"
local frame = require "query.frame"
local frame_notes = require "followup.frame_notes"
local origin = require "followup.origin"
local why = require "query.why"

local frame_table = {}

local FIGURES = { integer = true, decimal = true, number = true }
-- What may stand beside `table`.
frame_table.FIELDS = { "caption", "columns", "why", "note", "source", "sort", "id" }

local DECIMALS = 1 -- of what has been divided, unless the column says otherwise

-- Each column as { name =, label =, unit =, decimals =, group =, type = }.
local function columns_of(given, self)
  local types, columns = {}, {}
  local names = self:names()
  for i, kind in ipairs(self:types()) do types[names[i]] = kind end
  for i, one in ipairs(given or names) do
    if type(one) == "string" then one = { name = one } end
    if not types[one.name] then
      fault.raise { what = ("the frame has no column '%s'"):format(tostring(one.name)),
        hint = fault.suggestion(tostring(one.name), names) }
    end
    columns[i] = { name = one.name, label = one.label or one.name, unit = one.unit,
      decimals = one.decimals, group = one.group, align = one.align, header = one.header,
      type = types[one.name] }
  end
  return columns
end

local function decimals_of(column, text)
  if column.decimals then return column.decimals end
  if column.type == "number" then return DECIMALS end
  return #(text:match ",(%d+)$" or "")
end

local function cell_of(self, row, column)
  local reason = self:reason(row, column.name)
  if reason then return cells.gap { reason = reason } end
  local text = self:format(row, column.name)
  if not FIGURES[column.type] then return text end
  if self:mark(row, column.name) then return column.unit and text .. " " .. column.unit or text end
  return { value = self:cell(row, column.name), decimals = decimals_of(column, text),
    unit = column.unit }
end

-- "Vejle, mar. 2021": what tells a row from the others.
local function labels_of(self, row, columns)
  local labels = {}
  for _, column in ipairs(columns) do
    if not FIGURES[column.type] and not self:reason(row, column.name) then
      labels[#labels + 1] = self:format(row, column.name)
    end
  end
  return #labels > 0 and table.concat(labels, ", ") or self:format(row, columns[1].name)
end

-- A table (document:table) of spec: { table = a frame, caption =, columns = { names, or { name =,
-- label =, unit =, decimals =, group = } }, why = true (link every figure to where it comes from),
-- note =, source =, sort =, id = }.
function frame_table.make(spec)
  local self = spec.table
  local columns, rows = columns_of(spec.columns, self), {}
  for r = 1, #self do
    rows[r] = {}
    for c, column in ipairs(columns) do
      local cell = cell_of(self, r, column)
      if spec.why and type(cell) == "table" and cell.value ~= nil then
        cell.why = origin.of(why.explain(self, r, column.name), ("%s, %s: %s"):format(
          column.label, labels_of(self, r, columns), figure.make(cell, column.label).text))
      end
      rows[r][c] = cell
    end
  end
  local names, labels = {}, {}
  for i, column in ipairs(columns) do
    names[i], labels[column.name] = column.name, column.label
  end
  for _, column in ipairs(columns) do column.type, column.unit, column.decimals = nil, nil, nil end
  return { caption = spec.caption or "", columns = columns, rows = rows,
    note = frame_notes.of(self, names, labels, spec.note), source = spec.source, sort = spec.sort,
    id = spec.id }
end

-- Whether a value is a frame, which can stand as a table.
frame_table.takes = frame.is

return frame_table
