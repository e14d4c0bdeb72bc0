/* Arrays of bits: one a row, 64 to a word. */
#ifndef INDSATS_BITS_H
#define INDSATS_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline size_t bits_words(size_t count) {
  return count / 64 + (count % 64 != 0);
}

static inline bool bit_get(const uint64_t *bits, size_t at) {
  return (bits[at / 64] >> (at % 64) & 1) != 0;
}

static inline void bit_set(uint64_t *bits, size_t at) {
  bits[at / 64] |= UINT64_C(1) << (at % 64);
}

static inline void bit_clear(uint64_t *bits, size_t at) {
  bits[at / 64] &= ~(UINT64_C(1) << (at % 64));
}

/* The 64 bits from `at` on; those after the array's `count` are 0. */
static inline uint64_t bits_from(const uint64_t *bits, size_t count, size_t at) {
  uint64_t word = bits[at / 64] >> (at % 64);
  if (at % 64 != 0 && at / 64 + 1 < bits_words(count))
    word |= bits[at / 64 + 1] << (64 - at % 64);
  return word;
}

#endif
