-- Where cells come from: a plan walked backwards from some rows and columns of its result to the
-- rows of its files.

local back = require "query.why.back"
local memory = require "query.backend.memory"

local trace = {}

local story = {}
story.__index = story

function story:add(entry)
  self.steps[#self.steps + 1] = entry
end

-- Walk another plan that fed this one, after it.
function story:branch(plan, rows, columns)
  self.branches[#self.branches + 1] = { plan = plan, rows = rows, columns = columns }
end

-- The rows and columns of a frame as it was read or made by hand.
function story:source(plan, rows, columns)
  local names = {}
  for _, name in ipairs(plan.source:names()) do
    if columns[name] then names[#names + 1] = name end
  end
  self.sources[#self.sources + 1] = { files = rawget(plan, "own") or {}, frame = plan.source,
    rows = rows, columns = names }
end

local function walk(plan, rows, columns, into)
  local stages = { [0] = plan.source }
  for i, step in ipairs(plan.steps) do
    stages[i] = memory.run { source = stages[i - 1], steps = { step } }
  end
  local thread = { rows = rows, columns = columns }
  for i = #plan.steps, 1, -1 do
    local step = plan.steps[i]
    thread = back[step.verb](step, stages[i - 1], stages[i], thread, into)
  end
  local past = rawget(plan, "past")
  if past then return walk(past, thread.rows, thread.columns, into) end
  if #thread.rows > 0 or #plan.steps == 0 then into:source(plan, thread.rows, thread.columns) end
end

-- { steps = { … } from the last to the first, sources = { { files, frame, rows, columns } … } } of
-- one cell of a lazy frame. A step's entry is what lua/query/why/back.lua says of it.
function trace.cell(plan, row, column)
  local found = setmetatable({ steps = {}, sources = {}, branches = {} }, story)
  walk(plan, { row }, { [column] = true }, found)
  while #found.branches > 0 do
    local branch = table.remove(found.branches, 1)
    found:add { verb = "other frame" }
    walk(branch.plan, branch.rows, branch.columns, found)
  end
  return found
end

return trace
