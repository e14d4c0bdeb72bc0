-- The period in a caption: figures that stand side by side in a file have it there, alone
-- (»2019K3«) or beside what they are (»Antal personer, sep. 2019«).

local native = require "native"

local dated = {}

local function period_of(text)
  local found = native.period(text)
  return found and found.kind ~= "day" and found or nil
end

local known = {} -- caption -> { period, rest } or false

-- Where a part of a caption may begin or end.
local BREAK = "[%s_,:;()]+"

-- The period at the end, or at the beginning, and what is left.
local function find(text)
  local whole = period_of(text)
  if whole then return { whole, "" } end
  for head, tail in text:gmatch("()" .. BREAK .. "()") do
    local found = period_of((text:sub(tail):gsub("%)$", "")))
    if found then return { found, text:sub(1, head - 1) } end
  end
  for head, tail in text:gmatch("()" .. BREAK .. "()") do
    local found = period_of(text:sub(1, head - 1))
    if found then return { found, text:sub(tail) } end
  end
  return false
end

-- The period of a caption, and the caption without it; nil where it has none.
function dated.split(caption)
  if not caption:find "%d%d%d%d" then return nil end
  if known[caption] == nil then known[caption] = find(caption) end
  if known[caption] then return table.unpack(known[caption]) end
end

return dated
