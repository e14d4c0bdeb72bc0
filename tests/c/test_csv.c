#include <sys/stat.h>
#include <unistd.h>

#include "reading.h"

static const struct csv_options decimal_comma = {.decimal = ','};
static const struct csv_options decimal_point = {.decimal = '.'};

/* ---- the three lines that every other program reads wrong ---- */

static const char three_lines[] =
    "område text | periode period | antal integer | pct decimal(1) | kode text\n"
    "Hedensted | 2021M09 | 1234 | 5,6 | 0751\n"
    "Horsens | 2021M09 | 12345 | <none> | 0461\n"
    "Odder | 2021M09 | <unavailable> | 0,5 | 0741";

static void assert_three_lines(const char *path, const char *encoding, const char *newline) {
  struct error error = {0};
  struct dialect dialect = {0};
  char shown[2048];
  struct frame *frame = read_file(path, NULL, &dialect, &error);
  if (frame == NULL)
    fail_msg("%s", error.message);
  show_frame(shown, sizeof shown, frame);
  assert_string_equal(shown, three_lines);
  int64_t sum = 0;
  const struct column *antal = frame->column[2];
  for (size_t row = 0; row < frame->rows; row++)
    if (column_missing(antal, row) == PRESENT)
      sum += column_integer(antal, row);
  assert_int_equal(sum, 13579);
  assert_string_equal(dialect.encoding, encoding);
  assert_string_equal(dialect.newline, newline);
  assert_string_equal(dialect.thousands, ".");
  assert_int_equal(dialect.decimal, ',');
  assert_int_equal(dialect.delimiter, ';');
  dialect_clear(&dialect);
  frame_release(frame);
}

static void three_lines_are_read_right_in_utf8(void **state) {
  (void)state;
  assert_three_lines("tests/csv/three_lines_utf8.csv", "utf-8", "LF");
}

static void three_lines_are_read_right_in_windows_1252(void **state) {
  (void)state;
  assert_three_lines("tests/csv/three_lines_windows_1252.csv", "windows-1252", "LF");
}

static void three_lines_are_read_right_with_bom_and_crlf(void **state) {
  (void)state;
  assert_three_lines("tests/csv/three_lines_bom_crlf.csv", "utf-8", "CRLF");
}

/* ---- delimiters, quotes, lines ---- */

static void every_delimiter_is_found(void **state) {
  (void)state;
  static const char expected[] = "a text | b integer\nx | 1\ny | 2";
  assert_read("a;b\nx;1\ny;2\n", NULL, expected);
  assert_read("a,b\nx,1\ny,2\n", NULL, expected);
  assert_read("a\tb\nx\t1\ny\t2\n", NULL, expected);
  assert_read("a|b\nx|1\ny|2\n", NULL, expected);
}

static void the_delimiter_is_that_by_which_all_rows_agree(void **state) {
  (void)state;
  assert_read("a, b;c\nAge, total;1,5\nx;2,5\n", NULL,
              "a, b text | c decimal(1)\nAge, total | 1,5\nx | 2,5");
  assert_read("a;b,c\n\"1;2\",3\n\"4;5\",6\n", NULL, "a;b text | c integer\n1;2 | 3\n4;5 | 6");
}

static void two_delimiters_that_fit_are_an_error_with_both(void **state) {
  (void)state;
  assert_refused("a,b;c\n1,5;2\n", NULL, 1, 1, "by `;` every row has 2 fields",
                 "by `,` every row has 2", "delimiter = \";\" or delimiter = \",\"");
  static const struct csv_options semicolon = {.delimiter = ';'};
  assert_read("a,b;c\n1,5;2\n", &semicolon, "a,b decimal(1) | c integer\n1,5 | 2");
}

static void a_file_of_one_column_needs_no_delimiter(void **state) {
  (void)state;
  struct dialect dialect = {0};
  assert_read("antal\n12\n1,5\n", NULL, "antal decimal(1)\n12,0\n1,5");
  frame_release(read_bytes(BYTES("antal\n12\n"), NULL, &dialect));
  assert_int_equal(dialect.delimiter, 0);
  dialect_clear(&dialect);
}

static void quotes_keep_delimiters_newlines_and_quotes(void **state) {
  (void)state;
  assert_read("a;b\n\"x;y\";1\n\"x\ny\";2\n\"5\"\" skærm\";3\n\"\";4\n", NULL,
              "a text | b integer\nx;y | 1\nx\ny | 2\n5\" skærm | 3\n<blank> | 4");
}

static void every_line_end_is_read_and_told(void **state) {
  (void)state;
  static const char *const files[][2] = {{"a;b\n1;2\n3;4\n", "LF"},
                                         {"a;b\r\n1;2\r\n3;4\r\n", "CRLF"},
                                         {"a;b\r1;2\r3;4\r", "CR"},
                                         {"a;b\n1;2\r\n3;4", "mixed"}};
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    struct dialect dialect = {0};
    char shown[256];
    struct frame *frame = read_bytes(files[i][0], strlen(files[i][0]), NULL, &dialect);
    show_frame(shown, sizeof shown, frame);
    assert_string_equal(shown, "a integer | b integer\n1 | 2\n3 | 4");
    assert_string_equal(dialect.newline, files[i][1]);
    frame_release(frame);
    dialect_clear(&dialect);
  }
}

