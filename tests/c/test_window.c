#include "summation.h"
#include "table.h"
#include "window.h"

/* One window function of column 2 by column 0; its values come as column 3. */
static struct frame *by_first(struct frame *t, const char *kind, int64_t parameter,
                              struct error *error) {
  size_t key = 0;
  struct window_spec spec = {.name = "r",
                             .kind = kind,
                             .column = 2,
                             .has_parameter = parameter >= 0,
                             .parameter = parameter,
                             .period = SIZE_MAX};
  *error = (struct error){0};
  return frame_window(t, &key, 1, &spec, 1, NULL, error);
}

static void assert_window(struct frame *t, const char *kind, int64_t parameter,
                          const char *expected) {
  struct error error;
  struct frame *result = by_first(t, kind, parameter, &error);
  if (result == NULL)
    fail_msg("%s: %s", kind, error.message);
  if (strcmp(show_column(result->column[3]), expected) != 0)
    fail_msg("%s gives \"%s\", not \"%s\"", kind, show_column(result->column[3]), expected);
  frame_release(result);
}

static void lag_goes_by_period_not_by_row(void **state) {
  (void)state;
  struct frame *t = table("k:text p:period x:integer",
                          "a 2019M03 3\nb 2019M01 10\na 2019M01 1\na 2019M02 2\na 2019M05 5\n"
                          "b 2019M02 ~20\na 2018M12 .\na .. 99");
  assert_window(t, "lag", -1, "integer: 2 ? . 1 ? 10 ? ..");
  assert_window(t, "lag", 2, "integer: 1 ? ? . 3 ? ? ..");
  assert_window(t, "lead", -1, "integer: ? ~20 2 3 ? ? 1 ..");
  assert_window(t, "lag", 0, "integer: 3 10 1 2 5 ~20 . ..");
  frame_release(t);
}

static void lag_crosses_the_turn_of_the_year(void **state) {
  (void)state;
  struct frame *t = table("k:text p:period x:text", "a 2020Q1 n\na 2019Q4 g\na 2019Q1 x");
  assert_window(t, "lag", -1, "text: g ? ?");
  assert_window(t, "lag", 4, "text: x ? ?");
  frame_release(t);
}

static void two_rows_for_one_period_are_refused(void **state) {
  (void)state;
  struct error error;
  struct frame *t =
      table("k:text p:period x:integer", "a 2019M01 1\nb 2019M01 1\nb 2019M02 1\nb 2019M01 1");
  const char *kinds[] = {"lag", "cumsum", "rolling_sum"};
  for (size_t i = 0; i < 3; i++)
    assert_refused(by_first(t, kinds[i], i == 2 ? 2 : -1, &error), &error, ERROR_DATA,
                   "k b has two rows for 2019M01 (rows 2 and 4)");
  frame_release(t);
}

static void periods_of_two_kinds_are_refused(void **state) {
  (void)state;
  struct error error;
  struct frame *t = table("k:text p:period x:integer", "a 2019M01 1\nb 2019 1\nb 2019M02 1");
  assert_refused(by_first(t, "lag", -1, &error), &error, ERROR_DATA,
                 "k b has periods of two kinds");
  frame_release(t);
  /* each group may have its own */
  t = table("k:text p:period x:integer", "a 2019M01 1\nb 2019 1\nb 2018 7");
  assert_window(t, "lag", -1, "integer: ? 7 ?");
  frame_release(t);
}

static void the_period_column_must_be_plain(void **state) {
  (void)state;
  struct error error;
  struct frame *t = table("k:text n:integer x:integer", "a 1 1\na 2 2");
  assert_refused(by_first(t, "lag", -1, &error), &error, ERROR_VALUE, "no period column");
  assert_window(t, "cumsum", -1, "integer: 1 3");
  frame_release(t);
  t = table("k:text p:period x:integer q:date", "a 2019 1 2019-01-01\na 2020 2 2018-01-01");
  assert_refused(by_first(t, "lag", -1, &error), &error, ERROR_VALUE, "2 period columns (p, q)");
  struct window_spec spec = {.name = "p", .kind = "cumsum", .column = 2, .period = 3};
  error = (struct error){0};
  assert_shows(frame_window(t, NULL, 0, &spec, 1, NULL, &error), &error,
               "k p x q\na 3 1 2019-01-01\na 2 2 2018-01-01");
  spec.period = 2;
  assert_refused(frame_window(t, NULL, 0, &spec, 1, NULL, &error), &error, ERROR_TYPE, "cumsum(x)");
  frame_release(t);
}

