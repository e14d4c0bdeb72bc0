-- Where a goal starts from when it is judged on the synthetic set: the documents print no figure to
-- start from. By the goal's id: a period, and why that one. Choices of ours, printed wherever they
-- are used.

local before_covid = "tiden før Covid-19, som udvalget selv har valgt den"

return {
  jobparate_faerre_20 = { baseline = "2018M12", why = "måneden før bevillingen 14. januar 2019" },
  jobafklaring_varighed = { baseline = "2019Q1", why = "kvartalet før projektet, maj 2019" },
  fokus19_2_kontanthjaelp_15 = { baseline = "2018M12", why = "måneden før fokuslistens år" },
  fokus19_2_loennede_timer_20 = { baseline = "2018M12", why = "måneden før fokuslistens år" },
  bp21_offentlig_forsoergelse = { baseline = "2019M09", why = before_covid },
  bp21_afsluttes_til_arbejde = { baseline = "2019Q3", why = before_covid },
  bp21_langtidsledige = { baseline = "2019M09", why = before_covid },
  bp21_varighed = { baseline = "2019Q3", why = before_covid },
  bp21_aktiveringsgrad = { baseline = "2019M09", why = before_covid },
  bp21_sygefravaer_varighed = { baseline = "2019Q3", why = before_covid },
  ministermaal21_2_opkvalificering = { baseline = "2019M09", why = before_covid },
  det_gode_liv_offentlig_forsoergelse = { baseline = "2019M09", why = before_covid },
}
