-- The five goals of the Minister for Employment for 2021, as Beskæftigelsesplan
-- 2021 prints them. None has a number.

local source = "Beskæftigelsesplan 2021, kapitel 2, Beskæftigelsesministerens mål for 2021"

return {
  id = "ministermaal_2021",
  title = "Beskæftigelsesministerens mål for 2021",
  document = "Beskæftigelsesplan 2021",
  goals = {
    { id = "ministermaal21_1_vaerdig_sagsbehandling",
      text = "Alle ledige skal have en værdig sagsbehandling",
      source = source, indicators = {}, target = { none = true }, deadline = "2021-12-31" },
    { id = "ministermaal21_2_opkvalificering",
      text = "Flere ledige skal opkvalificeres",
      source = source, indicators = {},
      awaits = {
        { caption = "Ledige i vejledning og opkvalificering", omraade = "Hedensted",
          ydelse = "Alle",
          gruppe = "I alt", maaling = "Antal aktiverede: Vejledning og opkvalificering i alt" },
      },
      direction = "up", target = { direction_only = true }, unit = "personer",
      deadline = "2021-12-31",
      note = "Vejledning og opkvalificering is published for four benefits, not for the \z
        unemployed as a whole, and is wider than opkvalificering." },
    { id = "ministermaal21_3_flygtninge",
      text = "Flere flygtninge og familiesammenførte skal være selvforsørgende",
      source = source, indicators = {},
      direction = "up", target = { direction_only = true }, unit = "personer",
      deadline = "2021-12-31" },
    { id = "ministermaal21_4_handicap",
      text = "Flere personer med handicap skal i beskæftigelse",
      source = source, indicators = {},
      direction = "up", target = { direction_only = true }, unit = "personer",
      deadline = "2021-12-31" },
    { id = "ministermaal21_5_arbejdskraft",
      text = "Virksomhederne skal sikres den nødvendige og kvalificerede arbejdskraft",
      source = source, indicators = {}, target = { none = true }, deadline = "2021-12-31" },
  },
}
