/* Aggregates as one would write them without any thought of speed: group by group, cell by cell.
** What the engine gives is compared with these. */
#ifndef INDSATS_TESTS_PLAIN_H
#define INDSATS_TESTS_PLAIN_H

#include <math.h>

#include "aggregate.h"
#include "cell.h"
#include "collate.h"
#include "mark.h"
#include "random.h"
#include "summation.h"

struct plain {
  const struct frame *frame;
  size_t *group; /* of each row */
  size_t *first; /* of each group, SIZE_MAX: no row */
  size_t groups;
};

/* The rows and cells of one group. */
struct plain_group {
  size_t *rows; /* where all operands are present */
  size_t count;
  size_t all;         /* rows of any kind */
  enum missing least; /* of the missing; PRESENT: none */
  bool suppressed;
  bool negative;
  enum mark mark; /* of the present, or-ed */
  size_t last;    /* row; SIZE_MAX: none */
};

static inline bool plain_same_keys(const struct frame *frame, const size_t *keys, size_t count,
                                   size_t a, size_t b) {
  for (size_t i = 0; i < count; i++) {
    const struct column *column = frame->column[keys[i]];
    enum missing reason = column_missing(column, a);
    if (reason != column_missing(column, b) ||
        (reason == PRESENT && !random_same_value(column, a, column, b)))
      return false;
  }
  return true;
}

static inline struct plain plain_new(const struct frame *frame, const size_t *keys, size_t count) {
  struct plain plain = {.frame = frame,
                        .group = malloc((frame->rows + 1) * sizeof(size_t)),
                        .first = malloc((frame->rows + 1) * sizeof(size_t))};
  for (size_t row = 0; row < frame->rows; row++) {
    size_t g = 0;
    while (g < plain.groups && !plain_same_keys(frame, keys, count, plain.first[g], row))
      g++;
    if (g == plain.groups)
      plain.first[plain.groups++] = row;
    plain.group[row] = g;
  }
  if (count == 0 && plain.groups == 0)
    plain.first[plain.groups++] = SIZE_MAX;
  return plain;
}

static inline void plain_clear(struct plain *plain) {
  free(plain->group);
  free(plain->first);
}

static inline struct plain_group plain_look(const struct plain *plain, size_t g,
                                            const struct aggregate_spec *spec,
                                            size_t skipped[MISSING_REASONS]) {
  struct plain_group group = {.rows = malloc((plain->frame->rows + 1) * sizeof(size_t)),
                              .last = SIZE_MAX};
  for (size_t row = 0; row < plain->frame->rows; row++) {
    if (plain->group[row] != g)
      continue;
    enum missing reason = PRESENT;
    unsigned mark = MARK_EXACT;
    for (size_t i = spec->count; i-- > 0;) {
      const struct column *column = plain->frame->column[spec->columns[i]];
      enum missing own = column_missing(column, row);
      reason = own != PRESENT ? own : reason;
      mark |= column_mark(column, row);
    }
    group.all++;
    group.last = row;
    if (reason == PRESENT) {
      group.rows[group.count++] = row;
      group.mark |= mark;
      group.negative |=
          spec->count > 0 && column_negative(plain->frame->column[spec->columns[0]], row);
      continue;
    }
    skipped[reason]++;
    group.suppressed |= missing_hides(reason);
    group.least = group.least == PRESENT || reason < group.least ? reason : group.least;
  }
  return group;
}

/* ---- aggregates: the value of a group; false with an error code ---- */

struct plain_answer {
  struct column *result;
  size_t place;
  enum error_code code;
};

static inline bool plain_number(struct plain_answer *a, double value) {
  if (isfinite(value))
    a->result->put.number[a->place] = value + 0.0;
  else
    column_set_missing(a->result, a->place, MISSING_UNDEFINED);
  return true;
}

static inline double plain_sum_numbers(const struct column *x, const struct plain_group *group) {
  double total;
  double *values = malloc((group->count + 1) * sizeof *values);
  for (size_t i = 0; i < group->count; i++)
    values[i] = cell_number(x, group->rows[i]);
  assert_true(summation_of(values, group->count, &total));
  free(values);
  return total;
}

static inline wide_t plain_sum_exact(const struct column *x, const struct plain_group *group) {
  wide_t sum = 0;
  for (size_t i = 0; i < group->count; i++)
    sum += column_integer(x, group->rows[i]);
  return sum;
}

static inline bool plain_sum(struct plain_answer *a, const struct column *x,
                             const struct plain_group *group) {
  if (x->type == COLUMN_NUMBER)
    return plain_number(a, plain_sum_numbers(x, group));
  wide_t sum = plain_sum_exact(x, group);
  a->code = sum > INT64_MAX || sum < INT64_MIN ? ERROR_OVERFLOW : ERROR_NONE;
  a->result->put.integer[a->place] = (int64_t)sum;
  return a->code == ERROR_NONE;
}

