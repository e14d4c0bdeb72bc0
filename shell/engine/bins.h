/* A sum of many doubles, exactly: every double is a whole number of 53 bits at one of 2046 places,
** and the sums of what falls into each 32 of these places are kept as whole numbers (Neal 2015,
** with smaller parts, which need no carrying on the way). Three additions a term, whatever is
** summed. Most terms of one
** sum are of about one size: those near the first are kept as one whole number of 128 bits instead,
** which is one addition a term.
 */
#ifndef INDSATS_BINS_H
#define INDSATS_BINS_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Bin k counts in units of 2^(32 k - 1075); `near`, in units of 2^(base - 1074), the terms with one
** of the NEAR exponents after `base`. Zero-initialised it is an empty sum. */
enum { BINS = 61, BIN_BITS = 32, BIN_EXPONENT = -1075, NEAR = 43, NEAR_PARTS = 4 };

__extension__ typedef __int128 near_t;
__extension__ typedef unsigned __int128 unsigned_near_t;

struct bins {
  near_t near;
  unsigned base;
  uint32_t terms;
  int64_t part[BINS];
};

/* Terms add less than 2^32 to a part and less than 2^96 to `near`, so 2^30 of them leave room. */
enum { BINS_FULL = 1 << 30 };

/* The same for a term that is not near the others. */
static inline bool bins_add_far(struct bins *bins, uint64_t bits) {
  unsigned exponent = (bits >> 52) & 0x7FF;
  if (exponent >= 1871)
    return false;
  if (bins->near == 0) /* from now on terms of about this size are near */
    bins->base = exponent < NEAR / 2 ? 0 : exponent - NEAR / 2;
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

/* False where the term was not taken: the bins are full, or it is of 2^848 or more, whose sums
** would leave the range of doubles. `value` is finite. */
static inline bool bins_add(struct bins *bins, double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  unsigned shift = (unsigned)((bits >> 52) & 0x7FF) - bins->base - 1;
  if (bins->terms >= BINS_FULL)
    return false;
  if (shift >= NEAR)
    return bins_add_far(bins, bits);
  uint64_t mantissa = (bits & ((UINT64_C(1) << 52) - 1)) | UINT64_C(1) << 52;
  int64_t sign = -(int64_t)(bits >> 63);
  int64_t term = (int64_t)(mantissa ^ (uint64_t)sign) - sign;
  uint64_t low = (uint64_t)term << shift;
  uint64_t high = (uint64_t)(term >> 1 >> (63 - shift)); /* NEAR is below 64 */
  bins->near += (near_t)((unsigned_near_t)high << 64 | low);
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

/* The doubles that `near` is exactly the sum of: NEAR_PARTS of them. */
static inline double bins_near(const struct bins *bins, int k) {
  near_t rest = bins->near >> (BIN_BITS * k);
  double part = k == NEAR_PARTS - 1 ? (double)(int64_t)rest : (double)((uint64_t)rest & UINT32_MAX);
  return ldexp(part, BIN_BITS * k + (int)bins->base + 1 + BIN_EXPONENT);
}

#endif
