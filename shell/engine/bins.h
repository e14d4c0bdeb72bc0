/* A sum of many doubles, exactly: every double is a whole number of 53 bits at one of 2046 places,
** and the sums of what falls into each 32 of these places are kept as whole numbers (Neal 2015,
** with smaller parts, which need no carrying on the way). Three additions a term, whatever is
** summed.
 */
#ifndef INDSATS_BINS_H
#define INDSATS_BINS_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Bin k counts in units of 2^(32 k - 1075). Zero-initialised it is an empty sum. */
enum { BINS = 61, BIN_BITS = 32, BIN_EXPONENT = -1075 };

struct bins {
  int64_t part[BINS];
  uint32_t terms;
};

/* Terms add less than 2^32 to a part, so 2^30 of them leave room in 64 bits. */
enum { BINS_FULL = 1 << 30 };

/* False where the term was not taken: the bins are full, or it is of 2^848 or more, whose sums
** would leave the range of doubles. `value` is finite. */
static inline bool bins_add(struct bins *bins, double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  unsigned exponent = (bits >> 52) & 0x7FF;
  if (exponent >= 1871 || bins->terms >= BINS_FULL)
    return false;
  uint64_t mantissa = (bits & ((UINT64_C(1) << 52) - 1)) | (uint64_t)(exponent != 0) << 52;
  exponent += exponent == 0; /* those below the normal ones have its exponent without its bit */
  unsigned shift = exponent % BIN_BITS;
  int64_t sign = -(int64_t)(bits >> 63);
  int64_t *part = &bins->part[exponent / BIN_BITS];
  part[0] += (int64_t)(((mantissa << shift) & UINT32_MAX) ^ (uint64_t)sign) - sign;
  part[1] += (int64_t)(((mantissa >> (32 - shift)) & UINT32_MAX) ^ (uint64_t)sign) - sign;
  part[2] += (int64_t)(((mantissa >> 1 >> (63 - shift)) & UINT32_MAX) ^ (uint64_t)sign) - sign;
  bins->terms++;
  return true;
}

/* The doubles that a part is exactly the sum of. */
static inline double bins_high(const struct bins *bins, int k) {
  return ldexp((double)(bins->part[k] >> BIN_BITS), BIN_BITS * (k + 1) + BIN_EXPONENT);
}
static inline double bins_low(const struct bins *bins, int k) {
  return ldexp((double)(bins->part[k] & UINT32_MAX), BIN_BITS * k + BIN_EXPONENT);
}

#endif
