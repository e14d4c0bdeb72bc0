-- What the scripts' papers share: a team's form, years out of quarters, goals on the synthetic set,
-- the series around Covid-19.

local check = dofile "tests/lua/check.lua"
local test, equal, close, fails = check.test, check.equal, check.close, check.fails

local awaited = require "followup.awaited"
local before_covid = require "followup.before_covid"
local caseload = require "domain.caseload"
local cells = require "followup.cells"
local figures_of = require "domain.figures"
local goal = require "domain.goal"
local native = require "native"
local paper = require "followup.paper"
local plan = require "domain.plan"
local synthetic = require "domain.synthetic"
local years = require "followup.years"

-- ---- a team's form ----

local HEAD = "maaned;borger;placering;aktiv;cv;jobmaal;virksomhedskonsulent;loentimer;praktik;\z
  afsluttet\n"

local function form(...)
  local name = os.tmpname()
  local file = assert(io.open(name, "w"))
  file:write(HEAD)
  for _, line in ipairs { ... } do file:write(line, "\n") end
  file:close()
  local ok, found = pcall(caseload.read, name)
  os.remove(name)
  if not ok then error(found, 0) end
  return found
end

local april = { "2019M04;A;på vej;ja;ja;nej;ja;0;nej;nej", "2019M04;B;i gang;ja;ja;ja;ja;6;nej;job",
  "2019M04;C;på spring;nej;nej;nej;nej;0;ja;nej" }

local function two_months()
  return form(april[1], april[2], april[3], "2019M05;A;på spring;ja;ja;ja;ja;2;nej;nej",
    "2019M05;D;på vej;nej;nej;ja;ja;0;nej;fleksjob")
end

test("a_form_counts_citizens_once_a_month", function()
  local made = two_months()
  equal(made:count(native.period "2019M04", "active"), { numerator = 2, denominator = 3 })
  equal(made:count(native.period "2019M04", "equipped"), { numerator = 1, denominator = 3 })
  equal(made:count(native.period "2019M05", "paid"), { numerator = 1, denominator = 2 })
end)

test("of_those_who_ended_a_fleksjob_counts_only_in_december", function()
  local made = two_months()
  equal(made:count(native.period "2019M05", "job"), { numerator = 0, denominator = 1 })
  equal(made:count(native.period "2019M05", "job_or_education"),
    { numerator = 1, denominator = 1 })
end)

test("moves_tell_forward_new_ended_and_lost", function()
  local moves = two_months():moves(native.period "2019M05")
  equal({ moves.forward, moves.same, moves.back, moves.ended }, { 1, 0, 0, 1 })
  equal(moves.new, { 0, 1, 0, 0 })
  equal(moves.lost, { "C" })
end)

test("a_form_with_a_cpr_number_is_refused", function()
  fails(function() form "2019M04;0102031234;på vej;ja;ja;nej;ja;0;nej;nej" end, "line 2",
    "CPR number")
end)

test("a_form_with_a_citizen_twice_is_refused", function()
  fails(function() form(april[1], april[1]) end, "line 3", "stands twice")
end)

test("a_form_without_rows_is_refused", function()
  fails(function() form() end, "no rows")
end)

-- ---- years ----

test("a_years_weeks_are_its_quarters_weighted_with_their_spells", function()
  local where = { omraade = "Hedensted", ydelse = "Sygedagpenge", gruppe = "I alt" }
  local spells = synthetic.points("varighed_kvartal", "Antal afsluttede forløb", where)
  local weeks = synthetic.points("varighed_kvartal", "Gnsn. varighed af afsluttede forløb (uger)",
    where)
  local sum, n = 0, 0
  for q = 21, 24 do sum, n = sum + spells[q].value * weeks[q].value, n + spells[q].value end
  local found = years.duration("Hedensted", "Sygedagpenge", 2021)
  equal(found.spells, n)
  close(found.weeks, sum / n)
end)

test("a_year_with_a_hidden_quarter_has_no_figure", function()
  equal(years.duration("Samsø", "Revalidering", 2020), nil)
end)

