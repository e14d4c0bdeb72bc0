local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted' and Ydelsesgrupper == 'Sygedagpenge'"
  :select "Periode, `Antal personer`")
