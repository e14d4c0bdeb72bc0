/* Wider, longer, bound together. complete.c has the grid. */
#include "reshape.h"

#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "group.h"
#include "pick.h"
#include "pour.h"
#include "put.h"

static bool check_columns(const struct frame *frame, const size_t *columns, size_t count,
                          const char *verb, struct error *error) {
  for (size_t i = 0; i < count; i++)
    if (columns[i] >= frame->columns)
      return error_set(error, ERROR_VALUE, "%s: no column number %zu", verb, columns[i] + 1);
  return true;
}

static struct frame *finish(struct frame *frame, bool done) {
  if (done)
    return frame;
  frame_release(frame);
  return NULL;
}

/* ---- wider ---- */

struct wider {
  const struct frame *frame;
  const size_t *ids;
  size_t id_count;
  size_t names_from;
  const struct column *values;
  const struct grouping *rows;    /* by ids */
  const struct grouping *columns; /* by names_from */
  struct group_rows lists;        /* of `columns` */
  size_t *source;                 /* for each row of the result the row its cell comes from */
  struct error *error;
};

static bool two_for_one_cell(const struct wider *w, size_t first, size_t second) {
  char where[DESCRIPTION_SIZE], name[DESCRIPTION_SIZE];
  cell_describe(where, sizeof where, w->frame, w->ids, w->id_count, first);
  cell_describe(name, sizeof name, w->frame, &w->names_from, 1, first);
  return error_set(
      w->error, ERROR_DATA,
      "pivot_wider: two rows for one cell: %s, %s (rows %zu and %zu); summarise first, "
      "or keep the column that tells them apart",
      where, name, first + 1, second + 1);
}

/* The name of a new column, for free(): the text of its cell. */
static char *new_name(const struct wider *w, size_t row) {
  const struct column *names = w->frame->column[w->names_from];
  char buffer[NUMBER_SIZE];
  size_t length;
  if (column_missing(names, row) != PRESENT) {
    error_set(w->error, ERROR_DATA,
              "pivot_wider: row %zu has no name (%s is missing: %s); filter such rows first",
              row + 1, w->frame->names[w->names_from], missing_name(column_missing(names, row)));
    return NULL;
  }
  const char *text = cell_text(names, row, buffer, &length);
  char *name = strndup(text, length);
  if (name == NULL)
    error_memory(w->error);
  return name;
}

static bool check_name(const struct wider *w, const struct frame *result, const char *name,
                       size_t row) {
  if (name[0] == '\0')
    return error_set(w->error, ERROR_DATA, "pivot_wider: row %zu has an empty name in '%s'",
                     row + 1, w->frame->names[w->names_from]);
  if (frame_find(result, name) == SIZE_MAX)
    return true;
  return error_set(w->error, ERROR_DATA,
                   "pivot_wider: '%s' in row %zu would be a second column of that name", name,
                   row + 1);
}

static bool add_wide_column(struct wider *w, struct frame *result, size_t number) {
  size_t first = w->columns->first[number];
  for (size_t i = 0; i < result->rows; i++)
    w->source[i] = SIZE_MAX;
  for (size_t i = w->lists.start[number]; i < w->lists.start[number + 1]; i++) {
    size_t row = w->lists.rows[i];
    size_t *held = &w->source[w->rows->group[row]];
    if (*held != SIZE_MAX)
      return two_for_one_cell(w, *held, row);
    *held = row;
  }
  char *name = new_name(w, first);
  bool done = name != NULL && check_name(w, result, name, first) &&
              frame_add(result, name, column_gather(w->values, w->source, result->rows), w->error);
  free(name);
  return done;
}

