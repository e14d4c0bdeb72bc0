local t = read "tests/cases/guards/ydelser.csv"
local b = benchmark{ of = { "Horsens", "Vejle" }, name = "Naboer", own = "Hedensted",
  with_own = false }
print(t:filter("Område in $b and Ydelsesgrupper == 'Sygedagpenge'", { b = b })
  :group_by "Periode":summarise "andel = 100 * sum(`Antal fuldtidspersoner`) / sum(Arbejdsstyrken)")
