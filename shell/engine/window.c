#include "window.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "counted_rank.h"
#include "group.h"
#include "large_pages.h"
#include "mark.h"
#include "number.h"
#include "order.h"
#include "period.h"
#include "put.h"
#include "radix.h"
#include "stretch.h"
#include "summation.h"
#include "verbs.h"

struct moment {
  period_t period;
  size_t row;
};

/* The same to be sorted: the period as a word. */
static struct numbered number_moment(period_t period, size_t row) {
  return (struct numbered){(uint32_t)period ^ (UINT32_C(1) << 31), row};
}
static struct moment moment_at(const struct numbered *moment) {
  return (struct moment){(period_t)((uint32_t)moment->word ^ (UINT32_C(1) << 31)),
                         (size_t)moment->row};
}

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

enum period_use { PERIOD_UNUSED, PERIOD_WELCOME, PERIOD_NEEDED };
enum parameter_use { PARAMETER_NONE, PARAMETER_STEPS, PARAMETER_LENGTH };

struct window_function {
  const char *name;
  enum period_use period;
  enum parameter_use parameter;
  const char *takes;
  bool (*accepts)(enum column_type type);
  bool (*compute)(struct window *w);
};

/* ---- time within groups ---- */

enum { FEW = 48 };

/* Rows by their words, of which equals keep their order; few are put in one by one. `spare` has
** room for as many. */
static bool sort_numbered(struct numbered *list, struct numbered *spare, size_t count,
                          const struct engine_options *options, struct error *error) {
  size_t sorted = 1;
  while (sorted < count && list[sorted - 1].word <= list[sorted].word)
    sorted++;
  if (sorted >= count)
    return true;
  if (count > FEW) {
    struct numbered *from = list, *to = spare;
    struct engine_options alone = {.threads = 1, .cancel = options->cancel};
    if (!radix_numbered(&from, &to, count, 0, 64, &alone, error))
      return false;
    if (from != list)
      memcpy(list, from, count * sizeof *list);
    return true;
  }
  for (size_t i = sorted; i < count; i++) {
    struct numbered one = list[i];
    size_t at = i;
    for (; at > 0 && list[at - 1].word > one.word; at--)
      list[at] = list[at - 1];
    list[at] = one;
  }
  return true;
}

static bool refuse_moments(const struct window *w, struct moment a, struct moment b) {
  char where[DESCRIPTION_SIZE], first[PERIOD_TEXT], second[PERIOD_TEXT];
  cell_describe(where, sizeof where, w->frame, w->keys, w->key_count, a.row);
  period_id(first, a.period);
  period_id(second, b.period);
  if (a.period == b.period)
    return error_set(w->error, ERROR_DATA,
                     "%s: %s has two rows for %s (rows %zu and %zu); group by what tells them "
                     "apart, or sum them first",
                     w->spec->kind, where, first, a.row + 1, b.row + 1);
  return error_set(w->error, ERROR_DATA,
                   "%s: %s has periods of two kinds: %s in row %zu is a %s, %s in row %zu a %s; "
                   "keep one kind, or group by kind(p)",
                   w->spec->kind, where, first, a.row + 1, period_kind_name(period_kind(a.period)),
                   second, b.row + 1, period_kind_name(period_kind(b.period)));
}

static bool sort_group(struct window *w, size_t group) {
  size_t start = w->lists->start[group];
  struct numbered *moments = w->moments + start;
  size_t count = 0;
  for (size_t i = start; i < w->lists->start[group + 1]; i++) {
    size_t row = w->lists->rows[i];
    if (w->period->gaps == NULL || !bit_get(w->period->gaps, row))
      moments[count++] = number_moment(column_period(w->period, row), row);
  }
  w->moment_count[group] = count;
  if (!sort_numbered(moments, w->spare + start, count, w->options, w->error))
    return false;
  for (size_t i = 1; i < count; i++) {
    struct moment before = moment_at(&moments[i - 1]), here = moment_at(&moments[i]);
    if (here.period == before.period || period_kind(here.period) != period_kind(before.period))
      return refuse_moments(w, before, here);
  }
  return true;
}

/* ---- groups by several threads ---- */

typedef bool group_work(struct window *w, size_t group);

struct division {
  const struct window *window;
  group_work *work;
};

