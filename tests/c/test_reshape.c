#include "reshape.h"
#include "table.h"

static void wider_gives_a_column_per_value_in_order_of_appearance(void **state) {
  (void)state;
  struct error error = {0};
  size_t ids[] = {0};
  struct frame *t =
      table("k:text p:period x:integer", "b 2020 1\na 2019 2\nb 2019 >=3\n. 2020 4\na 2018 .");
  assert_shows(frame_pivot_wider(t, ids, 1, 1, 2, NULL, &error), &error,
               "k 2020 2019 2018\nb 1 >=3 ?\na ? 2 .\n. 4 ? ?");
  frame_release(t);
}

static void widening_no_rows_gives_none(void **state) {
  (void)state;
  struct error error = {0};
  size_t ids[] = {0};
  struct frame *t = table("k:text p:period x:integer", "");
  assert_shows(frame_pivot_wider(t, ids, 1, 1, 2, NULL, &error), &error, "k");
  struct frame *result = frame_pivot_wider(t, NULL, 0, 1, 2, NULL, &error);
  assert_int_equal(result->rows, 0);
  frame_release(result);
  frame_release(t);
}

static void two_rows_for_one_cell_are_refused(void **state) {
  (void)state;
  struct error error = {0};
  size_t ids[] = {0};
  struct frame *t = table("k:text p:text x:integer", "b m 1\na m 2\nb m 3");
  assert_refused(frame_pivot_wider(t, ids, 1, 1, 2, NULL, &error), &error, ERROR_DATA,
                 "k b, p m (rows 1 and 3)");
  frame_release(t);
}

static void a_column_needs_a_name_of_its_own(void **state) {
  (void)state;
  struct error error = {0};
  size_t ids[] = {0};
  struct frame *t = table("k:text p:text x:integer", "b m 1\na . 2");
  assert_refused(frame_pivot_wider(t, ids, 1, 1, 2, NULL, &error), &error, ERROR_DATA,
                 "row 2 has no name (p is missing: suppressed)");
  frame_release(t);
  error = (struct error){0};
  t = table("k:text p:text x:integer", "b m 1\na k 2");
  assert_refused(frame_pivot_wider(t, ids, 1, 1, 2, NULL, &error), &error, ERROR_DATA,
                 "'k' in row 2 would be a second column");
  frame_release(t);
}

static void longer_puts_columns_under_each_other_row_by_row(void **state) {
  (void)state;
  struct error error = {0};
  size_t columns[] = {2, 1};
  struct frame *t = table("k:text x:integer y:decimal1", "a 1 2,5\nb . >=3,5");
  assert_shows(frame_pivot_longer(t, columns, 2, "navn", "tal", NULL, &error), &error,
               "k navn tal\na y 2,5\na x 1,0\nb y >=3,5\nb x .");
  frame_release(t);
}

static void longer_needs_a_common_type(void **state) {
  (void)state;
  struct error error = {0};
  size_t columns[] = {0, 1};
  struct frame *t = table("a:text x:integer k:text", "12x 1 q");
  t->column[0]->stray = (struct stray){.line = 2, .cell = "12x"};
  assert_refused(frame_pivot_longer(t, columns, 2, "navn", "tal", NULL, &error), &error, ERROR_TYPE,
                 "no common type");
  error = (struct error){0};
  assert_refused(frame_pivot_longer(t, columns, 1, "k", "tal", NULL, &error), &error, ERROR_VALUE,
                 "'k'");
  error = (struct error){0};
  assert_refused(frame_pivot_longer(t, columns, 0, "navn", "tal", NULL, &error), &error,
                 ERROR_VALUE, "name the columns");
  frame_release(t);
}

static void wider_undoes_longer(void **state) {
  (void)state;
  struct error error = {0};
  size_t columns[] = {1, 2};
  size_t ids[] = {0};
  struct frame *t = table("k:text x:text y:text", "a p q\nb . p\nc q ..");
  struct frame *longer = frame_pivot_longer(t, columns, 2, "navn", "v", NULL, &error);
  assert_shows(frame_pivot_wider(longer, ids, 1, 1, 2, NULL, &error), &error,
               "k x y\na p q\nb . p\nc q ..");
  frame_release(longer);
  frame_release(t);
}

