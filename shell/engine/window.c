#include "window.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "group.h"
#include "mark.h"
#include "number.h"
#include "order.h"
#include "period.h"
#include "summation.h"
#include "verbs.h"

struct moment {
  period_t period;
  size_t row;
};

struct window {
  const struct frame *frame;
  const size_t *keys;
  size_t key_count;
  const struct grouping *grouping;
  const struct group_rows *lists;
  const struct window_spec *spec;
  const struct column *x;
  const struct column *period; /* or NULL */
  int64_t parameter;
  /* Rows with a period, by group and within it by period: from lists->start[g], `moment_count[g]`
  ** of them. */
  struct moment *moments;
  size_t *moment_count;
  struct column *result;
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

static int compare_moments(const void *left, const void *right) {
  const struct moment *a = left;
  const struct moment *b = right;
  if (a->period != b->period)
    return a->period < b->period ? -1 : 1;
  return (a->row > b->row) - (a->row < b->row);
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
  struct moment *moments = w->moments + w->lists->start[group];
  size_t count = 0;
  for (size_t i = w->lists->start[group]; i < w->lists->start[group + 1]; i++) {
    size_t row = w->lists->rows[i];
    if (column_missing(w->period, row) == PRESENT)
      moments[count++] = (struct moment){column_period(w->period, row), row};
  }
  w->moment_count[group] = count;
  qsort(moments, count, sizeof *moments, compare_moments);
  for (size_t i = 1; i < count; i++)
    if (moments[i].period == moments[i - 1].period ||
        period_kind(moments[i].period) != period_kind(moments[i - 1].period))
      return refuse_moments(w, moments[i - 1], moments[i]);
  return true;
}

static bool make_moments(struct window *w) {
  w->moments = malloc((w->frame->rows + 1) * sizeof *w->moments);
  w->moment_count = calloc(w->grouping->groups + 1, sizeof *w->moment_count);
  if (w->moments == NULL || w->moment_count == NULL)
    return error_memory(w->error);
  for (size_t group = 0; group < w->grouping->groups; group++)
    if (!engine_poll(w->options, w->lists->start[group], w->frame->rows, w->error) ||
        !sort_group(w, group))
      return false;
  return true;
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

/* Rows without a period of their own get its reason. */
static bool pass_on_missing_periods(struct window *w) {
  for (size_t row = 0; row < w->frame->rows; row++) {
    enum missing reason = column_missing(w->period, row);
    if (reason != PRESENT && !column_set_missing(w->result, row, reason))
      return error_memory(w->error);
  }
  return true;
}

/* ---- results ---- */

/* A new result, `computed` unless its function knows better. */
static bool new_result(struct window *w, enum column_type type, int scale) {
  w->result = column_new(type, w->frame->rows, NULL);
  if (w->result == NULL)
    return error_memory(w->error);
  w->result->scale = scale;
  w->result->computed = true;
  return true;
}

/* A result for sums: hidden cells of figures that cannot be negative are none either. */
static bool new_sums(struct window *w) {
  if (!new_result(w, w->x->type, w->x->scale))
    return false;
  w->result->computed = !column_counts_everywhere(w->x);
  return true;
}

static bool put_missing(struct window *w, size_t row, enum missing reason) {
  return column_set_missing(w->result, row, reason) || error_memory(w->error);
}

static bool put_mark(struct window *w, size_t row, enum mark mark) {
  if (column_missing(w->result, row) != PRESENT)
    return true;
  return column_set_mark(w->result, row, mark) || error_memory(w->error);
}

static bool put_number(struct window *w, size_t row, double value) {
  if (!isfinite(value))
    return put_missing(w, row, MISSING_UNDEFINED);
  w->result->put.number[row] = value + 0.0;
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
  return summation_add(&sum->number, column_number(w->x, row)) || error_memory(w->error);
}

/* Write the sum as the cell of a row, in the column's own type. */
static bool running_put(const struct running *sum, struct window *w, size_t row) {
  if (w->x->type != COLUMN_NUMBER)
    return wide_to_integer(sum->exact, &w->result->put.integer[row]) || does_not_fit(w, row);
  double total;
  if (!summation_total(&sum->number, &total))
    return error_memory(w->error);
  return put_number(w, row, total);
}

static bool running_put_mean(const struct running *sum, struct window *w, size_t row, double n) {
  double total;
  if (w->x->type != COLUMN_NUMBER)
    return put_number(w, row, (double)sum->exact / ((double)number_power10(w->x->scale) * n));
  if (!summation_total(&sum->number, &total))
    return error_memory(w->error);
  return put_number(w, row, total / n);
}

/* ---- lag, lead ---- */

/* For each row the row of the period `steps` away, or SIZE_MAX. Both walk forwards together. */
static void find_moved(const struct window *w, size_t group, int64_t steps, size_t *rows) {
  const struct moment *moments = w->moments + w->lists->start[group];
  size_t count = w->moment_count[group];
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    period_t target = period_add(moments[i].period, steps);
    if (target == PERIOD_INVALID)
      continue;
    while (at < count && moments[at].period < target)
      at++;
    if (at < count && moments[at].period == target)
      rows[moments[i].row] = moments[at].row;
  }
}

static bool move(struct window *w, int64_t steps) {
  size_t *rows = malloc((w->frame->rows + 1) * sizeof *rows);
  if (rows == NULL)
    return error_memory(w->error);
  for (size_t row = 0; row < w->frame->rows; row++)
    rows[row] = SIZE_MAX;
  for (size_t group = 0; group < w->grouping->groups; group++)
    find_moved(w, group, steps, rows);
  w->result = column_gather(w->x, rows, w->frame->rows);
  free(rows);
  if (w->result == NULL)
    return error_memory(w->error);
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
  bool suppressed;
  bool negative;
  enum mark mark;
};

static enum mark mark_of_met(const struct window *w, const struct met *met) {
  return mark_of_sum(w->x, met->mark, met->suppressed, met->negative);
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
    met->suppressed = met->suppressed || missing_hides(reason);
    return put_missing(w, row, reason);
  }
  met->mark |= column_mark(w->x, row);
  return running_add(sum, w, row) && running_put(sum, w, row) &&
         put_mark(w, row, mark_of_met(w, met));
}

