local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Ydelsesgrupper == 'Ydelsesgrupper i alt' and Periode < 2021M09"
  :select "Område, Periode, `Antal personer`"
  :pivot_wider{ names_from = "Periode", values_from = "Antal personer" }
  :mutate "personer = `2021M07` + `2021M08`")
