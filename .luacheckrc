-- The globals of the program are those that lua/prelude.lua sets; nothing else sets any.
std = "lua54"
max_line_length = 100
files["lua/prelude.lua"] = { allow_defined = true }
local known = { read_globals = { "read", "frame", "missing", "period", "help" } }
files["scripts"], files["tests/lua"] = known, known
