/* cumsum, rolling_sum, rolling_mean and share. */
#include <math.h>

#include "cell.h"
#include "number.h"
#include "put.h"
#include "summation.h"
#include "window_state.h"

/* ---- running sums ---- */

/* A result for sums: hidden cells of figures that cannot be negative are none either. */
static bool new_sums(struct window *w) {
  if (!window_new_result(w, w->x->type, w->x->scale))
    return false;
  w->result->computed = !column_counts_everywhere(w->x);
  return true;
}

static bool does_not_fit(const struct window *w, size_t row) {
  return error_set(w->error, ERROR_OVERFLOW, "%s(%s) in row %zu does not fit in 64 bits",
                   w->spec->kind, w->frame->names[w->spec->column], row + 1);
}

/* A running sum of cells of one column, exact in either way. */
struct running {
  wide_t exact;
  struct summation number;
};

static bool running_add(struct running *sum, const struct window *w, size_t row) {
  if (w->x->type != COLUMN_NUMBER) {
    sum->exact += column_integer(w->x, row);
    return true;
  }
  return summation_add_partial(&sum->number, column_number(w->x, row)) || error_memory(w->error);
}

/* The sum without a cell that was added. */
static bool running_take(struct running *sum, const struct window *w, size_t row) {
  if (w->x->type != COLUMN_NUMBER) {
    sum->exact -= column_integer(w->x, row);
    return true;
  }
  return summation_add_partial(&sum->number, -column_number(w->x, row)) || error_memory(w->error);
}

/* Write the sum as the cell of a row, in the column's own type. */
static bool running_put(const struct running *sum, struct window *w, size_t row) {
  if (w->x->type != COLUMN_NUMBER)
    return wide_to_integer(sum->exact, &w->result->put.integer[row]) || does_not_fit(w, row);
  double total;
  if (!summation_total(&sum->number, &total))
    return error_memory(w->error);
  window_put_number(w, row, total);
  return true;
}

static bool running_put_mean(const struct running *sum, struct window *w, size_t row, double n) {
  double total;
  if (w->x->type != COLUMN_NUMBER)
    total = (double)sum->exact / ((double)number_power10(w->x->scale) * n);
  else if (summation_total(&sum->number, &total))
    total = total / n;
  else
    return error_memory(w->error);
  window_put_number(w, row, total);
  return true;
}

/* ---- cumsum ---- */

/* What a sum has met on its way; its mark follows. */
struct met {
  uint64_t hidden; /* suppressed or undecided cells */
  bool undecided;
  bool negative;
  enum mark mark;
};

static void meet_gap(struct met *met, enum missing reason) {
  met->hidden += missing_hides(reason);
  met->undecided = met->undecided || reason == MISSING_UNDECIDED;
}

static enum mark mark_of_met(const struct window *w, const struct met *met) {
  return mark_of_sum(w->x, met->mark, met->hidden > 0, met->negative);
}

/* Whether the group has a negative cell: then its hidden ones may be negative too. */
static bool group_negative(const struct window *w, size_t group) {
  for (size_t i = w->lists->start[group]; i < w->lists->start[group + 1]; i++)
    if (column_missing(w->x, w->lists->rows[i]) == PRESENT &&
        column_negative(w->x, w->lists->rows[i]))
      return true;
  return false;
}

static bool accumulate(struct window *w, struct running *sum, struct met *met, size_t row) {
  enum missing reason = column_missing(w->x, row);
  if (reason != PRESENT) {
    meet_gap(met, reason);
    window_put_missing(w, row, reason);
    return true;
  }
  met->mark |= column_mark(w->x, row);
  bool done = running_add(sum, w, row) && running_put(sum, w, row);
  window_put_mark(w, row, mark_of_met(w, met));
  return done;
}

