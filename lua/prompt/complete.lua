-- Completion at the prompt, by where the cursor stands: commands, globals and keywords, fields,
-- methods, options of a call, columns and values inside the texts of verbs, files. Nothing is run:
-- names are looked up, texts are read, values come from the dictionaries of columns.

local chain = require "prompt.complete.chain"
local host = require "host"
local text = require "prompt.complete.text"
local value = require "prompt.complete.value"

local complete = {}

local keywords = {}
for word in ([[and break do else elseif end false for function goto if in local nil not or repeat
  return then true until while]]):gmatch "%a+" do keywords[#keywords + 1] = word end

-- ---- the answer ----

-- Whether a candidate goes on from what is typed: exactly, or with other case; a name in backticks
-- also without them.
local function begins(candidate, typed)
  if candidate:sub(1, #typed) == typed then return true end
  local bare = candidate:gsub("^`", "")
  return candidate:sub(1, #typed):lower() == typed:lower() or
    bare:sub(1, #typed):lower() == typed:lower()
end

-- The candidates that go on from the last `typed` bytes of the line. Case counts when some fit so.
local function answer(line, typed, candidates, append)
  local from = #line - typed + 1
  local begun, exact, like, seen = line:sub(from), {}, {}, {}
  for _, candidate in ipairs(candidates) do
    if not seen[candidate] and begins(candidate, begun) then
      like[#like + 1] = candidate
      if candidate:sub(1, #begun) == begun then exact[#exact + 1] = candidate end
      seen[candidate] = true
    end
  end
  local found = #exact > 0 and exact or like
  table.sort(found)
  return { from = from, candidates = found, append = append }
end

-- ---- names outside of texts ----

local function all_names(session)
  local names = value.names(session)
  for _, list in ipairs { value.names(_G), keywords } do
    table.move(list, 1, #list, #names + 1, names)
  end
  return names
end

local function method_names(found)
  if not found then return {} end
  if value.is_frame(found.value) then
    return found.called and not found.columns and {} or require("query.catalogue.verb").names()
  end
  return found.called and {} or value.names(found.value, true)
end

-- After `.` or `:`; nil when the name hangs on nothing.
local function member(tokens, last, session)
  local sign = tokens[last]
  if chain.is_symbol(sign, ":") then
    return method_names(chain.receiver(tokens, last - 1, session))
  end
  if not chain.is_symbol(sign, ".") or chain.is_symbol(tokens[last - 1], ".") then return nil end
  local found = chain.receiver(tokens, last - 1, session)
  return found and not found.called and value.names(found.value) or {}
end

-- The names of the options that a call takes in its table.
local function options(tokens, call)
  local catalogue = require "query.catalogue.option"
  local name = tokens[call.name].text
  if chain.is_symbol(tokens[call.name - 1], ".") and chain.is_name(tokens[call.name - 2]) then
    name = tokens[call.name - 2].text .. "." .. name
  end
  local list = {}
  for i, option in ipairs(catalogue.of(name, call.method) or {}) do list[i] = option .. " = " end
  return list
end

local function in_code(line, tokens, session)
  local last, typed = #tokens, 0
  if chain.is_name(tokens[last]) and tokens[last].to == #line then
    typed = #tokens[last].text
    last = last - 1
  end
  local names = member(tokens, last, session)
  if names then return answer(line, typed, names) end
  local call = chain.is_symbol(tokens[last], "{") or chain.is_symbol(tokens[last], ",")
  call = call and chain.call_around(tokens, last + 1)
  if call and call.braced then
    local found = answer(line, typed, options(tokens, call))
    if #found.candidates > 0 then return found end
  end
  return answer(line, typed, all_names(session))
end

-- ---- inside a text ----

-- Verbs that take a name as it is, without the grammar of lists.
local plain = { cell = true, column = true, reason = true, mark = true, format = true }
-- Options that take no columns.
local others = { title = true, kind = true, names_to = true, values_to = true, as = true, of = true,
  own = true, at = true, delimiter = true, encoding = true, decimal = true }

local function words_of(call, name)
  if call.key == "mode" or name == "mode" then return require("query.text").modes end
  if call.key == "by" and name == "each_period" then
    return { "day", "month", "quarter", "half", "year" }
  end
  if name == "help" then return require("query.help").names() end
end

-- The columns that the text of a call speaks of, or nil.
local function columns_for(tokens, call, session)
  if call.method then
    local found = chain.receiver(tokens, call.name - 2, session)
    return found and found.columns
  end
  for at = call.name, #tokens - 2 do -- compare.event{ figures = t, value = "…
    if tokens[at].text == "figures" and chain.is_symbol(tokens[at + 1], "=") then
      local found = chain.receiver(tokens, at + 2, session)
      return found and found.columns
    end
  end
end

local function content_of(token)
  local opener = token.text:match "^%[=*%[" or token.text:sub(1, 1)
  return token.text:sub(#opener + 1), opener
end

local function in_text(line, tokens, session)
  local content, opener = content_of(tokens[#tokens])
  local call = chain.call_around(tokens, #tokens)
  local quote = #opener == 1 and opener or nil
  local name = call and tokens[call.name].text
  local listed = call and words_of(call, name)
  if listed then return answer(line, #content, listed, quote) end
  if not call or name == "save" or not (call.method or call.key) then
    return { from = #line - #content + 1, files = true, append = quote }
  end
  local known = not others[call.key or ""] and columns_for(tokens, call, session)
  if not known then return answer(line, 0, {}) end
  local found = text.at(content, quote, known, call.first and name or "", plain[name])
  return answer(line, found.typed, found.candidates, found.append)
end

-- ---- commands ----

local function frames_of(session)
  local names = {}
  for _, name in ipairs(all_names(session)) do
    if value.is_frame(rawget(session, name)) or value.is_frame(rawget(_G, name)) then
      names[#names + 1] = name
    end
  end
  return names
end

-- ":mode cs", "?roll".
local function in_command(line, session)
  local asked = line:match "^%s*%?%s*(%S*)$"
  if asked then return answer(line, #asked, require("query.help").names()) end
  local command = require "prompt.command"
  local begun = line:match "^%s*:(%S*)$"
  if begun then return answer(line, #begun, command.names(), " ") end
  local name, argument = line:match "^%s*:(%S+)%s+(.*)$"
  local row = name and command.find(name)
  local wanted = row and row.argument
  if wanted == "file" then return { from = #line - #argument + 1, files = true } end
  if wanted == "name" then
    return answer(line, #argument, row.name == "help" and require("query.help").names() or
      frames_of(session))
  end
  return answer(line, #(argument or ""), type(wanted) == "table" and wanted or {})
end

-- What may stand at the end of `line`: { from = the byte where the word begins, candidates = whole
-- words, append = what closes one, files = true for the names of files }. session: the table of its
-- variables.
function complete.at(line, session)
  if line:find "^%s*[:?]" then return in_command(line, session) end
  local tokens = host.tokens(line)
  local last = tokens[#tokens]
  if last and last.kind == "open comment" then return answer(line, 0, {}) end
  if last and last.kind == "open string" then return in_text(line, tokens, session) end
  return in_code(line, tokens, session)
end

return complete
