#include "aggregate.h"
#include "table.h"

/* One aggregate of columns 1 (and 2) by column 0, as "head\nrows" without the key's name. */
static struct frame *by_first(struct frame *t, const char *kind, size_t count, double parameter,
                              struct error *error) {
  size_t key = 0;
  struct aggregate_spec spec = {.name = "r",
                                .kind = kind,
                                .columns = {1, 2},
                                .count = count,
                                .has_parameter = parameter >= 0,
                                .parameter = parameter};
  *error = (struct error){0};
  return frame_summarise(t, &key, 1, &spec, 1, NULL, error);
}

static void assert_aggregate(struct frame *t, const char *kind, size_t count, double parameter,
                             const char *expected) {
  struct error error;
  struct frame *result = by_first(t, kind, count, parameter, &error);
  if (result == NULL)
    fail_msg("%s: %s", kind, error.message);
  if (strcmp(show_column(result->column[1]), expected) != 0)
    fail_msg("%s gives \"%s\", not \"%s\"", kind, show_column(result->column[1]), expected);
  frame_release(result);
}

static void groups_come_in_order_of_first_appearance(void **state) {
  (void)state;
  struct error error = {0};
  size_t keys[] = {0, 1};
  struct aggregate_spec specs[] = {
      {.name = "n", .kind = "count"},
      {.name = "sum", .kind = "sum", .columns = {2}, .count = 1},
  };
  struct frame *t = table("a:text p:period x:integer",
                          "y 2019Q3 1\nx 2019Q3 2\ny 2019Q4 4\ny 2019Q3 8\n. 2019Q3 16");
  assert_shows(frame_summarise(t, keys, 2, specs, 2, NULL, &error), &error,
               "a p n sum\ny 2019Q3 2 9\nx 2019Q3 1 2\ny 2019Q4 1 4\n. 2019Q3 1 16");
  frame_release(t);
}

static void sum_of_suppressed_is_a_lower_bound(void **state) {
  (void)state;
  struct frame *t = table("k:text x:integer", "a 5\na .\nb 5\nb ..\nc .\nd ~5\nd >=1\ne <=5\ne 1");
  assert_aggregate(t, "sum", 1, -1, "integer: >=5 5 . ~6 <=6");
  assert_aggregate(t, "mean", 1, -1, "number: ~5 5 . ~3 ~3");
  assert_aggregate(t, "max", 1, -1, "integer: ~5 5 . ~5 ~5");
  assert_aggregate(t, "count", 1, -1, "integer: 1 1 0 2 2");
  assert_aggregate(t, "first", 1, -1, "integer: 5 5 . ~5 <=5");
  assert_aggregate(t, "last", 1, -1, "integer: . .. . >=1 1");
  frame_release(t);
}

static void a_hidden_cell_adds_to_the_marks_of_a_sum(void **state) {
  (void)state;
  struct frame *t =
      table("k:text x:integer", "a <=5\na .\nb >=5\nb .\nc 10\nc -1\nc .\nd 5\nd .\ne .");
  assert_aggregate(t, "sum", 1, -1, "integer: ~5 >=5 ~9 >=5 .");
  t->column[1]->computed = true;
  assert_aggregate(t, "sum", 1, -1, "integer: ~5 ~5 ~9 ~5 .");
  frame_release(t);
  t = table("k:text x:boolean", "a ja\na nej\na .");
  t->column[1]->computed = true;
  assert_aggregate(t, "sum", 1, -1, "integer: >=1");
  frame_release(t);
}

static bool computes(struct frame *t, const char *kind, size_t count, double parameter) {
  struct error error;
  struct frame *result = by_first(t, kind, count, parameter, &error);
  assert_non_null(result);
  bool computed = result->column[1]->computed;
  frame_release(result);
  return computed;
}

static void what_is_computed_of_counts_is_told(void **state) {
  (void)state;
  struct frame *t = table("k:text x:integer w:integer", "a 1 1\na . 2");
  for (int computed = 0; computed < 2; computed++) {
    t->column[1]->computed = computed != 0;
    for (size_t i = 0; aggregate_name(i) != NULL; i++) {
      const char *kind = aggregate_name(i);
      bool as_column = strstr("sum min max first last", kind) != NULL;
      bool never = strstr("count n_distinct hidden", kind) != NULL;
      bool weighted = strcmp(kind, "weighted_mean") == 0;
      bool expected = as_column ? computed != 0 : !never;
      if (computes(t, kind, weighted ? 2 : 1, strcmp(kind, "quantile") == 0 ? 0.5 : -1) != expected)
        fail_msg("%s is computed: %d", kind, !expected);
    }
  }
  frame_release(t);
}

