#include <math.h>

#include "statistics.h"
#include "suite.h"

static void assert_near(double value, double expected) {
  if (fabs(value - expected) > 1e-9)
    fail_msg("%.12g is not %.12g", value, expected);
}

static void assert_wilson(double x, double n, double low, double high) {
  struct interval interval;
  struct error error = {0};
  assert_true(statistics_wilson(x, n, 0.95, &interval, &error));
  assert_near(interval.low, low);
  assert_near(interval.high, high);
}

/* Values of R 4.2.2, prop.test without correction. */
static void wilson_agrees_with_r(void **state) {
  (void)state;
  assert_wilson(81, 263, 0.2552885199, 0.3662095770);
  assert_wilson(15, 148, 0.0623863995, 0.1604872417);
  assert_wilson(0, 20, 0, 0.1611251581);
  assert_wilson(1, 29, 0.0061132143, 0.1717552188);
  assert_wilson(19, 38, 0.348499283643951, 0.651500716356049);
}

static void bounds_at_the_ends_are_exact(void **state) {
  (void)state;
  struct interval interval;
  for (int n = 1; n < 200; n++) {
    assert_true(statistics_wilson(0, n, 0.95, &interval, NULL));
    assert_true(interval.low == 0);
    assert_true(statistics_wilson(n, n, 0.95, &interval, NULL));
    assert_true(interval.high == 1);
    assert_true(interval.low > 0 && interval.low < 1);
  }
}

static void newcombe_agrees_with_the_paper(void **state) {
  (void)state;
  struct interval interval;
  assert_true(statistics_newcombe(56, 70, 48, 80, 0.95, &interval, NULL));
  assert_near(interval.low, 0.0524314724);
  assert_near(interval.high, 0.3338726540);
}

static void what_is_no_share_is_refused(void **state) {
  (void)state;
  struct interval interval;
  const double wrong[][3] = {{1, 0, 0.95}, {-1, 5, 0.95}, {6, 5, 0.95},  {1, 5, 0},
                             {1, 5, 1},    {NAN, 5, 0.9}, {1, NAN, 0.9}, {1, 5, NAN}};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    struct error error = {0};
    assert_false(statistics_wilson(wrong[i][0], wrong[i][1], wrong[i][2], &interval, &error));
    assert_int_equal(error.code, ERROR_VALUE);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(wilson_agrees_with_r),
      cmocka_unit_test(bounds_at_the_ends_are_exact),
      cmocka_unit_test(newcombe_agrees_with_the_paper),
      cmocka_unit_test(what_is_no_share_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
