-- The guard of weights: a share is weighted by the number that it is a share of, a mean by the
-- number that it is the mean of.

local figure = require "domain.guard.figure"
local measure = require "domain.measure"
local rows = require "domain.guard.rows"

local weights = {}

local never = { ["kr."] = true, timer = true, uger = true } -- units that count nobody

local function note(text, danish) return { text = text, danish = danish } end

-- The measure that a share or mean is weighted by, or nil where that is not known.
local function wanted_of(found)
  return found.below or measure.by_id(found.denominator or found.weight or "")
end

local function problem_of(self, call, scope, wanted, what, why)
  local shown = rows.written(call.args[1], scope)
  local weight, is_there = rows.column_of(self, wanted and wanted.id or "", wanted and
    wanted.caption)
  return { what = what, why = why, from = call.args[2].from, to = call.args[2].to,
    hint = ("write weighted_mean(%s, %s)%s; or weighted_mean(unsafe(%s), %s), which marks the \z
      result"):format(shown, weight, is_there and "" or ", with that column joined to the frame",
      shown, rows.written(call.args[2], scope)),
    note = note("a mean with a weight that is not the number behind each",
      "et gennemsnit vejet med andet end det antal, der står bag hvert tal") }
end

-- Whether the weight is one and the same in every row.
local function is_constant(self, node)
  return node.op == "literal" or rows.one_value(self, node, {})
end

-- A known measure as a weight.
local function of_measure(self, call, scope, wanted, weight)
  local is_part = weight.above and weight.above.id == wanted.id -- of the whole: the same weights
  if is_part or weight.id == wanted.id then return nil end
  if figure.is_relative(weight) or never[weight.unit] then
    return problem_of(self, call, scope, wanted, ("'%s' is no number to weigh by"):format(
      weight.caption), ("each is weighed by the number behind it: '%s'"):format(wanted.caption))
  end
  return { note = note(("weighted by '%s', not by '%s'"):format(weight.caption, wanted.caption),
    ("vejet med »%s«, ikke med »%s«"):format(weight.caption, wanted.caption)) }
end

-- The guard of weighted_mean over a known share or mean.
function weights.call(self, call, scope, _, found)
  if call.name ~= "weighted_mean" or not found or not figure.is_relative(found) then return nil end
  local wanted, node = wanted_of(found), call.args[2]
  if not wanted or not rows.many(self, rows.labels(self, scope.groups)) then return nil end
  local weight = figure.of_node(node)
  if weight then return of_measure(self, call, scope, wanted, weight) end
  if is_constant(self, node) then
    return problem_of(self, call, scope, wanted, "a weight that is the same for all is none",
      "each would weigh the same, a small place as much as a large one")
  end
end

return weights
