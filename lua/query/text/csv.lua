-- A frame as CSV, the Danish way: `;` between fields, decimal comma, missing cells by their sign. A
-- bound keeps its sign ("≥ 131"), so that no reader takes it for a figure.

local numeric = { integer = true, decimal = true, number = true }

local function quoted(text)
  if text == "" or not (text:find '[;"\r\n]' or text:find "^%s" or text:find "%s$") then
    return text
  end
  return '"' .. text:gsub('"', '""') .. '"'
end

-- A cell: figures without marks of thousands, periods by their id.
local function cell_text(frame, row, name, kind)
  if frame:reason(row, name) then return frame:format(row, name) end
  if kind == "period" or kind == "date" then return frame:cell(row, name):id() end
  local text = frame:format(row, name)
  return numeric[kind] and text:gsub("%.", "") or quoted(text)
end

-- The text of a native frame.
return function(frame)
  local names, types, lines, header = frame:names(), frame:types(), {}, {}
  for i, name in ipairs(names) do header[i] = quoted(name) end
  lines[1] = table.concat(header, ";")
  for row = 1, frame:rows() do
    local cells = {}
    for i, name in ipairs(names) do cells[i] = cell_text(frame, row, name, types[i]) end
    lines[row + 1] = table.concat(cells, ";")
  end
  return table.concat(lines, "\n")
end
