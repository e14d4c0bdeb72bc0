-- Før og efter Covid-19: the before/after tables of autumn 2021, recomputed from the counts.
--
-- Purpose: the tables of »Opfølgning på otte anbefalinger, efterår 2021« with shares at full
--   precision from the counts, the change with its interval, the committee's word, and what was
--   printed beside what recomputing gives.
-- Usage:   indsats scripts/foer_efter_covid.lua
-- Input:   data/publicerede_tal.csv, data/sammenligninger.lua, data/maalinger.lua,
--   data/paastande.lua, data/politik.lua

local claim = require "domain.claim"
local comparison = require "domain.comparison"
local comparisons = require "followup.comparisons"
local danish = require "report.danish"
local document = require "report.document"
local figures_of = require "domain.figures"
local script = require "script"
local sources = require "followup.sources"

script.options(arg, { name = "scripts/foer_efter_covid.lua",
  purpose = "Tabellerne før og efter Covid-19, regnet om af antallene.", options = {} })

local figures = figures_of.load()
local sets = comparison.sets(figures)

local doc = document.new { title = "Før og efter Covid-19", kicker = "Hedensted Kommune",
  as_of = figures:latest_day(),
  description = "Tabellerne fra efteråret 2021, regnet om af de offentliggjorte antal." }

-- The printed shares beside the recomputed ones, by offer.
local function printed()
  local rows, offer = {}, nil
  for _, one in ipairs(claim.check_all(figures)) do
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

comparisons.sections(doc, sets, 2)
printed()
doc:heading(2, "Kilder")
sources.section(doc)
io.write(require("report.text").render(doc))
