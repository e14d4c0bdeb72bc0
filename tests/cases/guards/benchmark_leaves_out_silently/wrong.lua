local t = read "tests/cases/guards/ydelser.csv"
local b = benchmark{ of = "RAR Østjylland", own = "Hedensted", with_own = false }
print(t:filter("Område in $b", { b = b }))
