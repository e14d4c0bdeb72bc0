local t = read "tests/cases/guards/ydelser.csv"
-- Three of the municipalities of RAR Østjylland, each with the same weight.
local u = t:filter "Område in ('Hedensted', 'Horsens', 'Samsø') and Periode == 2021M09"
  :filter "Ydelsesgrupper == 'Ydelsesgrupper i alt'"
print(u:summarise "andel = mean(`Fuldtidspersoner i pct. af arbejdsstyrken`)")
