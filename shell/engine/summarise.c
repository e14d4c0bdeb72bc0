#include "summarise.h"

#include <stdlib.h>

#include "answer.h"
#include "cell.h"
#include "period.h"
#include "states.h"

/* The key columns, one row per group. */
static bool add_keys(struct frame *result, const struct summary *summary,
                     const struct gathering *gathering, struct error *error) {
  size_t *rows = malloc((gathering->groups + 1) * sizeof *rows);
  bool done = rows != NULL || error_memory(error);
  for (size_t i = 0; i < summary->key_count && done; i++) {
    for (size_t place = 0;
         place < gathering->groups && engine_goes_on_at(gathering->options, place); place++)
      rows[place] = gathering->gatherer[0].first[gathering->place[place]];
    size_t number = summary->shown[i];
    struct column *column =
        answer_cells(summary->scan, number, rows, gathering->groups, gathering->options, error);
    done = column == NULL ? error_memory(error)
                          : frame_add(result, summary->scan->like->names[number], column, error);
  }
  free(rows);
  return done;
}

static struct frame *make_result(const struct summary *summary, struct gathering *gathering,
                                 struct error *error) {
  struct frame *result = frame_new(gathering->groups);
  bool done =
      (result != NULL || error_memory(error)) && add_keys(result, summary, gathering, error);
  struct sorted sorted = {.index = SIZE_MAX};
  for (size_t i = 0; i < summary->count && done; i++) {
    struct column *column = answer_column(summary, gathering, i, &sorted, error);
    done = column != NULL && frame_add(result, summary->specs[i].name, column, error);
  }
  grouped_clear(&sorted.grouped);
  if (done)
    return result;
  frame_release(result);
  return NULL;
}

/* ---- what went wrong on the way ---- */

static bool tell_weight(const struct summary *summary, const struct aggregate_spec *spec,
                        size_t row, struct error *error) {
  const struct column *weights = summary->scan->columns[spec->columns[1]].source;
  *error = (struct error){0};
  if (summary->scan->columns[spec->columns[1]].form != SCAN_SOURCE)
    return false; /* told when the verbs are run one by one */
  return error_set(
      error, ERROR_VALUE, "weighted_mean: the weight in column '%s', row %zu, is negative (%g)",
      summary->scan->like->names[spec->columns[1]], row + 1, cell_number(weights, row));
}

static bool tell_kinds(const struct summary *summary, const struct aggregate_spec *spec,
                       const size_t clash[2], struct error *error) {
  char where[DESCRIPTION_SIZE];
  const struct column *periods = summary->scan->columns[spec->columns[0]].source;
  *error = (struct error){0};
  if (summary->scan->columns[spec->columns[0]].form != SCAN_SOURCE)
    return false;
  answer_describe(summary, clash[1], where);
  return error_set(error, ERROR_DATA,
                   "%s(%s) of %s: kinds of periods differ: %s in row %zu, %s in row %zu",
                   spec->kind, summary->scan->like->names[spec->columns[0]], where,
                   period_kind_name(period_kind(column_period(periods, clash[0]))), clash[0] + 1,
                   period_kind_name(period_kind(column_period(periods, clash[1]))), clash[1] + 1);
}

/* Which accumulator failed is told by its clash. */
static void tell(const struct summary *summary, const struct gathering *gathering,
                 struct error *error) {
  if (error->code != ERROR_VALUE && error->code != ERROR_DATA)
    return;
  for (size_t i = 0; i < summary->count && gathering->gatherers == 1; i++) {
    const struct accumulator *states = &gathering->gatherer[0].accumulator[i];
    if (states->clash[0] == SIZE_MAX)
      continue;
    if (states->what->kind == ACCUMULATE_WEIGHTED)
      tell_weight(summary, &summary->specs[i], states->clash[0], error);
    else
      tell_kinds(summary, &summary->specs[i], states->clash, error);
    return;
  }
}

/* ---- together ---- */

static struct frame *run(const struct summary *summary, struct accumulation *what,
                         const struct engine_options *options, struct error *error) {
  struct keys keys;
  struct frame *result = NULL;
  struct gathering gathering = {.scan = summary->scan,
                                .keys = &keys,
                                .what = what,
                                .count = summary->count,
                                .options = options};
  if (keys_init(&keys, summary->scan, summary->keys, summary->coded)) {
    states_settle(&gathering, what, summary);
    if (gathering_run(&gathering, error))
      result = make_result(summary, &gathering, error);
    else
      tell(summary, &gathering, error);
  }
  gathering_clear(&gathering);
  keys_clear(&keys);
  return result;
}

struct frame *scan_summarise(const struct summary *summary, const struct engine_options *options,
                             struct error *error) {
  struct accumulation *what = states_plan(summary, options, error);
  struct frame *result = what == NULL ? NULL : run(summary, what, options, error);
  states_free(what, summary->count);
  return result;
}