static void a_running_sum_goes_by_period_and_skips_what_is_missing(void **state) {
  (void)state;
  struct error error;
  struct frame *t = table("k:text p:period x:integer",
                          "a 2019M03 3\na 2019M01 1\na 2019M02 ..\nb 2019M01 .\nb 2019M02 4\n"
                          "b 2019M03 ~1");
  assert_window(t, "cumsum", -1, "integer: 4 1 .. . >=4 ~5");
  frame_release(t);
  t = table("k:text p:period x:decimal1", "a 2019M02 0,2\na 2019M01 0,1\na 2019M03 -0,3");
  assert_window(t, "cumsum", -1, "decimal1: 0,3 0,1 0,0");
  frame_release(t);
  t = table("k:text p:period x:number", "a 2019M01 1e100\na 2019M02 1\na 2019M03 -1e100");
  assert_window(t, "cumsum", -1,
                "number: 1" /* 1e100, twice, then 1 */
                "00000000000000000000000000000000000000000000000000"
                "00000000000000000000000000000000000000000000000000 1"
                "00000000000000000000000000000000000000000000000000"
                "00000000000000000000000000000000000000000000000000 1");
  frame_release(t);
  t = table("k:text p:period x:integer", "a 2019M03 3\na _ 1");
  assert_refused(by_first(t, "cumsum", -1, &error), &error, ERROR_DATA, "row 2 has none (blank)");
  frame_release(t);
}

static void a_rolling_sum_needs_every_period(void **state) {
  (void)state;
  struct frame *t = table("k:text p:period x:integer",
                          "a 2019M01 1\na 2019M02 2\na 2019M03 4\na 2019M05 8\na 2019M06 .\n"
                          "a 2019M07 >=16\na 2019M08 32\na _ 1");
  assert_window(t, "rolling_sum", 2, "integer: ? 3 6 ? . . >=48 _");
  assert_window(t, "rolling_mean", 2, "number: ? 1,5 3 ? . . ~24 _");
  assert_window(t, "rolling_sum", 1, "integer: 1 2 4 8 . >=16 32 _");
  assert_window(t, "rolling_sum", 3, "integer: ? ? 7 ? ? . . _");
  frame_release(t);
}

static void a_rolling_mean_of_decimals_is_exact_inside(void **state) {
  (void)state;
  struct frame *t =
      table("k:text p:period x:decimal1", "a 2019M01 0,1\na 2019M02 0,2\na 2019M03 0,6");
  assert_window(t, "rolling_mean", 3, "number: ? ? 0,3");
  assert_window(t, "rolling_sum", 3, "decimal1: ? ? 0,9");
  frame_release(t);
}

static void rank_counts_the_smaller_in_the_group(void **state) {
  (void)state;
  struct frame *t = table("k:text p:period x:integer",
                          "a 2019 5\na 2019 3\na 2019 5\na 2019 9\nb 2019 1\nb 2019 ..\nc 2019 .\n"
                          "c 2019 1\nd 2019 >=1\nd 2019 0");
  assert_window(t, "rank", -1, "integer: 2 1 2 4 1 .. . ~1 ~2 ~1");
  frame_release(t);
  t = table("k:text p:period x:text", "a 2019 Ålborg\na 2019 Odder\na 2019 Ærø");
  assert_window(t, "rank", -1, "integer: 3 1 2");
  frame_release(t);
}

