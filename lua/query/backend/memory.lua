-- The memory backend: a plan carried out by the C engine, step by step over native frames.

local lower = require "query.lower"
local native = require "native"
local needed = require "query.backend.needed"

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

-- From the aggregates of a summarise to its columns.
local function finish_summarise(result, step, columns)
  if #columns > 0 then result = result:mutate(columns) end
  local names = { table.unpack(step.groups) }
  for _, column in ipairs(step.columns) do names[#names + 1] = column.name end
  return result:select(own_columns(names))
end

function verbs.summarise(frame, step)
  local work, columns = lower.work(), {}
  for i, column in ipairs(step.columns) do
    columns[i] = { name = column.name, expr = lower.expression(work, column.expr) }
  end
  if #work.first > 0 then frame = frame:mutate(work.first) end
  return finish_summarise(frame:summarise(step.groups, work.aggregates), step, columns)
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

function verbs.join(frame, step, told)
  return frame:join(run(step.right, told), step.kind, step.on, step.many)
end

function verbs.bind_rows(frame, step, told)
  local others = {}
  for i, other in ipairs(step.others) do others[i] = run(other, told) end
  return frame:bind(others)
end

function verbs.pivot_wider(frame, step)
  return frame:pivot_wider(step.ids, step.names_from, step.values_from)
end

function verbs.pivot_longer(frame, step)
  return frame:pivot_longer(step.columns, step.names_to, step.values_to)
end

function verbs.each_period(frame, step)
  return frame:each_period(step.from, step.to, step.by, step.as, step.ongoing)
end

function verbs.complete(frame, step)
  return frame:complete(step.columns)
end

-- Rows that the step after an arrange cuts off need not be sorted.
local function run_step(frame, step, after, told)
  native.task(step.verb, frame:rows(), "rows")
  if step.verb == "arrange" and after and after.verb == "slice" then
    return frame:arrange(step.keys, math.max(after.to, 0))
  end
  local verb = verbs[step.verb] or error("there is no verb '" .. tostring(step.verb) .. "'")
  local result = verb(frame, step, told)
  if step.verb == "filter" then told.undecided = told.undecided + result:undecided() end
  return result
end

-- ---- several steps at once ----

local together = { filter = true, select = true, join = true }

-- Whether the engine may take the step together with the summarise that ends the stretch.
local function goes_along(step)
  if step.verb ~= "mutate" then return together[step.verb] end
  for _, column in ipairs(step.columns) do
    if lower.holds(column.expr) then return false end
  end
  return true
end

-- The step as the engine takes it: a join has its right side carried out.
local function carried_out(step, told)
  if step.verb ~= "join" then return step end
  return { verb = "join", right = run(step.right, told), kind = step.kind, on = step.on,
    many = step.many }
end

-- Steps `from` to `to` of the plan, the last of them a summarise, in one go through the frame; nil
-- where the engine declines.
local function run_together(frame, steps, from, to, told)
  local along, own = {}, { undecided = 0 }
  for i = from, to - 1 do along[#along + 1] = carried_out(steps[i], own) end
  local summarise = steps[to]
  local work, columns = lower.work(), {}
  for i, column in ipairs(summarise.columns) do
    columns[i] = { name = column.name, expr = lower.expression(work, column.expr) }
  end
  if #work.first > 0 then along[#along + 1] = { verb = "mutate", columns = work.first } end
  native.task("summarise", frame:rows(), "rows")
  local result = frame:query(along, summarise.groups, work.aggregates)
  if not result then return nil end
  told.undecided = told.undecided + own.undecided
  return finish_summarise(result, summarise, columns)
end

-- The last of the steps from `from` on that go along with a summarise at the end, or nil.
local function find_summarise(steps, from)
  local at = from
  while steps[at] and goes_along(steps[at]) do at = at + 1 end
  return steps[at] and steps[at].verb == "summarise" and at or nil
end

function run(plan, told)
  local frame, steps, at = needed.narrow(plan.source, plan.steps), plan.steps, 1
  while steps[at] do
    local last = find_summarise(steps, at)
    local result = last and run_together(frame, steps, at, last, told)
    if result then
      frame, at = result, last + 1
    else
      for i = at, last or at do frame = run_step(frame, steps[i], steps[i + 1], told) end
      at = (last or at) + 1
    end
  end
  return frame
end

-- The native frame that a plan comes to, and how many rows its filters could not decide about.
function memory.run(plan)
  local told = { undecided = 0 }
  return run(plan, told), told.undecided
end

return memory
