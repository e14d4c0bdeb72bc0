print(#benchmark{ of = "RAR Østjylland", own = "Hedensted", with_own = true })
print(#benchmark{ of = "RAR Østjylland", own = "Hedensted", with_own = false })
print(#benchmark{ of = "Landsdel Østjylland", own = "Hedensted", with_own = true })
print(#benchmark{ of = { "Horsens", "Vejle" }, name = "Naboer", own = "Hedensted",
  with_own = false })