/* The first group that begins in a row of the lists from `at` on. */
static size_t group_from(const struct window *w, size_t at) {
  size_t low = 0, high = w->grouping->groups;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (w->lists->start[middle] < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The groups whose lists begin in a stretch. Every thread has its own errors. */
static bool work_on_groups(void *context, size_t worker, size_t from, size_t to,
                           struct error *error) {
  const struct division *division = context;
  struct window own = *division->window;
  struct engine_options quiet = {.cancel = own.options == NULL ? NULL : own.options->cancel};
  (void)worker;
  own.options = &quiet;
  own.error = error;
  size_t end = group_from(&own, to);
  for (size_t group = group_from(&own, from); group < end; group++)
    if (!engine_poll(&quiet, 0, 0, error) || !division->work(&own, group))
      return false;
  return true;
}

/* Of several groups that fail, the first one's error is told. */
static bool for_groups(struct window *w, group_work *work) {
  if (w->lists->rows == NULL && !group_rows_init(w->lists, w->grouping, w->options, w->error))
    return false;
  struct division division = {w, work};
  struct stretches stretches = {
      .rows = w->frame->rows, .options = w->options, .work = work_on_groups, .context = &division};
  return stretches_run(&stretches, w->error);
}

static bool make_moments(struct window *w) {
  size_t bytes = (w->frame->rows + 1) * sizeof *w->moments;
  w->moments = large_pages(malloc(bytes), bytes);
  w->spare = large_pages(malloc(bytes), bytes);
  w->moment_count = calloc(w->grouping->groups + 1, sizeof *w->moment_count);
  if (w->moments == NULL || w->spare == NULL || w->moment_count == NULL)
    return error_memory(w->error);
  bool done = for_groups(w, sort_group);
  free(w->spare);
  w->spare = NULL;
  return done;
}

static bool refuse_period(const struct window *w, size_t count) {
  char names[DESCRIPTION_SIZE] = "";
  for (size_t i = 0; i < w->frame->columns; i++) {
    enum column_type type = w->frame->column[i]->type;
    if (type != COLUMN_PERIOD && type != COLUMN_DATE)
      continue;
    size_t used = strlen(names);
    if (used + strlen(w->frame->names[i]) + 3 < sizeof names) {
      strcpy(names + used, used == 0 ? "" : ", ");
      strcat(names, w->frame->names[i]);
    }
  }
  if (count == 0)
    return error_set(w->error, ERROR_VALUE, "%s goes by period, and there is no period column",
                     w->spec->kind);
  return error_set(w->error, ERROR_VALUE,
                   "%s goes by period, and there are %zu period columns (%s): name one as the last "
                   "argument",
                   w->spec->kind, count, names);
}

static bool find_period(struct window *w, enum period_use use) {
  size_t found = w->spec->period;
  if (found != SIZE_MAX) {
    if (use == PERIOD_UNUSED || found >= w->frame->columns)
      return error_set(w->error, ERROR_VALUE, "%s takes no period column", w->spec->kind);
    w->period = w->frame->column[found];
    return w->period->type == COLUMN_PERIOD || w->period->type == COLUMN_DATE ||
           column_refuse(w->frame, found, w->spec->kind, "a period or date to go by", w->error);
  }
  if (w->spec->by_row && use == PERIOD_WELCOME)
    return true;
  size_t count = 0;
  for (size_t i = 0; i < w->frame->columns; i++) {
    enum column_type type = w->frame->column[i]->type;
    if (type == COLUMN_PERIOD || type == COLUMN_DATE) {
      found = i;
      count++;
    }
  }
  if (use != PERIOD_UNUSED && count == 1)
    w->period = w->frame->column[found];
  return use != PERIOD_NEEDED || count == 1 || refuse_period(w, count);
}

/* ---- results ---- */

/* A new result, `computed` unless its function knows better. */
static bool new_result(struct window *w, enum column_type type, int scale) {
  w->result = column_new(type, w->frame->rows, NULL);
  if (w->result == NULL)
    return error_memory(w->error);
  w->result->scale = scale;
  w->result->computed = true;
  w->missing = calloc(w->frame->rows + 1, 1);
  w->mark = calloc(w->frame->rows + 1, 1);
  return (w->missing != NULL && w->mark != NULL) || error_memory(w->error);
}

/* A result for sums: hidden cells of figures that cannot be negative are none either. */
static bool new_sums(struct window *w) {
  if (!new_result(w, w->x->type, w->x->scale))
    return false;
  w->result->computed = !column_counts_everywhere(w->x);
  return true;
}

static void put_missing(struct window *w, size_t row, enum missing reason) {
  w->missing[row] = (uint8_t)reason;
}

static void put_mark(struct window *w, size_t row, enum mark mark) {
  if (w->missing[row] == PRESENT)
    w->mark[row] = (uint8_t)mark;
}

static void put_number(struct window *w, size_t row, double value) {
  if (isfinite(value))
    w->result->put.number[row] = value + 0.0;
  else
    put_missing(w, row, MISSING_UNDEFINED);
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
  put_number(w, row, total);
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
  put_number(w, row, total);
  return true;
}

/* ---- lag, lead ---- */

/* For each row the row of the period `steps` away; both walk forwards together. */
static bool move_group(struct window *w, size_t group) {
  const struct numbered *moments = w->moments + w->lists->start[group];
  size_t count = w->moment_count[group];
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    struct moment here = moment_at(&moments[i]);
    period_t target = period_add(here.period, w->steps);
    if (target == PERIOD_INVALID)
      continue;
    while (at < count && moment_at(&moments[at]).period < target)
      at++;
    if (at < count && moment_at(&moments[at]).period == target)
      w->moved[here.row] = (size_t)moments[at].row;
  }
  return true;
}

/* Rows without a period of their own get its reason. */
static bool pass_on_missing_periods(struct window *w) {
  for (size_t row = 0; w->period->gaps != NULL && row < w->frame->rows; row++) {
    enum missing reason = column_missing(w->period, row);
    if (reason != PRESENT && !column_set_missing(w->result, row, reason))
      return error_memory(w->error);
  }
  return true;
}

static bool move(struct window *w, int64_t steps) {
  w->moved = malloc((w->frame->rows + 1) * sizeof *w->moved);
  if (w->moved == NULL)
    return error_memory(w->error);
  memset(w->moved, 0xFF, w->frame->rows * sizeof *w->moved); /* SIZE_MAX */
  w->steps = steps;
  struct picks picks = {.count = w->frame->rows, .far = w->moved};
  if (for_groups(w, move_group))
    w->result = column_pick((struct column *)w->x, &picks, w->options, w->error);
  free(w->moved);
  if (w->result == NULL)
    return false;
  memset(w->result->skipped, 0, sizeof w->result->skipped);
  return pass_on_missing_periods(w);
}

static bool compute_lag(struct window *w) {
  return move(w, -w->parameter);
}

static bool compute_lead(struct window *w) {
  return move(w, w->parameter);
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
    put_missing(w, row, reason);
    return true;
  }
  met->mark |= column_mark(w->x, row);
  bool done = running_add(sum, w, row) && running_put(sum, w, row);
  put_mark(w, row, mark_of_met(w, met));
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

static bool compute_cumsum(struct window *w) {
  bool gaps = w->period != NULL && w->period->gaps != NULL;
  for (size_t row = 0; gaps && row < w->frame->rows; row++)
    if (column_missing(w->period, row) != PRESENT)
      return error_set(w->error, ERROR_DATA,
                       "cumsum goes by period, and row %zu has none (%s); filter such rows first",
                       row + 1, missing_name(column_missing(w->period, row)));
  return new_sums(w) && for_groups(w, accumulate_group);
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
    put_missing(w, row, span_reason(span, w));
    return true;
  }
  enum mark mark = span_mark(span, w);
  bool done = w->mean ? running_put_mean(&span->sum, w, row, (double)w->parameter)
                      : running_put(&span->sum, w, row);
  put_mark(w, row, w->mean && mark != MARK_EXACT ? MARK_INEXACT : mark);
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
    put_missing(w, row, column_missing(w->period, row));
  return for_groups(w, roll_group);
}

