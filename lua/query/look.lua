-- Looking into a frame: cells, columns, rows, what is missing and why, where it came from.

local arguments = require "query.arguments"
local columns = require "query.columns"
local fault = require "fault"
local frame = require "query.frame"
local guard = require "query.guard"
local keep = require "query.keep"
local native = require "native"
local schema = require "query.schema"

local look = {}

-- Run the plan now. { backend = "reference" } runs it row by row, for proof.
function look.collect(self, options)
  if options ~= nil and type(options) ~= "table" then
    frame.misuse("collect", "collect takes its options in a table")
  end
  for key in pairs(options or {}) do
    if key ~= "backend" then
      frame.misuse("collect", ("collect has no option '%s'"):format(tostring(key)))
    end
  end
  local backend = options and options.backend
  if backend and backend ~= "memory" and backend ~= "reference" then
    frame.misuse("collect", ("there is no backend '%s'"):format(tostring(backend)))
  end
  return frame.keep_facts(self, frame.new(frame.compute(self, backend), self.files))
end

function look.names(self)
  return schema.names(self.schema)
end

function look.types(self)
  local types = {}
  for i, column in ipairs(self.schema) do types[i] = column.type end
  return types
end

-- ---- cells ----

local function need_column(self, name)
  if type(name) ~= "string" then
    fault.raise { what = "a column is named by a text", hint = "write: t:cell(1, \"antal\")" }
  end
  columns.need(self.schema, nil, { name = name })
  return name
end

local function need_row(self, row)
  local rows = frame.compute(self):rows()
  if math.type(row) ~= "integer" or row < 1 or row > rows then
    fault.raise { what = ("there is no row %s"):format(tostring(row)),
      why = ("the frame has %d rows, counted from 1"):format(rows) }
  end
  return row
end

-- The value, and its mark where it is a bound.
function look.cell(self, row, name)
  local result = frame.compute(self)
  local value = result:cell(need_row(self, row), need_column(self, name))
  local mark = value ~= native.missing and result:mark(row, name)
  if mark then return value, mark end
  return value
end

function look.reason(self, row, name)
  return frame.compute(self):reason(need_row(self, row), need_column(self, name))
end

function look.mark(self, row, name)
  return frame.compute(self):mark(need_row(self, row), need_column(self, name))
end

-- The least and the greatest that the true figure may be; nil when the cell is missing.
function look.bounds(self, row, name)
  return frame.compute(self):bounds(need_row(self, row), need_column(self, name))
end

-- A cell as a person reads it, in Danish.
function look.format(self, row, name, decimals)
  return frame.compute(self):format(need_row(self, row), need_column(self, name), decimals)
end

function look.column(self, name, first, last)
  local result, marks = frame.compute(self), {}
  first, last = first and need_row(self, first) or 1, last and need_row(self, last) or result:rows()
  last = math.max(last, first - 1) -- none of them
  if not result:marked(need_column(self, name)) then return result:values(name, first, last) end
  for row = first, last do marks[row - first + 1] = result:mark(row, name) end
  return result:values(name, first, last), marks
end

-- ---- rows ----

local row_meta = { __name = "row" }

function row_meta.__index(row, name)
  local self = rawget(row, 1)
  if type(name) ~= "string" or not schema.find(self.schema, name) then
    fault.raise { what = ("no column '%s' in this row"):format(tostring(name)),
      hint = fault.suggestion(tostring(name), schema.names(self.schema)) }
  end
  local result, at = frame.compute(self), rawget(row, 2)
  if result:mark(at, name) and not result:reason(at, name) then
    fault.raise { what = ("'%s' in row %d is a bound, not a figure: %s"):format(name, at,
        result:format(at, name)), why = "as a bare number it would look exact",
      hint = ("t:bounds(%d, %q) gives its bounds, t:cell(%d, %q) its value and mark"):format(at,
        name, at, name) }
  end
  return result:cell(at, name)
end

function row_meta.__newindex()
  fault.raise { what = "a row is not changed", hint = "write: t:mutate \"navn = …\"" }
end

-- for row in t:rows() do print(row.antal) end
function look.rows(self)
  local at, count = 0, frame.compute(self):rows()
  return function()
    at = at + 1
    if at <= count then return setmetatable({ self, at }, row_meta) end
  end