static inline bool plain_mean(struct plain_answer *a, const struct column *x,
                              const struct plain_group *group) {
  if (x->type == COLUMN_NUMBER)
    return plain_number(a, plain_sum_numbers(x, group) / (double)group->count);
  return plain_number(a, (double)plain_sum_exact(x, group) /
                             ((double)number_power10(x->scale) * (double)group->count));
}

static inline bool plain_weighted(struct plain_answer *a, const struct column *x,
                                  const struct column *w, const struct plain_group *group) {
  double products = 0, *terms = malloc((group->count + 1) * sizeof *terms);
  bool finite = true;
  for (size_t i = 0; i < group->count; i++) {
    terms[i] = cell_number(x, group->rows[i]) * cell_number(w, group->rows[i]);
    finite = finite && isfinite(terms[i]);
  }
  if (finite)
    assert_true(summation_of(terms, group->count, &products));
  free(terms);
  return plain_number(a, finite ? products / plain_sum_numbers(w, group) : NAN);
}

static inline bool plain_less_text(const struct column *x, size_t a, size_t b) {
  struct error error = {0};
  struct collator *collator = collator_open(&error);
  size_t n, m;
  const char *text = column_text(x, a, &n), *other = column_text(x, b, &m);
  int order;
  assert_true(collator_compare(collator, text, n, other, m, &order, &error));
  collator_close(collator);
  return order < 0;
}

static inline bool plain_less(const struct column *x, size_t a, size_t b) {
  if (x->type == COLUMN_NUMBER)
    return column_number(x, a) < column_number(x, b);
  if (x->type == COLUMN_TEXT)
    return plain_less_text(x, a, b);
  if (x->type == COLUMN_PERIOD || x->type == COLUMN_DATE)
    return column_period(x, a) < column_period(x, b);
  return column_integer(x, a) < column_integer(x, b);
}

/* The row of the least or greatest cell, the first of several; SIZE_MAX: none. */
static inline size_t plain_extreme(struct plain_answer *a, const struct column *x,
                                   const struct plain_group *group, bool greatest) {
  size_t best = SIZE_MAX;
  for (size_t i = 0; i < group->count; i++) {
    size_t row = group->rows[i];
    if (best != SIZE_MAX && x->type == COLUMN_PERIOD &&
        period_kind(column_period(x, best)) != period_kind(column_period(x, row)))
      a->code = ERROR_DATA;
    if (best == SIZE_MAX || (greatest ? plain_less(x, best, row) : plain_less(x, row, best)))
      best = row;
  }
  return best;
}

static inline bool plain_distinct(struct plain_answer *a, const struct column *x,
                                  const struct plain_group *group) {
  int64_t distinct = 0;
  for (size_t i = 0; i < group->count; i++) {
    size_t j = 0;
    while (j < i && !random_same_value(x, group->rows[i], x, group->rows[j]))
      j++;
    distinct += j == i;
  }
  a->result->put.integer[a->place] = distinct;
  return true;
}

static inline int plain_compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static inline bool plain_quantile(struct plain_answer *a, const struct column *x,
                                  const struct plain_group *group, double p) {
  double *values = malloc((group->count + 1) * sizeof *values);
  for (size_t i = 0; i < group->count; i++)
    values[i] = cell_number(x, group->rows[i]);
  qsort(values, group->count, sizeof *values, plain_compare);
  double h = (double)(group->count - 1) * p;
  size_t k = (size_t)h;
  double next = k + 1 < group->count ? values[k + 1] : values[k];
  double result = k + 1 < group->count ? values[k] + (h - (double)k) * (next - values[k]) : next;
  free(values);
  return plain_number(a, result);
}

static inline bool plain_sd(struct plain_answer *a, const struct column *x,
                            const struct plain_group *group) {
  double squares, mean = plain_sum_numbers(x, group) / (double)group->count;
  double *terms = malloc((group->count + 1) * sizeof *terms);
  bool finite = isfinite(mean) && group->count > 1;
  for (size_t i = 0; i < group->count; i++) {
    double off = cell_number(x, group->rows[i]) - mean;
    terms[i] = off * off;
    finite = finite && isfinite(terms[i]);
  }
  if (finite)
    assert_true(summation_of(terms, group->count, &squares));
  free(terms);
  return plain_number(a, finite ? sqrt(squares / (double)(group->count - 1)) : NAN);
}

/* ---- a column ---- */