static void complete_fills_the_range_of_periods(void **state) {
  (void)state;
  struct error error = {0};
  size_t columns[] = {0, 1};
  struct frame *t = table("k:text p:period x:integer",
                          "b 2019M11 1\na 2020M02 2\nb 2020M01 3\nb 2019M11 4\n. 2019M01 5");
  assert_shows(frame_complete(t, columns, 2, NULL, &error), &error,
               "k p x\n"
               "b 2019M01 ?\nb 2019M02 ?\nb 2019M03 ?\nb 2019M04 ?\nb 2019M05 ?\nb 2019M06 ?\n"
               "b 2019M07 ?\nb 2019M08 ?\nb 2019M09 ?\nb 2019M10 ?\nb 2019M11 1\nb 2019M11 4\n"
               "b 2019M12 ?\nb 2020M01 3\nb 2020M02 ?\n"
               "a 2019M01 ?\na 2019M02 ?\na 2019M03 ?\na 2019M04 ?\na 2019M05 ?\na 2019M06 ?\n"
               "a 2019M07 ?\na 2019M08 ?\na 2019M09 ?\na 2019M10 ?\na 2019M11 ?\na 2019M12 ?\n"
               "a 2020M01 ?\na 2020M02 2\n"
               ". 2019M01 5");
  frame_release(t);
}

static void complete_gives_all_combinations_the_last_fastest(void **state) {
  (void)state;
  struct error error = {0};
  size_t columns[] = {2, 0};
  struct frame *t = table("k:text x:integer m:text", "b ~1 u\na 2 v");
  assert_shows(frame_complete(t, columns, 2, NULL, &error), &error,
               "k x m\nb ~1 u\na ? u\nb ? v\na 2 v");
  frame_release(t);
}

static void complete_refuses_periods_of_two_kinds(void **state) {
  (void)state;
  struct error error = {0};
  size_t columns[] = {0, 0};
  struct frame *t = table("p:period", "2019\n2019Q1");
  assert_refused(frame_complete(t, columns, 1, NULL, &error), &error, ERROR_DATA,
                 "a year in row 1, a quarter in row 2");
  error = (struct error){0};
  assert_refused(frame_complete(t, columns, 0, NULL, &error), &error, ERROR_VALUE, "name the");
  frame_release(t);
  error = (struct error){0};
  t = table("p:text", "x");
  assert_refused(frame_complete(t, columns, 2, NULL, &error), &error, ERROR_VALUE, "named twice");
  frame_release(t);
}

static void complete_of_nothing_is_nothing(void **state) {
  (void)state;
  struct error error = {0};
  size_t columns[] = {0, 1};
  struct frame *t = table("k:text p:period x:integer", "");
  assert_shows(frame_complete(t, columns, 2, NULL, &error), &error, "k p x");
  frame_release(t);
  t = table("k:text p:period x:integer", "a . 1\n. . 2");
  assert_shows(frame_complete(t, columns, 2, NULL, &error), &error, "k p x\na . 1\n. . 2");
  frame_release(t);
}

static void bind_goes_by_name_and_widens_types(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *a = table("k:text x:integer", "a 1\nb .");
  struct frame *b = table("x:decimal1 k:text", "2,5 b\n~3,5 c");
  struct frame *c = table("k:text x:number", "a 0.25");
  a->column[1]->skipped[MISSING_SUPPRESSED] = 2;
  b->column[0]->skipped[MISSING_SUPPRESSED] = 3;
  const struct frame *all[] = {a, b, c};
  struct frame *two = frame_bind(all, 2, NULL, &error);
  assert_int_equal(two->column[1]->skipped[MISSING_SUPPRESSED], 5);
  assert_shows(two, &error, "k x\na 1,0\nb .\nb 2,5\nc ~3,5");
  assert_shows(frame_bind(all, 3, NULL, &error), &error, "k x\na 1\nb .\nb 2,5\nc ~3,5\na 0,25");
  assert_shows(frame_bind(all, 1, NULL, &error), &error, "k x\na 1\nb .");
  frame_release(a);
  frame_release(b);
  frame_release(c);
}

