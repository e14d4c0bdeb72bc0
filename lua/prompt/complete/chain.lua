-- A chain of calls as tokens: what it starts from, and which calls follow. Nothing is called.

local columns = require "prompt.complete.columns"
local value = require "prompt.complete.value"

local chain = {}

local closes = { [")"] = true, ["}"] = true, ["]"] = true }
local opens = { ["("] = true, ["{"] = true, ["["] = true }

local function is_symbol(token, text)
  return token ~= nil and token.kind == "symbol" and token.text == text
end

local function is_name(token)
  return token ~= nil and token.kind == "name"
end

chain.is_symbol, chain.is_name = is_symbol, is_name

-- From token `at` back to the bracket that is open there; nil when none is.
function chain.enclosing(tokens, at)
  local depth = 0
  for i = at, 1, -1 do
    local token = tokens[i]
    if token.kind == "symbol" and closes[token.text] then
      depth = depth + 1
    elseif token.kind == "symbol" and opens[token.text] then
      if depth == 0 then return i end
      depth = depth - 1
    end
  end
end

-- The name before a call's arguments, of which `at` is the last token, and their first token; nil
-- when it is no call.
local function callee(tokens, at)
  local first = at
  if is_symbol(tokens[at], ")") or is_symbol(tokens[at], "}") then
    first = chain.enclosing(tokens, at - 1)
    if not first then return nil end
  elseif not (tokens[at] and tokens[at].kind == "string") then
    return nil
  end
  if is_name(tokens[first - 1]) then return first - 1, first end
end

-- What a string token holds, when it is a plain one: escapes are not undone.
local function content(token)
  local text = token.text
  local inner = text:match '^"(.*)"$' or text:match "^'(.*)'$" or text:match "^%[%[(.*)%]%]$"
  return inner and not inner:find "\\" and inner or nil
end

local variables -- of the session, while a line is completed

-- The value of a chain of names, tokens first..last.
local function value_of(tokens, first, last)
  local name = tokens[first].text
  local found = rawget(variables, name)
  if found == nil then found = rawget(_G, name) end
  for at = first + 2, last, 2 do found = value.field(found, tokens[at].text) end
  return found
end

-- The first token of the names "a.b.c" that end at `at`, or nil when they hang on something else.
local function path_start(tokens, at)
  local first = at
  while is_symbol(tokens[first - 1], ".") and is_name(tokens[first - 2]) do first = first - 2 end
  if is_symbol(tokens[first - 1], ":") or is_symbol(tokens[first - 1], ".") then return nil end
  return first
end

-- The arguments of a call as far as they are read: { name, text, frame }.
local function read_call(tokens, name, first, last)
  local call = { name = tokens[name].text }
  local inner = is_symbol(tokens[first], "(") and first + 1 or first
  local token = tokens[inner]
  if token and token.kind == "string" then
    call.text = content(token)
  elseif is_name(token) and inner < last then
    call.frame = value_of(tokens, inner, inner)
  end
  return call
end

-- What stands before the `:` or `.` that follows token `at`: { value = } of names alone, and after
-- calls { columns = } where they are known; nil when nothing is known.
function chain.receiver(tokens, at, session)
  variables = session
  local calls = {}
  while not is_name(tokens[at]) do
    local name, first = callee(tokens, at)
    if not name or not is_symbol(tokens[name - 1], ":") then return nil end
    table.insert(calls, 1, read_call(tokens, name, first, at))
    at = name - 2
  end
  local first = path_start(tokens, at)
  if not first then return nil end
  local found = { value = value_of(tokens, first, at), called = #calls > 0 }
  if not value.is_frame(found.value) then return #calls == 0 and found or nil end
  found.columns = columns.of_frame(found.value)
  for _, call in ipairs(calls) do
    found.columns = found.columns and columns.after(found.columns, call)
  end
  return found
end

-- The call whose arguments token `at` stands in: { name = token of its name, method = bool, key =
-- the name before `=` in its table, first = bool: nothing stands before it, braced = bool: a field
-- may begin here }; nil when in none.
function chain.call_around(tokens, at)
  local before = tokens[at - 1]
  if is_name(before) then return { name = at - 1, method = is_symbol(tokens[at - 2], ":"),
    first = true } end
  local open = chain.enclosing(tokens, at - 1)
  if not open then return nil end
  local key = is_symbol(before, "=") and is_name(tokens[at - 2]) and tokens[at - 2].text or nil
  local first = open == at - 1
  if is_symbol(tokens[open], "{") and (is_symbol(tokens[open - 1], "(") or
    is_symbol(tokens[open - 1], ",")) then
    open, first = chain.enclosing(tokens, open - 1), false
    if not open then return nil end
  end
  if not is_name(tokens[open - 1]) then return nil end
  return { name = open - 1, method = is_symbol(tokens[open - 2], ":"), key = key, first = first,
    braced = is_symbol(tokens[at - 1], "{") or is_symbol(tokens[at - 1], ",") }
end

return chain