static inline bool plain_is(const struct aggregate_spec *spec, const char *kinds) {
  const char *at = strstr(kinds, spec->kind);
  size_t length = strlen(spec->kind);
  return at != NULL && (at == kinds || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0');
}

static inline bool plain_value(struct plain_answer *a, const struct plain *plain,
                               const struct aggregate_spec *spec, const struct plain_group *group) {
  const struct column *x = plain->frame->column[spec->columns[0]];
  if (plain_is(spec, "sum"))
    return plain_sum(a, x, group);
  if (plain_is(spec, "mean"))
    return plain_mean(a, x, group);
  if (plain_is(spec, "weighted_mean"))
    return plain_weighted(a, x, plain->frame->column[spec->columns[1]], group);
  if (plain_is(spec, "n_distinct"))
    return plain_distinct(a, x, group);
  if (plain_is(spec, "median quantile"))
    return plain_quantile(a, x, group, spec->has_parameter ? spec->parameter : 0.5);
  if (plain_is(spec, "sd"))
    return plain_sd(a, x, group);
  a->result->put.integer[a->place] = (int64_t)(spec->count == 0 ? group->all : group->count);
  return true;
}

static inline enum mark plain_mark(const struct plain *plain, const struct aggregate_spec *spec,
                                   const struct plain_group *group) {
  if (plain_is(spec, "count"))
    return MARK_EXACT;
  if (plain_is(spec, "n_distinct"))
    return group->mark != MARK_EXACT ? MARK_INEXACT
           : group->suppressed       ? MARK_AT_LEAST
                                     : MARK_EXACT;
  if (!plain_is(spec, "sum"))
    return group->suppressed || group->mark != MARK_EXACT ? MARK_INEXACT : MARK_EXACT;
  const struct column *x = plain->frame->column[spec->columns[0]];
  bool counts = x->type == COLUMN_BOOLEAN || (!x->computed && !group->negative);
  return group->mark | (!group->suppressed ? MARK_EXACT : counts ? MARK_AT_LEAST : MARK_INEXACT);
}

/* min, max, first, last: the cells of some rows. */
static inline struct column *plain_cells(const struct plain *plain,
                                         const struct aggregate_spec *spec, enum error_code *code) {
  const struct column *x = plain->frame->column[spec->columns[0]];
  size_t skipped[MISSING_REASONS] = {0};
  size_t *rows = malloc((plain->groups + 1) * sizeof *rows);
  bool extreme = plain_is(spec, "min max");
  struct plain_answer a = {0};
  struct plain_group *groups = malloc((plain->groups + 1) * sizeof *groups);
  for (size_t g = 0; g < plain->groups; g++) {
    groups[g] = plain_look(plain, g, spec, skipped);
    rows[g] = extreme                  ? plain_extreme(&a, x, &groups[g], plain_is(spec, "max"))
              : plain_is(spec, "last") ? groups[g].last
                                       : plain->first[g];
  }
  struct column *result = column_gather(x, rows, plain->groups);
  memset(result->skipped, 0, sizeof result->skipped);
  for (size_t g = 0; g < plain->groups; g++) {
    if (rows[g] == SIZE_MAX)
      column_set_missing(result, g,
                         groups[g].least == PRESENT ? MISSING_UNDEFINED : groups[g].least);
    else if (extreme)
      column_set_mark(result, g, plain_mark(plain, spec, &groups[g]));
    free(groups[g].rows);
  }
  if (extreme)
    memcpy(result->skipped, skipped, sizeof skipped);
  free(groups);
  free(rows);
  *code = a.code;
  return result;
}

static inline struct column *plain_computed(const struct plain *plain,
                                            const struct aggregate_spec *spec,
                                            enum error_code *code) {
  const struct column *x = spec->count == 0 ? NULL : plain->frame->column[spec->columns[0]];
  bool exact = plain_is(spec, "sum") && x->type != COLUMN_NUMBER;
  bool whole = plain_is(spec, "count n_distinct");
  bool decimal = exact && x->type == COLUMN_DECIMAL;
  struct plain_answer a = {.result = column_new(decimal          ? COLUMN_DECIMAL
                                                : exact || whole ? COLUMN_INTEGER
                                                                 : COLUMN_NUMBER,
                                                plain->groups, NULL)};
  a.result->scale = decimal ? x->scale : 0;
  a.result->computed = plain_is(spec, "sum") ? x->computed && x->type != COLUMN_BOOLEAN : !whole;
  for (; a.place < plain->groups && a.code == ERROR_NONE; a.place++) {
    struct plain_group group = plain_look(plain, a.place, spec, a.result->skipped);
    if (group.count == 0 && !whole)
      column_set_missing(a.result, a.place,
                         group.least == PRESENT ? MISSING_UNDEFINED : group.least);
    else if (plain_value(&a, plain, spec, &group) && column_missing(a.result, a.place) == PRESENT)
      column_set_mark(a.result, a.place, plain_mark(plain, spec, &group));
    free(group.rows);
  }
  *code = a.code;
  return a.result;
}

static inline bool plain_negative_weight(const struct plain *plain,
                                         const struct aggregate_spec *spec) {
  const struct column *w = plain->frame->column[spec->columns[1]];
  for (size_t row = 0; spec->count == 2 && row < w->length; row++)
    if (column_missing(w, row) == PRESENT && column_negative(w, row))
      return true;
  return false;
}

/* The column of an aggregate, or NULL with the code of the error that is due. */
static inline struct column *
plain_column(const struct plain *plain, const struct aggregate_spec *spec, enum error_code *code) {
  struct column *result = plain_is(spec, "min max first last") ? plain_cells(plain, spec, code)
                                                               : plain_computed(plain, spec, code);
  if (plain_negative_weight(plain, spec))
    *code = ERROR_VALUE;
  if (*code == ERROR_NONE)
    return result;
  column_release(result);
  return NULL;
}

#endif
