#include <float.h>
#include <math.h>

#include "suite.h"
#include "summation.h"

static double total_of(const double *values, size_t count) {
  double total;
  assert_true(summation_of(values, count, &total));
  return total;
}

static void assert_same(double a, double b) {
  assert_memory_equal(&a, &b, sizeof a);
}

static void a_total_is_the_exact_sum_rounded_once(void **state) {
  (void)state;
  assert_same(total_of((double[]){0.1, 0.2, 0.3}, 3), 0.6);
  assert_same(total_of((double[]){1e100, 1, -1e100}, 3), 1);
  assert_same(total_of((double[]){1, 1e-17, 1e-17}, 3), 1);
  double tenths[10];
  for (size_t i = 0; i < 10; i++)
    tenths[i] = 0.1;
  assert_same(total_of(tenths, 10), 1);
}

static void a_tie_is_broken_by_what_lies_below_it(void **state) {
  (void)state;
  assert_same(total_of((double[]){1, 0x1p-53}, 2), 1);
  assert_same(total_of((double[]){1, 0x1p-53, 0x1p-200}, 3), 1 + DBL_EPSILON);
  assert_same(total_of((double[]){1, 0x1p-53, -0x1p-200}, 3), 1);
  assert_same(total_of((double[]){1 + DBL_EPSILON, 0x1p-53}, 2), 1 + 2 * DBL_EPSILON);
}

static void order_does_not_matter(void **state) {
  (void)state;
  double values[200];
  uint64_t seed = 42;
  for (size_t i = 0; i < 200; i++) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    values[i] = ldexp((double)(int64_t)seed, (int)(seed >> 33 & 0xFF) - 128);
  }
  double first = total_of(values, 200);
  for (size_t round = 0; round < 50; round++) {
    for (size_t i = 199; i > 0; i--) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      size_t k = (size_t)(seed >> 33) % (i + 1);
      double swap = values[i];
      values[i] = values[k];
      values[k] = swap;
    }
    assert_same(total_of(values, 200), first);
  }
}

/* A finite double of any magnitude, those below the normal ones and those near the end included. */
static double any_double(uint64_t *seed) {
  double value;
  do {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    uint64_t bits = *seed ^ *seed >> 29;
    bits = bits % 5 == 0 ? bits & ~(UINT64_C(0x7FF) << 52) : bits;
    memcpy(&value, &bits, sizeof value);
  } while (!isfinite(value));
  return value;
}

/* Long sums go into bins, short ones never do. */
static void a_long_sum_is_that_of_its_partials(void **state) {
  (void)state;
  uint64_t seed = 7;
  for (size_t round = 0; round < 200; round++) {
    struct summation partials = {0}, first = {0}, second = {0};
    size_t count = 1 + round * 5;
    for (size_t i = 0; i < count; i++) {
      double value = any_double(&seed);
      value = round % 2 == 0 ? value : ldexp(value, -(int)(round % 1100));
      assert_true(summation_add_partial(&partials, value));
      assert_true(summation_add(i % 3 == 0 ? &second : &first, value));
    }
    assert_true(count < 4 * SUMMATION_SHORT || first.bins != NULL);
    double expected, total;
    assert_true(summation_total(&partials, &expected));
    assert_true(summation_merge(&first, &second) && summation_total(&first, &total));
    assert_same(total, expected);
    assert_true(summation_total(&first, &total));
    assert_same(total, expected);
    summation_clear(&partials);
    summation_clear(&first);
    summation_clear(&second);
  }
}

/* Of one size or nearly, as figures are: from the least doubles to those that bins refuse. */
static void a_sum_of_terms_of_one_size_is_that_of_its_partials(void **state) {
  (void)state;
  uint64_t seed = 11;
  for (int size = -1074; size < 860; size += 7) {
    struct summation partials = {0}, first = {0}, second = {0};
    int spread = 1 + (size + 1074) % 60;
    for (int i = 0; i < 4 * SUMMATION_SHORT; i++) {
      int ignored;
      double value = frexp(any_double(&seed), &ignored);
      value = i % 50 == 49 ? 0 : ldexp(value, size + i * 31 % spread);
      assert_true(summation_add_partial(&partials, value));
      assert_true(summation_add(i % 3 == 0 ? &second : &first, value));
    }
    double expected, total;
    assert_true(summation_total(&partials, &expected));
    assert_true(summation_merge(&first, &second) && summation_total(&first, &total));
    assert_same(total, expected);
    summation_clear(&partials);
    summation_clear(&first);
    summation_clear(&second);
  }
}

