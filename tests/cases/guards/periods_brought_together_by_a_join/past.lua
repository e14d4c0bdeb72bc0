local t = frame{ { "Område", { "Hedensted", "Hedensted" } },
  { "Periode", { period "2019M09", period "2021Q3" } }, { "Antal personer", { 373, 402 } } }
local foer = t:filter "kind(Periode) == 'month'":select "Område, foer = `Antal personer`"
local nu = t:filter "kind(Periode) == 'quarter'":select "Område, nu = `Antal personer`"
print(foer:inner_join(nu, "Område"):mix_periods():mutate "aendring = nu - foer")
