#include "extents.h"
#include "random.h"

enum { GROUPS = 20, ROWS = 300 };

struct plain {
  bool any;
  uint32_t least, greatest;
};

static void add_plain(struct plain *plain, uint32_t value) {
  if (!plain->any || value < plain->least)
    plain->least = value;
  if (!plain->any || value > plain->greatest)
    plain->greatest = value;
  plain->any = true;
}

struct block {
  uint32_t group[ROWS];
  uint8_t narrow[ROWS];
  uint16_t wide[ROWS];
  struct gap gap[ROWS];
  size_t count, gaps;
};

static void fill(struct block *block) {
  *block = (struct block){.count = random_below(ROWS + 1)};
  unsigned in_a_hundred = random_chance(50) ? 0 : (unsigned)random_below(101);
  for (size_t i = 0; i < block->count; i++) {
    block->group[i] = (uint32_t)random_below(GROUPS);
    block->wide[i] = (uint16_t)(random_chance(10)   ? UINT16_MAX
                                : random_chance(10) ? 0
                                                    : random_below(UINT16_MAX));
    block->narrow[i] = (uint8_t)block->wide[i];
    if (random_chance(in_a_hundred))
      block->gap[block->gaps++].at = (uint32_t)i;
  }
}

static void add(struct extent *extents, struct plain *plain, const struct block *block,
                unsigned width) {
  const void *stored = width == 1 ? (const void *)block->narrow : block->wide;
  extents_add(extents, block->group, block->count, stored, width, block->gap, block->gaps);
  for (size_t i = 0, gap = 0; i < block->count; i++) {
    if (gap < block->gaps && block->gap[gap].at == i)
      gap++;
    else
      add_plain(&plain[block->group[i]], width == 1 ? block->narrow[i] : block->wide[i]);
  }
}

static void assert_extents(const struct extent *extents, const struct plain *plain) {
  for (size_t g = 0; g < GROUPS; g++) {
    assert_int_equal(extent_is_empty(&extents[g]), !plain[g].any);
    if (!plain[g].any)
      continue;
    assert_int_equal(extent_least(&extents[g]), plain[g].least);
    assert_int_equal(extent_greatest(&extents[g]), plain[g].greatest);
  }
}

static void the_least_and_the_greatest_are_found_and_gaps_left_out(void **state) {
  (void)state;
  static struct block block;
  for (int round = 0; round < 400; round++) {
    struct extent extents[2][GROUPS] = {0};
    struct plain plain[GROUPS] = {0};
    unsigned width = round % 2 == 0 ? 1 : 2;
    for (size_t k = 0; k < 6; k++) {
      fill(&block);
      add(extents[k % 2], plain, &block, width);
    }
    for (size_t g = 0; g < GROUPS; g++)
      extent_merge(&extents[0][g], &extents[1][g]);
    assert_extents(extents[0], plain);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_least_and_the_greatest_are_found_and_gaps_left_out)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
