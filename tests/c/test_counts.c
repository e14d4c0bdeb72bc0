#include "counts.h"
#include "random.h"

enum { GROUPS = 40, ROWS = 500, MOST = COUNTS_SUMS };

/* Rows and sums by group, one row at a time. */
struct plain {
  uint64_t rows[GROUPS];
  uint64_t sum[GROUPS][MOST];
};

static uint64_t values[MOST][ROWS];
static const uint64_t *columns[MOST];

static void fill(uint32_t *group) {
  for (size_t i = 0; i < ROWS; i++) {
    group[i] = (uint32_t)random_below(random_chance(50) ? GROUPS : 2);
    for (size_t k = 0; k < MOST; k++)
      values[k][i] = random_word() >> random_below(64);
  }
}

static void add_plain(struct plain *plain, const uint32_t *group, size_t from, size_t count) {
  for (size_t i = from; i < from + count; i++) {
    plain->rows[group[i]]++;
    for (size_t k = 0; k < MOST; k++)
      plain->sum[group[i]][k] += values[k][i];
  }
}

static void assert_counts(const struct counts *counts, const struct plain *plain) {
  for (size_t g = 0; g < GROUPS; g++) {
    assert_true(counts_rows(counts, g) == plain->rows[g]);
    for (size_t k = 0; k < counts->sums; k++)
      assert_true(counts_sum(counts, g, k) == plain->sum[g][k]);
  }
}

/* In pieces of odd lengths, so that the last rows of a piece fill some lanes only. */
static void add_all(struct counts *counts, struct plain *plain, const uint32_t *group) {
  size_t count;
  for (size_t from = 0; from < ROWS; from += count) {
    count = random_below(12);
    count = count < ROWS - from ? count : ROWS - from;
    for (size_t k = 0; k < MOST; k++)
      columns[k] = values[k] + from;
    counts_add(counts, group + from, count, columns);
    add_plain(plain, group, from, count);
  }
}

static void rows_and_sums_are_those_of_one_row_at_a_time(void **state) {
  (void)state;
  static const size_t known[] = {GROUPS, 0, 4096};
  uint32_t group[ROWS];
  for (size_t sums = 0; sums <= MOST; sums++)
    for (size_t k = 0; k < 3; k++) {
      struct counts counts;
      struct plain plain = {0};
      struct error error = {0};
      fill(group);
      assert_true(counts_init(&counts, sums, known[k], &error));
      assert_true(counts_reserve(&counts, GROUPS, NULL, &error));
      assert_int_equal(counts.lanes, known[k] == GROUPS ? COUNTS_LANES : 1);
      add_all(&counts, &plain, group);
      assert_counts(&counts, &plain);
      counts_clear(&counts);
    }
}

static void groups_are_added_while_counting(void **state) {
  (void)state;
  struct counts counts;
  struct error error = {0};
  const uint64_t one[] = {7};
  const uint64_t *given[] = {one};
  assert_true(counts_init(&counts, 1, 0, &error));
  for (uint32_t group = 0; group < 1000; group++) {
    assert_true(counts_reserve(&counts, group + 1, NULL, &error));
    counts_add(&counts, &group, 1, given);
  }
  for (size_t group = 0; group < 1000; group++) {
    assert_int_equal(counts_rows(&counts, group), 1);
    assert_int_equal(counts_sum(&counts, group, 0), 7);
  }
  counts_clear(&counts);
}

static void what_is_taken_out_may_be_more_than_a_lane_has(void **state) {
  (void)state;
  struct counts counts;
  struct error error = {0};
  uint32_t group[] = {1, 1, 1, 1, 0};
  uint64_t sum[] = {1, 10, 100, 1000, 5};
  const uint64_t *given[] = {sum};
  assert_true(counts_init(&counts, 1, 2, &error));
  counts_add(&counts, group, 5, given);
  counts_take_out(&counts, 1, 0, 1010);
  assert_int_equal(counts_sum(&counts, 1, 0), 101);
  assert_int_equal(counts_rows(&counts, 1), 4);
  assert_int_equal(counts_sum(&counts, 0, 0), 5);
  counts_clear(&counts);
}

