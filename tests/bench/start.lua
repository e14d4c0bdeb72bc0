-- How long programs take to run an empty script:
--
--   build/indsats tests/bench/start.lua EMPTY OUT TIMES PROGRAM...
--
-- EMPTY is an empty file; writes OUT/start.tsv: program, seconds.

package.cpath = "build/bench/?.so;" .. package.cpath
local clock = require "clock"

local empty, out, times = arg[1], arg[2], tonumber(arg[3])
local file = assert(io.open(out .. "/start.tsv", "w"))
for i = 4, #arg do
  local program = arg[i]
  local name = program:match "[^/]*$"
  for _ = 1, times do
    local seconds = name == "duckdb" and clock.run(program, ":memory:", "") or
      clock.run(program, empty)
    file:write(("%s\t%.6f\n"):format(name, seconds))
  end
end
file:close()
