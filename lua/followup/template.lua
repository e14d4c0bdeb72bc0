-- A follow-up to begin one's own from: `indsats --new FILE` writes it.

local native = require "native"

local template = {}

template.text = [=[
-- Opfølgning på mål: et script at begynde fra.
--
--   indsats FILNAVN                      opfølgningen på skærmen
--   indsats FILNAVN --out ud             også som filer i mappen ud/ (.html, .md og .json)
--   indsats FILNAVN --out ud --format docx,xlsx
--   indsats FILNAVN --as-of 2021-06-30   som den så ud den dag: senere tal regnes ikke med
--
-- Samme script og samme tal giver altid samme dokument.

-- ---- 1. Kommunen ----

-- Ret navnet her, og kun her. Det staves som hos jobindsats: "Aarhus", "Ikast-Brande".
local KOMMUNE = "Aabenraa"

-- ---- 2. Tallene ----

-- nil: det opdigtede landssæt (make data). Dokumentet siger da SYNTETISK.
-- Egne tal: navnet på en fil med de samme kolonner som data/publicerede_tal.csv, fx "tal.csv".
-- Den må kun holde tal, der er offentliggjort: de vises, som de er.
local TAL = nil

-- ---- 3. Planen ----

-- Et mål har
--   id          et kort navn, som intet andet mål har
--   text        målet, som det er besluttet
--   source      hvor det står
--   indicators  det, målet følges på: ydelse, gruppe og enten
--                 maaling                   et tal, som det er offentliggjort, eller
--                 numerator og denominator  en andel, regnet af to antal
--   direction   "up", når tallet skal stige, "down", når det skal falde
--   target      måltallet, en af
--                 { at_least = 25 }        mindst 25
--                 { at_most = 20 }         højst 20
--                 { change_percent = -5 }  5 procent færre end udgangspunktet
--                 { change_points = 3 }    3 procentpoint flere end udgangspunktet
--                 { direction_only = true }                   en retning, men intet tal
--                 { not_set = true, as_written = "Xx pct." }  tallet er ikke sat endnu
--   baseline    udgangspunktet: "2019Q3" er 3. kvartal 2019, "2019M09" er september 2019
--   deadline    fristen, som en dato
-- Navnene på målinger står i data/maalinger.lua. Et navn, der er stavet forkert, siges der til om.
local PLAN = {
  id = "min_plan",
  title = "Beskæftigelsesplan",
  document = "Beskæftigelsesplan, vedtaget af byrådet",
  goals = {
    {
      id = "praktik_unge",
      text = "Flere unge på uddannelseshjælp kommer i virksomhedspraktik",
      source = "kapitel 1",
      indicators = {
        { caption = "Andel i virksomhedspraktik", ydelse = "Uddannelseshjælp", gruppe = "I alt",
          numerator = { maaling = "Antal aktiverede: Virksomhedspraktik i alt" },
          denominator = { maaling = "Antal personer" }, unit = "pct." },
      },
      direction = "up",
      target = { at_least = 25 },
      unit = "pct.",
      baseline = "2019Q3",
      deadline = "2021-12-31",
    },
    {
      id = "timer_kontanthjaelp",
      text = "Flere aktivitetsparate på kontanthjælp får lønnede timer",
      source = "kapitel 2",
      indicators = {
        { caption = "Andel med ordinære timer", ydelse = "Kontanthjælp",
          gruppe = "Aktivitetsparate", maaling = "Andel personer med ordinære timer",
          unit = "pct." },
      },
      direction = "up",
      target = { change_points = 3 },
      unit = "pct.",
      baseline = "2019Q3",
      deadline = "2021-12-31",
    },
    {
      id = "ressourceforloeb_faerre",
      text = "Færre borgere er i ressourceforløb",
      source = "kapitel 3",
      indicators = {
        { caption = "Personer i ressourceforløb", ydelse = "Ressourceforløb", gruppe = "I alt",
          maaling = "Antal personer", unit = "personer" },
      },
      direction = "down",
      target = { change_percent = -5 },
      unit = "personer",
      baseline = "2019Q3",
      deadline = "2021-12-31",
    },
  },
}

-- ---- 4. Dokumentet ----

-- Sammenfatning, målene med dom og begrundelse, før og efter Covid-19, og kommunen mod andre.
require("followup.municipality").run { kommune = KOMMUNE, figures = TAL, plan = PLAN,
  arguments = arg }
]=]

local USAGE, CANNOT_CREATE = 64, 73 -- sysexits(3)

local function leave(status, message)
  io.stderr:write("indsats: ", message, "\n")
  os.exit(status, true)
end

-- Write it as `path`, and end the program where that cannot be. A file that is there stays as it
-- is.
function template.write(path, ...)
  if not path or path == "" or select("#", ...) > 0 then
    leave(USAGE, "--new takes one file: indsats --new opfoelgning.lua")
  end
  local name = path:match("[^/]*$"):gsub("%%", "%%%%")
  local made, message = native.file_create(path, (template.text:gsub("FILNAVN", name)))
  if not made then leave(CANNOT_CREATE, message .. "\ngive another name") end
  print(("skrevet: %s; kør det med: indsats %s"):format(path, path))
end

return template
