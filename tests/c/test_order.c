#include "order.h"
#include "table.h"

static void assert_arranged(struct frame *t, size_t count, const bool *descending,
                            const char *expected) {
  struct error error = {0};
  struct order_key keys[4] = {{0}};
  for (size_t i = 0; i < count; i++)
    keys[i] = (struct order_key){i, descending[i]};
  assert_shows(frame_arrange(t, keys, count, SIZE_MAX, NULL, &error), &error, expected);
}

static void missing_comes_last_in_both_directions(void **state) {
  (void)state;
  struct frame *t = table("a:integer", "-\n2\n.\n-1\n..\n3");
  assert_arranged(t, 1, (bool[]){false}, "a\n-1\n2\n3\n.\n..\n-");
  assert_arranged(t, 1, (bool[]){true}, "a\n3\n2\n-1\n.\n..\n-");
  frame_release(t);
}

static void equal_keys_keep_their_rows_in_order(void **state) {
  (void)state;
  struct frame *t = table("a:integer b:integer", "2 1\n1 2\n2 3\n1 4\n2 5\n1 6\n2 7");
  assert_arranged(t, 1, (bool[]){false}, "a b\n1 2\n1 4\n1 6\n2 1\n2 3\n2 5\n2 7");
  assert_arranged(t, 1, (bool[]){true}, "a b\n2 1\n2 3\n2 5\n2 7\n1 2\n1 4\n1 6");
  assert_arranged(t, 2, (bool[]){false, true}, "a b\n1 6\n1 4\n1 2\n2 7\n2 5\n2 3\n2 1");
  assert_arranged(t, 0, NULL, "a b\n2 1\n1 2\n2 3\n1 4\n2 5\n1 6\n2 7");
  frame_release(t);
}

static void texts_are_in_danish_order(void **state) {
  (void)state;
  struct frame *t =
      table("a:text", "Zebra\nAalborg\nÆrø\nOdder\nØstjylland\nÅrhus\nAabenraa\nodder\nAllerød");
  assert_arranged(t, 1, (bool[]){false},
                  "a\nAllerød\nOdder\nodder\nZebra\nÆrø\nØstjylland\nAabenraa\nAalborg\nÅrhus");
  frame_release(t);
}

static void every_type_is_ordered_by_its_values(void **state) {
  (void)state;
  struct frame *t = table("a:number", "1.5\n-2\n0\n-1e300\n1e-300\n-0.5");
  assert_arranged(t, 1, (bool[]){true},
                  "a\n1,5\n0,0000000000000000000000000000000000000000000000000000000000000000000000"
                  "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
                  "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
                  "0000000000000000000000000000000000000000000000000000000000000000000001\n0\n-0,5"
                  "\n-2\n-1000000000000000000000000000000000000000000000000000000000000000000000000"
                  "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
                  "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
                  "00000000000000000000000000000000000000000000000000000000000000000000");
  frame_release(t);
  t = table("a:decimal1", "1,5\n-2,0\n0,0");
  assert_arranged(t, 1, (bool[]){false}, "a\n-2,0\n0,0\n1,5");
  frame_release(t);
  t = table("a:boolean", "ja\nnej\n.");
  assert_arranged(t, 1, (bool[]){false}, "a\nnej\nja\n.");
  frame_release(t);
  t = table("a:period", "2019M01\n2020\n2018Q4\n2019\n2018M12");
  assert_arranged(t, 1, (bool[]){false}, "a\n2019\n2020\n2018Q4\n2018M12\n2019M01");
  frame_release(t);
}

/* ---- against the plainest sort ---- */

enum { ROWS = 700 };

static int compare_cells(const struct column *column, bool descending, size_t a, size_t b) {
  enum missing a_missing = column_missing(column, a), b_missing = column_missing(column, b);
  if (a_missing != b_missing)
    return a_missing < b_missing ? -1 : 1;
  if (a_missing != PRESENT)
    return 0;
  int order;
  if (column->type == COLUMN_NUMBER) {
    double x = column_number(column, a), y = column_number(column, b);
    order = (x > y) - (x < y);
  } else if (column->type == COLUMN_TEXT) { /* of digits: bytes will do */
    order = strcmp(column_text(column, a, NULL), column_text(column, b, NULL));
  } else {
    int64_t x = column_integer(column, a), y = column_integer(column, b);
    order = (x > y) - (x < y);
  }
  return descending ? -order : order;
}

static void plain_sort(const struct frame *t, const struct order_key *keys, size_t count,
                       size_t *rows) {
  for (size_t i = 0; i < t->rows; i++) {
    size_t at = i;
    for (; at > 0; at--) {
      int order = 0;
      for (size_t k = 0; k < count && order == 0; k++)
        order = compare_cells(t->column[keys[k].column], keys[k].descending, rows[at - 1], i);
      if (order <= 0)
        break;
      rows[at] = rows[at - 1];
    }
    rows[at] = i;
  }
}

static uint64_t next_random(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return *state >> 33;
}

static struct column *random_column(enum column_type type, uint64_t spread, bool gaps,
                                    uint64_t *state) {
  struct dict *dict = type == COLUMN_TEXT ? dict_new() : NULL;
  struct column *column = column_new(type, ROWS, dict);
  char text[32];
  for (size_t i = 0; i < ROWS; i++) {
    uint64_t value = next_random(state) % spread;
    if (gaps && next_random(state) % 4 == 0)
      column_set_missing(column, i, (enum missing)(1 + value % 4));
    else if (type == COLUMN_NUMBER)
      column->put.number[i] = ((double)value - (double)spread / 2) / 3;
    else if (type == COLUMN_TEXT)
      column->put.code[i] =
          dict_intern(dict, text, (size_t)snprintf(text, sizeof text, "%d", (int)value));
    else if (type == COLUMN_PERIOD)
      column->put.period[i] =
          period_make(PERIOD_MONTH, 2000 + (int)(value % 20), 1 + (int)(value % 12));
    else if (type == COLUMN_BOOLEAN)
      column->put.boolean[i] = value % 2 == 0;
    else
      column->put.integer[i] =
          spread > 1u << 30 ? (int64_t)((value << 34) ^ value) - INT32_MAX : (int64_t)value - 5;
  }
  dict_release(dict);
  if (next_random(state) % 3 != 0)
    assert_true(column_narrow(column));
  return column;
}

