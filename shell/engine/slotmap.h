/* Numbers for slots: a slot is a combination of key codes as one word, and gets a number, from 0,
** when it is first seen. Where few slots are possible the slot is its own number; where there are
** more the map is an array, else it hashes. */
#ifndef INDSATS_SLOTMAP_H
#define INDSATS_SLOTMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "options.h"

#define SLOT_FREE UINT32_MAX

enum slotmap_kind { SLOTMAP_SAME, SLOTMAP_ARRAY, SLOTMAP_HASH };

struct slotmap {
  enum slotmap_kind kind;
  uint32_t *number; /* by slot, or by place of the hash table: SLOT_FREE or a number */
  size_t places;    /* of the hash table */
  uint64_t *slot;   /* of each number */
  uint32_t size;    /* numbers given; where slots are numbers, all that are possible */
  size_t room;      /* of `slot` */
  const struct engine_options *options; /* whose flag stops a map that grows; NULL: none does */
};

/* How slots below `space` are best numbered in that many rows. */
enum slotmap_kind slotmap_kind(uint64_t space, size_t rows);

/* For slots below `space`; the options, or NULL, outlive the map. */
bool slotmap_init(struct slotmap *map, enum slotmap_kind kind, uint64_t space,
                  const struct engine_options *options, struct error *error);
void slotmap_clear(struct slotmap *map);

/* The numbers of `count` slots, in `numbers`. Not where slots are their own numbers. False with the
** error filled. */
bool slotmap_add(struct slotmap *map, const uint64_t *slots, size_t count, uint32_t *numbers,
                 struct error *error);

#endif
