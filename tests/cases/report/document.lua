-- A document that holds every element: what test_report.lua compares with the golden files beside
-- it, and what one looks at when the design is changed.

local danish = require "report.danish"
local document = require "report.document"
local json = require "report.json"
local native = require "native"

local doc = document.new {
  kicker = "Hedensted Kommune · Udvalget for Beskæftigelse",
  title = "Opfølgning på strategi og mål",
  subtitle = "De otte anbefalinger og målene i Beskæftigelsesplan 2021, efteråret 2021",
  as_of = "2021-09-30",
  description = "Prøve med alle elementer.",
  footer = "Tallene er afrundet én gang, ved udskriften. <Spørgsmål> & svar: Jobcenter Hedensted.",
  statuses = { ["afventer"] = { tone = "open", sign = "○" } },
}

local function figures_and_text()
  doc:key_figures {
    { label = "Personer på uddannelseshjælp", value = danish.number(276),
      detail = "-2,5 pct. siden 3. kvt. 2019", verdict = "på vej" },
    { label = "I virksomhedspraktik", value = danish.percent(100 * 58 / 276),
      detail = "før Covid-19: 21 pct.", verdict = "opfyldt" },
    { label = "Langtidsledige", value = "≥ 131", verdict = "bagud" },
    { label = "Voksenlærlinge", value = "38", detail = "af 55", verdict = "ikke opfyldt" },
  }
  doc:heading(2, "Sammenfatning")
  doc:paragraph {
    "Andelen af **uddannelseshjælpsmodtagere** i virksomhedspraktik er 21 pct., det samme som før "
      .. "Covid-19",
    { note = "58 af 276 i 3. kvt. 2021 mod 59 af 283 i 3. kvt. 2019." },
    ". Målet er ", { verdict = { word = "opfyldt", detail = "kan svinge" } },
    " (", { value = 100 * 58 / 276, decimals = 1, unit = "pct.", why = { title =
      "Andel i virksomhedspraktik, 3. kvt. 2021", lines = { "100 × 58 / 276",
      { label = "Fil", text = "data/publicerede_tal.csv, linje 12 og 13", code = true } } } },
    "). For jobafklaring er ændringen -3,2 procentpoint; se ",
    { text = "tabellen", href = "#foer-og-efter" }, " og ",
    { text = "jobindsats.dk", href = "https://www.jobindsats.dk/" }, ".",
  }
  doc:paragraph [[
    Et afsnit kan skrives over flere linjer
    i scriptet; en stjerne \*\* og et <b>mærke</b> & en | streg betyder sig selv.]]
  doc:list { "Kontanthjælp: 22 pct. mod 19 pct.", "Ressourceforløb: **27,7 pct.** mod 30,6 pct.",
    "Sygedagpenge: ingen tal" }
  doc:list { ordered = true, "Find de unge uden uddannelse.", "Tilbyd praktik inden for 14 dage." }
  doc:note("Små grupper svinger: én person flytter andelen 3 procentpoint eller mere, når der er "
    .. "færre end 30.", { label = "Læsevejledning" })
end

