local t = read "tests/cases/guards/ydelser.csv"
local u = t:filter "Område == 'Hedensted' and Ydelsesgrupper == 'Kontanthjælp'"
  :select "Periode, personer = `Antal personer`, fuldtid = `Antal fuldtidspersoner`"
print(u:pivot_longer{ columns = "personer, fuldtid", names_to = "hvad", values_to = "n" }
  :group_by "Periode":summarise "n = sum(n)")