static bool accumulate_group(struct window *w, size_t group) {
  struct running sum = {0};
  struct met met = {.negative = group_negative(w, group)};
  bool done = true;
  size_t start = w->lists->start[group];
  size_t count = w->lists->start[group + 1] - start;
  for (size_t i = 0; i < count && done; i++)
    done = accumulate(w, &sum, &met,
                      w->period != NULL ? w->moments[start + i].row : w->lists->rows[start + i]);
  summation_clear(&sum.number);
  return done;
}

static bool compute_cumsum(struct window *w) {
  for (size_t row = 0; w->period != NULL && row < w->frame->rows; row++)
    if (column_missing(w->period, row) != PRESENT)
      return error_set(w->error, ERROR_DATA,
                       "cumsum goes by period, and row %zu has none (%s); filter such rows first",
                       row + 1, missing_name(column_missing(w->period, row)));
  bool done = new_sums(w);
  for (size_t group = 0; group < w->grouping->groups && done; group++)
    done = engine_poll(w->options, w->lists->start[group], w->frame->rows, w->error) &&
           accumulate_group(w, group);
  return done;
}

/* ---- rolling ---- */

/* Add the `parameter` periods that end at moment i, from the earliest; `from` is the first moment
** that is not before them. The reason of the first one absent or missing, or PRESENT. */
static enum missing add_span(struct window *w, const struct moment *moments, size_t from, size_t i,
                             struct running *sum, enum mark *mark, bool *done) {
  *mark = MARK_EXACT;
  for (int64_t back = w->parameter - 1; back >= 0 && *done; back--, from++) {
    period_t target = period_add(moments[i].period, -back);
    if (target == PERIOD_INVALID || from > i || moments[from].period != target)
      return MISSING_UNMATCHED;
    size_t row = moments[from].row;
    enum missing reason = column_missing(w->x, row);
    if (reason != PRESENT)
      return reason;
    *mark |= column_mark(w->x, row);
    *done = running_add(sum, w, row);
  }
  return PRESENT;
}

static bool roll_one(struct window *w, const struct moment *moments, size_t from, size_t i,
                     bool mean) {
  struct running sum = {0};
  enum mark mark;
  bool done = true;
  size_t row = moments[i].row;
  enum missing reason = add_span(w, moments, from, i, &sum, &mark, &done);
  if (done && reason != PRESENT)
    done = put_missing(w, row, reason);
  else if (done && mean)
    done = running_put_mean(&sum, w, row, (double)w->parameter) &&
           put_mark(w, row, mark != MARK_EXACT ? MARK_INEXACT : MARK_EXACT);
  else if (done)
    done = running_put(&sum, w, row) && put_mark(w, row, mark);
  summation_clear(&sum.number);
  return done;
}

