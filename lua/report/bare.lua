-- Numbers of a document that no statement stands behind (report.statement): whole numbers in tables
-- and charts are taken as counts, for the others their places are told.

local statement = require "report.statement"

local bare = {}

-- ---- numbers in a text ----

local WORDS = { "[Kk]vartal", "[Kk]vt%.?", "[Hh]alvår" }

-- What holds digits and counts nobody: days and periods, ages, references.
local function without_names(text)
  local rest = text:gsub("%d%d%d%d%-%d%d?%-%d%d?", "")
  for _, word in ipairs(WORDS) do rest = rest:gsub("%d%. ?" .. word, "") end
  rest = rest:gsub("%d%d?%. (%a%a%a)", "%1")
  rest = rest:gsub("%d+ ?[–-] ?%d+ år", ""):gsub("%d+%+? år", "")
  rest = rest:gsub("§ ?%d+", ""):gsub("([Bb]ilag) %d+", "%1"):gsub("([Tt]abel) %d+", "%1")
  rest = rest:gsub("([Ff]igur) %d+", "%1"):gsub("([Aa]nbefaling) %d+", "%1")
  rest = rest:gsub("%a[%w_]*%-%d+%f[^%w]", ""):gsub("%f[%w]%d+%-%a+", "") -- Covid-19, 4-delt
  rest = rest:gsub("%f[%w]%w*%a%w*", "")       -- B07, 2021M06, a digest
  return (rest:gsub("%f[%d]19%d%d%f[^%d]", ""):gsub("%f[%d]20%d%d%f[^%d]", ""))
end

-- Whether a text holds a number that no statement stands behind.
local function has_number(text)
  return without_names(statement.render(text, function() return "" end)):find "%d" ~= nil
end

-- A whole number as danish.number writes it, without unit or sign, or nil.
local function whole(text)
  if not (text:find "^%d%d?%d?$" or text:find "^%d%d?%d?%.%d%d%d[%d%.]*$") then return nil end
  return math.tointeger(tonumber((text:gsub("%.", ""))))
end

-- ---- whole numbers of a table ----

local function count_of(cell)
  if not cell or not cell.text then return nil end
  local one = cell.template and statement.alone(cell.template)
  return one and one.kind == "count" and one or nil
end

