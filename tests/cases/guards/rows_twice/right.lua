local t = frame{ { "Område", { "Hedensted", "Hedensted", "Horsens" } },
  { "Antal fuldtidspersoner", { 430, 430, 960 } } }
print(t:distinct():summarise "fuldtid = sum(`Antal fuldtidspersoner`)")
