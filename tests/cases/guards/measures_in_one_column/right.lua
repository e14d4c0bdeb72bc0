local t = read "tests/cases/guards/lang.csv"
print(t:filter "maaling == 'Antal fuldtidspersoner'"
  :group_by "periode":summarise "i_alt = sum(vaerdi)")
print(t:group_by "maaling, periode":summarise "stoerst = max(vaerdi)")
