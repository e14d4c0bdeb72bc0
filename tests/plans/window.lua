-- Window functions: by period, not by row.

return {
  {
    claim = "a_lag_goes_by_period_and_not_by_row",
    t = [[
      o:text | p:period | x:integer
      A      | 2020M01  | 10
      B      | 2019M12  | 7
      A      | 2019M11  | 8
      A      | 2019M12  | <suppressed>
      B      | 2020M02  | 5
    ]],
    plan = function(t)
      return t:group_by "o":mutate "f = lag(x), n = lead(x, 1), to = lag(x, 2), d = x - lag(x, 2)"
    end,
    expected = [[
      o:text | p:period | x:integer    | f:integer    | n:integer    | to:integer  | d:integer
      A      | 2020M01  | 10           | <suppressed> | <unmatched>  | 8           | 2
      B      | 2019M12  | 7            | <unmatched>  | <unmatched>  | <unmatched> | <unmatched>
      A      | 2019M11  | 8            | <unmatched>  | <suppressed> | <unmatched> | <unmatched>
      A      | 2019M12  | <suppressed> | 8            | 10           | <unmatched> | <suppressed>
      B      | 2020M02  | 5            | <unmatched>  | <unmatched>  | 7           | -2
    ]],
  },
  {
    claim = "a_lag_over_two_rows_of_one_period_is_an_error",
    t = [[
      o:text | p:period | x:integer
      A      | 2020M01  | 10
      A      | 2020M01  | 11
    ]],
    plan = function(t) return t:group_by "o":mutate "f = lag(x)" end,
    fails = "2020M01",
  },
  {
    claim = "a_lag_over_two_kinds_of_periods_is_an_error",
    t = [[
      p:period | x:integer
      2020M01  | 10
      2020Q1   | 11
    ]],
    plan = function(t) return t:mutate "f = lag(x)" end,
    fails = "kind",
  },
  {
    claim = "a_lag_with_two_period_columns_names_one",
    t = [[
      p:period | q:period | x:integer
      2020M01  | 2021M02  | 10
      2020M02  | 2021M01  | 11
    ]],
    plan = function(t) return t:mutate "f = lag(x, 1, q)" end,
    expected = [[
      p:period | q:period | x:integer | f:integer
      2020M01  | 2021M02  | 10        | 11
      2020M02  | 2021M01  | 11        | <unmatched>
    ]],
  },
  {
    claim = "a_lag_with_two_period_columns_and_none_named_is_an_error",
    t = [[
      p:period | q:period | x:integer
      2020M01  | 2021M02  | 10
    ]],
    plan = function(t) return t:mutate "f = lag(x)" end,
    fails = "q",
  },
  {
    claim = "a_running_sum_skips_what_is_missing_and_says_so",
    t = [[
      p:period | x:integer
      2020Q2   | 2
      2020Q1   | 1
      2020Q4   | 4
      2020Q3   | <suppressed>
    ]],
    plan = function(t) return t:mutate "c = cumsum(x)" end,
    expected = [[
      p:period | x:integer    | c:integer
      2020Q2   | 2            | 3
      2020Q1   | 1            | 1
      2020Q4   | 4            | ≥ 7
      2020Q3   | <suppressed> | <suppressed>
    ]],
  },
  {
    claim = "a_running_sum_without_periods_goes_by_row",
    t = [[
      x:decimal1
      0.5
      <blank>
      -1.0
    ]],
    plan = function(t) return t:mutate "c = cumsum(x)" end,
    expected = [[
      x:decimal1 | c:decimal1
      0.5        | 0.5
      <blank>    | <blank>
      -1.0       | -0.5
    ]],
  },
  {
    claim = "a_running_sum_does_not_go_by_periods_that_stand_only_in_its_expression",
    t = [[
      a:text  | x:integer
      2020M02 | 1
      2020M01 | 2
    ]],
    plan = function(t) return t:mutate "c = cumsum(x), r = rank(period(a)) + cumsum(x)" end,
    expected = [[
      a:text  | x:integer | c:integer | r:integer
      2020M02 | 1         | 1         | 3
      2020M01 | 2         | 3         | 4
    ]],
  },
  {
    claim = "a_rolling_sum_needs_every_period",
    t = [[
      p:period | x:integer
      2020M01  | 1
      2020M02  | 2
      2020M03  | 4
      2020M05  | 8
      2020M06  | <none>
      2020M07  | 16
    ]],
    plan = function(t) return t:mutate "r = rolling_sum(x, 2), m = rolling_mean(x, 3)" end,
    expected = [[
      p:period | x:integer | r:integer   | m:number
      2020M01  | 1         | <unmatched> | <unmatched>
      2020M02  | 2         | 3           | <unmatched>
      2020M03  | 4         | 6           | 2.3333333333333335
      2020M05  | 8         | <unmatched> | <unmatched>
      2020M06  | <none>    | <none>      | <unmatched>
      2020M07  | 16        | <none>      | <none>
    ]],
  },
  {
    claim = "equals_share_a_rank_and_missing_stays",
    t = [[
      x:integer
      5
      3
      <blank>
      5
      9
    ]],
    plan = function(t) return t:mutate "r = rank(x)" end,
    expected = [[
      x:integer | r:integer
      5         | 2
      3         | 1
      <blank>   | <blank>
      5         | 2
      9         | 4
    ]],
  },
  {
    claim = "a_share_of_a_group_with_a_suppressed_cell_is_an_upper_bound",
    t = [[
      g:text | x:integer
      a      | 1
      a      | 3
      b      | 5
      b      | <suppressed>
      b      | 0
    ]],
    plan = function(t) return t:group_by "g":mutate "s = share(x), r = rank(x)" end,
    expected = [[
      g:text | x:integer    | s:number     | r:integer
      a      | 1            | 0.25         | 1
      a      | 3            | 0.75         | 2
      b      | 5            | ≤ 1          | ≈ 2
      b      | <suppressed> | <suppressed> | <suppressed>
      b      | 0            | 0            | ≈ 1
    ]],
  },
}
