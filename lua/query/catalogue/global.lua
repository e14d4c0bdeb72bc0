-- The catalogue of the globals: what stands beside verbs and functions of expressions. The prelude
-- makes them. A row: name; usage; help.

local globals = {}

globals.rows = {
  { name = "read", usage = 'read "fil.csv"', help = "The frame of a file: CSV, or an answer of \z
    jobindsats in JSON. Delimiter, encoding, marks of numbers and of missing values are found \z
    from the whole file; t:dialect() tells. A pattern (\"2021*.csv\") or a list reads several. \z
    read(\"fil.csv\", { … }) settles what is not found: delimiter = \";\", encoding = \z
    \"windows-1252\", decimal = \",\", thousands = \".\", missing = { [\"x\"] = \z
    \"suppressed\" }, types = { kode = \"text\" }, names = { \"a\", \"b\" } in place of the \z
    header's, table = \"y01a02\" where an answer has several, \z
    allow_empty = true for a file with no rows." },
  { name = "frame", usage = 'frame{ {"omraade", {"Hedensted"}}, {"antal", {12}} }',
    help = "A frame by hand: names with their values; `missing` for a gap." },
  { name = "period", usage = 'period "3. kvt. 2019"', help = "A period, from any written form. \z
    p + 1, p - 4, p - q, p:id(), p.kind, p.year, p.number, p.first_day, p.last_day." },
  { name = "benchmark", usage = 'benchmark{ of = "RAR Østjylland", own = "Hedensted", \z
    with_own = true }', help = "The municipalities of a benchmark, for \z
    t:filter(\"omraade in $b\", { b = … }). Whether the own municipality is in it must be \z
    said; of may be a list with a name of its own; without = { … } leaves some out by name. What \z
    is computed of it says so." },
  { name = "why", usage = 'why(t, 1, "antal")', help = "Where a figure comes from: the formula \z
    with its inputs, the filters, the rows of the file by line number, the file with its SHA-256, \z
    what was missing, marks of anything unsafe, and the lines of the script." },
  { name = "report", usage = 'report{ title = "Praktik", "En tekst.", { table = t, caption = \z
    "Modtagere", why = true } }:save "praktik.html"', help = "A document of its parts in order: \z
    texts, frames as tables, charts, key figures, notes, appendices. { chart = t, y = \"antal\", \z
    by = \"omraade\", title = \"Udviklingen\" } draws a frame. { \"Andelen er \", { value = 27.7, \z
    decimals = 1, unit = \"pct.\", why = why(t, 1, \"andel\") } } is a text with a figure that \z
    leads to where it comes from. save takes .html, .xlsx, .docx, .pdf, .md, .csv, .json or \z
    .txt; the publication gate looks at it first." },
  { name = "revisions", usage = 'revisions(t [, "2021-06"])', help = "The cells that the source \z
    of a table has changed since the vintage before, or since what it was by the end of June \z
    2021: rows with tal, hvad (rettet, kommet til, taget ud), foer, nu, aendring. \z
    revisions(t, old) compares with another table. Needs a ledger, except for two tables." },
  { name = "since", usage = 'since "2021-06"', help = "Each figure of the last paper until then, \z
    and what has become of it in the newest: kilden_rettede is what the source has changed of the \z
    figure that was published, verden_flyttede the change from there. Needs a ledger; \z
    since(\"2021-06\", \"opfoelgning\") takes one paper's alone." },
  { name = "ledger", usage = "ledger.start()", help = "The memory of a workspace, .indsats/ in \z
    this folder: what was read, each vintage of it, each verdict given and figure published. \z
    ledger.start() makes it; ledger.papers(), ledger.sources(), ledger.history(\"goal\"), \z
    ledger.vintage(t, \"2021-06\"), ledger.changes(\"opfoelgning\") look into it." },
  { name = "missing", usage = "missing", help = "What a cell without a value is; t:reason(row, \z
    \"column\"), or .reason of the cell, says why. All of them are equal to `missing`; one of a \z
    reason is missing.suppressed, missing.unavailable, missing.none …" },
  { name = "session", usage = 'session.mode "csv"', help = "What the commands of the prompt do, \z
    for scripts: session.load, reload, mode, timer, vars, schema, history, save, clear, \z
    traceback; session.show(t) prints as the prompt does and keeps the result as _." },
  { name = "progress", usage = 'for i in progress(100, "files") do … end', help = "A loop over \z
    1..100 that tells on a line of the terminal how far it is, once it has taken half a second; \z
    the line is gone afterwards. By hand: p = progress(100); p:at(25); p:close()." },
  { name = "help", usage = 'help "rolling_mean"', help = "This." },
}

-- The row of a name, or nil.
function globals.find(name)
  for _, row in ipairs(globals.rows) do
    if row.name == name then return row end
  end
end

function globals.names()
  local names = {}
  for i, row in ipairs(globals.rows) do names[i] = row.name end
  return names
end

return globals
