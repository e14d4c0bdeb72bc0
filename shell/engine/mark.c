#include "mark.h"

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
