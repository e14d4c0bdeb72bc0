/* Frames in files: they come back as they were, and no damage to a file goes unseen. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "same.h"
#include "store.h"
#include "store_fetch.h"
#include "table.h"
#include <xxhash.h>

static char path[] = "/tmp/indsats-store-XXXXXX";

static int make_path(void **state) {
  (void)state;
  int file = mkstemp(path);
  return file < 0 ? -1 : close(file);
}

static int remove_path(void **state) {
  (void)state;
  return unlink(path);
}

static const char header[] = "omraade:text antal:integer pct:decimal1 vaegt:number "
                             "periode:period dag:date aktiv:boolean";
static const char rows[] = "Hedensted 12 5,6 0.5 2019Q3 2020-03-11 ja\n"
                           "Ærø . -0,1 -1e300 2020QMAT02 2019-01-01 nej\n"
                           "_ >=7 .. ~2.5 ? - !\n"
                           "Hedensted -9000000000 999,9 _ 2019M09 2021-12-31 _";

static struct frame *read_back(char **note, struct error *error) {
  size_t length;
  return store_read(path, note, &length, NULL, error);
}

static void assert_same_frames(const struct frame *a, const struct frame *b) {
  assert_int_equal(a->rows, b->rows);
  assert_int_equal(a->columns, b->columns);
  for (size_t i = 0; i < a->columns; i++) {
    const struct column *left = a->column[i];
    const struct column *right = b->column[i];
    assert_string_equal(a->names[i], b->names[i]);
    assert_true(same_columns(left, right));
    assert_int_equal(left->computed, right->computed);
    assert_memory_equal(left->skipped, right->skipped, sizeof left->skipped);
    for (size_t row = 0; row < a->rows; row++)
      assert_int_equal(column_mark(left, row), column_mark(right, row));
  }
}

static void a_frame_comes_back_as_it_was(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *frame = table(header, rows);
  frame->column[1]->computed = true;
  frame->column[1]->skipped[MISSING_SUPPRESSED] = 3;
  frame->column[0]->stray = (struct stray){7, 2, "751"};
  assert_true(store_write(frame, "en note", 7, path, NULL, &error));
  char *note;
  struct frame *back = read_back(&note, &error);
  assert_non_null(back);
  assert_string_equal(note, "en note");
  assert_same_frames(frame, back);
  free(note);
  frame_release(back);
  frame_release(frame);
}

static void odd_frames_come_back_too(void **state) {
  (void)state;
  static const char *const tables[][2] = {
      {"a:text", ""},
      {"a:integer b:text", ""},
      {"a:text", "_\n.\n_"},
      {"a:boolean", "_"},
      {"a:integer", "9223372036854775807\n-9223372036854775807"}};
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
    struct error error = {0};
    char *note;
    struct frame *frame = table(tables[i][0], tables[i][1]);
    assert_true(store_write(frame, "", 0, path, NULL, &error));
    struct frame *back = read_back(&note, &error);
    assert_non_null(back);
    assert_same_frames(frame, back);
    free(note);
    frame_release(back);
    frame_release(frame);
  }
}

/* ---- damage ---- */

static size_t load(char **bytes) {
  struct stat facts;
  int file = open(path, O_RDONLY);
  assert_int_equal(fstat(file, &facts), 0);
  *bytes = malloc((size_t)facts.st_size);
  assert_int_equal(read(file, *bytes, (size_t)facts.st_size), facts.st_size);
  close(file);
  return (size_t)facts.st_size;
}

static void put_file(const char *bytes, size_t length) {
  int file = open(path, O_WRONLY | O_TRUNC);
  assert_int_equal(write(file, bytes, length), (ssize_t)length);
  close(file);
}

/* Every bit of a file turned: an error, or (in the zeros between sections) the same frame. */
static void no_bit_is_turned_unseen(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *frame = table(header, rows);
  assert_true(store_write(frame, "note", 4, path, NULL, &error));
  char *bytes;
  size_t length = load(&bytes);
  for (size_t at = 0; at < length; at++) {
    struct error found = {0};
    char *note;
    bytes[at] ^= (char)(1 << at % 8);
    put_file(bytes, length);
    struct frame *back = read_back(&note, &found);
    if (back == NULL)
      assert_int_equal(found.code, ERROR_DATA);
    else
      assert_same_frames(frame, back);
    free(note);
    frame_release(back);
    bytes[at] ^= (char)(1 << at % 8);
  }
  free(bytes);
  frame_release(frame);
}

static void a_file_cut_off_anywhere_is_refused(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *frame = table(header, rows);
  assert_true(store_write(frame, "note", 4, path, NULL, &error));
  char *bytes;
  size_t length = load(&bytes);
  for (size_t left = 0; left < length; left++) {
    struct error found = {0};
    char *note;
    put_file(bytes, left);
    assert_null(read_back(&note, &found));
    assert_int_equal(found.code, ERROR_DATA);
  }
  free(bytes);
  frame_release(frame);
}

