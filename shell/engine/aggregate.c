#include "aggregate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "mark.h"
#include "number.h"
#include "order.h"
#include "period.h"
#include "summation.h"

/* What is known of one group's cells before anything is computed from them. */
struct tally {
  size_t present;
  uint8_t least; /* reason of the least missing cell; PRESENT: none missing */
  bool suppressed;
  bool negative; /* a present cell of the first argument is */
  uint8_t mark;  /* of the present cells, or-ed */
};

struct aggregation {
  const struct frame *frame;
  const size_t *keys;
  size_t key_count;
  const struct grouping *grouping;
  const struct aggregate_spec *spec;
  const struct column *x; /* first argument, or NULL */
  const struct column *w; /* second argument, or NULL */
  struct tally *tally;    /* one per group */
  size_t skipped[MISSING_REASONS];
  struct column *result;
  const struct engine_options *options;
  struct error *error;
};

enum mark_of_aggregate { MARK_NEVER, MARK_AS_SUM, MARK_IF_ANY, MARK_OF_CELL };
enum when_empty { EMPTY_MISSING, EMPTY_ZERO, EMPTY_OF_CELL };

struct aggregate {
  const char *name;
  uint8_t least, most; /* arguments */
  bool parameter;
  enum mark_of_aggregate mark;
  enum when_empty empty;
  const char *takes; /* for messages */
  bool (*accepts)(enum column_type type);
  bool (*compute)(struct aggregation *a);
};

/* ---- shared ---- */

static enum missing reason_at(const struct aggregation *a, size_t row) {
  if (a->x == NULL)
    return PRESENT;
  enum missing reason = column_missing(a->x, row);
  return reason == PRESENT && a->w != NULL ? column_missing(a->w, row) : reason;
}

static void tally_present(const struct aggregation *a, struct tally *tally, size_t row) {
  tally->present++;
  if (a->x != NULL) {
    tally->mark |= (uint8_t)column_mark(a->x, row);
    tally->negative = tally->negative || column_negative(a->x, row);
  }
  if (a->w != NULL)
    tally->mark |= (uint8_t)column_mark(a->w, row);
}

static bool tally_rows(struct aggregation *a) {
  a->tally = calloc(a->grouping->groups + 1, sizeof *a->tally);
  if (a->tally == NULL)
    return error_memory(a->error);
  for (size_t row = 0; row < a->frame->rows; row++) {
    if (!engine_poll_row(a->options, row, a->frame->rows, a->error))
      return false;
    struct tally *tally = &a->tally[a->grouping->group[row]];
    enum missing reason = reason_at(a, row);
    if (reason == PRESENT) {
      tally_present(a, tally, row);
      continue;
    }
    a->skipped[reason]++;
    tally->suppressed = tally->suppressed || reason == MISSING_SUPPRESSED;
    if (tally->least == PRESENT || reason < tally->least)
      tally->least = (uint8_t)reason;
  }
  return true;
}

/* A new result, `computed` unless its function knows better. */
static bool new_result(struct aggregation *a, enum column_type type, int scale) {
  a->result = column_new(type, a->grouping->groups, NULL);
  if (a->result == NULL)
    return error_memory(a->error);
  a->result->scale = scale;
  a->result->computed = true;
  return true;
}

static bool put_missing(struct aggregation *a, size_t group, enum missing reason) {
  return column_set_missing(a->result, group, reason) || error_memory(a->error);
}

static bool put_number(struct aggregation *a, size_t group, double value) {
  if (!isfinite(value))
    return put_missing(a, group, MISSING_UNDEFINED);
  a->result->put.number[group] = value + 0.0;
  return true;
}

static bool does_not_fit(const struct aggregation *a, size_t group) {
  char where[DESCRIPTION_SIZE];
  cell_describe(where, sizeof where, a->frame, a->keys, a->key_count, a->grouping->first[group]);
  return error_set(a->error, ERROR_OVERFLOW, "%s(%s) of %s does not fit in 64 bits", a->spec->kind,
                   a->frame->names[a->spec->columns[0]], where);
}

