local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted' and Periode < 2021M09"
  :select "Ydelsesgrupper, Periode, `Antal personer`"
  :pivot_wider{ names_from = "Periode", values_from = "Antal personer" })
