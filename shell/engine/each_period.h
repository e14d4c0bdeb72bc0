/* Spells: a row that lasts becomes one row for each period that it touches. */
#ifndef INDSATS_EACH_PERIOD_H
#define INDSATS_EACH_PERIOD_H

#include "frame.h"
#include "options.h"
#include "period.h"

struct each_period {
  size_t from; /* columns of periods or dates: the spell lasts from the first day of the one ... */
  size_t to;   /* ... to the last day of the other; may be the same column */
  enum period_kind kind; /* year, half, quarter, month or day */
  const char *as;        /* the name of the new column */
  period_t ongoing;      /* what a missing `to` stands for; PERIOD_INVALID: it is an error */
};

/* The rows in their order, each for its periods in theirs; all columns, and last the period (a date
** for days). ERROR_DATA naming the row: a spell without a beginning or an end, or that ends before
** it begins. */
struct frame *frame_each_period(const struct frame *frame, const struct each_period *spec,
                                const struct engine_options *options, struct error *error);

#endif
