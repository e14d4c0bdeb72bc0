-- Figures that are known only within bounds: what is told of them, and where it is not lost.

local check = dofile "tests/lua/check.lua"
local native = require "native"
local open = require "query.open"

local function hidden_areas()
  return open.frame {
    { "omraade", { "Odder", "Odder", "Skive", "Skive" } },
    { "antal", { 4, native.missing, 9, 3 } },
  }
end

-- What frame{} calls blank is hidden here.
local function with_hidden(frame)
  local columns = {}
  for i, name in ipairs(frame:names()) do
    local values, missing = frame:column(name), {}
    for row, value in ipairs(values) do
      if value == native.missing then missing[row] = "suppressed" end
    end
    columns[i] = { name = name, type = frame:types()[i], values = values, missing = missing }
  end
  return require("query.frame").new(native.frame(columns))
end

local function contains(text, part)
  if not text:find(part, 1, true) then error(("no '%s' in\n%s"):format(part, text), 0) end
end

local t = with_hidden(hidden_areas())
local sums = t:group_by "omraade":summarise "s = sum(antal)"

check.test("a_filter_tells_how_many_rows_it_could_not_decide_about", function()
  local kept = sums:filter "s > 5"
  check.equal(#kept, 1)
  contains(tostring(kept), "1 row left out by filter: undecided")
  contains(tostring(kept:mutate "x = s + 1":collect():select "x"),
    "1 row left out by filter: undecided")
end)

check.test("a_filter_in_one_go_with_a_summarise_tells_it_too", function()
  local counted = sums:filter "s > 5":summarise "n = count()"
  check.equal(counted:cell(1, "n"), 1)
  contains(tostring(counted), "1 row left out by filter: undecided")
end)

check.test("a_filter_that_is_sure_tells_nothing", function()
  check.equal(tostring(sums:filter "s > 3"):find "undecided", nil)
end)

check.finish()
