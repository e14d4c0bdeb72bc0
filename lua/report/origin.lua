-- Where a figure of a document comes from, as an appendix prints it. A figure with `why` is linked
-- to its entry there; the same entry serves every figure that names it.
--
--   { title = "Ressourceforløb i praktik, 3. kvt. 2021", lines = { "100 × 46 / 166",
--     { label = "Fil", text = "data/publicerede_tal.csv, linje 12", code = true } ... } }

local fault = require "fault"
local inline = require "report.inline"

local origin = {}

local function make_line(given, place)
  if type(given) ~= "table" then return { text = inline.text(given, place) } end
  return { label = given.label and inline.text(given.label, place),
    text = inline.text(given.text, place), code = given.code or nil }
end

local function make(given, place)
  if type(given) ~= "table" or type(given.lines) ~= "table" then
    fault.raise { what = place .. ": why is no origin of a figure",
      hint = 'why = { title = "...", lines = { "..." } }; report{...} makes one of why(t, 1, "x")' }
  end
  local made = { title = inline.text(given.title, place .. ", why"), lines = {} }
  for i, line in ipairs(given.lines) do made.lines[i] = make_line(line, place .. ", why") end
  return made
end

local function key_of(made)
  local parts = { made.title }
  for _, line in ipairs(made.lines) do
    parts[#parts + 1] = (line.label or "") .. "\0" .. line.text
  end
  return table.concat(parts, "\0\0")
end

-- Add an origin to `list` (which keeps its entries by text too) and give its number; one that says
-- the same is the same.
function origin.add(list, given, place)
  local made = make(given, place)
  local key = key_of(made)
  if not list.by_key[key] then
    list[#list + 1] = made
    made.number, list.by_key[key] = #list, #list
  end
  return list.by_key[key]
end

return origin
