local t = read "tests/cases/guards/lang.csv"
local w = t:pivot_wider{ names_from = "maaling", values_from = "vaerdi" }
print(w:describe():select "column, is")
print(w:group_by "periode, ydelse":summarise
  "andel = 100 * sum(`Antal fuldtidspersoner`) / sum(Arbejdsstyrken)")
