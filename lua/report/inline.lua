-- Running text as pieces. A string is plain but for `**strong**` (a `\*` is a star); a list mixes
-- strings and pieces: {text=}, {text=, strong=true}, {text=, href=}, {verdict=}, {note=}, and
-- figures {value=, decimals=, unit=, signed=}; `why` beside a text or a figure says where it comes
-- from (report.origin).

local fault = require "fault"
local figure = require "report.figure"
local memo = require "memo"
local native = require "native"
local statement = require "report.statement"
local status = require "report.status"

local inline = {}

local function visible(control)
  return control == "\t" and " " or ("\\x%02X"):format(control:byte())
end

local function clean(text)
  local at = 1
  while true do
    local good, bad = utf8.len(text, at)
    if good then break end
    text = text:sub(1, bad - 1) .. "\u{FFFD}" .. text:sub(bad + 1)
    at = bad + 3
  end
  text = text:gsub("\r\n?", "\n"):gsub("[%z\1-\9\11-\31\127]", visible)
  text = text:gsub("\xC2([\x80-\x9F])", visible)
  text = text:gsub("\u{FFFE}", "\\uFFFE"):gsub("\u{FFFF}", "\\uFFFF") -- no file of XML holds them
  return (text:gsub("\u{202A}", "\\u202A"):gsub("\u{202B}", "\\u202B"):gsub("\u{202D}", "\\u202D")
    :gsub("\u{202E}", "\\u202E"):gsub("\u{2066}", "\\u2066"):gsub("\u{2067}", "\\u2067"))
end

-- Text that cannot harm a terminal or a page: valid UTF-8, control characters and marks that turn
-- the direction of writing are made visible. Line breaks stay.
inline.clean = memo(clean)

-- A text given by a script: a string, a period or another value that prints itself; not a number,
-- whose decimals nobody has chosen yet.
function inline.text(value, place)
  if type(value) == "string" then return inline.clean(value) end
  if value == native.missing then return "–" end
  if math.type(value) then
    fault.raise {
      what = ("%s: the number %s is given where text is needed"):format(place, tostring(value)),
      why = "A document holds figures as they are printed, so that they are rounded once.",
      hint = 'write danish.number(x, decimals), danish.percent(x), danish.points(x) ...; '
        .. 'danish = require "report.danish"',
    }
  end
  local meta = getmetatable(value)
  if type(meta) == "table" and meta.__tostring then return inline.clean(tostring(value)) end
  fault.raise { what = ("%s: text is needed, not %s"):format(place,
    value == nil and "nil" or "a " .. type(value)) }
end

-- The pieces of a string with `**strong**` in it. Its line breaks are only the script's.
local function split_strong(text, pieces)
  local kept = text:gsub(" *\n%s*", " "):gsub("\\%*", "\1")
  local at, strong = 1, false
  local function add(part)
    if part ~= "" then
      pieces[#pieces + 1] = { text = part:gsub("\1", "*"), strong = strong or nil }
    end
  end
  while true do
    local from, to = kept:find("**", at, true)
    -- A pair that is never closed is two stars.
    if from and not strong and not kept:find("**", to + 1, true) then from = nil end
    add(kept:sub(at, (from or #kept + 1) - 1))
    if not from then return end
    strong, at = not strong, to + 1
  end
end

-- A link that leads nowhere surprising.
function inline.href(given, place)
  local href = inline.text(given, place)
  if href:find "^#[%w_-]+$" or href:find "^https?://" then return href end
  fault.raise {
    what = ("%s: '%s' is no link"):format(place, href),
    hint = "links are https://..., http://... or #id of a heading, table or chart",
  }
end

local function make_piece(given, place, context)
  if given.verdict then
    return { status = status.resolve(given.verdict, context.statuses) }
  elseif given.note then
    return { note = context.add_note(inline.text(given.note, place)) }
  end
  local number = given.value ~= nil and figure.make(given, place) or nil
  return {
    text = inline.text(number and number.text or given.text, place), strong = given.strong or nil,
    href = given.href and inline.href(given.href, place),
    figure = number and number.value and number or nil,
    origin = given.why and context.add_origin(given.why, place),
  }
end

local function is_list(value)
  return type(value) == "table" and not (getmetatable(value) or {}).__tostring
end

-- Without the blanks at both ends: a text that is indented in the script is not so in print.
-- Statements in it are found.
local function finish(pieces)
  for _, piece in ipairs(pieces) do statement.unwrap(piece) end
  local first, last = pieces[1], pieces[#pieces]
  if first and first.text then statement.remove(first, "^%s+") end
  if last and last.text then statement.remove(last, "%s+$") end
  return pieces
end

-- A figure may end in "pct." and the sentence after it: one full stop stands for both.
local function join_stops(pieces)
  for i = 2, #pieces do
    local before, piece = pieces[i - 1], pieces[i]
    local joins = before.text and piece.text and not before.template
    if joins and before.text:find "%.$" and piece.text:find "^%.%f[^.]" then
      piece.text = piece.text:sub(2)
    end
  end
  return pieces
end

-- The pieces of a text given by a script. `context`: {statuses=, add_note=function(text),
-- add_origin=function(origin, place)}, which give the note and the origin their numbers.
function inline.pieces(given, place, context)
  local pieces = {}
  if not is_list(given) then
    split_strong(inline.text(given, place), pieces)
    return join_stops(finish(pieces))
  end
  if given[1] == nil then given = { given } end
  for _, part in ipairs(given) do
    if is_list(part) then
      pieces[#pieces + 1] = make_piece(part, place, context)
    else
      split_strong(inline.text(part, place), pieces)
    end
  end
  return join_stops(finish(pieces))
end

-- The pieces as bare text: for captions, contents and descriptions.
function inline.plain(pieces)
  local parts = {}
  for _, piece in ipairs(pieces) do
    parts[#parts + 1] = piece.text or (piece.status and status.text(piece.status)) or ""
  end
  return table.concat(parts)
end

return inline
