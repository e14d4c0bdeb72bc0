-- The dimensions of published tables: the columns that say what a figure is of. A guard of the
-- query reads them; a column that is none of these is a dimension without rules.
--
--   id          unique, ASCII
--   captions    the columns' names, in any case
--   danish      what it is called in a sentence
--   persons     how unique persons go over its values: "overlap" a person may be in several of
--               them, "nearly" in few cases, "apart" never
--   totals      values that hold all the others
--   figures     of the dimension "measure": names of a column of figures that say nothing of what
--               they are, because the column of the dimension does
--   whole       true: the shares of its values are of one whole, 100 per cent together
--   parents     value -> the value that it is a part of, where there are totals in between
--
-- Besides, a value that is or ends in »i alt« is a total wherever it stands.

local list = {}

list[#list + 1] = { id = "period", danish = "perioder", persons = "overlap",
  captions = { "Periode", "Måned", "Kvartal", "År", "Aar", "Maaned", "Tid" } }

list[#list + 1] = { id = "area", danish = "områder", persons = "nearly",
  captions = { "Område", "Omraade", "Area", "Kommune" } }

list[#list + 1] = { id = "benefit", danish = "ydelser", persons = "overlap",
  captions = { "Ydelse", "Ydelser", "Ydelsesgrupper", "Ydelsesgruppe", "Ydelsestype" },
  totals = { "Ydelsesgrupper i alt", "Alle", "I alt" } }

list[#list + 1] = { id = "sex", danish = "køn", persons = "apart", captions = { "Køn", "Koen" },
  totals = { "I alt", "Køn i alt", "Mænd og kvinder i alt", "Total" } }

list[#list + 1] = { id = "age", danish = "aldersgrupper", persons = "apart",
  captions = { "Alder", "Aldersgruppe" }, totals = { "I alt", "Alder i alt", "Age, total" } }

list[#list + 1] = { id = "fund", danish = "a-kasser", persons = "nearly",
  captions = { "A-kasse", "A_kasse", "Akasse" }, totals = { "A-kasse i alt", "I alt" } }

list[#list + 1] = { id = "origin", danish = "herkomst", persons = "apart",
  captions = { "Herkomst" }, totals = { "I alt", "Herkomst i alt" } }

list[#list + 1] = { id = "group", danish = "grupper", persons = "overlap",
  captions = { "Gruppe", "Målgruppe", "Maalgruppe", "Visitationskategori" },
  totals = { "I alt", "Visitationskategori i alt" } }

list[#list + 1] = { id = "measure", danish = "målinger", persons = "apart",
  captions = { "Maaling", "Måling", "Målingsnavn", "Measure", "Indikator", "Nøgletal" },
  figures = { "vaerdi", "værdi", "value", "antal", "tal", "indhold", "obs_value", "figur" } }

list[#list + 1] = { id = "status", danish = "statusser", persons = "apart", whole = true,
  captions = { "Arbejdsmarkedsstatus", "Status" },
  totals = { "I alt", "Arbejdsmarkedsstatus i alt" } }

-- The tree of jobindsats.dk. »Erhversuddannelse« is its own spelling.
local learning, wages = "Vejledning og opkvalificering i alt", "Ansættelse med løntilskud i alt"
local ordinary, practice = "Ordinær uddannelse i alt", "Virksomhedspraktik i alt"
local public_wages = "Offentlig ansættelse med løntilskud i alt"
local public_practice = "Offentlig virksomhedspraktik i alt"
local use = "Nytteindsats i alt"

list[#list + 1] = { id = "offer", danish = "tilbud", persons = "overlap",
  captions = { "Tilbud", "Tilbudstype", "Aktiveringstilbud" }, totals = { "Tilbud i alt" },
  parents = {
    [learning] = "Tilbud i alt", [wages] = "Tilbud i alt", [practice] = "Tilbud i alt",
    [use] = "Tilbud i alt", ["Særligt tilrettelagt nytteindsats i alt"] = "Tilbud i alt",
    [ordinary] = learning, ["Danskuddannelse"] = learning,
    ["Læse-, skrive-, regne- og ordblindekurser"] = learning,
    ["Øvrige vejlednings- og opkvalificeringsforløb"] = learning,
    ["Almen voksenuddannelse (AVU)"] = ordinary, ["Arbejdsmarkedsuddannelse (AMU)"] = ordinary,
    ["Erhversuddannelse (EUD) m.v."] = ordinary, ["Erhvervsuddannelse (EUD) m.v."] = ordinary,
    ["Social- og sundhedsuddannelser (SOSU)"] = ordinary,
    ["Udd. på videregående niveau (KVU, MVU, LVU)"] = ordinary,
    ["Privat ansættelse med løntilskud"] = wages, [public_wages] = wages,
    ["Ansættelse med løntilskud, stat"] = public_wages,
    ["Ansættelse med løntilskud, region"] = public_wages,
    ["Ansættelse med løntilskud, kommune"] = public_wages,
    ["Privat virksomhedspraktik"] = practice, [public_practice] = practice,
    ["Virksomhedspraktik, stat"] = public_practice,
    ["Virksomhedspraktik, region"] = public_practice,
    ["Virksomhedspraktik, kommune"] = public_practice,
    ["Nytteindsats, stat"] = use, ["Nytteindsats, region"] = use, ["Nytteindsats, kommune"] = use,
  } }

return list
