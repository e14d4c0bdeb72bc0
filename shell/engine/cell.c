#include "cell.h"

#include <stdio.h>
#include <string.h>

#include "mark.h"
#include "period.h"

void value_write(char buffer[NUMBER_SIZE], enum column_type type, int scale, const void *data,
                 size_t index) {
  switch (type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    number_write_scaled(buffer, NUMBER_SIZE, ((const int64_t *)data)[index], scale, ',');
    break;
  case COLUMN_NUMBER:
    number_write(buffer, NUMBER_SIZE, ((const double *)data)[index], ',');
    break;
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    period_id(buffer, ((const int32_t *)data)[index]);
    break;
  default:
    snprintf(buffer, NUMBER_SIZE, "%s", ((const uint8_t *)data)[index] != 0 ? "ja" : "nej");
  }
}

const char *cell_text(const struct column *column, size_t row, char buffer[NUMBER_SIZE],
                      size_t *length) {
  if (column->type == COLUMN_TEXT)
    return column_text(column, row, length);
  uint64_t value;
  uint8_t missing;
  struct cells cell = column_load(column, row, 1, &value, &missing);
  value_write(buffer, column->type, column->scale, cell.values, 0);
  *length = strlen(buffer);
  return buffer;
}

/* Append bytes up to the last whole character that fits. */
static size_t append(char *buffer, size_t size, size_t used, const char *text, size_t length) {
  if (used + length + 1 > size) {
    length = size - used - 1;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
      length--;
  }
  memcpy(buffer + used, text, length);
  buffer[used + length] = '\0';
  return used + length;
}

void cell_describe(char *buffer, size_t size, const struct frame *frame, const size_t *keys,
                   size_t count, size_t row) {
  size_t used = 0;
  buffer[0] = '\0';
  if (count == 0)
    append(buffer, size, 0, "all rows", strlen("all rows"));
  for (size_t i = 0; i < count; i++) {
    const struct column *column = frame->column[keys[i]];
    const char *name = frame->names[keys[i]];
    char number[NUMBER_SIZE];
    enum missing reason = column_missing(column, row);
    size_t length = strlen(missing_name(reason));
    const char *text = missing_name(reason);
    if (reason == PRESENT)
      text = cell_text(column, row, number, &length);
    used = append(buffer, size, used, ", ", i > 0 ? 2 : 0);
    used = append(buffer, size, used, name, strlen(name));
    used = append(buffer, size, used, reason == PRESENT ? " " : " missing: ",
                  reason == PRESENT ? 1 : strlen(" missing: "));
    used = append(buffer, size, used, text, length);
  }
}

double cell_number(const struct column *column, size_t row) {
  if (column->type == COLUMN_NUMBER)
    return column_number(column, row);
  return number_from_scaled(column_integer(column, row), column->scale);
}

struct bounds cell_bounds(const struct column *column, size_t row) {
  return bounds_of(cell_number(column, row), column_mark(column, row),
                   column->bounds == NULL ? bounds_none() : column->bounds[row]);
}

bool column_refuse(const struct frame *frame, size_t index, const char *function, const char *takes,
                   struct error *error) {
  const struct column *column = frame->column[index];
  error_set(error, ERROR_TYPE, "%s(%s): %s takes %s, and the column is %s", function,
            frame->names[index], function, takes, column_type_name(column->type));
  if (column->stray.line > 0)
    error_add(error, "column '%s' is text because of '%s' in line %zu", frame->names[index],
              column->stray.cell, column->stray.line);
  return false;
}
