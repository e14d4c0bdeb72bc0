#include "vectors.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 64, STAGGER = 5 * LINE };

void *vector_room(size_t cells, size_t width) {
  size_t size = (cells * width + LINE - 1) / LINE * LINE + STAGGER;
  void *room = aligned_alloc(LINE, size);
  if (room != NULL)
    memset(room, 0, size);
  return room;
}

/* The bits of all magnitudes (of -v - 1 for a negative v) together are at least the greatest, and
** below twice that. */
BY_VECTORS bool all_within(const int64_t *value, size_t count, uint64_t limit) {
  uint64_t bits = 0;
  for (size_t i = 0; i < count; i++)
    bits |= (uint64_t)(value[i] ^ (value[i] >> 63));
  return bits < limit;
}
