-- The text of an expression, cut into tokens. A token is
--   { kind = "sign",      sign = "+", "and", "(" ... }
--   { kind = "name",      name = }            a column or a function
--   { kind = "parameter", name = }            $navn
--   { kind = "literal",   node = }            a node of the tree (lua/query/parse.lua)
--   { kind = "end" }
-- each with from and to, its bytes in the text.

local fault = require "fault"
local native = require "native"

local token = {}

local words = { ["and"] = true, ["or"] = true, ["not"] = true, ["in"] = true }
local constants = {
  ["true"] = { type = "boolean", value = true },
  ["false"] = { type = "boolean", value = false },
  ["missing"] = { type = "missing" },
}

-- Longest first.
local signs = { "<=", ">=", "~=", "==", "..", "//", "+", "-", "*", "/", "%", "^", "<", ">", "(",
  ")", ",", "=" }

-- What people write who come from elsewhere, and what it is called here.
local foreign = {
  { "!=", "unequal is written ~=" }, { "<>", "unequal is written ~=" },
  { "===", "equality is written ==" }, { "&&", "write: and" }, { "||", "write: or" },
  { "**", "a power is written ^" }, { "!", "write: not" }, { "&", "write: and" },
  { "|", "write: or" }, { "≠", "write: ~=" }, { "≥", "write: >=" }, { "≤", "write: <=" },
  { "−", "write the minus of the keyboard: -" }, { "–", "write the minus of the keyboard: -" },
  { "×", "write: *" }, { "·", "write: *" }, { "÷", "write: /" },
  { "“", "text stands in straight quotes: 'Hedensted'" },
  { "”", "text stands in straight quotes: 'Hedensted'" },
  { "„", "text stands in straight quotes: 'Hedensted'" },
  { "‘", "text stands in straight quotes: 'Hedensted'" },
  { "’", "text stands in straight quotes: 'Hedensted'" },
  { "´", "text stands in straight quotes: 'Hedensted'" },
  { "%in%", "write: in (…)" }, { ";", "a comma parts the items of a list" },
  { "\u{A0}", "this is a no-break space; write a plain one" },
}

local function is_letter(point)
  if point < 0x80 then return point == 95 or (point | 32 >= 97 and point | 32 <= 122) end
  if point < 0xC0 then return point == 0xAA or point == 0xB5 or point == 0xBA end
  return point ~= 0xD7 and point ~= 0xF7 and not (point >= 0x2000 and point <= 0x2BFF) and
    not (point >= 0x3000 and point <= 0x303F)
end

local function raise(text, from, to, what, hint)
  fault.raise { what = what, text = text, from = from, to = to, hint = hint }
end

-- The last byte of the name that begins at `at`, or nil.
local function name_end(text, at)
  local last
  while at <= #text do
    local point = utf8.codepoint(text, at)
    local digit = point >= 48 and point <= 57
    if not (is_letter(point) or (digit and last)) then break end
    last = utf8.offset(text, 2, at) - 1
    at = last + 1
  end
  return last
end

local function read_name(text, at)
  local last = name_end(text, at)
  if not last then return nil end
  local name = text:sub(at, last)
  if words[name] then return { kind = "sign", sign = name, from = at, to = last } end
  local constant = constants[name]
  if constant then
    local node = { op = "literal", type = constant.type, value = constant.value }
    return { kind = "literal", node = node, from = at, to = last }
  end
  return { kind = "name", name = name, from = at, to = last }
end

