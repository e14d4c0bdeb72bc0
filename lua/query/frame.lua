-- Lazy frames: a native frame and the steps still to be done with it. A verb checks names and types
-- at once and gives a new frame; the plan runs when its result is looked at, once.
--
-- Fields: source (native frame), steps, schema (of the result), groups (names), files (those
-- behind it, { path =, sha256 =, dialect = } each), done (the native result, once computed).

local fault = require "fault"
local native = require "native"
local schema = require "query.schema"
local verbs = require "query.catalogue.verb"

local frame = {}

local methods = {}
local meta = { __name = "frame", __methods = methods } -- completion looks into __methods

-- The frame of a native frame. `sources`: the files it came from.
function frame.new(native_frame, sources)
  return setmetatable({ source = native_frame, steps = {}, schema = schema.of(native_frame),
    groups = {}, files = sources or {}, done = native_frame }, meta)
end

function frame.is(value)
  return getmetatable(value) == meta
end

-- `self` with one more step. facts: schema, groups and files where they change.
function frame.extend(self, step, facts)
  local steps = table.move(self.steps, 1, #self.steps, 1, {})
  steps[#steps + 1] = step
  return setmetatable({ source = self.source, steps = steps, schema = facts.schema or self.schema,
    groups = facts.groups or self.groups, files = facts.files or self.files }, meta)
end

-- `self` with other groups.
function frame.regroup(self, groups)
  return setmetatable({ source = self.source, steps = self.steps, schema = self.schema,
    groups = groups, files = self.files, done = self.done }, meta)
end

-- The native frame that the plan comes to. An error of the engine is raised at the user's own line.
function frame.compute(self, backend)
  if backend then return require("query.backend." .. backend).run(self) end
  if not self.done then
    local ok, result = pcall(require("query.backend.memory").run, self)
    if not ok then fault.pass_on(result) end
    rawset(self, "done", result)
  end
  return self.done
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
  if method or name == "done" then return method end
  if type(name) ~= "string" then
    fault.raise { what = ("a frame has no [%s]"):format(tostring(name)),
      hint = "a cell is t:cell(row, \"column\"), a column t:column \"name\"" }
  end
  if schema.find(rawget(self, "schema"), name) then
    fault.raise { what = ("'%s' is a column of this frame, not a verb"):format(name),
      hint = ("write: t:column %q"):format(name) }
  end
  fault.raise { what = ("there is no verb '%s'"):format(name),
    hint = fault.suggestion(name, verbs.names()) or "help() lists the verbs" }
end

function meta.__newindex(_, name)
  fault.raise { what = "a frame is not changed once it stands",
    hint = ("write: t = t:mutate \"%s = …\""):format(tostring(name)) }
end

function meta.__len(self)
  return frame.compute(self):rows()
end

function meta.__tostring(self)
  local text = require("query.show").frame(frame.compute(self),
    { width = frame.width or native.terminal_width() })
  if #self.groups == 0 then return text end
  return text .. ", grouped by " .. table.concat(self.groups, ", ")
end

frame.methods = methods

return frame
