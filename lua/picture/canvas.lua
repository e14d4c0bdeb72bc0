-- A grid of terminal cells, each with a sign and a colour (an SGR code). Columns and rows count
-- from 1; what stands outside is not drawn.

local native = require "native"

local canvas = {}

local methods = {}
local meta = { __index = methods }

function canvas.new(width, height)
  local rows = {}
  for y = 1, height do rows[y] = { signs = {}, colours = {} } end
  return setmetatable({ width = width, height = height, rows = rows }, meta)
end

-- The sign at a place, or nil.
function methods:at(x, y)
  return self.rows[y] and self.rows[y].signs[x]
end

function methods:set(x, y, sign, colour)
  local row = self.rows[y]
  if not row or x < 1 or x > self.width then return end
  row.signs[x], row.colours[x] = sign, colour
end

-- A text from x on, cell by cell; a wide character takes two, an accent of its own none.
function methods:write(x, y, text, colour)
  for _, code in utf8.codes(text, true) do
    local sign = utf8.char(code)
    local width = native.width(sign)
    if width == 0 then
      local before = self:at(x - 1, y)
      if before then self:set(x - 1, y, before .. sign, colour) end
    elseif x + width - 1 <= self.width then
      self:set(x, y, sign, colour)
      for i = 1, width - 1 do self:set(x + i, y, "", colour) end
    end
    x = x + width
  end
end

-- Whether nothing stands in a row from x to `to`.
function methods:is_free(x, to, y)
  for each = math.max(x, 1), math.min(to, self.width) do
    if self:at(each, y) then return false end
  end
  return true
end

local function line_of(row, width, coloured)
  local parts, blanks, colour = {}, 0, nil
  for x = 1, width do
    local sign = row.signs[x]
    local wanted = coloured and sign and row.colours[x] or nil
    if not sign then
      blanks = blanks + 1
    else
      if wanted ~= colour and colour then parts[#parts + 1] = "\27[0m" end
      if blanks > 0 then parts[#parts + 1] = (" "):rep(blanks) end
      if wanted ~= colour and wanted then parts[#parts + 1] = ("\27[%sm"):format(wanted) end
      parts[#parts + 1], blanks, colour = sign, 0, wanted
    end
  end
  if colour then parts[#parts + 1] = "\27[0m" end
  return table.concat(parts)
end

-- The lines of the grid, without blanks at their ends; coloured where wanted.
function methods:lines(coloured)
  local lines = {}
  for y, row in ipairs(self.rows) do lines[y] = line_of(row, self.width, coloured) end
  return lines
end

return canvas
