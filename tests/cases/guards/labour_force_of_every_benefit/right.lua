local t = read("tests/cases/guards/ydelser.csv"):filter "Område == 'Hedensted'"
local u = t:filter "Ydelsesgrupper ~= 'Ydelsesgrupper i alt'"
print(u:group_by "Periode":summarise
  "andel = 100 * sum(`Antal fuldtidspersoner`) / mean(Arbejdsstyrken)")
print(u:group_by "Periode, Ydelsesgrupper":summarise
  "andel = 100 * sum(`Antal fuldtidspersoner`) / sum(Arbejdsstyrken)")
