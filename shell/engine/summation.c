#include "summation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Partials stand in order of growing magnitude and do not overlap: their exact sum is the sum so
** far. Where the sum of two would leave the range of doubles, 2^1023 is taken out of the greater
** ones and counted in `carries`, so that the way to a total never decides what it is. */
static const double top = 0x1p1023;

static double *partials_of(struct summation *sum) {
  return sum->spilled != NULL ? sum->spilled : sum->inlined;
}

static double take_out_top(double value, int64_t *carries) {
  if (fabs(value) < top)
    return value;
  *carries += value > 0 ? 1 : -1;
  return value - copysign(top, value);
}

/* Make room for one partial more than there are. */
static bool reserve(struct summation *sum) {
  if (sum->spilled == NULL ? sum->count < SUMMATION_INLINE : sum->count < sum->capacity)
    return true;
  uint32_t capacity = sum->count * 2;
  double *grown = realloc(sum->spilled, capacity * sizeof *grown);
  if (grown == NULL)
    return false;
  if (sum->spilled == NULL)
    memcpy(grown, sum->inlined, sum->count * sizeof *grown);
  sum->spilled = grown;
  sum->capacity = capacity;
  return true;
}

bool summation_add_partial(struct summation *sum, double value) {
  if (!reserve(sum))
    return false;
  double *partials = partials_of(sum);
  uint32_t kept = 0;
  double x = value;
  for (uint32_t i = 0; i < sum->count; i++) {
    double y = partials[i];
    if (!isfinite(x + y)) {
      x = take_out_top(x, &sum->carries);
      y = take_out_top(y, &sum->carries);
    }
    if (fabs(x) < fabs(y)) {
      double swap = x;
      x = y;
      y = swap;
    }
    double high = x + y;
    double low = y - (high - x);
    if (low != 0)
      partials[kept++] = low;
    x = high;
  }
  if (x != 0)
    partials[kept++] = x;
  sum->count = kept;
  return true;
}

/* Add what is in bins to the partials of a sum. */
static bool pour(struct summation *sum, const struct bins *bins) {
  for (int k = 0; k < BINS; k++)
    if (bins->part[k] != 0 && !(summation_add_partial(sum, bins_high(bins, k)) &&
                                summation_add_partial(sum, bins_low(bins, k))))
      return false;
  return true;
}

bool summation_add_slowly(struct summation *sum, double value) {
  if (sum->bins == NULL && ++sum->terms == SUMMATION_SHORT)
    sum->bins = calloc(1, sizeof *sum->bins);
  else if (sum->bins != NULL && sum->bins->terms >= BINS_FULL) {
    if (!pour(sum, sum->bins))
      return false;
    *sum->bins = (struct bins){0};
  }
  return (sum->terms < SUMMATION_SHORT || sum->bins != NULL) && summation_add_partial(sum, value);
}

bool summation_merge(struct summation *sum, const struct summation *other) {
  const double *partials = other->spilled != NULL ? other->spilled : other->inlined;
  for (uint32_t i = 0; i < other->count; i++)
    if (!summation_add_partial(sum, partials[i]))
      return false;
  sum->carries += other->carries;
  return other->bins == NULL || pour(sum, other->bins);
}

/* With partials of its own, and without bins. */
static bool copy(struct summation *to, const struct summation *from) {
  *to = *from;
  to->bins = NULL;
  if (from->spilled == NULL)
    return true;
  to->spilled = malloc(from->capacity * sizeof *to->spilled);
  if (to->spilled == NULL)
    return false;
  memcpy(to->spilled, from->spilled, from->count * sizeof *to->spilled);
  return true;
}

/* Give carries back to the partials while these have the other sign: nothing overflows then. */
static bool settle(struct summation *sum) {
  while (sum->carries != 0 && sum->count > 0) {
    double sign = sum->carries > 0 ? 1 : -1;
    if (partials_of(sum)[sum->count - 1] * sign > 0)
      return true;
    sum->carries -= (int64_t)sign;
    if (!summation_add_partial(sum, sign * top))
      return false;
  }
  return true;
}

/* The partials' sum rounded once: add from the top until something is rounded off, then look at the
** sign of the rest, which decides where the rounded half was a tie. */
static double round_partials(const double *partials, uint32_t count) {
  if (count == 0)
    return 0;
  double high = partials[--count];
  double low = 0;
  while (count > 0 && low == 0) {
    double x = high;
    double y = partials[--count];
    high = x + y;
    low = y - (high - x);
  }
  bool same_sign =
      count > 0 && ((low < 0 && partials[count - 1] < 0) || (low > 0 && partials[count - 1] > 0));
  if (!same_sign)
    return high;
  double twice = low * 2;
  double moved = high + twice;
  return twice == moved - high ? moved : high;
}

/* The total where a carry is left beside partials of its own sign: in halves, which have room. What
** is too small to be halved only tells on which side of a tie the sum lies, and still does. */
static bool total_in_halves(struct summation *sum, double *total) {
  double sign = sum->carries > 0 ? 1 : -1;
  double *partials = partials_of(sum);
  if (fabs((double)sum->carries) > 1) {
    *total = sign * INFINITY;
    return true;
  }
  for (uint32_t i = 0; i < sum->count; i++)
    partials[i] = fabs(partials[i]) < 0x1p-1000 ? partials[i] : partials[i] / 2;
  sum->carries = 0;
  if (!summation_add_partial(sum, sign * (top / 2)))
    return false;
  *total = round_partials(partials_of(sum), sum->count) * 2;
  return true;
}

bool summation_total(const struct summation *sum, double *total) {
  if (sum->carries == 0 && sum->bins == NULL) {
    *total = round_partials(sum->spilled != NULL ? sum->spilled : sum->inlined, sum->count) + 0.0;
    return true;
  }
  struct summation settled;
  if (!copy(&settled, sum))
    return false;
  bool done = (sum->bins == NULL || pour(&settled, sum->bins)) && settle(&settled);
  if (done && settled.carries != 0)
    done = total_in_halves(&settled, total);
  else if (done)
    *total = round_partials(partials_of(&settled), settled.count) + 0.0;
  summation_clear(&settled);
  return done;
}

void summation_clear(struct summation *sum) {
  free(sum->spilled);
  free(sum->bins);
  *sum = (struct summation){0};
}

bool summation_of(const double *values, size_t count, double *total) {
  struct summation sum = {0};
  bool done = true;
  for (size_t i = 0; i < count && done; i++)
    done = summation_add(&sum, values[i]);
  done = done && summation_total(&sum, total);
  summation_clear(&sum);
  return done;
}

bool wide_to_integer(wide_t value, int64_t *result) {
  *result = (int64_t)value;
  return value >= INT64_MIN && value <= INT64_MAX;
}
