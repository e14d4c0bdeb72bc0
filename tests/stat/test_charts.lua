-- Random series through our charts, runs and intervals, and through R's arithmetic (charts.R, which
-- follows the definitions one by one). Skipped by name where R is not installed.

local check = dofile "tests/lua/check.lua"
local native = require "native"

local CASES = 40

local normal = { -0.5604756465522126, -0.23017748948327996, 1.558708314149124,
  0.070508391424576003, 0.12928773516094624, 1.715064986883281, 0.4609162059892023,
  -1.265061234606534, -0.68685285189352607, -0.44566197009995806, 1.2240817974394615,
  0.35981382705736381, 0.40077145059405217, 0.11068271594511971, -0.55584113475407493,
  1.7869131368030782, 0.49785047822923939, -1.9666171566296382, 0.70135590156368555,
  -0.47279140772793404 } -- R: set.seed(123); rnorm(20)

check.test("limits_of_rnorm_20_are_those_of_NHSRplotthedots", function()
  local chart = native.chart_individuals(normal)
  check.close(chart.centre, 0.1416238, 5e-8)
  check.close(chart.lower, -3.01138, 5e-7)
  check.close(chart.upper, 3.294627, 5e-7)
end)

-- A plain P chart's limits are too wide where shares vary less than chance alone would have them.
check.test("a_plain_p_chart_is_wider_than_laney_s_here", function()
  local x = { 12, 15, 9, 20, 18, 14, 11, 16, 13, 17, 19, 10 }
  local n = { 100, 120, 95, 130, 125, 110, 105, 115, 108, 122, 128, 99 }
  local chart = native.chart_laney(x, n)
  local plain = chart.centre + (chart.upper[1] - chart.centre) / chart.spread
  check.close(plain, 0.2285257489)
end)

check.test("quantiles_are_r_s_type_7", function()
  local t = frame { { "x", { 1, 2, 3, 4, 10 } } }
  check.equal(t:summarise("q = quantile(x, 0.25)"):collect():cell(1, "q"), 2.0)
end)

local function random_case(seed)
  math.randomseed(seed)
  local case, count = { y = {}, x = {}, n = {} }, math.random(12, 60)
  local level = 50
  for i = 1, count do
    if math.random() < 0.1 then level = level + math.random(-12, 12) end
    case.y[i] = level + math.random(0, 200) / 10 - 10
    if math.random() < 0.1 and i > 1 then case.y[i] = case.y[i - 1] end
    case.n[i] = math.random(40, 400)
    case.x[i] = math.random(1, case.n[i] // 2)
  end
  return case
end

local function write_cases(path, cases)
  local file <close> = assert(io.open(path, "w"))
  for seed, case in ipairs(cases) do
    for _, name in ipairs { "y", "x", "n" } do
      file:write(seed, " ", name)
      for _, value in ipairs(case[name]) do file:write((" %.17g"):format(value)) end
      file:write "\n"
    end
  end
end

-- { [seed] = { [name] = { numbers } } }
local function ask_r(cases)
  local path, found = os.tmpname(), {}
  write_cases(path, cases)
  local pipe = assert(io.popen("Rscript tests/stat/charts.R " .. path .. " 2>&1"))
  for line in pipe:lines() do
    local seed, name, numbers = line:match "^(%d+) (%S+) ?(.*)$"
    if not seed then error("R says: " .. line, 0) end
    local list = {}
    for number in numbers:gmatch "%S+" do list[#list + 1] = assert(tonumber(number), line) end
    found[tonumber(seed)] = found[tonumber(seed)] or {}
    found[tonumber(seed)][name] = list
  end
  pipe:close()
  os.remove(path)
  return found
end

local function same(seed, name, found, expected)
  if not expected then error(("case %d: R did not say %s"):format(seed, name), 0) end
  if #found ~= #expected then error(("case %d: %s has another length"):format(seed, name), 0) end
  for i, value in ipairs(expected) do
    if math.abs(found[i] - value) > 1e-9 * math.max(1, math.abs(value)) then
      error(("case %d: %s %d is %.15g, R has %.15g"):format(seed, name, i, found[i], value), 0)
    end
  end
end

local function flags(chart, name)
  local list = {}
  for i, signals in ipairs(chart.signals) do list[i] = signals[name] and 1 or 0 end
  return list
end

local function check_chart(seed, case, r)
  local chart = native.chart_individuals(case.y)
  same(seed, "screened", { chart.centre, chart.lower, chart.upper }, r.screened)
  local plain = native.chart_individuals(case.y, false)
  same(seed, "plain", { plain.centre, plain.lower, plain.upper }, r.plain)
  for _, name in ipairs { "outside", "shift", "trend", "near_limit" } do
    same(seed, name, flags(chart, name), r[name])
  end
end

local function check_others(seed, case, r)
  local runs = native.chart_runs(case.y)
  same(seed, "runs", { runs.useful, runs.longest, runs.longest_limit, runs.crossings,
    runs.fewest }, r.runs)
  local laney = native.chart_laney(case.x, case.n)
  same(seed, "laney", { laney.centre, laney.spread }, r.laney)
  same(seed, "laney_lower", laney.lower, r.laney_lower)
  same(seed, "laney_upper", laney.upper, r.laney_upper)
  local x, n = case.x, case.n
  same(seed, "wilson", { native.wilson(x[1], n[1]) }, r.wilson)
  same(seed, "newcombe", { native.newcombe(x[1], n[1], x[2], n[2]) }, r.newcombe)
  same(seed, "byar", { native.byar(x[1]) }, r.byar)
end

if os.execute "command -v Rscript >/dev/null 2>&1" then
  check.test("random_charts_runs_and_intervals_are_what_r_finds", function()
    local cases = {}
    for seed = 1, CASES do cases[seed] = random_case(seed) end
    local found = ask_r(cases)
    for seed, case in ipairs(cases) do
      if not found[seed] then error("R gave no answer for case " .. seed, 0) end
      check_chart(seed, case, found[seed])
      check_others(seed, case, found[seed])
    end
  end)
else
  check.skip("random_charts_runs_and_intervals_are_what_r_finds", "R is not installed")
end

check.finish()
