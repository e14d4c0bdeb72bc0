-- What a frame knows of its figures goes with them: into a file of its own, through collect, and
-- beside rows of another frame. What CSV and a copy through Lua cannot hold stands here, too.

local check = dofile "tests/lua/check.lua"
local native = require "native"

local test, equal, fails = check.test, check.equal, check.fails

local folder = os.tmpname()
os.remove(folder)
native.make_directory(folder)

local function file(name) return folder .. "/" .. name end

local t = read "tests/cases/guards/ydelser.csv"
local TOTAL = "Ydelsesgrupper == 'Ydelsesgrupper i alt'"
local revised = t:filter(TOTAL):filter "Periode < 2021M09"
local few = frame { { "Område", { "Horsens", "Horsens", "Vejle" } },
  { "Tilbud", { "A", "B", "A" } } }

local function hidden()
  return frame { { "sted", { "a", "b", "c", "d" } },
    { "Antal fuldtidspersoner", { 12, missing.suppressed, missing.unavailable, 7 } } }
end

local function long()
  return frame { { "sted", { "a", "a" } }, { "hvad", { "Antal personer", "Aktiveringsgrad" } },
    { "tal", { 10, 20 } } }
end

local function month(id, name)
  return revised:filter("Periode == " .. id):select("Område, " .. name .. " = `Antal personer`")
end

local function pivoted(label, figure)
  local other = label == "Periode" and "Område" or "Periode, Område"
  local rows = label == "Periode" and revised or t:filter "Periode < 2021M09"
  return rows:select(("%s, %s, n = %s"):format(other, label, figure)):pivot_wider{
    names_from = label, values_from = "n" }
end

local ALL = { store = true, collect = true, bind = true, csv = true, copy = true }
local MEMORY = { store = true, collect = true, bind = true }

-- { what is known, the ways that keep it, the frame, a question that only who knows it answers so }
local known = {
  { "a lower bound", { store = true, collect = true, bind = true, csv = true },
    function() return hidden():summarise "s = sum(`Antal fuldtidspersoner`)" end,
    function(a) return a:mutate "x = s + 1":format(1, "x") end },
  { "what a hidden cell lies between", { store = true, collect = true, bind = true },
    function() return hidden():hides{ ["Antal fuldtidspersoner"] = { 1, 4 } } end,
    function(a) return a:summarise "s = sum(`Antal fuldtidspersoner`)" end },
  { "why a cell is missing", ALL, hidden, function(a) return a:missing() end },
  { "that a sum skipped hidden cells", ALL,
    function()
      return frame { { "sted", { "a", "a", "b" } }, { "nr", { "1", "2", "3" } },
        { "Antal fuldtidspersoner", { missing.suppressed, missing.suppressed, 3 } } }
        :group_by "sted":summarise "`Antal fuldtidspersoner` = sum(`Antal fuldtidspersoner`)"
    end, function(a) return a:summarise "s = sum(`Antal fuldtidspersoner`)" end },
  { "a measure by its caption", ALL, function() return revised end,
    function(a) return a:group_by "Område":summarise "s = sum(`Antal personer`)" end },
  { "a measure under a new name", MEMORY,
    function() return revised:select "Område, Periode, n = `Antal personer`" end,
    function(a) return a:group_by "Område":summarise "s = sum(n)" end },
  { "a declared measure", MEMORY,
    function()
      return frame { { "Periode", { period "2019M01", period "2019M02" } }, { "x", { 1, 2 } } }
        :measures{ x = "antal_personer" }
    end, function(a) return a:summarise "s = sum(x)" end },
  { "a share computed from two columns", MEMORY,
    function()
      return revised:mutate "a = 100 * `Antal personer` / Arbejdsstyrken"
        :select "Område, Periode, a"
    end, function(a) return a:summarise "m = mean(a)" end },
  { "that texts tell the measure", ALL, long, function(a) return a:summarise "s = sum(tal)" end },
  { "that texts were said to tell it", MEMORY,
    function()
      return frame { { "q", { "salg", "køb" } }, { "tal", { 10, 20 } }, { "andet", { 1, 2 } } }
        :measures{ tal = { by = "q" } }
    end, function(a) return a:summarise "s = sum(tal)" end },
  { "what they told, once they are gone", MEMORY,
    function() return long():select "sted, tal" end,
    function(a) return a:summarise "s = sum(tal)" end },
  { "a way past, said of a sum", MEMORY,
    function() return revised:group_by "Område":summarise "s = unsafe_sum(`Antal personer`)" end,
    function(a) return a:mutate "x = s / 2" end },
  { "a way past, said of the frame", { store = true, collect = true },
    function()
      return t:filter "Periode == 2021M07 and Område == 'Vejle'":mix_totals()
        :select "Ydelsesgrupper, n = `Antal fuldtidspersoner`"
    end, function(a) return a:summarise "s = sum(n)" end },
  { "that the newest month is preliminary", MEMORY,
    function() return t:filter(TOTAL):select "Område, Periode, n = `Antal fuldtidspersoner`" end,
    function(a) return a:group_by "Område":mutate "l = lag(n)" end },
  { "that the newest month is not among them", MEMORY,
    function() return revised:select "Område, Periode, n = `Antal fuldtidspersoner`" end,
    function(a) return a:group_by "Område":mutate "l = lag(n)" end },
  { "that the file was revised", { store = true, collect = true },
    function()
      return t:filter(TOTAL):revised():select "Område, Periode, n = `Antal fuldtidspersoner`"
    end, function(a) return a:group_by "Område":mutate "l = lag(n)" end },
  { "a total and its part side by side", MEMORY,
    function() return pivoted("Ydelsesgrupper", "`Antal fuldtidspersoner`") end,
    function(a) return a:mutate "x = `Ydelsesgrupper i alt` + Kontanthjælp" end },
  { "months side by side", MEMORY, function() return pivoted("Periode", "`Antal personer`") end,
    function(a) return a:mutate "x = `2021M07` + `2021M08`" end },
  { "months brought together by a join", MEMORY,
    function() return month("2021M07", "a"):inner_join(month("2021M08", "b"), "Område") end,
    function(a) return a:mutate "x = a + b" end },
  { "that a join repeats a figure", MEMORY,
    function()
      return few:left_join(revised:filter "Periode == 2021M07"
        :select "Område, n = `Antal fuldtidspersoner`", "Område")
    end, function(a) return a:group_by "Område":summarise "s = sum(n)" end },
  { "over how many periods a mean goes", MEMORY,
    function() return revised:group_by "Område":summarise "m = mean(`Antal personer`)" end,
    function(a) return a:mutate "x = m * 2" end },
  { "a number of periods", MEMORY,
    function()
      return revised:group_by "Område":summarise "m = mean(`Antal personer`), \z
        p = n_distinct(Periode)"
    end, function(a) return a:mutate "x = m * p" end },
  { "that a lag is of another period", MEMORY,
    function()
      return revised:select "Område, Periode, n = `Antal personer`":group_by "Område"
        :mutate "l = lag(n)":ungroup()
    end, function(a) return a:mutate "x = n + l" end },
  { "that a first and a last are of two", MEMORY,
    function()
      return revised:group_by "Område":summarise "a = first(`Antal personer`), \z
        b = last(`Antal personer`)"
    end, function(a) return a:mutate "x = a + b" end },
  { "that a last is of the newest month", MEMORY,
    function()
      return t:filter(TOTAL):group_by "Område":summarise "a = first(`Antal fuldtidspersoner`), \z
        b = last(`Antal fuldtidspersoner`)"
    end, function(a) return a:mutate "x = b - a" end },
}

