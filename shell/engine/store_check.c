#include "store_check.h"

#include <math.h>
#include <string.h>
#include <utf8proc.h>

#include "period.h"

bool store_check_utf8(const char *bytes, size_t length) {
  size_t at = 0;
  if (memchr(bytes, '\0', length) != NULL)
    return false;
  while (at < length) {
    utf8proc_int32_t point;
    utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
                                             (utf8proc_ssize_t)(length - at), &point);
    if (step <= 0)
      return false;
    at += (size_t)step;
  }
  return true;
}

#define GREATEST(name, word)                                                                       \
  static uint64_t name(const struct column *column) {                                              \
    const word *value = column->data;                                                              \
    word greatest = 0;                                                                             \
    for (size_t row = 0; row < column->length; row++)                                              \
      greatest = value[row] > greatest ? value[row] : greatest;                                    \
    return greatest;                                                                               \
  }
GREATEST(greatest_1, uint8_t)
GREATEST(greatest_2, uint16_t)
GREATEST(greatest_4, uint32_t)

static uint64_t greatest_stored(const struct column *column) {
  return (column->width == 1 ? greatest_1 : column->width == 2 ? greatest_2 : greatest_4)(column);
}

/* A text column without texts may have missing cells only, all stored as 0. */
static bool check_codes(const struct column *column) {
  size_t size = dict_size(column->dict);
  if (size > 0)
    return column->length == 0 || greatest_stored(column) < size;
  for (size_t row = 0; row < column->length; row++)
    if (column_missing(column, row) == PRESENT || column_raw(column, row) != 0)
      return false;
  return true;
}

static bool check_numbers(const struct column *column) {
  const double *value = column->data;
  bool fine = true;
  for (size_t row = 0; row < column->length; row++)
    fine &= isfinite(value[row]) != 0;
  return fine;
}

static bool check_period(const struct column *column, int64_t value) {
  if (value < INT32_MIN || value > INT32_MAX || !period_is_valid((period_t)value))
    return false;
  return column->type == COLUMN_PERIOD || period_kind((period_t)value) == PERIOD_DAY;
}

static bool check_periods(const struct column *column) {
  for (size_t row = 0; row < column->length; row++) {
    int64_t value = (int64_t)((uint64_t)column->base + column_raw(column, row));
    value = column_is_wide(column) ? column_period(column, row) : value;
    if (column_missing(column, row) == PRESENT && !check_period(column, value))
      return false;
  }
  return true;
}

/* Between two periods of one kind there are none but of that kind. */
static bool check_times(const struct column *column) {
  if (column->length == 0 || column_is_wide(column))
    return check_periods(column);
  int64_t last = (int64_t)((uint64_t)column->base + greatest_stored(column));
  bool whole = check_period(column, column->base) && check_period(column, last) &&
               period_kind((period_t)column->base) == period_kind((period_t)last);
  return whole || check_periods(column);
}

bool store_check_values(const struct column *column) {
  switch (column->type) {
  case COLUMN_TEXT:
    return check_codes(column);
  case COLUMN_BOOLEAN:
    return column->length == 0 || greatest_1(column) <= 1;
  case COLUMN_NUMBER:
    return check_numbers(column);
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    return check_times(column);
  default:
    return true;
  }
}
