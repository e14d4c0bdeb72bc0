-- The guards: analyses that are right pass untouched, and those on real answers are led to the
-- right figure. What each guard refuses stands in tests/cases/guards.

local check = dofile "tests/lua/check.lua"
local test, fails, equal = check.test, check.fails, check.equal

local t = read "tests/cases/guards/ydelser.csv"
local TOTAL = "Ydelsesgrupper == 'Ydelsesgrupper i alt'"
local PARTS = "Ydelsesgrupper ~= 'Ydelsesgrupper i alt'"
local MUNICIPALITIES = "Område ~= 'Hele landet'"
local FULL_TIME = "fuldtid = sum(`Antal fuldtidspersoner`)"

-- An analysis that must run, without any note but those expected.
local function passes(claim, analysis, notes)
  test("right: " .. claim, function()
    local result = analysis()
    equal(#result > 0, true, "has rows")
    equal(#result:notes(), notes or 0, "notes")
    equal(type(tostring(result)), "string")
  end)
end

passes("full_time_persons_may_be_added_over_benefits", function()
  return t:filter(PARTS):group_by "Periode, Område":summarise(FULL_TIME)
end)
passes("full_time_persons_may_be_added_over_municipalities", function()
  return t:filter(MUNICIPALITIES .. " and " .. TOTAL):group_by "Periode":summarise(FULL_TIME)
end)
passes("a_stock_may_be_averaged_over_months", function()
  return t:group_by "Område, Ydelsesgrupper":summarise "snit = mean(`Antal fuldtidspersoner`)"
end)
passes("unique_persons_may_be_averaged_over_months", function()
  return t:filter(TOTAL):group_by "Område":summarise "snit = mean(`Antal personer`)"
end)
passes("a_flow_may_be_added_over_months", function()
  return t:filter(PARTS):group_by "Område":summarise "kr = sum(Forsørgelsesudgifter)"
end)
passes("persons_may_be_added_over_municipalities_with_a_note", function()
  return t:filter(MUNICIPALITIES .. " and " .. TOTAL):group_by "Periode"
    :summarise "personer = sum(`Antal personer`)"
end, 1)
passes("a_share_is_recomputed_from_its_parts", function()
  return t:filter(MUNICIPALITIES .. " and " .. TOTAL):group_by "Periode"
    :summarise "andel = 100 * sum(`Antal fuldtidspersoner`) / sum(Arbejdsstyrken)"
end)
passes("a_share_over_months_is_recomputed_from_its_parts", function()
  return t:filter(TOTAL):group_by "Område"
    :summarise "andel = 100 * sum(`Antal fuldtidspersoner`) / sum(Arbejdsstyrken)"
end)
passes("a_share_is_weighted_by_its_denominator", function()
  return t:filter(MUNICIPALITIES .. " and " .. TOTAL):group_by "Periode" :summarise
    "andel = weighted_mean(`Fuldtidspersoner i pct. af arbejdsstyrken`, Arbejdsstyrken)"
end)
passes("shares_have_a_median_a_least_and_a_greatest", function()
  return t:filter(MUNICIPALITIES .. " and " .. TOTAL):group_by "Periode":summarise [[
    midt = median(`Fuldtidspersoner i pct. af arbejdsstyrken`),
    mindst = min(`Fuldtidspersoner i pct. af arbejdsstyrken`),
    stoerst = max(`Fuldtidspersoner i pct. af arbejdsstyrken`)]]
end)
passes("a_group_of_one_row_may_be_summed_whatever_it_is", function()
  return t:group_by "Periode, Område, Ydelsesgrupper":summarise [[personer = sum(`Antal personer`),
    pct = mean(`Fuldtidspersoner i pct. af arbejdsstyrken`)]]
end)
passes("rows_are_counted_freely", function()
  return t:group_by "Område":summarise "n = count(), m = n_distinct(Periode)":arrange "-n"
end)
passes("the_latest_value_is_taken_after_sorting", function()
  return t:filter(TOTAL):arrange "Periode":group_by "Område"
    :summarise "sidst = last(`Antal personer`)"
end)
passes("a_change_between_revised_months", function()
  return t:filter "Periode < 2021M09":group_by "Område, Ydelsesgrupper"
    :mutate "aendring = `Antal personer` - lag(`Antal personer`)"
end)
passes("a_share_of_the_whole_without_the_total", function()
  return t:filter(PARTS):group_by "Periode, Område"
    :mutate "andel = 100 * share(`Antal fuldtidspersoner`)"
end)
passes("a_ranking_of_municipalities", function()
  return t:filter(TOTAL):filter(MUNICIPALITIES):group_by "Periode"
    :mutate "plads = rank(-`Fuldtidspersoner i pct. af arbejdsstyrken`)"
end)
passes("months_side_by_side_that_are_revised", function()
  return t:filter "Periode in (2021M07, 2021M08)":filter(TOTAL)
    :select "Område, Periode, `Antal personer`"
    :pivot_wider{ names_from = "Periode", values_from = "Antal personer" }
end)
passes("areas_side_by_side", function()
  return t:filter(TOTAL):select "Område, Periode, `Antal personer`"
    :pivot_wider{ names_from = "Område", values_from = "Antal personer" }
end)
passes("own_municipality_beside_the_country", function()
  local own = t:filter("Område == 'Hedensted' and " .. TOTAL)
    :select "Periode, eget = Arbejdsstyrken"
  return t:filter("Område == 'Hele landet' and " .. TOTAL):select "Periode, land = Arbejdsstyrken"
    :inner_join(own, "Periode"):mutate "andel = 100 * eget / land"
end)
passes("a_table_of_unknown_measures_is_any_table", function()
  return frame{ { "sted", { "a", "a", "b" } }, { "pct", { 1.5, 1.5, 3.5 } } }
    :group_by "sted":summarise "x = mean(pct), y = sum(pct)"
end)
passes("a_frame_that_was_filtered_to_nothing_is_filtered_on", function()
  return t:filter "`Antal personer` < 0":filter "Område == 'Hedensted'":summarise "n = count()"
end)
passes("a_list_with_an_area_that_has_no_rows", function()
  return t:filter "Område in ('Hedensted', 'Læsø')":head(1)
end)
passes("a_value_of_a_program_may_have_no_rows", function()
  equal(#t:filter("Ydelsesgrupper == $y", { y = "Ledighedsydelse" }), 0)
  return t:head(1)
end)
passes("all_but_a_value_that_does_not_occur", function()
  return t:filter "Område ~= 'Læsø' and not (Ydelsesgrupper == 'Ledighedsydelse')":head(1)
end)
passes("offers_of_one_level_of_the_tree_are_no_total_with_parts", function()
  return frame{ { "Tilbud", { "Virksomhedspraktik i alt", "Nytteindsats i alt" } },
    { "Antal fuldtidsaktiverede", { 30, 4 } } }:summarise "x = sum(`Antal fuldtidsaktiverede`)"
end)
passes("whole_quarters_of_a_flow", function()
  return t:filter(TOTAL):mutate "kvartal = quarter_of(Periode)":group_by "Område, kvartal"
    :summarise "kr = sum(Forsørgelsesudgifter)"
end)

-- ---- what a guard knows goes along ----

test("knowledge_follows_a_column_through_names_and_verbs", function()
  local u = t:filter(MUNICIPALITIES):filter(TOTAL):rename "n = `Antal personer`"
    :select "Område, Periode, n":arrange "-n":collect()
  fails(function() u:group_by "Område":summarise "x = sum(n)" end, "counts each person once",
    "'Periode'")
  local per_month = u:group_by "Periode":summarise "n = sum(n)"
  fails(function() per_month:summarise "x = sum(n)" end, "counts each person once")
  fails(function() u:mutate "m = n":group_by "Område":mutate "x = m / sum(m)" end, "'Periode'")
end)

test("a_mark_goes_with_all_that_is_computed_of_it", function()
  local u = t:filter(TOTAL):group_by "Område":summarise "s = unsafe_sum(`Antal personer`)"
    :mutate "t = s / 2":rename "u = t":filter "u > 0":collect():select "u"
  equal(u:notes(), { "u: unique persons added over 'Periode': some are counted more than once" })
  equal(u:notes "da", { "u: personer lagt sammen over perioder: nogle tælles flere gange" })
  equal(tostring(u):find("some are counted more than once", 1, true) ~= nil, true)
  equal(#t:filter(TOTAL):mutate "x = unsafe(`Antal personer`)":group_by "Område"
    :summarise "x = sum(x)":notes(), 1)
end)

test("persons_added_over_a_label_that_is_not_known_leave_a_note", function()
  local u = frame{ { "Ordning", { "a", "b" } }, { "Antal personer", { 1, 2 } } }
    :summarise "n = sum(`Antal personer`)"
  equal(u:cell(1, "n"), 3)
  equal(u:notes(), { "n: unique persons added over 'Ordning': it is not known whether some are \z
    in several" })
end)

test("old_captions_and_captions_with_blanks_are_recognised", function()
  for _, caption in ipairs { " Antal  personer ", "Antal ydelsesmodtagere",
      "Offentligt forsørgede: Antal personer" } do
    local u = frame{ { "Periode", { period "2021M01", period "2021M02" } }, { caption, { 1, 2 } } }
    fails(function() u:summarise("x = sum(`" .. caption .. "`)") end, "counts each person once")
  end
  local rate = frame{ { "Område", { "Odder", "Vejle" } },
    { "Fuldtidspersoner i pct. af befolkningen16-66 år", { 2.5, 3.5 } } }
  fails(function()
    rate:summarise "x = mean(`Fuldtidspersoner i pct. af befolkningen16-66 år`)"
  end, "is a share")
end)

test("areas_overlap_where_they_share_a_municipality", function()
  local function sum_of(...)
    return frame{ { "Område", { ... } }, { "x", { 1, 2 } } }:summarise "x = sum(x)"
  end
  for _, pair in ipairs { { "RAR Østjylland", "Hedensted" }, { "Region Midtjylland", "Viborg" },
      { "Landsdel Østjylland", "Samsø" }, { "RAR Østjylland", "Province Østjylland" },
      { "All Denmark", "Copenhagen" } } do
    fails(function() sum_of(table.unpack(pair)) end, "which is a part of it")
  end
  equal(sum_of("Landsdel Østjylland", "Viborg"):cell(1, "x"), 3)
  equal(sum_of("RAR Sydjylland", "Hedensted"):cell(1, "x"), 3)
end)

test("a_year_that_is_not_finished_is_one_as_a_number_and_as_a_text_too", function()
  local months, kr, count = {}, {}, {}
  for i = 1, 21 do months[i], kr[i], count[i] = period "2019M12" + i, 100, i end
  local spent = frame{ { "Periode", months }, { "Forsørgelsesudgifter", kr }, { "nr", count } }
  for _, year in ipairs { "year(Periode)", "text(year_of(Periode))", "text(year(Periode))" } do
    local by_year = spent:mutate("aar = " .. year)
    fails(function() by_year:group_by "aar":summarise "kr = sum(Forsørgelsesudgifter)" end,
      "2021 has 9 of its 12 parts in 'Periode'", "leave it out", "aar ~= ")
    local wrong = select(2, pcall(function()
      return by_year:group_by "aar":summarise "kr = sum(Forsørgelsesudgifter)"
    end))
    local filter = tostring(wrong):match ':filter "([^"]+)"'
    equal(by_year:filter(filter):group_by "aar":summarise "kr = sum(Forsørgelsesudgifter)"
      :cell(1, "kr"), 1200)
  end
  equal(#spent:group_by "nr":summarise "kr = sum(Forsørgelsesudgifter)", 21)
  equal(#spent:mutate "maaned = number(Periode)":group_by "maaned"
    :summarise "kr = sum(Forsørgelsesudgifter)", 12)
end)

test("sums_of_more_and_of_fewer_periods_side_by_side_say_so", function()
  local months, kr = {}, {}
  for i = 1, 36 do months[i], kr[i] = period "2018M12" + i, 100 end
  local spent = frame{ { "Periode", months }, { "Forsørgelsesudgifter", kr } }
    :mutate "covid = Periode >= 2020M03"
  local function said(rows, by)
    return table.concat(rows:group_by(by):summarise "kr = sum(Forsørgelsesudgifter)":notes(), "; ")
  end
  equal(said(spent, "covid"), "kr: sums of 14 to 22 values of 'Periode' stand together")
  equal(said(spent:filter "Periode >= 2019M05", "covid"),
    "kr: sums of 10 to 22 values of 'Periode' stand together")
  equal(said(spent:filter "Periode >= 2019M07 and Periode <= 2020M10", "covid"), "")
  equal(#spent:group_by "covid":summarise
    "snit = mean(Forsørgelsesudgifter)":notes(), 0)
end)

test("the_row_of_all_is_a_total_in_any_column_of_labels", function()
  for _, pair in ipairs { { "Område", "I alt" }, { "Område", "Hovedtotal" },
      { "Kommune", "Total" }, { "Rækkenavne", "Hovedtotal" }, { "Branche", "ialt" } } do
    local with_all = frame{ { pair[1], { "Vejle", "Kolding", pair[2] } },
      { "Antal fuldtidspersoner", { 3, 2, 5 } } }
    for _, call in ipairs { "sum", "mean", "median", "min", "max" } do
      fails(function() with_all:summarise("x = " .. call .. "(`Antal fuldtidspersoner`)") end,
        pair[2] .. "' together with 'Vejle'", "keep the total")
    end
    equal(with_all:filter(("%s ~= '%s'"):format(pair[1], pair[2]))
      :summarise "x = sum(`Antal fuldtidspersoner`)":cell(1, "x"), 5)
  end
end)

test("the_country_takes_no_place_among_its_municipalities", function()
  local all = t:filter(TOTAL):group_by "Periode"
  for _, call in ipairs { "rank(-`Antal fuldtidspersoner`)", "max(`Antal fuldtidspersoner`)" } do
    fails(function() all:mutate("x = " .. call) end, "'Hele landet' together with",
      "not one of those that are set in order", "Område ~= 'Hele landet'")
  end
  equal(#all:mix_totals():mutate "x = rank(-`Antal fuldtidspersoner`)":notes(), 1)
end)

test("ages_that_hold_the_same_years_are_not_added", function()
  local function sum_of(...)
    return frame{ { "Alder", { ... } }, { "Antal personer", { 1, 2 } } }
      :summarise "x = sum(`Antal personer`)"
  end
  for _, pair in ipairs { { "16-66 år", "16-24 år" }, { "under 30 år", "25-29 år" },
      { "30 år og derover", "50-59 år" }, { "16–66 årige", "60 år" }, { "30+", "Over 60 år" } } do
    fails(function() sum_of(table.unpack(pair)) end,
      ("'%s' together with '%s'"):format(pair[1], pair[2]))
  end
  for _, pair in ipairs { { "16-24 år", "25-29 år" }, { "under 30 år", "30 år og derover" },
      { "Uoplyst", "16-24 år" } } do
    equal(sum_of(table.unpack(pair)):cell(1, "x"), 3)
  end
end)

test("the_note_of_a_benchmark_says_whether_own_is_in_it", function()
  local names = {}
  for _, area in ipairs(require("domain.area").members "RAR Østjylland") do
    if area.name ~= "Hedensted" then names[#names + 1] = area.name end
  end
  local u = frame{ { "Område", { "Hedensted", table.unpack(names) } },
    { "n", { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 } } }
  equal(u:filter("Område in $b", { b = names }):summarise "n = sum(n)":notes "da",
    { "n: RAR Østjylland uden Hedensted" })
  local b = benchmark{ of = "RAR Østjylland", own = "Hedensted", with_own = true }
  equal(u:filter("Område in $b", { b = b }):summarise "n = sum(n)":notes "da",
    { "n: benchmark RAR Østjylland, med Hedensted, 12 kommuner" })
  fails(function()
    benchmark{ of = { "Odder" }, name = "RAR Fyn", own = "Odder", with_own = true }
  end, "the name of another set")
  fails(function() benchmark{ of = "RAR Fyn", own = "Odder", with_own = true } end,
    "Odder is not in RAR Fyn")
end)

test("points_of_different_kinds_of_periods_are_not_compared", function()
  local compare = require "domain.compare"
  fails(function()
    compare.points({ period = period "2019M08", value = 104 },
      { period = period "2020Q3", value = 160 }, "up")
  end, "2019M08 and 2020Q3 are periods of different kinds")
end)

test("match_areas_brings_names_to_one_spelling", function()
  local u = frame{ { "by", { "Århus", "Vesthimmerland", "Uoplyst område" } }, { "n", { 1, 2, 3 } } }
    :match_areas "by"
  equal(u:column "by", { "Aarhus", "Vesthimmerlands", "Uoplyst område" })
  equal(u:column "n", { 1, 2, 3 })
  fails(function() frame{ { "by", { "Hedenstad" } } }:match_areas "by" end, "Hedensted")
end)

-- ---- real answers ----

local ANSWERS = "../shared/data/jobindsats_v3_answers.json"
local AUK01 = "../shared/data/statbank_auk01.csv"

local function on_real(path, claim, fn)
  local file = io.open(path)
  if not file then return check.skip(claim, path .. " is not there") end
  file:close()
  test(claim, fn)
end

on_real(ANSWERS, "summing_activation_as_it_comes_is_refused_and_led_to_the_right_figure", function()
  local a = read(ANSWERS, { table = "results.activation" })
  local sum = "n = sum(`Antal aktiverede`)"
  fails(function() a:group_by "Periode":summarise(sum) end, "'Tilbud i alt' together with",
    [[:filter "Tilbud == 'Tilbud i alt'"]])
  local right = a:filter "Tilbud == 'Tilbud i alt'":group_by "Periode":summarise(sum)
  equal(right:filter "Periode == 2025M05":cell(1, "n"), 22681)
  fails(function() right:summarise "n = sum(n)" end, "counts each person once", "write mean(n)")
  local parts = a:filter "not ends_with(Tilbud, ' i alt')"
  fails(function() parts:group_by "Periode":summarise(sum) end, "2 rows are of the same",
    ":distinct()")
  fails(function() parts:distinct():group_by "Periode":summarise(sum) end,
    "cannot be added over 'Tilbud'")
  local full_time = parts:distinct():group_by "Periode"
    :summarise "n = sum(`Antal fuldtidsaktiverede`)"
  equal(full_time:filter "Periode == 2025M05":cell(1, "n"), 8297) -- Tilbud i alt: 8295
  fails(function() a:filter "Tilbud == 'Tilbud i alt'"
    :summarise "p = mean(`Fuldtidsaktiverede i pct. af arbejdsstyrken`)" end, "is a share")
end)

on_real(AUK01, "the_sets_of_oestjylland_are_told_apart_in_auk01", function()
  local u = read(AUK01):rename "Område = OMRÅDE"
  fails(function() u:group_by "TID":summarise "n = sum(INDHOLD)" end, "'All Denmark' together with")
  fails(function() u:filter "Område == 'Østjylland'" end, "the name of several sets")
  fails(function() u:filter "Område == 'RAR Østjylland'" end, "computed from its municipalities")
  local function at(of, when)
    local b = benchmark{ of = of, own = "Hedensted", with_own = true }
    return u:filter("Område in $b", { b = b }):filter("TID == $t", { t = when })
      :summarise "n = sum(INDHOLD)":cell(1, "n")
  end
  local province = u:filter "Område == 'Province Østjylland' and TID == 2021Q3":cell(1, "INDHOLD")
  equal(math.abs(at("Landsdel Østjylland", "2021Q3") - province) <= 2, true)
  equal(at("RAR Østjylland", "2021Q3") > province, true)
  equal(at("RAR Østjylland", "2019Q3"), 2155) -- the twelve by awk
  equal(at("RAR Østjylland", "2021Q3"), 1310)
  local own = u:filter "Område == 'Hedensted' and TID in (2019Q3, 2021Q3)":arrange "TID"
  equal(own:column "INDHOLD", { 53, 49 })
end)

-- ---- long tables: a column of texts says what each row measures ----

local l = read "tests/cases/guards/lang.csv"
local published = read "data/publicerede_tal.csv"
local PERSONS, FULL = "maaling == 'Antal personer'", "maaling == 'Antal fuldtidspersoner'"

passes("one_measure_of_a_long_table_is_as_a_column_of_its_own", function()
  return l:filter(FULL):group_by "periode, omraade":summarise "n = sum(vaerdi)"
end)
passes("measures_kept_apart_by_a_group_are_each_averaged", function()
  return l:filter "maaling in ('Antal personer', 'Antal fuldtidspersoner')"
    :group_by "omraade, ydelse, maaling":summarise "snit = mean(vaerdi)"
end)
passes("a_long_table_may_be_counted_and_searched_for_its_greatest", function()
  return l:group_by "periode":summarise "n = count(), forskellige = n_distinct(vaerdi)"
end)
passes("a_share_of_two_measures_joined_from_one_long_table", function()
  local a = l:filter(FULL):select "periode, omraade, ydelse, fuldtid = vaerdi"
  local b = l:filter "maaling == 'Arbejdsstyrken'"
    :select "periode, omraade, ydelse, styrke = vaerdi"
  return a:left_join(b, "periode, omraade, ydelse"):mutate "andel = 100 * fuldtid / styrke"
    :group_by "periode, ydelse":summarise "andel = 100 * sum(fuldtid) / sum(styrke)"
end)
passes("a_plain_table_with_a_column_of_texts_is_none", function()
  return frame{ { "hvad", { "æbler", "pærer" } }, { "antal", { 3, 4 } } }:summarise "n = sum(antal)"
end)
passes("an_old_caption_and_a_new_one_are_one_measure", function()
  return frame{ { "periode", { period "2019", period "2020" } },
    { "maaling", { "Antal ydelsesmodtagere", "Antal personer" } }, { "vaerdi", { 10, 12 } } }
    :summarise "snit = mean(vaerdi)"
end)
passes("published_figures_of_one_measure_group_and_area", function()
  return published:filter "maaling == 'Antal aktiverede: Tilbud i alt' and gruppe == 'I alt'"
    :filter "omraade == 'Hedensted' and kind(periode) == 'quarter'"
    :group_by "ydelse":summarise "snit = mean(vaerdi)"
end)

-- A wrong one, whatever it is dressed as.
local function refused(claim, analysis, part)
  test("wrong: " .. claim, function() fails(analysis, part) end)
end

refused("measures_added_after_rename", function()
  return l:rename "n = vaerdi, hvad = maaling":group_by "periode":summarise "n = sum(n)"
end, "figures of several measures")
refused("measures_added_when_the_label_is_dropped", function()
  return l:select "periode, omraade, ydelse, vaerdi":group_by "periode":summarise "n = sum(vaerdi)"
end, "figures of several measures")
refused("measures_added_when_the_label_is_gone_by_a_join", function()
  local v = l:select "periode, omraade, n = vaerdi":filter "omraade == 'Horsens'"
  return frame{ { "omraade", { "Horsens" } } }:left_join(v, "omraade", { many = true })
    :group_by "omraade":summarise "n = sum(n)"
end, "figures of several measures")
refused("measures_added_after_factors", function()
  return l:mutate "tusind = vaerdi / 1000":group_by "periode":summarise "n = sum(tusind)"
end, "figures of several measures")
refused("measures_added_in_a_window", function()
  return l:group_by "omraade, ydelse":mutate "n = cumsum(vaerdi, periode)"
end, "figures of several measures")
refused("measures_of_two_tables_bound_together", function()
  local a = l:filter(PERSONS):select "periode, omraade, ydelse, n = vaerdi"
  local b = l:filter(FULL):select "periode, omraade, ydelse, n = vaerdi"
  return a:bind_rows(b):group_by "periode, ydelse":summarise "n = sum(n)"
end, "figures of several measures")
refused("long_tables_bound_together_keep_what_they_tell", function()
  local a, b = l:filter "omraade == 'Horsens'", read "tests/cases/guards/lang.csv"
  return a:bind_rows(b:filter "omraade ~= 'Horsens'"):group_by "periode":summarise "n = sum(vaerdi)"
end, "figures of several measures")
refused("persons_of_a_long_table_added_over_benefits", function()
  return l:filter(PERSONS):group_by "periode":summarise "n = sum(vaerdi)"
end, "cannot be added over 'ydelse'")
refused("persons_of_a_long_table_added_after_it_was_summarised", function()
  return l:group_by "maaling, omraade, periode, ydelse":summarise "n = max(vaerdi)"
    :filter(PERSONS):group_by "omraade, ydelse":summarise "n = sum(n)"
end, "cannot be added over 'periode'")
refused("shares_of_a_long_table_averaged", function()
  return l:group_by "maaling, periode, ydelse":summarise "n = mean(vaerdi)"
end, "it cannot be averaged")
refused("a_share_of_two_rows_of_a_long_table_averaged", function()
  local a = l:filter(FULL):select "periode, omraade, ydelse, fuldtid = vaerdi"
  local b = l:filter "maaling == 'Arbejdsstyrken'"
    :select "periode, omraade, ydelse, styrke = vaerdi"
  return a:left_join(b, "periode, omraade, ydelse"):mutate "andel = 100 * fuldtid / styrke"
    :group_by "periode, ydelse":summarise "andel = mean(andel)"
end, "it cannot be averaged")
refused("a_total_beside_an_area_and_a_row_that_names_none", function()
  return frame { { "omraade", { "Hedensted", missing, "Hele landet" } }, { "antal", { 3, 4, 5 } } }
    :summarise "n = sum(antal)"
end, "'Hele landet' together with 'Hedensted'")
refused("persons_added_after_floor_and_signs", function()
  return t:filter("Område == 'Hedensted' and " .. PARTS):group_by "Periode"
    :summarise "n = -sum(-floor(`Antal personer`))"
end, "cannot be added over 'Ydelsesgrupper'")
refused("what_is_left_of_shares_averaged", function()
  return t:filter(MUNICIPALITIES .. " and " .. TOTAL):group_by "Periode"
    :summarise "rest = mean(100 - `Fuldtidspersoner i pct. af arbejdsstyrken`)"
end, "it cannot be averaged")
refused("wide_columns_made_of_a_long_table_know_what_they_are", function()
  return l:pivot_wider{ names_from = "maaling", values_from = "vaerdi" }
    :group_by "omraade, periode":summarise "n = sum(`Antal personer`)"
end, "cannot be added over 'ydelse'")

check.finish()
