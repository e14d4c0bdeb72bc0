-- How the time of each question grows with the rows, ours alone:
--
--   build/indsats tests/bench/growth.lua 1e4 1e5 1e6

local measures = dofile "tests/bench/measures.lua"

local rows, found = { { "" } }, {}
for i, size in ipairs(arg) do
  local count = math.tointeger(tonumber(size))
  local out = ("build/bench/out-%d"):format(count)
  found[i] = { count = count, times = measures.read(out, "indsats") }
  rows[1][i + 1] = size
end
for _, question in ipairs(measures.questions) do
  local cells, some = { question.title }, false
  for i, one in ipairs(found) do
    local seconds = measures.seconds(one.times, question)
    cells[i + 1] = seconds and
      measures.short(seconds / measures.count_rows(one.count, question) * 1e9) or ""
    some = some or seconds ~= nil
  end
  if some then rows[#rows + 1] = cells end
end
measures.print("Nanoseconds a row", rows)
