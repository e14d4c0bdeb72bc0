-- The three strategic goals on the slide »Beskæftigelse« of Det gode liv i
-- beskæftigelse. The ten overordnede strategiske mål of the same slides are
-- those of Beskæftigelsesplan 2021 and stand there (`also_in`). No year is
-- printed on the slides.

local source = "Det gode liv i beskæftigelse, slide Beskæftigelse, Strategiske mål"

return {
  id = "strategi_det_gode_liv",
  title = "Det gode liv i beskæftigelse, strategiske mål",
  document = "Det gode liv i beskæftigelse",
  goals = {
    { id = "det_gode_liv_offentlig_forsoergelse",
      text = "Andelen af borgere på offentlig forsørgelse reduceres i Hedensted kommune",
      source = source, indicators = {},
      awaits = {
        { caption = "Offentligt forsørgede i pct. af befolkningen", omraade = "Hedensted",
          ydelse = "Alle", gruppe = "I alt", maaling = "Fuldtidspersoner i pct. af befolkningen" },
      },
      direction = "down", target = { direction_only = true }, unit = "pct.",
      note = "The same goal, with the figures there are, is bp21_offentlig_forsoergelse." },
    { id = "det_gode_liv_virksomhedsrettede_forloeb",
      text = "Flere er i aktive virksomhedsrettede forløb og færre borgere er langtidsledige \z
        og/eller langtidssyge",
      source = source, indicators = {},
      direction = "up", target = { direction_only = true }, unit = "personer",
      note = "Two goals in one sentence, up and down; the direction is that of the first. See \z
        bp21_virksomhedsrettede_forloeb and bp21_langtidsledige." },
    { id = "det_gode_liv_arbejdskraft",
      text = "Virksomhederne har adgang til kvalificeret arbejdskraft de har behov for og vil \z
        gerne være med i",
      source = source, indicators = {}, target = { none = true },
      note = "The sentence breaks off on the slide." },
  },
}
