-- Texts in the cells of a terminal: escaped, cut, folded by how wide they are there.

local native = require "native"

local cells = {}

-- Control characters would move the cursor or worse: data is shown, never obeyed.
cells.escape = native.escape

local JOINER = "\u{200D}" -- makes one sign of those on both its sides

-- Cut to `width` terminal columns; a sign of several characters stays whole.
function cells.cut(text, width)
  if native.width(text) <= width then return text end
  local kept = ""
  for _, code in utf8.codes(text, true) do
    local longer = kept .. utf8.char(code)
    if native.width(longer) > width - 1 then break end
    kept = longer
  end
  if kept:sub(-#JOINER) == JOINER then kept = kept:sub(1, -#JOINER - 1) end
  return kept .. "…"
end

-- The lines of a text of at most `width` columns, cut between words; a longer word has its own.
function cells.fold(text, width)
  local lines, line = {}, ""
  for word in text:gmatch "%S+" do
    local longer = line == "" and word or line .. " " .. word
    if line ~= "" and native.width(longer) > width then
      lines[#lines + 1], longer = line, word
    end
    line = longer
  end
  lines[#lines + 1] = line
  return lines
end

return cells
