-- Compare the answers to the questions of the benchmark and print how long they took:
--
--   build/indsats tests/bench/report.lua DATA OUT indsats PEER...
--
-- OUT/PROGRAM holds NAME.tsv, the answers, and measures.tsv. Exit 1 when answers differ.

local questions = dofile "tests/bench/questions.lua"
local data, out = arg[1], arg[2]
local programs = table.move(arg, 3, #arg, 1, {})

local function split(line)
  local cells = {}
  for cell in (line .. "\t"):gmatch "(.-)\t" do cells[#cells + 1] = cell end
  return cells
end

local function read_rows(path)
  local rows = {}
  for line in io.lines(path) do rows[#rows + 1] = split(line) end
  return rows
end

-- {question = {seconds = {…}, peak = {…}}} of a program.
local function read_measures(program)
  local measures = {}
  for _, row in ipairs(read_rows(("%s/%s/measures.tsv"):format(out, program))) do
    local name, what, value = row[1], row[2], tonumber(row[3])
    measures[name] = measures[name] or { seconds = {}, peak = {} }
    table.insert(measures[name][what], value)
  end
  return measures
end

local function read_answer(question, path)
  local rows = read_rows(path)
  if question.ordered then return rows end
  for _, row in ipairs(rows) do row.key = table.concat(row, "\t", 1, question.keys) end
  table.sort(rows, function(a, b) return a.key < b.key end)
  return rows
end

-- Whether two cells say the same: as texts, as numbers, or to 1e-9 where `close`.
local function agrees(a, b, close)
  if a == b then return true end
  local x, y = tonumber(a), tonumber(b)
  if not x or not y then return false end
  if not close then return x == y end
  return math.abs(x - y) <= 1e-9 * math.max(math.abs(x), math.abs(y))
end

-- What differs first between two answers, or nil.
local function difference(ours, theirs, close)
  if #ours ~= #theirs then return ("%d rows and %d"):format(#ours, #theirs) end
  for i, row in ipairs(ours) do
    local other = theirs[i]
    local same = #row == #other
    for j = 1, #row do same = same and agrees(row[j], other[j], close[j]) end
    if not same then
      return ("row %d: '%s' and '%s'"):format(i, table.concat(row, " "),
        table.concat(other, " "))
    end
  end
end

local differences = 0

local function compare(question, ours, other, theirs, close)
  local found = difference(ours, theirs, close)
  if found then
    differences = differences + 1
    print(("bench: %s: indsats and %s differ: %s"):format(question.title, other, found))
  end
end

-- Every peer's answer against ours; what was loaded against the sums that the writer kept, exactly.
local function compare_answers(question)
  local path = "%s/%s/" .. question.name .. ".tsv"
  local ours = read_answer(question, path:format(out, programs[1]))
  local close = {}
  for _, column in ipairs(question.close or {}) do close[column] = true end
  for i = 2, #programs do
    compare(question, ours, programs[i], read_answer(question, path:format(out, programs[i])),
      close)
  end
  if question.name == "load" then
    compare(question, ours, "the data written", read_rows(data .. "/sums.tsv"), {})
  end
end

local function median(values)
  table.sort(values)
  local middle = (#values + 1) // 2
  return #values % 2 == 1 and values[middle] or (values[middle] + values[middle + 1]) / 2
end

local function count_lines(path)
  local count = -1 -- the header
  for _ in io.lines(path) do count = count + 1 end
  return count
end

-- Seconds with three significant digits.
local function short(seconds)
  return ("%." .. (seconds >= 10 and 1 or seconds >= 1 and 2 or seconds >= 0.1 and 3 or 4) .. "f")
    :format(seconds)
end

local function pad(text, width)
  return text .. (" "):rep(width - utf8.len(text))
end

local function print_row(cells)
  local line = pad(cells[1], 20)
  for i = 2, #cells do line = line .. (" "):rep(12 - utf8.len(cells[i])) .. cells[i] end
  print(line)
end

-- One table: a row a question, a column for each of ours and each peer.
local function print_table(title, heads, row_of)
  print("\n" .. title)
  print_row { "", table.unpack(heads) }
  for _, question in ipairs(questions) do
    print_row { question.title, table.unpack(row_of(question)) }
  end
end

local measures, rows = {}, { long = count_lines(data .. "/long.csv"),
  spells = count_lines(data .. "/spells.csv") }
for _, program in ipairs(programs) do measures[program] = read_measures(program) end
local function seconds(program, question)
  return median(measures[program][question.name].seconds)
end

for _, question in ipairs(questions) do compare_answers(question) end
print(("%d rows, %d spells; median of %d repetitions")
  :format(rows.long, rows.spells, #measures.indsats.load.seconds))

print_table("Seconds", { "Mrows/s", table.unpack(programs) }, function(question)
  local cells = { ("%.1f"):format(rows[question.rows] / seconds("indsats", question) / 1e6) }
  for i, program in ipairs(programs) do cells[i + 1] = short(seconds(program, question)) end
  return cells
end)
if #programs > 1 then
  local peers = table.move(programs, 2, #programs, 1, {})
  print_table("A peer's time over ours: above 1 indsats is the faster", { "best peer",
    table.unpack(peers) }, function(question)
    local cells, best = {}, math.huge
    for i, peer in ipairs(peers) do
      local ratio = seconds(peer, question) / seconds("indsats", question)
      best = math.min(best, ratio)
      cells[i + 1] = ("%.2f"):format(ratio)
    end
    cells[1] = ("%.2f"):format(best)
    return cells
  end)
end
print_table("Peak memory, MB (VmHWM during the question)", programs, function(question)
  local cells = {}
  for i, program in ipairs(programs) do
    cells[i] = ("%.0f"):format(math.max(table.unpack(measures[program][question.name].peak)) / 1e3)
  end
  return cells
end)
local coded = measures.duckdb and measures.duckdb.code
if coded then
  print(("\nDuckDB turned its labels into enums in %s s more."):format(short(coded.seconds[1])))
end

print(differences == 0 and "\nbench: all answers agree" or
  ("\nbench: %d answers differ"):format(differences))
os.exit(differences == 0)