/* ---- cells that are left in the file until they are needed ---- */

static struct frame *open_later(struct error *error) {
  char *note;
  size_t length;
  struct frame *frame = store_open(path, &note, &length, 0, NULL, error);
  free(note);
  return frame;
}

static struct frame *write_and_open(struct frame **written) {
  struct error error = {0};
  *written = table(header, rows);
  assert_true(store_write(*written, "note", 4, path, NULL, &error));
  struct frame *frame = open_later(&error);
  assert_non_null(frame);
  return frame;
}

static void columns_come_one_by_one(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *written, *frame = write_and_open(&written);
  for (size_t i = 0; i < frame->columns; i++) {
    assert_true(column_waits(frame->column[i]));
    assert_int_equal(frame->column[i]->type, written->column[i]->type);
    assert_null(frame->column[i]->data);
  }
  assert_true(column_fetch_texts(frame->column[0], NULL, &error));
  assert_int_equal(dict_size(frame->column[0]->dict), dict_size(written->column[0]->dict));
  assert_true(column_waits(frame->column[0]));
  assert_true(column_fetch(frame->column[2], NULL, &error));
  assert_false(column_waits(frame->column[2]));
  assert_true(column_waits(frame->column[1]));
  assert_true(frame_fetch(frame, NULL, &error));
  assert_false(frame->waits);
  assert_same_frames(written, frame);
  frame_release(frame);
  frame_release(written);
}

static void kinds_of_periods_are_told_without_cells(void **state) {
  (void)state;
  struct frame *written, *frame = write_and_open(&written);
  unsigned kinds = 0;
  for (size_t i = 4; i < 6; i++) {
    assert_true(column_tells_kinds(frame->column[i], &kinds));
    assert_int_equal(kinds, column_period_kinds(written->column[i]));
  }
  frame_release(frame);
  frame_release(written);
}

static void a_file_under_another_name_is_still_the_one_that_was_opened(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *written, *frame = write_and_open(&written);
  struct frame *other = table("a:integer", "1\n2");
  assert_true(store_write(other, "", 0, path, NULL, &error));
  assert_true(frame_fetch(frame, NULL, &error));
  assert_same_frames(written, frame);
  frame_release(other);
  frame_release(frame);
  frame_release(written);
}

static void put_byte(size_t at, char byte) {
  int file = open(path, O_WRONLY);
  assert_int_equal(pwrite(file, &byte, 1, (off_t)at), 1);
  close(file);
}

/* A bit that is turned in the file after it was opened: an error where the column is needed, which
** can be fetched when the file is right again. */
static void no_bit_is_turned_unseen_once_it_is_open(void **state) {
  (void)state;
  struct frame *written, *frame = write_and_open(&written);
  char *bytes;
  size_t length = load(&bytes), refused = 0;
  frame_release(frame);
  for (size_t at = 0; at < length; at++) {
    struct error error = {0};
    frame = open_later(&error);
    put_byte(at, (char)(bytes[at] ^ 1 << at % 8));
    if (frame_fetch(frame, NULL, &error)) {
      assert_same_frames(written, frame);
    } else {
      refused++;
      assert_int_equal(error.code, ERROR_DATA);
      assert_true(frame->waits);
    }
    put_byte(at, bytes[at]);
    error = (struct error){0};
    assert_true(frame_fetch(frame, NULL, &error));
    assert_same_frames(written, frame);
    frame_release(frame);
  }
  assert_true(refused > 100);
  free(bytes);
  frame_release(written);
}

/* Also in the middle of a column: an error, and no signal. */
static void a_file_cut_off_once_it_is_open_is_told(void **state) {
  (void)state;
  struct frame *written, *frame = write_and_open(&written);
  char *bytes;
  size_t length = load(&bytes), refused = 0;
  frame_release(frame);
  for (size_t left = 0; left < length; left++) {
    struct error error = {0};
    put_file(bytes, length);
    frame = open_later(&error);
    assert_int_equal(truncate(path, (off_t)left), 0);
    if (frame_fetch(frame, NULL, &error)) {
      assert_same_frames(written, frame); /* the directory alone is gone */
    } else {
      refused++;
      assert_int_equal(error.code, ERROR_DATA);
      assert_non_null(strstr(error.message, "is damaged: column '"));
    }
    frame_release(frame);
  }
  assert_true(refused > 500);
  free(bytes);
  frame_release(written);
}

