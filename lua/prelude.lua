-- The only file that sets globals: what an analyst finds at the prompt and in a script.

local fault = require "fault"
local native = require "native"

missing = native.missing

-- A period from any written form. What is none is a mistake in the script, and is raised.
function period(text)
  local found, why = native.period(text)
  if not found then fault.raise { what = why } end
  return found
end

local open = require "query.open"
require "domain.guard"

read = open.read
frame = open.frame
help = require("query.help").show
