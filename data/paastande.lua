-- The claims of the documents, to be recomputed from the other published
-- figures. A claim says what was printed and which rows of publicerede_tal.csv
-- it must follow from; whether it does is for the program to find out.
--
-- Every claim has
--   id         unique, ASCII
--   text       as printed
--   document, source
--              the document and the place in it
--   kind       below
--   note       what to know before one calls it wrong (may be missing)
--
-- A row is { omraade, ydelse, gruppe, maaling, periode }, with `sted` where the
-- figure is printed in several places: each reference is exactly one row. A
-- share is { numerator = row, denominator = row } and may stand where a row may.
--
-- kind = "share"               100 * numerator / denominator, rounded to
--                              `decimals`, is `published`
-- kind = "change_percent"      100 * (after / before - 1), rounded to
--                              `decimals`, is `published`
-- kind = "same_figure"         the rows in `places` are one figure: rounded to
--                              `decimals` they are equal
-- kind = "sum"                 the rows in `parts` add up to the row `total`;
--                              `rest` is the text of a part that is printed
--                              without a number: then they are at most the total
-- kind = "rate_against_count"  a rate is a count over a base. From rate.before to
--                              rate.after and from count.before to count.after
--                              must be the same growth, within the rounding of
--                              the rates (`decimals`), unless the base changed
-- kind = "word"                `word` is what the committee's words (politik.lua)
--                              make of before and after, on a measure that should
--                              go `direction`; `as_printed` is the word printed.
--                              One more word is used here: "øget", after > before
-- kind = "not_recomputable"    `why`; `reason` says it to the reader, in Danish
--
-- share and change_percent also have `figure`, the row that holds the published
-- figure itself, and `published`, `decimals` and `unit`.

local plan = "Beskæftigelsesplan 2021"
local agenda = "UFB, dagsorden, juni 2019"
local follow_up = "Opfølgning på otte anbefalinger, efterår 2021"

local table_1 = "anbefaling 1, tabel: "
local activation = table_1 .. "Aktiveringsniveau før Covid-19 og seneste kvartal"
local status_1 = "anbefaling 1, status"
local status_2 = "anbefaling 2, status"

local persons = "Antal personer"
local offers = "Antal aktiverede: Tilbud i alt"
local guidance = "Antal aktiverede: Vejledning og opkvalificering i alt"
local practice = "Antal aktiverede: Virksomhedspraktik i alt"
local practice_share = "Andel i virksomhedspraktik"
local hours = "Andel personer med ordinære timer"
local touched = "Andel aktiveringsberørte"
local unemployed = "Antal ledige fuldtidspersoner"
local unemployed_rate = "Ledige fuldtidspersoner i pct. af arbejdsstyrken"

-- A benefit with the group that the documents follow, the name it has in an id,
-- and the table of its persons.
local young = { "Uddannelseshjælp", "I alt", "uddannelseshjaelp",
                table_1 .. "Uddannelseshjælp, antal ydelsesmodtagere" }
local ready = { "Kontanthjælp", "Aktivitetsparate", "kontanthjaelp",
                table_1 .. "Aktivitetsparate kontanthjælp, antal personer på ydelsen" }
local resource = { "Ressourceforløb", "I alt", "ressourceforloeb",
                   table_1 .. "Ressourceforløb, antal personer" }
local clarify = { "Jobafklaringsforløb", "I alt", "jobafklaring",
                  table_1 .. "Jobafklaring, antal personer" }

local function row(group, maaling, periode, sted)
  return { omraade = "Hedensted", ydelse = group[1], gruppe = group[2], maaling = maaling,
           periode = periode, sted = sted }
end

-- The counts for uddannelseshjælp are printed twice; the table of
-- recommendation 1, which has all the benefits, is read.
local function share(group, numerator, periode)
  return { numerator = row(group, numerator, periode, activation),
           denominator = row(group, persons, periode) }
end

local function printed_shares(list)
  local function add(group, periode, published, decimals, as_printed)
    local parts = share(group, practice, periode)
    list[#list + 1] = {
      id = "andel_praktik_" .. group[3] .. "_" .. periode:lower(),
      text = "Andel i virksomhedspraktik " .. as_printed,
      document = follow_up, source = group[4], kind = "share",
      published = published, decimals = decimals, unit = "pct.",
      figure = row(group, practice_share, periode, group[4]),
      numerator = parts.numerator, denominator = parts.denominator,
    }
  end
  add(young, "2019Q3", 21, 0, "21 pct.")
  add(young, "2021Q3", 21, 0, "21 pct.")
  add(ready, "2019Q3", 19, 0, "19 pct.")
  add(ready, "2021Q3", 22, 0, "22 pct.")
  add(resource, "2019Q3", 30.6, 1, "30,6 pct.")
  add(resource, "2021Q3", 27.7, 1, "27,7 pct.")
  add(clarify, "2019Q3", 30, 0, "30 pct")
  add(clarify, "2021Q3", 27, 0, "27 pct.")
