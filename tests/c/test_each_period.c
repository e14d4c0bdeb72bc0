#include "each_period.h"
#include "table.h"

static struct frame *each(struct frame *t, enum period_kind kind, const char *ongoing,
                          const struct engine_options *options, struct error *error) {
  struct each_period spec = {.from = 1,
                             .to = 2,
                             .kind = kind,
                             .as = "p",
                             .ongoing = ongoing == NULL ? PERIOD_INVALID
                                                        : period_parse(ongoing, strlen(ongoing))};
  *error = (struct error){0};
  return frame_each_period(t, &spec, options, error);
}

static void a_spell_has_a_row_for_each_period_that_it_touches(void **state) {
  (void)state;
  struct error error;
  struct frame *t = table("k:text a:date b:date", "x 2019-03-31 2019-07-01\ny 2020-01-01 _");
  assert_shows(each(t, PERIOD_QUARTER, "2020-04-01", NULL, &error), &error,
               "k a b p\nx 2019-03-31 2019-07-01 2019Q1\nx 2019-03-31 2019-07-01 2019Q2\n"
               "x 2019-03-31 2019-07-01 2019Q3\ny 2020-01-01 _ 2020Q1\ny 2020-01-01 _ 2020Q2");
  assert_shows(each(t, PERIOD_YEAR, "2020", NULL, &error), &error,
               "k a b p\nx 2019-03-31 2019-07-01 2019\ny 2020-01-01 _ 2020");
  frame_release(t);
  t = table("k:text a:period b:period", "x 2019Q1 2019M05\ny 2019 2019");
  assert_shows(each(t, PERIOD_HALF, NULL, NULL, &error), &error,
               "k a b p\nx 2019Q1 2019M05 2019H1\ny 2019 2019 2019H1\ny 2019 2019 2019H2");
  frame_release(t);
}

static void spells_without_ends_are_refused(void **state) {
  (void)state;
  struct error error;
  struct frame *t =
      table("k:text a:date b:date", "x 2019-03-31 2019-07-01\ny _ 2019-01-01\nz 2019-01-01 .");
  assert_refused(each(t, PERIOD_MONTH, NULL, NULL, &error), &error, ERROR_DATA,
                 "row 2 has no beginning");
  frame_release(t);
  t = table("k:text a:date b:date", "x 2019-03-31 2019-07-01\nz 2019-01-01 .");
  assert_refused(each(t, PERIOD_MONTH, NULL, NULL, &error), &error, ERROR_DATA,
                 "row 2 has no end ('b' is missing: suppressed)");
  assert_refused(each(t, PERIOD_MONTH, "2018-12-31", NULL, &error), &error, ERROR_DATA,
                 "row 2 ends (2018-12-31, by 'b') before it begins (2019-01-01, by 'a')");
  assert_refused(each(t, PERIOD_ROLLING, "2020", NULL, &error), &error, ERROR_VALUE, "rolling");
  frame_release(t);
  t = table("p:text a:date b:date", "x 2019-03-31 2019-07-01");
  assert_refused(each(t, PERIOD_MONTH, NULL, NULL, &error), &error, ERROR_VALUE, "'p'");
  frame_release(t);
  t = table("k:text a:text b:date", "x 2019-03-31 2019-07-01");
  assert_refused(each(t, PERIOD_MONTH, NULL, NULL, &error), &error, ERROR_TYPE, "dates");
  frame_release(t);
}

/* Many spells, wide and narrow columns, found period by period. */
static void any_threads_and_blocks_give_the_same_rows(void **state) {
  (void)state;
  enum { ROWS = 700 };
  static const struct engine_options ways[] = {
      {.threads = 1}, {.block = 1, .threads = 3}, {.block = 3, .threads = 2}};
  for (size_t narrow = 0; narrow < 2; narrow++) {
    struct frame *t = frame_new(ROWS);
    struct column *k = column_new(COLUMN_INTEGER, ROWS, NULL);
    struct column *a = column_new(COLUMN_DATE, ROWS, NULL);
    struct column *b = column_new(COLUMN_DATE, ROWS, NULL);
    for (size_t i = 0; i < ROWS; i++) {
      k->put.integer[i] = (int64_t)i;
      a->put.period[i] = period_add(period_day(2019, 1, 1), (int64_t)(i * 31 % 400));
      b->put.period[i] = period_add(a->put.period[i], (int64_t)(i * 17 % 500));
    }
    if (narrow == 1)
      assert_true(column_narrow(a) && column_narrow(b));
    assert_true(frame_add(t, "k", k, NULL) && frame_add(t, "a", a, NULL) &&
                frame_add(t, "b", b, NULL));
    for (size_t way = 0; way < 3; way++)
      for (int kind = PERIOD_YEAR; kind <= PERIOD_DAY; kind++) {
        struct error error;
        if (kind == PERIOD_ROLLING || kind == PERIOD_TO_DATE)
          continue;
        struct frame *result = each(t, (enum period_kind)kind, NULL, &ways[way], &error);
        size_t at = 0;
        for (size_t row = 0; row < ROWS; row++) {
          period_t p = period_in(column_period(a, row), (enum period_kind)kind);
          for (; period_first_day(p) <= column_period(b, row); p = period_add(p, 1), at++) {
            assert_int_equal(column_integer(result->column[0], at), row);
            assert_int_equal(column_period(result->column[3], at), p);
          }
        }
        assert_int_equal(result->rows, at);
        frame_release(result);
      }
    frame_release(t);
  }
}

static void no_spells_have_no_rows(void **state) {
  (void)state;
  struct error error;
  struct frame *t = table("k:text a:date b:date", "");
  assert_shows(each(t, PERIOD_MONTH, NULL, NULL, &error), &error, "k a b p");
  frame_release(t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_spell_has_a_row_for_each_period_that_it_touches),
      cmocka_unit_test(spells_without_ends_are_refused),
      cmocka_unit_test(any_threads_and_blocks_give_the_same_rows),
      cmocka_unit_test(no_spells_have_no_rows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
