-- Guards of what is written with + and * and is a sum in disguise: columns that pivot_wider has set
-- side by side, a figure and its lag, a mean times the number of periods.

local dimension = require "domain.dimension"
local facts = require "query.facts"
local figure = require "domain.guard.figure"
local long = require "domain.guard.long"
local measure = require "domain.measure"
local place = require "domain.guard.place"
local rows = require "domain.guard.rows"
local by_row = require "domain.guard.told"

local by_hand = {}

local function note(text, danish) return { text = text, danish = danish } end

local written = rows.written

-- ---- the terms of a sum ----

-- The value of a literal number, or nil.
local function number_of(node)
  if node.op ~= "literal" or type(node.value) ~= "number" then return nil end
  return node.value / 10 ^ (node.scale or 0)
end

-- A tree without the numbers that it is multiplied with, and their product.
local function scaled(node)
  if node.unguarded then return node, 1 end
  if node.name == "negate" then
    local inner, factor = scaled(node.args[1])
    return inner, -factor
  end
  local a, b = node.args and node.args[1], node.args and node.args[2]
  local by = b and (node.name == "*" or node.name == "/") and number_of(b)
  if by and by ~= 0 then
    local inner, factor = scaled(a)
    return inner, node.name == "*" and factor * by or factor / by
  end
  by = b and node.name == "*" and number_of(a)
  if not by then return node, 1 end
  local inner, factor = scaled(b)
  return inner, factor * by
end

local function add_terms(node, list)
  if node.name == "+" and not node.unguarded then
    add_terms(node.args[1], list)
    add_terms(node.args[2], list)
    return list
  end
  local inner, factor = scaled(node)
  local one = facts.figure_of(inner)
  list[#list + 1] = { node = inner, factor = factor, facts = one, found = figure.of_facts(one),
    at = one and place.of(inner, one) }
  return list
end

-- What the sum is multiplied with by the tree above it.
local function factor_above(node, above)
  if not above or (above.name ~= "/" and above.name ~= "*") then return 1 end
  local is_left = above.args[1] == node
  local by = number_of(above.args[is_left and 2 or 1])
  if not by or by == 0 then return 1 end
  return above.name == "*" and by or is_left and 1 / by or 1
end

-- The terms, whether they are averaged; nil where they are no plain sum: 0.7 * a + 0.3 * b.
local function terms_of(node, above)
  local terms = add_terms(node, {})
  for _, term in ipairs(terms) do
    if term.factor ~= terms[1].factor then return nil end
  end
  local whole = #terms * terms[1].factor * factor_above(node, above)
  return terms, math.abs(whole - 1) < 1e-9
end

-- ---- the problems ----

-- Everything that the messages need of one sum.
local function context(self, node, scope, is_mean)
  local shown = written(node, scope)
  if node.enclosed then shown = shown:match "^%(%s*(.-)%s*%)$" or shown end
  return { self = self, shown = shown, is_mean = is_mean, past = ("unsafe(%s)"):format(shown) }
end

-- The column of the frame that holds the total of a label, written; or nil.
local function total_column(self, label)
  for _, field in ipairs(self.schema) do
    local at = field.facts and field.facts.at and field.facts.at[label.caption]
    if at and dimension.total_among(label.dimension, at.values) then
      return rows.quoted(field.name)
    end
  end
end

local function mixed_problem(told, label, total, part)
  return { allow = "totals",
    what = ("'%s' is a part of '%s': they are not added"):format(part, total),
    why = "the part would be counted twice",
    hint = ("write %s alone, or add nothing but parts; or %s, which marks the result"):format(
      total_column(told.self, label) or "the total", told.past),
    note = note(("'%s' added to its part '%s'"):format(total, part),
      ("»%s« lagt sammen med sin del »%s«"):format(total, part)) }
end

