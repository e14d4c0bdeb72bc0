-- The catalogue of measures: what a column of figures is.
--
-- One entry for every `maaling` in publicerede_tal.csv, for the measures of
-- jobindsats.dk that a jobcentre reads, and for the figures that a plan asks
-- for but nobody has published yet.
--
--   id              unique, ASCII
--   caption         the caption in use: STAR's where there is one. Unique,
--                   also against all aliases
--   aliases         other captions of the same measure: older ones of
--                   jobindsats.dk, and those the documents print
--   unit            what one is
--   kind            "stock"  how many there are in or at a period; over periods
--                            it is averaged, never added
--                   "flow"   what happened in the period; may be added over periods
--                   "ratio"  numerator / denominator; never added, never averaged
--                            without the denominator
--                   "mean"   averaged with `weight`
--   unique_persons  true: each person is counted once within the cell, so the
--                   cells of periods, benefits, offers or areas overlap and must
--                   not be added
--   to_date         true: counted up from the first of January of the period's year: its periods
--                   overlap, and are not added
--   same_over       dimensions (dimensioner.lua) that it does not belong to: where it stands
--                   beside each value of them it is the same figure again, and is
--                   not added over them
--   numerator, denominator, weight
--                   ids in this catalogue
--   direction       the way the plans want it to go: "up", "down", "neutral"
--   decimals        as published
--   source          where the measure is defined or first printed
--   note            what a reader gets wrong
--
-- The entries are built in several functions so that no chunk has a long list
-- of constants.

local function persons(list)
  list[#list + 1] = {
    id = "antal_personer", caption = "Antal personer",
    aliases = { "Antal ydelsesmodtagere", "Antal personer på ydelsen" },
    unit = "personer", kind = "stock", unique_persons = true,
    direction = "down", decimals = 0,
    source = "jobindsats.dk, Antal personer og fuldtidspersoner",
    note = "Persons with the benefit at any time in the period. A quarter is neither the sum nor \z
      the mean of its months.",
  }
  list[#list + 1] = {
    id = "antal_fuldtidspersoner", caption = "Antal fuldtidspersoner",
    aliases = {},
    unit = "fuldtidspersoner", kind = "stock",
    direction = "down", decimals = 0,
    source = "jobindsats.dk, Antal personer og fuldtidspersoner",
    note = "Weeks with the benefit over weeks in the period. May be added over benefits, but \z
      someone with two benefits at once counts in both.",
  }
  list[#list + 1] = {
    id = "fuldtidspersoner_pct_arbejdsstyrken",
    caption = "Fuldtidspersoner i pct. af arbejdsstyrken",
    aliases = { "Fuldtidspersoner i pct. af arbejdsstyrken 16-66 år" },
    unit = "pct.", kind = "ratio",
    numerator = "antal_fuldtidspersoner", denominator = "arbejdsstyrken",
    direction = "down", decimals = 1,
    source = "jobindsats.dk, Antal personer og fuldtidspersoner",
  }
  list[#list + 1] = {
    id = "fuldtidspersoner_pct_befolkningen",
    caption = "Fuldtidspersoner i pct. af befolkningen",
    aliases = {
      "Fuldtidspersoner i pct. af befolkningen 16-66 år",
      "Fuldtidspersoner i pct. af befolkningen16-66 år",
    },
    unit = "pct.", kind = "ratio",
    numerator = "antal_fuldtidspersoner", denominator = "befolkningen",
    direction = "down", decimals = 1,
    source = "jobindsats.dk, Antal personer og fuldtidspersoner",
    note = "Of those aged 16 to 66.",
  }
  list[#list + 1] = {
    id = "arbejdsstyrken", caption = "Arbejdsstyrken",
    aliases = { "Arbejdsstyrken 16-66 år" },
    unit = "personer", kind = "stock", same_over = { "benefit", "offer" },
    direction = "neutral", decimals = 0,
    source = "Danmarks Statistik; the denominator of jobindsats.dk's shares of the labour force",
    note = "Not published with the benefits; it moves once a year.",
  }
  list[#list + 1] = {
    id = "befolkningen", caption = "Befolkningen 16-66 år",
    aliases = { "Befolkningen, 16-66 år" },
    unit = "personer", kind = "stock", same_over = { "benefit", "offer" },
    direction = "neutral", decimals = 0,
    source = "Danmarks Statistik; the denominator of jobindsats.dk's shares of the population",
  }
