-- why(result, row, "column"): where a figure comes from: the formula with its inputs, the filters,
-- the rows of the file by line number, the file itself, what was missing, what is unsafe.

local columns_of = require "query.columns"
local fault = require "fault"
local frame = require "query.frame"
local native = require "native"
local lines = require "query.why.lines"
local schema = require "query.schema"
local trace = require "query.why.trace"

local why = {}

local SHOWN = 10 -- values and lines that are listed; the rest is counted

-- "a, b, c … (12 in all)"
local function listed(texts, count)
  count = count or #texts
  local text = table.concat(texts, ", ", 1, math.min(#texts, SHOWN))
  return count > SHOWN and ("%s … (%d in all)"):format(text, count) or text
end

-- ---- values ----

local function with_name(native_frame, name)
  for _, one in ipairs(native_frame:names()) do if one == name then return true end end
  return false
end

-- How many cells of a column are missing at some rows, by reason: { { reason, count } ... }.
local function missing_at(native_frame, name, rows)
  local counts, list = {}, {}
  for _, row in ipairs(rows) do
    local reason = native_frame:reason(row, name)
    if reason then counts[reason] = (counts[reason] or 0) + 1 end
  end
  for _, one in ipairs(native.missing_reasons) do
    if counts[one.name] then list[#list + 1] = { reason = one.name, count = counts[one.name] } end
  end
  return list
end

-- { name, values (texts of the first rows), count, missing } of an input. A column made earlier in
-- the same verb stands in its result.
local function input_of(entry, name)
  local held = with_name(entry.from, name) and entry.from or entry.result
  local rows, values = held == entry.from and entry.rows or entry.result_rows, {}
  for i = 1, math.min(#rows, SHOWN) do values[i] = held:format(rows[i], name) end
  return { name = name, values = values, count = #rows, missing = missing_at(held, name, rows) }
end

-- The values of $names in a text, as written.
local function with_parameters(step, text)
  local parts = {}
  for name in text:gmatch "%$([%a_\x80-\xFF][%w_\x80-\xFF]*)" do
    local value = step.parameters and step.parameters[name]
    if type(value) == "table" then
      local texts = {}
      for i, one in ipairs(value) do texts[i] = tostring(one) end
      value = listed(texts)
    end
    parts[#parts + 1] = ("$%s = %s"):format(name, tostring(value))
  end
  return #parts > 0 and ("%s, with %s"):format(text, table.concat(parts, "; ")) or text
end

local function condition_text(step)
  if step.text then return with_parameters(step, step.text) end
  local names, parts = {}, {}
  for name in pairs(step.wanted) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do
    local value = step.wanted[name]
    local texts = {}
    for j, one in ipairs(type(value) == "table" and value or { value }) do
      texts[j] = tostring(one)
    end
    parts[i] = ("%s = %s"):format(name, listed(texts))
  end
  return table.concat(parts, ", ")
end

-- ---- steps ----

-- "Område = Horsens, Periode = jul. 2021": the group that a cell stands for, or nil.
local function group_text(entry)
  local parts = {}
  for i, name in ipairs(entry.step.groups or {}) do
    parts[i] = ("%s = %s"):format(name, entry.result:format(entry.result_rows[1], name))
  end
  return #parts > 0 and table.concat(parts, ", ") or nil
end

-- What a person reads of a step: { verb, place, text, inputs, rows }.
local function plain_step(entry)
  local step = entry.step
  local one = { verb = entry.verb, place = step and step.place and step.place:match "^(.*): $" }
  if entry.made and step.columns then
    local expr = entry.made.expr
    one.column = entry.made.name
    one.text = with_parameters(step, step.text:sub(expr.from, expr.to))
    one.rows, one.groups, one.inputs = #entry.rows, step.groups or {}, {}
    for i, name in ipairs(entry.inputs) do one.inputs[i] = input_of(entry, name) end
    if #entry.result_rows == 1 then one.group = group_text(entry) end
  elseif entry.verb == "filter" then
    one.text = condition_text(step)
  elseif entry.verb == "pivot_wider" then
    one.text = ("%s from %s"):format(step.values_from, step.names_from)
  elseif entry.verb == "each_period" then
    one.text = ("each %s from %s to %s"):format(step.by, step.from, step.to)
  elseif entry.verb == "pivot_longer" then
    one.text = ("from the columns %s"):format(table.concat(entry.columns, ", "))
  elseif step and step.on then
    local keys = {}
    for i, pair in ipairs(step.on) do
      keys[i] = pair.left == pair.right and pair.left or pair.left .. " = " .. pair.right
    end
    one.text = "by " .. table.concat(keys, ", ")
  elseif entry.verb == "complete" then
    one.text = entry.rows_made > 0 and "the row was made here: it is in no file" or nil
  end
  one.before, one.after = entry.before, entry.after
  return one
end

-- ---- sources ----

local function described_dialect(dialect)
  local parts = { dialect.form, dialect.encoding }
  if dialect.form == "csv" then
    local delimiter = dialect.delimiter == "\t" and "tab" or tostring(dialect.delimiter)
    parts[#parts + 1] = "delimiter " .. delimiter
    for _, name in ipairs { "decimal", "thousands" } do
      local mark = dialect[name] or ""
      if mark ~= "" then parts[#parts + 1] = name .. " " .. mark end
    end
  elseif dialect.table then
    parts[#parts + 1] = "table " .. dialect.table
  end
  return table.concat(parts, ", ")
end

local function plain_source(source)
  local file, first = source.files[1], {}
  for i = 1, math.min(#source.rows, SHOWN) do first[i] = source.rows[i] end
  local one = { count = #source.rows, first = first, columns = source.columns, missing = {} }
  for _, name in ipairs(source.columns) do
    for _, each in ipairs(missing_at(source.frame, name, source.rows)) do
      one.missing[#one.missing + 1] = { column = name, reason = each.reason, count = each.count }
    end
  end
  if file then
    one.path, one.dialect = file.path, described_dialect(file.dialect)
    one.sha256 = file.sha256 or native.sha256_file(file.path)
    one.made_from = file.made_from or {}
    one.lines = lines.of(file.dialect, file.path, first)
  end
  return one
end

-- ---- the answer ----

local answer = { __name = "why" }

local function missing_text(list)
  local parts = {}
  for i, one in ipairs(list) do
    parts[i] = ("%d %s%s"):format(one.count, one.reason, one.column and " in " .. one.column or "")
  end
  return table.concat(parts, ", ")
end

local function input_lines(text, step)
  for _, input in ipairs(step.inputs or {}) do
    local values = step.rows == 1 and input.values[1] or listed(input.values, input.count)
    text[#text + 1] = ("    %s = %s"):format(input.name, tostring(values))
    if #input.missing > 0 then
      text[#text + 1] = ("    %s: missing %s"):format(input.name, missing_text(input.missing))
    end
  end
end

local function step_lines(text, step)
  local place = step.place and "  [" .. step.place .. "]" or ""
  if step.verb == "other frame" then
    text[#text + 1] = "  and of the other frame:"
    return
  end
  if step.column then
    text[#text + 1] = ("  %s: %s = %s%s%s%s"):format(step.verb, step.column, step.text,
      step.rows ~= 1 and (", over %d rows"):format(step.rows) or "",
      step.group and " of " .. step.group or "", place)
    input_lines(text, step)
    return
  end
  local kept = step.after and (", %d of %d rows"):format(step.after, step.before) or ""
  text[#text + 1] = ("  %s%s%s%s"):format(step.verb, step.text and ": " .. step.text or "", kept,
    place)
end

local function source_lines(text, source)
  if source.path then
    text[#text + 1] = ("  file: %s (%s)"):format(source.path, source.dialect)
    text[#text + 1] = "    SHA-256 " .. (source.sha256 or "not known: the file is gone")
  else
    text[#text + 1] = "  a frame made by hand"
  end
  local word = source.path and source.lines and "line" or "row"
  text[#text + 1] = ("    %d row%s, %s %s%s"):format(source.count,
    source.count == 1 and "" or "s", #source.first == 1 and word or word .. "s",
    listed(source.lines or source.first, source.count),
    #source.columns > 0 and "; columns " .. listed(source.columns) or "")
  if #source.missing > 0 then
    text[#text + 1] = "    missing: " .. missing_text(source.missing)
  end
  for _, file in ipairs(source.made_from or {}) do
    text[#text + 1] = ("    saved from %s, SHA-256 %s"):format(file.path, file.sha256)
  end
end

function answer.__tostring(self)
  local text = { ("%s, row %d: %s%s"):format(self.column, self.row, self.shown,
    self.reason and (" (%s)"):format(self.reason) or "") }
  for _, step in ipairs(self.steps) do step_lines(text, step) end
  for _, source in ipairs(self.sources) do source_lines(text, source) end
  for _, note in ipairs(self.notes) do text[#text + 1] = "  note: " .. note.text end
  return table.concat(text, "\n")
end

-- The answer: { column, row, shown, reason, mark, steps, sources, notes }, which prints itself.
-- lua/followup/why.lua makes a section of a report of it.
function why.explain(result, row, column, ...)
  if not frame.is(result) or select("#", ...) > 0 then
    fault.raise { what = "why takes a frame, a row and a column",
      hint = 'write: why(t, 1, "antal")' }
  end
  if type(column) ~= "string" then
    fault.raise { what = "a column is named by a text", hint = 'write: why(t, 1, "antal")' }
  end
  local field = columns_of.need(result.schema, nil, { name = column })
  local shown = result:format(row, column)
  local found = trace.cell(result, row, column)
  local self = { column = column, row = row, shown = shown, reason = result:reason(row, column),
    mark = result:mark(row, column), steps = {}, sources = {},
    notes = schema.find(result.schema, field.name).facts.notes or {} }
  for i, entry in ipairs(found.steps) do self.steps[i] = plain_step(entry) end
  for i, source in ipairs(found.sources) do self.sources[i] = plain_source(source) end
  return setmetatable(self, answer)
end

return why
