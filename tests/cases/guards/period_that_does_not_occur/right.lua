local t = read "tests/cases/guards/ydelser.csv"
print(#t:filter "Periode == 2021M09")