end

local function unemployment(list)
  list[#list + 1] = {
    id = "antal_ledige_personer", caption = "Antal ledige personer",
    aliases = {},
    unit = "personer", kind = "stock", unique_persons = true,
    direction = "down", decimals = 0,
    source = "jobindsats.dk, Ledighed: Faktiske antal ledige og fuldtidsledige",
    note = "A count over a month and a count on a day are not the same figure.",
  }
  list[#list + 1] = {
    id = "antal_ledige_fuldtidspersoner", caption = "Antal ledige fuldtidspersoner",
    aliases = { "Antal fuldtidsledige" },
    unit = "fuldtidspersoner", kind = "stock",
    direction = "down", decimals = 0,
    source = "jobindsats.dk, Ledighed: Faktiske antal ledige og fuldtidsledige",
    note = "Not seasonally adjusted.",
  }
  list[#list + 1] = {
    id = "ledige_fuldtidspersoner_pct_arbejdsstyrken",
    caption = "Ledige fuldtidspersoner i pct. af arbejdsstyrken",
    aliases = { "Ledige fuldtidspersoner i pct. af arbejdsstyrken 16-66 år" },
    unit = "pct.", kind = "ratio",
    numerator = "antal_ledige_fuldtidspersoner", denominator = "arbejdsstyrken",
    direction = "down", decimals = 1,
    source = "jobindsats.dk, Ledighed: Faktiske antal ledige og fuldtidsledige",
    note = "Beskæftigelsesplan 2021 prints only »ledighed« and per cent; the ages are not said.",
  }
  list[#list + 1] = {
    id = "ledige_fuldtidspersoner_pct_befolkningen",
    caption = "Ledige fuldtidspersoner i pct. af befolkningen",
    aliases = { "Ledige fuldtidspersoner i pct. af befolkningen 16-66 år" },
    unit = "pct.", kind = "ratio",
    numerator = "antal_ledige_fuldtidspersoner", denominator = "befolkningen",
    direction = "down", decimals = 1,
    source = "jobindsats.dk, Ledighed: Faktiske antal ledige og fuldtidsledige",
  }
  list[#list + 1] = {
    id = "aendring_ledige_fuldtidspersoner_12",
    caption = "Ændring i antal ledige fuldtidspersoner fra samme måned året før",
    aliases = {},
    unit = "pct.", kind = "ratio",
    numerator = "antal_ledige_fuldtidspersoner", denominator = "antal_ledige_fuldtidspersoner",
    direction = "down", decimals = 1,
    source = "Beskæftigelsesplan 2021, kapitel 1",
    note = "100 * (this month / the same month last year - 1).",
  }
  list[#list + 1] = {
    id = "saesonkorrigeret_ledige_fuldtidspersoner",
    caption = "Sæsonkorrigeret antal ledige fuldtidspersoner",
    aliases = { "Sæsonkorrigeret antal fuldtidsledige" },
    unit = "fuldtidspersoner", kind = "stock",
    direction = "down", decimals = 0,
    source = "jobindsats.dk, Sæsonkorrigeret antal fuldtidsledige",
    note = "Hele landet only. Not the same series as the unadjusted one.",
  }
  list[#list + 1] = {
    id = "saesonkorrigeret_fuldtidspersoner_pct_arbejdsstyrken",
    caption = "Sæsonkorrigeret fuldtidspersoner i pct. af arbejdsstyrken",
    aliases = {},
    unit = "pct.", kind = "ratio",
    numerator = "saesonkorrigeret_ledige_fuldtidspersoner", denominator = "arbejdsstyrken",
    direction = "down", decimals = 1,
    source = "jobindsats.dk, Sæsonkorrigeret antal fuldtidsledige",
    note = "Hele landet only.",
  }
end

