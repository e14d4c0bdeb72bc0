-- Efterregning: every published claim that can be recomputed from other published figures.
--
-- Purpose: each claim with stemmer, afviger (and by how much) or kan ikke efterregnes; then the
--   places where the documents disagree with themselves, found by the program alone.
-- Usage:   indsats scripts/efterregning.lua
-- Input:   data/publicerede_tal.csv, data/paastande.lua, data/maalinger.lua, data/politik.lua

local claim = require "domain.claim"
local claims = require "followup.claims"
local document = require "report.document"
local figures_of = require "domain.figures"
local script = require "script"
local sources = require "followup.sources"

script.options(arg, { name = "scripts/efterregning.lua",
  purpose = "Regn de offentliggjorte påstande efter.", options = {} })

local figures = figures_of.load()
local checked = claim.check_all(figures)
local contradictions = claim.contradictions(figures)
local counts = claims.counts(checked)

local doc = document.new { title = "Efterregning", kicker = "Hedensted Kommune",
  as_of = figures:latest_day(),
  description = "Stemmer de offentliggjorte påstande med de offentliggjorte tal?" }

doc:paragraph(("Af %d påstande **stemmer %d**, **%d afviger**, og %d kan ikke efterregnes.")
  :format(#checked, counts.stemmer, counts.afviger, counts["kan ikke efterregnes"]))
doc:heading(2, "Afviger")
claims.table(doc, "Påstande, der afviger fra tallene", checked, "afviger")
doc:heading(2, "Stemmer")
claims.table(doc, "Påstande, der stemmer med tallene", checked, "stemmer")
doc:heading(2, "Kan ikke efterregnes")
claims.table(doc, "Påstande, hvis tal ikke er offentliggjort", checked, "kan ikke efterregnes")
doc:heading(2, "Her er dokumenterne uenige med sig selv")
claims.contradictions(doc, contradictions)
doc:heading(2, "Kilder")
sources.section(doc)
io.write(require("report.text").render(doc))
