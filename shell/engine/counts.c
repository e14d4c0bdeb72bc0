#include "counts.h"

#include <stdlib.h>
#include <string.h>

enum { FEW_BYTES = 1 << 15, FIRST_ROOM = 64 };

static size_t stride_of(const struct counts *counts) {
  return counts->sums + 1;
}

bool counts_init(struct counts *counts, size_t sums, size_t groups, struct error *error) {
  size_t bytes = groups * (sums + 1) * sizeof(uint64_t) * COUNTS_LANES;
  *counts = (struct counts){.sums = sums,
                            .lanes = groups > 0 && bytes <= FEW_BYTES ? COUNTS_LANES : 1,
                            .groups = groups > 0 ? groups : FIRST_ROOM};
  counts->cell = calloc(counts->lanes * counts->groups * (sums + 1), sizeof *counts->cell);
  return counts->cell != NULL || error_memory(error);
}

void counts_clear(struct counts *counts) {
  free(counts->cell);
  *counts = (struct counts){0};
}

bool counts_reserve(struct counts *counts, size_t groups, const struct engine_options *options,
                    struct error *error) {
  if (groups <= counts->groups)
    return true;
  /* Only one lane grows: where there are more, their groups were known. */
  size_t room = counts->groups * 2 > groups ? counts->groups * 2 : groups;
  size_t stride = stride_of(counts);
  uint64_t *cell = realloc(counts->cell, room * stride * sizeof *cell);
  if (cell == NULL)
    return error_memory(error);
  counts->cell = cell;
  if (!engine_set_bytes(options, cell + counts->groups * stride, 0,
                        (room - counts->groups) * stride * sizeof *cell, error))
    return false;
  counts->groups = room;
  return true;
}

/* One function for each number of sums, so that the inner loop is none. */
#define ADD(name, many)                                                                            \
  static inline void name##_row(uint64_t *lane, uint32_t group, const uint64_t *const *values,     \
                                size_t i) {                                                        \
    uint64_t *cell = lane + group * (size_t)((many) + 1);                                          \
    cell[0]++;                                                                                     \
    for (size_t k = (many); k > 0; k--)                                                            \
      cell[k] += values[k - 1][i];                                                                 \
  }                                                                                                \
                                                                                                   \
  static void name(struct counts *counts, const uint32_t *group, size_t count,                     \
                   const uint64_t *const *given) {                                                 \
    const uint64_t *values[(many) + 1];                                                            \
    memcpy(values, given, (many) * sizeof *values);                                                \
    size_t next = counts->lanes == 1 ? 0 : counts->groups * ((many) + 1);                          \
    uint64_t *lane[COUNTS_LANES] = {counts->cell, counts->cell + next, counts->cell + 2 * next,    \
                                    counts->cell + 3 * next};                                      \
    size_t i = 0;                                                                                  \
    for (; i + COUNTS_LANES <= count; i += COUNTS_LANES) {                                         \
      name##_row(lane[0], group[i], values, i);                                                    \
      name##_row(lane[1], group[i + 1], values, i + 1);                                            \
      name##_row(lane[2], group[i + 2], values, i + 2);                                            \
      name##_row(lane[3], group[i + 3], values, i + 3);                                            \
    }                                                                                              \
    for (; i < count; i++)                                                                         \
      name##_row(lane[0], group[i], values, i);                                                    \
  }
ADD(add_0, 0)
ADD(add_1, 1)
ADD(add_2, 2)
ADD(add_3, 3)
ADD(add_4, 4)

/* For any number of sums. */
static void add_many(struct counts *counts, const uint32_t *group, size_t count,
                     const uint64_t *const *values) {
  for (size_t i = 0; i < count; i++) {
    uint64_t *cell = counts->cell + group[i] * (counts->sums + 1);
    cell[0]++;
    for (size_t k = 0; k < counts->sums; k++)
      cell[k + 1] += values[k][i];
  }
}

void counts_add(struct counts *counts, const uint32_t *group, size_t count,
                const uint64_t *const *values) {
  static void (*const add[])(struct counts *, const uint32_t *, size_t,
                             const uint64_t *const *) = {add_0, add_1, add_2, add_3, add_4};
  bool few = counts->sums < sizeof add / sizeof add[0];
  (few ? add[counts->sums] : add_many)(counts, group, count, values);
}

/* ---- one sum of small values ---- */

/* A row is 1 in the upper half of a word and its value in the lower, which then takes one addition.
** 65536 rows, the longest block, overflow neither. */
enum { PACKED_GROUPS = 128, PACKED_MOST = 1 << 16, PACKED_SHIFT = 32, ROWS_A_GROUP = 16 };

struct packed {
  uint64_t word[COUNTS_LANES][PACKED_GROUPS];
};

#define PACK(name, type)                                                                           \
  static void name(struct packed *packed, const uint32_t *group, size_t count,                     \
                   const void *values) {                                                           \
    const type *value = values;                                                                    \
    const uint64_t row = UINT64_C(1) << PACKED_SHIFT;                                              \
    size_t i = 0;                                                                                  \
    for (; i + COUNTS_LANES <= count; i += COUNTS_LANES) {                                         \
      packed->word[0][group[i]] += row | value[i];                                                 \
      packed->word[1][group[i + 1]] += row | value[i + 1];                                         \
      packed->word[2][group[i + 2]] += row | value[i + 2];                                         \
      packed->word[3][group[i + 3]] += row | value[i + 3];                                         \
    }                                                                                              \
    for (; i < count; i++)                                                                         \
      packed->word[0][group[i]] += row | value[i];                                                 \
  }
PACK(pack_1, uint8_t)
PACK(pack_2, uint16_t)

bool counts_add_stored(struct counts *counts, const uint32_t *group, size_t count,
                       const void *values, unsigned width) {
  if (counts->sums != 1 || counts->lanes != COUNTS_LANES || width > 2 ||
      counts->groups > PACKED_GROUPS || count < counts->groups * ROWS_A_GROUP ||
      count > PACKED_MOST)
    return false;
  struct packed packed;
  for (size_t lane = 0; lane < COUNTS_LANES; lane++)
    memset(packed.word[lane], 0, counts->groups * sizeof packed.word[lane][0]);
  (width == 1 ? pack_1 : pack_2)(&packed, group, count, values);
  for (size_t lane = 0; lane < COUNTS_LANES; lane++)
    for (size_t g = 0; g < counts->groups; g++) {
      counts->cell[2 * g] += packed.word[lane][g] >> PACKED_SHIFT;
      counts->cell[2 * g + 1] += packed.word[lane][g] & UINT32_MAX;
    }
  return true;
}

/* ---- results ---- */

static uint64_t total(const struct counts *counts, size_t group, size_t place) {
  uint64_t sum = 0;
  for (size_t lane = 0; lane < counts->lanes; lane++)
    sum += counts->cell[(lane * counts->groups + group) * stride_of(counts) + place];
  return sum;
}

uint64_t counts_rows(const struct counts *counts, size_t group) {
  return total(counts, group, 0);
}

uint64_t counts_sum(const struct counts *counts, size_t group, size_t sum) {
  return total(counts, group, sum + 1);
}

void counts_take_out(struct counts *counts, size_t group, size_t sum, uint64_t value) {
  counts->cell[group * stride_of(counts) + sum + 1] -= value;
}

void counts_merge(struct counts *counts, size_t group, const struct counts *other, size_t from) {
  for (size_t place = 0; place <= counts->sums; place++)
    counts->cell[group * stride_of(counts) + place] += total(other, from, place);
}
