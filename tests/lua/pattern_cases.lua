-- Prints what Lua's patterns and the functions that shell/patient.c makes anew give for many cases,
-- errors too. Run by Lua itself and by indsats, it must print the same (test_pattern.lua).

math.randomseed(20190401)

local pieces = { "a", "b", ".", "%a", "%d", "%s", "%w", "%A", "%p", "[ab]", "[^a]", "[a-c]",
  "[%d_]", "[]]", "[^]a]", "[a-]", "(", ")", "()", "%1", "%2", "$", "^", "%f[%w]", "%f[b]", "%bab",
  "%b()", "%%", "%", "[", "%b", "%f", "æ", "%x", "\0", "-", "1", "%g", "%c", "%l", "%u", "(a)",
  "(.)", "[%", "[a", "%z", "[%Z]" }
local signs = { "", "", "", "*", "+", "-", "?" }
local letters = { "a", "b", "c", "ab", "1", " ", "_", "(", ")", "æ", "\0", "]", "-", "A", "%", "" }

local function random_of(list, most)
  local parts = {}
  for i = 1, math.random(0, most) do parts[i] = list[math.random(#list)] end
  return table.concat(parts)
end

local function random_pattern()
  local parts = { math.random(6) == 1 and "^" or "" }
  for _ = 1, math.random(0, 5) do
    parts[#parts + 1] = pieces[math.random(#pieces)] .. signs[math.random(#signs)]
  end
  return table.concat(parts)
end

-- What a call gives, as text. A place before an error is left out: these are two programs.
local function outcome(...)
  local values = table.pack(pcall(...))
  for i = 1, values.n do values[i] = tostring(values[i]):gsub("^[^\n]-:%d+: ", "") end
  return table.concat(values, "|", 1, values.n)
end

local function all_matches(subject, pattern, start)
  local found = {}
  for a, b in string.gmatch(subject, pattern, start) do
    found[#found + 1] = tostring(a) .. "," .. tostring(b)
  end
  return table.concat(found, ";")
end

local replacements = { "x", "%0%0", "<%1>", "%2", "%", "%%", 7, { a = "A", b = false, [1] = "one" },
  function(a, b) return a and b and tostring(a) .. "+" .. tostring(b) or nil end,
  function() return {} end, false }

local function one_case()
  local subject, pattern = random_of(letters, 12), random_pattern()
  local start = math.random(4) == 1 and math.random(-14, 14) or nil
  print(("%q %q %s"):format(subject, pattern, start))
  print(outcome(string.find, subject, pattern, start, math.random(20) == 1))
  print(outcome(string.match, subject, pattern, start))
  print(outcome(all_matches, subject, pattern, start))
  local most = math.random(4) == 1 and math.random(0, 3) or nil
  print(outcome(string.gsub, subject, pattern, replacements[math.random(#replacements)], most))
end

for _ = 1, tonumber(arg[1]) do one_case() end

-- Wrong and odd arguments.
local odd = { 5, "a", -1, {}, false, 1.5, "2", math.maxinteger, function() end }
for _, name in ipairs { "find", "match", "gmatch", "gsub", "rep" } do
  for _, first in ipairs(odd) do
    for _, second in ipairs(odd) do
      if name ~= "rep" or not (type(first) == "string" and second == math.maxinteger) then
        print(name, (outcome(string[name], first, second, "x"):gsub("0x%x+", "0x")))
      end
    end
    print(name, (outcome(string[name], first):gsub("0x%x+", "0x")))
  end
end
print(outcome(string.rep, "ab", math.maxinteger), outcome(string.rep, "ab", 3, ", "))
print(outcome(string.rep, "", 1e9), outcome(string.rep, "ab", 1, "-"), #("xy"):rep(70000, "z"))
print(outcome(string.match, ("a"):rep(300), ("a?"):rep(300)))
print(outcome(string.match, "x", ("(x?)"):rep(33)))
print(outcome(string.match, ("("):rep(10), "%b()"))

for _, from in ipairs { 1, 2, 0, -1 } do
  print(outcome(table.concat, { 1, "b", 3.5 }, "-", from), outcome(table.concat, {}, "-", from))
end
print(outcome(table.concat, { 1, {}, 3 }), outcome(table.concat, 5), outcome(table.concat, {}, {}))
print(outcome(table.sort, 5), outcome(table.sort, {}, 5), outcome(table.sort, { 1, "a" }))
local long = {}
for i = 1, 70000 do long[i] = math.random(1000) end
table.sort(long)
print(table.concat(long, " "))
print(outcome(table.concat, setmetatable({}, { __index = function(_, i) return i end,
  __len = function() return 4 end }), "+"))
