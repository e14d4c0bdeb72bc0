/* Bins of stored values, and the quantiles that they lead to beside sorting. */
#include "histogram.h"
#include "plain.h"

enum { ROWS = 20000, MAGNITUDES = 30 };

static void bins_are_in_order_and_begin_at_their_least(void **state) {
  (void)state;
  for (unsigned fine = 3; fine <= 20; fine++) {
    uint32_t last = histogram_bin(fine, 0);
    assert_int_equal(last, 0);
    for (uint64_t value = 1; value < UINT32_MAX / 2; value += 1 + value / 97) {
      uint32_t bin = histogram_bin(fine, (uint32_t)value);
      assert_true(bin >= last);
      assert_true(histogram_least(fine, bin) <= value);
      assert_true(histogram_least(fine, bin + 1) > value);
      assert_int_equal(histogram_bin(fine, histogram_least(fine, bin)), bin);
      last = bin;
    }
  }
}

static void a_list_is_kept_where_bins_would_take_more(void **state) {
  (void)state;
  struct histogram histogram;
  assert_true(histogram_plan(&histogram, 1000, 1, 10));
  assert_true(histogram.bins >= 1000); /* each value has its own */
  assert_true(histogram_plan(&histogram, 1 << 30, 1000, 1000000));
  assert_true(histogram_cells(&histogram) * 1000 <= 1000000);
  assert_false(histogram_plan(&histogram, 1 << 30, 100000, 1000000));
  assert_false(histogram_plan(&histogram, UINT32_MAX, 1, 1000000)); /* no value is free for gaps */
  assert_false(histogram_plan(&histogram, 0, 1, 1000000));
}

/* Values of all magnitudes, many of them equal, some missing; above a base. */
static struct column *values(int64_t base) {
  struct column *column = column_new(COLUMN_INTEGER, ROWS, NULL);
  for (size_t row = 0; row < ROWS; row++) {
    column->put.integer[row] =
        base + (int64_t)(random_word() >> 34 >> random_below(random_chance(30) ? 3 : MAGNITUDES));
    if (random_chance(4))
      assert_true(column_set_missing(column, row, MISSING_SUPPRESSED));
  }
  assert_true(column_narrow(column));
  return column;
}

static struct column *groups(size_t count) {
  struct column *column = column_new(COLUMN_INTEGER, ROWS, NULL);
  for (size_t row = 0; row < ROWS; row++)
    column->put.integer[row] = (int64_t)random_below(count);
  assert_true(column_narrow(column));
  return column;
}

static void assert_quantiles(const struct frame *frame, const struct plain *plain, double p) {
  size_t key = 0;
  enum error_code code = ERROR_NONE;
  struct aggregate_spec spec = {.name = "q",
                                .kind = "quantile",
                                .columns = {1},
                                .count = 1,
                                .has_parameter = true,
                                .parameter = p};
  struct column *expected = plain_column(plain, &spec, &code);
  for (size_t way = 0; way < RANDOM_WAYS; way++) {
    struct error error = {0};
    struct frame *result = frame_summarise(frame, &key, 1, &spec, 1, &random_ways[way], &error);
    assert_non_null(result);
    assert_same_columns("q", result->column[1], expected);
    frame_release(result);
  }
  column_release(expected);
}

static void quantiles_by_bins_are_those_of_sorted_cells(void **state) {
  (void)state;
  static const size_t counts[] = {1, 3, 40, 200};
  static const double shares[] = {0, 0.001, 0.25, 0.5, 0.975, 1};
  for (size_t i = 0; i < 4; i++) {
    random_state = 11 + i;
    struct frame *frame = frame_new(ROWS);
    assert_true(frame_add(frame, "group", groups(counts[i]), NULL));
    assert_true(frame_add(frame, "x", values(i % 2 == 0 ? 0 : -70000), NULL));
    size_t key = 0;
    struct plain plain = plain_new(frame, &key, 1);
    for (size_t p = 0; p < 6; p++)
      assert_quantiles(frame, &plain, shares[p]);
    plain_clear(&plain);
    frame_release(frame);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bins_are_in_order_and_begin_at_their_least),
      cmocka_unit_test(a_list_is_kept_where_bins_would_take_more),
      cmocka_unit_test(quantiles_by_bins_are_those_of_sorted_cells),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
