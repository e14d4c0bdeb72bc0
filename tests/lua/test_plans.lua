-- Every plan in tests/plans/ through both backends: the same result to the bit, and, where the plan
-- gives one, the result worked out by hand.

local check = dofile "tests/lua/check.lua"
local table_text = dofile "tests/lua/table_text.lua"
local both = dofile "tests/lua/both_backends.lua"

local files = { "logic", "arithmetic", "marks", "aggregate", "window", "order", "join", "reshape" }

local function build(plan)
  local frames = {}
  for _, name in ipairs { "t", "u" } do
    frames[name] = plan[name] and both.lazy(table_text.columns(plan[name]))
  end
  return plan.plan(frames.t, frames.u)
end

local function check_fails(plan)
  local refused, message = pcall(build, plan)
  if not refused then -- at once: no backend is asked
    check.fails(function() error(message, 0) end, plan.fails)
    return
  end
  local lazy = build(plan)
  check.fails(function() both.run("memory", lazy) end, plan.fails)
  check.fails(function() both.run("reference", lazy) end)
end

local function check_gives(plan)
  local lazy = build(plan)
  local memory, memory_computed = both.run("memory", lazy)
  local reference, computed = both.run("reference", lazy)
  if plan.expected then
    local expected = table_text.normal(plan.expected)
    if reference ~= expected then
      error("the reference gives\n" .. reference .. "\nexpected\n" .. expected)
    end
  end
  if memory ~= reference then
    error("memory gives\n" .. memory .. "\nthe reference gives\n" .. reference)
  end
  check.equal(computed, plan.computed or computed)
  check.equal(memory_computed, computed)
end

for _, file in ipairs(files) do
  for _, plan in ipairs(dofile("tests/plans/" .. file .. ".lua")) do
    check.test(plan.claim, function()
      if plan.fails then check_fails(plan) else check_gives(plan) end
    end)
  end
end

check.finish()