local function long_term(list)
  list[#list + 1] = {
    id = "antal_langtidsledige_personer", caption = "Antal langtidsledige personer",
    aliases = { "Antal langtidsledige" },
    unit = "personer", kind = "stock", unique_persons = true,
    direction = "down", decimals = 0,
    source = "jobindsats.dk, Antal langtidsledige",
    note = "Unemployed or activated at least 80 per cent of the last 12 months. Danmarks \z
      Statistik counts otherwise.",
  }
  list[#list + 1] = {
    id = "antal_langtidsledige_fuldtidspersoner",
    caption = "Antal langtidsledige fuldtidspersoner",
    aliases = {},
    unit = "fuldtidspersoner", kind = "stock",
    direction = "down", decimals = 0,
    source = "jobindsats.dk, Antal langtidsledige",
  }
  list[#list + 1] = {
    id = "antal_bruttoledige_personer", caption = "Antal bruttoledige personer",
    aliases = {},
    unit = "personer", kind = "stock", unique_persons = true,
    direction = "down", decimals = 0,
    source = "jobindsats.dk, Antal langtidsledige",
  }
  list[#list + 1] = {
    id = "andel_langtidsledige", caption = "Andel langtidsledige ift. bruttoledige",
    aliases = { "Andel langtidsledige personer ift. bruttoledige personer" },
    unit = "pct.", kind = "ratio",
    numerator = "antal_langtidsledige_personer", denominator = "antal_bruttoledige_personer",
    direction = "down", decimals = 1,
    source = "jobindsats.dk, Antal langtidsledige",
  }
  list[#list + 1] = {
    id = "antal_nyledige", caption = "Antal nyledige",
    aliases = {},
    unit = "personer", kind = "flow", unique_persons = true,
    direction = "down", decimals = 0,
    source = "Beskæftigelsesplan 2021, kapitel 1; no count is printed",
  }
  list[#list + 1] = {
    id = "andel_af_nyledige", caption = "Andel af nyledige",
    aliases = {},
    unit = "pct.", kind = "ratio",
    numerator = "antal_nyledige", denominator = "antal_nyledige",
    direction = "neutral", decimals = 0,
    source = "Beskæftigelsesplan 2021, kapitel 1",
    note = "The newly unemployed of the group over all newly unemployed.",
  }
end

local function activated(list)
  list[#list + 1] = {
    id = "antal_aktiverede", caption = "Antal aktiverede",
    aliases = {},
    unit = "personer", kind = "stock", unique_persons = true,
    direction = "up", decimals = 0,
    source = "jobindsats.dk, Antal aktiverede og fuldtidsaktiverede",
    note = "As a column beside an offer. A person in two offers counts in both and once in the \z
      total.",
  }
  local offers = {
    { "tilbud", "Tilbud i alt" },
    { "vejledning_opkvalificering", "Vejledning og opkvalificering i alt" },
    { "ordinaer_uddannelse", "Ordinær uddannelse i alt" },
    { "virksomhedspraktik", "Virksomhedspraktik i alt" },
    { "loentilskud", "Ansættelse med løntilskud i alt" },
    { "nytteindsats", "Nytteindsats i alt" },
    { "saerlig_nytteindsats", "Særligt tilrettelagt nytteindsats i alt" },
  }
  for i = 1, #offers do
    list[#list + 1] = {
      id = "antal_aktiverede_" .. offers[i][1],
      caption = "Antal aktiverede: " .. offers[i][2],
      aliases = { "Antal aktiverede, " .. offers[i][2] },
      unit = "personer", kind = "stock", unique_persons = true,
      direction = "up", decimals = 0,
      source = "jobindsats.dk, Antal aktiverede og forløb",
      note = "Offers overlap: the parts add up to more than Tilbud i alt.",
    }
  end
  list[#list + 1] = {
    id = "antal_aktiveringsforloeb", caption = "Antal aktiveringsforløb",
    aliases = {},
    unit = "forløb", kind = "flow",
    direction = "up", decimals = 0,
    source = "jobindsats.dk, Antal aktiverede og forløb",
  }
  list[#list + 1] = {
    id = "antal_fuldtidsaktiverede", caption = "Antal fuldtidsaktiverede",
    aliases = {},
    unit = "fuldtidspersoner", kind = "stock",
    direction = "up", decimals = 0,
    source = "jobindsats.dk, Antal aktiverede og fuldtidsaktiverede",
  }
  list[#list + 1] = {
    id = "fuldtidsaktiverede_pct_arbejdsstyrken",
    caption = "Fuldtidsaktiverede i pct. af arbejdsstyrken",
    aliases = { "Fuldtidsaktiverede i pct. af arbejdsstyrken 16-66 år" },
    unit = "pct.", kind = "ratio",
    numerator = "antal_fuldtidsaktiverede", denominator = "arbejdsstyrken",
    direction = "neutral", decimals = 1,
    source = "jobindsats.dk, Antal aktiverede og fuldtidsaktiverede",
  }
