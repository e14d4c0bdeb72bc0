-- Beskæftigelsesplan 2021: the ten strategic goals of chapter 2 and the goals
-- with a number, or called a goal, in chapter 3. The five goals of the minister
-- are in ministermaal_2021.lua. The fields are described in ../README.md.

local document = "Beskæftigelsesplan 2021"
local chapter_2 = "Beskæftigelsesplan 2021, kapitel 2, Lokale strategiske mål for Jobcentret"
local slides = "Det gode liv i beskæftigelse, Overordnede strategiske mål for \z
  beskæftigelsesindsatsen"

local function persons(caption, ydelse, gruppe)
  return { caption = caption, omraade = "Hedensted", ydelse = ydelse, gruppe = gruppe,
           maaling = "Antal personer" }
end

local function in_practice(caption, ydelse, gruppe)
  return { caption = caption, omraade = "Hedensted", ydelse = ydelse, gruppe = gruppe,
           numerator = { maaling = "Antal aktiverede: Virksomhedspraktik i alt" },
           denominator = { maaling = "Antal personer" }, unit = "pct." }
end

local function touched(caption, ydelse, gruppe)
  return { caption = caption, omraade = "Hedensted", ydelse = ydelse, gruppe = gruppe,
           maaling = "Andel aktiveringsberørte" }
end

