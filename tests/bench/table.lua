-- The table of README.md from the last run of each size, and the instructions that were counted:
--
--   build/indsats tests/bench/table.lua 1e6 1e7

local measures = dofile "tests/bench/measures.lua"
local peers = { { "duckdb", "DuckDB" }, { "polars", "polars" }, { "data.table", "data.table" },
  { "bare", "bare" } }

local function line(cells) print("| " .. table.concat(cells, " | ") .. " |") end

-- The columns of one size: a head, and a function that gives the cell of a question.
local function columns_of(size)
  local rows = math.tointeger(tonumber(size))
  local out = ("build/bench/out-%d"):format(rows)
  local ours = measures.read(out, "indsats")
  local columns = { { head = "Mrows/s " .. size, cell = function(question)
    local seconds = measures.seconds(ours, question)
    return seconds and measures.short(measures.count_rows(rows, question) / seconds / 1e6)
  end } }
  for _, peer in ipairs(peers) do
    local theirs = measures.read(out, peer[1])
    if next(theirs) then
      columns[#columns + 1] = { head = peer[2] .. " " .. size, cell = function(question)
        local a, b = measures.seconds(theirs, question), measures.seconds(ours, question)
        return a and b and measures.short(a / b)
      end }
    end
  end
  return columns
end

local function instructions()
  local counts = {}
  for _, row in ipairs(measures.read_rows "build/bench/counts/counts.tsv") do
    counts[row[1]] = row[2]
  end
  return { head = "instructions a row", cell = function(question) return counts[question.name] end }
end

local columns = {}
for _, size in ipairs(arg) do
  for _, column in ipairs(columns_of(size)) do columns[#columns + 1] = column end
end
columns[#columns + 1] = instructions()

local heads, rules = { "" }, { "---" }
for i, column in ipairs(columns) do
  heads[i + 1], rules[i + 1] = column.head, "--:"
end
line(heads)
line(rules)
for _, question in ipairs(measures.questions) do
  local cells, some = { question.title }, false
  for i, column in ipairs(columns) do
    local cell = column.cell(question)
    cells[i + 1], some = cell or "", some or cell ~= nil
  end
  if some then line(cells) end
end
