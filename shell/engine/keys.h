/* The combination of key cells of a row as one word, its slot: the code of every key cell times the
** number of combinations of those before. */
#ifndef INDSATS_KEYS_H
#define INDSATS_KEYS_H

#include "scan_block.h"

struct key {
  size_t column;   /* of the scan */
  uint64_t stride; /* what its code counts in a slot */
  uint64_t span;   /* codes of present cells */
  uint32_t *map;   /* of a TABLE: a number for each different cell, by code; else NULL */
};

struct keys {
  struct key *key;
  size_t count;
  uint64_t space; /* slots are below */
};

/* Keys over columns of the scan. False: a column has no codes, or there are more combinations than
** words; or no memory. */
bool keys_init(struct keys *keys, const struct scan *scan, const size_t *columns, size_t count);
void keys_clear(struct keys *keys);

/* The slots of the rows that are left of a block; in 32 bits where the space allows. False without
** memory. */
bool keys_small_slots(const struct keys *keys, struct scan_block *block, uint32_t *slots,
                      struct error *error);
bool keys_slots(const struct keys *keys, struct scan_block *block, uint64_t *slots,
                struct error *error);

#endif
