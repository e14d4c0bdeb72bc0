-- The guards of what is added up by hand, of weights and of joins: the analyses beside those that
-- they refuse are right, and pass untouched.

local check = dofile "tests/lua/check.lua"
local test, fails, equal = check.test, check.fails, check.equal

local t = read "tests/cases/guards/ydelser.csv"
local TOTAL = "Ydelsesgrupper == 'Ydelsesgrupper i alt'"
local PARTS = "Ydelsesgrupper ~= 'Ydelsesgrupper i alt'"
local MUNICIPALITIES = "Område ~= 'Hele landet'"
local PCT, FULL = "`Fuldtidspersoner i pct. af arbejdsstyrken`", "`Antal fuldtidspersoner`"

local months = t:filter(TOTAL):filter "Periode < 2021M09"
local revised = t:filter "Periode < 2021M09"

-- One figure with the values of a label side by side.
local function wide(rows, label, figure)
  local others = label == "Område" and "Periode, Ydelsesgrupper" or
    label == "Periode" and "Område, Ydelsesgrupper" or "Område, Periode"
  return rows:select(("%s, %s, n = %s"):format(others, label, figure))
    :pivot_wider{ names_from = label, values_from = "n" }
end

-- An analysis that must run, with the value of the first row's x and no note but those expected.
local function passes(claim, expected, analysis, notes)
  test("right: " .. claim, function()
    local result = analysis()
    equal(result:cell(1, "x") + 0.0, expected + 0.0)
    equal(#result:select "x":notes(), notes or 0, "notes")
  end)
end

local function refused(claim, part, analysis)
  test("wrong: " .. claim, function() fails(function() return analysis():collect() end, part) end)
end

-- ---- columns side by side ----

passes("persons_of_two_months_averaged_by_hand", 58802.5, function()
  return wide(months, "Periode", "`Antal personer`"):mutate "x = (`2021M07` + `2021M08`) / 2"
end)
passes("a_mean_written_as_halves", 58802.5, function()
  return wide(months, "Periode", "`Antal personer`"):mutate "x = `2021M07` / 2 + 0.5 * `2021M08`"
end)
passes("a_change_between_two_months", 5, function()
  return wide(months, "Periode", "`Antal personer`"):mutate "x = `2021M08` - `2021M07`"
end)
passes("a_change_in_per_cent", 0, function()
  return wide(months, "Periode", "`Antal personer`")
    :mutate "x = round(100 * (`2021M08` - `2021M07`) / `2021M07`)"
end)
passes("full_time_persons_of_benefits", 49140, function()
  return wide(t, "Ydelsesgrupper", FULL):mutate "x = Kontanthjælp + Sygedagpenge + Ressourceforløb"
end)
passes("a_total_less_a_part", 35100, function()
  return wide(t, "Ydelsesgrupper", FULL):mutate "x = `Ydelsesgrupper i alt` - Kontanthjælp"
end)
passes("a_part_in_per_cent_of_the_total", 29, function()
  return wide(t, "Ydelsesgrupper", FULL)
    :mutate "x = round(100 * Kontanthjælp / `Ydelsesgrupper i alt`)"
end)
passes("expenditure_of_two_months", 1081113000, function()
  return wide(months, "Periode", "Forsørgelsesudgifter"):mutate "x = `2021M07` + `2021M08`"
end)
passes("full_time_persons_of_two_municipalities", 1314, function()
  return wide(months, "Område", FULL):mutate "x = Hedensted + Horsens"
end)
passes("persons_of_two_municipalities_with_a_note", 1568, function()
  return wide(months, "Område", "`Antal personer`"):mutate "x = Hedensted + Horsens"
end, 1)
passes("shares_of_one_labour_force", 1.3, function()
  return wide(t, "Ydelsesgrupper", PCT):mutate "x = Kontanthjælp + Sygedagpenge"
end)
passes("shares_of_one_labour_force_over_rows", 1.7, function()
  return t:filter(PARTS):group_by "Område, Periode":summarise("x = sum(" .. PCT .. ")")
end)
passes("shares_computed_of_one_whole", 76, function()
  return wide(t, "Ydelsesgrupper", FULL):mutate [[a = 100 * Kontanthjælp / `Ydelsesgrupper i alt`,
    b = 100 * Sygedagpenge / `Ydelsesgrupper i alt`, x = round(a + b)]]
end)
passes("shares_weighed_by_hand", 1.94, function()
  return wide(months, "Område", PCT):mutate "x = 0.7 * Horsens + 0.3 * Hedensted"
end)
passes("shares_weighed_by_their_numbers", 2, function()
  return wide(months, "Område", PCT):mutate "x = round((Horsens * 7 + Hedensted * 3) / 10, 0)"
end)
passes("statuses_are_parts_of_one_whole", 80.5, function()
  return frame{ { "Arbejdsmarkedsstatus", { "Beskæftigelse", "Uddannelse" } },
    { "Status 1 md. efter afsluttet forløb, pct.", { 70.5, 10 } } }
    :pivot_wider{ names_from = "Arbejdsmarkedsstatus",
      values_from = "Status 1 md. efter afsluttet forløb, pct." }
    :mutate "x = Beskæftigelse + Uddannelse"
end)
passes("men_and_women", 7, function()
  return frame{ { "Køn", { "Mænd", "Kvinder" } }, { "Antal personer", { 3, 4 } } }
    :pivot_wider{ names_from = "Køn", values_from = "Antal personer" }:mutate "x = Mænd + Kvinder"
end)
passes("columns_of_which_nothing_is_known", 3, function()
  return frame{ { "a", { 1 } }, { "b", { 2 } } }:mutate "x = a + b"
end)
passes("a_hundred_less_two_shares", 98.7, function()
  return wide(t, "Ydelsesgrupper", PCT):mutate "x = 100 - Kontanthjælp - Sygedagpenge"
end)
passes("expenditure_and_that_of_the_month_before", 540540000, function()
  return months:filter "Område == 'Hele landet'"
    :mutate "x = Forsørgelsesudgifter + coalesce(lag(Forsørgelsesudgifter), 0)"
end)
passes("one_month_picked_by_a_condition", 58800, function()
  return months:group_by "Område"
    :summarise "x = sum(if_else(Periode == 2021M07, `Antal personer`, 0))"
end)
passes("one_benefit_picked_by_a_condition", 18000, function()
  return t:group_by "Område, Periode"
    :summarise "x = sum(if_else(Ydelsesgrupper == 'Kontanthjælp', `Antal personer`, missing))"
end)
passes("unsafe_lets_a_sum_by_hand_pass_with_a_mark", 117605, function()
  return wide(months, "Periode", "`Antal personer`"):mutate "x = unsafe(`2021M07` + `2021M08`)"
end, 1)

refused("a_share_of_columns_of_two_areas", "it cannot be added", function()
  return wide(months, "Område", PCT):mutate "x = Hedensted + Horsens"
end)
refused("shares_of_one_labour_force_averaged", "it cannot be averaged", function()
  return wide(t, "Ydelsesgrupper", PCT):mutate "x = (Kontanthjælp + Sygedagpenge) / 2"
end)
refused("shares_of_persons_who_may_have_two_benefits", "it cannot be added", function()
  return t:filter(PARTS):mutate "p = 100 * `Antal personer` / Arbejdsstyrken"
    :group_by "Område, Periode":summarise "x = sum(p)"
end)
refused("a_quarter_of_two_months_beside_a_whole_one", "it is not finished", function()
  local periods, values = {}, {}
  for i = 1, 5 do periods[i], values[i] = period "2020M01" + (i - 1), i end
  return frame{ { "Periode", periods }, { "Forsørgelsesudgifter", values } }
    :mutate "kvartal = quarter_of(Periode)":group_by "kvartal"
    :summarise "x = sum(Forsørgelsesudgifter)"
end)
refused("three_months_in_two_steps", "over periods", function()
  return wide(months, "Periode", "`Antal personer`"):mutate "x = `2021M07` + 0"
    :mutate "y = x + `2021M08`"
end)
refused("a_total_and_a_sum_of_parts", "is a part of", function()
  return wide(t, "Ydelsesgrupper", FULL):mutate "a = Kontanthjælp + Sygedagpenge"
    :mutate "x = a + `Ydelsesgrupper i alt`"
end)
refused("columns_renamed_and_rounded", "cannot be added over 'Ydelsesgrupper'", function()
  return wide(t, "Ydelsesgrupper", "`Antal personer`"):rename "a = Kontanthjælp, b = Sygedagpenge"
    :mutate "x = round(a) + floor(b)"
end)
refused("two_months_picked_by_a_condition", "over 'Periode'", function()
  return months:group_by "Område"
    :summarise "x = sum(if_else(Periode >= 2021M07, `Antal personer`, 0))"
end)
refused("kroner_and_full_time_persons", "they are not added", function()
  return months:mutate("x = Forsørgelsesudgifter + " .. FULL)
end)
refused("the_labour_force_of_two_benefits", "the same for every value", function()
  return wide(t, "Ydelsesgrupper", "Arbejdsstyrken"):mutate "x = Kontanthjælp + Sygedagpenge"
end)
refused("country_and_municipality", "'Hedensted' is a part of 'Hele landet'", function()
  return wide(t, "Område", FULL):mutate "x = `Hele landet` + Hedensted"
end)

-- ---- what is counted up through the year ----

local running = frame{ { "Periode", { period "2020M01", period "2020M02" } },
  { "Voksenlærlingeaftaler, år til dato", { 3, 8 } } }

refused("a_number_to_date_added_over_months", "counted up through the year", function()
  return running:summarise "x = sum(`Voksenlærlingeaftaler, år til dato`)"
end)
passes("the_last_of_a_number_to_date", 8, function()
  return running:summarise "x = max(`Voksenlærlingeaftaler, år til dato`)"
end)
passes("what_came_in_the_month", 5, function()
  return running:rename "n = `Voksenlærlingeaftaler, år til dato`":mutate "x = n - lag(n)"
    :filter "Periode == 2020M02"
end)

-- ---- weights ----

local function weighted(weight)
  return t:filter(TOTAL):filter(MUNICIPALITIES):mutate("w = " .. weight):group_by "Periode"
    :summarise("x = round(weighted_mean(" .. PCT .. ", w), 2)")
end

passes("a_share_weighted_by_its_denominator", 1.84, function() return weighted "Arbejdsstyrken" end)
passes("a_share_weighted_by_what_is_nearly_it", 1.85, function()
  return weighted "`Antal personer`"
end, 1)
passes("a_share_weighted_by_a_column_of_which_nothing_is_known", 1.84, function()
  return weighted "Arbejdsstyrken * Arbejdsstyrken / Arbejdsstyrken"
end)
passes("one_row_may_have_any_weight", 1.7, function()
  return t:group_by "Område, Periode, Ydelsesgrupper"
    :summarise("x = weighted_mean(" .. PCT .. ", 1)"):filter(TOTAL)
end)
refused("a_computed_share_as_a_weight", "is no number to weigh by", function()
  return weighted(FULL .. " / Arbejdsstyrken")
end)
refused("a_constant_as_a_weight", "is none", function() return weighted "1" end)

refused("expenditure_as_a_weight", "is no number to weigh by", function()
  return weighted "Forsørgelsesudgifter"
end)
passes("a_share_weighted_by_the_shares_of_its_denominator", 1.84, function()
  return months:filter(MUNICIPALITIES):filter "Periode == 2021M07"
    :mutate "w = Arbejdsstyrken / sum(Arbejdsstyrken)"
    :summarise("x = round(weighted_mean(" .. PCT .. ", w), 2)")
end)

-- ---- joins ----

local regions = frame{ { "Område", { "Hedensted", "Horsens", "Samsø", "Vejle" } },
  { "Region", { "Midt", "Midt", "Midt", "Syd" } } }
local all = t:filter(TOTAL):select("Område, Periode, alle = " .. FULL)
local parts = t:filter(PARTS):filter(MUNICIPALITIES)
  :select("Område, Periode, Ydelsesgrupper, nogle = " .. FULL)

passes("full_time_persons_by_a_region_that_was_joined", 1361, function()
  return t:filter(TOTAL):inner_join(regions, "Område"):group_by "Periode, Region"
    :summarise("x = sum(" .. FULL .. ")")
end)
passes("full_time_persons_over_regions_that_were_joined", 2353, function()
  return t:filter(TOTAL):inner_join(regions, "Område"):group_by "Periode"
    :summarise("x = sum(" .. FULL .. ")")
end)
passes("parts_beside_their_total", 100, function()
  return parts:left_join(all, "Område, Periode"):group_by "Periode, Ydelsesgrupper"
    :summarise "x = 100 * sum(nogle) / sum(nogle), alle = sum(alle)"
end)
passes("the_total_of_each_benefit_by_itself", 2353, function()
  return parts:left_join(all, "Område, Periode"):group_by "Periode, Ydelsesgrupper"
    :summarise "x = sum(alle)"
end)
passes("months_over_the_labour_force_of_their_year", 1.8, function()
  local year = t:filter(TOTAL):filter "Periode == 2021M07":mutate "aar = year_of(Periode)"
    :select "Område, aar, styrke = Arbejdsstyrken"
  return t:filter(TOTAL):filter "Område == 'Hedensted'":mutate "aar = year_of(Periode)"
    :left_join(year, "Område, aar"):group_by "aar"
    :summarise("x = round(100 * sum(" .. FULL .. ") / sum(styrke), 1)")
end)
passes("a_change_of_two_frames", 3, function()
  local a = months:filter "Periode == 2021M07":select("Område, foer = " .. FULL)
  return months:filter "Periode == 2021M08":select("Område, nu = " .. FULL):left_join(a, "Område")
    :mutate "x = nu - foer"
end)
refused("a_total_repeated_for_each_benefit", "stands once for each 'Ydelsesgrupper'", function()
  return parts:left_join(all, "Område, Periode"):group_by "Periode":summarise "x = sum(alle)"
end)
refused("the_left_side_repeated", "stands once for each 'Ydelsesgrupper'", function()
  return all:inner_join(parts, "Område, Periode", { many = true }):group_by "Periode"
    :summarise "x = sum(alle)"
end)
refused("a_repeated_figure_after_a_summarise", "stands once for each 'Ydelsesgrupper'", function()
  return parts:left_join(all, "Område, Periode"):group_by "Periode, Ydelsesgrupper"
    :summarise "alle = sum(alle)":group_by "Periode":summarise "x = sum(alle)"
end)

-- ---- a mean times a number, a number of areas ----

passes("a_mean_in_per_cent_of_another", 550, function()
  return t:filter(TOTAL):filter "Område == 'Hedensted'"
    :summarise "x = round(mean(`Antal personer`) * 1.111)"
end)
passes("a_mean_times_the_months_of_a_year", 492, function()
  return t:filter(TOTAL):filter "Område == 'Hedensted'"
    :summarise("x = mean(" .. FULL .. ") / 10 * 12")
end)
passes("full_time_persons_times_the_months_with_a_mark", 1230, function()
  return t:filter(TOTAL):filter "Område == 'Hedensted'":summarise("x = mean(" .. FULL .. ") * 3")
end, 1)
passes("rows_times_a_number", 9, function()
  return months:summarise "x = count() * 0.9"
end)
passes("municipalities_are_counted", 4, function()
  return t:filter(MUNICIPALITIES):group_by "Periode":summarise "x = n_distinct(Område)"
end)
passes("the_country_among_municipalities_is_counted_with_a_mark", 5, function()
  return t:summarise "x = n_distinct(Område)"
end, 1)
passes("a_mean_times_more_than_its_periods", 4920, function()
  return t:filter(TOTAL):filter "Område == 'Hedensted'":summarise("x = mean(" .. FULL .. ") * 12")
end)
refused("a_mean_times_the_number_of_rows_later", "is their sum", function()
  return revised:filter(TOTAL):group_by "Område":summarise "m = mean(`Antal personer`), n = count()"
    :mutate "x = n * m"
end)

refused("the_share_of_each_in_a_total_and_its_parts", "a part of it", function()
  return t:filter "Område == 'Vejle' and Periode == 2021M07":mutate "x = share(`Antal personer`)"
end)

-- ---- a file with periods or areas side by side ----

local function side_by_side(captions, ...)
  local columns = { { "Måling", { "Antal personer", "Antal ledige stillinger" } } }
  for i, caption in ipairs(captions) do columns[i + 1] = { caption, { ... } } end
  return frame(columns)
end

local years = side_by_side({ "2019", "2020", "2021" }, 12, 15)

refused("years_of_persons_added", "cannot be added over periods", function()
  return years:mutate "x = `2019` + `2020`"
end)
refused("years_of_persons_put_below_one_another_and_added", "over 'aar'", function()
  return years:pivot_longer{ columns = "`2019`, `2020`", names_to = "aar", values_to = "n" }
    :filter "`Måling` == 'Antal personer'":summarise "x = sum(n)"
end)
refused("a_year_of_several_measures_added", "several measures", function()
  return years:summarise "x = sum(`2019`)"
end)
passes("years_averaged", 12, function()
  return years:mutate "x = (`2019` + `2020` + `2021`) / 3"
end)
passes("a_change_over_years", 0, function()
  return years:mutate "x = 100 * (`2021` - `2019`) / `2019`"
end)
for _, names in ipairs { { "2019K1", "2019K2" }, { "Jan 2021", "Feb 2021" },
  { "sep. 2019", "sep. 2020" }, { "2. halvår 2018", "2018H1" } } do
  local a, b = table.unpack(names)
  refused(("%s_and_%s_added"):format(a, b), "over periods", function()
    return side_by_side(names, 12, 15):mutate(("x = `%s` + `%s`"):format(a, b))
  end)
  refused(("%s_and_%s_declared_and_added"):format(a, b), "over periods", function()
    return side_by_side(names, 12, 15):select(("`%s`, `%s`"):format(a, b))
      :measures{ [a] = "antal_fuldtidspersoner", [b] = "antal_fuldtidspersoner" }
      :mutate(("x = `%s` + `%s`"):format(a, b))
  end)
end
refused("captions_with_a_measure_and_a_month", "over periods", function()
  return side_by_side({ "Antal personer, jan 2021", "Antal personer feb 2021" }, 12, 15)
    :mutate "x = `Antal personer, jan 2021` + `Antal personer feb 2021`"
end)
refused("the_country_and_a_municipality_side_by_side", "a part of 'Hele landet'", function()
  return side_by_side({ "Hele landet", "Hedensted" }, 12, 15)
    :mutate "x = `Hele landet` + Hedensted"
end)
passes("years_of_what_nobody_knows", 24, function()
  return frame { { "sted", { "a" } }, { "2019", { 12 } }, { "2020", { 12 } } }
    :mutate "x = `2019` + `2020`"
end)
passes("areas_side_by_side_set_against_the_country", 100, function()
  return side_by_side({ "Hele landet", "Hedensted" }, 12, 15)
    :mutate "x = 100 * Hedensted / `Hele landet`"
end)

test("the_newest_month_above_a_column_is_preliminary", function()
  local monthly = side_by_side({ "2021M08", "2021M09" }, 12, 15)
  fails(function()
    local path = os.tmpname() .. ".csv"
    monthly:select "`Måling`, `2021M08`, `2021M09`":save(path)
    local months_read = read(path)
    os.remove(path)
    months_read:mutate "x = `2021M09` - `2021M08`"
  end, "2021M09 is the newest month of the file", "take a month before")
  equal(monthly:mutate "x = `2021M09` - `2021M08`":cell(1, "x"), 0)
end)

-- ---- what a lag or a first has picked ----

refused("a_lag_added_in_a_later_step", "over periods", function()
  return revised:filter(TOTAL):group_by "Område":mutate "l = lag(`Antal personer`)"
    :mutate "x = `Antal personer` + l"
end)
refused("a_first_and_a_last_added_in_a_later_step", "over periods", function()
  return revised:filter(TOTAL):group_by "Område"
    :summarise "a = first(`Antal personer`), b = last(`Antal personer`)":mutate "x = a + b"
end)
refused("the_least_and_the_most_added", "over periods", function()
  return revised:filter(TOTAL):group_by "Område"
    :summarise "x = min(`Antal personer`) + max(`Antal personer`)"
end)
passes("the_middle_of_the_least_and_the_most", 58802.5, function()
  return revised:filter(TOTAL):group_by "Område"
    :summarise "x = (min(`Antal personer`) + max(`Antal personer`)) / 2"
end)
passes("a_change_from_a_first_to_a_last", 5, function()
  return revised:filter(TOTAL):group_by "Område"
    :summarise "a = first(`Antal personer`), b = last(`Antal personer`)":mutate "x = b - a"
end)
passes("a_figure_and_itself", 117600, function()
  return revised:filter(TOTAL):group_by "Område"
    :mutate "x = `Antal personer` + lag(`Antal personer`, 0)":ungroup()
end)
refused("the_newest_month_as_a_last_in_a_later_step", "newest month", function()
  return t:filter(TOTAL):group_by "Område"
    :summarise "a = first(`Antal personer`), b = last(`Antal personer`)":mutate "x = b - a"
end)
passes("first_and_last_of_areas_are_of_areas", 1666, function()
  return revised:filter(TOTAL):filter "Område ~= 'Hele landet' and Periode == 2021M07"
    :summarise "x = first(`Antal personer`) + last(`Antal personer`)"
end, 1)

check.finish()