-- ---- goals that await figures ----

local figures = figures_of.load()
local made_up = synthetic.figures()

local function on_set(day)
  local as_of = native.period(day)
  local judged = goal.judge_all(plan.all(figures), figures, as_of)
  return awaited.judge(judged, made_up, as_of), judged
end

test("only_goals_without_a_published_verdict_are_judged_on_the_set", function()
  local found, judged = on_set "2020-12-31"
  local some = 0
  for _, one in ipairs(judged) do
    if found[one.goal.id] then
      equal(one.verdict.word, "ingen data", one.goal.id)
      some = some + 1
    end
  end
  equal(some > 15, true)
end)

test("what_is_still_to_be_reached_is_told_in_the_goals_unit", function()
  local found = on_set "2020-12-31"
  equal(awaited.remaining(found.uddannelsesambassadoer_voksenlaerlinge_55), "8 aftaler")
  equal(awaited.remaining(found.uddannelsesambassadoer_uddannelsesloeft_15), "nået")
  equal(awaited.remaining(found.jobparate_faerre_20), "54 personer")
  equal(awaited.remaining(found.jobafklaring_varighed), nil)
end)

test("figures_after_the_day_are_not_seen", function()
  local found = on_set "2019-06-30"
  equal(found.uddannelsesambassadoer_voksenlaerlinge_55, nil)
  equal(awaited.now(found.jobparate_faerre_20).period:id(), "2019M06")
end)

-- ---- around Covid-19 ----

test("shares_of_months_are_the_published_aktiveringsberoerte", function()
  for _, one in ipairs { { "Uddannelseshjælp", "I alt", 60.1, 66.4 },
    { "Kontanthjælp", "Aktivitetsparate", 48.0, 78.3 },
    { "Ressourceforløb", "I alt", 32.4, 81.5 } } do
    local points = before_covid.in_offer("Hedensted", one, "Tilbud i alt", "maaned")
    equal(native.round(cells.at(points, "2019M09").value, 1), one[3])
    equal(native.round(cells.at(points, "2021M09").value, 1), one[4])
  end
end)

test("the_same_month_before_covid_is_before_march_2020", function()
  for _, set in ipairs(before_covid.sets("Hedensted", native.period "2021-09-30", true)) do
    for _, one in ipairs(set.list) do
      equal(one.before.period:id(), "2019M09")
      equal(one.after.period:id(), "2021M09")
    end
  end
end)

-- ---- papers ----

test("a_municipality_outside_the_rar_is_set_beside_the_country_alone", function()
  equal(paper.others "Vejle", { "Hele landet" })
  equal(paper.others "Horsens", { "RAR Østjylland", "Hele landet" })
end)

-- ---- cells of bounds ----

local function bound(value, high)
  return { period = native.period "2021Q3", value = value, mark = "at_least", low = value,
    high = high or math.huge }
end

local exact = { period = native.period "2019Q3", value = 100 }

test("a_bound_in_a_table_is_never_an_exact_figure", function()
  equal(cells.figure(exact, 0), "100")
  equal(cells.figure(bound(131, 133), 0, "pct.").text, "131–133 pct.")
  equal(cells.figure(bound(131), 0).text, "≥ 131")
  equal(cells.difference(exact, bound(131, 133), 0).text, "+31 – +33")
  equal(cells.difference(bound(131), exact, 0).text, "≤ -31")
  equal(cells.percent(exact, bound(131, 133)).text, "+31,0 – +33,0 pct.")
  equal(cells.percent(bound(0, 2), exact), "–")
  equal(cells.text(bound(99.96, 100.04), 1), "100,0")
end)

test("a_bound_in_data_has_no_value", function()
  local data = cells.data(bound(131, 133))
  equal({ data.value, data.at_least, data.at_most }, { native.json_null, 131, 133 })
  equal(cells.data(bound(131)).at_most, nil)
  equal({ cells.data(exact).value, cells.data(exact).at_least }, { 100 })
  equal({ cells.value(exact), cells.value(bound(131)) }, { 100, native.json_null })
end)

check.finish()
