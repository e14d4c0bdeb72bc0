-- ledger.*: what an analyst asks the ledger at the prompt and in a script.

local fault = require "fault"
local native = require "native"
local open = require "query.open"
local paper = require "ledger.paper"
local revision = require "ledger.revision"
local store = require "ledger.store"
local vintage = require "ledger.vintage"

local vocabulary = {}

local function need()
  if store.workspace() then return end
  fault.raise { what = "there is no ledger here", hint = "make one in this folder: ledger.start()" }
end

-- A frame of rows, or a sentence where there are none.
local function frame_of(rows, columns, none)
  if #rows == 0 then fault.raise { what = none } end
  local described = {}
  for i, column in ipairs(columns) do
    local values = {}
    for row, one in ipairs(rows) do
      local value = one[column[2]]
      if value == nil then value = native.missing end
      values[row] = value ~= native.missing and column[3] and native.period(value) or value
    end
    described[i] = { column[1], values }
  end
  return open.frame(described)
end

-- Make the ledger of the current folder, or of another. Gives its path.
function vocabulary.start(folder)
  return store.start(folder)
end

-- The papers noted: number, dokument, dag.
function vocabulary.papers()
  need()
  return frame_of(paper.all(), { { "nummer", "id" }, { "dokument", "name" },
    { "dag", "day", true } }, "the ledger has no paper yet")
end

-- Each vintage of each source: kilde, hentet, sha256, tegn, kopi.
function vocabulary.sources()
  need()
  vintage.flush()
  return frame_of(vintage.all(), { { "kilde", "source" }, { "hentet", "retrieved" },
    { "sha256", "sha256" }, { "bytes", "bytes" }, { "kopi", "kept" } },
    "nothing has been read since the ledger was made")
end

-- The verdicts of one goal: dokument, dag, dom, sikkerhed, begrundelse.
function vocabulary.history(goal)
  need()
  return frame_of(paper.history(goal), { { "dokument", "name" }, { "dag", "day", true },
    { "dom", "word" }, { "sikkerhed", "certainty" }, { "begrundelse", "reason" } },
    ("the ledger has no verdict of the goal '%s'"):format(tostring(goal)))
end

-- A table as its source gave it in an earlier vintage.
function vocabulary.vintage(t, when)
  need()
  return revision.vintage(t, when)
end

return vocabulary
