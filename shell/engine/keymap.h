/* Numbers for combinations of key cells. A cell is a word and a tag; a combination is extended one
** cell at a time: (number so far, cell) -> number, numbers given from 0 in order of first sight. */
#ifndef INDSATS_KEYMAP_H
#define INDSATS_KEYMAP_H

#include <string.h>

#include "column.h"

#define KEYMAP_NONE UINT32_MAX

struct key_cell {
  uint64_t word;
  uint8_t tag; /* 0 for a present cell, or its reason; a join also tells scales apart by it */
};

struct keymap_slot {
  uint64_t word;
  uint32_t before;
  uint32_t number; /* KEYMAP_NONE: free */
  uint8_t tag;
};

struct keymap {
  struct keymap_slot *slots;
  size_t slot_count; /* a power of two */
  uint32_t size;     /* numbers given */
};

bool keymap_init(struct keymap *map, struct error *error);
void keymap_clear(struct keymap *map);

/* The number of a combination, given when it is new. KEYMAP_NONE with the error filled. */
uint32_t keymap_add(struct keymap *map, uint32_t before, struct key_cell cell, struct error *error);

/* The number of a combination, or KEYMAP_NONE when it was never added. */
uint32_t keymap_find(const struct keymap *map, uint32_t before, struct key_cell cell);

/* A double as a word: equal numbers, equal words. */
static inline uint64_t key_number(double value) {
  double plain = value + 0.0; /* -0 becomes 0 */
  uint64_t word;
  memcpy(&word, &plain, sizeof word);
  return word;
}

/* The cell of a row as it groups: by value within one column. */
struct key_cell key_of(const struct column *column, size_t row);

#endif