local function comparisons()
  doc:heading(2, "Før og efter Covid-19")
  doc:table {
    id = "foer-og-efter",
    caption = "Personer og andel i virksomhedspraktik før og efter Covid-19",
    columns = {
      { name = "ydelse", label = "Ydelse", header = true },
      { name = "foer", label = "Personer", group = "3. kvt. 2019" },
      { name = "foer_pct", label = "I praktik, pct.", group = "3. kvt. 2019" },
      { name = "efter", label = "Personer", group = "3. kvt. 2021" },
      { name = "efter_pct", label = "I praktik, pct.", group = "3. kvt. 2021" },
      { name = "ord", label = "Vurdering" },
    },
    rows = {
      { group = "Unge" },
      { ydelse = "Uddannelseshjælp", foer = "283", foer_pct = "20,8", efter = "276",
        efter_pct = "21,0", ord = { verdict = "på niveau" } },
      { group = "Voksne" },
      { "Kontanthjælp, aktivitetsparate", "187", "18,7", "165", "21,8",
        { verdict = "over niveau", tone = "good" } },
      { "Ressourceforløb", "183", { text = "30,6", note = "Med 36 hver måned." }, "166", "27,7",
        { verdict = "næsten på niveau", detail = "kan svinge" } },
      { "Jobafklaring", "214", "30,4", "132", { text = "27,3", note = "Foreløbigt tal." },
        { verdict = "under niveau", tone = "behind" } },
      { "I alt", "1.867", "–", "≥ 739", "–", "", strong = true },
    },
    note = { "– : der er intet tal.", "≥ : mindst; et tal i summen er skjult." },
    source = "jobindsats.dk, Antal personer",
  }
  doc:chart {
    kind = "bar", title = "Andel i virksomhedspraktik", unit = "pct.",
    description = "Andel af modtagerne i praktik i 3. kvartal før og efter Covid-19.",
    x_label = "Ydelse",
    series = {
      { label = "3. kvt. 2019", points = {
        { x = "Uddannelseshjælp", y = 100 * 59 / 283, text = "21 pct." },
        { x = "Kontanthjælp, aktivitetsparate", y = 100 * 35 / 187, text = "19 pct." },
        { x = "Ressourceforløb", y = 100 * 56 / 183, text = "31 pct.", low = 24.4, high = 37.6 },
        { x = "Sygedagpenge", text = "ingen data" } } },
      { label = "3. kvt. 2021", points = {
        { x = "Uddannelseshjælp", y = 100 * 58 / 276, text = "21 pct." },
        { x = "Kontanthjælp, aktivitetsparate", y = 100 * 36 / 165, text = "22 pct." },
        { x = "Ressourceforløb", y = 100 * 46 / 166, text = "28 pct.", low = 21.5, high = 35 },
        { x = "Sygedagpenge", y = 4.25, text = "4 pct." } } },
    },
    source = "jobindsats.dk",
  }
end

local LOCAL = { 3.1, 3.0, 2.9, 2.9, 2.8, 2.9, 3.2, 3.4, 4.6, 5.1, 5.0, 4.6 }
local COUNTRY = { 3.6, 3.6, 3.7, 3.8, 4.0, 3.9, 4.1, 5.2, 5.6, 5.5, nil, 5.1 }

local function development()
  doc:heading(3, "Ledigheden måned for måned")
  local function points(values)
    local list, first = {}, native.period "2019M09"
    for i = 1, 12 do list[i] = { x = first + (i - 1), y = values[i] } end
    return list
  end
  doc:chart {
    kind = "line", title = "Ledige i pct. af arbejdsstyrken", unit = "pct.", decimals = 1,
    series = { { label = "Hedensted", points = points(LOCAL) },
      { label = "Hele landet", points = points(COUNTRY) } },
    marks = { { x = native.period "2020M03", label = "Første nedlukning" } },
    note = "Tallet for Hele landet mangler i juli 2020.",
  }
  doc:chart {
    kind = "bar", title = "Ændring i antal personer fra 3. kvt. 2019 til 3. kvt. 2021",
    unit = "pct.", decimals = 1, x_label = "Område",
    series = { { label = "Ændring", points = {
      { x = "Hedensted", y = -2.5, text = "-2,5 pct." }, { x = "Horsens", y = 3.25 },
      { x = "RAR Østjylland", y = -12.75 } } } },
  }
end

