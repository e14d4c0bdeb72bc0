local t = read "tests/cases/guards/periods_side_by_side_in_a_file/aar.csv"
print(t:mutate "i_alt = unsafe(`2019` + `2020` + `2021`)")
