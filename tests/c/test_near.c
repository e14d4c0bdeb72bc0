/* Sums of terms near to each other beside sums of partials. */
#include <math.h>

#include "near.h"
#include "random.h"
#include "suite.h"

enum { GROUPS = 5, TERMS = 900 };

/* Terms of which most are within `spread` powers of two from `size` on. */
struct terms {
  double value[TERMS];
  uint8_t missing[TERMS];
  uint32_t group[TERMS];
};

static double term(int size, size_t spread) {
  double mantissa = (double)(random_word() >> 11) * 0x1p-53;
  double sign = random_chance(30) ? -1 : 1;
  if (random_chance(3))
    return 0 * sign;
  if (random_chance(2)) /* far from the others */
    return sign * ldexp(mantissa + 1, size > 0 ? size - 300 : size + 300);
  return sign * ldexp(mantissa, size + (int)random_below(spread));
}

static void fill(struct terms *terms, int size, size_t spread) {
  for (size_t i = 0; i < TERMS; i++) {
    terms->value[i] = term(size, spread);
    terms->missing[i] = random_chance(5) ? MISSING_SUPPRESSED : PRESENT;
    terms->group[i] = (uint32_t)random_below(GROUPS);
  }
}

/* Sums as an accumulator keeps them: near ones, and the others. */
struct sums {
  struct near_sums near;
  struct summation far[GROUPS];
};

static void add(struct sums *sums, const struct terms *terms, size_t from, size_t to) {
  uint32_t far[TERMS];
  assert_true(near_reserve(&sums->near, GROUPS, NULL, NULL));
  size_t count = near_add(&sums->near, terms->value + from, terms->missing + from,
                          terms->group + from, to - from, far);
  for (size_t i = 0; i < count; i++) {
    size_t at = from + far[i];
    assert_int_equal(terms->missing[at], PRESENT);
    assert_true(summation_add(&sums->far[terms->group[at]], terms->value[at]));
  }
}

static void merge(struct sums *to, struct sums *from) {
  for (size_t group = 0; group < GROUPS; group++) {
    if (!near_merge(&to->near, group, &from->near, group))
      assert_true(near_pour(&from->near, group, &to->far[group]));
    assert_true(summation_merge(&to->far[group], &from->far[group]));
  }
}

static double total_of(struct sums *sums, size_t group) {
  struct summation all = {0};
  double total;
  assert_true(near_pour(&sums->near, group, &all));
  assert_true(summation_merge(&all, &sums->far[group]) && summation_total(&all, &total));
  summation_clear(&all);
  return total;
}

static double expected_of(const struct terms *terms, size_t group) {
  struct summation sum = {0};
  double total;
  for (size_t i = 0; i < TERMS; i++)
    if (terms->group[i] == group && terms->missing[i] == PRESENT)
      assert_true(summation_add_partial(&sum, terms->value[i]));
  assert_true(summation_total(&sum, &total));
  summation_clear(&sum);
  return total;
}

static void clear(struct sums *sums) {
  near_clear(&sums->near);
  for (size_t group = 0; group < GROUPS; group++)
    summation_clear(&sums->far[group]);
}

static void sums_of_any_size_are_those_of_partials(void **state) {
  (void)state;
  struct terms terms;
  random_state = 5;
  for (int size = -1074; size < 980; size += 13) {
    struct sums first = {0}, second = {0};
    fill(&terms, size, 1 + (size_t)(size + 1074) % 60);
    size_t middle = random_below(TERMS);
    add(&first, &terms, 0, middle);
    add(&second, &terms, middle, TERMS);
    merge(&first, &second);
    for (size_t group = 0; group < GROUPS; group++) {
      double total = total_of(&first, group), expected = expected_of(&terms, group);
      assert_memory_equal(&total, &expected, sizeof total);
    }
    clear(&first);
    clear(&second);
  }
}

static void a_total_of_near_terms_alone_is_rounded_once(void **state) {
  (void)state;
  struct terms terms;
  random_state = 6;
  for (int size = -1074; size < 970; size += 11) {
    struct sums sums = {0};
    fill(&terms, size, 20);
    for (size_t i = 0; i < TERMS; i++)
      if (fabs(terms.value[i]) < ldexp(1, size) || fabs(terms.value[i]) > ldexp(1, size + 20))
        terms.value[i] = 0;
    add(&sums, &terms, 0, TERMS);
    for (size_t group = 0; group < GROUPS; group++) {
      double total, expected = expected_of(&terms, group);
      if (sums.far[group].terms > 0) /* those below the normal doubles are not near */
        continue;
      assert_true(near_total(&sums.near, group, &total));
      assert_memory_equal(&total, &expected, sizeof total);
    }
    assert_true(size < -1020 || sums.far[0].terms == 0);
    clear(&sums);
  }
}

static void what_is_below_zero_is_known_of_each_group(void **state) {
  (void)state;
  double value[] = {1.5, -2.5, -0.0, 4, -7};
  uint8_t missing[] = {PRESENT, PRESENT, PRESENT, PRESENT, MISSING_BLANK};
  uint32_t group[] = {0, 1, 2, 3, 4}, far[5];
  struct near_sums sums = {0};
  assert_true(near_reserve(&sums, GROUPS, NULL, NULL));
  assert_int_equal(near_add(&sums, value, missing, group, 5, far), 0);
  for (size_t g = 0; g < GROUPS; g++)
    assert_int_equal(near_negative(&sums, g), g == 1);
  near_clear(&sums);
}

static void a_sum_of_opposites_is_zero_above_all(void **state) {
  (void)state;
  double value[] = {0.1, 0.2, -0.1, -0.2}, total;
  uint32_t group[] = {0, 0, 0, 0}, far[4];
  struct near_sums sums = {0};
  assert_true(near_reserve(&sums, 1, NULL, NULL));
  assert_int_equal(near_add(&sums, value, NULL, group, 4, far), 0);
  assert_true(near_total(&sums, 0, &total));
  assert_true(total == 0 && !signbit(total));
  near_clear(&sums);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sums_of_any_size_are_those_of_partials),
      cmocka_unit_test(a_total_of_near_terms_alone_is_rounded_once),
      cmocka_unit_test(what_is_below_zero_is_known_of_each_group),
      cmocka_unit_test(a_sum_of_opposites_is_zero_above_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
