/* The cells of a rank in each group (a median, a quantile) without keeping all cells: first they
** are counted by bins of what is stored, then only those of the bins with the wanted ranks are
** kept and sorted. Bins are narrow at small values and wider at great ones, as counts are spread
** themselves. */
#ifndef INDSATS_HISTOGRAM_H
#define INDSATS_HISTOGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gathering;
struct error;

struct histogram {
  unsigned fine; /* a value's bin is told by its highest bit and this many after it */
  uint32_t bins; /* of present cells */
};

/* What a missing cell stands as among stored values; its bin is the one behind the others. */
#define HISTOGRAM_GAP UINT32_MAX

/* The bin of a value: as many bins for every power of two. */
static inline uint32_t histogram_bin(unsigned fine, uint32_t value) {
  unsigned shift = 31u - (unsigned)__builtin_clz(value | UINT32_C(1) << fine) - fine;
  return (shift << fine) + (value >> shift);
}

/* The least value of a bin. */
static inline uint32_t histogram_least(unsigned fine, uint32_t bin) {
  unsigned shift = bin >> fine == 0 ? 0 : (bin >> fine) - 1;
  return (bin - (shift << fine)) << shift;
}

/* Bins for stored values below `limit`. False where a list of the cells would take less room. */
bool histogram_plan(struct histogram *histogram, uint64_t limit, uint64_t groups, size_t rows);

/* Counters of a group. */
static inline size_t histogram_cells(const struct histogram *histogram) {
  return (size_t)histogram->bins + 1;
}

/* Count the cells of a block in `cells`, [group][bin]; `bins` has room for the block. */
void histogram_add(const struct histogram *histogram, const uint32_t *value, const uint32_t *group,
                   size_t count, uint32_t *bins, uint32_t *cells);

/* The stored values with the ranks of a quantile by type 7 in a group of so many present cells:
** between them, as far as `share` says, lies the quantile. */
struct ranked {
  uint64_t count; /* 0: there are none */
  uint32_t low, high;
  double share;
};

/* Of each group, in a zeroed array, for the accumulation of that number, which is of kind
** ACCUMULATE_HISTOGRAM. Goes through the rows once more. False with the error filled. */
bool histogram_find(struct gathering *gathering, size_t index, double p, struct ranked *ranked,
                    struct error *error);

#endif
