-- Filters, three-valued logic, comparison, choosing.

return {
  {
    claim = "a_filter_keeps_what_is_true_and_not_what_is_missing",
    t = [[
      navn:text | antal:integer
      a         | 12
      b         | <suppressed>
      c         | 3
      d         | <none>
    ]],
    plan = function(t) return t:filter "antal > 5" end,
    expected = [[
      navn:text | antal:integer
      a         | 12
    ]],
  },
  {
    claim = "false_and_missing_is_false_true_or_missing_is_true",
    t = [[
      p:boolean    | q:boolean
      true         | <blank>
      false        | <blank>
      <suppressed> | true
      <suppressed> | false
      <suppressed> | <blank>
    ]],
    plan = function(t) return t:mutate "og = p and q, eller = p or q, ej = not p" end,
    expected = [[
      p:boolean    | q:boolean | og:boolean   | eller:boolean | ej:boolean
      true         | <blank>   | <blank>      | true          | false
      false        | <blank>   | false        | <blank>       | true
      <suppressed> | true      | <suppressed> | true          | <suppressed>
      <suppressed> | false     | false        | <suppressed>  | <suppressed>
      <suppressed> | <blank>   | <suppressed> | <suppressed>  | <suppressed>
    ]],
  },
  {
    claim = "a_result_is_missing_with_the_reason_of_its_leftmost_missing_operand",
    t = [[
      a:integer    | b:integer
      <blank>      | <suppressed>
      <suppressed> | <blank>
      1            | <none>
    ]],
    plan = function(t) return t:mutate "sum = a + b, stor = a > b" end,
    expected = [[
      a:integer    | b:integer    | sum:integer  | stor:boolean
      <blank>      | <suppressed> | <blank>      | <blank>
      <suppressed> | <blank>      | <suppressed> | <suppressed>
      1            | <none>       | <none>       | <none>
    ]],
  },
  {
    claim = "a_missing_condition_chooses_neither_branch",
    t = [[
      p:boolean    | a:integer | b:decimal1
      true         | 3         | 0.5
      false        | 3         | 0.5
      <suppressed> | 3         | 0.5
      true         | <none>    | 0.5
    ]],
    plan = function(t)
      return t:mutate "c = if_else(p, a, b), d = coalesce(if_else(p, a, missing), 7)"
    end,
    expected = [[
      p:boolean    | a:integer | b:decimal1 | c:decimal1   | d:integer
      true         | 3         | 0.5        | 3.0          | 3
      false        | 3         | 0.5        | 0.5          | 7
      <suppressed> | 3         | 0.5        | <suppressed> | ≈ 7
      true         | <none>    | 0.5        | <none>       | 7
    ]],
  },
  {
    claim = "coalesce_of_nothing_present_has_the_reason_of_the_first",
    t = [[
      a:integer    | b:integer
      <blank>      | <suppressed>
      <suppressed> | 4
    ]],
    plan = function(t) return t:mutate "c = coalesce(a, b)" end,
    expected = [[
      a:integer    | b:integer    | c:integer
      <blank>      | <suppressed> | <blank>
      <suppressed> | 4            | 4
    ]],
  },
  {
    claim = "integers_and_decimals_are_compared_exactly",
    t = [[
      a:integer           | b:decimal1
      9007199254740993    | 9007199254740992.0
      9007199254740993    | 9007199254740993.0
      -3                  | -2.9
      922337203685477580  | 922337203685477580.7
    ]],
    plan = function(t) return t:mutate "lig = a == b, under = a < b" end,
    expected = [[
      a:integer           | b:decimal1           | lig:boolean | under:boolean
      9007199254740993    | 9007199254740992.0   | false       | false
      9007199254740993    | 9007199254740993.0   | true        | false
      -3                  | -2.9                 | false       | true
      922337203685477580  | 922337203685477580.7 | false       | true
    ]],
  },
  {
    claim = "in_takes_values_of_any_number_type",
    t = [[
      a:decimal1
      2.0
      2.5
      <suppressed>
    ]],
    plan = function(t) return t:mutate "b = a in (2, 7), c = a in (2.50)" end,
    expected = [[
      a:decimal1   | b:boolean    | c:boolean
      2.0          | true         | false
      2.5          | false        | true
      <suppressed> | <suppressed> | <suppressed>
    ]],
  },
  {
    claim = "is_missing_and_is_suppressed_are_never_missing",
    t = [[
      a:integer
      1
      <suppressed>
      <undefined>
    ]],
    plan = function(t) return t:mutate "m = is_missing(a), s = is_suppressed(a)" end,
    expected = [[
      a:integer    | m:boolean | s:boolean
      1            | false     | false
      <suppressed> | true      | true
      <undefined>  | true      | false
    ]],
  },
  {
    claim = "texts_are_ordered_in_danish",
    t = [[
      navn:text
      Odder
      Aabenraa
      Ærø
      Ødis
      Zebra
    ]],
    plan = function(t) return t:filter "navn > 'Zebra'" end,
    expected = [[
      navn:text
      Aabenraa
      Ærø
      Ødis
    ]],
  },
  {
    claim = "periods_of_two_kinds_are_unequal_and_have_no_order",
    t = [[
      p:period
      2019Q3
      2019M09
    ]],
    plan = function(t) return t:filter "p ~= 2019Q3" end,
    expected = [[
      p:period
      2019M09
    ]],
  },
  {
    claim = "ordering_periods_of_two_kinds_is_an_error",
    t = [[
      p:period
      2019Q3
      2019M09
    ]],
    plan = function(t) return t:filter "p >= 2019Q1" end,
    fails = "kinds",
  },
}
