-- Random documents through the publication gate, and an attacker who knows the truth and reads all
-- of them (tests/lua/document_attacker.lua): no count of 1 to 4 that is hidden may be told from any
-- other of 1 to 4. ATTACKS=n makes n documents of each kind, SEED=n others than those of the suite.

local attack = dofile "tests/lua/document_attacker.lua"
local check = dofile "tests/lua/check.lua"
local document = require "report.document"
local gate = require "report.gate"
local reads = require "query.reads"
local statement = require "report.statement"

local test = check.test

local ROUNDS = math.tointeger(os.getenv "ATTACKS") or 25
local SEED = math.tointeger(os.getenv "SEED") or 1
local PRIVATE = "hold/borgere.csv"
local LARGEST = 80 -- of a cell, for the attacker

local function random_count(mean)
  return math.floor(-math.log(1 - math.random()) * mean)
end

-- ---- a world: cells, and the counts that they make ----

local worlds = 0

-- counts: { { terms = { [cell] = 1 }, value =, parts = counts or nil, key = } ... }
local function world(cells, groups)
  worlds = worlds + 1
  local counts = {}
  for cell, value in ipairs(cells) do
    counts[cell] = { terms = { [cell] = 1 }, value = value, key = ("%d/%d"):format(worlds, cell) }
  end
  for _, group in ipairs(groups) do
    local sum = { terms = {}, value = 0, parts = group,
      key = ("%d/%d"):format(worlds, #counts + 1) }
    for _, place in ipairs(group) do
      sum.value = sum.value + counts[place].value
      for cell, one in pairs(counts[place].terms) do
        sum.terms[cell] = (sum.terms[cell] or 0) + one
      end
    end
    counts[#counts + 1] = sum
  end
  return { cells = cells, counts = counts }
end

-- A table of rows and columns with its totals, all told of twice.
local function grid(rows, columns, mean)
  local cells, groups = {}, {}
  for cell = 1, rows * columns do cells[cell] = random_count(mean) end
  for i = 1, rows do
    local group = {}
    for j = 1, columns do group[j] = (i - 1) * columns + j end
    groups[#groups + 1] = group
  end
  for j = 1, columns do
    local group = {}
    for i = 1, rows do group[i] = (i - 1) * columns + j end
    groups[#groups + 1] = group
  end
  local all = {}
  for i = 1, rows do all[i] = rows * columns + i end
  groups[#groups + 1] = all
  return world(cells, groups)
end

-- The source revises a cell: it and the sums of it are others, by the same keys.
local function revise(of)
  local cell = math.random(#of.cells)
  local step = math.random(-3, 3)
  if of.cells[cell] + step < 0 then return end
  of.cells[cell] = of.cells[cell] + step
  for _, one in ipairs(of.counts) do
    one.value = one.value + step * (one.terms[cell] or 0)
  end
end

-- The statements of its counts, made anew for a document, as by a program that starts.
local function state(of)
  local made, relations = {}, statement.relations()
  for i = #relations, 1, -1 do relations[i] = nil end
  for place, one in ipairs(of.counts) do
    local parts
    for i, part in ipairs(one.parts or {}) do
      parts = parts or {}
      parts[i] = made[part]
    end
    made[place] = parts and statement.sum(parts, one.key) or statement.count(one.value, one.key)
  end
  return made
end

-- ---- what a document prints of it ----

-- A printed number without its comma.
local function digits(one)
  return math.floor(one.value * 10 ^ one.decimals + 0.5)
end

local function minus(after, before)
  local terms = {}
  for cell, one in pairs(after.terms) do terms[cell] = one end
  for cell, one in pairs(before.terms) do terms[cell] = (terms[cell] or 0) - one end
  return terms
end

local function is_part(part, whole)
  for cell in pairs(part.terms) do if not whole.terms[cell] then return false end end
  return part ~= whole
end

-- Each gives a statement and the rows that it prints, or nil where it cannot be.
local makes = {}

function makes.count(_, counts, a)
  return counts.made[a], attack.exactly(counts[a].terms, counts[a].value)
end

function makes.share(decimals, counts, a, b)
  if not is_part(counts[a], counts[b]) then return nil end
  local one = statement.share(counts.made[a], counts.made[b], { decimals = decimals })
  if not one then return nil end
  return one, attack.rounded(counts[a].terms, counts[b].terms, digits(one), decimals)
end

-- A share and what it is a share of.
function makes.base(decimals, counts, a, b)
  local share, rows = makes.share(decimals, counts, a, b)
  if not share then return nil end
  local base = attack.exactly(counts[b].terms, counts[b].value)
  return share, rows, counts.made[b], base
end

function makes.difference(_, counts, a, b)
  if a == b then return nil end
  local one = statement.difference(counts.made[b], counts.made[a])
  return one, attack.exactly(minus(counts[a], counts[b]), one.value)
end

function makes.growth(decimals, counts, a, b)
  if a == b then return nil end
  local one = statement.growth(counts.made[b], counts.made[a], { decimals = decimals })
  if not one then return nil end
  return one, attack.rounded(minus(counts[a], counts[b]), counts[b].terms, digits(one), decimals)
end

local KINDS = { "count", "count", "count", "share", "share", "difference", "growth" }

-- What a figure is to stand in a table as, with what it prints.
local function add(rows, printed, one, said)
  if not one then return end
  rows[#rows + 1] = { "tal " .. string.char(97 + #rows), one }
  printed[#printed + 1] = said
end

-- A document of `size` random figures; gives what it prints: rows.
local function publish(of, size, kinds)
  local counts = setmetatable({ made = state(of) }, { __index = of.counts })
  local doc, rows, printed = document.new { title = "Tal" }, {}, {}
  for _ = 1, size do
    local make = makes[kinds[math.random(#kinds)]]
    local one, said, other, also = make(math.random(0, 1), counts, math.random(#of.counts),
      math.random(#of.counts))
    add(rows, printed, one, said)
    add(rows, printed, other, also)
  end
  if #rows == 0 then return {}, nil end
  doc:table { caption = "Tal", columns = { "Nr.", "Tal" }, rows = rows }
  local record = gate.record(doc)
  local shown = {}
  for i, row in ipairs(doc.blocks[1].rows) do
    if row[2].text ~= statement.HIDDEN then
      table.move(printed[i], 1, #printed[i], #shown + 1, shown)
    end
  end
  return shown, record
end

-- ---- the attack ----

local function known_to_all(of)
  local rows = {}
  for _, one in ipairs(of.counts) do rows[#rows + 1] = { terms = one.terms, low = 0 } end
  return rows
end

-- The counts of 1 to 4 that cannot be every number of 1 to 4 that they could be before anything was
-- printed; and how many searches there were.
local function recovered(of, printed)
  local found, searches = {}, 0
  for place, one in ipairs(of.counts) do
    for value = 1, one.value >= 1 and one.value <= 4 and 4 or 0 do
      local rows = known_to_all(of)
      rows[#rows + 1] = { terms = one.terms, low = value, high = value }
      table.move(printed, 1, #printed, #rows + 1, rows)
      searches = searches + 1
      if attack.agrees(of.cells, rows, LARGEST) == false then
        found[#found + 1] = ("count %d is %d and cannot be %d"):format(place, one.value, value)
      end
    end
  end
  return found, searches
end

local function describe(of, printed)
  local lines = { "cells: " .. table.concat(of.cells, " ") }
  for _, row in ipairs(printed) do
    local terms = {}
    for cell = 1, #of.cells do
      if row.terms[cell] then terms[#terms + 1] = ("%+d c%d"):format(row.terms[cell], cell) end
    end
    lines[#lines + 1] = ("%s <= %s <= %s"):format(tostring(row.low), table.concat(terms, " "),
      tostring(row.high))
  end
  return table.concat(lines, "\n")
end

local function with_private(fn)
  reads.paths[PRIVATE] = true
  local ok, message = xpcall(fn, debug.traceback)
  reads.paths[PRIVATE] = nil
  gate.published {}
  if not ok then error(message, 0) end
end

-- The rows that the truth of today keeps.
local function still_true(of, printed)
  local left = {}
  for _, row in ipairs(printed) do
    local sum = 0
    for cell, coefficient in pairs(row.terms) do sum = sum + coefficient * of.cells[cell] end
    if (not row.low or sum >= row.low) and (not row.high or sum <= row.high) then
      left[#left + 1] = row
    end
  end
  return left
end

-- Publish `documents` of them one after another, each knowing those before. revised: the source
-- revises something between any two.
local function assert_not_recovered(of, documents, size, kinds, revised)
  local records, printed = {}, {}
  for number = 1, documents do
    if revised and number > 1 then
      revise(of)
      printed = still_true(of, printed)
    end
    gate.published(records)
    local shown, record = publish(of, size, kinds)
    table.move(shown, 1, #shown, #printed + 1, printed)
    records[#records + 1] = record
  end
  local found, searches = recovered(of, printed)
  assert(#found == 0, table.concat(found, "\n") .. "\n" .. describe(of, printed))
  return searches, #printed
end

local function attack_test(claim, shape, documents, size, kinds, revised)
  test(claim, function()
    with_private(function()
      math.randomseed(SEED)
      local searches, printed = 0, 0
      for _ = 1, ROUNDS do
        local more, figures = assert_not_recovered(shape(), documents, size, kinds,
          revised)
        searches, printed = searches + more, printed + figures
      end
      assert(searches > ROUNDS and printed > ROUNDS, "nothing was tried")
    end)
  end)
end

attack_test("no_count_of_a_table_with_shares_of_its_totals_is_recovered", function()
  return grid(2, 2, 8)
end, 1, 14, KINDS)
attack_test("no_count_of_a_table_of_three_columns_is_recovered", function()
  return grid(2, 3, 6)
end, 1, 16, KINDS)
attack_test("differences_and_growth_recover_no_count", function()
  return grid(2, 2, 6)
end, 1, 10, { "difference", "growth", "difference", "share" })
attack_test("documents_one_after_another_recover_no_count", function()
  return grid(2, 2, 8)
end, 3, 5, KINDS)
attack_test("counts_alone_one_after_another_recover_no_count", function()
  return grid(2, 3, 6)
end, 4, 4, { "count" })

attack_test("shares_to_the_per_mille_beside_what_they_are_of_recover_no_count", function()
  return grid(2, 2, 8)
end, 1, 6, { "base", "base", "share" })
attack_test("documents_between_which_the_source_revises_recover_no_count", function()
  return grid(2, 2, 6)
end, 3, 4, { "count", "count", "count", "base", "difference" }, true)

test("the_attacker_recovers_a_count_that_two_roundings_tell", function()
  -- 3 of 7 is 43 pct.: among wholes up to 9 nothing else is.
  local part, whole = { [1] = 1 }, { [1] = 1, [2] = 1 }
  local rows = attack.rounded(part, whole, 43, 0)
  rows[#rows + 1] = { terms = whole, high = 9 }
  check.equal(attack.agrees({ 3, 4 }, rows, LARGEST), true)
  rows[#rows + 1] = { terms = part, low = 2, high = 2 }
  check.equal(attack.agrees({ 3, 4 }, rows, LARGEST), false)
end)

check.finish()
