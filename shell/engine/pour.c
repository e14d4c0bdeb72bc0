#include "pour.h"

#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "number.h"
#include "put.h"
#include "stretch.h"

static bool is_numeric(enum column_type type) {
  return type == COLUMN_INTEGER || type == COLUMN_DECIMAL || type == COLUMN_NUMBER;
}

static bool no_common_type(const struct column *a, const struct column *b, const char *name,
                           struct error *error) {
  error_set(error, ERROR_TYPE, "'%s': a %s column and a %s column have no common type", name,
            column_type_name(a->type), column_type_name(b->type));
  const struct stray *stray = a->stray.line > 0 ? &a->stray : &b->stray;
  if (stray->line > 0)
    error_add(error, "one is text because of '%s' in line %zu", stray->cell, stray->line);
  return false;
}

/* The type and scale that hold all; enum column_type is in order of promotion for numbers. */
static bool common_type(const struct column *const *columns, size_t count, const char *name,
                        enum column_type *type, int *scale, struct error *error) {
  *type = columns[0]->type;
  *scale = 0;
  for (size_t i = 0; i < count; i++) {
    if (columns[i]->type != columns[0]->type &&
        !(is_numeric(columns[i]->type) && is_numeric(columns[0]->type)))
      return no_common_type(columns[0], columns[i], name, error);
    *type = columns[i]->type > *type ? columns[i]->type : *type;
    *scale = columns[i]->scale > *scale ? columns[i]->scale : *scale;
  }
  *scale = *type == COLUMN_DECIMAL ? *scale : 0;
  return true;
}

/* The one dictionary of all, or a new one. NULL without memory. */
static struct dict *common_dict(const struct column *const *columns, size_t count) {
  for (size_t i = 1; i < count; i++)
    if (columns[i]->dict != columns[0]->dict)
      return dict_new();
  return dict_retain(columns[0]->dict);
}

struct column *pour_target(const struct column *const *columns, size_t count, size_t length,
                           const char *name, struct error *error) {
  enum column_type type;
  int scale;
  if (!common_type(columns, count, name, &type, &scale, error))
    return NULL;
  struct dict *dict = type == COLUMN_TEXT ? common_dict(columns, count) : NULL;
  bool done = type != COLUMN_TEXT || dict != NULL;
  struct column *column = done ? column_new(type, length, dict) : NULL;
  dict_release(dict);
  if (column == NULL) {
    error_memory(error);
    return NULL;
  }
  column->scale = scale;
  for (size_t i = 0; i < count; i++) {
    for (size_t reason = 0; reason < MISSING_REASONS; reason++)
      column->skipped[reason] += columns[i]->skipped[reason];
    column->computed = column->computed || columns[i]->computed;
    if (column->stray.line == 0)
      column->stray = columns[i]->stray;
  }
  return column;
}

/* From one source into the target. */
struct pour {
  struct column *to;
  const struct column *from;
  uint32_t *translation; /* of codes; NULL where both share a dictionary */
};

/* Codes are translated in the order of the rows that show them. */
static bool translate(struct pour *pour, size_t row, struct error *error) {
  uint32_t code = column_code(pour->from, row);
  if (pour->translation[code] != DICT_NONE || column_missing(pour->from, row) != PRESENT)
    return true;
  size_t length;
  const char *text = dict_text(pour->from->dict, code, &length);
  pour->translation[code] = dict_intern(pour->to->dict, text, length);
  return pour->translation[code] != DICT_NONE || error_memory(error);
}

static bool pour_init(struct pour *pour, struct column *to, const struct column *from,
                      const struct engine_options *options, struct error *error) {
  *pour = (struct pour){.to = to, .from = from};
  if (to->type != COLUMN_TEXT || to->dict == from->dict)
    return true;
  size_t size = dict_size(from->dict);
  pour->translation = malloc((size + 1) * sizeof *pour->translation);
  if (pour->translation == NULL)
    return error_memory(error);
  memset(pour->translation, 0xFF, (size + 1) * sizeof *pour->translation);
  for (size_t row = 0; row < from->length; row++)
    if (!translate(pour, row, error) || !engine_poll_row(options, row, from->length, error))
      return false;
  return true;
}

