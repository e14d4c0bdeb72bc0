-- The follow-up for the committee as a document: every goal and recommendation with its figure now
-- and before, benchmark, verdict and reason; the comparisons before and after Covid-19; and, where
-- the figures are the published ones, what recomputing them gives.
--
-- A case: { own = the municipality, as_of =, judged = (goal.judge_all), sets = (comparison.sets),
-- compared = (benchmark.all), synthetic = true where all figures are made up, plan_of = whose goals
-- they are when not its own, public = files that may be printed as they are (report.document),
-- name = what the ledger knows the paper by, where it is to be noted there and told of those before
-- it }. Of the documents' own figures also checked = (claim.check_all), contradictions =, made_up =
-- (synthetic.figures), on_set = (awaited.judge).

local benchmarks = require "followup.benchmarks"
local cells = require "followup.cells"
local claims = require "followup.claims"
local comparisons = require "followup.comparisons"
local danish = require "report.danish"
local earlier = require "followup.earlier"
local goals = require "followup.goals"
local origin = require "followup.origin"
local paper = require "followup.paper"
local progress = require "followup.progress"
local reasons = require "followup.reasons"
local sources = require "followup.sources"
local strategy = require "followup.strategy"
local verdict = require "domain.verdict"

local committee = {}

-- ---- summary ----

local function comparison_of(case, id)
  for _, set in ipairs(case.sets) do
    for _, one in ipairs(set.list) do
      if one.definition.id == id then return one end
    end
  end
end

-- A figure of a point; of the published ones with where it comes from. The made-up sets of all the
-- municipalities say no more of theirs than their file.
local function figure(case, point, name, share)
  local shown = cells.text(point, share and 1 or 0, share and "pct." or nil)
  local title = ("%s, %s: %s"):format(name, tostring(point.period), shown)
  return { text = shown, why = not case.synthetic and origin.of_point(point, title) or nil }
end

local function key_share(case, id, label)
  local one = comparison_of(case, id)
  if not one or not one.difference then return nil end
  local after = figure(case, one.after, label, true)
  return { label = label, value = after.text, why = after.why,
    detail = ("%s; før %s (%s)"):format(tostring(one.after.period),
      danish.percent(one.before.value, 1), tostring(one.before.period)),
    verdict = one.word, tone = "neutral" }
end

