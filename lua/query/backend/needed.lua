-- Which columns of its source a plan can come to look at: those of a file that is opened are
-- brought in one by one, and the others stay there.

local needed = {}

-- Add the columns that an expression names.
local function add_tree(names, node)
  if node.op == "column" then names[node.name] = true end
  for _, argument in ipairs(node.args or {}) do add_tree(names, argument) end
end

local function add_all(names, list)
  for _, name in ipairs(list or {}) do names[name] = true end
end

-- Each takes the step and the names that are needed after it (nil: all), and gives those that are
-- needed before it. A name that a step makes anew is kept: that costs a column, and no answer.
local before = {}

function before.filter(step, names)
  if names then add_tree(names, step.expr) end
  return names
end

function before.mutate(step, names)
  if not names then return nil end
  add_all(names, step.groups)
  for _, column in ipairs(step.columns) do add_tree(names, column.expr) end
  return names
end

function before.select(step, names)
  local own = {}
  for _, column in ipairs(step.columns) do
    if not names or names[column.name] then own[column.from] = true end
  end
  return own
end

function before.summarise(step)
  local names = {}
  add_all(names, step.groups)
  for _, column in ipairs(step.columns) do add_tree(names, column.expr) end
  return names
end

function before.arrange(step, names)
  for _, key in ipairs(names and step.keys or {}) do names[key.name] = true end
  return names
end

function before.slice(_, names)
  return names
end
before.tail = before.slice

function before.distinct(step)
  local names = {}
  add_all(names, step.columns)
  return names
end

-- What is on the right may be called as a column of the left: those are kept, too.
function before.join(step, names)
  if not names then return nil end
  for _, pair in ipairs(step.on) do names[pair.left] = true end
  for _, field in ipairs(step.right.schema) do names[field.name] = true end
  return names
end

-- The set of names that the steps need of what they begin with; nil: all.
function needed.by(steps)
  local names
  for i = #steps, 1, -1 do
    local step = before[steps[i].verb]
    names = step and step(steps[i], names)
  end
  return names
end

-- A native frame with those columns that the steps need, or one where they only count rows.
function needed.narrow(native_frame, steps)
  local names = native_frame:waits() and needed.by(steps)
  if not names then return native_frame end
  local kept, own = {}, native_frame:names()
  if next(names) == nil and own[1] then names[own[1]] = true end
  for _, name in ipairs(own) do
    if names[name] then kept[#kept + 1] = { name = name, from = name } end
  end
  return native_frame:select(kept)
end

return needed
