local b = benchmark{ of = "RAR Østjylland", own = "Hedensted" }
print(#b)
