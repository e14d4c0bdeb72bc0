local t = read "tests/cases/guards/ydelser.csv"
print(t:measures{ Arbejdsstyrken = "antal personer i kommunen" })
