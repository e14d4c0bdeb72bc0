-- The publication gate: what leaves as a report goes through disclosure control, once, where it is
-- rendered.
--
-- The rule: a document that rests on anything but public sources (data/politik.lua says which those
-- are) prints no count of 1 to 4 persons, nor any figure by which a reader could narrow one down:
-- not by totals and parts, shares, differences or growth of this document together with those of
-- all documents published before. What is hidden is the least that will do (disclosure.suppressor),
-- and an attacker has tried it (disclosure.attacker). Figures that a public source has printed
-- itself are not disclosed by printing them again: a document of them alone passes untouched.
--
-- What figures say of how many persons is told by statements (report.statement). A whole number in
-- a table that has none is taken as a count of its own, and as a total where the others of its row
-- or column add up to it. Any other number without a statement cannot be judged, and is refused.
--
-- `internal = true` on a document marks it INTERN and skips the gate.

local bare = require "report.bare"
local chart = require "report.chart"
local disclosed = require "report.disclosed"
local fault = require "fault"
local statement = require "report.statement"
local suppressor = require "disclosure.suppressor"
local told = require "ledger.told"

local gate = {}

local EXPLANATION = "»" .. statement.HIDDEN .. "« står i stedet for et antal på %s og for tal, \z
  som det kunne regnes ud af. Et skjult tal er derfor ikke altid lille."

-- Publications before this one besides those of the ledger, as gate.record gave them.
local earlier = {}

-- Have the attacker know what earlier documents printed: a list of records (gate.record), besides
-- those that the ledger keeps (ledger.told). Replaces what was given before.
function gate.published(records)
  earlier = records
end

