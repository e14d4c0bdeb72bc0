-- What people write who come from dplyr, pandas, SQL, R or a worksheet, and what is written here.

local habit = {}

-- { what is written here, the words of others }, by word.
local function by_word(rows)
  local found = {}
  for _, row in ipairs(rows) do
    for word in row[2]:gmatch "%S+" do found[word] = row[1] end
  end
  return found
end

local verbs = by_word {
  { 't:filter "antal > 5"', "where query having filtrer" },
  { 't:select "omraade, antal"', "project vaelg" },
  { 't:select "-antal"', "drop drop_columns exclude" },
  { 't:rename "nyt = gammelt"', "rename_with set_names omdoeb" },
  { 't:mutate "x = antal / 2"', "assign transform with_column with_columns add_column compute" },
  { 't:mutate "x = coalesce(antal, 0)"', "fillna fill_na fill_null replace_na" },
  { 't:filter "not is_missing(antal)"', "dropna drop_na drop_nulls na_omit" },
  { 't:arrange "-antal"', "sort sort_by sort_values order order_by orderby sorter" },
  { 't:head(10)', "limit top top_n nlargest slice_head slice_max take first" },
  { 't:tail(10)', "last slice_tail" },
  { 't:summarise "n = sum(antal)", after t:group_by "omraade"',
    "agg aggregate aggregate_by reduce sum total total_by" },
  { 't:summarise "x = mean(antal)"', "mean avg average median gennemsnit" },
  { 't:summarise "x = max(antal)"', "min max std sd var" },
  { 't:group_by "omraade"', "by grouped gruppe grupper" },
  { 't:freq "omraade"', "value_counts tally tabulate crosstab" },
  { 't:distinct "omraade"', "unique uniq n_unique drop_duplicates" },
  { 't:pivot_wider{ names_from = "periode", values_from = "antal" }',
    "pivot pivot_table spread cast dcast unstack" },
  { 't:pivot_longer{ columns = "a, b", names_to = "navn", values_to = "antal" }',
    "melt gather unpivot stack" },
  { 't:left_join(u, "omraade")', "merge full_join outer_join right_join lookup vlookup" },
  { "t:bind_rows(u)", "append concat union union_all rbind vstack add" },
  { "t:describe()", "summary info stats statistics skim" },
  { "t:glimpse()", "str dtypes schema structure" },
  { "t:names()", "columns colnames cols fields" },
  { "#t", "shape nrow n len length size dim rowcount" },
  { 't:save "fil.csv"', "to_csv write_csv write export to_excel" },
  { "t, a name alone prints its frame", "show print display view to_string" },
  { "t:head(10), or t:slice(1, 10)", "iloc loc sample" },
  { 't:map_rows(function(row) … end), or a verb', "apply map each foreach iterrows" },
  { 't:plot{ x = "periode", y = "antal" }', "line graph chart hist ggplot" },
}

-- What to write for a verb of another program, or nil.
function habit.verb(name)
  local ours = type(name) == "string" and verbs[name:lower()]
  return ours and "write: " .. ours
end

local globals = by_word {
  { "#t", "len nrow length NROW" }, { "t:names()", "colnames names columns" },
  { "t:describe()", "summary describe" }, { "t:glimpse()", "str glimpse info" },
  { "t:head(10)", "head View view show display" }, { "t:tail(10)", "tail" },
  { 'read "fil.csv"', "read_csv read_csv2 fread load_csv open_csv pd spark" },
  { "{ 1, 2, 3 }", "c list" }, { "true", "True TRUE sandt" }, { "false", "False FALSE falsk" },
  { "nil, or missing for a cell", "None NULL NA NaN null none undefined" },
  { 't:filter "antal > 5"', "filter where" }, { 't:select "omraade, antal"', "select SELECT" },
  { 't:mutate "x = antal / 2"', "mutate" }, { 't:arrange "-antal"', "arrange sort order" },
  { 't:group_by "omraade"', "group_by groupby" },
  { 't:summarise "n = sum(antal)"', "summarise summarize sum mean median avg" },
  { 't:plot{ x = "periode", y = "antal" }', "plot ggplot hist" },
  { "{ … } or frame{ … }", "dict data_frame DataFrame tibble" },
  { ":quit, or Ctrl-D", "quit exit q bye" },
  { "nothing: all there is can be used at once, and help() lists it", "library import from using" },
}

-- The same for a name that stands for nothing in Lua.
function habit.name(name)
  local ours = globals[name]
  return ours and "write: " .. ours
end

-- Of a line that Lua does not take: { a pattern of the line, what to write }. The first that fits.
local lines = {
  { "%%>%%", 't:filter "antal > 5":arrange "-antal", each verb behind a colon' },
  { "|>", 't:filter "antal > 5":arrange "-antal", each verb behind a colon' },
  { "^%s*[Ss][Ee][Ll][Ee][Cc][Tt]%s.*%s[Ff][Rr][Oo][Mm]%s",
    't:filter "antal > 5":select "omraade, antal", verbs in place of SQL' },
  { "^%s*import%s", "nothing: all there is can be used at once, and help() lists it" },
  { "^%s*from%s+%w+%s+import", "nothing: all there is can be used at once" },
  { "^%s*([%a_][%w_]*)%s*%$%s*([%a_][%w_]*)", '%1:column "%2", and in a verb only its name' },
  { "^%s*([%a_][%w_]*)%s*([-+*/])=%s*(.-)%s*$", "%1 = %1 %2 %3" },
  { "^%s*([%a_][%w_]*)%+%+%s*$", "%1 = %1 + 1" },
  { "^%s*help%s+([%w_]+)%s*$", 'help "%1"' }, { "^%s*read%s+([^%s\"'(]+)%s*$", 'read "%1"' },
  { "^%s*print%s+([%a_][%w_]*)%s*$", "print(%1)" },
  { "^%s*def%s+([%a_][%w_]*%b()):", "function %1 … end" },
  { "^%s*if%s+(.-):%s*$", "if %1 then … end" },
  { "^%s*for%s+([%a_][%w_]*)%s+in%s+(.-):%s*$", "for _, %1 in ipairs(%2) do … end" },
  { "^%s*else%s+if%s", "elseif" },
  { "(:[%a_][%w_]*)%s+[%a_][%w_]*%s*[<>=~!]", '%1 "…", what a verb is given in quotes' },
  { "(:[%a_][%w_]*)%s*$", "%1()" },
  { "%([^()]*[%a_][%w_]*%s*=%s*[\"%w]", "options in braces: t:plot{ x = \"periode\" }" },
  { "<%-", "x = 5, with an equals sign" },
  { "!=", "~= for unequal" }, { "&&", "and" }, { "||", "or" },
}

-- What to write for a line of another language, or nil.
function habit.line(line)
  for _, row in ipairs(lines) do
    local from, to = line:find(row[1])
    if from then return "write: " .. (line:sub(from, to):gsub(row[1], row[2])) end
  end
end

-- What to write where a name that stands for nothing was computed with: R's arrow, or a condition
-- outside of quotes. Else nil.
function habit.outside(line)
  local name, value = line:match "^%s*([%a_][%w_]*)%s*<%-%s*(.+)$"
  if name then return ("write: %s = %s"):format(name, value) end
  local verb = line:match ":([%a_][%w_]*)%s*[({]%s*[%a_][%w_]*%s*[<>=~%-+*/]"
  return verb and ('what is computed from columns stands in quotes: t:%s "antal > 5"'):format(verb)
end

return habit
