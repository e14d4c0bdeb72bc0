/* Random frames and the ways in which the engine may go through them, for tests that compare what
** is fast with what is obvious. All depends on the seed. */
#ifndef INDSATS_TESTS_RANDOM_H
#define INDSATS_TESTS_RANDOM_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "options.h"
#include "period.h"
#include "suite.h"

static uint64_t random_state = 1;

static inline uint64_t random_word(void) {
  random_state += UINT64_C(0x9e3779b97f4a7c15);
  uint64_t word = random_state;
  word = (word ^ (word >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  word = (word ^ (word >> 27)) * UINT64_C(0x94d049bb133111eb);
  return word ^ (word >> 31);
}

static inline size_t random_below(size_t count) {
  return (size_t)(random_word() % count);
}

static inline bool random_chance(unsigned percent) {
  return random_below(100) < percent;
}

/* Blocks and threads. */
static const struct engine_options random_ways[] = {
    {.threads = 1},
    {.block = 1, .threads = 3},
    {.block = 2, .threads = 2},
    {.block = 3, .threads = 4},
    {.block = 7, .threads = 1},
    {.block = 64, .threads = 2},
    {.block = 65, .threads = 4},
};
enum { RANDOM_WAYS = sizeof random_ways / sizeof random_ways[0] };

/* ---- columns ---- */

enum { RANDOM_FEW = 9 };

static inline struct dict *random_dict(void) {
  static const char *const words[RANDOM_FEW] = {"Aarhus", "Ærø",   "Odder", "aarhus", "Zealand",
                                                "Ålborg", "Øerne", "",      "b"};
  struct dict *dict = dict_new();
  for (size_t i = 0; i < RANDOM_FEW; i++)
    dict_intern(dict, words[i], strlen(words[i]));
  return dict;
}

/* What integers lie between, by flavour: narrow of 1, 2, 4 bytes, from zero or from a base; wide.
 */
static inline int64_t random_integer(size_t flavour) {
  static const struct {
    int64_t from;
    uint64_t many;
  } spans[] = {{0, 5},
               {-4, 9},
               {0, 256},
               {-100, 60000},
               {1000000000, 65536},
               {0, UINT64_C(1) << 32},
               {INT64_MIN / 4, UINT64_C(1) << 31},
               {-(INT64_C(1) << 50), UINT64_C(1) << 51}};
  size_t kinds = sizeof spans / sizeof spans[0];
  return spans[flavour % kinds].from + (int64_t)(random_word() % spans[flavour % kinds].many);
}

static inline double random_number(void) {
  static const double some[] = {0.0, -0.0, 1.5, -2.25, 1e15, -1e15, 0.1, 4.9e-324, 3};
  if (random_chance(60))
    return some[random_below(sizeof some / sizeof some[0])] + 0.0;
  return ((double)random_below(2000001) - 1e6) / 1024;
}

static inline period_t random_period(bool several) {
  static const char *const months[] = {"2019M01", "2019M02", "2018M12", "2021M07", "2019M10"};
  static const char *const others[] = {"2019", "2020Q1", "2019Q4"};
  const char *text =
      several && random_chance(10) ? others[random_below(3)] : months[random_below(5)];
  return period_parse(text, strlen(text));
}

static inline void random_put(struct column *column, size_t row, size_t flavour) {
  switch (column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    column->put.integer[row] = random_integer(flavour);
    break;
  case COLUMN_NUMBER:
    column->put.number[row] = random_number();
    break;
  case COLUMN_TEXT:
    column->put.code[row] = (uint32_t)random_below(flavour % 2 == 0 ? RANDOM_FEW : 3);
    break;
  case COLUMN_PERIOD:
    column->put.period[row] = random_period(flavour % 4 == 3);
    break;
  case COLUMN_DATE:
    column->put.period[row] = period_parse("2021-02-27", 10) + (period_t)random_below(4);
    break;
  default:
    column->put.boolean[row] = random_chance(50);
  }
}

/* Missing cells in `gaps` percent of the rows and marks in `marks`. */
static inline struct column *random_column(enum column_type type, size_t rows, struct dict *dict,
                                           size_t flavour, unsigned gaps, unsigned marks) {
  struct column *column = column_new(type, rows, type == COLUMN_TEXT ? dict : NULL);
  size_t reasons = random_chance(80) ? MISSING_UNDECIDED : MISSING_REASONS; /* undecided last */
  column->scale = type == COLUMN_DECIMAL ? (int)(flavour % 3) + 1 : 0;
  for (size_t row = 0; row < rows; row++) {
    if (random_chance(gaps)) {
      column_set_missing(column, row, (enum missing)(1 + random_below(reasons - 1)));
      continue;
    }
    random_put(column, row, flavour);
    if (random_chance(marks))
      column_set_mark(column, row, (enum mark)(1 + random_below(3)));
  }
  if (flavour % 5 != 4)
    assert_true(column_narrow(column));
  column->computed = random_chance(20);
  column->skipped[MISSING_SUPPRESSED] = random_below(3);
  return column;
}

/* Columns of all types: text t and u of one dictionary, boolean b, period p, date e, integers i j
** k, decimal d, numbers x y. Each has gaps or none, marks or none. */
static inline struct frame *random_frame(size_t rows) {
  static const struct {
    const char *name;
    enum column_type type;
  } heads[] = {{"t", COLUMN_TEXT},    {"u", COLUMN_TEXT},    {"b", COLUMN_BOOLEAN},
               {"p", COLUMN_PERIOD},  {"e", COLUMN_DATE},    {"i", COLUMN_INTEGER},
               {"j", COLUMN_INTEGER}, {"k", COLUMN_INTEGER}, {"d", COLUMN_DECIMAL},
               {"x", COLUMN_NUMBER},  {"y", COLUMN_NUMBER}};
  struct dict *dict = random_dict();
  struct frame *frame = frame_new(rows);
  for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
    unsigned gaps = random_chance(50) ? 0 : (unsigned)random_below(40);
    unsigned marks = random_chance(70) ? 0 : (unsigned)random_below(30);
    struct column *column = random_column(heads[i].type, rows, dict, random_below(40), gaps, marks);
    assert_true(frame_add(frame, heads[i].name, column, NULL));
  }
  dict_release(dict);
  return frame;
}

/* ---- comparing ---- */

/* Whether two present cells of one type have the same value, to the bit. */
static inline bool random_same_value(const struct column *a, size_t i, const struct column *b,
                                     size_t j) {
  if (a->type != COLUMN_TEXT) {
    double x, y;
    if (a->type != COLUMN_NUMBER)
      return column_integer(a, i) == column_integer(b, j);
    x = column_number(a, i);
    y = column_number(b, j);
    return memcmp(&x, &y, sizeof x) == 0;
  }
  size_t n, m;
  const char *text = column_text(a, i, &n);
  const char *other = column_text(b, j, &m);
  return n == m && memcmp(text, other, n) == 0;
}

static inline bool random_same_cell(const struct column *a, size_t i, const struct column *b,
                                    size_t j) {
  enum missing reason = column_missing(a, i);
  if (reason != column_missing(b, j) || column_mark(a, i) != column_mark(b, j))
    return false;
  return reason != PRESENT || random_same_value(a, i, b, j);
}

static inline void assert_same_columns(const char *name, const struct column *a,
                                       const struct column *b) {
  if (a->type != b->type || a->scale != b->scale || a->length != b->length)
    fail_msg("%s: %s of %zu cells, not %s of %zu", name, column_type_name(a->type), a->length,
             column_type_name(b->type), b->length);
  if (a->computed != b->computed)
    fail_msg("%s: computed is %d", name, a->computed);
  if (memcmp(a->skipped, b->skipped, sizeof a->skipped) != 0)
    fail_msg("%s: skipped cells differ", name);
  for (size_t row = 0; row < a->length; row++)
    if (!random_same_cell(a, row, b, row))
      fail_msg("%s: cell %zu differs (missing %d and %d, marks %d and %d)", name, row,
               (int)column_missing(a, row), (int)column_missing(b, row), (int)column_mark(a, row),
               (int)column_mark(b, row));
}

static inline void assert_same_frames(const struct frame *a, const struct frame *b) {
  assert_int_equal(a->rows, b->rows);
  assert_int_equal(a->columns, b->columns);
  for (size_t i = 0; i < a->columns; i++) {
    assert_string_equal(a->names[i], b->names[i]);
    assert_same_columns(a->names[i], a->column[i], b->column[i]);
  }
}

#endif
