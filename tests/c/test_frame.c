#include <stdio.h>
#include <string.h>

#include "frame.h"
#include "period.h"
#include "suite.h"

static void a_dictionary_gives_each_text_one_code(void **state) {
  (void)state;
  struct dict *dict = dict_new();
  for (uint32_t i = 0; i < 5000; i++) {
    char text[16];
    int length = snprintf(text, sizeof text, "t%u", i);
    assert_int_equal(dict_intern(dict, text, (size_t)length), i);
  }
  for (uint32_t i = 0; i < 5000; i++) {
    char text[16];
    int length = snprintf(text, sizeof text, "t%u", i);
    assert_int_equal(dict_intern(dict, text, (size_t)length), i);
    assert_string_equal(dict_text(dict, i, NULL), text);
  }
  assert_int_equal(dict_find(dict, "absent", 6), DICT_NONE);
  assert_int_equal(dict_intern(dict, "", 0), 5000);
  dict_release(dict);
}

static void a_gathered_cell_keeps_value_reason_and_mark(void **state) {
  (void)state;
  struct column *column = column_new(COLUMN_INTEGER, 3, NULL);
  column->put.integer[0] = 10;
  column->put.integer[2] = 30;
  assert_true(column_set_missing(column, 1, MISSING_SUPPRESSED));
  assert_true(column_set_mark(column, 2, MARK_AT_LEAST));
  struct column *taken = column_gather(column, (size_t[]){2, 1, SIZE_MAX, 0}, 4);
  assert_int_equal(column_integer(taken, 0), 30);
  assert_int_equal(column_mark(taken, 0), MARK_AT_LEAST);
  assert_int_equal(column_missing(taken, 1), MISSING_SUPPRESSED);
  assert_int_equal(column_missing(taken, 2), MISSING_UNMATCHED);
  assert_int_equal(column_integer(taken, 3), 10);
  column_release(taken);
  column_release(column);
}

static void a_frame_refuses_a_name_twice_and_a_wrong_length(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *frame = frame_new(2);
  assert_true(frame_add(frame, "antal", column_new(COLUMN_INTEGER, 2, NULL), &error));
  assert_false(frame_add(frame, "antal", column_new(COLUMN_INTEGER, 2, NULL), &error));
  assert_non_null(strstr(error.message, "'antal'"));
  error = (struct error){0};
  assert_false(frame_add(frame, "pct", column_new(COLUMN_NUMBER, 3, NULL), &error));
  assert_non_null(strstr(error.message, "3 cells"));
  assert_int_equal(frame->columns, 1);
  frame_release(frame);
}

static void the_kinds_of_periods_are_known(void **state) {
  (void)state;
  struct column *column = column_new(COLUMN_PERIOD, 2, NULL);
  column->put.period[0] = period_parse("2019Q3", 6);
  column->put.period[1] = period_parse("2019M09", 7);
  assert_int_equal(column_period_kinds(column), 1u << PERIOD_QUARTER | 1u << PERIOD_MONTH);
  column_release(column);
}

static void a_long_message_is_cut_at_a_character(void **state) {
  (void)state;
  char text[ERROR_MESSAGE_SIZE + 10];
  for (size_t i = 0; i < sizeof text; i++)
    text[i] = i % 2 == 0 ? '\xC3' : '\xA5';
  text[sizeof text - 1] = '\0';
  struct error error = {0};
  error_set(&error, ERROR_DATA, "%s", text);
  size_t length = strlen(error.message);
  assert_true(length % 2 == 0 && (unsigned char)error.message[length - 1] == 0xA5);
  error_set(&error, ERROR_FILE, "a second error does not hide the first");
  assert_int_equal(error.code, ERROR_DATA);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_dictionary_gives_each_text_one_code),
      cmocka_unit_test(a_gathered_cell_keeps_value_reason_and_mark),
      cmocka_unit_test(a_frame_refuses_a_name_twice_and_a_wrong_length),
      cmocka_unit_test(the_kinds_of_periods_are_known),
      cmocka_unit_test(a_long_message_is_cut_at_a_character),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
