#include <string.h>

#include "period.h"
#include "suite.h"

static period_t parse(const char *text) {
  return period_parse(text, strlen(text));
}

static void assert_reads_as(const char *text, const char *id) {
  char found[PERIOD_TEXT] = "nothing";
  period_t period = parse(text);
  if (period != PERIOD_INVALID)
    period_id(found, period);
  if (strcmp(found, id) != 0)
    fail_msg("'%s' reads as %s, not as %s", text, found, id);
}

static void every_written_form_is_read(void **state) {
  (void)state;
  static const char *const forms[][2] = {
      {"2019M09", "2019M09"},
      {"2019m9", "2019M09"},
      {"sep 2019", "2019M09"},
      {"sep. 2019", "2019M09"},
      {"September 2019", "2019M09"},
      {"Mar 2019", "2019M03"},
      {"maj 2019", "2019M05"},
      {"okt. 2019", "2019M10"},
      {"October 2019", "2019M10"},
      {"2019Q3", "2019Q3"},
      {"2019Q03", "2019Q3"},
      {"2019K3", "2019Q3"},
      {"2024-K2", "2024Q2"},
      {"3. kvt 2019", "2019Q3"},
      {"3. kvt. 2019", "2019Q3"},
      {"3. kvartal 2019", "2019Q3"},
      {"2018H2", "2018H2"},
      {"2. halv\xC3\xA5r 2018", "2018H2"},
      {"2020QMAT02", "2020QMAT02"},
      {"2024Y01", "2024"},
      {"2019", "2019"},
      {" 2019 ", "2019"},
      {"2020-08-03", "2020-08-03"},
      {"3. august 2020", "2020-08-03"},
      {"29.8.2020", "2020-08-29"},
      {"03-08-2020", "2020-08-03"},
      {"2021MYTD06", "2021MYTD06"},
      {"29/2/2020", "2020-02-29"},
  };
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
    assert_reads_as(forms[i][0], forms[i][1]);
}

static void what_is_no_period_is_refused(void **state) {
  (void)state;
  static const char *const texts[] = {
      "",
      " ",
      "2019Q5",
      "2019Q0",
      "2019M13",
      "2019M00",
      "5. kvt 2019",
      "2019QMAT05",
      "30. februar 2020",
      "29.2.2019",
      "2019-13-01",
      "2019-9-1",
      "19M09",
      "20190",
      "201",
      "Hedensted",
      "kvt 2019",
      "12.345",
      "1.234",
      "2019X3",
      "2019Q3x",
      "2019 Q 3 4",
      "2024Y02",
      "99999999999999999999",
      "aaaaaaaaaaaaaaaaaaaaaaaa 2019",
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    if (parse(texts[i]) != PERIOD_INVALID)
      fail_msg("'%s' was taken for a period", texts[i]);
  }
}

static void neighbours_are_one_step_apart(void **state) {
  (void)state;
  assert_int_equal(period_add(parse("2019M12"), 1), parse("2020M01"));
  assert_int_equal(period_add(parse("2020Q1"), -1), parse("2019Q4"));
  assert_int_equal(period_add(parse("2020-02-28"), 2), parse("2020-03-01"));
  assert_int_equal(period_add(parse("2020QMAT01"), -1), parse("2019QMAT04"));
  assert_int_equal(period_difference(parse("2021M09"), parse("2019M09")), 24);
  assert_int_equal(period_add(parse("9999M12"), 1), PERIOD_INVALID);
  assert_int_equal(period_add(parse("2019"), INT64_MAX), PERIOD_INVALID);
}

static void every_day_of_four_centuries_goes_there_and_back(void **state) {
  (void)state;
  period_t day = period_day(1799, 12, 31);
  for (int i = 0; i < 146097; i++) {
    period_t next = period_add(day, 1);
    char id[PERIOD_TEXT];
    period_id(id, next);
    assert_int_equal(parse(id), next);
    assert_true(next > day);
    day = next;
  }
  assert_int_equal(day, period_day(2199, 12, 31));
}

static void first_and_last_day_bound_a_period(void **state) {
  (void)state;
  assert_int_equal(period_first_day(parse("2019Q3")), parse("2019-07-01"));
  assert_int_equal(period_last_day(parse("2019Q3")), parse("2019-09-30"));
  assert_int_equal(period_last_day(parse("2020M02")), parse("2020-02-29"));
  assert_int_equal(period_first_day(parse("2020QMAT02")), parse("2019-07-01"));
  assert_int_equal(period_last_day(parse("2020QMAT02")), parse("2020-06-30"));
  assert_int_equal(period_first_day(parse("2021MYTD06")), parse("2021-01-01"));
  assert_int_equal(period_last_day(parse("2018H2")), parse("2018-12-31"));
}

static void a_finer_period_lies_within_a_coarser(void **state) {
  (void)state;
  assert_int_equal(period_in(parse("2019M09"), PERIOD_QUARTER), parse("2019Q3"));
  assert_int_equal(period_in(parse("2019-01-31"), PERIOD_MONTH), parse("2019M01"));
  assert_int_equal(period_in(parse("2019Q4"), PERIOD_HALF), parse("2019H2"));
  assert_int_equal(period_in(parse("2019Q4"), PERIOD_MONTH), PERIOD_INVALID);
  assert_int_equal(period_in(parse("2020QMAT02"), PERIOD_QUARTER), PERIOD_INVALID);
}

static void danish_text_is_what_a_committee_reads(void **state) {
  (void)state;
  static const char *const texts[][2] = {
      {"2019M09", "sep. 2019"},
      {"2019M05", "maj 2019"},
      {"2019Q3", "3. kvt. 2019"},
      {"2018H2", "2. halv\xC3\xA5r 2018"},
      {"2020QMAT02", "\xC3\xA5ret til 2. kvt. 2020"},
      {"2019", "2019"},
      {"2020-08-03", "3. aug. 2020"},
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    char text[PERIOD_TEXT];
    period_format(text, parse(texts[i][0]));
    assert_string_equal(text, texts[i][1]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_written_form_is_read),
      cmocka_unit_test(what_is_no_period_is_refused),
      cmocka_unit_test(neighbours_are_one_step_apart),
      cmocka_unit_test(every_day_of_four_centuries_goes_there_and_back),
      cmocka_unit_test(first_and_last_day_bound_a_period),
      cmocka_unit_test(a_finer_period_lies_within_a_coarser),
      cmocka_unit_test(danish_text_is_what_a_committee_reads),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
