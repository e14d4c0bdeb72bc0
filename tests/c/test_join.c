#include "join.h"
#include "table.h"
#include "verbs.h"

static struct frame *join(struct frame *left, struct frame *right, const char *kind, size_t keys,
                          bool many, struct error *error) {
  struct join_on on[] = {{0, 0}, {1, 1}};
  *error = (struct error){0};
  return frame_join(left, right, join_kind_find(kind), on, keys, many, NULL, error);
}

static void assert_joined(struct frame *left, struct frame *right, const char *kind, size_t keys,
                          bool many, const char *expected) {
  struct error error;
  struct frame *result = join(left, right, kind, keys, many, &error);
  assert_shows(result, &error, expected);
}

static void rows_come_in_left_order_with_the_columns_of_both(void **state) {
  (void)state;
  struct frame *left = table("k:text x:integer", "b 1\na 2\nc 3\nb 4");
  struct frame *right = table("k:text y:integer", "a 10\nb .\nd 30");
  assert_joined(left, right, "left", 1, false, "k x y\nb 1 .\na 2 10\nc 3 ?\nb 4 .");
  assert_joined(left, right, "inner", 1, false, "k x y\nb 1 .\na 2 10\nb 4 .");
  assert_joined(left, right, "semi", 1, false, "k x\nb 1\na 2\nb 4");
  assert_joined(left, right, "anti", 1, false, "k x\nc 3");
  frame_release(left);
  frame_release(right);
}

static void missing_keys_never_match_in_a_join(void **state) {
  (void)state;
  struct frame *left = table("k:text x:integer", ". 1\na 2");
  struct frame *right = table("k:text y:integer", ". 10\n. 11\na 12");
  assert_joined(left, right, "inner", 1, false, "k x y\na 2 12");
  assert_joined(left, right, "left", 1, false, "k x y\n. 1 ?\na 2 12");
  assert_joined(left, right, "anti", 1, false, "k x\n. 1");
  frame_release(left);
  frame_release(right);
}

static void a_text_that_no_row_has_any_more_never_matches(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *left = table("k:text x:integer", "b 1\na 2\nb 3");
  struct frame *whole = table("k:text y:integer", "a 10\nb 11");
  struct frame *right = frame_slice(whole, 1, 1, NULL, &error);
  assert_joined(left, right, "left", 1, false, "k x y\nb 1 ?\na 2 10\nb 3 ?");
  assert_joined(left, right, "inner", 1, false, "k x y\na 2 10");
  assert_joined(left, right, "semi", 1, false, "k x\na 2");
  assert_joined(left, right, "anti", 1, false, "k x\nb 1\nb 3");
  frame_release(left);
  frame_release(whole);
  frame_release(right);
}

static void a_key_found_twice_on_the_right_is_refused_unless_many(void **state) {
  (void)state;
  struct error error;
  struct frame *left = table("k:text x:integer", "a 1\nb 2");
  struct frame *right = table("k:text y:integer", "b 10\na 11\nb 12");
  assert_refused(join(left, right, "left", 1, false, &error), &error, ERROR_DATA,
                 "k b twice (rows 1 and 3)");
  assert_refused(join(left, right, "inner", 1, false, &error), &error, ERROR_DATA, "many = true");
  assert_joined(left, right, "left", 1, true, "k x y\na 1 11\nb 2 10\nb 2 12");
  assert_joined(left, right, "semi", 1, false, "k x\na 1\nb 2");
  frame_release(left);
  frame_release(right);
}

static void numbers_match_by_value_whatever_their_type(void **state) {
  (void)state;
  struct frame *i = table("k:integer x:integer", "5 1\n500 2\n0 3\n-7 4");
  struct frame *d = table("k:decimal2 y:integer", "5,00 1\n500,00 2\n0,00 3\n-7,01 4");
  struct frame *n = table("k:number z:integer", "5 1\n0.5 2\n-0.0 3");
  assert_joined(i, d, "left", 1, false, "k x y\n5 1 1\n500 2 2\n0 3 3\n-7 4 ?");
  assert_joined(d, i, "semi", 1, false, "k y\n5,00 1\n500,00 2\n0,00 3");
  assert_joined(i, n, "left", 1, false, "k x z\n5 1 1\n500 2 ?\n0 3 3\n-7 4 ?");
  assert_joined(n, d, "anti", 1, false, "k z\n0,5 2");
  frame_release(i);
  frame_release(d);
  frame_release(n);
}

static void all_keys_must_match(void **state) {
  (void)state;
  struct frame *left = table("k:text p:period x:integer", "a 2019 1\na 2020 2\nb 2019 3\nb . 4");
  struct frame *right = table("k:text p:period y:integer", "b 2019 10\na 2020 11\nb 2020 12");
  assert_joined(left, right, "left", 2, false,
                "k p x y\na 2019 1 ?\na 2020 2 11\nb 2019 3 10\nb . 4 ?");
  frame_release(left);
  frame_release(right);
}