end

local function activation_shares(list)
  list[#list + 1] = {
    id = "andel_i_virksomhedspraktik", caption = "Andel i virksomhedspraktik",
    aliases = {},
    unit = "pct.", kind = "ratio",
    numerator = "antal_aktiverede_virksomhedspraktik", denominator = "antal_personer",
    direction = "up", decimals = 1,
    source = "Opfølgning på otte anbefalinger, efterår 2021, anbefaling 1",
    note = "Printed with one decimal for ressourceforløb and with none for the others.",
  }
  list[#list + 1] = {
    id = "andel_aktiverede_tilbud", caption = "Andel aktiverede: Tilbud i alt",
    aliases = { "Andel i aktiveringstilbud i alt" },
    unit = "pct.", kind = "ratio",
    numerator = "antal_aktiverede_tilbud", denominator = "antal_personer",
    direction = "up", decimals = 0,
    source = "Opfølgning på otte anbefalinger, efterår 2021, anbefaling 2",
    note = "Over a quarter. STAR's andel aktiveringsberørte in the same document is over a month: \z
      the two are not compared.",
  }
  list[#list + 1] = {
    id = "andel_aktiveringsberoerte", caption = "Andel aktiveringsberørte",
    aliases = {},
    unit = "pct.", kind = "ratio",
    numerator = "antal_aktiverede_tilbud", denominator = "antal_personer",
    direction = "up", decimals = 1,
    source = "jobindsats.dk, Aktiveringsgrad og andel aktiveringsberørte",
    note = "Persons with at least one day in an offer over recipients in the period. The passive \z
      share is 100 less it.",
  }
  list[#list + 1] = {
    id = "aktiveringsgrad", caption = "Aktiveringsgrad",
    aliases = {},
    unit = "pct.", kind = "ratio",
    numerator = "antal_fuldtidsaktiverede", denominator = "antal_fuldtidspersoner",
    direction = "up", decimals = 1,
    source = "jobindsats.dk, Aktiveringsgrad og andel aktiveringsberørte",
    note = "The part of the possible time spent in offers. Recomputed from full-time counts it is \z
      close, not equal.",
  }
end

local function ordinary_hours(list)
  local source = "jobindsats.dk, Ydelsesmodtagere med ordinære timer"
  list[#list + 1] = {
    id = "antal_personer_ordinaere_timer_i_alt", caption = "Antal personer i alt",
    aliases = {},
    unit = "personer", kind = "stock", unique_persons = true,
    direction = "down", decimals = 0, source = source,
    note = "The denominator of the share with ordinary hours; close to, not equal to, Antal \z
      personer.",
  }
  list[#list + 1] = {
    id = "antal_personer_med_ordinaere_timer",
    caption = "Antal personer med ordinære timer",
    aliases = { "Antal personer med ordinære løntimer", "Antal personer med lønnede timer" },
    unit = "personer", kind = "stock", unique_persons = true,
    direction = "up", decimals = 0, source = source,
  }
  list[#list + 1] = {
    id = "andel_ordinaere_timer", caption = "Andel personer med ordinære timer",
    aliases = {
      "Andel personer med ordinære løntimer",
      "Andel personer med lønnede timer",
      "Andel med ordinære løntimer",
      "Andel med lønnede timer",
      "Andel i lønnede timer",
    },
    unit = "pct.", kind = "ratio",
    numerator = "antal_personer_med_ordinaere_timer",
    denominator = "antal_personer_ordinaere_timer_i_alt",
    direction = "up", decimals = 1, source = source,
    note = "May be published although its count is hidden.",
  }
  list[#list + 1] = {
    id = "timetal_pr_person", caption = "Gennemsnitligt timetal pr. person med ordinære timer",
    aliases = {},
    unit = "timer", kind = "mean", weight = "antal_personer_med_ordinaere_timer",
    direction = "up", decimals = 1, source = source,
  }
  list[#list + 1] = {
    id = "ordinaere_timer_pr_maaned", caption = "Gennemsnitligt antal ordinære timer pr. måned",
    aliases = {},
    unit = "timer", kind = "mean", weight = "antal_personer_med_ordinaere_timer",
    direction = "up", decimals = 1, source = source,
    note = "The weight is inferred; the source does not say it.",
  }
