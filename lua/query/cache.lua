-- The cache of files that have been read: a large file is read once, and then its columns are had
-- from a file of our own, found by which file it is, when it was written, and the options.
--
-- Never trusted: an entry is checked as any file is, and what does not fit is made anew, also where
-- that comes to light only when a column is needed. Never in the way: where the cache cannot be
-- written or read, the file itself is. INDSATS_CACHE=off, or indsats --no-cache, leaves it alone.

local native = require "native"

local cache = { LEAST = 4 * 1024 * 1024, MOST = 4 * 1024 * 1024 * 1024 }

local VERSION = "1" -- of what an entry means; another is another entry

local function is_off()
  return os.getenv "INDSATS_CACHE" == "off"
end

local function folder()
  local home = os.getenv "XDG_CACHE_HOME"
  if home and home:find "^/" then return home .. "/indsats" end
  home = os.getenv "HOME"
  return home and home:find "^/" and home .. "/.cache/indsats" or nil
end

-- A value as text, always the same: the keys of tables sorted.
local function text_of(value)
  if type(value) ~= "table" then return ("%s %q"):format(math.type(value) or type(value),
    tostring(value)) end
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return text_of(a) < text_of(b) end)
  local parts = {}
  for i, key in ipairs(keys) do parts[i] = text_of(key) .. "=" .. text_of(value[key]) end
  return "{" .. table.concat(parts, ",") .. "}"
end

-- Where the entry of a file stands, by its stamp; nil without a folder.
local function entry_path(stamp, options)
  local where = folder()
  if not where then return nil end
  local key = table.concat({ VERSION, native.version, stamp, text_of(options or {}) }, "\n")
  return ("%s/%s.indsats"):format(where, native.sha256(key):sub(1, 40))
end

-- ---- reading ----

local function copy_of(value)
  if type(value) ~= "table" then return value end
  local copy = {}
  for key, one in pairs(value) do copy[key] = copy_of(one) end
  return copy
end

-- What is asked for the cells when those of the entry turn out to be damaged: the file itself, as
-- long as it is the one that was read. The entry is made anew.
local function rescue_of(entry, path, stamp, options)
  options = copy_of(options)
  return function()
    native.remove_file(entry)
    local found, dialect
    if native.file_stamp(path) == stamp then found, dialect = native.read(path, options) end
    if native.file_stamp(path) ~= stamp then
      return nil, ("%s: what the cache has of it is damaged, and the file has changed since: read \z
        it again"):format(path)
    end
    if found then cache.write(entry, path, stamp, found, dialect) end
    return found, dialect
  end
end

local function read_entry(entry, path, stamp, options)
  if not native.file_stamp(entry) then return nil end
  local found, note = native.read_store(entry, rescue_of(entry, path, stamp, options))
  local ok, dialect = pcall(native.json_decode, found and note or "")
  if not (found and ok and type(dialect) == "table") then
    native.remove_file(entry)
    return nil
  end
  dialect.path = path
  if not dialect.sha256 and not native.await_digest(dialect, path) then return nil end
  native.touch(entry) -- the one that was longest not asked for goes first
  return found, dialect
end

-- ---- writing ----

-- Let the oldest entries go until the rest are small enough together.
local function trim()
  local where, total = folder(), 0
  local list = native.list_folder(where)
  for _, file in ipairs(list) do total = total + file.bytes end
  table.sort(list, function(a, b)
    if a.written ~= b.written then return a.written < b.written end
    return a.name < b.name
  end)
  for _, file in ipairs(list) do
    if total <= cache.MOST then return end
    if native.remove_file(where .. "/" .. file.name) then total = total - file.bytes end
  end
end

-- A file that was written in the moment before it was read may be written again without its stamp
-- telling: an entry of it is not kept.
local function is_settled(path, entry)
  local _, _, written = native.file_stamp(path)
  local _, _, kept = native.file_stamp(entry)
  return written and kept and written + 2 <= kept
end

-- Keep what was read of a file as an entry, where that can be done.
function cache.write(entry, path, stamp, found, dialect)
  pcall(native.make_directory, folder())
  local plain = {}
  for key, value in next, dialect do plain[key] = value end
  local ok, written = pcall(function()
    return found:write_store(entry, native.json_encode(plain))
  end)
  if not (ok and written) then return end
  if native.file_stamp(path) ~= stamp or not is_settled(path, entry) then
    native.remove_file(entry)
  end
  trim()
end

-- As native.read.
function cache.read(path, options)
  local stamp, bytes = native.file_stamp(path)
  native.task("reading " .. path, (bytes or 0) / 1e6, "MB")
  local entry = stamp and bytes >= cache.LEAST and not is_off() and entry_path(stamp, options)
  if not entry then return native.read(path, options) end
  local found, dialect = read_entry(entry, path, stamp, options)
  if found then return found, dialect end
  local code
  found, dialect, code = native.read(path, options)
  if found and native.file_stamp(path) == stamp then
    cache.write(entry, path, stamp, found, dialect)
  end
  return found, dialect, code
end

return cache
