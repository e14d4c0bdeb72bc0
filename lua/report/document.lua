-- A document: what a script has to say, apart from how it is drawn. A script adds elements; the
-- renderers (report.output names them) each read the same blocks.
--
--   local doc = document.new{ title = "Opfølgning", as_of = "2021-09-30" }
--   doc:heading(2, "Anbefaling 1")
--   doc:paragraph{ "Andelen i virksomhedspraktik er ", { value = 21.01, decimals = 0,
--     unit = "pct.", why = origin }, "." }
--   doc:table{ caption = "...", columns = {...}, rows = {...} }
--
-- A figure comes as text (report.danish), or as {value=, decimals=, unit=}; a bare number, whose
-- decimals nobody has chosen, is refused.
--
-- What a renderer reads, and what a check of a whole document walks through:
--
--   doc: title, subtitle, kicker, as_of, description, footer (texts), day ("2021-09-30"), internal
--     (true: not for the public), statuses, notes (texts by number), origins (report.origin, by
--     number), data (for JSON), and the blocks that document.blocks(doc) gives:
--   heading      level, pieces, id, appendix
--   paragraph    pieces                      list         items (pieces each), ordered
--   note         label, pieces               sources      items: path, text, sha256, href
--   key_figures  items: label, text, figure, detail, status, origin
--   table        number, id, caption, columns, rows (of cells, or {group=}), notes, remarks, source
--                (report.table)
--   chart        number, id, form, title, ..., table: the same figures as a table (report.chart)
--   origins      items: where the figures come from
--
-- pieces: {text=, strong=, href=, figure=, origin=}, {status=} or {note=} (report.inline). `figure`
-- is the number behind a text: {value=, decimals=, unit=, signed=} (report.figure).

local chart = require "report.chart"
local danish = require "report.danish"
local fault = require "fault"
local figure = require "report.figure"
local inline = require "report.inline"
local native = require "native"
local origin = require "report.origin"
local status = require "report.status"
local tabular = require "report.table"

local document = {}
local methods = {}
methods.__index = methods

local FIELDS = {
  title = true, subtitle = true, kicker = true, as_of = true, description = true,
  footer = true, statuses = true, contents = true, internal = true, public = true,
}

