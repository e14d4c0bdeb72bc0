local t = read("tests/cases/guards/ydelser.csv"):filter "Område == 'Hedensted'"
print(t:filter "Ydelsesgrupper ~= 'Ydelsesgrupper i alt'":group_by "Periode":summarise
  "andel = 100 * sum(`Antal fuldtidspersoner`) / sum(Arbejdsstyrken)")
