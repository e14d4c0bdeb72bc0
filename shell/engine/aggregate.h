/* Aggregates over groups. Kinds are looked up by name in one table:
**
**   count                rows; count(x): present cells. integer
**   sum                  integer, decimal kept (128 bits inside, ERROR_OVERFLOW outside 64); number
**                        by exact summation; boolean: how many are true, integer
**   mean                 number: of integer and decimal the exact sum, as nearest double, divided
**                        by the double 10^scale * n; of number the exact sum / n
**   weighted_mean(x, w)  number: sum of the products (each rounded) / sum of the weights, over the
**                        rows where both are present; total weight 0: undefined; a negative weight
**                        is ERROR_VALUE naming the row
**   min max              type kept: numbers, text in Danish order, periods of one kind, dates
**   n_distinct           integer, over present cells
**   median quantile(x;p) number, type 7: with h = (n - 1) p, k = floor h and the values sorted as
**                        doubles, x[k] + (h - k) * (x[k + 1] - x[k])
**   sd                   number, n - 1, two passes, both by exact summation of doubles; n < 2:
**                        undefined
**   first last           the cell of the group's first or last row, missing and mark as they are
**
** Missing cells are skipped and counted by reason in the column's `skipped` (except by first, last
** and plain count). Where no cell is present the result is missing: with the least reason skipped,
** or undefined when there were no rows; count(x) and n_distinct are then 0. A row of weighted_mean
** counts as skipped with the reason of x, else of w. A result that is not finite is undefined.
**
** Marks: sum carries the marks of its cells (or-ed). A suppressed cell that it skips adds AT_LEAST
** where the column is figures as read (not `computed`) and no present cell of the group is
** negative, or where it is boolean; else INEXACT. mean, weighted_mean, median, quantile, sd, min,
** max are INEXACT when a suppressed cell was skipped or a used cell was marked; so is n_distinct
*over
** marked cells, and AT_LEAST where suppressed ones were skipped; count, of the cells that are
** known, is exact; a missing result has no mark. An undecided cell counts as a suppressed one.
** hidden counts both. A sum has bounds too where it is known what its cells lie between: hidden
** ones of figures as read by `hidden` of the spec, truths 0 and 1; marked cells by their own bounds
** (with S the sum, V that of the marked values and L of their lower bounds it is (S - V) + L, each
** an exact sum rounded once), where there are both ends.
**
** Results: those of count and n_distinct are not `computed`, nor are those of sum, min, max, first
** and last of a column that is not; all others are. */
#ifndef INDSATS_AGGREGATE_H
#define INDSATS_AGGREGATE_H

#include "frame.h"
#include "group.h"
#include "options.h"

struct aggregate_spec {
  const char *name;  /* of the resulting column */
  const char *kind;  /* "sum" ... */
  size_t columns[2]; /* indexes of the arguments in the frame */
  size_t count;      /* of arguments: 0 to 2 */
  bool has_parameter;
  double parameter; /* p of quantile, 0 to 1 */
  bool hides;
  struct bounds hidden; /* where `hides`: what a hidden cell of the first argument lies between */
};

/* One row per group in order of first appearance: the key columns, then the aggregates. Without
** keys one row, also of an empty frame; with keys an empty frame gives no rows. */
struct frame *frame_summarise(const struct frame *frame, const size_t *keys, size_t key_count,
                              const struct aggregate_spec *specs, size_t count,
                              const struct engine_options *options, struct error *error);

/* The frame with the aggregates as further columns: every row gets the answer of its group. A name
** that stands keeps its place and gets the new values. */
struct frame *frame_spread(const struct frame *frame, const size_t *keys, size_t key_count,
                           const struct aggregate_spec *specs, size_t count,
                           const struct engine_options *options, struct error *error);

/* Whether there is such an aggregate; and the table's names by number, NULL after the last. */
bool aggregate_knows(const char *kind);
const char *aggregate_name(size_t index);

#endif
