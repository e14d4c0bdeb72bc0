local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Ydelsesgrupper == 'Ydelsesgrupper i alt' and Område ~= 'Hele landet'"
  :group_by "Periode"
  :summarise "pct = weighted_mean(`Fuldtidspersoner i pct. af arbejdsstyrken`, Arbejdsstyrken)")
