local t = read "tests/cases/guards/ydelser.csv":filter "Ydelsesgrupper == 'Sygedagpenge'"
local foer = t:filter "Periode == 2021M08":select "Område, foer = `Antal personer`"
local nu = t:filter "Periode == 2021M09":select "Område, nu = `Antal personer`"
print(foer:left_join(nu, "Område"):mutate "aendring = nu - foer")
