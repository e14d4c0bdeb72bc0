local maaneder, kr = {}, {}
for i = 1, 5 do maaneder[i], kr[i] = period "2021M03" + i, 100 end
local t = frame{ { "Periode", maaneder }, { "Forsørgelsesudgifter", kr } }
print(t:mutate "kvartal = quarter_of(Periode)":filter "kvartal ~= 2021Q3":group_by "kvartal"
  :summarise "kr = sum(Forsørgelsesudgifter)")
