#include "bundle.h"
#include "stretch.h"
#include "table.h"
#include "verbs.h"

enum { ROWS = 1000 };

static const struct engine_options ways[] = {
    {0}, {.block = 1, .threads = 3}, {.block = 5, .threads = 2}, {.block = 64, .threads = 4}};
enum { WAYS = sizeof ways / sizeof ways[0] };

static struct column *sample_of(size_t rows, enum column_type type, unsigned width, bool gaps,
                                bool marks) {
  struct column *column = column_new_narrow(type, rows, NULL, width, 0);
  for (size_t i = 0; i < rows; i++)
    memcpy((char *)column->data + i * width, &(uint64_t){i * 7919 % 251 * 0x1010101}, width);
  for (size_t i = 0; i < rows; i++) {
    if (gaps && i * 31 % 7 < 2)
      column_set_missing(column, i, (enum missing)(1 + i % 3));
    else if (marks && i % 5 == 0)
      column_set_mark(column, i, MARK_AT_LEAST);
  }
  return column;
}

static struct column *sample(enum column_type type, unsigned width, bool gaps, bool marks) {
  return sample_of(ROWS, type, width, gaps, marks);
}

static struct frame *samples(void) {
  struct frame *frame = frame_new(ROWS);
  assert_true(frame_add(frame, "a", sample(COLUMN_INTEGER, 1, true, false), NULL));
  assert_true(frame_add(frame, "b", sample(COLUMN_INTEGER, 2, false, true), NULL));
  assert_true(frame_add(frame, "c", sample(COLUMN_DECIMAL, 4, true, true), NULL));
  assert_true(frame_add(frame, "d", sample(COLUMN_NUMBER, 8, false, false), NULL));
  return frame;
}

/* Every cell of `result` is that of the row `rows[i]`; SIZE_MAX: unmatched. */
static void assert_picked(const struct frame *from, const struct frame *result, const size_t *rows,
                          size_t count) {
  assert_int_equal(result->rows, count);
  for (size_t c = 0; c < from->columns; c++) {
    const struct column *a = from->column[c];
    const struct column *b = result->column[c];
    for (size_t i = 0; i < count; i++) {
      bool none = rows[i] == SIZE_MAX;
      assert_int_equal(column_missing(b, i), none ? MISSING_UNMATCHED : column_missing(a, rows[i]));
      assert_int_equal(column_mark(b, i), none ? MARK_EXACT : column_mark(a, rows[i]));
      assert_int_equal(column_raw(b, i), none ? 0 : column_raw(a, rows[i]));
    }
  }
}

static void rows_are_picked_in_any_order_and_way(void **state) {
  (void)state;
  struct frame *frame = samples();
  size_t far[ROWS];
  uint32_t near[ROWS];
  for (size_t i = 0; i < ROWS; i++) {
    far[i] = i % 11 == 0 ? SIZE_MAX : i * 7 % ROWS;
    near[i] = far[i] == SIZE_MAX ? PICK_NONE : (uint32_t)far[i];
  }
  for (size_t way = 0; way < WAYS; way++) {
    struct error error = {0};
    for (size_t wide = 0; wide < 2; wide++) {
      struct picks picks = {
          .count = ROWS - 3, .near = wide ? NULL : near, .far = wide ? far : NULL};
      struct frame *result = frame_pick(frame, &picks, &ways[way], &error);
      assert_non_null(result);
      assert_picked(frame, result, far, ROWS - 3);
      frame_release(result);
    }
  }
  frame_release(frame);
}

/* Columns that fit into words together in several ways, and some that do not. */
static struct frame *long_samples(size_t rows) {
  static const struct {
    const char *name;
    unsigned width;
    bool gaps, marks;
  } columns[] = {{"a", 2, true, false},  {"b", 4, true, false},  {"c", 1, false, false},
                 {"d", 1, true, false},  {"e", 8, true, false},  {"f", 4, false, false},
                 {"g", 4, false, false}, {"h", 2, false, true},  {"i", 1, true, true},
                 {"j", 1, false, false}, {"k", 2, false, false}, {"l", 4, true, false}};
  struct frame *frame = frame_new(rows);
  for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
    assert_true(frame_add(
        frame, columns[i].name,
        sample_of(rows, COLUMN_INTEGER, columns[i].width, columns[i].gaps, columns[i].marks),
        NULL));
  return frame;
}

