-- The attacker: who reads the document and all that was published before, knows that counts are
-- whole and never below nought, and computes for each hidden count the least and the largest value
-- that it can have.

local native = require "native"

local attacker = {}
attacker.__index = attacker

local EPSILON = 1e-6
-- Of a search over whole numbers; one that takes more is taken to have found nothing.
local NODES = 2000

local function add_row(self, row, item)
  local place = self.programme:add_row(row.columns, row.coefficients, row.low, row.high)
  self.rows[place] = { low = row.low, high = row.high, item = item }
  if item then table.insert(self.of_item[item], place) end
end

-- An attacker of a problem (disclosure.problem), for whom everything is printed.
function attacker.new(problem)
  local self = setmetatable({ problem = problem, rows = {}, of_item = {}, hidden = {},
    programme = native.linear(#problem.variables) }, attacker)
  for i = 1, #problem.variables do self.programme:integer(i) end
  for _, fact in ipairs(problem.facts) do add_row(self, fact) end
  for i, item in ipairs(problem.items) do
    self.of_item[i] = {}
    add_row(self, item, i)
    for _, row in ipairs(item.more or {}) do add_row(self, row, i) end
  end
  return self
end

-- Print an item, or hide it.
function attacker:hide(item, hidden)
  if (self.hidden[item] or false) == hidden then return end
  self.hidden[item] = hidden
  for _, place in ipairs(self.of_item[item]) do
    local row = self.rows[place]
    if hidden then
      self.programme:row(place)
    else
      self.programme:row(place, row.low, row.high)
    end
  end
end

-- hidden: a set of items; all others are printed.
function attacker:hide_only(hidden)
  for item = 1, #self.of_item do self:hide(item, hidden[item] == true) end
end

-- The least ("min") or largest ("max") value of a variable: a number, infinite where there is no
-- bound; nil where what is printed contradicts itself or the solver gave up.
function attacker:bound(variable, sense)
  local value, status = self.programme:optimise({ variable }, { 1 }, sense)
  if value then return value end
  if status == "unbounded" then return sense == "max" and math.huge or -math.huge end
end

-- Whether all that is printed can be true; so it is taken where the solver gave up.
function attacker:is_possible()
  local value, status = self.programme:optimise({ 1 }, { 1 }, "min")
  return value ~= nil or status ~= "infeasible"
end

-- What the attacker knows of a variable: low, high.
function attacker:range(variable)
  return self:bound(variable, "min"), self:bound(variable, "max")
end

-- The printed items that the last bound rests on, in order.
function attacker:proof()
  local items, seen = {}, {}
  for place, dual in ipairs(self.programme:duals()) do
    local item = self.rows[place].item
    if item and math.abs(dual) > EPSILON and not seen[item] and not self.hidden[item] then
      seen[item] = true
      items[#items + 1] = item
    end
  end
  return items
end

-- Whether a variable can be `value` when all are whole numbers.
function attacker:possible(variable, value)
  self.programme:column(variable, value, value)
  local found = self.programme:optimise_integer({ variable }, { 1 }, "max", NODES)
  self.programme:column(variable, 0)
  return found ~= nil
end

-- Whether the bound leaves room to `limit`, on the side of `sense`.
function attacker.leaves(bound, limit, sense)
  if not bound then return false end
  if sense == "min" then return bound <= limit + EPSILON end
  return bound >= limit - EPSILON
end

return attacker
