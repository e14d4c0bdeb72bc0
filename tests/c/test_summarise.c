#include "plain.h"

static const char *const kinds[] = {"count", "sum",    "mean",     "weighted_mean", "min", "max",
                                    "first", "median", "quantile", "n_distinct",    "sd",  "last"};
enum { KINDS = sizeof kinds / sizeof kinds[0], SPECS = 12, KEYS = 4 };

static bool fits(const char *kind, enum column_type type) {
  bool number = type == COLUMN_INTEGER || type == COLUMN_DECIMAL || type == COLUMN_NUMBER;
  if (strstr("count first last n_distinct", kind) != NULL)
    return true;
  if (strcmp(kind, "sum") == 0)
    return number || type == COLUMN_BOOLEAN;
  return number || (strstr("min max", kind) != NULL && type != COLUMN_BOOLEAN);
}

static size_t random_operand(const struct frame *frame, const char *kind) {
  size_t column;
  do
    column = random_below(frame->columns);
  while (!fits(kind, frame->column[column]->type));
  return column;
}

static struct aggregate_spec random_spec(const struct frame *frame, const char *name) {
  struct aggregate_spec spec = {.name = name, .kind = kinds[random_below(KINDS)], .count = 1};
  if (strcmp(spec.kind, "count") == 0 && random_chance(50))
    spec.count = 0;
  spec.columns[0] = random_operand(frame, spec.kind);
  if (strcmp(spec.kind, "weighted_mean") == 0) {
    spec.count = 2;
    spec.columns[1] = random_operand(frame, spec.kind);
  }
  if (strcmp(spec.kind, "quantile") == 0) {
    spec.has_parameter = true;
    spec.parameter = (double)random_below(9) / 8;
  }
  return spec;
}

static size_t random_keys(const struct frame *frame, size_t keys[KEYS]) {
  size_t count = random_below(KEYS + 1);
  for (size_t i = 0; i < count; i++) {
    keys[i] = random_below(frame->columns);
    for (size_t j = 0; j < i; j++)
      if (keys[j] == keys[i])
        keys[i] = frame->columns;
    if (keys[i] == frame->columns)
      i--;
  }
  return count;
}

/* An aggregate that fails does so in every way with the same code, and says the same. */
static void assert_fails(const struct frame *frame, const size_t *keys, size_t key_count,
                         const struct aggregate_spec *spec, enum error_code code) {
  char message[sizeof((struct error *)0)->message] = "";
  for (size_t way = 0; way < RANDOM_WAYS; way++) {
    struct error error = {0};
    assert_null(frame_summarise(frame, keys, key_count, spec, 1, &random_ways[way], &error));
    assert_int_equal(error.code, code);
    if (way == 0)
      strcpy(message, error.message);
    assert_string_equal(error.message, message);
  }
}

static void assert_gives(const struct frame *frame, const size_t *keys, size_t key_count,
                         const struct aggregate_spec *specs, size_t count,
                         const struct frame *expected) {
  for (size_t way = 0; way < RANDOM_WAYS; way++) {
    struct error error = {0};
    struct frame *result =
        frame_summarise(frame, keys, key_count, specs, count, &random_ways[way], &error);
    if (result == NULL)
      fail_msg("%s", error.message);
    assert_same_frames(result, expected);
    frame_release(result);
  }
}

static struct frame *key_cells(const struct frame *frame, const size_t *keys, size_t key_count,
                               const struct plain *plain) {
  struct frame *cells = frame_new(plain->groups);
  for (size_t i = 0; i < key_count; i++)
    assert_true(frame_add(cells, frame->names[keys[i]],
                          column_gather(frame->column[keys[i]], plain->first, plain->groups),
                          NULL));
  return cells;
}

static void compare_with_plain(const struct frame *frame) {
  static const char *const names[SPECS] = {"r1", "r2", "r3", "r4",  "r5",  "r6",
                                           "r7", "r8", "r9", "r10", "r11", "r12"};
  size_t keys[KEYS], count = 0;
  size_t key_count = random_keys(frame, keys);
  struct plain plain = plain_new(frame, keys, key_count);
  struct frame *expected = key_cells(frame, keys, key_count, &plain);
  struct aggregate_spec specs[SPECS];
  while (count < SPECS) {
    enum error_code code = ERROR_NONE;
    specs[count] = random_spec(frame, names[count]);
    struct column *column = plain_column(&plain, &specs[count], &code);
    if (column == NULL)
      assert_fails(frame, keys, key_count, &specs[count], code);
    else
      assert_true(frame_add(expected, names[count++], column, NULL));
  }
  assert_gives(frame, keys, key_count, specs, SPECS, expected);
  frame_release(expected);
  plain_clear(&plain);
}

