/* Columns of every type, width and base against plain arrays of what was put in them. */
#include <stdio.h>
#include <string.h>

#include "column.h"
#include "facts.h"
#include "period.h"
#include "suite.h"

enum { CELLS = 700 };

/* What a column should hold: a value as bits, of a number those of the double. */
struct truth {
  size_t length;
  uint64_t value[CELLS];
  enum missing missing[CELLS];
  enum mark mark[CELLS];
};

static uint64_t next_random(uint64_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return *seed;
}

static struct dict *dict_of(size_t size) {
  struct dict *dict = dict_new();
  for (size_t i = 0; i < size; i++) {
    char text[16];
    int length = snprintf(text, sizeof text, "t%zu", i);
    assert_int_equal(dict_intern(dict, text, (size_t)length), i);
  }
  return dict;
}

static uint64_t bits_of(const struct column *column, const void *values, size_t i) {
  uint64_t bits = 0;
  switch (column->type) {
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    return (uint64_t)((const int32_t *)values)[i];
  case COLUMN_TEXT:
    return ((const uint32_t *)values)[i];
  case COLUMN_BOOLEAN:
    return ((const uint8_t *)values)[i];
  default:
    memcpy(&bits, (const char *)values + i * sizeof bits, sizeof bits);
    return bits;
  }
}

static uint64_t cell_bits(const struct column *column, size_t row) {
  double number;
  uint64_t bits;
  switch (column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    return (uint64_t)column_integer(column, row);
  case COLUMN_NUMBER:
    number = column_number(column, row);
    memcpy(&bits, &number, sizeof bits);
    return bits;
  case COLUMN_TEXT:
    return column_code(column, row);
  case COLUMN_BOOLEAN:
    return column_boolean(column, row);
  default:
    return (uint64_t)column_period(column, row);
  }
}

static void put_bits(struct column *column, size_t row, uint64_t bits) {
  switch (column_width(column->type)) {
  case 1:
    column->put.boolean[row] = (uint8_t)bits;
    break;
  case 4:
    column->put.code[row] = (uint32_t)bits;
    break;
  default:
    column->put.integer[row] = (int64_t)bits;
  }
}

static struct column *wide_of(enum column_type type, const struct truth *truth, struct dict *dict) {
  struct column *column = column_new(type, truth->length, dict);
  assert_non_null(column);
  for (size_t row = 0; row < truth->length; row++) {
    put_bits(column, row, truth->value[row]);
    assert_true(column_set_missing(column, row, truth->missing[row]));
    assert_true(column_set_mark(column, row, truth->mark[row]));
  }
  return column;
}

/* ---- checks of a column against the truth ---- */

static void check_cells(const struct column *column, const struct truth *truth) {
  assert_int_equal(column->length, truth->length);
  for (size_t row = 0; row < truth->length; row++) {
    assert_int_equal(column_missing(column, row), truth->missing[row]);
    assert_int_equal(column_mark(column, row), truth->mark[row]);
    if (truth->missing[row] == PRESENT)
      assert_int_equal(cell_bits(column, row), truth->value[row]);
  }
}

/* `rows` NULL: those from `from` on. */
static void check_loaded(const struct column *column, const struct truth *truth,
                         const struct cells *cells, size_t from, const uint32_t *rows,
                         size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t row = from + (rows != NULL ? rows[i] : i);
    assert_int_equal(cells->missing == NULL ? PRESENT : cells->missing[i], truth->missing[row]);
    assert_int_equal(cells->mark == NULL ? MARK_EXACT : cells->mark[i], truth->mark[row]);
    if (truth->missing[row] == PRESENT)
      assert_int_equal(bits_of(column, cells->values, i), truth->value[row]);
  }
}

static bool any_missing(const struct truth *truth, size_t from, size_t count) {
  for (size_t i = from; i < from + count; i++)
    if (truth->missing[i] != PRESENT)
      return true;
  return false;
}

