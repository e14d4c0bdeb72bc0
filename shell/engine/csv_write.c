#include "csv_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "period.h"
#include "replace.h"

struct output {
  char *text;
  size_t length;
  size_t room;
  bool no_memory;
  char delimiter;
  char decimal;
  bool excel_safe;
  const char *newline;
};

/* ---- text ---- */

static void put(struct output *output, const char *text, size_t length) {
  if (output->no_memory)
    return;
  if (length > output->room - output->length) {
    size_t room = (output->length + length) * 2 + 256;
    char *grown = room > output->room ? realloc(output->text, room) : NULL;
    if (grown == NULL) {
      output->no_memory = true;
      return;
    }
    output->text = grown;
    output->room = room;
  }
  if (length > 0)
    memcpy(output->text + output->length, text, length);
  output->length += length;
}

/* A text that libcsv would not give back as it is: it trims blanks and ends at these. */
static bool needs_quotes(const struct output *output, const char *text, size_t length) {
  if (length == 0)
    return false;
  if (memchr(" \t", text[0], 2) != NULL || memchr(" \t", text[length - 1], 2) != NULL)
    return true;
  for (size_t i = 0; i < length; i++)
    if (text[i] == output->delimiter || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
      return true;
  return false;
}

static void put_quoted(struct output *output, const char *text, size_t length) {
  put(output, "\"", 1);
  while (length > 0) {
    const char *quote = memchr(text, '"', length);
    size_t plain = quote == NULL ? length : (size_t)(quote - text) + 1;
    put(output, text, plain);
    if (quote != NULL)
      put(output, "\"", 1);
    text += plain;
    length -= plain;
  }
  put(output, "\"", 1);
}

static void put_field(struct output *output, const char *text, size_t length) {
  if (needs_quotes(output, text, length))
    put_quoted(output, text, length);
  else
    put(output, text, length);
}

/* ---- cells ---- */

static bool is_formula(const char *text, size_t length) {
  return length > 0 && memchr("=+-@\t\r", text[0], 6) != NULL;
}

static bool put_text(struct output *output, const struct column *column, size_t row) {
  size_t length;
  const char *text = column_text(column, row, &length);
  if (!output->excel_safe || !is_formula(text, length)) {
    put_field(output, text, length);
    return true;
  }
  char *safe = malloc(length + 1);
  if (safe == NULL)
    return false;
  safe[0] = '\'';
  memcpy(safe + 1, text, length);
  put_field(output, safe, length + 1);
  free(safe);
  return true;
}

static void put_value(struct output *output, const struct column *column, size_t row) {
  char buffer[NUMBER_SIZE] = "";
  switch (column->type) {
  case COLUMN_INTEGER:
    number_write_scaled(buffer, sizeof buffer, column_integer(column, row), 0, output->decimal);
    break;
  case COLUMN_DECIMAL:
    number_write_scaled(buffer, sizeof buffer, column_integer(column, row), column->scale,
                        output->decimal);
    break;
  case COLUMN_NUMBER:
    number_write(buffer, sizeof buffer, column_number(column, row), output->decimal);
    break;
  case COLUMN_BOOLEAN:
    snprintf(buffer, sizeof buffer, "%s", column_boolean(column, row) ? "ja" : "nej");
    break;
  default:
    period_id(buffer, column_period(column, row));
    break;
  }
  put_field(output, buffer, strlen(buffer));
}

static bool put_cell(struct output *output, const struct column *column, size_t row) {
  enum missing reason = column_missing(column, row);
  if (reason != PRESENT) {
    put(output, missing_sign(reason), strlen(missing_sign(reason)));
    return true;
  }
  if (column->type == COLUMN_TEXT)
    return put_text(output, column, row);
  put_value(output, column, row);
  return true;
}

/* A row of one empty cell would be an empty line, which is no row. */
static void close_row(struct output *output, size_t start) {
  if (output->length == start)
    put(output, "\"\"", 2);
  put(output, output->newline, strlen(output->newline));
}

static bool put_row(struct output *output, const struct frame *frame, size_t row) {
  size_t start = output->length;
  for (size_t i = 0; i < frame->columns; i++) {
    if (i > 0)
      put(output, &output->delimiter, 1);
    if (!put_cell(output, frame->column[i], row))
      return false;
  }
  close_row(output, start);
  return !output->no_memory;
}

/* A header that a reader would take for something else than CSV (source.c, read.c). */
static bool is_mistakable(const char *name) {
  static const char *const beginnings[] = {"<",    "{",    "[",    "%PDF", "PK",
                                           "\x1F", "Fork", "fork", "FORK", "\xEF\xBB\xBF"};
  for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++)
    if (strncmp(name, beginnings[i], strlen(beginnings[i])) == 0)
      return true;
  return false;
}

static bool put_header(struct output *output, const struct frame *frame) {
  for (size_t i = 0; i < frame->columns; i++) {
    if (i > 0)
      put(output, &output->delimiter, 1);
    if (i == 0 && is_mistakable(frame->names[i]))
      put_quoted(output, frame->names[i], strlen(frame->names[i]));
    else
      put_field(output, frame->names[i], strlen(frame->names[i]));
  }
  put(output, output->newline, strlen(output->newline));
  return !output->no_memory;
}

enum { WRITE_POLL_ROWS = 8192 };

char *frame_csv_text(const struct frame *frame, const struct csv_write_options *options,
                     size_t *length, struct error *error) {
  static const struct csv_write_options plain;
  if (options == NULL)
    options = &plain;
  if (frame->columns == 0) {
    error_set(error, ERROR_VALUE, "a table without columns cannot be written");
    return NULL;
  }
  struct output output = {.delimiter = options->delimiter != 0 ? options->delimiter : ';',
                          .decimal = options->decimal != 0 ? options->decimal : ',',
                          .excel_safe = options->excel_safe,
                          .newline = options->crlf ? "\r\n" : "\n"};
  if (options->bom)
    put(&output, "\xEF\xBB\xBF", 3);
  bool done = put_header(&output, frame);
  bool stopped = false;
  for (size_t row = 0; done && row < frame->rows; row++) {
    stopped = row % WRITE_POLL_ROWS == 0 && !engine_poll(options->engine, row, frame->rows, error);
    done = !stopped && put_row(&output, frame, row);
  }
  if (!done) {
    free(output.text);
    if (!stopped)
      error_memory(error);
    return NULL;
  }
  *length = output.length;
  return output.text;
}

bool frame_write_csv(const struct frame *frame, const char *path,
                     const struct csv_write_options *options, struct error *error) {
  size_t length;
  char *text = frame_csv_text(frame, options, &length, error);
  if (text == NULL)
    return false;
  bool written = file_replace(path, text, length, options == NULL ? NULL : options->engine,
                              error) != REPLACE_FAILED;
  free(text);
  return written;
}
