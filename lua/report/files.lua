-- Writing what has been rendered: each file is the old one whole or the new one whole, and is left
-- alone when the bytes are the same.

local native = require "native"
local whole_file = require "whole_file"

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
local NOTE = ".indsats-set-" -- and the number of the process, for several may write into a folder

local function is_running(process)
  return native.real_path("/proc/" .. process) ~= nil
end

-- The files that a pattern finds behind a path taken as it is.
local function behind(path, pattern)
  return native.glob(path:gsub("[*?%[\\]", "\\%0") .. pattern)
end

-- Remove what programs that are gone have left beside the files of a list: "x.html.1234-0" of
-- process 1234. A folder is looked through once.
local function tidy(folder, list)
  local own, folders = {}, {}
  for _, file in ipairs(list) do
    local path = folder .. "/" .. file.name
    own[path], folders[path:match "^(.+)/"] = true, true
  end
  for place in pairs(folders) do
    for _, beside in ipairs(native.real_path(place) and behind(place .. "/", "*.*-*") or {}) do
      local path, process = beside:match "^(.*)%.(%d+)%-%d+$"
      if own[path] and not is_running(process) then os.remove(beside) end
    end
  end
end

-- Put in their places what a note lists.
local function finish_one(folder, note)
  for staged, name in (whole_file(note) or ""):gmatch "([^\n\t]+)\t([^\n]+)\n" do
    local path = folder .. "/" .. staged
    if native.real_path(path) then
      local done, message, code = native.file_commit(path, folder .. "/" .. name)
      if not done then return fail(message, code) end
    end
  end
  os.remove(note)
  return true
end

-- Finish what runs that were broken off have left in a folder. true | nil, message, "file".
function files.finish(folder)
  for _, note in ipairs(behind(folder .. "/" .. NOTE, "*")) do
    local process, rest = note:match(NOTE:gsub("%p", "%%%0") .. "(%d+)(.*)$")
    if process and not is_running(process) then
      if rest ~= "" then
        os.remove(note) -- a note that was never whole
      else
        local done, message, code = finish_one(folder, note)
        if not done then return fail(message, code) end
      end
    end
  end
  return true
end

local function own_note(folder)
  return folder .. "/" .. NOTE .. native.real_path("/proc/self"):match "%d+"
end

-- { { staged =, path =, name =, result = } ... }, or nil, message, code with nothing left behind.
local function stage_all(folder, list)
  local staged = {}
  for i, file in ipairs(list) do
    local path = folder .. "/" .. file.name
    local result, beside, code = native.make_directory(path:match "^(.+)/")
    if result then result, beside, code = native.file_stage(path, file.bytes) end
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
  return native.file_replace(own_note(folder), table.concat(lines))
end

-- After a file could not be put in its place: all stay the old ones where none has been, and else
-- the rest is left, with the note, for who finishes it.
local function give_up(folder, staged)
  for _, one in ipairs(staged) do
    if one.staged and not native.real_path(one.staged) then return end
  end
  os.remove(own_note(folder))
  for _, one in ipairs(staged) do if one.staged then os.remove(one.staged) end end
end

-- Several files below one folder; folders are made: {{name=, bytes=}, ...} -> {{path=, result=},
-- ...} | nil, message, "file".
function files.write_all(folder, list)
  folder = folder:gsub("(.)/+$", "%1")
  local made, message, code = native.make_directory(folder)
  if made then made, message, code = files.finish(folder) end
  if not made then return fail(message, code) end
  tidy(folder, list)
  local staged, why, kind = stage_all(folder, list)
  if not staged then return fail(why, kind) end
  made, message, code = note_down(folder, staged)
  local results = {}
  for i, one in ipairs(staged) do
    if made and one.staged then made, message, code = native.file_commit(one.staged, one.path) end
    results[i] = { path = one.path, result = one.result }
  end
  if not made then
    give_up(folder, staged)
    return fail(message, code)
  end
  os.remove(own_note(folder))
  return results
end

return files
