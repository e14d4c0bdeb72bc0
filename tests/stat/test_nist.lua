-- The Statistical Reference Datasets of NIST (certified values; itl.nist.gov/div898/strd): means
-- and deviations of large numbers that differ little, and least squares that are hard to solve.
-- Filip, of the tenth degree, is left out: in doubles it has but seven digits.

local check = dofile "tests/lua/check.lua"
local native = require "native"

-- As many digits as a double can be asked for here.
local function near(found, expected, digits)
  if math.abs(found - expected) > 10 ^ -digits * math.abs(expected) then
    error(("found %.15g, expected %.15g"):format(found, expected), 2)
  end
end

check.test("numacc4_mean_and_deviation_of_large_numbers", function()
  local values = { 10000000.2 }
  for i = 2, 1001 do values[i] = i % 2 == 0 and 10000000.1 or 10000000.3 end
  local t = frame { { "x", values } }:summarise "m = mean(x), s = sd(x)"
  near(t:cell(1, "m"), 10000000.2, 15)
  near(t:cell(1, "s"), 0.1, 8)
end)

check.test("longley_least_squares", function()
  local data = { -- y, x1 … x6
    { 60323, 83.0, 234289, 2356, 1590, 107608, 1947 },
    { 61122, 88.5, 259426, 2325, 1456, 108632, 1948 },
    { 60171, 88.2, 258054, 3682, 1616, 109773, 1949 },
    { 61187, 89.5, 284599, 3351, 1650, 110929, 1950 },
    { 63221, 96.2, 328975, 2099, 3099, 112075, 1951 },
    { 63639, 98.1, 346999, 1932, 3594, 113270, 1952 },
    { 64989, 99.0, 365385, 1870, 3547, 115094, 1953 },
    { 63761, 100.0, 363112, 3578, 3350, 116219, 1954 },
    { 66019, 101.2, 397469, 2904, 3048, 117388, 1955 },
    { 67857, 104.6, 419180, 2822, 2857, 118734, 1956 },
    { 68169, 108.4, 442769, 2936, 2798, 120445, 1957 },
    { 66513, 110.8, 444546, 4681, 2637, 121950, 1958 },
    { 68655, 112.6, 482704, 3813, 2552, 123366, 1959 },
    { 69564, 114.2, 502601, 3931, 2514, 125368, 1960 },
    { 69331, 115.7, 518173, 4806, 2572, 127852, 1961 },
    { 70551, 116.9, 554894, 4007, 2827, 130081, 1962 },
  }
  local x, y = {}, {}
  for i, row in ipairs(data) do y[i], x[i] = row[1], { 1, table.unpack(row, 2) } end
  local fit = native.least_squares { x = x, y = y }
  for i, expected in ipairs { -3482258.63459582, 15.0618722713733, -0.358191792925910E-01,
      -2.02022980381683, -1.03322686717359, -0.511041056535807E-01, 1829.15146461355 } do
    near(fit.coefficients[i], expected, 9)
  end
end)

-- y = 1 + x + x^2 + … + x^5, x = 0 … 20: every coefficient is 1.
check.test("wampler1_a_polynomial_of_the_fifth_degree", function()
  local x, y = {}, {}
  for i = 0, 20 do
    x[i + 1], y[i + 1] = {}, 0.0
    for power = 0, 5 do
      x[i + 1][power + 1] = i ^ power
      y[i + 1] = y[i + 1] + i ^ power
    end
  end
  local fit = native.least_squares { x = x, y = y }
  for i = 1, 6 do near(fit.coefficients[i], 1, 8) end
end)

check.finish()
