-- The globals of the program are those that lua/prelude.lua sets; nothing else sets any.
std = "lua54"
max_line_length = 100
local prelude = { "read", "report", "frame", "missing", "period", "help", "benchmark", "why",
  "compare", "series", "session", "progress", "revisions", "since", "ledger", "pairs" }
files["lua/prelude.lua"] = { globals = prelude }
files["scripts"] = { read_globals = prelude }
files["tests/lua"] = { read_globals = prelude }
files["tests/stat"] = { read_globals = prelude }
files["tests/cases/guards"] = { read_globals = prelude }
files["tests/cases/why"] = { read_globals = prelude }
files["tests/cases/year"] = { read_globals = prelude }
