#include "answer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "by_code.h"
#include "mark.h"
#include "number.h"
#include "pick.h"
#include "put.h"
#include "words.h"

/* One aggregate on its way to a column of the result. */
struct answer {
  const struct summary *summary;
  const struct aggregate_spec *spec;
  const struct aggregate *aggregate;
  const struct column *like; /* first operand: a column of no rows; NULL: none */
  struct gathering *gathering;
  size_t index; /* of the accumulation */
  struct sorted *sorted;
  const struct accumulator *states;
  struct column *result;
  struct error *error;
};

/* Asked in every loop over groups or words; answer_column gives up what was stopped. */
static bool goes_on(const struct answer *a, size_t step) {
  return engine_goes_on_at(a->gathering->options, step);
}

/* ---- cells and groups ---- */

struct column *answer_cells(const struct scan *scan, size_t number, size_t *rows, size_t count,
                            const struct engine_options *options, struct error *error) {
  const struct scan_column *column = &scan->columns[number];
  if (!engine_poll(options, 1, 1, error)) /* then the rows are not all there */
    return NULL;
  if (column->form == SCAN_SOURCE)
    return column_pick_rows(column->source, rows, count, options, error);
  for (size_t i = 0; i < count && engine_goes_on_at(options, i); i++)
    if (rows[i] != SIZE_MAX)
      rows[i] = by_code(column->source, column->span, rows[i]);
  return column_pick_rows(column->table, rows, count, options, error);
}

void answer_describe(const struct summary *summary, size_t row, char where[DESCRIPTION_SIZE]) {
  const struct frame *frame = summary->scan->frame;
  size_t own = 0;
  while (own < summary->key_count && summary->shown[own] < frame->columns)
    own++;
  if (own == summary->key_count)
    cell_describe(where, DESCRIPTION_SIZE, frame, summary->shown, own, row);
  else
    snprintf(where, DESCRIPTION_SIZE, "the group of row %zu", row + 1);
}

static size_t group_at(const struct answer *a, size_t place) {
  return a->gathering->place[place];
}

static uint64_t rows_of(const struct answer *a, size_t group) {
  const struct gatherer *g = &a->gathering->gatherer[0];
  if (a->gathering->count_rows)
    return counts_rows(&g->counts, group);
  return g->first[group] == SIZE_MAX ? 0 : 1; /* how many does not matter */
}

static uint64_t present_of(const struct answer *a, size_t group) {
  return rows_of(a, group) - a->states->tally[group].missing;
}

/* A new result, `computed` unless its function knows better. */
static bool new_result(struct answer *a, enum column_type type, int scale) {
  a->result = column_new(type, a->gathering->groups, NULL);
  if (a->result == NULL)
    return error_memory(a->error);
  a->result->scale = scale;
  a->result->computed = true;
  return true;
}

static bool set_missing(struct answer *a, size_t place, enum missing reason) {
  return column_set_missing(a->result, place, reason) || error_memory(a->error);
}

static bool set_number(struct answer *a, size_t place, double value) {
  if (!isfinite(value))
    return set_missing(a, place, MISSING_UNDEFINED);
  a->result->put.number[place] = value + 0.0;
  return true;
}

/* ---- sums ---- */

static bool does_not_fit(const struct answer *a, size_t place) {
  char where[DESCRIPTION_SIZE];
  answer_describe(a->summary, a->gathering->gatherer[0].first[group_at(a, place)], where);
  return error_set(a->error, ERROR_OVERFLOW, "%s(%s) of %s does not fit in 64 bits", a->spec->kind,
                   a->summary->scan->like->names[a->spec->columns[0]], where);
}

static wide_t exact_sum(const struct answer *a, size_t group) {
  if (a->states->what->kind == ACCUMULATE_EXACT)
    return a->states->exact[group];
  int64_t base = a->summary->scan->columns[a->spec->columns[0]].source->base;
  wide_t bases = base == 0 ? 0 : (wide_t)base * (wide_t)present_of(a, group);
  return (wide_t)counts_sum(&a->gathering->gatherer[0].counts, group, a->states->what->place) +
         bases;
}

static bool sum_exact(struct answer *a) {
  bool decimal = a->like->type == COLUMN_DECIMAL;
  bool done =
      new_result(a, decimal ? COLUMN_DECIMAL : COLUMN_INTEGER, decimal ? a->like->scale : 0);
  for (size_t place = 0; done && place < a->gathering->groups && goes_on(a, place); place++)
    if (!wide_to_integer(exact_sum(a, group_at(a, place)), &a->result->put.integer[place]))
      done = does_not_fit(a, place);
  return done;
}

