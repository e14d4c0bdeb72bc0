#include "column.h"

#include <stdlib.h>
#include <string.h>

#include "period.h"

static const struct {
  const char *name;
  size_t width;
} types[COLUMN_TYPES] = {
    [COLUMN_INTEGER] = {"integer", sizeof(int64_t)},
    [COLUMN_DECIMAL] = {"decimal", sizeof(int64_t)},
    [COLUMN_NUMBER] = {"number", sizeof(double)},
    [COLUMN_TEXT] = {"text", sizeof(uint32_t)},
    [COLUMN_PERIOD] = {"period", sizeof(int32_t)},
    [COLUMN_DATE] = {"date", sizeof(int32_t)},
    [COLUMN_BOOLEAN] = {"boolean", sizeof(uint8_t)},
};

static const struct {
  const char *name;
  const char *sign;
} reasons[MISSING_REASONS] = {
    [PRESENT] = {"present", ""},
    [MISSING_SUPPRESSED] = {"suppressed", "."},
    [MISSING_UNAVAILABLE] = {"unavailable", ".."},
    [MISSING_BLANK] = {"blank", ""},
    [MISSING_UNMATCHED] = {"unmatched", "?"},
    [MISSING_NONE] = {"none", "-"},
    [MISSING_UNDEFINED] = {"undefined", "!"},
};

size_t column_width(enum column_type type) {
  return types[type].width;
}

const char *column_type_name(enum column_type type) {
  return types[type].name;
}

const char *missing_name(enum missing reason) {
  return reasons[reason].name;
}

const char *missing_sign(enum missing reason) {
  return reasons[reason].sign;
}

struct column *column_new(enum column_type type, size_t length, struct dict *dict) {
  struct column *column = calloc(1, sizeof *column);
  if (column == NULL)
    return NULL;
  atomic_init(&column->references, 1);
  column->type = type;
  column->length = length;
  column->data = calloc(length > 0 ? length : 1, types[type].width);
  if (column->data == NULL) {
    column_release(column);
    return NULL;
  }
  column->dict = dict != NULL ? dict_retain(dict) : NULL;
  return column;
}

struct column *column_retain(struct column *column) {
  atomic_fetch_add(&column->references, 1);
  return column;
}

void column_release(struct column *column) {
  if (column == NULL || atomic_fetch_sub(&column->references, 1) != 1)
    return;
  free(column->data);
  free(column->missing);
  free(column->mark);
  dict_release(column->dict);
  free(column);
}

/* Write a byte into an array that stands only once it holds something other than zero. */
static bool set_byte(uint8_t **bytes, size_t length, size_t row, uint8_t value) {
  if (*bytes == NULL) {
    if (value == 0)
      return true;
    *bytes = calloc(length > 0 ? length : 1, 1);
    if (*bytes == NULL)
      return false;
  }
  (*bytes)[row] = value;
  return true;
}

bool column_set_missing(struct column *column, size_t row, enum missing reason) {
  return set_byte(&column->missing, column->length, row, (uint8_t)reason);
}

bool column_set_mark(struct column *column, size_t row, enum mark mark) {
  return set_byte(&column->mark, column->length, row, (uint8_t)mark);
}

bool column_counts_everywhere(const struct column *column) {
  if (!column_counts(column))
    return false;
  for (size_t row = 0; row < column->length; row++)
    if (column_missing(column, row) == PRESENT &&
        (column_negative(column, row) || (column_mark(column, row) & MARK_AT_MOST) != 0))
      return false;
  return true;
}

const char *column_text(const struct column *column, size_t row, size_t *length) {
  return dict_text(column->dict, column->code[row], length);
}

/* What a gathered column takes over whole from its source. */
static void copy_facts(struct column *to, const struct column *from) {
  to->scale = from->scale;
  to->stray = from->stray;
  to->computed = from->computed;
  memcpy(to->skipped, from->skipped, sizeof to->skipped);
}

struct column *column_gather(const struct column *column, const size_t *rows, size_t count) {
  struct column *result = column_new(column->type, count, column->dict);
  if (result == NULL)
    return NULL;
  copy_facts(result, column);
  size_t width = types[column->type].width;
  const char *from = column->data;
  char *to = result->data;
  for (size_t i = 0; i < count; i++) {
    bool found = rows[i] != SIZE_MAX;
    if (found)
      memcpy(to + i * width, from + rows[i] * width, width);
    enum missing reason = found ? column_missing(column, rows[i]) : MISSING_UNMATCHED;
    enum mark mark = found ? column_mark(column, rows[i]) : MARK_EXACT;
    if (!column_set_missing(result, i, reason) || !column_set_mark(result, i, mark)) {
      column_release(result);
      return NULL;
    }
  }
  return result;
}

unsigned column_period_kinds(const struct column *column) {
  unsigned kinds = 0;
  if (column->type != COLUMN_PERIOD && column->type != COLUMN_DATE)
    return 0;
  for (size_t i = 0; i < column->length; i++)
    if (column_missing(column, i) == PRESENT)
      kinds |= 1u << period_kind(column->period[i]);
  return kinds;
}