static void random_summaries_are_those_of_one_cell_at_a_time(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 150; seed++) {
    random_state = seed * 1000;
    struct frame *frame = random_frame(random_below(random_chance(20) ? 400 : 90));
    compare_with_plain(frame);
    frame_release(frame);
  }
}

/* ---- sums of what is stored ---- */

static void more_sums_than_there_is_room_for_are_all_right(void **state) {
  (void)state;
  enum { MANY = 14, ROWS = 150 };
  static const char *const names[MANY] = {"a", "b", "c", "d", "e", "f", "g",
                                          "h", "i", "j", "k", "l", "m", "n"};
  struct frame *frame = frame_new(ROWS);
  struct aggregate_spec specs[MANY * 2];
  char again[MANY][4];
  random_state = 77;
  for (size_t i = 0; i < MANY; i++) {
    struct column *column = random_column(COLUMN_INTEGER, ROWS, NULL, i % 4, i % 2 * 20, 0);
    assert_true(frame_add(frame, names[i], column, NULL));
    snprintf(again[i], sizeof again[i], "%s2", names[i]);
    specs[i] = (struct aggregate_spec){.name = names[i], .kind = "sum", .columns = {i}, .count = 1};
    specs[MANY + i] =
        (struct aggregate_spec){.name = again[i], .kind = "mean", .columns = {i}, .count = 1};
  }
  struct plain plain = plain_new(frame, NULL, 0);
  struct frame *expected = frame_new(1);
  enum error_code code = ERROR_NONE;
  for (size_t i = 0; i < 2 * MANY; i++)
    assert_true(frame_add(expected, specs[i].name, plain_column(&plain, &specs[i], &code), NULL));
  assert_gives(frame, NULL, 0, specs, 2 * MANY, expected);
  frame_release(expected);
  plain_clear(&plain);
  frame_release(frame);
}

/* ---- extremes ---- */

static void the_ends_of_what_can_be_stored_are_found(void **state) {
  (void)state;
  static const int64_t ends[] = {0, INT64_MAX, INT64_MIN, -1, INT64_MIN + 1, INT64_MAX - 1};
  static const unsigned widths[] = {1, 2, 4};
  size_t keys[1] = {0};
  struct aggregate_spec specs[] = {{.name = "least", .kind = "min", .columns = {1}, .count = 1},
                                   {.name = "most", .kind = "max", .columns = {1}, .count = 1}};
  for (size_t kind = 0; kind < 4; kind++) {
    struct frame *frame = frame_new(12);
    struct column *key = column_new(COLUMN_INTEGER, 12, NULL);
    struct column *x = kind == 3
                           ? column_new(COLUMN_INTEGER, 12, NULL)
                           : column_new_narrow(COLUMN_INTEGER, 12, NULL, widths[kind], INT64_MIN);
    for (size_t i = 0; i < 12; i++) {
      key->put.integer[i] = (int64_t)(i % 3);
      uint64_t stored = i % 2 == 0 ? 0 : UINT64_MAX;
      memcpy((char *)x->data + i * x->width, kind == 3 ? (void *)&ends[i % 6] : &stored, x->width);
      if (i % 3 == 2)
        column_set_missing(x, i, MISSING_NONE);
    }
    assert_true(frame_add(frame, "k", key, NULL) && frame_add(frame, "x", x, NULL));
    struct plain plain = plain_new(frame, keys, 1);
    struct frame *expected = key_cells(frame, keys, 1, &plain);
    enum error_code code = ERROR_NONE;
    for (size_t i = 0; i < 2; i++)
      assert_true(frame_add(expected, specs[i].name, plain_column(&plain, &specs[i], &code), NULL));
    assert_gives(frame, keys, 1, specs, 2, expected);
    frame_release(expected);
    plain_clear(&plain);
    frame_release(frame);
  }
}

/* ---- many groups ---- */

/* The group of a row comes again after some thousand others, on other threads. */
static struct frame *many_groups(size_t rows, size_t groups, enum column_type type) {
  struct frame *frame = frame_new(rows);
  struct column *key = column_new(type, rows, NULL);
  struct column *x = column_new(COLUMN_INTEGER, rows, NULL);
  for (size_t i = 0; i < rows; i++) {
    size_t group = (i * 7919 + i / groups) % groups;
    if (type == COLUMN_NUMBER)
      key->put.number[i] = (double)group / 2;
    else
      key->put.integer[i] = (int64_t)group;
    x->put.integer[i] = (int64_t)i;
  }
  assert_true(column_narrow(key) && column_narrow(x));
  assert_true(frame_add(frame, "k", key, NULL) && frame_add(frame, "x", x, NULL));
  return frame;
}

static size_t group_of(const struct column *key, size_t row) {
  return key->type == COLUMN_NUMBER ? (size_t)(column_number(key, row) * 2)
                                    : (size_t)column_integer(key, row);
}

