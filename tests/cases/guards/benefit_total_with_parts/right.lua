local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted' and Ydelsesgrupper ~= 'Ydelsesgrupper i alt'"
  :group_by "Periode":summarise "fuldtid = sum(`Antal fuldtidspersoner`)")