local function key_figures(case)
  local items = {}
  for _, item in ipairs {
    { "andel_praktik_uddannelseshjaelp", "Unge på uddannelseshjælp i virksomhedspraktik" },
    { "andel_praktik_kontanthjaelp", "Aktivitetsparate på kontanthjælp i virksomhedspraktik" },
    { "andel_praktik_ressourceforloeb", "Ressourceforløb i virksomhedspraktik" },
    { "andel_praktik_jobafklaring", "Jobafklaringsforløb i virksomhedspraktik" },
  } do
    items[#items + 1] = key_share(case, item[1], item[2])
  end
  return items
end

local function verdict_counts(doc, judged)
  local counts, rows = goals.counts(judged), {}
  for _, word in ipairs(verdict.words) do
    rows[#rows + 1] = { { verdict = word }, danish.number(counts[word], 0) }
  end
  doc:table { caption = ("Mål efter status, %s i alt"):format(danish.plural(#judged, "mål", "mål")),
    columns = { { name = "word", label = "Status", header = true },
      { name = "count", label = "Antal mål", align = "right" } }, rows = rows }
end

-- A share that should rise and has fallen, or what should fall and has risen. Counts of activated
-- follow how many there are to activate: their shares tell.
local function has_worsened(one)
  if one.measure.direction == "down" then return one.word == "over niveau" end
  return one.measure.direction == "up" and one.unit == "pct." and one.word == "under niveau"
end

-- Goals that are behind, as items of a list.
local function behind(case)
  local items = {}
  for _, one in ipairs(case.judged) do
    if one.verdict.word == "bagud" or one.verdict.word == "ikke opfyldt" then
      local item = reasons.pieces(one, (" »%s« **Begrundelse:** "):format(one.goal.text))
      table.insert(item, 1, { verdict = { word = one.verdict.word,
        detail = one.verdict.certainty } })
      items[#items + 1] = item
    end
  end
  return items
end

local function fallen(case, one)
  local name, share = one.measure.caption .. ", " .. one.definition.caption, one.unit == "pct."
  return { ("**%s**: %s, fra "):format(name, one.word), figure(case, one.before, name, share),
    (" (%s) til "):format(tostring(one.before.period)), figure(case, one.after, name, share),
    (" (%s)."):format(tostring(one.after.period)) }
end

-- What a committee should notice: goals that are behind, and levels that have fallen.
local function notices(case)
  local items = behind(case)
  for _, set in ipairs(case.sets) do
    for _, one in ipairs(set.list) do
      if has_worsened(one) then items[#items + 1] = fallen(case, one) end
    end
  end
  if case.contradictions and #case.contradictions > 0 then
    items[#items + 1] = { "De offentliggjorte tal er uenige med sig selv ",
      claims.count(case.contradictions), "; se efterregningen." }
  end
  return items
end

-- Where counts of words come from: each word with how many have it.
local function counted(title, words, counts)
  local lines = {}
  for i, word in ipairs(words) do
    lines[i] = { label = word, text = danish.number(counts[word]) }
  end
  return { title = title, lines = lines }
end

local function summary(doc, case)
  local counts = goals.counts(case.judged)
  local with_figure = #case.judged - counts["intet måltal"] - counts["ingen data"]
  doc:heading(2, "Sammenfatning")
  local why = counted(("Målene efter status pr. %s"):format(
    danish.date(case.as_of)), verdict.words, counts)
  local function figure_of(count, strong)
    return { text = danish.number(count), strong = strong, why = why }
  end
  doc:paragraph { "Af ", figure_of(#case.judged), " mål kan ", figure_of(with_figure, true),
    (" dømmes på de tal, der er %s til og med %s. For "):format(
      case.synthetic and "i det syntetiske sæt" or "offentliggjort",
      danish.long_date(case.as_of)), figure_of(counts["intet måltal"]),
    " er der ikke sat et måltal, og for ", figure_of(counts["ingen data"]),
    " findes der endnu intet tal." }
  local items = key_figures(case)
  if #items > 0 then doc:key_figures(items) end
  verdict_counts(doc, case.judged)
  progress.chart(doc, case.judged, { title = "Vejen til målene" .. (case.synthetic
    and " (SYNTETISK)" or ""), description = "De mål, der er sat i tal og har et tal: fra \z
    udgangspunktet mod måltallet." })
  local noticed = notices(case)
  if #noticed > 0 then
    doc:heading(3, "Det bør udvalget lægge mærke til")
    doc:list(noticed)
  end
end

-- ---- recommendations and goals ----

local function is_recommendations(group)
  return group.plan.id:find "^anbefalinger" ~= nil
end

local function number_of(one)
  return one.goal.source:match "anbefaling (%d+)"
end

local function quoted_lines(text)
  local items = {}
  for line in text:gmatch "[^\n]+" do items[#items + 1] = "»" .. line .. "«" end
  return items
end

-- The goals of one recommendation, with what was printed about it.
local function recommendation(doc, case, number, title, list)
  doc:heading(3, title and ("Anbefaling %s: %s"):format(number, title) or "Anbefaling " .. number)
  local seen, status = {}, {}
  for _, one in ipairs(list) do
    for _, line in ipairs(quoted_lines(one.goal.status_text or "")) do
      if not seen[line] then status[#status + 1] = line end
      seen[line] = true
    end
  end
  if #status > 0 then
    doc:paragraph "Status, som den er forelagt:"
    doc:list(status)
  end
  local decision = list[1].goal.decision
  if decision then doc:paragraph("Udvalgets beslutning: »" .. decision:gsub("%.$", "") .. "«.") end
  goals.table(doc, ("Anbefaling %s: mål og status"):format(number), list,
    case.compared)
end

local function recommendations(doc, case, group)
  local numbers, lists = {}, {}
  for _, one in ipairs(group.list) do
    local number = number_of(one) or "uden nummer"
    if not lists[number] then
      lists[number] = {}
      numbers[#numbers + 1] = number
    end
    table.insert(lists[number], one)
  end
  doc:heading(2, "De otte anbefalinger")
  local titles = group.plan.titles or {}
  for _, number in ipairs(numbers) do
    recommendation(doc, case, number, titles[math.tointeger(number)], lists[number])
  end
end

local function all_goals(doc, case)
  local plans = goals.by_plan(case.judged)
  for _, group in ipairs(plans) do
    if is_recommendations(group) then recommendations(doc, case, group) end
  end
  doc:heading(2, "Mål i planer og projekter")
  for _, group in ipairs(plans) do
    if not is_recommendations(group) then
      doc:heading(3, group.plan.title)
      goals.table(doc, group.plan.title .. ": mål og status", group.list,
        case.compared)
    end
  end
end

-- ---- the document ----

local function before_and_after(doc, case)
  if #case.sets == 0 then return end
  doc:heading(2, "Før og efter Covid-19")
  doc:paragraph(("Andelene er regnet om af de %s antal. Ordet for niveauet følger \z
    grænserne i data/politik.lua og dømmes på de uafrundede tal."):format(
    case.synthetic and "opdigtede" or "offentliggjorte"))
  comparisons.sections(doc, case.sets, 3)
end

local function against_others(doc, case)
  if #case.compared == 0 then return end
  doc:heading(2, case.synthetic and #case.compared[1].others == 1
    and "Sammenligning med Hele landet" or "Sammenligning med RAR Østjylland og Hele landet")
  if not case.synthetic then benchmarks.explain(doc, case.own) end
  benchmarks.sections(doc, case.compared, case.own, 3)
end

local function recomputed(doc, case)
  local counts = claims.counts(case.checked)
  doc:heading(2, "Efterregning")
  local why = counted("Påstandene i data/paastande.lua, regnet efter",
    { "stemmer", "afviger", "kan ikke efterregnes" }, counts)
  local function figure_of(count, strong)
    return { text = danish.number(count), strong = strong, why = why }
  end
  doc:paragraph { "Af ", figure_of(#case.checked), " påstande i dokumenterne **stemmer** ",
    figure_of(counts.stemmer, true), ", ", figure_of(counts.afviger, true), " **afviger**, og ",
    figure_of(counts["kan ikke efterregnes"]), " kan ikke efterregnes." }
  claims.table(doc, "Påstande, der afviger", case.checked, "afviger")
  claims.contradictions(doc, case.contradictions)
end

-- What every follow-up holds for those who calculate on.
local function add_data(doc, case)
  doc.data = { __order = { "as_of", "omraade", "goals", "comparisons", "benchmarks" },
    as_of = case.as_of, omraade = case.own, goals = goals.data(case.judged, case.compared),
    comparisons = comparisons.data(case.sets), benchmarks = benchmarks.data(case.compared) }
end

local function add_published_data(doc, case)
  for _, name in ipairs { "claims", "contradictions", "synthetic_goals" } do
    table.insert(doc.data.__order, name)
  end
  doc.data.claims = claims.data(case.checked)
  doc.data.contradictions = claims.contradictions_data(case.contradictions)
  doc.data.synthetic_goals = strategy.data(case.judged, case.on_set)
end

local function head(case)
  return paper.new(case.own, { title = "Opfølgning på strategi og mål", committee = true,
    as_of = case.as_of, synthetic = case.synthetic, public = case.public,
    description = ("Status på mål, anbefalinger og udvikling, regnet af de %s tal."):format(
      case.synthetic and "opdigtede" or "offentliggjorte") })
end

-- The document of a case.
function committee.document(case)
  local doc = head(case)
  local told = case.name and earlier.attach(case.name, case.as_of, case.judged)
  if case.name then doc.published = earlier.published(case.name, case.judged) end
  doc.ledger = told and { paper = case.name, day = case.as_of:id(), sha256 = told.digest }
  if case.synthetic then
    paper.synthetic(doc, case.plan_of and ("Målene er dem, %s har besluttet, her brugt på %s.")
      :format(case.plan_of, case.own))
  end
  summary(doc, case)
  if told then earlier.section(doc, told, case.judged, doc.published) end
  all_goals(doc, case)
  before_and_after(doc, case)
  against_others(doc, case)
  if case.checked then
    recomputed(doc, case)
    strategy.appendix(doc, case.judged, case.on_set, case.made_up, case.as_of)
  end
  doc:heading(2, "Kilder")
  sources.section(doc, earlier.source(told))
  add_data(doc, case)
  if case.checked then add_published_data(doc, case) end
  table.insert(doc.data.__order, "inputs")
  doc.data.inputs = sources.data()
  return doc
end

return committee
