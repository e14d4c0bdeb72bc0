#include "keymap.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 16 };

static struct keymap_slot *new_slots(size_t count) {
  struct keymap_slot *slots = malloc(count * sizeof *slots);
  for (size_t i = 0; slots != NULL && i < count; i++)
    slots[i].number = KEYMAP_NONE;
  return slots;
}

bool keymap_init(struct keymap *map, struct error *error) {
  *map = (struct keymap){.slots = new_slots(FIRST_SLOTS), .slot_count = FIRST_SLOTS};
  return map->slots != NULL || error_memory(error);
}

void keymap_clear(struct keymap *map) {
  free(map->slots);
  *map = (struct keymap){0};
}

static uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93u;
  x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93u;
  return x ^ (x >> 32);
}

/* The slot of a combination, or the free one where it belongs. */
static size_t find_slot(const struct keymap *map, uint32_t before, struct key_cell cell) {
  size_t mask = map->slot_count - 1;
  uint64_t hash = mix(cell.word ^ mix(((uint64_t)before << 8 | cell.tag) + 1));
  size_t at = (size_t)hash & mask;
  for (;; at = (at + 1) & mask) {
    const struct keymap_slot *slot = &map->slots[at];
    if (slot->number == KEYMAP_NONE)
      return at;
    if (slot->word == cell.word && slot->before == before && slot->tag == cell.tag)
      return at;
  }
}

static bool grow(struct keymap *map) {
  struct keymap old = *map;
  struct keymap_slot *slots = new_slots(old.slot_count * 2);
  if (slots == NULL)
    return false;
  map->slots = slots;
  map->slot_count = old.slot_count * 2;
  for (size_t i = 0; i < old.slot_count; i++) {
    const struct keymap_slot *slot = &old.slots[i];
    if (slot->number != KEYMAP_NONE)
      slots[find_slot(map, slot->before, (struct key_cell){slot->word, slot->tag})] = *slot;
  }
  free(old.slots);
  return true;
}

uint32_t keymap_find(const struct keymap *map, uint32_t before, struct key_cell cell) {
  return map->slots[find_slot(map, before, cell)].number;
}

uint32_t keymap_add(struct keymap *map, uint32_t before, struct key_cell cell,
                    struct error *error) {
  size_t at = find_slot(map, before, cell);
  if (map->slots[at].number != KEYMAP_NONE)
    return map->slots[at].number;
  if (map->size == KEYMAP_NONE - 1) {
    error_set(error, ERROR_VALUE, "more than %u groups", map->size);
    return KEYMAP_NONE;
  }
  if (((size_t)map->size + 1) * 4 > map->slot_count * 3) {
    if (!grow(map)) {
      error_memory(error);
      return KEYMAP_NONE;
    }
    at = find_slot(map, before, cell);
  }
  map->slots[at] = (struct keymap_slot){
      .word = cell.word, .before = before, .number = map->size, .tag = cell.tag};
  return map->size++;
}

struct key_cell key_of(const struct column *column, size_t row) {
  enum missing reason = column_missing(column, row);
  if (reason != PRESENT)
    return (struct key_cell){0, (uint8_t)reason};
  switch (column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    return (struct key_cell){(uint64_t)column_integer(column, row), 0};
  case COLUMN_NUMBER:
    return (struct key_cell){key_number(column_number(column, row)), 0};
  case COLUMN_TEXT:
    return (struct key_cell){column_code(column, row), 0};
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    return (struct key_cell){(uint32_t)column_period(column, row), 0};
  default:
    return (struct key_cell){column_boolean(column, row), 0};
  }
}
