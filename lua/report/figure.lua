-- A figure of a document: its text as a person reads it, and the number behind it for those who
-- calculate on (XLSX, CSV). A figure is given as a number with its decimals, or read back from a
-- text that can be nothing else.

local danish = require "report.danish"
local fault = require "fault"
local memo = require "memo"
local native = require "native"

local figure = {}

-- Units that may stand after a figure; a document's own `unit` is kept as it is.
local UNITS = { "pct.", "procentpoint", "point", "mio. kr.", "kr.", "timer", "personer", "uger",
  "%" }

local function with_unit(text, unit)
  return unit and unit ~= "" and text .. " " .. unit or text
end

-- A number without its thousands marks, as text that tonumber reads: "1.234,5" -> "1234.5". nil for
-- what danish.number never writes: "1234", "1.23", "0751", "01".
local function plain_digits(text)
  local whole, decimals = text:match "^([%d%.]+),(%d+)$"
  whole = whole or text
  if not (whole:find "^%d%d?%d?$" or whole:find "^%d%d?%d?%.%d%d%d[%d%.]*$") then return nil end
  for group in whole:gmatch "%.([^%.]*)" do if #group ~= 3 then return nil end end
  if whole:find "^0" and whole ~= "0" then return nil end
  return whole:gsub("%.", "") .. (decimals and "." .. decimals or ""), decimals and #decimals or 0
end

-- Read a text that is a figure with or without a unit, as danish.* writes them: {value=, decimals=,
-- unit=, signed=}, or nil. "≥ 131", "2019" (a year), "0751" (a code) and "12.3" are none.
figure.read = memo(function(text)
  if not text:find "%d" then return nil end
  local rest, unit = text:gsub("\u{A0}", " "), nil
  for _, each in ipairs(UNITS) do
    local bare = rest:sub(1, -#each - 1)
    if #rest > #each and rest:sub(-#each) == each then
      rest, unit = bare:gsub(" $", ""), each
      break
    end
  end
  local sign, digits = rest:gsub("^−", "-"):match "^([+-]?)([%d%.,]+)$"
  if not sign then return nil end
  local plain, decimals = plain_digits(digits)
  if not plain then return nil end
  local value = tonumber(plain)
  return { value = sign == "-" and -value or value, decimals = decimals, unit = unit,
    signed = sign == "+" or nil }
end)

local function check_agrees(given, written, place)
  local read = figure.read(given.text)
  local own = figure.read(written)
  if read and own and read.value == own.value then return end
  fault.raise { what = ("%s: the text '%s' is not the figure %s"):format(place, given.text,
    written),
    hint = "give value, decimals and unit, and leave the text to them" }
end

-- A figure out of { value =, decimals =, unit =, signed = }: the same with its text. `decimals`
-- must be given for a number that is not whole. Raises when a `text` beside it says another number.
function figure.make(given, place)
  local value = given.value
  if value == native.missing then return { text = "–" } end
  if not math.type(value) or value ~= value or math.abs(value) == math.huge then
    fault.raise { what = ("%s: a figure's value is a finite number, not %s"):format(place,
      tostring(value)) }
  end
  local decimals = given.decimals or (math.type(value) == "integer" or value % 1 == 0) and 0
  if not decimals then
    fault.raise { what = ("%s: how many decimals has %s?"):format(place, tostring(value)),
      hint = "decimals = 1" }
  end
  local text = with_unit((given.signed and danish.signed or danish.number)(value, decimals),
    given.unit)
  if given.text then check_agrees(given, text, place) end
  return { text = given.text or text, value = value, decimals = decimals, unit = given.unit,
    signed = given.signed }
end

return figure
