local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Ydelsesgrupper == 'Ydelsesgrupper i alt' and Område in ('Samsø', 'Vejle')"
  :group_by "Periode":summarise "pct = 100 * sum(`Antal fuldtidspersoner`) / sum(Arbejdsstyrken)")
