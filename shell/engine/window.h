/* Window functions: a value for every row, from the rows of its group. Kinds by name:
**
**   lag lead(x; n = 1)   the cell of the period n steps before or after in the group, with its
**                        reason and mark; unmatched where there is no such period. n >= 0
**   cumsum(x)            the sum so far, type kept: by period when there is one period column (or
**                        one is given), else by row; a missing cell stays missing at its own place
**                        and is skipped by the rest. Marks as of sum over the cells so far, where
**                        any negative cell of the group counts as one of them
**   rolling_sum(x; k)    the k periods that end here, type kept; rolling_mean(x; k) number. One of
**                        them absent or missing: missing, with the reason of the earliest such,
**                        unmatched for an absent one. k >= 1
**   rank(x)              1 + the number of smaller present cells in the group; missing stays. Types
**                        and marks as of min: INEXACT when the group has a suppressed cell or a
**                        marked one
**   share(x)             number(x) / number(sum of the group); marks as of a division
**
** "By period": the group's rows are found by period, not by place. The period column is `period`,
** or else the frame's only period or date column: none or several are ERROR_VALUE that says so
** (cumsum then goes by row). Two rows of a group with one period, or periods of two kinds in a
** group, are ERROR_DATA naming group and period. A row whose own period is missing gets that reason
** in lag, lead, rolling_…; in cumsum it is ERROR_DATA, for the sum would leave it out.
** `skipped` stays zero: every missing cell is still to be seen. lag and lead keep `computed`;
** cumsum and rolling_sum do when no cell of the column can be negative, and are else computed, as
** are all others. */
#ifndef INDSATS_WINDOW_H
#define INDSATS_WINDOW_H

#include "frame.h"
#include "options.h"

struct window_spec {
  const char *name; /* of the resulting column */
  const char *kind; /* "lag" ... */
  size_t column;
  bool has_parameter;
  int64_t parameter; /* n of lag and lead, k of rolling_… */
  size_t period;     /* index of the period column; SIZE_MAX: the frame's only one */
  bool by_row;       /* cumsum goes by row, whatever periods the frame has */
  bool hides;
  struct bounds hidden; /* where `hides`: what a hidden cell lies between; share has bounds then */
};

/* The frame with the columns added; a name that stands keeps its place and gets the new values.
** All of them see the frame as it was given. */
struct frame *frame_window(const struct frame *frame, const size_t *keys, size_t key_count,
                           const struct window_spec *specs, size_t count,
                           const struct engine_options *options, struct error *error);

bool window_knows(const char *kind);
const char *window_name(size_t index); /* NULL after the last */

#endif
