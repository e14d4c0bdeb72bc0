-- A session at the prompt: its settings, its results, what its commands do. A script calls the same
-- functions through the global `session`; its variables are then the globals.

local fault = require "fault"
local host = require "host"
local native = require "native"
local record = require "prompt.record"

local session = {}

session.modes = { "box", "csv", "markdown", "json", "long" } -- those of query.text, not loaded yet

local RESULTS = 9 -- earlier results that are kept, _1 to _9
local SLOW = 1 -- seconds from which on the time is told

-- What is set: timer, traceback. `variables`: where the statements' variables live.
-- `interactive`: whether a person sits at a prompt.
local set = { timer = false, traceback = false }
local variables, interactive = _G, false
local known = {} -- the globals that were there from the start
local loaded -- the path of the script that was loaded last

-- The names of the session's own variables, sorted, and where each stands.
local function own_names()
  local names, home = {}, {}
  local function add(from, wanted)
    for name in next, from do
      if type(name) == "string" and not home[name] and not name:find "^_%d*$" and wanted(name) then
        names[#names + 1], home[name] = name, from
      end
    end
  end
  if variables ~= _G then add(variables, function() return true end) end
  add(_G, function(name) return not known[name] end)
  table.sort(names)
  return names, home
end

-- Called once by the prompt, with the table of the session's variables.
function session.start(table)
  known.arg = true
  variables, interactive = table, true
  require("picture.terminal").is_ascii()
  fault.more_names = own_names
  for name in pairs(_G) do known[name] = true end
end

-- ---- printing ----

function session.write(text)
  io.write(text, text:sub(-1) == "\n" and "" or "\n")
end

-- Whether a terminal of `width` and `height` shows all of a text at once, with the next prompt.
local function fits(text, width, height)
  local lines = 1
  for line in text:gmatch "[^\n]*" do
    lines = lines + 1
    if #line > width and native.width(line:gsub("\27%[[%d;]*m", "")) > width then return false end
  end
  return lines < height
end

-- A text that a person would have to scroll back for goes through the pager.
local function page(text)
  local width, height = host.size()
  if interactive and width and not fits(text, width, height) and host.page(text) then return end
  session.write(text)
end

-- The texts of values as they are printed now, one after the other.
local function texts_of(count, ...)
  local width, height = host.size()
  local options = { width = width, height = height, colour = host.colour() }
  local texts = {}
  for i = 1, count do
    texts[i] = require("prompt.value").text((select(i, ...)), options)
  end
  return table.concat(texts, "\n")
end

-- Keep a result: as `_`; what stood there goes on to `_1`, and so on. nil is not kept.
local function keep(value)
  if value == nil then return end
  for i = RESULTS, 1, -1 do
    rawset(variables, "_" .. i, rawget(variables, i == 1 and "_" or "_" .. i - 1))
  end
  rawset(variables, "_", value)
end

-- Print values as the prompt does and keep the first as `_`. Gives them.
function session.show(...)
  local count = select("#", ...)
  if count > 0 then
    local text = texts_of(count, ...)
    keep((...))
    page(text)
  end
  return ...
end

-- Keep a result without printing it. Gives it.
function session.keep(...)
  keep((...))
  return ...
end

local function seconds_text(seconds)
  local shown = seconds < 1 and ("%.0f ms"):format(seconds * 1000) or
    native.format_number(seconds, 2) .. " s"
  return "time: " .. shown
end

-- What is printed of the only name that was entered, when it is nobody's.
local function check_name(name, place)
  if variables[name] ~= nil then return end
  local names = own_names()
  for global in pairs(known) do names[#names + 1] = global end
  table.sort(names)
  error(place .. ":1: " .. fault.message { what = ("there is no variable '%s'"):format(name),
    hint = require("habit").name(name) or fault.suggestion(name, names) or
      ":vars lists the variables, help() what there is" }, 0)
end

-- Run a statement of the prompt: `run` gives its values, which are printed unless `quiet`. `name`:
-- the statement is only this name, which no line has declared; `place`: what errors call it.
function session.run(run, quiet, name, place)
  if name then check_name(name, place) end
  local start = host.clock()
  local give = quiet and session.keep or session.show
  give(run())
  local seconds = host.clock() - start
  if set.timer or seconds >= SLOW then session.write(seconds_text(seconds)) end
end

-- ---- settings ----

-- true or false of "on", "off"; nil of nothing.
function session.switch(text)
  if text == "" then return nil end
  if text ~= "on" and text ~= "off" then
    fault.raise { what = ("'%s' is neither on nor off"):format(text), hint = "write on or off" }
  end
  return text == "on"
end

-- Set a switch, or turn it over when `wanted` is nil; gives what it is now.
local function turn(name, wanted)
  if wanted == nil then set[name] = not set[name] else set[name] = wanted and true or false end
  if interactive then session.write((":%s is %s"):format(name, set[name] and "on" or "off")) end
  return set[name]
end

-- How frames are printed; without a name the mode is told.
function session.mode(name)
  local mode = require("query.text").mode(name)
  if name == nil then session.write(mode) end
  return mode
end

function session.timer(wanted)
  return turn("timer", wanted)
end

function session.traceback(wanted)
  host.traceback(turn("traceback", wanted))
  return set.traceback
end

-- ---- scripts ----

-- Run a script whose globals stay and which sees the session's variables. Gives what it returns.
function session.load(path)
  if type(path) ~= "string" or path == "" then
    fault.raise { what = "load takes a file", hint = "write: :load script.lua" }
  end
  path = path:match '^"(.*)"$' or path
  local chunk, why = loadfile(path, "t", variables)
  if not chunk then error(why, 0) end
  loaded = path
  return chunk()
end

function session.reload()
  if not loaded then
    fault.raise { what = "nothing has been loaded", hint = "write: :load script.lua" }
  end
  return session.load(loaded)
end

-- What the session did, as a script; see prompt/record.lua.
function session.save(path)
  if type(path) ~= "string" or path == "" then
    fault.raise { what = "save takes a file", hint = "write: :save session.lua" }
  end
  path = path:match '^"(.*)"$' or path
  local done, why = native.file_replace(path, record.script())
  if not done then error(why, 0) end
  if interactive then session.write(("%s: %d statements"):format(path, record.count())) end
end

-- ---- looking around ----

local function is_frame(value)
  local meta = getmetatable(value)
  return type(value) == "table" and type(meta) == "table" and rawget(meta, "__name") == "frame"
end

-- A value in a few words. A plan that has not run is not run for it.
local function in_short(value)
  if is_frame(value) then
    local names = value:names()
    return ("frame: %s"):format(table.concat(names, ", "))
  end
  if type(value) == "function" then return require("prompt.value").text(value, {}) end
  local text = type(value) == "table" and getmetatable(value) == nil and
    ("table of %d"):format(#value) or tostring(value)
  return (type(value) == "string" and "text: " or "") .. text
end

local function shorten(text, width)
  text = require("query.show").escape(text)
  return require("query.show").cut(text, width)
end

-- Print the variables of the session; gives their names.
function session.vars()
  local names, home = own_names()
  local lines = {}
  local width = math.max(20, (host.size() or 100) - 24)
  for i, name in ipairs(names) do
    lines[i] = ("  %-18s  %s"):format(name, shorten(in_short(home[name][name]), width))
  end
  if #lines > 0 then page(table.concat(lines, "\n")) else session.write("no variables yet") end
  return names
end

local function schema_text(name, frame)
  local types, names, lines, wide = frame:types(), {}, { name }, 0
  for i, column in ipairs(frame:names()) do
    names[i] = native.escape(column)
    wide = math.max(wide, native.width(names[i]))
  end
  for i, column in ipairs(names) do
    local blanks = (" "):rep(wide - native.width(column))
    lines[#lines + 1] = ("  %s%s  %s"):format(column, blanks, types[i])
  end
  return table.concat(lines, "\n")
end

-- Print columns and types: of a frame, of the variable of a name, or of every frame that has one.
function session.schema(frame)
  local texts = {}
  if frame == nil then
    local names, home = own_names()
    for _, name in ipairs(names) do
      if is_frame(home[name][name]) then
        texts[#texts + 1] = schema_text(name, home[name][name])
      end
    end
    page(#texts > 0 and table.concat(texts, "\n") or "no frames yet")
    return
  end
  local name = type(frame) == "string" and frame or "frame"
  local value = type(frame) == "string" and variables[frame] or frame
  if not is_frame(value) then
    fault.raise { what = ("'%s' is no frame"):format(name), hint = ":vars lists the variables" }
  end
  page(schema_text(name, value))
end

-- Print what was entered, oldest first; with a word, what holds it. Gives it.
function session.history(word)
  local found, lines = {}, {}
  for i, entry in ipairs(host.history()) do
    if word == nil or entry:find(word, 1, true) then
      found[#found + 1] = entry
      lines[#lines + 1] = ("%5d  %s"):format(i, (entry:gsub("\n", "\n       ")))
    end
  end
  if #lines > 0 then page(table.concat(lines, "\n")) else session.write("nothing") end
  return found
end

-- Clear the screen, where there is one.
function session.clear()
  if host.size() then io.write "\27[H\27[2J\27[3J" end
end

function session.quit()
  os.exit(true)
end

-- Print help on a name: of the catalogues, of a command (":mode"), else of a variable's value.
function session.explain(name)
  local of_command = name:match "^:%s*(%S+)$"
  local help, command_text = require "query.help", nil
  if of_command then command_text = require("prompt.command").text(of_command) end
  if command_text then return page(command_text) end
  local value = not help.is_known(name) and variables[name]
  page(help.text(value and type(value) ~= "string" and value or name))
end

-- Print what the help says of a word, in English or Danish; gives the names.
function session.apropos(word)
  local layout, names, lines = require "prompt.layout", {}, {}
  for i, row in ipairs(require("query.apropos").find(word)) do
    names[i] = row.name
    lines[i] = layout.entry(row.name, row.help:match "^.-%.%f[%s\0]" or row.help)
  end
  page(table.concat(lines, "\n"))
  return names
end

-- ---- the tour ----

local function show_step(words, code)
  if words then session.write(words) end
  if code then host.prefill(code) end
end

-- Begin the guided tour, or go on with it: the code of a step stands ready at the prompt. Where
-- there is none, every step is printed.
function session.tour()
  local tour = require "prompt.tour"
  if interactive then
    record.listener = function(text) show_step(tour.after(text)) end
    show_step(tour.go_on())
    return
  end
  for _, step in ipairs(tour.steps) do
    session.write(tour.words(step) .. "\n\n    " .. tour.code(step) .. "\n")
  end
end

-- ---- the editor ----

local function read_all(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

-- Let a person change `text` in their editor; gives what it became.
local function change(text)
  local editor = os.getenv "VISUAL" or os.getenv "EDITOR" or "vi"
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(text, "\n")
  file:close()
  local done = os.execute(("%s '%s'"):format(editor, path))
  local changed = read_all(path)
  os.remove(path)
  if not done then
    fault.raise { what = ("the editor '%s' ended with an error: nothing is run"):format(editor),
      hint = "set EDITOR to another one" }
  end
  return (changed:gsub("%s+$", ""))
end

-- A statement written in the editor, beginning from the one entered `back` statements ago (1, the
-- last). Gives its text; the prompt runs it.
function session.edit(back)
  local number = back == nil and 1 or math.tointeger(tonumber(back == "" and "1" or back))
  if not number or number < 1 then
    fault.raise { what = ("'%s' is no count"):format(tostring(back)), hint = "write: :edit 2" }
  end
  local statements = {}
  for _, entry in ipairs(host.history()) do
    if not entry:find "^%s*[:?]" then statements[#statements + 1] = entry end
  end
  return change(statements[#statements + 1 - number] or "")
end

return session