static void bind_lists_the_names_that_are_absent(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *a = table("k:text x:integer y:integer", "a 1 2");
  struct frame *b = table("k:text", "b");
  const struct frame *ab[] = {a, b};
  const struct frame *ba[] = {b, a};
  assert_refused(frame_bind(ab, 2, NULL, &error), &error, ERROR_VALUE, "table 2 lacks 'x', 'y'");
  error = (struct error){0};
  assert_refused(frame_bind(ba, 2, NULL, &error), &error, ERROR_VALUE, "table 1 lacks 'x', 'y'");
  frame_release(a);
  frame_release(b);
}

static void bind_refuses_what_does_not_fit(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *a = table("x:integer", "9223372036854775807");
  struct frame *b = table("x:decimal1", "0,5");
  const struct frame *ab[] = {a, b};
  assert_refused(frame_bind(ab, 2, NULL, &error), &error, ERROR_OVERFLOW, "row 1");
  frame_release(a);
  frame_release(b);
}

static void values_with_computed_ones_are_computed(void **state) {
  (void)state;
  struct error error = {0};
  size_t columns[] = {1, 2};
  struct frame *t = table("k:text x:integer y:decimal1", "a 1 2,5\nb . 3,5");
  struct frame *longer = frame_pivot_longer(t, columns, 2, "navn", "tal", NULL, &error);
  assert_false(longer->column[2]->computed);
  t->column[2]->computed = true;
  frame_release(longer);
  longer = frame_pivot_longer(t, columns, 2, "navn", "tal", NULL, &error);
  assert_true(longer->column[2]->computed);
  size_t id = 0;
  struct frame *wider = frame_pivot_wider(longer, &id, 1, 1, 2, NULL, &error);
  assert_true(wider->column[1]->computed);
  const struct frame *both[] = {t, wider};
  struct frame *bound = frame_bind(both, 2, NULL, &error);
  assert_true(bound->column[1]->computed); /* x: not in t, but in the other */
  frame_release(bound);
  frame_release(wider);
  frame_release(longer);
  frame_release(t);
}

/* ---- many rows on several threads ---- */

enum { ROWS = 900 };

static struct column *many_cells(enum column_type type, size_t salt, bool narrow) {
  struct dict *dict = type == COLUMN_TEXT ? dict_new() : NULL;
  struct column *column = column_new(type, ROWS, dict);
  for (size_t i = 0; i < ROWS; i++) {
    char text[16];
    size_t value = (i + salt) * 7919 % 211;
    if ((i + salt) % 9 == 0)
      column_set_missing(column, i, (enum missing)(1 + value % 3));
    else if (type == COLUMN_TEXT)
      column->put.code[i] =
          dict_intern(dict, text, (size_t)snprintf(text, sizeof text, "t%zu", value));
    else if (type == COLUMN_NUMBER)
      column->put.number[i] = (double)value / 7;
    else if (type == COLUMN_PERIOD)
      column->put.period[i] = period_make(PERIOD_MONTH, 2000 + (int)(value % 20), 1);
    else
      column->put.integer[i] = (int64_t)value - 20;
    if ((i + salt) % 13 == 0 && column_missing(column, i) == PRESENT)
      column_set_mark(column, i, MARK_AT_LEAST);
  }
  dict_release(dict);
  assert_true(!narrow || column_narrow(column));
  return column;
}

static void assert_cell_of(const struct column *result, size_t row, const struct column *source,
                           size_t from) {
  char left[NUMBER_SIZE], right[NUMBER_SIZE];
  size_t length, same;
  assert_int_equal(column_missing(result, row), column_missing(source, from));
  assert_int_equal(column_mark(result, row), column_mark(source, from));
  if (column_missing(result, row) != PRESENT)
    return;
  const char *text = cell_text(result, row, left, &length);
  const char *other = cell_text(source, from, right, &same);
  assert_int_equal(length, same);
  assert_memory_equal(text, other, length);
}

