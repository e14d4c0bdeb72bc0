-- Marks against the truth: figures are made, some are hidden, and the same plan is carried out over
-- both. Where the plan over the hidden ones says exact, at least or at most, the truth must agree.
--
--   PLANS=5000 SEED=7 build/indsats tests/lua/test_marks.lua

local native = require "native"
local memory = require "query.backend.memory"
local check = dofile "tests/lua/check.lua"
local table_text = dofile "tests/lua/table_text.lua"
local both = dofile "tests/lua/both_backends.lua"

local PLANS = math.tointeger(tonumber(os.getenv "PLANS" or 1000))
local SEED = math.tointeger(tonumber(os.getenv "SEED" or 1))

local function chance(share) return math.random() < share end
local function pick(list) return list[math.random(#list)] end

-- ---- figures, and what is shown of them ----

-- Columns a and b are counts as read; c was computed, so that it may be negative; k and p are
-- known.
local function figures()
  local rows = math.random(2, 8)
  local k, p = { name = "k", type = "text", values = {} }, { name = "p", type = "period",
    values = {} }
  for row = 1, rows do
    k.values[row], p.values[row] = pick { "x", "y" }, native.period "2019M01" + row
  end
  local truth, shown = { k, p }, { k, p }
  for _, name in ipairs { "a", "b", "c" } do
    local column = { name = name, type = "integer", values = {}, computed = name == "c" }
    local hidden = { name = name, type = "integer", values = {}, missing = {}, rows = rows,
      computed = name == "c" }
    local share = pick { 0, 0.2, 0.5 }
    for row = 1, rows do
      column.values[row] = math.random(name == "c" and -6 or 0, 6)
      hidden.values[row] = column.values[row]
      if chance(share) then
        hidden.values[row], hidden.missing[row] = native.missing, "suppressed"
      end
    end
    truth[#truth + 1], shown[#shown + 1] = column, hidden
  end
  return truth, shown
end

-- ---- plans ----

-- No divisor is 0: what is undefined is skipped, and only counted, like all that is not suppressed.

local function expression(names, depth)
  if depth == 0 or chance(0.2) then
    return chance(0.8) and pick(names) or pick { "0", "1", "3", "2.5", "1e0", "(-2)", "(-0.5)" }
  end
  local function e() return expression(names, depth - 1) end
  local form = pick { "(@ + @)", "(@ + @)", "(@ - @)", "(@ * @)", "(@ * @)", "(2 * @)", "(@ / 2)",
    "(@ / (abs(@) + 1))", "(3 / (abs(@) + 1))", "(-3 / (abs(@) + 1))", "(@ / (-1 - abs(@)))",
    "(-@)", "(-@)", "abs(@)", "round(@)", "floor(@)", "ceiling(@)", "(@ // (abs(@) + 1))",
    "(@ % (abs(@) + 1))", "(@ ^ 2)", "if_else(@ > @, 1, 0)", "if_else(@ == @ or @ <= 3, @, 0)",
    "if_else(p > 2019M04, @, @)" }
  return (form:gsub("@", e))
end

local function aggregate(names)
  if chance(0.1) then return ("sum(%s > 2)"):format(pick(names)) end
  local name = pick { "sum", "sum", "sum", "sum", "mean", "min", "max", "median", "first", "last" }
  local form = pick { "%s(%s)", "%s(%s)", "-%s(%s)", "9 / (1 + abs(%s(%s)))" }
  return form:format(name, expression(names, math.random(0, 2)))
end

local function window(names)
  local form = pick { "cumsum(@)", "share(abs(@) + 1)", "rolling_sum(@, 2)", "rolling_mean(@, 2)",
    "lag(@)", "lead(@)", "sum(@)", "rank(@)", "@ / sum(abs(@) + 1)" }
  return (form:gsub("@", function() return expression(names, math.random(0, 1)) end))
end

-- The verbs of a random plan: an array of {name, text}.
local function plan()
  local steps, names = {}, { "a", "b", "c" }
  local function add(verb, text) steps[#steps + 1] = { verb, text } end
  if chance(0.5) then
    add("mutate", ("d = %s, e = %s"):format(expression(names, 2), expression(names, 1)))
    names = { "a", "b", "c", "d", "e" }
  end
  if chance(0.4) then
    if chance(0.5) then
      local sign = pick { ">", "<", ">=", "<=", "==", "~=" }
      add("mutate", ("q = %s %s %s, z = a in (0, 3)"):format(pick(names), sign, pick(names)))
    end
    if chance(0.5) then add("group_by", "k") end
    add("mutate", ("w = %s, v = %s"):format(window(names), window(names)))
    add("ungroup")
    names = { "a", "w", "v" }
  end
  if chance(0.8) then
    add("group_by", "k")
    add("summarise", ("r = %s, s = %s, p = max(p)"):format(aggregate(names), aggregate(names)))
    names = { "r", "s" }
    add("mutate", ("t = %s, u = %s"):format(expression(names, 1), expression(names, 2)))
    names = { "r", "s", "t", "u" }
  end
  if chance(0.4) then add("summarise", ("x = %s, y = sum(%s)"):format(aggregate(names),
    pick(names))) end
  return steps
end

-- Every second plan knows what a hidden cell lies between.
local function run(columns, steps, knows)
  local lazy = both.lazy(columns)
  if knows then lazy = lazy:hides { a = { 0, 6 }, b = { 0, 6 } } end
  for _, step in ipairs(steps) do lazy = lazy[step[1]](lazy, step[2]) end
  return memory.run(lazy)
end

-- ---- judging ----

local seen = { exact = 0, at_least = 0, at_most = 0, inexact = 0, bounded = 0 }

-- Whether what is known of a cell holds. A cell that is truly missing agrees with nothing sure.
local function holds(mark, shown, truth)
  if mark == "inexact" then return true end
  if truth == native.missing then return false end
  if mark == "at_least" then return truth >= shown end
  if mark == "at_most" then return truth <= shown end
  return truth == shown
end

-- Whether the truth lies within what is told of a cell; doubles blur the last digit.
local function within(truth, low, high)
  if not low then return true end
  if truth == native.missing then return false end
  seen.bounded = seen.bounded + 1
  local slack = 1e-9 * math.max(1, math.abs(truth))
  return truth >= low - slack and truth <= high + slack
end

-- The first cell that says what is not so, or nil.
local function broken(shown, truth)
  for place, name in ipairs(shown:names()) do
    for row = 1, shown:rows() do
      if not shown:reason(row, place) and not holds(shown:mark(row, place),
        shown:cell(row, place), truth:cell(row, place)) or not shown:reason(row, place)
        and not within(truth:cell(row, place), shown:told(row, place)) then
        return ("%s, row %d"):format(name, row)
      end
    end
  end
end

local failed = 0

local function count_marks(nf)
  for place, type in ipairs(nf:types()) do
    for row = 1, type ~= "text" and nf:rows() or 0 do
      if not nf:reason(row, place) then
        local mark = nf:mark(row, place) or "exact"
        seen[mark] = seen[mark] + 1
      end
    end
  end
end

local function report(seed, steps, shown, truth, place)
  local lines = { ("seed %d: %s"):format(seed, place) }
  for _, step in ipairs(steps) do lines[#lines + 1] = (":%s %q"):format(step[1], step[2] or "") end
  lines[#lines + 1] = table_text.show(shown) .. "\nin truth\n" .. table_text.show(truth)
  error(table.concat(lines, "\n"), 0)
end

check.test("what_a_mark_says_holds_whatever_was_hidden", function()
  for i = 1, PLANS do
    local seed = SEED * 1000000 + i
    math.randomseed(seed)
    local truth, shown = figures()
    local steps = plan()
    local ok, result = pcall(run, shown, steps, i % 2 == 0)
    local true_ok, true_result = pcall(run, truth, steps)
    if ok and true_ok then
      local place = broken(result, true_result)
      if place then report(seed, steps, result, true_result, place) end
      count_marks(result)
    else
      failed = failed + 1
      if os.getenv "SHOW_FAILED" then print(seed, result) end
    end
  end
end)

check.test("every_mark_is_met", function()
  for mark, count in pairs(seen) do
    if count < PLANS / 100 then error(("%s: %d cells of %d plans"):format(mark, count, PLANS)) end
  end
  if failed > PLANS / 4 then error(("%d of %d plans end in an error"):format(failed, PLANS)) end
end)

check.finish()
