local t = read "tests/cases/guards/ydelser.csv"
print(t:summarise "kommuner = n_distinct(Område)")