static void a_share_of_a_lower_bound_is_an_upper_bound(void **state) {
  (void)state;
  struct frame *t = table("k:text p:period x:integer",
                          "a 2019 1\na 2019 3\nb 2019 3\nb 2019 .\nc 2019 0\nd 2019 ..");
  assert_window(t, "share", -1, "number: 0,25 0,75 <=1 . ! ..");
  frame_release(t);
}

static void sums_over_hidden_cells_that_may_be_negative_are_no_bounds(void **state) {
  (void)state;
  struct frame *t = table("k:text p:period x:integer",
                          "a 2018 1\na 2019 .\na 2020 3\nb 2018 4\nb 2019 .\nb 2020 4\nb 2021 -4");
  assert_window(t, "cumsum", -1, "integer: 1 . >=4 4 . ~8 ~4");
  assert_window(t, "share", -1, "number: <=0,25 . <=0,75 ~1 . ~1 ~-1");
  t->column[2]->computed = true;
  assert_window(t, "cumsum", -1, "integer: 1 . ~4 4 . ~8 ~4");
  assert_window(t, "share", -1, "number: ~0,25 . ~0,75 ~1 . ~1 ~-1");
  frame_release(t);
}

static bool computes(struct frame *t, const char *kind, int64_t parameter) {
  struct error error;
  struct frame *result = by_first(t, kind, parameter, &error);
  assert_non_null(result);
  bool computed = result->column[3]->computed;
  frame_release(result);
  return computed;
}

static void sums_are_counts_where_no_cell_may_be_negative(void **state) {
  (void)state;
  const char *cells[] = {"a 2018 1\na 2019 .", "a 2018 -1\na 2019 .", "a 2018 <=1\na 2019 ."};
  for (size_t i = 0; i < 3; i++) {
    struct frame *t = table("k:text p:period x:integer", cells[i]);
    assert_int_equal(computes(t, "lag", -1), false);
    assert_int_equal(computes(t, "cumsum", -1), i > 0);
    assert_int_equal(computes(t, "rolling_sum", 2), i > 0);
    assert_int_equal(computes(t, "rolling_mean", 2), true);
    assert_int_equal(computes(t, "share", -1), true);
    t->column[2]->computed = true;
    assert_int_equal(computes(t, "lead", -1), true);
    assert_int_equal(computes(t, "cumsum", -1), true);
    frame_release(t);
  }
}

static void wrong_uses_are_refused(void **state) {
  (void)state;
  struct error error;
  struct frame *t = table("k:text p:period x:text", "a 2019 12x");
  t->column[2]->stray = (struct stray){.line = 4, .cell = "12x"};
  assert_refused(by_first(t, "cumsum", -1, &error), &error, ERROR_TYPE, "'12x' in line 4");
  assert_refused(by_first(t, "ntile", -1, &error), &error, ERROR_VALUE, "no window function");
  assert_refused(by_first(t, "rank", 3, &error), &error, ERROR_VALUE, "no number");
  frame_release(t);
  t = table("k:text p:period x:integer", "a 2019 1");
  assert_refused(by_first(t, "rolling_sum", -1, &error), &error, ERROR_VALUE, "rolling_sum(x, 12)");
  assert_refused(by_first(t, "rolling_sum", 0, &error), &error, ERROR_VALUE, "from 1");
  frame_release(t);
}

static void a_sum_that_does_not_fit_is_an_error(void **state) {
  (void)state;
  struct error error;
  struct frame *t =
      table("k:text p:period x:integer", "a 2018 9223372036854775807\na 2019 1\na 2020 -1");
  assert_refused(by_first(t, "cumsum", -1, &error), &error, ERROR_OVERFLOW, "row 2");
  assert_window(t, "rolling_sum", 3, "integer: ? ? 9223372036854775807");
  frame_release(t);
}

/* ---- many groups on several threads ---- */

enum { ROWS = 1200, GROUPS = 37 };

