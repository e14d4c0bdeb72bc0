local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Ydelsesgrupper == 'Sygedagpenge'":mix_totals():group_by "Periode"
  :summarise "fuldtid = sum(`Antal fuldtidspersoner`)")
