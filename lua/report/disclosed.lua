-- Statements of a document (report.statement) as a problem of disclosure control
-- (disclosure.problem), and what was printed as a record for the documents that come after.

local attacker = require "disclosure.attacker"
local fault = require "fault"
local problem = require "disclosure.problem"
local statement = require "report.statement"

local disclosed = {}

-- ---- counts ----

local function key_of(count)
  count = count.of or count
  return count.key or count.number
end

-- The variable of a count.
local function variable_of(made, count)
  count = count.of or count
  local key = key_of(count)
  local place = made.place[key]
  if not place then
    place = made.problem:variable(count.value, count.key or "a count without a key")
    made.place[key], made.key[place] = place, count.key
    if count.value >= 1 and count.value < made.rules.threshold then
      made.problem:protect(place, 1, made.rules.threshold - 1)
    end
  elseif made.problem.variables[place].value ~= count.value then
    -- The counts themselves are not for a message.
    fault.raise { what = ("the count '%s' is given with two values"):format(
      tostring(count.key)), why = "One of them is wrong, or they are not of one thing." }
  end
  return place
end

-- Whether a sum speaks of a count that has a place; not when it speaks of another value of it, from
-- before the source was revised.
local function is_related(made, relation)
  local found = false
  for _, count in ipairs { relation.total, table.unpack(relation.parts) } do
    local place = made.place[key_of(count)]
    if place and made.problem.variables[place].value ~= count.value then return false end
    found = found or place ~= nil
  end
  return found
end

