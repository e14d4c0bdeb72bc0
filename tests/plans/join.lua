-- Joins: order, missing keys, keys that repeat.

local areas = [[
  omraade:text | antal:integer
  Horsens      | 12
  Hedensted    | 3
  <suppressed> | 9
  Vejle        | 5
  Hedensted    | 4
]]

local regions = [[
  omraade:text | region:text  | kode:text
  Hedensted    | Midtjylland  | 0766
  Vejle        | Syddanmark   | <blank>
  <suppressed> | ingen        | 0000
  Odder        | Midtjylland  | 0727
]]

return {
  {
    claim = "a_left_join_keeps_every_row_and_a_missing_key_never_matches",
    t = areas, u = regions,
    plan = function(t, u) return t:left_join(u, "omraade") end,
    expected = [[
      omraade:text | antal:integer | region:text | kode:text
      Horsens      | 12            | <unmatched> | <unmatched>
      Hedensted    | 3             | Midtjylland | 0766
      <suppressed> | 9             | <unmatched> | <unmatched>
      Vejle        | 5             | Syddanmark  | <blank>
      Hedensted    | 4             | Midtjylland | 0766
    ]],
  },
  {
    claim = "an_inner_join_keeps_matches_in_left_order",
    t = areas, u = regions,
    plan = function(t, u) return t:inner_join(u, "omraade"):select "region, antal" end,
    expected = [[
      region:text | antal:integer
      Midtjylland | 3
      Syddanmark  | 5
      Midtjylland | 4
    ]],
  },
  {
    claim = "a_semi_join_keeps_rows_with_a_match_and_an_anti_join_the_others",
    t = areas, u = regions,
    plan = function(t, u)
      return t:semi_join(u, "omraade"):bind_rows(t:anti_join(u, "omraade"))
    end,
    expected = [[
      omraade:text | antal:integer
      Hedensted    | 3
      Vejle        | 5
      Hedensted    | 4
      Horsens      | 12
      <suppressed> | 9
    ]],
  },
  {
    claim = "a_key_found_twice_on_the_right_is_an_error",
    t = areas,
    u = [[
      omraade:text | x:integer
      Vejle        | 1
      Vejle        | 2
    ]],
    plan = function(t, u) return t:left_join(u, "omraade") end,
    fails = "Vejle",
  },
  {
    claim = "a_missing_key_found_twice_on_the_right_is_no_error",
    t = areas,
    u = [[
      omraade:text | x:integer
      <blank>      | 1
      <blank>      | 2
      Vejle        | 3
    ]],
    plan = function(t, u) return t:inner_join(u, "omraade") end,
    expected = [[
      omraade:text | antal:integer | x:integer
      Vejle        | 5             | 3
    ]],
  },
  {
    claim = "many_multiplies_rows_in_right_order",
    t = areas,
    u = [[
      omraade:text | x:integer
      Hedensted    | 1
      Vejle        | 2
      Hedensted    | 3
    ]],
    plan = function(t, u) return t:inner_join(u, "omraade", { many = true }) end,
    expected = [[
      omraade:text | antal:integer | x:integer
      Hedensted    | 3             | 1
      Hedensted    | 3             | 3
      Vejle        | 5             | 2
      Hedensted    | 4             | 1
      Hedensted    | 4             | 3
    ]],
  },
  {
    claim = "numbers_of_two_types_match_by_value",
    t = [[
      a:integer
      2
      -3
      0
    ]],
    u = [[
      b:decimal1 | x:text
      -3.0       | m
      2.5        | n
      2.0        | o
    ]],
    plan = function(t, u) return t:left_join(u, "a = b") end,
    expected = [[
      a:integer | x:text
      2         | o
      -3        | m
      0         | <unmatched>
    ]],
  },
  {
    claim = "periods_match_by_period_and_kinds_apart",
    t = [[
      p:period
      2019Q3
      2019
      2019M09
    ]],
    u = [[
      p:period | x:integer
      2019M09  | 1
      2019Q3   | 2
    ]],
    plan = function(t, u) return t:left_join(u, "p") end,
    expected = [[
      p:period | x:integer
      2019Q3   | 2
      2019     | <unmatched>
      2019M09  | 1
    ]],
  },
  {
    claim = "two_keys_match_together",
    t = [[
      o:text | p:period | x:integer
      A      | 2019Q3   | 1
      A      | 2019Q4   | 2
      B      | 2019Q3   | 3
    ]],
    u = [[
      o:text | p:period | y:integer
      A      | 2019Q3   | ≥ 10
      B      | 2019Q3   | 30
      B      | 2019Q4   | 40
    ]],
    plan = function(t, u) return t:left_join(u, "o, p") end,
    expected = [[
      o:text | p:period | x:integer | y:integer
      A      | 2019Q3   | 1         | ≥ 10
      A      | 2019Q4   | 2         | <unmatched>
      B      | 2019Q3   | 3         | 30
    ]],
  },
  {
    claim = "a_column_on_both_sides_is_an_error",
    t = areas, u = areas,
    plan = function(t, u) return t:left_join(u:distinct "omraade, antal", "omraade") end,
    fails = "antal",
  },
}
