#include "near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "column.h"
#include "large_pages.h"
#include "vectors.h"

enum {
  MANTISSA_BITS = 52,
  EXPONENTS = 0x7FF,
  UNIT = -1074,    /* exponent of the least double */
  HEADROOM = 16,   /* exponents above the greatest of the first block */
  STEP = 8,        /* of bases: threads that begin at different rows come to the same one */
  SAFE_BASE = 100, /* from here no sum is below the normal doubles */
  CHUNK = 256,     /* terms prepared at a time */
  PARTS = 4,
  PART_BITS = 32
};

bool near_reserve(struct near_sums *sums, size_t groups, const struct engine_options *options,
                  struct error *error) {
  if (groups <= sums->room)
    return true;
  size_t bytes = groups * sizeof *sums->sum;
  near_t(*sum)[2] = large_pages(realloc(sums->sum, bytes), bytes);
  if (sum == NULL)
    return error_memory(error);
  sums->sum = sum;
  size_t had = sums->room;
  sums->room = groups;
  return engine_set_bytes(options, sum + had, 0, (groups - had) * sizeof *sum, error);
}

void near_clear(struct near_sums *sums) {
  free(sums->sum);
  *sums = (struct near_sums){0};
}

/* ---- adding ---- */

static unsigned exponent_of(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits >> MANTISSA_BITS & EXPONENTS;
}

static void find_base(struct near_sums *sums, const double *value, const uint8_t *missing,
                      size_t count) {
  unsigned greatest = 0;
  for (size_t i = 0; i < count; i++) {
    unsigned exponent = missing == NULL || missing[i] == PRESENT ? exponent_of(value[i]) : 0;
    greatest = exponent > greatest ? exponent : greatest;
  }
  sums->based = greatest > 0;
  sums->base = greatest + HEADROOM < NEAR ? 0 : (greatest + HEADROOM - NEAR) / STEP * STEP;
}

/* Terms as whole numbers of 128 bits without their signs, and where they belong. */
struct chunk {
  uint64_t low[CHUNK], high[CHUNK];
  uint32_t place[CHUNK]; /* [group][sign] */
};

static inline uint64_t shift_of(uint64_t word, unsigned base) {
  return (word >> MANTISSA_BITS & EXPONENTS) - base - 1;
}

/* What is missing or far counts as nothing. Whether some are far. */
BY_VECTORS static bool prepare(struct chunk *restrict chunk, const uint64_t *restrict word,
                               const uint8_t *restrict missing, const uint32_t *restrict group,
                               size_t count, unsigned base) {
  const uint64_t first = UINT64_C(1) << MANTISSA_BITS;
  uint64_t far = 0;
  for (size_t i = 0; i < count; i++) {
    uint64_t shift = shift_of(word[i], base);
    uint64_t present = -(uint64_t)(missing[i] == PRESENT);
    uint64_t near = -(uint64_t)(shift < NEAR);
    uint64_t mantissa = ((word[i] & (first - 1)) | first) & near & present;
    far |= ~near & present & (word[i] << 1);
    chunk->low[i] = mantissa << (shift & 63);
    chunk->high[i] = mantissa >> 1 >> (63 - (shift & 63));
  }
  for (size_t i = 0; i < count; i++)
    chunk->place[i] = group[i] << 1 | (uint32_t)(word[i] >> 63);
  return far != 0;
}

static void add_chunk(struct near_sums *sums, const struct chunk *chunk, size_t count) {
  near_t *sum = *sums->sum;
  for (size_t i = 0; i < count; i++)
    sum[chunk->place[i]] += (near_t)chunk->high[i] << 64 | chunk->low[i];
}

size_t near_add(struct near_sums *sums, const double *value, const uint8_t *missing,
                const uint32_t *group, size_t count, uint32_t *far) {
  static const uint8_t all_present[CHUNK];
  const uint64_t *word = (const uint64_t *)(const void *)value;
  struct chunk chunk;
  size_t found = 0;
  if (!sums->based)
    find_base(sums, value, missing, count);
  for (size_t start = 0; start < count; start += CHUNK) {
    size_t length = count - start < CHUNK ? count - start : CHUNK;
    bool any_far = prepare(&chunk, word + start, missing == NULL ? all_present : missing + start,
                           group + start, length, sums->base);
    add_chunk(sums, &chunk, length);
    for (size_t i = start; any_far && i < start + length; i++)
      if ((missing == NULL || missing[i] == PRESENT) && word[i] << 1 != 0 &&
          shift_of(word[i], sums->base) >= NEAR)
        far[found++] = (uint32_t)i;
  }
  return found;
}

/* ---- together ---- */

bool near_merge(struct near_sums *sums, size_t group, const struct near_sums *other, size_t from) {
  near_t above = other->sum[from][0], below = other->sum[from][1];
  if (above == 0 && below == 0)
    return true;
  if (!sums->based) {
    sums->based = true;
    sums->base = other->base;
  }
  if (sums->base != other->base)
    return false;
  sums->sum[group][0] += above;
  sums->sum[group][1] += below;
  return true;
}

static int unit_of(const struct near_sums *sums) {
  return (int)sums->base + UNIT;
}

bool near_pour(const struct near_sums *sums, size_t group, struct summation *to) {
  for (int sign = 0; sign < 2; sign++)
    for (int part = 0; part < PARTS; part++) {
      double digits = (double)(uint32_t)(sums->sum[group][sign] >> (part * PART_BITS));
      double value = ldexp(sign == 0 ? digits : -digits, unit_of(sums) + part * PART_BITS);
      if (digits != 0 && !summation_add_partial(to, value))
        return false;
    }
  return true;
}

bool near_total(const struct near_sums *sums, size_t group, double *total) {
  near_t above = sums->sum[group][0], below = sums->sum[group][1];
  if (sums->base >= SAFE_BASE) { /* the one rounding is that of the conversion */
    double size = (double)(above > below ? above - below : below - above);
    *total = ldexp(above >= below ? size : -size, unit_of(sums));
    return true;
  }
  struct summation sum = {0};
  bool done = near_pour(sums, group, &sum) && summation_total(&sum, total);
  summation_clear(&sum);
  return done;
}
