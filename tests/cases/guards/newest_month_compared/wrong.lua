local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted' and Ydelsesgrupper == 'Sygedagpenge'"
  :mutate "aendring = `Antal personer` - lag(`Antal personer`)":select "Periode, aendring")
