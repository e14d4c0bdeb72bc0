#include <unistd.h>

#include "reading.h"

static const char answers[] = "../shared/data/jobindsats_v3_answers.json";

static void a_table_of_columns_and_rows_is_read(void **state) {
  (void)state;
  assert_read("{\"columns\": [\"Periode\", \"Område\", \"Antal\", \"Andel\"],\n"
              " \"rows\": [[\"2026M05\", \"Hele landet\", 107080, 3.0],\n"
              "  [\"2026M06\", \"Odder\", null, 2.25]]}\n",
              NULL,
              "Periode period | Område text | Antal integer | Andel decimal(2)\n"
              "2026M05 | Hele landet | 107080 | 3,00\n2026M06 | Odder | <suppressed> | 2,25");
}

static void version_2_is_read_by_its_labels(void **state) {
  (void)state;
  assert_read(
      "[{\"Variables\": [{\"Name\": \"area\", \"Label\": \"Område\"},"
      "{\"Name\": \"period\", \"Label\": \"Periode\"}, {\"Name\": \"a\", \"Label\": \"Antal\"},"
      "{\"Name\": \"b\", \"Label\": \"Pct\"}],"
      "\"Data\": [[\"Randers\", \"2024M01\", \"1.234\", \"9,08\"],"
      "[\"Odder\", \"2024M01\", \"..\", \"-\"]]}]",
      NULL,
      "Område text | Periode period | Antal integer | Pct decimal(2)\n"
      "Randers | 2024M01 | 1234 | 9,08\nOdder | 2024M01 | <unavailable> | <none>");
}

static void numbers_of_json_need_no_decimal_mark_to_be_settled(void **state) {
  (void)state;
  assert_read("{\"columns\":[\"a\"],\"rows\":[[1.234],[-5]]}", NULL, "a decimal(3)\n1,234\n-5,000");
  assert_read("{\"columns\":[\"a\",\"b\"],\"rows\":[[1.5,\"1,5\"]]}", NULL,
              "a decimal(1) | b decimal(1)\n1,5 | 1,5");
}

static void reals_keep_a_decimal_and_their_shortest_form(void **state) {
  (void)state;
  assert_read("{\"columns\":[\"a\",\"b\"],\"rows\":[[9.0,0.1],[3.0,1.08]]}", NULL,
              "a decimal(1) | b decimal(2)\n9,0 | 0,10\n3,0 | 1,08");
}

static void reals_that_64_bits_cannot_hold_stay_doubles(void **state) {
  (void)state;
  assert_read("{\"columns\":[\"a\"],\"rows\":[[1e30],[null],[0.5]]}", NULL,
              "a number\n1000000000000000000000000000000\n<suppressed>\n0,5");
  assert_read("{\"columns\":[\"a\"],\"rows\":[[1e-30],[null]]}", NULL,
              "a number\n0,000000000000000000000000000001\n<suppressed>");
}

static void strings_among_numbers_are_signs_or_strays(void **state) {
  (void)state;
  assert_read("{\"columns\":[\"a\"],\"rows\":[[1],[\"..\"],[\"-\"]]}", NULL,
              "a integer\n1\n<unavailable>\n<none>");
  struct frame *frame = read_bytes(
      BYTES("{\"columns\":[\"a\",\"b\"],\n\"rows\":[[1,0],\n [\"12x\",0]]}"), NULL, NULL);
  assert_int_equal(frame->column[0]->type, COLUMN_TEXT);
  assert_int_equal(frame->column[0]->stray.line, 3);
  assert_int_equal(frame->column[0]->stray.column, 3);
  assert_string_equal(frame->column[0]->stray.cell, "12x");
  frame_release(frame);
}

static void a_column_of_nulls_is_one_of_numbers(void **state) {
  (void)state;
  struct dialect dialect = {0};
  static const char text[] = "{\"columns\":[\"a\",\"b\"],\"rows\":[[null,\"x\"],[null,null]]}";
  assert_read(text, NULL, "a integer | b text\n<suppressed> | x\n<suppressed> | <suppressed>");
  frame_release(read_bytes(BYTES(text), NULL, &dialect));
  assert_string_equal(dialect.column[0].markers[0].sign, "null");
  assert_int_equal(dialect.column[0].markers[0].count, 2);
  dialect_clear(&dialect);
}

