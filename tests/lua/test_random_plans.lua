-- Random plans through both backends: the same result to the bit, or an error from both.
--
--   PLANS=2000 SEED=7 build/indsats tests/lua/test_random_plans.lua
--
-- runs other plans, and more of them. A plan is made anew from its own seed, which is printed where
-- the two differ.

local check = dofile "tests/lua/check.lua"
local random_plan = dofile "tests/lua/random_plan.lua"
local reference = require "query.backend.reference"

local PLANS = math.tointeger(tonumber(os.getenv "PLANS" or 300))
local SEED = math.tointeger(tonumber(os.getenv "SEED" or 1))
local SHOWN = 3 -- differences shrunk and printed; the others are only counted

local seen = { errors = 0, refused = 0, steps = 0, differences = 0, pivots = {} }

local function report(seed, case)
  seen.differences = seen.differences + 1
  if seen.differences > SHOWN then return end
  local shrunk = random_plan.shrink(case)
  check.test("plan_" .. seed .. "_is_the_same_in_both_backends", function()
    error(("seed %d\n%s\n\nshrunk to\n%s\n\n%s"):format(seed, random_plan.show(case),
      random_plan.show(shrunk), random_plan.difference(shrunk)), 0)
  end)
end

for i = 1, PLANS do
  local seed = SEED * 1000000 + i
  local case, refused = random_plan.generate(seed)
  local difference, failed = random_plan.difference(case)
  seen.refused = seen.refused + #refused
  seen.steps = seen.steps + #case.steps
  seen.errors = seen.errors + (failed and 1 or 0)
  for _, refusal in ipairs(refused) do
    local plan = random_plan.refused_pivot(refusal)
    if plan and pcall(reference.run, plan) then
      seen.pivots[#seen.pivots + 1] = ("seed %d\n%s\nmemory says %s"):format(seed,
        random_plan.show(case), refusal.message)
    end
  end
  if os.getenv "REFUSED" then
    for _, one in ipairs(refused) do print("refused", one.step[1], one.step[2], one.message) end
    if failed then print("failed", seed, failed) end
  end
  if difference then report(seed, case) end
end

check.test(("%d_random_plans_are_the_same_in_both_backends"):format(PLANS), function()
  check.equal(seen.differences, 0)
end)

-- Frames longer than the blocks that the engine works in; few, for the reference takes its time.
check.test("plans_over_many_rows_are_the_same_in_both_backends", function()
  for i = 1, math.max(4, PLANS // 75) do
    local seed = SEED * 1000000 + 900000 + i
    local case = random_plan.generate_long(seed, 4000 + 197 * i)
    if random_plan.difference(case) then
      error(("seed %d, long\n%s"):format(seed, random_plan.show(random_plan.shrink(case))), 0)
    end
  end
end)

check.test("what_pivot_wider_refuses_the_reference_refuses_too", function()
  check.equal(seen.pivots[1], nil)
end)

check.test("most_random_plans_give_a_result", function()
  if seen.errors > PLANS / 2 or seen.refused > seen.steps / 2 then
    error(("%d of %d plans end in an error, %d verbs of %d are refused"):format(seen.errors, PLANS,
      seen.refused, seen.steps + seen.refused))
  end
end)

check.finish()
