-- Lines finer than a cell, in a rectangle of a canvas: braille has two dots by four in each, ASCII
-- one above the other. Dots count from 0 at the top left.

local dots = {}

local methods = {}
local meta = { __index = methods }

-- The bits of a braille sign by column and row, as Unicode numbers them.
local BRAILLE = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } }
local ASCII = { "'", ".", ":" }

-- A plane over the cells left..left + width - 1, top..top + height - 1.
function dots.new(left, top, width, height, ascii)
  local across, down = ascii and 1 or 2, ascii and 2 or 4
  return setmetatable({ left = left, top = top, across = across, down = down, ascii = ascii,
    width = width * across, height = height * down, bits = {}, colours = {}, cells = width }, meta)
end

-- The cell that a dot lies in, on the canvas.
function methods:cell(x, y)
  return self.left + x // self.across, self.top + y // self.down
end

local function bit_of(plane, x, y)
  if plane.ascii then return 1 << (y % 2) end
  return BRAILLE[x % 2 + 1][y % 4 + 1]
end

function methods:set(x, y, colour)
  if x < 0 or y < 0 or x >= self.width or y >= self.height then return end
  local place = (y // self.down) * self.cells + x // self.across
  self.bits[place] = (self.bits[place] or 0) | bit_of(self, x, y)
  self.colours[place] = colour
end

-- The dots of a straight line between two.
function methods:line(x, y, to_x, to_y, colour)
  local steps = math.max(math.abs(to_x - x), math.abs(to_y - y), 1)
  for i = 0, steps do
    self:set(math.floor(x + (to_x - x) * i / steps + 0.5),
      math.floor(y + (to_y - y) * i / steps + 0.5), colour)
  end
end

-- Put the dots on a canvas.
function methods:draw(canvas)
  for place, bits in pairs(self.bits) do
    local sign = self.ascii and ASCII[bits] or utf8.char(0x2800 + bits)
    canvas:set(self.left + place % self.cells, self.top + place // self.cells, sign,
      self.colours[place])
  end
end

return dots
