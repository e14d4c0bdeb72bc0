local t = frame{ { "hvad", { "Ansøgere", "Elever" } }, { "n", { 12, 30 } } }
print(t:measures{ n = { by = "hvad" } }:summarise "i_alt = sum(n)")
