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

-- Several files in one folder: {{name=, bytes=}, ...} -> {{path=, result=}, ...} | nil, message,
-- "file". All are rendered before this is called, so that only the disk can stop it midway.
function files.write_all(folder, list)
  local results = {}
  for i, file in ipairs(list) do
    local path = folder:gsub("/*$", "/", 1) .. file.name
    local result, message, code = files.write(path, file.bytes)
    if not result then return fail(message, code) end
    results[i] = { path = path, result = result }
  end
  return results
end

return files
