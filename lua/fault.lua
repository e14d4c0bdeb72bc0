-- Errors that an analyst reads: what is wrong, where, why it matters, what to write instead.

local native = require "native"

local fault = {}

-- The first place on the stack outside the library: the user's own line, "file.lua:12: "; else "".
local function user_place()
  local level = 2
  while true do
    local info = debug.getinfo(level, "Sl")
    if not info then return "" end
    if info.what ~= "C" and not info.short_src:find("^%[indsats%]") and info.currentline > 0 then
      return ("%s:%d: "):format(info.short_src, info.currentline)
    end
    level = level + 1
  end
end

fault.place = user_place

-- The text of an error. Fields: what (a sentence; required), text/from/to (an expression and the
-- byte span in it), why, hint (what to write instead).
function fault.message(fields)
  local lines = { fields.what }
  if fields.text and fields.from then
    lines[#lines + 1] = native.excerpt(fields.text, fields.from, fields.to or fields.from)
  end
  lines[#lines + 1] = fields.why
  lines[#lines + 1] = fields.hint
  return table.concat(lines, "\n")
end

-- Raise fault.message(fields) at the user's own line.
function fault.raise(fields)
  error(user_place() .. fault.message(fields), 0)
end

-- Raise an error that came up inside the library at the user's own line; what is no text, and what
-- already has its place, goes on as it is.
function fault.pass_on(message)
  if type(message) ~= "string" then error(message, 0) end
  local inner = message:match "^%[indsats%][^:]*:%d+: (.*)$"
  if not inner and message:find "^[^\n]-:%d+: " then error(message, 0) end
  error(user_place() .. (inner or message), 0)
end

-- Edits (insert, delete, replace, swap of neighbours) between two byte strings, case folded.
local function distance(a, b)
  a, b = a:lower(), b:lower()
  local before, previous = nil, {}
  for j = 0, #b do previous[j] = j end
  for i = 1, #a do
    local row = { [0] = i }
    for j = 1, #b do
      local same = a:byte(i) == b:byte(j)
      row[j] = math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (same and 0 or 1))
      if before and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j) then
        row[j] = math.min(row[j], before[j - 2] + 1)
      end
    end
    before, previous = previous, row
  end
  return previous[#b]
end

-- The candidate most like `name`, or nil when none is near. Ties go to the first.
function fault.nearest(name, candidates)
  local best, least = nil, math.max(1, #name // 3) + 1
  for _, candidate in ipairs(candidates) do
    local edits = distance(name, candidate)
    if edits < least then best, least = candidate, edits end
  end
  return best
end

-- "did you mean 'x'?", or nil.
function fault.suggestion(name, candidates)
  local near = fault.nearest(name, candidates)
  return near and ("did you mean '%s'?"):format(near)
end

-- Names beside the globals that a suggestion may name; the prompt has its session's.
function fault.more_names() return {} end

-- The names in a table that are texts, sorted.
local function names_of(from)
  local names = {}
  for name in next, from do
    if type(name) == "string" then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

-- The fields that Lua's and our own global tables have under a name like this one: "series.xmr".
local function near_field(name)
  for _, owner in ipairs(names_of(_G)) do
    local value = _G[owner]
    local near = type(value) == "table" and owner ~= "_G" and owner ~= "package" and
      fault.nearest(name, names_of(value))
    if near then return owner .. "." .. near end
  end
end

-- What to write for a name that stands for nothing.
local function name_hint(kind, name)
  if kind == "global" then
    local names = names_of(_G)
    for _, own in ipairs((fault.more_names())) do names[#names + 1] = own end
    return require("habit").name(name) or fault.suggestion(name, names) or
      ("nothing is called '%s'"):format(name)
  end
  local near = (kind == "field" or kind == "method") and near_field(name)
  return near and ("did you mean '%s'?"):format(near) or nil
end

-- Other complaints of Lua's that a habit explains: a pattern, and what to write.
local complaints = {
  { "attempt to call a frame value %(for", "write: for row in t:rows() do … end" },
  { "attempt to %a+ a 'string' with", "texts are joined by two points: \"antal: \" .. 5" },
}

-- What to write instead, for an error of Lua's own in a line of the source ("" for none); else nil.
function fault.hint(message, line)
  local habit = require "habit"
  local first = message:match "^[^\n]*"
  if first:find " near " then return habit.line(line) end
  local outside = (first:find "attempt to compare " or first:find "arithmetic on a nil value") and
    habit.outside(line)
  if outside then return outside end
  for _, row in ipairs(complaints) do
    if first:find(row[1]) then return row[2] end
  end
  local kind, name = first:match "a nil value %((%l+) '([^']+)'%)"
  return kind and name_hint(kind, name)
end

return fault
