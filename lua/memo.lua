-- A function of one text or number whose results are kept: the same words and figures stand in
-- document after document of one run. What it gives is shared, so it must not be changed.

local MOST = 50000 -- results; then it begins anew
local NOTHING = {} -- kept for nil

-- memo(fn) -> a function that gives what fn gives, and calls it once for each.
return function(fn)
  local made, count = {}, 0
  return function(key)
    local found = made[key]
    if found == nil then
      if count == MOST then made, count = {}, 0 end
      found = fn(key)
      if found == nil then found = NOTHING end
      made[key], count = found, count + 1
    end
    if found == NOTHING then return nil end
    return found
  end
end