-- The part of an error that does not tell the line and the column of it.
local function outcome(ask, one)
  local ok, answer = pcall(function()
    local answer = ask(one)
    return type(answer) == "string" and answer or answer:collect()
  end)
  if ok and type(answer) == "string" then return answer end
  if ok then return tostring(answer) .. table.concat(answer:notes(), "\n") end
  return tostring(answer):match "[^\n]*":gsub("^.-%.lua:%d+: ", "")
end

local carry = {}

function carry.store(one)
  one:save(file "x.indsats")
  return read(file "x.indsats")
end

function carry.collect(one) return one:collect() end

function carry.bind(one)
  local a = one:ungroup()
  return a:bind_rows(a:slice(1, 1):filter "1 == 2")
end

function carry.csv(one)
  one:save(file "x.csv")
  return read(file "x.csv")
end

function carry.copy(one)
  local columns = {}
  for i, name in ipairs(one:names()) do columns[i] = { name, one:column(name) } end
  return frame(columns)
end

for _, case in ipairs(known) do
  local name, kept, make, ask = table.unpack(case)
  local expected = outcome(ask, make())
  for _, way in ipairs { "store", "collect", "bind", "csv", "copy" } do
    if kept[way] then
      test(("%s keeps %s"):format(way, name), function()
        equal(outcome(ask, carry[way](make())), expected)
      end)
    end
  end
end

test("a_store_that_is_saved_again_knows_the_same", function()
  local joined = known[20][3]()
  local twice = carry.store(carry.store(joined))
  fails(function() known[20][4](twice):collect() end, "since the join")
end)

test("a_figure_that_a_join_repeats_is_refused_among_rows_of_two_frames", function()
  local joined = known[20][3]()
  local a, b = joined:filter "Område == 'Horsens'", joined:filter "Område == 'Vejle'"
  fails(function() a:bind_rows(b):group_by "Område":summarise "s = sum(n)" end, "since the join")
end)

test("a_declared_label_tells_the_measure_when_select_has_dropped_it", function()
  local declared = frame { { "q", { "salg", "køb" } }, { "tal", { 10, 20 } } }
    :filter "tal > 0":measures{ tal = { by = "q" } }
  fails(function() declared:select "tal":summarise "s = sum(tal)" end, "several measures")
end)

test("missing_cells_of_all_reasons_are_missing", function()
  local a = hidden():column "Antal fuldtidspersoner"
  equal(a[2] == missing and a[3] == missing and a[2] == a[3], true)
  equal(a[2].reason, "suppressed")
  equal(missing.none.reason, "none")
  equal(missing.reason, "blank")
  fails(function() return missing.hemmelig end, "no reason for a missing value")
  equal(frame { { "x", { 1, a[3] } } }:reason(2, "x"), "unavailable")
  equal(hidden():filter("`Antal fuldtidspersoner` == 7 or sted == $s",
    { s = "b" }):reason(1, "Antal fuldtidspersoner"), "suppressed")
end)

test("a_hidden_cell_that_was_copied_may_stand_for_several", function()
  local copied = carry.copy(hidden())
  equal(copied:summarise "s = sum(`Antal fuldtidspersoner`)":format(1, "s"), "≥ 19")
  equal(copied:hides{ ["Antal fuldtidspersoner"] = { 0, 2 } }
    :summarise "s = sum(`Antal fuldtidspersoner`)":format(1, "s"), "19–21")
end)

os.remove(file "x.csv")
os.remove(file "x.indsats")
os.remove(folder)
check.finish()
