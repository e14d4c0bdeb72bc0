-- An attacker of documents for the tests of the publication gate, who knows the truth and uses no
-- solver: he writes down whole counts until they agree with everything that was printed.
--
-- What is printed is a list of rows { terms = { [cell] = coefficient }, low =, high = }: the sum of
-- the cells lies within them (nil: no bound). Cells are counts.

local attack = {}

local STEPS = 200000 -- of one search

local function row(terms, low, high)
  return { terms = terms, low = low, high = high }
end

local function times(terms, factor)
  local made = {}
  for cell, coefficient in pairs(terms) do made[cell] = coefficient * factor end
  return made
end

local function plus(a, b)
  local made = times(a, 1)
  for cell, coefficient in pairs(b) do made[cell] = (made[cell] or 0) + coefficient end
  return made
end

-- The sum itself is printed.
function attack.exactly(terms, value)
  return { row(terms, value, value) }
end

-- 100 * part / whole is printed with `decimals`, rounded half away from nought: `printed` is that
-- without its comma.
function attack.rounded(part, whole, printed, decimals)
  local scale = 200 * math.tointeger(10 ^ decimals)
  local low = plus(times(part, scale), times(whole, -(2 * printed - 1)))
  local high = plus(times(part, scale), times(whole, -(2 * printed + 1)))
  return { row(low, printed > 0 and 0 or 1), row(high, nil, printed < 0 and 0 or -1),
    row(whole, 1) }
end

-- What the cells from each on can add to a row at the least and at the most.
local function rests(one, count, largest)
  local low, high = { [count + 1] = 0 }, { [count + 1] = 0 }
  for cell = count, 1, -1 do
    local coefficient = one.terms[cell] or 0
    low[cell] = low[cell + 1] + math.min(0, coefficient * largest)
    high[cell] = high[cell + 1] + math.max(0, coefficient * largest)
  end
  return low, high
end

local function nearest_first(truth, largest)
  local values = { truth }
  for step = 1, largest do
    if truth + step <= largest then values[#values + 1] = truth + step end
    if truth - step >= 0 then values[#values + 1] = truth - step end
  end
  return values
end

-- Whether there are counts that agree with all rows: cells no larger than `largest`, sought near
-- the truth first. nil where the search took too long.
function attack.agrees(truth, rows, largest)
  local prepared, steps = {}, 0
  for i, one in ipairs(rows) do
    local low, high = rests(one, #truth, largest)
    prepared[i] = { terms = one.terms, low = one.low, high = one.high, least = low, most = high }
  end
  local sums = {}
  for i = 1, #prepared do sums[i] = 0 end
  local function fits(cell, value)
    for i, one in ipairs(prepared) do
      local sum = sums[i] + (one.terms[cell] or 0) * value
      if one.low and sum + one.most[cell + 1] < one.low then return false end
      if one.high and sum + one.least[cell + 1] > one.high then return false end
    end
    return true
  end
  local function move(cell, value)
    for i, one in ipairs(prepared) do sums[i] = sums[i] + (one.terms[cell] or 0) * value end
  end
  local function fill(cell)
    if cell > #truth then return true end
    for _, value in ipairs(nearest_first(truth[cell], largest)) do
      steps = steps + 1
      if steps > STEPS then return nil end
      if fits(cell, value) then
        move(cell, value)
        local found = fill(cell + 1)
        if found ~= false then return found end
        move(cell, -value)
      end
    end
    return false
  end
  return fill(1)
end

return attack