static void of_several_tables_one_must_be_named(void **state) {
  (void)state;
  static const char text[] = "{\"results\":{\"x\":{\"columns\":[\"a\"],\"rows\":[[1]]},"
                             "\"ø.y\":{\"columns\":[\"b\"],\"rows\":[[2]]}}}";
  assert_refused(text, NULL, 0, 0, "holds 2 tables", "results.x", "results.ø.y", "table = ");
  struct csv_options options = {.table = "results.ø.y"};
  assert_read(text, &options, "b integer\n2");
  options.table = "results.z";
  assert_bytes_refused(BYTES(text), &options, ERROR_VALUE, 0, 0,
                       PARTS("no table `results.z`", "results.x"));
}

static void the_place_in_a_named_table_is_found(void **state) {
  (void)state;
  static const char text[] = "{\"results\":{\"x\":{\"columns\":[\"a\"],\"rows\":[[1]]},\n"
                             "\"\\u00f8\":{\"rows\":[[2],\n[\"]\\\"}\"],\n [\"tre\"]],"
                             "\"columns\":[\"b\"]}}}";
  static const struct csv_type types[] = {{"b", COLUMN_INTEGER}};
  struct csv_options options = {.table = "results.ø", .types = types, .types_count = 1};
  assert_refused(text, &options, 3, 2, "`]\"}` in column `b`", " [\"]\\\"}\"],\n   ^^^^^^");
}

static void a_row_of_the_wrong_length_is_refused(void **state) {
  (void)state;
  assert_refused("{\"columns\":[\"a\",\"b\"],\n\"rows\":[[1,2],\n  [3]]}", NULL, 3, 3,
                 "row 2: expected 2 cells, found 1", "    [3]]}\n    ^");
}

static void a_list_in_a_cell_is_refused(void **state) {
  (void)state;
  assert_refused("{\"columns\":[\"a\"],\n\"rows\":[[[1]]]}", NULL, 2, 10, "row 1, cell 1");
}

static void what_is_not_json_is_refused_where_it_breaks(void **state) {
  (void)state;
  assert_refused("{\"columns\":[\"a\"],\n\"rows\":[[1,}", NULL, 2, 12, "not valid JSON");
  assert_refused("{\"a\":1,\"a\":2}", NULL, 1, 10, "duplicate");
  assert_refused("{\"columns\":[\"a\"],\"rows\":[[1]", NULL, 1, 28, "not valid JSON");
}

static void a_nul_byte_is_refused_where_it_stands(void **state) {
  (void)state;
  assert_refused("{\"columns\":[\"a\"],\n\"rows\":[[\"x\"],[\"ab\\u0000c\"]]}", NULL, 2, 19,
                 "a NUL byte", "mend the text");
  assert_refused("{\"columns\":[\"a\\u0000b\"],\n\"rows\":[[\"x\"]]}", NULL, 1, 15, "a NUL byte");
  assert_refused("{\"a\\u0000b\":1}", NULL, 1, 4, "a NUL byte");
}

static void json_without_a_table_is_refused(void **state) {
  (void)state;
  assert_refused("{\"a\":[1,2]}", NULL, 0, 0, "holds no table");
  assert_refused("[]", NULL, 0, 0, "holds no table");
  assert_refused("{\"columns\":[],\"rows\":[]}", NULL, 1, 12, "without columns");
  assert_refused("{\"columns\":[\"a\"],\"rows\":[]}", NULL, 1, 13, "only a header");
}

static void a_refusal_of_jobindsats_is_told_as_one(void **state) {
  (void)state;
  assert_refused(
      "{\"code\":422,\"cause\":\"Unknown hierarchies: ['_omrade']\",\"request_id\":\"x\"}", NULL, 0,
      0, "jobindsats' refusal", "Unknown hierarchies: ['_omrade']");
}

