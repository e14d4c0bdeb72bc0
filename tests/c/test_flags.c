#include <stdlib.h>

#include "flags.h"
#include "suite.h"

enum { CELLS = 300 };

static uint32_t stored(const void *codes, unsigned width, size_t i) {
  return width == 1   ? ((const uint8_t *)codes)[i]
         : width == 2 ? ((const uint16_t *)codes)[i]
                      : ((const uint32_t *)codes)[i];
}

static void store(void *codes, unsigned width, size_t i, uint32_t code) {
  if (width == 1)
    ((uint8_t *)codes)[i] = (uint8_t)code;
  else if (width == 2)
    ((uint16_t *)codes)[i] = (uint16_t)code;
  else
    ((uint32_t *)codes)[i] = code;
}

/* So many of the codes below `size` are wanted. */
static void assert_flagged(unsigned width, size_t size, size_t chosen, size_t count) {
  uint32_t codes[CELLS];
  uint8_t flags[CELLS];
  uint8_t *by_code = calloc(size, 1);
  assert_non_null(by_code);
  for (size_t i = 0; i < chosen; i++)
    by_code[(i * 37 + 5) % size] = 1;
  for (size_t i = 0; i < count; i++)
    store(codes, width, i, (uint32_t)(i * i % (width == 1 && size > 256 ? 256 : size)));
  struct wanted wanted = flags_wanted(by_code, size, width);
  flags_of_codes(&wanted, codes, width, count, flags);
  for (size_t i = 0; i < count; i++)
    assert_int_equal(flags[i], by_code[stored(codes, width, i)]);
  free(by_code);
}

static void few_codes_and_many_are_flagged_alike(void **state) {
  (void)state;
  const unsigned widths[] = {1, 2, 4};
  for (size_t w = 0; w < 3; w++)
    for (size_t chosen = 0; chosen <= FLAGS_FEW + 3; chosen++)
      for (size_t count = 0; count < 140; count += 23)
        assert_flagged(widths[w], 200, chosen, count);
}

/* Codes of reasons lie behind those that the cells can hold. */
static void a_code_that_no_cell_can_hold_is_never_met(void **state) {
  (void)state;
  uint8_t by_code[260] = {0};
  uint8_t codes[4] = {0, 1, 2, 3};
  uint8_t flags[4];
  by_code[2] = by_code[256] = by_code[257] = 1;
  struct wanted wanted = flags_wanted(by_code, 260, 1);
  flags_of_codes(&wanted, codes, 1, 4, flags);
  assert_memory_equal(flags, ((uint8_t[]){0, 0, 1, 0}), 4);
  assert_flagged(2, 300, 300, 50);
}

static void assert_places(const uint8_t *flags, size_t count) {
  uint32_t places[CELLS];
  size_t expected = 0;
  size_t found = flags_places(flags, count, places);
  for (size_t i = 0; i < count; i++)
    if (flags[i] != 0)
      assert_int_equal(places[expected++], i);
  assert_int_equal(found, expected);
}

static void places_are_those_of_the_raised_flags(void **state) {
  (void)state;
  uint8_t flags[CELLS];
  for (unsigned every = 1; every < 80; every++)
    for (size_t count = 0; count <= CELLS; count += 59) {
      for (size_t i = 0; i < CELLS; i++)
        flags[i] = (i / 70 % 2 == 0) == (i % every == 0);
      assert_places(flags, count);
    }
}

static void flags_of_missing_cells_are_lowered(void **state) {
  (void)state;
  uint8_t flags[] = {1, 0, 1, 1};
  flags_without(flags, (const uint8_t[]){0, 0, 3, 0}, 4);
  assert_memory_equal(flags, ((uint8_t[]){1, 0, 0, 1}), 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(few_codes_and_many_are_flagged_alike),
      cmocka_unit_test(a_code_that_no_cell_can_hold_is_never_met),
      cmocka_unit_test(places_are_those_of_the_raised_flags),
      cmocka_unit_test(flags_of_missing_cells_are_lowered),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
