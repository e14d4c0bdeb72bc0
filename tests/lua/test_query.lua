-- Several verbs in one go: what the engine declines to say is said by the verbs one by one.

local check = dofile "tests/lua/check.lua"
local native = require "native"
require "query.open"
local frame = require "query.frame"

local function left()
  return frame.new(native.frame {
    { name = "area", type = "text", values = { "x", "y", "x" } },
    { name = "large", type = "integer", values = { math.maxinteger, 1, 1 } },
    { name = "weight", type = "number", values = { 1.0, 2.0, 3.0 } },
    { name = "when", type = "period", values = { native.period "2019", native.period "2019Q1",
      native.period "2020" } },
  })
end

local function message_of(plan)
  local ok, message = pcall(plan)
  check.equal(ok, false)
  return tostring(message)
end

local function says(plan, part)
  local message = message_of(plan)
  if not message:find(part, 1, true) then error(message .. "\ndoes not say " .. part, 0) end
end

check.test("a_sum_that_does_not_fit_by_a_computed_key_names_the_group", function()
  says(function()
    return left():mutate "key = lower(area)":group_by "key":summarise "s = sum(large)":collect()
  end, "sum(large) of key x")
end)

check.test("a_sum_that_does_not_fit_by_a_renamed_key_names_the_group", function()
  says(function()
    return left():mutate "other = area":select "other, large":group_by "other"
      :summarise "s = sum(large)":collect()
  end, "sum(large) of other x")
end)

check.test("a_negative_weight_from_a_join_is_told", function()
  local right = frame.new(native.frame {
    { name = "area", type = "text", values = { "x", "y" } },
    { name = "joined", type = "integer", values = { 2, -1 } },
  })
  says(function()
    return left():left_join(right, "area"):summarise "s = weighted_mean(weight, joined)":collect()
  end, "'joined', row 2, is negative (-1)")
end)

check.test("kinds_of_periods_that_differ_by_a_computed_key_are_told", function()
  says(function()
    return left():mutate "key = upper(area) .. '!'":mutate "when2 = when"
      :mutate "large = large // 2":group_by "large":summarise "s = max(when2)":collect()
  end, "kinds of periods differ")
end)

-- ---- conditions ----

local function bounds()
  return frame.new(native.frame {
    { name = "t", type = "text", values = { "x", "y", native.missing, "x" },
      missing = { [3] = "blank" } },
    { name = "n", type = "integer", values = { 4, 1, 4, 9 },
      marks = { "at_least", nil, "at_least" } },
    { name = "m", type = "integer", values = { 4, 1, 4, 9 } },
  })
end

-- Whether the engine takes a filter and a count in one go.
local function is_taken(plan, condition)
  local steps = { plan:filter(condition).steps[1] }
  return plan.source:query(steps, {}, { { name = "n", kind = "count", args = {} } }) ~= nil
end

check.test("a_reason_that_no_cell_is_missing_for_leaves_nothing_open", function()
  for _, condition in ipairs { "t == 'x'", "t == 'x' and m > 3", "t in ('x', 'y')", "m > 3",
    "m > 2.5 and t == 'x'" } do
    check.equal(is_taken(bounds(), condition), true)
  end
end)

check.test("what_cannot_be_decided_is_counted_whatever_stands_beside_it", function()
  for condition, undecided in pairs { ["n > 5 and t == 'x'"] = 2, ["t == 'x' and n > 5"] = 2,
    ["n > 5 and m > 3"] = 2, ["coalesce(n, 3) > 5 and t == 'x'"] = 2 } do
    local filtered = bounds():filter(condition)
    check.equal(frame.undecided(filtered), undecided)
    check.equal(is_taken(bounds(), condition), false)
  end
end)

check.finish()