static void skipped_cells_are_counted_by_reason(void **state) {
  (void)state;
  struct error error;
  struct frame *t = table("k:text x:integer", "a .\na ..\nb .\nb 1");
  struct frame *result = by_first(t, "sum", 1, -1, &error);
  assert_int_equal(result->column[1]->skipped[MISSING_SUPPRESSED], 2);
  assert_int_equal(result->column[1]->skipped[MISSING_UNAVAILABLE], 1);
  assert_int_equal(result->column[1]->skipped[PRESENT], 0);
  frame_release(result);
  frame_release(t);
}

static void a_sum_of_nothing_is_missing_never_nought(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *t = table("k:text x:integer", "a ?\na ..\na -\nb _\nb ?\nc -");
  assert_aggregate(t, "sum", 1, -1, "integer: .. _ -");
  assert_aggregate(t, "median", 1, -1, "number: .. _ -");
  assert_aggregate(t, "n_distinct", 1, -1, "integer: 0 0 0");
  frame_release(t);
  t = table("k:text x:integer", "");
  struct aggregate_spec specs[] = {
      {.name = "n", .kind = "count"},
      {.name = "sum", .kind = "sum", .columns = {1}, .count = 1},
      {.name = "last", .kind = "last", .columns = {0}, .count = 1},
  };
  assert_shows(frame_summarise(t, NULL, 0, specs, 3, NULL, &error), &error, "n sum last\n0 ! !");
  size_t key = 0;
  assert_shows(frame_summarise(t, &key, 1, specs, 3, NULL, &error), &error, "k n sum last");
  frame_release(t);
}

static void sums_of_decimals_are_exact(void **state) {
  (void)state;
  struct frame *t = table("k:text x:decimal1", "a 0,1\na 0,2\na -0,3\nb 0,1");
  assert_aggregate(t, "sum", 1, -1, "decimal1: 0,0 0,1");
  assert_aggregate(t, "mean", 1, -1, "number: 0 0,1");
  frame_release(t);
}

static void sums_of_numbers_do_not_depend_on_order(void **state) {
  (void)state;
  struct frame *t = table("k:text x:number", "a 1e100\na 1\na -1e100\nb 1\nb 1e100\nb -1e100");
  assert_aggregate(t, "sum", 1, -1, "number: 1 1");
  frame_release(t);
}

static void a_sum_that_does_not_fit_is_an_error_that_names_the_group(void **state) {
  (void)state;
  struct error error;
  struct frame *t = table("k:text x:integer", "a 1\nb 9223372036854775807\nb 1");
  assert_refused(by_first(t, "sum", 1, -1, &error), &error, ERROR_OVERFLOW, "sum(x) of k b");
  frame_release(t);
  /* what comes back into range on the way is no overflow */
  t = table("k:text x:integer", "b 9223372036854775807\nb 1\nb -1");
  assert_aggregate(t, "sum", 1, -1, "integer: 9223372036854775807");
  frame_release(t);
}

static void a_sum_of_booleans_counts_the_true(void **state) {
  (void)state;
  struct frame *t = table("k:text x:boolean", "a ja\na nej\na ja\na .");
  assert_aggregate(t, "sum", 1, -1, "integer: >=2");
  frame_release(t);
}

static void a_weighted_mean_weighs_where_both_are_there(void **state) {
  (void)state;
  struct error error;
  struct frame *t =
      table("k:text x:number w:integer", "a 1 1\na 3 3\na 100 .\nb 5 0\nc .. 1\nd 2 2\nd 4 2");
  assert_aggregate(t, "weighted_mean", 2, -1, "number: ~2,5 ! .. 3");
  struct frame *result = by_first(t, "weighted_mean", 2, -1, &error);
  assert_int_equal(result->column[1]->skipped[MISSING_SUPPRESSED], 1);
  frame_release(result);
  frame_release(t);
}

static void a_negative_weight_is_refused(void **state) {
  (void)state;
  struct error error;
  struct frame *t = table("k:text x:number w:integer", "a 1 1\na 3 -3");
  assert_refused(by_first(t, "weighted_mean", 2, -1, &error), &error, ERROR_VALUE,
                 "column 'w', row 2");
  frame_release(t);
}

static void least_and_greatest_keep_their_type(void **state) {
  (void)state;
  struct frame *t = table("k:text x:text", "a Odder\na Aarhus\na Ærø\nb .");
  assert_aggregate(t, "min", 1, -1, "text: Odder .");
  assert_aggregate(t, "max", 1, -1, "text: Aarhus .");
  frame_release(t);
  t = table("k:text x:period", "a 2019M09\na 2018M12\nb 2020");
  assert_aggregate(t, "min", 1, -1, "period: 2018M12 2020");
  frame_release(t);
  t = table("k:text x:number", "a -1\na -2.5\na 0");
  assert_aggregate(t, "min", 1, -1, "number: -2,5");
  assert_aggregate(t, "max", 1, -1, "number: 0");
  frame_release(t);
  t = table("k:text x:decimal1", "a -1,0\na -2,5\na 0,1");
  assert_aggregate(t, "min", 1, -1, "decimal1: -2,5");
  frame_release(t);
}

