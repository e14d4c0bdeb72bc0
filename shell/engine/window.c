#include "window.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "put.h"
#include "verbs.h"
#include "window_state.h"

/* ---- results ---- */

bool window_new_result(struct window *w, enum column_type type, int scale) {
  w->result = column_new(type, w->frame->rows, NULL);
  if (w->result == NULL)
    return error_memory(w->error);
  w->result->scale = scale;
  w->result->computed = true;
  w->missing = calloc(w->frame->rows + 1, 1);
  w->mark = calloc(w->frame->rows + 1, 1);
  return (w->missing != NULL && w->mark != NULL) || error_memory(w->error);
}

void window_put_missing(struct window *w, size_t row, enum missing reason) {
  w->missing[row] = (uint8_t)reason;
}

void window_put_mark(struct window *w, size_t row, enum mark mark) {
  if (w->missing[row] == PRESENT)
    w->mark[row] = (uint8_t)mark;
}

void window_put_number(struct window *w, size_t row, double value) {
  if (isfinite(value))
    w->result->put.number[row] = value + 0.0;
  else
    window_put_missing(w, row, MISSING_UNDEFINED);
}

enum parameter_use { PARAMETER_NONE, PARAMETER_STEPS, PARAMETER_LENGTH };

struct window_function {
  const char *name;
  enum period_use period;
  enum parameter_use parameter;
  const char *takes;
  bool (*accepts)(enum column_type type);
  bool (*compute)(struct window *w);
};

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
    {"lag", PERIOD_NEEDED, PARAMETER_STEPS, "any column", any_type, window_lag},
    {"lead", PERIOD_NEEDED, PARAMETER_STEPS, "any column", any_type, window_lead},
    {"cumsum", PERIOD_WELCOME, PARAMETER_NONE, "numbers", numbers_only, window_cumsum},
    {"rolling_sum", PERIOD_NEEDED, PARAMETER_LENGTH, "numbers", numbers_only, window_rolling_sum},
    {"rolling_mean", PERIOD_NEEDED, PARAMETER_LENGTH, "numbers", numbers_only, window_rolling_mean},
    {"rank", PERIOD_UNUSED, PARAMETER_NONE, "numbers, texts or periods", ordered_types,
     window_rank},
    {"share", PERIOD_UNUSED, PARAMETER_NONE, "numbers", numbers_only, window_share},
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
  return take_parameter(w, function->parameter) && window_find_period(w, function->period) &&
         (w->period == NULL || window_make_moments(w)) && function->compute(w);
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
