-- What every program is asked, in this order: queries.lua, duckdb.js, polars.js and datatable.R
-- answer under these names; report.lua compares and prints.
--
-- name; title; rows ("long", "spells" or "ids": which table is read); keys (how many columns of the
-- answer name a row: answers are sorted by them, unless `ordered`); close (columns that are
-- quotients: equal to 1e-9; all others are equal exactly); answerless (nothing to compare); bare
-- (what the bare loop calls it, where it is asked the same).
return {
  { name = "load", title = "load", rows = "long", keys = 0, close = { 4, 5 }, bare = "L" },
  { name = "load_spells", title = "load spells", rows = "spells", keys = 0, bare = "LS" },
  { name = "by_benefit", title = "sum by benefit", rows = "long", keys = 1, bare = "Q1" },
  { name = "area_period", title = "area × period", rows = "long", keys = 2, close = { 4 },
    bare = "Q2" },
  { name = "before_after", title = "before/after", rows = "long", keys = 2, close = { 6 },
    bare = "Q3" },
  { name = "rolling", title = "share + rolling 12", rows = "long", keys = 2, close = { 3, 4 },
    bare = "Q4" },
  { name = "five_keys", title = "five keys", rows = "long", keys = 5, bare = "Q5" },
  { name = "growth", title = "growth, top 10", rows = "long", keys = 1, ordered = true,
    close = { 4 }, bare = "Q6" },
  { name = "persons", title = "distinct persons", rows = "spells", keys = 2, bare = "Q7" },
  { name = "council", title = "join to RAR", rows = "long", keys = 2, bare = "Q8" },
  { name = "filter", title = "filter, 3 columns", rows = "long", keys = 1 },
  { name = "arithmetic", title = "sum of arithmetic", rows = "long", keys = 1, close = { 2, 3 } },
  { name = "pivot", title = "pivot to 180 columns", rows = "long", keys = 1 },
  { name = "area_rolling", title = "rolling 12 by area", rows = "long", keys = 3, close = { 5 } },
  { name = "distinct", title = "distinct by area", rows = "long", keys = 1 },
  { name = "median", title = "median, 1 764 groups", rows = "long", keys = 2, close = { 3, 4 } },
  { name = "top", title = "top 3 by area", rows = "long", keys = 3 },
  { name = "sort_head", title = "sort, head", rows = "long", keys = 2, ordered = true },
  { name = "sort", title = "sort all, two keys", rows = "long", keys = 2, ordered = true },
  { name = "save", title = "save the table", rows = "long", keys = 0, answerless = true },
  { name = "open", title = "open it and sum", rows = "long", keys = 1 },
  { name = "load_ids", title = "load ids", rows = "ids", keys = 0 },
  { name = "id_sum", title = "sum by id", rows = "ids", keys = 0 },
  { name = "id_distinct", title = "distinct ids", rows = "ids", keys = 1 },
  { name = "id_join", title = "join by id", rows = "ids", keys = 1 },
}
