-- Frames in files of their own, and the cache of files that have been read.

local check = dofile "tests/lua/check.lua"
local both = dofile "tests/lua/both_backends.lua"
local random_frame = dofile "tests/lua/random_frame.lua"
local table_text = dofile "tests/lua/table_text.lua"
local native = require "native"
local cache = require "query.cache"

local test, equal, fails = check.test, check.equal, check.fails

local folder = os.tmpname()
os.remove(folder)
native.make_directory(folder)
local path = folder .. "/ramme.indsats"

local function shown(t)
  local native_frame = require("query.frame").compute(t)
  return table_text.show(native_frame), table_text.computed(native_frame)
end

test("random_frames_come_back_as_they_were", function()
  for seed = 1, 200 do
    math.randomseed(seed)
    local t = both.lazy(random_frame.columns())
    t:save(path)
    local cells, computed = shown(t)
    local back_cells, back_computed = shown(read(path))
    equal(back_cells, cells)
    equal(back_computed, computed)
  end
end)

test("sources_bounds_and_notes_come_back", function()
  local t = read "data/publicerede_tal.csv"
  t:save(path)
  local back = read(path)
  equal(back:sources()[1].path, "data/publicerede_tal.csv")
  equal(back:sources()[1].sha256, t:sources()[1].sha256)
  equal(back:dialect().delimiter, t:dialect().delimiter)
  local sums = frame { { "navn", { "a", "a" } }, { "antal", { 4, missing } } }
  equal(tostring(sums), tostring(sums))
  local persons = frame { { "Antal personer", { 4, 5 } }, { "navn", { "a", "b" } } }
    :summarise "alle = unsafe_sum(`Antal personer`)":collect()
  persons:save(path)
  equal(tostring(read(path)), tostring(persons))
end)

test("what_is_damaged_or_no_frame_is_refused", function()
  frame { { "a", { 1, 2 } } }:save(path)
  local file = assert(io.open(path, "r+b"))
  file:seek("set", 64)
  file:write "\xFF"
  file:close()
  fails(function() read(path) end, "damaged", "save it again")
  fails(function() read(path, { decimal = "," }) end, "no options")
  fails(function() frame { { "a", { 1 } } }:save(path, { decimal = "," }) end, "no options")
  fails(function() frame { { "a", { 1 } } }:save "/nowhere/x.indsats" end, "/nowhere")
end)

-- A frame whose file is large enough to be left where it is.
local function save_long()
  local a, b = {}, {}
  for i = 1, 100000 do a[i], b[i] = i * 1000003, "tekst " .. i % 7 end
  frame { { "a", a }, { "b", b }, { "c", a } }:save(path)
  return read(path)
end

-- One byte of the file changed, `part` of the way through.
local function turn_byte(part)
  local file = assert(io.open(path, "r+b"))
  local at = file:seek "end" * part // 1 | 0
  file:seek("set", at)
  local byte = file:read(1):byte()
  file:seek("set", at)
  file:write(string.char(byte ~ 1))
  file:close()
end