static void cells_may_come_from_elsewhere(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *written, *frame = write_and_open(&written);
  char *note;
  struct frame *same = read_back(&note, &error), *other = table("antal:integer", "1\n2");
  assert_false(frame_replace(frame, other));
  assert_true(frame->waits);
  assert_true(frame_replace(frame, same));
  assert_same_frames(written, frame);
  free(note);
  frame_release(other);
  frame_release(same);
  frame_release(frame);
  frame_release(written);
}

/* ---- what the directory says ---- */

static uint64_t number_at(const char *bytes) {
  uint64_t number;
  memcpy(&number, bytes, sizeof number);
  return number;
}

static void put_number(char *bytes, uint64_t number) {
  memcpy(bytes, &number, sizeof number);
}

/* The file with another version and other flags of its first column, all sums right. */
static void change_file(const char *described, const char *cells, uint64_t version,
                        uint64_t flags) {
  struct error error = {0};
  struct frame *frame = table(described, cells);
  assert_true(store_write(frame, "", 0, path, NULL, &error));
  char *bytes;
  size_t length = load(&bytes);
  char *directory = bytes + number_at(bytes + 24);
  put_number(directory + 16 + number_at(directory + 8) + 24, flags);
  put_number(bytes + 8, version);
  put_number(bytes + 40, XXH3_64bits(directory, number_at(bytes + 32)));
  put_number(bytes + 56, XXH3_64bits(bytes, 56));
  put_file(bytes, length);
  free(bytes);
  frame_release(frame);
}

static enum error_code code_of_reading(void) {
  struct error error = {0};
  char *note;
  struct frame *frame = read_back(&note, &error);
  free(note);
  frame_release(frame);
  return error.code;
}

static void the_version_before_is_read_and_no_other(void **state) {
  (void)state;
  change_file("p:period", "2019Q3", STORE_BEFORE, 0);
  assert_int_equal(code_of_reading(), ERROR_NONE);
  change_file("p:period", "2019Q3", STORE_BEFORE, (uint64_t)STORE_KINDS << 2);
  assert_int_equal(code_of_reading(), ERROR_DATA);
  change_file("a:integer", "1", STORE_BEFORE - 1, 0);
  assert_int_equal(code_of_reading(), ERROR_DATA);
  change_file("a:integer", "1", STORE_VERSION + 1, 0);
  assert_int_equal(code_of_reading(), ERROR_DATA);
}

static void flags_that_do_not_hold_are_refused(void **state) {
  (void)state;
  change_file("p:period", "2019Q3", STORE_VERSION, (uint64_t)STORE_KINDS << 2);
  assert_int_equal(code_of_reading(), ERROR_NONE);
  change_file("p:period", "2019Q3", STORE_VERSION, (uint64_t)STORE_KINDS << 3);
  assert_int_equal(code_of_reading(), ERROR_DATA);
  change_file("p:period", "2019Q3", STORE_VERSION, (uint64_t)STORE_KINDS << 20);
  assert_int_equal(code_of_reading(), ERROR_DATA);
  change_file("a:integer", "1", STORE_VERSION, STORE_KINDS);
  assert_int_equal(code_of_reading(), ERROR_DATA);
  change_file("a:integer", "1", STORE_VERSION, 2);
  assert_int_equal(code_of_reading(), ERROR_DATA);
}

static void what_is_no_such_file_is_told_so(void **state) {
  (void)state;
  char *note;
  size_t length;
  struct error error = {0};
  assert_null(store_read("/nowhere/x.indsats", &note, &length, NULL, &error));
  assert_int_equal(error.code, ERROR_FILE);
  error = (struct error){0};
  assert_null(store_read("/tmp", &note, &length, NULL, &error));
  assert_int_equal(error.code, ERROR_FILE);
  error = (struct error){0};
  static const char csv[] =
      "a;b\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n";
  put_file(csv, sizeof csv - 1);
  assert_null(read_back(&note, &error));
  assert_non_null(strstr(error.message, "no file that save has written"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_frame_comes_back_as_it_was),
      cmocka_unit_test(odd_frames_come_back_too),
      cmocka_unit_test(no_bit_is_turned_unseen),
      cmocka_unit_test(a_file_cut_off_anywhere_is_refused),
      cmocka_unit_test(columns_come_one_by_one),
      cmocka_unit_test(kinds_of_periods_are_told_without_cells),
      cmocka_unit_test(a_file_under_another_name_is_still_the_one_that_was_opened),
      cmocka_unit_test(no_bit_is_turned_unseen_once_it_is_open),
      cmocka_unit_test(a_file_cut_off_once_it_is_open_is_told),
      cmocka_unit_test(cells_may_come_from_elsewhere),
      cmocka_unit_test(the_version_before_is_read_and_no_other),
      cmocka_unit_test(flags_that_do_not_hold_are_refused),
      cmocka_unit_test(what_is_no_such_file_is_told_so),
  };
  return cmocka_run_group_tests(tests, make_path, remove_path);
}
