-- The figures as they were published in a month of 2021: release.lua MONTH writes, in the form of
-- data/publicerede_tal.csv, the months until the one before, out of the synthetic set. The newest
-- month is as it was first published, those before it as they were corrected. The release of July
-- did not come, so that of June stands; that of October corrected recipients of cash benefits for
-- all of the year, and had no new month.

local synthetic = require "domain.synthetic"

local OWN, FIRST = "Hedensted", period "2020M01"

local release = math.tointeger(arg[1])
local newest = release == 7 and 5 or release >= 10 and release - 2 or release - 1
local last = period "2020M12" + newest

local rows = {}

local function add(ydelse, gruppe, maaling, unit, points)
  for _, point in ipairs(points) do
    if point.period >= FIRST and point.period <= last then
      rows[#rows + 1] = table.concat({ "SYNTETISK", "udgivelse", OWN, ydelse, gruppe, maaling,
        point.period:id(), (tostring(point.value):gsub("%.0$", ""):gsub("%.", ",")), unit }, ";")
    end
  end
end

-- Recipients: the newest month from the first edition; cash benefits counted by a new rule from the
-- release of October on.
local function persons(ydelse)
  local points, first = {}, {}
  for _, point in ipairs(synthetic.points("personer_maaned_foerste_udgave", "Antal personer",
    { omraade = OWN, ydelse = ydelse })) do
    first[point.period:id()] = point.value
  end
  for i, point in ipairs(synthetic.points("personer_maaned", "Antal personer",
    { omraade = OWN, ydelse = ydelse, gruppe = "I alt" })) do
    local value = point.period == last and first[point.period:id()] or point.value
    local counted_anew = release >= 10 and ydelse == "Kontanthjælp" and point.period.year == 2021
    points[i] = { period = point.period, value = counted_anew and value + 6 or value }
  end
  return points
end

for _, ydelse in ipairs { "Kontanthjælp", "Uddannelseshjælp", "Sygedagpenge" } do
  add(ydelse, "I alt", "Antal personer", "personer", persons(ydelse))
end
add("Uddannelseshjælp", "I alt", "Antal aktiverede: Virksomhedspraktik i alt", "personer",
  synthetic.points("aktiverede_maaned", "Antal aktiverede", { omraade = OWN,
    ydelse = "Uddannelseshjælp", gruppe = "I alt", tilbud = "Virksomhedspraktik i alt" }))
add("Kontanthjælp", "I alt", "Andel personer med ordinære timer", "pct.",
  synthetic.points("ordinaere_timer_maaned", "Andel personer med ordinære timer", { omraade = OWN,
    ydelse = "Kontanthjælp", gruppe = "I alt" }))

print "dokument;sted;omraade;ydelse;gruppe;maaling;periode;vaerdi;enhed"
for _, row in ipairs(rows) do print(row) end