/* ---- sums ---- */

static wide_t *exact_sums(struct aggregation *a) {
  wide_t *sums = calloc(a->grouping->groups + 1, sizeof *sums);
  if (sums == NULL)
    error_memory(a->error);
  for (size_t row = 0; sums != NULL && row < a->frame->rows; row++) {
    if (!engine_poll_row(a->options, row, a->frame->rows, a->error)) {
      free(sums);
      return NULL;
    }
    if (column_missing(a->x, row) == PRESENT)
      sums[a->grouping->group[row]] +=
          a->x->type == COLUMN_BOOLEAN ? column_boolean(a->x, row) : column_integer(a->x, row);
  }
  return sums;
}

/* A term for each row, added up exactly per group: false where the row has none. */
typedef bool term_function(const struct aggregation *a, size_t row, const double *context,
                           double *term);

/* The totals per group; where a term was not finite, so is the total. */
static double *number_sums(struct aggregation *a, term_function *term, const double *context) {
  size_t groups = a->grouping->groups;
  struct summation *sums = calloc(groups + 1, sizeof *sums);
  double *totals = calloc(groups + 1, sizeof *totals);
  bool done = (sums != NULL && totals != NULL) || error_memory(a->error);
  for (size_t row = 0; row < a->frame->rows && done; row++) {
    done = engine_poll_row(a->options, row, a->frame->rows, a->error);
    double value;
    if (!done || reason_at(a, row) != PRESENT || !term(a, row, context, &value))
      continue;
    size_t group = a->grouping->group[row];
    if (!isfinite(value))
      totals[group] = NAN;
    else if (!summation_add(&sums[group], value))
      done = error_memory(a->error);
  }
  for (size_t group = 0; sums != NULL && group < groups; group++) {
    if (done && !isnan(totals[group]) && !summation_total(&sums[group], &totals[group]))
      done = error_memory(a->error);
    summation_clear(&sums[group]);
  }
  free(sums);
  if (done)
    return totals;
  free(totals);
  return NULL;
}

static bool term_value(const struct aggregation *a, size_t row, const double *context,
                       double *term) {
  (void)context;
  *term = cell_number(a->x, row);
  return true;
}

static bool sum_exact(struct aggregation *a) {
  bool decimal = a->x->type == COLUMN_DECIMAL;
  wide_t *sums = exact_sums(a);
  bool done = sums != NULL &&
              new_result(a, decimal ? COLUMN_DECIMAL : COLUMN_INTEGER, decimal ? a->x->scale : 0);
  for (size_t group = 0; done && group < a->grouping->groups; group++)
    if (!wide_to_integer(sums[group], &a->result->put.integer[group]))
      done = does_not_fit(a, group);
  free(sums);
  return done;
}

static bool sum_numbers(struct aggregation *a) {
  double *totals = number_sums(a, term_value, NULL);
  bool done = totals != NULL && new_result(a, COLUMN_NUMBER, 0);
  for (size_t group = 0; done && group < a->grouping->groups; group++)
    done = put_number(a, group, totals[group]);
  free(totals);
  return done;
}

static bool compute_sum(struct aggregation *a) {
  if (!(a->x->type == COLUMN_NUMBER ? sum_numbers(a) : sum_exact(a)))
    return false;
  a->result->computed = !column_counts(a->x);
  return true;
}

static bool mean_exact(struct aggregation *a) {
  wide_t *sums = exact_sums(a);
  bool done = sums != NULL && new_result(a, COLUMN_NUMBER, 0);
  double power = (double)number_power10(a->x->scale);
  for (size_t group = 0; done && group < a->grouping->groups; group++)
    done = put_number(a, group, (double)sums[group] / (power * (double)a->tally[group].present));
  free(sums);
  return done;
}

static bool compute_mean(struct aggregation *a) {
  if (a->x->type != COLUMN_NUMBER)
    return mean_exact(a);
  double *totals = number_sums(a, term_value, NULL);
  bool done = totals != NULL && new_result(a, COLUMN_NUMBER, 0);
  for (size_t group = 0; done && group < a->grouping->groups; group++)
    done = put_number(a, group, totals[group] / (double)a->tally[group].present);
  free(totals);
  return done;
}

