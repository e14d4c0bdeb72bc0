-- A run once more, from its manifest: whether it gives the same bytes, and if not, what differs.

local inputs = require "run.inputs"
local manifest = require "run.manifest"
local native = require "native"
local papers = require "ledger.paper"
local whole_file = require "whole_file"

local again = {}

local WIDE = 90 -- of a line that is shown, in bytes

-- A text from byte `first` on, whole characters of it, with marks where something is left out.
local function cut(text, first)
  local last = first + WIDE
  while first > 1 and text:find("^[\x80-\xBF]", first) do first = first - 1 end
  while last < #text and text:find("^[\x80-\xBF]", last + 1) do last = last + 1 end
  return (first > 1 and "… " or "") .. text:sub(first, last) .. (last < #text and " …" or "")
end

-- The part of a line in which it is another than `other`; the whole of it where it is short.
local function around(line, other)
  if #line <= WIDE then return line end
  local at = 1
  while at <= #line and line:byte(at) == other:byte(at) do at = at + 1 end
  return cut(line, math.max(1, at - WIDE // 2))
end

local function shorten(line)
  return #line > WIDE and cut(line, 1) or line
end

local function folder_of(path)
  return path:match "^(.+)/[^/]*$" or (path:find "^/" and "/" or ".")
end

local MOST = 5 -- lines of a script that are shown

local function tell_script(list, script, path)
  local told = manifest.changed_lines(script, path)
  list[#list + 1] = ("the script %s has changed:"):format(script.name)
  for i = 1, math.min(#told, MOST) do list[#list + 1] = "  " .. shorten(told[i]) end
  if #told > MOST then list[#list + 1] = ("  and %d more lines"):format(#told - MOST) end
end

local function tell_input(list, one, folder)
  local path = inputs.find(one.name, folder)
  local sha256 = path and native.sha256_file(path)
  if not path then
    list[#list + 1] = ("the input %s is not found"):format(one.name)
  elseif not sha256 then
    list[#list + 1] = ("the input %s cannot be read"):format(one.name)
  elseif sha256 ~= one.sha256 then
    list[#list + 1] = ("the input %s has changed: it was %s…, and is %s…"):format(one.name,
      one.sha256:sub(1, 12), sha256:sub(1, 12))
  end
end

-- What of the script and the inputs is not what it was: sentences, none where all is.
-- Gives also the script's path, where it is found.
local function differences(found, folder)
  local list = {}
  local script = inputs.find(found.script.name, folder)
  local sha256 = script and native.sha256_file(script)
  if not script then
    list[#list + 1] = ("the script %s is not found: ask in the folder where it was run"):format(
      found.script.name)
  elseif not sha256 then
    list[#list + 1] = ("the script %s cannot be read"):format(found.script.name)
    script = nil
  elseif sha256 ~= found.script.sha256 then
    tell_script(list, found.script, script)
  end
  for _, one in ipairs(found.inputs) do tell_input(list, one, folder) end
  local told = found.ledger and papers.earlier(found.ledger.paper, found.ledger.day)
  if found.ledger and (not told or told.digest ~= found.ledger.sha256) then
    list[#list + 1] = ("what the ledger tells of %s before %s %s"):format(found.ledger.paper,
      found.ledger.day, told and "has changed" or "is not found: run it in the same workspace")
  end
  local program = "indsats " .. native.version
  if found.program ~= program then
    list[#list + 1] = ("the program is another: it was %s, and this is %s"):format(found.program,
      program)
  end
  return list, script
end

local function say(path, word, list)
  print(("%s: %s"):format(path, word))
  for _, line in ipairs(list) do print("  " .. line) end
end

-- The first line that two texts do not share: number, line before, line now.
local function first_difference(before, now)
  local next_now, number = (now .. "\n"):gmatch "(.-)\n", 0
  for line in (before .. "\n"):gmatch "(.-)\n" do
    number = number + 1
    local other = next_now()
    if other ~= line then return number, line, other or "" end
  end
  return number + 1, "", next_now() or ""
end

-- A page without its manifest, which differs with every input, and a line of it as it is read.
local function without_manifest(page)
  return (page:gsub('<pre id="manifest">.-</pre>', ""))
end

local function read_line(line)
  return (line:gsub("<[^>]*>", " "):gsub("&nbsp;", " "):gsub("%s+", " "):match "^ ?(.-) ?$")
end

-- By which text two pages differ first; where it is not their text that differs, by which line.
local function tell_page(list, name, before, now)
  before, now = without_manifest(before), without_manifest(now)
  if before == now then
    list[#list + 1] = ("%s differs in its manifest alone"):format(name)
    return
  end
  local number, was, is = first_difference(before, now)
  if read_line(was) ~= read_line(is) then was, is = read_line(was), read_line(is) end
  list[#list + 1] = ("%s differs in line %d:"):format(name, number)
  list[#list + 1] = "  it was: " .. around(was, is)
  list[#list + 1] = "  it is:  " .. around(is, was)
end

-- How a file of the run differs from the one that lies there: by its first line where it is text.
local function tell_file(list, name, before, now)
  if not now then
    list[#list + 1] = ("%s did not come of it this time"):format(name)
  elseif before:find "\0" then
    list[#list + 1] = ("%s differs"):format(name)
  elseif name:find "%.html$" then
    tell_page(list, name, before, now)
  else
    local number, was, is = first_difference(before, now)
    list[#list + 1] = ("%s differs in line %d:"):format(name, number)
    list[#list + 1] = "  it was: " .. around(was, is)
    list[#list + 1] = "  it is:  " .. around(is, was)
  end
end

-- The files of a manifest: those that it lists, and what lies beside it or in the HTML itself.
local function files_of(found, path)
  local folder, list = folder_of(path), {}
  for _, one in ipairs(found.outputs or {}) do
    list[#list + 1] = { name = one.name, sha256 = one.sha256,
      bytes = whole_file(folder .. "/" .. one.name) }
  end
  if #list == 0 then
    local bytes = whole_file(path)
    list[1] = { name = path:match "[^/]*$", sha256 = native.sha256(bytes), bytes = bytes }
  end
  return list
end

-- What does not lie there any more or has other bytes than the manifest says: sentences.
local function touched(files)
  local list = {}
  for _, file in ipairs(files) do
    if not file.bytes then
      list[#list + 1] = ("%s does not lie here any more"):format(file.name)
    elseif native.sha256(file.bytes) ~= file.sha256 then
      list[#list + 1] = ("%s was changed after it was written"):format(file.name)
    end
  end
  return list
end

local function append(list, more)
  for _, line in ipairs(more) do list[#list + 1] = line end
end

-- The files by whose digests a document can be judged without running: those of its manifest, of
-- which an HTML document is only asked about itself.
local function files_written(found, path)
  if found.outputs then return files_of(found, path) end
  local beside = path:gsub("%.html$", manifest.ENDING)
  if beside == path or not native.real_path(beside) then return {} end
  local own, list = path:match "[^/]*$", {}
  for _, file in ipairs(files_of(manifest.read(beside), beside)) do
    if file.name == own then list[#list + 1] = file end
  end
  return list
end

-- Whether a document and what it came from are still what they were, without running: 0 or 1.
function again.outdated(path)
  local found = manifest.read(path)
  local list = differences(found, folder_of(path))
  append(list, touched(files_written(found, path)))
  say(path, #list == 0 and "up to date" or "outdated", list)
  return #list == 0 and 0 or 1
end

local function run(found, script, folder)
  -- What is only run again is not noted in the ledger.
  local command = { "env", "INDSATS_LEDGER=" .. papers.setting_to_read(), native.own_path(),
    script }
  for _, argument in ipairs(found.arguments) do command[#command + 1] = argument end
  command[#command + 1] = "--out"
  command[#command + 1] = folder
  return native.run(command, folder .. "/.output", folder .. "/.errors")
end

local function compare(files, folder)
  local list = {}
  for _, file in ipairs(files) do
    local now = whole_file(folder .. "/" .. file.name)
    if file.bytes and now ~= file.bytes then
      tell_file(list, file.name, file.bytes, now)
    end
  end
  return list
end

local function remove(folder)
  for _, path in ipairs(native.glob(folder .. "/*")) do os.remove(path) end
  os.remove(folder .. "/.output")
  os.remove(folder .. "/.errors")
  os.remove(folder)
end

-- The manifest that the run gives beside the one that was asked about, where all else is the same:
-- what it says of arguments and inputs may have been written in, too.
local function compare_manifest(path, folder)
  local name, list = path:match "[^/]*$", {}
  local before, now = whole_file(path), whole_file(folder .. "/" .. name)
  if before ~= now then tell_file(list, name, before, now) end
  return list
end

-- What the run gives now, beside what it gave: sentences, none where all is the same.
local function rerun(found, script, files, path)
  local folder = assert(native.temporary_directory())
  local status, message = run(found, script, folder)
  local list
  if status == 0 then
    list = compare(files, folder)
    if #list == 0 and found.outputs then list = compare_manifest(path, folder) end
  else
    list = { message or ("the script fails now (exit status %d):"):format(status) }
    for line in (whole_file(folder .. "/.errors") or ""):gmatch "[^\n]+" do
      list[#list + 1] = "  " .. line
    end
  end
  remove(folder)
  return list
end

-- Run it again and compare: 0 where every byte is the same, else 1. Says which.
function again.verify(path)
  local found = manifest.read(path)
  local files = files_of(found, path)
  local list, script = differences(found, folder_of(path))
  append(list, touched(files))
  if script then append(list, rerun(found, script, files, path)) end
  say(path, #list == 0 and "same" or "not the same", list)
  return #list == 0 and 0 or 1
end

return again
