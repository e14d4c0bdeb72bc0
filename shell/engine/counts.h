/* Rows and sums of stored values by group: one after the other for each group, so that a row of the
** frame touches one place in memory. A few groups have several such places, taken by turns, so that
** rows of one group do not wait for each other. */
#ifndef INDSATS_COUNTS_H
#define INDSATS_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "options.h"

enum { COUNTS_LANES = 4, COUNTS_SUMS = 8 };

struct counts {
  size_t sums;    /* of each group, behind the count of its rows */
  size_t lanes;   /* 1 or COUNTS_LANES, each of `groups` groups */
  size_t groups;  /* room */
  uint64_t *cell; /* [lane][group][0: rows, 1...: sums] */
};

/* `groups`: how many there will be at most where that is known, else 0. */
bool counts_init(struct counts *counts, size_t sums, size_t groups, struct error *error);
void counts_clear(struct counts *counts);
bool counts_reserve(struct counts *counts, size_t groups, const struct engine_options *options,
                    struct error *error);

/* Add `count` rows; values[k] are those of sum k. */
void counts_add(struct counts *counts, const uint32_t *group, size_t count,
                const uint64_t *const *values);

/* The same for one sum, of values of `width` bytes as they are stored. False, and nothing is done,
** where that would not be faster: for more than a few groups, or wide values. */
bool counts_add_stored(struct counts *counts, const uint32_t *group, size_t count,
                       const void *values, unsigned width);

/* Of the lanes together. */
uint64_t counts_rows(const struct counts *counts, size_t group);
uint64_t counts_sum(const struct counts *counts, size_t group, size_t sum);

/* Take a value out of, or a number of rows and sums into, a group. */
void counts_take_out(struct counts *counts, size_t group, size_t sum, uint64_t value);
void counts_merge(struct counts *counts, size_t group, const struct counts *other, size_t from);

#endif