end

local function spells(list)
  list[#list + 1] = {
    id = "antal_afsluttede_forloeb", caption = "Antal afsluttede forløb",
    aliases = {},
    unit = "forløb", kind = "flow",
    direction = "neutral", decimals = 0,
    source = "jobindsats.dk, Antal og varighed af afsluttede forløb",
    note = "A spell has ended after one whole calendar month without payment.",
  }
  list[#list + 1] = {
    id = "gnsn_varighed_uger", caption = "Gnsn. varighed af afsluttede forløb (uger)",
    aliases = { "Gennemsnitlig varighed af afsluttede forløb (uger)", "Gennemsnitlig varighed" },
    unit = "uger", kind = "mean", weight = "antal_afsluttede_forloeb",
    direction = "down", decimals = 1,
    source = "jobindsats.dk, Antal og varighed af afsluttede forløb",
    note = "Of ended spells: when the longest are ended at last, the mean goes up.",
  }
  list[#list + 1] = {
    id = "gnsn_uger_paa_ydelse", caption = "Gennemsnitligt antal uger på ydelse",
    aliases = {},
    unit = "uger", kind = "mean", weight = "antal_personer",
    direction = "down", decimals = 1,
    source = "jobindsats.dk: full-time persons over persons, times the weeks of the period",
  }
  local after = { "1 md.", "3 mdr.", "6 mdr.", "12 mdr." }
  local ids = { "1", "3", "6", "12" }
  for i = 1, #after do
    list[#list + 1] = {
      id = "status_" .. ids[i] .. "_mdr_efter",
      caption = "Status " .. after[i] .. " efter afsluttet forløb, pct.",
      aliases = {},
      unit = "pct.", kind = "ratio",
      numerator = "antal_afsluttede_forloeb", denominator = "antal_afsluttede_forloeb",
      direction = "neutral", decimals = 1,
      source = "jobindsats.dk, Arbejdsmarkedsstatus efter afsluttet forløb",
      note = "Sums to 100 over the statuses; say which status. The spells of the status over all \z
        spells.",
    }
  end
  list[#list + 1] = {
    id = "andel_afsluttet_til_job", caption = "Andel afsluttet til job",
    aliases = { "Andel i job efter afsluttet forløb" },
    unit = "pct.", kind = "ratio",
    numerator = "antal_afsluttede_forloeb", denominator = "antal_afsluttede_forloeb",
    direction = "up", decimals = 0,
    source = "Beskæftigelsesplan 2021, de overordnede strategiske mål; no figure is printed",
    note = "Spells ended to a job over all ended spells.",
  }
end

local function money_and_rank(list)
  list[#list + 1] = {
    id = "forsoergelsesudgifter", caption = "Forsørgelsesudgifter",
    aliases = {},
    unit = "kr.", kind = "flow",
    direction = "down", decimals = 0,
    source = "jobindsats.dk, Forsørgelsesudgifter",
    note = "Current prices, absolute, not per head. Differs from the accounts of the municipality.",
  }
  list[#list + 1] = {
    id = "udgifter_pr_person_i_arbejdsstyrken",
    caption = "Offentlige udgifter pr. person i arbejdsstyrken",
    aliases = {},
    unit = "kr.", kind = "ratio",
    numerator = "forsoergelsesudgifter", denominator = "arbejdsstyrken",
    direction = "down", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 5; the table itself is not in the text",
  }
  local source = "jobindsats.dk, Forventet og faktisk antal og andel fuldtidspersoner på \z
    offentlig forsørgelse"
  list[#list + 1] = {
    id = "forventet_antal", caption = "Forventet antal", aliases = {},
    unit = "fuldtidspersoner", kind = "stock", direction = "neutral", decimals = 0,
    source = source, note = "Rounded to ten persons.",
  }
  list[#list + 1] = {
    id = "faktisk_antal", caption = "Faktisk antal", aliases = {},
    unit = "fuldtidspersoner", kind = "stock", direction = "down", decimals = 0,
    source = source, note = "Rounded to ten persons.",
  }
  list[#list + 1] = {
    id = "forventet_andel", caption = "Forventet andel (pct.)", aliases = {},
    unit = "pct.", kind = "ratio", numerator = "forventet_antal", denominator = "befolkningen",
    direction = "neutral", decimals = 1, source = source,
  }
  list[#list + 1] = {
    id = "faktisk_andel", caption = "Faktisk andel (pct.)", aliases = {},
    unit = "pct.", kind = "ratio", numerator = "faktisk_antal", denominator = "befolkningen",
    direction = "down", decimals = 1, source = source,
  }
