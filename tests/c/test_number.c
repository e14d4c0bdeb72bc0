#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "suite.h"

static void assert_formats(double value, int decimals, const char *expected) {
  char text[NUMBER_SIZE];
  number_format(text, sizeof text, value, decimals);
  assert_string_equal(text, expected);
}

static void danish_marks_stand_in_groups_of_three(void **state) {
  (void)state;
  assert_formats(0, -1, "0");
  assert_formats(999, -1, "999");
  assert_formats(1234, -1, "1.234");
  assert_formats(1234567.5, 1, "1.234.567,5");
  assert_formats(-1234.5, -1, "-1.234,5");
  assert_formats(16.8, 3, "16,800");
  assert_formats(1e21, 0, "1.000.000.000.000.000.000.000");
}

static void rounding_is_decimal_and_half_away_from_zero(void **state) {
  (void)state;
  assert_formats(2.675, 2, "2,68");
  assert_formats(-2.675, 2, "-2,68");
  assert_formats(0.5, 0, "1");
  assert_formats(1.5, 0, "2");
  assert_formats(2.5, 0, "3");
  assert_formats(-2.5, 0, "-3");
  assert_formats(1.005, 2, "1,01");
  assert_formats(100.0 * 59 / 283, 0, "21");
  assert_formats(9.9999, 2, "10,00");
  assert_formats(0.04, 1, "0,0");
  assert_formats(0.05, 1, "0,1");
  assert_formats(0.005, 1, "0,0");
}

static void minus_nought_is_never_written(void **state) {
  (void)state;
  assert_formats(-0.0, -1, "0");
  assert_formats(-0.04, 1, "0,0");
  assert_formats(-0.05, 1, "-0,1");
}

static void rounding_gives_the_nearest_double(void **state) {
  (void)state;
  assert_true(number_round(2.675, 2) == 2.68);
  assert_true(number_round(0.1 + 0.2, 2) == 0.3);
  assert_true(number_round(1e300, 2) == 1e300);
  assert_true(number_round(-0.5, 0) == -1.0);
}

static void written_numbers_read_back_to_the_same_bits(void **state) {
  (void)state;
  static const double values[] = {0.1,
                                  1.0 / 3,
                                  DBL_MAX,
                                  DBL_MIN,
                                  5e-324,
                                  123456789.123456789,
                                  -2.0 / 7,
                                  1e15,
                                  9007199254740993.0,
                                  1e-5,
                                  -1.7976931348623157e308};
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    char text[NUMBER_SIZE];
    number_write(text, sizeof text, values[i], '.');
    assert_true(strtod(text, NULL) == values[i]);
  }
}

static void scaled_integers_keep_their_decimals(void **state) {
  (void)state;
  char text[NUMBER_SIZE];
  number_format_scaled(text, sizeof text, 168, 1, -1);
  assert_string_equal(text, "16,8");
  number_format_scaled(text, sizeof text, -5, 1, -1);
  assert_string_equal(text, "-0,5");
  number_format_scaled(text, sizeof text, 12345678, 1, -1);
  assert_string_equal(text, "1.234.567,8");
  number_format_scaled(text, sizeof text, 165, 1, 0);
  assert_string_equal(text, "17");
  number_format_scaled(text, sizeof text, INT64_MIN, 0, -1);
  assert_string_equal(text, "-9.223.372.036.854.775.808");
  number_write_scaled(text, sizeof text, 0, 2, ',');
  assert_string_equal(text, "0,00");
}

static void scaled_integers_round_half_away(void **state) {
  (void)state;
  assert_int_equal(number_round_scaled(165, 1, 0), 17);
  assert_int_equal(number_round_scaled(-165, 1, 0), -17);
  assert_int_equal(number_round_scaled(164, 1, 0), 16);
  assert_int_equal(number_round_scaled(INT64_MAX, 18, 0), 9);
  assert_int_equal(number_round_scaled(INT64_MIN, 18, 0), -9);
  assert_int_equal(number_round_scaled(7, 0, 3), 7);
}

static void scaled_integers_become_the_nearest_double(void **state) {
  (void)state;
  assert_true(number_from_scaled(168, 1) == 16.8);
  assert_true(number_from_scaled(-1, 1) == -0.1);
  assert_true(number_from_scaled(INT64_C(1234567890123456789), 6) == 1234567890123.456789);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(danish_marks_stand_in_groups_of_three),
      cmocka_unit_test(rounding_is_decimal_and_half_away_from_zero),
      cmocka_unit_test(minus_nought_is_never_written),
      cmocka_unit_test(rounding_gives_the_nearest_double),
      cmocka_unit_test(written_numbers_read_back_to_the_same_bits),
      cmocka_unit_test(scaled_integers_keep_their_decimals),
      cmocka_unit_test(scaled_integers_round_half_away),
      cmocka_unit_test(scaled_integers_become_the_nearest_double),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
