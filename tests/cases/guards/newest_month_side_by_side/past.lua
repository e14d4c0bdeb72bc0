local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted'":select "Ydelsesgrupper, Periode, `Antal personer`":revised()
  :pivot_wider{ names_from = "Periode", values_from = "Antal personer" })