static void one_name_on_both_sides_is_refused(void **state) {
  (void)state;
  struct error error;
  struct frame *left = table("k:text antal:integer", "a 1");
  struct frame *right = table("k:text antal:integer", "a 2");
  assert_refused(join(left, right, "left", 1, false, &error), &error, ERROR_VALUE,
                 "both sides have a column 'antal'; rename one");
  assert_joined(left, right, "semi", 1, false, "k antal\na 1");
  frame_release(left);
  frame_release(right);
}

static void keys_of_two_types_are_refused(void **state) {
  (void)state;
  struct error error;
  struct frame *left = table("k:integer x:integer", "751 1");
  struct frame *right = table("kode:text y:integer", "0751 2");
  assert_refused(join(left, right, "left", 1, false, &error), &error, ERROR_TYPE,
                 "'k' on the left is integer, 'kode' on the right is text");
  assert_refused(join(left, right, "outer", 1, false, &error), &error, ERROR_VALUE, "no such kind");
  assert_refused(join(left, right, "left", 0, false, &error), &error, ERROR_VALUE, "to join on");
  frame_release(left);
  frame_release(right);
}

static void a_frame_joins_itself_and_the_empty(void **state) {
  (void)state;
  struct frame *t = table("k:text x:integer", "a 1\nb 2");
  struct frame *empty = table("k:text y:integer", "");
  assert_joined(t, t, "semi", 1, false, "k x\na 1\nb 2");
  assert_joined(t, empty, "left", 1, false, "k x y\na 1 ?\nb 2 ?");
  assert_joined(empty, t, "left", 1, false, "k y x");
  frame_release(t);
  frame_release(empty);
}

/* Two keys, many rows, keys that repeat on the right, found by looking at every pair. */
static void any_threads_join_the_same_rows(void **state) {
  (void)state;
  enum { LEFT = 800, RIGHT = 60 };
  static const struct engine_options ways[] = {
      {0}, {.block = 1, .threads = 3}, {.block = 5, .threads = 2}};
  struct frame *left = frame_new(LEFT), *right = frame_new(RIGHT);
  struct column *columns[6];
  for (size_t i = 0; i < 6; i++) {
    columns[i] = column_new(COLUMN_INTEGER, i < 3 ? LEFT : RIGHT, NULL);
    for (size_t row = 0; row < columns[i]->length; row++) {
      columns[i]->put.integer[row] =
          (int64_t)(i % 3 == 2 ? row : (row * (i < 3 ? 31 : 17) + i) % (i % 3 == 0 ? 9 : 5));
      if (i % 3 != 2 && (row + i) % 23 == 0)
        column_set_missing(columns[i], row, MISSING_SUPPRESSED);
    }
    assert_true(column_narrow(columns[i]));
    assert_true(frame_add(i < 3 ? left : right, (const char *[]){"a", "b", "l", "a", "b", "r"}[i],
                          columns[i], NULL));
  }
  struct join_on on[] = {{0, 0}, {1, 1}};
  for (int kind = 0; kind < JOIN_KINDS; kind++)
    for (size_t way = 0; way < 3; way++) {
      struct error error = {0};
      struct frame *result =
          frame_join(left, right, (enum join_kind)kind, on, 2, true, &ways[way], &error);
      assert_non_null(result);
      size_t at = 0;
      bool adds = kind == JOIN_INNER || kind == JOIN_LEFT;
      for (size_t l = 0; l < LEFT; l++) {
        size_t found = 0;
        for (size_t r = 0; r < RIGHT; r++) {
          bool same = true;
          for (size_t k = 0; k < 2; k++)
            same = same && column_missing(columns[k], l) == PRESENT &&
                   column_missing(columns[3 + k], r) == PRESENT &&
                   column_integer(columns[k], l) == column_integer(columns[3 + k], r);
          if (!same)
            continue;
          found++;
          if (!adds)
            continue;
          assert_int_equal(column_integer(result->column[2], at), l);
          assert_int_equal(column_integer(result->column[3], at++), r);
        }
        bool stays = kind == JOIN_SEMI ? found > 0 : kind != JOIN_INNER && found == 0;
        if (!stays)
          continue;
        assert_int_equal(column_integer(result->column[2], at), l);
        assert_true(!adds || column_missing(result->column[3], at) == MISSING_UNMATCHED);
        at++;
      }
      assert_int_equal(result->rows, at);
      frame_release(result);
    }
  frame_release(left);
  frame_release(right);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_threads_join_the_same_rows),
      cmocka_unit_test(rows_come_in_left_order_with_the_columns_of_both),
      cmocka_unit_test(missing_keys_never_match_in_a_join),
      cmocka_unit_test(a_text_that_no_row_has_any_more_never_matches),
      cmocka_unit_test(a_key_found_twice_on_the_right_is_refused_unless_many),
      cmocka_unit_test(numbers_match_by_value_whatever_their_type),
      cmocka_unit_test(all_keys_must_match),
      cmocka_unit_test(one_name_on_both_sides_is_refused),
      cmocka_unit_test(keys_of_two_types_are_refused),
      cmocka_unit_test(a_frame_joins_itself_and_the_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
