-- What a source has changed since: revisions(t), and since "2021-06" for what papers published.

local fault = require "fault"
local frame = require "query.frame"
local native = require "native"
local open = require "query.open"
local paper = require "ledger.paper"
local store = require "ledger.store"
local vintage = require "ledger.vintage"

local revision = {}

local REVISED, NEW, GONE = "rettet", "kommet til", "taget ud"

-- ---- two frames beside each other ----

local is_value = { integer = true, decimal = true, number = true }

-- The columns by which rows are known, those that hold figures, and those that hold periods.
local function sides(t)
  local types, keys, values, periods = t:types(), {}, {}, {}
  for i, name in ipairs(t:names()) do
    local list = is_value[types[i]] and values or keys
    list[#list + 1] = name
    if types[i] == "period" or types[i] == "date" then periods[#periods + 1] = name end
  end
  return keys, values, periods
end

local function key_texts(t, keys)
  local columns, texts = {}, {}
  for k, name in ipairs(keys) do columns[k] = t:column(name) end
  for row = 1, #t do
    local parts = {}
    for k, column in ipairs(columns) do parts[k] = tostring(column[row]) end
    texts[row] = table.concat(parts, "\0")
  end
  return texts
end

-- The row of each key; raises where two rows have the same.
local function by_key(t, keys, which)
  local texts, rows = key_texts(t, keys), {}
  for row, text in ipairs(texts) do
    if rows[text] then
      fault.raise { what = ("the %s table has several rows for %s"):format(which,
          (text:gsub("%z", ", "))),
        why = "revisions are found by the columns that hold no numbers: " ..
          table.concat(keys, ", "),
        hint = "read a code as text: read(\"fil.csv\", { types = { kode = \"text\" } })" }
    end
    rows[text] = row
  end
  return rows, texts
end

local function check_same_names(now, before)
  local there = {}
  for _, name in ipairs(before:names()) do there[name] = true end
  for _, name in ipairs(now:names()) do
    if not there[name] then
      fault.raise { what = ("the older table has no column '%s'"):format(name),
        why = "the source has changed how the table is laid out, so its cells are not the same",
        hint = "select what both have: revisions(ny:select \"…\", gammel:select \"…\")" }
    end
  end
end

-- The last day that a table tells of, in any column of periods; nil without one.
local function last_day(t, periods)
  local latest
  for _, name in ipairs(periods) do
    for _, period in ipairs(t:column(name)) do
      if period ~= native.missing and (not latest or period.last_day > latest) then
        latest = period.last_day
      end
    end
  end
  return latest
end

local function row_day(columns, row)
  local latest
  for _, column in ipairs(columns) do
    local period = column[row]
    if period ~= native.missing and (not latest or period.last_day > latest) then
      latest = period.last_day
    end
  end
  return latest
end

-- ---- the result ----

local function new_result(keys)
  local result = { keys = {}, figure = {}, what = {}, before = {}, now = {}, change = {} }
  for k in ipairs(keys) do result.keys[k] = {} end
  return result
end

local function difference(now, before)
  if now == native.missing or before == native.missing then return native.missing end
  local found = now - before
  return math.type(found) == "integer" and found or native.round(found, 9)
end

local function add(result, columns, row, cell)
  local at = #result.what + 1
  for k, column in ipairs(columns) do result.keys[k][at] = column[row] end
  result.figure[at], result.what[at] = cell.name, cell.what
  result.before[at], result.now[at] = cell.before, cell.now
  result.change[at] = difference(cell.now, cell.before)
end

-- Names that stand beside a table's own.
local function free_name(name, keys)
  for _, one in ipairs(keys) do if one == name then return free_name(name .. "_", keys) end end
  return name
end

local function as_frame(result, keys)
  local columns = {}
  for k, name in ipairs(keys) do columns[k] = { name, result.keys[k] } end
  for _, one in ipairs { { "tal", result.figure }, { "hvad", result.what },
    { "foer", result.before }, { "nu", result.now }, { "aendring", result.change } } do
    columns[#columns + 1] = { free_name(one[1], keys), one[2] }
  end
  return open.frame(columns)
end

local function columns_of(t, names)
  local columns = {}
  for k, name in ipairs(names) do columns[k] = t:column(name) end
  return columns
end

-- Add the cells of one figure that are not what they were.
local function compare_figure(result, name, now, before, places)
  local new, old = now.t:column(name), before.t:column(name)
  local keys = columns_of(now.t, places.keys)
  for row, text in ipairs(now.texts) do
    local earlier = before.rows[text]
    if earlier and new[row] ~= old[earlier] then
      add(result, keys, row, { name = name, what = REVISED, before = old[earlier],
        now = new[row] })
    elseif not earlier and places.told(row) then
      add(result, keys, row, { name = name, what = NEW, before = native.missing, now = new[row] })
    end
  end
  local old_keys = columns_of(before.t, places.keys)
  for row, text in ipairs(before.texts) do
    if not now.rows[text] then
      add(result, old_keys, row, { name = name, what = GONE, before = old[row],
        now = native.missing })
    end
  end
end

-- The cells of two tables that are not the same. A row for a period after all of the older table is
-- no revision, but news.
local function compare(now, before)
  check_same_names(now, before)
  local keys, values, periods = sides(now)
  local a, b = { t = now }, { t = before }
  a.rows, a.texts = by_key(now, keys, "newer")
  b.rows, b.texts = by_key(before, keys, "older")
  local end_of_old, days = last_day(before, periods), columns_of(now, periods)
  local result = new_result(keys)
  local function told(row)
    local day = row_day(days, row)
    return not (day and end_of_old and day > end_of_old)
  end
  for _, name in ipairs(values) do
    compare_figure(result, name, a, b, { keys = keys, told = told })
  end
  return as_frame(result, keys)
end

-- ---- revisions ----

local function no_ledger()
  fault.raise { what = "there is no ledger here, so nothing is known of older vintages",
    why = "a ledger keeps what is read, from the day it is made",
    hint = "make one in this folder: ledger.start()\nor compare two tables: revisions(ny, gammel)" }
end

local function only_file(t)
  if #t.files == 1 and t.files[1].path then return t.files[1].path end
  fault.raise { what = ("revisions takes the table of one file; this one comes of %d"):format(
      #t.files),
    hint = "write: revisions(read \"fil.csv\")" }
end

-- The end of a day, month or year that somebody names, as the ledger writes times: "2021-06" is
-- June, beside all that period() reads.
local function until_text(when)
  local found, why = native.period((when:gsub("^(%d%d%d%d)%-(%d%d)$", "%1M%2")))
  if not found then fault.raise { what = why, hint = "write: \"2021-06\"" } end
  return found.last_day:id() .. " 23:59:59"
end

-- The vintage to compare with: the last with other bytes, or the last retrieved until `when`.
local function older(path, when)
  local list = vintage.of(path)
  local limit, chosen = when and until_text(when), nil
  for i = 1, #list - (when and 0 or 1) do
    if not limit or list[i].retrieved <= limit then chosen = list[i] end
  end
  if chosen then return chosen end
  if #list == 1 and not when then return list[1] end
  fault.raise { what = ("the ledger has no vintage of %s%s"):format(store.source(path),
      when and " from " .. when .. " or before" or ""),
    hint = list[1] and ("its oldest is of %s"):format(list[1].retrieved:sub(1, 10)) or nil }
end

-- The file of a table as it was: for revisions, and to look at by itself.
-- ledger.vintage(t [, when]).
function revision.vintage(t, when)
  if not store.workspace() then no_ledger() end
  local path = only_file(t)
  vintage.flush()
  return vintage.read(older(path, when), path)
end

-- revisions(t): the cells that the source of t has changed since the vintage before, as a frame.
-- revisions(t, "2021-06"): since what was had by the end of June 2021. revisions(t, old): since
-- another table.
function revision.revisions(t, before)
  if not frame.is(t) or not (before == nil or type(before) == "string" or frame.is(before)) then
    fault.raise { what = "revisions takes a table, and a day or an older table",
      hint = "write: revisions(read \"fil.csv\")   or   revisions(t, \"2021-06\")" }
  end
  if frame.is(before) then return compare(t:collect(), before:collect()) end
  return compare(t:collect(), revision.vintage(t, before):collect())
end

-- ---- since ----

local function last_value(points)
  for i = #points, 1, -1 do if points[i].value then return points[i] end end
end

local function at(points, period)
  for _, point in ipairs(points) do if point.period == period then return point end end
end

local function minus(a, b)
  return a and b and native.round(a - b, 9) or nil
end

local function key_of(one)
  return one.goal .. "\0" .. one.caption
end

-- What became of each figure from one paper to another: { name, goal, caption, unit, from (a
-- period), before, to, now, revised, moved } each. revised: what the source has changed of the
-- figure that was published; moved: from that to the newest. The two add up to the whole change.
function revision.split(before, now)
  local later, list = {}, {}
  for _, one in ipairs(now.figures) do later[key_of(one)] = one end
  for _, one in ipairs(before.figures) do
    local first, other = last_value(one.points), later[key_of(one)]
    local last = other and last_value(other.points)
    if first and last then
      local again = at(other.points, first.period)
      local known = again and again.value
      list[#list + 1] = { name = now.name, goal = one.goal, caption = one.caption,
        unit = other.unit, from = first.period, before = first.value, to = last.period,
        now = last.value, revised = minus(known, first.value), moved = minus(last.value, known) }
    end
  end
  return list
end

local function names_of_papers(wanted)
  local names, seen = {}, {}
  for _, one in ipairs(paper.all()) do
    local is_wanted = not wanted or wanted == one.name
    if is_wanted and not seen[one.name] then names[#names + 1] = one.name end
    seen[one.name] = true
  end
  if #names > 0 then return names end
  local known = {}
  for name in pairs(seen) do known[#known + 1] = name end
  table.sort(known)
  fault.raise { what = wanted and ("the ledger has no paper called '%s'"):format(wanted)
      or "the ledger has no paper yet",
    why = wanted and fault.suggestion(wanted, known), hint = #known == 0 and
      "a script's papers are noted when it is run with --out" or "it has " ..
      table.concat(known, ", ") }
end

local function split_all(when, wanted)
  local day, list, any = until_text(when):sub(1, 10), {}, false
  for _, name in ipairs(names_of_papers(wanted)) do
    local before, now = paper.since(name, day)
    any = any or before ~= nil
    for _, one in ipairs(before and revision.split(before, now) or {}) do list[#list + 1] = one end
  end
  if not any then
    fault.raise { what = ("the ledger has no paper for %s or before"):format(when),
      hint = "ledger.papers() lists them" }
  end
  return list
end

local columns = { { "dokument", "name" }, { "maal", "goal" }, { "tal", "caption" },
  { "enhed", "unit" }, { "fra", "from" }, { "foer", "before" }, { "til", "to" }, { "nu", "now" },
  { "kilden_rettede", "revised" }, { "verden_flyttede", "moved" } }

local function cell(one, key)
  local value = one[key]
  if value == nil then return native.missing end
  return (key == "from" or key == "to") and tostring(native.period(value)) or value
end

-- since "2021-06": each figure of the last papers until then, and what has become of it in the
-- newest: a frame. name: of one paper alone.
function revision.since(when, name)
  if type(when) ~= "string" then
    fault.raise { what = "since takes the day of a paper", hint = "write: since \"2021-06\"" }
  end
  if not store.workspace() then no_ledger() end
  local list, described = split_all(when, name), {}
  for i, column in ipairs(columns) do
    local values = {}
    for row, one in ipairs(list) do values[row] = cell(one, column[2]) end
    described[i] = { column[1], values }
  end
  return open.frame(described)
end

return revision
