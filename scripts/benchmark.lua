-- Benchmark: Hedensted against RAR Østjylland and Hele landet.
--
-- Purpose: every figure that is published for Hedensted and for others at the same time, with the
--   difference and the ratio.
-- Usage:   indsats scripts/benchmark.lua
-- Input:   data/publicerede_tal.csv, data/omraader.csv, data/maalinger.lua

local benchmark = require "domain.benchmark"
local benchmarks = require "followup.benchmarks"
local document = require "report.document"
local figures_of = require "domain.figures"
local script = require "script"
local sources = require "followup.sources"

local OWN = "Hedensted"

script.options(arg, { name = "scripts/benchmark.lua",
  purpose = OWN .. " mod RAR Østjylland og Hele landet.", options = {} })

local figures = figures_of.load()
local list = benchmark.all(figures, OWN)

local doc = document.new { title = OWN .. " mod RAR Østjylland og Hele landet",
  kicker = OWN .. " Kommune", as_of = figures:latest_day(),
  description = "De tal, der er offentliggjort for flere områder på samme tid." }

benchmarks.explain(doc, OWN)
benchmarks.sections(doc, list, OWN, 2)
doc:heading(2, "Kilder")
sources.section(doc)
io.write(require("report.text").render(doc))