static void assert_sorted(const struct frame *t, const struct order_key *keys, size_t count) {
  static const struct engine_options ways[] = {
      {0}, {.block = 1, .threads = 3}, {.block = 9, .threads = 2}};
  static const size_t most[] = {SIZE_MAX, 0, 1, 7, 60, ROWS};
  size_t expected[ROWS];
  plain_sort(t, keys, count, expected);
  for (size_t way = 0; way < 3; way++)
    for (size_t m = 0; m < sizeof most / sizeof most[0]; m++) {
      struct picks order;
      struct error error = {0};
      assert_true(order_rows(t, keys, count, most[m], &order, &ways[way], &error));
      assert_int_equal(order.count, most[m] < ROWS ? most[m] : ROWS);
      for (size_t i = 0; i < order.count; i++)
        assert_int_equal(order.near[i], expected[i]);
      picks_clear(&order);
    }
}

static void any_keys_are_sorted_as_by_the_plainest_sort(void **state) {
  (void)state;
  static const enum column_type types[] = {COLUMN_INTEGER, COLUMN_NUMBER,  COLUMN_TEXT,
                                           COLUMN_PERIOD,  COLUMN_BOOLEAN, COLUMN_DECIMAL};
  static const uint64_t spreads[] = {3, 40, 300, 70000, 1u << 31};
  uint64_t random = 1;
  for (size_t round = 0; round < 60; round++) {
    struct frame *t = frame_new(ROWS);
    struct order_key keys[4];
    size_t count = 1 + next_random(&random) % 4;
    for (size_t i = 0; i < count; i++) {
      enum column_type type = types[next_random(&random) % 6];
      uint64_t spread = spreads[next_random(&random) % 5];
      char name[] = {(char)('a' + i), '\0'};
      assert_true(frame_add(
          t, name, random_column(type, spread, next_random(&random) % 2 == 0, &random), NULL));
      keys[i] = (struct order_key){i, next_random(&random) % 2 == 0};
    }
    assert_sorted(t, keys, count);
    frame_release(t);
  }
}

static void integers_of_all_64_bits_have_missing_cells_last(void **state) {
  (void)state;
  struct frame *t = frame_new(ROWS);
  struct column *column = column_new(COLUMN_INTEGER, ROWS, NULL);
  uint64_t random = 2;
  for (size_t i = 0; i < ROWS; i++)
    column->put.integer[i] = (int64_t)(next_random(&random) << 40 ^ next_random(&random));
  column->put.integer[3] = INT64_MAX;
  column->put.integer[4] = INT64_MIN;
  for (size_t i = 5; i < ROWS; i += 9)
    column_set_missing(column, i, (enum missing)(1 + i % 3));
  assert_true(frame_add(t, "a", column, NULL));
  assert_sorted(t, &(struct order_key){0, false}, 1);
  assert_sorted(t, &(struct order_key){0, true}, 1);
  column->put.integer[4] = INT64_MIN + 3; /* all but room for the reasons */
  assert_sorted(t, &(struct order_key){0, true}, 1);
  frame_release(t);
}

static void many_rows_are_sorted_by_several_threads(void **state) {
  (void)state;
  enum { MANY = 200000 };
  struct frame *t = frame_new(MANY);
  struct column *a = column_new(COLUMN_INTEGER, MANY, NULL);
  struct column *b = column_new(COLUMN_NUMBER, MANY, NULL);
  for (size_t i = 0; i < MANY; i++) {
    a->put.integer[i] = (int64_t)(i * 7919 % 97);
    b->put.number[i] = (double)(i * 104729 % 1000003);
  }
  assert_true(frame_add(t, "a", a, NULL));
  assert_true(frame_add(t, "b", b, NULL));
  for (size_t count = 1; count <= 2; count++) {
    struct picks order;
    struct engine_options options = {.threads = 3};
    struct order_key keys[] = {{0, false}, {1, false}};
    assert_true(order_rows(t, keys, count, SIZE_MAX, &order, &options, NULL));
    for (size_t i = 1; i < MANY; i++) {
      size_t before = order.near[i - 1], after = order.near[i];
      int64_t step = a->put.integer[after] - a->put.integer[before];
      double further = count == 1 ? 0 : b->put.number[after] - b->put.number[before];
      assert_true(step > 0 || (step == 0 && (further > 0 || (further == 0 && before < after))));
    }
    picks_clear(&order);
  }
  atomic_bool cancel = true;
  struct engine_options options = {.cancel = &cancel};
  struct error error = {0};
  assert_refused(frame_arrange(t, &(struct order_key){1, false}, 1, SIZE_MAX, &options, &error),
                 &error, ERROR_CANCELLED, "stopped");
  frame_release(t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(missing_comes_last_in_both_directions),
      cmocka_unit_test(equal_keys_keep_their_rows_in_order),
      cmocka_unit_test(texts_are_in_danish_order),
      cmocka_unit_test(every_type_is_ordered_by_its_values),
      cmocka_unit_test(any_keys_are_sorted_as_by_the_plainest_sort),
      cmocka_unit_test(integers_of_all_64_bits_have_missing_cells_last),
      cmocka_unit_test(many_rows_are_sorted_by_several_threads),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
