-- Random series through our models and R's: the same coefficients, errors and dispersion. Skipped
-- by name where R is not installed.

local check = dofile "tests/lua/check.lua"
local native = require "native"

local CASES = 12

local function has_r()
  return os.execute "command -v Rscript >/dev/null 2>&1" == true
end

-- A series of monthly counts with trend, season and a break, as a design.
local function random_case(seed)
  math.randomseed(seed)
  local n, x, y, offset = math.random(30, 80), {}, {}, {}
  local start = n // 2
  for i = 1, n do
    local t, past = i - 1, i > start and 1 or 0
    local angle = 2 * math.pi * (t % 12) / 12
    x[i] = { 1, t, past, past * (t - start), math.sin(angle), math.cos(angle) }
    offset[i] = math.log(1000 + 10 * t)
    local mean = math.exp(-2 + 0.004 * t - 0.3 * past + 0.1 * math.sin(angle) + offset[i])
    y[i] = math.max(0, math.floor(mean + (math.random() - 0.5) * 6 * math.sqrt(mean) + 0.5))
  end
  return { x = x, y = y, offset = offset, lags = math.random(0, 4) }
end

local function write_case(path, case)
  local file = assert(io.open(path, "w"))
  local flat = {}
  for _, row in ipairs(case.x) do
    for _, value in ipairs(row) do flat[#flat + 1] = ("%.17g"):format(value) end
  end
  local function line(name, values)
    local texts = {}
    for i, value in ipairs(values) do texts[i] = ("%.17g"):format(value) end
    file:write(name, " ", table.concat(texts, " "), "\n")
  end
  line("n", { #case.x })
  file:write("x ", table.concat(flat, " "), "\n")
  line("y", case.y)
  line("offset", case.offset)
  line("lags", { case.lags })
  file:close()
end

local function ask_r(case)
  local path = os.tmpname()
  write_case(path, case)
  local pipe = assert(io.popen("Rscript tests/stat/model.R " .. path .. " 2>/dev/null"))
  local found = {}
  for line in pipe:lines() do
    local name, i, value = line:match "^(%S+) (%d+) (%S+)"
    if name then
      found[name] = found[name] or {}
      found[name][tonumber(i)] = tonumber(value)
    end
  end
  pipe:close()
  os.remove(path)
  return found
end

local function diagonal(matrix)
  local list = {}
  for i, row in ipairs(matrix) do list[i] = math.sqrt(row[i]) end
  return list
end

local function compare(name, found, expected, within)
  for i, value in ipairs(expected) do
    local size = math.max(1e-3, math.abs(value))
    if math.abs(found[i] - value) > within * size then
      error(("%s %d: %.15g, R has %.15g"):format(name, i, found[i], value), 0)
    end
  end
end

local function check_case(seed)
  local case = random_case(seed)
  local r = ask_r(case)
  if not r.poisson_fitted then error("R gave no answer for seed " .. seed, 0) end
  local line = native.least_squares { x = case.x, y = case.y, lags = case.lags }
  compare("least squares", line.coefficients, r.ols_coefficient, 1e-9)
  compare("its errors", diagonal(line.variance), r.ols_se, 1e-9)
  compare("Newey-West", diagonal(line.newey_west), r.ols_newey_west, 1e-9)
  compare("Durbin-Watson", { line.durbin_watson }, r.ols_durbin_watson, 1e-9)
  local counts = native.poisson(case)
  compare("Poisson", counts.coefficients, r.poisson_coefficient, 1e-9)
  compare("its errors", diagonal(counts.variance), r.poisson_se, 1e-9)
  compare("its dispersion", { counts.dispersion }, r.poisson_dispersion, 1e-9)
  compare("its Newey-West", diagonal(counts.newey_west), r.poisson_newey_west, 1e-9)
  compare("its fitted counts", counts.fitted, r.poisson_fitted, 1e-9)
  local low, high = native.wilson(case.y[1], case.y[1] + case.y[2] + 1)
  compare("Wilson", { low, high }, r.wilson, 1e-9)
end

if has_r() then
  check.test("random_series_come_to_what_r_finds", function()
    for seed = 1, CASES do check_case(seed) end
  end)
else
  print "ok - random_series_come_to_what_r_finds # SKIP R is not installed"
end

check.finish()