static bool term_weight(const struct aggregation *a, size_t row, const double *context,
                        double *term) {
  (void)context;
  *term = cell_number(a->w, row);
  return true;
}

static bool term_weighted(const struct aggregation *a, size_t row, const double *context,
                          double *term) {
  (void)context;
  *term = cell_number(a->x, row) * cell_number(a->w, row);
  return true;
}

static bool check_weights(const struct aggregation *a) {
  for (size_t row = 0; row < a->frame->rows; row++)
    if (column_missing(a->w, row) == PRESENT && cell_number(a->w, row) < 0)
      return error_set(a->error, ERROR_VALUE,
                       "weighted_mean: the weight in column '%s', row %zu, is negative (%g)",
                       a->frame->names[a->spec->columns[1]], row + 1, cell_number(a->w, row));
  return true;
}

static bool compute_weighted_mean(struct aggregation *a) {
  if (!check_weights(a))
    return false;
  double *products = number_sums(a, term_weighted, NULL);
  double *weights = products == NULL ? NULL : number_sums(a, term_weight, NULL);
  bool done = weights != NULL && new_result(a, COLUMN_NUMBER, 0);
  for (size_t group = 0; done && group < a->grouping->groups; group++)
    done = put_number(a, group, isfinite(weights[group]) ? products[group] / weights[group] : NAN);
  free(products);
  free(weights);
  return done;
}

static bool term_deviation(const struct aggregation *a, size_t row, const double *means,
                           double *term) {
  double deviation = cell_number(a->x, row) - means[a->grouping->group[row]];
  *term = deviation * deviation;
  return true;
}

static bool compute_sd(struct aggregation *a) {
  double *means = number_sums(a, term_value, NULL);
  for (size_t group = 0; means != NULL && group < a->grouping->groups; group++)
    means[group] /= (double)a->tally[group].present;
  double *squares = means == NULL ? NULL : number_sums(a, term_deviation, means);
  bool done = squares != NULL && new_result(a, COLUMN_NUMBER, 0);
  for (size_t group = 0; done && group < a->grouping->groups; group++) {
    size_t n = a->tally[group].present;
    done = put_number(a, group, n < 2 ? NAN : sqrt(squares[group] / (double)(n - 1)));
  }
  free(means);
  free(squares);
  return done;
}

/* ---- counts ---- */

static bool compute_count(struct aggregation *a) {
  if (!new_result(a, COLUMN_INTEGER, 0))
    return false;
  a->result->computed = false;
  for (size_t group = 0; group < a->grouping->groups; group++)
    a->result->put.integer[group] = (int64_t)a->tally[group].present;
  return true;
}

static bool compute_n_distinct(struct aggregation *a) {
  struct grouping *finer = grouping_refine(a->grouping, a->x, a->options, a->error);
  bool done = finer != NULL && new_result(a, COLUMN_INTEGER, 0);
  size_t values = done && a->frame->rows > 0 ? finer->groups : 0;
  if (done)
    a->result->computed = false;
  for (size_t value = 0; value < values; value++) {
    size_t row = finer->first[value];
    if (column_missing(a->x, row) == PRESENT)
      a->result->put.integer[a->grouping->group[row]]++;
  }
  grouping_free(finer);
  return done;
}

/* ---- places in an order ---- */

static int compare_numbers(const void *left, const void *right) {
  const double *a = left;
  const double *b = right;
  return (*a > *b) - (*a < *b);
}

static double quantile(const double *sorted, size_t count, double p) {
  double h = (double)(count - 1) * p;
  size_t k = (size_t)floor(h);
  if (k + 1 >= count)
    return sorted[count - 1];
  return sorted[k] + (h - (double)k) * (sorted[k + 1] - sorted[k]);
}

