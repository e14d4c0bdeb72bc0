-- Shapes: wider, longer, complete, bound together.

return {
  {
    claim = "wider_has_rows_and_columns_in_order_of_first_appearance",
    t = [[
      o:text | p:period | x:integer
      B      | 2019Q4   | 4
      A      | 2019Q3   | 1
      A      | 2019Q4   | <suppressed>
      C      | 2019Q3   | ≥ 7
    ]],
    plan = function(t) return t:pivot_wider { names_from = "p", values_from = "x" } end,
    expected = [[
      o:text | 2019Q4:integer | 2019Q3:integer
      B      | 4              | <unmatched>
      A      | <suppressed>   | 1
      C      | <unmatched>    | ≥ 7
    ]],
  },
  {
    claim = "wider_of_two_rows_for_one_cell_is_an_error",
    t = [[
      o:text | p:text | x:integer
      A      | q      | 1
      A      | q      | 2
    ]],
    plan = function(t) return t:pivot_wider { names_from = "p", values_from = "x" } end,
    fails = "q",
  },
  {
    claim = "wider_of_a_missing_name_is_an_error",
    t = [[
      o:text | p:text  | x:integer
      A      | <blank> | 1
    ]],
    plan = function(t) return t:pivot_wider { names_from = "p", values_from = "x" } end,
    fails = "p",
  },
  {
    claim = "wider_keeps_reasons_of_ids_apart",
    t = [[
      o:text       | p:text | x:integer
      <suppressed> | q      | 1
      <blank>      | q      | 2
      <suppressed> | r      | 3
    ]],
    plan = function(t) return t:pivot_wider { names_from = "p", values_from = "x" } end,
    expected = [[
      o:text       | q:integer | r:integer
      <suppressed> | 1         | 3
      <blank>      | 2         | <unmatched>
    ]],
  },
  {
    claim = "longer_brings_numbers_to_one_type",
    t = [[
      o:text | a:integer    | b:decimal2
      A      | 3            | 0.25
      B      | <suppressed> | ≥ 1.50
    ]],
    plan = function(t)
      return t:pivot_longer { columns = "b, a", names_to = "navn", values_to = "tal" }
    end,
    expected = [[
      o:text | navn:text | tal:decimal2
      A      | b         | 0.25
      A      | a         | 3.00
      B      | b         | ≥ 1.50
      B      | a         | <suppressed>
    ]],
  },
  {
    claim = "complete_fills_the_whole_range_of_periods",
    t = [[
      o:text | p:period | x:integer
      A      | 2019Q4   | 1
      B      | 2020Q2   | 2
      A      | 2019Q3   | 3
    ]],
    plan = function(t) return t:complete "o, p" end,
    expected = [[
      o:text | p:period | x:integer
      A      | 2019Q3   | 3
      A      | 2019Q4   | 1
      A      | 2020Q1   | <unmatched>
      A      | 2020Q2   | <unmatched>
      B      | 2019Q3   | <unmatched>
      B      | 2019Q4   | <unmatched>
      B      | 2020Q1   | <unmatched>
      B      | 2020Q2   | 2
    ]],
  },
  {
    claim = "complete_keeps_rows_that_belong_to_no_combination_and_puts_them_last",
    t = [[
      o:text       | k:text | x:integer
      <suppressed> | q      | 1
      A            | r      | 2
      B            | r      | 3
      A            | r      | 4
    ]],
    plan = function(t) return t:complete "o, k" end,
    expected = [[
      o:text       | k:text | x:integer
      A            | q      | <unmatched>
      A            | r      | 2
      A            | r      | 4
      B            | q      | <unmatched>
      B            | r      | 3
      <suppressed> | q      | 1
    ]],
  },
  {
    claim = "complete_over_two_kinds_of_periods_is_an_error",
    t = [[
      p:period
      2019Q4
      2019
    ]],
    plan = function(t) return t:complete "p" end,
    fails = "kind",
  },
  {
    claim = "bound_rows_come_one_frame_after_the_other_in_the_columns_of_the_first",
    t = [[
      a:integer | b:text
      1         | x
    ]],
    u = [[
      b:text       | a:decimal1
      <suppressed> | 2.5
    ]],
    plan = function(t, u) return t:bind_rows(u) end,
    expected = [[
      a:decimal1 | b:text
      1.0        | x
      2.5        | <suppressed>
    ]],
  },
  {
    claim = "binding_frames_of_other_names_is_an_error",
    t = [[
      a:integer
      1
    ]],
    u = [[
      c:integer
      1
    ]],
    plan = function(t, u) return t:bind_rows(u) end,
    fails = "c",
  },
  {
    claim = "an_empty_frame_passes_through_every_shape",
    t = [[
      o:text | p:period | x:integer | y:number
    ]],
    plan = function(t)
      return t:complete "o, p"
        :pivot_longer { columns = "x, y", names_to = "navn", values_to = "tal" }
        :group_by "o":mutate "f = lag(tal), r = rank(tal)"
        :arrange "-tal":summarise "s = sum(tal), n = count()"
    end,
    expected = [[
      o:text | s:number | n:integer
    ]],
  },
}
