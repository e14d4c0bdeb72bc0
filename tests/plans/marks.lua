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
      -3        | ≥ 4       | ≈ -0.75     | ≈ -1        | ≈ 1
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
      a:number | r:number | f:integer | c:integer | b:number | s:boolean | t:text
      ≥ 2.5    | ≥ 3      | ≥ 2       | ≥ 3       | ≥ 2.5    | true      | ≈ 2,5
      ≤ -2.5   | ≤ -3     | ≤ -3      | ≤ -2      | ≈ 2.5    | true      | ≈ -2,5
      4        | 4        | 4         | 4         | 4        | true      | 4
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
    ]],
  },
}
