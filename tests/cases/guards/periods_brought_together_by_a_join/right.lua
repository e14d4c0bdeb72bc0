local t = frame{ { "Område", { "Hedensted", "Hedensted" } },
  { "Periode", { period "2019Q3", period "2021Q3" } }, { "Antal personer", { 421, 402 } } }
local foer = t:filter "Periode == 2019Q3":select "Område, foer = `Antal personer`"
local nu = t:filter "Periode == 2021Q3":select "Område, nu = `Antal personer`"
print(foer:inner_join(nu, "Område"):mutate "aendring = nu - foer")
