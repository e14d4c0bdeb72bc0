-- What is known of a column's figures beyond their type. Facts are never changed once made:
--   caption   the name that the column had where it came from
--   measure   what it was declared to be, with t:measures
--   ratio     { numerator =, denominator = }: the texts and facts of what it was divided from
--   kin       the table that it was read with, where a column of texts may say what each row is of
--   parts     the facts of what it holds together, where that is not the same in every row; `told`:
--             by a column of texts that said so
--   as_read   the cells are those of a source: a hidden one is one figure, not a sum of several
--   by_hand   the cells were written in a script: what a hidden one is, its writer may know
--   hides     { least, greatest } of a hidden cell, where that was declared with t:hides
--   at        where it stood before pivot_wider made a column of it: { [caption of the label] =
--             { type =, values = { text … } } }
--   foreign   set of the facts of the labels that a join has set beside it: its own rows do not
--             have them
--   sides     the frames that it stood in before joins, in which a label may have had one value
--   averaged  over how many periods each cell is the mean: 0 where that differs from group to group
--   counted   a number of rows or of periods
--   picked    which cells a lag, first or max has picked: { { caption =, name =, type =, value =
--             "lag 1", newest = id of the newest month, where that may be among them } … }
--   notes     what a reader of the figures must know: { text = English, danish = } each
-- The query layer carries them; what a caption means is known by the domain.

local facts = {}

-- Functions that give the same kind of figure as they are given.
local keeping = {}
for _, name in ipairs { "sum", "mean", "weighted_mean", "median", "quantile", "min", "max", "first",
  "last", "lag", "lead", "rolling_mean", "rolling_sum", "cumsum", "round", "coalesce",
  "floor", "ceil", "abs", "negate" } do
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
  if node.op == "column" or node.unguarded then add_all(list, node.facts and node.facts.notes) end
  add_all(list, node.notes)
  for _, argument in ipairs(node.args or {}) do notes_of(argument, list) end
  return list
end

-- The facts of `one` with other fields. What is `false` in `changed` goes.
local function changed_copy(one, changed)
  local copy = {}
  for key, value in pairs(one or {}) do copy[key] = value end
  for key, value in pairs(changed) do copy[key] = value or nil end
  return copy
end

local figure_of

-- The figure of the first argument that is one: those of a + b, or of the branches of if_else.
local function first_of(args, from)
  for i = from, #args do
    local found = figure_of(args[i])
    if found then return found end
  end
end

-- What is given by the calls that `keeping` does not name.
local through = {}

-- A thousand persons are persons.
through["*"] = function(args)
  local a, b = args[1], args[2]
  return a.op == "literal" and figure_of(b) or b.op == "literal" and figure_of(a) or nil
end

through["/"] = function(args)
  local a, b = figure_of(args[1]), figure_of(args[2])
  if args[2].op == "literal" then return a end
  return a and b and { ratio = { numerator = a, denominator = b } } or nil
end

