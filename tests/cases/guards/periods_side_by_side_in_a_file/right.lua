local t = read "tests/cases/guards/periods_side_by_side_in_a_file/aar.csv"
print(t:mutate "middel = (`2019` + `2020` + `2021`) / 3, aendring = `2021` - `2019`")