local function read_quoted_name(text, at)
  local last = text:find("`", at + 1, true)
  if not last then raise(text, at, #text, "a backtick opens a name that is never closed") end
  if last == at + 1 then raise(text, at, last, "the name between the backticks is empty") end
  return { kind = "name", name = text:sub(at + 1, last - 1), quoted = true, from = at, to = last }
end

local function read_parameter(text, at)
  local follows = text:sub(at + 1, at + 1) == "`" and read_quoted_name(text, at + 1) or
    read_name(text, at + 1)
  if not follows or not (follows.name or follows.sign) then
    raise(text, at, at, "$ must be followed by a name",
      "write $navn and give the value: t:filter(\"antal > $navn\", { navn = 12 })")
  end
  return { kind = "parameter", name = follows.name or follows.sign, from = at, to = follows.to }
end

local escapes = { n = "\n", t = "\t", r = "\r", ["\\"] = "\\", ["'"] = "'", ['"'] = '"' }

local function read_text(text, at)
  local quote = text:sub(at, at)
  local parts, place = {}, at + 1
  while true do
    local stop = text:find("[\\" .. quote .. "]", place)
    if not stop then
      raise(text, at, #text, ("a text is opened with %s and never closed"):format(quote))
    end
    parts[#parts + 1] = text:sub(place, stop - 1)
    if text:sub(stop, stop) == quote then
      local node = { op = "literal", type = "text", value = table.concat(parts) }
      return { kind = "literal", node = node, from = at, to = stop }
    end
    local escape = escapes[text:sub(stop + 1, stop + 1)]
    if not escape then
      raise(text, stop, stop + 1, "a backslash is followed by n, t, r, \\ or a quote",
        "a backslash itself is written \\\\")
    end
    parts[#parts + 1] = escape
    place = stop + 2
  end
end

local numbers_of = {
  Q = { "quarters", 4 }, K = { "quarters", 4 }, M = { "months", 12 }, H = { "half-years", 2 },
  QMAT = { "rolling years", 4, ", each ending with a quarter" },
  MYTD = { "stretches from January", 12 }, Y = { "number", 1 },
}

local function raise_bad_word(text, from, to)
  local word = text:sub(from, to)
  local year, letters, number = word:upper():match "^(%d%d%d%d)(%a+)(%d+)$"
  local known = numbers_of[letters]
  if known and #number <= 2 then
    raise(text, from, to, ("%s is no period: a year has %d %s%s"):format(word, known[2], known[1],
      known[3] or ""), ("write %s%s%s to %s%s%s"):format(year, letters,
        letters:find "^M" and "01" or "1", year, letters, known[2]))
  end
  raise(text, from, to, ("'%s' is neither a number nor a period"):format(word),
    "periods are written 2019M09, 2019Q3, 2018H2, 2020QMAT02; text stands in quotes; names \z
      begin with a letter")
end

local function read_period(text, at, last)
  local word = text:sub(at, last)
  local value = word:find "^%d%d%d%d%a" and native.period(word)
  if not value then raise_bad_word(text, at, last) end
  local node = { op = "literal", type = value.kind == "day" and "date" or "period", value = value }
  return { kind = "literal", node = node, from = at, to = last }
end

local function decimal_node(text, at, last)
  local whole, decimals = text:sub(at, last):match "^(%d*)%.(%d+)$"
  local scaled = math.tointeger(tonumber(whole .. decimals))
  if not scaled or #decimals > 15 then
    raise(text, at, last, "a decimal number has at most 18 digits, 15 of them after the point",
      "write it with an exponent (3.14e0) to compute with the nearest number")
  end
  return { op = "literal", type = "decimal", value = scaled, scale = #decimals }
end

local function integer_node(text, at, last)
  local value = math.tointeger(tonumber(text:sub(at, last)))
  if not value or math.type(tonumber(text:sub(at, last))) ~= "integer" then
    raise(text, at, last, "an integer is at most 9223372036854775807",
      "write it with an exponent (1e20) to compute with the nearest number")
  end
  return { op = "literal", type = "integer", value = value }
end

local function number_node(text, at, last)
  local value = tonumber(text:sub(at, last))
  if value == math.huge then raise(text, at, last, "the number is too large") end
  return { op = "literal", type = "number", value = value + 0.0 }
end

local function read_number(text, at)
  local _, last = text:find("^%d*%.?%d+[eE][+-]?%d+", at)
  local make = number_node
  if not last then
    _, last = text:find("^%d*%.%d+", at)
    make = decimal_node
  end
  if not last then
    _, last = text:find("^%d+", at)
    make = integer_node
  end
  local after = text:sub(last + 1, last + 1)
  if after:find "[%w_\x80-\xFF]" then
    local _, stop = text:find("^[%w_\x80-\xFF]+", at)
    return read_period(text, at, math.max(stop or last, last))
  end
  if after == "." and text:sub(last + 2, last + 2) ~= "." then
    local _, stop = text:find("^[%d.]+", at)
    raise(text, at, stop, ("'%s' is no number"):format(text:sub(at, stop)),
      "numbers are written without thousands marks and with a decimal point: 1234.5")
  end
  return { kind = "literal", node = make(text, at, last), from = at, to = last }
end

local function read_sign(text, at)
  for _, pair in ipairs(foreign) do
    if text:sub(at, at + #pair[1] - 1) == pair[1] then
      raise(text, at, at + #pair[1] - 1, ("'%s' is not used here"):format(pair[1]), pair[2])
    end
  end
  for _, sign in ipairs(signs) do
    if text:sub(at, at + #sign - 1) == sign then
      return { kind = "sign", sign = sign, from = at, to = at + #sign - 1 }
    end
  end
  local last = utf8.offset(text, 2, at) - 1
  raise(text, at, last, ("'%s' has no meaning in an expression"):format(text:sub(at, last)),
    "names with other signs than letters, digits and _ stand in backticks: `andel i pct.`")
end

local function read_token(text, at)
  local first = text:sub(at, at)
  if first:find "%d" or text:find("^%.%d", at) then return read_number(text, at) end
  if first == "'" or first == '"' then return read_text(text, at) end
  if first == "`" then return read_quoted_name(text, at) end
  if first == "$" then return read_parameter(text, at) end
  return read_name(text, at) or read_sign(text, at)
end

-- The tokens of `text`, the last of kind "end". Raises at the first thing that is none.
function token.list(text)
  local length, bad = utf8.len(text)
  if not length then
    raise(text:gsub("[\x80-\xFF]", "?"), bad, bad, "the expression is not UTF-8 text")
  end
  local tokens, at = {}, 1
  while true do
    at = text:find("%S", at)
    if not at then break end
    local item = read_token(text, at)
    if item.node then item.node.from, item.node.to = item.from, item.to end
    tokens[#tokens + 1] = item
    at = item.to + 1
  end
  local last = #text > 0 and #text or 1
  tokens[#tokens + 1] = { kind = "end", from = last + (#text > 0 and 1 or 0), to = last + 1 }
  return tokens
end

return token
