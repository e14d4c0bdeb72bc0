local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted' and Ydelsesgrupper == 'Sygedagpenge' and Periode < 2021M09"
  :mutate "aendring = `Antal personer` - lag(`Antal personer`)":select "Periode, aendring")