static void full_bins_are_emptied_into_partials(void **state) {
  (void)state;
  struct summation sum = {0};
  for (int i = 0; i < 2 * SUMMATION_SHORT; i++)
    assert_true(summation_add(&sum, 0.1));
  sum.bins->terms = BINS_FULL;
  for (int i = 0; i < 72; i++)
    assert_true(summation_add(&sum, 0.1));
  assert_int_equal(sum.bins->terms, 71);
  double tenths[200], total;
  for (size_t i = 0; i < 200; i++)
    tenths[i] = 0.1;
  assert_true(summation_total(&sum, &total));
  assert_same(total, total_of(tenths, 200));
  summation_clear(&sum);
}

static void many_partials_leave_the_inline_room(void **state) {
  (void)state;
  double values[40];
  for (int i = 0; i < 40; i++)
    values[i] = ldexp(1, i * 50 - 1000);
  struct summation sum = {0};
  for (int i = 0; i < 40; i++)
    assert_true(summation_add(&sum, values[i]));
  assert_true(sum.count > SUMMATION_INLINE);
  for (int i = 39; i > 0; i--)
    assert_true(summation_add(&sum, -values[i]));
  double total;
  assert_true(summation_total(&sum, &total));
  assert_same(total, values[0]);
  summation_clear(&sum);
}

static void the_way_may_leave_the_range_when_the_sum_does_not(void **state) {
  (void)state;
  double big = DBL_MAX;
  assert_same(total_of((double[]){big, big, -big}, 3), big);
  assert_same(total_of((double[]){big, big, 1, -big, -big}, 5), 1);
  assert_same(total_of((double[]){-big, -big, 0x1p-1074, big, big}, 5), 0x1p-1074);
  /* a tie between the greatest double and 2^1024, which is out of range; and one step below it */
  assert_true(isinf(total_of((double[]){0x1p1023, 0x1p1023, -0x1p970}, 3)));
  assert_same(total_of((double[]){0x1p1023, 0x1p1023, -0x1p970, -0x1p-1074}, 4), big);
  assert_true(isinf(total_of((double[]){big, big}, 2)));
  assert_true(total_of((double[]){-big, -big}, 2) < 0);
  assert_true(isinf(total_of((double[]){0x1p1023, 0x1p1023}, 2)));
}

static void a_total_is_never_minus_zero(void **state) {
  (void)state;
  assert_same(total_of((double[]){-0.0, -0.0}, 2), 0);
  assert_same(total_of((double[]){1, -1}, 2), 0);
  assert_same(total_of(NULL, 0), 0);
}

static void sums_of_parts_merge_into_the_sum_of_all(void **state) {
  (void)state;
  struct summation a = {0}, b = {0};
  double values[] = {1e300, 1, 1e-300, -1e300, DBL_MAX, DBL_MAX, -DBL_MAX, -DBL_MAX};
  for (size_t i = 0; i < 8; i++)
    assert_true(summation_add(i % 2 == 0 ? &a : &b, values[i]));
  assert_true(summation_merge(&a, &b));
  double total;
  assert_true(summation_total(&a, &total));
  assert_same(total, total_of(values, 8));
  summation_clear(&a);
  summation_clear(&b);
}

static void a_wide_sum_fits_or_is_told_not_to(void **state) {
  (void)state;
  int64_t value;
  assert_true(wide_to_integer((wide_t)INT64_MAX, &value));
  assert_true(wide_to_integer((wide_t)INT64_MIN, &value) && value == INT64_MIN);
  assert_false(wide_to_integer((wide_t)INT64_MAX + 1, &value));
  assert_false(wide_to_integer((wide_t)INT64_MIN - 1, &value));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_total_is_the_exact_sum_rounded_once),
      cmocka_unit_test(a_tie_is_broken_by_what_lies_below_it),
      cmocka_unit_test(order_does_not_matter),
      cmocka_unit_test(a_long_sum_is_that_of_its_partials),
      cmocka_unit_test(a_sum_of_terms_of_one_size_is_that_of_its_partials),
      cmocka_unit_test(full_bins_are_emptied_into_partials),
      cmocka_unit_test(many_partials_leave_the_inline_room),
      cmocka_unit_test(the_way_may_leave_the_range_when_the_sum_does_not),
      cmocka_unit_test(a_total_is_never_minus_zero),
      cmocka_unit_test(sums_of_parts_merge_into_the_sum_of_all),
      cmocka_unit_test(a_wide_sum_fits_or_is_told_not_to),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
