-- The catalogue of functions: every name that an expression may use, once. The checker, `help`,
-- completion, the tests and (later) the SQL backends read these rows; no row, no function.
--
-- A row: name; kind ("operator", "scalar", "aggregate", "window"); arguments (below); returns (a
-- type, "same" as the first argument, "common" to all but a condition, or a function of the typed
-- arguments that gives type and kinds); missing (what it does with missing cells); help; examples
-- ({ code, what the frame of `functions.example` then shows: a text, or a text a row }); kernel
-- (its name in the engine); sql (a template, or false: not the same there); usage.
--
-- An argument is written "name class… [literal] [optional] [...]". Classes: any, numeric (integer,
-- decimal, number), ordered (numeric, text, period, date), period (and date), column (a name),
-- integer, text, boolean.

local native = require "native"

local functions = { rows = {} }
local by_name = {}

local types_of = {
  numeric = { "integer", "decimal", "number" },
  ordered = { "integer", "decimal", "number", "text", "period", "date" },
  period = { "period", "date" },
}

local function parse_argument(line)
  local argument = { classes = {}, types = {}, name = line:match "^%S+" }
  for word in line:match("^%S+%s+(.*)$"):gmatch "%S+" do
    if word == "optional" or word == "literal" or word == "column" or word == "any" then
      argument[word] = true
    elseif word == "..." then
      argument.variadic = true
    else
      argument.classes[#argument.classes + 1] = word
      for _, type in ipairs(types_of[word] or { word }) do argument.types[type] = true end
    end
  end
  return argument
end

local function usage_of(row)
  local parts = {}
  for _, argument in ipairs(row.arguments) do
    local part = argument.name .. (argument.variadic and ", …" or "")
    parts[#parts + 1] = argument.optional and "[" .. part .. "]" or part
  end
  return ("%s(%s)"):format(row.name, table.concat(parts, ", "))
end

local function count_arguments(row)
  row.least, row.most = 0, #row.arguments
  for _, argument in ipairs(row.arguments) do
    if not argument.optional then row.least = row.least + 1 end
    if argument.variadic then row.most = math.huge end
  end
end

local function add(row)
  assert(not by_name[row.name], row.name)
  for i, line in ipairs(row.arguments) do row.arguments[i] = parse_argument(line) end
  count_arguments(row)
  row.usage = row.usage or usage_of(row)
  functions.rows[#functions.rows + 1] = row
  by_name[row.name] = row
end

for _, part in ipairs { "operator", "scalar", "aggregate", "window" } do
  for _, rows in ipairs(require("query.catalogue." .. part)) do
    for _, row in ipairs(rows) do
      if part == "operator" then row.arguments = { "a any", "b any" } end
      add(row)
    end
  end
end

-- The row of a name, or nil.
function functions.find(name)
  return by_name[name]
end

-- The names, in the order of the catalogue; of one kind, or of all but operators.
function functions.names(kind)
  local names = {}
  for _, row in ipairs(functions.rows) do
    if row.kind == kind or (not kind and row.kind ~= "operator") then
      names[#names + 1] = row.name
    end
  end
  return names
end

-- What other programs call it.
local elsewhere = {
  avg = "mean", average = "mean", ifelse = "if_else", iif = "if_else", case_when = "if_else",
  ["if"] = "if_else", n = "count", nrow = "count", length = "count", stdev = "sd", std = "sd",
  is_na = "is_missing", isnull = "is_missing", is_null = "is_missing", nvl = "coalesce",
  ifnull = "coalesce", ceil = "ceiling", ln = "log", tolower = "lower", toupper = "upper",
  tostring = "text", percentile = "quantile", quarter = "quarter_of", month = "month_of",
  minimum = "min", maximum = "max", total = "sum", count_distinct = "n_distinct",
  row_number = "rank", running_sum = "cumsum", moving_average = "rolling_mean",
  like = "contains", gennemsnit = "mean", antal = "count", andel = "share",
  isna = "is_missing", isnan = "is_missing", ismissing = "is_missing", isblank = "is_missing",
  fillna = "coalesce", replace_na = "coalesce", nunique = "n_distinct", n_unique = "n_distinct",
  str_detect = "contains", grepl = "contains", instr = "contains", strip = "trim",
  trimws = "trim", shift = "lag", previous = "lag", min_rank = "rank", dense_rank = "rank",
  when = "if_else", hvis = "if_else", size = "count", stddev = "sd", rollmean = "rolling_mean",
  cum_sum = "cumsum", len = "count", rund = "round", afrund = "round",
}

function functions.elsewhere(name)
  return elsewhere[name:lower()]
end

-- The frame that the examples are run on: four months with a suppressed cell.
function functions.example()
  local periods = {}
  for month = 9, 12 do periods[#periods + 1] = native.make_period("month", 2019, month) end
  return native.frame {
    { name = "periode", type = "period", values = periods },
    { name = "navn", type = "text", values = { "Odder", "Aarhus", "Ærø", "Vejle" } },
    { name = "antal", type = "integer", values = { 10, 20, native.missing, 40 },
      missing = { [3] = "suppressed" } },
    { name = "pct", type = "decimal", scale = 1, values = { 15, 25, 35, 45 } },
    { name = "vaegt", type = "integer", values = { 1, 1, 2, 4 } },
  }
end

return functions
