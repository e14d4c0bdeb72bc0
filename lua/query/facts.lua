-- What is known of a column's figures beyond their type. Facts are never changed once made:
--   caption   the name that the column had where it came from
--   measure   what it was declared to be, with t:measures
--   ratio     { numerator =, denominator = }: the texts and facts of what it was divided from
--   as_read   the cells are those of a source: a hidden one is one figure, not a sum of several
--   hides     { least, greatest } of a hidden cell, where that was declared with t:hides
--   notes     what a reader of the figures must know: { text = English, danish = } each
-- The query layer carries them; what a caption means is known by the domain.

local facts = {}

-- Functions that give the same kind of figure as they are given.
local keeping = {}
for _, name in ipairs { "sum", "mean", "weighted_mean", "median", "quantile", "min", "max", "first",
  "last", "lag", "lead", "rolling_mean", "rolling_sum", "cumsum", "round", "coalesce" } do
  keeping[name] = true
end

local function add_all(list, more)
  for _, note in ipairs(more or {}) do
    local stands = false
    for _, known in ipairs(list) do stands = stands or known.text == note.text end
    if not stands then list[#list + 1] = note end
  end
  return list
end

-- The notes of every column and call of a tree.
local function notes_of(node, list)
  if node.op == "column" then add_all(list, node.facts and node.facts.notes) end
  add_all(list, node.notes)
  for _, argument in ipairs(node.args or {}) do notes_of(argument, list) end
  return list
end

local figure_of

-- The same, through a factor: 100 * a.
local function part_of(node)
  if node.op == "call" and node.name == "*" then
    local a, b = node.args[1], node.args[2]
    return a.op == "literal" and part_of(b) or b.op == "literal" and part_of(a) or nil
  end
  return figure_of(node)
end

-- What figure a tree gives, or nil: notes left out.
function figure_of(node)
  if node.op == "column" then return node.facts end
  if node.op ~= "call" then return nil end
  if keeping[node.name] then return figure_of(node.args[1]) end
  if node.name == "*" then -- 100 * share
    local one = part_of(node)
    return one and one.ratio and one or nil
  end
  if node.name == "/" then
    local numerator, denominator = part_of(node.args[1]), part_of(node.args[2])
    if not (numerator and denominator) then return nil end
    return { ratio = { numerator = numerator, denominator = denominator } }
  end
end

-- The facts of a computed column.
function facts.of_node(node)
  local figure, notes = figure_of(node) or {}, notes_of(node, {})
  return { caption = figure.caption, measure = figure.measure, ratio = figure.ratio,
    notes = #notes > 0 and notes or nil }
end

local function same_range(a, b)
  return a and b and a[1] == b[1] and a[2] == b[2] and a or nil
end

-- The facts of a column that holds the cells of two: what is not the same in both is not known.
function facts.both(a, b)
  if not (a and b) then return a or b end
  local notes = add_all(add_all({}, a.notes), b.notes)
  return { caption = a.caption == b.caption and a.caption or nil,
    measure = a.measure == b.measure and a.measure or nil,
    ratio = a.ratio and b.ratio and a.ratio or nil, as_read = a.as_read and b.as_read,
    hides = same_range(a.hides, b.hides), notes = #notes > 0 and notes or nil }
end

-- The facts with more notes.
function facts.noted(one, notes)
  one = one or {}
  return { caption = one.caption, measure = one.measure, ratio = one.ratio,
    as_read = one.as_read, hides = one.hides, notes = add_all(add_all({}, one.notes), notes) }
end

-- The facts of a column declared to be a measure.
function facts.declared(one, measure)
  return { caption = one and one.caption, measure = measure, as_read = one and one.as_read,
    hides = one and one.hides, notes = one and one.notes }
end

-- The facts of a column with what its hidden cells lie between.
function facts.hiding(one, range)
  one = one or {}
  return { caption = one.caption, measure = one.measure, ratio = one.ratio, notes = one.notes,
    as_read = true, hides = range }
end

facts.figure_of = figure_of

return facts
