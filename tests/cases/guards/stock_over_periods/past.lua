local t = read "tests/cases/guards/ydelser.csv"
local u = t:filter "Område == 'Hedensted'":group_by "Ydelsesgrupper"
  :summarise "maaneder = unsafe_sum(`Antal fuldtidspersoner`)":mutate "aar = maaneder / 12"
print(u)
print(table.concat(u:notes "da", "\n"))
