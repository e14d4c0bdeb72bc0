-- The follow-up of any municipality: of the synthetic national set, or of figures of its own in the
-- form of data/publicerede_tal.csv.

local area = require "domain.area"
local benchmark = require "domain.benchmark"
local comparison = require "domain.comparison"
local committee = require "followup.committee"
local fields = require "domain.fields"
local figures_of = require "domain.figures"
local goal = require "domain.goal"
local ledger = require "ledger.paper"
local national = require "domain.national"
local output = require "report.output"
local paper = require "followup.paper"
local plan = require "domain.plan"
local script = require "script"

local municipality = {}

-- What the follow-ups of all municipalities share: figures of the set and the plans, read once.
-- plans: those of another municipality (plan.of); else data/planer.
function municipality.shared(as_of, plans)
  local published = figures_of.load()
  return { figures = national.figures(), plans = plans or plan.all(published),
    plan_of = not plans and paper.OWN or nil, as_of = as_of or published:latest_day() }
end

-- What the ledger knows the follow-up of a municipality on the set by: figures that are made up are
-- never set beside those of a paper of its own figures, whose files have the same name.
function municipality.paper_name(kommune)
  return ledger.of_synthetic(municipality.file_name(kommune))
end

-- The document of a municipality (by its name in the set).
function municipality.document(shared, kommune)
  local judged = goal.judge_all(national.plans(shared.plans, kommune), shared.figures,
    shared.as_of)
  local doc = committee.document { name = municipality.paper_name(kommune), own = kommune,
    as_of = shared.as_of, synthetic = true, judged = judged, plan_of = shared.plan_of,
    sets = comparison.sets(shared.figures, shared.as_of, kommune),
    compared = shared.figures:benchmarks(judged, paper.others(kommune)) }
  shared.figures:forget(kommune)
  return doc
end

local LETTERS = { ["æ"] = "ae", ["ø"] = "oe", ["å"] = "aa", ["Æ"] = "ae", ["Ø"] = "oe",
  ["Å"] = "aa" }

-- The name of its files: "opfoelgning_aeroe".
function municipality.file_name(kommune)
  local plain = kommune:gsub("[\xC3][\x80-\xBF]", LETTERS):lower():gsub("[^a-z0-9]+", "_")
  return "opfoelgning_" .. plain
end

-- The municipalities of the country, as the set spells them.
function municipality.all()
  local names = {}
  for i, one in ipairs(area.members(paper.COUNTRY)) do names[i] = one.name end
  return names
end

-- ---- a script of one's own (indsats --new FILE) ----

-- Of published figures that the municipality keeps itself: a file like data/publicerede_tal.csv.
local function of_own_figures(spec, kommune, as_of)
  local figures = figures_of.load(spec.figures)
  local day = as_of or figures:latest_day()
  local judged = goal.judge_all({ plan.of(spec.plan, kommune, figures) }, figures, day)
  paper.input(spec.figures)
  return committee.document { name = municipality.file_name(kommune), own = kommune, as_of = day,
    judged = judged, sets = {},
    compared = benchmark.all(figures, kommune, day), public = { spec.figures } }
end

local function of_the_set(spec, kommune, as_of)
  return municipality.document(municipality.shared(as_of, { plan.of(spec.plan, kommune) }),
    kommune)
end

local function take_options(spec)
  local options = script.options(spec.arguments, { name = spec.arguments[0],
    purpose = "Opfølgning på mål for " .. spec.kommune .. ".",
    options = { output.options "opfoelgning", { name = "--as-of", value = "DATE", key = "as_of",
      kind = "date", help = "dagen, den gælder for, fx 2021-09-30" } } })
  output.wanted(options)
  return options
end

-- The follow-up of a script: { kommune = "Aabenraa", plan = a plan as data/README.md has it,
-- without omraade, figures = a file of published figures or nil: the synthetic set, arguments =
-- arg }. Prints it, and writes its files where --out is given.
function municipality.run(spec)
  fields.check("municipality.run", spec, { kommune = "string", plan = "table",
    figures = "string", arguments = "table" }, { "kommune", "plan", "arguments" })
  local kommune = paper.municipality(spec.kommune)
  local options = take_options(spec)
  local make = spec.figures and of_own_figures or of_the_set
  output.write(make(spec, kommune, options.as_of), municipality.file_name(kommune), options)
end

return municipality
