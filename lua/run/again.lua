-- A run once more, from its manifest: whether it gives the same bytes, and if not, what differs.

local inputs = require "run.inputs"
local manifest = require "run.manifest"
local native = require "native"
local papers = require "ledger.paper"

local again = {}

local function folder_of(path)
  return path:match "^(.+)/[^/]*$" or (path:find "^/" and "/" or ".")
end

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local bytes = file:read "a"
  file:close()
  return bytes
end

-- What of the script and the inputs is not what it was: sentences, none where all is.
-- Gives also the script's path, where it is found.
local function differences(found, folder)
  local list = {}
  local script = inputs.find(found.script.name, folder)
  if not script then
    list[#list + 1] = ("the script %s is not found"):format(found.script.name)
  elseif native.sha256_file(script) ~= found.script.sha256 then
    list[#list + 1] = ("the script %s has changed:"):format(found.script.name)
    for i, line in ipairs(manifest.changed_lines(found.script, script)) do
      if i > 5 then break end
      list[#list + 1] = ("  line %d is now: %s"):format(line[1], line[2])
    end
  end
  for _, one in ipairs(found.inputs) do
    local path = inputs.find(one.name, folder)
    local sha256 = path and native.sha256_file(path)
    if not path then
      list[#list + 1] = ("the input %s is not found"):format(one.name)
    elseif sha256 ~= one.sha256 then
      list[#list + 1] = ("the input %s has changed: it was %s…, and is %s…"):format(one.name,
        one.sha256:sub(1, 12), sha256:sub(1, 12))
    end
  end
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

-- Whether what a document came from is still what it was, without running anything: 0 or 1.
function again.outdated(path)
  local list = differences(manifest.read(path), folder_of(path))
  say(path, #list == 0 and "up to date" or "outdated", list)
  return #list == 0 and 0 or 1
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

local function shorten(line)
  return utf8.len(line) and utf8.len(line) > 90
    and line:sub(1, utf8.offset(line, 88) - 1) .. " …" or line
end

-- How a file of the run differs from the one that lies there: by its first line where it is text.
local function tell_file(list, name, before, now)
  if not now then
    list[#list + 1] = ("%s did not come of it this time"):format(name)
  elseif not before then
    list[#list + 1] = ("%s does not lie here any more"):format(name)
  elseif before:find "\0" or name:find "%.html$" then
    list[#list + 1] = ("%s differs"):format(name)
  else
    local number, was, is = first_difference(before, now)
    list[#list + 1] = ("%s differs in line %d:"):format(name, number)
    list[#list + 1] = "  it was: " .. shorten(was)
    list[#list + 1] = "  it is:  " .. shorten(is)
  end
end

-- The files of a manifest: those that it lists, and what lies beside it or in the HTML itself.
local function files_of(found, path)
  local folder, list = folder_of(path), {}
  for _, one in ipairs(found.outputs or {}) do
    list[#list + 1] = { name = one.name, sha256 = one.sha256,
      bytes = read(folder .. "/" .. one.name) }
  end
  if #list == 0 then
    local bytes = read(path)
    list[1] = { name = path:match "[^/]*$", sha256 = native.sha256(bytes), bytes = bytes }
  end
  return list
end

-- The names of what lies there and has other bytes than the manifest says.
local function touched(files)
  local list = {}
  for _, file in ipairs(files) do
    if file.bytes and native.sha256(file.bytes) ~= file.sha256 then
      list[#list + 1] = ("%s was changed after it was written"):format(file.name)
    end
  end
  return list
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
    local now = read(folder .. "/" .. file.name)
    if not now or native.sha256(now) ~= file.sha256 then
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

local function append(list, more)
  for _, line in ipairs(more) do list[#list + 1] = line end
end

-- What the run gives now, beside what it gave: sentences, none where all is the same.
local function rerun(found, script, files)
  local folder = assert(native.temporary_directory())
  local status, message = run(found, script, folder)
  local list
  if status == 0 then
    list = compare(files, folder)
  else
    list = { message or ("the script fails now (exit status %d):"):format(status) }
    for line in (read(folder .. "/.errors") or ""):gmatch "[^\n]+" do
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
  if script then append(list, rerun(found, script, files)) end
  say(path, #list == 0 and "same" or "not the same", list)
  return #list == 0 and 0 or 1
end

return again
