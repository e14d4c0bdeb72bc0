/* Codes and slots of keys beside the key cells themselves. */
#include "by_code.h"
#include "encode.h"
#include "facts.h"
#include "keys.h"
#include "plain.h"
#include "table.h"

/* ---- facts ---- */

static struct facts plain_facts(const struct column *column) {
  struct facts facts = {0};
  for (size_t row = 0; row < column->length; row++) {
    if (column_missing(column, row) != PRESENT)
      continue;
    uint64_t raw = column_raw(column, row);
    facts.limit = raw >= facts.limit ? raw + 1 : facts.limit;
    facts.negative = facts.negative || column_negative(column, row);
    if (column->type == COLUMN_PERIOD || column->type == COLUMN_DATE)
      facts.kinds |= 1u << period_kind(column_period(column, row));
  }
  if (column->type == COLUMN_TEXT)
    facts.limit = dict_size(column->dict);
  if (column->width == 8)
    facts.limit = UINT64_MAX;
  return facts;
}

static void assert_facts(const struct column *column) {
  const struct facts *facts = column_facts(column);
  struct facts expected = plain_facts(column);
  assert_true(facts->limit == expected.limit);
  assert_int_equal(facts->kinds, expected.kinds);
  assert_int_equal(facts->negative, expected.negative);
  assert_ptr_equal(column_facts(column), facts);
  assert_int_equal(facts->seen != NULL, column->width <= 2 && column->type != COLUMN_TEXT);
  for (size_t value = 0; facts->seen != NULL && value < facts->limit; value++) {
    bool seen = false;
    for (size_t row = 0; row < column->length && !seen; row++)
      seen = column_missing(column, row) == PRESENT && column_raw(column, row) == value;
    assert_int_equal(facts->seen[value] != 0, seen);
  }
}

static void facts_are_those_of_all_cells(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 40; seed++) {
    random_state = seed;
    struct frame *frame = random_frame(random_below(200));
    for (size_t i = 0; i < frame->columns; i++)
      assert_facts(frame->column[i]);
    frame_release(frame);
  }
}

static void facts_go_when_cells_are_stored_otherwise(void **state) {
  (void)state;
  random_state = 3;
  for (size_t flavour = 0; flavour < 8; flavour++) {
    struct column *column = random_column(COLUMN_INTEGER, 80, NULL, flavour, 10, 0);
    assert_facts(column);
    assert_true(column_widen(column));
    assert_facts(column);
    assert_true(column_narrow(column));
    assert_facts(column);
    column_release(column);
  }
}

/* ---- by code ---- */

/* The table's cell for a row is the row's own. */
static void assert_table(const struct column *column) {
  size_t span = by_code_span(column);
  if (span == 0)
    return;
  struct column *table = by_code_table(column, span);
  assert_int_equal(table->length, by_code_size(span));
  assert_int_equal(table->scale, column->scale);
  assert_int_equal(table->computed, column->computed);
  assert_memory_equal(table->skipped, column->skipped, sizeof table->skipped);
  for (size_t row = 0; row < column->length; row++)
    assert_true(random_same_cell(table, by_code(column, span, row), column, row));
  for (size_t code = 0; code < span && column->type != COLUMN_TEXT; code++)
    assert_int_equal(column_missing(table, code) == PRESENT, column_facts(column)->seen[code] != 0);
  column_release(table);
}

static void tables_have_the_cell_of_every_row(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 40; seed++) {
    random_state = seed;
    struct frame *frame = random_frame(random_below(400));
    for (size_t i = 0; i < frame->columns; i++)
      assert_table(frame->column[i]);
    frame_release(frame);
  }
}

static void columns_of_many_values_or_marks_have_no_tables(void **state) {
  (void)state;
  struct frame *t = table("x:integer y:integer z:number b:boolean", "0 0 1 ja\n63 64 1 nej");
  assert_int_equal(by_code_span(t->column[0]), 64);
  assert_int_equal(by_code_span(t->column[1]), 0); /* 65 codes for two rows */
  assert_int_equal(by_code_span(t->column[2]), 0);
  assert_int_equal(by_code_span(t->column[3]), 2);
  column_set_mark(t->column[3], 0, MARK_AT_LEAST);
  assert_int_equal(by_code_span(t->column[3]), 0);
  frame_release(t);
  struct column *many = column_new_narrow(COLUMN_INTEGER, 4000, NULL, 2, 0);
  ((uint16_t *)many->data)[9] = 999;
  assert_int_equal(by_code_span(many), 1000);
  column_release(many);
  many = column_new_narrow(COLUMN_INTEGER, 4000, NULL, 2, 0);
  ((uint16_t *)many->data)[9] = 1000;
  assert_int_equal(by_code_span(many), 0);
  column_release(many);
}

