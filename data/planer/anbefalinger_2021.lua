-- The eight recommendations as followed up in autumn 2021: what was to be
-- reached, the status as printed, and the decision of UFB.
--
--   status_text  the status as printed, a line for each of its points
--   decision     the decision of UFB as printed
--
-- The goal of the first says »end februar 2020«; no figure of February 2020 is
-- published, and the document itself takes the same quarter or month of 2019 as
-- the time before Covid-19: that is the baseline.

local document = "Opfølgning på otte anbefalinger, efterår 2021"
local first = document .. ", anbefaling 1"
local text_1 = "Vi arbejder på at få antallet af virksomhedspraktikker og aktiveringstilbud op på \z
  eller på et højere niveau end februar 2020"
local decision_1 = "vi arbejder videre mod at være på et højere aktivitetsniveau end før Covid19"

local groups = {
  { "Uddannelseshjælp", "I alt", "uddannelseshjælp" },
  { "Kontanthjælp", "Aktivitetsparate", "aktivitetsparate på kontanthjælp" },
  { "Ressourceforløb", "I alt", "ressourceforløb" },
  { "Jobafklaringsforløb", "I alt", "jobafklaringsforløb" },
}

-- Indicators that read one measure for the first n groups.
local function each(list, n, caption, maaling, sted)
  for i = 1, n do
    list[#list + 1] = { caption = caption .. ", " .. groups[i][3], omraade = "Hedensted",
                        ydelse = groups[i][1], gruppe = groups[i][2], maaling = maaling,
                        sted = sted }
  end
  return list
end

local function shares()
  local list = {}
  for i = 1, #groups do
    list[i] = { caption = "Andel i virksomhedspraktik, " .. groups[i][3], omraade = "Hedensted",
                ydelse = groups[i][1], gruppe = groups[i][2],
                numerator = { maaling = "Antal aktiverede: Virksomhedspraktik i alt" },
                denominator = { maaling = "Antal personer" }, unit = "pct." }
  end
  return list
end

