/* Exact sums. Doubles are kept as a short list of partial sums that do not overlap (Shewchuk), so
** that a total is the exact sum rounded once: it does not depend on order, blocks or threads. */
#ifndef INDSATS_SUMMATION_H
#define INDSATS_SUMMATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SUMMATION_INLINE = 4 };

/* Zero-initialised it is an empty sum. */
struct summation {
  double inlined[SUMMATION_INLINE];
  double *spilled; /* NULL while `inlined` is enough */
  uint32_t count;
  uint32_t capacity; /* of spilled */
  int64_t carries;   /* of 2^1023: what the partials could not hold on the way */
};

/* Add a finite double, or all of another sum. False without memory. */
bool summation_add(struct summation *sum, double value);
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
