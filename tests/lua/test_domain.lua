-- Areas, measures, figures, indicators, benchmarks, plans and claims.

local check = dofile "tests/lua/check.lua"
local test, equal, close, fails = check.test, check.equal, check.close, check.fails

local area = require "domain.area"
local benchmark = require "domain.benchmark"
local catalogue = require "domain.catalogue"
local claim = require "domain.claim"
local comparison = require "domain.comparison"
local figures_of = require "domain.figures"
local indicator = require "domain.indicator"
local measure = require "domain.measure"
local native = require "native"
local plan = require "domain.plan"

local published = figures_of.load()

local HEAD = "dokument;sted;omraade;ydelse;gruppe;maaling;periode;vaerdi;enhed\n"

-- Figures made of lines "sted;ydelse;gruppe;maaling;periode;vaerdi;enhed".
local function made(lines)
  local name = os.tmpname()
  local file = assert(io.open(name, "w"))
  file:write(HEAD)
  for _, line in ipairs(lines) do
    local sted, rest = line:match "^([^;]*);(.*)$"
    file:write(("Dokument;%s;Hedensted;%s\n"):format(sted, rest))
  end
  file:close()
  local figures = figures_of.load(name)
  os.remove(name)
  return figures
end

local function names(areas)
  local list = {}
  for i, one in ipairs(areas) do list[i] = one.name end
  table.sort(list, function(a, b) return native.collate(a, b) < 0 end)
  return list
end

-- ---- areas ----

test("rar_oestjylland_is_its_twelve_municipalities", function()
  equal(names(area.members "RAR Østjylland"), { "Favrskov", "Hedensted", "Horsens", "Norddjurs",
    "Odder", "Randers", "Samsø", "Silkeborg", "Skanderborg", "Syddjurs", "Viborg", "Aarhus" })
end)

