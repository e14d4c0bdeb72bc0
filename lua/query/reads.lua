-- The files that have been read as tables since the program began: what a report rests on.

local inputs = require "run.inputs"

local reads = { paths = {} }

-- Remember a file as read, the source of its frame, and the options it was read with. Where the
-- workspace has a ledger, that hears of it too.
function reads.note(path, source, options)
  reads.paths[path] = true
  inputs.note(path, source)
  require("ledger.vintage").note(path, source, options)
end

return reads
