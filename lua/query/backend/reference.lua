-- The reference backend: a plan carried out row by row in plain Lua. Slow, and written to be seen
-- to be right; the fast backends are tested against it. It shares no verb with them.

local value = require "query.backend.reference.value"
local verb = require "query.backend.reference.verb"
local reshape = require "query.backend.reference.reshape"

local reference = {}

local verbs = {}
for name, run in pairs(verb) do verbs[name] = run end
for _, name in ipairs { "pivot_wider", "pivot_longer", "complete", "each_period" } do
  verbs[name] = reshape[name]
end

local compute

verbs.join = function(frame, step)
  return verb.join(frame, step, compute(step.right))
end

verbs.bind_rows = function(frame, step)
  local frames = { frame }
  for _, other in ipairs(step.others) do frames[#frames + 1] = compute(other) end
  return reshape.bind_rows(frames)
end

function compute(plan)
  local frame = value.from_native(plan.source)
  for _, step in ipairs(plan.steps) do
    local run = verbs[step.verb] or value.refuse("there is no verb '%s'", step.verb)
    frame = run(frame, step)
  end
  return frame
end

-- The native frame that a plan comes to.
function reference.run(plan)
  return value.to_native(compute(plan))
end

return reference
