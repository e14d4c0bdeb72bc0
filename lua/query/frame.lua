-- Lazy frames: a native frame and the steps still to be done with it. A verb checks names and types
-- at once and gives a new frame; the plan runs when its result is looked at, once.
--
-- Fields: source (native frame), steps, schema (of the result), groups (names), files (those
-- behind it, { path =, sha256 =, dialect = } each), allowed (guards that are passed, by name),
-- origins (native frames as they were read), base (the frame of the last step that made other
-- rows), left (of a join: what it began with), past (the plan that `source` was collected from),
-- done (the native result, once computed), undecided (rows that filters left out without knowing,
-- once computed), before (those of the frame it was collected from).

local fault = require "fault"
local guard = require "query.guard"
local native = require "native"
local schema = require "query.schema"
local verbs = require "query.catalogue.verb"

local frame = {}

local methods = {}
local meta = { __name = "frame", __methods = methods } -- completion looks into __methods

-- The frame of a native frame. `sources`: the files it came from.
function frame.new(native_frame, sources)
  local self = setmetatable({ source = native_frame, steps = {}, schema = schema.of(native_frame),
    groups = {}, files = sources or {}, allowed = {}, done = native_frame,
    origins = sources and #sources > 0 and { native_frame } or {}, own = sources or {} }, meta)
  rawset(self, "base", self)
  return self
end

-- The fields of what a step makes: of a figure whose measure is told by a column that goes, the
-- measure stays.
local function settled(self, fields)
  local stays = {}
  for _, field in ipairs(fields) do stays[field.name] = true end
  return guard.ask("settle", self, fields, stays)
end

-- The fields of `self` as they are where its rows stand alone: without the columns it has dropped.
function frame.settled(self)
  return settled(self, self.schema)
end

-- What is known of `self` beyond its cells, said of `other`, which holds the same columns.
function frame.keep_facts(self, other)
  local fields, own = {}, frame.settled(self)
  for i, field in ipairs(other.schema) do
    local known = schema.find(own, field.name)
    fields[i] = known and schema.with_facts(field, known.facts) or field
  end
  rawset(other, "schema", fields)
  rawset(other, "allowed", self.allowed)
  rawset(other, "origins", self.origins)
  rawset(other, "past", self)
  rawset(other, "before", frame.undecided(self))
  return other
end

function frame.is(value)
  return getmetatable(value) == meta
end

-- Steps whose rows are rows of the frame before.
local keeps_rows = { filter = true, select = true, mutate = true, arrange = true, slice = true,
  tail = true }

-- `self` with one more step, which keeps the fields that it was taken over. facts: schema, groups
-- and files where they change.
function frame.extend(self, step, facts)
  local steps = table.move(self.steps, 1, #self.steps, 1, {})
  step.place, step.fields = fault.place(), self.schema
  steps[#steps + 1] = step
  local fields = facts.schema or self.schema
  local made = setmetatable({ source = self.source, steps = steps,
    schema = keeps_rows[step.verb] and fields or settled(self, fields),
    groups = facts.groups or self.groups,
    files = facts.files or self.files, allowed = self.allowed,
    origins = facts.origins or self.origins, past = rawget(self, "past"),
    before = rawget(self, "before"), own = rawget(self, "own") }, meta)
  rawset(made, "base", keeps_rows[step.verb] and self.base or made)
  if step.verb == "join" then rawset(made, "left", self) end
  return made
end

-- A frame of the same cells; `changed`: the fields that differ.
local function twin(self, changed)
  local made = {}
  for _, field in ipairs { "source", "steps", "schema", "groups", "files", "allowed", "origins",
    "base", "past", "before", "own", "done", "undecided" } do
    made[field] = changed[field] or rawget(self, field)
  end
  return setmetatable(made, meta)
end

-- `self` with other groups.
function frame.regroup(self, groups)
  return twin(self, { groups = groups })
end

-- `self` with other facts of its columns.
function frame.reschema(self, fields)
  return twin(self, { schema = fields })
end

-- `self` with a guard passed from here on.
function frame.allow(self, name)
  local allowed = { [name] = true }
  for known in pairs(self.allowed) do allowed[known] = true end
  return twin(self, { allowed = allowed })
end

-- The plan, from the base on when that is computed.
local function shortest_plan(self)
  local base = self.base
  if base == self or not rawget(base, "done") then return self end
  return { source = base.done, steps = table.move(self.steps, #base.steps + 1, #self.steps, 1,
    {}) }, frame.undecided(base)
end

-- The native frame that the plan comes to. An error of the engine is raised at the user's own line.
function frame.compute(self, backend)
  if backend then return require("query.backend." .. backend).run(self) end
  if not self.done then
    local plan, before = shortest_plan(self)
    local ok, result, undecided = pcall(require("query.backend.memory").run, plan)
    if not ok then fault.pass_on(result) end
    rawset(self, "done", result)
    rawset(self, "undecided", undecided + (before or rawget(self, "before") or 0))
  end
  return self.done
end

-- How many rows the filters on the way left out because what is hidden might change the answer.
function frame.undecided(self)
  frame.compute(self)
  return rawget(self, "undecided") or rawget(self, "before") or 0
end

-- A call that does not fit: says how the verb is used.
function frame.misuse(name, what)
  local row = verbs.find(name)
  fault.raise { what = what, hint = row and "usage: " .. row.usage }
end

-- How many arguments are given; nil after the last is none.
local function count_given(...)
  local count = select("#", ...)
  while count > 0 and select(count, ...) == nil do count = count - 1 end
  return count
end

-- Add the functions of a table as methods. What is given beyond their parameters would pass
-- unread, so it is refused.
function frame.define(functions)
  for name, fn in pairs(functions) do
    local info = debug.getinfo(fn, "u")
    local most = info.isvararg and math.huge or info.nparams - 1
    methods[name] = function(self, ...)
      if not frame.is(self) then
        frame.misuse(name, ("a verb is called with a colon: t:%s, not t.%s"):format(name, name))
      end
      local given = count_given(...)
      if given > most then
        frame.misuse(name, ("%s takes %d argument%s, and %d are given"):format(name, most,
          most == 1 and "" or "s", given))
      end
      return fn(self, ...)
    end
  end
end

function meta.__index(self, name)
  local method = methods[name]
  if method or name == "done" or name == "past" or name == "before" then return method end
  if type(name) ~= "string" then
    fault.raise { what = ("a frame has no [%s]"):format(tostring(name)),
      hint = "a cell is t:cell(row, \"column\"), a column t:column \"name\"" }
  end
  if schema.find(rawget(self, "schema"), name) then
    fault.raise { what = ("'%s' is a column of this frame, not a verb"):format(name),
      hint = ("write: t:column %q"):format(name) }
  end
  fault.raise { what = ("there is no verb '%s'"):format(name),
    hint = require("habit").verb(name) or fault.suggestion(name, verbs.names()) or
      "help() lists the verbs" }
end

function meta.__newindex(_, name)
  fault.raise { what = "a frame is not changed once it stands",
    hint = ("write: t = t:mutate \"%s = …\""):format(tostring(name)) }
end

function meta.__len(self)
  return frame.compute(self):rows()
end

function meta.__tostring(self)
  return (require("query.text").of(self, { width = native.terminal_size() }))
end

frame.methods = methods

return frame