static struct frame *widen(struct wider *w, const struct engine_options *options) {
  size_t rows = w->frame->rows == 0 ? 0 : w->rows->groups;
  struct frame *result = frame_new(rows);
  w->source = malloc((rows + 1) * sizeof *w->source);
  bool done = (result != NULL && w->source != NULL) || error_memory(w->error);
  for (size_t i = 0; i < w->id_count && done; i++)
    done = frame_add(
        result, w->frame->names[w->ids[i]],
        column_pick_rows(w->frame->column[w->ids[i]], w->rows->first, rows, options, w->error),
        w->error);
  if (done && w->columns->groups > PIVOT_COLUMNS_MAX)
    done = error_set(w->error, ERROR_VALUE,
                     "pivot_wider: '%s' has %zu values, which would be as many columns; at most %d",
                     w->frame->names[w->names_from], w->columns->groups, PIVOT_COLUMNS_MAX);
  for (size_t number = 0; done && number < w->columns->groups; number++)
    done = engine_poll(options, number, w->columns->groups, w->error) &&
           add_wide_column(w, result, number);
  free(w->source);
  return finish(result, done);
}

struct frame *frame_pivot_wider(const struct frame *frame, const size_t *ids, size_t id_count,
                                size_t names_from, size_t values_from,
                                const struct engine_options *options, struct error *error) {
  size_t both[] = {names_from, values_from};
  if (!check_columns(frame, ids, id_count, "pivot_wider", error) ||
      !check_columns(frame, both, 2, "pivot_wider", error))
    return NULL;
  struct grouping *rows = grouping_new(frame, ids, id_count, options, error);
  if (rows != NULL && frame->rows == 0)
    rows->groups = 0; /* without ids there would be one group, of no rows */
  struct grouping *columns =
      rows == NULL ? NULL : grouping_new(frame, &names_from, 1, options, error);
  struct wider w = {.frame = frame,
                    .ids = ids,
                    .id_count = id_count,
                    .names_from = names_from,
                    .values = frame->column[values_from],
                    .rows = rows,
                    .columns = columns,
                    .error = error};
  struct frame *result = NULL;
  if (columns != NULL && group_rows_init(&w.lists, columns, options, error))
    result = widen(&w, options);
  group_rows_clear(&w.lists);
  grouping_free(columns);
  grouping_free(rows);
  return result;
}

/* ---- longer ---- */

static bool is_among(const size_t *columns, size_t count, size_t column) {
  for (size_t i = 0; i < count; i++)
    if (columns[i] == column)
      return true;
  return false;
}

/* The columns that stay, each cell repeated once per column that goes. */
static bool add_repeated(struct frame *result, const struct frame *frame, const size_t *columns,
                         size_t count, const struct engine_options *options, struct error *error) {
  struct picks picks = {.count = result->rows};
  bool near = picks_are_near(frame->rows);
  if (near)
    picks.near = malloc((result->rows + 1) * sizeof *picks.near);
  else
    picks.far = malloc((result->rows + 1) * sizeof *picks.far);
  bool done = picks.near != NULL || picks.far != NULL || error_memory(error);
  for (size_t row = 0, at = 0; done && row < frame->rows; row++) {
    done = engine_poll_quietly(options, row, error);
    for (size_t i = 0; i < count; i++, at++) {
      if (near)
        picks.near[at] = (uint32_t)row;
      else
        picks.far[at] = row;
    }
  }
  for (size_t i = 0; i < frame->columns && done; i++)
    if (!is_among(columns, count, i))
      done = frame_add(result, frame->names[i],
                       column_pick(frame->column[i], &picks, options, error), error);
  picks_clear(&picks);
  return done;
}

static bool add_names(struct frame *result, const struct frame *frame, const size_t *columns,
                      size_t count, const char *names_to, const struct engine_options *options,
                      struct error *error) {
  struct dict *dict = dict_new();
  struct column *column = dict == NULL ? NULL : column_new(COLUMN_TEXT, result->rows, dict);
  bool done = column != NULL || error_memory(error);
  for (size_t i = 0; i < count && done; i++) {
    const char *name = frame->names[columns[i]];
    uint32_t code = dict_intern(dict, name, strlen(name));
    done = code != DICT_NONE || error_memory(error);
    for (size_t row = i, at = 0; row < result->rows && done; row += count, at++) {
      column->put.code[row] = code;
      done = engine_poll_quietly(options, at, error);
    }
  }
  dict_release(dict);
  if (done && column_narrow_large(column, options, error))
    return frame_add(result, names_to, column, error);
  column_release(column);
  return false;
}

