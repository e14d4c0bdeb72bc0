-- The questions of the benchmark, asked of indsats:
--
--   build/indsats tests/bench/queries.lua DATA OUT REPETITIONS
--
-- reads the files of generate.c in DATA and writes into OUT an answer a question (NAME.tsv) and
-- measures.tsv: question, what was measured (seconds or peak, in kB), value. Under callgrind each
-- question is counted under its name.

-- luacheck: read globals frame read missing
package.cpath = "build/bench/?.so;" .. package.cpath
local clock = require "clock"

local data, out, repetitions = arg[1], arg[2], tonumber(arg[3])
local long, spells, councils, ids, citizens

local answer = {}

function answer.load()
  long = read(data .. "/long.csv")
  return long
end

function answer.load_spells()
  spells = read(data .. "/spells.csv")
  return spells
end

function answer.by_benefit()
  return long:group_by "ydelse":summarise "antal = sum(antal)":collect()
end

function answer.area_period()
  return long:group_by "omraade, periode"
    :summarise "antal = sum(antal), andel = mean(andel)":collect()
end

function answer.before_after()
  return long:filter "omraade == 'Hedensted' and periode in (2019M09, 2021M09)"
    :group_by "ydelse, alder, periode":summarise "antal = sum(antal)"
    :pivot_wider { names_from = "periode", values_from = "antal" }
    :select "ydelse, alder, foer = `2019M09`, efter = `2021M09`"
    :mutate "forskel = efter - foer, pct = 100 * (efter - foer) / foer":collect()
end

function answer.rolling()
  return long:group_by "ydelse, periode":summarise "andel = sum(fuldtid) / sum(antal)"
    :group_by "ydelse":mutate "rullende = rolling_mean(andel, 12)":collect()
end

function answer.five_keys()
  return long:group_by "omraade, ydelse, alder, koen, herkomst"
    :summarise "antal = sum(antal), n = count(antal), mindst = min(antal), flest = max(antal)"
    :collect()
end

function answer.growth()
  return long
    :filter "periode in (2019M07, 2019M08, 2019M09, 2021M07, 2021M08, 2021M09)"
    :mutate "aar = year_of(periode)":group_by "omraade, aar":summarise "antal = sum(antal)"
    :pivot_wider { names_from = "aar", values_from = "antal" }
    :select "omraade, foer = `2019`, efter = `2021`"
    :mutate "pct = 100 * (efter - foer) / foer":arrange "-pct":head(10):collect()
end

-- A spell counts in every quarter that it touches.
function answer.persons()
  return spells:select "ydelse, person, start, slut"
    :each_period { from = "start", to = "slut", by = "quarter", as = "kvartal" }
    :group_by "ydelse, kvartal":summarise "personer = n_distinct(person)":collect()
end

function answer.council()
  return long:inner_join(councils, "omraade")
    :group_by "rar, periode":summarise "antal = sum(antal)":collect()
end

function answer.filter()
  return long:filter "antal * 2 > 1000 and (andel < 25.05 or fuldtid - antal < -1000.05)"
    :group_by "ydelse":summarise "n = count(), antal = sum(antal)":collect()
end

function answer.arithmetic()
  return long:mutate "vaegtet = (fuldtid - antal) * andel / 100"
    :group_by "ydelse":summarise "i_alt = sum(vaegtet), mindst = min(vaegtet)":collect()
end

function answer.pivot()
  return long:filter "ydelse == 'Kontanthjælp'":group_by "omraade, periode"
    :summarise "antal = sum(antal)"
    :pivot_wider { names_from = "periode", values_from = "antal" }:collect()
end

function answer.area_rolling()
  return long:group_by "omraade, ydelse, periode":summarise "antal = sum(antal)"
    :group_by "omraade, ydelse":mutate "rullende = rolling_mean(antal, 12)":collect()
end

function answer.distinct()
  return long:group_by "omraade"
    :summarise "antal = n_distinct(antal), fuldtid = n_distinct(fuldtid)":collect()
end

function answer.median()
  return long:group_by "omraade, ydelse"
    :summarise "antal = median(antal), fuldtid = median(fuldtid)":collect()
end

function answer.top()
  return long:group_by "omraade":mutate "nr = rank(-fuldtid)":filter "nr <= 3"
    :select "omraade, fuldtid, nr":collect()
end

function answer.sort_head()
  return long:arrange "periode, -fuldtid":head(1000):collect()
end

function answer.sort()
  return long:arrange "periode, -fuldtid":collect()
end

function answer.save()
  long:save(out .. "/long.indsats")
end

function answer.open()
  return read(out .. "/long.indsats"):group_by "ydelse":summarise "antal = sum(antal)":collect()
end

