-- Guards of what a figure is: unique persons and stocks are not added up, shares and means neither
-- added nor averaged, a dimension is not lost without a word.

local figure = require "domain.guard.figure"
local rows = require "domain.guard.rows"

local measures = {}

local adds = { sum = true, cumsum = true, rolling_sum = true, share = true }
local averages = { mean = true, rolling_mean = true }
local over_time = { cumsum = true, rolling_sum = true, rolling_mean = true }

local function note(text, danish) return { text = text, danish = danish } end

local column_of, written = rows.column_of, rows.written

-- The way past, written.
local function past(call, shown)
  if call.name == "sum" or call.name == "mean" then
    return ("unsafe_%s(%s)"):format(call.name, shown)
  end
  return ("%s(unsafe(%s)%s)"):format(call.name, shown, call.args[2] and ", …" or "")
end

-- ---- shares and means ----

-- Units of which there is so much for each, not so many per cent.
local per_head = { ["kr."] = true, timer = true, uger = true }

-- What to write instead of mean(share). `beside` in the problem: its parts must stand beside it.
local function recompute(self, found, shown)
  if found.computed then
    local above, below = column_of(self, found.above.id, found.above.caption),
      column_of(self, found.below.id, found.below.caption)
    local factor = per_head[found.above.unit] and "" or "100 * "
    return ("write %ssum(%s) / sum(%s)"):format(factor, above, below)
  end
  if found.kind == "mean" then
    return ("write weighted_mean(%s, %s)"):format(shown, (column_of(self, found.weight)))
  end
  local above, has_above = column_of(self, found.numerator)
  local below, has_below = column_of(self, found.denominator)
  if has_above and has_below and above ~= below then
    return ("write 100 * sum(%s) / sum(%s)"):format(above, below)
  end
  return ("write weighted_mean(%s, %s), or 100 * sum(%s) / sum(%s) where both are there"):format(
    shown, below, above, below)
end

-- Whether the shares that are added are parts of one whole, whatever is lost.
local function are_parts(self, call, found, labels)
  local any = false
  for _, label in ipairs(call.name == "sum" and labels or {}) do
    if not label.grouped and rows.several(self, label, labels) then
      if not figure.adds_to_whole(found, label.dimension) then return false end
      any = true
    end
  end
  return any
end

local function relative(self, call, scope, found, labels)
  if not (adds[call.name] or averages[call.name]) or call.name == "share" then return nil end
  if not over_time[call.name] and not rows.many(self, labels) then return nil end
  if are_parts(self, call, found, labels) then return nil end
  local shown = written(call.args[1], scope)
  local word = averages[call.name] and "averaged" or "added"
  local what = found.kind == "mean" and "a mean" or "a share"
  return { what = ("'%s' is %s: it cannot be %s"):format(found.caption, what, word),
    why = found.kind == "mean" and "each is of another number, and would weigh the same"
      or "each would weigh the same, a small place as much as a large one",
    hint = ("%s; or %s, which marks the result"):format(recompute(self, found, shown),
      past(call, shown)), beside = not found.computed,
    note = note(("%s of shares or means, each with the same weight"):format(call.name),
      "andele eller gennemsnit lagt sammen eller midlet med samme vægt") }
end

-- ---- persons and stocks ----

-- A filter that keeps the total of a lost dimension, or nil.
local function total_filter(self, label)
  if label.type ~= "text" then return nil end
  local dimension = require "domain.dimension"
  local total = dimension.total_among(label.dimension, rows.values(self, label))
  return total and ("write :filter \"%s == %s\" before"):format(rows.quoted(label.name),
    rows.literal(total))
end

local function over(label)
  return ("'%s'"):format(label.name)
end

local function persons_problem(self, call, scope, found, label)
  local shown, is_period = written(call.args[1], scope), label.dimension.id == "period"
  local full_time, has = column_of(self, "antal_fuldtidspersoner")
  local hint = is_period and ("write mean(%s), the average of the periods"):format(shown)
    or total_filter(self, label) or ("keep '%s' in group_by, or choose one of its values")
    :format(label.name)
  if has and not is_period then
    hint = ("%s; full-time persons may be added: sum(%s)"):format(hint, full_time)
  end
  return { what = ("'%s' counts each person once: it cannot be added over %s"):format(
      found.caption, over(label)),
    why = is_period and "who is there in two periods would be counted twice"
      or "who has two of them would be counted twice",
    hint = ("%s; or %s, which marks the result"):format(hint, past(call, shown)),
    note = note(("unique persons added over %s: some are counted more than once"):format(
      over(label)), ("personer lagt sammen over %s: nogle tælles flere gange"):format(
      label.dimension.danish)) }
end

local function stock_problem(call, scope, found, label)
  local shown = written(call.args[1], scope)
  return { what = ("'%s' is how many there are in a period: it cannot be added over %s"):format(
      found.caption, over(label)),
    why = "the sum of three months is not the figure of the quarter",
    hint = ("write mean(%s), the average of the periods; or %s, which marks the result")
      :format(shown, past(call, shown)),
    note = note(("a stock added over %s"):format(over(label)),
      "en bestand lagt sammen over perioder") }
end

local function to_date_problem(call, scope, found, label)
  local shown = written(call.args[1], scope)
  return { what = ("'%s' is counted up through the year: it cannot be added over %s"):format(
      found.caption, over(label)),
    why = "December holds all that the months before it have counted",
    hint = ("write max(%s), or last(%s) of each year; or %s, which marks the result"):format(shown,
      shown, past(call, shown)),
    note = note(("'%s' of overlapping periods added"):format(found.caption),
      "overlappende perioder lagt sammen") }
end

