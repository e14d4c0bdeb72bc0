local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Ydelsesgrupper == 'Ydelsesgrupper i alt'"
  :select "Periode, Område, pct = `Fuldtidspersoner i pct. af arbejdsstyrken`"
  :pivot_wider{ names_from = "Område", values_from = "pct" }
  :mutate "snit = (Samsø + Vejle) / 2")
