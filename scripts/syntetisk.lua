-- Det syntetiske sæt: made-up figures in the form of jobindsats.dk, for what the documents follow
-- and have not published.
--
-- Purpose: 98 municipalities, RAR Østjylland and Hele landet, 2016-2021, by month and quarter:
--   recipients, offers, paid hours, unemployed, spells, expenditure, måltal. From a fixed seed, the
--   same to the byte on every machine. For Hedensted it agrees with the published figures where
--   there are any; everything else is made up, and every file and every row says SYNTETISK.
-- Usage:   indsats scripts/syntetisk.lua [--out DIR]
--   --out DIR   the folder to write; default data/syntetisk (`make data`)
-- Input:   data/publicerede_tal.csv, data/omraader.csv

local catalogue = require "domain.catalogue"
local danish = require "report.danish"
local fault = require "fault"
local files = require "report.files"
local script = require "script"
local tables = require "synthetic.tables"

local options = script.options(arg, { name = "scripts/syntetisk.lua",
  purpose = "Skriv det SYNTETISKE sæt: opdigtede tal i jobindsats' form.",
  options = {
    { name = "--out", value = "DIR", key = "out", kind = "text",
      help = "mappen, der skrives i; ellers data/syntetisk" },
  } })

local list = tables.files()
list[#list + 1] = { name = "LAES_MIG.md", bytes = [[
# SYNTETISK

Tallene i denne mappe er **opdigtede**. De er skrevet af `scripts/syntetisk.lua` (`make data`) fra
et fast frø og har jobindsats' form. For Hedensted stemmer de med de offentliggjorte tal i
`data/publicerede_tal.csv` på de tidspunkter, hvor der er nogen; alt andet er tilfældigt og siger
intet om nogen kommune. Ret ikke i filerne: de bliver skrevet igen.
]] }
local written, message = files.write_all(options.out or catalogue.path "syntetisk", list)
if not written then fault.raise { what = message } end
local bytes = 0
for _, file in ipairs(list) do bytes = bytes + #file.bytes end
print(("SYNTETISK: %s, %s mio. tegn, i %s"):format(danish.plural(#list, "fil", "filer"),
  danish.number(bytes / 1e6, 1), written[1].path:match "^(.*)/"))
