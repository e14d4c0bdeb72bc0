-- Whole numbers out of fractions, and figures as jobindsats writes them: decimal comma, one
-- decimal, "." for what is hidden.

local numbers = {}

numbers.SMALLEST = 3 -- smaller counts are hidden, and nought with them

function numbers.round(x) return math.floor(x + 0.5) end

function numbers.clamp(x, low, high)
  return math.max(low, math.min(high, x))
end

-- 100 * part / whole in tenths, half away from nought.
function numbers.tenths(part, whole)
  return (2000 * part + whole) // (2 * whole)
end

-- Tenths as text: 393 -> "39,3".
function numbers.tenths_text(tenths)
  return ("%d,%d"):format(tenths // 10, tenths % 10)
end

function numbers.share_text(part, whole)
  if whole < 1 then return "." end
  return numbers.tenths_text(numbers.tenths(part, whole))
end

function numbers.is_hidden(count) return count < numbers.SMALLEST end

function numbers.count_text(count)
  return count < numbers.SMALLEST and "." or ("%d"):format(count)
end

-- A part and a whole near those given whose share is exactly `tenths` tenths of a per cent, the
-- whole moved as little as possible; the part at most `most`. The share that is printed leaves the
-- counts open.
function numbers.parts_of_share(tenths, whole, most)
  for step = 0, 60 do
    for _, candidate in ipairs { whole - step, whole + step } do
      local part = numbers.round(tenths * candidate / 1000)
      if candidate > 0 and part <= (most or part) and numbers.tenths(part, candidate) == tenths then
        return part, candidate
      end
    end
  end
  error("no counts have the share " .. numbers.tenths_text(tenths))
end

-- Factors by t: `points[t]` at each t named, a straight line between, flat outside.
function numbers.line(points, n)
  local known, line = {}, {}
  for t in pairs(points) do known[#known + 1] = t end
  table.sort(known)
  if #known == 0 then
    for t = 1, n do line[t] = 1 end
    return line
  end
  local k = 1
  for t = 1, n do
    while k < #known and t > known[k + 1] do k = k + 1 end
    local a, b = known[k], known[k + 1]
    if t <= a or not b then
      line[t] = points[t <= a and known[1] or a]
    else
      line[t] = points[a] + (points[b] - points[a]) * (t - a) / (b - a)
    end
  end
  return line
end

return numbers
