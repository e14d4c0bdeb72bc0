local t = read "tests/cases/guards/ydelser.csv"
print(t:mutate [[noget = `Antal personer` * `Antal personer`, tusind = `Antal personer` / 1000,
  andel = `Antal fuldtidspersoner` / Arbejdsstyrken]]:describe():select "column, type, is")
