-- Which lines of a CSV file its rows stand on.

local whole_file = require "whole_file"

local lines = {}

-- The byte after the record that begins at `at`, and how many line breaks it holds. A line break
-- between quotes belongs to the cell.
local function record_end(text, at, quoted)
  local place, breaks, inside = at, 0, false
  while true do
    local stop, _, sign = text:find(quoted and '([\n\r"])' or "([\n\r])", place)
    if not stop then return #text + 1, breaks end
    place = stop + 1
    if sign == '"' then
      inside = not inside
    else
      if sign == "\r" and text:sub(place, place) == "\n" then place = place + 1 end
      breaks = breaks + 1
      if not inside then return place, breaks end
    end
  end
end

-- The first line of each of `wanted` (row numbers, ascending): an array. nil where the file is no
-- CSV or cannot be read any more. Its first record is the header.
function lines.of(dialect, path, wanted)
  if dialect.form ~= "csv" then return nil end
  if not dialect.quoted and dialect.blank_lines == 0 then
    local found = {}
    for i, row in ipairs(wanted) do found[i] = row + 1 end
    return found
  end
  local text = whole_file(path)
  if not text then return nil end
  local found, at, line, row, next_wanted = {}, 1, 1, -1, 1
  while at <= #text and next_wanted <= #wanted do
    local after, breaks = record_end(text, at, dialect.quoted)
    if text:sub(at, after - 1):find "[^\r\n]" then
      row = row + 1
      if row == wanted[next_wanted] then
        found[next_wanted], next_wanted = line, next_wanted + 1
      end
    end
    at, line = after, line + breaks
  end
  return found
end

return lines