static bool roll(struct window *w, bool mean) {
  for (size_t group = 0; group < w->grouping->groups; group++) {
    const struct moment *moments = w->moments + w->lists->start[group];
    size_t from = 0;
    if (!engine_poll(w->options, w->lists->start[group], w->frame->rows, w->error))
      return false;
    for (size_t i = 0; i < w->moment_count[group]; i++) {
      while (period_difference(moments[i].period, moments[from].period) >= w->parameter)
        from++;
      if (!roll_one(w, moments, from, i, mean))
        return false;
    }
  }
  return pass_on_missing_periods(w);
}

static bool compute_rolling_sum(struct window *w) {
  return new_sums(w) && roll(w, false);
}

static bool compute_rolling_mean(struct window *w) {
  return new_result(w, COLUMN_NUMBER, 0) && roll(w, true);
}

/* ---- rank ---- */

struct ranked {
  uint64_t word;
  size_t row;
};

static int compare_ranked(const void *left, const void *right) {
  const struct ranked *a = left;
  const struct ranked *b = right;
  return (a->word > b->word) - (a->word < b->word);
}

static bool check_kinds(const struct window *w, size_t a, size_t b) {
  if (w->x->type != COLUMN_PERIOD ||
      period_kind(column_period(w->x, a)) == period_kind(column_period(w->x, b)))
    return true;
  return refuse_moments(w, (struct moment){column_period(w->x, a), a},
                        (struct moment){column_period(w->x, b), b});
}

static bool rank_group(struct window *w, const uint64_t *words, size_t group,
                       struct ranked *ranked) {
  size_t count = 0;
  bool unsure = false;
  for (size_t i = w->lists->start[group]; i < w->lists->start[group + 1]; i++) {
    size_t row = w->lists->rows[i];
    enum missing reason = column_missing(w->x, row);
    unsure = unsure || missing_hides(reason) ||
             (reason == PRESENT && column_mark(w->x, row) != MARK_EXACT);
    if (reason != PRESENT) {
      if (!put_missing(w, row, reason))
        return false;
      continue;
    }
    if (count > 0 && !check_kinds(w, ranked[0].row, row))
      return false;
    ranked[count++] = (struct ranked){words[row], row};
  }
  qsort(ranked, count, sizeof *ranked, compare_ranked);
  size_t smaller = 0;
  for (size_t i = 0; i < count; i++) {
    if (i > 0 && ranked[i].word != ranked[i - 1].word)
      smaller = i;
    w->result->put.integer[ranked[i].row] = (int64_t)smaller + 1;
    if (!put_mark(w, ranked[i].row, unsure ? MARK_INEXACT : MARK_EXACT))
      return false;
  }
  return true;
}

static bool compute_rank(struct window *w) {
  uint64_t *words = NULL;
  struct ranked *ranked = malloc((w->frame->rows + 1) * sizeof *ranked);
  bool done = (ranked != NULL || error_memory(w->error)) &&
              (words = order_words(w->x, w->options, w->error)) != NULL &&
              new_result(w, COLUMN_INTEGER, 0);
  for (size_t group = 0; group < w->grouping->groups && done; group++)
    done = engine_poll(w->options, w->lists->start[group], w->frame->rows, w->error) &&
           rank_group(w, words, group, ranked);
  free(words);
  free(ranked);
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
    met->suppressed = met->suppressed || missing_hides(reason);
    if (reason != PRESENT)
      continue;
    met->mark |= column_mark(w->x, row);
    done = running_add(&sum, w, row);
  }
  done = done && total_of(w, &sum, w->lists->rows[start], total);
  summation_clear(&sum.number);
  return done;
}

static bool share_group(struct window *w, size_t group) {
  struct met met = {.negative = group_negative(w, group)};
  double total;
  if (!sum_group(w, group, &met, &total))
    return false;
  enum mark total_mark = mark_of_met(w, &met);
  for (size_t i = w->lists->start[group]; i < w->lists->start[group + 1]; i++) {
    size_t row = w->lists->rows[i];
    enum missing reason = column_missing(w->x, row);
    if (reason != PRESENT) {
      if (!put_missing(w, row, reason))
        return false;
      continue;
    }
    double x = cell_number(w->x, row);
    enum mark mark =
        mark_of_quotient(column_mark(w->x, row), sign_of(x), total_mark, sign_of(total));
    if (!put_number(w, row, isfinite(total) ? x / total : NAN) || !put_mark(w, row, mark))
      return false;
  }
  return true;
}

static bool compute_share(struct window *w) {
  bool done = new_result(w, COLUMN_NUMBER, 0);
  for (size_t group = 0; group < w->grouping->groups && w->frame->rows > 0 && done; group++)
    done = engine_poll(w->options, w->lists->start[group], w->frame->rows, w->error) &&
           share_group(w, group);
  return done;
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
  free(w->moment_count);
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
  if (grouping != NULL && group_rows_init(&lists, grouping, error))
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