static void scattered_rows_of_a_long_table_are_picked_cell_by_cell(void **state) {
  (void)state;
  enum { LONG = 140003, PICKED = LONG - 77 };
  struct frame *frame = long_samples(LONG);
  struct picks picks = {.count = PICKED, .near = malloc(PICKED * sizeof *picks.near)};
  size_t *rows = malloc(PICKED * sizeof *rows);
  for (size_t i = 0; i < PICKED; i++)
    picks.near[i] = (uint32_t)(rows[i] = i * 104729 % LONG);
  assert_true(bundle_pays(&picks, LONG));
  for (size_t way = 0; way < WAYS; way++) {
    struct error error = {0};
    struct engine_options options = {.threads = ways[way].threads};
    struct frame *result = frame_pick(frame, &picks, &options, &error);
    assert_non_null(result);
    assert_picked(frame, result, rows, PICKED);
    frame_release(result);
  }
  for (size_t i = 0; i < PICKED; i++)
    picks.near[i] = (uint32_t)i;
  assert_false(bundle_pays(&picks, LONG)); /* neighbours are found together as they stand */
  picks_clear(&picks);
  free(rows);
  frame_release(frame);
}

static void rows_in_one_piece_are_picked_from_any_start(void **state) {
  (void)state;
  struct frame *frame = samples();
  for (size_t way = 0; way < WAYS; way++)
    for (size_t start = 0; start < 130; start += 43) {
      struct error error = {0};
      size_t rows[ROWS];
      for (size_t i = 0; i < ROWS; i++)
        rows[i] = start + i;
      struct frame *result = frame_slice(frame, start + 1, 900, &ways[way], &error);
      assert_picked(frame, result, rows, 900 - start);
      frame_release(result);
    }
  frame_release(frame);
}

static void what_is_not_needed_is_not_kept(void **state) {
  (void)state;
  struct frame *frame = samples();
  struct error error = {0};
  struct picks picks = {.count = 2, .near = (uint32_t[]){2, 1}};
  struct frame *result = frame_pick(frame, &picks, NULL, &error);
  for (size_t c = 0; c < result->columns; c++) {
    assert_null(result->column[c]->mark);
    assert_true(c % 2 == 0 || result->column[c]->gaps == NULL);
  }
  frame_release(result);
  frame_release(frame);
}

static void a_filter_finds_the_same_rows_in_any_way(void **state) {
  (void)state;
  static const char *const conditions[] = {
      "(> a 100)",       "(and (> a 30) (< b 200))", "(or (== a 3) (> c 200))",
      "(> (+ a b) 120)", "(is_missing c)",           "(> d 1000.5)"};
  struct frame *frame = samples();
  for (size_t k = 0; k < sizeof conditions / sizeof conditions[0]; k++) {
    struct expression *condition = parse(conditions[k]);
    struct error error = {0};
    struct selection selection;
    assert_true(expression_resolve(condition, frame, &error));
    assert_true(expression_select(condition, frame, NULL, &selection, &error));
    for (size_t way = 0; way < WAYS; way++) {
      struct frame *result = frame_filter(frame, condition, &ways[way], &error);
      assert_non_null(result);
      assert_picked(frame, result, selection.rows, selection.count);
      assert_int_equal(result->undecided, selection.undecided);
      frame_release(result);
    }
    free(selection.rows);
    expression_free(condition);
  }
  frame_release(frame);
}

/* ---- stretches ---- */

static bool fail_from(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  (void)worker;
  (void)to;
  return from < *(size_t *)context || error_set(error, ERROR_DATA, "row %zu", from);
}

static void the_first_stretch_that_fails_is_told(void **state) {
  (void)state;
  size_t least = 640;
  for (size_t way = 0; way < WAYS; way++) {
    struct error error = {0};
    struct engine_options options = ways[way];
    struct stretches stretches = {
        .rows = 10000, .length = 64, .options = &options, .work = fail_from, .context = &least};
    assert_false(stretches_run(&stretches, &error));
    assert_string_equal(error.message, "row 640");
  }
}

static void a_wish_to_stop_is_seen(void **state) {
  (void)state;
  atomic_bool cancel = true;
  struct frame *frame = samples();
  struct error error = {0};
  struct engine_options options = {.cancel = &cancel};
  assert_refused(frame_slice(frame, 2, 900, &options, &error), &error, ERROR_CANCELLED, "stopped");
  error = (struct error){0};
  struct expression *condition = parse("(> a 100)");
  assert_refused(frame_filter(frame, condition, &options, &error), &error, ERROR_CANCELLED,
                 "stopped");
  expression_free(condition);
  frame_release(frame);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_are_picked_in_any_order_and_way),
      cmocka_unit_test(scattered_rows_of_a_long_table_are_picked_cell_by_cell),
      cmocka_unit_test(rows_in_one_piece_are_picked_from_any_start),
      cmocka_unit_test(what_is_not_needed_is_not_kept),
      cmocka_unit_test(a_filter_finds_the_same_rows_in_any_way),
      cmocka_unit_test(the_first_stretch_that_fails_is_told),
      cmocka_unit_test(a_wish_to_stop_is_seen),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
