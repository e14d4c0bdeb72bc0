-- Looking at a frame as a whole: what its columns are, how often values occur.

local arguments = require "query.arguments"
local cells = require "cells"
local distribution = require "query.distribution"
local frame = require "query.frame"
local guard = require "query.guard"
local native = require "native"
local parse = require "query.parse"
local schema = require "query.schema"
local show = require "query.show"
local terminal = require "picture.terminal"

local summary = {}

-- ---- describe ----

local WANTED = { "column", "type", "missing", "distinct", "shape", "min", "median", "max", "q25",
  "q75", "present", "is" }
local counted = { distinct = true, present = true }

-- Present cells, and the missing ones by reason as a text.
local function missing_text(native_frame, name)
  local counts, parts, missing = native_frame:missing(name), {}, 0
  for _, reason in ipairs(native.missing_reasons) do
    local count = counts[reason.name]
    if count then
      parts[#parts + 1] = native.format_number(count) .. " " .. reason.name
      missing = missing + count
    end
  end
  return native_frame:rows() - missing, table.concat(parts, ", ")
end

local function describe_column(self, native_frame, name, kind)
  local row = distribution.spread(native_frame, name, kind)
  row.column, row.type = name, kind
  row.present, row.missing = missing_text(native_frame, name)
  row.distinct = distribution.distinct(native_frame, name)
  row.shape = distribution.shape(native_frame, name, kind, row.distinct)
  row.is = guard.ask("describe", schema.find(self.schema, name)) or ""
  return row
end

-- A row a column: type, cells missing by reason, distinct values, a small picture of how they are
-- spread, least, quantiles and greatest as texts, cells present, what it is known to be.
function summary.describe(self)
  local result, columns = frame.compute(self), {}
  for i, name in ipairs(WANTED) do
    columns[i] = { name = name, type = counted[name] and "integer" or "text", values = {} }
  end
  local types = result:types()
  for place, name in ipairs(result:names()) do
    local row = describe_column(self, result, name, types[place])
    for i, wanted in ipairs(WANTED) do columns[i].values[place] = row[wanted] end
  end
  return frame.new(native.frame(columns), self.files)
end

-- ---- glimpse ----

local GLIMPSED = 40 -- rows that are looked at: as many as may fit a line

local function values_text(native_frame, name, width)
  local values, used = {}, 0
  for row = 1, math.min(native_frame:rows(), GLIMPSED) do
    values[row] = cells.escape(native_frame:format(row, name))
    used = used + native.width(values[row]) + 2
    if used > width then break end
  end
  return table.concat(values, "; ")
end

-- A line a column: name, type, the first values that fit the window.
function summary.glimpse(self)
  local result, width = frame.compute(self), native.terminal_size() or 100
  local names, types, wide, lines = result:names(), result:types(), 0, {}
  for _, name in ipairs(names) do wide = math.max(wide, native.width(cells.escape(name))) end
  wide = math.min(wide, width // 3)
  for i, name in ipairs(names) do
    local label = cells.cut(cells.escape(name), wide)
    local values = values_text(result, name, width)
    lines[i] = cells.cut(("%s%s  %-8s %s"):format(label, (" "):rep(wide - native.width(label)),
      types[i], values), width)
  end
  lines[#lines + 1] = show.size(result:rows(), #names)
  print(table.concat(lines, "\n"))
end

-- ---- freq ----

local BAR = 20 -- cells of the longest bar
local SIGN = "\u{2063}" -- what no file calls a column
-- Bars of 1 to BAR cells, to be joined by their length.
local function bars()
  local signs, lengths, texts = require("picture.glyph").of(terminal.is_ascii()), {}, {}
  for i = 1, BAR do lengths[i], texts[i] = i, signs.full:rep(i) end
  return frame.new(native.frame { { name = "bar", type = "integer", values = lengths },
    { name = "drawn", type = "text", values = texts } })
end

-- The counts as a frame of which nothing is known: how many rows there are of what is no figure of
-- the source, and what a column means there is no matter.
local function plain(self, text)
  local counts = frame.new(frame.compute(self:ungroup():count(text):arrange "-n"))
  local fields = {}
  for i, field in ipairs(counts.schema) do
    fields[i] = schema.with_facts(field, { caption = SIGN })
  end
  rawset(counts, "schema", fields)
  return counts
end

-- The result with what is known of the columns of `self` that it has.
local function with_facts(self, result)
  local fields = {}
  for i, field in ipairs(result.schema) do
    local known = schema.find(self.schema, field.name)
    fields[i] = schema.with_facts(field, known and known.facts or { caption = field.name })
  end
  return frame.reschema(result, fields)
end

local MADE = { n = true, pct = true, so_far = true, bar = true }

-- t:freq "ydelse": how often each value (or combination) occurs, most first: n, per cent of all
-- rows, the per cent so far, a bar. Missing cells count as a value of their own, by reason.
function summary.freq(self, text)
  local names = arguments.columns(self, text, parse.names(arguments.text("freq", text, "columns")))
  if #names == 0 then frame.misuse("freq", "freq was given no columns") end
  for _, name in ipairs(names) do
    if MADE[name] then
      frame.misuse("freq", ("'%s' is a column that freq makes: rename it before"):format(name))
    end
  end
  local counts = plain(self, text):mutate([[pct = round(100 * n / sum(n), 1),
    so_far = round(100 * cumsum(n) / sum(n), 1),
    bar = if_else(n * $bar < max(n), 1, round($bar * n / max(n)))]], { bar = BAR })
    :left_join(bars(), "bar")
    :select(text .. ", n, pct, so_far, bar = drawn")
  return with_facts(self, counts)
end

frame.define(summary)

return summary
