-- What the programs left in OUT/PROGRAM: measures.tsv and the answers. For the scripts that print.

local measures = { questions = dofile "tests/bench/questions.lua" }

local function split(line)
  local cells = {}
  for cell in (line .. "\t"):gmatch "(.-)\t" do cells[#cells + 1] = cell end
  return cells
end

-- The lines of a file as lists of cells; none where there is no file.
function measures.read_rows(path)
  local rows, file = {}, io.open(path)
  if not file then return rows end
  for line in file:lines() do rows[#rows + 1] = split(line) end
  file:close()
  return rows
end

-- {question = {seconds = {…}, peak = {…}}} of a program.
function measures.read(out, program)
  local found = {}
  for _, row in ipairs(measures.read_rows(("%s/%s/measures.tsv"):format(out, program))) do
    local name, what, value = row[1], row[2], tonumber(row[3])
    found[name] = found[name] or { seconds = {}, peak = {} }
    table.insert(found[name][what], value)
  end
  return found
end

function measures.median(values)
  values = table.move(values, 1, #values, 1, {})
  table.sort(values)
  local middle = (#values + 1) // 2
  return #values % 2 == 1 and values[middle] or (values[middle] + values[middle + 1]) / 2
end

-- Half the way from the least to the greatest, in per cent of the median.
function measures.spread(values)
  local least, most = math.min(table.unpack(values)), math.max(table.unpack(values))
  return 50 * (most - least) / measures.median(values)
end

-- The median seconds of a question, or nil where it was not asked.
function measures.seconds(found, question)
  local one = found[question.name]
  return one and measures.median(one.seconds)
end

-- How many rows a question is about, in a benchmark of `rows`.
function measures.count_rows(rows, question)
  return question.rows == "spells" and rows // 2 or rows
end

-- Three significant digits.
function measures.short(value)
  return ("%." .. (value >= 100 and 0 or value >= 10 and 1 or value >= 1 and 2 or
    value >= 0.1 and 3 or value >= 0.01 and 4 or 5) .. "f"):format(value)
end

local function pad(text, width)
  return (" "):rep(width - utf8.len(text)) .. text
end

-- A table of texts, the first column to the left, the others as wide as their widest cell.
function measures.print(title, rows)
  print("\n" .. title)
  local widths = {}
  for _, row in ipairs(rows) do
    for i, cell in ipairs(row) do widths[i] = math.max(widths[i] or 0, utf8.len(cell)) end
  end
  for _, row in ipairs(rows) do
    local line = row[1] .. (" "):rep(widths[1] - utf8.len(row[1]))
    for i = 2, #row do line = line .. "  " .. pad(row[i], widths[i]) end
    print((line:gsub(" +$", "")))
  end
end

return measures
