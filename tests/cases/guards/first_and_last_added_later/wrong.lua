local t = read "tests/cases/guards/ydelser.csv"
  :filter "Ydelsesgrupper == 'Sygedagpenge' and Periode < 2021M09"
local ender = t:group_by "Område"
  :summarise "foer = first(`Antal personer`), nu = last(`Antal personer`)"
print(ender:mutate "i_alt = foer + nu")
