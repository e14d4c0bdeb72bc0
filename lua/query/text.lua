-- A frame as text in one of five modes: box (aligned, as much as the terminal holds), long (a block
-- for each row), csv, markdown and json (every row). What a reader must know beside the cells goes
-- with it.

local fault = require "fault"
local frame = require "query.frame"
local native = require "native"
local show = require "query.show"

local text = { modes = { "box", "csv", "markdown", "json", "long" } }

local setting = "box" -- the mode where none is asked for

local MOST = 100000 -- rows of a text that holds every row

-- The name of a mode, or an error.
function text.need_mode(name)
  for _, mode in ipairs(text.modes) do
    if mode == name then return mode end
  end
  fault.raise { what = ("there is no mode '%s'"):format(tostring(name)),
    hint = fault.suggestion(tostring(name), text.modes) or
      "the modes are " .. table.concat(text.modes, ", ") }
end

-- The mode in which frames are printed from here on. Without a name: which it is.
function text.mode(name)
  if name ~= nil then setting = text.need_mode(name) end
  return setting
end

-- Rows that a filter could not decide about, and the notes of columns, or of those that are named:
-- a text each.
function text.notes(self, names)
  local wanted = names and {}
  for _, name in ipairs(names or {}) do wanted[name] = true end
  local lines, undecided = {}, frame.undecided(self)
  if undecided > 0 then
    lines[1] = ("%d %s left out by filter: undecided, for what is hidden may change the answer")
      :format(undecided, undecided == 1 and "row" or "rows")
  end
  for _, field in ipairs(self.schema) do
    local notes = (not wanted or wanted[field.name]) and field.facts and field.facts.notes
    for _, note in ipairs(notes or {}) do
      lines[#lines + 1] = ("%s: %s"):format(show.escape(field.name), note.text)
    end
  end
  return lines
end

-- The words that end the line with the size.
local function grouping(self)
  if #self.groups == 0 then return "" end
  return ", grouped by " .. table.concat(self.groups, ", ")
end

local function check_length(native_frame, mode)
  local rows = native_frame:rows()
  if rows <= MOST then return end
  fault.raise { what = ("the frame has %s rows: too many to print each of them as %s"):format(
    native.format_number(rows), mode),
    hint = 'write it to a file, t:save "x.csv", or print a part, t:head(1000)' }
end

-- The text, and what a reader must know beside it: an array, empty where the text says it itself
-- (box, long, markdown). Options: mode (as set), width and height (of the terminal, if any),
-- colour.
function text.of(self, options)
  local mode = text.need_mode(options.mode or setting)
  local native_frame, notes = frame.compute(self), text.notes(self)
  if mode ~= "box" and mode ~= "long" then check_length(native_frame, mode) end
  if mode == "csv" or mode == "json" then
    for _, line in ipairs(show.skipped(native_frame)) do notes[#notes + 1] = line end
    return require("query.text." .. mode)(native_frame), notes
  end
  if mode == "box" then notes = show.folded(notes, options.width) end
  local around = setmetatable({ beneath = #notes }, { __index = options })
  local shown = mode == "box" and show.frame(native_frame, around) or
    require("query.text." .. mode)(native_frame, options)
  if #notes == 0 then return shown .. grouping(self), {} end
  return ("%s%s\n%s"):format(shown, grouping(self), table.concat(notes, "\n")), {}
end

return text