test("the_country_has_ninety_eight_municipalities_and_none_twice", function()
  local seen = {}
  local members = area.members "Hele landet"
  equal(#members, 98)
  for _, one in ipairs(members) do
    equal(seen[one.code], nil, one.name)
    seen[one.code] = true
    equal(one.type, "kommune")
    equal(#one.code, 4)
  end
end)

test("an_area_is_found_by_an_alias_and_with_blanks_around_it", function()
  equal(area.find(" Hedensted Kommune ").name, "Hedensted")
  equal(area.find("Århus").name, "Aarhus")
  equal(area.find("RAR  Østjylland").type, "rar")
  equal(area.find("Hele landet").type, "land")
end)

test("the_code_of_an_area_keeps_its_leading_nought", function()
  equal(area.find("Hedensted").code, "0766")
end)

test("a_municipality_holds_itself", function()
  equal(names(area.members "Hedensted"), { "Hedensted" })
end)

test("an_unknown_area_names_the_nearest", function()
  fails(function() area.find "Hedenstad" end, "no area is called 'Hedenstad'", "Hedensted")
end)

-- ---- measures ----

test("a_measure_is_found_by_caption_alias_and_whatever_its_blanks", function()
  equal(measure.find("Antal personer").id, "antal_personer")
  equal(measure.find("  Antal   ydelsesmodtagere ").id, "antal_personer")
end)

test("an_unknown_measure_names_the_nearest", function()
  fails(function() measure.find "Antal persnoer" end, "Antal persnoer", "Antal personer")
end)

test("every_published_figure_is_of_a_known_area_and_measure_and_in_its_unit", function()
  for row in published.frame:distinct("omraade, maaling, enhed"):rows() do
    area.find(row.omraade)
    equal(measure.find(row.maaling).unit, row.enhed, row.maaling)
  end
end)

test("every_ratio_of_the_catalogue_names_measures_of_the_catalogue", function()
  for _, one in ipairs(measure.list()) do
    for _, key in ipairs { "numerator", "denominator", "weight" } do
      assert(not one[key] or measure.by_id(one[key]), one.id .. "." .. key)
    end
    assert(one.direction == "up" or one.direction == "down" or one.direction == "neutral", one.id)
  end
end)

-- ---- figures ----

test("one_figure_is_found_by_its_keys", function()
  local found = published:one { omraade = "Hedensted", ydelse = "Ressourceforløb",
    gruppe = "I alt", maaling = "Antal personer", periode = "2019Q3" }
  equal(found.value, 183.0)
  equal(tostring(found.period), "3. kvt. 2019")
end)

test("a_figure_printed_twice_must_be_told_apart_by_its_place", function()
  fails(function()
    published:one { ydelse = "Uddannelseshjælp", gruppe = "I alt",
      maaling = "Andel personer med ordinære timer", periode = "2019Q2" }
  end, "2 figures match", "sted")
end)

test("no_figure_says_what_was_looked_for", function()
  fails(function() published:one { ydelse = "Dagpenge", periode = "2019Q2" } end,
    "0 figures match", "Dagpenge", "2. kvt. 2019")
end)

test("a_hidden_figure_has_a_reason_and_no_value", function()
  local found = published:one { ydelse = "Uddannelseshjælp", periode = "2019Q3",
    maaling = "Antal aktiverede: Nytteindsats i alt" }
  equal(found.value, nil)
  equal(found.reason, "suppressed")
end)

test("the_latest_day_is_the_end_of_the_latest_period", function()
  equal(published:latest_day():id(), "2021-09-30")
end)

-- ---- indicators ----

local practice = { omraade = "Hedensted", ydelse = "Ressourceforløb", gruppe = "I alt",
  numerator = { maaling = "Antal aktiverede: Virksomhedspraktik i alt" },
  denominator = { maaling = "Antal personer" } }

test("a_share_is_recomputed_from_counts_at_full_precision", function()
  local points = indicator.series(published, practice)
  equal(#points, 2)
  close(points[1].value, 100 * 56 / 183, 1e-12)
  close(points[2].value, 100 * 46 / 166, 1e-12)
  equal({ points[2].numerator, points[2].denominator }, { 46.0, 166.0 })
end)

test("a_series_ends_at_the_day", function()
  local points = indicator.series(published, practice, native.period "2021-09-29")
  equal(#points, 1)
  equal(points[1].period:id(), "2019Q3")
end)

test("a_sum_needs_all_its_parts", function()
  local one = { omraade = "Hedensted", ydelse = "Alle", sum_of = {
    { gruppe = "A", maaling = "Deltagere i Rum til os" },
    { gruppe = "B", maaling = "Deltagere i Rum til os" } } }
  local figures = made { "s;Alle;A;Deltagere i Rum til os;2019;8;personer",
    "s;Alle;B;Deltagere i Rum til os;2019;3;personer",
    "s;Alle;A;Deltagere i Rum til os;2020;9;personer" }
  local points = indicator.series(figures, one)
  equal(#points, 1)
  equal({ points[1].period:id(), points[1].value }, { "2019", 11 })
end)

test("a_sum_with_a_hidden_part_is_a_lower_bound", function()
  local one = { omraade = "Hedensted", ydelse = "Alle", sum_of = {
    { gruppe = "A", maaling = "Deltagere i Rum til os" },
    { gruppe = "B", maaling = "Deltagere i Rum til os" } } }
  local points = indicator.series(made { "s;Alle;A;Deltagere i Rum til os;2019;8;personer",
    "s;Alle;B;Deltagere i Rum til os;2019;.;personer" }, one)
  equal({ points[1].value, points[1].mark }, { 8, "at_least" })
end)

test("an_indicator_refuses_a_figure_printed_with_two_values", function()
  fails(function()
    indicator.series(published, { omraade = "Hedensted", ydelse = "Uddannelseshjælp",
      gruppe = "I alt", maaling = "Andel personer med ordinære timer" })
  end, "different values", "2. kvt. 2019", "sted")
end)

-- ---- comparisons and benchmarks ----

local compared = {}
for _, set in ipairs(comparison.sets(published)) do
  for _, one in ipairs(set.list) do compared[one.definition.id] = one end
end

test("the_published_comparisons_have_the_words_of_the_committee", function()
  for id, word in pairs {
    andel_praktik_uddannelseshjaelp = "på niveau", andel_praktik_kontanthjaelp = "over niveau",
    andel_praktik_ressourceforloeb = "næsten på niveau",
    andel_praktik_jobafklaring = "næsten på niveau", loentimer_uddannelseshjaelp = "over niveau",
    loentimer_ressourceforloeb = "under niveau", loentimer_kontanthjaelp = "under niveau",
    personer_uddannelseshjaelp = "under niveau", personer_jobafklaring = "under niveau",
    aktiverede_nytteindsats_uddannelseshjaelp = "kan ikke afgøres",
    aktiverede_loentilskud_uddannelseshjaelp = "kan ikke afgøres",
  } do
    equal((compared[id] or error("no comparison " .. id)).word, word, id)
  end
end)

test("activation_of_the_young_rose_from_63_to_74_per_cent", function()
  local found = compared.andel_tilbud_uddannelseshjaelp
  equal(native.format_number(found.before.value, 0), "63")
  equal(native.format_number(found.after.value, 0), "74")
  equal(found.crosses_zero, false)
end)

test("unemployment_rose_by_67_7_per_cent", function()
  equal(native.format_number(compared.ledighed_antal.percent, 1), "67,7")
end)

test("a_comparison_whose_later_figure_is_not_seen_yet_is_left_out", function()
  for _, set in ipairs(comparison.sets(published, native.period "2021-06-30")) do
    for _, one in ipairs(set.list) do
      assert(one.after.period.last_day <= native.period "2021-06-30", one.definition.id)
    end
  end
end)

test("the_benchmark_sets_hedensted_beside_the_rar_and_the_country", function()
  local list = benchmark.all(published, "Hedensted")
  equal(#list, 2)
  local first = list[1]
  equal({ first.ydelse, first.own }, { "Kontanthjælp", 19.3 })
  equal({ first.others[1].area.name, first.others[1].value }, { "RAR Østjylland", 8.9 })
  equal({ first.others[2].area.name, first.others[2].value }, { "Hele landet", 8.5 })
  close(first.others[1].difference, 10.4)
  close(first.others[2].ratio, 19.3 / 8.5)
end)

test("a_benchmark_is_seen_from_the_last_day_of_its_period", function()
  equal(#benchmark.all(published, "Hedensted", native.period "2019-03-31"), 2)
  equal(#benchmark.all(published, "Hedensted", native.period "2019-03-30"), 0)
end)

test("a_benchmark_of_a_figure_with_two_values_is_refused", function()
  local name = os.tmpname()
  local file = assert(io.open(name, "w"))
  file:write(HEAD, "D;a;Hedensted;Kontanthjælp;I alt;Antal personer;2019M03;10;personer\n",
    "D;b;Hedensted;Kontanthjælp;I alt;Antal personer;2019M03;11;personer\n",
    "D;a;Hele landet;Kontanthjælp;I alt;Antal personer;2019M03;99;personer\n")
  file:close()
  local figures = figures_of.load(name)
  os.remove(name)
  fails(function() benchmark.all(figures, "Hedensted") end, "different values", "Hedensted")
end)

test("figures_are_found_by_known_keys_only", function()
  fails(function() published:matching { ydlse = "Kontanthjælp" } end, "ydlse",
    "did you mean 'ydelse'?")
end)

test("parts_of_a_sum_are_added_as_decimals", function()
  local figures = made { "a;Alle;I alt;Andel af nyledige;2019;0,3;pct.",
    "a;Alle;Under 30 år;Andel af nyledige;2019;0,1;pct.",
    "a;Alle;Over 30 år;Andel af nyledige;2019;0,2;pct." }
  local function row(gruppe)
    return { omraade = "Hedensted", ydelse = "Alle", gruppe = gruppe,
      maaling = "Andel af nyledige", periode = "2019" }
  end
  equal(claim.check(figures, { id = "x", text = "", kind = "sum", decimals = 1, unit = "pct.",
    total = row "I alt", parts = { row "Under 30 år", row "Over 30 år" } }).word, "stemmer")
end)

test("growth_from_nought_cannot_be_recomputed", function()
  local figures = made { "a;Alle;I alt;Antal ledige fuldtidspersoner;2019M05;0;fuldtidspersoner",
    "a;Alle;I alt;Antal ledige fuldtidspersoner;2020M05;9;fuldtidspersoner",
    "a;Alle;I alt;Ledige fuldtidspersoner i pct. af arbejdsstyrken;2019M05;0,5;pct.",
    "a;Alle;I alt;Ledige fuldtidspersoner i pct. af arbejdsstyrken;2020M05;0,9;pct." }
  equal(#claim.contradictions(figures), 0)
end)

-- ---- plans ----

test("every_plan_is_loaded_in_the_order_of_the_file_names", function()
  local ids = {}
  for i, one in ipairs(plan.all(published)) do ids[i] = one.id end
  local sorted = { table.unpack(ids) }
  table.sort(sorted)
  equal(ids, sorted)
  equal(#ids, 12)
end)

-- What the program says of the plans when one line of the data is changed.
local function with_change(file, from, to)
  local folder = os.tmpname()
  os.remove(folder)
  assert(os.execute(("cp -R '%s' '%s'"):format(catalogue.folder(), folder)))
  local path = folder .. "/" .. file
  local handle = assert(io.open(path))
  local text = handle:read "a"
  handle:close()
  local start, stop = text:find(from, 1, true)
  assert(start, "the text to change is not there: " .. from)
  handle = assert(io.open(path, "w"))
  handle:write(text:sub(1, start - 1), to, text:sub(stop + 1))
  handle:close()
  local code = [[local figures = require("domain.figures").load()
    require("domain.plan").all(figures)
    require("domain.comparison").sets(figures)
    require("domain.claim").all()]]
  local run = assert(io.popen(("INDSATS_DATA='%s' '%s' -e '%s' 2>&1"):format(folder,
    os.getenv "INDSATS" or "build/indsats", code)))
  local said = run:read "a"
  run:close()
  os.execute(("rm -rf '%s'"):format(folder))
  return said
end

local function says(said, ...)
  for _, text in ipairs { ... } do
    if not said:find(text, 1, true) then
      error(("it does not say %q:\n%s"):format(text, said), 2)
    end
  end
end

test("an_unknown_field_of_a_goal_names_file_goal_and_the_nearest_field", function()
  says(with_change("planer/projekt_jobparate.lua", 'deadline = "2020-12-31"',
    'deadlin = "2020-12-31"'), "data/planer/projekt_jobparate.lua", "jobparate_faerre_20",
    "'deadlin'", "deadline")
end)

test("a_wrong_date_names_the_goal_and_the_field", function()
  says(with_change("planer/projekt_jobparate.lua", 'deadline = "2020-12-31"',
    'deadline = "2020-13-31"'), "jobparate_faerre_20", "deadline", "2020-13-31")
end)

test("a_goal_without_text_is_refused", function()
  says(with_change("planer/projekt_jobparate.lua", 'text = "42% har lønnede timer."',
    'note = "x"'), "jobparate_loennede_timer_42", "text")
end)

test("a_target_of_two_kinds_is_refused", function()
  says(with_change("planer/projekt_jobparate.lua", "{ at_least = 42 }",
    "{ at_least = 42, at_most = 50 }"), "jobparate_loennede_timer_42", "exactly one")
end)

test("an_id_used_twice_names_both_places", function()
  says(with_change("planer/projekt_jobparate.lua", 'id = "jobparate_loennede_timer_42"',
    'id = "jobparate_faerre_20"'), "jobparate_faerre_20", "stands in")
end)

test("an_indicator_of_an_unknown_measure_names_the_goal_and_the_nearest", function()
  says(with_change("planer/projekt_uddannelsesambassadoerer.lua",
    'maaling = "Uddannelsesløft i gang"', 'maaling = "Uddannelsesløft igang"'),
    "projekt_uddannelsesambassadoerer.lua", "uddannelsesambassadoer_uddannelsesloeft_15",
    "Uddannelsesløft i gang")
end)

test("an_indicator_of_an_unknown_area_names_the_goal_and_the_nearest", function()
  says(with_change("planer/fokusliste_2019.lua", 'omraade = "Hedensted"',
    'omraade = "Hedensteed"'), "fokusliste_2019.lua", "fokus19", "Hedensted")
end)

test("an_indicator_that_finds_no_figure_is_refused_and_not_called_no_data", function()
  says(with_change("planer/projekt_uddannelsesambassadoerer.lua", 'ydelse = "Alle"',
    'ydelse = "Ale"'), "uddannelsesambassadoer_uddannelsesloeft_15, indicators 1",
    "no figure is published: Ale, I alt, Uddannelsesløft i gang", "'Alle'")
end)

test("a_misspelt_field_of_a_claim_a_comparison_or_a_measure_is_refused", function()
  says(with_change("paastande.lua", "as_printed = ", "as_prnted = "), "data/paastande.lua",
    "'as_prnted'", "as_printed")
  says(with_change("sammenligninger.lua", "maaling = maaling, num", "maling = maaling, num"),
    "data/sammenligninger.lua", "'maling'", "maaling")
  says(with_change("maalinger.lua", "unique_persons = true", "unique_person = true"),
    "data/maalinger.lua, antal_personer", "'unique_person'", "unique_persons")
  says(with_change("planer/anbefalinger_2021.lua", "or_higher = true", "or_hihger = true"),
    "'or_hihger'", "or_higher")
end)

test("a_caption_or_an_area_of_two_is_refused", function()
  says(with_change("maalinger.lua", '"Antal ydelsesmodtagere"', '"Antal fuldtidspersoner"'),
    "the caption 'Antal fuldtidspersoner' stands for")
  says(with_change("omraader.csv", "Copenhagen", "Ballerup"), "'Ballerup' stands for")
end)

test("a_measure_of_an_unknown_kind_is_refused", function()
  says(with_change("maalinger.lua", 'kind = "stock"', 'kind = "stok"'), "kind is 'stok'", "stock")
end)

-- ---- claims ----

local checked, words = {}, {}
for _, one in ipairs(claim.check_all(published)) do
  checked[one.claim.id] = one
  words[one.word] = (words[one.word] or 0) + 1
end

test("exactly_two_claims_do_not_hold", function()
  equal(words["afviger"], 2)
  equal(checked.ledighed_procent_mod_antal.word, "afviger")
  equal(checked.ens_loennede_timer_2019q2.word, "afviger")
end)

test("a_claim_that_does_not_hold_tells_by_how_much", function()
  says(checked.ens_loennede_timer_2019q2.reason, "6,7", "6,4", "0,3")
  says(checked.ledighed_procent_mod_antal.reason, "+67,7 pct.", "+85,7 pct.", "3,5", "3,9")
end)

test("the_printed_shares_are_those_of_the_counts", function()
  for id, value in pairs {
    andel_praktik_uddannelseshjaelp_2019q3 = 100 * 59 / 283,
    andel_praktik_kontanthjaelp_2021q3 = 100 * 36 / 165,
    andel_praktik_ressourceforloeb_2019q3 = 100 * 56 / 183,
    andel_unge_i_tilbud_2021q3 = 100 * 203 / 276, ledighed_stigning_67 = 100 * (899 - 536) / 536,
  } do
    local found = checked[id] or error("no claim " .. id)
    equal(found.word, "stemmer", id)
    close(found.recomputed, value, 1e-12)
  end
end)

test("what_no_figures_are_published_for_cannot_be_recomputed_and_says_why", function()
  for _, id in ipairs { "ledighed_siden_2014", "unge_andel_af_nyledige" } do
    equal(checked[id].word, "kan ikke efterregnes")
    equal(checked[id].recomputed, nil)
    assert(#checked[id].reason > 20, id)
  end
end)

test("a_share_printed_wrong_by_one_in_the_last_decimal_differs", function()
  local row = { ydelse = "Uddannelseshjælp", gruppe = "I alt", periode = "2019Q3" }
  local function part(maaling)
    return { ydelse = row.ydelse, gruppe = row.gruppe, periode = row.periode, maaling = maaling }
  end
  local figures = made {
    "s;Uddannelseshjælp;I alt;Antal aktiverede: Tilbud i alt;2019Q3;59;personer",
    "s;Uddannelseshjælp;I alt;Antal personer;2019Q3;283;personer" }
  local one = { id = "x", kind = "share", published = 20.7, decimals = 1, unit = "pct.",
    numerator = part "Antal aktiverede: Tilbud i alt", denominator = part "Antal personer" }
  local found = claim.check(figures, one)
  equal(found.word, "afviger")
  says(found.reason, "20,8", "20,7", "0,1")
  one.published = 20.8
  equal(claim.check(figures, one).word, "stemmer")
end)

test("a_share_of_a_hidden_count_cannot_be_recomputed", function()
  local figures = made { "s;Kontanthjælp;I alt;Antal aktiverede: Tilbud i alt;2019Q3;.;personer",
    "s;Kontanthjælp;I alt;Antal personer;2019Q3;283;personer" }
  local one = { id = "x", kind = "share", published = 20.8, decimals = 1, unit = "pct.",
    numerator = { maaling = "Antal aktiverede: Tilbud i alt" },
    denominator = { maaling = "Antal personer" } }
  equal(claim.check(figures, one).word, "kan ikke efterregnes")
end)

test("a_word_of_a_hidden_figure_cannot_be_recomputed", function()
  local figures = made { "s;Kontanthjælp;I alt;Antal personer;2019Q3;.;personer",
    "s;Kontanthjælp;I alt;Antal personer;2021Q3;283;personer" }
  local one = { id = "x", kind = "word", word = "over niveau", as_printed = "over",
    direction = "up",
    before = { periode = "2019Q3" }, after = { periode = "2021Q3" } }
  equal(claim.check(figures, one).word, "kan ikke efterregnes")
  one.before, one.after = one.after, one.before
  equal(claim.check(figures, one).word, "kan ikke efterregnes")
end)

test("a_word_that_the_figures_do_not_bear_out_differs", function()
  local figures = made { "s;Kontanthjælp;I alt;Antal personer;2019Q3;200;personer",
    "s;Kontanthjælp;I alt;Antal personer;2021Q3;190;personer" }
  local one = { id = "x", kind = "word", word = "over niveau", as_printed = "over",
    direction = "up",
    before = { ydelse = "Kontanthjælp", periode = "2019Q3" },
    after = { ydelse = "Kontanthjælp", periode = "2021Q3" } }
  local found = claim.check(figures, one)
  equal(found.word, "afviger")
  says(found.reason, "Kontanthjælp: fra 200 til 190 er -5,0 pct.: næsten på niveau", "»over«")
  one.word, one.at_least = "næsten på niveau", true
  equal(claim.check(figures, one).word, "stemmer")
end)

test("parts_that_do_not_make_their_total_differ", function()
  local figures = made { "s;Alle;I alt;Deltagere i Rum til os;2019;32;personer",
    "s;Alle;A;Deltagere i Rum til os;2019;20;personer",
    "s;Alle;B;Deltagere i Rum til os;2019;13;personer" }
  local one = { id = "x", kind = "sum", total = { gruppe = "I alt" },
    parts = { { gruppe = "A" }, { gruppe = "B" } }, unit = "personer", decimals = 0 }
  local found = claim.check(figures, one)
  equal(found.word, "afviger")
  says(found.reason, "20 + 13 = 33", "32")
  one.rest = "Resten er syge."
  equal(claim.check(figures, one).word, "afviger")
end)

test("claims_and_contradictions_of_later_figures_are_not_seen", function()
  local day = native.period "2020-06-30"
  for _, one in ipairs(claim.check_all(published, day)) do
    assert(not one.claim.id:find "2021q3", one.claim.id)
  end
  equal(#claim.check_all(published, day) < #claim.all(), true)
  local seen = claim.contradictions(published:until_day(native.period "2019-12-31"))
  equal(#seen, 1)
  equal(seen[1].kind, "same_figure")
end)

-- ---- contradictions that nobody listed ----

test("the_documents_contradict_themselves_in_two_places", function()
  local found = claim.contradictions(published)
  equal(#found, 2)
  equal({ found[1].kind, found[2].kind }, { "same_figure", "rate_against_count" })
  says(found[1].reason, "6,7", "6,4")
  says(found[2].reason, "536", "899", "2,1", "3,9")
end)

test("one_figure_printed_with_two_values_is_found", function()
  local found = claim.conflicts(made {
    "tabel;Kontanthjælp;I alt;Antal personer;2019Q3;187;personer",
    "tekst;Kontanthjælp;I alt;Antal personer;2019Q3;178;personer",
    "tabel;Kontanthjælp;I alt;Antal personer;2021Q3;165;personer" })
  equal(#found, 1)
  says(found[1].reason, "187 (Dokument, tabel)", "178 (Dokument, tekst)")
end)

test("one_figure_printed_with_fewer_decimals_is_no_contradiction", function()
  equal(#claim.conflicts(made {
    "tabel;Kontanthjælp;I alt;Andel i virksomhedspraktik;2019Q3;30,6;pct.",
    "tekst;Kontanthjælp;I alt;Andel i virksomhedspraktik;2019Q3;31;pct." }), 0)
  equal(#claim.conflicts(made {
    "tabel;Kontanthjælp;I alt;Andel i virksomhedspraktik;2019Q3;30,6;pct.",
    "tekst;Kontanthjælp;I alt;Andel i virksomhedspraktik;2019Q3;30;pct." }), 1)
end)

test("the_same_figure_of_another_group_or_period_is_no_contradiction", function()
  equal(#claim.conflicts(made {
    "tabel;Kontanthjælp;I alt;Antal personer;2019Q3;187;personer",
    "tekst;Kontanthjælp;Aktivitetsparate;Antal personer;2019Q3;178;personer",
    "tekst;Kontanthjælp;I alt;Antal personer;2019M09;100;personer" }), 0)
end)

local function rates(before, after, count_before, count_after)
  local rate = "Ledige fuldtidspersoner i pct. af arbejdsstyrken"
  local count = "Antal ledige fuldtidspersoner"
  return #claim.rate_conflicts(made {
    ("s;Alle;I alt;%s;2019M05;%s;pct."):format(rate, before),
    ("s;Alle;I alt;%s;2020M05;%s;pct."):format(rate, after),
    ("s;Alle;I alt;%s;2019M05;%d;fuldtidspersoner"):format(count, count_before),
    ("s;Alle;I alt;%s;2020M05;%d;fuldtidspersoner"):format(count, count_after) })
end

test("a_rate_that_grows_otherwise_than_its_count_is_found", function()
  equal(rates("2,1", "3,9", 536, 899), 1)
end)

test("a_rate_that_grows_as_its_count_within_rounding_is_no_contradiction", function()
  equal(rates("2,1", "3,5", 536, 899), 0)
  equal(rates("2,1", "3,6", 536, 899), 0)
end)

check.test("a_benchmark_of_an_indicator_is_the_latest", function()
  local persons, list = require("domain.measure").find "Antal personer", {}
  for i, id in ipairs { "2019M01", "2020M01", "2019M06" } do
    list[i] = { measure = persons, ydelse = "a", gruppe = "b", period = period(id) }
  end
  local found = require("domain.benchmark").of_indicator(list, { maaling = "Antal personer",
    ydelse = "a", gruppe = "b" })
  check.equal(found.period:id(), "2020M01")
end)

-- A plan of one goal, with a direction and a target.
local function aimed(direction, target)
  return plan.of({ id = "p", title = "P", document = "D", goals = { { id = "g", text = "T",
    source = "s", direction = direction, target = target, unit = "personer", baseline = "2019Q3",
    indicators = { { caption = "C", ydelse = "Ressourceforløb", gruppe = "I alt",
      maaling = "Antal personer", unit = "personer" } } } } }, "Vejle")
end

test("a_target_against_its_direction_is_refused", function()
  fails(function() aimed("down", { change_percent = 5 }) end,
    "it is to fall, and change_percent = 5 is a rise", "write change_percent = -5")
  fails(function() aimed("up", { change_points = -2.5 }) end,
    "it is to rise, and change_points = -2.5 is a fall", "write change_points = 2.5")
  fails(function() aimed("down", { at_least = 25 }) end, "the target is at_least", "write at_most")
  fails(function() aimed("up", { at_most = 25 }) end, "the target is at_most", "write at_least")
  for _, right in ipairs { { "down", { change_percent = -5 } }, { "up", { change_points = 3 } },
      { "up", { at_least = 25 } }, { "down", { at_most = 25 } } } do
    equal(#aimed(right[1], right[2]).goals, 1)
  end
end)

check.finish()