-- Where the others of a line add up to one of it, it is taken as their total, by chance or not.
local function find_totals(line)
  local sum = 0
  for _, one in ipairs(line) do sum = sum + one.value end
  for i, one in ipairs(line) do
    if #line > 2 and 2 * one.value == sum then
      local parts = table.move(line, 1, #line, 1, {})
      table.remove(parts, i)
      statement.adds_up(one, parts, true)
      return
    end
  end
end

-- ---- one count in several places ----

-- What a figure stands under and beside: the texts of its row and its columns' headings, as a set.
local function labels_of(block, row, at)
  local column = block.columns[at]
  local labels = { column.label, column.group, row.group }
  for i in ipairs(block.columns) do
    local cell = row[i]
    local is_label = i ~= at and cell and cell.text and not cell.template and not whole(cell.text)
    labels[#labels + 1] = is_label and cell.text or nil
  end
  local set, size = {}, 0
  for _, text in pairs(labels) do
    text = text:lower():match "^%s*(.-)%s*$"
    if text ~= "" and not set[text] then set[text], size = true, size + 1 end
  end
  return { set = set, size = size }
end

-- Whether two sets of labels are the same but for one.
local function are_alike(a, b)
  local shared = 0
  for text in next, a.set do if b.set[text] then shared = shared + 1 end end
  return shared > 0 and math.min(a.size, b.size) - shared <= 1
end

-- Note in `seen` a count that is printed in a block.
local function note_count(seen, block, one, labels)
  seen[one.value] = seen[one.value] or {}
  table.insert(seen[one.value], { block = block, one = one, labels = labels })
end

-- The number as a count: that of another block which has its value and its labels, be it by chance,
-- or one of its own. One and the same that was hidden here and printed there would be told.
local function declare_count(seen, block, value, labels)
  for _, other in ipairs(seen[value] or {}) do
    if other.block ~= block and are_alike(other.labels, labels) then
      return statement.again(other.one)
    end
  end
  local one = statement.count(value)
  note_count(seen, block, one, labels)
  return one
end

local function declare_row(seen, block, row)
  for i, column in ipairs(block.columns) do
    local cell = row[i]
    local value = cell and cell.text and not cell.template and not column.header
      and whole(cell.text)
    if value then
      cell.template = tostring(declare_count(seen, block, value, labels_of(block, row, i)))
    end
  end
end

local function declare_table(seen, block)
  local columns = {}
  for _, row in ipairs(block.rows) do
    declare_row(seen, block, row)
    local line = {}
    for i in ipairs(block.columns) do
      columns[i] = columns[i] or {}
      local one = count_of(row[i])
      if one then
        table.insert(line, one)
        table.insert(columns[i], one)
      end
    end
    find_totals(line)
  end
  for _, line in ipairs(columns) do find_totals(line) end
end

-- Note the counts that a script has said what they are.
local function note_told(seen, block)
  for _, row in ipairs(block.rows) do
    for i in ipairs(block.columns) do
      local one = count_of(row[i])
      if one then note_count(seen, block, one, labels_of(block, row, i)) end
    end
  end
end

-- The points of a chart as the counts that its table has.
local function declare_chart(seen, block)
  declare_table(seen, block.table)
  for _, series in ipairs(block.series) do
    for i, row in ipairs(block.table.rows) do
      local one = series.values[i] and not series.statements[i] and count_of(row[series.column])
      if one then series.statements[i], series.texts[i] = one, tostring(one) end
    end
  end
end

-- Take whole numbers in tables and charts as counts, and as totals where the others of their row or
-- column add up to them.
function bare.declare(doc)
  local seen = {} -- by value
  for _, block in ipairs(doc.blocks) do
    local tabular = block.kind == "table" and block or block.kind == "chart" and block.table
    if tabular then note_told(seen, tabular) end
  end
  for _, block in ipairs(doc.blocks) do
    if block.kind == "table" then declare_table(seen, block) end
    if block.kind == "chart" then declare_chart(seen, block) end
  end
end

-- ---- the places of the others ----

local SKIPPED = { statuses = true, ids = true, numbers = true, template = true, id = true,
  kind = true, sha256 = true, path = true, href = true, place = true, mark = true, align = true,
  tone = true, sign = true, says = true, key = true, record = true, series = true, marks = true,
  __order = true, categories = true, source = true, figure = true }

local function sorted_keys(value)
  local keys = {}
  for key in next, value do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if type(a) == type(b) then return a < b end
    return type(a) == "number"
  end)
  return keys
end

local function add(places, name, value)
  places[#places + 1] = ("  %s: %s"):format(name, tostring(value))
end

local function in_texts(value, name, places)
  if type(value) == "string" then
    if has_number(value) then add(places, name, statement.plain(value)) end
  elseif type(value) == "table" and not statement.is(value) and not getmetatable(value) then
    for _, key in ipairs(sorted_keys(value)) do
      if not SKIPPED[key] and not (key == "text" and value.template) then
        in_texts(value[key], name, places)
      end
    end
  end
end

local function in_chart(block, name, places)
  for _, series in ipairs(block.series) do
    for i in ipairs(block.categories) do
      local declared = series.statements and series.statements[i]
      if series.values[i] and not declared then add(places, name, series.texts[i]) end
      if series.lows[i] or series.highs[i] then add(places, name, "the interval of a point") end
    end
  end
end

-- In data a number tells as much under any name; of texts some are names of files and the like.
local function in_data(value, name, places, key)
  if math.type(value) then
    add(places, name, value)
  elseif type(value) == "string" then
    if not SKIPPED[key] then in_texts(value, name, places) end
  elseif type(value) == "table" and not statement.is(value) and not getmetatable(value) then
    for _, each in ipairs(sorted_keys(value)) do
      if each ~= "__order" then
        in_data(value[each], ("%s.%s"):format(name, tostring(each)), places, each)
      end
    end
  end
end

-- What is noted of the document for the next one, and for mails (ledger.paper).
local function in_published(published, places)
  if not published then return end
  in_data(published.verdicts, "published", places)
  for _, one in ipairs(published.figures) do
    for _, point in ipairs(one.points) do
      in_data(point.value, "published " .. one.caption, places)
    end
  end
end

local function block_name(block)
  local title = block.caption or block.title
  return title and ("%s »%s«"):format(block.kind, statement.plain(title)) or block.kind
end

-- Where numbers stand that cannot be judged: texts of place and number, in the document's order.
function bare.places(doc)
  local places = {}
  in_texts({ doc.title, doc.subtitle or "", doc.kicker or "", doc.description or "",
    doc.footer or "" }, "the head", places)
  for _, block in ipairs(doc.blocks) do
    if block.kind == "chart" then in_chart(block, block_name(block), places) end
    if block.kind ~= "sources" then in_texts(block, block_name(block), places) end
  end
  in_texts(doc.notes, "a note", places)
  in_data(doc.data, "data", places)
  in_published(doc.published, places)
  return places
end

return bare
