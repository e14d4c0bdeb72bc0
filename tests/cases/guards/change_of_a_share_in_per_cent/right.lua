local t = frame{ { "Periode", { period "2019M09", period "2021M09" } },
  { "Andel personer med ordinære timer", { 18.5, 14.3 } } }
print(t:select "Periode, andel = `Andel personer med ordinære timer`"
  :pivot_wider{ names_from = "Periode", values_from = "andel" }
  :mutate "aendring = `2021M09` - `2019M09`")
