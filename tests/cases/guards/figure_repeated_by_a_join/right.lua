local t = read "tests/cases/guards/ydelser.csv"
local alle = t:filter "Ydelsesgrupper == 'Ydelsesgrupper i alt'"
  :select "Område, Periode, alle = `Antal fuldtidspersoner`"
local parts = t:filter "Ydelsesgrupper in ('Kontanthjælp', 'Sygedagpenge')"
  :select "Område, Periode, Ydelsesgrupper, nogle = `Antal fuldtidspersoner`"
print(parts:group_by "Område, Periode":summarise "nogle = sum(nogle)"
  :left_join(alle, "Område, Periode"):filter "Område ~= 'Hele landet'":group_by "Periode"
  :summarise "andel = 100 * sum(nogle) / sum(alle)")
-- Or each of them once:
print(parts:left_join(alle, "Område, Periode"):filter "Område ~= 'Hele landet'"
  :distinct "Periode, Område, alle":group_by "Periode":summarise "alle = sum(alle)")
