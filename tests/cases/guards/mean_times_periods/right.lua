local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Ydelsesgrupper == 'Ydelsesgrupper i alt'":group_by "Område"
  :summarise "personer = mean(`Antal personer`)")
