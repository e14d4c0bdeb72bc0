-- A picture: a value that prints itself, sized to where it goes.

local terminal = require "picture.terminal"

local picture = {}

local methods = {}
local meta = { __name = "picture", __index = methods }

-- The text. Options: width and height of the window (nil: as it is), colour. The picture's own size
-- and signs are those that it was made with, where any were given.
function methods:text(options)
  local wanted = { window_width = options and options.width, window_height = options and
    options.height, width = self.width, height = self.height }
  local drawn = { colour = options and options.colour, ascii = self.ascii }
  if drawn.ascii == nil then drawn.ascii = terminal.is_ascii() end
  drawn.width, drawn.height = terminal.size(wanted)
  return self.draw(self.content, drawn)
end

function meta.__tostring(self)
  return self:text()
end

-- A picture of `content`, drawn by draw(content, options). Options: width, height, ascii.
function picture.new(draw, content, options)
  return setmetatable({ draw = draw, content = content, width = options.width,
    height = options.height, ascii = options.ascii }, meta)
end

return picture
