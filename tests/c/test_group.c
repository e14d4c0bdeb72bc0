#include "group.h"
#include "keymap.h"
#include "table.h"

static void assert_groups(struct frame *frame, size_t keys, const char *expected) {
  size_t columns[] = {0, 1, 2};
  struct error error = {0};
  char text[256] = "";
  struct grouping *grouping = grouping_new(frame, columns, keys, NULL, &error);
  assert_non_null(grouping);
  for (size_t row = 0; row < grouping->rows; row++)
    sprintf(text + strlen(text), "%u", grouping->group[row]);
  sprintf(text + strlen(text), "/%zu", grouping->groups);
  assert_string_equal(text, expected);
  for (size_t group = 0; group < grouping->groups && grouping->rows > 0; group++)
    assert_int_equal(grouping->group[grouping->first[group]], group);
  grouping_free(grouping);
}

static void groups_are_numbered_by_first_appearance(void **state) {
  (void)state;
  struct frame *t = table("a:text b:integer", "x 1\ny 1\nx 2\nx 1\ny 1\nz 9");
  assert_groups(t, 1, "010012/3");
  assert_groups(t, 2, "012013/4");
  frame_release(t);
}

static void each_reason_is_a_key_of_its_own(void **state) {
  (void)state;
  struct frame *t = table("a:integer", "0\n.\n..\n.\n0\n-");
  assert_groups(t, 1, "012103/4");
  frame_release(t);
}

static void zero_and_minus_zero_are_one_key(void **state) {
  (void)state;
  struct frame *t = table("a:number", "0\n-0.0\n1");
  assert_groups(t, 1, "001/2");
  frame_release(t);
}

static void without_keys_there_is_one_group_even_of_no_rows(void **state) {
  (void)state;
  struct frame *t = table("a:integer", "1\n2");
  struct frame *empty = table("a:integer", "");
  assert_groups(t, 0, "00/1");
  assert_groups(empty, 0, "/1");
  assert_groups(empty, 1, "/0");
  frame_release(t);
  frame_release(empty);
}

static void rows_stand_together_by_group_in_their_order(void **state) {
  (void)state;
  size_t key = 0;
  struct frame *t = table("a:text", "x\ny\nx\nz\ny\nx");
  struct grouping *grouping = grouping_new(t, &key, 1, NULL, NULL);
  struct group_rows lists;
  assert_true(group_rows_init(&lists, grouping, NULL, NULL));
  size_t rows[] = {0, 2, 5, 1, 4, 3};
  size_t start[] = {0, 3, 5, 6};
  assert_memory_equal(lists.rows, rows, sizeof rows);
  assert_memory_equal(lists.start, start, sizeof start);
  group_rows_clear(&lists);
  grouping_free(grouping);
  frame_release(t);
}

static void many_keys_survive_the_growth_of_the_table(void **state) {
  (void)state;
  struct keymap map;
  assert_true(keymap_init(&map, NULL));
  for (uint32_t i = 0; i < 10000; i++)
    assert_int_equal(keymap_add(&map, i % 7, (struct key_cell){i / 7, (uint8_t)(i % 3)}, NULL), i);
  for (uint32_t i = 0; i < 10000; i++)
    assert_int_equal(keymap_find(&map, i % 7, (struct key_cell){i / 7, (uint8_t)(i % 3)}), i);
  assert_true(keymap_find(&map, 8, (struct key_cell){0, 0}) == KEYMAP_NONE);
  keymap_clear(&map);
}

/* Groups of `rows` rows by up to three columns of different widths, found one by one. */
static void assert_same_in_all_ways(const struct frame *t, size_t count) {
  static const struct engine_options ways[] = {
      {.threads = 1}, {.block = 1, .threads = 3}, {.block = 3, .threads = 2}, {.block = 64}};
  size_t keys[] = {0, 1, 2};
  uint32_t *expected = calloc(t->rows, sizeof *expected);
  size_t groups = 0;
  for (size_t row = 0; row < t->rows; row++) {
    size_t same = 0;
    for (; same < row; same++) {
      bool alike = true;
      for (size_t k = 0; k < count; k++) {
        struct key_cell a = key_of(t->column[k], row), b = key_of(t->column[k], same);
        alike = alike && a.word == b.word && a.tag == b.tag;
      }
      if (alike)
        break;
    }
    expected[row] = same < row ? expected[same] : (uint32_t)groups++;
  }
  for (size_t way = 0; way < 4; way++) {
    struct grouping *grouping = grouping_new(t, keys, count, &ways[way], NULL);
    struct group_rows lists;
    assert_non_null(grouping);
    assert_int_equal(grouping->groups, groups);
    assert_memory_equal(grouping->group, expected, t->rows * sizeof *expected);
    assert_true(group_rows_init(&lists, grouping, &ways[way], NULL));
    for (size_t g = 0; g < groups; g++) {
      assert_int_equal(lists.rows[lists.start[g]], grouping->first[g]);
      for (size_t i = lists.start[g]; i < lists.start[g + 1]; i++) {
        assert_int_equal(expected[lists.rows[i]], g);
        assert_true(i == lists.start[g] || lists.rows[i] > lists.rows[i - 1]);
      }
    }
    assert_int_equal(lists.start[groups], t->rows);
    group_rows_clear(&lists);
    grouping_free(grouping);
  }
  free(expected);
}

static void any_threads_and_blocks_find_the_same_groups(void **state) {
  (void)state;
  enum { ROWS = 900 };
  for (int64_t spread = 3; spread < 1000; spread *= 5) {
    struct frame *t = frame_new(ROWS);
    struct column *column[3] = {column_new(COLUMN_INTEGER, ROWS, NULL),
                                column_new(COLUMN_NUMBER, ROWS, NULL),
                                column_new(COLUMN_BOOLEAN, ROWS, NULL)};
    for (size_t i = 0; i < ROWS; i++) {
      column[0]->put.integer[i] = (int64_t)(i * 7919) % spread;
      column[1]->put.number[i] = (double)((int64_t)(i * i * 31) % spread) / 8;
      column[2]->put.boolean[i] = i % 7 == 0;
      if (i % 5 == 0)
        column_set_missing(column[i % 3], i, (enum missing)(1 + i % 2));
    }
    assert_true(column_narrow(column[0]));
    for (size_t k = 0; k < 3; k++)
      assert_true(frame_add(t, (const char *[]){"a", "b", "c"}[k], column[k], NULL));
    for (size_t count = 0; count <= 3; count++)
      assert_same_in_all_ways(t, count);
    frame_release(t);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(groups_are_numbered_by_first_appearance),
      cmocka_unit_test(each_reason_is_a_key_of_its_own),
      cmocka_unit_test(zero_and_minus_zero_are_one_key),
      cmocka_unit_test(without_keys_there_is_one_group_even_of_no_rows),
      cmocka_unit_test(rows_stand_together_by_group_in_their_order),
      cmocka_unit_test(many_keys_survive_the_growth_of_the_table),
      cmocka_unit_test(any_threads_and_blocks_find_the_same_groups),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
