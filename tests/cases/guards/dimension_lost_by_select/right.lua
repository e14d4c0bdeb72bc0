local t = read "tests/cases/guards/ydelser.csv"
print(t:filter "Område == 'Hedensted' and Ydelsesgrupper ~= 'Ydelsesgrupper i alt'"
  :select "Periode, fuldtid = `Antal fuldtidspersoner`"
  :group_by "Periode":summarise "fuldtid = sum(fuldtid)")
