-- The commands of the prompt, ":mode csv": a row each, from which they run, are helped with and
-- completed. What a command does is a function that a script can call: `session.mode "csv"`.

local fault = require "fault"
local record = require "prompt.record"
local session = require "prompt.session"

local command = {}

-- name; usage of the argument; help; run(argument): the argument is the rest of the line without
-- blanks around it, "" for none. What it returns is a text to be entered, or nil. argument: what
-- Tab completes it with ("file", "name", or a list of words). saved: `:save` writes it as well.
-- script: how a script writes the same.
command.rows = {
  { name = "help", usage = "[NAME]", help = "What there is; of a NAME what it does. `?NAME` is \z
    the same.", argument = "name", script = 'help "NAME"', run = function(argument)
      if argument ~= "" then session.explain(argument) else session.write(command.overview()) end
    end },
  { name = "apropos", usage = "WORD", help = "Search names and help for a word, in English or \z
    Danish.", script = 'session.apropos "WORD"',
    run = function(argument) session.apropos(argument) end },
  { name = "tour", usage = "", help = "A guided tour in ten steps, in Danish: Enter runs the code \z
    of each.", script = "session.tour()", run = function() session.tour() end },
  { name = "load", usage = "FILE", help = "Run a script in this session; its globals stay.",
    argument = "file", saved = true, script = 'session.load "FILE"',
    run = function(argument) session.load(argument) end },
  { name = "reload", usage = "", help = "Run the script that was loaded last again.", saved = true,
    script = "session.reload()", run = function() session.reload() end },
  { name = "edit", usage = "[N]", help = "Write a statement in $VISUAL or $EDITOR, beginning from \z
    the last one (the N'th last); it is run when the editor is left.",
    run = function(argument) return session.edit(argument) end },
  { name = "mode", usage = "[box|csv|markdown|json|long]", help = "How frames are printed.",
    argument = session.modes, saved = true, script = 'session.mode "csv"',
    run = function(argument) session.mode(argument ~= "" and argument or nil) end },
  { name = "timer", usage = "[on|off]", help = "Print how long each statement takes. What takes \z
    over a second is told anyway.", argument = { "on", "off" }, script = "session.timer(true)",
    run = function(argument) session.timer(session.switch(argument)) end },
  { name = "vars", usage = "", help = "The variables of the session.", script = "session.vars()",
    run = function() session.vars() end },
  { name = "schema", usage = "[FRAME]", help = "Columns and types of a frame, or of all that have \z
    a name.", argument = "name", script = 'session.schema "t"',
    run = function(argument) session.schema(argument ~= "" and argument or nil) end },
  { name = "history", usage = "[WORD]", help = "What was entered before, of this session and \z
    earlier ones; with a word, what holds it.", script = 'session.history "WORD"',
    run = function(argument) session.history(argument ~= "" and argument or nil) end },
  { name = "save", usage = "FILE", help = "Write the session as a script that gives the same \z
    results.", argument = "file", script = 'session.save "FILE"',
    run = function(argument) session.save(argument) end },
  { name = "clear", usage = "", help = "Clear the screen.", script = "session.clear()",
    run = function() session.clear() end },
  { name = "traceback", usage = "[on|off]", help = "Show where in Lua an error came up.",
    argument = { "on", "off" }, script = "session.traceback(true)",
    run = function(argument) session.traceback(session.switch(argument)) end },
  { name = "quit", usage = "", help = "Leave; so does Ctrl-D.", script = "os.exit()",
    run = function() session.quit() end },
}

-- The names of all commands.
function command.names()
  local names = {}
  for i, row in ipairs(command.rows) do names[i] = row.name end
  return names
end

-- The row of a name, or of the only name that begins so; else nil and the names that do.
function command.find(name)
  local begun = {}
  for _, row in ipairs(command.rows) do
    if row.name == name then return row end
    if name ~= "" and row.name:sub(1, #name) == name then begun[#begun + 1] = row end
  end
  if #begun == 1 then return begun[1] end
  for i, row in ipairs(begun) do begun[i] = ":" .. row.name end
  return nil, begun
end

-- The commands with what they do, one text.
function command.overview()
  local lines = { "At the prompt" }
  for _, row in ipairs(command.rows) do
    local usage = ":" .. row.name .. (row.usage ~= "" and " " .. row.usage or "")
    lines[#lines + 1] = require("prompt.layout").entry(usage, row.help)
  end
  for _, pair in ipairs {
    { "?NAME", "The same as :help NAME." },
    { "_  _1  _2 …", "The last result, the one before it, and so on." },
    { "… ;", "A semicolon at the end: nothing is printed." },
    { "Tab", "Completes; Ctrl-R searches in what was entered; Ctrl-C stops; Ctrl-D leaves." },
    { "help()", "Verbs and functions." },
  } do
    lines[#lines + 1] = require("prompt.layout").entry(pair[1], pair[2])
  end
  return table.concat(lines, "\n")
end

-- The entry of a command, or nil.
function command.text(name)
  local row = command.find(name)
  local usage = row and ":" .. row.name .. (row.usage ~= "" and " " .. row.usage or "")
  return row and require("prompt.layout").entry(usage, row.help ..
    (row.script and " In a script: " .. row.script or "")) or nil
end

local function near_command(name)
  local near = fault.nearest(name, command.names())
  return near and ("did you mean ':%s'?"):format(near)
end

local function refuse(name, begun)
  if #begun > 1 then
    fault.raise { what = ("':%s' may be %s"):format(name, table.concat(begun, ", ")),
      hint = "write more of its name" }
  end
  local verb = require("query.catalogue.verb").find(name)
  fault.raise { what = ("there is no command ':%s'"):format(name),
    hint = verb and ("to go on with the last result write: _:%s …"):format(name) or
      near_command(name) or ":help lists the commands" }
end

-- Run a line such as ":mode csv" or "?filter". Gives a text to be entered as if it had been typed,
-- or nil.
function command.run(line)
  local text = line:match "^%s*(.-)%s*$"
  if text:sub(1, 1) == "?" then text = ":help " .. text:sub(2) end
  local name, argument = text:match "^:%s*(%S*)%s*(.*)$"
  if name == "" then name = "help" end
  local row, begun = command.find(name)
  if not row then refuse(name, begun) end
  if row.usage == "" and argument ~= "" then
    fault.raise { what = (":%s takes nothing after it, not '%s'"):format(row.name, argument) }
  end
  local entered = row.run(argument)
  if row.saved then record.command(row.name, argument) end
  return entered
end

return command
