-- Exact sums: a whole number of any size as limbs of 32 bits. A sum of integers is that number; a
-- sum of doubles is that number times 2^-1074, the step of the smallest double, so nothing is
-- rounded before the end and the order of the terms does not matter.

local exact = {}
exact.__index = exact

local BASE <const> = 1 << 32
local LOW <const> = BASE - 1
local STEP <const> = -1074

-- An empty sum.
function exact.new()
  return setmetatable({ limbs = {}, highest = 0 }, exact)
end

local function add_limb(sum, place, amount)
  sum.limbs[place] = (sum.limbs[place] or 0) + amount
  if place > sum.highest then sum.highest = place end
end

-- Carry until every limb but the highest lies in 0 .. 2^32 - 1; the highest holds the sign.
local function settle(sum)
  local place = 0
  while place < sum.highest do
    local limb = sum.limbs[place] or 0
    sum.limbs[place] = limb & LOW
    if limb // BASE ~= 0 then add_limb(sum, place + 1, limb // BASE) end
    place = place + 1
  end
  local top = sum.limbs[sum.highest] or 0
  if top >= BASE or top < -BASE then
    sum.limbs[sum.highest] = top & LOW
    add_limb(sum, sum.highest + 1, top // BASE)
  end
end

function exact:add_integer(value)
  add_limb(self, 0, value & LOW)
  add_limb(self, 1, value // BASE)
  settle(self)
end

-- Add a finite double.
function exact:add_double(value)
  local bits = string.unpack("<i8", string.pack("<d", value))
  local exponent, fraction = (bits >> 52) & 0x7FF, bits & 0xFFFFFFFFFFFFF
  local shift = 0
  if exponent > 0 then
    fraction = fraction | 1 << 52
    shift = exponent - 1
  end
  local sign = bits < 0 and -1 or 1
  local place, left = shift // 32, shift % 32
  local low = (fraction & LOW) << left
  local high = (fraction >> 32) << left
  add_limb(self, place, sign * (low & LOW))
  add_limb(self, place + 1, sign * (low >> 32))
  add_limb(self, place + 1, sign * (high & LOW))
  add_limb(self, place + 2, sign * (high >> 32))
  settle(self)
end

-- The sign (-1, 0, 1) and the limbs of the absolute value, with the place of the highest.
local function magnitude(sum)
  local sign = 1
  if (sum.limbs[sum.highest] or 0) < 0 then sign = -1 end
  local limbs, carry = {}, 0
  for place = 0, sum.highest do
    local limb = sign * (sum.limbs[place] or 0) + carry
    limbs[place], carry = limb & LOW, limb // BASE
  end
  local highest = sum.highest
  if carry > 0 then
    highest = highest + 1
    limbs[highest] = carry
  end
  while highest > 0 and limbs[highest] == 0 do highest = highest - 1 end
  if limbs[highest] == 0 then sign = 0 end
  return sign, limbs, highest
end

-- The sum as a Lua integer, or nil when 64 bits do not hold it.
function exact:to_integer()
  local sign, limbs, highest = magnitude(self)
  if highest > 1 then return nil end
  local value = limbs[0] | (limbs[1] or 0) << 32
  if value >= 0 then return sign * value end
  if value == math.mininteger and sign < 0 then return value end
  return nil
end

-- The nearest double (ties to even) to the magnitude times 2^exponent.
local function nearest(limbs, highest, exponent)
  local bits = {} -- from the highest down
  for place = highest, 0, -1 do
    for bit = 31, 0, -1 do
      local one = (limbs[place] >> bit) & 1
      if #bits > 0 or one == 1 then bits[#bits + 1] = one end
    end
  end
  local keep = math.min(53, #bits + exponent - STEP) -- fewer where doubles lie at their smallest
  local mantissa = 0
  for i = 1, math.min(keep, #bits) do mantissa = mantissa << 1 | bits[i] end
  local dropped = math.max(0, #bits - keep)
  local half, rest = dropped > 0 and bits[keep + 1] == 1, false
  for i = keep + 2, #bits do rest = rest or bits[i] == 1 end
  if half and (rest or mantissa & 1 == 1) then mantissa = mantissa + 1 end
  local result, power = mantissa + 0.0, exponent + dropped
  while power > 0 do
    result, power = result * 2.0, power - 1
  end
  while power < 0 do
    result, power = result / 2.0, power + 1
  end
  return result
end

local function to_double(sum, exponent)
  local sign, limbs, highest = magnitude(sum)
  if sign == 0 then return 0.0 end
  return sign * nearest(limbs, highest, exponent)
end

-- Of a sum of integers: the nearest double.
function exact:integer_to_double()
  return to_double(self, 0)
end

-- Of a sum of doubles: the nearest double; an infinity when it lies outside.
function exact:double_to_double()
  return to_double(self, STEP)
end

-- The exact sum of an array of finite doubles, rounded once.
function exact.sum_doubles(values)
  local sum = exact.new()
  for _, value in ipairs(values) do
    if value ~= value or value == math.huge or value == -math.huge then return 0 / 0 end
    sum:add_double(value)
  end
  return sum:double_to_double()
end

return exact
