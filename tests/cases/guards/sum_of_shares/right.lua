local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Ydelsesgrupper == 'Ydelsesgrupper i alt' and Område ~= 'Hele landet'"
  :group_by "Periode":summarise "andel = 100 * sum(`Antal fuldtidspersoner`) / sum(Arbejdsstyrken)")