local function relative_problem(told, found)
  local of = found.numerator and measure.by_id(found.numerator)
  local by = measure.by_id(found.denominator or found.weight or "")
  local hint = found.kind == "mean" and by and
    ("write weighted_mean(`%s`, `%s`) over the rows"):format(found.caption, by.caption) or
    of and by and ("write 100 * sum(`%s`) / sum(`%s`) over the rows, before they stand side by \z
      side"):format(of.caption, by.caption) or
    "add up what is above and what is below the line, and divide once"
  return { what = ("'%s' is %s: it cannot be %s"):format(found.caption, found.kind == "mean"
      and "a mean" or "a share", told.is_mean and "averaged" or "added"),
    why = "each would weigh the same, a small place as much as a large one",
    hint = ("%s; or %s, which marks the result"):format(hint, told.past),
    note = note("shares or means added by hand, each with the same weight",
      "andele eller gennemsnit lagt sammen eller midlet med samme vægt") }
end

local function period_problem(told, found, count)
  local is, why = "is how many there are in a period",
    "the sum of three months is not the figure of the quarter"
  if found.to_date then
    is, why = "is counted up through the year", "the later period holds the earlier one"
  elseif found.unique_persons then
    is, why = "counts each person once", "who is there in two periods would be counted twice"
  end
  return { what = ("'%s' %s: it cannot be added over periods"):format(found.caption, is), why = why,
    hint = ("write (%s) / %d, the average of the periods; or %s, which marks the result"):format(
      told.shown, count, told.past),
    note = note(("'%s' added over periods"):format(found.caption),
      found.unique_persons and "personer lagt sammen over perioder: nogle tælles flere gange"
      or "en bestand lagt sammen over perioder") }
end

local function persons_problem(told, found, label)
  local total = total_column(told.self, label)
  return { what = ("'%s' counts each person once: it cannot be added over '%s'"):format(
      found.caption, label.name),
    why = "who has two of them would be counted twice",
    hint = ("%s; or %s, which marks the result"):format(total and ("write %s, the total of the \z
      source"):format(total) or "keep them apart, each in its column", told.past),
    note = note(("unique persons added over '%s': some are counted more than once"):format(
      label.name), ("personer lagt sammen over %s: nogle tælles flere gange"):format(
      label.dimension.danish)) }
end

local function same_problem(told, found, label, a)
  return { what = ("'%s' is the same for every value of '%s': it cannot be added over them")
      :format(found.caption, label.name),
    why = "the same people would be counted once for each",
    hint = ("write %s alone; or %s, which marks the result"):format(a.shown, told.past),
    note = note(("'%s' added once for each value of '%s'"):format(found.caption, label.name),
      ("»%s« talt med én gang for hver af flere %s"):format(found.caption,
        label.dimension.danish)) }
end

local function maybe_note(label)
  return { note = note(("unique persons added over '%s': some may be counted more than once")
    :format(label.name), ("personer lagt sammen over %s: nogle kan være talt med flere gange")
    :format(label.dimension and label.dimension.danish or label.name)) }
end

-- Two terms of one measure that a label tells apart.
local function over_label(told, found, label, a, count)
  local one = label.dimension
  if figure.is_relative(found) then
    if not told.is_mean and figure.adds_to_whole(found, one) then return nil end
    return relative_problem(told, found)
  end
  if told.is_mean then return nil end
  if figure.is_same_over(found, one) then return same_problem(told, found, label, a) end
  if one and one.id == "period" then
    return (found.unique_persons or found.kind == "stock" or found.to_date)
      and period_problem(told, found, count) or nil
  end
  if not found.unique_persons or one and one.persons == "apart" then return nil end
  if one and one.persons == "overlap" then return persons_problem(told, found, label) end
  return maybe_note(label)
end

local function unknown_shares(found, other)
  return { note = note(("'%s' and '%s' added: it is not known whether they are shares of the same")
    :format(found.caption, other.caption),
    "andele lagt sammen: det vides ikke, om de er af det samme") }
end

-- Units that are added to themselves alone.
local alone = { ["pct."] = true, ["kr."] = true, timer = true, uger = true,
  fuldtidspersoner = true }

-- Two terms of different measures.
local function of_two_measures(told, a, b)
  local unit, other = a.found.unit, b.found.unit
  if unit and other and unit ~= other and (alone[unit] or alone[other]) then
    return { what = ("'%s' is in %s and '%s' in %s: they are not added"):format(a.found.caption,
        unit, b.found.caption, other),
      why = "figures of different units added are of nothing",
      hint = ("keep them apart, each in its column; or %s, which marks the result"):format(
        told.past),
      note = note("figures of different units added", "tal med forskellig enhed lagt sammen") }
  end
  if figure.is_relative(a.found) or figure.is_relative(b.found) then
    return told.is_mean and relative_problem(told, a.found) or unknown_shares(a.found, b.found)
  end
  if a.found.unique_persons and b.found.unique_persons and not told.is_mean then
    return { note = note(("'%s' and '%s' added: who is in both is counted twice"):format(
      a.found.caption, b.found.caption), ("»%s« og »%s« lagt sammen: den, der er med i begge, \z
      tælles to gange"):format(a.found.caption, b.found.caption)) }
  end
end

local function same_measure(a, b)
  return a.id == b.id and a.caption == b.caption
end

local function is_same_place(a, b)
  if a == b then return true end
  return a.caption == b.caption and #place.apart(place.of({}, a), place.of({}, b)) == 0
end

-- Two terms that are shares computed of one whole: the terms above the line.
local function above_the_line(a, b)
  local one, other = a.facts.ratio, b.facts.ratio
  if not (one and other) or not is_same_place(one.denominator, other.denominator) then
    return a, b
  end
  local function above(term, of)
    return { node = term.node, shown = term.shown, facts = of,
      at = place.of(term.node, of), found = figure.of_facts(of) }
  end
  return above(a, one.numerator), above(b, other.numerator)
end

-- What is wrong with two terms: a problem, a note, or nil.
local function of_pair(told, a, b, count)
  a, b = above_the_line(a, b)
  local labels, nearly = place.apart(a.at, b.at), nil
  for _, label in ipairs(labels) do
    local total, part = dimension.mixed(label.dimension, label.values)
    if total and (a.found or label.dimension) then
      return mixed_problem(told, label, total, part)
    end
  end
  if not (a.found and b.found) then return nil end
  if not same_measure(a.found, b.found) then return of_two_measures(told, a, b) end
  for _, label in ipairs(labels) do
    local problem = over_label(told, a.found, label, a, count)
    if problem and problem.what then return problem end
    nearly = nearly or problem
  end
  if #labels == 0 and figure.is_relative(a.found) and a.node.name ~= b.node.name then
    return told.is_mean and relative_problem(told, a.found) or unknown_shares(a.found, b.found)
  end
  return nearly
end

-- The first problem of any two terms; else a note, or nil.
local function of_terms(told_of, terms)
  local nearly
  for i, a in ipairs(terms) do
    for j = 1, a.facts and i - 1 or 0 do
      local problem = terms[j].facts and of_pair(told_of, terms[j], a, #terms)
      if problem and problem.what then return problem end
      nearly = nearly or problem
    end
  end
  return nearly
end

-- The terms whose measure a column of texts tells, and the measures of its rows.
local function told_terms(self, terms)
  local open, measures = {}, {}
  for _, term in ipairs(terms) do
    if term.facts and not term.found and long.of(term.facts) then open[#open + 1] = term end
  end
  if #open > 0 then measures = by_row.measures(self, open[1].facts) end
  return open, measures
end

-- The guard of a sum written by hand. In a long table it is one for the measure of each row.
function by_hand.added(self, node, scope, above)
  if node.name ~= "+" or above and above.name == "+" or not dimension.available() then
    return nil
  end
  local terms, is_mean = terms_of(node, above)
  if not terms then return nil end
  local about = context(self, node, scope, is_mean)
  for _, term in ipairs(terms) do term.shown = written(term.node, scope) end
  local open, measures = told_terms(self, terms)
  local nearly = #measures == 0 and of_terms(about, terms) or nil
  for _, found in ipairs(measures) do
    for _, term in ipairs(open) do term.found = found end
    local problem = of_terms(about, terms)
    if problem and problem.what then return problem end
    nearly = nearly or problem
  end
  return nearly
end

-- ---- a mean times what it was divided by ----

local averages = { mean = true, median = true }

-- How many periods a mean goes over, where they are lost by the groups: 0 where that differs from
-- group to group, nil where it is none of a known figure.
function by_hand.averaged(self, call, scope)
  local found = averages[call.name] and dimension.available() and figure.of_node(call.args[1])
  if not found or figure.is_relative(found) then return nil end
  local labels = rows.labels(self, scope.groups)
  for _, label in ipairs(labels) do
    if label.dimension and label.dimension.id == "period" and not label.grouped
        and rows.several(self, label, labels) then
      local lists = rows.values_by_group(self, label, labels)
      for _, values in ipairs(lists) do
        if #values ~= #lists[1] then return 0 end
      end
      return #lists[1]
    end
  end
end

local function product_problem(found, average, shown)
  local persons = found.unique_persons
  return { what = ("'%s' %s: a mean times the number of periods is their sum"):format(found.caption,
      persons and "counts each person once" or "is how many there are in a period"),
    why = persons and "who is there in two periods would be counted twice"
      or "the sum of three months is not the figure of the quarter",
    hint = ("write %s, the average of the periods; or unsafe(%s), which marks the result"):format(
      average, shown),
    note = note(("'%s' added over periods"):format(found.caption), persons
      and "personer lagt sammen over perioder: nogle tælles flere gange"
      or "en bestand lagt sammen over perioder") }
end

-- A mean and what it is multiplied with.
local function product_of(average, by, scope, node)
  local periods = facts.averaged(average)
  local found = periods and figure.of_node(average)
  if not found or not (found.unique_persons or found.kind == "stock") then return nil end
  local problem = product_problem(found, written(average, scope), written(node, scope))
  if facts.counted(by) then return problem end
  if number_of(by) ~= periods then return nil end
  return found.unique_persons and problem or { note = problem.note }
end

-- The guard of a product written by hand.
function by_hand.multiplied(_, node, scope)
  if node.name ~= "*" then return nil end
  return product_of(node.args[1], node.args[2], scope, node)
    or product_of(node.args[2], node.args[1], scope, node)
end

return by_hand
