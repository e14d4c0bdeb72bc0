local t = read "tests/cases/guards/ydelser.csv"
local alle = t:filter "Ydelsesgrupper == 'Ydelsesgrupper i alt'"
  :select "Område, Periode, alle = `Antal fuldtidspersoner`"
local parts = t:filter "Ydelsesgrupper in ('Kontanthjælp', 'Sygedagpenge')"
  :select "Område, Periode, Ydelsesgrupper, nogle = `Antal fuldtidspersoner`"
print(parts:left_join(alle, "Område, Periode"):filter "Område ~= 'Hele landet'":group_by "Periode"
  :summarise "andel = 100 * sum(nogle) / sum(alle)")