test("only_the_columns_that_are_needed_are_looked_at", function()
  local t = save_long()
  turn_byte(0.9)
  equal(t:summarise "s = sum(a)":cell(1, "s"), 1000003 * 50000 * 100001)
  equal(t:filter "b == 'tekst 3'":select "a":head(2):cell(2, "a"), 1000003 * 10)
  equal(#t:distinct "b", 7)
  fails(function() t:summarise "s = sum(c)":collect() end, "damaged", "column 'c'", "save it again")
  fails(function() t:arrange "a":collect() end, "damaged", "column 'c'")
  turn_byte(0.9)
  equal(t:summarise "s = sum(c)":cell(1, "s"), 1000003 * 50000 * 100001)
end)

test("a_plan_over_columns_that_wait_gives_what_it_gives_of_a_frame_at_hand", function()
  save_long()
  local few = frame { { "b", { "tekst 1", "tekst 2" } }, { "d", { 10, 20 } } }
  local plans = {
    function(t) return t:summarise "n = count()" end,
    function(t) return t:group_by "b":summarise "s = sum(a - c), m = max(c)" end,
    function(t) return t:filter "c > 90000 * 1000003":select "b":count "b":arrange "b" end,
    function(t) return t:left_join(few, "b"):group_by "b":summarise "s = sum(d)":arrange "b" end,
    function(t) return t:mutate "a = c + 1":select "a":slice(5, 9) end,
    function(t) return t:mutate "r = rank(a)":filter "r < 4":select "b, r" end,
    function(t) return t:group_by "b":mutate "f = first(a)":ungroup():select "f":distinct() end,
    function(t) return t:arrange "c desc":select "b":head(3) end,
    function(t) return t:select "c, b":tail(2) end,
    function(t) return t:distinct "b":arrange "b" end,
    function(t) return t:bind_rows(t):summarise "s = sum(c)" end,
  }
  local whole = read(path)
  tostring(whole)
  for i, plan in ipairs(plans) do
    equal(tostring(plan(read(path))), tostring(plan(whole)), "plan " .. i)
  end
end)

test("a_file_written_over_while_it_is_open_is_told", function()
  local t = save_long()
  local file = assert(io.open(path, "wb"))
  file:write(("x"):rep(100))
  file:close()
  fails(function() print(t:summarise "s = sum(a)") end, "damaged", "cut off")
end)

-- ---- the cache ----

local function write_file(name, text)
  local file = assert(io.open(folder .. "/" .. name, "wb"))
  file:write(text)
  file:close()
  return folder .. "/" .. name
end

local program = os.getenv "INDSATS" or arg[-1]

-- What a program prints that reads the file and shows it whole, with the cache in our folder.
local function run(code, settings)
  local command = ("XDG_CACHE_HOME=%s/cache INDSATS_CACHE= %s %s -e '%s' 2>&1"):format(folder,
    settings or "", program, code)
  local pipe = assert(io.popen(command))
  local text = pipe:read "a"
  pipe:close()
  return text
end

local function entries()
  return native.list_folder(folder .. "/cache/indsats")
end

local rows = {}
for i = 1, 300000 do rows[i] = ("omr%d;%d,5;%d"):format(i % 97, i, i % 13 == 0 and 7 or i) end
local big = write_file("stor.csv", "omraade;pct;antal\n" .. table.concat(rows, "\n") .. "\n")
os.execute(("touch -d '2020-01-01' %s"):format(big))

local show = ([[local t = read "%s" print(t) print(t:sources()[1].sha256, t:dialect().rows,
  t:dialect().columns[2].scale) print(t:summarise "s = sum(antal), p = sum(pct)")]]):format(big)

test("a_large_file_is_read_from_the_cache_as_from_itself", function()
  equal(native.file_stamp(big) ~= nil and select(2, native.file_stamp(big)) >= cache.LEAST, true)
  local plain = run(show, "INDSATS_CACHE=off")
  equal(#entries(), 0)
  local first = run(show)
  equal(first, plain)
  equal(#entries(), 1)
  equal(run(show), plain)
  equal(#entries(), 1)
end)

test("a_damaged_entry_is_made_anew", function()
  local plain = run(show, "INDSATS_CACHE=off")
  local entry = folder .. "/cache/indsats/" .. entries()[1].name
  local file = assert(io.open(entry, "r+b"))
  file:seek("set", 4096)
  file:write "damage"
  file:close()
  equal(run(show), plain)
  equal(native.read_store(entry) ~= nil, true)
end)

-- Code that reads the file, spoils the entry or does something else to it, and then asks for sums.
local function show_after(doing)
  return ([[local t = read "%s" local entry = "%s/cache/indsats/%s" %s
    print(t:summarise "s = sum(antal), p = sum(pct)")]]):format(big, folder, entries()[1].name,
    doing)
end

local spoil = [[local file = io.open(entry, "r+b") file:seek("set", 1000000)
  file:write("damage") file:close()]]

test("an_entry_damaged_while_it_is_open_is_made_anew", function()
  local plain = run(show_after "", "INDSATS_CACHE=off")
  equal(run(show_after ""), plain)
  equal(run(show_after(spoil)), plain)
  equal(run(show_after "io.open(entry, \"w\"):close()"), plain)
  equal(run(show_after ""), plain)
  equal(run(show_after "os.remove(entry)"), plain)
end)

test("an_entry_damaged_when_the_file_has_changed_is_an_error", function()
  run(show)
  local text = run(show_after(spoil .. ([[ os.execute("touch -d 2020-01-05 %s")]]):format(big)))
  equal(text:find("read it again", 1, true) ~= nil, true)
  equal(text:find("1 row", 1, true), nil)
  os.execute(("touch -d '2020-01-01' %s"):format(big))
end)

test("another_file_or_other_options_are_another_entry", function()
  local before = #entries()
  run((show:gsub('read "(.-)"', 'read("%1", { types = { antal = "number" } })')))
  equal(#entries(), before + 1)
  local text = table.concat(rows, "\n"):gsub("omr1;", "omrX;")
  local changed = write_file("stor.csv", "omraade;pct;antal\n" .. text .. "\n")
  os.execute(("touch -d '2020-01-02' %s"):format(changed))
  equal(run(show), run(show, "INDSATS_CACHE=off"))
end)

test("a_file_just_written_is_not_kept", function()
  local before = #entries()
  os.execute(("touch %s"):format(big))
  run(show)
  equal(#entries(), before)
end)

test("a_cache_that_cannot_be_written_is_left_alone", function()
  os.execute(("touch -d '2020-01-03' %s"):format(big))
  local text = run(show, ("XDG_CACHE_HOME=%s/stor.csv"):format(folder))
  equal(text, run(show, "INDSATS_CACHE=off"))
end)

test("two_programs_at_once_read_the_same", function()
  os.execute(("rm -rf %s/cache"):format(folder))
  local plain = run(show, "INDSATS_CACHE=off")
  local code = (show:gsub("\n", " "))
  local command = ("for i in 1 2 3 4; do XDG_CACHE_HOME=%s/cache INDSATS_CACHE= %s -e '%s' " ..
    ">%s/out$i 2>&1 & done; wait"):format(folder, program, code, folder)
  os.execute(command)
  for i = 1, 4 do
    local file = assert(io.open(folder .. "/out" .. i))
    equal(file:read "a", plain)
    file:close()
  end
  equal(#entries(), 1)
end)

os.execute("rm -rf " .. folder)
check.finish()