static bool compute_rolling_sum(struct window *w) {
  return new_sums(w) && roll(w, false);
}

static bool compute_rolling_mean(struct window *w) {
  return new_result(w, COLUMN_NUMBER, 0) && roll(w, true);
}

/* ---- rank ---- */

static bool check_kinds(const struct window *w, size_t a, size_t b) {
  if (w->x->type != COLUMN_PERIOD ||
      period_kind(column_period(w->x, a)) == period_kind(column_period(w->x, b)))
    return true;
  return refuse_moments(w, (struct moment){column_period(w->x, a), a},
                        (struct moment){column_period(w->x, b), b});
}

/* The present cells of a group with their words; whether any cell is not known for sure. */
static bool list_words(struct window *w, size_t group, struct numbered *list, size_t *count,
                       bool *unsure) {
  for (size_t i = w->lists->start[group]; i < w->lists->start[group + 1]; i++) {
    size_t row = w->lists->rows[i];
    enum missing reason = column_missing(w->x, row);
    *unsure = *unsure || missing_hides(reason) ||
              (reason == PRESENT && column_mark(w->x, row) != MARK_EXACT);
    if (reason != PRESENT) {
      put_missing(w, row, reason);
      continue;
    }
    if (*count > 0 && !check_kinds(w, (size_t)list[0].row, row))
      return false;
    list[(*count)++] = (struct numbered){w->words[row], row};
  }
  return true;
}

