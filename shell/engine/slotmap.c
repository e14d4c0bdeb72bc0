#include "slotmap.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 64, FEW = 1 << 16, MANY = 1 << 23 };

enum slotmap_kind slotmap_kind(uint64_t space, size_t rows) {
  uint64_t most = rows < MANY ? rows : MANY;
  if (space <= 1) /* the one group without keys, which is there also of no rows */
    return SLOTMAP_SAME;
  if (rows <= UINT32_MAX && (space <= FEW || space <= most / 4))
    return SLOTMAP_SAME; /* the groups are put in order by their first rows, in 32 bits */
  return space <= most ? SLOTMAP_ARRAY : SLOTMAP_HASH;
}

/* NULL with the error filled. */
static uint32_t *new_numbers(size_t count, const struct engine_options *options,
                             struct error *error) {
  uint32_t *numbers = malloc(count * sizeof *numbers);
  if (numbers == NULL) {
    error_memory(error);
    return NULL;
  }
  if (engine_set_bytes(options, numbers, 0xFF, count * sizeof *numbers, error))
    return numbers;
  free(numbers);
  return NULL;
}

bool slotmap_init(struct slotmap *map, enum slotmap_kind kind, uint64_t space,
                  const struct engine_options *options, struct error *error) {
  *map = (struct slotmap){.kind = kind, .options = options};
  if (kind == SLOTMAP_SAME) {
    map->size = (uint32_t)space;
    return true;
  }
  map->places = FIRST_ROOM * 2;
  map->number = new_numbers(kind == SLOTMAP_ARRAY ? (size_t)space : map->places, options, error);
  map->slot = malloc(FIRST_ROOM * sizeof *map->slot);
  map->room = FIRST_ROOM;
  return map->number != NULL && (map->slot != NULL || error_memory(error));
}

void slotmap_clear(struct slotmap *map) {
  free(map->number);
  free(map->slot);
  *map = (struct slotmap){0};
}

static bool note_slot(struct slotmap *map, uint64_t slot, struct error *error) {
  if (map->size == SLOT_FREE - 1)
    return error_set(error, ERROR_VALUE, "more than %u groups", map->size);
  if (map->size == map->room) {
    uint64_t *grown = realloc(map->slot, map->room * 2 * sizeof *grown);
    if (grown == NULL)
      return error_memory(error);
    map->slot = grown;
    map->room *= 2;
  }
  map->slot[map->size++] = slot;
  return true;
}

static bool add_by_slot(struct slotmap *map, const uint64_t *slots, size_t count, uint32_t *numbers,
                        struct error *error) {
  for (size_t i = 0; i < count; i++) {
    uint32_t *number = &map->number[slots[i]];
    if (*number == SLOT_FREE) {
      if (!note_slot(map, slots[i], error))
        return false;
      *number = map->size - 1;
    }
    numbers[i] = *number;
  }
  return true;
}

/* ---- hashing ---- */

static uint64_t mix(uint64_t slot) {
  slot = (slot ^ (slot >> 32)) * 0xd6e8feb86659fd93u;
  return slot ^ (slot >> 32);
}

/* The place of a slot, or the free one where it belongs. */
static size_t find_place(const struct slotmap *map, uint64_t slot) {
  size_t mask = map->places - 1;
  size_t at = (size_t)mix(slot) & mask;
  while (map->number[at] != SLOT_FREE && map->slot[map->number[at]] != slot)
    at = (at + 1) & mask;
  return at;
}

static bool grow(struct slotmap *map, struct error *error) {
  uint32_t *numbers = new_numbers(map->places * 2, map->options, error);
  if (numbers == NULL)
    return false;
  free(map->number);
  map->number = numbers;
  map->places *= 2;
  for (uint32_t number = 0; number < map->size; number++) {
    if (!engine_goes_on_at(map->options, number))
      return error_set(error, ERROR_CANCELLED, "stopped");
    map->number[find_place(map, map->slot[number])] = number;
  }
  return true;
}

static bool add_by_hash(struct slotmap *map, const uint64_t *slots, size_t count, uint32_t *numbers,
                        struct error *error) {
  for (size_t i = 0; i < count; i++) {
    if (((size_t)map->size + 1) * 2 > map->places && !grow(map, error))
      return false;
    size_t at = find_place(map, slots[i]);
    if (map->number[at] == SLOT_FREE) {
      if (!note_slot(map, slots[i], error))
        return false;
      map->number[at] = map->size - 1;
    }
    numbers[i] = map->number[at];
  }
  return true;
}

bool slotmap_add(struct slotmap *map, const uint64_t *slots, size_t count, uint32_t *numbers,
                 struct error *error) {
  return (map->kind == SLOTMAP_ARRAY ? add_by_slot : add_by_hash)(map, slots, count, numbers,
                                                                  error);
}
