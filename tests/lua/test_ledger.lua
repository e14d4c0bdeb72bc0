-- The ledger: what was read, what papers said, and what has been changed since.

local check = dofile "tests/lua/check.lua"
local test, equal = check.test, check.equal

local program = arg[-1] or os.getenv "INDSATS"

-- A folder of its own with a ledger, in which code is run by a program of its own.
local workspace = {}
workspace.__index = workspace

local function new_workspace()
  local handle = io.popen "mktemp -d"
  local path = handle:read "l"
  handle:close()
  return setmetatable({ path = path }, workspace)
end

function workspace:write(name, text)
  local file = assert(io.open(self.path .. "/" .. name, "wb"))
  file:write(text)
  file:close()
end

-- Run code there; its output with its errors, and whether it went well.
function workspace:run(code, setting)
  self:write("code.lua", code)
  local handle = io.popen(("cd %s && INDSATS_LEDGER=%s %s code.lua 2>&1"):format(self.path,
    setting or "", program))
  local text = handle:read "a"
  return text, handle:close()
end

function workspace:remove()
  os.execute("rm -rf " .. self.path)
end

local function with_ledger(fn)
  local place = new_workspace()
  local ok, message = pcall(function()
    place:run "ledger.start()"
    fn(place)
  end)
  place:remove()
  if not ok then error(message, 0) end
end

local function says(text, ...)
  for _, part in ipairs { ... } do
    if not text:find(part, 1, true) then error(("no %q in:\n%s"):format(part, text), 2) end
  end
end

local FIRST = "Omraade;Periode;Antal;Andel\nHedensted;2021M01;10;1,5\nHedensted;2021M02;12;2,5\n\z
  Horsens;2021M01;20;3,5\n"
local SECOND = "Omraade;Periode;Antal;Andel\nHedensted;2021M01;10;1,5\nHedensted;2021M02;14;2,7\n\z
  Hedensted;2021M03;7;1,0\nHorsens;2021M02;9;.\n"

local SHOW = [[
local function text(cell) return cell == missing and "-" or tostring(cell) end
function show(t)
  for row = 1, #t do
    local parts = {}
    for i, name in ipairs(t:names()) do parts[i] = text(t:cell(row, name)) end
    print(table.concat(parts, " "))
  end
end
]]
workspace.SHOW = SHOW:gsub("function show", "local function show")

local REVISIONS = "Hedensted feb. 2021 Antal rettet 12.0 14.0 2.0\n\z
  Horsens feb. 2021 \z
  Antal kommet til - 9.0 -\nHorsens jan. 2021 Antal taget ud 20.0 - -\n\z
  Hedensted feb. 2021 Andel rettet 2.5 2.7 0.2\n\z
  Horsens feb. 2021 Andel kommet til - - -\nHorsens jan. 2021 Andel taget ud 3.5 - -\n"

test("revisions_are_the_cells_that_the_source_has_changed_and_a_new_period_is_none", function()
  with_ledger(function(place)
    place:write("a.csv", FIRST)
    place:run 'local _ = #read "a.csv"'
    place:write("a.csv", SECOND)
    equal(place:run(workspace.SHOW .. 'show(revisions(read "a.csv"))'), REVISIONS)
    equal(place:run(workspace.SHOW .. 'show(revisions(read "a.csv"))'), REVISIONS)
  end)
end)

test("two_tables_are_compared_without_a_ledger", function()
  local place = new_workspace()
  place:write("a.csv", FIRST)
  place:write("b.csv", SECOND)
  local text = place:run(workspace.SHOW .. 'show(revisions(read "b.csv", read "a.csv"))')
  place:remove()
  equal(text, REVISIONS)
end)

test("revisions_can_be_asked_from_a_day", function()
  with_ledger(function(place)
    local function release(text, day)
      place:write("a.csv", text)
      os.execute(("touch -d %s %s/a.csv"):format(day, place.path))
      place:run 'local _ = #read "a.csv"'
    end
    release(FIRST, "2021-03-10")
    release(FIRST:gsub("20;", "21;"), "2021-04-10")
    release(SECOND, "2021-05-10")
    says(place:run(workspace.SHOW .. 'show(revisions(read "a.csv", "2021-03"))'), "taget ud 20")
    says(place:run(workspace.SHOW .. 'show(revisions(read "a.csv", "2021-04"))'), "taget ud 21")
    says(place:run(workspace.SHOW .. 'show(revisions(read "a.csv"))'), "taget ud 21")
    says(place:run 'print(revisions(read "a.csv", "2021-02"))', "no vintage of a.csv from 2021-02",
      "its oldest is of 2021-03-10")
    says(place:run(workspace.SHOW .. 'show(ledger.vintage(read "a.csv", "2021-03"))'),
      "Horsens jan. 2021 20 3.5")
  end)
end)