static void check_load(const struct column *column, const struct truth *truth, uint64_t *seed) {
  uint64_t values[CELLS];
  uint8_t missing[CELLS], marks[CELLS];
  uint32_t rows[CELLS];
  for (int turn = 0; turn < 8; turn++) {
    size_t from = next_random(seed) % truth->length;
    size_t count = 1 + next_random(seed) % (truth->length - from);
    struct cells cells = column_load(column, from, count, values, missing);
    check_loaded(column, truth, &cells, from, NULL, count);
    assert_int_equal(cells.missing != NULL, any_missing(truth, from, count));
    assert_int_equal(cells.values != values, column_is_wide(column));
    for (size_t i = 0; i < count; i++)
      rows[i] = (uint32_t)(next_random(seed) % (truth->length - from));
    cells = column_load_rows(column, from, rows, count, values, missing, marks);
    check_loaded(column, truth, &cells, from, rows, count);
  }
}

static void check_gather(const struct column *column, const struct truth *truth, uint64_t *seed) {
  size_t rows[CELLS];
  bool unmatched = next_random(seed) % 2 == 0;
  struct truth taken = {.length = next_random(seed) % CELLS};
  for (size_t i = 0; i < taken.length; i++) {
    rows[i] = next_random(seed) % truth->length;
    if (unmatched && next_random(seed) % 5 == 0) {
      rows[i] = SIZE_MAX;
      taken.missing[i] = MISSING_UNMATCHED;
      continue;
    }
    taken.value[i] = truth->value[rows[i]];
    taken.missing[i] = truth->missing[rows[i]];
    taken.mark[i] = truth->mark[rows[i]];
  }
  struct column *result = column_gather(column, rows, taken.length);
  assert_non_null(result);
  assert_int_equal(result->type, column->type);
  assert_int_equal(result->width, column->width);
  assert_int_equal(result->base, column->base);
  assert_int_equal(result->scale, column->scale);
  assert_ptr_equal(result->dict, column->dict);
  check_cells(result, &taken);
  column_release(result);
}

static void check_all(const struct column *column, const struct truth *truth, uint64_t *seed) {
  check_cells(column, truth);
  check_load(column, truth, seed);
  check_gather(column, truth, seed);
}

static bool is_below_zero(enum column_type type, uint64_t bits) {
  double number;
  memcpy(&number, &bits, sizeof number);
  if (type == COLUMN_NUMBER)
    return number < 0;
  return (type == COLUMN_INTEGER || type == COLUMN_DECIMAL) && (int64_t)bits < 0;
}

/* What is known of all cells, found from every one. Times of no kind have no facts. */
static void check_facts(const struct column *column, const struct truth *truth) {
  bool time = column->type == COLUMN_PERIOD || column->type == COLUMN_DATE;
  for (size_t row = 0; time && row < truth->length; row++)
    if (truth->missing[row] == PRESENT &&
        (uint64_t)period_kind((period_t)truth->value[row]) >= PERIOD_KINDS)
      return;
  const struct facts *facts = column_facts(column);
  bool negative = false;
  unsigned kinds = 0;
  assert_non_null(facts);
  for (size_t row = 0; row < truth->length; row++) {
    if (truth->missing[row] != PRESENT)
      continue;
    negative = negative || is_below_zero(column->type, truth->value[row]);
    kinds |= time ? 1u << period_kind((period_t)truth->value[row]) : 0;
    assert_true(facts->limit == UINT64_MAX || column_raw(column, row) < facts->limit);
    assert_true(facts->seen == NULL || facts->seen[column_raw(column, row)] == 1);
  }
  assert_int_equal(facts->negative, negative);
  assert_int_equal(facts->kinds, kinds);
  assert_int_equal(column_period_kinds(column), kinds);
}

/* ---- tests ---- */

/* A random 64-bit value of a random size, so that every width comes up. */
static uint64_t any_value(uint64_t *seed, unsigned bytes) {
  return bytes == 0 ? 0 : next_random(seed) >> (64 - 8 * bytes);
}

