-- A report whose table carries its marks, and whose appendix tells where a figure comes from.

local document = require "report.document"
local frames = require "followup.frames"

local t = read "tests/cases/guards/ydelser.csv"
local b = benchmark{ of = { "Horsens", "Vejle" }, name = "Naboer", own = "Hedensted",
  with_own = false }
local naboer = t:filter("Område in $b and Ydelsesgrupper == 'Sygedagpenge'", { b = b })
  :group_by "Periode"
  :summarise "personer = sum(`Antal personer`), fuldtid = sum(`Antal fuldtidspersoner`)"
  :mutate "pr_person = 100 * fuldtid / personer"

print(why(naboer, 2, "pr_person"))
print ""

local doc = document.new { title = "Naboer", kicker = "Hedensted Kommune",
  as_of = period "2021-09-30", description = "Sygedagpenge hos naboerne.",
  public = { "ydelser.csv" } }
doc:heading(2, "Tal")
frames.table(doc, naboer, { caption = "Sygedagpenge hos naboerne",
  labels = { personer = "Personer", fuldtid = "Fuldtid", pr_person = "Pct." },
  decimals = { pr_person = 1 } })
frames.why(doc, { why(naboer, 2, "pr_person") })
io.write(require("report.text").render(doc))
