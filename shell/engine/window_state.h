/* What the window functions share: the frame in groups, in each its rows by period, and the column
** that is made. window.c runs them; their parts are window_moments.c, window_move.c, window_sums.c
** and window_rank.c. */
#ifndef INDSATS_WINDOW_STATE_H
#define INDSATS_WINDOW_STATE_H

#include "group.h"
#include "mark.h"
#include "period.h"
#include "radix.h"
#include "window.h"

struct window {
  const struct frame *frame;
  const size_t *keys;
  size_t key_count;
  const struct grouping *grouping;
  struct group_rows *lists; /* once somebody needs them */
  const struct window_spec *spec;
  const struct column *x;
  const struct column *period; /* or NULL */
  int64_t parameter;
  int64_t steps; /* of lag and lead, and the row that each row is given */
  size_t *moved;
  bool mean;       /* of rolling_… */
  uint64_t *words; /* of rank */
  /* Rows with a period, by group and within it by period: from lists->start[g], `moment_count[g]`
  ** of them. */
  struct numbered *moments;
  struct numbered *spare;
  size_t *moment_count;
  struct column *result;
  uint8_t *missing; /* of each row of the result, the reason and the mark; or NULL */
  uint8_t *mark;
  const struct engine_options *options;
  struct error *error;
};

struct moment {
  period_t period;
  size_t row;
};

/* The same to be sorted: the period as a word. */
static inline struct numbered number_moment(period_t period, size_t row) {
  return (struct numbered){(uint32_t)period ^ (UINT32_C(1) << 31), row};
}
static inline struct moment moment_at(const struct numbered *moment) {
  return (struct moment){(period_t)((uint32_t)moment->word ^ (UINT32_C(1) << 31)),
                         (size_t)moment->row};
}

enum period_use { PERIOD_UNUSED, PERIOD_WELCOME, PERIOD_NEEDED };

/* ---- groups and moments (window_moments.c) ---- */

/* The column of periods that a function goes by, if any: the one that is named, or the only one. */
bool window_find_period(struct window *w, enum period_use use);

/* Sort each group's rows by period. False where two are of one period, or of two kinds. */
bool window_make_moments(struct window *w);

/* Rows by their words, of which equals keep their order. `spare` has room for as many. */
bool window_sort(struct numbered *list, struct numbered *spare, size_t count,
                 const struct engine_options *options, struct error *error);

/* Refuse two rows of a group that have one period, or periods of two kinds. */
bool window_refuse_moments(const struct window *w, struct moment a, struct moment b);

/* Do the work for each group, on several threads. Of several groups that fail, the first one's
** error is told. */
bool window_for_groups(struct window *w, bool (*work)(struct window *w, size_t group));

/* ---- the result (window.c) ---- */

/* A new result, `computed` unless its function knows better. */
bool window_new_result(struct window *w, enum column_type type, int scale);

void window_put_missing(struct window *w, size_t row, enum missing reason);

/* A mark where the cell is not missing. */
void window_put_mark(struct window *w, size_t row, enum mark mark);

/* A number that is finite; else the cell is undefined. */
void window_put_number(struct window *w, size_t row, double value);

/* ---- the functions: each makes the result of w->x, in its own file ---- */

bool window_lag(struct window *w);
bool window_lead(struct window *w);
bool window_cumsum(struct window *w);
bool window_rolling_sum(struct window *w);
bool window_rolling_mean(struct window *w);
bool window_rank(struct window *w);
bool window_share(struct window *w);

#endif