local function strategic_1_to_5()
  return {
    id = "bp21_offentlig_forsoergelse",
    text = "Andelen af borgere på offentlig forsørgelse reduceres",
    source = chapter_2, also_in = slides,
    indicators = {
      persons("Personer på uddannelseshjælp", "Uddannelseshjælp", "I alt"),
      persons("Aktivitetsparate på kontanthjælp", "Kontanthjælp", "Aktivitetsparate"),
      persons("Personer i ressourceforløb", "Ressourceforløb", "I alt"),
      persons("Personer i jobafklaringsforløb", "Jobafklaringsforløb", "I alt"),
    },
    awaits = {
      { caption = "Offentligt forsørgede i pct. af befolkningen", omraade = "Hedensted",
        ydelse = "Alle", gruppe = "I alt", maaling = "Fuldtidspersoner i pct. af befolkningen" },
    },
    direction = "down", target = { direction_only = true }, unit = "personer",
    baseline = "2019Q3", deadline = "2021-12-31",
    remark = "Målet er en andel af borgerne; tallene er antal på fire ydelser, som ikke kan \z
      lægges sammen.",
    note = "The goal is a share of the citizens; published are numbers on four benefits. They are \z
      not added: a person may have two in a quarter.",
  }, {
    id = "bp21_virksomhedsrettede_forloeb",
    text = "Andelen af ledige og sygemeldte i virksomhedsrettede forløb øges",
    source = chapter_2, also_in = slides,
    indicators = {
      in_practice("Andel i virksomhedspraktik, uddannelseshjælp", "Uddannelseshjælp", "I alt"),
      in_practice("Andel i virksomhedspraktik, aktivitetsparate på kontanthjælp",
                  "Kontanthjælp", "Aktivitetsparate"),
      in_practice("Andel i virksomhedspraktik, ressourceforløb", "Ressourceforløb", "I alt"),
      in_practice("Andel i virksomhedspraktik, jobafklaringsforløb",
                  "Jobafklaringsforløb", "I alt"),
    },
    direction = "up", target = { direction_only = true }, unit = "pct.",
    baseline = "2019Q3", deadline = "2021-12-31",
    remark = "Virksomhedspraktik er kun ét af de virksomhedsrettede tilbud; løntilskud og \z
      nytteindsats er ikke offentliggjort for alle.",
    note = "Practice is one of the virksomhedsrettede offers; wage subsidy and nytteindsats are \z
      published for uddannelseshjælp only, and mostly hidden.",
  }, {
    id = "bp21_afsluttes_til_arbejde",
    text = "Andelen af ledige og sygemeldte, som afsluttes til arbejde øges",
    source = chapter_2, also_in = slides,
    indicators = {},
    awaits = {
      { caption = "Andel afsluttet til job", omraade = "Hedensted", ydelse = "Alle",
        gruppe = "I alt", maaling = "Andel afsluttet til job" },
    },
    direction = "up", target = { direction_only = true }, unit = "pct.", deadline = "2021-12-31",
  }, {
    id = "bp21_passive",
    text = "Andelen af passive borgere på ydelse nedbringes",
    source = chapter_2, also_in = slides,
    indicators = {
      touched("Andel aktiveringsberørte, uddannelseshjælp", "Uddannelseshjælp", "I alt"),
      touched("Andel aktiveringsberørte, aktivitetsparate på kontanthjælp", "Kontanthjælp", "\z
        Aktivitetsparate"),
      touched("Andel aktiveringsberørte, ressourceforløb", "Ressourceforløb", "I alt"),
    },
    direction = "up", target = { direction_only = true }, unit = "pct.",
    baseline = "2019M09", deadline = "2021-12-31",
    remark = "De passive er læst som dem, der ikke er berørt af aktivering.",
    note = "The passive share is 100 less andel aktiveringsberørte, as the committee reads it in \z
      autumn 2021: the goal is down, its indicators go up.",
  }, {
    id = "bp21_langtidsledige",
    text = "Andelen af langtidsledige og langtidssyge reduceres",
    source = chapter_2, also_in = slides,
    indicators = {},
    awaits = {
      { caption = "Andel langtidsledige", omraade = "Hedensted", ydelse = "Alle",
        gruppe = "I alt", maaling = "Andel langtidsledige ift. bruttoledige" },
    },
    direction = "down", target = { direction_only = true }, unit = "pct.", deadline = "2021-12-31",
  }
end

local function strategic_6_to_10()
  return {
    id = "bp21_handicappede_i_job",
    text = "Flere fysisk og psykisk handicappede kommer i job",
    source = chapter_2, also_in = slides,
    indicators = {},
    direction = "up", target = { direction_only = true }, unit = "personer",
    deadline = "2021-12-31",
  }, {
    id = "bp21_varighed",
    text = "Den gennemsnitlige varighed af ydelsesforløb nedbringes",
    source = chapter_2, also_in = slides,
    indicators = {},
    awaits = {
      { caption = "Gennemsnitlig varighed af afsluttede forløb", omraade = "Hedensted",
        ydelse = "Alle",
        gruppe = "I alt", maaling = "Gnsn. varighed af afsluttede forløb (uger)" },
    },
    direction = "down", target = { direction_only = true }, unit = "uger", deadline = "2021-12-31",
  }, {
    id = "bp21_sagsbehandlerskift",
    text = "Borgerne har så få sagsbehandlerskift, som muligt",
    source = chapter_2, also_in = slides,
    indicators = {},
    direction = "down", target = { direction_only = true }, unit = "skift", deadline = "2021-12-31",
    note = "As few as possible: no figure is named and none is published.",
  }, {
    id = "bp21_samarbejde",
    text = "Jobcentret styrker det jobrettede samarbejde med virksomheder, faglige organisationer \z
      og samarbejdspartnere i øvrigt",
    source = chapter_2, also_in = slides,
    indicators = {}, target = { none = true }, deadline = "2021-12-31",
  }, {
    id = "bp21_tvaerfaglig_indsats",
    text = "Socialpsykiatri, Rusmiddelcenter, Ungeenhed og Jobcenter iværksætter tværfaglig \z
      indsats, når behovet er der.",
    source = chapter_2, also_in = slides,
    indicators = {}, target = { none = true }, deadline = "2021-12-31",
  }
end

local function with_a_number()
  return {
    id = "code_of_care_55",
    text = "Målet er, at antal virksomheder i Code of Care Hedensted øges til 55 i løbet af 2021.",
    source = "Beskæftigelsesplan 2021, kapitel 3, Social ansvarlighed i virksomhederne",
    indicators = {
      { caption = "Virksomheder i Code of Care", omraade = "Hedensted", ydelse = "Alle",
        gruppe = "I alt",
        maaling = "Virksomheder i Code of Care" },
    },
    direction = "up", target = { at_least = 55 }, unit = "virksomheder",
    baseline = "2019M06", deadline = "2021-12-31",
    remark = "De 48 er det tal, planen selv går ud fra; der er ikke offentliggjort et tal fra \z
      2021.",
    note = "The plan itself starts from 48 (period 2020); 41 in 2019M06 is the first published \z
      figure. No figure of 2021 is published.",
  }, {
    id = "bp21_kontakt_24_timer",
    text = "Når en virksomhed henvender sig til Jobcentret, bliver virksomheden inden for 24 \z
      timer kontaktet af Jobcentrets virksomhedsvagt med henblik på udvælgelse af kandidater \z
      eller udfærdigelse af jobopslag.",
    source = "Beskæftigelsesplan 2021, kapitel 3, Virksomhedsrettet indsats, Rekruttering",
    indicators = {},
    direction = "down", target = { at_most = 24 }, unit = "timer", deadline = "2021-12-31",
  }, {
    id = "bp21_aktivering_seks_timer",
    text = "Vi aktiverer altid mindst seks timer pr. uge.",
    source = "Beskæftigelsesplan 2021, kapitel 3, Uddannelse og omskoling",
    indicators = {},
    direction = "up", target = { at_least = 6 }, unit = "timer pr. uge", deadline = "2021-12-31",
  }, {
    id = "bp21_dansk_ti_timer",
    text = "Alle flygtninge skal sideløbende have mulighed for at deltage i minimum ti timers \z
      danskundervisning i dagtimerne.",
    source = "Beskæftigelsesplan 2021, kapitel 3, Integrationsindsats",
    indicators = {},
    direction = "up", target = { at_least = 10 }, unit = "timer", deadline = "2021-12-31",
    note = "Per week: the sentence after it sets two days of Danish and three of activation a \z
      week.",
  }
end

local function without_a_number()
  return {
    id = "bp21_hurtigst_i_arbejde",
    text = "Det overordnede mål i 2021 er fortsat ”hurtigst muligt i ordinært arbejde eller \z
      uddannelse”.",
    source = "Beskæftigelsesplan 2021, kapitel 3, Aktiveringsprincipper – Job First",
    indicators = {}, target = { none = true }, deadline = "2021-12-31",
  }, {
    id = "bp21_aktiveringsgrad",
    text = "Jobcenter Hedensted vil fastholde fokus på en høj aktiveringsgrad for ledige.",
    source = "Beskæftigelsesplan 2021, kapitel 3, Uddannelse og omskoling",
    indicators = {},
    awaits = {
      { caption = "Aktiveringsgrad", omraade = "Hedensted", ydelse = "Alle", gruppe = "I alt",
        maaling = "Aktiveringsgrad" },
    },
    direction = "up", target = { direction_only = true }, unit = "pct.", deadline = "2021-12-31",
    note = "Aktiveringsgrad is not andel aktiveringsberørte. »Fastholde« is held, not raised; no \z
      level is named.",
  }, {
    id = "bp21_sygefravaer_varighed",
    text = "Indsatsen bidrager samtidig til, at varigheden på sygedagpenge/ressourceforløbsydelse \z
      i jobafklaringsforløb gøres så kort som muligt.",
    source = "Beskæftigelsesplan 2021, kapitel 3, Indsats vedrørende sygefravær",
    indicators = {},
    awaits = {
      { caption = "Gennemsnitlig varighed, sygedagpenge", omraade = "Hedensted",
        ydelse = "Sygedagpenge",
        gruppe = "I alt", maaling = "Gnsn. varighed af afsluttede forløb (uger)" },
      { caption = "Gennemsnitlig varighed, jobafklaringsforløb", omraade = "Hedensted",
        ydelse = "Jobafklaringsforløb", gruppe = "I alt",
        maaling = "Gnsn. varighed af afsluttede forløb (uger)" },
    },
    direction = "down", target = { direction_only = true }, unit = "uger", deadline = "2021-12-31",
  }, {
    id = "bp21_flygtninge_arbejdsmarkedet",
    text = "Det primære mål for integrationsindsatsen er at få flygtningene hurtigt ud på \z
      arbejdsmarkedet for at gøre dem selvforsørgende og selvforvaltende.",
    source = "Beskæftigelsesplan 2021, kapitel 3, Integrationsindsats",
    indicators = {}, target = { none = true }, deadline = "2021-12-31",
  }, {
    id = "bp21_flere_voksenlaerlinge",
    text = "Der skal derfor etableres flere voksenlærlingepladser. Målet er, at der kommer flere \z
      faglærte.",
    source = "Beskæftigelsesplan 2021, kapitel 3, Rekrutteringsindsats",
    indicators = {
      { caption = "Voksenlærlingeaftaler, år til dato", omraade = "Hedensted", ydelse = "Alle",
        gruppe = "I alt", maaling = "Voksenlærlingeaftaler, år til dato" },
    },
    direction = "up", target = { direction_only = true }, unit = "aftaler",
    baseline = "2019M06", deadline = "2021-12-31",
    note = "12 by June 2019 is the only figure; a later one must be of the same month of its year.",
  }
end

local goals = {}
local function take(...)
  local taken = { ... }
  for i = 1, #taken do goals[#goals + 1] = taken[i] end
end
take(strategic_1_to_5())
take(strategic_6_to_10())
take(with_a_number())
take(without_a_number())

return {
  id = "beskaeftigelsesplan_2021",
  title = "Beskæftigelsesplan 2021",
  document = document,
  adopted = "2020-12-31",
  note = "Byrådet had to adopt the plan on 31 December 2020 at the latest; the day itself is not \z
    in the document.",
  goals = goals,
}
