-- Compare the answers to the questions of the benchmark and print how long they took:
--
--   build/indsats tests/bench/report.lua DATA OUT ROWS indsats PEER...
--
-- OUT/PROGRAM holds NAME.tsv, the answers, and measures.tsv; OUT/bare the measures of the bare
-- loop, OUT/start.tsv those of empty scripts. Exit 1 when answers differ.

local measures = dofile "tests/bench/measures.lua"
local data, out, row_count = arg[1], arg[2], math.tointeger(tonumber(arg[3]))
local programs = table.move(arg, 4, #arg, 1, {})

-- ---- answers ----

local function read_answer(question, path)
  local rows = measures.read_rows(path)
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
  if #ours == 0 then return "there is no answer" end
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
    print(("bench: %s: indsats and %s differ: %s"):format(question.title, other, found:sub(1, 300)))
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
    compare(question, ours, "the data written", measures.read_rows(data .. "/sums.tsv"), {})
  end
end

-- ---- times ----

local found = {}
for _, program in ipairs(programs) do found[program] = measures.read(out, program) end
local bare = measures.read(out, "bare")
local has_bare = next(bare) ~= nil

local asked = {}
for _, question in ipairs(measures.questions) do
  if found.indsats[question.name] then
    asked[#asked + 1] = question
    if not question.answerless then compare_answers(question) end
  end
end

local function with_spread(one)
  if not one then return "" end
  return ("%s ±%.0f%%"):format(measures.short(measures.median(one.seconds)),
    measures.spread(one.seconds))
end

-- One table: a row a question, a column for each of `heads`.
local function print_table(title, heads, row_of)
  local rows = { { "", table.unpack(heads) } }
  for i, question in ipairs(asked) do
    rows[i + 1] = { question.title, table.unpack(row_of(question)) }
  end
  measures.print(title, rows)
end

local function times_of(question)
  local ours = measures.seconds(found.indsats, question)
  local cells = { ("%.1f"):format(measures.count_rows(row_count, question) / ours / 1e6) }
  for i, program in ipairs(programs) do
    cells[i + 1] = with_spread(found[program][question.name])
  end
  if has_bare then
    cells[#cells + 1] = with_spread(bare[question.name])
  end
  return cells
end

local function ratios_of(question)
  local ours = measures.seconds(found.indsats, question)
  local cells, best = { "" }, math.huge
  for i = 2, #programs do
    local theirs = measures.seconds(found[programs[i]], question)
    best = math.min(best, theirs and theirs / ours or best)
    cells[i] = theirs and measures.short(theirs / ours) or ""
  end
  cells[1] = best < math.huge and measures.short(best) or ""
  if has_bare then
    local seconds = measures.seconds(bare, question)
    cells[#cells + 1] = seconds and measures.short(seconds / ours) or ""
  end
  return cells
end

local function peaks_of(question)
  local cells = {}
  for i, program in ipairs(programs) do
    local one = found[program][question.name]
    cells[i] = one and ("%.0f"):format(math.max(table.unpack(one.peak)) / 1e3) or ""
  end
  return cells
end

local function print_starts()
  local by_program, order = {}, {}
  for _, row in ipairs(measures.read_rows(out .. "/start.tsv")) do
    if not by_program[row[1]] then
      by_program[row[1]] = {}
      order[#order + 1] = row[1]
    end
    table.insert(by_program[row[1]], tonumber(row[2]) * 1e3)
  end
  local rows = { { "", "median", "least" } }
  for _, program in ipairs(order) do
    local times = by_program[program]
    rows[#rows + 1] = { program, measures.short(measures.median(times)),
      measures.short(math.min(table.unpack(times))) }
  end
  if #order > 0 then measures.print("Start-up: an empty script, ms", rows) end
end

local peers = table.move(programs, 2, #programs, 1, {})
local last = has_bare and { "bare loop" } or {}
print(("%d rows, %d spells, %d payments; median of %d repetitions, ± half of their range")
  :format(row_count, row_count // 2, row_count, #found.indsats.load.seconds))
print_table("Seconds", { "Mrows/s", table.unpack(table.move(last, 1, 1, #programs + 1,
  table.move(programs, 1, #programs, 1, {}))) }, times_of)
if #peers + #last > 0 then
  print_table("Another's time over ours: above 1 indsats is the faster", { "best peer",
    table.unpack(table.move(last, 1, 1, #peers + 1, table.move(peers, 1, #peers, 1, {}))) },
    ratios_of)
end
print_table("Peak memory, MB (VmHWM during the question)", programs, peaks_of)
print_starts()
local coded = found.duckdb and found.duckdb.code
if coded then
  print(("\nDuckDB turned its labels into enums in %s s more.")
    :format(measures.short(coded.seconds[1])))
end

print(differences == 0 and "\nbench: all answers agree" or
  ("\nbench: %d answers differ"):format(differences))
os.exit(differences == 0)
