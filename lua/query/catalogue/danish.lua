-- The Danish words by which what the catalogues hold is looked for (:apropos vægtet). Every name
-- has some: tests/lua/test_help.lua.

local danish = {}

-- In parts: a function of Lua 5.4.4 holds 256 constants.
local parts = {
  -- to begin
  function() return {
  read = "læs indlæs hent åbn fil csv json data", frame = "tabel ramme lav opret i hånden",
  period = "periode måned kvartal år dato tid", missing = "manglende mangler tom skjult ukendt",
  session = "kommandoer prompt samtale gem indlæs variable visning tid",
  progress = "fremdrift forløb ventetid hvor langt løkke",
  report = "rapport dokument opfølgning skriv word excel html",
  revisions = "rettelser rettet revision kilden ændret udgave forskel",
  since = "siden sidst opfølgning udvikling rettelse ændring",
  ledger = "hukommelse regnskab udgaver domme historik tidligere",
  benchmark = "sammenligning sammenlign benchmark område kommuner landsdel rar klynge",
  why = "hvorfor kilde proveniens dokumentation spor oprindelse", help = "hjælp vejledning",
  } end,
  -- verbs
  function() return {
  filter = "filtrer udvælg betingelse hvor rækker vælg rækker", select = "vælg kolonner behold",
  rename = "omdøb navngiv nyt navn", mutate = "beregn ny kolonne udregn tilføj",
  arrange = "sorter orden rækkefølge", head = "første øverste top", tail = "sidste nederste",
  slice = "udsnit rækker fra til", distinct = "entydige forskellige unikke dubletter",
  group_by = "gruppér grupper opdel for hver", ungroup = "ophæv gruppering",
  summarise = "opsummer sammenfat aggreger i alt", count = "tæl antal rækker",
  pivot_wider = "bred pivot krydstabel kolonner", pivot_longer = "lang pivot rækker smelt",
  each_period = "forløb pr. måned aktive i perioden varighed udfold",
  complete = "fuldstændig udfyld huller manglende perioder",
  join = "flet slå sammen kobl forbind", left_join = "flet kobl behold alle venstre",
  inner_join = "flet kobl fælles", semi_join = "findes i flet", anti_join = "findes ikke i flet",
  bind_rows = "sæt under hinanden saml rækker append",
  describe = "beskriv overblik fordeling kvartiler statistik", glimpse = "kig overblik kolonner",
  freq = "frekvens hyppighed fordeling tæl andel", collect = "kør beregn nu saml",
  text = "tekst udskriv markdown csv json", names = "navne kolonner", types = "typer kolonner",
  cell = "celle værdi", column = "kolonne værdier liste", rows = "rækker løkke gennemløb",
  map_rows = "rækker funktion for hver", reason = "årsag grund mangler hvorfor",
  mark = "grænse mindst højst mærke", format = "format dansk tal skriv",
  bounds = "grænser interval mindst højst", hides = "skjuler diskretion fortrolig politik",
  hidden = "skjult skjulte ukendt fortrolig diskretion",
  dialect = "dialekt tegnsæt skilletegn decimaltegn", sources = "kilder filer",
  save = "gem skriv fil eksporter csv", plot = "kurve graf linje diagram figur tegn udvikling",
  bar = "søjle søjler diagram figur tegn", spark = "minigraf kurve udvikling gnist",
  measures = "måling måltal betydning", match_areas = "områder kommuner stavemåde navne",
  notes = "noter bemærkninger forbehold", mix_totals = "totaler i alt dele tilladelse",
  keep_duplicates = "dubletter gentagne tilladelse", mix_periods = "perioder blande tilladelse",
  with_preliminary = "foreløbige tal nyeste måned tilladelse", revised = "endelige tal revideret",
  allow_empty = "tomt filter findes ikke tilladelse",
  } end,
  -- functions
  function() return {
  if_else = "hvis ellers betingelse", coalesce = "første kendte erstat manglende",
  is_missing = "mangler tom", is_suppressed = "skjult diskretion fortrolig",
  abs = "numerisk absolut", round = "afrund decimaler", floor = "rund ned", ceiling = "rund op",
  sqrt = "kvadratrod", log = "logaritme", exp = "eksponential", lower = "små bogstaver",
  upper = "store bogstaver", trim = "fjern blanke mellemrum", contains = "indeholder søg tekst",
  starts_with = "begynder med", ends_with = "slutter med ender på", year = "år periode",
  number = "tal omform", kind = "slags periode måned kvartal", year_of = "år periode",
  quarter_of = "kvartal", month_of = "måned", period_add = "flyt periode læg til",
  first_day = "første dag dato", last_day = "sidste dag dato",
  unsafe = "usikker uden kontrol på eget ansvar", sum = "sum læg sammen i alt total",
  n_distinct = "antal forskellige unikke", mean = "gennemsnit middelværdi",
  weighted_mean = "vægtet gennemsnit vejet vægt", median = "median midterste",
  quantile = "fraktil kvartil percentil", sd = "standardafvigelse spredning",
  min = "mindste minimum lavest", max = "største maksimum højest", first = "første",
  last = "sidste nyeste", unsafe_sum = "sum uden kontrol på eget ansvar",
  unsafe_mean = "gennemsnit uden kontrol på eget ansvar",
  lag = "forrige sidste år samme måned forskydning", lead = "næste forskydning",
  cumsum = "akkumuleret løbende sum år til dato", rolling_sum = "glidende sum tolv måneder",
  rolling_mean = "glidende gennemsnit løbende udjævn", rank = "rang rangorden placering nummer",
  share = "andel procent del af",
  } end,
  -- operators
  function() return {
  ["+"] = "plus læg til", ["-"] = "minus træk fra", ["*"] = "gange", ["/"] = "divider dele brøk",
  ["//"] = "heltalsdivision", ["%"] = "rest modulo", ["^"] = "potens", negate = "negativ fortegn",
  [".."] = "sæt tekst sammen", ["=="] = "lig med ens", ["~="] = "forskellig fra ikke lig",
  ["<"] = "mindre end under", ["<="] = "højst", [">"] = "større end over", [">="] = "mindst",
  ["in"] = "blandt en af i listen", ["and"] = "og begge", ["or"] = "eller", ["not"] = "ikke",
  } end,
  -- whole series
  function() return {
  ["compare.event"] = "før efter covid hændelse effekt sammenlign",
  ["compare.shares"] = "andele forskel interval procentpoint sammenlign",
  ["series.xmr"] = "kontrolgrænser tilfældig udsving signal serie", ["series.runs"] =
    "seriediagram tilfældig median signal", ["series.shares"] = "andele kontrolgrænser serie",
  ["series.assurance"] = "nås målet sikkerhed måltal",
  } end,
}

local words = {}
for _, part in ipairs(parts) do
  for name, text in pairs(part()) do words[name] = text end
end

-- The words of a name, or nil.
function danish.of(name)
  return words[name]
end

-- The names that have words.
function danish.names()
  local names = {}
  for name in pairs(words) do names[#names + 1] = name end
  table.sort(names)
  return names
end

return danish
