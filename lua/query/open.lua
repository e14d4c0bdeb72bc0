-- read and frame: where frames come from.

local facts = require "query.facts"
local fault = require "fault"
local frame = require "query.frame"
local kept = require "query.kept"
local native = require "native"
local reads = require "query.reads"
local schema = require "query.schema"
require "query.verb"
require "query.together"
require "query.shape"
require "query.allow"
require "query.look"
require "query.summary"
require "query.picture"

local open = {}

local known = { "delimiter", "encoding", "decimal", "thousands", "missing", "types", "names",
  "table", "allow_empty" }

local function check_options(options)
  if options == nil then return end
  if type(options) ~= "table" then
    fault.raise { what = "the options of read stand in a table",
      hint = "write: read(\"fil.csv\", { decimal = \",\" })" }
  end
  local names = {}
  for _, name in ipairs(known) do names[name] = true end
  for name in pairs(options) do
    if not names[name] then
      fault.raise { what = ("read has no option '%s'"):format(tostring(name)),
        hint = fault.suggestion(tostring(name), known) or "its options are " ..
          table.concat(known, ", ") }
    end
  end
end

-- The files that a path stands for: itself, or those that a pattern with * ? [ matches.
local function matching(path)
  if not path:find "[*?%[]" then return { path } end
  local ok, paths = pcall(native.glob, path)
  if not ok then fault.pass_on(paths) end
  if #paths == 0 then
    local literal = io.open(path, "rb")
    if literal then
      literal:close()
      return { path }
    end
    fault.raise { what = ("no file matches %s"):format(path) }
  end
  return paths
end

local function paths_of(where)
  if type(where) == "string" then return matching(where) end
  if type(where) ~= "table" or getmetatable(where) or #where == 0 then
    fault.raise { what = "read takes a path, a pattern or a list of paths",
      hint = "write: read \"data/publicerede_tal.csv\"" }
  end
  local paths = {}
  for _, one in ipairs(where) do
    for _, path in ipairs(paths_of(one)) do paths[#paths + 1] = path end
  end
  return paths
end

-- "did you mean 'data/x.csv'?": the file of the same folder whose name is most like it.
local function near_file(path)
  local folder, name = path:match "^(.*/)([^/]*)$"
  folder, name = folder or "", name or path
  if folder:find "[*?%[\\]" then return nil end
  local ok, paths = pcall(native.glob, folder .. "*")
  if not ok then return nil end
  local names = {}
  for i, one in ipairs(paths) do names[i] = one:match "[^/]*$" end
  local near = fault.nearest(name, names)
  return near and near ~= name and ("did you mean '%s%s'?"):format(folder, near) or nil
end

-- The digest of a large file waits until somebody asks for it.
local waiting = { __index = function(source, name)
  if name ~= "sha256" then return nil end
  local ok, digest = pcall(function() return source.dialect.sha256 end)
  if not ok then fault.pass_on(digest) end
  return digest
end }

-- A file behind a frame: { path, sha256, dialect }.
function open.source(path, dialect)
  local source = { path = path, sha256 = rawget(dialect, "sha256"), dialect = dialect }
  return setmetatable(source, waiting)
end

-- What the engine would say of an option's value ends at the user's own line, too.
local function read_one(path, options)
  reads.note(path, nil, options)
  if native.is_store(path) then return require("query.store").read(path, options) end
  local ok, found, dialect, code = pcall(require("query.cache").read, path, options)
  if not ok then fault.pass_on(found) end
  if not found then
    fault.raise { what = dialect, hint = code == "file" and near_file(path) or nil }
  end
  local source = open.source(path, dialect)
  reads.note(path, source, options)
  return kept.restore(found, { source }, options)
end

-- The frame of a file: CSV, or an answer of jobindsats in JSON. A pattern ("data/2021*.csv") or a
-- list reads several files with the same columns, one after the other. Options: delimiter,
-- encoding, decimal, thousands, missing = { ["*"] = "suppressed" }, types = { kode = "text" },
-- names, table (of a JSON file with several), allow_empty. Raises what is wrong with the file, with
-- line and column; never guesses.
function open.read(where, options)
  check_options(options)
  local frames = {}
  for i, path in ipairs(paths_of(where)) do frames[i] = read_one(path, options) end
  if #frames == 1 then return frames[1] end
  return frames[1]:bind_rows(table.unpack(frames, 2)):collect()
end

-- ---- frames by hand ----

local function type_of(value)
  local kind = type(value)
  if kind == "number" then return math.type(value) == "integer" and "integer" or "number" end
  if kind == "string" then return "text" end
  if kind == "boolean" then return "boolean" end
  if kind == "userdata" and value ~= native.missing then
    return value.kind == "day" and "date" or "period"
  end
end

local wider = { ["integer number"] = "number", ["number integer"] = "number",
  ["date period"] = "period", ["period date"] = "period" }

-- The type of a list of values; `missing` has none, and no value at all is text.
local function common_type(name, values)
  local found
  for i, value in ipairs(values) do
    local one = type_of(value)
    if not one and value ~= native.missing then
      fault.raise { what = ("column '%s', cell %d: a %s cannot stand in a frame"):format(name, i,
        type(value)) }
    end
    local both = found and one and found ~= one and wider[found .. " " .. one]
    if found and one and found ~= one and not both then
      fault.raise { what = ("column '%s' holds %s and, in cell %d, %s"):format(name, found, i, one),
        hint = "a column has one type" }
    end
    found = both or one or found
  end
  return found or "text"
end

local function as_floats(values)
  local floats = {}
  for i, value in ipairs(values) do
    floats[i] = value == native.missing and value or value + 0.0
  end
  return floats
end

-- The frame of columns written by hand. A hidden cell of one may be that of a sum: no one knows
-- where it was copied from.
local function by_hand(made)
  for i, field in ipairs(made.schema) do
    if made.source:missing(field.name).suppressed then
      made.schema[i] = schema.with_facts(field, facts.by_hand(field.facts))
    end
  end
  return made
end

-- frame{ {"omraade", {"Hedensted", "Horsens"}}, {"antal", {12, missing}} }: a frame by hand. A gap
-- is blank, or missing.suppressed, or what a cell of another frame was.
function open.frame(columns)
  if type(columns) ~= "table" or #columns == 0 then
    fault.raise { what = "frame takes a list of columns",
      hint = "write: frame{ {\"omraade\", {\"Hedensted\"}}, {\"antal\", {12}} }" }
  end
  local described = {}
  for i, column in ipairs(columns) do
    local name, values = column[1], column[2]
    if type(name) ~= "string" or type(values) ~= "table" then
      fault.raise { what = ("column %d is not { \"name\", { values } }"):format(i) }
    end
    if #values ~= #columns[1][2] then
      fault.raise { what = ("column '%s' has %d cells where '%s' has %d"):format(name, #values,
        tostring(columns[1][1]), #columns[1][2]),
        hint = "write `missing` for a cell without a value" }
    end
    local kind = common_type(name, values)
    described[i] = { name = name, type = kind,
      values = kind == "number" and as_floats(values) or values }
  end
  local ok, made = pcall(native.frame, described)
  if not ok then fault.pass_on(made) end
  return by_hand(frame.new(made))
end

return open
