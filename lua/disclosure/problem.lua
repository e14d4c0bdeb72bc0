-- What the publication gate reasons about: unknown counts, what is printed of them, and what
-- everybody knows.
--
--   variables  the counts behind the figures. `value` is the truth; nil where only an earlier
--              publication speaks of it. Counts are whole and never below nought.
--   items      what the document prints, one for each figure: a sum of variables that lies within
--              [low, high] (one number where the figure is exact, the rounding where it is not).
--              An item may be hidden, all over the document at once.
--   facts      what cannot be hidden: that parts make a total, and what has been published before.
--              Those that are `guessed` a reader may believe or not: both are reckoned with.
--   sensitive  variables that nobody may be able to narrow down
--
-- Sums are two arrays of one length: columns (variables) and coefficients.

local fault = require "fault"

local problem = {}
problem.__index = problem

local EPSILON = 1e-6 -- of the solver's numbers; the figures are whole

function problem.new()
  return setmetatable({ variables = {}, items = {}, facts = {}, sensitive = {} }, problem)
end

-- A count; gives its place. value: the truth, or nil. text: what it is called in messages.
function problem:variable(value, text)
  self.variables[#self.variables + 1] = { value = value, text = text }
  return #self.variables
end

local function sum_of(self, columns, coefficients)
  local total = 0
  for i, column in ipairs(columns) do
    local value = self.variables[column].value
    if not value then return nil end
    total = total + coefficients[i] * value
  end
  return total
end

-- Each column once: terms of the same variable are added up, those that fall out are left out.
local function gathered(terms)
  local columns, coefficients, place = {}, {}, {}
  for _, term in ipairs(terms) do
    local at = place[term[1]]
    if not at then
      at = #columns + 1
      place[term[1]], columns[at], coefficients[at] = at, term[1], 0
    end
    coefficients[at] = coefficients[at] + term[2]
  end
  local made = { columns = {}, coefficients = {} }
  for i, column in ipairs(columns) do
    if coefficients[i] ~= 0 then
      table.insert(made.columns, column)
      table.insert(made.coefficients, coefficients[i])
    end
  end
  return made
end

-- Whether the truth keeps a row; nil where the truth is not known.
function problem:holds(row)
  local total = sum_of(self, row.columns, row.coefficients)
  if not total then return nil end
  local slack = EPSILON * math.max(1, math.abs(total))
  return (not row.low or total >= row.low - slack) and (not row.high or total <= row.high + slack)
end

local function add(self, list, terms, low, high, text)
  local row = gathered(terms)
  row.low, row.high, row.text = low, high, text
  if self:holds(row) == false then
    fault.raise { what = ("'%s' does not agree with the counts that it is made of"):format(
        text or "a figure"),
      why = "A figure that contradicts its own counts cannot be protected, and cannot be right." }
  end
  list[#list + 1] = row
  return #list
end

-- Known to all: terms { { variable, coefficient } … } lie within low and high (nil: no bound).
function problem:fact(terms, low, high, text, guessed)
  local place = add(self, self.facts, terms, low, high, text)
  self.facts[place].guessed = guessed
  return place
end

-- The same problem for a reader who believes no guess.
function problem:without_guesses()
  local facts = {}
  for _, fact in ipairs(self.facts) do
    if not fact.guessed then facts[#facts + 1] = fact end
  end
  return setmetatable({ facts = facts }, { __index = self })
end

-- A printed figure; gives its place. weight: what hiding it costs, 1 where nothing is said. Several
-- rows that are printed and hidden together share `item`, the place of the first.
function problem:item(terms, low, high, text, weight)
  local place = add(self, self.items, terms, low, high, text)
  self.items[place].weight = weight or 1
  return place
end

-- A further row of an item: printed and hidden with it.
function problem:also(place, terms, low, high)
  local item, rows = self.items[place], {}
  add(self, rows, terms, low, high, item.text)
  item.more = item.more or {}
  table.insert(item.more, rows[1])
end

-- Nobody may find out more of a variable than that it lies within low and high.
function problem:protect(variable, low, high)
  for _, one in ipairs(self.sensitive) do
    if one.variable == variable then return end
  end
  table.insert(self.sensitive, { variable = variable, low = low, high = high })
end

-- ---- parts that have nothing to do with each other ----

local function root(parent, at)
  while parent[at] ~= at do
    parent[at] = parent[parent[at]]
    at = parent[at]
  end
  return at
end

local function join(parent, columns)
  for i = 2, #columns do
    local a, b = root(parent, columns[1]), root(parent, columns[i])
    if a ~= b then parent[math.max(a, b)] = math.min(a, b) end
  end
end

local function join_item(parent, item)
  join(parent, item.columns)
  for _, row in ipairs(item.more or {}) do
    join(parent, row.columns)
    join(parent, { item.columns[1], row.columns[1] })
  end
end

local function moved(row, place)
  local columns = {}
  for i, column in ipairs(row.columns) do columns[i] = place[column] end
  local more
  for i, one in ipairs(row.more or {}) do
    more = more or {}
    more[i] = moved(one, place)
  end
  return { columns = columns, coefficients = row.coefficients, low = row.low, high = row.high,
    text = row.text, weight = row.weight, more = more, guessed = row.guessed }
end

-- The parts in which something is sensitive, each a problem of its own; its `places` are the places
-- of its items in this one.
function problem:parts()
  local parent = {}
  for i = 1, #self.variables do parent[i] = i end
  for _, row in ipairs(self.facts) do join(parent, row.columns) end
  for _, item in ipairs(self.items) do join_item(parent, item) end
  local parts, of, place = {}, {}, {}
  for _, one in ipairs(self.sensitive) do
    local at = root(parent, one.variable)
    if not of[at] then
      of[at] = problem.new()
      of[at].places = {}
      parts[#parts + 1] = of[at]
    end
  end
  for i, variable in ipairs(self.variables) do
    local part = of[root(parent, i)]
    if part then
      table.insert(part.variables, variable)
      place[i] = #part.variables
    end
  end
  local function share_out(list, name)
    for i, row in ipairs(list) do
      local part = row.columns[1] and of[root(parent, row.columns[1])]
      if part then
        table.insert(part[name], moved(row, place))
        if name == "items" then table.insert(part.places, i) end
      end
    end
  end
  share_out(self.facts, "facts")
  share_out(self.items, "items")
  for _, one in ipairs(self.sensitive) do
    table.insert(of[root(parent, one.variable)].sensitive,
      { variable = place[one.variable], low = one.low, high = one.high })
  end
  return parts
end

return problem
