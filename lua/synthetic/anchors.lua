-- What the synthetic set must agree with: the published figures of Hedensted, by benefit, group,
-- measure and period. A share is kept in tenths of a per cent; what is hidden is one person. Where
-- the documents disagree with themselves no set can agree with both: tests/lua/test_synthetic.lua
-- names the two figures.

local calendar = require "synthetic.calendar"
local figures_of = require "domain.figures"
local numbers = require "synthetic.numbers"

local anchors = {}

local figures

local function value_of(row)
  if row.vaerdi == nil or type(row.vaerdi) ~= "number" then return 1 end -- hidden
  return math.tointeger(row.vaerdi) or row.vaerdi
end

-- { [t or q] = value } for the months (kind "M") or the quarters ("Q") of a measure. Of two
-- printings that disagree the table's is taken: `sted`. area: default Hedensted.
function anchors.of(ydelse, gruppe, maaling, kind, sted, area)
  figures = figures or figures_of.load()
  local found = {}
  local rows = figures:matching { omraade = area or "Hedensted", ydelse = ydelse, gruppe = gruppe,
    maaling = maaling, sted = sted }
  for row in rows:rows() do
    local id = row.periode:id()
    local at = calendar.at(id)
    if at and id:find(kind, 1, true) then found[at] = value_of(row) end
  end
  return found
end

-- The same in tenths: 60.1 -> 601.
function anchors.tenths(...)
  local found = anchors.of(...)
  for at, value in pairs(found) do found[at] = numbers.round(10 * value) end
  return found
end

-- The one published value of a row; `periode` is a year here.
local function one(ydelse, gruppe, maaling, periode)
  figures = figures or figures_of.load()
  local found = figures:matching { omraade = "Hedensted", ydelse = ydelse, gruppe = gruppe,
    maaling = maaling, periode = periode }
  return value_of { vaerdi = found:cell(1, "vaerdi") }
end

-- Of the newly unemployed of 2020, the per cent that is under 30.
function anchors.share_of_new()
  return one("Alle", "Under 30 år", "Andel af nyledige", "2020")
end

-- The labour force that the number and the per cent of unemployed of May 2020 make.
function anchors.labour_force()
  local count = one("Alle", "I alt", "Antal ledige fuldtidspersoner", "2020M05")
  local share = one("Alle", "I alt", "Ledige fuldtidspersoner i pct. af arbejdsstyrken", "2020M05")
  return numbers.round(100 * count / share)
end

return anchors
