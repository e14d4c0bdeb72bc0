local t = read "tests/cases/guards/ydelser.csv"
local u = t:filter "Område == 'Hedensted' and Ydelsesgrupper == 'Sygedagpenge'"
  :select "Periode, Forsørgelsesudgifter"
local kvartal = frame{ { "Periode", { period "2021Q3" } }, { "Forsørgelsesudgifter", { 6400000 } } }
print(u:bind_rows(kvartal):filter "kind(Periode) == 'month'"
  :summarise "kr = sum(Forsørgelsesudgifter)")
