-- The project Uddannelsesambassadører. The goals are printed twice, in items 1
-- and 3 of the agenda, in the same words.

local source = "UFB, dagsorden, juni 2019, punkt 1, 14. januar 2019, punkt 6: Bevilling af \z
  projekt Uddannelsesambassadører"
local also_in = "UFB, dagsorden, juni 2019, punkt 3: Opkvalificering"
local text = "At der i 2020 er minimum 15 i uddannelsesløft og etableres 55 \z
  voksenlærlingeordninger."

return {
  id = "projekt_uddannelsesambassadoerer",
  title = "Projekt Uddannelsesambassadører",
  document = "UFB, dagsorden, juni 2019",
  adopted = "2019-01-14",
  goals = {
    { id = "uddannelsesambassadoer_kendskab",
      text = "At alle medarbejdere, som er i berøring med målgruppen, har et indgående kendskab \z
        til de forskellige ordninger for uddannelsesløft og voksenlærling, tilkendegiver at de \z
        løbende har fået formidlet mange konkrete eksempler på, at en ufaglært er kommet i gang \z
        med uddannelse.",
      source = source, also_in = also_in, indicators = {}, target = { none = true } },
    { id = "uddannelsesambassadoer_uddannelsesloeft_15", text = text,
      source = source, also_in = also_in,
      indicators = {
        { caption = "Uddannelsesløft i gang", omraade = "Hedensted", ydelse = "Alle",
          gruppe = "I alt",
          maaling = "Uddannelsesløft i gang" },
      },
      direction = "up", target = { at_least = 15 }, unit = "forløb",
      window = "2020", deadline = "2020-12-31",
      note = "2 were under way in June 2019 and 3 to come; those are before the window." },
    { id = "uddannelsesambassadoer_voksenlaerlinge_55", text = text,
      source = source, also_in = also_in,
      indicators = {
        { caption = "Voksenlærlingeaftaler, år til dato", omraade = "Hedensted", ydelse = "Alle",
          gruppe = "I alt", maaling = "Voksenlærlingeaftaler, år til dato" },
      },
      direction = "up", target = { at_least = 55 }, unit = "aftaler",
      window = "2020", deadline = "2020-12-31",
      note = "12 by June 2019 is of another year. »Ordninger« in the goal, »aftaler« in the \z
        status." },
  },
}