-- Every form of chart that is not above.
local function further_charts()
  doc:heading(3, "Flere figurer")
  local function points(values, more)
    local list, first = {}, native.period "2019M09"
    for i = 1, 12 do
      list[i] = { x = first + (i - 1), y = values[i], low = more and values[i] and values[i] - more,
        high = more and values[i] and values[i] + more }
    end
    return list
  end
  doc:chart {
    kind = "line", title = "Aktiverede mod det, der ville være sket", unit = "personer",
    series = { { label = "Observeret", points = points { 96, 98, 97, 101, 99, 100, 84, 62, 60, 71,
      80, 88 } }, { label = "Uden nedlukning", role = "counterfactual",
      points = points({ nil, nil, nil, nil, nil, nil, 100, 101, 101, 102, 102, 103 }, 6) } },
    marks = { { x = native.period "2020M03", label = "Covid-19, 11. marts 2020" } },
    limits = { { y = 110, label = "Øvre grænse" }, { y = 88, label = "Nedre grænse" } },
  }
  doc:chart {
    kind = "dot", title = "Andel i virksomhedspraktik i RAR Østjylland", unit = "pct.",
    decimals = 1, x_label = "Kommune", highlight = "Hedensted",
    series = { { label = "3. kvt. 2019", points = { { x = "Hedensted", y = 20.8 },
      { x = "Horsens", y = 17.3 }, { x = "Odder", y = 15.1 } } },
      { label = "3. kvt. 2021", points = { { x = "Hedensted", y = 21, low = 16.6, high = 26.2 },
        { x = "Horsens", y = 14.2, low = 12.1, high = 16.6 }, { x = "Odder" } } } },
    limits = { { y = 16.4, label = "RAR Østjylland" } },
  }
  doc:chart {
    kind = "multiples", title = "Modtagere efter ydelse", unit = "personer",
    series = { { label = "Kontanthjælp", points = points { 187, 186, 184, 183, 180, 179, 182, 185,
      181, 176, 170, 165 } }, { label = "Ressourceforløb", points = points { 183, 182, 182, 180,
      178, 177, 176, 174, 172, 170, 168, 166 } }, { label = "Jobafklaring", points = points { 214,
      210, 200, 190, 184, 176, 168, 160, 150, 144, 138, 132 } }, { label = "Uddannelseshjælp",
      points = points { 283, 280, 281, 279, 280, 282, 285, 284, 281, 279, 278, 276 } } },
    marks = { { x = native.period "2020M03", label = "Covid-19, 11. marts 2020" } },
  }
  doc:chart {
    kind = "progress", title = "Vejen til målene", items = {
      { label = "Voksenlærlinge", start = 30, now = 38, target = 55 },
      { label = "Langtidsledige, højst 100", start = 160, now = 131, target = 100 },
      { label = "Unge i aktivering", start = 63, now = 74, target = 75, unit = "pct." },
      { label = "Uddannelsesløft", start = 4, now = 15, target = 15 },
      { label = "Sygefravær", start = 4.1, now = 4.6, target = 3.5, unit = "pct.", decimals = 1 },
    },
  }
end

local function goals()
  doc:heading(2, "Målene")
  doc:heading(3, "Mål i Beskæftigelsesplan 2021")
  doc:heading(4, "De unge")
  doc:status_table {
    caption = "Status på målene",
    columns = { { label = "Mål", header = true }, { label = "Nu" }, { label = "Mål for 2021" },
      { label = "Status" }, { label = "Begrundelse" } },
    rows = {
      { "Andel unge i aktivering", "74 pct.", "75 pct.", { verdict = "på vej" },
        "Andelen er steget 11 procentpoint og mangler 1 procentpoint; fristen er 31. dec. 2021." },
      { "Voksenlærlinge", "38", "55", { verdict = "bagud" }, "17 mangler på tre måneder." },
      { "Uddannelsesløft", "15", "15", { verdict = "opfyldt" }, "Målet er nået i aug. 2021." },
      { "Langtidsledige", "131", "≤ 100", { verdict = "ikke opfyldt" }, "Fristen er overskredet." },
      { "Virksomhedsbesøg", "412", "Xx", { verdict = "intet måltal" },
        "Planen sætter ikke et tal på målet." },
      { "Tilfredshed", "–", "80 pct.", { verdict = "ingen data" }, "Der er ingen måling endnu." },
      { "Ny screening", "–", "–", { verdict = "afventer" }, "Tages op i foråret 2022." },
    },
  }
end

local function last_pages()
  doc:heading(2, "Kilder")
  doc:sources {
    { path = "data/publicerede_tal.csv", text = "De offentliggjorte tal",
      sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" },
    { text = "Opfølgning på otte anbefalinger", href = "https://example.dk/punkt?a=1&b=2" },
  }
  doc:appendix "Sådan er tallene beregnet"
  doc:paragraph "En andel er tælleren divideret med nævneren, begge fra samme periode."
end

figures_and_text()
comparisons()
development()
further_charts()
goals()
last_pages()

doc.data = {
  __order = { "comparisons", "goals", "claims" },
  comparisons = {
    { __order = { "id", "ydelse", "before", "after", "difference", "unit", "word" },
      id = "praktik-uddannelseshjaelp", ydelse = "Uddannelseshjælp",
      before = { __order = { "period", "value" }, period = native.period "2019Q3",
        value = 100 * 59 / 283 },
      after = { __order = { "period", "value" }, period = native.period "2021Q3",
        value = 100 * 58 / 276 },
      difference = 0.25, unit = "procentpoint", word = "på niveau" },
  },
  goals = { { __order = { "id", "text", "value", "target" }, id = "unge-1",
    text = 'Flere unge i "aktivering"', value = 74, target = json.null } },
  claims = {},
}

return doc
