-- What a figure of a document says of how many persons, for the publication gate (report.gate).
-- A statement stands wherever a figure may: in a cell, in running text, in a chart, in a document's
-- data. It prints as its figure; where the gate hides it, as »skjult«.
--
--   local active = statement.count(18, { maaling = "aktive", maaned = "2021M06" })
--   local all = statement.count(24, { maaling = "borgere", maaned = "2021M06" })
--   doc:paragraph(("Af %s borgere er %s aktive, %s."):format(all, active,
--     statement.share(active, all, { unit = "pct." })))
--
-- A share is the printed one wherever it goes, into a chart, a workbook or JSON: more decimals
-- would tell more than the gate has judged. Two counts of one key are the same count, in this
-- document and in those published before.

local danish = require "report.danish"
local fault = require "fault"
local native = require "native"

local statement = {}
local methods = {}
local meta = { __index = methods }

statement.HIDDEN = "skjult"

-- A statement goes through texts as its number between two marks of Unicode's private use, and is
-- found again by it.
local OPEN, CLOSE = "\u{F0000}", "\u{F0001}"
local TOKEN = OPEN .. "(%d+)" .. CLOSE
local known, made = {}, 0
local relations = {}

function meta.__tostring(self)
  return OPEN .. self.number .. CLOSE
end

function meta.__concat(a, b)
  return tostring(a) .. tostring(b)
end

local function new(fields)
  made = made + 1
  fields.number = made
  known[made] = fields
  return setmetatable(fields, meta)
end

function statement.is(value)
  return type(value) == "table" and getmetatable(value) == meta
end

-- Whether any has been made: without one there is nothing to look for.
function statement.any()
  return made > 0
end

local function check_count(value, name)
  if math.type(value) == "integer" and value >= 0 then return value end
  fault.raise { what = ("%s: %s is no count"):format(name, tostring(value)),
    why = "a count of persons is a whole number of 0 and up" }
end

