local t = read "tests/cases/guards/ydelser.csv"
  :filter "Ydelsesgrupper == 'Sygedagpenge' and Periode == 2021M07"
local tilbud = frame{ { "Område", { "Horsens", "Horsens", "Vejle" } },
  { "Tilbud", { "Praktik", "Løntilskud", "Praktik" } } }
local path = os.tmpname() .. ".indsats"
tilbud:left_join(t:select "Område, n = `Antal fuldtidspersoner`", "Område"):save(path)
local gemt = read(path)
os.remove(path)
print(gemt:distinct "Område, n":group_by "Område":summarise "n = sum(n)")