static enum missing any_reason(uint64_t *seed, unsigned one_in) {
  if (one_in == 0 || next_random(seed) % one_in != 0)
    return PRESENT;
  return (enum missing)(1 + next_random(seed) % (MISSING_REASONS - 1));
}

/* The value of a type that these bits are when they are cut to it. */
static uint64_t cut(enum column_type type, uint64_t bits, size_t texts) {
  double number = (double)(int64_t)bits / 3;
  switch (type) {
  case COLUMN_NUMBER:
    memcpy(&bits, &number, sizeof bits);
    return bits;
  case COLUMN_TEXT:
    return bits % texts;
  case COLUMN_BOOLEAN:
    return bits & 1;
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    return (uint64_t)(int32_t)(uint32_t)bits;
  default:
    return bits;
  }
}

static void random_truth(struct truth *truth, enum column_type type, size_t texts, uint64_t *seed) {
  static const uint64_t bases[] = {
      0, 1, 1000, UINT64_MAX, (uint64_t)-300, INT64_MAX, INT32_MAX, (uint64_t)INT64_MIN};
  unsigned bytes = (unsigned)(next_random(seed) % 9);
  unsigned one_in = (unsigned)(next_random(seed) % 4) * 7;
  bool marked = next_random(seed) % 2 == 0;
  uint64_t base = bases[next_random(seed) % (sizeof bases / sizeof bases[0])];
  truth->length = 1 + next_random(seed) % CELLS;
  for (size_t row = 0; row < truth->length; row++) {
    truth->value[row] = cut(type, base + any_value(seed, bytes), texts);
    truth->missing[row] = any_reason(seed, one_in);
    truth->mark[row] = marked && truth->missing[row] == PRESENT && next_random(seed) % 3 == 0
                           ? (enum mark)(next_random(seed) % 4)
                           : MARK_EXACT;
  }
}

static void a_narrow_column_reads_as_the_wide_one_it_was(void **state) {
  (void)state;
  uint64_t seed = 88172645463325252u;
  static const size_t sizes[] = {1, 2, 256, 257, 400};
  for (int turn = 0; turn < 700; turn++) {
    enum column_type type = (enum column_type)(turn % COLUMN_TYPES);
    size_t texts = sizes[next_random(&seed) % (sizeof sizes / sizeof sizes[0])];
    struct dict *dict = type == COLUMN_TEXT ? dict_of(texts) : NULL;
    struct truth truth;
    random_truth(&truth, type, texts, &seed);
    struct column *column = wide_of(type, &truth, dict);
    check_all(column, &truth, &seed);
    assert_true(column_narrow(column));
    check_all(column, &truth, &seed);
    check_facts(column, &truth);
    assert_true(column_widen(column));
    assert_true(column_is_wide(column));
    check_facts(column, &truth);
    check_all(column, &truth, &seed);
    column_release(column);
    dict_release(dict);
  }
}

/* A narrow column as a loader makes it: stored values written, of a width and base. */
static void check_stored(enum column_type type, unsigned width, int64_t base, struct dict *dict,
                         uint64_t *seed) {
  struct truth truth = {.length = 200};
  struct column *column = column_new_narrow(type, truth.length, dict, width, base);
  assert_non_null(column);
  for (size_t row = 0; row < truth.length; row++) {
    uint64_t stored = row == 0 ? UINT64_MAX >> (64 - 8 * width) : any_value(seed, width);
    if (type == COLUMN_TEXT || type == COLUMN_BOOLEAN)
      stored = cut(type, stored, dict_size(dict));
    memcpy((char *)column->data + row * width, &stored, width); /* the low bytes come first */
    assert_int_equal(column_raw(column, row), stored);
    truth.value[row] = (uint64_t)base + stored;
    if (type == COLUMN_PERIOD || type == COLUMN_DATE)
      truth.value[row] = cut(type, truth.value[row], 0);
    truth.missing[row] = any_reason(seed, 9);
    assert_true(column_set_missing(column, row, truth.missing[row]));
  }
  check_all(column, &truth, seed);
  column_release(column);
}

