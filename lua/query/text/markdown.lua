-- A frame as a table of Markdown, to be pasted: every row, cells as a person reads them.

local show = require "query.show"

local right = { integer = true, decimal = true, number = true }

local function cell_text(text)
  return (show.escape(text):gsub("\\", "\\\\"):gsub("|", "\\|"):gsub("[*_`<]", "\\%0"))
end

-- The text of a native frame; what aggregates skipped stands beneath.
return function(frame)
  local names, types = frame:names(), frame:types()
  local function line(text_of)
    local cells = {}
    for i, name in ipairs(names) do cells[i] = text_of(name, i) end
    return "| " .. table.concat(cells, " | ") .. " |"
  end
  local lines = {
    line(cell_text),
    line(function(_, i) return right[types[i]] and "--:" or ":--" end),
  }
  for row = 1, frame:rows() do
    lines[row + 2] = line(function(name) return cell_text(frame:format(row, name)) end)
  end
  lines[#lines + 1] = ""
  for _, line_text in ipairs(show.skipped(frame)) do
    lines[#lines + 1] = cell_text(line_text) .. "  "
  end
  lines[#lines + 1] = show.size(frame:rows(), #names)
  return table.concat(lines, "\n")
end
