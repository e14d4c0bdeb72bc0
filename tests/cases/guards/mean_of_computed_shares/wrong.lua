local t = read "tests/cases/guards/ydelser.csv"
local u = t:filter "Område ~= 'Hele landet' and Ydelsesgrupper == 'Ydelsesgrupper i alt'"
  :mutate "andel = 100 * `Antal fuldtidspersoner` / Arbejdsstyrken"
print(u:group_by "Periode":summarise "andel = mean(andel)")
