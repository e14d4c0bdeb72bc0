-- The catalogue of what is asked of a whole series: before and after an event, against chance. For
-- help, and its examples are run as tests (tests/lua/test_functions.lua). Their code is in
-- lua/domain: this is only what is said of them.

local analysis = {}

local function row(name, usage, help, examples)
  return { name = name, usage = usage, help = help, examples = examples }
end

analysis.note = "Examples, over t: sixteen months from jan. 2019 (periode, antal = 10 12 11 13 \z
  four times, aktive = antal, personer = 40):"

-- The frame of the examples, by the functions that make one.
function analysis.example(frame, period)
  local months, counts, persons = {}, {}, {}
  for i = 1, 16 do
    months[i], counts[i], persons[i] = period "2019M01" + (i - 1), ({ 10, 12, 11, 13 })[(i - 1) % 4
      + 1], 40
  end
  return frame { { "periode", months }, { "antal", counts }, { "aktive", counts },
    { "personer", persons } }
end

analysis.rows = {
  row("compare.event", 'compare.event{ figures = t, value = "antal", at = "2020-03-11" }',
    "Before and after an event, each way a row: the raw difference, an interrupted time series \z
    with its season (counts by quasi-Poisson, shares and levels by least squares; Newey-West \z
    errors), and the difference against a benchmark. Where they disagree, that is the finding. \z
    figures and benchmark are frames with one figure a period. value, or numerator and \z
    denominator for a share; before and after: the periods of the raw difference, else the last \z
    one and its season before the event; from and to: the periods of the model; unit = \"pct.\" \z
    or model = \"least_squares\" where whole numbers are no counts, model = \"poisson\" where \z
    counts are not whole; offset, harmonics, lags: of the model. Gives frame (maal, vaerdi, \z
    nedre, oevre, enhed, bemaerkning), finding, rows, before, after, course (a frame with the \z
    counterfactual), model, notes.",
    { { 'compare.event{ figures = t, value = "antal", at = "2020-03-11" }.rows[1].estimate', 0 },
      { 'compare.event{ figures = t, value = "antal", at = "2020-03-11" }.before.period:id()',
        "2019M04" } }),
  row("compare.shares",
    'compare.shares{ figures = t, numerator = "aktive", denominator = "personer" }',
    "Shares in per cent with Wilson's interval for each period; with before and after the \z
    difference in percentage points with Newcombe's, and a sentence. value in place of the \z
    counts for a published share: no interval, and it is said. A share of few is named as small. \z
    Gives frame (periode, antal, af, andel, nedre, oevre, bemaerkning), notes, and difference, \z
    interval, crosses_zero, small, sentence.",
    { { 'compare.shares{ figures = t, numerator = "aktive", denominator = "personer", \z
        before = "2019M01", after = "2020M04" }.difference', 7.5 },
      { 'compare.shares{ figures = t, numerator = "aktive", denominator = "personer", \z
        before = "2019M01", after = "2020M04" }.crosses_zero', true } }),
  row("series.xmr", 'series.xmr{ figures = t, value = "antal" }',
    "The limits between which a series moves of itself (individuals chart; moving ranges that \z
    are far too large are screened, not with screen = false) and what is no chance: a point \z
    outside, seven on one side of the mean, seven that rise or fall, two of three near one \z
    limit. Under twelve points the limits are provisional. Gives frame (periode, vaerdi, \z
    gennemsnit, nedre, oevre, signal), centre, lower, upper, provisional, sentence, notes.",
    { { 'series.xmr{ figures = t, value = "antal" }.centre', 11.5 },
      { 'series.xmr{ figures = t, value = "antal" }.provisional', false } }),
  row("series.runs", 'series.runs{ figures = t, value = "antal" }',
    "Whether a series stays too long on one side of its median, or crosses it too seldom \z
    (Anhøj). Gives useful, longest, longest_limit, crossings, fewest, signal, sentence, notes.",
    { { 'series.runs{ figures = t, value = "antal" }.longest', 1 },
      { 'series.runs{ figures = t, value = "antal" }.signal', false } }),
  row("series.shares",
    'series.shares{ figures = t, numerator = "aktive", denominator = "personer" }',
    "Laney's P' chart: limits for shares of large and varying denominators. Gives frame \z
    (periode, andel, gennemsnit, nedre, oevre, in per cent), centre, spread, notes. Published \z
    shares without counts go to series.xmr.",
    { { 'series.shares{ figures = t, numerator = "aktive", denominator = "personer" }.centre',
      28.75 } }),
  row("series.assurance", 'series.assurance(chart, 80, "up")',
    "Whether a series, moving as it does, meets a target every time (\"pass\"), never (\"fail\") \z
    or now and then (\"either\"); the third argument is the way that is right. Gives the word \z
    and a sentence.",
    { { 'series.assurance(series.xmr{ figures = t, value = "antal" }, 3, "up")', "pass" },
      { 'series.assurance(series.xmr{ figures = t, value = "antal" }, 12, "up")', "either" } }),
}

-- The rows of a name, "series.xmr", or of a table, "series".
function analysis.find(name)
  local list = {}
  for _, one in ipairs(analysis.rows) do
    if one.name == name or one.name:match "^[^.]+" == name then list[#list + 1] = one end
  end
  return list
end

function analysis.names()
  local names = {}
  for i, one in ipairs(analysis.rows) do names[i] = one.name end
  return names
end

return analysis
