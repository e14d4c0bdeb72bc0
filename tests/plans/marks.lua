-- Lower bounds, upper bounds, and what nothing is known of.

return {
  {
    claim = "a_mark_follows_the_sign_of_what_is_done_to_it",
    t = [[
      a:integer | b:integer
      ≥ 10      | 2
      ≥ 10      | -2
      ≥ 10      | 0
      3         | ≤ 5
      ≥ 10      | ≥ 5
      ≥ 10      | ≤ 5
      ≈ 10      | 5
      -3        | ≥ 5
      0         | ≥ 5
    ]],
    plan = function(t) return t:mutate "p = a + b, m = a - b, g = a * b, n = -a" end,
    expected = [[
      a:integer | b:integer | p:integer | m:integer | g:integer | n:integer
      ≥ 10      | 2         | ≥ 12      | ≥ 8       | ≥ 20      | ≤ -10
      ≥ 10      | -2        | ≥ 8       | ≥ 12      | ≤ -20     | ≤ -10
      ≥ 10      | 0         | ≥ 10      | ≥ 10      | 0         | ≤ -10
      3         | ≤ 5       | ≤ 8       | ≥ -2      | ≤ 15      | -3
      ≥ 10      | ≥ 5       | ≥ 15      | ≈ 5       | ≈ 50      | ≤ -10
      ≥ 10      | ≤ 5       | ≈ 15      | ≥ 5       | ≈ 50      | ≤ -10
      ≈ 10      | 5         | ≈ 15      | ≈ 5       | ≈ 50      | ≈ -10
      -3        | ≥ 5       | ≥ 2       | ≤ -8      | ≤ -15     | 3
      0         | ≥ 5       | ≥ 5       | ≤ -5      | 0         | 0
    ]],
  },
  {
    claim = "a_quotient_of_a_lower_bound_is_an_upper_bound",
    t = [[
      a:integer | b:integer
      ≥ 10      | 2
      ≥ 10      | -2
      3         | ≥ 4
      0         | ≥ 4
      -3        | ≥ 4
      ≥ 1       | ≥ 4
      ≥ 1       | 0
    ]],
    plan = function(t) return t:mutate "x = a / b, y = a // b, z = a % b" end,
    expected = [[
      a:integer | b:integer | x:number    | y:integer   | z:integer
      ≥ 10      | 2         | ≥ 5         | ≈ 5         | ≈ 0
      ≥ 10      | -2        | ≤ -5        | ≈ -5        | ≈ 0
      3         | ≥ 4       | ≤ 0.75      | ≈ 0         | ≈ 3
      0         | ≥ 4       | 0           | ≈ 0         | ≈ 0
      -3        | ≥ 4       | ≥ -0.75     | ≈ -1        | ≈ 1
      ≥ 1       | ≥ 4       | ≈ 0.25      | ≈ 0         | ≈ 1
      ≥ 1       | 0         | <undefined> | <undefined> | <undefined>
    ]],
  },
  {
    claim = "rounding_keeps_a_mark_and_other_functions_lose_its_direction",
    t = [[
      a:number
      ≥ 2.5
      ≤ -2.5
      4
    ]],
    plan = function(t)
      return t:mutate [[r = round(a), f = floor(a), c = ceiling(a), b = abs(a),
        s = sqrt(abs(a)) > 1, t = text(a)]]
    end,
    expected = [[
      a:number | r:number | f:integer | c:integer | b:number | s:boolean   | t:text
      ≥ 2.5    | ≥ 3      | ≥ 2       | ≥ 3       | ≥ 2.5    | <undecided> | ≈ 2,5
      ≤ -2.5   | ≤ -3     | ≤ -3      | ≤ -2      | ≈ 2.5    | <undecided> | ≈ -2,5
      4        | 4        | 4         | 4         | 4        | true        | 4
    ]],
  },
  {
    claim = "choosing_takes_the_mark_of_the_chosen_cell",
    t = [[
      a:integer    | b:integer
      ≥ 4          | 7
      3            | ≤ 7
      <suppressed> | ≤ 7
    ]],
    plan = function(t) return t:mutate "x = if_else(a > 3, a, b), y = coalesce(a, b)" end,
    expected = [[
      a:integer    | b:integer | x:integer    | y:integer
      ≥ 4          | 7         | ≥ 4          | ≥ 4
      3            | ≤ 7       | ≤ 7          | 3
      <suppressed> | ≤ 7       | <suppressed> | ≤ 7
    ]],
  },
  {
    claim = "a_share_of_a_lower_bound_says_so",
    t = [[
      omraade:text | praktik:integer | personer:integer
      Hedensted    | 59              | 283
      Hedensted    | <suppressed>    | 4
      Horsens      | 10              | <suppressed>
      Horsens      | 10              | 50
    ]],
    plan = function(t)
      return t:group_by "omraade"
        :summarise "x = sum(praktik), y = sum(personer), andel = sum(praktik) / sum(personer)"
    end,
    expected = [[
      omraade:text | x:integer | y:integer | andel:number
      Hedensted    | ≥ 59      | 287       | ≥ 0.20557491289198607
      Horsens      | 20        | ≥ 50      | ≤ 0.4
      skipped x: suppressed 1
      skipped y: suppressed 1
      skipped andel: suppressed 2
    ]],
    computed = "andel",
  },
  {
    claim = "a_sum_adds_a_hidden_cell_to_the_marks_of_its_cells",
    t = [[
      k:text | x:integer
      a      | ≤ 5
      a      | <suppressed>
      b      | ≥ 5
      b      | <suppressed>
      c      | ≈ 5
      c      | <suppressed>
      d      | ≤ 5
      d      | <unavailable>
      d      | 2
      e      | 5
      e      | <suppressed>
      f      | ≤ 5
      f      | ≥ 2
    ]],
    plan = function(t) return t:group_by "k":summarise "s = sum(x)" end,
    expected = [[
      k:text | s:integer
      a      | ≈ 5
      b      | ≥ 5
      c      | ≈ 5
      d      | ≤ 7
      e      | ≥ 5
      f      | ≈ 7
      skipped s: suppressed 4, unavailable 1
    ]],
    computed = "",
  },
  {
    claim = "a_hidden_cell_beside_a_negative_one_may_be_negative",
    t = [[
      k:text | x:integer    | d:decimal1   | n:number
      a      | 10           | 1.0          | 1.5
      a      | -1           | -0.1         | -0.5
      a      | <suppressed> | <suppressed> | <suppressed>
      b      | 0            | 0.0          | 0
      b      | <suppressed> | <suppressed> | <suppressed>
    ]],
    plan = function(t) return t:group_by "k":summarise "x = sum(x), d = sum(d), n = sum(n)" end,
    expected = [[
      k:text | x:integer | d:decimal1 | n:number
      a      | ≈ 9       | ≈ 0.9      | ≈ 1
      b      | ≥ 0       | ≥ 0.0      | ≥ 0
      skipped x: suppressed 2
      skipped d: suppressed 2
      skipped n: suppressed 2
    ]],
  },
  {
    claim = "a_sum_of_hidden_differences_is_no_bound",
    t = [[
      foer:integer | nu:integer
      10           | 12
      10           | <suppressed>
    ]],
    plan = function(t)
      return t:mutate "d = nu - foer"
        :summarise "d = sum(d), e = sum(nu - foer), n = sum(-nu), ms = mean(d), a = sum(abs(nu))"
    end,
    expected = [[
      d:integer | e:integer | n:integer | ms:number | a:integer
      ≈ 2       | ≈ 2       | ≈ -12     | ≈ 2       | ≈ 12
      skipped d: suppressed 1
      skipped e: suppressed 1
      skipped n: suppressed 1
      skipped ms: suppressed 1
      skipped a: suppressed 1
    ]],
    computed = "d, e, n, ms, a",
  },
  {
    claim = "hidden_counts_added_or_scaled_are_still_lower_bounds",
    t = [[
      a:integer    | b:integer    | c:integer
      3            | 4            | -1
      <suppressed> | 4            | 2
      3            | <suppressed> | <suppressed>
    ]],
    plan = function(t)
      return t:summarise [[s = sum(a + b), t = sum(2 * a), h = sum(a / 2), p = sum(a * b),
        l = sum(1.5 * a + b + 1), q = sum(a / b), c = sum(b + c), m = sum(a * -2)]]
    end,
    -- a + c would be 1 where c is negative: a hidden neighbour of it may be below 0
    expected = [[
      s:integer | t:integer | h:number | p:integer | l:decimal1 | q:number | c:integer | m:integer
      ≥ 7       | ≥ 12      | ≥ 3      | ≥ 12      | ≥ 9.5      | ≈ 0.75   | ≈ 9       | ≈ -12
      skipped s: suppressed 2
      skipped t: suppressed 1
      skipped h: suppressed 1
      skipped p: suppressed 2
      skipped l: suppressed 2
      skipped q: suppressed 2
      skipped c: suppressed 1
      skipped m: suppressed 1
    ]],
    computed = "q, c, m",
  },
  {
    claim = "hidden_sums_beside_what_may_be_negative_are_no_lower_bounds",
    t = [[
      a:integer    | b:integer
      ≤ 3          | <suppressed>
      2            | 4
    ]],
    plan = function(t) return t:summarise "s = sum(a + b), t = sum(b)" end,
    expected = [[
      s:integer | t:integer
      ≈ 6       | ≥ 4
      skipped s: suppressed 1
      skipped t: suppressed 1
    ]],
  },
  {
    claim = "how_many_of_hidden_truths_is_a_lower_bound",
    t = [[
      x:integer
      5
      -5
      <suppressed>
    ]],
    plan = function(t) return t:summarise "n = sum(x > 3)" end,
    expected = [[
      n:integer
      ≥ 1 {1..2}
      skipped n: suppressed 1
    ]],
    computed = "",
  },
  {
    claim = "sums_of_sums_are_lower_bounds_and_of_changes_are_not",
    t = [[
      k:text | m:text | x:integer
      a      | p      | 5
      a      | q      | 3
      b      | p      | <suppressed>
      b      | q      | <suppressed>
    ]],
    plan = function(t)
      return t:group_by "k":summarise "s = sum(x), c = max(x) - min(x)"
        :summarise "s = sum(s), c = sum(c)"
    end,
    expected = [[
      s:integer | c:integer
      ≥ 8       | ≈ 2
      skipped s: suppressed 1
      skipped c: suppressed 1
    ]],
    computed = "c",
  },
  {
    claim = "running_sums_and_shares_of_hidden_changes_are_no_bounds",
    t = [[
      p:period | x:integer    | y:integer
      2019Q1   | 4            | 1
      2019Q2   | <suppressed> | <suppressed>
      2019Q3   | 4            | 3
      2019Q4   | 0            | 0
    ]],
    plan = function(t)
      return t:mutate "d = x - 2 * y"
        :mutate [[cx = cumsum(x), cd = cumsum(d), sx = share(x), sd = share(d),
          r = rolling_sum(x, 2)]]
        :select "cx, cd, sx, sd, r"
    end,
    expected = [[
      cx:integer   | cd:integer   | sx:number    | sd:number    | r:integer
      4            | 2            | ≤ 0.5        | <undefined>  | <unmatched>
      <suppressed> | <suppressed> | <suppressed> | <suppressed> | <suppressed>
      ≥ 8          | ≈ 0          | ≤ 0.5        | <undefined>  | <suppressed>
      ≥ 8          | ≈ 0          | 0            | <undefined>  | 4
    ]],
    computed = "cd, sx, sd",
  },
  {
    claim = "a_running_sum_knows_of_negative_cells_to_come",
    t = [[
      p:period | x:integer
      2019Q1   | 4
      2019Q2   | <suppressed>
      2019Q3   | 4
      2019Q4   | -1
    ]],
    plan = function(t) return t:mutate "c = cumsum(x), s = share(x), l = lag(x)" end,
    expected = [[
      p:period | x:integer    | c:integer    | s:number               | l:integer
      2019Q1   | 4            | 4            | ≈ 0.5714285714285714   | <unmatched>
      2019Q2   | <suppressed> | <suppressed> | <suppressed>           | 4
      2019Q3   | 4            | ≈ 8          | ≈ 0.5714285714285714   | <suppressed>
      2019Q4   | -1           | ≈ 7          | ≈ -0.14285714285714285 | 4
    ]],
    computed = "c, s",
  },
  {
    claim = "a_computed_column_is_known_through_every_verb",
    t = [[
      k:text | p:period | x:integer
      a      | 2019Q1   | 4
      a      | 2019Q2   | <suppressed>
      b      | 2019Q1   | 5
    ]],
    u = [[
      k:text | d:integer
      b      | 7
    ]],
    plan = function(t, u)
      local d = t:mutate "d = x - 1":select "-x"
      return d:left_join(d:filter "true":rename "e = d", "k, p"):complete "k, p":arrange "k, p"
        :group_by "k":mutate "l = lag(d)":ungroup():distinct():head(9):slice(1, 9):tail(9)
        :select "k, p, d, e, l"
        :bind_rows(u:mutate "p = 2019Q1, e = 1, l = 2"):pivot_longer{ columns = "d, l",
          names_to = "navn", values_to = "tal" }
        :distinct "k, p, navn, tal":filter "not (k == 'b' and tal == 7) and not (k == 'b' and \z
          tal == 2)"
        :pivot_wider{ names_from = "navn", values_from = "tal" }:summarise "d = sum(d), l = sum(l)"
    end,
    expected = [[
      d:integer | l:integer
      ≈ 7       | 7
      skipped d: suppressed 1, unmatched 1
      skipped l: unmatched 2
    ]],
    computed = "d, l",
  },
  {
    claim = "the_size_of_a_bound_is_known_from_0_up_only",
    t = [[
      a:integer
      ≥ 3
      ≥ 0
      ≥ -3
      ≤ 3
      ≤ -3
      ≈ 3
      -3
    ]],
    plan = function(t) return t:mutate "i = abs(a), n = abs(a / 1), d = abs(a * 1.0)" end,
    expected = [[
      a:integer | i:integer | n:number | d:decimal1
      ≥ 3       | ≥ 3       | ≥ 3      | ≥ 3.0
      ≥ 0       | ≥ 0       | ≥ 0      | ≥ 0.0
      ≥ -3      | ≈ 3       | ≈ 3      | ≈ 3.0
      ≤ 3       | ≈ 3       | ≈ 3      | ≈ 3.0
      ≤ -3      | ≈ 3       | ≈ 3      | ≈ 3.0
      ≈ 3       | ≈ 3       | ≈ 3      | ≈ 3.0
      -3        | 3         | 3        | 3.0
    ]],
  },
  {
    claim = "only_a_divisor_that_is_surely_above_0_gives_a_bound",
    t = [[
      a:integer | b:integer
      3         | ≥ 4
      -3        | ≥ 4
      0         | ≥ 4
      3         | ≤ 4
      -3        | ≤ 4
      0         | ≤ 4
      3         | ≥ -4
      0         | ≥ -4
      3         | ≤ -4
      3         | ≈ 4
      0         | ≈ 4
      ≥ 3       | ≥ 4
      ≥ 0       | ≤ 4
      0         | ≥ 0
    ]],
    plan = function(t) return t:mutate "q = a / b" end,
    expected = [[
      a:integer | b:integer | q:number
      3         | ≥ 4       | ≤ 0.75
      -3        | ≥ 4       | ≥ -0.75
      0         | ≥ 4       | 0
      3         | ≤ 4       | ≈ 0.75
      -3        | ≤ 4       | ≈ -0.75
      0         | ≤ 4       | ≈ 0
      3         | ≥ -4      | ≈ -0.75
      0         | ≥ -4      | ≈ 0
      3         | ≤ -4      | ≈ -0.75
      3         | ≈ 4       | ≈ 0.75
      0         | ≈ 4       | ≈ 0
      ≥ 3       | ≥ 4       | ≈ 0.75
      ≥ 0       | ≤ 4       | ≈ 0
      0         | ≥ 0       | <undefined>
    ]],
  },
  {
    claim = "a_comparison_of_a_bound_is_told_where_it_holds_whatever_is_hidden",
    t = [[
      a:integer | b:decimal1
      ≥ 4       | 3.0
      ≥ 4       | 4.0
      ≥ 4       | 5.0
      ≤ 4       | 3.0
      ≤ 4       | 4.0
      ≤ 4       | 5.0
      ≈ 4       | 4.0
      3         | ≥ 4.0
      ≥ 4       | ≤ 3.0
      ≥ 4       | ≥ 3.0
    ]],
    plan = function(t)
      return t:mutate [[g = a > b, ge = a >= b, l = a < b, e = a == b,
        i = a in (1, 3), n = a > 5 and a < 4]]:select "-a, -b"
    end,
    expected = [[
      g:boolean   | ge:boolean  | l:boolean   | e:boolean   | i:boolean   | n:boolean
      true        | true        | false       | false       | false       | false
      <undecided> | true        | false       | <undecided> | false       | false
      <undecided> | <undecided> | <undecided> | <undecided> | false       | false
      <undecided> | <undecided> | <undecided> | <undecided> | <undecided> | false
      false       | <undecided> | <undecided> | <undecided> | <undecided> | false
      false       | false       | true        | false       | <undecided> | false
      <undecided> | <undecided> | <undecided> | <undecided> | <undecided> | <undecided>
      false       | false       | true        | false       | true        | false
      true        | true        | false       | false       | false       | false
      <undecided> | <undecided> | <undecided> | <undecided> | false       | false
    ]],
  },
  {
    claim = "a_filter_keeps_what_is_surely_true_and_a_count_of_conditions_is_a_bound",
    t = [[
      k:text | a:integer
      x      | ≥ 4
      x      | ≥ 2
      y      | 9
    ]],
    plan = function(t)
      return t:group_by "k":summarise "n = sum(a > 3)":bind_rows(
        t:filter "a > 3":group_by "k":summarise "n = count()")
    end,
    expected = [[
      k:text | n:integer
      x      | ≥ 1 {1..2}
      y      | 1
      x      | 1
      y      | 1
      skipped n: undecided 1
    ]],
  },
  {
    claim = "a_figure_in_the_place_of_a_hidden_one_is_not_exact",
    t = [[
      a:integer     | b:text
      <suppressed>  | <suppressed>
      <unavailable> | x
      3             | y
    ]],
    plan = function(t)
      return t:mutate "c = coalesce(a, 0), d = coalesce(b, 'z')"
        :mutate "n = n_distinct(a), m = n_distinct(c)"
    end,
    expected = [[
      a:integer     | b:text       | c:integer | d:text | n:integer | m:integer
      <suppressed>  | <suppressed> | ≈ 0       | z      | ≥ 1       | ≈ 2
      <unavailable> | x            | 0         | x      | ≥ 1       | ≈ 2
      3             | y            | 3         | y      | ≥ 1       | ≈ 2
      skipped n: suppressed 1, unavailable 1
    ]],
    computed = "c, d",
  },
  {
    claim = "bounds_of_hidden_cells_go_through_sums_arithmetic_and_questions",
    t = [[
      k:text | m:text | a:integer    | b:decimal1
      x      | p      | 129          | 200.5
      x      | q      | 2            | 10.0
      x      | r      | <suppressed> | <suppressed>
      y      | p      | 9            | 4.0
      y      | q      | 40           | 1.0
    ]],
    plan = function(t)
      return t:hides { a = { 0, 2 }, b = { 1, 4 } }:group_by "k"
        :summarise "s = sum(a), d = sum(b), r = 100 * sum(a) / sum(b), h = hidden(a)"
        :mutate "m = s - 140, n = -s * 2":select "-k, -r, -h"
    end,
    expected = [[
      s:integer        | d:decimal1             | m:integer     | n:integer
      ≥ 131 {131..133} | ≥ 210.5 {211.5..214.5} | ≥ -9 {-9..-7} | ≤ -262 {-266..-262}
      49               | 5.0                    | -91           | -98
      skipped s: suppressed 1
      skipped d: suppressed 1
      skipped m: suppressed 1
      skipped n: suppressed 1
    ]],
    computed = "m, n",
  },
  {
    claim = "a_chosen_bound_keeps_its_bounds_where_the_choice_is_sure",
    t = [[
      a:integer
      129
      <suppressed>
    ]],
    plan = function(t)
      return t:hides { a = { 0, 2 } }:summarise "s = sum(a)"
        :mutate "c = if_else(s > 130, 0, s), d = coalesce(s, 0)"
    end,
    expected = [[
      s:integer        | c:integer   | d:integer
      ≥ 129 {129..131} | <undecided> | ≥ 129 {129..131}
      skipped s: suppressed 1
      skipped c: suppressed 1
      skipped d: suppressed 1
    ]],
    computed = "c, d",
  },
  {
    claim = "a_ratio_of_two_bounds_lies_between_two_and_so_do_its_answers",
    t = [[
      a:integer    | b:decimal1
      129          | 200.5
      2            | 10.0
      <suppressed> | <suppressed>
    ]],
    plan = function(t)
      return t:hides { a = { 0, 2 }, b = { 1, 4 } }
        :summarise "s = sum(a), r = round(100 * sum(a) / sum(b), 2)"
        :mutate "g = s > 134, i = s > 132, o = s in (3, 134), p = r < 63":select "-s"
    end,
    expected = [[
      r:number                            | g:boolean | i:boolean   | o:boolean | p:boolean
      ≈ 62.23 {61.07..62.880000000000003} | false     | <undecided> | false     | true
      skipped r: suppressed 2
      skipped g: suppressed 1
      skipped i: suppressed 1
      skipped o: suppressed 1
      skipped p: suppressed 2
    ]],
    computed = "r, g, i, o, p",
  },
  {
    claim = "a_share_of_a_whole_with_hidden_parts_lies_between_two",
    t = [[
      k:text | a:integer
      x      | 30
      x      | 10
      x      | <suppressed>
    ]],
    plan = function(t) return t:hides { a = { 0, 10 } }:mutate "s = share(a), l = sum(a)" end,
    expected = [[
      k:text | a:integer    | s:number                           | l:integer
      x      | 30           | ≤ 0.75 {0.59999999999999998..0.75} | ≥ 40 {40..50}
      x      | 10           | ≤ 0.25 {0.20000000000000001..0.25} | ≥ 40 {40..50}
      x      | <suppressed> | <suppressed>                       | ≥ 40 {40..50}
      skipped l: suppressed 1
    ]],
    computed = "s",
  },
  {
    claim = "what_hides_several_figures_has_no_bounds",
    t = [[
      k:text | a:integer
      x      | <suppressed>
      x      | <suppressed>
      y      | 5
    ]],
    plan = function(t)
      return t:hides { a = { 0, 2 } }:group_by "k":summarise "a = sum(a)":summarise "s = sum(a)"
    end,
    expected = [[
      s:integer
      ≥ 5
      skipped s: suppressed 1
    ]],
  },
  {
    claim = "an_undecided_condition_chooses_nothing",
    t = [[
      x:integer | a:integer
      ≥ 3       | 1
      3         | ≥ 1
      ≈ 4       | <blank>
    ]],
    plan = function(t) return t:mutate "i = if_else(contains(text(x), '3') and true, a, 5)" end,
    expected = [[
      x:integer | a:integer | i:integer
      ≥ 3       | 1         | <undecided>
      3         | ≥ 1       | ≥ 1
      ≈ 4       | <blank>   | <undecided>
    ]],
  },
  {
    claim = "what_is_computed_from_sums_tells_what_they_left_out",
    t = [[
      a:integer    | b:integer
      1            | 4
      <suppressed> | <unavailable>
      1            | <unavailable>
    ]],
    plan = function(t)
      return t:summarise [[s = sum(a), andel = 100 * sum(a) / sum(b), r = round(sum(a)),
        f = floor(sum(b)), g = if_else(count() > 2, sum(a), 0)]]
        :mutate "d = s + s, e = s + f"
    end,
    expected = [[
      s:integer | andel:number | r:integer | f:integer | g:integer | d:integer | e:integer
      ≥ 2       | ≥ 50         | ≥ 2       | 4         | ≥ 2       | ≥ 4       | ≥ 6
      skipped s: suppressed 1
      skipped andel: suppressed 1, unavailable 2
      skipped r: suppressed 1
      skipped f: unavailable 2
      skipped g: suppressed 1
      skipped d: suppressed 1
      skipped e: suppressed 1, unavailable 2
    ]],
    computed = "andel, r, f, g, e",
  },
}