static bool accumulate_group(struct window *w, size_t group) {
  struct running sum = {0};
  struct met met = {.negative = group_negative(w, group)};
  bool done = true;
  size_t start = w->lists->start[group];
  size_t count = w->lists->start[group + 1] - start;
  for (size_t i = 0; i < count && done; i++)
    done = engine_poll_row(w->options, i, count, w->error) &&
           accumulate(w, &sum, &met,
                      w->period != NULL ? (size_t)w->moments[start + i].row
                                        : w->lists->rows[start + i]);
  summation_clear(&sum.number);
  return done;
}

bool window_cumsum(struct window *w) {
  bool gaps = w->period != NULL && w->period->gaps != NULL;
  for (size_t row = 0; gaps && row < w->frame->rows; row++)
    if (column_missing(w->period, row) != PRESENT)
      return error_set(w->error, ERROR_DATA,
                       "cumsum goes by period, and row %zu has none (%s); filter such rows first",
                       row + 1, missing_name(column_missing(w->period, row)));
  return new_sums(w) && window_for_groups(w, accumulate_group);
}

/* ---- rolling ---- */

/* The last moments of a group, at most `parameter` periods. */
struct span {
  const struct numbered *moments;
  size_t from;
  size_t to;   /* the last */
  size_t gaps; /* missing cells among them */
  struct running sum;
};

static bool span_enter(struct span *span, const struct window *w, size_t i) {
  size_t row = (size_t)span->moments[i].row;
  span->to = i;
  if (column_missing(w->x, row) == PRESENT)
    return running_add(&span->sum, w, row);
  span->gaps++;
  return true;
}

static bool span_leave(struct span *span, const struct window *w) {
  size_t row = (size_t)span->moments[span->from++].row;
  if (column_missing(w->x, row) == PRESENT)
    return running_take(&span->sum, w, row);
  span->gaps--;
  return true;
}

/* Why the span has no sum: the reason of the earliest of its periods that is absent or missing. */
static enum missing span_reason(const struct span *span, const struct window *w) {
  period_t last = moment_at(&span->moments[span->to]).period;
  size_t at = span->from;
  for (int64_t back = w->parameter - 1; back >= 0; back--, at++) {
    period_t target = period_add(last, -back);
    if (target == PERIOD_INVALID || at > span->to)
      return MISSING_UNMATCHED;
    struct moment moment = moment_at(&span->moments[at]);
    if (moment.period != target)
      return MISSING_UNMATCHED;
    if (column_missing(w->x, moment.row) != PRESENT)
      return column_missing(w->x, moment.row);
  }
  return MISSING_UNMATCHED;
}

static enum mark span_mark(const struct span *span, const struct window *w) {
  enum mark mark = MARK_EXACT;
  for (size_t i = span->from; w->x->mark != NULL && i <= span->to; i++)
    mark |= column_mark(w->x, (size_t)span->moments[i].row);
  return mark;
}

static bool span_put(const struct span *span, struct window *w) {
  size_t row = (size_t)span->moments[span->to].row;
  if (span->gaps > 0 || (int64_t)(span->to - span->from) + 1 < w->parameter) {
    window_put_missing(w, row, span_reason(span, w));
    return true;
  }
  enum mark mark = span_mark(span, w);
  bool done = w->mean ? running_put_mean(&span->sum, w, row, (double)w->parameter)
                      : running_put(&span->sum, w, row);
  window_put_mark(w, row, w->mean && mark != MARK_EXACT ? MARK_INEXACT : mark);
  return done;
}

static bool roll_group(struct window *w, size_t group) {
  struct span span = {.moments = w->moments + w->lists->start[group]};
  size_t count = w->moment_count[group];
  bool done = true;
  for (size_t i = 0; i < count && done; i++) {
    period_t here = moment_at(&span.moments[i]).period;
    done = engine_poll_row(w->options, i, count, w->error) && span_enter(&span, w, i);
    while (done &&
           period_difference(here, moment_at(&span.moments[span.from]).period) >= w->parameter)
      done = span_leave(&span, w);
    done = done && span_put(&span, w);
  }
  summation_clear(&span.sum.number);
  return done;
}

