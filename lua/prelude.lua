-- The only file that sets globals: what an analyst finds at the prompt and in a script. Their names
-- are there from the start, their modules are loaded when they are first called: an empty script
-- loads none (tests/lua/test_start.lua).

local native = require "native"

missing = native.missing

-- A period from any written form. What is none is a mistake in the script, and is raised.
function period(text)
  local found, why = native.period(text)
  if not found then require("fault").raise { what = why } end
  return found
end

function read(...) return require("query.open").read(...) end

function frame(...) return require("query.open").frame(...) end

function benchmark(...) return require("domain.set").benchmark(...) end

-- Before and after an event; series against chance. Their functions are loaded when called.
compare = { event = function(...) return require("domain.event").compare(...) end,
  shares = function(...) return require("domain.shares").compare(...) end }

series = {}
for _, name in ipairs { "xmr", "runs", "shares", "assurance" } do
  series[name] = function(...) return require("domain.series")[name](...) end
end

-- A document out of its parts (lua/followup/build.lua).
function report(...) return require("followup.build").report(...) end

-- What was read and published before: lua/ledger.
function revisions(...) return require("ledger.revision").revisions(...) end

function since(...) return require("ledger.revision").since(...) end

ledger = setmetatable({
  changes = function(...) return require("followup.since_paper").of(...) end,
}, { __index = function(_, name) return require("ledger.vocabulary")[name] end })

function why(...) return require("query.why").explain(...) end

function help(...) return require("query.help").show(...) end

-- What the prompt's commands do, for scripts: session.mode "csv", session.show(t).
session = setmetatable({}, { __index = function(_, name)
  return require("prompt.session")[name]
end })

function progress(...) return require("prompt.progress").new(...) end

-- What the verbs ask, which know no jobcentre (lua/query/guard.lua).
package.preload["query.guard.checks"] = function() return require "domain.guard" end

-- What the publication gate asks, which knows no jobcentre (lua/report/gate.lua).
package.preload["report.gate.rules"] = function() return require "domain.discretion" end

-- The same order in every run (lua/run/ordered.lua).
local plain_pairs = pairs
function pairs(...)
  pairs = require "run.ordered"(plain_pairs)
  return pairs(...)
end

-- A decimal comma in a file that a script loads is refused as in the script itself.
local function comma_in(path)
  return type(path) == "string" and require("host").comma(path) or nil
end

local loaders = {}

function loaders.dofile(plain, path)
  local wrong = comma_in(path)
  if wrong then error(wrong, 0) end
  return plain(path)
end

function loaders.loadfile(plain, path, ...)
  local wrong = comma_in(path)
  if wrong then return nil, wrong end
  return plain(path, ...)
end

for name, load_it in next, loaders do
  local plain = _G[name]
  _G[name] = function(...) return load_it(plain, ...) end
end

-- What a script reads by itself and whether it asks the clock are noted: its documents depend on
-- that (lua/run/watch.lua).
for name, place in next, { dofile = _G, loadfile = _G, open = io, lines = io, time = os,
  date = os } do
  local plain = place[name]
  place[name] = function(...)
    require("run.watch")[name](...)
    return plain(...)
  end
end

local search = package.searchers[2]
package.searchers[2] = function(name)
  local loader, path = search(name)
  if path then
    require("run.inputs").note(path)
    local wrong = comma_in(path)
    if wrong then error(wrong, 0) end
  end
  return loader, path
end
