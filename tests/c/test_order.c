#include "order.h"
#include "table.h"

static void assert_arranged(struct frame *t, size_t count, const bool *descending,
                            const char *expected) {
  struct error error = {0};
  struct order_key keys[4] = {{0}};
  for (size_t i = 0; i < count; i++)
    keys[i] = (struct order_key){i, descending[i]};
  assert_shows(frame_arrange(t, keys, count, NULL, &error), &error, expected);
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

static void a_large_frame_is_sorted_and_stays_stable(void **state) {
  (void)state;
  enum { ROWS = 5000 };
  struct frame *t = frame_new(ROWS);
  struct column *column = column_new(COLUMN_INTEGER, ROWS, NULL);
  for (size_t i = 0; i < ROWS; i++)
    column->put.integer[i] = (int64_t)(i * 7919 % 97);
  assert_true(frame_add(t, "a", column, NULL));
  struct order_key key = {0, false};
  size_t *rows = order_rows(t, &key, 1, NULL, NULL);
  for (size_t i = 1; i < ROWS; i++) {
    int64_t before = column_integer(column, rows[i - 1]);
    int64_t after = column_integer(column, rows[i]);
    assert_true(before < after || (before == after && rows[i - 1] < rows[i]));
  }
  free(rows);
  frame_release(t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(missing_comes_last_in_both_directions),
      cmocka_unit_test(equal_keys_keep_their_rows_in_order),
      cmocka_unit_test(texts_are_in_danish_order),
      cmocka_unit_test(every_type_is_ordered_by_its_values),
      cmocka_unit_test(a_large_frame_is_sorted_and_stays_stable),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
