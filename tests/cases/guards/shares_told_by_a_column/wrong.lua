local t = read "tests/cases/guards/lang.csv"
print(t:group_by "periode, ydelse, maaling":summarise "snit = mean(vaerdi)")
