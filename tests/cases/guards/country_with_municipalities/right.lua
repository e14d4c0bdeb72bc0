local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Ydelsesgrupper == 'Sygedagpenge' and Område == 'Hele landet'":group_by "Periode"
  :summarise "fuldtid = sum(`Antal fuldtidspersoner`)")
