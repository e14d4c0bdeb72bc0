#include "random.h"
#include "slotmap.h"

enum { SLOTS = 20000 };

/* The obvious map: a list of slots in order of first sight. */
struct list {
  uint64_t slot[SLOTS];
  uint32_t count;
};

static uint32_t number_of(struct list *list, uint64_t slot) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->slot[i] == slot)
      return i;
  list->slot[list->count] = slot;
  return list->count++;
}

static void assert_numbers(enum slotmap_kind kind, uint64_t space, uint64_t stride, size_t most) {
  static struct list list;
  struct slotmap map;
  struct error error = {0};
  list.count = 0;
  assert_true(slotmap_init(&map, kind, space, NULL, &error));
  uint64_t slots[97];
  uint32_t numbers[97];
  for (size_t done = 0; done < most; done += 97) {
    for (size_t i = 0; i < 97; i++)
      slots[i] = random_word() % space / stride * stride;
    assert_true(slotmap_add(&map, slots, 97, numbers, &error));
    for (size_t i = 0; i < 97; i++)
      assert_int_equal(numbers[i], number_of(&list, slots[i]));
  }
  assert_int_equal(map.size, list.count);
  assert_memory_equal(map.slot, list.slot, list.count * sizeof *map.slot);
  slotmap_clear(&map);
}

static void numbers_are_given_in_order_of_first_sight(void **state) {
  (void)state;
  static const enum slotmap_kind kinds[] = {SLOTMAP_ARRAY, SLOTMAP_HASH};
  for (size_t k = 0; k < 2; k++) {
    assert_numbers(kinds[k], 1, 1, 200);
    assert_numbers(kinds[k], 63, 1, 1000);
    assert_numbers(kinds[k], 65, 1, 1000);
    assert_numbers(kinds[k], 5000, 1, 9000);
  }
}

static void a_hash_holds_any_words(void **state) {
  (void)state;
  assert_numbers(SLOTMAP_HASH, UINT64_MAX, 1, 3000);
  assert_numbers(SLOTMAP_HASH, UINT64_MAX, UINT64_C(1) << 32, 3000);
  assert_numbers(SLOTMAP_HASH, UINT64_MAX, UINT64_C(1) << 52, 9000);
  assert_numbers(SLOTMAP_HASH, UINT64_C(1) << 32, 1 << 16, 3000);
}

static void the_last_slots_are_found_again(void **state) {
  (void)state;
  struct slotmap map;
  struct error error = {0};
  uint64_t slots[] = {UINT64_MAX, 0, UINT64_MAX - 1, UINT64_MAX, 0};
  uint32_t numbers[5];
  assert_true(slotmap_init(&map, SLOTMAP_HASH, UINT64_MAX, NULL, &error));
  assert_true(slotmap_add(&map, slots, 5, numbers, &error));
  assert_memory_equal(numbers, ((uint32_t[]){0, 1, 2, 0, 1}), sizeof numbers);
  slotmap_clear(&map);
  assert_true(slotmap_init(&map, SLOTMAP_ARRAY, 1000, NULL, &error));
  slots[0] = slots[3] = 999;
  slots[2] = 998;
  assert_true(slotmap_add(&map, slots, 5, numbers, &error));
  assert_memory_equal(numbers, ((uint32_t[]){0, 1, 2, 0, 1}), sizeof numbers);
  slotmap_clear(&map);
}

/* Slots are their own numbers only where first rows fit in 32 bits, or there is but one group. */
static void the_kind_follows_from_space_and_rows(void **state) {
  (void)state;
  size_t most = (size_t)UINT32_MAX;
  assert_int_equal(slotmap_kind(1, 0), SLOTMAP_SAME);
  assert_int_equal(slotmap_kind(1, most + 1), SLOTMAP_SAME);
  assert_int_equal(slotmap_kind(1 << 16, 10), SLOTMAP_SAME);
  assert_int_equal(slotmap_kind((1 << 16) + 1, 10), SLOTMAP_HASH);
  assert_int_equal(slotmap_kind(1 << 16, most), SLOTMAP_SAME);
  assert_int_equal(slotmap_kind(1 << 16, most + 1), SLOTMAP_ARRAY);
  assert_int_equal(slotmap_kind(100000, 400000), SLOTMAP_SAME);
  assert_int_equal(slotmap_kind(100001, 400000), SLOTMAP_ARRAY);
  assert_int_equal(slotmap_kind(400000, 400000), SLOTMAP_ARRAY);
  assert_int_equal(slotmap_kind(400001, 400000), SLOTMAP_HASH);
  assert_int_equal(slotmap_kind((1 << 23) + 1, most), SLOTMAP_HASH);
}

static void slots_may_be_their_own_numbers(void **state) {
  (void)state;
  struct slotmap map;
  struct error error = {0};
  assert_true(slotmap_init(&map, SLOTMAP_SAME, 777, NULL, &error));
  assert_int_equal(map.size, 777);
  slotmap_clear(&map);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_are_given_in_order_of_first_sight),
      cmocka_unit_test(a_hash_holds_any_words),
      cmocka_unit_test(the_last_slots_are_found_again),
      cmocka_unit_test(the_kind_follows_from_space_and_rows),
      cmocka_unit_test(slots_may_be_their_own_numbers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
