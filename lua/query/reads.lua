-- The files that have been read as tables since the program began: what a report rests on.

local reads = { paths = {} }

-- Remember a file as read.
function reads.note(path)
  reads.paths[path] = true
end

return reads
