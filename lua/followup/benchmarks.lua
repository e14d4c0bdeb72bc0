-- Benchmarks as sections of a document: own municipality beside the RAR and the country.

local area = require "domain.area"
local danish = require "report.danish"
local json = require "report.json"

local benchmarks = {}

local function title(one)
  local group = one.gruppe == "I alt" and "" or ", " .. one.gruppe:lower()
  return ("%s%s: %s"):format(one.ydelse, group, one.measure.caption)
end

local function value(one, x)
  return danish.number(x, one.measure.decimals or 1) .. (one.unit == "pct." and " pct." or "")
end

-- What the sets hold: said once, for both hold the own municipality.
function benchmarks.explain(doc, own)
  local members = {}
  for i, one in ipairs(area.members "RAR Østjylland") do members[i] = one.name end
  doc:note(("%s indgår selv i både RAR Østjylland og Hele landet, som tallene er offentliggjort. \z
    RAR Østjylland er de %d kommuner i det regionale arbejdsmarkedsråd 2015-2024: %s. Der er kun \z
    offentliggjort andele og ikke antal, så der er ikke regnet interval."):format(own, #members,
    danish.list(members)))
end

-- A table and a chart for each figure that has a benchmark.
function benchmarks.sections(doc, list, own, level)
  for _, one in ipairs(list) do
    doc:heading(level, title(one))
    local rows = { { own, value(one, one.own), "–", "–", strong = true } }
    local points = { { x = own, y = one.own, text = value(one, one.own) } }
    for _, other in ipairs(one.others) do
      rows[#rows + 1] = { other.area.name, value(one, other.value),
        danish.points_change(other.difference, 1), ("%s gange"):format(danish.number(other.ratio,
          1)) }
      points[#points + 1] = { x = other.area.name, y = other.value, text = value(one,
        other.value) }
    end
    doc:table { caption = ("%s, %s"):format(title(one), tostring(one.period)), columns = {
      { name = "area", label = "Område", header = true },
      { name = "value", label = one.unit == "pct." and "Andel" or "Antal", align = "right" },
      { name = "difference", label = own .. " mod området", align = "right" },
      { name = "ratio", label = own .. " i forhold", align = "right" } }, rows = rows }
    doc:chart { kind = "bar", title = ("%s, %s"):format(title(one), tostring(one.period)),
      unit = one.unit, decimals = one.measure.decimals or 1,
      description = ("%s i %s, RAR Østjylland og Hele landet."):format(one.measure.caption, own),
      series = { { label = tostring(one.period), points = points } } }
  end
end

-- For doc.data.
function benchmarks.data(list)
  local found = {}
  for i, one in ipairs(list) do
    local others = {}
    for k, other in ipairs(one.others) do
      others[k] = { __order = { "omraade", "value", "difference", "ratio" },
        omraade = other.area.name, value = other.value, difference = other.difference,
        ratio = other.ratio }
    end
    found[i] = { __order = { "ydelse", "gruppe", "maaling", "period", "unit", "own", "others" },
      ydelse = one.ydelse, gruppe = one.gruppe, maaling = one.measure.caption,
      period = one.period, unit = one.unit, own = one.own or json.null, others = others }
  end
  return found
end

return benchmarks
