local t = frame{ { "hvad", { "Ansøgere", "Elever" } }, { "n", { 12, 30 } } }
print(t:measures{ n = { by = "hvad" } }:filter "hvad == 'Elever'":summarise "elever = sum(n)")
print(t:summarise "i_alt = sum(n)")
