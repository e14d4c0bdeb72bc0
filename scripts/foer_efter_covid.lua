-- Før og efter Covid-19: the before/after tables of autumn 2021, recomputed from the counts, then
-- the series around them.
--
-- Purpose: the tables of »Opfølgning på otte anbefalinger, efterår 2021« with shares at full
--   precision from the counts, the change with its interval, the committee's word, and what was
--   printed beside what recomputing gives; then February 2020, which the recommendation names and
--   nobody printed, against the newest month, on the synthetic set, and every table says so.
-- Usage:   indsats scripts/foer_efter_covid.lua [--as-of DATE] [--out DIR]
--   --as-of DATE   default: the end of the latest published period
-- Input:   data/publicerede_tal.csv, data/sammenligninger.lua, data/maalinger.lua,
--   data/paastande.lua, data/politik.lua, data/syntetisk/ (make data)

local before_covid = require "followup.before_covid"
local claim = require "domain.claim"
local comparison = require "domain.comparison"
local comparisons = require "followup.comparisons"
local danish = require "report.danish"
local figures_of = require "domain.figures"
local native = require "native"
local paper = require "followup.paper"

local options = paper.options("foer_efter_covid", { arguments = arg,
  purpose = "Før og efter Covid-19, regnet om af antallene; serierne er SYNTETISK." })

local figures = figures_of.load()
options.as_of = options.as_of or figures:latest_day()
local as_of = options.as_of
paper.check_day(as_of, native.period(before_covid.NAMED).last_day + 1)
local sets = comparison.sets(figures, as_of)

local doc = paper.new(paper.OWN, { title = "Før og efter Covid-19", as_of = as_of,
  description = "Tabellerne fra efteråret 2021, regnet om af de offentliggjorte antal." })

-- The printed shares beside the recomputed ones, by offer.
local function printed()
  local rows, offer = {}, nil
  for _, one in ipairs(claim.check_all(figures, as_of)) do
    if one.claim.kind == "share" and one.recomputed then
      local row = one.claim.numerator
      if row.maaling ~= offer then
        offer = row.maaling
        rows[#rows + 1] = { group = offer:gsub("^Antal aktiverede: ", "") }
      end
      rows[#rows + 1] = {
        row.ydelse .. (row.gruppe == "I alt" and "" or ", " .. row.gruppe:lower()),
        danish.period(row.periode), danish.percent(one.recomputed, 3),
        danish.percent(one.published, one.claim.decimals), { verdict = one.word } }
    end
  end
  doc:heading(2, "Trykte andele og regnede andele")
  doc:table { caption = "Andele som trykt og som regnet af antallene", columns = {
    { name = "ydelse", label = "Ydelse", header = true },
    { name = "periode", label = "Periode", align = "left" },
    { name = "regnet", label = "Regnet", align = "right" },
    { name = "trykt", label = "Trykt", align = "right" },
    { name = "dom", label = "Efterregning" } }, rows = rows }
end

local function series()
  doc:heading(2, "Februar 2020 og måned for måned (SYNTETISK)")
  doc:paragraph "Anbefaling 1 vil nå niveauet fra **februar 2020**. Der er intet offentliggjort \z
    tal for den måned; udvalgets tabeller tager 3. kvartal 2019 i stedet. Her er februar 2020 på \z
    det syntetiske sæt, så det kan ses, hvad sammenligningen ville give."
  paper.synthetic(doc)
  before_covid.sections(doc, paper.OWN, as_of, 3)
end

comparisons.sections(doc, sets, 2)
printed()
series()
paper.finish(doc, "foer_efter_covid", options, { sammenligninger = comparisons.data(sets),
  serier = comparisons.data(before_covid.sets(paper.OWN, as_of)) }, { "sammenligninger", "serier" })