static void every_type_is_read_in_every_width_and_from_every_base(void **state) {
  (void)state;
  static const int64_t bases[] = {0,         1,         -1,        -300,      INT64_MAX,
                                  INT64_MIN, INT32_MIN, INT32_MAX, 1000000007};
  uint64_t seed = 1234567;
  struct dict *dict = dict_of(256);
  for (int type = 0; type < COLUMN_TYPES; type++)
    for (unsigned width = 1; width <= column_width((enum column_type)type); width *= 2) {
      bool based = type != COLUMN_TEXT && type != COLUMN_NUMBER && type != COLUMN_BOOLEAN;
      if (type == COLUMN_NUMBER && width < 8)
        continue;
      for (size_t i = 0; i < (based ? sizeof bases / sizeof bases[0] : 1); i++)
        check_stored((enum column_type)type, width, bases[i], dict, &seed);
    }
  dict_release(dict);
}

static void the_width_is_the_least_that_holds_the_cells(void **state) {
  (void)state;
  static const struct {
    int64_t least, greatest;
    unsigned width;
    int64_t base;
  } rows[] = {
      {0, 0, 1, 0},
      {0, 255, 1, 0},
      {0, 256, 2, 0},
      {7, 255, 1, 0},
      {1, 256, 1, 1},
      {1000, 1255, 1, 1000},
      {1000, 1256, 2, 0},
      {0, 65535, 2, 0},
      {0, 65536, 4, 0},
      {1, 65536, 2, 1},
      {0, UINT32_MAX, 4, 0},
      {0, INT64_C(1) << 32, 8, 0},
      {1, INT64_C(1) << 32, 4, 1},
      {-1, -1, 1, -1},
      {-1, 254, 1, -1},
      {-1, 255, 2, -1},
      {-128, 127, 1, -128},
      {-65535, 0, 2, -65535},
      {-65536, 0, 4, -65536},
      {INT32_MIN, INT32_MAX, 4, INT32_MIN},
      {-2, UINT32_MAX, 8, 0},
      {INT64_MIN, INT64_MIN + 255, 1, INT64_MIN},
      {INT64_MAX - 255, INT64_MAX, 1, INT64_MAX - 255},
      {INT64_MAX - UINT32_MAX, INT64_MAX, 4, INT64_MAX - UINT32_MAX},
      {INT64_MIN, INT64_MAX, 8, 0},
      {INT64_MIN, 0, 8, 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct column *column = column_new(COLUMN_INTEGER, 3, NULL);
    column->put.integer[0] = rows[i].greatest;
    column->put.integer[1] = INT64_MIN + 17; /* missing cells count for nothing */
    column->put.integer[2] = rows[i].least;
    assert_true(column_set_missing(column, 1, MISSING_BLANK));
    assert_true(column_narrow(column));
    assert_int_equal(column->width, rows[i].width);
    assert_int_equal(column->base, rows[i].base);
    assert_int_equal(column_integer(column, 0), rows[i].greatest);
    assert_int_equal(column_integer(column, 2), rows[i].least);
    assert_int_equal(column_missing(column, 1), MISSING_BLANK);
    assert_true(rows[i].width == 8 || column_raw(column, 1) == 0);
    assert_int_equal(column_negative(column, 2), rows[i].least < 0);
    column_release(column);
  }
}

static void periods_are_narrow_too_from_the_first_to_the_last(void **state) {
  (void)state;
  static const struct {
    int32_t least, greatest;
    unsigned width;
    int64_t base;
  } rows[] = {
      {0, 255, 1, 0},
      {-5, 250, 1, -5},
      {-5, 251, 2, -5},
      {INT32_MAX - 65535, INT32_MAX, 2, INT32_MAX - 65535},
      {INT32_MIN, INT32_MIN + 255, 1, INT32_MIN},
      {INT32_MIN, INT32_MAX, 4, 0},
      {0, 65536, 4, 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct column *column = column_new(i % 2 == 0 ? COLUMN_PERIOD : COLUMN_DATE, 2, NULL);
    column->put.period[0] = rows[i].least;
    column->put.period[1] = rows[i].greatest;
    assert_true(column_narrow(column));
    assert_int_equal(column->width, rows[i].width);
    assert_int_equal(column->base, rows[i].base);
    assert_int_equal(column_period(column, 0), rows[i].least);
    assert_int_equal(column_period(column, 1), rows[i].greatest);
    column_release(column);
  }
}

static void codes_are_as_wide_as_the_dictionary_needs(void **state) {
  (void)state;
  static const struct {
    size_t texts;
    unsigned width;
  } rows[] = {{1, 1}, {256, 1}, {257, 2}, {65536, 2}, {65537, 4}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct dict *dict = dict_of(rows[i].texts);
    struct column *column = column_new(COLUMN_TEXT, 2, dict);
    column->put.code[1] = (uint32_t)rows[i].texts - 1;
    assert_true(column_narrow(column));
    assert_int_equal(column->width, rows[i].width);
    assert_int_equal(column_code(column, 1), rows[i].texts - 1);
    assert_string_equal(column_text(column, 1, NULL),
                        dict_text(dict, (uint32_t)rows[i].texts - 1, NULL));
    column_release(column);
    dict_release(dict);
  }
}

static void a_column_of_no_value_takes_a_byte_a_cell(void **state) {
  (void)state;
  for (int type = 0; type < COLUMN_TYPES; type++)
    for (size_t length = 0; length < 3; length++) {
      struct dict *dict = type == COLUMN_TEXT ? dict_new() : NULL;
      struct column *column = column_new((enum column_type)type, length, dict);
      for (size_t row = 0; row < length; row++)
        assert_true(column_set_missing(column, row, MISSING_NONE));
      assert_true(column_narrow(column));
      assert_true(column_narrow(column)); /* which is narrow already */
      assert_int_equal(column->width, type == COLUMN_NUMBER ? 8 : 1);
      assert_int_equal(column->base, 0);
      for (size_t row = 0; row < length; row++)
        assert_int_equal(column_missing(column, row), MISSING_NONE);
      column_release(column);
      dict_release(dict);
    }
}

static void a_reason_may_be_changed_and_taken_away(void **state) {
  (void)state;
  uint64_t seed = 42;
  static const size_t lengths[] = {1, 63, 64, 65, 127, 128, 129, 640};
  for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
    struct truth truth = {.length = lengths[i]};
    struct column *column = column_new(COLUMN_BOOLEAN, lengths[i], NULL);
    assert_true(column_set_missing(column, 0, PRESENT));
    assert_null(column->gaps);
    for (size_t turn = 0; turn < lengths[i] * 3; turn++) {
      size_t row = next_random(&seed) % lengths[i];
      truth.missing[row] = any_reason(&seed, 1 + turn % 2);
      assert_true(column_set_missing(column, row, truth.missing[row]));
    }
    truth.missing[lengths[i] - 1] = MISSING_UNDEFINED;
    assert_true(column_set_missing(column, lengths[i] - 1, MISSING_UNDEFINED));
    check_all(column, &truth, &seed);
    column_release(column);
  }
}

static void what_is_gathered_keeps_its_facts_but_no_empty_marks(void **state) {
  (void)state;
  struct column *column = column_new(COLUMN_DECIMAL, 3, NULL);
  column->scale = 2;
  column->computed = true;
  column->stray = (struct stray){.line = 7, .cell = "x"};
  column->skipped[MISSING_SUPPRESSED] = 4;
  column->put.integer[2] = -7;
  assert_true(column_set_mark(column, 2, MARK_AT_MOST));
  assert_true(column_set_missing(column, 1, MISSING_BLANK));
  assert_true(column_narrow(column));
  struct column *plain = column_gather(column, (size_t[]){0, 0}, 2);
  struct column *marked = column_gather(column, (size_t[]){SIZE_MAX, 2}, 2);
  assert_null(plain->mark);
  assert_null(plain->gaps);
  assert_int_equal(column_mark(marked, 1), MARK_AT_MOST);
  assert_int_equal(column_integer(marked, 1), -7);
  assert_int_equal(column_missing(marked, 0), MISSING_UNMATCHED);
  assert_true(marked->computed && marked->scale == 2 && marked->stray.line == 7);
  assert_int_equal(marked->skipped[MISSING_SUPPRESSED], 4);
  column_release(plain);
  column_release(marked);
  column_release(column);
}

static void only_what_cannot_be_negative_counts_everywhere(void **state) {
  (void)state;
  for (int64_t least = -1; least <= 1; least++)
    for (int narrow = 0; narrow < 2; narrow++) {
      struct column *column = column_new(COLUMN_INTEGER, 2, NULL);
      column->put.integer[0] = least;
      column->put.integer[1] = 9;
      if (narrow)
        assert_true(column_narrow(column));
      assert_int_equal(column_counts_everywhere(column), least >= 0);
      assert_true(column_set_mark(column, 1, MARK_AT_MOST));
      assert_false(column_counts_everywhere(column));
      assert_true(column_set_missing(column, 1, MISSING_BLANK));
      assert_int_equal(column_counts_everywhere(column), least >= 0);
      column_release(column);
    }
}

static void bits_are_taken_from_any_place(void **state) {
  (void)state;
  uint64_t seed = 5;
  for (size_t count = 1; count < 300; count += 7) {
    bool truth[300] = {false};
    uint64_t bits[300 / 64 + 1] = {0};
    assert_int_equal(bits_words(count), count / 64 + (count % 64 > 0));
    for (size_t i = 0; i < count; i++) {
      truth[i] = next_random(&seed) % 3 == 0;
      bit_set(bits, i);
      if (!truth[i])
        bit_clear(bits, i);
    }
    for (size_t at = 0; at < count; at++) {
      uint64_t expected = 0;
      for (size_t i = 0; i < 64 && at + i < count; i++)
        expected |= (uint64_t)truth[at + i] << i;
      assert_int_equal(bits_from(bits, count, at), expected);
      assert_int_equal(bit_get(bits, at), truth[at]);
    }
  }
}

/* A missing cell is stored as 0, which is then no value unless some present cell has it. */
static void a_zero_is_a_value_only_where_it_is_present(void **state) {
  (void)state;
  for (size_t length = 60; length < 200; length += 7)
    for (unsigned width = 1; width <= 2; width++)
      for (size_t zero = 0; zero <= length; zero++) {
        struct column *column = column_new_narrow(COLUMN_INTEGER, length, NULL, width, 0);
        for (size_t row = 0; row < length; row++) {
          bool missing = row % 3 == 0 && row != zero;
          if (missing)
            assert_true(column_set_missing(column, row, MISSING_SUPPRESSED));
          if (!missing && row != zero && width == 1)
            ((uint8_t *)column->data)[row] = 7;
          if (!missing && row != zero && width == 2)
            ((uint16_t *)column->data)[row] = 256;
        }
        assert_int_equal(column_facts(column)->seen[0], zero < length);
        column_release(column);
      }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_narrow_column_reads_as_the_wide_one_it_was),
      cmocka_unit_test(every_type_is_read_in_every_width_and_from_every_base),
      cmocka_unit_test(the_width_is_the_least_that_holds_the_cells),
      cmocka_unit_test(periods_are_narrow_too_from_the_first_to_the_last),
      cmocka_unit_test(codes_are_as_wide_as_the_dictionary_needs),
      cmocka_unit_test(a_column_of_no_value_takes_a_byte_a_cell),
      cmocka_unit_test(a_reason_may_be_changed_and_taken_away),
      cmocka_unit_test(what_is_gathered_keeps_its_facts_but_no_empty_marks),
      cmocka_unit_test(only_what_cannot_be_negative_counts_everywhere),
      cmocka_unit_test(bits_are_taken_from_any_place),
      cmocka_unit_test(a_zero_is_a_value_only_where_it_is_present),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
