local t = read "tests/cases/guards/lang.csv"
print(t:group_by "periode":summarise "i_alt = sum(vaerdi)")
