local t = read "tests/cases/guards/ydelser.csv"
local u = t:filter "Område ~= 'Hele landet' and Ydelsesgrupper == 'Ydelsesgrupper i alt'"
print(u:group_by "Periode"
  :summarise "andel = 100 * sum(`Antal fuldtidspersoner`) / sum(Arbejdsstyrken)")
