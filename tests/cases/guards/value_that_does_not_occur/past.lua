local t = read "tests/cases/guards/ydelser.csv"
print(#t:allow_empty():filter "Ydelsesgrupper == 'Ledighedsydelse'")
