-- The instructions that callgrind counted, a line a question:
--
--   build/indsats tests/bench/counts.lua FOLDER ROWS

local folder, rows = arg[1], tonumber(arg[2])

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
for _, question in ipairs(dofile "tests/bench/questions.lua") do
  local per = counts[question.name] / (question.rows == "long" and rows or rows // 2)
  print(("%s%12.2f M%10.0f a row"):format(question.title .. (" "):rep(20 -
    utf8.len(question.title)), counts[question.name] / 1e6, per))
end
