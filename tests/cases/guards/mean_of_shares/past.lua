local t = read "tests/cases/guards/ydelser.csv"
local u = t:filter "Område in ('Hedensted', 'Horsens', 'Samsø') and Periode == 2021M09"
  :filter "Ydelsesgrupper == 'Ydelsesgrupper i alt'"
print(u:summarise "andel = unsafe_mean(`Fuldtidspersoner i pct. af arbejdsstyrken`)")
