/* Frames in files: they come back as they were, and no damage to a file goes unseen. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "same.h"
#include "store.h"
#include "table.h"

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
      cmocka_unit_test(what_is_no_such_file_is_told_so),
  };
  return cmocka_run_group_tests(tests, make_path, remove_path);
}