end

function look.map_rows(self, fn)
  if type(fn) ~= "function" then frame.misuse("map_rows", "map_rows takes a function") end
  local results = {}
  for row in look.rows(self) do results[#results + 1] = fn(row) end
  return results
end

-- ---- missing, sources ----

-- A row for each column and reason: how many cells are missing, and how many the aggregates behind
-- the column skipped.
function look.missing(self)
  local result = frame.compute(self)
  local names, why, cells, skips = {}, {}, {}, {}
  for _, name in ipairs(result:names()) do
    local counts, skipped = result:missing(name), result:skipped(name)
    for _, reason in ipairs(native.missing_reasons) do
      local count, skip = counts[reason.name], skipped[reason.name]
      if count or skip then
        names[#names + 1], why[#why + 1] = name, reason.name
        cells[#cells + 1], skips[#skips + 1] = count or 0, skip or 0
      end
    end
  end
  return frame.new(native.frame {
    { name = "column", type = "text", values = names },
    { name = "reason", type = "text", values = why },
    { name = "cells", type = "integer", values = cells },
    { name = "skipped", type = "integer", values = skips },
  }, self.files)
end

-- What was decided when the file was read; a list of them when there were several.
function look.dialect(self)
  if #self.files == 0 then
    fault.raise { what = "this frame was not read from a file" }
  end
  if #self.files == 1 then return self.files[1].dialect end
  local dialects = {}
  for i, source in ipairs(self.files) do dialects[i] = source.dialect end
  return dialects
end

function look.sources(self)
  return table.move(self.files, 1, #self.files, 1, {})
end

-- The columns with hidden cells that were computed and whose name, or whose label in a long table,
-- would have each read as one figure of the source.
local function hidden_sums(self, result)
  local names = {}
  for _, field in ipairs(self.schema) do
    local known = field.facts or {}
    local hidden = not known.as_read and result:missing(field.name).suppressed
    if hidden and guard.ask("read_as_one", field) then names[#names + 1] = field.name end
  end
  return names
end

local keepers = { columns = keep.columns, text = keep.text, drop = keep.drop }

-- Endings that promise what a frame is not saved as.
local OTHERS = { xlsx = true, xls = true, ods = true, json = true, html = true, pdf = true,
  docx = true, md = true, parquet = true, rds = true }

local function check_ending(path)
  local ending = path:match "%.(%w+)$"
  if ending and OTHERS[ending:lower()] then
    fault.raise { what = ("save writes no .%s"):format(ending),
      hint = ('write .csv, or .indsats, which keeps all that is known of the figures; a document \z
        of them is report{ title = "…", { table = t } }:save "x.xlsx"') }
  end
end

-- A mark is not lost: bounds = "columns" (as a rule), "text" or "drop".
function look.save(self, path, options)
  if type(path) ~= "string" then frame.misuse("save", "save takes a path") end
  check_ending(path)
  if path:find "%.indsats$" then return require("query.store").save(self, path, options) end
  local result, plain = frame.compute(self), {}
  for key, value in pairs(type(options) == "table" and options or {}) do plain[key] = value end
  local way = plain.bounds == nil and "columns" or plain.bounds
  if not keepers[way] then
    frame.misuse("save", "bounds is \"columns\", \"text\" or \"drop\"")
  end
  plain.bounds = nil
  result = keepers[way](result, plain, way == "columns" and hidden_sums(self, result))
  options = type(options) == "table" and plain or options
  local ok, written, message = pcall(result.write_csv, result, path, options)
  if not ok then fault.pass_on(written) end
  if not written then fault.raise { what = message } end
  return self
end

local text_options = { mode = true, width = true, height = true }

-- The frame as a text, as it is printed: in a mode, for a terminal of a width and height.
function look.text(self, options)
  options = arguments.options("text", options, text_options)
  for _, name in ipairs { "width", "height" } do
    if options[name] ~= nil and (math.type(options[name]) ~= "integer" or options[name] < 1) then
      frame.misuse("text", ("%s is a whole number, not %s"):format(name, tostring(options[name])))
    end
  end
  return (require("query.text").of(self, options))
end

frame.define(look)

return look
