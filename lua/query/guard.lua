-- Where checks that know what figures mean (lua/domain/guard) are asked by the verbs, which do not.
-- A check gives nil or a problem:
--   { what =, why =, hint =, allow = "totals", note = { text =, danish = } }
-- A problem is raised, unless the call is one of unsafe_… or the frame allows it (t:mix_totals()):
-- then its note goes with the result to the reader. A mere note is never raised.

local fault = require "fault"
local functions = require "query.functions"

local guard = {}

local hooks = { call = {}, arithmetic = {}, averaged = {}, filter = {}, join = {}, pivot = {},
  describe = {}, measure = {}, areas = {}, landmarks = {}, hidden = {}, settle = {}, apart = {},
  bound = {}, told = {}, declare = {}, read_as_one = {}, kin = {}, places = {}, newest = {},
  picked = {}, is_told = {} }

-- Have `check` asked at one of the places above.
function guard.add(place, check)
  table.insert(hooks[place], check)
end

-- The checks of a place. Who adds them is loaded when first asked; lua/prelude.lua says who.
local function checks_at(place)
  require "query.guard.checks"
  return hooks[place]
end

-- What the first check that has an answer says.
function guard.ask(place, ...)
  for _, check in ipairs(checks_at(place)) do
    local answer = check(...)
    if answer ~= nil then return answer end
  end
end

-- Raise a problem, or give the note that it leaves.
local function settle(self, problem, span)
  if problem.what and not span.unsafe and not (problem.allow and self.allowed[problem.allow]) then
    local text = span.text ~= "" and span.text or nil
    fault.raise { what = problem.what, why = problem.why, hint = problem.hint, text = text,
      from = problem.from or span.from, to = problem.to or span.to }
  end
  return problem.note
end

-- The notes that the problems of one place leave; raises the first that is not allowed. span: text,
-- from, to (where it stands), unsafe.
function guard.check(place, self, span, ...)
  local notes = {}
  for _, check in ipairs(checks_at(place)) do
    local problem = check(self, ...)
    if problem then notes[#notes + 1] = settle(self, problem, span) end
  end
  return notes
end

-- What a hidden cell of the column that a call is of lies between, { least, greatest }: as was
-- declared, or by the policy of its source. nil where that is not known, or where the column is not
-- as it was read, for then a hidden cell may stand for several.
local function range_of(self, node)
  local column = node.args[1]
  local facts = column and column.op == "column" and column.facts
  if not (facts and facts.as_read) then return nil end
  return facts.hides or guard.ask("hidden", facts, self)
end

local function is_call(node)
  local row = node.op == "call" and functions.find(node.name)
  return row and (row.kind == "aggregate" or row.kind == "window")
end

local function holds_call(node)
  if is_call(node) then return true end
  for _, argument in ipairs(node.args or {}) do
    if holds_call(argument) then return true end
  end
  return false
end

local arithmetic = { ["+"] = true, ["-"] = true, ["*"] = true, ["/"] = true }

-- Check what is reckoned of columns by hand. `above`: the tree that it is an argument of.
local function check_arithmetic(self, node, scope, above)
  if node.unguarded or not arithmetic[node.name] then return end
  local span = { text = scope.text, from = node.from, to = node.to }
  local notes = guard.check("arithmetic", self, span, node, scope, above)
  if #notes > 0 then node.notes = notes end
end

-- Check every aggregate and window call of a typed tree, and what is reckoned of columns by hand,
-- and hang the notes on them. scope: text, groups, verb. A call on either side of a division is
-- told so: sum(a) / sum(b).
function guard.calls(self, node, scope, in_ratio, above)
  if is_call(node) then
    local span = { text = scope.text, from = node.from, to = node.to, unsafe = node.unsafe }
    local notes = guard.check("call", self, span, node, scope, in_ratio or false)
    if #notes > 0 then node.notes = notes end
    node.hidden = range_of(self, node)
    node.averaged = guard.ask("averaged", self, node, scope)
    node.picked = guard.ask("picked", self, node, scope)
  end
  if node.name == "/" then
    in_ratio = holds_call(node.args[1]) and holds_call(node.args[2])
  end
  for _, argument in ipairs(node.args or {}) do
    guard.calls(self, argument, scope, in_ratio, node)
  end
  if node.op == "call" then check_arithmetic(self, node, scope, above) end
end

return guard
