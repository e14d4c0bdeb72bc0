/* What every reading must hold, whatever the bytes: shared by the fuzz targets of the readers.
** A property that fails ends the program. */
#ifndef INDSATS_TESTS_FUZZ_READING_H
#define INDSATS_TESTS_FUZZ_READING_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "csv_write.h"
#include "read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void demand(bool holds, const char *claim) {
  if (holds)
    return;
  fprintf(stderr, "does not hold: %s\n", claim);
  abort();
}

static inline void check_error(const struct error *error) {
  demand(error->code != ERROR_NONE, "a failure has a code");
  demand(error->code != ERROR_MEMORY, "there is memory enough");
  size_t length = strlen(error->message);
  demand(length > 0 && length < ERROR_MESSAGE_SIZE, "a failure has a message");
  for (size_t at = 0; at < length;) {
    utf8proc_int32_t code;
    utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)error->message + at,
                                              (utf8proc_ssize_t)(length - at), &code);
    demand(bytes > 0, "a message is UTF-8");
    demand(code >= 0x20 || code == '\n', "a message holds no control characters");
    at += (size_t)bytes;
  }
}

static inline void check_column(const struct column *column, const struct frame *frame) {
  demand(column->length == frame->rows, "columns are as long as the frame");
  for (size_t row = 0; row < column->length; row++) {
    if (column_missing(column, row) != PRESENT)
      continue;
    if (column->type == COLUMN_TEXT)
      demand(column_code(column, row) < dict_size(column->dict), "codes are in the dictionary");
    if (column->type == COLUMN_NUMBER)
      demand(column_number(column, row) - column_number(column, row) == 0, "numbers are finite");
    if (column->type == COLUMN_BOOLEAN)
      demand(column_raw(column, row) <= 1, "booleans are 0 or 1");
  }
}

static inline bool same_value(const struct column *a, const struct column *b, size_t row) {
  size_t length, other;
  switch (a->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    return column_integer(a, row) == column_integer(b, row);
  case COLUMN_NUMBER:
    return column_number(a, row) == column_number(b, row);
  case COLUMN_BOOLEAN:
    return column_boolean(a, row) == column_boolean(b, row);
  case COLUMN_TEXT: {
    const char *text = column_text(a, row, &length);
    const char *back = column_text(b, row, &other);
    return length == other && memcmp(text, back, length) == 0;
  }
  default:
    return column_period(a, row) == column_period(b, row);
  }
}

static inline void check_same(const struct column *a, const struct column *b) {
  demand(a->type == b->type && a->scale == b->scale, "a type comes back");
  for (size_t row = 0; row < a->length; row++) {
    enum missing reason = column_missing(a, row);
    if (a->type == COLUMN_TEXT && reason != PRESENT && reason != MISSING_BLANK)
      continue; /* needs csv_options.missing to come back */
    size_t length = 1;
    if (a->type == COLUMN_TEXT && reason == PRESENT)
      column_text(a, row, &length);
    if (length == 0)
      continue; /* comes back blank */
    demand(column_missing(b, row) == reason, "a reason comes back");
    demand(reason != PRESENT || same_value(a, b, row), "a value comes back");
  }
}

/* Written with its types kept, a frame comes back as it was. */
static inline void check_round_trip(const struct frame *frame) {
  struct error error = {0};
  size_t length = 0;
  char *text = frame_csv_text(frame, NULL, &length, &error);
  demand(text != NULL, "what was read can be written");
  struct csv_type *types = calloc(frame->columns, sizeof *types);
  demand(types != NULL, "there is memory enough");
  for (size_t i = 0; i < frame->columns; i++)
    types[i] = (struct csv_type){frame->names[i], frame->column[i]->type};
  struct csv_options options = {.delimiter = ';',
                                .decimal = ',',
                                .encoding = "utf-8",
                                .types = types,
                                .types_count = frame->columns,
                                .allow_empty = true};
  struct frame *back = read_memory(text, length, "back.csv", &options, NULL, &error);
  if (back == NULL)
    fprintf(stderr, "%s\n", error.message);
  demand(back != NULL, "what was written can be read");
  demand(back->rows == frame->rows && back->columns == frame->columns, "the size comes back");
  for (size_t i = 0; i < frame->columns; i++) {
    demand(strcmp(back->names[i], frame->names[i]) == 0, "a name comes back");
    check_same(frame->column[i], back->column[i]);
  }
  frame_release(back);
  free(types);
  free(text);
}

static inline void check_reading(const uint8_t *data, size_t size,
                                 const struct csv_options *options) {
  struct error error = {0};
  struct dialect dialect = {0};
  struct frame *frame = read_memory((const char *)data, size, "fuzz", options, &dialect, &error);
  if (frame == NULL) {
    check_error(&error);
    return;
  }
  demand(error.code == ERROR_NONE, "a success leaves no error");
  demand(dialect.columns == frame->columns && dialect.rows == frame->rows,
         "the dialect tells the frame's size");
  for (size_t i = 0; i < frame->columns; i++)
    check_column(frame->column[i], frame);
  check_round_trip(frame);
  dialect_clear(&dialect);
  frame_release(frame);
}

#endif
