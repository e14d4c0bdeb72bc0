#include "put.h"
#include "table.h"
#include "verbs.h"

enum { ROWS = 6000 };

static const struct engine_options ways[] = {
    {.threads = 1}, {.block = 1, .threads = 3}, {.block = 7, .threads = 2}, {.block = 100}};
enum { WAYS = sizeof ways / sizeof ways[0] };

static struct frame *samples(void) {
  struct frame *t = frame_new(ROWS);
  struct dict *dict = dict_new();
  struct column *a = column_new(COLUMN_INTEGER, ROWS, NULL);
  struct column *b = column_new(COLUMN_NUMBER, ROWS, NULL);
  struct column *c = column_new(COLUMN_TEXT, ROWS, dict);
  struct column *p = column_new(COLUMN_PERIOD, ROWS, NULL);
  for (size_t i = 0; i < ROWS; i++) {
    char text[16];
    a->put.integer[i] = (int64_t)(i * 7919 % 300) - 20;
    b->put.number[i] = (double)(i * 31 % 1013) / 4;
    c->put.code[i] =
        dict_intern(dict, text, (size_t)snprintf(text, sizeof text, "Tekst %zu", i % 50));
    p->put.period[i] = period_make(PERIOD_MONTH, 2000 + (int)(i % 20), 1 + (int)(i % 12));
    if (i % 9 == 0)
      column_set_missing(a, i, (enum missing)(1 + i % 4));
    if (i % 11 == 0)
      column_set_missing(c, i, MISSING_BLANK);
    if (i % 13 == 0)
      column_set_mark(b, i, MARK_AT_LEAST);
  }
  dict_release(dict);
  assert_true(column_narrow(a) && column_narrow(c) && column_narrow(p));
  assert_true(frame_add(t, "a", a, NULL) && frame_add(t, "b", b, NULL) &&
              frame_add(t, "c", c, NULL) && frame_add(t, "p", p, NULL));
  return t;
}

static void assert_same_cell(const struct column *x, size_t row, const struct column *y,
                             size_t other) {
  assert_int_equal(column_missing(x, row), column_missing(y, other));
  assert_int_equal(column_mark(x, row), column_mark(y, other));
  if (column_missing(x, row) != PRESENT)
    return;
  char left[NUMBER_SIZE], right[NUMBER_SIZE];
  size_t length, same;
  const char *text = cell_text(x, row, left, &length);
  const char *again = cell_text(y, other, right, &same);
  assert_int_equal(length, same);
  assert_memory_equal(text, again, length);
}

/* Row by row: the expression over one row alone, where nothing is done by code or by others. */
static void an_expression_is_the_same_for_all_rows_as_for_each(void **state) {
  (void)state;
  static const char *const expressions[] = {"(+ a 1)",
                                            "(upper c)",
                                            "(* b a)",
                                            "(year_of p)",
                                            "(.. c 'x')",
                                            "(/ a b)",
                                            "(== c 'x')",
                                            "(coalesce c 'ja')",
                                            "(+ p 3)",
                                            "(if_else (> a 3) b 0.5)",
                                            "(is_missing a)",
                                            "(// a (- a 7))",
                                            "(if_else (> b 9) c 'lav')",
                                            "5"};
  struct frame *t = samples();
  for (size_t k = 0; k < sizeof expressions / sizeof expressions[0]; k++) {
    struct expression *e = parse(expressions[k]);
    for (size_t way = 0; way < WAYS; way++) {
      struct error error = {0};
      assert_true(expression_resolve(e, t, &error));
      struct column *all = expression_evaluate(e, t, &ways[way], &error);
      if (all == NULL)
        fail_msg("%s: %s", expressions[k], error.message);
      for (size_t row = way; row < ROWS; row += 61) {
        struct frame *one = frame_slice(t, row + 1, row + 1, NULL, &error);
        assert_true(expression_resolve(e, one, &error));
        struct column *alone = expression_evaluate(e, one, NULL, &error);
        assert_same_cell(all, row, alone, 0);
        assert_int_equal(all->type, alone->type);
        assert_int_equal(all->scale, alone->scale);
        column_release(alone);
        frame_release(one);
      }
      column_release(all);
    }
    expression_free(e);
  }
  frame_release(t);
}

static void the_first_row_that_fails_is_told_in_any_way(void **state) {
  (void)state;
  struct frame *t = frame_new(ROWS);
  struct column *a = column_new(COLUMN_INTEGER, ROWS, NULL);
  for (size_t i = 0; i < ROWS; i++)
    a->put.integer[i] = i >= 700 ? INT64_MAX - 1 : (int64_t)i;
  assert_true(frame_add(t, "a", a, NULL));
  struct expression *e = parse("(+ a 2)");
  for (size_t way = 0; way < WAYS; way++) {
    struct error error = {0};
    assert_true(expression_resolve(e, t, &error));
    assert_null(expression_evaluate(e, t, &ways[way], &error));
    assert_int_equal(error.code, ERROR_OVERFLOW);
    assert_non_null(strstr(error.message, "row 701:"));
  }
  expression_free(e);
  frame_release(t);
}

static void large_results_are_narrow_and_missing_cells_zero(void **state) {
  (void)state;
  struct frame *t = samples();
  struct expression *e = parse("(* a (- a 1))");
  struct error error = {0};
  assert_true(expression_resolve(e, t, &error));
  struct column *column = expression_evaluate(e, t, &ways[1], &error);
  assert_int_equal(column->width, 4);
  for (size_t row = 0; row < ROWS; row++)
    assert_true(column_missing(column, row) == PRESENT || column_raw(column, row) == 0);
  column_release(column);
  expression_free(e);
  frame_release(t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_expression_is_the_same_for_all_rows_as_for_each),
      cmocka_unit_test(the_first_row_that_fails_is_told_in_any_way),
      cmocka_unit_test(large_results_are_narrow_and_missing_cells_zero),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