local function union(a, b)
  local list, seen = {}, {}
  for _, values in ipairs { a, b } do
    for _, value in ipairs(values) do
      if not seen[value] then list[#list + 1] = value end
      seen[value] = true
    end
  end
  return list
end

-- Where the figures of two columns stood: what is known of both.
local function places(a, b)
  local all
  for caption, label in pairs(a and b or {}) do
    if b[caption] then
      all = all or {}
      all[caption] = { type = label.type, values = union(label.values, b[caption].values) }
    end
  end
  return all
end

through["+"] = function(args)
  local a, b = figure_of(args[1]), figure_of(args[2])
  if not (a and b) or a == b then return a or b end
  return changed_copy(a, { at = places(a.at, b.at) or false })
end

-- A difference of two figures is a change, of which nothing is known; 100 less a share is a share.
through["-"] = function(args)
  return args[2].op == "literal" and figure_of(args[1])
    or args[1].op == "literal" and figure_of(args[2]) or nil
end

through.if_else = function(args) return first_of(args, 2) end

-- What figure a tree gives, or nil: notes left out.
function figure_of(node)
  if node.op == "column" or node.unguarded then return node.facts end
  if node.op ~= "call" then return nil end
  if keeping[node.name] then return figure_of(node.args[1]) end
  local give = through[node.name]
  return give and give(node.args)
end

local keeps_rows = { round = true, coalesce = true, floor = true, ceil = true, abs = true,
  negate = true }

-- Over how many periods a tree is the mean: 0 where that differs; nil where it is none.
function facts.averaged(node)
  if node.op == "column" then return node.facts and node.facts.averaged end
  if node.averaged then return node.averaged end
  return keeps_rows[node.name] and facts.averaged(node.args[1]) or nil
end

-- Which cells a tree has picked out of those of its figure, or nil.
function facts.picked(node)
  if node.op == "column" then return node.facts and node.facts.picked end
  if node.picked or node.op ~= "call" or node.unguarded then return node.picked end
  if keeping[node.name] then return facts.picked(node.args[1]) end
  if node.name ~= "*" and node.name ~= "/" then return nil end
  local at = node.args[1].op == "literal" and 2 or 1
  return node.args[3 - at].op == "literal" and facts.picked(node.args[at]) or nil
end

-- Whether a tree is a number of rows or of periods.
function facts.counted(node)
  if node.op == "column" then return node.facts ~= nil and node.facts.counted == true end
  return node.name == "count" or node.name == "n_distinct" and node.args[1].type == "period"
end

-- The facts of a computed column.
function facts.of_node(node)
  local notes = notes_of(node, {})
  return changed_copy(figure_of(node), { as_read = false, hides = false,
    averaged = facts.averaged(node) or false, counted = facts.counted(node),
    picked = facts.picked(node) or false, notes = #notes > 0 and notes })
end

local function same_range(a, b)
  return a and b and a[1] == b[1] and a[2] == b[2] and a or nil
end

-- The facts of what `one` and `other` are, each once.
local function parts_of(a, b)
  local parts = {}
  for _, one in ipairs { a, b } do
    table.move(one.parts or { one }, 1, one.parts and #one.parts or 1, #parts + 1, parts)
  end
  return parts
end

-- Over how many periods the cells of two columns are means.
local function both_averaged(a, b)
  if a == nil and b == nil then return nil end
  return a == b and a or 0
end

-- What is picked in the rows of either: to add them to what is not is no better than before.
local function both_picked(a, b)
  if not (a and b) then return a or b end
  local list = table.move(a, 1, #a, 1, {})
  return table.move(b, 1, #b, #list + 1, list)
end

local function both_sets(a, b)
  local set = {}
  for one in pairs(a or {}) do set[one] = true end
  for one in pairs(b or {}) do set[one] = true end
  return next(set) and set
end

-- The facts of a column that holds the cells of two: what is not the same in both is not known, but
-- for the parts that it is of.
function facts.both(a, b)
  if not (a and b) then return a or b end
  local notes = add_all(add_all({}, a.notes), b.notes)
  local caption, measure = a.caption == b.caption, a.measure == b.measure
  local same = caption and measure and not (a.parts or b.parts)
  return { caption = caption and a.caption or nil, measure = measure and a.measure or nil,
    ratio = a.ratio and b.ratio and a.ratio or nil, as_read = a.as_read and b.as_read,
    at = places(a.at, b.at), averaged = both_averaged(a.averaged, b.averaged),
    counted = a.counted or b.counted or nil, picked = both_picked(a.picked, b.picked),
    foreign = both_sets(a.foreign, b.foreign),
    kin = a.kin == b.kin and a.kin or nil, parts = not same and parts_of(a, b) or nil,
    told = a.told or b.told, hides = same_range(a.hides, b.hides),
    notes = #notes > 0 and notes or nil }
end

-- The facts with more notes.
function facts.noted(one, notes)
  return changed_copy(one, { notes = add_all(add_all({}, one and one.notes), notes) })
end

-- The facts of a column declared to be a measure.
function facts.declared(one, measure)
  return changed_copy(one, { measure = measure, ratio = false, parts = false, kin = false })
end

-- The facts of a column with what its hidden cells lie between.
function facts.hiding(one, range)
  return changed_copy(one, { as_read = true, hides = range })
end

-- The facts of a figure that pivot_wider has made a column of, for one value (a text) of a label.
function facts.of_place(one, caption, label_type, value)
  local at = { [caption] = { type = label_type, values = { value } } }
  for known, place in pairs(one and one.at or {}) do at[known] = at[known] or place end
  return changed_copy(one, { at = at })
end

-- The facts of a figure without the frames that it stood in before joins: `at` is what is known of
-- them (lua/domain/guard/place.lua).
function facts.placed(one, at)
  return changed_copy(one, { at = at or false, sides = false })
end

-- The facts of a figure beside labels that are now known by other facts: old -> new.
function facts.beside(one, new)
  local foreign = {}
  for label in pairs(one.foreign) do foreign[new[label] or label] = true end
  return changed_copy(one, { foreign = foreign })
end

-- The facts of a column written by hand, some of its cells hidden.
function facts.by_hand(one)
  return changed_copy(one, { as_read = false, by_hand = true })
end

-- The facts of a figure that a join has taken from a frame and set beside labels: a set of their
-- facts.
function facts.joined(one, side, labels)
  local before = one or {}
  local foreign = {}
  local sides = table.move(before.sides or {}, 1, #(before.sides or {}), 1, {})
  for label in pairs(before.foreign or {}) do foreign[label] = true end
  for label in pairs(labels) do foreign[label] = true end
  sides[#sides + 1] = side
  return changed_copy(one, { foreign = foreign, sides = sides })
end

-- The facts of a column of another table: see lua/domain/guard/long.lua.
function facts.of_kin(one, kin)
  return changed_copy(one, { kin = kin })
end

-- The facts of a column of a table, under the name that it has there.
function facts.of_table(one, caption, kin)
  return changed_copy(one, { caption = caption, kin = kin, measure = false, ratio = false,
    parts = false, told = false })
end

-- The facts of a figure that is of one of `parts` in each row, as a column of texts has told.
function facts.of_parts(one, parts)
  local first = #parts == 1 and parts[1]
  return changed_copy(one, { caption = first and first.caption or false, kin = false,
    measure = first and first.measure or false, ratio = first and first.ratio or false,
    parts = not first and parts, told = not first })
end

-- The facts of a ratio with other sides.
function facts.of_ratio(one, numerator, denominator)
  if numerator == one.ratio.numerator and denominator == one.ratio.denominator then return one end
  return changed_copy(one, { ratio = { numerator = numerator, denominator = denominator } })
end

-- The facts as they can be written to a file. `by`: what is written for what they refer to: kin, at
-- and foreign, a function each; without it that is left out.
function facts.plain(one, by)
  local copy = changed_copy(one, { kin = by and one.kin and by.kin(one) or false,
    at = by and (one.at or one.sides) and by.at(one) or one.at or false,
    foreign = by and one.foreign and by.foreign(one.foreign) or false, sides = false,
    parts = one.parts and {} })
  for i, part in ipairs(one.parts or {}) do copy.parts[i] = facts.plain(part, by) end
  if one.ratio then
    copy.ratio = { numerator = facts.plain(one.ratio.numerator, by),
      denominator = facts.plain(one.ratio.denominator, by) }
  end
  return copy
end

facts.figure_of = figure_of

return facts