static bool rank_group(struct window *w, size_t group) {
  size_t start = w->lists->start[group];
  struct numbered *list = w->moments + start;
  size_t count = 0;
  bool unsure = false;
  if (!list_words(w, group, list, &count, &unsure) ||
      !sort_numbered(list, w->spare + start, count, w->options, w->error))
    return false;
  size_t smaller = 0;
  for (size_t i = 0; i < count; i++) {
    if (i > 0 && list[i].word != list[i - 1].word)
      smaller = i;
    w->result->put.integer[list[i].row] = (int64_t)smaller + 1;
    put_mark(w, (size_t)list[i].row, unsure ? MARK_INEXACT : MARK_EXACT);
  }
  return true;
}

/* Note the reasons of missing cells, and the groups where one hides a figure. */
static void pass_on_gaps(struct window *w, uint8_t *unsure) {
  const struct column *x = w->x;
  for (size_t start = 0; x->gaps != NULL && start < x->length; start += 64)
    for (uint64_t word = x->gaps[start / 64]; word != 0; word &= word - 1) {
      size_t row = start + (size_t)__builtin_ctzll(word);
      enum missing reason = column_reason(x, row);
      put_missing(w, row, reason);
      if (missing_hides(reason))
        unsure[w->grouping->group[row]] = MARK_INEXACT;
    }
}

static bool compute_counted_rank(struct window *w) {
  size_t rows = w->frame->rows;
  uint8_t *unsure = calloc(w->grouping->groups + 1, 1);
  w->result = column_new_narrow(COLUMN_INTEGER, rows, NULL, sizeof(uint32_t), 0);
  w->missing = calloc(rows + 1, 1);
  w->mark = calloc(rows + 1, 1);
  bool done = (unsure != NULL && w->result != NULL && w->missing != NULL && w->mark != NULL) ||
              error_memory(w->error);
  if (done) {
    w->result->computed = true;
    pass_on_gaps(w, unsure);
  }
  for (size_t row = 0; done && w->x->gaps != NULL && row < rows; row++)
    put_mark(w, row, (enum mark)unsure[w->grouping->group[row]]);
  free(unsure);
  return done && count_ranks(w->x, w->grouping, w->result->data, w->options, w->error);
}

static bool compute_rank(struct window *w) {
  if (ranks_are_counted(w->x, w->grouping))
    return compute_counted_rank(w);
  size_t bytes = (w->frame->rows + 1) * sizeof *w->moments;
  w->moments = large_pages(malloc(bytes), bytes);
  w->spare = large_pages(malloc(bytes), bytes);
  if (w->moments == NULL || w->spare == NULL)
    return error_memory(w->error);
  w->words = order_words(w->x, w->options, w->error);
  bool done = w->words != NULL && new_result(w, COLUMN_INTEGER, 0) && for_groups(w, rank_group);
  free(w->words);
  return done;
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
      put_missing(w, row, reason);
      continue;
    }
    double x = cell_number(w->x, row);
    enum mark mark =
        mark_of_quotient(column_mark(w->x, row), sign_of(x), total_mark, sign_of(total));
    put_number(w, row, isfinite(total) ? x / total : NAN);
    put_mark(w, row, mark);
    if (bounds_known(whole) && !put_bounds(w, row, bounds_quotient(cell_bounds(w->x, row), whole)))
      return false;
  }
  return true;
}

static bool compute_share(struct window *w) {
  return new_result(w, COLUMN_NUMBER, 0) && for_groups(w, share_group);
}

/* ---- the table ---- */

static bool any_type(enum column_type type) {
  return type < COLUMN_TYPES;
}

static bool numbers_only(enum column_type type) {
  return type == COLUMN_INTEGER || type == COLUMN_DECIMAL || type == COLUMN_NUMBER;
}

static bool ordered_types(enum column_type type) {
  return type != COLUMN_BOOLEAN;
}

