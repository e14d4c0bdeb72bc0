local t = frame{ { "Periode", { period "2020QMAT02" } }, { "andel", { 41.5 } } }
print(t:filter "Periode == 2020Q2")