local function key_text(key)
  if key == nil or type(key) == "string" then return key end
  local parts = {}
  for name, value in pairs(key) do parts[#parts + 1] = ("%s=%s"):format(name, tostring(value)) end
  table.sort(parts)
  return table.concat(parts, ";")
end

-- How many. key: what of, a text or a table of dimensions; without one the count is one of its own.
function statement.count(value, key)
  check_count(value, "statement.count")
  return new { kind = "count", value = value, key = key_text(key), decimals = 0,
    text = danish.number(value, 0) }
end

local function check_counts(name, ...)
  for i, one in ipairs { ... } do
    if not (statement.is(one) and one.kind == "count") then
      fault.raise { what = ("%s: part %d is no count"):format(name, i),
        hint = "write statement.count(n, { … })" }
    end
  end
end

-- The same count with its noun: "1 borger", "3 borgere"; hidden, only the many are named.
function statement.counted(count, one, many)
  check_counts("statement.counted", count)
  return new { kind = "count", value = count.value, of = count.of or count, decimals = 0,
    text = danish.plural(count.value, one, many),
    hidden_text = statement.HIDDEN .. " antal " .. many }
end

-- A count where it is printed once more.
function statement.again(count)
  check_counts("statement.again", count)
  return new { kind = "count", value = count.value, of = count.of or count, decimals = 0,
    text = danish.number(count.value, 0) }
end

-- Say of a count that is there that these are its parts. Gives the count. guessed: they look it,
-- and it may be chance.
function statement.adds_up(total, parts, guessed)
  check_counts("statement.adds_up", total, table.unpack(parts))
  local sum = 0
  for _, part in ipairs(parts) do sum = sum + part.value end
  if sum ~= total.value then
    fault.raise { what = ("%d is not the sum of its parts, %d"):format(total.value, sum) }
  end
  relations[#relations + 1] = { total = total, parts = parts, guessed = guessed }
  return total
end

-- Every total and its parts that has been told of, printed or not: { { total =, parts =,
-- guessed = } … }.
function statement.relations()
  return relations
end

-- The count of persons in parts that nobody is in twice. The gate knows that they add up.
function statement.sum(parts, key)
  check_counts("statement.sum", table.unpack(parts))
  local total = 0
  for _, part in ipairs(parts) do total = total + part.value end
  return statement.adds_up(statement.count(total, key), parts)
end

local function with_unit(text, unit)
  return unit and text .. " " .. unit or text
end

-- 100 * part / whole, rounded to options.decimals (0); options.unit is written after it. The part
-- is of the whole: no larger. nil where the whole is 0.
function statement.share(part, whole, options)
  check_counts("statement.share", part, whole)
  options = options or {}
  if whole.value == 0 then return nil end
  if part.value > whole.value then
    fault.raise { what = ("%d of %d is no share"):format(part.value, whole.value) }
  end
  local decimals = options.decimals or 0
  local value = native.round(100 * part.value / whole.value, decimals)
  return new { kind = "share", part = part, whole = whole, value = value, decimals = decimals,
    unit = options.unit, text = with_unit(danish.number(value, decimals), options.unit) }
end

-- after - before, with its sign.
function statement.difference(before, after)
  check_counts("statement.difference", before, after)
  local value = after.value - before.value
  return new { kind = "difference", before = before, after = after, value = value, decimals = 0,
    signed = true, text = danish.signed(value, 0) }
end

-- 100 * (after / before - 1), with its sign, rounded to options.decimals (1); nil from 0.
function statement.growth(before, after, options)
  check_counts("statement.growth", before, after)
  options = options or {}
  if before.value == 0 then return nil end
  local decimals = options.decimals or 1
  local value = native.round(100 * (after.value - before.value) / before.value, decimals)
  return new { kind = "growth", before = before, after = after, value = value, decimals = decimals,
    signed = true, unit = options.unit,
    text = with_unit(danish.signed(value, decimals), options.unit) }
end

-- The widest interval about value, within least and most, on which text_of gives what it gives
-- of value.
local function same_text(value, least, most, text_of)
  local found, low, high = text_of(value), value, value
  while low > least and text_of(low - 1) == found do low = low - 1 end
  while high < most and text_of(high + 1) == found do high = high + 1 end
  return low, high
end

-- A text, such as a verdict, that follows from a count and its whole: text_of(n, of) gives it for n
-- of so many. Its reader learns that each of the two is one of those that, with the other, give the
-- same: an interval of 0 tells how many there are. text: what is printed; else text_of of the two.
-- Of the whole no more than twice as many are tried: that the reader knows less is not relied on.
function statement.follows(count, whole, text_of, text)
  check_counts("statement.follows", count, whole)
  local low, high = same_text(count.value, 0, whole.value, function(n)
    return text_of(n, whole.value)
  end)
  local least, most = same_text(whole.value, math.max(count.value, 1), 2 * whole.value,
    function(of) return text_of(count.value, of) end)
  return statement.tells(text or text_of(count.value, whole.value),
    { { count, low, high }, { whole, least, most } })
end

-- Any other text that counts can be inferred from: { { count, low, high } … } is what a reader who
-- knows how the text came about learns of each. low and high: nil for the count itself.
function statement.tells(text, learnt)
  for _, one in ipairs(learnt) do
    check_counts("statement.tells", one[1])
    local value, low, high = one[1].value, one[2] or one[1].value, one[3] or one[1].value
    if value < low or value > high then
      fault.raise { what = ("%d is not between %s and %s"):format(value, low, high) }
    end
  end
  return new { kind = "tells", learnt = learnt, text = text }
end

-- A number that is no count of persons and made of none: a goal, a price, a paragraph of the law.
-- value: the number itself, for a document's data.
function statement.free(text, value)
  return new { kind = "free", text = tostring(text), value = value }
end

-- ---- in texts ----

-- The statement of a mark's number.
function statement.of(number)
  return known[math.tointeger(tonumber(number))]
end

-- Whether a text has any in it.
function statement.within(text)
  return text:find(OPEN, 1, true) ~= nil
end

-- The text with each statement as `show(statement)` has it; marks of none are taken out.
function statement.render(text, show)
  if not statement.within(text) then return text end
  local found = text:gsub(TOKEN, function(number)
    local one = statement.of(number)
    return one and show(one) or ""
  end)
  return (found:gsub(OPEN, ""):gsub(CLOSE, ""))
end

-- Call visit(statement) for each in a text.
function statement.each(text, visit)
  for number in text:gmatch(TOKEN) do
    local one = statement.of(number)
    if one then visit(one) end
  end
end

-- The text as if nothing were hidden.
function statement.plain(text)
  return statement.render(text, function(one) return one.text end)
end

-- A part of a document with a text { text = … }: where statements stand in it, its text is as if
-- nothing were hidden, and `template` keeps what it is made of; a figure alone has its number too.
-- Gives the part.
function statement.unwrap(part)
  if not part.text or not statement.within(part.text) then return part end
  part.template = part.text
  part.text = statement.plain(part.text)
  local one = statement.alone(part.template)
  if one and one.decimals then
    part.figure = { text = one.text, value = one.value, decimals = one.decimals, unit = one.unit,
      signed = one.signed }
  end
  return part
end

-- Take what a pattern finds out of a part's text.
function statement.remove(part, pattern)
  part.text = part.text:gsub(pattern, "")
  part.template = part.template and part.template:gsub(pattern, "")
end

-- The only statement of a text that holds nothing else, or nil.
function statement.alone(text)
  local number = text:match("^" .. TOKEN .. "$")
  return number and statement.of(number)
end

return statement
