-- Lines of help at the prompt: what to write at the left, what it does at the right.

local cells = require "cells"
local native = require "native"

local layout = {}

local LEFT, WIDTH = 18, 80

-- One entry; `left` keeps a line of its own where it is too long to stand beside the text.
function layout.entry(left, text)
  local lines = cells.fold(text, WIDTH - LEFT - 4)
  local indent = (" "):rep(LEFT + 4)
  local blanks = LEFT - native.width(left)
  local first = "  " .. left .. (blanks >= 0 and (" "):rep(blanks + 2) or "\n" .. indent)
  return first .. table.concat(lines, "\n" .. indent)
end

return layout
