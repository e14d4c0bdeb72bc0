-- Opfølgning på strategi og mål: the follow-up for the committee.
--
-- Purpose: every goal and recommendation with its figure now and before, benchmark, verdict and
--   reason; the comparisons before and after Covid-19; what recomputing the figures gives. An
--   appendix judges the goals that have no published figure on the synthetic set, beside the RAR
--   and the country; it says SYNTETISK and turns no verdict.
-- Usage:   indsats scripts/opfoelgning.lua [--out DIR] [--format LIST] [--as-of DATE]
--   --out DIR     also write opfoelgning.md, opfoelgning.html and opfoelgning.json there
--   --format LIST write these instead: md,html,json,txt,csv,xlsx,docx,pdf
--   --as-of DATE  the day it is written for: figures of periods that end later are not seen.
--                 Default: the end of the latest period in the figures
-- Input:   data/publicerede_tal.csv, data/maalinger.lua, data/omraader.csv, data/planer/*.lua,
--   data/sammenligninger.lua, data/paastande.lua, data/politik.lua, data/udgangspunkter.lua,
--   data/syntetisk/ (make data)

local awaited = require "followup.awaited"
local benchmark = require "domain.benchmark"
local benchmarks = require "followup.benchmarks"
local claim = require "domain.claim"
local claims = require "followup.claims"
local comparison = require "domain.comparison"
local comparisons = require "followup.comparisons"
local danish = require "report.danish"
local document = require "report.document"
local figures_of = require "domain.figures"
local goal = require "domain.goal"
local goals = require "followup.goals"
local output = require "report.output"
local plan = require "domain.plan"
local script = require "script"
local sources = require "followup.sources"
local strategy = require "followup.strategy"
local synthetic = require "domain.synthetic"

local OWN = "Hedensted"

local accepted = { output.options "opfoelgning" }
accepted[#accepted + 1] = { name = "--as-of", value = "DATE", key = "as_of", kind = "date",
  help = "dagen, den gælder for, fx 2021-09-30" }

local options = script.options(arg, { name = "scripts/opfoelgning.lua",
  purpose = "Opfølgning på strategi og mål for " .. OWN .. ".", options = accepted })
output.wanted(options)

local figures = figures_of.load()
local as_of = options.as_of or figures:latest_day()
local judged = goal.judge_all(plan.all(figures), figures, as_of)
local plans = goals.by_plan(judged)
local sets = comparison.sets(figures, as_of)
local compared = benchmark.all(figures, OWN, as_of)
local checked = claim.check_all(figures, as_of)
local made_up = synthetic.figures()
local on_set = awaited.judge(judged, made_up, as_of)
local contradictions = claim.contradictions(figures:until_day(as_of))

local doc = document.new { title = "Opfølgning på strategi og mål",
  kicker = OWN .. " Kommune, Udvalget for Beskæftigelse", as_of = as_of,
  description = "Status på mål, anbefalinger og udvikling, regnet af de offentliggjorte tal." }

-- ---- summary ----

local function comparison_of(id)
  for _, set in ipairs(sets) do
    for _, one in ipairs(set.list) do
      if one.definition.id == id then return one end
    end
  end
end

local function key_share(id, label)
  local one = comparison_of(id)
  if not one or not one.difference then return nil end
  return { label = label, value = danish.percent(one.after.value, 1),
    detail = ("%s; før %s (%s)"):format(tostring(one.after.period),
      danish.percent(one.before.value, 1), tostring(one.before.period)),
    verdict = one.word, tone = "neutral" }
end

local function key_figures()
  local items = {}
  for _, item in ipairs {
    { "andel_praktik_uddannelseshjaelp", "Unge på uddannelseshjælp i virksomhedspraktik" },
    { "andel_praktik_kontanthjaelp", "Aktivitetsparate på kontanthjælp i virksomhedspraktik" },
    { "andel_praktik_ressourceforloeb", "Ressourceforløb i virksomhedspraktik" },
    { "andel_praktik_jobafklaring", "Jobafklaringsforløb i virksomhedspraktik" },
  } do
    items[#items + 1] = key_share(item[1], item[2])
  end
  return items
end

local function verdict_counts()
  local counts, rows = goals.counts(judged), {}
  for _, word in ipairs(require("domain.verdict").words) do
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

-- What a committee should notice: goals that are behind, and levels that have fallen.
local function notices()
  local items = {}
  for _, one in ipairs(judged) do
    if one.verdict.word == "bagud" or one.verdict.word == "ikke opfyldt" then
      items[#items + 1] = {
        { verdict = { word = one.verdict.word, detail = one.verdict.certainty } },
        (" »%s« **Begrundelse:** %s"):format(one.goal.text, one.verdict.reason) }
    end
  end
  for _, set in ipairs(sets) do
    for _, one in ipairs(set.list) do
      if has_worsened(one) then
        local share = one.unit == "pct."
        local text = share and danish.percent or danish.number
        items[#items + 1] = ("**%s, %s**: %s, fra %s (%s) til %s (%s)."):format(
          one.measure.caption, one.definition.caption, one.word,
          text(one.before.value, share and 1 or 0), tostring(one.before.period),
          text(one.after.value, share and 1 or 0), tostring(one.after.period))
      end
    end
  end
  if #contradictions > 0 then
    items[#items + 1] = ("De offentliggjorte tal er uenige med sig selv %s; se efterregningen.")
      :format(danish.plural(#contradictions, "sted", "steder"))
  end
  return items
end

local function summary()
  local counts = goals.counts(judged)
  local with_figure = #judged - counts["intet måltal"] - counts["ingen data"]
  doc:heading(2, "Sammenfatning")
  doc:paragraph(("Af %d mål kan **%d** dømmes på de tal, der er offentliggjort til og med %s. For \z
    %d er der ikke sat et måltal, og for %d findes der endnu intet tal."):format(#judged,
    with_figure, danish.long_date(as_of), counts["intet måltal"], counts["ingen data"]))
  local items = key_figures()
  if #items > 0 then doc:key_figures(items) end
  verdict_counts()
  local noticed = notices()
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
local function recommendation(number, title, list)
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
    compared)
end

local function recommendations(group)
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
    recommendation(number, titles[math.tointeger(number)], lists[number])
  end
end

local function all_goals()
  for _, group in ipairs(plans) do
    if is_recommendations(group) then recommendations(group) end
  end
  doc:heading(2, "Mål i planer og projekter")
  for _, group in ipairs(plans) do
    if not is_recommendations(group) then
      doc:heading(3, group.plan.title)
      goals.table(doc, group.plan.title .. ": mål og status", group.list, compared)
    end
  end
end

-- ---- the document ----

local function before_and_after()
  doc:heading(2, "Før og efter Covid-19")
  doc:paragraph "Andelene er regnet om af de offentliggjorte antal. Ordet for niveauet følger \z
    grænserne i data/politik.lua og dømmes på de uafrundede tal."
  comparisons.sections(doc, sets, 3)
end

local function against_others()
  if #compared == 0 then return end
  doc:heading(2, "Sammenligning med RAR Østjylland og Hele landet")
  benchmarks.explain(doc, OWN)
  benchmarks.sections(doc, compared, OWN, 3)
end

local function recomputed()
  local counts = claims.counts(checked)
  doc:heading(2, "Efterregning")
  doc:paragraph(("Af %d påstande i dokumenterne **stemmer %d**, **%d afviger**, og %d kan ikke \z
    efterregnes."):format(#checked, counts.stemmer, counts.afviger,
    counts["kan ikke efterregnes"]))
  claims.table(doc, "Påstande, der afviger", checked, "afviger")
  claims.contradictions(doc, contradictions)
end

summary()
all_goals()
before_and_after()
against_others()
recomputed()
strategy.appendix(doc, judged, on_set, made_up, as_of)
doc:heading(2, "Kilder")
sources.section(doc)

doc.data = { __order = { "as_of", "omraade", "goals", "comparisons", "benchmarks", "claims",
    "contradictions", "synthetic_goals", "inputs" },
  as_of = as_of, omraade = OWN, goals = goals.data(judged, compared),
  comparisons = comparisons.data(sets),
  benchmarks = benchmarks.data(compared), claims = claims.data(checked),
  contradictions = claims.contradictions_data(contradictions),
  synthetic_goals = strategy.data(judged, on_set), inputs = sources.data() }

output.write(doc, "opfoelgning", options)
