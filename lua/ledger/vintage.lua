-- Vintages: what a source held each time it was read. The copy of a vintage lies in
-- .indsats/vintages/ under its own digest, where `read` finds it like any other file; the ledger
-- says which source it came from and when. The copy is there before the ledger names it, so that
-- what is named is always there.

local fault = require "fault"
local native = require "native"
local store = require "ledger.store"
local whole_file = require "whole_file"

local vintage = { LARGEST = 64 * 1024 * 1024 } -- of a file that is copied

local noted = {} -- by path: the source of its frame (query.open), or false
local options = {} -- by path: how it was read

local function copy_name(path, sha256)
  return ("vintages/%s%s"):format(sha256:sub(1, 40), path:match "%.%w+$" or "")
end

-- Copy a file as it was read; nil where it is too large, or another by now.
local function keep(path, sha256, size)
  if size > vintage.LARGEST then return nil end
  local name, bytes = copy_name(path, sha256), whole_file(path)
  if not bytes or native.sha256(bytes) ~= sha256 then return nil end
  local made, message = native.make_directory(store.path "vintages")
  if made then made, message = native.file_replace(store.path(name), bytes) end
  if not made then fault.raise { what = message } end
  return name
end

local function latest(ask, source)
  return ask("SELECT * FROM vintage WHERE source = ? ORDER BY id DESC LIMIT 1", source)[1]
end

local function is_copy(path)
  return store.source(path):sub(1, #store.FOLDER + 1) == store.FOLDER .. "/"
end

-- The digest a file had when it was read, where that is known: a large one's waits until somebody
-- asks for it.
local function digest_of(source)
  return source and (rawget(source, "sha256") or rawget(source.dialect, "sha256"))
end

-- What was read since: { { path =, source =, sha256 = } ... } in the order of the sources.
local function pending()
  local list = {}
  for path, source in pairs(noted) do
    local sha256 = digest_of(source) or native.sha256_file(path)
    if sha256 and not is_copy(path) then
      list[#list + 1] = { path = path, source = store.source(path), sha256 = sha256 }
    end
  end
  table.sort(list, function(a, b) return a.source < b.source end)
  return list
end

-- What was read and not yet noted is noted when the program ends.
local at_end

local function note_at_end()
  at_end = debug.setmetatable({}, { __gc = function()
    local ok, message = pcall(vintage.flush)
    if not ok then io.stderr:write("indsats: warning: ", tostring(message), "\n") end
  end })
end

-- Remember a file as read, with the source of its frame where it has one, for the ledger; it is
-- noted there by vintage.flush.
function vintage.note(path, source, how)
  if not at_end then note_at_end() end
  noted[path] = source or noted[path] or false
  options[path] = how
end

local function is_new(list)
  return store.ask(function(ask)
    local new = {}
    for _, one in ipairs(list) do
      local before = latest(ask, one.source)
      if not before or before.sha256 ~= one.sha256 then new[#new + 1] = one end
    end
    return new
  end)
end

-- Note in the ledger what was read: a vintage for each source whose bytes are not those of before.
-- Gives all that was read: { { source =, sha256 = } ... }.
function vintage.flush()
  if not store.workspace() then return {} end
  local list = pending()
  local new = store.is_kept() and #list > 0 and is_new(list) or {}
  for _, one in ipairs(new) do
    local _, bytes, written = native.file_stamp(one.path)
    one.bytes, one.written = bytes or 0, written or 0
    one.kept = keep(one.path, one.sha256, one.bytes)
  end
  if #new > 0 then
    store.change(function(ask)
      for _, one in ipairs(new) do
        local before = latest(ask, one.source)
        if not before or before.sha256 ~= one.sha256 then
          ask([[INSERT INTO vintage (source, sha256, bytes, retrieved, kept)
            VALUES (?, ?, ?, datetime(?, 'unixepoch'), ?)]], one.source, one.sha256, one.bytes,
            one.written, one.kept)
        end
      end
    end)
  end
  return list
end

-- The vintages of a path, the oldest first: { source, sha256, bytes, retrieved, kept } each.
function vintage.of(path)
  return store.ask(function(ask)
    return ask("SELECT * FROM vintage WHERE source = ? ORDER BY id", store.source(path))
  end)
end

-- Every vintage, by source and the oldest first.
function vintage.all()
  return store.ask(function(ask) return ask "SELECT * FROM vintage ORDER BY source, id" end)
end

-- Read the copy of a vintage as its source was read.
function vintage.read(one, path)
  if not one.kept then
    fault.raise { what = ("the ledger has no copy of %s as it was on %s"):format(one.source,
        one.retrieved:sub(1, 10)),
      why = ("files over %d MB are not copied, nor those that change while they are read")
        :format(vintage.LARGEST // (1024 * 1024)),
      hint = "compare with the older file itself: revisions(t, read \"den_gamle.csv\")" }
  end
  return require("query.open").read(store.path(one.kept), options[path])
end

return vintage
