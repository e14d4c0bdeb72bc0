-- The focus list of Byrådet: the five points of employment, as printed in the
-- agenda of UFB. Point 2 and point 5 hold two measurable goals each, so seven
-- goals stand here. »I slutningen af 2019« is written as the last day of 2019.

local source = "UFB, dagsorden, juni 2019, punkt 2: Beskæftigelsesplan 2020, Fokuspunkter"
local end_of_2019 = "2019-12-31"

return {
  id = "fokusliste_2019",
  title = "Fokuslisten 2019, beskæftigelse",
  document = "UFB, dagsorden, juni 2019",
  goals = {
    { id = "fokus19_1_arbejdskraft",
      text = "Virksomhederne har den arbejdskraft de har behov bl.a. ved at arbejdskraften gøres \z
        klar via tæt samarbejde med uddannelsesinstitutioner og virksomheder. Evalueres maj og \z
        november hvert år",
      source = source .. ", punkt 1",
      indicators = {}, target = { none = true },
      evaluation = { "2019-05-31", "2019-11-30" },
      note = "May and November of every year; the dates of 2019 are written, as the last of the \z
        month." },

    { id = "fokus19_2_kontanthjaelp_15",
      text = "Andelen af kontanthjælpsmodtagere reduceres med 15 %.",
      source = source .. ", punkt 2",
      indicators = {},
      awaits = {
        { caption = "Kontanthjælpsmodtagere i pct. af befolkningen", omraade = "Hedensted",
          ydelse = "Kontanthjælp", gruppe = "I alt",
          maaling = "Fuldtidspersoner i pct. af befolkningen" },
      },
      direction = "down", target = { change_percent = -15 }, unit = "pct.",
      deadline = end_of_2019, evaluation = { end_of_2019 },
      note = "The figure to start from is not in the text." },

    { id = "fokus19_2_loennede_timer_20",
      text = "Andelen af kontanthjælpsmodtagere med lønnede timer (småjobs) øges med 20 %.",
      source = source .. ", punkt 2",
      indicators = {
        { caption = "Andel med lønnede timer, kontanthjælp", omraade = "Hedensted",
          ydelse = "Kontanthjælp", gruppe = "I alt",
          maaling = "Andel personer med ordinære timer" },
      },
      direction = "up", target = { change_percent = 20 }, unit = "pct.",
      deadline = end_of_2019, evaluation = { end_of_2019 },
      note = "Read as 20 per cent of the share, not as 20 points. The figure to start from is not \z
        in the text; March 2019 is the only one published." },

    { id = "fokus19_3_flygtningekvinder",
      text = "Flere flygtningekvinder kommer i ordinære jobs. 10 kvinder er inden udgangen af \z
        2019 i hel eller delvis beskæftigelse (selvforsørgelse).",
      source = source .. ", punkt 3",
      indicators = {},
      awaits = {
        { caption = "Flygtningekvinder i hel eller delvis beskæftigelse", omraade = "Hedensted",
          ydelse = "Alle",
          gruppe = "Flygtningekvinder",
          maaling = "Antal personer i hel eller delvis beskæftigelse" },
      },
      direction = "up", target = { at_least = 10 }, unit = "personer",
      deadline = end_of_2019, evaluation = { end_of_2019 },
      note = "The 7 refugees in part-time employment of April 2019 are not said to be women." },

    { id = "fokus19_4_psykisk_udsatte",
      text = "I samarbejde mellem Jobcenter og socialpsykiatrien kommer 15 psykisk udsatte \z
        borgere i hel eller delvis beskæftigelse (selvforsørgelse). Støttekontaktpersoner tættere \z
        på virksomhedskonsulenter.",
      source = source .. ", punkt 4",
      indicators = {
        { caption = "Deltagere i Rum til os i fleksjob eller med lønnede timer",
          omraade = "Hedensted",
          ydelse = "Alle",
          sum_of = {
            { gruppe = "I fleksjob", maaling = "Deltagere i Rum til os" },
            { gruppe = "Har lønnede timer", maaling = "Deltagere i Rum til os" },
          } },
      },
      direction = "up", target = { at_least = 15 }, unit = "personer",
      deadline = end_of_2019, evaluation = { end_of_2019 },
      remark = "Talt med er deltagere i Rum til os i fleksjob eller med lønnede timer; andre kan \z
        være kommet i arbejde uden om projektet.",
      note = "Rum til os is the project of Jobcenter and Socialpsykiatri that has figures; others \z
        may have come into work outside it. Fleksjob is counted as employment, practice is not." },

    { id = "fokus19_5_code_of_care_nye",
      text = "I 2019 er der 20 nye virksomheder i ”Code of Care” Hedensted.",
      source = source .. ", punkt 5",
      indicators = {},
      awaits = {
        { caption = "Nye virksomheder i Code of Care", omraade = "Hedensted", ydelse = "Alle",
          gruppe = "I alt", maaling = "Nye virksomheder i Code of Care" },
      },
      direction = "up", target = { at_least = 20 }, unit = "virksomheder", window = "2019",
      deadline = end_of_2019, evaluation = { end_of_2019 } },

    { id = "fokus19_5_code_of_care_44",
      text = "Afsluttes/evalueres i slutningen af 2019, hvor målet er, at vi har 44 virksomheder \z
        i netværket.",
      source = source .. ", punkt 5",
      indicators = {
        { caption = "Virksomheder i Code of Care", omraade = "Hedensted", ydelse = "Alle",
          gruppe = "I alt",
          maaling = "Virksomheder i Code of Care" },
      },
      direction = "up", target = { at_least = 44 }, unit = "virksomheder",
      deadline = end_of_2019, evaluation = { end_of_2019 } },
  },
}
