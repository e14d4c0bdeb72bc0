-- Four goals that are followed each month, as `indsats --new` would have it.

local function persons(ydelse)
  return { { caption = "Personer på " .. ydelse:lower(), ydelse = ydelse, gruppe = "I alt",
    maaling = "Antal personer", unit = "personer" } }
end

require("followup.municipality").run { kommune = "Hedensted", figures = "tal.csv", arguments = arg,
  plan = { id = "aaret", title = "Beskæftigelsesplan 2021", document = "Beskæftigelsesplan 2021",
    goals = {
      { id = "kontanthjaelp", text = "Højst 350 borgere er på kontanthjælp",
        source = "mål 1", indicators = persons "Kontanthjælp", direction = "down",
        target = { at_most = 350 }, unit = "personer", baseline = "2020M12",
        deadline = "2021-12-31" },
      { id = "sygedagpenge", text = "15 procent færre er på sygedagpenge end i december 2020",
        source = "mål 2", indicators = persons "Sygedagpenge", direction = "down",
        target = { change_percent = -15 }, unit = "personer", baseline = "2020M12",
        deadline = "2021-12-31" },
      { id = "praktik", text = "Mindst 25 pct. af de unge er i virksomhedspraktik",
        source = "mål 3", direction = "up", target = { at_least = 25 }, unit = "pct.",
        baseline = "2020M12", deadline = "2021-12-31", indicators = {
          { caption = "Andel unge i virksomhedspraktik", ydelse = "Uddannelseshjælp",
            gruppe = "I alt",
            numerator = { maaling = "Antal aktiverede: Virksomhedspraktik i alt" },
            denominator = { maaling = "Antal personer" }, unit = "pct." } } },
      { id = "timer", text = "Flere på kontanthjælp har ordinære timer",
        source = "mål 4", direction = "up", target = { change_points = 3 }, unit = "pct.",
        baseline = "2020M12", deadline = "2021-12-31", indicators = {
          { caption = "Andel med ordinære timer, kontanthjælp", ydelse = "Kontanthjælp",
            gruppe = "I alt", maaling = "Andel personer med ordinære timer", unit = "pct." } } },
    } } }
