-- Which figures to hide, so that an attacker (disclosure.attacker) can narrow no sensitive count
-- down: as few as possible.
--
-- The attacker's bound comes with its proof, the printed figures that it rests on: one of them at
-- least has to be hidden, whatever else is. The fewest figures that break every proof found so far
-- are hidden (a small integer programme), the attacker tries again, and each new proof is one more
-- to break. When he finds none, nothing smaller could have done, as long as the programme was
-- solved to its end; where it was not, a greedy choice stands in, and what it hid in vain is shown
-- again. The figures of which hiding would not help are told apart first.

local attacker = require "disclosure.attacker"
local native = require "native"

local suppressor = {}

local NODES = 5000 -- of the search for the fewest
local SENSES = { "min", "max" }

-- ---- the fewest that break every proof ----

local function greedy(cuts, items)
  local broken, chosen, left = {}, {}, #cuts
  while left > 0 do
    local gain, best = {}, nil
    for i, cut in ipairs(cuts) do
      for _, item in ipairs(broken[i] and {} or cut) do
        gain[item] = (gain[item] or 0) + 1
      end
    end
    for item = 1, #items do
      local score = gain[item] and gain[item] / items[item].weight
      if score and (not best or score > gain[best] / items[best].weight) then best = item end
    end
    chosen[best] = true
    for i, cut in ipairs(cuts) do
      for _, item in ipairs(broken[i] and {} or cut) do
        if item == best and not broken[i] then
          broken[i] = true
          left = left - 1
        end
      end
    end
  end
  return chosen
end