local function flow_problem(self, call, scope, found, label)
  if found.to_date then return to_date_problem(call, scope, found, label) end
  for _, value in ipairs(label.type == "period" and rows.values(self, label) or {}) do
    if value.kind == "rolling" or value.kind == "to_date" then
      return { what = ("'%s' holds %s, a %s: such periods overlap and cannot be added"):format(
          label.name, value:id(), value.kind == "rolling" and "rolling year" or "year to date"),
        why = "2020QMAT02 is the year that ends with the 2nd quarter of 2020, not that quarter",
        hint = ("keep one of them: :filter \"%s == %s\"; or %s, which marks the result"):format(
          rows.quoted(label.name), value:id(), past(call, written(call.args[1], scope))),
        note = note(("'%s' of overlapping periods added"):format(found.caption),
          "overlappende perioder lagt sammen") }
    end
  end
end

-- ---- what is the same for every value ----

local function same_problem(call, scope, found, label, node)
  local shown = written(node, scope)
  return { what = ("'%s' is the same for every value of '%s': it cannot be added over them"):format(
      found.caption, label.name),
    why = "the same people would be counted once for each",
    hint = ("write mean(%s), which counts them once; or keep '%s' in group_by; or %s, which marks \z
      the result"):format(shown, label.name, past(call, written(call.args[1], scope))),
    note = note(("'%s' added once for each value of '%s'"):format(found.caption, label.name),
      ("»%s« talt med én gang for hver af flere %s"):format(found.caption,
        label.dimension.danish)) }
end

-- The problem of adding over one lost label, or nil; and a note where it is nearly right.
local function lost_problem(self, call, scope, found, label, in_ratio)
  local dimension = label.dimension
  if not dimension then
    return found.unique_persons and label.type == "text" and { note = note(
      ("unique persons added over %s: it is not known whether some are in several"):format(
        over(label)), ("personer lagt sammen over %s: det vides ikke, om nogle er med flere gange")
        :format(over(label))) } or nil
  end
  if figure.is_same_over(found, dimension) then
    return same_problem(call, scope, found, label, call.args[1])
  end
  if dimension.id == "period" then
    if in_ratio then return nil end -- sum(a) / sum(b) is the mean share, weighted
    if found.unique_persons then return persons_problem(self, call, scope, found, label) end
    if found.kind == "stock" then return stock_problem(call, scope, found, label) end
    return flow_problem(self, call, scope, found, label)
  end
  if not found.unique_persons then return nil end
  if dimension.persons == "overlap" then
    return persons_problem(self, call, scope, found, label)
  end
  if dimension.persons == "nearly" then
    return { note = note(("unique persons added over %s: who moved is counted in both"):format(
      over(label)), ("personer lagt sammen over %s: den, der er flyttet, tælles begge steder")
      :format(dimension.danish)) }
  end
end

local function added(self, call, scope, found, labels, in_ratio)
  if call.name == "share" then return nil end -- the total is of the same rows
  local nearly
  for _, label in ipairs(labels) do
    local time_only = over_time[call.name] and not (label.dimension and
      label.dimension.id == "period")
    if not label.grouped and not time_only and rows.several(self, label, labels) then
      local problem = lost_problem(self, call, scope, found, label, in_ratio)
      if problem and problem.what then return problem end
      nearly = nearly or problem
    end
  end
  return nearly
end

-- ---- a dimension lost without a word ----

-- What may be lost without a word here: measures are told apart in lua/domain/guard/told.lua.
local passed = { period = true, area = true, measure = true }

local chooses = { mean = true, median = true, first = true, last = true, quantile = true }

local function unsaid(self, call, scope, _, labels)
  if not chooses[call.name] or scope.verb ~= "summarise" then return nil end
  if rows.one_value(self, call.args[1], labels) then return nil end -- the labour force of benefits
  for _, label in ipairs(labels) do
    local dimension = label.dimension
    if dimension and not label.grouped and label.type == "text" and not passed[dimension.id]
        and rows.several(self, label, labels) then
      local values, shown = rows.values(self, label), {}
      for i = 1, math.min(3, #values) do shown[i] = rows.literal(tostring(values[i])) end
      return { what = ("%s goes over several values of '%s', and it is not said which is meant")
          :format(call.name, label.name),
        why = ("'%s' has %d values: %s …"):format(label.name, #values, table.concat(shown, ", ")),
        hint = (total_filter(self, label) or ("write :filter \"%s == %s\" before"):format(
          rows.quoted(label.name), shown[1])) .. (", or keep it in group_by; or %s(unsafe(%s)), \z
            which marks the result"):format(call.name, written(call.args[1], scope)),
        note = note(("over several values of '%s'"):format(label.name),
          ("på tværs af %s"):format(dimension.danish)) }
    end
  end
end

-- The guard of a weight that stands beside every value of a label that is lost.
function measures.weight(self, call, scope)
  local found = call.name == "weighted_mean" and figure.of_node(call.args[2])
  if not found or not found.same_over then return nil end
  local labels = rows.labels(self, scope.groups)
  for _, label in ipairs(labels) do
    if not label.grouped and figure.is_same_over(found, label.dimension) and
        rows.several(self, label, labels) then
      return same_problem(call, scope, found, label, call.args[2])
    end
  end
end

-- The guard of an aggregate or window call over a known measure.
function measures.call(self, call, scope, in_ratio, found)
  if not found or not (adds[call.name] or averages[call.name] or chooses[call.name]) then
    return nil
  end
  local labels = rows.labels(self, scope.groups)
  if figure.is_relative(found) then return relative(self, call, scope, found, labels) end
  if adds[call.name] then return added(self, call, scope, found, labels, in_ratio) end
  return unsaid(self, call, scope, found, labels)
end

return measures
