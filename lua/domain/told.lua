-- Figures in the sentences that a verdict gives: where each stands, so that a document can lead
-- from it to where it comes from. While a sentence is made its figures stand between marks of
-- Unicode's private use; told.take parts it at them.
--
-- A source is one of
--   { point =, one = }             a point of a followed indicator
--   { limits =, points =, one = }  the limits between which its series moves
--   { line =, start =, one = }     the straight line to the target, from a point
--   { target = true }              the number that was decided

local told = {}

local OPEN, MIDDLE, CLOSE = "\u{F0002}", "\u{F0003}", "\u{F0004}"
local sources = {}

-- The text of a figure, marked.
function told.mark(text, source)
  sources[#sources + 1] = source
  return ("%s%d%s%s%s"):format(OPEN, #sources, MIDDLE, text, CLOSE)
end

-- Whether a text ends with a full stop, in a figure's unit or after it.
function told.is_closed(text)
  return text:gsub(CLOSE .. "$", ""):find "%.$" ~= nil
end

-- A text with marks as plain text, and as pieces { text =, source = or nil }.
function told.take(text)
  local pieces, plain, at = {}, {}, 1
  local function add(part, source)
    if part ~= "" then pieces[#pieces + 1] = { text = part, source = source } end
    plain[#plain + 1] = part
  end
  while true do
    local from, to, number, figure = text:find(OPEN .. "(%d+)" .. MIDDLE .. "(.-)" .. CLOSE, at)
    if not from then break end
    add(text:sub(at, from - 1))
    add(figure, sources[math.tointeger(tonumber(number))])
    at = to + 1
  end
  add(text:sub(at))
  sources = {}
  return table.concat(plain), pieces
end

return told
