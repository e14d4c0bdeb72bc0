-- Lines of help at the prompt: what to write at the left, what it does at the right.

local native = require "native"

local layout = {}

local LEFT, WIDTH = 18, 80

-- `text` in lines of at most `width` terminal columns.
local function lines_of(text, width)
  local lines, line = {}, ""
  for word in text:gmatch "%S+" do
    local longer = line == "" and word or line .. " " .. word
    if line ~= "" and native.width(longer) > width then
      lines[#lines + 1] = line
      longer = word
    end
    line = longer
  end
  lines[#lines + 1] = line
  return lines
end

-- One entry; `left` keeps a line of its own where it is too long to stand beside the text.
function layout.entry(left, text)
  local lines = lines_of(text, WIDTH - LEFT - 4)
  local indent = (" "):rep(LEFT + 4)
  local blanks = LEFT - native.width(left)
  local first = "  " .. left .. (blanks >= 0 and (" "):rep(blanks + 2) or "\n" .. indent)
  return first .. table.concat(lines, "\n" .. indent)
end

return layout