static void a_newline_in_quotes_is_no_line_end_of_the_file(void **state) {
  (void)state;
  struct dialect dialect = {0};
  frame_release(read_bytes(BYTES("a;b\r\n\"x\ny\";2\r\n"), NULL, &dialect));
  assert_string_equal(dialect.newline, "CRLF");
  assert_true(dialect.quoted);
  dialect_clear(&dialect);
}

static void empty_lines_are_left_out_and_counted(void **state) {
  (void)state;
  struct dialect dialect = {0};
  struct frame *frame = read_bytes(BYTES("\na;b\n1;2\n  \n3;4\n\n"), NULL, &dialect);
  assert_int_equal(frame->rows, 2);
  assert_int_equal(dialect.blank_lines, 3);
  frame_release(frame);
  dialect_clear(&dialect);
}

static void an_empty_line_in_one_column_is_refused(void **state) {
  (void)state;
  assert_refused("a\n1\n\n2\n", NULL, 3, 1, "an empty line in a file of one column", "\"\"");
  assert_read("a\n1\n2\n\n", NULL, "a integer\n1\n2");
  assert_read("a\n1\n\"\"\n2\n", NULL, "a integer\n1\n<blank>\n2");
}

/* ---- encodings ---- */

static void windows_1252_is_read_to_its_last_character(void **state) {
  (void)state;
  assert_bytes_read(BYTES("a;b\n\x8c\x80\x9f\xc6\xd8\xc5\xe6\xf8\xe5;1\n"), NULL,
                    "a text | b integer\nŒ€ŸÆØÅæøå | 1");
  assert_refused("a;b\n\xe6;1\nx\x81;2\n", NULL, 3, 2, "0x81 is neither UTF-8 nor Windows-1252",
                 "x\\x81;2\n   ^");
}

static void a_file_of_two_encodings_is_refused(void **state) {
  (void)state;
  assert_refused("navn;n\nKøge;1\nK\xf8"
                 "benhavn;2\n",
                 NULL, 3, 2, "0xF8 is not UTF-8, but line 2, column 2 is", "mixes encodings");
  static const struct csv_options windows = {.encoding = "windows-1252"};
  assert_read("navn;n\nK\xc3\xb8ge;1\n\xf8;2\n", &windows,
              "navn text | n integer\nKÃ¸ge | 1\nø | 2");
}

static void utf8_encoded_twice_is_refused(void **state) {
  (void)state;
  assert_refused("navn;n\nKÃ¸benhavn;1\n", NULL, 2, 2, "UTF-8 that was read as Windows-1252",
                 "encoding = \"utf-8\"", "  KÃ¸benhavn;1\n   ^^");
  assert_refused("ï»¿navn;n\nx;1\n", NULL, 1, 1, "UTF-8 that was read as Windows-1252");
  static const struct csv_options as_is = {.encoding = "utf-8"};
  assert_read("navn;n\nKÃ¸benhavn;1\n", &as_is, "navn text | n integer\nKÃ¸benhavn | 1");
}

static void utf16_is_named(void **state) {
  (void)state;
  assert_refused("\xff\xfe"
                 "a\0;\0b\0\n\0",
                 NULL, 0, 0, "UTF-16", "CSV UTF-8");
  assert_refused("\xfe\xff\0a\0;", NULL, 0, 0, "UTF-16");
  assert_refused("a\0;\0b\0\n\0", NULL, 1, 2, "NUL byte", "UTF-16");
}

static void an_encoding_that_does_not_fit_is_refused(void **state) {
  (void)state;
  static const struct csv_options utf8 = {.encoding = "utf-8"};
  static const struct csv_options windows = {.encoding = "windows-1252"};
  assert_refused("a;b\n\xe6;1\n", &utf8, 2, 1, "0xE6 is not UTF-8");
  assert_refused("\xef\xbb\xbf"
                 "a;b\nx;1\n",
                 &windows, 0, 0, "byte order mark");
}

/* ---- decimal and thousands marks ---- */

static void a_decimal_comma_anywhere_settles_the_thousands(void **state) {
  (void)state;
  assert_read("a;b\n1.234;5,6\n", NULL, "a integer | b decimal(1)\n1234 | 5,6");
  assert_read("a;b\n1.234;1\n1.234,5;2\n", NULL,
              "a decimal(1) | b integer\n1234,0 | 1\n1234,5 | 2");
  assert_read("a;b\n1.234;12.345.678\n", NULL, "a integer | b integer\n1234 | 12345678");
}