local function fewest(cuts, items)
  local programme, columns, weights = native.linear(#items), {}, {}
  for i, item in ipairs(items) do
    programme:column(i, 0, 1)
    programme:integer(i)
    columns[i], weights[i] = i, item.weight
  end
  for _, cut in ipairs(cuts) do
    local ones = {}
    for i = 1, #cut do ones[i] = 1 end
    programme:add_row(cut, ones, 1)
  end
  if not programme:optimise_integer(columns, weights, "min", NODES) then
    return greedy(cuts, items), false
  end
  local chosen = {}
  for item, value in ipairs(programme:values()) do
    if value > 0.5 then chosen[item] = true end
  end
  return chosen, true
end

-- ---- what the attacker finds ----

-- How far each sensitive count can be protected: what the facts alone already tell of it is told.
local function limits_of(attack, problem)
  local all, limits = {}, {}
  for item = 1, #problem.items do all[item] = true end
  attack:hide_only(all)
  for i, one in ipairs(problem.sensitive) do
    local low, high = attack:range(one.variable)
    low, high = low or one.low, high or one.high
    limits[i] = { min = math.max(one.low, low), max = math.min(one.high, high),
      told = not attacker.leaves(low, one.low, "min")
        or not attacker.leaves(high, one.high, "max") }
  end
  return limits
end

-- Proofs against one count, each broken whole before the next is sought: they share no figure.
local function proofs_against(attack, variable, limits, found)
  for _, sense in ipairs(SENSES) do
    while true do
      local bound = attack:bound(variable, sense)
      if attacker.leaves(bound, limits[sense], sense) then break end
      local proof = attack:proof()
      -- Without a proof of its own (the solver gave up): everything that is still printed.
      if #proof == 0 then
        for item = 1, #attack.of_item do
          if not attack.hidden[item] then proof[#proof + 1] = item end
        end
      end
      if #proof == 0 then break end
      found[#found + 1] = proof
      for _, item in ipairs(proof) do attack:hide(item, true) end
    end
  end
end

local function linear_proofs(attack, problem, limits, hidden)
  local found = {}
  for i, one in ipairs(problem.sensitive) do
    attack:hide_only(hidden)
    proofs_against(attack, one.variable, limits[i], found)
  end
  return found
end

-- The values of a count that have to stay possible, though all are whole: those that are so when
-- nothing is printed.
local function whole_values(attack, problem, limits, i)
  if not limits[i].values then
    local all = {}
    for item = 1, #problem.items do all[item] = true end
    attack:hide_only(all)
    limits[i].values = {}
    for value = math.ceil(limits[i].min - 1e-6), math.floor(limits[i].max + 1e-6) do
      if attack:possible(problem.sensitive[i].variable, value) then
        table.insert(limits[i].values, value)
      end
    end
  end
  return limits[i].values
end

-- The figures of which one has to be hidden more, since no whole number fits: as many as may be are
-- hidden first without that it helps.
local function whole_proof(attack, variable, value, hidden)
  attack:hide_only(hidden)
  local proof = {}
  for item = 1, #attack.of_item do
    if not hidden[item] then
      attack:hide(item, true)
      if attack:possible(variable, value) then
        attack:hide(item, false)
        proof[#proof + 1] = item
      end
    end
  end
  return proof
end

local function whole_proofs(attack, problem, limits, hidden)
  local found = {}
  for i, one in ipairs(problem.sensitive) do
    for _, value in ipairs(whole_values(attack, problem, limits, i)) do
      attack:hide_only(hidden)
      if not attack:possible(one.variable, value) then
        found[#found + 1] = whole_proof(attack, one.variable, value, hidden)
        break
      end
    end
  end
  return found
end

-- What the attacker has against a choice: proofs, none when all is well.
local function attack_on(attack, problem, limits, hidden)
  local found = linear_proofs(attack, problem, limits, hidden)
  if #found > 0 then return found end
  return whole_proofs(attack, problem, limits, hidden)
end

-- ---- the choice ----

-- The readers that a choice has to hold against: who believes no guess, and who believes them all.
-- By a wrong guess alone what nobody knows would count as told, and be shown.
local function readers_of(problem)
  local sober = problem:without_guesses()
  local readers = {}
  for i, view in ipairs(#sober.facts < #problem.facts and { sober, problem } or { problem }) do
    local attack = attacker.new(view)
    readers[i] = { attack = attack, problem = view, limits = limits_of(attack, view) }
  end
  return readers
end

local function attacks_on(readers, hidden)
  local found = {}
  for _, reader in ipairs(readers) do
    local more = attack_on(reader.attack, reader.problem, reader.limits, hidden)
    table.move(more, 1, #more, #found + 1, found)
  end
  return found
end

-- Show again what is hidden in vain, the dearest first.
local function show_again(readers, problem, hidden)
  local order = {}
  for item = 1, #problem.items do
    if hidden[item] then order[#order + 1] = item end
  end
  table.sort(order, function(a, b)
    local x, y = problem.items[a].weight, problem.items[b].weight
    return x > y or x == y and a < b
  end)
  for _, item in ipairs(order) do
    hidden[item] = nil
    if #attacks_on(readers, hidden) > 0 then hidden[item] = true end
  end
end

-- The items to hide, and how far each sensitive count can be protected.
local function choose(problem)
  local readers, cuts = readers_of(problem), {}
  local hidden, best = {}, true
  while true do
    local found = attacks_on(readers, hidden)
    if #found == 0 then break end
    for _, proof in ipairs(found) do cuts[#cuts + 1] = proof end
    local solved
    hidden, solved = fewest(cuts, problem.items)
    best = best and solved
  end
  if not best then show_again(readers, problem, hidden) end
  return hidden, readers[1].limits
end

-- The items of a problem (disclosure.problem) to hide: a set of their places; and the sensitive
-- variables of which earlier publications or the rules alone tell too much already, as texts.
function suppressor.choose(problem)
  local hidden, told = {}, {}
  for _, part in ipairs(problem:parts()) do
    local found, limits = choose(part)
    for item in pairs(found) do hidden[part.places[item]] = true end
    for i, one in ipairs(part.sensitive) do
      if limits[i].told then told[#told + 1] = part.variables[one.variable].text or "?" end
    end
  end
  return hidden, told
end

return suppressor
