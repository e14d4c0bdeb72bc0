-- Chance that is the same on every machine: each draw is a function of a name and a number, from
-- whole-number arithmetic alone. No draw depends on how many came before it, so that a new series
-- leaves the others as they were. No sin, no exp: their last bit differs between libraries.

local chance = {}

local SEED = 20190613 -- the one seed of the synthetic set

-- splitmix64
local function mixed(x)
  x = (x ~ (x >> 30)) * 0xBF58476D1CE4E5B9
  x = (x ~ (x >> 27)) * 0x94D049BB133111EB
  return x ~ (x >> 31)
end

-- The key of a name: FNV-1a, then mixed.
function chance.key(name)
  local hash = 0xCBF29CE484222325 ~ SEED
  for i = 1, #name do hash = (hash ~ name:byte(i)) * 0x100000001B3 end
  return mixed(hash)
end

-- Between 0 (in) and 1 (out), for the draw `number` of a key.
function chance.uniform(key, number)
  return (mixed(key + number * 0x9E3779B97F4A7C15) >> 11) * 0x1p-53
end

local SQRT3 = 1.7320508075688772

-- Near a standard normal, between -3.5 and 3.5: four uniforms.
function chance.normal(key, number)
  local sum = 0
  for i = 0, 3 do sum = sum + chance.uniform(key, 4 * number + i) end
  return (sum - 2) * SQRT3
end

-- A series of n draws that hang together, each with a spread of about 1.
function chance.wave(name, n)
  local key, wave, at = chance.key(name), {}, chance.normal(chance.key(name), 0)
  for t = 1, n do
    at = 0.8 * at + 0.6 * chance.normal(key, t)
    wave[t] = at
  end
  return wave
end

return chance
