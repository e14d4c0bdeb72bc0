local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område ~= 'Hele landet'":summarise "kommuner = n_distinct(Område)")