static bool quantiles(struct aggregation *a, double p) {
  struct group_rows lists = {0};
  double *values = malloc((a->frame->rows + 1) * sizeof *values);
  bool done = (values != NULL || error_memory(a->error)) &&
              group_rows_init(&lists, a->grouping, a->error) && new_result(a, COLUMN_NUMBER, 0);
  for (size_t group = 0; done && group < a->grouping->groups; group++) {
    size_t count = 0;
    for (size_t i = lists.start[group]; i < lists.start[group + 1]; i++)
      if (column_missing(a->x, lists.rows[i]) == PRESENT)
        values[count++] = cell_number(a->x, lists.rows[i]);
    if (count == 0)
      continue;
    done = engine_poll(a->options, lists.start[group], a->frame->rows, a->error);
    qsort(values, count, sizeof *values, compare_numbers);
    done = done && put_number(a, group, quantile(values, count, p));
  }
  free(values);
  group_rows_clear(&lists);
  return done;
}

static bool compute_median(struct aggregation *a) {
  return quantiles(a, 0.5);
}

static bool compute_quantile(struct aggregation *a) {
  double p = a->spec->parameter;
  if (!(p >= 0 && p <= 1))
    return error_set(a->error, ERROR_VALUE, "quantile takes a share from 0 to 1, not %g", p);
  return quantiles(a, p);
}

static bool kinds_differ(const struct aggregation *a, size_t row, size_t best) {
  char where[DESCRIPTION_SIZE];
  cell_describe(where, sizeof where, a->frame, a->keys, a->key_count, row);
  return error_set(a->error, ERROR_DATA,
                   "%s(%s) of %s: kinds of periods differ: %s in row %zu, %s in row %zu",
                   a->spec->kind, a->frame->names[a->spec->columns[0]], where,
                   period_kind_name(period_kind(column_period(a->x, best))), best + 1,
                   period_kind_name(period_kind(column_period(a->x, row))), row + 1);
}

/* The cells of one row for each group. */
static bool gather_result(struct aggregation *a, const size_t *rows) {
  a->result = column_gather(a->x, rows, a->grouping->groups);
  if (a->result == NULL)
    return error_memory(a->error);
  memset(a->result->skipped, 0, sizeof a->result->skipped);
  return true;
}

/* For each group the row of its least or greatest cell, the first of equals; SIZE_MAX for none. */
static bool find_extremes(struct aggregation *a, bool greatest, size_t *best) {
  struct order_words words;
  if (!order_words_init(&words, a->x, a->error))
    return false;
  bool done = true;
  bool period = a->x->type == COLUMN_PERIOD;
  for (size_t row = 0; row < a->frame->rows && done; row++) {
    done = engine_poll_row(a->options, row, a->frame->rows, a->error);
    if (column_missing(a->x, row) != PRESENT)
      continue;
    size_t *held = &best[a->grouping->group[row]];
    if (*held == SIZE_MAX)
      *held = row;
    if (period && period_kind(column_period(a->x, row)) != period_kind(column_period(a->x, *held)))
      done = kinds_differ(a, row, *held);
    uint64_t word = words.word[row];
    if (greatest ? word > words.word[*held] : word < words.word[*held])
      *held = row;
  }
  order_words_clear(&words);
  return done;
}

static size_t *no_rows(struct aggregation *a) {
  size_t *rows = malloc((a->grouping->groups + 1) * sizeof *rows);
  if (rows == NULL)
    error_memory(a->error);
  for (size_t group = 0; rows != NULL && group < a->grouping->groups; group++)
    rows[group] = SIZE_MAX;
  return rows;
}

static bool extreme(struct aggregation *a, bool greatest) {
  size_t *best = no_rows(a);
  bool done = best != NULL && find_extremes(a, greatest, best) && gather_result(a, best);
  free(best);
  if (done && a->result->mark != NULL)
    memset(a->result->mark, MARK_EXACT, a->grouping->groups);
  return done;
}

static bool compute_min(struct aggregation *a) {
  return extreme(a, false);
}

static bool compute_max(struct aggregation *a) {
  return extreme(a, true);
}

static bool compute_first(struct aggregation *a) {
  return gather_result(a, a->grouping->first);
}