local function all_earlier()
  local list = told.all()
  return table.move(earlier, 1, #earlier, #list + 1, list)
end

-- ---- every text of a document ----

-- Visit each table of a document, in no particular order.
local function each_table(value, visit, seen)
  if type(value) ~= "table" or seen[value] or statement.is(value) then return end
  seen[value] = true
  visit(value)
  for key, one in next, value do
    if key ~= "statuses" then each_table(one, visit, seen) end
  end
end

-- The statements of a document, in the order in which they were made.
local function statements_of(doc)
  local found, list = {}, {}
  local function add(one)
    if not found[one] then list[#list + 1] = one end
    found[one] = true
  end
  each_table(doc, function(part)
    for _, value in next, part do
      if statement.is(value) then
        add(value)
      elseif type(value) == "string" then
        statement.each(value, add)
      end
    end
  end, {})
  table.sort(list, function(a, b) return a.number < b.number end)
  return list
end

local function hide_in_charts(doc, hidden)
  for _, block in ipairs(doc.blocks) do
    if block.kind == "chart" then
      chart.hide(block, function(one) return hidden[one.number] end)
      for _, series in ipairs(block.series) do series.statements = nil end
    end
  end
end

-- A text with statements in it; a figure that is hidden is none any more.
local function write_text(part, show, is_hidden)
  if not part.template then return end
  part.text = statement.render(part.template, show)
  if is_hidden(part.template) then part.hidden, part.figure = true, nil end
  part.template = nil
end

-- A verdict whose word tells too much.
local function write_verdict(part, hidden)
  if not statement.is(part.says) then return end
  if hidden[part.says.number] then
    part.hidden, part.word, part.detail = true, statement.HIDDEN, nil
    part.tone, part.sign = "none", "–"
  end
  part.says = nil
end

-- Put every statement's text, or the sign that it is hidden, in its place.
local function write_out(doc, hidden)
  local function show(one)
    return not hidden[one.number] and one.text or one.hidden_text or statement.HIDDEN
  end
  local function is_hidden(text)
    local found = false
    statement.each(text, function(one) found = found or hidden[one.number] ~= nil end)
    return found
  end
  hide_in_charts(doc, hidden)
  each_table(doc, function(part)
    local changed = {}
    for key, value in next, part do
      if statement.is(value) and key ~= "says" then
        changed[key] = hidden[value.number] and show(value) or value.value or value.text
      elseif type(value) == "string" and key ~= "template" and statement.within(value) then
        changed[key] = statement.render(value, show)
        part.hidden = part.hidden or is_hidden(value) or nil
      end
    end
    for key, value in next, changed do part[key] = value end
    write_text(part, show, is_hidden)
    write_verdict(part, hidden)
  end, {})
end

-- A figure that is hidden is none in what is noted for later documents and mails either.
local function hide_in_published(doc)
  for _, one in ipairs(doc.published and doc.published.figures or {}) do
    for _, point in ipairs(one.points) do
      if point.value and not math.type(point.value) then
        point.value, point.missing = nil, "suppressed"
      end
    end
  end
end

-- ---- signs and their explanation ----

local function explain(doc, rules)
  local text = EXPLANATION:format(("1–%d"):format(rules.threshold - 1))
  local function has_hidden(block)
    local found = false
    each_table(block, function(part) found = found or part.hidden == true end, {})
    return found
  end
  local in_text = false
  for _, block in ipairs(doc.blocks) do
    local tabular = block.kind == "table" and block or block.table
    if has_hidden(block) then
      if tabular then table.insert(tabular.remarks, text) else in_text = true end
    end
  end
  if in_text then doc:note(text, { label = "Skjulte tal" }) end
end

-- ---- the gate ----

local function refuse(places, sources)
  local shown = table.concat(places, "\n", 1, math.min(#places, 5))
  fault.raise { what = ("%s of this document cannot be judged by the publication gate:\n%s%s")
    :format(#places == 1 and "one number" or ("%d numbers"):format(#places), shown,
      #places > 5 and "\n…" or ""),
    why = "It rests on what is not public: " .. table.concat(sources, ", ") .. ".",
    hint = "say what each is: statement.count(n, key), .share(part, whole), .difference, .growth, \z
      .sum, .follows, .tells, or .free for what counts no persons; \z
      statement = require \"report.statement\". Or make the document with internal = true, or \z
      name the source in data/politik.lua, discretion.public" }
end

-- What no hiding in this document can mend. Counts without a key have no name that says which.
local function warn_of(known)
  if #known == 0 then return end
  io.stderr:write(("indsats: warning: earlier publications and what everybody knows already \z
    narrow down what is hidden here: %s\n"):format(table.concat(known, ", ")))
end

-- Where figures come from is rows and sums of what is hidden here.
local function drop_origins(doc)
  doc.origins = { by_key = {} }
  each_table(doc.blocks, function(part) part.origin = nil end, {})
end

local function close(doc, rules, sources)
  drop_origins(doc)
  bare.declare(doc)
  local places = bare.places(doc)
  if #places > 0 then refuse(places, sources) end
  local list = statements_of(doc)
  local made = disclosed.problem(list, rules, all_earlier())
  local hidden_items, known = suppressor.choose(made.problem)
  local hidden = {}
  for _, one in ipairs(list) do
    if hidden_items[made.item_of[one.number]] then hidden[one.number] = true end
  end
  doc.record = disclosed.record(made, hidden_items)
  warn_of(known)
  write_out(doc, hidden)
  hide_in_published(doc)
  explain(doc, rules)
end

-- Let a document through, once: everything that prints it calls this first. Raises for a document
-- that cannot be judged.
function gate.pass(doc)
  if doc.passed then return doc end
  local rules = require "report.gate.rules"
  local sources = doc.internal and {} or rules.private_sources(doc.public)
  if #sources > 0 then
    close(doc, rules.policy(), sources)
  elseif statement.any() then
    write_out(doc, {})
  end
  doc.passed = true
  return doc
end

-- What a document that has passed has told of the counts behind it, for gate.published of those
-- that come after: plain tables of texts and numbers; nil where it rests on public sources alone.
function gate.record(doc)
  return gate.pass(doc).record
end

return gate
