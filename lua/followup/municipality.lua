-- The follow-up of any municipality: of the synthetic national set, or of figures of its own in the
-- form of data/publicerede_tal.csv.

local area = require "domain.area"
local comparison = require "domain.comparison"
local committee = require "followup.committee"
local figures_of = require "domain.figures"
local goal = require "domain.goal"
local national = require "domain.national"
local paper = require "followup.paper"
local plan = require "domain.plan"

local municipality = {}

-- What the follow-ups of all municipalities share: figures of the set and the plans, read once.
-- plans: those of another municipality (plan.check); else data/planer.
function municipality.shared(as_of, plans)
  local published = figures_of.load()
  return { figures = national.figures(), plans = plans or plan.all(published),
    as_of = as_of or published:latest_day() }
end

-- The document of a municipality (by its name in the set).
function municipality.document(shared, kommune)
  local judged = goal.judge_all(national.plans(shared.plans, kommune), shared.figures,
    shared.as_of)
  local doc = committee.document { own = kommune, as_of = shared.as_of, synthetic = true,
    judged = judged, sets = comparison.sets(shared.figures, shared.as_of, kommune),
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

return municipality