static void a_decimal_point_anywhere_settles_the_thousands(void **state) {
  (void)state;
  assert_read("a;b\n1.234;5.6\n", NULL, "a decimal(3) | b decimal(1)\n1,234 | 5,6");
  assert_read("a;b\n1,234;5.6\n", NULL, "a integer | b decimal(1)\n1234 | 5,6");
  assert_read("a;b\n1.234;0.125\n", NULL, "a decimal(3) | b decimal(3)\n1,234 | 0,125");
  assert_read("a;b\n1.234;1234.567\n", NULL, "a decimal(3) | b decimal(3)\n1,234 | 1234,567");
}

static void a_number_of_two_readings_alone_is_refused_with_both(void **state) {
  (void)state;
  assert_refused("navn;antal\nHørning;1.234\n", NULL, 2, 9,
                 "`1.234` in column `antal` can be read as 1234 or as 1,234",
                 "decimal = \",\" if it is 1234, or decimal = \".\" if it is 1,234",
                 "  Hørning;1.234\n          ^^^^^");
  assert_refused("navn;antal\nx;12\ny;-1,234\n", NULL, 3, 3, "can be read as -1,234 or as -1234");
  assert_read("a;b\nx;1.234\n", &decimal_comma, "a text | b integer\nx | 1234");
  assert_read("a;b\nx;1.234\n", &decimal_point, "a text | b decimal(3)\nx | 1,234");
}

static void marks_that_contradict_are_refused_with_both_cells(void **state) {
  (void)state;
  assert_refused("a;b\n1,5;x\n1.5;y\n", NULL, 3, 1, "`1.5` in column `a`",
                 "`1,5` in column `a` (line 2, column 1)");
  assert_refused("a;b\n1;2.5\n1,5;3\n", NULL, 3, 1, "`1,5` in column `a`",
                 "`2.5` in column `b` (line 2, column 3)", "types = {[\"a\"] = \"text\"}");
  static const struct csv_type text[] = {{"b", COLUMN_TEXT}};
  static const struct csv_options options = {.types = text, .types_count = 1};
  assert_read("a;b\n1;2.5\n1,5;3\n", &options, "a decimal(1) | b text\n1,0 | 2.5\n1,5 | 3");
}

static void texts_that_look_like_numbers_are_no_evidence(void **state) {
  (void)state;
  assert_refused("a;b\n1.234;1,5\n2;tekst\n3;andet\n", NULL, 2, 1, "`1.234`");
}

static void a_mark_that_the_options_rule_out_is_refused(void **state) {
  (void)state;
  assert_refused("a;b\nx;1.5\n", &decimal_comma, 2, 3, "`1.5` in column `b`",
                 "no number by the decimal and thousands marks given");
  static const struct csv_options none = {.thousands = ""};
  assert_read("a;b\nx;1.234\n", &none, "a text | b decimal(3)\nx | 1,234");
  static const struct csv_options dot = {.thousands = "."};
  assert_read("a;b\nx;1.234\n", &dot, "a text | b integer\nx | 1234");
  static const struct csv_options space = {.thousands = " ", .decimal = ','};
  assert_refused("a;b\nx;1.234\n", &space, 2, 3, "`1.234`");
}

static void thousands_must_stand_in_threes(void **state) {
  (void)state;
  static const char *const strays[] = {"1.23.456",   "1234.567,8", "1.2345,6",
                                       ".123.456,7", "1..234,5",   "1.234.56,7",
                                       "0.123.456",  "1 23,5",     "1.234 567"};
  for (size_t i = 0; i < sizeof strays / sizeof strays[0]; i++) {
    char file[64], expected[160];
    snprintf(file, sizeof file, "a;b\n1;1,5\n%s;2,5\n", strays[i]);
    snprintf(expected, sizeof expected, "a text | b decimal(1)\n1 | 1,5\n%s | 2,5", strays[i]);
    assert_read(file, NULL, expected);
  }
}

static void spaces_part_thousands_too(void **state) {
  (void)state;
  assert_read("a;b\n1 234;1 234,5\n1\u00A0234;12\u2009345\u2009678\n1\u202F234;0\n", NULL,
              "a integer | b decimal(1)\n1234 | 1234,5\n1234 | 12345678,0\n1234 | 0,0");
}

static void minus_is_read_in_both_forms(void **state) {
  (void)state;
  assert_read("a;b\n-1;-1.234,5\n\u22122;\u22120,5\n", NULL,
              "a integer | b decimal(1)\n-1 | -1234,5\n-2 | -0,5");
}

static void integers_reach_the_ends_of_64_bits_and_no_further(void **state) {
  (void)state;
  assert_read("a\n9223372036854775807\n-9223372036854775808\n", NULL,
              "a integer\n9223372036854775807\n-9223372036854775808");
  assert_refused("a;b\n1;9223372036854775808\n", NULL, 2, 3, "`9223372036854775808` in column `b`",
                 "too large", "\"text\"");
  assert_refused("a\n0,01\n92233720368547758,08\n", NULL, 3, 1, "too large");
  assert_refused("a\n0,1234567890123456789\n", NULL, 2, 1, "more than 18 decimals");
}

/* ---- missing cells ---- */

