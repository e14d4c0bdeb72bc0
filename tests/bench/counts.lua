-- The instructions that callgrind counted, a line a question:
--
--   build/indsats tests/bench/counts.lua FOLDER ROWS

local measures = dofile "tests/bench/measures.lua"
local folder, rows = arg[1], math.tointeger(tonumber(arg[2]))

-- Each question's dump is a file of its own; it tells its name and its sum.
local function read_count(path)
  local name, count
  local file = io.open(path)
  if not file then return nil end
  for line in file:lines() do
    name = name or line:match "^desc: Trigger: Client Request: (%S+)"
    count = count or tonumber(line:match "^summary: (%d+)" or line:match "^totals: (%d+)")
    if name and count then break end
  end
  file:close()
  return name or "", count
end

local counts, number = {}, 1
while true do
  local name, count = read_count(("%s/callgrind.%d"):format(folder, number))
  if not name then break end
  counts[name] = count
  number = number + 1
end

print(("\nInstructions, %d rows (spells: half as many)"):format(rows))
local file = assert(io.open(folder .. "/counts.tsv", "w"))
for _, question in ipairs(measures.questions) do
  local count = counts[question.name]
  if count then
    local per = count / measures.count_rows(rows, question)
    print(("%s%12.2f M%10.0f a row"):format(question.title .. (" "):rep(22 -
      utf8.len(question.title)), count / 1e6, per))
    file:write(("%s\t%.0f\n"):format(question.name, per))
  end
end
file:close()
