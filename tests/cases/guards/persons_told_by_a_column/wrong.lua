local t = read "tests/cases/guards/lang.csv"
print(t:filter "maaling == 'Antal personer'":group_by "ydelse":summarise "personer = sum(vaerdi)")
