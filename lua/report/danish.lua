-- Numbers, dates and lists as a Danish reader expects them: `1.234,5`, `21 pct.`,
-- `3,2 procentpoint`, `30. sep. 2021`, "a, b og c". Rounding is half away from zero, done once,
-- here.

local native = require "native"

local danish = {}

local GAP = "–" -- stands where there is no figure

local MONTHS = {
  "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
  "november", "december",
}

local function is_gap(x, name)
  if x == native.missing then return true end
  if math.type(x) then return false end
  error(("danish.%s: a number is needed, not %s"):format(name, x == nil and "nil" or type(x)), 3)
end

-- 1234.5 -> "1.234,5". Without `decimals`: as many as the number has. `missing` -> "–".
function danish.number(x, decimals)
  if is_gap(x, "number") then return GAP end
  return native.format_number(x, decimals)
end

-- With its sign written: "+3,2", "-3,2"; what rounds to nought has none: "0,0".
function danish.signed(x, decimals)
  if is_gap(x, "signed") then return GAP end
  local text = native.format_number(x, decimals)
  if text:find "^%-" or not text:find "[1-9]" then return text end
  return "+" .. text
end

-- Per cent (of a hundred, not of one): percent(20.8) -> "21 pct."
function danish.percent(x, decimals)
  if is_gap(x, "percent") then return GAP end
  return native.format_number(x, decimals or 0) .. " pct."
end

-- "+66,7 pct."
function danish.percent_change(x, decimals)
  if is_gap(x, "percent_change") then return GAP end
  return danish.signed(x, decimals or 1) .. " pct."
end

-- A difference between shares: points(3.2) -> "3,2 procentpoint"
function danish.points(x, decimals)
  if is_gap(x, "points") then return GAP end
  return native.format_number(x, decimals or 1) .. " procentpoint"
end

-- "+3,2 procentpoint"
function danish.points_change(x, decimals)
  if is_gap(x, "points_change") then return GAP end
  return danish.signed(x, decimals or 1) .. " procentpoint"
end

-- What a figure lies between, each end written by `write`: "131–133", "-2 – 3", "≥ 131" where
-- nothing is known above; "–" where nothing is known at all.
function danish.between(low, high, write)
  local from = low > -math.huge and write(low)
  local to = high < math.huge and write(high)
  if from and to then
    local apart = (from .. " " .. to):find "[+%-]" and " – " or "–"
    return from == to and from or from .. apart .. to
  end
  return from and "≥ " .. from or to and "≤ " .. to or GAP
end

-- plural(1, "person", "personer") -> "1 person"; plural(2345, ...) -> "2.345 personer"
function danish.plural(n, one, many)
  if is_gap(n, "plural") then return GAP end
  return native.format_number(n) .. " " .. (n == 1 and one or many)
end

-- A period, or text that reads as one: "3. kvt. 2019", "sep. 2021".
function danish.period(p)
  if type(p) == "string" then
    local read, why = native.period(p)
    if not read then error("danish.period: " .. why, 2) end
    p = read
  end
  return tostring(p)
end

-- A day: "30. sep. 2021". Of another period: its last day.
function danish.date(p)
  local read, why = native.period(p)
  if not read then error("danish.date: " .. why, 2) end
  return tostring(read.last_day)
end

-- A day in full: "30. september 2021".
function danish.long_date(p)
  local read, why = native.period(p)
  if not read then error("danish.long_date: " .. why, 2) end
  local year, month, day = read.last_day:id():match "^(%d+)%-(%d+)%-(%d+)$"
  return ("%d. %s %d"):format(math.tointeger(day), MONTHS[math.tointeger(month)],
    math.tointeger(year))
end

-- {"a", "b", "c"} -> "a, b og c"; `word` in place of "og".
function danish.list(items, word)
  local count = #items
  if count == 0 then return "" end
  if count == 1 then return items[1] end
  return table.concat(items, ", ", 1, count - 1) .. " " .. (word or "og") .. " " .. items[count]
end

local UPPER = { ["æ"] = "Æ", ["ø"] = "Ø", ["å"] = "Å", ["é"] = "É" }

-- The first letter as a capital, Danish letters too.
function danish.capital(text)
  local first = text:match "^[\xC2-\xF4][\x80-\xBF]+"
  if first then return (UPPER[first] or first) .. text:sub(#first + 1) end
  return (text:gsub("^%l", string.upper))
end

local MONTH_WORDS = {}
for _, name in ipairs(MONTHS) do
  MONTH_WORDS[name] = true
  MONTH_WORDS[name:sub(1, 3) .. "."] = true
end
MONTH_WORDS["sept."] = true

local PERIOD_WORDS = { ["kvt."] = true, kvartal = true, ["halvår"] = true }

local UNITS = {
  ["pct."] = true, procentpoint = true, point = true, ["kr."] = true, ["mio."] = true,
  ["mia."] = true, ["%"] = true, timer = true,
}

local MARKS = { ["≥"] = true, ["≤"] = true, ["≈"] = true, ["±"] = true }

local NBSP = "\u{A0}"

local function stripped(word)
  return (word:gsub("^[%(»]+", ""):gsub("[%),;:»«!?]+$", ""))
end

-- May a line break stand between the neighbours `a` and `b`? "21" and "pct." stay together, as do
-- the parts of "3. kvt. 2019" and "30. sep. 2021".
local function belong_together(a, b)
  local left, right = stripped(a), stripped(b)
  if left:find "%d$" then return UNITS[right] or UNITS[right:gsub("%.$", "")] end
  if left:find "^%d%d?%.$" then return MONTH_WORDS[right] or PERIOD_WORDS[right] end
  if MONTH_WORDS[left] or PERIOD_WORDS[left] then return right:find "^%d%d%d%d" ~= nil end
  return MARKS[left]
end

-- The text with no-break spaces where a line must not end.
function danish.glue(text)
  if not text:find "[%d±≥≤≈]" then return text end
  local parts = {}
  for word, space in text:gmatch "([^ ]*)( *)" do
    local before = #parts
    if parts[before] == " " and belong_together(parts[before - 1], word) then
      parts[before] = NBSP
    end
    parts[before + 1], parts[before + 2] = word, space
  end
  return table.concat(parts)
end

-- Hyphens that stand before a number as real minus signs.
function danish.minus(text)
  return (text:gsub("%f[^%s%(%[\0]%-(%d)", "−%1"))
end

return danish