static void every_sign_of_a_missing_cell_keeps_its_reason(void **state) {
  (void)state;
  assert_read("a;b\n1;1,5\n.;.\n..;..\n-;-\n;\n", NULL,
              "a integer | b decimal(1)\n1 | 1,5\n<suppressed> | <suppressed>\n"
              "<unavailable> | <unavailable>\n<none> | <none>\n<blank> | <blank>");
  assert_read("a\n1\nnull\n*\nx\nX\n", NULL,
              "a integer\n1\n<suppressed>\n<suppressed>\n<suppressed>\n<suppressed>");
  assert_read("a\n1\n?\n!\n", NULL, "a integer\n1\n<unmatched>\n<undefined>");
}

static void in_text_only_blank_is_missing(void **state) {
  (void)state;
  assert_read("a;b\nx;1\n-;2\n.;3\n;4\nord;5\n", NULL,
              "a text | b integer\nx | 1\n- | 2\n. | 3\n<blank> | 4\nord | 5");
}

static void a_column_of_hidden_cells_is_one_of_numbers(void **state) {
  (void)state;
  assert_read("a;b;c\n.;x;\n..;x;\n", NULL,
              "a integer | b text | c text\n<suppressed> | x | <blank>\n"
              "<unavailable> | x | <blank>");
}

static void the_caller_can_name_signs_of_missing_cells(void **state) {
  (void)state;
  static const struct csv_missing own[] = {
      {"n/a", MISSING_UNAVAILABLE}, {"999", MISSING_SUPPRESSED}, {"-", PRESENT}};
  static const struct csv_options options = {.missing = own, .missing_count = 3};
  assert_read("a;b\n1;n/a\nn/a;ord\n999;x\n", &options,
              "a integer | b text\n1 | <unavailable>\n<unavailable> | ord\n<suppressed> | x");
  assert_read("a\n1\n-\n", &options, "a text\n1\n-");
}

static void the_dialect_counts_the_signs_it_met(void **state) {
  (void)state;
  struct dialect dialect = {0};
  frame_release(read_bytes(BYTES("a;b\n1;x\n.;\n.;y\n..;z\n"), NULL, &dialect));
  assert_int_equal(dialect.columns, 2);
  assert_int_equal(dialect.rows, 4);
  assert_int_equal(dialect.column[0].marker_count, 2);
  assert_string_equal(dialect.column[0].markers[0].sign, ".");
  assert_int_equal(dialect.column[0].markers[0].count, 2);
  assert_int_equal(dialect.column[0].markers[1].reason, MISSING_UNAVAILABLE);
  assert_string_equal(dialect.column[1].markers[0].sign, "");
  assert_int_equal(dialect.column[1].markers[0].reason, MISSING_BLANK);
  dialect_clear(&dialect);
}

static void the_order_of_the_callers_signs_changes_nothing(void **state) {
  (void)state;
  static const struct csv_missing one[] = {{"n/a", MISSING_UNAVAILABLE}, {"#", MISSING_NONE}};
  static const struct csv_missing other[] = {{"#", MISSING_NONE}, {"n/a", MISSING_UNAVAILABLE}};
  const struct csv_missing *const orders[] = {one, other};
  for (size_t i = 0; i < 2; i++) {
    struct csv_options options = {.missing = orders[i], .missing_count = 2};
    struct dialect dialect = {0};
    frame_release(read_bytes(BYTES("a\n1\nn/a\n#\n"), &options, &dialect));
    assert_string_equal(dialect.column[0].markers[0].sign, "#");
    assert_string_equal(dialect.column[0].markers[1].sign, "n/a");
    dialect_clear(&dialect);
  }
}

/* ---- types ---- */

static void codes_with_leading_zeros_stay_text(void **state) {
  (void)state;
  assert_read("kode;n\n0751;1\n0461;2\n", NULL, "kode text | n integer\n0751 | 1\n0461 | 2");
  assert_read("kode;n\n751;0\n0461;0,5\n", NULL, "kode text | n decimal(1)\n751 | 0,0\n0461 | 0,5");
}

static const struct stray *stray_of(struct frame *frame, size_t column) {
  return &frame->column[column]->stray;
}

static void one_stray_cell_makes_text_and_is_remembered(void **state) {
  (void)state;
  struct frame *frame = read_bytes(BYTES("a;b\nx;1\n\"x\ny\";..\nz;12x\nw;3y\nv;4\n"), NULL, NULL);
  assert_int_equal(frame->column[1]->type, COLUMN_TEXT);
  assert_int_equal(stray_of(frame, 1)->line, 5);
  assert_int_equal(stray_of(frame, 1)->column, 3);
  assert_string_equal(stray_of(frame, 1)->cell, "12x");
  assert_int_equal(column_missing(frame->column[1], 1), MISSING_UNAVAILABLE);
  assert_int_equal(stray_of(frame, 0)->line, 0);
  frame_release(frame);
}

