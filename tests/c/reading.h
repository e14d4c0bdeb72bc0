/* What the tests of reading share: read a text, show the frame as text, look into errors. */
#ifndef INDSATS_TESTS_READING_H
#define INDSATS_TESTS_READING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "period.h"
#include "read.h"
#include "suite.h"

/* A string literal with its length, so that it may hold NUL bytes. */
#define BYTES(text) (text), sizeof(text) - 1

static inline struct frame *read_bytes(const char *bytes, size_t length,
                                       const struct csv_options *options, struct dialect *dialect) {
  struct error error = {0};
  struct frame *frame = read_memory(bytes, length, "t.csv", options, dialect, &error);
  if (frame == NULL)
    fail_msg("%s", error.message);
  return frame;
}

static inline void show_value(char *to, size_t size, const struct column *column, size_t row) {
  switch (column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    number_write_scaled(to, size, column_integer(column, row), column->scale, ',');
    break;
  case COLUMN_NUMBER:
    number_write(to, size, column_number(column, row), ',');
    break;
  case COLUMN_TEXT:
    snprintf(to, size, "%s", column_text(column, row, NULL));
    break;
  case COLUMN_BOOLEAN:
    snprintf(to, size, "%s", column_boolean(column, row) ? "ja" : "nej");
    break;
  default:
    period_id(to, column_period(column, row));
  }
}

/* "name type | name decimal(1)\nvalue | <suppressed>\n..." */
static inline void show_frame(char *to, size_t size, const struct frame *frame) {
  size_t used = 0;
  for (size_t i = 0; i < frame->columns; i++) {
    const struct column *column = frame->column[i];
    used += (size_t)snprintf(to + used, size - used, "%s%s %s", i > 0 ? " | " : "", frame->names[i],
                             column_type_name(column->type));
    if (column->type == COLUMN_DECIMAL)
      used += (size_t)snprintf(to + used, size - used, "(%d)", column->scale);
  }
  for (size_t row = 0; row < frame->rows; row++)
    for (size_t i = 0; i < frame->columns; i++) {
      char value[NUMBER_SIZE];
      enum missing reason = column_missing(frame->column[i], row);
      if (reason == PRESENT)
        show_value(value, sizeof value, frame->column[i], row);
      else
        snprintf(value, sizeof value, "<%s>", missing_name(reason));
      used += (size_t)snprintf(to + used, size - used, "%s%s", i > 0 ? " | " : "\n", value);
    }
}

static inline void assert_bytes_read(const char *bytes, size_t length,
                                     const struct csv_options *options, const char *expected) {
  char shown[8192];
  struct frame *frame = read_bytes(bytes, length, options, NULL);
  show_frame(shown, sizeof shown, frame);
  frame_release(frame);
  assert_string_equal(shown, expected);
}

static inline void assert_read(const char *text, const struct csv_options *options,
                               const char *expected) {
  assert_bytes_read(text, strlen(text), options, expected);
}

/* An error with this code at this place, whose message holds each of the texts (NULL ends). */
static inline void assert_bytes_refused(const char *bytes, size_t length,
                                        const struct csv_options *options, enum error_code code,
                                        size_t line, size_t column, const char *const *parts) {
  struct error error = {0};
  struct frame *frame = read_memory(bytes, length, "t.csv", options, NULL, &error);
  if (frame != NULL) {
    char shown[4096];
    show_frame(shown, sizeof shown, frame);
    frame_release(frame);
    fail_msg("was read, though it should not be:\n%s", shown);
  }
  for (; *parts != NULL; parts++)
    if (strstr(error.message, *parts) == NULL)
      fail_msg("the message holds no\n%s\nbut is\n%s", *parts, error.message);
  assert_int_equal(error.code, code);
  assert_int_equal(error.line, line);
  assert_int_equal(error.column, column);
}

#define PARTS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define assert_refused(text, options, line, column, ...)                                           \
  assert_bytes_refused(BYTES(text), options, ERROR_DATA, line, column, PARTS(__VA_ARGS__))

#endif
