-- Real figures: AUK01 of Danmarks Statistik, net unemployed recipients of social assistance by
-- municipality and quarter, 2007 to 2025. Skipped by name where the file is not beside the project.

local check = dofile "tests/lua/check.lua"

local test, equal, close = check.test, check.equal, check.close

local PATH = "../shared/data/statbank_auk01.csv"
local file = io.open(PATH)
if not file then
  for _, claim in ipairs { "auk01_hedensted_53_and_49_is_no_sure_change", "auk01_rar_by_sum",
    "auk01_country_in_three_rows", "auk01_a_model_that_does_not_follow_says_so",
    "auk01_hedensted_beside_the_eleven_others" } do check.skip(claim, PATH .. " is not here") end
  check.finish()
end
file:close()

local t = read(PATH)

local function quarters(area)
  return t:filter("OMRÅDE == $area", { area = area }):select "periode = TID, antal = INDHOLD"
    :collect()
end

local function rar(with_own)
  local twelve = benchmark { of = "RAR Østjylland", own = "Hedensted", with_own = with_own }
  return t:filter("OMRÅDE in $b", { b = twelve }):rename "periode = TID":group_by "periode"
    :summarise "antal = sum(INDHOLD), kommuner = count()":collect()
end

local function at(frame, id)
  local found = frame:filter("periode == $p", { p = period(id) }):collect()
  equal(#found, 1)
  return found:cell(1, "antal")
end

test("auk01_hedensted_53_and_49_is_no_sure_change", function()
  local found = compare.event { figures = quarters "Hedensted", value = "antal",
    at = "2020-03-11", before = "2019Q3", after = "2021Q3", from = "2015Q1", to = "2021Q4" }
  equal(found.before.value, 53)
  equal(found.after.value, 49)
  local raw = found.rows[1]
  close(raw.estimate, 100 * -4 / 53)
  -- R: prop.test(49, 102, correct = FALSE) as odds
  close(raw.low, -37.1551, 1e-4)
  close(raw.high, 36.0098, 1e-4)
end)

test("auk01_rar_by_sum", function()
  local sum = rar(true)
  for row in sum:rows() do equal(row.kommuner, 12) end
  equal(at(sum, "2019Q2"), 2212)
  equal(at(sum, "2019Q3"), 2155)
  equal(at(sum, "2020Q2"), 3377)
  equal(at(sum, "2021Q3"), 1310)
  equal(at(quarters "All Denmark", "2019Q3"), 14268)
  equal(at(quarters "All Denmark", "2021Q3"), 9926)
end)

test("auk01_hedensted_beside_the_eleven_others", function()
  local found = compare.event { figures = quarters "Hedensted", value = "antal",
    at = "2020-03-11", before = "2019Q3", after = "2021Q3", from = "2015Q1", to = "2021Q4",
    benchmark = rar(false) }
  close(found.rows[3].estimate, 100 * ((49 / 53) / (1261 / 2102) - 1))
  equal(found.rows[3].low < found.rows[3].estimate, true)
end)

-- The model by R: glm(y ~ t + past + past:(t - t0) + sin + cos, quasipoisson) over 2015Q1-2021Q4
-- without 2020Q1, Newey-West over 2 lags or the model's own variance where larger.
test("auk01_country_in_three_rows", function()
  local found = compare.event { figures = quarters "All Denmark", value = "antal",
    at = "2020-03-11", after = "2020Q2", from = "2015Q1", to = "2021Q4" }
  equal(found.before.period:id(), "2019Q2")
  equal(found.before.value, 15162)
  equal(found.after.value, 23326)
  close(found.rows[1].estimate, 100 * (23326 - 15162) / 15162)
  close(found.rows[2].estimate, 64.7485627735, 1e-8)
  close(found.rows[2].low, 50.6092934792, 1e-7)
  close(found.rows[2].high, 80.2152331303, 1e-7)
  equal(found.model.before, 20)
  equal(found.model.after, 7)
  equal(#found.notes, 0)
  equal(#found.course, 28)
end)

-- Thirteen years hold a rise, a reform and a fall: two straight lines do not follow them.
test("auk01_a_model_that_does_not_follow_says_so", function()
  local found = compare.event { figures = quarters "All Denmark", value = "antal",
    at = "2020-03-11", after = "2020Q2" }
  equal(found.model.waves, true)
  equal(found.rows[2].note:find "linjen følger ikke serien %(Durbin%-Watson 0,2%)" ~= nil, true)
  equal(found.notes[1]:find "prøv en kortere serie" ~= nil, true)
end)

check.finish()
