-- What a script is charged for: what it uses. Not timed; `make bench` does that.

local function loaded_modules()
  local names = {}
  for name in next, package.loaded do names[#names + 1] = name end
  table.sort(names)
  return table.concat(names, " ")
end

local loaded_at_first = loaded_modules() -- before dofile is called, which is watched

local check = dofile "tests/lua/check.lua"
local test, equal = check.test, check.equal

local function maps(library)
  local file = assert(io.open "/proc/self/maps")
  local text = file:read "a"
  file:close()
  return text:find(library, 1, true) ~= nil
end

local function read_file(path)
  local file = assert(io.open(path))
  local text = file:read "a"
  file:close()
  return text
end

-- The first test: those after it load modules.
test("a_script_that_uses_nothing_loads_nothing", function()
  equal(loaded_at_first,
    "_G coroutine debug io math native os package prelude string table utf8")
  equal(maps "libicu", false)
end)

test("every_global_is_there_before_its_module", function()
  for _, name in ipairs { "compare", "frame", "help", "missing", "period", "read", "series" } do
    assert(rawget(_G, name) ~= nil, name)
  end
  equal(getmetatable(_G), nil)
end)

test("a_global_loads_its_module_when_called", function()
  equal(package.loaded["query.open"], nil)
  frame { { "a", { 1 } } }
  assert(package.loaded["query.open"] and package.loaded["query.verb"])
  equal(package.loaded["query.help"], nil)
end)

test("who_sums_has_the_guards_asked", function()
  equal(package.loaded["domain.guard"], nil)
  frame { { "a", { 1 } } }:summarise "n = sum(a)"
  assert(package.loaded["domain.guard"])
end)

test("danish_letters_load_icu", function()
  local sorted = frame { { "navn", { "Ærø", "Odder" } } }:arrange "navn"
  equal(sorted:column("navn")[1], "Odder")
  equal(maps "libicu", true)
end)

test("errors_of_a_global_name_the_line_that_called_it", function()
  local ok, message = pcall(function() return (period "13. måned") end)
  equal(ok, false)
  assert(message:find "^tests/lua/test_start%.lua:%d+: ", message)
end)

test("embedded_modules_keep_their_names_and_lines", function()
  for _, module in ipairs { "query.open", "query.help", "report.danish", "domain.compare" } do
    local text = read_file("lua/" .. module:gsub("%.", "/") .. ".lua")
    local found = 0
    for name, fn in pairs(require(module)) do
      local info = type(fn) == "function" and debug.getinfo(fn, "S")
      if info and info.what == "Lua" then
        equal(info.source, "=[indsats] " .. module)
        local before = text:sub(1, text:find("function %w+%." .. name .. "%("))
        local _, line = before:gsub("\n", "")
        equal(info.linedefined, line + 1, name)
        found = found + 1
      end
    end
    assert(found > 0, module)
  end
end)

check.finish()