-- What everybody knows: that parts make their total, of counts that are printed and of those that
-- such a sum leads to. The latest word on a count stands.
local function add_relations(made)
  local added, again = {}, true
  while again do
    again = false
    local relations = statement.relations()
    for i = #relations, 1, -1 do
      local relation = relations[i]
      if not added[i] and is_related(made, relation) then
        added[i], again = true, true
        local terms = { { variable_of(made, relation.total), -1 } }
        for _, part in ipairs(relation.parts) do
          terms[#terms + 1] = { variable_of(made, part), 1 }
        end
        made.problem:fact(terms, 0, 0, "a total", relation.guessed)
      end
    end
  end
end

-- ---- what a rounded figure says ----

-- A figure printed with `decimals` is numerator / denominator to within half of its last place;
-- rounded half away from nought. As whole coefficients: scale = 2 * 10^decimals,
--   scale * numerator - (scale * printed - 1) * denominator >= 0
--   scale * numerator - (scale * printed + 1) * denominator <= -1
-- the second strict, for counts are whole; the other way round below nought, both strict at nought.
local function rounding_rows(numerator, denominator, value, decimals)
  local scale = 10 ^ decimals
  local printed = value >= 0 and math.floor(value * scale + 0.5 + 1e-9)
    or -math.floor(-value * scale + 0.5 + 1e-9)
  local rows = {}
  for _, side in ipairs { -1, 1 } do
    local terms = { { denominator, -(2 * printed + side) } }
    for _, term in ipairs(numerator) do terms[#terms + 1] = { term[1], 2 * scale * term[2] } end
    local strict = printed == 0 or (printed > 0) == (side > 0)
    rows[#rows + 1] = side < 0 and { terms = terms, low = strict and 1 or 0 }
      or { terms = terms, high = strict and -1 or 0 }
  end
  return rows
end

local function share_rows(made, one)
  local part, whole = variable_of(made, one.part), variable_of(made, one.whole)
  if not made.bounded[part .. "/" .. whole] then
    made.bounded[part .. "/" .. whole] = true
    made.problem:fact({ { whole, 1 }, { part, -1 } }, 0, nil, "a part and its whole")
    if made.rules.complements then disclosed.complement(made, part, whole) end
  end
  return rounding_rows({ { part, 100 } }, whole, one.value, one.decimals)
end

-- Those of the whole who are not of the part, as a count to protect; later documents know it by the
-- keys of the two.
function disclosed.complement(made, part, whole)
  local variables, keys = made.problem.variables, made.key
  local value = variables[whole].value - variables[part].value
  local rest = made.problem:variable(value, "the others")
  made.problem:fact({ { whole, 1 }, { part, -1 }, { rest, -1 } }, 0, 0)
  if keys[part] and keys[whole] then
    local key = ("%s\0without\0%s"):format(keys[whole], keys[part])
    made.place[key], keys[rest] = rest, key
  end
  if value >= 1 and value < made.rules.threshold then
    made.problem:protect(rest, 1, made.rules.threshold - 1)
  end
end

local rows_of = {
  count = function(made, one)
    return { { terms = { { variable_of(made, one), 1 } }, low = one.value, high = one.value } }
  end,
  difference = function(made, one)
    local terms = { { variable_of(made, one.after), 1 }, { variable_of(made, one.before), -1 } }
    return { { terms = terms, low = one.value, high = one.value } }
  end,
  share = share_rows,
  growth = function(made, one)
    local before, after = variable_of(made, one.before), variable_of(made, one.after)
    return rounding_rows({ { after, 100 }, { before, -100 } }, before, one.value, one.decimals)
  end,
  tells = function(made, one)
    local rows = {}
    for i, each in ipairs(one.learnt) do
      rows[i] = { terms = { { variable_of(made, each[1]), 1 } }, low = each[2] or each[1].value,
        high = each[3] or each[1].value }
    end
    return rows
  end,
}

-- The same figure printed twice is one item: rows that say the same have the same text.
local function text_of(rows)
  local parts = {}
  for _, row in ipairs(rows) do
    local terms = {}
    for i, term in ipairs(row.terms) do terms[i] = ("%d:%.17g"):format(term[1], term[2]) end
    table.sort(terms)
    parts[#parts + 1] = ("%s[%s,%s]"):format(table.concat(terms, " "), tostring(row.low),
      tostring(row.high))
  end
  return table.concat(parts, "|")
end

-- Hiding one figure costs 1, and a little more for a count than for what is made of counts, and for
-- a large one: of two that will do, the one that tells less is hidden. All the littles together are
-- less than 1.
local function set_weights(made, count)
  local order = {}
  for place, item in ipairs(made.problem.items) do
    local value = 0
    for _, column in ipairs(item.columns) do
      value = value + made.problem.variables[column].value
    end
    order[place] = { place = place, value = value, count = item.text == "count" }
  end
  table.sort(order, function(a, b)
    if a.count ~= b.count then return b.count end
    return a.value < b.value or a.value == b.value and a.place < b.place
  end)
  for rank, one in ipairs(order) do
    made.problem.items[one.place].weight = 1 + rank / (2 * (count + 1) ^ 2)
  end
end

local function add_item(made, one)
  local rows = rows_of[one.kind](made, one)
  if #rows == 0 then return end
  local text = text_of(rows)
  local place = made.item_by_text[text]
  if not place then
    place = made.problem:item(rows[1].terms, rows[1].low, rows[1].high, one.kind)
    for i = 2, #rows do made.problem:also(place, rows[i].terms, rows[i].low, rows[i].high) end
    made.item_by_text[text] = place
    made.rows[place] = rows
  end
  made.item_of[one.number] = place
end

-- ---- earlier publications ----

local function place_of_key(made, key)
  if not made.place[key] then
    made.place[key] = made.problem:variable(nil, key)
    made.key[made.place[key]] = key
  end
  return made.place[key]
end

local function fact_text(fact)
  local parts = { tostring(fact.low), tostring(fact.high), tostring(fact.guessed) }
  for _, term in ipairs(fact.terms) do parts[#parts + 1] = ("%s %.17g"):format(term[1], term[2]) end
  return table.concat(parts, "\0")
end

-- Add what a record says, each fact once, however many records say it.
local function add_fact(made, fact)
  local text = fact_text(fact)
  if made.earlier_by_text[text] then return end
  local terms = {}
  for i, term in ipairs(fact.terms) do terms[i] = { place_of_key(made, term[1]), term[2] } end
  local at = made.problem:fact(terms, fact.low, fact.high, "an earlier publication", fact.guessed)
  made.earlier_by_text[text] = at
  for _, term in ipairs(terms) do
    made.earlier_of[term[1]] = made.earlier_of[term[1]] or {}
    table.insert(made.earlier_of[term[1]], at)
  end
  local only = #terms == 1 and terms[1][2] == 1 and fact.low == fact.high and terms[1][1]
  if only then made.printed[only] = made.printed[only] or fact.low end
end

-- A count that was small and has been revised to one that is not needs no protection any more.
local function add_record(made, record)
  for _, fact in ipairs(record.facts) do add_fact(made, fact) end
  for _, one in ipairs(record.sensitive) do
    local place = place_of_key(made, one.key)
    local value = made.problem.variables[place].value or made.printed[place]
    if not value or value >= one.low and value <= one.high then
      made.problem:protect(place, one.low, one.high)
    end
  end
end

-- Whether today's counts keep a fact; nil where it speaks of one that has none here.
local function holds(made, fact)
  local columns, coefficients = {}, {}
  for i, term in ipairs(fact.terms) do
    local place = made.place[term[1]]
    if not place then return nil end
    columns[i], coefficients[i] = place, term[2]
  end
  return made.problem:holds { columns = columns, coefficients = coefficients, low = fact.low,
    high = fact.high }
end

-- The facts of later publications that speak of the same counts as these, or of counts that such a
-- fact speaks of, and so on; what today's document gives a value leads no further. Their places,
-- and whether today's document speaks of any of them.
local function beside(made, facts)
  local found, seen, queue, valued = {}, {}, {}, false
  local function meet(place)
    if not place or seen[place] then return end
    seen[place] = true
    if made.problem.variables[place].value then valued = true else queue[#queue + 1] = place end
  end
  for _, fact in ipairs(facts) do
    for _, term in ipairs(fact.terms) do meet(made.place[term[1]]) end
  end
  local at, taken = 1, {}
  while queue[at] do
    for _, number in ipairs(made.earlier_of[queue[at]] or {}) do
      if not taken[number] then
        taken[number], found[#found + 1] = true, number
        for _, place in ipairs(made.problem.facts[number].columns) do meet(place) end
      end
    end
    at = at + 1
  end
  return found, valued
end

-- Whether facts can be true together with today's counts and what later publications have said.
local function are_possible(made, facts)
  local others, valued = beside(made, facts)
  if #others == 0 and not valued then return true end -- as they were true when they were printed
  local trial, place_of = problem.new(), {}
  local function place(key, value)
    if not place_of[key] then
      place_of[key] = trial:variable(nil, "a count")
      if value then trial:fact({ { place_of[key], 1 } }, value, value) end
    end
    return place_of[key]
  end
  local function of_today(at)
    return place(at, made.problem.variables[at].value)
  end
  for _, fact in ipairs(facts) do
    local terms = {}
    for i, term in ipairs(fact.terms) do
      local at = made.place[term[1]]
      terms[i] = { at and of_today(at) or place(term[1]), term[2] }
    end
    trial:fact(terms, fact.low, fact.high)
  end
  for _, number in ipairs(others) do
    local fact, terms = made.problem.facts[number], {}
    for i, at in ipairs(fact.columns) do terms[i] = { of_today(at), fact.coefficients[i] } end
    trial:fact(terms, fact.low, fact.high)
  end
  return attacker.new(trial):is_possible()
end

-- Add to `left` those of open[from .. to] that can be true together with what is there. A half at a
-- time, since few of many were revised.
local function add_possible(made, left, open, from, to)
  if from > to then return end
  local count = #left
  table.move(open, from, to, count + 1, left)
  if are_possible(made, left) then return end
  for i = #left, count + 1, -1 do left[i] = nil end
  if from == to then return end
  local middle = (from + to) // 2
  add_possible(made, left, open, from, middle)
  add_possible(made, left, open, middle + 1, to)
end

-- The facts of a record that today's counts and what was printed since leave possible, together.
local function facts_left(made, record)
  local left, open, possible = {}, {}, {}
  for _, fact in ipairs(record.facts) do
    local held = holds(made, fact)
    if held == nil then
      open[#open + 1] = fact
    elseif held then
      left[#left + 1] = fact
    end
  end
  add_possible(made, possible, open, 1, #open)
  return table.move(possible, 1, #possible, #left + 1, left)
end

-- What of a record can still be true: all of it, or what is left of it when the source has revised
-- some of its figures. A reader may then take the rest to stand as it was, or not.
local function possible_part(made, record)
  local facts = facts_left(made, record)
  if #facts == #record.facts then return record end
  for i, fact in ipairs(facts) do
    facts[i] = { terms = fact.terms, low = fact.low, high = fact.high, guessed = true }
  end
  return { facts = facts, sensitive = record.sensitive }
end

-- ---- in and out ----

-- The problem of a document's statements. rules: { threshold =, complements = }; earlier: records.
-- Gives { problem =, item_of = statement's number -> item, … }.
function disclosed.problem(statements, rules, earlier)
  local made = { problem = problem.new(), rules = rules, place = {}, key = {},
    bounded = {}, item_of = {}, item_by_text = {}, rows = {}, earlier_by_text = {},
    earlier_of = {}, printed = {} }
  for _, one in ipairs(statements) do
    if one.kind ~= "free" then add_item(made, one) end
  end
  set_weights(made, #statements)
  add_relations(made)
  made.own_facts = #made.problem.facts
  -- The newest first: where two of them contradict each other, the later word stands.
  for i = #earlier, 1, -1 do add_record(made, possible_part(made, earlier[i])) end
  return made
end

local function fact_by_keys(made, terms, low, high, guessed)
  local named = {}
  for i, term in ipairs(terms) do
    if not made.key[term[1]] then return nil end
    named[i] = { made.key[term[1]], term[2] }
  end
  return { terms = named, low = low, high = high, guessed = guessed }
end

-- What is printed of counts that have keys: { facts = { { terms = { { key, coefficient } … },
-- low =, high =, guessed = } … }, sensitive = { { key =, low =, high = } … } }. Nothing in it says
-- what is hidden.
function disclosed.record(made, hidden)
  local record = { facts = {}, sensitive = {} }
  for place, rows in ipairs(made.rows) do
    for _, row in ipairs(hidden[place] and {} or rows) do
      table.insert(record.facts, fact_by_keys(made, row.terms, row.low, row.high))
    end
  end
  for i = 1, made.own_facts do
    local fact, terms = made.problem.facts[i], {}
    for k, column in ipairs(fact.columns) do terms[k] = { column, fact.coefficients[k] } end
    table.insert(record.facts,
      fact_by_keys(made, terms, fact.low, fact.high, fact.guessed))
  end
  for _, one in ipairs(made.problem.sensitive) do
    if made.key[one.variable] then
      table.insert(record.sensitive, { key = made.key[one.variable], low = one.low,
        high = one.high })
    end
  end
  return record
end

return disclosed
