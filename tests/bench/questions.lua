-- What every program is asked, in this order: queries.lua, duckdb.js, polars.js and datatable.R
-- answer under these names; report.lua compares and prints.
--
-- name; title; rows ("long" or "spells": which table is read); keys (how many columns of the answer
-- name a row: answers are sorted by them, unless `ordered`); close (columns that are quotients:
-- equal to 1e-9; all others are equal exactly).
return {
  { name = "load", title = "load", rows = "long", keys = 0, close = { 4, 5 } },
  { name = "load_spells", title = "load spells", rows = "spells", keys = 0 },
  { name = "by_benefit", title = "sum by benefit", rows = "long", keys = 1 },
  { name = "area_period", title = "area × period", rows = "long", keys = 2, close = { 4 } },
  { name = "before_after", title = "before/after", rows = "long", keys = 2, close = { 6 } },
  { name = "rolling", title = "share + rolling 12", rows = "long", keys = 2, close = { 3, 4 } },
  { name = "five_keys", title = "five keys", rows = "long", keys = 5 },
  { name = "growth", title = "growth, top 10", rows = "long", keys = 1, ordered = true,
    close = { 4 } },
  { name = "persons", title = "distinct persons", rows = "spells", keys = 2 },
  { name = "council", title = "join to RAR", rows = "long", keys = 2 },
}
