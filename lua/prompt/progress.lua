-- How far a script is, shown as the engine's own long work is: on one line of a terminal that is
-- gone afterwards, after half a second, and nowhere else.
--
--   for i in progress(#files, "files") do … end
--   local p <close> = progress(1000); p:at(250)

local fault = require "fault"
local host = require "host"

local progress = {}

local meta = { __name = "progress", __index = {} }

-- `done` of the whole is done; gives whether it was all.
function meta.__index:at(done)
  self.now = done
  host.progress(self.name, done, self.total)
  return done >= self.total
end

-- One more, or `count` more.
function meta.__index:step(count)
  return self:at(self.now + (count or 1))
end

-- The line is wiped away; so it is when the loop is left, however that happens.
function meta.__index.close()
  host.progress()
end

meta.__close = meta.__index.close

function meta:__call(_, before)
  local number = (before or 0) + 1
  if number > self.total then
    self.close()
    return nil
  end
  self:at(number - 1)
  return number
end

-- For a loop over 1..total, or to be told by hand. `name`: what is counted.
function progress.new(total, name)
  if math.type(total) == nil or total < 0 then
    fault.raise { what = "progress takes a count", hint = "write: for i in progress(100) do … end" }
  end
  local self = setmetatable({ total = total, now = 0, name = name or "working" }, meta)
  return self, nil, nil, self
end

return progress