static void merging_adds_every_lane_to_the_numbered_group(void **state) {
  (void)state;
  for (size_t other_groups = 0; other_groups <= GROUPS; other_groups += GROUPS) {
    struct counts a, b;
    struct plain plain = {0};
    struct error error = {0};
    uint32_t group[ROWS];
    assert_true(counts_init(&a, 3, GROUPS, &error));
    assert_true(counts_init(&b, 3, other_groups, &error));
    assert_true(counts_reserve(&b, GROUPS, NULL, &error));
    fill(group);
    add_all(&a, &plain, group);
    fill(group);
    add_all(&b, &plain, group);
    for (size_t g = 0; g < GROUPS; g++)
      counts_merge(&a, g, &b, g);
    assert_counts(&a, &plain);
    counts_clear(&a);
    counts_clear(&b);
  }
}

/* The longest block, once with the greatest values alone. */
static void stored_values_are_added_as_wide_ones(void **state) {
  (void)state;
  enum { LONGEST = 1 << 16, FEW = 5 };
  uint16_t *pairs = malloc(LONGEST * sizeof *pairs);
  uint8_t *bytes = malloc(LONGEST);
  uint32_t *group = malloc(LONGEST * sizeof *group);
  for (size_t round = 0; round < 6; round++) {
    struct counts counts;
    struct error error = {0};
    uint64_t rows[FEW] = {0}, sum[FEW] = {0};
    size_t count = round == 0 ? LONGEST : LONGEST - random_below(900);
    bool wide = round % 2 == 0;
    for (size_t i = 0; i < count; i++) {
      group[i] = round == 0 ? 3 : (uint32_t)random_below(FEW);
      pairs[i] = round == 0 ? UINT16_MAX : (uint16_t)random_word();
      bytes[i] = (uint8_t)random_word();
      rows[group[i]]++;
      sum[group[i]] += wide ? pairs[i] : bytes[i];
    }
    assert_true(counts_init(&counts, 1, FEW, &error));
    assert_true(wide ? counts_add_stored(&counts, group, count, pairs, 2)
                     : counts_add_stored(&counts, group, count, bytes, 1));
    for (size_t g = 0; g < FEW; g++) {
      assert_true(counts_rows(&counts, g) == rows[g]);
      assert_true(counts_sum(&counts, g, 0) == sum[g]);
    }
    counts_clear(&counts);
  }
  free(pairs);
  free(bytes);
  free(group);
}

static void wide_values_and_many_groups_are_left_to_the_other_way(void **state) {
  (void)state;
  uint32_t group[64] = {0};
  uint16_t value[64] = {1};
  struct counts counts;
  struct error error = {0};
  assert_true(counts_init(&counts, 1, 2, &error));
  assert_false(counts_add_stored(&counts, group, 64, value, 4));
  assert_false(counts_add_stored(&counts, group, 8, value, 2)); /* few rows */
  assert_true(counts_rows(&counts, 0) == 0);
  assert_true(counts_add_stored(&counts, group, 64, value, 2));
  counts_clear(&counts);
  assert_true(counts_init(&counts, 1, 200, &error));
  assert_false(counts_add_stored(&counts, group, 64, value, 2));
  counts_clear(&counts);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_and_sums_are_those_of_one_row_at_a_time),
      cmocka_unit_test(groups_are_added_while_counting),
      cmocka_unit_test(what_is_taken_out_may_be_more_than_a_lane_has),
      cmocka_unit_test(stored_values_are_added_as_wide_ones),
      cmocka_unit_test(wide_values_and_many_groups_are_left_to_the_other_way),
      cmocka_unit_test(merging_adds_every_lane_to_the_numbered_group),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
