-- The memory backend: a plan carried out by the C engine, step by step over native frames.

local lower = require "query.lower"

local memory = {}

local run

-- The columns of `frame` under their own names.
local function own_columns(names)
  local columns = {}
  for i, name in ipairs(names) do columns[i] = { name = name, from = name } end
  return columns
end

local verbs = {}

function verbs.filter(frame, step)
  return frame:filter(step.expr)
end

function verbs.select(frame, step)
  return frame:select(step.columns)
end

-- One column that needs its group: what its calls stand on, the calls, and the rest.
local function mutate_grouped(frame, groups, column)
  local names = frame:names()
  local work = lower.work()
  local expr = lower.expression(work, column.expr)
  if #work.first > 0 then frame = frame:mutate(work.first) end
  if #work.aggregates > 0 then frame = frame:spread(groups, work.aggregates) end
  if #work.windows > 0 then frame = frame:window(groups, work.windows) end
  frame = frame:mutate { { name = column.name, expr = expr } }
  local kept, stood = own_columns(names), false
  for _, name in ipairs(names) do stood = stood or name == column.name end
  if not stood then kept[#kept + 1] = { name = column.name, from = column.name } end
  return frame:select(kept)
end

function verbs.mutate(frame, step)
  local plain = {}
  for _, column in ipairs(step.columns) do
    if lower.holds(column.expr) then
      if #plain > 0 then frame = frame:mutate(plain) end
      plain = {}
      frame = mutate_grouped(frame, step.groups or {}, column)
    else
      plain[#plain + 1] = column
    end
  end
  return #plain > 0 and frame:mutate(plain) or frame
end

function verbs.summarise(frame, step)
  local work, columns = lower.work(), {}
  for i, column in ipairs(step.columns) do
    columns[i] = { name = column.name, expr = lower.expression(work, column.expr) }
  end
  if #work.first > 0 then frame = frame:mutate(work.first) end
  local result = frame:summarise(step.groups, work.aggregates)
  if #columns > 0 then result = result:mutate(columns) end
  local names = { table.unpack(step.groups) }
  for _, column in ipairs(step.columns) do names[#names + 1] = column.name end
  return result:select(own_columns(names))
end

function verbs.arrange(frame, step)
  return frame:arrange(step.keys)
end

function verbs.slice(frame, step)
  return frame:slice(step.from, step.to)
end

function verbs.tail(frame, step)
  local rows = frame:rows()
  return frame:slice(math.max(rows - step.n, 0) + 1, rows)
end

function verbs.distinct(frame, step)
  return frame:distinct(step.columns)
end

function verbs.join(frame, step)
  return frame:join(run(step.right), step.kind, step.on, step.many)
end

function verbs.bind_rows(frame, step)
  local others = {}
  for i, other in ipairs(step.others) do others[i] = run(other) end
  return frame:bind(others)
end

function verbs.pivot_wider(frame, step)
  return frame:pivot_wider(step.ids, step.names_from, step.values_from)
end

function verbs.pivot_longer(frame, step)
  return frame:pivot_longer(step.columns, step.names_to, step.values_to)
end

function verbs.complete(frame, step)
  return frame:complete(step.columns)
end

function run(plan)
  local frame = plan.source
  for _, step in ipairs(plan.steps) do
    local verb = verbs[step.verb] or error("there is no verb '" .. tostring(step.verb) .. "'")
    frame = verb(frame, step)
  end
  return frame
end

-- The native frame that a plan comes to.
memory.run = run

return memory
