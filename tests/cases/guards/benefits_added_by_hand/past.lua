local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted'":select "Periode, Ydelsesgrupper, n = `Antal personer`"
  :pivot_wider{ names_from = "Ydelsesgrupper", values_from = "n" }
  :mutate "i_alt = unsafe(Kontanthjælp + Sygedagpenge + Ressourceforløb)":select "Periode, i_alt")
