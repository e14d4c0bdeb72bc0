local t = read "tests/cases/guards/ydelser.csv"
local indbyggere = frame{ { "Område", { "Hedensted Kommune", "Horsens" } }, { "n", { 46, 91 } } }
print(t:filter "Periode == 2021M09 and Ydelsesgrupper == 'Sygedagpenge'"
  :select "Område, `Antal personer`":inner_join(indbyggere:match_areas "Område", "Område"))
