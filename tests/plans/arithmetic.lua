-- Arithmetic: types, exactness, overflow, what has no answer.

return {
  {
    claim = "integers_and_decimals_stay_exact",
    t = [[
      a:integer | b:decimal1 | c:decimal2
      3         | 0.1        | 0.25
      -7        | 12.5       | -0.01
    ]],
    plan = function(t) return t:mutate "x = a + b, y = b - c, z = a * c, w = -b" end,
    expected = [[
      a:integer | b:decimal1 | c:decimal2 | x:decimal1 | y:decimal2 | z:decimal2 | w:decimal1
      3         | 0.1        | 0.25       | 3.1        | -0.15      | 0.75       | -0.1
      -7        | 12.5       | -0.01      | 5.5        | 12.51      | 0.07       | -12.5
    ]],
  },
  {
    claim = "decimal_times_decimal_is_a_number",
    t = [[
      b:decimal1
      0.1
      -1.5
    ]],
    plan = function(t) return t:mutate "x = b * b" end,
    expected = [[
      b:decimal1 | x:number
      0.1        | 0.010000000000000002
      -1.5       | 2.25
    ]],
  },
  {
    claim = "a_division_by_zero_is_undefined_never_infinite",
    t = [[
      a:integer | b:integer
      59        | 283
      1         | 0
      0         | 0
      -7        | 2
    ]],
    plan = function(t) return t:mutate "x = a / b, y = a // b, z = a % b, w = a % 1e0 / b" end,
    expected = [[
      a:integer | b:integer | x:number           | y:integer   | z:integer   | w:number
      59        | 283       | 0.20848056537102475 | 0          | 59          | 0
      1         | 0         | <undefined>        | <undefined> | <undefined> | <undefined>
      0         | 0         | <undefined>        | <undefined> | <undefined> | <undefined>
      -7        | 2         | -3.5               | -4          | 1           | 0
    ]],
  },
  {
    claim = "roots_and_logarithms_without_an_answer_are_undefined",
    t = [[
      a:number
      4
      -1
      0
      800
    ]],
    plan = function(t) return t:mutate "r = sqrt(a), l = log(a) > 0, e = exp(a) > 1" end,
    expected = [[
      a:number | r:number           | l:boolean   | e:boolean
      4        | 2                  | true        | true
      -1       | <undefined>        | <undefined> | false
      0        | 0                  | <undefined> | false
      800      | 28.284271247461902 | true        | <undefined>
    ]],
  },
  {
    claim = "rounding_goes_half_away_from_zero_on_the_decimal_form",
    t = [[
      a:number | b:decimal2
      2.675    | 2.65
      -0.5     | -2.65
      1.005    | 0.04
      0.4      | -0.05
    ]],
    plan = function(t)
      return t:mutate "x = round(a, 2), y = round(a), z = round(b, 1), w = round(b, 5)"
    end,
    expected = [[
      a:number | b:decimal2 | x:number | y:number | z:decimal1 | w:decimal2
      2.675    | 2.65       | 2.68     | 3        | 2.7        | 2.65
      -0.5     | -2.65      | -0.5     | -1       | -2.7       | -2.65
      1.005    | 0.04       | 1.01     | 1        | 0.0        | 0.04
      0.4      | -0.05      | 0.4      | 0        | -0.1       | -0.05
    ]],
  },
  {
    claim = "floor_and_ceiling_of_decimals_are_exact_integers",
    t = [[
      b:decimal1
      2.5
      -2.5
      3.0
      -922337203685477580.8
    ]],
    plan = function(t) return t:mutate "f = floor(b), c = ceiling(b)" end,
    expected = [[
      b:decimal1            | f:integer           | c:integer
      2.5                   | 2                   | 3
      -2.5                  | -3                  | -2
      3.0                   | 3                   | 3
      -922337203685477580.8 | -922337203685477581 | -922337203685477580
    ]],
  },
  {
    claim = "an_integer_sum_that_does_not_fit_is_an_error",
    t = [[
      a:integer
      9223372036854775807
    ]],
    plan = function(t) return t:mutate "b = a + 1" end,
    fails = "64 bit",
  },
  {
    claim = "an_overflow_in_the_branch_that_is_not_chosen_is_an_error",
    t = [[
      a:integer
      9223372036854775807
    ]],
    plan = function(t) return t:mutate "b = if_else(a > 0, 0, a * 2)" end,
    fails = "64 bit",
  },
  {
    claim = "the_least_integer_divided_by_minus_one_is_an_error",
    t = [[
      a:integer
      -9223372036854775808
    ]],
    plan = function(t) return t:mutate "b = a // -1" end,
    fails = "64 bit",
  },
  {
    claim = "zero_has_no_sign",
    t = [[
      a:number
      0
      -5
    ]],
    plan = function(t) return t:mutate "b = -a, c = a * 0e0, d = round(a / 100)" end,
    expected = [[
      a:number | b:number | c:number | d:number
      0        | 0        | 0        | 0
      -5       | 5        | 0        | 0
    ]],
  },
  {
    claim = "text_writes_values_as_files_carry_them",
    t = [[
      a:integer | b:decimal1 | c:number  | d:boolean | p:period
      1234      | 5.6        | 17.93     | true      | 2019Q3
      -1        | -0.5       | 1e-7      | false     | 2020QMAT02
      0         | 10.0       | 1e21      | false     | 2021MYTD06
    ]],
    plan = function(t)
      return t:mutate "a = text(a), b = text(b), c = text(c), d = text(d), p = text(p)"
    end,
    expected = [[
      a:text | b:text | c:text                 | d:text | p:text
      1234   | 5,6    | 17,93                  | ja     | 2019Q3
      -1     | -0,5   | 0,0000001              | nej    | 2020QMAT02
      0      | 10,0   | 1000000000000000000000 | nej    | 2021MYTD06
    ]],
  },
  {
    claim = "danish_letters_change_case",
    t = [[
      a:text
      Ærø
      øster Å
    ]],
    plan = function(t)
      return t:mutate [[l = lower(a), u = upper(a), b = contains(a, 'ø'),
        s = starts_with(a, 'ø'), c = a .. '!']]
    end,
    expected = [[
      a:text  | l:text  | u:text  | b:boolean | s:boolean | c:text
      Ærø     | ærø     | ÆRØ     | true      | false     | Ærø!
      øster Å | øster å | ØSTER Å | true      | true      | øster Å!
    ]],
  },
  {
    claim = "periods_move_by_their_own_kind",
    t = [[
      p:period
      2019Q3
      2020M01
      2018H2
      2019
      2020QMAT02
      2020MYTD06
    ]],
    plan = function(t)
      return t:mutate "n = p + 2, f = p - 1, y = year(p), k = kind(p), m = number(p), d = p + 3 - p"
    end,
    expected = [[
      p:period   | n:period   | f:period   | y:integer | k:text  | m:integer | d:integer
      2019Q3     | 2020Q1     | 2019Q2     | 2019      | quarter | 3         | 3
      2020M01    | 2020M03    | 2019M12    | 2020      | month   | 1         | 3
      2018H2     | 2019H2     | 2018H1     | 2018      | half    | 2         | 3
      2019       | 2021       | 2018       | 2019      | year    | 1         | 3
      2020QMAT02 | 2020QMAT04 | 2020QMAT01 | 2020      | rolling | 2         | 3
      2020MYTD06 | 2020MYTD08 | 2020MYTD05 | 2020      | to_date | 6         | 3
    ]],
  },
  {
    claim = "a_period_has_no_finer_period_around_it",
    t = [[
      p:period
      2019Q3
      2020M02
      2018H2
    ]],
    plan = function(t)
      return t:mutate [[y = year_of(p), q = quarter_of(p), m = month_of(p), a = first_day(p),
        b = last_day(p)]]
    end,
    expected = [[
      p:period | y:period | q:period    | m:period    | a:date     | b:date
      2019Q3   | 2019     | 2019Q3      | <undefined> | 2019-07-01 | 2019-09-30
      2020M02  | 2020     | 2020Q1      | 2020M02     | 2020-02-01 | 2020-02-29
      2018H2   | 2018     | <undefined> | <undefined> | 2018-07-01 | 2018-12-31
    ]],
  },
  {
    claim = "a_text_that_is_no_period_is_an_error",
    t = [[
      a:text
      2019Q3
      2019Q5
    ]],
    plan = function(t) return t:mutate "p = period(a)" end,
    fails = "2019Q5",
  },
}