test("a_source_that_goes_back_to_older_bytes_is_a_vintage_again", function()
  with_ledger(function(place)
    for _, text in ipairs { FIRST, SECOND, SECOND, FIRST } do
      place:write("a.csv", text)
      place:run 'local _ = #read "a.csv"'
    end
    equal(place:run "print(#ledger.sources())", "3\n")
  end)
end)

test("rows_that_cannot_be_told_apart_are_refused", function()
  local place = new_workspace()
  place:write("a.csv", "Kode;Antal\n1;2\n1;3\n")
  local text = place:run 'print(revisions(read("a.csv", { types = { Kode = "text" } }), \z
    read("a.csv", { types = { Kode = "text" } })))'
  place:remove()
  says(text, "several rows for 1", "Kode")
end)

test("without_a_ledger_it_is_said_how_one_is_made", function()
  local place = new_workspace()
  place:write("a.csv", FIRST)
  says(place:run 'print(revisions(read "a.csv"))', "there is no ledger here", "ledger.start()")
  says(place:run 'print(since "2021-06")', "there is no ledger here")
  says(place:run "print(ledger.papers())", "there is no ledger here")
  equal(os.execute(("test -e %s/.indsats"):format(place.path)), nil)
  place:remove()
end)

test("a_ledger_that_is_only_read_is_not_changed", function()
  with_ledger(function(place)
    place:write("a.csv", FIRST)
    place:run('local _ = #read "a.csv"', "read")
    says(place:run "print(ledger.sources())", "nothing has been read")
    place:run('local _ = #read "a.csv"', "off")
    says(place:run "print(ledger.sources())", "nothing has been read")
  end)
end)

-- ---- papers ----

