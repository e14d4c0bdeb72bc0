/* Exact sums. Doubles are kept as a short list of partial sums that do not overlap (Shewchuk),
** those of long sums in bins, so that a total is the exact sum rounded once: it does not depend on
** order, blocks or threads. */
#ifndef INDSATS_SUMMATION_H
#define INDSATS_SUMMATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bins.h"

enum {
  SUMMATION_INLINE = 4,
  SUMMATION_SHORT = 64 /* terms, before there are bins */
};

/* Zero-initialised it is an empty sum. */
struct summation {
  double inlined[SUMMATION_INLINE];
  double *spilled; /* NULL while `inlined` is enough */
  uint32_t count;
  uint32_t capacity; /* of spilled */
  int64_t carries;   /* of 2^1023: what the partials could not hold on the way */
  uint32_t terms;    /* that summation_add took, until there are bins */
  struct bins *bins; /* of a long sum, beside the partials */
};

/* Add a finite double to the partials: for sums whose totals are asked for after every few terms.
** False without memory. */
bool summation_add_partial(struct summation *sum, double value);

/* What summation_add does without bins, or where they do not take the term. */
bool summation_add_slowly(struct summation *sum, double value);

/* Add a finite double, or all of another sum. False without memory. */
static inline bool summation_add(struct summation *sum, double value) {
  return (sum->bins != NULL && bins_add(sum->bins, value)) || summation_add_slowly(sum, value);
}

bool summation_merge(struct summation *sum, const struct summation *other);

/* The nearest double (ties to even), never -0; an infinity when it lies outside. False without
** memory. */
bool summation_total(const struct summation *sum, double *total);

void summation_clear(struct summation *sum); /* frees and empties */

/* The exact sum of an array of finite doubles. False without memory. */
bool summation_of(const double *values, size_t count, double *total);

/* Sums of 64-bit integers: 128 bits hold more of them than a machine has. */
__extension__ typedef __int128 wide_t;

/* False when `value` does not fit. */
bool wide_to_integer(wide_t value, int64_t *result);

#endif
