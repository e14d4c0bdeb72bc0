#include "mark.h"

#include <math.h>

#include "number.h"

enum mark mark_of_sum(const struct column *column, enum mark cells, bool hidden, bool negative) {
  if (!hidden)
    return cells;
  return cells | (column_counts(column) && !negative ? MARK_AT_LEAST : MARK_INEXACT);
}

enum mark mark_flip(enum mark mark) {
  unsigned flipped = 0;
  if (mark & MARK_AT_LEAST)
    flipped |= MARK_AT_MOST;
  if (mark & MARK_AT_MOST)
    flipped |= MARK_AT_LEAST;
  return (enum mark)flipped;
}

/* The mark of a marked value times an exact one of this sign. */
static enum mark by_sign(enum mark mark, int sign) {
  if (sign == 0)
    return MARK_EXACT;
  return sign > 0 ? mark : mark_flip(mark);
}

enum mark mark_of_product(enum mark a, int a_sign, enum mark b, int b_sign) {
  if (a != MARK_EXACT && b != MARK_EXACT)
    return MARK_INEXACT;
  return a == MARK_EXACT ? by_sign(b, a_sign) : by_sign(a, b_sign);
}

enum mark mark_of_quotient(enum mark a, int a_sign, enum mark b, int b_sign) {
  if (b == MARK_EXACT)
    return by_sign(a, b_sign);
  if (a != MARK_EXACT || b != MARK_AT_LEAST || b_sign <= 0)
    return MARK_INEXACT;
  return by_sign(MARK_AT_MOST, a_sign);
}

/* ---- bounds ---- */

struct bounds bounds_none(void) {
  return (struct bounds){-INFINITY, INFINITY};
}

bool bounds_known(struct bounds bounds) {
  return isfinite(bounds.low) || isfinite(bounds.high);
}

/* There is one zero. */
static struct bounds made(double low, double high) {
  return (struct bounds){low + 0.0, high + 0.0};
}

struct bounds bounds_sum(struct bounds a, struct bounds b) {
  return made(a.low + b.low, a.high + b.high);
}

struct bounds bounds_negative(struct bounds a) {
  return made(-a.high, -a.low);
}

/* From the results at the four corners; not a number where a corner is none. */
static struct bounds around(const double corner[4]) {
  struct bounds bounds = {INFINITY, -INFINITY};
  for (int i = 0; i < 4; i++) {
    bounds.low = corner[i] < bounds.low ? corner[i] : bounds.low;
    bounds.high = corner[i] > bounds.high ? corner[i] : bounds.high;
  }
  return made(bounds.low, bounds.high);
}

static double times(double a, double b) {
  return a == 0 || b == 0 ? 0 : a * b;
}

struct bounds bounds_product(struct bounds a, struct bounds b) {
  return around((double[]){times(a.low, b.low), times(a.low, b.high), times(a.high, b.low),
                           times(a.high, b.high)});
}

struct bounds bounds_quotient(struct bounds a, struct bounds b) {
  if (b.low <= 0 && b.high >= 0)
    return bounds_none();
  return around((double[]){a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
}

struct bounds bounds_of(double value, enum mark mark, struct bounds bounds) {
  if (!(mark & MARK_AT_MOST) && bounds.low < value)
    bounds.low = value;
  if (!(mark & MARK_AT_LEAST) && bounds.high > value)
    bounds.high = value;
  return mark == MARK_EXACT ? (struct bounds){value, value} : bounds;
}

static double rounded(double value, int decimals) {
  return isfinite(value) ? number_round(value, decimals) : value;
}

struct bounds bounds_rounded(struct bounds bounds, int decimals) {
  if (decimals > 15)
    return bounds;
  return made(rounded(bounds.low, decimals), rounded(bounds.high, decimals));
}
