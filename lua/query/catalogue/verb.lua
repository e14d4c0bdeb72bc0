-- The verbs of a frame, once: what `help`, completion and the errors about wrong calls say.
-- A row: name; usage; help; example (code over the frame `t` of functions.example).

local function row(name, usage, help, example)
  return { name = name, usage = usage, help = help, example = example }
end

local function rows_and_columns()
  return {
    row("filter", 't:filter "condition"', "Keep the rows for which the condition is true (not \z
      false, not missing). Short form: t:filter{ omraade = \"Hedensted\" }.",
      't:filter "antal > 10"'),
    row("select", 't:select "a, b, ny = c"', "Keep these columns, in this order, renaming where \z
      ny = c is written; \"-a\" keeps all but a.", 't:select "periode, n = antal"'),
    row("rename", 't:rename "ny = gammel"', "Give columns new names; all columns stay.",
      't:rename "n = antal"'),
    row("mutate", 't:mutate "navn = expression, …"', "Compute columns, each after those before \z
      it; after group_by within the groups.", 't:mutate "andel = 100 * share(vaegt)"'),
    row("arrange", 't:arrange "a, -b"', "Sort the rows; minus is descending. Stable, text in \z
      Danish order, missing last.", 't:arrange "-pct"'),
    row("head", "t:head(n)", "The first n rows (6).", "t:head(2)"),
    row("tail", "t:tail(n)", "The last n rows (6).", "t:tail(2)"),
    row("slice", "t:slice(from, to)", "The rows from..to, counted from 1.", "t:slice(2, 3)"),
    row("distinct", 't:distinct "a, b"', "Each combination of the columns once, in order of first \z
      appearance; without an argument whole rows.", 't:distinct "vaegt"'),
  }
end

local function groups_and_shapes()
  return {
    row("group_by", 't:group_by "a, b"', "What follows works within groups of equal a and b.",
      't:group_by "vaegt":summarise "n = count()"'),
    row("ungroup", "t:ungroup()", "Back to one group of all rows.",
      't:group_by "vaegt":ungroup()'),
    row("summarise", 't:summarise "navn = sum(x), …"', "One row a group, in order of first \z
      appearance; without groups one row.", 't:summarise "antal = sum(antal), n = count()"'),
    row("count", 't:count "a, b"', "How many rows of each combination, in a column n.",
      't:count "vaegt"'),
    row("pivot_wider", 't:pivot_wider{ names_from = "a", values_from = "b" }',
      "The values of a become columns that hold b; the other columns name the rows.",
      't:select "periode, navn, pct":pivot_wider{ names_from = "navn", values_from = "pct" }'),
    row("pivot_longer", 't:pivot_longer{ columns = "a, b", names_to = "navn", \z
      values_to = "vaerdi" }', "Columns become rows: one for each of them.",
      't:pivot_longer{ columns = "antal, pct", names_to = "hvad", values_to = "vaerdi" }'),
    row("each_period", 't:each_period{ from = "start", to = "slut", by = "quarter", \z
      as = "kvartal" }', "One row for each day, month, quarter, half or year that a spell \z
      touches, from its first day to its last. A spell without an end is an error, or lasts \z
      until ongoing = \"2021-12-31\". Figures stand in every row: do not add them up over the \z
      periods.",
      't:each_period{ from = "periode", to = "periode", by = "month", as = "maaned" }'),
    row("complete", 't:complete "a, b"', "Every combination of the values that occur, periods \z
      without holes; the new rows are unmatched in the other columns.",
      't:filter "navn ~= \'Aarhus\'":complete "periode"'),
  }
end

local function together()
  return {
    row("join", 't:join(u, "key, left = right", { kind = "left", many = false })',
      "Columns of u beside the rows of t with the same key; kinds are left, inner, semi, anti. A \z
      missing key never matches; a key twice in u is an error unless many = true.",
      't:join(t:select "navn, x = pct", "navn")'),
    row("left_join", 't:left_join(u, "key")', "All rows of t; unmatched where u has none.",
      't:left_join(t:select "navn, x = pct", "navn")'),
    row("inner_join", 't:inner_join(u, "key")', "The rows of t that u has too.",
      't:inner_join(t:filter "pct > 2":select "navn, x = pct", "navn")'),
    row("semi_join", 't:semi_join(u, "key")', "The rows of t that u has too; no columns of u.",
      't:semi_join(t:filter "pct > 2", "navn")'),
    row("anti_join", 't:anti_join(u, "key")', "The rows of t that u does not have.",
      't:anti_join(t:filter "pct > 2", "navn")'),
    row("bind_rows", "t:bind_rows(u, …)", "The rows of t, then those of u; the same columns.",
      "t:bind_rows(t)"),
  }
end

local function looking()
  return {
    row("describe", "t:describe()", "A row a column: type, cells missing by reason, distinct \z
      values, a small picture of how they are spread (numbers and periods in eight parts from \z
      the least to the greatest, other values by how often they occur), least, median, greatest, \z
      quartiles, cells present, which measure or dimension it is known to be.", "t:describe()"),
    row("glimpse", "t:glimpse()", "A line a column: name, type, first values.", "t:glimpse()"),
    row("freq", 't:freq "a, b"', "How often each value, or combination, occurs, most first: n, \z
      per cent of all rows, per cent so far, a bar. Missing cells count by their reason.",
      't:freq "vaegt"'),
    row("collect", "t:collect()", "Run the plan now and keep what it gives. \z
      { backend = \"reference\" } runs it row by row.", "t:collect()"),
    row("text", 't:text{ mode = "markdown", width = 100 }', "The frame as a text, as it is \z
      printed. Modes: box (as much as fits), long (a block for each row), csv, markdown, json \z
      (every row). session.mode \"csv\" sets the mode of all that is printed.",
      't:text{ mode = "csv" }'),
    row("names", "t:names()", "The columns' names, an array.", "t:names()"),
    row("types", "t:types()", "The columns' types, an array.", "t:types()"),
  }
end

local function cells()
  return {
    row("cell", 't:cell(row, "column")', "A cell: a Lua value, or `missing`; and its \z
      mark where it is a bound.",
      't:cell(1, "antal")'),
    row("column", 't:column("name"[, first, last])', "A column as an array, or its rows from \z
      first to last; and the marks of those cells that are bounds, in the same places, or nil.",
      't:column("antal", 1, 2)'),
    row("rows", "t:rows()", "For a loop: for row in t:rows() do print(row.antal) end. A cell that \z
      is a bound is an error there; t:cell and t:bounds give it with its mark.", nil),
    row("map_rows", "t:map_rows(fn)", "fn(row) for every row, an array of what it gives. Slow: \z
      every cell crosses into Lua; use mutate where it can be said there.",
      "t:map_rows(function(row) return row.pct end)"),
    row("reason", 't:reason(row, "column")', "Why a cell is missing, or nil.",
      't:reason(3, "antal")'),
    row("bounds", 't:bounds(row, "column")', "The least and the greatest that the true figure may \z
      be: two numbers, infinite where nothing is known; nil when it is missing.",
      't:bounds(1, "antal")'),
    row("mark", 't:mark(row, "column")', "at_least, at_most or inexact where a value is a bound, \z
      else nil.", 't:mark(1, "antal")'),
    row("format", 't:format(row, "column", decimals)', "A cell as a person reads it, in Danish.",
      't:format(1, "pct")'),
    row("missing", "t:missing()", "Missing cells by column and reason, and what aggregates \z
      skipped.", "t:missing()"),
    row("dialect", "t:dialect()", "What was decided when the file was read.", nil),
    row("sources", "t:sources()", "The files behind the frame: path, sha256, dialect.",
      "t:sources()"),
    row("save", 't:save "x.csv"', "Write as CSV: UTF-8, ;, decimal comma; a path that \z
      ends in .indsats keeps the frame as it is, with marks, sources and all that is known of \z
      its figures, for read; CSV knows measures by their captions alone. Options delimiter, \z
      decimal, bom, crlf, excel_safe. In CSV a bound is written with its sign, ≥ 131, \z
      and what more is known of it into antal_min and antal_max; read makes bounds of them again. \z
      bounds = \"text\" writes 131–133 instead, bounds = \"drop\" the bare numbers.", nil),
  }
end

local function drawing()
  return {
    row("plot", 't:plot{ x = "periode", y = "antal", by = "omraade" }', "Lines in the terminal. \z
      x: periods (without it the only column of them), numbers or labels; y: numbers, \"a, b\" \z
      draws two columns; by: a line for each value (else for each group). What is missing is a \z
      gap, what is suppressed a × at the foot, a bound an arrow; the day the country was closed \z
      is marked. Two rows at one place are an error. Options title, zero = true (the axis begins \z
      at 0), width, height, ascii = true. A picture is a value: print(t:plot{ … }) in a script.",
      't:plot{ y = "antal" }'),
    row("bar", 't:bar{ x = "ydelse", y = "antal", by = "omraade" }', "A bar for each row, in \z
      their order, from 0. What is missing has no bar but its sign. Options title, width, ascii.",
      't:bar{ x = "navn", y = "antal" }'),
    row("spark", 't:group_by "omraade":spark "antal"', "A row for each group with its series as \z
      a line of small bars, each between its own least and greatest; a blank is missing, × \z
      suppressed. t:spark(\"antal\", { by = \"omraade\", x = \"periode\", points = 24 }): the \z
      last 24 (else 40).", 't:spark "antal"'),
  }
end

local function knowing()
  return {
    row("measures", 't:measures{ antal = "antal_personer" }', "Say what columns measure, by an id \z
      or a caption of data/maalinger.lua, where their names do not; or { by = \"maaling\" }: the \z
      column of texts that says it row by row.",
      't:measures{ antal = "antal_fuldtidspersoner" }'),
    row("hides", 't:hides{ antal = { 1, 4 } }', "Say what a hidden cell lies between, where the \z
      measure of the column does not: sums then have bounds on both sides and print as 131–139.",
      't:hides{ antal = { 1, 4 } }:summarise "s = sum(antal)"'),
    row("match_areas", 't:match_areas "omraade"', "The names of a column in the spelling of \z
      jobindsats.dk: Århus is Aarhus, Hedensted Kommune Hedensted. A name that no area has is an \z
      error.", 't:match_areas "navn"'),
    row("notes", 't:notes "da"', "What a reader of the figures must know, marks of anything \z
      unsafe: an array of texts, in Danish or English.", "t:notes()"),
    row("mix_totals", "t:mix_totals()", "From here on a total may stand with its parts; what is \z
      computed of them is marked.", "t:mix_totals()"),
    row("keep_duplicates", "t:keep_duplicates()", "From here on rows with the same labels \z
      count each; what is computed of them is marked.", "t:keep_duplicates()"),
    row("mix_periods", "t:mix_periods()", "From here on months may stand with quarters; what is \z
      computed of them is marked.", "t:mix_periods()"),
    row("with_preliminary", "t:with_preliminary()", "From here on the newest month is compared, \z
      too, though the source will revise it; the result is marked.", "t:with_preliminary()"),
    row("revised", "t:revised()", "Say that the newest month of the file is final: it was read \z
      long after.", "t:revised()"),
    row("allow_empty", "t:allow_empty()", "From here on a filter may ask for a value that does \z
      not occur.", 't:allow_empty():filter "navn == \'Skive\'"'),
  }
end

local verbs = { rows = {} }
local by_name = {}
for _, part in ipairs { rows_and_columns(), groups_and_shapes(), together(), looking(),
  cells(), drawing(), knowing() } do
  for _, verb in ipairs(part) do
    verbs.rows[#verbs.rows + 1] = verb
    by_name[verb.name] = verb
  end
end

-- The row of a verb, or nil.
function verbs.find(name)
  return by_name[name]
end

function verbs.names()
  local names = {}
  for i, verb in ipairs(verbs.rows) do names[i] = verb.name end
  return names
end

return verbs
