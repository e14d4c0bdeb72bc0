local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted'":select "Periode, Ydelsesgrupper, n = `Antal personer`"
  :pivot_wider{ names_from = "Ydelsesgrupper", values_from = "n" }
  :mutate "i_alt = `Ydelsesgrupper i alt`":select "Periode, i_alt")
-- Full-time persons may be added over benefits:
print(t:filter "Område == 'Hedensted'"
  :select "Periode, Ydelsesgrupper, n = `Antal fuldtidspersoner`"
  :pivot_wider{ names_from = "Ydelsesgrupper", values_from = "n" }
  :mutate "i_alt = Kontanthjælp + Sygedagpenge + Ressourceforløb":select "Periode, i_alt")
