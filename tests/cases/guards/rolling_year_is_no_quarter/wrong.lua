local t = frame{ { "Periode", { period "2020QMAT01", period "2020QMAT02" } },
  { "Forsørgelsesudgifter", { 100, 110 } } }
print(t:summarise "kr = sum(Forsørgelsesudgifter)")
