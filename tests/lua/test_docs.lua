-- The sessions in README.md and VEJLEDNING.md are what the program prints. Every block marked
-- `indsats` is typed at the real prompt (through script(1), which gives it a terminal); the blocks
-- of one document are one session. UPDATE=1 writes the answers anew.

local check = dofile "tests/lua/check.lua"

local PROMPT = "> "

local function read_all(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

-- The document as a list of lines, and where its sessions stand: { from =, to = } of the lines
-- inside.
local function parse(text)
  local lines, blocks, open = {}, {}, nil
  for line in text:gmatch "([^\n]*)\n" do
    lines[#lines + 1] = line
    if line == "```indsats" then
      open = #lines + 1
    elseif line == "```" and open then
      blocks[#blocks + 1] = { from = open, to = #lines - 1 }
      open = nil
    end
  end
  return lines, blocks
end

local function commands_of(lines, block)
  local commands = {}
  for i = block.from, block.to do
    local command = lines[i]:match("^" .. PROMPT .. "(.*)$")
    if command then commands[#commands + 1] = command end
  end
  return commands
end

-- What the prompt shows for the commands, one text each.
local function type_in(commands)
  local input = os.tmpname()
  local file = assert(io.open(input, "wb"))
  file:write(table.concat(commands, "\n"), "\n")
  file:close()
  local home = os.tmpname()
  os.remove(home)
  local pipe = assert(io.popen(("(cat '%s'; sleep 1) | env HOME='%s' XDG_STATE_HOME='%s' \z
    LC_ALL=C.UTF-8 TERM=dumb script -qec \"stty cols 98 rows 50; exec '%s'\" /dev/null"):format(
    input, home, home, os.getenv "INDSATS" or "build/indsats")))
  local screen = pipe:read "a":gsub("\r", "")
  pipe:close()
  os.remove(input)
  os.execute(("rm -rf '%s'"):format(home))
  return screen:match "Ctrl%-D leaves\n(.*)$" or screen
end

-- The screen cut at the commands.
local function answers_of(screen, commands)
  local answers, at = {}, 1
  for i, command in ipairs(commands) do
    local typed = PROMPT .. command .. "\n"
    local from, to = screen:find(typed, at, true)
    if not from then error(("the prompt did not show: %s\n%s"):format(command, screen:sub(at))) end
    if i > 1 then answers[i - 1] = screen:sub(at, from - 1) end
    at = to + 1
  end
  answers[#commands] = screen:sub(at):gsub("\n?> *\n?$", "\n"):gsub("^\n$", "")
  return answers
end

-- The document with the answers that the program gives.
local function renewed(text)
  local lines, blocks = parse(text)
  local all, counts = {}, {}
  for b, block in ipairs(blocks) do
    local commands = commands_of(lines, block)
    counts[b] = #commands
    table.move(commands, 1, #commands, #all + 1, all)
  end
  local answers = answers_of(type_in(all), all)
  local result, line, taken = {}, 1, 0
  for b, block in ipairs(blocks) do
    while line < block.from do
      result[#result + 1] = lines[line]
      line = line + 1
    end
    for i = taken + 1, taken + counts[b] do
      result[#result + 1] = PROMPT .. all[i]
      local answer = answers[i]:gsub("\n$", "")
      if answer ~= "" then result[#result + 1] = answer end
    end
    taken, line = taken + counts[b], block.to + 1
  end
  table.move(lines, line, #lines, #result + 1, result)
  return table.concat(result, "\n") .. "\n", #blocks
end

for _, path in ipairs { "README.md", "VEJLEDNING.md" } do
  check.test("the_sessions_in_" .. path .. "_are_what_the_program_prints", function()
    local text = read_all(path)
    local found, blocks = renewed(text)
    if blocks == 0 then error("no sessions in " .. path) end
    if os.getenv "UPDATE" == "1" then
      local file <close> = assert(io.open(path, "wb"))
      file:write(found)
    else
      check.equal(text, found)
    end
  end)
end

check.finish()
