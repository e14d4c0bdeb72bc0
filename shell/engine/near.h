/* Exact sums of doubles by group. Most figures of a column are of about one size: those with one of
** some exponents side by side are whole numbers of one unit, and the sums of these, of the terms
** above and below zero apart, fit in 128 bits. That is one addition a term, and tells in which
** groups something is below zero. The other terms are for summation.h. */
#ifndef INDSATS_NEAR_H
#define INDSATS_NEAR_H

#include "options.h"
#include "summation.h"

__extension__ typedef unsigned __int128 near_t;

/* Zero-initialised it has no groups. */
struct near_sums {
  near_t (*sum)[2]; /* of each group: of the terms above zero, and of those below without sign */
  size_t room;      /* groups */
  unsigned base;    /* terms with one of the NEAR exponents behind it are taken */
  bool based;
};

/* A term is below 2^(53 + NEAR - 1), so 2^34 of them are below 2^127. */
enum { NEAR = 41 };

/* Have sums for that many groups. False with the error filled. */
bool near_reserve(struct near_sums *sums, size_t groups, const struct engine_options *options,
                  struct error *error);
void near_clear(struct near_sums *sums);

/* The terms of a block; those of missing cells are left out (`missing` NULL: none is). Gives the
** places of those that were not taken in `far`, which has room for all, and how many they are. */
size_t near_add(struct near_sums *sums, const double *value, const uint8_t *missing,
                const uint32_t *group, size_t count, uint32_t *far);

/* Whether a term that was taken is below zero. */
static inline bool near_negative(const struct near_sums *sums, size_t group) {
  return sums->sum[group][1] != 0;
}

/* Take over the sum of a group of another. False when its unit is another: it is to be poured. */
bool near_merge(struct near_sums *sums, size_t group, const struct near_sums *other, size_t from);

/* Add all of a group to a sum, exactly. False without memory. */
bool near_pour(const struct near_sums *sums, size_t group, struct summation *to);

/* The sum of a group rounded once, as summation_total gives it. False without memory. */
bool near_total(const struct near_sums *sums, size_t group, double *total);

#endif
