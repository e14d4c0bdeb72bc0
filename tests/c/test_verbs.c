#include "table.h"
#include "verbs.h"

static void a_filter_keeps_what_is_true_only(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *t = table("a:integer s:text", "1 x\n2 y\n. z\n4 w");
  struct expression *e = parse("(> a 1)");
  for (size_t block = 1; block < 6; block++) {
    struct engine_options options = {.block = block};
    assert_shows(frame_filter(t, e, &options, &error), &error, "a s\n2 y\n4 w");
  }
  expression_free(e);
  frame_release(t);
}

static void a_filter_takes_a_condition_only(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *t = table("a:integer", "1");
  struct expression *e = parse("(+ a 1)");
  assert_refused(frame_filter(t, e, NULL, &error), &error, ERROR_TYPE, "a condition");
  expression_free(e);
  frame_release(t);
}

static void a_later_column_sees_the_earlier_and_a_name_keeps_its_place(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *t = table("a:integer b:integer", "1 2\n3 4");
  struct expression *es[] = {parse("(* a 10)"), parse("(+ a b)")};
  const char *names[] = {"a", "c"};
  assert_shows(frame_mutate(t, names, es, 2, NULL, &error), &error, "a b c\n10 2 12\n30 4 34");
  assert_string_equal(show(t), "a b\n1 2\n3 4");
  expression_free(es[0]);
  expression_free(es[1]);
  frame_release(t);
}

static void select_renames_and_orders(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *t = table("a:integer b:integer", "1 2");
  const char *names[] = {"x", "a", "y"};
  size_t from[] = {1, 0, 1};
  assert_shows(frame_select(t, names, from, 3, &error), &error, "x a y\n2 1 2");
  const char *twice[] = {"x", "x"};
  assert_refused(frame_select(t, twice, from, 2, &error), &error, ERROR_VALUE, "'x'");
  frame_release(t);
}

static void a_slice_is_clipped_to_the_frame(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *t = table("a:integer", "1\n2\n3");
  assert_shows(frame_slice(t, 2, 9, NULL, &error), &error, "a\n2\n3");
  assert_shows(frame_slice(t, 0, 1, NULL, &error), &error, "a\n1");
  assert_shows(frame_slice(t, 3, 2, NULL, &error), &error, "a");
  assert_shows(frame_slice(t, 9, 12, NULL, &error), &error, "a");
  frame_release(t);
}

static void distinct_keeps_first_appearances_and_tells_reasons_apart(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *t = table("a:integer b:text", "2 x\n1 x\n2 x\n. y\n.. y\n. y");
  size_t columns[] = {0};
  assert_shows(frame_distinct(t, columns, 1, NULL, &error), &error, "a\n2\n1\n.\n..");
  assert_shows(frame_distinct(t, NULL, 0, NULL, &error), &error, "a b\n2 x\n1 x\n. y\n.. y");
  frame_release(t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_filter_keeps_what_is_true_only),
      cmocka_unit_test(a_filter_takes_a_condition_only),
      cmocka_unit_test(a_later_column_sees_the_earlier_and_a_name_keeps_its_place),
      cmocka_unit_test(select_renames_and_orders),
      cmocka_unit_test(a_slice_is_clipped_to_the_frame),
      cmocka_unit_test(distinct_keeps_first_appearances_and_tells_reasons_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