end

local function employment_after(list)
  local source = "jobindsats.dk, Virksomhedsrettede tilbud og efterfølgende beskæftigelse"
  list[#list + 1] = {
    id = "efterfoelgende_beskaeftigelse_samme",
    caption = "Efterfølgende beskæftigelse: I samme virksomhed", aliases = {},
    unit = "forløb", kind = "flow", direction = "up", decimals = 0, source = source,
  }
  list[#list + 1] = {
    id = "efterfoelgende_beskaeftigelse_ingen",
    caption = "Efterfølgende beskæftigelse: Ingen", aliases = {},
    unit = "forløb", kind = "flow", direction = "down", decimals = 0, source = source,
  }
  list[#list + 1] = {
    id = "gnsn_beskaeftigelsesgrad", caption = "Gennemsnitlig beskæftigelsesgrad", aliases = {},
    unit = "pct.", kind = "mean", weight = "antal_afsluttede_forloeb",
    direction = "up", decimals = 1, source = source,
  }
  list[#list + 1] = {
    id = "varslinger_personer", caption = "Varslinger, antal personer", aliases = {},
    unit = "personer", kind = "flow", direction = "down", decimals = 0,
    source = "jobindsats.dk, Varslinger",
  }
  list[#list + 1] = {
    id = "varslinger_virksomheder", caption = "Varslinger, antal virksomheder", aliases = {},
    unit = "virksomheder", kind = "flow", direction = "down", decimals = 0,
    source = "jobindsats.dk, Varslinger",
  }
  list[#list + 1] = {
    id = "arbejdsfordelinger_personer", caption = "Arbejdsfordelinger, antal personer",
    aliases = {},
    unit = "personer", kind = "flow", direction = "neutral", decimals = 0,
    source = "jobindsats.dk, Arbejdsfordelinger",
    note = "The column itself is called only »Antal personer« there.",
  }
  list[#list + 1] = {
    id = "ledige_stillinger", caption = "Antal ledige stillinger", aliases = { "Antal stillinger" },
    unit = "stillinger", kind = "stock", direction = "neutral", decimals = 0,
    source = "jobindsats.dk, Ledige stillinger på Jobnet",
  }
end

