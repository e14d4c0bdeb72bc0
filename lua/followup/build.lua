-- report{ ... }: a document out of its parts in order, as an analyst writes it.
--
--   report{ title = "Praktik i 3. kvartal", as_of = "2021-09-30",
--     "Der er ", ...                                a text is a paragraph
--     { "Andelen er ", { value = 27.7, decimals = 1, unit = "pct.", why = why(t, 1, "andel") } },
--     { heading = "Ydelser", level = 2 }, { list = { "a", "b" } }, { note = "..." },
--     { table = t, caption = "Modtagere", why = true },
--     { chart = t, y = "antal", by = "ydelse", title = "Udviklingen" },
--     { key_figures = { ... } }, { appendix = "Metode" }, { sources = true } }

local document = require "report.document"
local fault = require "fault"
local figure = require "report.figure"
local frame_chart = require "followup.frame_chart"
local frame_table = require "followup.frame_table"
local origin = require "followup.origin"
local sources = require "followup.sources"

local build = {}

local KINDS = { "heading", "appendix", "paragraph", "list", "note", "key_figures", "table",
  "chart", "sources" }

-- What each kind of part may say beside itself; a frame as a table or chart has more to say.
local BESIDE = { heading = { "level", "id" }, appendix = { "id" }, paragraph = {},
  list = { "ordered" }, note = { "label" }, key_figures = {}, table = {}, chart = {},
  sources = {} }
local OF_FRAMES = { table = frame_table.FIELDS, chart = frame_chart.FIELDS }

-- "andel: 27,7 pct.": the figure as it is printed, by the name of its column.
local function title_of(part)
  local shown = part.text
  if math.type(part.value) then shown = figure.make(part, "why").text end
  return ("%s: %s"):format(part.why.column, type(shown) == "string" and shown or part.why.shown)
end

-- An answer of why(...) as the origin that a document takes.
local function with_origins(value)
  if type(value) ~= "table" or getmetatable(value) then return value end
  local made = {}
  for key, one in pairs(value) do made[key] = with_origins(one) end
  local meta = getmetatable(made.why)
  if meta and meta.__name == "why" then made.why = origin.of(made.why, title_of(made)) end
  return made
end

local add = {}

function add.heading(doc, part)
  doc:heading(part.level or 2, part.heading, { id = part.id })
end

function add.appendix(doc, part) doc:appendix(part.appendix, { id = part.id }) end

function add.paragraph(doc, part) doc:paragraph(part.paragraph) end

function add.list(doc, part)
  local items = part.list
  items.ordered = items.ordered or part.ordered
  doc:list(items)
end

function add.note(doc, part) doc:note(part.note, { label = part.label }) end

function add.key_figures(doc, part) doc:key_figures(part.key_figures) end

function add.chart(doc, part)
  doc:chart(frame_chart.takes(part.chart) and frame_chart.make(part) or part.chart)
end

function add.table(doc, part)
  if frame_table.takes(part.table) then
    doc:table(frame_table.make(part))
  else
    doc:table(part.table)
  end
end

function add.sources(doc, part)
  if part.sources == true then sources.section(doc) else doc:sources(part.sources) end
end

-- A field that nothing reads is a caption that nobody sees.
local function check_part(part, kind, number)
  local known = frame_table.takes(part[kind]) and OF_FRAMES[kind] or BESIDE[kind]
  for name in pairs(part) do
    local found = name == kind
    for _, one in ipairs(known) do found = found or name == one end
    if not found then
      fault.raise { what = ("part %d of the report: a %s has no field '%s'"):format(number, kind,
        tostring(name)), why = fault.suggestion(tostring(name), known),
        hint = "beside it may stand " .. (#known > 0 and table.concat(known, ", ") or "nothing") }
    end
  end
end

local function add_part(doc, part, number)
  if type(part) == "string" then return doc:paragraph(part) end
  if frame_table.takes(part) then return doc:table(frame_table.make { table = part }) end
  if type(part) == "table" then
    for _, kind in ipairs(KINDS) do
      -- The remark of a table or chart is called `note` too.
      local has_figures = part.table ~= nil or part.chart ~= nil
      local named = part[kind] ~= nil and (kind ~= "note" or not has_figures)
      if named then
        check_part(part, kind, number)
        return add[kind](doc, with_origins(part))
      end
    end
    if part[1] ~= nil then return doc:paragraph(with_origins(part)) end
  end
  fault.raise { what = ("part %d of the report is nothing that can be printed"):format(number),
    hint = "a part is a text, a frame, or a table with one of " .. table.concat(KINDS, ", ") ..
      '; a figure stands in a text: { "Andelen er ", { value = 27.7, decimals = 1 } }' }
end

-- The document of spec: the fields of document.new, and its parts in order.
function build.report(spec)
  if type(spec) ~= "table" then
    fault.raise { what = "report takes a table", hint = 'report{ title = "...", "..." }' }
  end
  local fields = {}
  for key, value in pairs(spec) do
    if math.type(key) ~= "integer" then fields[key] = value end
  end
  local doc = document.new(fields)
  for i, part in ipairs(spec) do add_part(doc, part, i) end
  return doc
end

return build
