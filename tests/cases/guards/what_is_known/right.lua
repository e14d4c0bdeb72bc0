local t = read "tests/cases/guards/ydelser.csv"
print(t:mutate "noget = `Antal personer` + 1, andel = `Antal fuldtidspersoner` / Arbejdsstyrken"
  :describe():select "column, type, is")