end

local function young_in_offers(list)
  local text = "Andelen af unge i aktiveringstilbud i alt er vokset fra 63 pct. til 74 pct."
  local maaling = "Andel aktiverede: Tilbud i alt"
  local function add(periode, published)
    local parts = share(young, offers, periode)
    list[#list + 1] = {
      id = "andel_unge_i_tilbud_" .. periode:lower(), text = text,
      document = follow_up, source = status_2, kind = "share",
      published = published, decimals = 0, unit = "pct.",
      figure = row(young, maaling, periode),
      numerator = parts.numerator, denominator = parts.denominator,
    }
  end
  add("2019Q3", 63)
  add("2021Q3", 74)
  list[#list + 1] = {
    id = "unge_i_tilbud_vokset", text = text,
    document = follow_up, source = status_2, kind = "word",
    word = "øget", as_printed = "vokset", direction = "up",
    before = share(young, offers, "2019Q3"), after = share(young, offers, "2021Q3"),
  }
end

local function same_figures(list)
  local function add(id, text, document, source, decimals, places)
    list[#list + 1] = { id = id, text = text, document = document, source = source,
                        kind = "same_figure", decimals = decimals, places = places }
  end

  local second = "anbefaling 2, tabel: Uddannelseshjælp i alt"
  local function both(id, maaling, periode, text)
    add(id .. "_" .. periode:lower(), text, follow_up, second, 0,
        { row(young, maaling, periode, activation), row(young, maaling, periode, second) })
  end
  both("ens_tilbud_i_alt", offers, "2019Q3", "Tilbud i alt 177")
  both("ens_tilbud_i_alt", offers, "2021Q3", "Tilbud i alt 203")
  both("ens_vejledning", guidance, "2019Q3", "Vejledning og opkvalificering i alt 140")
  both("ens_vejledning", guidance, "2021Q3", "Vejledning og opkvalificering i alt 171")
  both("ens_virksomhedspraktik", practice, "2019Q3", "Virksomhedspraktik i alt 59")
  both("ens_virksomhedspraktik", practice, "2021Q3", "Virksomhedspraktik i alt 58")

  local printed = table_1 .. "Andel personer med ordinære løntimer"
  local risen = "anbefaling 2, status: lønnede timer er steget"
  local text = "Andel i lønnede timer er steget fra 6,4 pct. til 10 pct. (jf. forrige side)"
  add("ens_loennede_timer_2019q2", text, follow_up, status_2, 1,
      { row(young, hours, "2019Q2", printed), row(young, hours, "2019Q2", risen) })
  add("ens_loennede_timer_2021q2", text, follow_up, status_2, 0,
      { row(young, hours, "2021Q2", printed), row(young, hours, "2021Q2", risen),
        row(young, hours, "2021Q2", "anbefaling 2, status: lønnede timer 2. kvt. 21") })

  local level = "anbefaling 2, status: virksomhedspraktik, samme niveau som før Covid-19"
  text = "Andel i virksomhedspraktik har samme niveau som før Covid-19, 21 pct."
  add("ens_andel_praktik_2019q3", text, follow_up, status_2, 0,
      { row(young, practice_share, "2019Q3", young[4]),
        row(young, practice_share, "2019Q3", level) })
  add("ens_andel_praktik_2021q3", text, follow_up, status_2, 0,
      { row(young, practice_share, "2021Q3", young[4]),
        row(young, practice_share, "2021Q3", "anbefaling 2, status: virksomhedspraktik 3. kvt. 21"),
        row(young, practice_share, "2021Q3", level) })
end