-- What the plans and the committee count themselves.
local function local_figures(list)
  list[#list + 1] = {
    id = "virksomheder_code_of_care", caption = "Virksomheder i Code of Care",
    aliases = { "Virksomheder i Code of Care Hedensted" },
    unit = "virksomheder", kind = "stock", direction = "up", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 4; Beskæftigelsesplan 2021, kapitel 3",
  }
  list[#list + 1] = {
    id = "nye_virksomheder_code_of_care", caption = "Nye virksomheder i Code of Care", aliases = {},
    unit = "virksomheder", kind = "flow", direction = "up", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 2; no figure is printed",
  }
  list[#list + 1] = {
    id = "voksenlaerlingeaftaler", caption = "Voksenlærlingeaftaler, år til dato",
    aliases = { "Voksenlærlingeordninger" },
    unit = "aftaler", kind = "flow", to_date = true, direction = "up", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 3",
    note = "Counted from January of the year of the period: compare only the same month of two \z
      years.",
  }
  list[#list + 1] = {
    id = "uddannelsesloeft_i_gang", caption = "Uddannelsesløft i gang", aliases = {},
    unit = "forløb", kind = "stock", direction = "up", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 3",
  }
  list[#list + 1] = {
    id = "uddannelsesloeft_paa_vej", caption = "Uddannelsesløft på vej", aliases = {},
    unit = "forløb", kind = "stock", direction = "up", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 3",
    note = "Not begun yet.",
  }
  list[#list + 1] = {
    id = "deltagere_rum_til_os", caption = "Deltagere i Rum til os", aliases = {},
    unit = "personer", kind = "stock", direction = "neutral", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 1",
    note = "At a date. The statuses exclude each other and may be added; the rest is not printed \z
      as a number.",
  }
  list[#list + 1] = {
    id = "antal_tilkendelser", caption = "Antal tilkendelser", aliases = {},
    unit = "tilkendelser", kind = "flow", direction = "neutral", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 1",
  }
  list[#list + 1] = {
    id = "forventede_aarselever_fgu", caption = "Forventede årselever i FGU", aliases = {},
    unit = "årselever", kind = "stock", direction = "neutral", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 1",
    note = "Expected, not counted.",
  }
  list[#list + 1] = {
    id = "antal_i_delvis_beskaeftigelse", caption = "Antal personer i delvis beskæftigelse",
    aliases = {},
    unit = "personer", kind = "stock", direction = "up", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 1",
  }
  list[#list + 1] = {
    id = "antal_i_hel_eller_delvis_beskaeftigelse",
    caption = "Antal personer i hel eller delvis beskæftigelse", aliases = {},
    unit = "personer", kind = "stock", direction = "up", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 2; no figure is printed",
  }
end

-- What the goals of the projects are measured by; no figure is printed.
local function project_figures(list)
  list[#list + 1] = {
    id = "andel_i_virksomhedsrettet_indsats", caption = "Andel i virksomhedsrettet indsats",
    aliases = {},
    unit = "pct.", kind = "ratio", numerator = "antal_i_virksomhedsrettet_indsats",
    denominator = "antal_personer", direction = "up", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 1, Flere skal med 2",
  }
  list[#list + 1] = {
    id = "antal_i_virksomhedsrettet_indsats",
    caption = "Antal personer i virksomhedsrettet indsats",
    aliases = {},
    unit = "personer", kind = "stock", unique_persons = true, direction = "up", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 1, Flere skal med 2",
    note = "Practice, wage subsidy and nytteindsats together; a person in two of them counts once.",
  }
  local shares = {
    { "passivandel", "Passivandel", "down" },
    { "andel_cv_jobnet", "Andel med CV på Jobnet", "up" },
    { "andel_undtaget_225", "Andel undtaget fra 225-timersreglen", "down" },
  }
  local counts = {
    { "antal_passive", "Antal passive personer", "down" },
    { "antal_cv_jobnet", "Antal personer med CV på Jobnet", "up" },
    { "antal_undtaget_225", "Antal personer undtaget fra 225-timersreglen", "down" },
  }
  for i = 1, #shares do
    list[#list + 1] = {
      id = counts[i][1], caption = counts[i][2], aliases = {},
      unit = "personer", kind = "stock", unique_persons = true,
      direction = counts[i][3], decimals = 0,
      source = "UFB, dagsorden, juni 2019, punkt 1, Flere skal med 2",
    }
    list[#list + 1] = {
      id = shares[i][1], caption = shares[i][2], aliases = {},
      unit = "pct.", kind = "ratio", numerator = counts[i][1], denominator = "antal_personer",
      direction = shares[i][3], decimals = 0,
      source = "UFB, dagsorden, juni 2019, punkt 1, Flere skal med 2",
    }
  end
  list[#list + 1] = {
    id = "sager_pr_jobformidler", caption = "Sager pr. personlig jobformidler", aliases = {},
    unit = "sager", kind = "stock", direction = "down", decimals = 0,
    source = "UFB, dagsorden, juni 2019, punkt 1, Flere skal med 2",
  }
end

local list = {}
persons(list)
unemployment(list)
long_term(list)
activated(list)
activation_shares(list)
ordinary_hours(list)
spells(list)
money_and_rank(list)
employment_after(list)
local_figures(list)
project_figures(list)
return list
