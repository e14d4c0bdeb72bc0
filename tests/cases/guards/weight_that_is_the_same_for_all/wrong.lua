local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Ydelsesgrupper == 'Ydelsesgrupper i alt' and Område ~= 'Hele landet'"
  :mutate "vaegt = 1":group_by "Periode"
  :summarise "pct = weighted_mean(`Fuldtidspersoner i pct. af arbejdsstyrken`, vaegt)")
