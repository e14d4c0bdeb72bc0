-- Papers: the documents that were written, with each verdict given and each figure published.
--
-- A document says what it publishes by doc.published = { verdicts = { { goal =, text =, word =,
-- certainty =, reason = } ... }, figures = { { goal =, caption =, unit =, points = { { period =,
-- value =, missing = } ... } } ... } }, with periods by their ids. A figure's last point with a
-- value is what was published; those before it are what the source said then of earlier periods.
--
-- What a document tells of earlier papers comes from papers for earlier days only: so the same run
-- gives the same bytes, however often its own paper has been noted meanwhile.

local native = require "native"
local points = require "ledger.points"
local store = require "ledger.store"
local vintage = require "ledger.vintage"

local paper = {}

local MADE_UP = " (SYNTETISK)"

-- The name of the paper of a document that rests on figures that are made up: it is another than
-- that of a document of the same name on those that are not.
function paper.of_synthetic(document)
  return document .. MADE_UP
end

-- The name of the document that a paper is of.
function paper.document_of(name)
  return name:sub(-#MADE_UP) == MADE_UP and name:sub(1, -#MADE_UP - 1) or name
end

-- The published as one text, always the same.
local function content_of(published, inputs)
  local lines = {}
  for _, one in ipairs(inputs) do lines[#lines + 1] = one.source .. "\t" .. one.sha256 end
  for _, one in ipairs(published.verdicts) do
    lines[#lines + 1] = table.concat({ one.goal, one.text, one.word, one.certainty or "",
      one.reason }, "\t")
  end
  for _, one in ipairs(published.figures) do
    lines[#lines + 1] = table.concat({ one.goal, one.caption, one.unit or "" }, "\t")
    for _, point in ipairs(one.points) do
      lines[#lines + 1] = ("%s\t%s"):format(point.period, point.value and
        ("%.17g"):format(point.value) or point.missing)
    end
  end
  return native.sha256(table.concat(lines, "\n"))
end

local function insert(ask, paper_row, published, inputs)
  ask("INSERT INTO paper (name, title, day, content) VALUES (?, ?, ?, ?)", paper_row.name,
    paper_row.title, paper_row.day, paper_row.content)
  local id = ask("SELECT last_insert_rowid() AS id")[1].id
  for _, one in ipairs(inputs) do
    ask("INSERT INTO input VALUES (?, ?, ?)", id, one.source, one.sha256)
  end
  for place, one in ipairs(published.verdicts) do
    ask("INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?)", id, place, one.goal, one.text,
      one.word, one.certainty, one.reason)
  end
  for place, one in ipairs(published.figures) do
    ask("INSERT INTO series VALUES (?, ?, ?, ?, ?, ?)", id, place, one.goal, one.caption, one.unit,
      points.pack(one.points))
  end
end

-- What INDSATS_LEDGER is for a run that asks the ledger as this one does, and notes nothing.
function paper.setting_to_read()
  return store.workspace() and "read" or "off"
end

-- Note a paper, with the vintages of all that was read for it. Where the last of its name says the
-- same for the same day, nothing is noted. Raises where the ledger cannot be written; does nothing
-- where there is none.
function paper.note(name, title, day, published)
  if not store.is_kept() then return end
  local inputs = vintage.flush()
  local content = content_of(published, inputs)
  store.change(function(ask)
    local last = ask("SELECT day, content FROM paper WHERE name = ? ORDER BY id DESC LIMIT 1",
      name)[1]
    if last and last.day == day and last.content == content then return end
    insert(ask, { name = name, title = title, day = day, content = content }, published, inputs)
  end)
end

-- ---- what papers said ----

local function verdicts_of(ask, id)
  return ask("SELECT goal, text, word, certainty, reason FROM verdict WHERE paper = ? \z
    ORDER BY place", id)
end

-- { { goal, caption, unit, points = { { period, value, missing } ... } } ... }
local function figures_of(ask, id)
  local list = ask("SELECT goal, caption, unit, points FROM series WHERE paper = ? ORDER BY place",
    id)
  for _, one in ipairs(list) do one.points = points.unpack(one.points) end
  return list
end

local function whole(ask, row)
  if not row then return nil end
  return { id = row.id, name = row.name, title = row.title, day = row.day,
    verdicts = verdicts_of(ask, row.id), figures = figures_of(ask, row.id) }
end

-- The papers noted, the oldest first: { id, name, day } each.
function paper.all()
  return store.ask(function(ask) return ask "SELECT id, name, day FROM paper ORDER BY id" end)
end

-- The id of the last paper of each name; none where there is no ledger.
function paper.newest()
  if not store.workspace() then return {} end
  local found = {}
  for _, one in ipairs(paper.all()) do found[one.name] = one.id end
  return found
end

-- The paper of an id.
function paper.find(id)
  return store.ask(function(ask)
    return whole(ask, ask("SELECT * FROM paper WHERE id = ?", id)[1])
  end)
end

-- The last two papers of a name as they were noted: before (nil for the first) and now.
function paper.last_two(name)
  return table.unpack(store.ask(function(ask)
    local rows = ask("SELECT * FROM paper WHERE name = ? ORDER BY id DESC LIMIT 2", name)
    return { [1] = whole(ask, rows[2]), [2] = whole(ask, rows[1]) }
  end), 1, 2)
end

-- The last paper of a name for a day no later than `day`, and the last of all.
function paper.since(name, day)
  return table.unpack(store.ask(function(ask)
    local rows = ask("SELECT * FROM paper WHERE name = ? AND day <= ? ORDER BY day DESC, id DESC \z
      LIMIT 1", name, day)
    local last = ask("SELECT * FROM paper WHERE name = ? ORDER BY day DESC, id DESC LIMIT 1", name)
    return { [1] = whole(ask, rows[1]), [2] = whole(ask, last[1]) }
  end), 1, 2)
end

-- Every verdict of a goal, the oldest first: { name, day, word, certainty, reason } each.
function paper.history(goal)
  return store.ask(function(ask)
    return ask([[SELECT name, day, word, certainty, reason FROM verdict JOIN paper
      ON paper.id = verdict.paper WHERE goal = ? ORDER BY day, paper.id]], goal)
  end)
end

-- ---- for a document ----

-- The last paper for each day before `day`, the oldest first.
local function before(ask, name, day)
  return ask([[SELECT * FROM paper WHERE id IN
    (SELECT max(id) FROM paper WHERE name = ? AND day < ? GROUP BY day) ORDER BY day]], name, day)
end

-- What earlier papers of a name said, for a document of `day`: the verdicts of each, and the whole
-- of the last. { verdicts = { [goal] = { { day =, word =, certainty = } ... } }, last = paper };
-- nil where there is no ledger or no earlier paper. It is an input of the document: `digest` is
-- that of all it holds.
function paper.earlier(name, day)
  if not store.workspace() then return nil end
  return store.ask(function(ask)
    local rows, told = before(ask, name, day), { verdicts = {} }
    if #rows == 0 then return nil end
    for _, row in ipairs(rows) do
      for _, one in ipairs(verdicts_of(ask, row.id)) do
        told.verdicts[one.goal] = told.verdicts[one.goal] or {}
        table.insert(told.verdicts[one.goal], { day = row.day, word = one.word,
          certainty = one.certainty })
      end
    end
    local texts = {}
    for i, row in ipairs(rows) do texts[i] = row.day .. " " .. row.content end
    told.digest = native.sha256(table.concat(texts, "\n"))
    told.last = whole(ask, rows[#rows])
    return told
  end)
end

return paper
