#include <sys/stat.h>
#include <unistd.h>

#include "csv_write.h"
#include "reading.h"

static char *write_text(const struct frame *frame, const struct csv_write_options *options) {
  struct error error = {0};
  size_t length;
  char *text = frame_csv_text(frame, options, &length, &error);
  if (text == NULL)
    fail_msg("%s", error.message);
  char *closed = realloc(text, length + 1);
  assert_non_null(closed);
  closed[length] = '\0';
  return closed;
}

static void assert_rewritten(const char *from, const struct csv_write_options *options,
                             const char *expected) {
  struct frame *frame = read_bytes(from, strlen(from), NULL, NULL);
  char *text = write_text(frame, options);
  frame_release(frame);
  assert_string_equal(text, expected);
  free(text);
}

static void a_frame_is_written_as_danes_read_it(void **state) {
  (void)state;
  assert_rewritten("område,periode,antal,pct,dag,ja\n\"Odder;x\",2021M09,12,5.6,2020-08-03,ja\n"
                   "\"a \"\"b\"\"\",3. kvt. 2019,..,-,.,nej\n",
                   NULL,
                   "område;periode;antal;pct;dag;ja\n\"Odder;x\";2021M09;12;5,6;2020-08-03;ja\n"
                   "\"a \"\"b\"\"\";2019Q3;..;-;.;nej\n");
}

static void the_options_of_writing_do_what_they_say(void **state) {
  (void)state;
  static const struct csv_write_options options = {
      .delimiter = ',', .decimal = '.', .bom = true, .crlf = true};
  assert_rewritten("a;b\nx,y;1,5\n", &options,
                   "\xEF\xBB\xBF"
                   "a,b\r\n\"x,y\",1.5\r\n");
  static const struct csv_write_options comma = {.delimiter = ','};
  assert_rewritten("a;b\nx;1,5\n", &comma, "a,b\nx,\"1,5\"\n");
}

static void formulas_are_defused_only_when_asked(void **state) {
  (void)state;
  static const struct csv_write_options safe = {.excel_safe = true};
  static const char text[] = "a;b\n=1+1;-5\n+45;-6\n@x;-7,5\n-y;.\n";
  assert_rewritten(text, NULL, "a;b\n=1+1;-5,0\n+45;-6,0\n@x;-7,5\n-y;.\n");
  assert_rewritten(text, &safe, "a;b\n'=1+1;-5,0\n'+45;-6,0\n'@x;-7,5\n'-y;.\n");
}

static void an_empty_row_of_one_column_is_still_a_row(void **state) {
  (void)state;
  assert_rewritten("a\n1\n\"\"\n", NULL, "a\n1\n\"\"\n");
}

/* ---- back again ---- */

enum { ROWS = 40 };

/* Numbers that need not be random, only many: a small linear generator, the same everywhere. */
static uint64_t next_random(uint64_t *seed) {
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return *seed >> 17;
}

static const char *const words[] = {"Odder", "a;b",  "x\ny",   "\"citat\"", " blank ", "\t",
                                    "=1+1",  "0751", "1.234",  "..x",       "æøå",     "x\r\ny",
                                    "ja",    "2019", "2019M1", "-",         ".",       "'"};

static period_t random_period(uint64_t *seed) {
  enum period_kind kind = (enum period_kind)(next_random(seed) % PERIOD_DAY);
  int year = 1900 + (int)(next_random(seed) % 200);
  return period_make(kind, year, kind == PERIOD_YEAR ? 1 : 1 + (int)(next_random(seed) % 2));
}

