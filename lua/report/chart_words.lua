-- What a drawing shows, in words, for those who do not see it; the figures stand in its table.

local danish = require "report.danish"

local chart_words = {}

local FORMS = { bar = "Søjlediagram", line = "Kurvediagram", dot = "Prikdiagram",
  multiples = "Små kurvediagrammer", progress = "Fremdrift" }

-- The categories where a series has a preliminary figure.
local function preliminary(block)
  local list = {}
  for i, name in ipairs(block.categories) do
    for _, series in ipairs(block.series) do
      if series.preliminary[i] and list[#list] ~= name then list[#list + 1] = name end
    end
  end
  return list
end

function chart_words.describe(block)
  local names = {}
  for i, series in ipairs(block.series) do names[i] = series.label end
  local count = #block.categories
  local over = count > 6 and ("%s til %s"):format(block.categories[1], block.categories[count])
    or danish.list(block.categories)
  local text = ("%s: %s for %s."):format(FORMS[block.form], danish.list(names), over)
  for _, mark in ipairs(block.marks) do
    text = ("%s Markeret: %s, %s."):format(text, block.categories[mark.at], mark.label)
  end
  for _, limit in ipairs(block.limits) do
    text = ("%s %s: %s."):format(text, limit.label, limit.text)
  end
  local early = preliminary(block)
  if #early > 0 then text = ("%s Foreløbigt: %s."):format(text, danish.list(early)) end
  return text .. " Tallene står i tabellen under figuren."
end

return chart_words