/* ---- slots ---- */

/* Whether the cells of all keys are the same in two rows of the scan. */
static bool same_row(struct scan *scan, const size_t *keys, size_t count, size_t a, size_t b) {
  for (size_t i = 0; i < count; i++) {
    const struct scan_column *of = &scan->columns[keys[i]];
    const struct column *cells = of->form == SCAN_TABLE ? of->table : of->source;
    size_t x = of->form == SCAN_TABLE ? by_code(of->source, of->span, a) : a;
    size_t y = of->form == SCAN_TABLE ? by_code(of->source, of->span, b) : b;
    enum missing reason = column_missing(cells, x);
    if (reason != column_missing(cells, y) ||
        (reason == PRESENT && !random_same_value(cells, x, cells, y)))
      return false;
  }
  return true;
}

enum { MOST_ROWS = 150 };

static size_t find_slots(struct scan *scan, const struct keys *keys, size_t room, size_t *rows,
                         uint64_t *slots) {
  struct scan_block block;
  struct error error = {0};
  uint32_t small[MOST_ROWS];
  size_t count = 0;
  assert_true(scan_block_init(&block, scan, room, &error));
  for (size_t start = 0; start < scan->frame->rows; start += room) {
    size_t left = scan->frame->rows - start;
    assert_true(scan_block_run(&block, start, left < room ? left : room, &error));
    assert_true(block.count == 0 || keys_slots(keys, &block, slots + count, &error));
    if (keys->space <= UINT32_MAX && block.count > 0) {
      assert_true(keys_small_slots(keys, &block, small, &error));
      for (size_t i = 0; i < block.count; i++)
        assert_true(small[i] == slots[count + i]);
    }
    for (size_t i = 0; i < block.count; i++)
      rows[count++] = scan_block_row(&block, i);
  }
  scan_block_clear(&block);
  return count;
}

static void assert_slots(struct scan *scan, const size_t *columns, size_t count) {
  struct keys keys;
  size_t rows[MOST_ROWS];
  uint64_t slots[MOST_ROWS];
  if (keys_init(&keys, scan, columns, count))
    for (size_t room = 1; room < 200; room = room * 5 + 2) {
      size_t left = find_slots(scan, &keys, room, rows, slots);
      for (size_t i = 0; i < left; i++) {
        assert_true(slots[i] < keys.space);
        for (size_t j = 0; j < i; j++)
          assert_int_equal(slots[i] == slots[j], same_row(scan, columns, count, rows[i], rows[j]));
      }
    }
  keys_clear(&keys);
}

static void rows_of_one_slot_have_the_same_keys(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 120; seed++) {
    struct scan scan;
    random_state = seed * 31;
    struct frame *frame = random_frame(random_below(MOST_ROWS));
    struct expression *low = parse("(lower t)"), *year = parse("(year p)"),
                      *drop = parse("(not (is_missing b))");
    assert_true(scan_init(&scan, frame));
    bool made = scan_mutate(&scan, "low", low) && scan_mutate(&scan, "year", year) &&
                (random_chance(50) || scan_filter(&scan, drop));
    size_t columns[5], count = random_below(5);
    for (size_t i = 0; i < count; i++)
      columns[i] = random_below(scan.like->columns);
    if (made)
      assert_slots(&scan, columns, count);
    scan_clear(&scan);
    expression_free(low);
    expression_free(year);
    expression_free(drop);
    frame_release(frame);
  }
}

/* Every reason of a missing cell, beside a value that is stored as a missing cell is. */
static void reasons_are_keys_of_their_own(void **state) {
  (void)state;
  struct frame *t = table("a:text b:integer c:period",
                          "x 0 2019\n. . .\n.. .. ..\n_ _ _\n? ? ?\n- - -\n! ! !\n~ ~ ~\nx . 2019\n"
                          ". 0 2019\nx 0 .\ny 1 2020");
  static const size_t keys[][3] = {{0, 1, 2}, {1, 0, 2}, {2, 1, 0}};
  for (size_t i = 0; i < 3; i++)
    for (size_t count = 1; count <= 3; count++) {
      struct scan scan;
      assert_true(scan_init(&scan, t));
      assert_slots(&scan, keys[i], count);
      scan_clear(&scan);
    }
  frame_release(t);
}

static struct frame *wide_codes(size_t columns) {
  struct frame *frame = frame_new(2);
  static const char *const names[] = {"a", "b", "c"};
  for (size_t i = 0; i < columns; i++) {
    struct column *column = column_new_narrow(COLUMN_INTEGER, 2, NULL, 4, 0);
    ((uint32_t *)column->data)[1] = UINT32_MAX;
    frame_add(frame, names[i], column, NULL);
  }
  return frame;
}