static bool compute_last(struct aggregation *a) {
  size_t *rows = no_rows(a);
  for (size_t row = 0; rows != NULL && row < a->frame->rows; row++)
    rows[a->grouping->group[row]] = row;
  bool done = rows != NULL && gather_result(a, rows);
  free(rows);
  return done;
}

/* ---- the table ---- */

static bool any_type(enum column_type type) {
  return type < COLUMN_TYPES;
}

static bool numbers_only(enum column_type type) {
  return type == COLUMN_INTEGER || type == COLUMN_DECIMAL || type == COLUMN_NUMBER;
}

static bool numbers_and_booleans(enum column_type type) {
  return numbers_only(type) || type == COLUMN_BOOLEAN;
}

static bool ordered_types(enum column_type type) {
  return type != COLUMN_BOOLEAN;
}

static const struct aggregate aggregates[] = {
    {"count", 0, 1, false, MARK_NEVER, EMPTY_ZERO, "any column", any_type, compute_count},
    {"sum", 1, 1, false, MARK_AS_SUM, EMPTY_MISSING, "numbers", numbers_and_booleans, compute_sum},
    {"mean", 1, 1, false, MARK_IF_ANY, EMPTY_MISSING, "numbers", numbers_only, compute_mean},
    {"weighted_mean", 2, 2, false, MARK_IF_ANY, EMPTY_MISSING, "numbers", numbers_only,
     compute_weighted_mean},
    {"min", 1, 1, false, MARK_IF_ANY, EMPTY_MISSING, "numbers, texts or periods", ordered_types,
     compute_min},
    {"max", 1, 1, false, MARK_IF_ANY, EMPTY_MISSING, "numbers, texts or periods", ordered_types,
     compute_max},
    {"n_distinct", 1, 1, false, MARK_NEVER, EMPTY_ZERO, "any column", any_type, compute_n_distinct},
    {"median", 1, 1, false, MARK_IF_ANY, EMPTY_MISSING, "numbers", numbers_only, compute_median},
    {"quantile", 1, 1, true, MARK_IF_ANY, EMPTY_MISSING, "numbers", numbers_only, compute_quantile},
    {"sd", 1, 1, false, MARK_IF_ANY, EMPTY_MISSING, "numbers", numbers_only, compute_sd},
    {"first", 1, 1, false, MARK_OF_CELL, EMPTY_OF_CELL, "any column", any_type, compute_first},
    {"last", 1, 1, false, MARK_OF_CELL, EMPTY_OF_CELL, "any column", any_type, compute_last},
};

enum { AGGREGATES = sizeof aggregates / sizeof aggregates[0] };

static const struct aggregate *find_aggregate(const char *kind) {
  for (size_t i = 0; i < AGGREGATES; i++)
    if (strcmp(aggregates[i].name, kind) == 0)
      return &aggregates[i];
  return NULL;
}

bool aggregate_knows(const char *kind) {
  return find_aggregate(kind) != NULL;
}

const char *aggregate_name(size_t index) {
  return index < AGGREGATES ? aggregates[index].name : NULL;
}

/* ---- running ---- */

static bool check_types(const struct aggregate *aggregate, const struct aggregation *a) {
  for (size_t i = 0; i < a->spec->count; i++) {
    size_t index = a->spec->columns[i];
    if (index >= a->frame->columns)
      return error_set(a->error, ERROR_VALUE, "%s: no column number %zu", a->spec->kind, index + 1);
    if (!aggregate->accepts(a->frame->column[index]->type))
      return column_refuse(a->frame, index, a->spec->kind, aggregate->takes, a->error);
  }
  return true;
}

