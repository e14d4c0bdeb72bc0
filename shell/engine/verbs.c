#include "verbs.h"

#include <stdlib.h>

#include "group.h"
#include "pick.h"

/* The frame with one column put in under a name; takes over the column. */
static struct frame *with_column(const struct frame *frame, const char *name, struct column *column,
                                 struct error *error) {
  struct frame *result = frame_new(frame->rows);
  bool done = result != NULL || error_memory(error);
  size_t place = frame_find(frame, name);
  for (size_t i = 0; i < frame->columns && done; i++)
    done = frame_add(result, frame->names[i], column_retain(i == place ? column : frame->column[i]),
                     error);
  if (done && place == SIZE_MAX)
    done = frame_add(result, name, column_retain(column), error);
  column_release(column);
  if (done)
    return result;
  frame_release(result);
  return NULL;
}

struct frame *frame_put(struct frame *frame, const char *name, struct column *column,
                        struct error *error) {
  struct frame *result = column == NULL ? NULL : with_column(frame, name, column, error);
  frame_release(frame);
  return result;
}

struct frame *frame_copy(const struct frame *frame, struct error *error) {
  struct frame *result = frame_new(frame->rows);
  bool done = result != NULL || error_memory(error);
  for (size_t i = 0; i < frame->columns && done; i++)
    done = frame_add(result, frame->names[i], column_retain(frame->column[i]), error);
  if (done)
    return result;
  frame_release(result);
  return NULL;
}

struct frame *frame_mutate(const struct frame *frame, const char *const *names,
                           struct expression *const *expressions, size_t count,
                           const struct engine_options *options, struct error *error) {
  struct frame *result = frame_copy(frame, error);
  for (size_t i = 0; i < count && result != NULL; i++) {
    struct column *column = NULL;
    if (expression_resolve(expressions[i], result, error))
      column = expression_evaluate(expressions[i], result, options, error);
    result = frame_put(result, names[i], column, error);
  }
  return result;
}

struct frame *frame_select(const struct frame *frame, const char *const *names, const size_t *from,
                           size_t count, struct error *error) {
  struct frame *result = frame_new(frame->rows);
  bool done = result != NULL || error_memory(error);
  for (size_t i = 0; i < count && done; i++) {
    if (from[i] >= frame->columns)
      done = error_set(error, ERROR_VALUE, "no column number %zu to select", from[i] + 1);
    else
      done = frame_add(result, names[i], column_retain(frame->column[from[i]]), error);
  }
  if (done)
    return result;
  frame_release(result);
  return NULL;
}

struct frame *frame_slice(const struct frame *frame, size_t from, size_t to,
                          const struct engine_options *options, struct error *error) {
  size_t first = from == 0 ? 0 : from - 1;
  size_t end = to > frame->rows ? frame->rows : to;
  struct picks picks = {.count = end > first ? end - first : 0, .start = first};
  return picks.count == frame->rows ? frame_copy(frame, error)
                                    : frame_pick(frame, &picks, options, error);
}

/* The columns alone, under their own names. */
static struct frame *pick(const struct frame *frame, const size_t *columns, size_t count,
                          struct error *error) {
  const char **names = calloc(count + 1, sizeof *names);
  if (names == NULL) {
    error_memory(error);
    return NULL;
  }
  bool done = true;
  for (size_t i = 0; i < count && done; i++) {
    done = columns[i] < frame->columns ||
           error_set(error, ERROR_VALUE, "no column number %zu", columns[i] + 1);
    if (done)
      names[i] = frame->names[columns[i]];
  }
  struct frame *result = done ? frame_select(frame, names, columns, count, error) : NULL;
  free(names);
  return result;
}

static struct frame *first_rows(const struct frame *frame, const struct engine_options *options,
                                struct error *error) {
  size_t *keys = malloc((frame->columns + 1) * sizeof *keys);
  if (keys == NULL) {
    error_memory(error);
    return NULL;
  }
  for (size_t i = 0; i < frame->columns; i++)
    keys[i] = i;
  struct grouping *grouping = grouping_new(frame, keys, frame->columns, options, error);
  free(keys);
  if (grouping == NULL)
    return NULL;
  /* With no columns there is one group also of no rows, which has no first row. */
  size_t count = frame->rows == 0 ? 0 : grouping->groups;
  struct picks picks = {.count = count, .far = grouping->first};
  struct frame *result = frame_pick(frame, &picks, options, error);
  grouping_free(grouping);
  return result;
}

struct frame *frame_distinct(const struct frame *frame, const size_t *columns, size_t count,
                             const struct engine_options *options, struct error *error) {
  if (count == 0)
    return first_rows(frame, options, error);
  struct frame *picked = pick(frame, columns, count, error);
  struct frame *result = picked == NULL ? NULL : first_rows(picked, options, error);
  frame_release(picked);
  return result;
}
