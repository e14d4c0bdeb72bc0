-- Order of rows: sorting, cutting, distinct.

return {
  {
    claim = "sorting_is_stable_and_missing_comes_last_both_ways",
    t = [[
      a:integer    | n:integer
      2            | 1
      <none>       | 2
      1            | 3
      <suppressed> | 4
      2            | 5
    ]],
    plan = function(t) return t:arrange "-a" end,
    expected = [[
      a:integer    | n:integer
      2            | 1
      2            | 5
      1            | 3
      <suppressed> | 4
      <none>       | 2
    ]],
  },
  {
    claim = "texts_are_sorted_in_danish",
    t = [[
      a:text
      Aarhus
      Ølgod
      Zoo
      Ærø
      aabenraa
      Vejle
    ]],
    plan = function(t) return t:arrange "a" end,
    expected = [[
      a:text
      Vejle
      Zoo
      Ærø
      Ølgod
      aabenraa
      Aarhus
    ]],
  },
  {
    claim = "periods_are_sorted_by_kind_and_then_by_time",
    t = [[
      p:period
      2019M09
      2019Q3
      2018M12
      2020
      2018H2
    ]],
    plan = function(t) return t:arrange "p" end,
    expected = [[
      p:period
      2020
      2018H2
      2019Q3
      2018M12
      2019M09
    ]],
  },
  {
    claim = "a_later_key_settles_what_an_earlier_leaves_open",
    t = [[
      a:boolean | b:decimal1
      true      | 1.5
      false     | 2.0
      true      | -3.5
      false     | 2.5
    ]],
    plan = function(t) return t:arrange "a, -b" end,
    expected = [[
      a:boolean | b:decimal1
      false     | 2.5
      false     | 2.0
      true      | 1.5
      true      | -3.5
    ]],
  },
  {
    claim = "a_slice_is_clipped",
    t = [[
      a:integer
      1
      2
      3
    ]],
    plan = function(t) return t:slice(2, 9) end,
    expected = [[
      a:integer
      2
      3
    ]],
  },
  {
    claim = "the_tail_of_a_short_frame_is_all_of_it",
    t = [[
      a:integer
      1
      2
    ]],
    plan = function(t) return t:tail(5) end,
    expected = [[
      a:integer
      1
      2
    ]],
  },
  {
    claim = "distinct_keeps_first_appearances_and_each_reason",
    t = [[
      a:text       | n:integer
      x            | 1
      <suppressed> | 2
      x            | 3
      <blank>      | 4
      <suppressed> | 5
    ]],
    plan = function(t) return t:distinct "a" end,
    expected = [[
      a:text
      x
      <suppressed>
      <blank>
    ]],
  },
  {
    claim = "rows_without_columns_are_alike",
    t = [[
      a:integer
      1
      2
    ]],
    plan = function(t) return t:select "-a":distinct() end,
    expected = "no columns, 1 rows",
  },
  {
    claim = "no_rows_without_columns_stay_none",
    t = [[
      a:integer
      1
    ]],
    plan = function(t) return t:filter "a > 1":select "-a":distinct() end,
    expected = "no columns, 0 rows",
  },
}
