#include "pour.h"

#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "number.h"

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

bool pour_init(struct pour *pour, struct column *to, const struct column *from,
               struct error *error) {
  *pour = (struct pour){.to = to, .from = from};
  if (to->type != COLUMN_TEXT || to->dict == from->dict)
    return true;
  size_t size = dict_size(from->dict);
  pour->translation = malloc((size + 1) * sizeof *pour->translation);
  if (pour->translation == NULL)
    return error_memory(error);
  memset(pour->translation, 0xFF, (size + 1) * sizeof *pour->translation);
  return true;
}

void pour_clear(struct pour *pour) {
  free(pour->translation);
  pour->translation = NULL;
}

static bool pour_text(struct pour *pour, size_t from, size_t to, struct error *error) {
  uint32_t code = column_code(pour->from, from);
  if (pour->translation == NULL) {
    pour->to->put.code[to] = code;
    return true;
  }
  uint32_t *known = &pour->translation[code];
  if (*known == DICT_NONE) {
    size_t length;
    const char *text = dict_text(pour->from->dict, code, &length);
    *known = dict_intern(pour->to->dict, text, length);
    if (*known == DICT_NONE)
      return error_memory(error);
  }
  pour->to->put.code[to] = *known;
  return true;
}

static bool pour_exact(struct pour *pour, size_t from, size_t to, struct error *error) {
  int64_t factor = number_power10(pour->to->scale - pour->from->scale);
  if (!__builtin_mul_overflow(column_integer(pour->from, from), factor, &pour->to->put.integer[to]))
    return true;
  return error_set(error, ERROR_OVERFLOW, "row %zu: %lld does not fit in 64 bits with %d decimals",
                   from + 1, (long long)column_integer(pour->from, from), pour->to->scale);
}

bool pour_cell(struct pour *pour, size_t from, size_t to, struct error *error) {
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
  case COLUMN_TEXT:
    return pour_text(pour, from, to, error);
  case COLUMN_BOOLEAN:
    pour->to->put.boolean[to] = column_boolean(pour->from, from);
    return true;
  default:
    pour->to->put.period[to] = column_period(pour->from, from);
    return true;
  }
}
