-- Groups of ages as the sources write them, and which of them hold the same years.

local age = {}

local OLDEST = 200

-- The numbers of each way to write a group, as the first and the last year of it.
local FORMS = {
  { "^(%d+) *%- *(%d+)$", function(a, b) return a, b end },
  { "^under (%d+)$", function(a) return 0, a - 1 end },
  { "^over (%d+)$", function(a) return a + 1, OLDEST end },
  { "^(%d+) *%+$", function(a) return a, OLDEST end },
  { "^(%d+) og derover$", function(a) return a, OLDEST end },
  { "^(%d+) og over$", function(a) return a, OLDEST end },
  { "^(%d+) eller derover$", function(a) return a, OLDEST end },
  { "^(%d+)$", function(a) return a, a end },
}

-- "16-24 år" -> 16, 24; "30 år og derover" -> 30, 200; nil for what is no group of ages.
function age.span(text)
  local plain = text:lower():gsub("\u{2013}", "-"):gsub("%-? ?år%a*", ""):gsub("%s+", " ")
  plain = plain:match "^ ?(.-) ?$"
  for _, form in ipairs(FORMS) do
    local first, last = plain:match(form[1])
    if first then return form[2](math.tointeger(first), math.tointeger(last)) end
  end
end

-- The first two values of a list that have a year in common: the wider one first; or nil.
function age.overlapping(values)
  local spans = {}
  for _, value in ipairs(values) do
    local first, last = age.span(value)
    for _, other in ipairs(spans) do
      if first and first <= other.last and other.first <= last then
        if last - first > other.last - other.first then return value, other.value end
        return other.value, value
      end
    end
    if first then spans[#spans + 1] = { value = value, first = first, last = last } end
  end
end

return age
