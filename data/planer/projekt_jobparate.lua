-- The project for job-ready recipients of kontanthjælp: three success criteria
-- at the end of 2020. No figure for the group is published.

local source = "UFB, dagsorden, juni 2019, punkt 1, 14. januar 2019, punkt 5: Bevilling af \z
  projekt Jobparate kontanthjælpsmodtagere"

local function awaited(caption, maaling)
  return { { caption = caption, omraade = "Hedensted", ydelse = "Kontanthjælp", gruppe = "\z
    Jobparate",
             maaling = maaling } }
end

return {
  id = "projekt_jobparate",
  title = "Projekt Jobparate kontanthjælpsmodtagere",
  document = "UFB, dagsorden, juni 2019",
  adopted = "2019-01-14",
  note = "The purpose says »aktivitetsparate«, the title and the criteria say »jobparate«; the \z
    criteria are followed.",
  goals = {
    { id = "jobparate_faerre_20", text = "20% færre jobparate kontanthjælpsmodtagere.",
      source = source, indicators = {},
      awaits = awaited("Jobparate på kontanthjælp", "Antal personer"),
      direction = "down", target = { change_percent = -20 }, unit = "personer",
      deadline = "2020-12-31",
      note = "The figure to start from is not in the text." },
    { id = "jobparate_loennede_timer_42", text = "42% har lønnede timer.",
      source = source, indicators = {},
      awaits = awaited("Andel med lønnede timer, jobparate", "Andel personer med ordinære timer"),
      direction = "up", target = { at_least = 42 }, unit = "pct.", deadline = "2020-12-31" },
    { id = "jobparate_i_job_85", text = "1 måned efter afsluttet forløb er 85% i job.",
      source = source, indicators = {},
      awaits = awaited("Andel i job 1 måned efter afsluttet forløb", "Status 1 md. efter \z
        afsluttet forløb, pct."),
      direction = "up", target = { at_least = 85 }, unit = "pct.", deadline = "2020-12-31",
      note = "Of the statuses, employment." },
  },
}
