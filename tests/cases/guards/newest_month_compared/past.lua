local t = read "tests/cases/guards/ydelser.csv"
local u = t:filter "Område == 'Hedensted' and Ydelsesgrupper == 'Sygedagpenge'":with_preliminary()
  :mutate "aendring = `Antal personer` - lag(`Antal personer`)":select "Periode, aendring"
print(u)
print(table.concat(u:notes "da", "\n"))
