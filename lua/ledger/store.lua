-- The ledger's database: where it lies, how it is laid out, and how it is asked and changed.
--
-- It lies in .indsats/ of the workspace: the nearest folder, from the current one upwards, that has
-- one. Nothing makes it but ledger.start(), for it keeps copies of what is read, and whoever makes
-- it says by that that such copies may lie there. Without one nothing is kept and nothing asked.
-- INDSATS_LEDGER=off leaves it alone, INDSATS_LEDGER=read asks it and never writes.
--
-- A change is one transaction of SQLite: another program sees the ledger before it or after it, and
-- so does whoever opens it after a crash or on a full disk.

local fault = require "fault"
local native = require "native"
local points = require "ledger.points"

local store = { FOLDER = ".indsats", FILE = "ledger.sqlite" }

local LAYOUT = 2 -- PRAGMA user_version

-- The series that a figure ends; points: ledger.points.
local SERIES = [[CREATE TABLE series (paper INTEGER NOT NULL REFERENCES paper,
  place INTEGER NOT NULL, goal TEXT NOT NULL, caption TEXT NOT NULL, unit TEXT,
  points TEXT NOT NULL)]]
local SERIES_INDEX = "CREATE INDEX series_paper ON series (paper, place)"

local tables = {
  -- A row each time a source is read with other bytes than before. retrieved: when the file was
  -- written; kept: the name of the copy in vintages/, or NULL where it was too large.
  [[CREATE TABLE vintage (id INTEGER PRIMARY KEY, source TEXT NOT NULL, sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL, retrieved TEXT NOT NULL, kept TEXT)]],
  "CREATE INDEX vintage_source ON vintage (source, id)",
  -- A document that was written, for a day; another row when it was written anew with other
  -- content. content: a digest of all that is said of it below.
  [[CREATE TABLE paper (id INTEGER PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL,
    day TEXT NOT NULL, content TEXT NOT NULL)]],
  "CREATE INDEX paper_name ON paper (name, day, id)",
  [[CREATE TABLE input (paper INTEGER NOT NULL REFERENCES paper, source TEXT NOT NULL,
    sha256 TEXT NOT NULL)]],
  "CREATE INDEX input_paper ON input (paper)",
  [[CREATE TABLE verdict (paper INTEGER NOT NULL REFERENCES paper, place INTEGER NOT NULL,
    goal TEXT NOT NULL, text TEXT NOT NULL, word TEXT NOT NULL, certainty TEXT,
    reason TEXT NOT NULL)]],
  "CREATE INDEX verdict_paper ON verdict (paper, place)",
  SERIES, SERIES_INDEX,
  -- What a document told of counts of persons (report.gate.record, as JSON), once each.
  [[CREATE TABLE told (id INTEGER PRIMARY KEY, content TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    record TEXT NOT NULL)]],
}

-- ---- where ----

local found -- the folder, or false when looked for in vain

local function setting()
  return os.getenv "INDSATS_LEDGER" or ""
end

local function has_ledger(folder)
  return native.file_stamp(("%s/%s/%s"):format(folder, store.FOLDER, store.FILE)) ~= nil
end

-- The folder with a ledger at or above `path`, or false.
local function upwards(path)
  while true do
    if has_ledger(path) then return path end
    local above = path:match "^(.+)/[^/]*$"
    if not above then return has_ledger "" and "/" or false end
    path = above
  end
end

-- The workspace, an absolute path; nil where there is none or the ledger is off.
function store.workspace()
  if setting() == "off" then return nil end
  if found == nil then found = upwards(native.real_path "." or "") end
  return found or nil
end

-- Whether there is a ledger that may be written.
function store.is_kept()
  return store.workspace() ~= nil and setting() ~= "read"
end

-- A path in the ledger's own folder.
function store.path(name)
  return ("%s/%s/%s"):format(store.workspace(), store.FOLDER, name)
end

-- What a source is called in the ledger: its way from the workspace, or its whole path where it
-- lies elsewhere.
function store.source(path)
  local real, workspace = native.real_path(path) or path, store.workspace()
  if real:sub(1, #workspace + 1) == workspace .. "/" then return real:sub(#workspace + 2) end
  return real
end

-- ---- asking and changing ----

local function fail(message)
  fault.raise { what = ("the ledger %s: %s"):format(store.path(store.FILE), message),
    why = "nothing of this was noted in it; what it held before it still holds",
    hint = "INDSATS_LEDGER=off runs without it" }
end

local function ask(database, sql, ...)
  local rows, message = database:run(sql, ...)
  if not rows then
    database:close()
    fail(message)
  end
  return rows
end

-- Layout 1 had a row for each point of a series, in a table `figure`.
local function move_points(database)
  ask(database, SERIES)
  ask(database, SERIES_INDEX)
  local rows = ask(database, "SELECT * FROM figure ORDER BY paper, place, rowid")
  local first = 1
  for i, row in ipairs(rows) do
    local following = rows[i + 1]
    if not following or following.paper ~= row.paper or following.place ~= row.place then
      ask(database, "INSERT INTO series VALUES (?, ?, ?, ?, ?, ?)", row.paper, row.place,
        row.goal, row.caption, row.unit, points.pack(table.move(rows, first, i, 1, {})))
      first = i + 1
    end
  end
  ask(database, "DROP TABLE figure")
end

-- Lay out a new ledger, or one of an older layout anew: what it holds stays the same.
local function lay_out(database)
  ask(database, "BEGIN IMMEDIATE")
  local layout = ask(database, "PRAGMA user_version")[1].user_version
  if layout == 0 then
    for _, sql in ipairs(tables) do ask(database, sql) end
  elseif layout < LAYOUT then
    move_points(database)
  end
  ask(database, ("PRAGMA user_version = %d"):format(LAYOUT))
  ask(database, "COMMIT")
end

local function open(path)
  local database, message = native.sqlite_open(path or store.path(store.FILE))
  if not database then fail(message) end
  local layout = ask(database, "PRAGMA user_version")[1].user_version
  if layout < LAYOUT then
    lay_out(database)
  elseif layout > LAYOUT then
    database:close()
    fail(("it is of layout %d, and this program knows %d"):format(layout, LAYOUT))
  end
  return database
end

-- Call fn(ask) with ask(sql, value, ...) -> rows; gives what fn gives. Raises what the database
-- says is wrong.
function store.ask(fn)
  local database = open()
  local result = fn(function(...) return ask(database, ...) end)
  database:close()
  return result
end

-- The same in a transaction: all that fn changes, or nothing.
function store.change(fn)
  local database = open()
  ask(database, "BEGIN IMMEDIATE")
  local result = fn(function(...) return ask(database, ...) end)
  ask(database, "COMMIT")
  database:close()
  return result
end

-- Make the ledger of a folder, the current one unless another is given; one that is there stays as
-- it is. Only the owner may look into it. Gives its path.
function store.start(folder)
  local root = native.real_path(folder or ".")
  if not root then fault.raise { what = ("there is no folder %s"):format(folder) } end
  local own = root .. "/" .. store.FOLDER
  local made, message = native.make_directory(own)
  if made then made, message = native.make_private(own) end
  if made then made, message = native.file_replace(own .. "/.gitignore", "*\n") end
  if not made then fault.raise { what = message } end
  found = root
  store.ask(function() end)
  return store.path(store.FILE)
end

return store