static bool check_spec(const struct aggregate *aggregate, const struct aggregation *a) {
  const struct aggregate_spec *spec = a->spec;
  if (aggregate == NULL)
    return error_set(a->error, ERROR_VALUE, "there is no aggregate '%s'", spec->kind);
  if (spec->count < aggregate->least || spec->count > aggregate->most)
    return error_set(a->error, ERROR_VALUE, "%s takes %d column%s, not %zu", spec->kind,
                     aggregate->most, aggregate->most == 1 ? "" : "s", spec->count);
  if (aggregate->parameter != spec->has_parameter)
    return error_set(a->error, ERROR_VALUE,
                     aggregate->parameter ? "%s needs a share, such as quantile(x, 0.25)"
                                          : "%s takes no further number",
                     spec->kind);
  return check_types(aggregate, a);
}

static enum mark mark_of(const struct aggregation *a, enum mark_of_aggregate rule,
                         const struct tally *tally) {
  if (rule == MARK_AS_SUM)
    return mark_of_sum(a->x, (enum mark)tally->mark, tally->suppressed, tally->negative);
  if (rule == MARK_IF_ANY)
    return tally->suppressed || tally->mark != MARK_EXACT ? MARK_INEXACT : MARK_EXACT;
  return MARK_EXACT;
}

/* Groups without a present cell become missing, the others get their marks. */
static bool finish(const struct aggregate *aggregate, struct aggregation *a) {
  bool of_cell = aggregate->empty == EMPTY_OF_CELL;
  if (!of_cell)
    memcpy(a->result->skipped, a->skipped, sizeof a->skipped);
  for (size_t group = 0; group < a->grouping->groups; group++) {
    const struct tally *tally = &a->tally[group];
    bool no_rows_at_all = a->frame->rows == 0;
    if ((aggregate->empty == EMPTY_MISSING && tally->present == 0) || (of_cell && no_rows_at_all)) {
      enum missing reason =
          tally->least == PRESENT ? MISSING_UNDEFINED : (enum missing)tally->least;
      if (!put_missing(a, group, reason))
        return false;
    } else if (!of_cell && column_missing(a->result, group) == PRESENT) {
      if (!column_set_mark(a->result, group, mark_of(a, aggregate->mark, tally)))
        return error_memory(a->error);
    }
  }
  return true;
}

/* The column of one aggregate, or NULL. */
static struct column *aggregate_column(struct aggregation *a) {
  const struct aggregate *aggregate = find_aggregate(a->spec->kind);
  if (!check_spec(aggregate, a))
    return NULL;
  a->x = a->spec->count > 0 ? a->frame->column[a->spec->columns[0]] : NULL;
  a->w = a->spec->count > 1 ? a->frame->column[a->spec->columns[1]] : NULL;
  bool done = tally_rows(a) && aggregate->compute(a) && finish(aggregate, a);
  free(a->tally);
  if (done)
    return a->result;
  column_release(a->result);
  return NULL;
}

/* The key columns, one row per group. */
static struct frame *key_frame(const struct frame *frame, const size_t *keys, size_t key_count,
                               const struct grouping *grouping, struct error *error) {
  struct frame *result = frame_new(grouping->groups);
  bool done = result != NULL || error_memory(error);
  for (size_t i = 0; i < key_count && done; i++) {
    struct column *column =
        column_gather(frame->column[keys[i]], grouping->first, grouping->groups);
    done = frame_add(result, frame->names[keys[i]], column, error);
  }
  if (done)
    return result;
  frame_release(result);
  return NULL;
}

struct frame *frame_summarise(const struct frame *frame, const size_t *keys, size_t key_count,
                              const struct aggregate_spec *specs, size_t count,
                              const struct engine_options *options, struct error *error) {
  struct grouping *grouping = grouping_new(frame, keys, key_count, options, error);
  struct frame *result =
      grouping == NULL ? NULL : key_frame(frame, keys, key_count, grouping, error);
  bool done = result != NULL;
  for (size_t i = 0; i < count && done; i++) {
    struct aggregation a = {.frame = frame,
                            .keys = keys,
                            .key_count = key_count,
                            .grouping = grouping,
                            .spec = &specs[i],
                            .options = options,
                            .error = error};
    struct column *column = aggregate_column(&a);
    done = column != NULL && frame_add(result, specs[i].name, column, error);
  }
  grouping_free(grouping);
  if (done)
    return result;
  frame_release(result);
  return NULL;
}