static void fill_cell(struct column *column, size_t row, uint64_t *seed) {
  int64_t number = (int64_t)next_random(seed) - (INT64_C(1) << 46);
  switch (column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    column->put.integer[row] = number;
    break;
  case COLUMN_NUMBER:
    column->put.number[row] = (double)number / (double)(next_random(seed) | 1);
    break;
  case COLUMN_TEXT: {
    const char *word = words[next_random(seed) % (sizeof words / sizeof words[0])];
    column->put.code[row] = dict_intern(column->dict, word, strlen(word));
    break;
  }
  case COLUMN_PERIOD:
    column->put.period[row] = random_period(seed);
    break;
  case COLUMN_DATE:
    column->put.period[row] =
        period_day(1850 + (int)(next_random(seed) % 300), 2, 1 + (int)(next_random(seed) % 28));
    break;
  default:
    column->put.boolean[row] = next_random(seed) % 2;
  }
}

static struct column *random_column(enum column_type type, uint64_t *seed) {
  struct dict *dict = type == COLUMN_TEXT ? dict_new() : NULL;
  struct column *column = column_new(type, ROWS, dict);
  dict_release(dict);
  assert_non_null(column);
  column->scale = type == COLUMN_DECIMAL ? 1 + (int)(next_random(seed) % 5) : 0;
  for (size_t row = 0; row < ROWS; row++) {
    fill_cell(column, row, seed);
    if (next_random(seed) % 4 == 0)
      assert_true(column_set_missing(
          column, row, (enum missing)(1 + next_random(seed) % (MISSING_REASONS - 1))));
  }
  /* One value at least has all its decimals, or the scale could not be known again. */
  if (type == COLUMN_DECIMAL) {
    column->put.integer[0] = 1;
    assert_true(column_set_missing(column, 0, PRESENT));
  }
  return column;
}

static const char *const names[] = {"heltal",  "decimal", "tal",   "tekst;\"x\"",
                                    "periode", "dato",    "boolsk"};

static struct frame *random_frame(uint64_t *seed) {
  struct frame *frame = frame_new(ROWS);
  struct error error = {0};
  for (int type = 0; type < COLUMN_TYPES; type++)
    assert_true(frame_add(frame, names[type], random_column((enum column_type)type, seed), &error));
  return frame;
}

static void assert_same_cell(const struct column *a, const struct column *b, size_t row) {
  char first[NUMBER_SIZE], second[NUMBER_SIZE];
  assert_int_equal(column_missing(a, row), column_missing(b, row));
  if (column_missing(a, row) != PRESENT)
    return;
  show_value(first, sizeof first, a, row);
  show_value(second, sizeof second, b, row);
  assert_string_equal(first, second);
  if (a->type == COLUMN_NUMBER)
    assert_true(column_raw(a, row) == column_raw(b, row));
}

static void assert_same_frame(const struct frame *a, const struct frame *b) {
  assert_int_equal(a->rows, b->rows);
  assert_int_equal(a->columns, b->columns);
  for (size_t i = 0; i < a->columns; i++) {
    assert_string_equal(a->names[i], b->names[i]);
    assert_int_equal(a->column[i]->type, b->column[i]->type);
    assert_int_equal(a->column[i]->scale, b->column[i]->scale);
    for (size_t row = 0; row < a->rows; row++)
      assert_same_cell(a->column[i], b->column[i], row);
  }
}

/* Signs that have no meaning of their own in text, or another one, are said. */
static const struct csv_missing signs[] = {{"?", MISSING_UNMATCHED},
                                           {"!", MISSING_UNDEFINED},
                                           {"..", MISSING_UNAVAILABLE},
                                           {"~", MISSING_UNDECIDED}};

