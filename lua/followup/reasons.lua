-- The reason of a verdict as running text, each figure linked to where it comes from.

local danish = require "report.danish"
local goal = require "domain.goal"
local native = require "native"
local origin = require "followup.origin"

local reasons = {}

-- The points of the made-up sets of all the municipalities stand in no frame: they say no more of
-- theirs than their file, which is among the sources.
local function has_place(one)
  for _, each in ipairs(one.indicators) do
    for _, point in ipairs(each.points) do
      if point.place then return true end
    end
  end
  return false
end

-- The lines of the files that a point is read from.
local function file_lines(point)
  local found, lines = origin.of_point(point), {}
  for _, line in ipairs(found and found.lines or {}) do
    if type(line) == "table" and line.code then lines[#lines + 1] = line end
  end
  return lines
end

local function with_files(lines, point)
  return table.move(file_lines(point), 1, #file_lines(point), #lines + 1, lines)
end

local make = {}

function make.point(source, text)
  return origin.of_point(source.point, ("%s, %s: %s"):format(source.one.caption,
    tostring(source.point.period), text))
end

function make.limits(source, text)
  local points = source.points
  local last = points[#points]
  return { title = ("%s, seriens grænser: %s"):format(source.one.caption or "Serien", text),
    lines = with_files({ ("XmR: gennemsnittet af %s, %s til %s, og 2,66 gange den gennemsnitlige \z
      forskel fra tal til tal til hver side"):format(danish.plural(#points, "tal", "tal"),
      tostring(points[1].period), tostring(last.period)) }, last) }
end

function make.line(source, text, one)
  return { title = ("%s, den rette linje: %s"):format(source.one.caption, text),
    lines = with_files({ ("En ret linje fra %s til %s ved fristen %s, læst midt i tallets periode")
      :format(tostring(source.start.period), goal.target_text(one.goal),
        tostring(native.period(one.goal.deadline))) }, source.start) }
end

function make.target(_, text, one)
  return { title = ("Måltal: %s"):format(text), lines = {
    { label = "Besluttet", text = "»" .. one.goal.text .. "«" },
    { label = "Sted", text = one.goal.source } } }
end

-- Where a piece comes from; nil for what comes from nowhere in particular. A source is of one kind.
local function why_of(source, text, one)
  for kind, of in next, make do
    if source[kind] then return of(source, text, one) end
  end
end

-- The pieces of the reason of a judged goal, after those of `before` (a text, or nil) and before
-- `after`.
function reasons.pieces(one, before, after)
  local pieces, linked = { before }, has_place(one)
  for _, piece in ipairs(one.verdict.pieces) do
    local why = linked and piece.source and why_of(piece.source, piece.text, one)
    pieces[#pieces + 1] = why and { text = piece.text, why = why } or piece.text
  end
  if after and after ~= "" then pieces[#pieces + 1] = " " .. after end
  return pieces
end

-- A point as a figure of running text, linked where it stands in a frame.
function reasons.point(point, text, caption)
  return { text = text, why = origin.of_point(point, ("%s, %s: %s"):format(caption,
    tostring(point.period), text)) }
end

return reasons