local function check_fields(spec, known, place)
  for name in pairs(spec) do
    if not known[name] then
      local names = {}
      for each in pairs(known) do names[#names + 1] = each end
      table.sort(names)
      fault.raise { what = ("%s has no field '%s'"):format(place, tostring(name)),
        why = fault.suggestion(tostring(name), names),
        hint = "fields are " .. table.concat(names, ", ") }
    end
  end
end

local function optional(value, place)
  return value ~= nil and inline.text(value, place) or nil
end

local function mark_internal(doc)
  doc.kicker = doc.kicker and "INTERN · " .. doc.kicker or "INTERN"
  doc:note("Små tal er ikke skjult. Må ikke offentliggøres.", { label = "INTERN" })
end

-- Fields: title (required), subtitle, kicker (a short line above the title), as_of (a day or a
-- period, or text of one), description (one sentence, for lists of links), footer, statuses
-- (further verdict words: {["godt"] = {tone = "good"}}), contents (true or false; else by length),
-- internal (true: every copy is marked INTERN, and nothing is hidden), public (files that may be
-- printed as they are: report.gate).
function document.new(spec)
  check_fields(spec, FIELDS, "a document")
  local doc = setmetatable({ blocks = {}, notes = {}, numbers = {},
    ids = { ["tallenes-oprindelse"] = true }, origins = { by_key = {} } }, methods)
  doc.title = inline.text(spec.title, "title")
  doc.subtitle = optional(spec.subtitle, "subtitle")
  doc.kicker = optional(spec.kicker, "kicker")
  doc.description = optional(spec.description, "description")
  doc.footer = optional(spec.footer, "footer")
  doc.as_of = spec.as_of ~= nil and danish.period(spec.as_of) or nil
  doc.day = spec.as_of ~= nil and native.period(spec.as_of).last_day:id() or nil
  doc.contents = spec.contents
  doc.internal = spec.internal == true or nil
  doc.statuses = spec.statuses or {}
  doc.public = spec.public
  if doc.internal then mark_internal(doc) end
  return doc
end

local function context_of(doc)
  return {
    statuses = doc.statuses,
    add_note = function(text)
      doc.notes[#doc.notes + 1] = text
      return #doc.notes
    end,
    add_origin = function(given, place) return origin.add(doc.origins, given, place) end,
  }
end

local LETTERS = {
  ["æ"] = "ae", ["ø"] = "oe", ["å"] = "aa", ["Æ"] = "ae", ["Ø"] = "oe", ["Å"] = "aa", ["é"] = "e",
}

-- An id for links, from text, unlike all before it: "aarsag", "aarsag-2".
local function make_id(doc, text)
  local base = text:gsub("[\xC2-\xF4][\x80-\xBF]+", LETTERS):lower():gsub("[^a-z0-9]+", "-")
  base = base:gsub("^[-0-9]+", ""):gsub("%-+$", "")
  if base == "" then base = "afsnit" end
  local id, number = base, 1
  while doc.ids[id] do
    number = number + 1
    id = base .. "-" .. number
  end
  doc.ids[id] = true
  return id
end

local function take_id(doc, given, text)
  if not given then return make_id(doc, text) end
  if not given:find "^[%a][%w_-]*$" or doc.ids[given] then
    fault.raise { what = ("'%s' cannot be an id"):format(given),
      why = doc.ids[given] and "It is already used in this document."
        or "An id is letters, digits, - and _, and begins with a letter." }
  end
  doc.ids[given] = true
  return given
end

local function next_number(doc, kind)
  doc.numbers[kind] = (doc.numbers[kind] or 0) + 1
  return doc.numbers[kind]
end

local function add(doc, block)
  doc.blocks[#doc.blocks + 1] = block
  return doc
end

-- A heading's words are its address, which would tell what the gate hides.
local function refuse_statements(pieces)
  for _, piece in ipairs(pieces) do
    if piece.template then
      fault.raise { what = "a heading holds a count of persons",
        hint = "write it in the paragraph under it" }
    end
  end
end

-- level 2, 3 or 4 (the title is 1); levels are not skipped. `options.id` for links to it.
function methods:heading(level, text, options)
  if not (math.type(level) == "integer" and level >= 2 and level <= 4) then
    fault.raise { what = ("a heading has level 2, 3 or 4, not %s"):format(tostring(level)) }
  end
  if level > (self.level or 1) + 1 then
    fault.raise { what = ("a heading of level %d comes after one of level %d"):format(level,
      self.level or 1), why = "A reader who hears the page moves by levels; none may be skipped." }
  end
  self.level = level
  local pieces = inline.pieces(text, "heading", context_of(self))
  refuse_statements(pieces)
  local id = take_id(self, options and options.id, inline.plain(pieces))
  return add(self, { kind = "heading", level = level, pieces = pieces, id = id })
end

-- "Bilag 1. Title": a heading of level 2 that begins a new page in print.
function methods:appendix(title, options)
  local text = ("Bilag %d. %s"):format(next_number(self, "appendix"), title)
  self:heading(2, text, options)
  self.blocks[#self.blocks].appendix = true
  return self
end

function methods:paragraph(text)
  local pieces = inline.pieces(text, "paragraph", context_of(self))
  return add(self, { kind = "paragraph", pieces = pieces })
end

-- items: texts as in a paragraph; items.ordered = true numbers them.
function methods:list(items)
  local made = {}
  for i, item in ipairs(items) do made[i] = inline.pieces(item, "list", context_of(self)) end
  return add(self, { kind = "list", ordered = items.ordered or false, items = made })
end

-- A remark set apart from the running text. `options.label`: its first words ("Bemærk").
function methods:note(text, options)
  local pieces = inline.pieces(text, "note", context_of(self))
  local label = optional(options and options.label, "note") or "Bemærk"
  return add(self, { kind = "note", label = label, pieces = pieces })
end

local KEY_FIELDS = { label = true, value = true, decimals = true, unit = true, signed = true,
  detail = true, verdict = true, tone = true, why = true }

local function make_key_figure(doc, item, place)
  local made = { label = inline.text(item.label, place), detail = optional(item.detail, place) }
  if math.type(item.value) and item.decimals then
    made.figure = figure.make(item, place)
    made.text = made.figure.text
  else
    made.text = inline.text(item.value, place)
    made.figure = figure.read(made.text)
  end
  made.status = item.verdict and status.resolve(
    type(item.verdict) == "table" and item.verdict or { word = item.verdict, tone = item.tone },
    doc.statuses)
  made.origin = item.why and origin.add(doc.origins, item.why, place)
  return made
end

-- Nøgletal: {{label=, value= (text, or a number with decimals and unit), detail=, verdict=, why=},
-- ...}; the few figures that a reader must see.
function methods:key_figures(items)
  local made = {}
  for i, item in ipairs(items) do
    local place = ("key figure %d"):format(i)
    check_fields(item, KEY_FIELDS, place)
    made[i] = make_key_figure(self, item, place)
  end
  return add(self, { kind = "key_figures", items = made })
end

local TABLE_FIELDS = {
  caption = true, columns = true, rows = true, note = true, source = true, id = true, sort = true,
}

-- See report.table.
function methods:table(spec)
  check_fields(spec, TABLE_FIELDS, "a table")
  local number = next_number(self, "table")
  local made = tabular.make(spec, ("table %d"):format(number), context_of(self))
  made.number, made.id = number, take_id(self, spec.id, "tabel-" .. number)
  return add(self, made)
end

-- A table of verdicts is a table: cells {verdict = "på vej", detail = "kan svinge"}.
methods.status_table = methods.table

-- See report.chart.
function methods:chart(spec)
  local number = next_number(self, "chart")
  local made = chart.make(spec, ("chart %d"):format(number))
  made.number, made.id = number, take_id(self, spec.id, "figur-" .. number)
  return add(self, made)
end

local SOURCE_FIELDS = { path = true, text = true, sha256 = true, href = true }

-- {{path=, sha256=, text= (what it is), href=}, ...}
function methods:sources(items)
  local made = {}
  for i, item in ipairs(items) do
    local place = ("source %d"):format(i)
    check_fields(item, SOURCE_FIELDS, place)
    if item.sha256 and not item.sha256:find("^" .. ("%x"):rep(64) .. "$") then
      fault.raise { what = ("%s: '%s' is no SHA-256"):format(place, tostring(item.sha256)),
        hint = "64 hexadecimal digits; native.sha256_file(path) gives them" }
    end
    made[i] = {
      path = optional(item.path, place), text = optional(item.text, place),
      sha256 = item.sha256, href = item.href and inline.href(item.href, place),
    }
    if not (made[i].path or made[i].text) then
      fault.raise { what = place .. " has neither path nor text" }
    end
  end
  return add(self, { kind = "sources", items = made })
end

-- Write the document: save "x.html", or any other ending that --format knows. Gives "written" or
-- "same". A document that becomes several files (csv) has them beside each other.
function methods:save(path)
  return require("report.output").save(self, path)
end

-- At the prompt a document prints itself.
function methods:__tostring()
  return (require("report.text").render(self):gsub("\n$", ""))
end

local ORIGINS = "Hvor tallene kommer fra"

-- The blocks as they are drawn: those of the script, and after them the origins of its figures.
function document.blocks(doc)
  if #doc.origins == 0 then return doc.blocks end
  local blocks = table.move(doc.blocks, 1, #doc.blocks, 1, {})
  local title = ("Bilag %d. %s"):format((doc.numbers.appendix or 0) + 1, ORIGINS)
  blocks[#blocks + 1] = { kind = "heading", level = 2, appendix = true, id = "tallenes-oprindelse",
    pieces = { { text = title } } }
  blocks[#blocks + 1] = { kind = "origins", items = doc.origins }
  return blocks
end

-- The headings that a table of contents lists, or nil when the document is short.
function document.contents(doc)
  local entries, sections = {}, 0
  for _, block in ipairs(document.blocks(doc)) do
    if block.kind == "heading" and block.level <= 3 then
      local text = inline.plain(block.pieces)
      entries[#entries + 1] = { level = block.level, text = text, id = block.id }
      if block.level == 2 then sections = sections + 1 end
    end
  end
  local wanted = doc.contents
  if wanted == nil then wanted = sections >= 4 end
  return wanted and #entries > 0 and entries or nil
end

return document
