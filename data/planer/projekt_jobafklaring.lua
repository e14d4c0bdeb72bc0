-- The investment in jobafklaringsforløb, May 2019 - April 2021.

return {
  id = "projekt_jobafklaring",
  title = "Investeringsprojekt for jobafklaringsforløb, maj 2019 – april 2021",
  document = "Beskæftigelsesplan 2021",
  adopted = "2019-03-04",
  goals = {
    { id = "jobafklaring_varighed",
      text = "Formålet er at nedbringe den gennemsnitlige varighed for borgere i \z
        jobafklaringsforløb.",
      source = "Beskæftigelsesplan 2021, kapitel 3, Investeringsprojekt maj 2019 – april 2021 for \z
        jobafklaringsforløb",
      also_in = "UFB, dagsorden, juni 2019, punkt 1, 4. marts 2019, punkt 34: \z
        Jobafklaringsforløb, oplæg til styrket indsats",
      indicators = {},
      awaits = {
        { caption = "Gennemsnitlig varighed, jobafklaringsforløb", omraade = "Hedensted",
          ydelse = "Jobafklaringsforløb", gruppe = "I alt",
          maaling = "Gnsn. varighed af afsluttede forløb (uger)" },
      },
      direction = "down", target = { direction_only = true }, unit = "uger",
      deadline = "2021-04-30", evaluation = { "2019-12-31" },
      note = "The decision of 4 March 2019: »første evaluering leveres i november eller december \z
        2019«; the later is written. That decision says nothing of duration." },
  },
}
