#include "vectors.h"

/* The bits of all magnitudes (of -v - 1 for a negative v) together are at least the greatest, and
** below twice that. */
BY_VECTORS bool all_within(const int64_t *value, size_t count, uint64_t limit) {
  uint64_t bits = 0;
  for (size_t i = 0; i < count; i++)
    bits |= (uint64_t)(value[i] ^ (value[i] >> 63));
  return bits < limit;
}
