-- A guided tour of ten steps over the published figures. Each step is a few words and a line of
-- code that stands ready at the prompt: Enter runs it and brings the next step. Whoever writes
-- something else leaves the tour; :tour goes on with it.

local cells = require "cells"
local native = require "native"

local tour = {}

local WIDTH = 79

-- text, code; refused: the step shows an error.
tour.steps = {
  { text = [[Velkommen. Turen har ti trin. Koden til hvert trin står klar ved prompten: tryk
    Enter for at køre den. Skriv noget andet, når du vil; :tour fortsætter. Først læses
    kommunens offentliggjorte tal. Tegnsæt, skilletegn og decimalkomma findes ud fra
    hele filen, og kan den læses på to måder, siger programmet det i stedet for at
    gætte.]],
    code = 't = read "@data/publicerede_tal.csv"' },
  { text = [[t er nu en tabel. glimpse viser en linje for hver kolonne: navn, type og de første
    værdier. Tal vises på dansk, perioder er perioder (ikke tekst), og en celle uden
    værdi viser hvorfor.]],
    code = "t:glimpse()" },
  { text = [[Hvad handler tallene om? freq tæller rækkerne for hver ydelse. Prøv Tab efter "yd:
    det fuldender kolonner, og inde i en betingelse også værdier.]], code = 't:freq "ydelse"' },
  { text = [[Udsagn skrives som tekst. Her beholdes antal personer for hele ydelser. Skriver du
    en kolonne eller en værdi forkert, siger programmet det med det samme og foreslår
    den rigtige.]],
    code = [[a = t:filter "maaling == 'Antal personer' and gruppe == 'I alt'"]] },
  { text = [[Et udtryk uden "=" skrives ud, og svaret hedder bagefter _ (det forrige _1).]],
    code = 'a:select "ydelse, periode, vaerdi"' },
  { text = [[Kan man lægge tallene sammen? Her står en ydelse i alt sammen med en del af sig
    selv, så nogle ville blive talt to gange. Derfor siger programmet nej og viser, hvad
    der går an.]],
    code = [[t:filter "maaling == 'Antal personer'":summarise "personer = sum(vaerdi)"]],
    refused = true },
  { text = [[Før og efter: perioderne bliver kolonner, en række for hver ydelse.]],
    code = 'a:select("ydelse, periode, vaerdi"):pivot_wider{ names_from = "periode", \z
      values_from = "vaerdi" }' },
  { text = [[Skjulte tal: et punktum er et tal på 0-2 personer, som er skjult af hensyn til
    fortroligheden. Det er ikke nul. Regner man videre, bliver svaret en grænse (≥),
    aldrig et forkert tal.]],
    code = [[t:filter "contains(maaling, 'Nytteindsats')":select "ydelse, periode, vaerdi"]] },
  { text = [[Et billede: bar tegner søjler, plot linjer (med 11. marts 2020 mærket), spark en
    lille kurve for hver gruppe. Størrelsen følger vinduet.]],
    code = 'a:bar{ x = "ydelse", y = "vaerdi", by = "periode" }' },
  { text = [[Hvor kommer tallet fra? why svarer: filen med dens SHA-256, linjen i den, og hvert
    skridt på vejen. Det var turen. help() viser alt, ?filter et enkelt ord, :apropos
    gennemsnit søger, og :save fil.lua gemmer det hele som et script.]],
    code = 'why(a, 1, "vaerdi")' },
}

local at = 0 -- the step that stands ready; 0: the tour has not begun

-- The code of a step, with the path of the figures.
function tour.code(step)
  local folder = "data"
  local here = io.open "data/publicerede_tal.csv"
  if here then here:close() else folder = native.data_directory() or folder end
  return (step.code:gsub("@data", function() return folder end))
end

-- The words of a step as they are printed.
function tour.words(step)
  local number
  for i, one in ipairs(tour.steps) do number = one == step and i or number end
  return ("\n%2d/%d  %s"):format(number, #tour.steps,
    table.concat(cells.fold(step.text, WIDTH - 7), "\n       "))
end

-- Begin the tour, or go on with it. Gives the words of the step and its code.
function tour.go_on()
  at = math.max(at, 1)
  return tour.words(tour.steps[at]), tour.code(tour.steps[at])
end

-- What follows when `statement` was run: the words and the code of the next step, when it was the
-- one that stood ready; after the last step, only words.
function tour.after(statement)
  local step = tour.steps[at]
  if not step or statement ~= tour.code(step) then return nil end
  at = at + 1
  if at <= #tour.steps then return tour.go_on() end
  at = 0
  return "\nTuren er slut. :tour begynder den forfra."
end

return tour
