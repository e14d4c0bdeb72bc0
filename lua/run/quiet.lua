-- A script run by a schedule, with nobody watching: indsats --quiet SCRIPT. Silent when its
-- documents say what they said before; else what has changed, in a few lines; everything when it
-- fails.

local changes = require "followup.changes"
local native = require "native"
local paper = require "ledger.paper"
local since_paper = require "followup.since_paper"
local whole_file = require "whole_file"

local quiet = {}

-- Exit statuses beside the script's own: sysexits' "try again later", and ours.
quiet.LOCKED = 75
quiet.STATUS_CHANGED = 10

local LOCK = ".indsats-lock"

-- The folder that the arguments name by --out, or nil.
local function out_folder(arguments)
  for i, argument in ipairs(arguments) do
    local value = argument:match "^%-%-out=(.+)$"
    if value then return value end
    if argument == "--out" then return arguments[i + 1] end
  end
end

-- The documents of a folder as data: what each .json holds, by its name; without manifests.
local function documents(folder)
  local found = {}
  if not folder or not native.real_path(folder) then return found end
  require("report.files").finish(folder)
  for _, path in ipairs(native.glob(folder:gsub("[*?%[\\]", "\\%0") .. "/*.json")) do
    local name = path:match "([^/]*)%.json$"
    local data = not name:find "%.manifest$" and native.json_decode(whole_file(path) or "")
    if type(data) == "table" then found[name] = data end
  end
  return found
end

-- Keep others out of the folder until this program ends. false where another is at work there.
local function lock(folder)
  if not folder then return true end
  local made, message = native.make_directory(folder)
  if not made then error(message, 0) end
  local held, why, code = native.lock_file(folder .. "/" .. LOCK)
  if not held and code ~= "locked" then error(why, 0) end
  return held ~= nil
end

-- One line of JSON on the run, without any figure of the data. Times are UTC.
local function log(path, began, script, arguments, status, told)
  if not path then return end
  local entry = { __order = { "time", "script", "arguments", "status", "seconds", "changes" },
    time = os.date("!%Y-%m-%dT%H:%M:%SZ", began), script = script, arguments = arguments,
    status = status, seconds = os.difftime(os.time(), began),
    changes = told and #told.lines or 0 }
  local file, message = io.open(path, "ab")
  if not file then error(("the log cannot be written: %s"):format(message), 0) end
  file:write(native.json_encode(entry), "\n")
  file:close()
end

local function command_of(script, arguments, threads)
  local command = { native.own_path() }
  if threads > 0 then
    command[2], command[3] = "--threads", tostring(threads)
  end
  command[#command + 1] = "--"
  command[#command + 1] = script
  return table.move(arguments, 1, #arguments, #command + 1, command)
end

local function written(file)
  file:seek "set"
  local text = file:read "a"
  file:close()
  return text
end

-- The script's exit status, and what it wrote on both streams: into files without a name, which a
-- run that is stopped leaves nowhere.
local function run(script, arguments, threads)
  local output, errors = assert(io.tmpfile()), assert(io.tmpfile())
  local status, message = native.run(command_of(script, arguments, threads), output, errors)
  local said, complained = written(output), written(errors)
  return status or 70, said, message or complained
end

local FEW = 3 -- papers; of more, such as those of all municipalities, a mail only sums up

-- What the ledger tells of the documents whose papers a run has noted: those that have another than
-- in `before`.
local function told_by_ledger(before)
  local found, newer = {}, {}
  for name, id in pairs(paper.newest()) do
    if before[name] ~= id then newer[#newer + 1] = { name = name, id = id } end
  end
  for _, one in ipairs(#newer <= FEW and newer or {}) do
    local document, now = paper.document_of(one.name), paper.find(one.id)
    if before[one.name] then
      found[document] = since_paper.told(paper.find(before[one.name]), now)
    else
      found[document] = since_paper.first(now)
      found[document].is_first = true
    end
  end
  return found
end

local READ_AS = { "html", "pdf", "docx", "xlsx", "md", "json" } -- what a person opens first

local MOST = 12 -- documents that are named

-- Where the documents that a summary speaks of lie: lines.
local function where(folder, names)
  local lines = { "", #names == 1 and "Dokumentet:" or "Dokumenterne:" }
  for i, name in ipairs(names) do
    if i > MOST then
      lines[#lines + 1] = ("og %d til i %s"):format(#names - MOST, native.real_path(folder))
      break
    end
    for _, ending in ipairs(READ_AS) do
      local path = native.real_path(("%s/%s.%s"):format(folder, name, ending))
      if path then
        lines[#lines + 1] = path
        break
      end
    end
  end
  return lines
end

local function say_failure(script, status, said, complained)
  io.stderr:write(("indsats: %s failed with status %d; it said:\n"):format(script, status))
  io.stderr:write(said, complained)
end

-- A header's text as RFC 2047 has it: words of at most 75 characters.
local function encoded(text)
  local words, word = {}, ""
  for _, code in utf8.codes(text) do
    local character = utf8.char(code):gsub("[^%w]", function(byte)
      return byte == " " and "_" or ("=%02X"):format(byte:byte())
    end)
    if #word + #character > 60 then
      words[#words + 1], word = word, ""
    end
    word = word .. character
  end
  words[#words + 1] = word
  for i, one in ipairs(words) do words[i] = "=?UTF-8?Q?" .. one .. "?=" end
  return table.concat(words, "\n ")
end

local function say(script, told, folder, mail)
  if #told.lines == 0 then return end
  local name = script:match "[^/]*$":gsub("%.lua$", "")
  if mail then
    io.write("Subject: ", encoded(name .. ": " .. told.headline), "\nMIME-Version: 1.0\n",
      "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n")
  else
    io.write(name, ": ", told.headline, "\n\n")
  end
  io.write(table.concat(told.lines, "\n"), "\n",
    table.concat(where(folder, told.documents), "\n"), "\n")
end

-- Run a script so. options: { mail = the summary as a mail for sendmail -t, log = path of the log,
-- threads }. Gives the exit status.
function quiet.run(script, arguments, options)
  local folder, began = out_folder(arguments), os.time()
  if not lock(folder) then
    io.stderr:write(("indsats: another run is at work in %s; nothing was done\n"):format(folder))
    log(options.log, began, script, arguments, quiet.LOCKED)
    return quiet.LOCKED
  end
  local before, papers = documents(folder), paper.newest()
  local status, said, complained = run(script, arguments, options.threads or 0)
  local told
  if status ~= 0 then
    say_failure(script, status, said, complained)
  else
    told = changes.between(before, documents(folder), told_by_ledger(papers))
    say(script, told, folder, options.mail)
    if told.status_changed and not options.mail then status = quiet.STATUS_CHANGED end
  end
  log(options.log, began, script, arguments, status, told)
  return status
end

return quiet
