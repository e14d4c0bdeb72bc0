-- Inside the text of a verb: columns, functions of the expression language, values of a column
-- inside quotes, periods that occur.

local columns = require "prompt.complete.columns"

local text = {}

local MOST = 2000 -- values of a column that are offered
local SMALL = 100000 -- rows of a frame whose values are looked up one by one

-- Verbs that take expressions: kinds of functions beside columns. The others take names alone.
local takes = { filter = { "scalar" }, mutate = { "scalar", "aggregate", "window" },
  summarise = { "scalar", "aggregate" } }
local words = { "and", "or", "not", "in", "missing" }

-- ---- values ----

-- The values of a column that can be found at once, or nil.
local function values_of(column)
  local held = column and column.frame
  if not held then return nil end
  local known = held:occurring(column.source, MOST)
  if known then return known end
  if held:rows() > SMALL or column.type == "text" then return nil end
  local distinct = held:distinct { column.source }
  return distinct:rows() <= MOST and distinct:values(column.source) or nil
end

-- The column that a value at the end of `before` would be compared with.
local function compared(before, known)
  local left = before:gsub("%s+$", "")
  local list = left:match "^(.*[%s)`]in)%s*%([^()]*$"
  left = list and list:sub(1, -3) or left:match "^(.*)[=~]=$" or left:match "^(.*[^<>=~])[<>]=?$" or
    left:match "[%w_]+%(([^()]*),$" or ""
  local name = left:match "`([^`]+)`%s*$" or left:match "([%a_\x80-\xff][%w_\x80-\xff]*)%s*$"
  return name and columns.find(known, name) or nil
end

-- Where a quote of the expression is open in `content`: its place, or nil.
local function open_quote(content, outer)
  local at, open = 1, nil
  while at <= #content do
    local sign = content:sub(at, at)
    if open then
      if sign == content:sub(open, open) then open = nil end
    elseif (sign == "'" or sign == '"') and sign ~= outer then
      open = at
    end
    at = at + 1
  end
  return open
end

local function texts_of(column, quote)
  local list = {}
  for _, value in ipairs(column and column.type == "text" and values_of(column) or {}) do
    if type(value) == "string" and not value:find "[%c\\]" and not value:find(quote, 1, true) then
      list[#list + 1] = value
    end
  end
  return list
end

local function periods_of(column)
  local kind = column and column.type
  local list = {}
  if kind ~= "period" and kind ~= "date" then return list end
  for _, value in ipairs(values_of(column) or {}) do
    if type(value) == "userdata" then list[#list + 1] = value:id() end
  end
  return list
end

-- ---- names ----

local function quoted(name)
  if name:find "^[%a_\x80-\xff][%w_\x80-\xff]*$" then return name end
  return "`" .. name:gsub("`", "``") .. "`"
end

local function add_functions(list, verb)
  for _, kind in ipairs(takes[verb] or {}) do
    for _, name in ipairs(require("query.functions").names(kind)) do
      list[#list + 1] = name .. "("
    end
  end
  if takes[verb] then table.move(words, 1, #words, #list + 1, list) end
end

-- The names that may stand at the end of `content`, and how many bytes of one stand there.
local function names_at(content, known, verb)
  local ticked = content:match "`[^`]*$"
  local _, ticks = content:gsub("`", "")
  local begun = ticks % 2 == 1 and ticked or content:match "[%w_\x80-\xff]*$"
  local list = {}
  for _, column in ipairs(known) do list[#list + 1] = quoted(column.name) end
  if ticks % 2 == 0 then add_functions(list, verb) end
  return list, #begun
end

-- What may stand at the end of `content`, the text of a verb so far, written in quotes `outer`:
-- { candidates =, typed = bytes that are there of them, append = }. plain: names without backticks.
function text.at(content, outer, known, verb, plain)
  if plain then
    local list = {}
    for i, column in ipairs(known) do list[i] = column.name end
    return { candidates = list, typed = #content, append = outer }
  end
  local quote = takes[verb] and open_quote(content, outer)
  if quote then
    local sign = content:sub(quote, quote)
    return { candidates = texts_of(compared(content:sub(1, quote - 1), known), sign),
      typed = #content - quote, append = sign }
  end
  local begun = content:match "[%w_\x80-\xff-]*$"
  local before = content:sub(1, #content - #begun)
  local periods = takes[verb] and periods_of(compared(before, known)) or {}
  local list, typed = names_at(content, known, verb)
  if #periods > 0 and begun:find "^%d" then return { candidates = periods, typed = #begun } end
  return { candidates = table.move(periods, 1, #periods, #list + 1, list), typed = typed }
end

return text
