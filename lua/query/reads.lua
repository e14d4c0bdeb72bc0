-- The files that have been read as tables since the program began: what a report rests on.

local inputs = require "run.inputs"

local reads = { paths = {} }

-- Remember a file as read, and the source of its frame.
function reads.note(path, source)
  reads.paths[path] = true
  inputs.note(path, source)
end

return reads