static void a_header_in_brackets_is_csv(void **state) {
  (void)state;
  assert_read("[id];[navn]\n1;x\n", NULL, "[id] integer | [navn] text\n1 | x");
}

static const char *const tables[] = {
    "unemployment_total", "unemployment_akasser", "longterm_total",
    "longterm_akasser",   "activation",           "notices",
    "work_sharing",       "new_work_sharing",     "graduates_total",
    "graduates_akasser",  "expired_graduates",    "sanctions_total",
    "sanctions_akasser"};

static void every_table_of_real_answers_is_read(void **state) {
  (void)state;
  if (access(answers, R_OK) != 0)
    skip();
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
    char path[80];
    snprintf(path, sizeof path, "results.%s", tables[i]);
    struct csv_options options = {.table = path};
    struct error error = {0};
    struct frame *frame = read_file(answers, &options, NULL, &error);
    if (frame == NULL)
      fail_msg("%s", error.message);
    assert_int_equal(frame->column[frame_find(frame, "Periode")]->type, COLUMN_PERIOD);
    assert_int_equal(frame->column[frame_find(frame, "Område")]->type, COLUMN_TEXT);
    enum column_type last = frame->column[frame->columns - 1]->type;
    assert_true(last == COLUMN_INTEGER || last == COLUMN_DECIMAL);
    frame_release(frame);
  }
}

static void hidden_figures_of_real_answers_are_suppressed(void **state) {
  (void)state;
  if (access(answers, R_OK) != 0)
    skip();
  struct csv_options options = {.table = "results.activation"};
  struct error error = {0};
  struct dialect dialect = {0};
  struct frame *frame = read_file(answers, &options, &dialect, &error);
  assert_non_null(frame);
  assert_int_equal(frame->rows, 418);
  size_t antal = frame_find(frame, "Antal aktiverede");
  assert_int_equal(dialect.column[antal].marker_count, 1);
  assert_int_equal(dialect.column[antal].markers[0].count, 12);
  assert_int_equal(dialect.column[antal].markers[0].reason, MISSING_SUPPRESSED);
  assert_string_equal(dialect.table, "results.activation");
  assert_string_equal(dialect.form, "json");
  dialect_clear(&dialect);
  frame_release(frame);
}

static void real_refusals_are_no_table(void **state) {
  (void)state;
  static const char path[] = "../shared/data/jobindsats_v3_errors_422.json";
  if (access(path, R_OK) != 0)
    skip();
  struct error error = {0};
  assert_null(read_file(path, NULL, NULL, &error));
  assert_int_equal(error.code, ERROR_DATA);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_table_of_columns_and_rows_is_read),
      cmocka_unit_test(version_2_is_read_by_its_labels),
      cmocka_unit_test(numbers_of_json_need_no_decimal_mark_to_be_settled),
      cmocka_unit_test(reals_keep_a_decimal_and_their_shortest_form),
      cmocka_unit_test(reals_that_64_bits_cannot_hold_stay_doubles),
      cmocka_unit_test(strings_among_numbers_are_signs_or_strays),
      cmocka_unit_test(a_column_of_nulls_is_one_of_numbers),
      cmocka_unit_test(of_several_tables_one_must_be_named),
      cmocka_unit_test(the_place_in_a_named_table_is_found),
      cmocka_unit_test(a_row_of_the_wrong_length_is_refused),
      cmocka_unit_test(a_list_in_a_cell_is_refused),
      cmocka_unit_test(what_is_not_json_is_refused_where_it_breaks),
      cmocka_unit_test(json_without_a_table_is_refused),
      cmocka_unit_test(a_refusal_of_jobindsats_is_told_as_one),
      cmocka_unit_test(a_header_in_brackets_is_csv),
      cmocka_unit_test(every_table_of_real_answers_is_read),
      cmocka_unit_test(hidden_figures_of_real_answers_are_suppressed),
      cmocka_unit_test(a_nul_byte_is_refused_where_it_stands),
      cmocka_unit_test(real_refusals_are_no_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