/* Groups whose rows stand in any order, with gaps, marks, and numbers of all magnitudes. */
static struct frame *many_rows(bool numbers) {
  struct frame *t = frame_new(ROWS);
  struct column *k = column_new(COLUMN_INTEGER, ROWS, NULL);
  struct column *p = column_new(COLUMN_PERIOD, ROWS, NULL);
  struct column *x = column_new(numbers ? COLUMN_NUMBER : COLUMN_INTEGER, ROWS, NULL);
  for (size_t i = 0; i < ROWS; i++) {
    size_t row = i * 701 % ROWS;
    k->put.integer[row] = (int64_t)(i % GROUPS);
    p->put.period[row] =
        period_make(PERIOD_MONTH, 2000 + (int)(i / GROUPS / 12), 1 + (int)(i / GROUPS % 12));
    if (numbers)
      x->put.number[row] = (double)(i * 31 % 17) * (i % 5 == 0 ? 1e300 : 1e-7) - 3;
    else
      x->put.integer[row] = (int64_t)(i * 7919 % 1009) - 100;
    if (i % 41 == 0)
      column_set_missing(x, row, (enum missing)(1 + i % 3));
    else if (i % 53 == 0)
      column_set_mark(x, row, MARK_AT_LEAST);
  }
  assert_true(column_narrow(k) && column_narrow(p) && column_narrow(x));
  assert_true(frame_add(t, "k", k, NULL) && frame_add(t, "p", p, NULL) &&
              frame_add(t, "x", x, NULL));
  return t;
}

static void assert_same_cells(const struct column *a, const struct column *b) {
  for (size_t i = 0; i < a->length; i++) {
    assert_int_equal(column_missing(a, i), column_missing(b, i));
    assert_int_equal(column_mark(a, i), column_mark(b, i));
    assert_int_equal(column_raw(a, i), column_raw(b, i));
  }
}

static void any_threads_give_the_same_windows(void **state) {
  (void)state;
  static const struct engine_options ways[] = {
      {.threads = 1}, {.block = 1, .threads = 3}, {.block = 4, .threads = 2}};
  size_t key = 0;
  const char *name;
  for (size_t i = 0; (name = window_name(i)) != NULL; i++)
    for (size_t numbers = 0; numbers < 2; numbers++) {
      struct frame *t = many_rows(numbers == 1);
      struct frame *results[3];
      bool rolling = strncmp(name, "rolling", 7) == 0;
      struct window_spec spec = {.name = "r",
                                 .kind = name,
                                 .column = 2,
                                 .has_parameter = rolling,
                                 .parameter = 5,
                                 .period = SIZE_MAX};
      for (size_t way = 0; way < 3; way++) {
        struct error error = {0};
        results[way] = frame_window(t, &key, 1, &spec, 1, &ways[way], &error);
        if (results[way] == NULL)
          fail_msg("%s: %s", name, error.message);
        assert_same_cells(results[0]->column[3], results[way]->column[3]);
      }
      for (size_t way = 0; way < 3; way++)
        frame_release(results[way]);
      frame_release(t);
    }
}

/* Months or integers of few values in three groups, some rounds with gaps. */
static struct frame *few_values(size_t round, bool narrow) {
  struct frame *t = frame_new(ROWS);
  bool months = round % 3 == 0;
  struct column *k = column_new(COLUMN_INTEGER, ROWS, NULL);
  struct column *x = column_new(months ? COLUMN_PERIOD : COLUMN_INTEGER, ROWS, NULL);
  for (size_t i = 0; i < ROWS; i++) {
    int value = (int)(i * 7919 % (round < 6 ? 60 : 150));
    k->put.integer[i] = (int64_t)(i * 104729 % 7 % 3);
    if (months)
      x->put.period[i] = period_make(PERIOD_MONTH, 2000 + value / 12, 1 + value % 12);
    else
      x->put.integer[i] = value - 30;
    if (round % 2 == 1 && i % 11 == 3)
      column_set_missing(x, i, (enum missing)(1 + i % 4));
  }
  assert_true(!narrow || column_narrow(x));
  assert_true(frame_add(t, "k", k, NULL) && frame_add(t, "x", x, NULL));
  return t;
}