static bool total_of(const struct summation *sum, double *total, struct error *error) {
  return summation_total(sum, total) || error_memory(error);
}

static bool sum_numbers(struct answer *a) {
  bool done = new_result(a, COLUMN_NUMBER, 0);
  for (size_t place = 0; done && place < a->gathering->groups && goes_on(a, place); place++) {
    double total = 0;
    done = (accumulator_total(a->states, group_at(a, place), &total) || error_memory(a->error)) &&
           set_number(a, place, total);
  }
  return done;
}

static bool answer_sum(struct answer *a) {
  if (!(a->like->type == COLUMN_NUMBER ? sum_numbers(a) : sum_exact(a)))
    return false;
  a->result->computed = !column_counts(a->like);
  return true;
}

static bool mean_of(const struct answer *a, size_t group, double *mean) {
  double present = (double)present_of(a, group);
  if (a->like->type != COLUMN_NUMBER) {
    double power = (double)number_power10(a->like->scale);
    *mean = (double)exact_sum(a, group) / (power * present);
    return true;
  }
  double total = 0;
  if (!accumulator_total(a->states, group, &total))
    return error_memory(a->error);
  *mean = total / present;
  return true;
}

static bool answer_mean(struct answer *a) {
  bool done = new_result(a, COLUMN_NUMBER, 0);
  for (size_t place = 0; done && place < a->gathering->groups && goes_on(a, place); place++) {
    double mean = 0;
    done = mean_of(a, group_at(a, place), &mean) && set_number(a, place, mean);
  }
  return done;
}

static bool weighted_mean_of(const struct answer *a, size_t group, double *mean) {
  double products = 0;
  double weights = 0;
  if (!total_of(&a->states->number[group], &products, a->error) ||
      !total_of(&a->states->weight[group], &weights, a->error))
    return false;
  bool finite = isfinite(weights) && !a->states->infinite[group];
  *mean = finite ? products / weights : NAN;
  return true;
}

static bool answer_weighted_mean(struct answer *a) {
  bool done = new_result(a, COLUMN_NUMBER, 0);
  for (size_t place = 0; done && place < a->gathering->groups && goes_on(a, place); place++) {
    double mean = 0;
    done = weighted_mean_of(a, group_at(a, place), &mean) && set_number(a, place, mean);
  }
  return done;
}

static bool answer_count(struct answer *a) {
  if (!new_result(a, COLUMN_INTEGER, 0))
    return false;
  a->result->computed = false;
  for (size_t place = 0; place < a->gathering->groups && goes_on(a, place); place++)
    a->result->put.integer[place] = (int64_t)present_of(a, group_at(a, place));
  return true;
}

static bool answer_hidden(struct answer *a) {
  if (!new_result(a, COLUMN_INTEGER, 0))
    return false;
  a->result->computed = false;
  for (size_t place = 0; place < a->gathering->groups && goes_on(a, place); place++)
    a->result->put.integer[place] = (int64_t)a->states->tally[group_at(a, place)].hidden;
  return true;
}

/* ---- rows ---- */

/* The cells of one row for each group. */
static bool answer_rows(struct answer *a, const size_t *row_of_group) {
  size_t *rows = malloc((a->gathering->groups + 1) * sizeof *rows);
  if (rows == NULL)
    return error_memory(a->error);
  for (size_t place = 0; place < a->gathering->groups && goes_on(a, place); place++)
    rows[place] = row_of_group[group_at(a, place)];
  a->result = answer_cells(a->summary->scan, a->spec->columns[0], rows, a->gathering->groups,
                           a->gathering->options, a->error);
  free(rows);
  if (a->result == NULL)
    return error_memory(a->error);
  memset(a->result->skipped, 0, sizeof a->result->skipped);
  return true;
}

static void put_integer(struct column *result, size_t place, int64_t value) {
  if (result->type == COLUMN_PERIOD || result->type == COLUMN_DATE)
    result->put.period[place] = (period_t)value;
  else
    result->put.integer[place] = value;
}

static void put_word(struct column *result, size_t place, uint64_t word) {
  if (result->type == COLUMN_NUMBER)
    result->put.number[place] = number_of_word(word);
  else
    put_integer(result, place, integer_of_word(word));
}

