-- Writing what has been rendered: each file is the old one whole or the new one whole, and is left
-- alone when the bytes are the same.

local native = require "native"

local files = {}

local function fail(message, code)
  return nil, message, code
end

-- write(path, bytes) -> "written" or "same" | nil, message, "file". Folders are made.
function files.write(path, bytes)
  local folder = path:match "^(.+)/[^/]*$"
  if folder then
    local made, message, code = native.make_directory(folder)
    if not made then return fail(message, code) end
  end
  return native.file_replace(path, bytes)
end

-- Several files become the new ones as one: all lie flushed beside the old ones before the first is
-- put in its place, and a note in the folder says which. A run that is broken off in between is
-- finished by the next, and by whoever asks for the files (files.finish).
local NOTE = ".indsats-set"

local function text_of(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

-- Remove what a program that is gone has left beside a file: "x.html.1234-0" of process 1234.
local function tidy(path_of_file)
  for _, path in ipairs(native.glob(path_of_file:gsub("[*?%[\\]", "\\%0") .. ".*-*")) do
    local process = path:match("%.(%d+)%-%d+$")
    if process and not native.real_path("/proc/" .. process) then os.remove(path) end
  end
end

-- Finish what a run that was broken off has left in a folder. true | nil, message, "file".
function files.finish(folder)
  local note = folder .. "/" .. NOTE
  for staged, name in (text_of(note) or ""):gmatch "([^\n\t]+)\t([^\n]+)\n" do
    local path = folder .. "/" .. staged
    if native.real_path(path) then
      local done, message, code = native.file_commit(path, folder .. "/" .. name)
      if not done then return fail(message, code) end
    end
  end
  os.remove(note)
  tidy(note)
  return true
end

-- { { staged =, path =, name =, result = } ... }, or nil, message, code with nothing left behind.
local function stage_all(folder, list)
  local staged = {}
  for i, file in ipairs(list) do
    local path = folder .. "/" .. file.name
    local result, beside, code = native.make_directory(path:match "^(.+)/")
    if result then
      tidy(path)
      result, beside, code = native.file_stage(path, file.bytes)
    end
    if not result then
      for _, one in ipairs(staged) do if one.staged then os.remove(one.staged) end end
      return fail(beside, code)
    end
    staged[i] = { staged = beside, path = path, name = file.name, result = result }
  end
  return staged
end

local function note_down(folder, staged)
  local lines = {}
  for _, one in ipairs(staged) do
    if one.staged then
      local beside = one.name:gsub("[^/]*$", "") .. one.staged:match "[^/]*$"
      lines[#lines + 1] = ("%s\t%s\n"):format(beside, one.name)
    end
  end
  if #lines < 2 then return true end -- one rename is whole by itself
  return native.file_replace(folder .. "/" .. NOTE, table.concat(lines))
end

-- Several files below one folder; folders are made: {{name=, bytes=}, ...} -> {{path=, result=}, ...} |
-- nil, message, "file".
function files.write_all(folder, list)
  folder = folder:gsub("(.)/+$", "%1")
  local made, message, code = native.make_directory(folder)
  if made then made, message, code = files.finish(folder) end
  if not made then return fail(message, code) end
  local staged, why, kind = stage_all(folder, list)
  if not staged then return fail(why, kind) end
  made, message, code = note_down(folder, staged)
  local results = {}
  for i, one in ipairs(staged) do
    if made and one.staged then made, message, code = native.file_commit(one.staged, one.path) end
    results[i] = { path = one.path, result = one.result }
  end
  if not made then return fail(message, code) end
  os.remove(folder .. "/" .. NOTE)
  return results
end

return files