static void assert_many_groups(size_t rows, size_t groups, enum column_type type,
                               const struct engine_options *options) {
  struct error error = {0};
  size_t key = 0;
  struct aggregate_spec specs[] = {{.name = "n", .kind = "count", .columns = {0}, .count = 0},
                                   {.name = "s", .kind = "sum", .columns = {1}, .count = 1},
                                   {.name = "f", .kind = "first", .columns = {1}, .count = 1},
                                   {.name = "l", .kind = "max", .columns = {1}, .count = 1},
                                   {.name = "d", .kind = "n_distinct", .columns = {1}, .count = 1}};
  struct frame *frame = many_groups(rows, groups, type);
  struct frame *result = frame_summarise(frame, &key, 1, specs, 5, options, &error);
  assert_non_null(result);
  assert_int_equal(result->rows, groups);
  int64_t *expected = calloc(groups * 3, sizeof *expected);
  for (size_t i = 0; i < rows; i++) {
    int64_t *own = expected + group_of(frame->column[0], i) * 3;
    own[0]++;
    own[1] += (int64_t)i;
    own[2] = (int64_t)i;
  }
  for (size_t i = 0; i < groups; i++) {
    const int64_t *own = expected + group_of(result->column[0], i) * 3;
    assert_int_equal(column_integer(result->column[1], i), own[0]);
    assert_int_equal(column_integer(result->column[2], i), own[1]);
    assert_int_equal(column_integer(result->column[4], i), own[2]);
    assert_int_equal(column_integer(result->column[5], i), own[0]);
    assert_true(i == 0 ||
                column_integer(result->column[3], i - 1) < column_integer(result->column[3], i));
  }
  free(expected);
  frame_release(result);
  frame_release(frame);
}

static void there_may_be_more_groups_than_two_bytes_count(void **state) {
  (void)state;
  static const struct engine_options ways[] = {{.threads = 1}, {.block = 100, .threads = 3}};
  for (size_t way = 0; way < 2; way++) {
    assert_many_groups(140000, 70001, COLUMN_INTEGER, &ways[way]);
    assert_many_groups(140000, 140000, COLUMN_INTEGER, &ways[way]);
    assert_many_groups(140000, 65537, COLUMN_NUMBER, &ways[way]);
    assert_many_groups(400000, 90000, COLUMN_INTEGER, &ways[way]);
    assert_many_groups(131073, 256, COLUMN_INTEGER, &ways[way]);
  }
}

/* ---- nothing ---- */

static void no_rows_and_no_columns_are_one_group_without_keys(void **state) {
  (void)state;
  struct aggregate_spec count = {.name = "n", .kind = "count", .columns = {0}, .count = 0};
  for (size_t rows = 0; rows <= 70; rows += 70)
    for (size_t way = 0; way < RANDOM_WAYS; way++) {
      struct error error = {0};
      struct frame *frame = frame_new(rows);
      struct frame *result = frame_summarise(frame, NULL, 0, &count, 1, &random_ways[way], &error);
      assert_non_null(result);
      assert_int_equal(result->rows, 1);
      assert_int_equal(column_integer(result->column[0], 0), rows);
      frame_release(result);
      result = frame_summarise(frame, NULL, 0, &count, 0, &random_ways[way], &error);
      assert_int_equal(result->rows, 1);
      assert_int_equal(result->columns, 0);
      frame_release(result);
      frame_release(frame);
    }
}

/* A block may be as large as a caller likes. */
static void a_block_beyond_all_rows_is_no_harm(void **state) {
  (void)state;
  struct aggregate_spec specs[] = {{.name = "n", .kind = "count", .columns = {0}, .count = 0},
                                   {.name = "m", .kind = "max", .columns = {5}, .count = 1}};
  static const size_t blocks[] = {SIZE_MAX, SIZE_MAX / 16 + 1, UINT32_MAX};
  random_state = 5;
  struct frame *frame = random_frame(100);
  for (size_t i = 0; i < 3; i++) {
    struct error error = {0};
    struct engine_options options = {.block = blocks[i], .threads = 2};
    struct frame *result = frame_summarise(frame, NULL, 0, specs, 2, &options, &error);
    assert_non_null(result);
    assert_int_equal(column_integer(result->column[0], 0), 100);
    frame_release(result);
  }
  frame_release(frame);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_summaries_are_those_of_one_cell_at_a_time),
      cmocka_unit_test(more_sums_than_there_is_room_for_are_all_right),
      cmocka_unit_test(the_ends_of_what_can_be_stored_are_found),
      cmocka_unit_test(there_may_be_more_groups_than_two_bytes_count),
      cmocka_unit_test(no_rows_and_no_columns_are_one_group_without_keys),
      cmocka_unit_test(a_block_beyond_all_rows_is_no_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