static bool roll(struct window *w, bool mean) {
  w->mean = mean;
  for (size_t row = 0; w->period->gaps != NULL && row < w->frame->rows; row++)
    window_put_missing(w, row, column_missing(w->period, row));
  return window_for_groups(w, roll_group);
}

bool window_rolling_sum(struct window *w) {
  return new_sums(w) && roll(w, false);
}

bool window_rolling_mean(struct window *w) {
  return window_new_result(w, COLUMN_NUMBER, 0) && roll(w, true);
}

/* ---- share ---- */

static int sign_of(double value) {
  return (value > 0) - (value < 0);
}

/* The group's sum as a number; not finite where it is none. */
static bool total_of(const struct window *w, const struct running *sum, size_t row, double *total) {
  if (w->x->type == COLUMN_NUMBER)
    return summation_total(&sum->number, total) || error_memory(w->error);
  int64_t exact;
  if (!wide_to_integer(sum->exact, &exact))
    return does_not_fit(w, row);
  *total = number_from_scaled(exact, w->x->scale);
  return true;
}

static bool sum_group(const struct window *w, size_t group, struct met *met, double *total) {
  struct running sum = {0};
  bool done = true;
  size_t start = w->lists->start[group];
  for (size_t i = start; i < w->lists->start[group + 1] && done; i++) {
    size_t row = w->lists->rows[i];
    enum missing reason = column_missing(w->x, row);
    meet_gap(met, reason);
    if (reason != PRESENT)
      continue;
    met->mark |= column_mark(w->x, row);
    done = running_add(&sum, w, row);
  }
  done = done && total_of(w, &sum, w->lists->rows[start], total);
  summation_clear(&sum.number);
  return done;
}

/* What a group's sum lies between, where it is known what each of its hidden cells does. */
static struct bounds bounds_of_met(const struct window *w, const struct met *met, double total) {
  double hidden = (double)met->hidden;
  if (!w->spec->hides || met->hidden == 0 || met->undecided || met->mark != MARK_EXACT ||
      mark_of_met(w, met) != MARK_AT_LEAST)
    return bounds_none();
  struct bounds bounds = {total + hidden * w->spec->hidden.low,
                          total + hidden * w->spec->hidden.high};
  return w->x->type == COLUMN_DECIMAL ? bounds_rounded(bounds, w->x->scale) : bounds;
}

static bool put_bounds(struct window *w, size_t row, struct bounds bounds) {
  if (w->missing[row] != PRESENT || w->mark[row] == MARK_EXACT || !bounds_known(bounds))
    return true;
  return column_put_bounds(w->result, row, 1, &bounds) || error_memory(w->error);
}

static bool share_group(struct window *w, size_t group) {
  struct met met = {.negative = group_negative(w, group)};
  double total;
  if (!sum_group(w, group, &met, &total))
    return false;
  enum mark total_mark = mark_of_met(w, &met);
  struct bounds whole = bounds_of_met(w, &met, total);
  for (size_t i = w->lists->start[group]; i < w->lists->start[group + 1]; i++) {
    size_t row = w->lists->rows[i];
    enum missing reason = column_missing(w->x, row);
    if (reason != PRESENT) {
      window_put_missing(w, row, reason);
      continue;
    }
    double x = cell_number(w->x, row);
    enum mark mark =
        mark_of_quotient(column_mark(w->x, row), sign_of(x), total_mark, sign_of(total));
    window_put_number(w, row, isfinite(total) ? x / total : NAN);
    window_put_mark(w, row, mark);
    if (bounds_known(whole) && !put_bounds(w, row, bounds_quotient(cell_bounds(w->x, row), whole)))
      return false;
  }
  return true;
}

bool window_share(struct window *w) {
  return window_new_result(w, COLUMN_NUMBER, 0) && window_for_groups(w, share_group);
}