static void a_text_column_with_few_numbers_has_no_stray(void **state) {
  (void)state;
  struct frame *frame = read_bytes(BYTES("a;b\nen;1\nto;tre\n1;fire\n"), NULL, NULL);
  assert_int_equal(stray_of(frame, 0)->line, 0);
  assert_int_equal(stray_of(frame, 1)->line, 0);
  frame_release(frame);
}

static void a_period_that_is_none_is_a_stray(void **state) {
  (void)state;
  struct frame *frame = read_bytes(BYTES("p;b\n2019M12;1\n2019M13;2\n"), NULL, NULL);
  assert_int_equal(frame->column[0]->type, COLUMN_TEXT);
  assert_int_equal(stray_of(frame, 0)->line, 3);
  assert_string_equal(stray_of(frame, 0)->cell, "2019M13");
  frame_release(frame);
}

static void columns_of_periods_are_periods(void **state) {
  (void)state;
  assert_read("a;b;c\n2019M09;3. kvt. 2019;2020QMAT02\nsep 2019;2019K4;2024Y01\n", NULL,
              "a period | b period | c period\n2019M09 | 2019Q3 | 2020QMAT02\n"
              "2019M09 | 2019Q4 | 2024");
  assert_read("a;b\n2020-08-03;2020-08-03\n3. august 2020;2020M08\n-;.\n", NULL,
              "a date | b period\n2020-08-03 | 2020-08-03\n2020-08-03 | 2020M08\n"
              "<none> | <suppressed>");
}

static void bare_years_are_periods_under_a_header_of_time(void **state) {
  (void)state;
  static const char *const headers[] = {"periode", "år", "ÅR", "aar", "TID", "Tid", "year", "Year"};
  for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
    char file[64], expected[64];
    snprintf(file, sizeof file, "%s;n\n2019;1\n2020;2\n", headers[i]);
    snprintf(expected, sizeof expected, "%s period | n integer\n2019 | 1\n2020 | 2", headers[i]);
    assert_read(file, NULL, expected);
  }
  assert_read("antal;n\n2019;1\n2020;2\n", NULL, "antal integer | n integer\n2019 | 1\n2020 | 2");
  assert_read("tid;n\n2019;1\n12;2\n", NULL, "tid integer | n integer\n2019 | 1\n12 | 2");
  assert_read("a;n\n2019;1\n2020Q1;2\n", NULL, "a period | n integer\n2019 | 1\n2020Q1 | 2");
}

static void booleans_are_ja_nej_or_true_false(void **state) {
  (void)state;
  assert_read("a;b;c\nja;true;ja\nNej;FALSE;false\n;;\n", NULL,
              "a boolean | b boolean | c text\nja | ja | ja\nnej | nej | false\n"
              "<blank> | <blank> | <blank>");
  assert_read("a\n1\n0\n", NULL, "a integer\n1\n0");
}

static void the_caller_can_settle_types(void **state) {
  (void)state;
  static const struct csv_type types[] = {{"a", COLUMN_TEXT},    {"b", COLUMN_INTEGER},
                                          {"c", COLUMN_DECIMAL}, {"d", COLUMN_NUMBER},
                                          {"e", COLUMN_PERIOD},  {"f", COLUMN_TEXT}};
  static const struct csv_options options = {.types = types, .types_count = 6};
  assert_read("a;b;c;d;e;f\n1;0751;2;0,5;2019;2019M01\n.;.;.;.;.;\n", &options,
              "a text | b integer | c decimal(0) | d number | e period | f text\n"
              "1 | 751 | 2 | 0,5 | 2019 | 2019M01\n"
              ". | <suppressed> | <suppressed> | <suppressed> | <suppressed> | <blank>");
}

static void an_integer_has_one_reading_only(void **state) {
  (void)state;
  static const struct csv_type types[] = {{"b", COLUMN_INTEGER}};
  static const struct csv_options options = {.types = types, .types_count = 1};
  assert_read("a;b\nx;1.234\n", &options, "a text | b integer\nx | 1234");
  assert_refused("a;b\nx;1\ny;1,5\n", &options, 3, 3, "`1,5` in column `b`", "integer");
}

static void a_cell_that_is_not_of_the_type_given_is_refused(void **state) {
  (void)state;
  static const struct {
    enum column_type type;
    const char *name;
  } types[] = {{COLUMN_INTEGER, "integer"}, {COLUMN_DECIMAL, "decimal"},
               {COLUMN_NUMBER, "number"},   {COLUMN_PERIOD, "period"},
               {COLUMN_DATE, "date"},       {COLUMN_BOOLEAN, "boolean"}};
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    struct csv_type given = {"b", types[i].type};
    struct csv_options options = {.types = &given, .types_count = 1};
    assert_refused("a;b\nx;\ny;12x\n", &options, 3, 3, "`12x` in column `b`", types[i].name);
  }
}