static const struct window_function functions[] = {
    {"lag", PERIOD_NEEDED, PARAMETER_STEPS, "any column", any_type, compute_lag},
    {"lead", PERIOD_NEEDED, PARAMETER_STEPS, "any column", any_type, compute_lead},
    {"cumsum", PERIOD_WELCOME, PARAMETER_NONE, "numbers", numbers_only, compute_cumsum},
    {"rolling_sum", PERIOD_NEEDED, PARAMETER_LENGTH, "numbers", numbers_only, compute_rolling_sum},
    {"rolling_mean", PERIOD_NEEDED, PARAMETER_LENGTH, "numbers", numbers_only,
     compute_rolling_mean},
    {"rank", PERIOD_UNUSED, PARAMETER_NONE, "numbers, texts or periods", ordered_types,
     compute_rank},
    {"share", PERIOD_UNUSED, PARAMETER_NONE, "numbers", numbers_only, compute_share},
};

enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

static const struct window_function *find_function(const char *kind) {
  for (size_t i = 0; i < FUNCTIONS; i++)
    if (strcmp(functions[i].name, kind) == 0)
      return &functions[i];
  return NULL;
}

bool window_knows(const char *kind) {
  return find_function(kind) != NULL;
}

const char *window_name(size_t index) {
  return index < FUNCTIONS ? functions[index].name : NULL;
}

/* ---- running ---- */

static bool take_parameter(struct window *w, enum parameter_use use) {
  const struct window_spec *spec = w->spec;
  w->parameter = spec->has_parameter ? spec->parameter : 1;
  if (use == PARAMETER_NONE && spec->has_parameter)
    return error_set(w->error, ERROR_VALUE, "%s takes no number", spec->kind);
  if (use == PARAMETER_STEPS && w->parameter < 0)
    return error_set(w->error, ERROR_VALUE, "%s takes a number of periods from 0, not %lld; use %s",
                     spec->kind, (long long)w->parameter, spec->kind[1] == 'a' ? "lead" : "lag");
  if (use == PARAMETER_LENGTH && (!spec->has_parameter || w->parameter < 1))
    return error_set(w->error, ERROR_VALUE,
                     "%s takes a number of periods from 1, such as %s(x, 12)", spec->kind,
                     spec->kind);
  return true;
}

static bool compute(struct window *w) {
  const struct window_function *function = find_function(w->spec->kind);
  if (function == NULL)
    return error_set(w->error, ERROR_VALUE, "there is no window function '%s'", w->spec->kind);
  if (w->spec->column >= w->frame->columns)
    return error_set(w->error, ERROR_VALUE, "%s: no column number %zu", w->spec->kind,
                     w->spec->column + 1);
  w->x = w->frame->column[w->spec->column];
  if (!function->accepts(w->x->type))
    return column_refuse(w->frame, w->spec->column, w->spec->kind, function->takes, w->error);
  return take_parameter(w, function->parameter) && find_period(w, function->period) &&
         (w->period == NULL || make_moments(w)) && function->compute(w);
}

/* The column of one window function, or NULL. */
static struct column *window_column(struct window *w) {
  bool done = compute(w);
  free(w->moments);
  free(w->spare);
  free(w->moment_count);
  if (done && w->missing != NULL)
    done = column_take_reasons(w->result, w->missing, w->options, w->error);
  if (done && w->mark != NULL)
    done = column_put_marks(w->result, 0, w->frame->rows, w->mark) || error_memory(w->error);
  free(w->missing);
  free(w->mark);
  if (done)
    return w->result;
  column_release(w->result);
  return NULL;
}

struct frame *frame_window(const struct frame *frame, const size_t *keys, size_t key_count,
                           const struct window_spec *specs, size_t count,
                           const struct engine_options *options, struct error *error) {
  struct group_rows lists = {0};
  struct grouping *grouping = grouping_new(frame, keys, key_count, options, error);
  struct frame *result = NULL;
  if (grouping != NULL)
    result = frame_copy(frame, error);
  for (size_t i = 0; i < count && result != NULL; i++) {
    struct window w = {.frame = frame,
                       .keys = keys,
                       .key_count = key_count,
                       .grouping = grouping,
                       .lists = &lists,
                       .spec = &specs[i],
                       .options = options,
                       .error = error};
    result = frame_put(result, specs[i].name, window_column(&w), error);
  }
  group_rows_clear(&lists);
  grouping_free(grouping);
  return result;
}