-- Code that notes a paper of one goal and its series.
local function paper(day, word, points)
  local list = {}
  for i = 1, #points, 2 do
    list[#list + 1] = ('{ period = "%s", value = %s }'):format(points[i], points[i + 1])
  end
  return ([[require("ledger.paper").note("status", "Status", "%s", {
    verdicts = { { goal = "g", text = "Flere i praktik", word = "%s", reason = "Fordi." } },
    figures = { { goal = "g", caption = "Andel", unit = "pct.", points = { %s } } } })
    ]]):format(day, word, table.concat(list, ", "))
end

test("since_splits_a_change_into_what_moved_and_what_was_revised", function()
  with_ledger(function(place)
    place:run(paper("2021-03-31", "bagud", { "2021M02", 19.5, "2021M03", 20.0 }))
    place:run(paper("2021-06-30", "bagud", { "2021M02", 19.5, "2021M03", 20.5, "2021M06", 21.75 }))
    place:run(paper("2021-09-30", "på vej", { "2021M03", 21.0, "2021M06", 22.0, "2021M09", 25.0 }))
    local now = "status g Andel pct. %s sep. 2021 25.0 %s\n"
    equal(place:run(workspace.SHOW .. 'show(since "2021-06")'),
      now:format("jun. 2021 21.75", "0.25 3.0"))
    equal(place:run(workspace.SHOW .. 'show(since("2021-05", "status"))'),
      now:format("mar. 2021 20.0", "1.0 4.0"))
    says(place:run 'print(since "2021-02")', "no paper for 2021-02")
    says(place:run 'print(since("2021-06", "statu"))', "did you mean 'status'")
  end)
end)

test("a_published_figure_that_the_source_has_taken_out_has_no_split", function()
  with_ledger(function(place)
    place:run(paper("2021-03-31", "bagud", { "2021M03", 20.0 }))
    place:run(paper("2021-06-30", "bagud", { "2021M06", 21.0 }))
    equal(place:run(workspace.SHOW .. 'show(since "2021-03")'),
      "status g Andel pct. mar. 2021 20.0 jun. 2021 21.0 - -\n")
    says(place:run 'print(ledger.changes "status")', "er ikke længere offentliggjort")
  end)
end)

test("the_same_paper_is_noted_once_and_another_for_the_same_day_beside_it", function()
  with_ledger(function(place)
    local first = paper("2021-03-31", "bagud", { "2021M03", 20.0 })
    place:run(first)
    place:run(first)
    equal(place:run "print(#ledger.papers())", "1\n")
    place:run(paper("2021-03-31", "bagud", { "2021M03", 20.1 }))
    equal(place:run "print(#ledger.papers())", "2\n")
    says(place:run 'print(ledger.changes "status")', "1 meldt tal er rettet",
      "mar. 2021 er rettet fra 20,0 til 20,1 pct.")
  end)
end)

test("a_paper_is_told_of_papers_for_earlier_days_alone", function()
  with_ledger(function(place)
    local ask = [[local told = require("ledger.paper").earlier("status", "2021-06-30")
      print(told and #told.verdicts.g, told and told.last.day, told and told.digest)]]
    equal(place:run(ask), "nil\tnil\tnil\n")
    place:run(paper("2021-03-31", "bagud", { "2021M03", 20.0 }))
    local text = place:run(ask)
    says(text, "1\t2021-03-31")
    place:run(paper("2021-06-30", "på vej", { "2021M06", 20.0 }))
    place:run(paper("2021-09-30", "opfyldt", { "2021M06", 20.0 }))
    equal(place:run(ask), text)
  end)
end)

test("two_papers_that_say_the_same_have_no_changes", function()
  with_ledger(function(place)
    place:run(paper("2021-03-31", "bagud", { "2021M03", 20.0 }))
    says(place:run 'print(ledger.changes "status")', "Status, 31. marts 2021: første kørsel",
      "1 mål (1 bagud).")
    place:run(paper("2021-04-30", "bagud", { "2021M03", 20.0 }))
    equal(place:run 'print(ledger.changes "status")', "nil\n")
  end)
end)

test("a_ledger_of_a_later_layout_and_one_that_is_none_are_refused", function()
  with_ledger(function(place)
    place:run [[local db = require("native").sqlite_open ".indsats/ledger.sqlite"
      db:run "PRAGMA user_version = 99"]]
    says(place:run "print(ledger.papers())", "layout 99")
    place:write(".indsats/ledger.sqlite", ("no database\n"):rep(100))
    says(place:run "print(ledger.papers())", "not a database")
  end)
end)

-- The ledger laid out as the first program that kept one did: a row for each point.
local AS_LAYOUT_1 = [[
local db = require("native").sqlite_open ".indsats/ledger.sqlite"
local points = require "ledger.points"
db:run [=[CREATE TABLE figure (paper INTEGER NOT NULL REFERENCES paper, place INTEGER NOT NULL,
  goal TEXT NOT NULL, caption TEXT NOT NULL, unit TEXT, period TEXT NOT NULL, value REAL,
  missing TEXT)]=]
for _, one in ipairs(db:run "SELECT * FROM series ORDER BY paper, place") do
  for _, point in ipairs(points.unpack(one.points)) do
    db:run("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?)", one.paper, one.place, one.goal,
      one.caption, one.unit, point.period, point.value, point.missing)
  end
end
db:run "DROP TABLE series"
db:run "PRAGMA user_version = 1"
]]

test("a_ledger_of_the_first_layout_is_laid_out_anew_and_holds_what_it_held", function()
  with_ledger(function(place)
    place:run(paper("2021-03-31", "bagud", { "2021M02", 1 / 3, "2021M03", 20.0 }))
    place:run(paper("2021-06-30", "på vej", { "2021M03", 20.5,
      "2021M06", "nil, missing = 'none'" }))
    place:run(paper("2021-09-30", "på vej", { "2021M09", 22.0 }))
    local ask = [[local paper, inspect = require "ledger.paper", require "inspect"
      for id = 1, 3 do print(inspect.text(paper.find(id))) end
      print(require("native").sqlite_open ".indsats/ledger.sqlite":run "PRAGMA user_version"[1]
        .user_version)]]
    local held = place:run(ask)
    says(held, "0.333", "none", "22")
    equal(place:run(AS_LAYOUT_1), "")
    equal(place:run(ask), held)
  end)
end)

test("programs_at_once_lose_nothing", function()
  with_ledger(function(place)
    place:write("many.sh", [[
      for i in 1 2 3 4 5 6 7 8; do
        sed "s/NUMBER/$i/g" one.lua > one_$i.lua
        ]] .. program .. [[ one_$i.lua &
      done
      wait]])
    place:write("one.lua", (paper("2021-03-31", "bagud", { "2021M03", 20.0 })
      :gsub('"status"', '"status NUMBER"')))
    equal(os.execute(("cd %s && INDSATS_LEDGER= sh many.sh"):format(place.path)), true)
    equal(place:run "print(#ledger.papers(), #since '2021-03')", "8\t8\n")
  end)
end)

-- ---- what was told of counts ----

local TELL = [[
local document = require "report.document"
local statement = require "report.statement"
read "hold.csv"
local small = statement.count(3, "unge")
local large, all = statement.count(21, "voksne"), statement.count(24, "alle")
statement.adds_up(all, { small, large })
local doc = document.new { title = "Hold" }
doc:paragraph(("%s tal."):format(PART))
require("report.output").write(doc, "NAME", { out = "ud", format = "md" })
]]

test("what_was_printed_before_is_not_made_whole_by_the_next_paper", function()
  with_ledger(function(place)
    local function tell(part, name)
      return (place:run((TELL:gsub("PART", part):gsub("NAME", name))))
    end
    place:write("hold.csv", "a;b\nx;1\n")
    says(tell("all", "foerste"), "24 tal.")
    says(tell("large", "anden"), "skjult tal.")
    says(tell("all", "foerste"), "24 tal.", "uændret")
  end)
end)

check.finish()