static bool pour_exact(struct pour *pour, size_t from, size_t to, struct error *error) {
  int64_t factor = number_power10(pour->to->scale - pour->from->scale);
  if (!__builtin_mul_overflow(column_integer(pour->from, from), factor, &pour->to->put.integer[to]))
    return true;
  return error_set(error, ERROR_OVERFLOW, "row %zu: %lld does not fit in 64 bits with %d decimals",
                   from + 1, (long long)column_integer(pour->from, from), pour->to->scale);
}

/* ---- cell by cell, from another type ---- */

/* Put the cell of row `from` into row `to`, with reason and mark. */
static bool pour_cell(struct pour *pour, size_t from, size_t to, struct error *error) {
  enum missing reason = column_missing(pour->from, from);
  if (reason != PRESENT)
    return column_set_missing(pour->to, to, reason) || error_memory(error);
  if (!column_set_mark(pour->to, to, column_mark(pour->from, from)))
    return error_memory(error);
  switch (pour->to->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    return pour_exact(pour, from, to, error);
  case COLUMN_NUMBER:
    pour->to->put.number[to] = cell_number(pour->from, from);
    return true;
  default: /* of one type and scale, see below */
    return false;
  }
}

static bool convert_all(struct pour *pours, size_t count, enum pour_order order,
                        const struct engine_options *options, struct error *error) {
  size_t before = 0;
  for (size_t i = 0; i < count; i++) {
    size_t rows = pours[i].from->length;
    for (size_t row = 0; row < rows; row++)
      if (!engine_poll_row(options, row, rows, error) ||
          !pour_cell(&pours[i], row, order == POUR_BY_ROW ? row * count + i : before + row, error))
        return false;
    before += rows;
  }
  return true;
}

/* ---- many at a time, from the same type ---- */

enum { BLOCK = 1024 };

struct pouring {
  struct pour *pours;
  size_t count;
  struct column *to;
};

/* Whether what the source stores is what the target does. */
static bool stores_alike(const struct column *a, const struct column *b) {
  return a->width == b->width && a->base == b->base && a->dict == b->dict;
}

/* Some cells of a source as the target stores them; those that are missing are zero. */
static struct cells load(const struct pour *pour, size_t row, size_t count, void *values,
                         uint8_t *missing) {
  uint64_t wide[BLOCK];
  size_t width = pour->to->width;
  bool alike = stores_alike(pour->from, pour->to);
  struct cells cells = {.mark = pour->from->mark == NULL ? NULL : pour->from->mark + row};
  if (!alike || pour->from->gaps != NULL)
    cells = column_load(pour->from, row, count, alike ? wide : values, missing);
  if (alike)
    cells.values = (const char *)pour->from->data + row * width;
  if (cells.values != values)
    memcpy(values, cells.values, count * width);
  for (size_t i = 0; cells.missing != NULL && i < count; i++)
    if (missing[i] != PRESENT)
      memset((char *)values + i * width, 0, width);
  uint32_t *code = values;
  for (size_t i = 0; pour->translation != NULL && i < count; i++)
    if (cells.missing == NULL || missing[i] == PRESENT)
      code[i] = pour->translation[code[i]];
  return cells;
}

/* Where all sources store alike, so may the target. */
static bool store_as_sources(struct column *to, const struct column *const *sources, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (sources[i]->type != to->type || sources[i]->scale != to->scale ||
        !stores_alike(sources[i], sources[0]))
      return true;
  if (sources[0]->dict != to->dict || sources[0]->width == to->width)
    return true;
  void *data = calloc(to->length + 1, sources[0]->width);
  if (data == NULL)
    return false;
  free(to->data);
  to->data = data;
  to->width = sources[0]->width;
  to->base = sources[0]->base;
  return true;
}

