-- What the documents that were written told of counts of persons, for the publication gate of those
-- that come after (report.gate): it asks that nothing can be computed of all of them together.
--
-- Nothing is forgotten: neither what a newer edition of the same paper has replaced, for it has
-- been read. A document that passes anew is not changed by its own record, nor by those of later
-- ones, which passed beside it: what it hid is still enough.

local native = require "native"
local store = require "ledger.store"

local told = {}

-- Note the record of a document that has been written (report.gate.record); does nothing where
-- there is no ledger. Raises where it cannot be written.
function told.note(name, record)
  if not store.is_kept() then return end
  local text = native.json_encode(record)
  local content = native.sha256(text)
  store.change(function(ask)
    ask("INSERT OR IGNORE INTO told (content, name, record) VALUES (?, ?, ?)", content, name, text)
  end)
end

-- All records, the oldest first; none where there is no ledger.
function told.all()
  if not store.workspace() then return {} end
  local records = {}
  for i, row in ipairs(store.ask(function(ask)
    return ask "SELECT record FROM told ORDER BY id"
  end)) do
    records[i] = native.json_decode(row.record)
  end
  return records
end

return told
