-- What a session did, kept so that it can be written as a script that gives the same results.
--
-- Every statement is a chunk of its own at the prompt, and all see one set of variables. In the
-- script a local is declared where it first was; later statements assign to it.

local host = require "host"
local secret = require "prompt.secret"

local record = {}

-- Debian's Lua 5.4.4 compiles functions with over 256 constants wrongly: a long session is cut into
-- functions of so many statements.
local PART = 20
local LOCALS = 150 -- a function of Lua holds 200; beyond, variables are globals

local HEAD = "-- A session of indsats. Results are printed as they were at the prompt.\n"

-- Entries: text, kind ("expression", "quiet", "statement", "command"), failed (nil, "failed",
-- "interrupted").
local entries = {}

-- Called with the text of each statement that was run.
record.listener = nil

-- Note a statement that was run.
function record.add(text, kind, failed)
  entries[#entries + 1] = { text = text, kind = kind, failed = failed }
  if record.listener then record.listener(text) end
end

function record.count()
  return #entries
end

-- Note that a command was run which a script would have to run as well: `name` of the session.
function record.command(name, argument)
  local call = argument == "" and "session.%s()" or "session.%s %q"
  record.add(call:format(name, argument), "command")
end

local function commented(text, why)
  return "-- " .. why .. ":\n--   " .. text:gsub("\n", "\n--   ")
end

-- The names among `names` that are not declared yet, now declared.
local function declare(names, declared)
  local fresh = {}
  for _, name in ipairs(names) do
    if not declared[name] and declared.count < LOCALS then
      declared[name], declared.count = true, declared.count + 1
      fresh[#fresh + 1] = name
    end
  end
  return fresh
end

-- A statement whose locals are variables of the whole script, and the declaration before it.
local function statement(entry, declared)
  local text, names = host.hoist(entry.text)
  local fresh = declare(names, declared)
  local plain = not entry.failed and not entry.text:find "<%s*%a+%s*>"
  if plain and #fresh == #names and declared.whole then return entry.text end
  text = text:gsub("^;%s*", "")
  if text:find "<%s*close%s*>" then text = "do\n" .. text .. "\nend" end
  if entry.failed then text = "pcall(function()\n" .. text .. "\nend) -- failed in the session" end
  return text, #fresh > 0 and "local " .. table.concat(fresh, ", ") or nil
end

local function line_of(entry, declared)
  if secret.is(entry.text) then return "-- left out here: a line with a secret" end
  if entry.kind == "command" then return entry.text end
  if entry.failed == "interrupted" then return commented(entry.text, "stopped in the session") end
  if entry.kind == "statement" then return statement(entry, declared) end
  if entry.failed then return commented(entry.text, "failed in the session") end
  local call = entry.kind == "quiet" and "session.keep" or "session.show"
  return call .. "(" .. entry.text .. (entry.text:find "%-%-" and "\n)" or ")")
end

-- The statements first to last: declarations, then the rest, in a function when `cut`.
local function part(first, last, declared, cut)
  local declarations, lines = {}, {}
  for i = first, last do
    local text, declaration = line_of(entries[i], declared)
    local into = cut and declarations or lines
    into[#into + 1] = declaration
    lines[#lines + 1] = text
  end
  if cut then
    table.insert(lines, 1, ";(function()")
    lines[#lines + 1] = "end)()"
  end
  return table.concat(declarations, "\n") .. (#declarations > 0 and "\n" or "") ..
    table.concat(lines, "\n") .. "\n"
end

-- The session as a script.
function record.script()
  local cut = #entries > 2 * PART
  local size = cut and PART or #entries
  local parts, declared = { HEAD }, { count = 0, whole = not cut }
  for first = 1, #entries, math.max(size, 1) do
    parts[#parts + 1] = part(first, math.min(first + size - 1, #entries), declared, cut)
  end
  return table.concat(parts, "\n")
end

return record
