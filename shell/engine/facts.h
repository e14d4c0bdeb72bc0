/* What is true of all cells of a column, found in one pass when it is first asked for and then kept
** with the column, which never changes. */
#ifndef INDSATS_FACTS_H
#define INDSATS_FACTS_H

#include "column.h"

struct facts {
  uint64_t limit; /* one more than the greatest stored value of a present cell; 0: none present.
                  ** UINT64_MAX where stored values are no codes: doubles, 64-bit integers */
  unsigned kinds; /* of periods and dates, a bit each (1 << enum period_kind) */
  bool negative;  /* a present cell is a number below zero */
  uint8_t *seen;  /* of columns of 1 or 2 bytes, for each stored value below `limit` whether a
                  ** present cell has it; else NULL */
};

/* NULL without memory. Several threads may ask at once. */
const struct facts *column_facts(const struct column *column);

void facts_free(struct facts *facts); /* for column_release; NULL is allowed */

#endif
