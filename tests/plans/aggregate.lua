-- Aggregates: what is skipped, what is nothing, what is exact.

return {
  {
    claim = "sum_of_suppressed_is_a_lower_bound",
    t = [[
      ydelse:text | antal:integer
      kontanthj   | 131
      kontanthj   | <suppressed>
      dagpenge    | 4
      dagpenge    | <none>
    ]],
    plan = function(t)
      return t:group_by "ydelse"
        :summarise "antal_i_alt = sum(antal), n = count(), med = count(antal)"
    end,
    expected = [[
      ydelse:text | antal_i_alt:integer | n:integer | med:integer
      kontanthj   | ≥ 131               | 2         | 1
      dagpenge    | 4                   | 2         | 1
      skipped antal_i_alt: suppressed 1, none 1
      skipped med: suppressed 1, none 1
    ]],
  },
  {
    claim = "an_aggregate_of_nothing_is_missing_with_the_least_reason_never_nought",
    t = [[
      a:text | x:integer     | y:number
      p      | <none>        | <none>
      p      | <unavailable> | <undefined>
      q      | <blank>       | 1.5
      q      | <none>        | <suppressed>
    ]],
    plan = function(t)
      return t:group_by "a"
        :summarise [[s = sum(x), m = mean(y), lav = min(x), n = n_distinct(x), c = count(x),
          d = sd(y)]]
    end,
    expected = [[
      a:text | s:integer     | m:number | lav:integer   | n:integer | c:integer | d:number
      p      | <unavailable> | <none>   | <unavailable> | 0         | 0         | <none>
      q      | <blank>       | ≈ 1.5    | <blank>       | 0         | 0         | <undefined>
      skipped s: unavailable 1, blank 1, none 2
      skipped m: suppressed 1, none 1, undefined 1
      skipped lav: unavailable 1, blank 1, none 2
      skipped n: unavailable 1, blank 1, none 2
      skipped c: unavailable 1, blank 1, none 2
      skipped d: suppressed 1, none 1, undefined 1
    ]],
  },
  {
    claim = "an_empty_frame_has_one_row_of_undefined_without_groups_and_none_with",
    t = [[
      a:text | x:integer
    ]],
    plan = function(t) return t:summarise "s = sum(x), n = count(), f = first(a)" end,
    expected = [[
      s:integer   | n:integer | f:text
      <undefined> | 0         | <undefined>
    ]],
  },
  {
    claim = "an_empty_frame_has_no_groups",
    t = [[
      a:text | x:integer
    ]],
    plan = function(t) return t:group_by "a":summarise "s = sum(x)" end,
    expected = [[
      a:text | s:integer
    ]],
  },
  {
    claim = "groups_come_in_order_of_first_appearance_and_reasons_are_groups",
    t = [[
      a:text       | x:integer
      b            | 1
      <suppressed> | 2
      a            | 3
      <blank>      | 4
      b            | 5
      <suppressed> | 6
    ]],
    plan = function(t) return t:group_by "a":summarise "s = sum(x), f = first(x), l = last(x)" end,
    expected = [[
      a:text       | s:integer | f:integer | l:integer
      b            | 6         | 1         | 5
      <suppressed> | 8         | 2         | 6
      a            | 3         | 3         | 3
      <blank>      | 4         | 4         | 4
    ]],
  },
  {
    claim = "sums_of_decimals_are_exact_and_of_numbers_rounded_once",
    t = [[
      d:decimal1 | x:number
      0.1        | 0.1
      0.1        | 0.1
      0.1        | 0.1
      0.1        | 1e16
      0.1        | -1e16
    ]],
    plan = function(t) return t:summarise "d = sum(d), x = sum(x), m = mean(x)" end,
    expected = [[
      d:decimal1 | x:number            | m:number
      0.5        | 0.30000000000000004 | 0.06000000000000001
    ]],
  },
  {
    claim = "a_mean_of_decimals_is_divided_once",
    t = [[
      d:decimal1
      0.1
      0.2
      0.0
    ]],
    plan = function(t) return t:summarise "m = mean(d)" end,
    expected = [[
      m:number
      0.1
    ]],
  },
  {
    claim = "a_mean_of_integers_does_not_overflow_and_a_sum_does",
    t = [[
      a:integer
      9223372036854775807
      9223372036854775807
    ]],
    plan = function(t) return t:summarise "m = mean(a)" end,
    expected = [[
      m:number
      9.223372036854776e+18
    ]],
  },
  {
    claim = "a_sum_of_integers_that_does_not_fit_is_an_error",
    t = [[
      a:integer
      9223372036854775807
      1
    ]],
    plan = function(t) return t:summarise "s = sum(a)" end,
    fails = "64 bit",
  },
  {
    claim = "a_sum_may_leave_64_bits_on_its_way",
    t = [[
      a:integer
      9223372036854775807
      1
      -1
    ]],
    plan = function(t) return t:summarise "s = sum(a)" end,
    expected = [[
      s:integer
      9223372036854775807
    ]],
  },
  {
    claim = "quantiles_are_of_type_seven",
    t = [[
      a:integer
      40
      10
      <suppressed>
      30
      20
    ]],
    plan = function(t)
      return t:summarise [[m = median(a), q = quantile(a, 0.25), n = quantile(a, 0),
        t = quantile(a, 1)]]
    end,
    expected = [[
      m:number | q:number | n:number | t:number
      ≈ 25     | ≈ 17.5   | ≈ 10     | ≈ 40
      skipped m: suppressed 1
      skipped q: suppressed 1
      skipped n: suppressed 1
      skipped t: suppressed 1
    ]],
  },
  {
    claim = "standard_deviation_divides_by_n_minus_one",
    t = [[
      g:text | a:integer
      x      | 2
      x      | 4
      x      | 4
      x      | 4
      x      | 5
      x      | 5
      x      | 7
      x      | 9
      y      | 3
    ]],
    plan = function(t) return t:group_by "g":summarise "s = sd(a)" end,
    expected = [[
      g:text | s:number
      x      | 2.138089935299395
      y      | <undefined>
    ]],
  },
  {
    claim = "a_weighted_mean_uses_rows_where_both_are_present",
    t = [[
      g:text | x:decimal1   | w:integer
      a      | 10.0         | 1
      a      | 20.0         | 3
      a      | <suppressed> | 7
      a      | 99.0         | <blank>
      b      | 5.0          | 0
    ]],
    plan = function(t) return t:group_by "g":summarise "m = weighted_mean(x, w)" end,
    expected = [[
      g:text | m:number
      a      | ≈ 17.5
      b      | <undefined>
      skipped m: suppressed 1, blank 1
    ]],
  },
  {
    claim = "a_negative_weight_is_an_error",
    t = [[
      x:integer | w:integer
      1         | -2
    ]],
    plan = function(t) return t:summarise "m = weighted_mean(x, w)" end,
    fails = "negativ",
  },
  {
    claim = "extremes_go_by_danish_order_and_by_period",
    t = [[
      n:text   | p:period | d:decimal1
      Odder    | 2019Q3   | -0.5
      Aabenraa | 2018Q4   | 3.5
      Ærø      | 2019Q1   | 3.0
    ]],
    plan = function(t) return t:summarise "a = min(n), b = max(n), c = min(p), d = max(d)" end,
    expected = [[
      a:text | b:text   | c:period | d:decimal1
      Odder  | Aabenraa | 2018Q4   | 3.5
    ]],
  },
  {
    claim = "the_least_of_two_kinds_of_periods_is_an_error",
    t = [[
      p:period
      2019Q3
      2019M09
    ]],
    plan = function(t) return t:summarise "a = min(p)" end,
    fails = "kinds",
  },
  {
    claim = "a_sum_of_booleans_counts_the_true",
    t = [[
      a:boolean
      true
      false
      <suppressed>
      true
    ]],
    plan = function(t) return t:summarise "n = sum(a), s = sum(not a)" end,
    expected = [[
      n:integer  | s:integer
      ≥ 2 {2..3} | ≥ 1 {1..2}
      skipped n: suppressed 1
      skipped s: suppressed 1
    ]],
  },
}
