local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted' and Ydelsesgrupper == 'Sygedagpenge'"
  :group_by "Periode":summarise "personer = first(`Antal personer`)")
