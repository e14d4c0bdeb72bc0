local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted'"
  :select "Periode, Ydelsesgrupper, n = `Antal fuldtidspersoner`"
  :pivot_wider{ names_from = "Ydelsesgrupper", values_from = "n" }
  :mutate "i_alt = `Ydelsesgrupper i alt`, uden = `Ydelsesgrupper i alt` - Kontanthjælp"
  :select "Periode, i_alt, uden")