/* Of computed cells there is only the word. */
static bool answer_words(struct answer *a) {
  if (!new_result(a, a->like->type, a->like->scale))
    return false;
  a->result->computed = a->like->computed;
  uint64_t turn = a->aggregate->kind == AGGREGATE_MAX ? UINT64_MAX : 0;
  for (size_t place = 0; place < a->gathering->groups && goes_on(a, place); place++) {
    size_t group = group_at(a, place);
    if (a->states->row[group] != SIZE_MAX)
      put_word(a->result, place, a->states->word[group] ^ turn);
  }
  return true;
}

static bool answer_extent(struct answer *a) {
  if (!new_result(a, a->like->type, a->like->scale))
    return false;
  a->result->computed = a->like->computed;
  int64_t base = a->summary->scan->columns[a->spec->columns[0]].source->base;
  bool most = a->aggregate->kind == AGGREGATE_MAX;
  for (size_t place = 0; place < a->gathering->groups && goes_on(a, place); place++) {
    const struct extent *extent = &a->states->extent[group_at(a, place)];
    if (!extent_is_empty(extent))
      put_integer(a->result, place, base + (most ? extent_greatest(extent) : extent_least(extent)));
  }
  return true;
}

static bool answer_extreme(struct answer *a) {
  if (a->states->what->extent)
    return answer_extent(a);
  if (a->summary->scan->columns[a->spec->columns[0]].form == SCAN_COMPUTED)
    return answer_words(a);
  if (!answer_rows(a, a->states->row))
    return false;
  if (a->result->mark != NULL)
    memset(a->result->mark, MARK_EXACT, a->gathering->groups);
  free(a->result->bounds);
  a->result->bounds = NULL;
  return true;
}

/* ---- all cells of a group ---- */

static double value_of_word(const struct answer *a, uint64_t word) {
  if (a->like->type == COLUMN_NUMBER)
    return number_of_word(word);
  return number_from_scaled(integer_of_word(word), a->like->scale);
}

static bool answer_n_distinct(struct answer *a, struct grouped *grouped) {
  int64_t *distinct = calloc(a->gathering->numbers + 1, sizeof *distinct);
  bool done = (distinct != NULL || error_memory(a->error)) &&
              grouped_count_distinct(grouped, a->gathering, distinct, a->error) &&
              new_result(a, COLUMN_INTEGER, 0);
  if (done)
    a->result->computed = false;
  for (size_t place = 0; done && place < a->gathering->groups && goes_on(a, place); place++)
    a->result->put.integer[place] = distinct[group_at(a, place)];
  free(distinct);
  return done;
}

static double quantile(const struct answer *a, const uint64_t *sorted, size_t count, double p) {
  double h = (double)(count - 1) * p;
  size_t k = (size_t)floor(h);
  if (k + 1 >= count)
    return value_of_word(a, sorted[count - 1]);
  double here = value_of_word(a, sorted[k]);
  return here + (h - (double)k) * (value_of_word(a, sorted[k + 1]) - here);
}

/* The words of this accumulation, sorted. */
static bool sort_words(struct answer *a) {
  if (a->sorted->index == a->index)
    return true;
  grouped_clear(&a->sorted->grouped);
  a->sorted->index = a->index;
  return grouped_init(&a->sorted->grouped, a->gathering, a->index, true, a->error);
}

static bool answer_sorted(struct answer *a, double p) {
  bool done = sort_words(a) && new_result(a, COLUMN_NUMBER, 0);
  for (size_t place = 0; done && place < a->gathering->groups && goes_on(a, place); place++) {
    const struct grouped *grouped = &a->sorted->grouped;
    size_t start = grouped->start[group_at(a, place)];
    size_t count = grouped->start[group_at(a, place) + 1] - start;
    if (count > 0)
      done = set_number(a, place, quantile(a, grouped->word + start, count, p));
  }
  return done;
}

static double value_of_stored(const struct answer *a, uint32_t stored) {
  int64_t base = a->summary->scan->columns[a->spec->columns[0]].source->base;
  return number_from_scaled(base + stored, a->like->scale);
}

static double quantile_of(const struct answer *a, const struct ranked *ranked) {
  double low = value_of_stored(a, ranked->low);
  return low + ranked->share * (value_of_stored(a, ranked->high) - low);
}