static void a_frame_written_and_read_is_the_same(void **state) {
  (void)state;
  struct csv_type types[COLUMN_TYPES];
  for (int type = 0; type < COLUMN_TYPES; type++)
    types[type] = (struct csv_type){names[type], (enum column_type)type};
  struct csv_options options = {.types = types,
                                .types_count = COLUMN_TYPES,
                                .decimal = ',',
                                .missing = signs,
                                .missing_count = 4};
  uint64_t seed = 7;
  for (int round = 0; round < 200; round++) {
    struct frame *frame = random_frame(&seed);
    /* In text `.` and `-` are words among the words, so those reasons cannot come back there. */
    struct column *text = frame->column[COLUMN_TEXT];
    for (size_t row = 0; row < ROWS; row++)
      if (column_missing(text, row) == MISSING_SUPPRESSED ||
          column_missing(text, row) == MISSING_NONE)
        assert_true(column_set_missing(text, row, MISSING_BLANK));
    static const struct csv_write_options forms[] = {
        {0}, {.bom = true, .crlf = true}, {.delimiter = ','}, {.delimiter = '\t'}};
    const struct csv_write_options *form = &forms[round % 4];
    char *file = write_text(frame, form);
    options.delimiter = form->delimiter != 0 ? form->delimiter : ';';
    struct frame *back = read_bytes(file, strlen(file), &options, NULL);
    assert_same_frame(frame, back);
    frame_release(frame);
    frame_release(back);
    free(file);
  }
}

static void a_file_read_and_written_and_read_is_the_same(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *frame = read_file("tests/csv/three_lines_bom_crlf.csv", NULL, NULL, &error);
  assert_non_null(frame);
  char *text = write_text(frame, NULL);
  struct frame *back = read_bytes(text, strlen(text), NULL, NULL);
  assert_same_frame(frame, back);
  frame_release(frame);
  frame_release(back);
  free(text);
}

/* ---- files ---- */

static void a_file_is_replaced_whole_and_nothing_is_left_beside(void **state) {
  (void)state;
  char folder[] = "/tmp/indsats-XXXXXX";
  assert_non_null(mkdtemp(folder));
  char path[64], link_path[64];
  snprintf(path, sizeof path, "%s/ø.csv", folder);
  snprintf(link_path, sizeof link_path, "%s/link.csv", folder);
  assert_int_equal(symlink(path, link_path), 0);
  struct error error = {0};
  struct frame *frame = read_bytes(BYTES("a;b\n1;2\n"), NULL, NULL);
  assert_true(frame_write_csv(frame, path, NULL, &error));
  assert_true(frame_write_csv(frame, link_path, NULL, &error));
  struct frame *back = read_file(path, NULL, NULL, &error);
  assert_non_null(back);
  assert_same_frame(frame, back);
  frame_release(back);
  frame_release(frame);
  struct stat facts;
  assert_int_equal(lstat(link_path, &facts), 0);
  assert_true(S_ISLNK(facts.st_mode));
  assert_int_equal(unlink(link_path), 0);
  assert_int_equal(unlink(path), 0);
  assert_int_equal(rmdir(folder), 0); /* fails when anything is left */
}

static void a_place_that_cannot_be_written_is_named(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *frame = read_bytes(BYTES("a;b\n1;2\n"), NULL, NULL);
  assert_false(frame_write_csv(frame, "/tmp/no/such/folder/x.csv", NULL, &error));
  assert_int_equal(error.code, ERROR_FILE);
  assert_non_null(strstr(error.message, "/tmp/no/such/folder/x.csv: cannot be written"));
  frame_release(frame);
}

static void a_full_disk_is_an_error(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *frame = read_bytes(BYTES("a;b\n1;2\n"), NULL, NULL);
  assert_false(frame_write_csv(frame, "/dev/full", NULL, &error));
  assert_int_equal(error.code, ERROR_FILE);
  frame_release(frame);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_frame_is_written_as_danes_read_it),
      cmocka_unit_test(the_options_of_writing_do_what_they_say),
      cmocka_unit_test(formulas_are_defused_only_when_asked),
      cmocka_unit_test(an_empty_row_of_one_column_is_still_a_row),
      cmocka_unit_test(a_frame_written_and_read_is_the_same),
      cmocka_unit_test(a_file_read_and_written_and_read_is_the_same),
      cmocka_unit_test(a_file_is_replaced_whole_and_nothing_is_left_beside),
      cmocka_unit_test(a_place_that_cannot_be_written_is_named),
      cmocka_unit_test(a_full_disk_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