static struct frame *ranked(struct frame *t, const struct engine_options *options) {
  size_t key = 0;
  struct window_spec spec = {.name = "r", .kind = "rank", .column = 1, .period = SIZE_MAX};
  struct error error = {0};
  struct frame *result = frame_window(t, &key, 1, &spec, 1, options, &error);
  assert_non_null(result);
  frame_release(t);
  return result;
}

static void assert_same_ranks(const struct column *a, const struct column *b) {
  for (size_t i = 0; i < ROWS; i++) {
    assert_int_equal(column_missing(a, i), column_missing(b, i));
    assert_int_equal(column_mark(a, i), column_mark(b, i));
    if (column_missing(a, i) == PRESENT)
      assert_int_equal(column_integer(a, i), column_integer(b, i));
  }
}

/* Few different values in narrow cells are counted, in wide ones they are sorted. */
static void ranks_are_the_same_counted_and_sorted(void **state) {
  (void)state;
  static const struct engine_options ways[] = {
      {.threads = 1}, {.block = 1, .threads = 3}, {.block = 4, .threads = 2}};
  for (size_t round = 0; round < 12; round++)
    for (size_t way = 0; way < 3; way++) {
      struct frame *sorted = ranked(few_values(round, false), NULL);
      struct frame *counted = ranked(few_values(round, true), &ways[way]);
      assert_same_ranks(counted->column[2], sorted->column[2]);
      assert_true(sorted->column[2]->width == 8 && counted->column[2]->width == 4);
      frame_release(sorted);
      frame_release(counted);
    }
}

/* The sum of a window found by adding its cells, not by moving it along. */
static void a_moving_sum_is_that_of_its_cells(void **state) {
  (void)state;
  struct frame *t = many_rows(true);
  struct error error;
  struct frame *result = by_first(t, "rolling_sum", 3, &error);
  const struct column *k = t->column[0], *p = t->column[1], *x = t->column[2];
  for (size_t row = 0; row < ROWS; row++) {
    double cells[3], total;
    size_t count = 0;
    for (size_t other = 0; other < ROWS; other++) {
      int64_t back = period_difference(column_period(p, row), column_period(p, other));
      if (column_integer(k, other) == column_integer(k, row) && back >= 0 && back < 3 &&
          column_missing(x, other) == PRESENT)
        cells[count++] = column_number(x, other);
    }
    assert_int_equal(column_missing(result->column[3], row) == PRESENT, count == 3);
    assert_true(summation_of(cells, count, &total));
    assert_true(count < 3 || column_number(result->column[3], row) == total);
  }
  frame_release(result);
  frame_release(t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lag_goes_by_period_not_by_row),
      cmocka_unit_test(lag_crosses_the_turn_of_the_year),
      cmocka_unit_test(two_rows_for_one_period_are_refused),
      cmocka_unit_test(periods_of_two_kinds_are_refused),
      cmocka_unit_test(the_period_column_must_be_plain),
      cmocka_unit_test(a_running_sum_goes_by_period_and_skips_what_is_missing),
      cmocka_unit_test(a_rolling_sum_needs_every_period),
      cmocka_unit_test(a_rolling_mean_of_decimals_is_exact_inside),
      cmocka_unit_test(rank_counts_the_smaller_in_the_group),
      cmocka_unit_test(a_share_of_a_lower_bound_is_an_upper_bound),
      cmocka_unit_test(sums_over_hidden_cells_that_may_be_negative_are_no_bounds),
      cmocka_unit_test(sums_are_counts_where_no_cell_may_be_negative),
      cmocka_unit_test(any_threads_give_the_same_windows),
      cmocka_unit_test(ranks_are_the_same_counted_and_sorted),
      cmocka_unit_test(a_moving_sum_is_that_of_its_cells),
      cmocka_unit_test(wrong_uses_are_refused),
      cmocka_unit_test(a_sum_that_does_not_fit_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
