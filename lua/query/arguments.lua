-- What verbs share: their arguments, checked.

local columns_of = require "query.columns"
local fault = require "fault"
local frame = require "query.frame"
local parse = require "query.parse"

local arguments = {}

-- The text that a verb takes, or the error that says how it is used.
function arguments.text(name, text, what)
  if type(text) ~= "string" then
    frame.misuse(name, ("%s takes %s, not %s"):format(name, what,
      text == nil and "nothing" or "a " .. type(text)))
  end
  return text
end

-- A frame that a verb takes.
function arguments.frame(name, value)
  if not frame.is(value) then
    frame.misuse(name, ("%s takes another frame, not a %s"):format(name, type(value)))
  end
  return value
end

-- A table of options, each of them known; {} when none is given.
function arguments.options(name, options, known)
  if options == nil then return {} end
  if type(options) ~= "table" then frame.misuse(name, name .. " takes its options in a table") end
  for key in pairs(options) do
    if not known[key] then
      frame.misuse(name, ("%s has no option '%s'"):format(name, tostring(key)))
    end
  end
  return options
end

-- Items that name columns in `text`, each only once.
function arguments.unique(text, items)
  local seen = {}
  for _, item in ipairs(items) do
    if seen[item.name] then
      fault.raise { what = ("'%s' is named twice"):format(item.name), text = text,
        from = item.from, to = item.to }
    end
    seen[item.name] = true
  end
end

-- The same of columns that stand nowhere in a text.
function arguments.unique_fields(fields)
  local items = {}
  for i, field in ipairs(fields) do items[i] = { name = field.name } end
  arguments.unique(nil, items)
end

-- The names of items that are columns of `self`, each named once.
function arguments.columns(self, text, items)
  local names = {}
  arguments.unique(text, items)
  for i, item in ipairs(items) do
    columns_of.need(self.schema, text, item)
    names[i] = item.name
  end
  return names
end

-- The columns that "-a, -b" leaves, in the order of the frame; nil where none is to be left out.
-- items: of parse.selection(text).
function arguments.all_but(self, text, items)
  local dropped, drops, keeps, names = {}, nil, nil, {}
  for _, item in ipairs(items) do
    if item.drop then drops = item else keeps = keeps or item end
  end
  if not drops then return nil end
  if keeps then
    fault.raise { what = "columns to keep and columns to drop are mixed", text = text,
      from = keeps.from, to = keeps.to,
      hint = "name either those that stay or, with -, the others" }
  end
  for _, item in ipairs(items) do
    columns_of.need(self.schema, text, item)
    dropped[item.name] = true
  end
  for _, column in ipairs(self.schema) do
    if not dropped[column.name] then names[#names + 1] = column.name end
  end
  return names
end

-- The columns that "a, b" names, or that "-a, -b" leaves.
function arguments.chosen(self, text)
  local items = parse.selection(text)
  return arguments.all_but(self, text, items) or arguments.columns(self, text, parse.names(text))
end

return arguments
