-- A frame row by row, a line for each cell: for rows with many columns or long texts.

local cells = require "cells"
local native = require "native"
local show = require "query.show"

local WIDTH = 100 -- where there is no terminal

local function cell_lines(label, text, label_width, width)
  local lines = cells.fold(text, math.max(width - label_width - 2, 20))
  local blanks = (" "):rep(label_width - native.width(label) + 2)
  return label .. blanks .. table.concat(lines, "\n" .. (" "):rep(label_width + 2))
end

local function row_lines(lines, frame, row, labels, label_width, width)
  lines[#lines + 1] = ("row %s"):format(native.format_number(row))
  for i, name in ipairs(frame:names()) do
    local text = show.escape(frame:format(row, name))
    lines[#lines + 1] = "  " .. cell_lines(labels[i], text, label_width, width - 2)
  end
end

-- The text of a native frame. Options: width and height (of the terminal, if any).
return function(frame, options)
  local labels, label_width, lines, count = {}, 0, {}, frame:rows()
  for i, name in ipairs(frame:names()) do
    labels[i] = show.escape(name)
    label_width = math.max(label_width, native.width(labels[i]))
  end
  local rows, gap_after = show.rows(count, show.room(options.height))
  for i, row in ipairs(rows) do
    row_lines(lines, frame, row, labels, label_width, options.width or WIDTH)
    if i == gap_after then
      lines[#lines + 1] = ("… %s rows left out"):format(native.format_number(count - #rows))
    end
  end
  table.move(show.skipped(frame), 1, #show.skipped(frame), #lines + 1, lines)
  lines[#lines + 1] = show.size(count, #labels)
  return table.concat(lines, "\n")
end
