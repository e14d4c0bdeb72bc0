-- What a script does beside the verbs that its documents depend on: files that it reads by itself,
-- and the clock. A function for each of Lua's own that are watched, called before them with their
-- arguments (lua/prelude.lua). What the program's own modules do is no concern of theirs.

local inputs = require "run.inputs"

local watch = {}

-- Where the script called, "script.lua:12"; nil where a module of the program did.
local function caller()
  local at = debug.getinfo(5, "Sl")
  if not at or at.short_src:find "^%[indsats%]" then return nil end
  return ("%s:%d"):format(at.short_src, at.currentline)
end

local function note_read(path)
  if type(path) == "string" and caller() then inputs.note(path) end
end

local function note_clock(of)
  local where = of == nil and caller()
  if where then inputs.note_clock(where) end
end

watch.dofile = function(path) note_read(path) end
watch.loadfile = function(path) note_read(path) end
watch.lines = function(path) note_read(path) end

function watch.open(path, mode)
  if mode == nil or (type(mode) == "string" and mode:find "^r" and not mode:find("+", 1, true)) then
    note_read(path)
  end
end

watch.time = function(of) note_clock(of) end
watch.date = function(_, of) note_clock(of) end

return watch
