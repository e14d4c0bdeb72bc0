-- Patterns and the other functions that Ctrl-C can stop give what Lua's own give.

local check = dofile "tests/lua/check.lua"

local program = os.getenv "INDSATS" or "build/indsats"

local function output(command)
  local pipe <close> = assert(io.popen(command .. " 2>&1", "r"))
  return pipe:read "a"
end

local function first_difference(a, b)
  local before, rest = "", b:gmatch "[^\n]*"
  for line in a:gmatch "[^\n]*" do
    local other = rest()
    if line ~= other then return ("%s\n  Lua: %s\n  here: %s"):format(before, line, other) end
    if line:find '^"' then before = line end
  end
end

if not output "lua5.4 -v":find "^Lua 5%.4" then
  check.skip("patterns_give_what_those_of_lua_give", "no lua5.4 to compare with")
else
  check.test("patterns_give_what_those_of_lua_give", function()
    local theirs = output "lua5.4 tests/lua/pattern_cases.lua 20000"
    local ours = output(program .. " tests/lua/pattern_cases.lua 20000")
    if theirs ~= ours then error(first_difference(theirs, ours), 0) end
    assert(#ours > 1000000, "there were cases")
  end)
end

check.finish()
