local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted'":group_by "Ydelsesgrupper"
  :summarise "fuldtid = mean(`Antal fuldtidspersoner`)")