/* The same where the cells were counted by bins. */
static bool answer_binned(struct answer *a, double p) {
  struct ranked *ranked = calloc(a->gathering->numbers + 1, sizeof *ranked);
  bool done = (ranked != NULL || error_memory(a->error)) &&
              histogram_find(a->gathering, a->index, p, ranked, a->error) &&
              new_result(a, COLUMN_NUMBER, 0);
  for (size_t place = 0; done && place < a->gathering->groups && goes_on(a, place); place++) {
    const struct ranked *r = &ranked[group_at(a, place)];
    if (r->count > 0)
      done = set_number(a, place, quantile_of(a, r));
  }
  free(ranked);
  return done;
}

static bool answer_quantile(struct answer *a) {
  double p = a->aggregate->kind == AGGREGATE_MEDIAN ? 0.5 : a->spec->parameter;
  bool binned = a->states->what->kind == ACCUMULATE_HISTOGRAM;
  return (binned ? answer_binned : answer_sorted)(a, p);
}

/* The exact sum of a group's values, or of the squares of what they differ from `from`. */
static bool sum_of_group(const struct answer *a, const uint64_t *words, size_t count,
                         const double *from, double *total) {
  struct summation sum = {0};
  bool done = true;
  bool finite = true;
  for (size_t i = 0; i < count && done && goes_on(a, i); i++) {
    double value = value_of_word(a, words[i]);
    double term = from == NULL ? value : (value - *from) * (value - *from);
    finite = finite && isfinite(term);
    done = !finite || summation_add(&sum, term);
  }
  done = done && summation_total(&sum, total);
  summation_clear(&sum);
  if (!finite)
    *total = NAN;
  return done || error_memory(a->error);
}

static bool answer_sd(struct answer *a, const struct grouped *grouped) {
  bool done = new_result(a, COLUMN_NUMBER, 0);
  for (size_t place = 0; done && place < a->gathering->groups && goes_on(a, place); place++) {
    const uint64_t *words = grouped->word + grouped->start[group_at(a, place)];
    size_t n = grouped->start[group_at(a, place) + 1] - grouped->start[group_at(a, place)];
    double total = 0;
    double squares = 0;
    done = sum_of_group(a, words, n, NULL, &total);
    double mean = total / (double)n;
    done = done && sum_of_group(a, words, n, &mean, &squares) &&
           set_number(a, place, n < 2 ? NAN : sqrt(squares / (double)(n - 1)));
  }
  return done;
}

static bool answer_seen(struct answer *a) {
  if (!new_result(a, COLUMN_INTEGER, 0))
    return false;
  a->result->computed = false;
  for (size_t place = 0; place < a->gathering->groups && goes_on(a, place); place++)
    a->result->put.integer[place] = accumulator_seen(a->states, group_at(a, place));
  return true;
}

static bool answer_all(struct answer *a) {
  if (a->states->what->kind == ACCUMULATE_SEEN)
    return answer_seen(a);
  if (aggregate_is_quantile(a->spec->kind))
    return answer_quantile(a);

  struct grouped grouped;
  bool done = grouped_init(&grouped, a->gathering, a->index, false, a->error) &&
              (a->aggregate->kind == AGGREGATE_SD ? answer_sd(a, &grouped)
                                                  : answer_n_distinct(a, &grouped));
  grouped_clear(&grouped);
  return done;
}

/* ---- marks and missing results ---- */

static enum mark mark_of(const struct answer *a, size_t group) {
  const struct tally *tally = &a->states->tally[group];
  if (a->aggregate->mark == MARK_AS_SUM)
    return mark_of_sum(a->like, (enum mark)tally->mark, tally->hidden > 0,
                       accumulator_negative(a->states, group));
  if (a->aggregate->mark == MARK_IF_ANY)
    return tally->hidden > 0 || tally->mark != MARK_EXACT ? MARK_INEXACT : MARK_EXACT;
  if (a->aggregate->mark == MARK_AS_DISTINCT && tally->mark != MARK_EXACT)
    return MARK_INEXACT;
  if (a->aggregate->mark == MARK_AS_DISTINCT && tally->hidden > 0)
    return MARK_AT_LEAST;
  return MARK_EXACT;
}