local function words(list)
  local function add(id, text, source, word, as_printed, direction, before, after, note)
    list[#list + 1] = {
      id = id, text = text, document = follow_up, source = source, kind = "word",
      word = word, as_printed = as_printed, direction = direction,
      at_least = word == "næsten på niveau" or nil,
      before = before, after = after, note = note,
    }
  end

  local text = "Andele af ydelsesmodtagere i virksomhedspraktik svarer næsten til perioden før \z
    Covid-19, for uddannelseshjælp er niveauet lig før covid-19."
  local function in_practice(group, word, as_printed, note)
    add("ord_praktik_" .. group[3], text, status_1, word, as_printed, "up",
        share(group, practice, "2019Q3"), share(group, practice, "2021Q3"), note)
  end
  in_practice(young, "på niveau", "lig")
  in_practice(ready, "næsten på niveau", "svarer næsten til",
              "The sentence is of all the benefits but uddannelseshjælp together; here the share \z
                rose, which bears out that it is at least nearly at the level.")
  in_practice(resource, "næsten på niveau", "svarer næsten til")
  in_practice(clarify, "næsten på niveau", "svarer næsten til")

  text = "Andele med ordinære løntimer er for modtagere af uddannelseshjælp over niveau fra før \z
    Covid-19. Ressourceforløb og Aktivitetsparate kontanthjælp ligger fortsat under niveauet før \z
    pandemien."
  local printed = table_1 .. "Andel personer med ordinære løntimer"
  local function paid(group, word, as_printed)
    add("ord_loentimer_" .. group[3], text, status_1, word, as_printed, "up",
        row(group, hours, "2019Q2", printed), row(group, hours, "2021Q2", printed))
  end
  paid(young, "over niveau", "over niveau")
  paid(resource, "under niveau", "under niveauet")
  paid(ready, "under niveau", "under niveauet")

  text = "Antal ydelsesmodtagere er under niveauet før Covid-19"
  local function recipients(group)
    add("ord_antal_" .. group[3], text, status_1, "under niveau", "under niveauet", "down",
        row(group, persons, "2019Q3"), row(group, persons, "2021Q3"))
  end
  recipients(young)
  recipients(ready)
  recipients(resource)
  recipients(clarify)

  text = "Andel aktiveringsberørte er øget – og dermed er andel passive reduceret."
  local function reached(group)
    add("ord_aktiveringsberoerte_" .. group[3], text, status_1, "øget", "øget", "up",
        row(group, touched, "2019M09"), row(group, touched, "2021M09"))
  end
  reached(young)
  reached(ready)
  reached(resource)
end

local function words_of_the_young(list)
  local risen = "anbefaling 2, status: lønnede timer er steget"
  list[#list + 1] = {
    id = "ord_unge_loennede_timer",
    text = "Andel i lønnede timer er steget fra 6,4 pct. til 10 pct. (jf. forrige side)",
    document = follow_up, source = status_2, kind = "word",
    word = "øget", as_printed = "steget", direction = "up",
    before = row(young, hours, "2019Q2", risen), after = row(young, hours, "2021Q2", risen),
  }
  list[#list + 1] = {
    id = "ord_unge_praktik",
    text = "Andel i virksomhedspraktik har samme niveau som før Covid-19, 21 pct.",
    document = follow_up, source = status_2, kind = "word",
    word = "på niveau", as_printed = "samme niveau", direction = "up",
    before = share(young, practice, "2019Q3"), after = share(young, practice, "2021Q3"),
  }
end

local function unemployment(list)
  local all = { "Alle", "I alt" }
  local place = "kapitel 1, Beskæftigelsessituationen i Hedensted lige nu"
  local growth = place .. ": stigning i ledigheden"
  local level = place .. ": niveau i maj 2020"
  list[#list + 1] = {
    id = "ledighed_stigning_67",
    text = "Ledigheden er steget kraftigt og er fra maj 2019 til maj 2020 øget med 67,7 %.",
    document = plan, source = place, kind = "change_percent",
    published = 67.7, decimals = 1, unit = "pct.",
    figure = row(all, "Ændring i antal ledige fuldtidspersoner fra samme måned året før",
                 "2020M05"),
    before = row(all, unemployed, "2019M05"), after = row(all, unemployed, "2020M05"),
  }
  list[#list + 1] = {
    id = "ledighed_procent_mod_antal",
    text = "Fra 2,1 % til 3,9 % (fra 536 til 899 fuldtidspersoner).",
    document = plan, source = place, kind = "rate_against_count", decimals = 1,
    rate = { before = row(all, unemployed_rate, "2019M05"),
             after = row(all, unemployed_rate, "2020M05", growth) },
    count = { before = row(all, unemployed, "2019M05"), after = row(all, unemployed, "2020M05") },
    note = "The rates make the labour force of May 2019 at least 24.930 and that of May 2020 at \z
      most 23.351: a fall of at least six per cent in a year.",
  }
  list[#list + 1] = {
    id = "ledighed_ens_39",
    text = "Med en ledighed på 3,9 % (maj – 2020)",
    document = plan, source = place, kind = "same_figure", decimals = 1,
    places = { row(all, unemployed_rate, "2020M05", growth),
               row(all, unemployed_rate, "2020M05", level) },
  }
  list[#list + 1] = {
    id = "ledighed_siden_2014",
    text = "Med en ledighed på 3,9 % (maj – 2020) er ledigheden på et niveau, som vi ikke har set \z
      januar 2014, hvor ledigheden var 4,2 %",
    document = plan, source = place, kind = "not_recomputable",
    why = "The months between January 2014 and May 2020 are not published here; only that 3,9 is \z
      below 4,2 can be seen. A word (»siden«) is missing in the sentence.",
    reason = "Månederne mellem januar 2014 og maj 2020 er ikke offentliggjort her; det kan \z
      kun ses, at 3,9 er under 4,2.",
  }
end

local function the_young_and_the_crisis(list)
  local place = "kapitel 1, Beskæftigelsessituationen i Hedensted lige nu"
  list[#list + 1] = {
    id = "unge_ramt_haardest",
    text = "De unge under 30 år er den gruppe på arbejdsmarkedet, som er ramt langt hårdest af \z
      krisen. De har en meget højere andel af stigningen, end gennemsnittet.",
    document = plan, source = place, kind = "not_recomputable",
    why = "The young are insured persons, in August 2019 and on 3 August 2020; all unemployed are \z
      full-time persons, in May. Neither the population, the unit nor the time is the same.",
    reason = "Tallene kan ikke sammenlignes: de unge er forsikrede ledige i august, alle \z
      ledige er fuldtidspersoner i maj. Som trykt steg de unge fra 104 til 160 \z
      (+53,8 pct.) og alle ledige fra 536 til 899 (+67,7 pct.), så de trykte tal \z
      viser ikke, at de unge er ramt hårdest.",
    note = "As printed the young rose from 104 to 160, 53,8 per cent, and all from 536 to 899, \z
      67,7 per cent: the figures printed do not bear the sentence out.",
  }
  list[#list + 1] = {
    id = "unge_andel_af_nyledige",
    text = "I Coronakrisen har de unge udgjort 36 % af de nyledige, hvorimod de i tidligere år \z
      kun har udgjort 25 %.",
    document = plan, source = place, kind = "not_recomputable",
    published = 36, published_before = 25, decimals = 0, unit = "pct.",
    why = "No count of newly unemployed is published, for the young or for all, and the years of \z
      the 25 per cent are not named.",
    reason = "Der er ikke offentliggjort antal nyledige, hverken unge eller alle, og årene \z
      bag de 25 pct. er ikke nævnt.",
  }
end

local function committee(list)
  local all = { "Alle", "I alt" }
  local item = "punkt 1, 3. juni 2019, punkt 69: Status og erfaringer fra projekt Rum til os"
  local opening, status = item .. ", indledning", item .. ", aktuel status"
  local participants = "Deltagere i Rum til os"
  local function of(gruppe)
    return row({ "Alle", gruppe }, participants, "2019-06-03", status)
  end
  list[#list + 1] = {
    id = "rum_til_os_sum",
    text = "Aktuel status fra projektets 32 deltagere",
    document = agenda, source = status, kind = "sum", decimals = 0, unit = "personer",
    total = of("I alt"),
    parts = { of("I fleksjob"), of("Har lønnede timer"), of("I virksomhedspraktik"),
              of("På ledighedsydelse"), of("På barsel"), of("Flyttet"),
              of("Har fået førtidspension") },
    rest = "Resten er enten for syge til at deltage i virksomhedsrettet aktivitet eller afventer \z
      rehabiliteringsteamets behandling.",
  }
  list[#list + 1] = {
    id = "rum_til_os_ens_32",
    text = "Aktuelt er der 32 borgere, som har været i projektet.",
    document = agenda, source = opening, kind = "same_figure", decimals = 0,
    places = { row(all, participants, "2019-06-03", opening),
               row(all, participants, "2019-06-03", status) },
  }
  list[#list + 1] = {
    id = "seniorfoertidspension_blandt_fem",
    text = "Vi er blandt de 5 kommuer, der har brugt ordningen mest.",
    document = agenda, source = "punkt 1, 4. marts 2019, punkt 36: Seniorførtidspension",
    kind = "not_recomputable",
    why = "The other municipalities are not published here, nor whether the number or the share \z
      is meant.",
    reason = "De andre kommuners tal er ikke offentliggjort her, og det er ikke sagt, om det \z
      er antallet eller andelen, der er målt på.",
  }
end

local list = {}
unemployment(list)
the_young_and_the_crisis(list)
committee(list)
printed_shares(list)
words(list)
young_in_offers(list)
words_of_the_young(list)
same_figures(list)
return list
