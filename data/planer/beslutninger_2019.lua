-- Decisions of 2019 that set something to be reached and belong to no plan.

return {
  id = "beslutninger_2019",
  title = "Beslutninger i Byrådet og Udvalget for Beskæftigelse, 2019",
  document = "UFB, dagsorden, juni 2019",
  goals = {
    { id = "beslutning19_dansk_10_timer",
      text = "Den enkelte flygtning skal tilbydes 10 timers ugentlig dansk.",
      source = "UFB, dagsorden, juni 2019, punkt 1, 1. april 2019, punkt 45: Proces for ændret \z
        integrationsindsats",
      indicators = {}, direction = "up", target = { at_least = 10 }, unit = "timer pr. uge",
      note = "Adopted by Byrådet on 30 January 2019." },
    { id = "beslutning19_fgu_skole",
      text = "Hedensted kommune gerne ser en FGU-skole i Hedensted samtidig med etablering af \z
        Erhvervscampus Hedensted, hvor der forventes opstart august 2021.",
      source = "UFB, dagsorden, juni 2019, punkt 1, 1. april 2019, punkt 46: FGU-skole i Hedensted",
      indicators = {}, target = { none = true }, deadline = "2021-08-31",
      note = "August 2021 is an expectation; the last of the month is written." },
  },
}