/* What the cells that were added lie between in place of `sum`: the marked ones by their bounds. */
static bool told_bounds(const struct answer *a, size_t group, double sum, struct bounds *bounds) {
  const struct tally *tally = &a->states->tally[group];
  *bounds = (struct bounds){sum, sum};
  if (tally->mark == MARK_EXACT)
    return true;
  if (a->states->told == NULL) {
    *bounds = bounds_none();
    return true;
  }
  const struct told *told = &a->states->told[group];
  double value, low, high;
  if (!summation_total(&told->value, &value) || !summation_total(&told->low, &low) ||
      !summation_total(&told->high, &high))
    return error_memory(a->error);
  bounds->low = tally->open_low ? -INFINITY : sum - value + low;
  bounds->high = tally->open_high ? INFINITY : sum - value + high;
  return true;
}

/* What a sum lies between when it is known what each hidden cell does: a truth is 0 or 1. */
static bool set_bounds(struct answer *a, size_t place, size_t group) {
  const struct tally *tally = &a->states->tally[group];
  bool truths = a->like != NULL && a->like->type == COLUMN_BOOLEAN;
  if (a->aggregate->kind != AGGREGATE_SUM || column_mark(a->result, place) == MARK_EXACT ||
      (tally->hidden > 0 && !truths && (!a->spec->hides || tally->undecided)))
    return true;
  struct bounds each = truths ? (struct bounds){0, 1} : a->spec->hidden;
  double hidden = (double)tally->hidden;
  struct bounds bounds;
  if (!told_bounds(a, group, cell_number(a->result, place), &bounds))
    return false;
  if (tally->hidden > 0)
    bounds = (struct bounds){bounds.low + hidden * each.low, bounds.high + hidden * each.high};
  if (!isfinite(bounds.low) || !isfinite(bounds.high))
    return true; /* the mark says as much */
  if (a->result->type == COLUMN_DECIMAL)
    bounds = bounds_rounded(bounds, a->result->scale);
  return column_put_bounds(a->result, place, 1, &bounds) || error_memory(a->error);
}

/* Groups without a present cell become missing, the others get their marks. */
static bool finish(struct answer *a) {
  bool of_cell = a->aggregate->empty == EMPTY_OF_CELL;
  if (!of_cell)
    memcpy(a->result->skipped, a->states->skipped, sizeof a->result->skipped);
  for (size_t place = 0; place < a->gathering->groups && goes_on(a, place); place++) {
    size_t group = group_at(a, place);
    const struct tally *tally = &a->states->tally[group];
    bool none = of_cell ? a->gathering->gatherer[0].first[group] == SIZE_MAX
                        : a->aggregate->empty == EMPTY_MISSING && present_of(a, group) == 0;
    if (none) {
      enum missing reason =
          tally->least == PRESENT ? MISSING_UNDEFINED : (enum missing)tally->least;
      if (!set_missing(a, place, reason))
        return false;
    } else if (!of_cell && column_missing(a->result, place) == PRESENT) {
      if (!column_set_mark(a->result, place, mark_of(a, group)))
        return error_memory(a->error);
      if (!set_bounds(a, place, group))
        return false;
    }
  }
  return true;
}

static bool compute(struct answer *a) {
  switch (a->aggregate->kind) {
  case AGGREGATE_COUNT:
    return answer_count(a);
  case AGGREGATE_HIDDEN:
    return answer_hidden(a);
  case AGGREGATE_SUM:
    return answer_sum(a);
  case AGGREGATE_MEAN:
    return answer_mean(a);
  case AGGREGATE_WEIGHTED_MEAN:
    return answer_weighted_mean(a);
  case AGGREGATE_MIN:
  case AGGREGATE_MAX:
    return answer_extreme(a);
  case AGGREGATE_FIRST:
    return answer_rows(a, a->gathering->gatherer[0].first);
  case AGGREGATE_LAST:
    return answer_rows(a, a->states->row);
  default:
    return answer_all(a);
  }
}

struct column *answer_column(const struct summary *summary, struct gathering *gathering,
                             size_t number, struct sorted *sorted, struct error *error) {
  size_t index = gathering->what[number].own;
  struct answer a = {.summary = summary,
                     .spec = &summary->specs[number],
                     .gathering = gathering,
                     .index = index,
                     .sorted = sorted,
                     .states = &gathering->gatherer[0].accumulator[index],
                     .error = error};
  a.aggregate = aggregate_find(a.spec->kind);
  a.like = a.spec->count > 0 ? summary->scan->like->column[a.spec->columns[0]] : NULL;
  if (compute(&a) && finish(&a) && engine_poll(gathering->options, 1, 1, error))
    return a.result;
  column_release(a.result);
  return NULL;
}