-- From here on the other tables are not asked for any more.
function answer.load_ids()
  long, spells = nil, nil
  ids, citizens = read(data .. "/ids.csv"), read(data .. "/citizens.csv")
  return ids
end

function answer.id_sum()
  return ids:group_by "borger":summarise "beloeb = sum(beloeb)":collect()
end

function answer.id_distinct()
  return ids:group_by "ydelse":summarise "borgere = n_distinct(borger)":collect()
end

function answer.id_join()
  return ids:inner_join(citizens, "borger"):group_by "kommune":summarise "beloeb = sum(beloeb)"
    :collect()
end

-- A thousand rows from first to last, evenly: they show whether a table stands in order.
local function sample(t)
  local parts = {}
  for i = 0, 999 do
    local row = i * (#t - 1) // 999 + 1
    parts[i + 1] = t:slice(row, row)
  end
  return parts[1]:bind_rows(table.unpack(parts, 2)):select "periode, fuldtid"
end

-- What stands for the answer in the comparison, where that is a whole table: not measured.
local whole = {
  load = function(t)
    return t:summarise "n = count(), set = count(antal), antal = sum(antal), \z
      fuldtid = sum(fuldtid), andel = sum(andel)"
  end,
  load_spells = function(t)
    return t:summarise "n = count(), person = sum(person), alder = sum(alder), \z
      foerste = min(start), sidste = max(slut)"
  end,
  pivot = function(t)
    local months = t:select "-omraade":names()
    table.sort(months)
    return t:select("omraade, `" .. table.concat(months, "`, `") .. "`")
  end,
  sort_head = function(t) return t:select "periode, fuldtid" end,
  sort = sample,
  load_ids = function(t)
    return t:summarise "n = count(), borgere = n_distinct(borger), beloeb = sum(beloeb)"
  end,
  id_sum = function(t)
    return t:mutate "kvadrat = beloeb * beloeb"
      :summarise "n = count(), beloeb = sum(beloeb), flest = max(beloeb), kvadrat = sum(kvadrat)"
  end,
}

-- Whether tables can be kept in a form of our own: else what is saved is CSV, under any name.
local function has_store()
  local path = out .. "/probe.indsats"
  local saved = pcall(function() frame { { "navn", { "Odder" } } }:save(path) end)
  local file = saved and io.open(path, "rb")
  local text = file and file:read "a" or "navn"
  if file then file:close() end
  os.remove(path)
  return text:gsub("^\xEF\xBB\xBF", ""):sub(1, 4) ~= "navn"
end

local function write_cell(value)
  if value == missing then return "NA" end
  if math.type(value) == "float" then return ("%.17g"):format(value) end
  if type(value) == "userdata" and value.id then return value:id() end
  return tostring(value)
end

local function write_answer(name, frame)
  local columns = {}
  for i, column in ipairs(frame:names()) do columns[i] = frame:column(column) end
  local file = assert(io.open(("%s/%s.tsv"):format(out, name), "w"))
  for row = 1, #frame do
    local cells = {}
    for i, column in ipairs(columns) do cells[i] = write_cell(column[row]) end
    file:write(table.concat(cells, "\t"), "\n")
  end
  file:close()
end

-- The peak of memory since the last reset, in kB.
local function peak()
  for line in io.lines "/proc/self/status" do
    local kilobytes = line:match "^VmHWM:%s*(%d+)"
    if kilobytes then return tonumber(kilobytes) end
  end
end

local function reset_peak()
  local file = io.open("/proc/self/clear_refs", "w")
  if file then
    file:write "5"
    file:close()
  end
end

local measures = assert(io.open(out .. "/measures.tsv", "w"))

local function measure(name)
  for repetition = 1, repetitions do
    -- What the repetition before gave is let go first, so that the peak holds one of them.
    if name == "load" then long = nil elseif name == "load_spells" then spells = nil end
    if name == "load_ids" then ids, citizens = nil, nil end
    collectgarbage()
    reset_peak()
    clock.zero()
    local before = clock.now()
    local frame = answer[name]()
    local seconds = clock.now() - before
    clock.count(name)
    measures:write(("%s\tseconds\t%.6f\n%s\tpeak\t%d\n"):format(name, seconds, name, peak()))
    if repetition == repetitions and frame then
      write_answer(name, whole[name] and whole[name](frame) or frame)
    end
  end
end

if not has_store() then
  io.stderr:write "bench: save and open skipped: this indsats saves CSV only\n"
  answer.save, answer.open = nil, nil
end
councils = read(data .. "/rar.csv")
for _, question in ipairs(dofile "tests/bench/questions.lua") do
  if answer[question.name] then measure(question.name) end
end
os.remove(out .. "/long.indsats")
measures:close()
