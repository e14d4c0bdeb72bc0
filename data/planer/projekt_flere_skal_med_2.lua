-- The frontrunner project Flere skal med 2, for aktivitetsparate recipients of
-- kontanthjælp. No date is set, and no figure for the group of the project is
-- published: the municipality's aktivitetsparate as a whole are not the group.

local source = "UFB, dagsorden, juni 2019, punkt 1, 14. januar 2019, punkt 7: Bevilling af \z
  frontrunnerprojekt for Flere skal med 2"
local share_text = "Den samlede andel i virksomhedsrettet indsats øges til 50%, heraf har 22% \z
  lønnede timer."
local limit_text = "Passivandelen udgør højest 10%, minimum 85% af målgruppen har CV på Jobnet og \z
  højest 30% af målgruppen er undtaget for 225 timers reglen."

local function awaited(caption, maaling)
  return { { caption = caption, omraade = "Hedensted", ydelse = "Kontanthjælp",
             gruppe = "Flere skal med 2", maaling = maaling } }
end

return {
  id = "projekt_flere_skal_med_2",
  title = "Frontrunnerprojekt Flere skal med 2",
  document = "UFB, dagsorden, juni 2019",
  adopted = "2019-01-14",
  goals = {
    { id = "flere_skal_med_2_virksomhedsrettet_50", text = share_text, source = source,
      indicators = {},
      awaits = awaited("Andel i virksomhedsrettet indsats", "Andel i virksomhedsrettet indsats"),
      direction = "up", target = { at_least = 50 }, unit = "pct." },
    { id = "flere_skal_med_2_loennede_timer_22", text = share_text, source = source,
      indicators = {},
      awaits = awaited("Andel med lønnede timer", "Andel personer med ordinære timer"),
      direction = "up", target = { at_least = 22 }, unit = "pct.",
      note = "»Heraf«: 22 per cent of those in virksomhedsrettet indsats, or of all; the text \z
        allows both." },
    { id = "flere_skal_med_2_passiv_10", text = limit_text, source = source,
      indicators = {}, awaits = awaited("Passivandel", "Passivandel"),
      direction = "down", target = { at_most = 10 }, unit = "pct." },
    { id = "flere_skal_med_2_cv_85", text = limit_text, source = source,
      indicators = {}, awaits = awaited("Andel med CV på Jobnet", "Andel med CV på Jobnet"),
      direction = "up", target = { at_least = 85 }, unit = "pct." },
    { id = "flere_skal_med_2_undtaget_30", text = limit_text, source = source,
      indicators = {},
      awaits = awaited("Andel undtaget fra 225-timersreglen",
                       "Andel undtaget fra 225-timersreglen"),
      direction = "down", target = { at_most = 30 }, unit = "pct." },
    { id = "flere_skal_med_2_sager_30",
      text = "Indsatsen i projektet skal tilrettelægges, så alle i målgruppen får en personlig \z
        jobformidler, og denne maksimalt har 30 sager.",
      source = source,
      indicators = {},
      awaits = awaited("Sager pr. personlig jobformidler", "Sager pr. personlig jobformidler"),
      direction = "down", target = { at_most = 30 }, unit = "sager" },
  },
}
