-- The goals of the teams for June and December, »Sammen når vi længere
-- (forandringsteori)«. Several are not set yet: the slide says »Xx«. No year is
-- printed, so no deadline is an ISO date, and no published figure is laid
-- against them. »Aktive på ydelse« would be read by Andel aktiveringsberørte.

local source = "Det gode liv i beskæftigelse, slide Sammen når vi længere…(forandringsteori)"
local june, december = "udgangen af juni", "udgangen af december"

local function june_goals()
  return {
    { id = "team_juni_aktive_75", text = "75 pct. aktive på ydelse", source = source,
      indicators = {},
      direction = "up", target = { at_least = 75 }, unit = "pct.", deadline_as_written = june },
    { id = "team_juni_cv_80", text = "80 pct. har CV, jobmål og Virksomhedskonsulent",
      source = source,
      indicators = {}, direction = "up", target = { at_least = 80 }, unit = "pct.",
      deadline_as_written = june },
    { id = "team_juni_loennede_timer", text = "Xx andel har lønnede timer inden udgangen af juni",
      source = source, indicators = {}, direction = "up",
      target = { not_set = true, as_written = "Xx" }, unit = "pct.", deadline_as_written = june },
    { id = "team_juni_virksomhedspraktik",
      text = "Xx andel er i virksomhedspraktik inden udgangen af juni",
      source = source, indicators = {}, direction = "up",
      target = { not_set = true, as_written = "Xx" }, unit = "pct.", deadline_as_written = june },
    { id = "team_juni_job", text = "Xx andel afsluttes til job", source = source, indicators = {},
      direction = "up", target = { not_set = true, as_written = "Xx" }, unit = "pct.",
      deadline_as_written = june },
  }
end

local function december_goals()
  return {
    { id = "team_december_aktive_80", text = "80 pct. er aktive på ydelsen", source = source,
      indicators = {},
      direction = "up", target = { at_least = 80 }, unit = "pct.", deadline_as_written = december },
    { id = "team_december_cv_85", text = "85 pct. har CV, jobmål og VK", source = source,
      indicators = {}, direction = "up", target = { at_least = 85 }, unit = "pct.",
      deadline_as_written = december, note = "VK: virksomhedskonsulent." },
    { id = "team_december_varighed", text = "Gennemsnitlig varighed nedbringes til ….",
      source = source,
      indicators = {}, direction = "down", target = { not_set = true, as_written = "…." },
      unit = "uger",
      deadline_as_written = december, note = "The unit is not printed; weeks are STAR's." },
    { id = "team_december_loennede_timer",
      text = "Xx andel har lønnede timer inden udgangen af december",
      source = source, indicators = {}, direction = "up",
      target = { not_set = true, as_written = "Xx" }, unit = "pct.",
      deadline_as_written = december },
    { id = "team_december_virksomhedspraktik",
      text = "Xx andel er i virksomhedspraktik inden udgangen af december",
      source = source, indicators = {}, direction = "up",
      target = { not_set = true, as_written = "Xx" }, unit = "pct.",
      deadline_as_written = december },
    { id = "team_december_job", text = "xx pct. afsluttes til job/fleksjob eller uddannelse",
      source = source,
      indicators = {}, direction = "up",
      target = { not_set = true, as_written = "xx" }, unit = "pct.",
      deadline_as_written = december },
  }
end

local goals = june_goals()
local later = december_goals()
for i = 1, #later do goals[#goals + 1] = later[i] end

return {
  id = "team_maal",
  title = "Teamenes delmål, juni og december",
  document = "Det gode liv i beskæftigelse",
  note = "The halves of the year are read from the two columns of the slide: goals without a \z
    month of their own stand with those of June or December.",
  goals = goals,
}
