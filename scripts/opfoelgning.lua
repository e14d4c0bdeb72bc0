-- Opfølgning på strategi og mål: the follow-up for the committee.
--
-- Purpose: every goal and recommendation with its figure now and before, benchmark, verdict and
--   reason; the comparisons before and after Covid-19; what recomputing the figures gives. An
--   appendix judges the goals that have no published figure on the synthetic set, beside the RAR
--   and the country; it says SYNTETISK and turns no verdict.
--   With --kommune the same goals are followed in that municipality, or in each of the 98, on the
--   synthetic national set; all of it says SYNTETISK.
-- Usage:   indsats scripts/opfoelgning.lua [--out DIR] [--format LIST] [--as-of DATE]
--                                          [--kommune NAVN]
--   --out DIR     also write opfoelgning.md, opfoelgning.html and opfoelgning.json there
--   --format LIST write these instead: md,html,json,txt,csv,xlsx,docx,pdf
--   --as-of DATE  the day it is written for: figures of periods that end later are not seen.
--                 Default: the end of the latest period in the published figures
--   --kommune NAVN  a municipality, or `alle`; its files are opfoelgning_navn.md and so on
-- Input:   data/publicerede_tal.csv, data/maalinger.lua, data/omraader.csv, data/planer/*.lua,
--   data/sammenligninger.lua, data/paastande.lua, data/politik.lua, data/udgangspunkter.lua,
--   data/syntetisk/ (make data); of a ledger the municipality's follow-ups for earlier days

local awaited = require "followup.awaited"
local benchmark = require "domain.benchmark"
local claim = require "domain.claim"
local committee = require "followup.committee"
local comparison = require "domain.comparison"
local fault = require "fault"
local figures_of = require "domain.figures"
local goal = require "domain.goal"
local municipality = require "followup.municipality"
local native = require "native"
local output = require "report.output"
local paper = require "followup.paper"
local plan = require "domain.plan"
local script = require "script"
local synthetic = require "domain.synthetic"
local vintage = require "ledger.vintage"

local NAME = "opfoelgning"

local accepted = { output.options(NAME) }
accepted[#accepted + 1] = { name = "--as-of", value = "DATE", key = "as_of", kind = "date",
  help = "dagen, den gælder for, fx 2021-09-30" }
accepted[#accepted + 1] = { name = "--kommune", value = "NAVN", key = "kommune", kind = "text",
  help = "en kommune eller alle, på det syntetiske sæt" }

local options = script.options(arg, { name = "scripts/opfoelgning.lua",
  purpose = "Opfølgning på strategi og mål for " .. paper.OWN .. ".", options = accepted })
output.wanted(options)

-- Hedensted's, of the published figures.
local function published()
  local figures = figures_of.load()
  local as_of = options.as_of or figures:latest_day()
  local judged = goal.judge_all(plan.all(figures), figures, as_of)
  local made_up = synthetic.figures()
  return committee.document { name = NAME, own = paper.OWN, as_of = as_of, judged = judged,
    sets = comparison.sets(figures, as_of), compared = benchmark.all(figures, paper.OWN, as_of),
    checked = claim.check_all(figures, as_of), made_up = made_up,
    on_set = awaited.judge(judged, made_up, as_of),
    contradictions = claim.contradictions(figures:until_day(as_of)) }
end

-- The arguments by which the script is run for one of them alone.
local function arguments_for(name)
  local own = {}
  for i, argument in ipairs(arg) do
    own[i] = argument == "alle" and name
      or argument == "--kommune=alle" and "--kommune=" .. name or argument
  end
  return own
end

-- The files of every `step`th municipality from number `first` on.
local function write_some(shared, names, first, step)
  for i = first, #names, step do
    output.publish(municipality.document(shared, names[i]), municipality.file_name(names[i]),
      options, arguments_for(names[i]))
  end
end

local function everyone()
  if not options.out then
    fault.raise { what = "--kommune alle needs --out DIR: where the files are written" }
  end
  local shared, names = municipality.shared(options.as_of), municipality.all()
  vintage.flush() -- what was read is the same for all: noted here, and not by each process
  collectgarbage "generational" -- nearly all that a document is made of is gone when it is written
  local processes = native.processors()
  native.in_processes(processes, function(number)
    write_some(shared, names, number, processes)
  end)
  print(("%d opfølgninger i %s"):format(#names, options.out))
end

if not options.kommune then
  output.write(published(), NAME, options)
elseif options.kommune == "alle" then
  everyone()
else
  local name = paper.municipality(options.kommune)
  output.write(municipality.document(municipality.shared(options.as_of), name),
    municipality.file_name(name), options)
end