/* Rows of the target, each source behind the one before. */
static bool pour_behind(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  const struct pouring *p = context;
  size_t width = p->to->width;
  uint8_t missing[BLOCK];
  size_t start = 0;
  (void)worker;
  for (size_t i = 0; i < p->count; start += p->pours[i++].from->length) {
    size_t end = start + p->pours[i].from->length;
    size_t last = to < end ? to : end;
    for (size_t at = from > start ? from : start; at < last; at += BLOCK) {
      size_t count = last - at < BLOCK ? last - at : BLOCK;
      struct cells cells =
          load(&p->pours[i], at - start, count, (char *)p->to->data + at * width, missing);
      if (!column_put_reasons(p->to, at, count, cells.missing) ||
          !column_put_marks(p->to, at, count, cells.mark))
        return error_memory(error);
    }
  }
  return true;
}

/* What one source has of some rows goes to every `count`th place of the target. */
static void spread(const struct pouring *p, size_t source, size_t row, size_t rows, void *values,
                   uint8_t *missing, uint8_t *marks) {
  uint8_t reasons[BLOCK];
  size_t width = p->to->width;
  struct cells cells = load(&p->pours[source], row, rows, values, reasons);
  char *to = (char *)p->to->data + (row * p->count + source) * width;
  for (size_t i = 0; i < rows; i++) {
    size_t at = i * p->count + source;
    memcpy(to + i * p->count * width, (char *)values + i * width, width);
    missing[at] = cells.missing == NULL ? PRESENT : reasons[i];
    marks[at] = cells.mark == NULL ? MARK_EXACT : cells.mark[i];
  }
}

/* Rows of the sources. */
static bool pour_by_row(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  const struct pouring *p = context;
  uint64_t values[BLOCK];
  uint8_t *missing = malloc(BLOCK * p->count);
  uint8_t *marks = malloc(BLOCK * p->count);
  bool done = missing != NULL && marks != NULL;
  (void)worker;
  for (size_t row = from; done && row < to; row += BLOCK) {
    size_t rows = to - row < BLOCK ? to - row : BLOCK;
    for (size_t i = 0; i < p->count; i++)
      spread(p, i, row, rows, values, missing, marks);
    done = column_put_reasons(p->to, row * p->count, rows * p->count, missing) &&
           column_put_marks(p->to, row * p->count, rows * p->count, marks);
  }
  free(missing);
  free(marks);
  return done || error_memory(error);
}

static bool move_all(struct pour *pours, size_t count, enum pour_order order,
                     const struct engine_options *options, struct error *error) {
  struct pouring pouring = {pours, count, pours[0].to};
  struct stretches stretches = {
      .rows = pours[0].to->length, .options = options, .work = pour_behind, .context = &pouring};
  if (order == POUR_BY_ROW) {
    stretches.rows = pours[0].from->length;
    stretches.work = pour_by_row;
  }
  return stretches_run(&stretches, error);
}

/* What marked cells lie between; few columns have any. */
static bool pour_bounds(const struct pour *pours, size_t count, enum pour_order order,
                        struct error *error) {
  size_t before = 0;
  for (size_t i = 0; i < count; i++) {
    const struct column *from = pours[i].from;
    for (size_t row = 0; from->bounds != NULL && row < from->length; row++) {
      size_t to = order == POUR_BY_ROW ? row * count + i : before + row;
      if (!column_put_bounds(pours[i].to, to, 1, &from->bounds[row]))
        return error_memory(error);
    }
    before += from->length;
  }
  return true;
}

bool pour_all(struct column *to, const struct column *const *sources, size_t count,
              enum pour_order order, const struct engine_options *options, struct error *error) {
  struct pour *pours = calloc(count + 1, sizeof *pours);
  bool done = (pours != NULL && store_as_sources(to, sources, count)) || error_memory(error);
  bool same = true;
  for (size_t i = 0; i < count && done; i++) {
    done = pour_init(&pours[i], to, sources[i], options, error);
    same = same && sources[i]->type == to->type && sources[i]->scale == to->scale;
  }
  done = done && (same ? move_all : convert_all)(pours, count, order, options, error) &&
         pour_bounds(pours, count, order, error) && column_narrow_large(to, options, error);
  for (size_t i = 0; pours != NULL && i < count; i++)
    free(pours[i].translation);
  free(pours);
  return done;
}
