local t = frame{
  { "Periode", { period "2021Q1", period "2021Q2", period "2021Q3", period "2021Q4" } },
  { "Forsørgelsesudgifter", { 4100000, 4000000, 3900000, 3800000 } },
  { "Antal fuldtidspersoner", { 101, 99, 97, 95 } } }
print(t:summarise "kr = sum(Forsørgelsesudgifter) / sum(`Antal fuldtidspersoner`)")