static bool add_values(struct frame *result, const struct frame *frame, const size_t *columns,
                       size_t count, const char *values_to, const struct engine_options *options,
                       struct error *error) {
  const struct column **sources = calloc(count, sizeof(struct column *));
  for (size_t i = 0; sources != NULL && i < count; i++)
    sources[i] = frame->column[columns[i]];
  bool done = sources != NULL || error_memory(error);
  struct column *column = done ? pour_target(sources, count, result->rows, values_to, error) : NULL;
  done = column != NULL && pour_all(column, sources, count, POUR_BY_ROW, options, error);
  free(sources);
  if (done)
    return frame_add(result, values_to, column, error);
  column_release(column);
  return false;
}

struct frame *frame_pivot_longer(const struct frame *frame, const size_t *columns, size_t count,
                                 const char *names_to, const char *values_to,
                                 const struct engine_options *options, struct error *error) {
  if (count == 0) {
    error_set(error, ERROR_VALUE, "pivot_longer: name the columns to put under each other");
    return NULL;
  }
  if (!check_columns(frame, columns, count, "pivot_longer", error))
    return NULL;
  struct frame *result = frame_new(frame->rows * count);
  bool done = (result != NULL || error_memory(error)) &&
              add_repeated(result, frame, columns, count, options, error) &&
              add_names(result, frame, columns, count, names_to, options, error) &&
              add_values(result, frame, columns, count, values_to, options, error);
  return finish(result, done);
}

/* ---- bind ---- */

/* Names of `a` that `b` lacks, in a text; false when there are none. */
static bool names_lacking(const struct frame *a, const struct frame *b, char *names, size_t size) {
  names[0] = '\0';
  for (size_t i = 0; i < a->columns; i++) {
    size_t used = strlen(names);
    if (frame_find(b, a->names[i]) == SIZE_MAX && used + strlen(a->names[i]) + 5 < size) {
      strcpy(names + used, used == 0 ? "'" : ", '");
      strcat(names, a->names[i]);
      strcat(names, "'");
    }
  }
  return names[0] != '\0';
}

static bool check_bind(const struct frame *const *frames, size_t count, struct error *error) {
  char names[1024];
  if (count == 0)
    return error_set(error, ERROR_VALUE, "bind_rows: nothing to bind");
  for (size_t i = 1; i < count; i++) {
    if (names_lacking(frames[0], frames[i], names, sizeof names))
      return error_set(error, ERROR_VALUE,
                       "bind_rows: table %zu lacks %s, which table 1 has; add it with mutate, or "
                       "select what they share",
                       i + 1, names);
    if (names_lacking(frames[i], frames[0], names, sizeof names))
      return error_set(error, ERROR_VALUE,
                       "bind_rows: table 1 lacks %s, which table %zu has; add it with mutate, or "
                       "select what they share",
                       names, i + 1);
  }
  return true;
}

static bool bind_column(struct frame *result, const struct frame *const *frames, size_t count,
                        const char *name, const struct column **sources,
                        const struct engine_options *options, struct error *error) {
  for (size_t i = 0; i < count; i++)
    sources[i] = frames[i]->column[frame_find(frames[i], name)];
  struct column *column = pour_target(sources, count, result->rows, name, error);
  if (column != NULL && pour_all(column, sources, count, POUR_BEHIND, options, error))
    return frame_add(result, name, column, error);
  column_release(column);
  return false;
}

struct frame *frame_bind(const struct frame *const *frames, size_t count,
                         const struct engine_options *options, struct error *error) {
  if (!check_bind(frames, count, error))
    return NULL;
  size_t rows = 0;
  for (size_t i = 0; i < count; i++)
    rows += frames[i]->rows;
  struct frame *result = frame_new(rows);
  const struct column **sources = calloc(count, sizeof(struct column *));
  bool done = (result != NULL && sources != NULL) || error_memory(error);
  for (size_t i = 0; i < frames[0]->columns && done; i++)
    done = bind_column(result, frames, count, frames[0]->names[i], sources, options, error);
  free(sources);
  return finish(result, done);
}