local function counts()
  local list = each({}, 4, "Aktiverede i virksomhedspraktik", "Antal aktiverede: \z
    Virksomhedspraktik i alt")
  return each(list, 4, "Aktiverede i tilbud i alt", "Antal aktiverede: Tilbud i alt")
end

local function recommendation_1()
  return {
    id = "anbefaling21_1_antal", text = text_1, source = first,
    indicators = counts(),
    direction = "up", target = { at_level_of = "2020M02", or_higher = true }, unit = "personer",
    baseline = "2019Q3", decision = decision_1,
    remark = "Når der er færre på ydelsen, falder antallet af sig selv; se også andelene.",
    note = "The goal is in numbers, the status in shares: where recipients are fewer, the number \z
      falls by itself.",
  }, {
    id = "anbefaling21_1_andel", text = text_1, source = first,
    indicators = shares(),
    direction = "up", target = { at_level_of = "2020M02", or_higher = true }, unit = "pct.",
    baseline = "2019Q3",
    status_text = "Andele af ydelsesmodtagere i virksomhedspraktik svarer næsten til perioden før \z
      Covid-19, for uddannelseshjælp er niveauet lig før covid-19.",
    decision = decision_1,
  }, {
    id = "anbefaling21_1_ordinaere_timer", text = "Tidlig indsats tilbage til niveau før Covid19",
    source = first,
    -- The share for uddannelseshjælp is printed as 6.7 in the table and as 6.4
    -- on the next slide; the table is read.
    indicators = each({}, 3, "Andel med ordinære løntimer", "Andel personer med ordinære timer",
                      "anbefaling 1, tabel: Andel personer med ordinære løntimer"),
    direction = "up", target = { at_level_of = "2020M02", or_higher = true }, unit = "pct.",
    baseline = "2019Q2",
    status_text = "Andele med ordinære løntimer er for modtagere af uddannelseshjælp over niveau \z
      fra før Covid-19. Ressourceforløb og Aktivitetsparate kontanthjælp ligger fortsat under \z
      niveauet før pandemien.",
    decision = decision_1,
  }, {
    id = "anbefaling21_1_ydelsesmodtagere", text = "Tidlig indsats tilbage til niveau før Covid19",
    source = first,
    indicators = each({}, 4, "Personer på ydelsen", "Antal personer"),
    direction = "down", target = { none = true }, unit = "personer",
    baseline = "2019Q3",
    status_text = "Antal ydelsesmodtagere er under niveauet før Covid-19",
    decision = decision_1,
    note = "The status follows the number of recipients; no goal for it is printed here. See \z
      bp21_offentlig_forsoergelse.",
  }, {
    id = "anbefaling21_1_aktivitetsniveau", text = "UFB - Beslutning – " .. decision_1,
    source = first,
    indicators = each({}, 3, "Andel aktiveringsberørte", "Andel aktiveringsberørte"),
    direction = "up", target = { direction_only = true }, unit = "pct.",
    baseline = "2019M09",
    status_text = "Andel aktiveringsberørte er øget – og dermed er andel passive reduceret.",
    decision = decision_1,
  }, {
    id = "anbefaling21_1_jobrettet_indsats", text = "Den jobrettede indsats skal styrkes",
    source = first .. ", Jf. Beskæftigelsesplan 2021",
    indicators = {}, target = { none = true }, decision = decision_1,
    note = "Not in these words in Beskæftigelsesplan 2021. The other one quoted, »Andelen af \z
      passive borgere reduceres«, is bp21_passive.",
  }
end

local function recommendation_2()
  local function offer(caption, maaling)
    return { caption = caption, omraade = "Hedensted", ydelse = "Uddannelseshjælp",
             gruppe = "I alt", maaling = maaling }
  end
  return {
    id = "anbefaling21_2_unge", text = "Unge skal i virksomhedsrettede forløb",
    source = document .. ", anbefaling 2",
    indicators = {
      offer("Unge i virksomhedspraktik", "Antal aktiverede: Virksomhedspraktik i alt"),
      offer("Unge i ansættelse med løntilskud",
            "Antal aktiverede: Ansættelse med løntilskud i alt"),
      offer("Unge i nytteindsats", "Antal aktiverede: Nytteindsats i alt"),
    },
    direction = "up", target = { direction_only = true }, unit = "personer",
    baseline = "2019Q3",
    status_text = "Andelen af unge på ydelse, som er i virksomhedspraktik er 3. kvt. 21 på 21 \z
      pct.\n2.kvt.21 har10 pct. lønnede timer\n\z
      Andelen af unge i aktiveringstilbud i alt er vokset fra 63 pct. til 74 pct.\n\z
      Andel i lønnede timer er steget fra 6,4 pct. til 10 pct. (jf. forrige side)\n\z
      Andel i virksomhedspraktik har samme niveau som før Covid-19, 21 pct.",
    decision = "Ungeenheden arbejder videre med at få flere unge i virksomhedsrettede forløb.",
    note = "Wage subsidy was hidden in 2019 and nytteindsats in both years: hidden is not nought.",
  }
end

local function recommendations_3_to_5()
  return {
    id = "anbefaling21_3_forecast", text = "En mere videns- og evidensbaseret indsats.",
    source = document .. ", anbefaling 3", indicators = {}, target = { none = true },
    status_text = "Der er afholdt møder vedrørende perspektiver og muligheder ift. Forecast \z
      systemet på sygedagpengeområdet, de mest diffuse sager. Sammenfattende er det vurderet, at \z
      de muligheder der ligger i at have et styringsredskab ift. de mest diffuse sager er \z
      konstruktiv, men at sagerne kan følges gennem fagsystemet FACIT. Dette vil være en mere \z
      smidig og tidsbesparende tilgang fremfor at skulle registrere i et særskilt system, tid som \z
      i stedet vurderes at kunne komme borgerne til gode. Der er taget de første skridt i forhold \z
      til nye arbejdsgange.",
    decision = "Forvaltningen undersøger mulighederne for at lave en mere effektiv indsats med \z
      udgangspunkt i en individuel værdibaseret tilgang.",
  }, {
    id = "anbefaling21_4_funktionsnedsaettelser", text = "Screene for funktionsnedsættelser",
    source = document .. ", anbefaling 4", indicators = {}, target = { none = true },
    status_text = "Der er arbejdet med at udvikle en relevant sagsgang og skabelon i forhold til \z
      kompensationskort. De første positive erfaringer er blevet gjort, der følges op på \z
      månedsbasis på projektet og skabelon indarbejdes i fagsystemet. Der arbejdes med midtvejs \z
      evaluere tiltaget, herunder få tilbagemeldinger fra borgere og virksomhederne om \z
      betydningen af kompensationskort.",
    decision = "Forvaltningen skal udbrede viden om kompensation til handicappede.",
  }, {
    id = "anbefaling21_5_sanktionspraksis",
    text = "Harmonisering af sanktionspraksis og udvidet partshøring",
    source = document .. ", anbefaling 5", indicators = {}, target = { none = true },
    deadline = "2021-09-01",
    status_text = "Forvaltningen har arbejdet med harmoniseringer – og sanktioner bliver \z
      harmoniseret fra den 01.09.2021 jf. beskrivelse i bilag.",
    note = "No decision of UFB is printed here; see its punkt 76.",
  }
end

local function recommendations_6_to_8()
  return {
    id = "anbefaling21_6_moedeindkaldelser", text = "Justeret praksis for mødeindkaldelser",
    source = document .. ", anbefaling 6", indicators = {}, target = { none = true },
    status_text = "Løbende indsats for forbedret borgerkontakt – igangsættes forår 2022\nTilkøb \z
      af modul med mulighed for SMS kontakt til borger – se bilag vedhæftet i nærværende punkt.",
    decision = "Forvaltningen udarbejder beskrivelse af udviklingsforløb for forbedret \z
      borgerkontakt – Behandlet sammen med punkt 77. (brevkommunikation)",
  }, {
    id = "anbefaling21_7_raadgivning", text = "Styrket rådgivning og kommunikation",
    source = document .. ", anbefaling 7", indicators = {}, target = { none = true },
    status_text = "Uddannelsesforløb for myndighedsrådgivere i de 3 forvaltninger\nDet vurderes \z
      at anbefaling 7 er dækket ind i dette forløb",
    decision = "Der udarbejdes forløb sammen med læring og social omsorg for myndighedsrådgivere.",
  }, {
    id = "anbefaling21_8_varighed_og_indhold", text = "Justering af varighed og indhold af tilbud",
    source = document .. ", anbefaling 8", indicators = {}, target = { none = true },
    status_text = "Varighed og indhold tilpasses konjunkturer, så opkvalificering og kompensation \z
      tilpasses arbejdsmarkedets behov.",
    decision = "Udvalget følger udviklingen tæt.",
  }
end

local goals = {}
local function take(...)
  local taken = { ... }
  for i = 1, #taken do goals[#goals + 1] = taken[i] end
end
take(recommendation_1())
take(recommendation_2())
take(recommendations_3_to_5())
take(recommendations_6_to_8())

return {
  id = "anbefalinger_2021",
  title = "Otte anbefalinger, opfølgning efterår 2021",
  document = document,
  titles = {
    "Tidlig indsats tilbage til niveau før Covid19",
    "Nytteindsats og justeringer af praktikker for unge",
    "Forecast på sygedagpengeområdet",
    "Screene for funktionsnedsættelser",
    "Harmonisering af sanktionspraksis og udvidet partshøring",
    "Justeret praksis for mødeindkaldelser",
    "Styrket rådgivning og kommunikation",
    "Justering af varighed og indhold af tilbud",
  },
  goals = goals,
}
