local t = read "tests/cases/guards/ydelser.csv"
-- Three of the twelve have rows in this small file.
local b = benchmark{ of = "RAR Østjylland", own = "Hedensted", with_own = true, without = {
  "Favrskov", "Norddjurs", "Odder", "Randers", "Silkeborg", "Skanderborg", "Syddjurs", "Viborg",
  "Aarhus" } }
local u = t:filter("Område in $b and Ydelsesgrupper == 'Sygedagpenge'", { b = b })
  :group_by "Periode":summarise "fuldtid = sum(`Antal fuldtidspersoner`)"
print(u)
print(table.concat(u:notes "da", "\n"))
