-- Strategy and goals beside others, on the synthetic set: an appendix to the follow-up. Goals that
-- no published figure can judge are judged on made-up ones; published shares of Hedensted get the
-- RAR and the country beside them, made up too. Nothing of it turns a verdict of the follow-up.

local awaited = require "followup.awaited"
local before_covid = require "followup.before_covid"
local cells = require "followup.cells"
local danish = require "report.danish"
local json = require "report.json"
local measure = require "domain.measure"
local paper = require "followup.paper"
local progress = require "followup.progress"
local reasons = require "followup.reasons"
local synthetic = require "domain.synthetic"

local strategy = {}

local OTHERS = { paper.RAR, paper.COUNTRY }

-- ---- goals without a published figure ----

local function last_with_value(points)
  for i = #points, 1, -1 do
    if points[i].value then return points[i] end
  end
end

local function at(points, period)
  return period and cells.at(points, period) or nil
end

-- Only shares and means compare between areas of different sizes.
local compares = { ["pct."] = true, uger = true }

local function number(value, source)
  return danish.number(value, measure.find(source.maaling).decimals)
end

local function own_figure(point, source)
  return cells.text(point, measure.find(source.maaling).decimals)
end

-- The figure of another area at a point's period; "–" where the set has none.
local function elsewhere(figures, each, point, name)
  local source = each.source
  if not compares[each.unit] then return "–" end
  local found = figures:matching { omraade = name, ydelse = source.ydelse,
    gruppe = source.gruppe, maaling = source.maaling, periode = point.period:id() }
  if #found ~= 1 or found:reason(1, "vaerdi") then return "–" end
  return number(found:cell(1, "vaerdi"), source)
end

