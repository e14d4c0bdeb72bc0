-- The goals of the Minister for Employment for 2020, as the agenda of UFB lists
-- them for Beskæftigelsesplan 2020. The agenda numbers them 1-4 and 6, and asks
-- itself: »Nye mål eller de kendte ? – Ny minister vil formentlig sætte sit præg ?«

local source = "UFB, dagsorden, juni 2019, punkt 2: Beskæftigelsesplan 2020, kapitel 2"

return {
  id = "ministermaal_2020",
  title = "Beskæftigelsesministerens mål for 2020",
  document = "UFB, dagsorden, juni 2019",
  note = "The numbering is the agenda's: there is no fifth.",
  goals = {
    { id = "ministermaal20_1_beskaeftigelse_uddannelse",
      text = "Flere personer skal i beskæftigelse eller uddannelse i stedet for at være på \z
        offentlig forsørgelse",
      source = source, indicators = {},
      direction = "up", target = { direction_only = true }, unit = "personer",
      deadline = "2020-12-31" },
    { id = "ministermaal20_2_arbejdskraft",
      text = "Virksomhederne skal sikres den nødvendige og kvalificerede arbejdskraft",
      source = source, indicators = {}, target = { none = true }, deadline = "2020-12-31" },
    { id = "ministermaal20_3_flygtninge",
      text = "Flere flygtninge og familiesammenførte til flygtninge skal være selvforsørgende",
      source = source, indicators = {},
      direction = "up", target = { direction_only = true }, unit = "personer",
      deadline = "2020-12-31" },
    { id = "ministermaal20_4_kontanthjaelp",
      text = "Flere jobparate personer på kontanthjælp skal i beskæftigelse, og flere \z
        aktivitetsparate bliver jobparate eller kommer i beskæftigelse. Der bør i indsatsen være \z
        et særligt fokus på kvinder med indvandrerbaggrund.",
      source = source, indicators = {},
      direction = "up", target = { direction_only = true }, unit = "personer",
      deadline = "2020-12-31" },
    { id = "ministermaal20_6_udsatte",
      text = "Udsatte ledige skal have en indsats",
      source = source, indicators = {}, target = { none = true }, deadline = "2020-12-31" },
  },
}