static void periods_of_two_kinds_have_no_greatest(void **state) {
  (void)state;
  struct error error;
  struct frame *t = table("k:text x:period", "a 2019M09\nb 2018M12\nb 2018");
  assert_refused(by_first(t, "max", 1, -1, &error), &error, ERROR_DATA, "k b");
  frame_release(t);
}

static void quantiles_are_of_type_seven(void **state) {
  (void)state;
  struct frame *t = table("k:text x:integer", "a 10\na 1\na 3\na 2\na 4\nb 7");
  assert_aggregate(t, "quantile", 1, 0.25, "number: 2 7");
  assert_aggregate(t, "quantile", 1, 0.9, "number: 7,6000000000000005 7");
  assert_aggregate(t, "quantile", 1, 1, "number: 10 7");
  assert_aggregate(t, "quantile", 1, 0, "number: 1 7");
  assert_aggregate(t, "median", 1, -1, "number: 3 7");
  struct error error;
  assert_refused(by_first(t, "quantile", 1, 1.5, &error), &error, ERROR_VALUE, "0 to 1");
  assert_refused(by_first(t, "quantile", 1, -1, &error), &error, ERROR_VALUE, "needs a share");
  frame_release(t);
}

static void sd_divides_by_one_less_and_needs_two(void **state) {
  (void)state;
  struct frame *t = table("k:text x:integer", "a 2\na 4\na 4\na 4\na 5\na 5\na 7\na 9\nb 3");
  assert_aggregate(t, "sd", 1, -1, "number: 2,138089935299395 !");
  frame_release(t);
  /* the sum of squares would lose this in one pass */
  t = table("k:text x:number", "a 1000000001\na 1000000002\na 1000000003");
  assert_aggregate(t, "sd", 1, -1, "number: 1");
  frame_release(t);
}

static void distinct_values_are_counted_per_group(void **state) {
  (void)state;
  struct frame *t = table("k:text x:text", "a x\na y\na x\nb x\nb .\nb ..");
  assert_aggregate(t, "n_distinct", 1, -1, "integer: 2 >=1");
  frame_release(t);
}

static void results_that_are_not_finite_are_undefined(void **state) {
  (void)state;
  struct frame *t = table("k:text x:number", "a 1e308\na 1e308\nb 1e308\nb 1e308\nb -1e308");
  assert_aggregate(t, "sum", 1, -1,
                   "number: ! "
                   "100000000000000000000000000000000000000000000000000000000000"
                   "000000000000000000000000000000000000000000000000000000000000"
                   "000000000000000000000000000000000000000000000000000000000000"
                   "000000000000000000000000000000000000000000000000000000000000"
                   "000000000000000000000000000000000000000000000000000000000000"
                   "000000000");
  assert_aggregate(t, "sd", 1, -1, "number: ! !");
  frame_release(t);
}

static void wrong_uses_are_refused(void **state) {
  (void)state;
  struct error error;
  struct frame *t = table("k:text x:text", "a 12x");
  t->column[1]->stray = (struct stray){.line = 7, .cell = "12x"};
  assert_refused(by_first(t, "sum", 1, -1, &error), &error, ERROR_TYPE, "'12x' in line 7");
  assert_refused(by_first(t, "mode", 1, -1, &error), &error, ERROR_VALUE, "no aggregate 'mode'");
  assert_refused(by_first(t, "max", 0, -1, &error), &error, ERROR_VALUE, "1 column, not 0");
  assert_refused(by_first(t, "max", 1, 0.5, &error), &error, ERROR_VALUE, "no further number");
  frame_release(t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(groups_come_in_order_of_first_appearance),
      cmocka_unit_test(sum_of_suppressed_is_a_lower_bound),
      cmocka_unit_test(a_hidden_cell_adds_to_the_marks_of_a_sum),
      cmocka_unit_test(what_is_computed_of_counts_is_told),
      cmocka_unit_test(skipped_cells_are_counted_by_reason),
      cmocka_unit_test(a_sum_of_nothing_is_missing_never_nought),
      cmocka_unit_test(sums_of_decimals_are_exact),
      cmocka_unit_test(sums_of_numbers_do_not_depend_on_order),
      cmocka_unit_test(a_sum_that_does_not_fit_is_an_error_that_names_the_group),
      cmocka_unit_test(a_sum_of_booleans_counts_the_true),
      cmocka_unit_test(a_weighted_mean_weighs_where_both_are_there),
      cmocka_unit_test(a_negative_weight_is_refused),
      cmocka_unit_test(least_and_greatest_keep_their_type),
      cmocka_unit_test(periods_of_two_kinds_have_no_greatest),
      cmocka_unit_test(quantiles_are_of_type_seven),
      cmocka_unit_test(sd_divides_by_one_less_and_needs_two),
      cmocka_unit_test(distinct_values_are_counted_per_group),
      cmocka_unit_test(results_that_are_not_finite_are_undefined),
      cmocka_unit_test(wrong_uses_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
