/* Numbers for slots: a slot is a combination of key codes as one word, and gets a number, from 0,
** when it is first seen. Where there are few possible slots the map is an array, else it hashes. */
#ifndef INDSATS_SLOTMAP_H
#define INDSATS_SLOTMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"

#define SLOT_FREE UINT32_MAX

struct slotmap {
  uint32_t *number; /* by slot, or by place of a hash table of `places`: SLOT_FREE or a number */
  size_t places;    /* 0: an array by slot */
  uint64_t *slot;   /* of each number */
  uint32_t size;    /* numbers given */
  size_t room;      /* of `slot` */
};

/* For slots below `space`; 0: any. `likely`: how many may be expected. */
bool slotmap_init(struct slotmap *map, uint64_t space, size_t likely, struct error *error);
void slotmap_clear(struct slotmap *map);

/* Replace `count` slots by numbers in `numbers`. False with the error filled. */
bool slotmap_add(struct slotmap *map, const uint64_t *slots, size_t count, uint32_t *numbers,
                 struct error *error);

#endif
