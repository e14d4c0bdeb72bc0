#include "table.h"

static void cells_are_written_as_files_carry_them(void **state) {
  (void)state;
  struct frame *t = table("i:integer d:decimal2 n:number s:text p:period t:date b:boolean",
                          "-1234 -0,05 17.93 Ærø 2019Q3 2021-09-30 nej");
  assert_string_equal(show(t), "i d n s p t b\n-1234 -0,05 17,93 Ærø 2019Q3 2021-09-30 nej");
  frame_release(t);
}

static void a_row_is_described_by_its_keys_and_reasons(void **state) {
  (void)state;
  char text[DESCRIPTION_SIZE];
  size_t keys[] = {0, 1};
  struct frame *t = table("omraade:text periode:period", "Ærø .");
  cell_describe(text, sizeof text, t, keys, 2, 0);
  assert_string_equal(text, "omraade Ærø, periode missing: suppressed");
  cell_describe(text, sizeof text, t, keys, 0, 0);
  assert_string_equal(text, "all rows");
  frame_release(t);
}

static void a_description_is_cut_at_a_whole_character(void **state) {
  (void)state;
  char text[32];
  size_t key = 0;
  struct frame *t = table("k:text", "ÆØÅÆØÅÆØÅÆØÅ");
  for (size_t size = 3; size < sizeof text; size++) {
    cell_describe(text, size, t, &key, 1, 0);
    assert_true(strlen(text) < size);
    if (strlen(text) > 2)
      assert_int_equal(strlen(text) % 2, 0); /* "k " and letters of two bytes */
  }
  frame_release(t);
}

static void refusing_a_column_names_the_cell_that_made_it_text(void **state) {
  (void)state;
  struct error error = {0};
  struct frame *t = table("antal:text", "12x");
  t->column[0]->stray = (struct stray){.line = 3, .cell = "12x"};
  assert_false(column_refuse(t, 0, "sum", "numbers", &error));
  assert_int_equal(error.code, ERROR_TYPE);
  assert_string_equal(error.message, "sum(antal): sum takes numbers, and the column is text\n"
                                     "column 'antal' is text because of '12x' in line 3");
  frame_release(t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cells_are_written_as_files_carry_them),
      cmocka_unit_test(a_row_is_described_by_its_keys_and_reasons),
      cmocka_unit_test(a_description_is_cut_at_a_whole_character),
      cmocka_unit_test(refusing_a_column_names_the_cell_that_made_it_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
