-- Frames in files of their own (t:save "x.indsats", read "x.indsats"): cells, types, reasons, marks
-- and notes as they were, with the files behind them.

local fault = require "fault"
local frame = require "query.frame"
local knowledge = require "query.knowledge"
local native = require "native"

local store = {}

-- The file's own ending; any other is written as CSV.
store.ENDING = ".indsats"

local function note_of(self)
  local files = {}
  for i, file in ipairs(self.files) do
    files[i] = { path = file.path, sha256 = file.sha256, dialect = file.dialect }
  end
  return native.json_encode { files = files, known = knowledge.of(self) }
end

-- Write the frame.
function store.save(self, path, options)
  if options ~= nil then
    frame.misuse("save", "a file of indsats has no options: it holds the frame as it is")
  end
  local result = frame.compute(self)
  local ok, note = pcall(note_of, self)
  if not ok then fault.pass_on(note) end
  local written, message = result:write_store(path, note)
  if not written then fault.raise { what = message } end
  return self
end

-- The frame of a file that save has written.
function store.read(path, options)
  if options ~= nil and next(options) ~= nil then
    fault.raise { what = ("%s was written by save and is read as it is: read takes no options for \z
      it"):format(path) }
  end
  local found, note, code = native.read_store(path)
  if not found then
    fault.raise { what = note, hint = code == "data" and "save it again from its source" or nil }
  end
  local ok, known = pcall(native.json_decode, note)
  if not ok or type(known) ~= "table" then
    fault.raise { what = ("%s: its note is damaged"):format(path) }
  end
  local made = frame.new(found, known.files or {})
  rawset(made, "own", { { path = path, dialect = { form = "indsats" },
    made_from = known.files or {} } })
  return known.known and knowledge.give(made, known.known) or made
end

return store