static void options_that_fit_no_column_are_refused(void **state) {
  (void)state;
  static const struct csv_type types[] = {{"c", COLUMN_INTEGER}};
  static const char *const names[] = {"x"};
  struct csv_options options = {.types = types, .types_count = 1};
  assert_bytes_refused(BYTES("a;b\n1;2\n"), &options, ERROR_VALUE, 0, 0,
                       PARTS("the column `c`", "`a`, `b`"));
  options = (struct csv_options){.names = names, .names_count = 1};
  assert_bytes_refused(BYTES("a;b\n1;2\n"), &options, ERROR_VALUE, 0, 0,
                       PARTS("names has 1 names, the file has 2 columns"));
}

static void options_that_contradict_themselves_are_refused(void **state) {
  (void)state;
  static const struct csv_missing empty[] = {{"", MISSING_BLANK}};
  static const struct csv_options wrong[] = {
      {.decimal = ';'},    {.decimal = ',', .thousands = ","},
      {.thousands = ".."}, {.encoding = "ebcdic"},
      {.delimiter = '"'},  {.missing = empty, .missing_count = 1},
      {.thousands = "'"},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    assert_bytes_refused(BYTES("a;b\n1;2\n"), &wrong[i], ERROR_VALUE, 0, 0, PARTS(""));
}

static void names_replace_the_header(void **state) {
  (void)state;
  static const char *const names[] = {"x", "y"};
  static const struct csv_options options = {.names = names, .names_count = 2};
  assert_read("a;a\n1;2\n", &options, "x integer | y integer\n1 | 2");
  assert_read(";\n1;2\n", &options, "x integer | y integer\n1 | 2");
}

/* ---- what is wrong with a file ---- */

static void a_row_too_short_is_refused_where_it_ends(void **state) {
  (void)state;
  assert_refused("a;b;c\n1;2;3\nø;2\n", NULL, 3, 4,
                 "t.csv:3:4:", "expected 3 fields as in the header, found 2", "  ø;2\n     ^");
  assert_refused("a;b;c\n1;2;3\nKilde: jobindsats\n", NULL, 3, 18, "found 1", "a note");
}

static void a_row_too_long_is_refused_at_its_first_extra_field(void **state) {
  (void)state;
  assert_refused("a;b;c\n1;2;3\nø;\"2\";3;4;5\n", NULL, 3, 9,
                 "expected 3 fields as in the header, found 5", "  ø;\"2\";3;4;5\n          ^");
  assert_refused("Titel\n\na;b\n1;2\n", NULL, 3, 3, "expected 1 field", "above the header");
}

static void lines_are_counted_through_quotes_and_line_ends(void **state) {
  (void)state;
  assert_refused("a;b\r\n\"x\r\ny\n\rz\";1\r\n\r\n1;2;3\r\n", NULL, 7, 5, "found 3");
  assert_refused("a;b\r1;2\r\r1;2;3\r", NULL, 4, 5, "found 3");
}

static void an_unclosed_quote_is_shown_where_it_opened(void **state) {
  (void)state;
  assert_refused("a;b\n1;2\nø;\"abc\n3;4\n5;6\n", NULL, 3, 3,
                 "the quote that opens here is never closed", "  ø;\"abc\n    ^");
}

static void text_after_a_closing_quote_is_refused(void **state) {
  (void)state;
  assert_refused("a;b\n1;\"x\ny\" z\n", NULL, 3, 4, "text after the closing quote",
                 "opened at line 2, column 3", "  y\" z\n     ^");
}

static void a_quote_inside_a_bare_field_is_refused(void **state) {
  (void)state;
  assert_refused("a;b\n1;5\" skærm\n", NULL, 2, 4, "a quote in the middle of a field");
}

static void a_nul_byte_is_refused_where_it_stands(void **state) {
  (void)state;
  assert_refused("a;b\n1;2\nø;2\0\n3;4\n5;6\n7;8\n", NULL, 3, 4, "a NUL byte",
                 "  ø;2\\x00\n     ^^^^");
}

static void an_empty_file_is_refused(void **state) {
  (void)state;
  assert_refused("", NULL, 0, 0, "t.csv: is empty");
  assert_refused(" \r\n\n\t", NULL, 0, 0, "is empty");
  assert_refused("\xef\xbb\xbf", NULL, 0, 0, "is empty");
}

static void a_header_alone_is_refused_unless_allowed(void **state) {
  (void)state;
  assert_refused("a;b\n", NULL, 1, 1, "only a header, no rows", "allow_empty = true");
  static const struct csv_options allowed = {.allow_empty = true};
  assert_read("a;b\n", &allowed, "a text | b text");
}

static void names_that_are_missing_or_twice_are_refused(void **state) {
  (void)state;
  assert_refused("a;b;a\n1;2;3\n", NULL, 1, 5, "columns 1 and 3 are both called `a`",
                 "names = {…}");
  assert_refused("a;;c\n1;2;3\n", NULL, 1, 3, "column 2 has no name");
  assert_refused("a;b;\n1;2;\n3;4;\n", NULL, 1, 5, "column 3 has no name",
                 "remove the delimiter that ends every line");
}

static void what_is_no_table_is_named(void **state) {
  (void)state;
  assert_refused("\n <!DOCTYPE html>\n<html></html>", NULL, 2, 2, "an HTML page");
  assert_refused("<HTML><body>", NULL, 1, 1, "an HTML page");
  assert_refused("PK\x03\x04...", NULL, 0, 0, "Excel");
  assert_refused("Forkert nøgle eller nøglen er udløbet.", NULL, 1, 1, "key");
  assert_refused("Forkert n\xf8gle eller n\xf8glen er udl\xf8"
                 "bet.",
                 NULL, 1, 1, "key");
}

static void control_characters_are_escaped_in_messages(void **state) {
  (void)state;
  assert_refused("a;b\n\x1b[31m;2;3\n", NULL, 2, 9, "  \\x1B[31m;2;3\n             ^");
  assert_refused("a;b\n\u202Ex;2;3\n", NULL, 2, 6, "  \\u{202E}x;2;3\n");
}

static void a_long_line_is_cut_around_the_caret(void **state) {
  (void)state;
  char file[4096] = "a;b\n";
  for (int i = 0; i < 150; i++)
    strcat(file, "ørene1");
  strcat(file, ";1;her\n");
  struct error error = {0};
  assert_null(csv_read_memory(file, strlen(file), "t.csv", NULL, NULL, &error));
  assert_int_equal(error.column, 904);
  char *line = strchr(error.message, '\n') + 1;
  char *caret = strchr(line, '\n') + 1;
  assert_true(strncmp(line, "  …", 5) == 0);
  assert_non_null(strstr(line, ";1;her\n"));
  assert_true(strcspn(caret, "^") == 2 + 1 + 75 - 3); /* the end of the line fills the window */
}

/* ---- files ---- */

static void assert_file_error(const char *path, const char *part) {
  struct error error = {0};
  assert_null(read_file(path, NULL, NULL, &error));
  assert_int_equal(error.code, ERROR_FILE);
  assert_non_null(strstr(error.message, part));
  assert_non_null(strstr(error.message, path));
}

static void a_missing_file_and_a_directory_are_named(void **state) {
  (void)state;
  assert_file_error("tests/csv/nowhere.csv", "no such file");
  assert_file_error("tests/csv", "is a directory");
}

static void an_unreadable_file_is_named(void **state) {
  (void)state;
  char path[] = "/tmp/indsats-XXXXXX";
  int file = mkstemp(path);
  assert_true(file >= 0);
  close(file);
  assert_int_equal(chmod(path, 0), 0);
  /* root may read everything, so the test is not root while it tries. */
  bool root = geteuid() == 0;
  if (root)
    assert_int_equal(seteuid(65534), 0);
  struct error error = {0};
  struct frame *frame = read_file(path, NULL, NULL, &error);
  if (root)
    assert_int_equal(seteuid(0), 0);
  unlink(path);
  assert_null(frame);
  assert_int_equal(error.code, ERROR_FILE);
  assert_non_null(strstr(error.message, "not allowed"));
}

static void the_dialect_knows_the_file_by_its_hash(void **state) {
  (void)state;
  struct dialect dialect = {0};
  frame_release(read_bytes(BYTES("a;b\n1;2\n"), NULL, &dialect));
  assert_string_equal(dialect.sha256,
                      "403bea5152c251c5bc7ef420d824d191605723f99392e83a0549ad58c6d46291");
  assert_int_equal(dialect.bytes, 8);
  dialect_clear(&dialect);
}

static void published_statistics_are_read_without_an_option(void **state) {
  (void)state;
  static const char path[] = "../shared/data/statbank_auk01.csv";
  if (access(path, R_OK) != 0)
    skip();
  struct error error = {0};
  struct frame *frame = read_file(path, NULL, NULL, &error);
  if (frame == NULL)
    fail_msg("%s", error.message);
  assert_int_equal(frame->rows, 8892);
  assert_int_equal(frame->column[frame_find(frame, "TID")]->type, COLUMN_PERIOD);
  assert_int_equal(frame->column[frame_find(frame, "INDHOLD")]->type, COLUMN_INTEGER);
  assert_int_equal(column_integer(frame->column[frame_find(frame, "INDHOLD")], 0), 19206);
  frame_release(frame);
}

static void the_list_of_municipalities_is_read(void **state) {
  (void)state;
  static const char path[] = "../shared/data/kommuner_98.csv";
  if (access(path, R_OK) != 0)
    skip();
  struct error error = {0};
  struct frame *frame = read_file(path, NULL, NULL, &error);
  if (frame == NULL)
    fail_msg("%s", error.message);
  assert_int_equal(frame->rows, 98);
  frame_release(frame);
}

static void time_grows_with_the_file_only(void **state) {
  (void)state;
  /* One column, CR line ends, no LF: a search for LF from every line would be quadratic. */
  size_t rows = 400000;
  char *file = malloc(rows * 2 + 2);
  assert_non_null(file);
  memcpy(file, "a\r", 2);
  for (size_t i = 0; i < rows; i++)
    memcpy(file + 2 + i * 2, "1\r", 2);
  struct frame *frame = read_bytes(file, rows * 2 + 2, NULL, NULL);
  assert_int_equal(frame->rows, rows);
  frame_release(frame);
  free(file);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(three_lines_are_read_right_in_utf8),
      cmocka_unit_test(three_lines_are_read_right_in_windows_1252),
      cmocka_unit_test(three_lines_are_read_right_with_bom_and_crlf),
      cmocka_unit_test(every_delimiter_is_found),
      cmocka_unit_test(the_delimiter_is_that_by_which_all_rows_agree),
      cmocka_unit_test(two_delimiters_that_fit_are_an_error_with_both),
      cmocka_unit_test(a_file_of_one_column_needs_no_delimiter),
      cmocka_unit_test(quotes_keep_delimiters_newlines_and_quotes),
      cmocka_unit_test(every_line_end_is_read_and_told),
      cmocka_unit_test(a_newline_in_quotes_is_no_line_end_of_the_file),
      cmocka_unit_test(empty_lines_are_left_out_and_counted),
      cmocka_unit_test(an_empty_line_in_one_column_is_refused),
      cmocka_unit_test(windows_1252_is_read_to_its_last_character),
      cmocka_unit_test(a_file_of_two_encodings_is_refused),
      cmocka_unit_test(utf8_encoded_twice_is_refused),
      cmocka_unit_test(utf16_is_named),
      cmocka_unit_test(an_encoding_that_does_not_fit_is_refused),
      cmocka_unit_test(a_decimal_comma_anywhere_settles_the_thousands),
      cmocka_unit_test(a_decimal_point_anywhere_settles_the_thousands),
      cmocka_unit_test(a_number_of_two_readings_alone_is_refused_with_both),
      cmocka_unit_test(marks_that_contradict_are_refused_with_both_cells),
      cmocka_unit_test(texts_that_look_like_numbers_are_no_evidence),
      cmocka_unit_test(a_mark_that_the_options_rule_out_is_refused),
      cmocka_unit_test(thousands_must_stand_in_threes),
      cmocka_unit_test(spaces_part_thousands_too),
      cmocka_unit_test(minus_is_read_in_both_forms),
      cmocka_unit_test(integers_reach_the_ends_of_64_bits_and_no_further),
      cmocka_unit_test(every_sign_of_a_missing_cell_keeps_its_reason),
      cmocka_unit_test(in_text_only_blank_is_missing),
      cmocka_unit_test(a_column_of_hidden_cells_is_one_of_numbers),
      cmocka_unit_test(the_caller_can_name_signs_of_missing_cells),
      cmocka_unit_test(the_dialect_counts_the_signs_it_met),
      cmocka_unit_test(the_order_of_the_callers_signs_changes_nothing),
      cmocka_unit_test(codes_with_leading_zeros_stay_text),
      cmocka_unit_test(one_stray_cell_makes_text_and_is_remembered),
      cmocka_unit_test(a_text_column_with_few_numbers_has_no_stray),
      cmocka_unit_test(a_period_that_is_none_is_a_stray),
      cmocka_unit_test(columns_of_periods_are_periods),
      cmocka_unit_test(bare_years_are_periods_under_a_header_of_time),
      cmocka_unit_test(booleans_are_ja_nej_or_true_false),
      cmocka_unit_test(the_caller_can_settle_types),
      cmocka_unit_test(an_integer_has_one_reading_only),
      cmocka_unit_test(a_cell_that_is_not_of_the_type_given_is_refused),
      cmocka_unit_test(options_that_fit_no_column_are_refused),
      cmocka_unit_test(options_that_contradict_themselves_are_refused),
      cmocka_unit_test(names_replace_the_header),
      cmocka_unit_test(a_row_too_short_is_refused_where_it_ends),
      cmocka_unit_test(a_row_too_long_is_refused_at_its_first_extra_field),
      cmocka_unit_test(lines_are_counted_through_quotes_and_line_ends),
      cmocka_unit_test(an_unclosed_quote_is_shown_where_it_opened),
      cmocka_unit_test(text_after_a_closing_quote_is_refused),
      cmocka_unit_test(a_quote_inside_a_bare_field_is_refused),
      cmocka_unit_test(a_nul_byte_is_refused_where_it_stands),
      cmocka_unit_test(an_empty_file_is_refused),
      cmocka_unit_test(a_header_alone_is_refused_unless_allowed),
      cmocka_unit_test(names_that_are_missing_or_twice_are_refused),
      cmocka_unit_test(what_is_no_table_is_named),
      cmocka_unit_test(control_characters_are_escaped_in_messages),
      cmocka_unit_test(a_long_line_is_cut_around_the_caret),
      cmocka_unit_test(a_missing_file_and_a_directory_are_named),
      cmocka_unit_test(an_unreadable_file_is_named),
      cmocka_unit_test(the_dialect_knows_the_file_by_its_hash),
      cmocka_unit_test(published_statistics_are_read_without_an_option),
      cmocka_unit_test(the_list_of_municipalities_is_read),
      cmocka_unit_test(time_grows_with_the_file_only),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