static void more_combinations_than_words_are_declined(void **state) {
  (void)state;
  for (size_t columns = 1; columns <= 3; columns++) {
    struct frame *t = wide_codes(columns);
    struct scan scan;
    struct keys keys;
    assert_true(scan_init(&scan, t));
    /* 2^32 codes twice are 2^64 combinations, one more than can be counted */
    assert_int_equal(keys_init(&keys, &scan, (size_t[]){0, 1, 2}, columns), columns == 1);
    keys_clear(&keys);
    scan_clear(&scan);
    frame_release(t);
  }
}

static void keys_without_codes_are_declined(void **state) {
  (void)state;
  struct frame *t = table("x:number y:integer", "1 9223372036854775807\n2 -9223372036854775807");
  struct expression *sum = parse("(+ x x)");
  struct scan scan;
  struct keys keys;
  assert_true(scan_init(&scan, t) && scan_mutate(&scan, "s", sum));
  for (size_t i = 0; i < 3; i++) {
    assert_false(keys_init(&keys, &scan, &i, 1));
    keys_clear(&keys);
  }
  scan_clear(&scan);
  expression_free(sum);
  frame_release(t);
}

/* ---- encoding ---- */

static void assert_encoded(const struct frame *frame, const size_t *keys, size_t count) {
  struct encoded encoded;
  struct error error = {0};
  struct scan scan;
  struct keys slots;
  assert_true(encode_keys(&encoded, frame, keys, count, NULL, &error));
  for (size_t row = 0; row < frame->rows; row++)
    for (size_t other = 0; other < row; other++)
      assert_int_equal(plain_same_keys(encoded.frame, encoded.keys, encoded.count, row, other),
                       plain_same_keys(frame, keys, count, row, other));
  assert_true(scan_init(&scan, encoded.frame));
  assert_true(keys_init(&slots, &scan, encoded.keys, encoded.count));
  keys_clear(&slots);
  scan_clear(&scan);
  encoded_clear(&encoded);
}

static void encoded_keys_group_as_the_keys_do(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 60; seed++) {
    random_state = seed * 99;
    struct frame *frame = random_frame(random_below(80));
    size_t keys[6], count = random_below(7);
    for (size_t i = 0; i < count; i++)
      keys[i] = random_below(frame->columns);
    assert_encoded(frame, keys, count);
    frame_release(frame);
  }
}

static void more_combinations_than_words_are_joined(void **state) {
  (void)state;
  struct error error = {0};
  struct encoded encoded;
  struct frame *t = wide_codes(3);
  size_t keys[] = {2, 0, 1, 7};
  assert_encoded(t, keys, 3);
  assert_true(encode_keys(&encoded, t, keys, 3, NULL, &error));
  assert_int_equal(encoded.count, 1);
  encoded_clear(&encoded);
  assert_false(encode_keys(&encoded, t, keys, 4, NULL, &error));
  encoded_clear(&encoded);
  frame_release(t);
  t = table("x:number y:number z:number", "1 1 1\n1 1 2\n1 . 1\n1 1 1\n. 1 1\n1 .. 1");
  assert_encoded(t, (size_t[]){0, 1, 2}, 3);
  frame_release(t);
}

static void nought_is_one_key_whatever_its_sign(void **state) {
  (void)state;
  struct error error = {0};
  struct encoded encoded;
  struct frame *t = table("x:number", "-0 0 1");
  assert_true(encode_keys(&encoded, t, (size_t[]){0}, 1, NULL, &error));
  const struct column *codes = encoded.frame->column[encoded.keys[0]];
  assert_int_equal(column_code(codes, 0), column_code(codes, 1));
  assert_int_not_equal(column_code(codes, 0), column_code(codes, 2));
  encoded_clear(&encoded);
  frame_release(t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(facts_are_those_of_all_cells),
      cmocka_unit_test(facts_go_when_cells_are_stored_otherwise),
      cmocka_unit_test(tables_have_the_cell_of_every_row),
      cmocka_unit_test(columns_of_many_values_or_marks_have_no_tables),
      cmocka_unit_test(rows_of_one_slot_have_the_same_keys),
      cmocka_unit_test(reasons_are_keys_of_their_own),
      cmocka_unit_test(more_combinations_than_words_are_declined),
      cmocka_unit_test(keys_without_codes_are_declined),
      cmocka_unit_test(encoded_keys_group_as_the_keys_do),
      cmocka_unit_test(more_combinations_than_words_are_joined),
      cmocka_unit_test(nought_is_one_key_whatever_its_sign),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