-- The rows of one goal: one for each of its figures, the verdict with the first.
local function goal_rows(rows, made, figures)
  rows[#rows + 1] = { group = "»" .. made.goal.text .. "«" }
  for i, each in ipairs(made.indicators) do
    local now = last_with_value(each.points)
    local before = at(each.points, made.goal.baseline)
    local row = { each.caption .. (each.unit and ", " .. each.unit or ""),
      before and before.value and own_figure(before, each.source) or "–",
      now and { text = own_figure(now, each.source), note = tostring(now.period) } or "–" }
    for _, name in ipairs(OTHERS) do
      row[#row + 1] = now and elsewhere(figures, each, now, name) or "–"
    end
    row[#row + 1] = i == 1 and { verdict = { word = made.verdict.word,
      detail = made.verdict.certainty } } or ""
    rows[#rows + 1] = row
  end
end

-- In the order of the plans. A goal of the same words is told once.
local function in_order(judged, on_set)
  local list, seen = {}, {}
  for _, one in ipairs(judged) do
    local made = on_set[one.goal.id]
    local key = made and one.goal.text .. "|" .. made.indicators[1].caption
    if made and not seen[key] then list[#list + 1] = made end
    if made then seen[key] = true end
  end
  return list
end

local function goals_table(doc, list, figures)
  local rows = {}
  for _, made in ipairs(list) do goal_rows(rows, made, figures) end
  doc:table { caption = "Mål uden offentliggjort tal, med benchmark (SYNTETISK)", columns = {
    { name = "what", label = "Tal", header = true },
    { name = "before", label = "Før", align = "right" },
    { name = "now", label = "Nu", align = "right" },
    { name = "rar", label = "RAR Østjylland", align = "right" },
    { name = "country", label = "Hele landet", align = "right" },
    { name = "status", label = "Status" } }, rows = rows,
    note = "Før er det, målet regnes fra (data/udgangspunkter.lua). RAR Østjylland og Hele landet \z
      er fra samme periode; Hedensted indgår i begge. Antal har ingen benchmark: områderne er \z
      ikke lige store." }
end

-- ---- published shares with made-up neighbours ----

local shares = {
  { "Andel i virksomhedspraktik, 3. kvt. 2021", "2021Q3", {
    { "Uddannelseshjælp", "I alt" }, { "Kontanthjælp", "Aktivitetsparate" },
    { "Ressourceforløb", "I alt" }, { "Jobafklaringsforløb", "I alt" } },
    function(omraade, group)
      return before_covid.in_offer(omraade, group, "Virksomhedspraktik i alt", "kvartal")
    end },
  { "Andel aktiveringsberørte, sep. 2021", "2021M09", {
    { "Uddannelseshjælp", "I alt" }, { "Kontanthjælp", "Aktivitetsparate" },
    { "Ressourceforløb", "I alt" } },
    function(omraade, group)
      return before_covid.in_offer(omraade, group, "Tilbud i alt", "maaned")
    end },
  { "Andel med ordinære løntimer, 2. kvt. 2021", "2021Q2", {
    { "Kontanthjælp", "Aktivitetsparate" }, { "Uddannelseshjælp", "I alt" },
    { "Ressourceforløb", "I alt" } },
    function(omraade, group)
      return synthetic.points("ordinaere_timer_kvartal", "Andel personer med ordinære timer",
        { omraade = omraade, ydelse = group[1], gruppe = group[2] })
    end },
}

-- { kind =, group = its name, own =, others = { values } } for each share that is seen on the day.
local function seen_shares(as_of)
  local list = {}
  for _, kind in ipairs(shares) do
    for _, group in ipairs(kind[3]) do
      local own = at(kind[4](paper.OWN, group), kind[2])
      if own and own.value and own.period.last_day <= as_of then
        local one = { kind = kind[1], own = own.value, others = {},
          group = group[1] .. (group[2] == "I alt" and "" or ", " .. group[2]:lower()) }
        for k, name in ipairs(OTHERS) do one.others[k] = at(kind[4](name, group), kind[2]).value end
        list[#list + 1] = one
      end
    end
  end
  return list
end

local function share_rows(list)
  local rows, kind = {}, nil
  for _, one in ipairs(list) do
    if one.kind ~= kind then rows[#rows + 1] = { group = one.kind } end
    kind = one.kind
    local row = { one.group, danish.number(one.own, 1) }
    for k, value in ipairs(one.others) do
      row[k + 2] = danish.number(value, 1)
      row[k + 4] = danish.signed(one.own - value, 1)
    end
    rows[#rows + 1] = row
  end
  return rows
end

-- A row of dots for each share: own, the RAR, the country.
local function shares_chart(doc, list)
  local series = { { label = paper.OWN, points = {} } }
  for k, name in ipairs(OTHERS) do
    series[k + 1] = { label = name .. " (SYNTETISK)", points = {} }
  end
  for i, one in ipairs(list) do
    local x = ("%s: %s"):format(one.kind:match "^[^,]+", one.group)
    series[1].points[i] = { x = x, y = one.own, text = danish.number(one.own, 1) }
    for k, value in ipairs(one.others) do
      series[k + 1].points[i] = { x = x, y = value, text = danish.number(value, 1) }
    end
  end
  doc:chart { kind = "dot", title = "Hedensteds offentliggjorte andele mod andres (SYNTETISK)",
    unit = "pct.", decimals = 1, zero = true, series = series, x_label = "Andel",
    description = "En række for hver andel, en prik for hvert område." }
end

local function shares_table(doc, as_of)
  local list = seen_shares(as_of)
  local rows = share_rows(list)
  if #rows == 0 then return end
  shares_chart(doc, list)
  doc:table { caption = "Hedensteds offentliggjorte andele, andre områder SYNTETISK, pct.",
    columns = { { name = "what", label = "Gruppe", header = true },
      { name = "own", label = "Hedensted", align = "right" },
      { name = "rar", label = "RAR", group = "SYNTETISK", align = "right" },
      { name = "country", label = "Landet", group = "SYNTETISK", align = "right" },
      { name = "d1", label = "Mod RAR", group = "Procentpoint", align = "right" },
      { name = "d2", label = "Mod landet", group = "Procentpoint", align = "right" } },
    rows = rows, note = "RAR er RAR Østjylland. Hedensteds tal er de offentliggjorte." }
end

-- ---- the appendix ----

-- judged: from goal.judge_all. on_set: from awaited.judge. figures: synthetic.figures().
function strategy.appendix(doc, judged, on_set, figures, as_of)
  local list = in_order(judged, on_set)
  if #list == 0 then return end
  doc:appendix "Strategi og mål mod andre (SYNTETISK)"
  paper.synthetic(doc, ("Dommene her er ikke opfølgningens: de viser, hvordan %s uden \z
    offentliggjort tal vil blive dømt, når tallene er der."):format(danish.plural(#list, "mål",
      "mål")))
  goals_table(doc, list, figures)
  progress.chart(doc, list, { title = "Vejen til målene (SYNTETISK)",
    description = "De mål, der er sat i tal: fra udgangspunktet mod måltallet, hvert på sin egen \z
      skala." })
  shares_table(doc, as_of)
  local items = {}
  for i, made in ipairs(list) do
    items[i] = reasons.pieces(made, ("**%s:** "):format(made.indicators[1].caption),
      awaited.start_text(made))
  end
  doc:heading(3, "Begrundelser (SYNTETISK)")
  doc:list(items)
end

-- For doc.data.
function strategy.data(judged, on_set)
  local list = {}
  for i, made in ipairs(in_order(judged, on_set)) do
    local now = last_with_value(made.indicators[1].points)
    list[i] = { __order = { "id", "syntetisk", "verdict", "value", "period" },
      id = made.goal.id, syntetisk = true, verdict = made.verdict.word,
      value = cells.value(now), period = now and now.period or json.null }
  end
  return list
end

return strategy