static const struct engine_options pour_ways[] = {
    {0}, {.block = 1, .threads = 3}, {.block = 5, .threads = 2}};

static void any_threads_bind_the_same_rows(void **state) {
  (void)state;
  static const enum column_type types[] = {COLUMN_INTEGER, COLUMN_NUMBER, COLUMN_TEXT,
                                           COLUMN_PERIOD};
  for (size_t k = 0; k < 4 * 4; k++) {
    struct frame *a = frame_new(ROWS), *b = frame_new(ROWS);
    struct column *shared = many_cells(types[k / 4], 0, k % 2 == 0);
    struct column *other =
        k % 4 == 3 ? column_retain(shared) : many_cells(types[k / 4], k % 4, k % 4 != 2);
    assert_true(frame_add(a, "x", shared, NULL) && frame_add(b, "x", other, NULL));
    for (size_t way = 0; way < 3; way++) {
      struct error error = {0};
      const struct frame *frames[] = {a, b, a};
      struct frame *result = frame_bind(frames, 3, &pour_ways[way], &error);
      assert_int_equal(result->rows, ROWS * 3);
      for (size_t row = 0; row < ROWS * 3; row++)
        assert_cell_of(result->column[0], row, frames[row / ROWS]->column[0], row % ROWS);
      frame_release(result);
    }
    frame_release(a);
    frame_release(b);
  }
}

static void any_threads_make_the_same_long_rows(void **state) {
  (void)state;
  static const enum column_type types[] = {COLUMN_INTEGER, COLUMN_NUMBER, COLUMN_TEXT,
                                           COLUMN_PERIOD};
  for (size_t k = 0; k < 4; k++) {
    struct frame *t = frame_new(ROWS);
    assert_true(frame_add(t, "k", many_cells(COLUMN_INTEGER, 5, true), NULL));
    for (size_t i = 0; i < 3; i++)
      assert_true(frame_add(t, (const char *[]){"a", "b", "c"}[i],
                            many_cells(types[k], i, k % 2 == 0), NULL));
    for (size_t way = 0; way < 3; way++) {
      struct error error = {0};
      struct frame *result =
          frame_pivot_longer(t, (size_t[]){1, 2, 3}, 3, "navn", "tal", &pour_ways[way], &error);
      assert_int_equal(result->rows, ROWS * 3);
      for (size_t row = 0; row < ROWS * 3; row++) {
        assert_cell_of(result->column[0], row, t->column[0], row / 3);
        assert_cell_of(result->column[2], row, t->column[1 + row % 3], row / 3);
      }
      frame_release(result);
    }
    frame_release(t);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_threads_bind_the_same_rows),
      cmocka_unit_test(any_threads_make_the_same_long_rows),
      cmocka_unit_test(wider_gives_a_column_per_value_in_order_of_appearance),
      cmocka_unit_test(widening_no_rows_gives_none),
      cmocka_unit_test(two_rows_for_one_cell_are_refused),
      cmocka_unit_test(a_column_needs_a_name_of_its_own),
      cmocka_unit_test(longer_puts_columns_under_each_other_row_by_row),
      cmocka_unit_test(longer_needs_a_common_type),
      cmocka_unit_test(wider_undoes_longer),
      cmocka_unit_test(complete_fills_the_range_of_periods),
      cmocka_unit_test(complete_gives_all_combinations_the_last_fastest),
      cmocka_unit_test(complete_refuses_periods_of_two_kinds),
      cmocka_unit_test(complete_of_nothing_is_nothing),
      cmocka_unit_test(bind_goes_by_name_and_widens_types),
      cmocka_unit_test(bind_lists_the_names_that_are_absent),
      cmocka_unit_test(values_with_computed_ones_are_computed),
      cmocka_unit_test(bind_refuses_what_does_not_fit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
