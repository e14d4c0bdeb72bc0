/* The least and the greatest of small stored values by group. */
#ifndef INDSATS_EXTENTS_H
#define INDSATS_EXTENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scan_block.h"

enum { EXTENT_WIDTH = 2 }; /* bytes of a stored value at most */

/* Both as what is the greater the further out, above 0, so that zero-initialised there is none. */
struct extent {
  uint32_t down; /* UINT32_MAX less the least */
  uint32_t up;   /* the greatest and 1 */
};

static inline bool extent_is_empty(const struct extent *extent) {
  return extent->up == 0;
}

static inline uint32_t extent_least(const struct extent *extent) {
  return UINT32_MAX - extent->down;
}

static inline uint32_t extent_greatest(const struct extent *extent) {
  return extent->up - 1;
}

static inline void extent_merge(struct extent *extent, const struct extent *other) {
  extent->down = other->down > extent->down ? other->down : extent->down;
  extent->up = other->up > extent->up ? other->up : extent->up;
}

/* The values of a block of 1 or 2 bytes each, but for those in its gaps, which go upwards. */
void extents_add(struct extent *extents, const uint32_t *group, size_t count, const void *stored,
                 unsigned width, const struct gap *gap, size_t gaps);

#endif
