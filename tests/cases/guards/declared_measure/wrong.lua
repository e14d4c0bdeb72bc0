local t = frame{
  { "maaned", { period "2021M08", period "2021M09" } }, { "antal", { 183, 166 } } }
print(t:measures{ antal = "antal_personer" }:summarise "antal = sum(antal)")
