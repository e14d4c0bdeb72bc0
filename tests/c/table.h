/* Small tables and expressions written as text, for tests.
**
** table("omraade:text antal:integer", "Hedensted 12\nHorsens .") makes a frame; show(frame) writes
** one back in the same form. Cells are parted by blanks. A missing cell is `.` suppressed, `..`
** unavailable, `_` blank, `?` unmatched, `-` none, `!` undefined. A mark stands before the value:
** `>=5` at least, `<=5` at most, `~5` inexact. Types: integer decimal1 decimal2 number text period
** date boolean (ja, nej).
**
** parse("(+ antal 1)") makes an expression: names are columns, 12 an integer, 1,5 a decimal, 1.5 a
** number, 'ab' a text, @2019Q3 a period or date, ja and nej booleans, missing a bare missing. */
#ifndef INDSATS_TESTS_TABLE_H
#define INDSATS_TESTS_TABLE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "expression.h"
#include "frame.h"
#include "period.h"
#include "suite.h"

static const char *const test_signs[] = {NULL, ".", "..", "_", "?", "-", "!", "~"};
static const char *const test_marks[] = {"", ">=", "<=", "~"};
static const char *const test_types[] = {"integer", "decimal", "number", "text",
                                         "period",  "date",    "boolean"};

static inline int64_t test_scaled(const char *text, int scale) {
  int64_t value = 0;
  int decimals = -1;
  for (const char *at = text + (*text == '-'); *at != '\0'; at++) {
    if (*at == ',') {
      decimals = 0;
      continue;
    }
    value = value * 10 + (*at - '0');
    decimals += decimals >= 0;
  }
  for (decimals = decimals < 0 ? 0 : decimals; decimals < scale; decimals++)
    value *= 10;
  return *text == '-' ? -value : value;
}

static inline void test_put(struct column *column, size_t row, const char *text) {
  for (size_t reason = 1; reason < MISSING_REASONS; reason++)
    if (strcmp(text, test_signs[reason]) == 0) {
      assert_true(column_set_missing(column, row, (enum missing)reason));
      return;
    }
  for (size_t mark = 1; mark < 4; mark++)
    if (strncmp(text, test_marks[mark], strlen(test_marks[mark])) == 0) {
      assert_true(column_set_mark(column, row, (enum mark)mark));
      text += strlen(test_marks[mark]);
      break;
    }
  switch (column->type) {
  case COLUMN_INTEGER:
    column->put.integer[row] = strtoll(text, NULL, 10);
    break;
  case COLUMN_DECIMAL:
    column->put.integer[row] = test_scaled(text, column->scale);
    break;
  case COLUMN_NUMBER:
    column->put.number[row] = strtod(text, NULL);
    break;
  case COLUMN_TEXT:
    column->put.code[row] = dict_intern(column->dict, text, strlen(text));
    break;
  case COLUMN_BOOLEAN:
    column->put.boolean[row] = strcmp(text, "ja") == 0;
    break;
  default:
    column->put.period[row] = period_parse(text, strlen(text));
    assert_int_not_equal(column_period(column, row), PERIOD_INVALID);
  }
}

static inline struct column *test_column(const char *type, size_t rows) {
  size_t which = 0;
  while (strncmp(type, test_types[which], strlen(test_types[which])) != 0)
    assert_true(++which < COLUMN_TYPES);
  struct dict *dict = which == COLUMN_TEXT ? dict_new() : NULL;
  struct column *column = column_new((enum column_type)which, rows, dict);
  dict_release(dict);
  assert_non_null(column);
  if (which == COLUMN_DECIMAL)
    column->scale = atoi(type + strlen("decimal"));
  return column;
}

static inline struct frame *table(const char *head, const char *body) {
  char heads[512], bodies[4096];
  struct column *columns[16];
  char *names[16];
  size_t count = 0, cells = 0;
  snprintf(heads, sizeof heads, "%s", head);
  snprintf(bodies, sizeof bodies, "%s", body);
  char *copies[512];
  for (char *at = strtok(bodies, " \n"); at != NULL; at = strtok(NULL, " \n"))
    copies[cells++] = at;
  for (char *at = strtok(heads, " "); at != NULL; at = strtok(NULL, " "))
    names[count++] = at;
  struct frame *frame = frame_new(cells / count);
  for (size_t i = 0; i < count; i++) {
    char *colon = strchr(names[i], ':');
    *colon = '\0';
    columns[i] = test_column(colon + 1, cells / count);
    for (size_t row = 0; row < cells / count; row++)
      test_put(columns[i], row, copies[row * count + i]);
    assert_true(column_narrow(columns[i])); /* as those of a file are */
    assert_true(frame_add(frame, names[i], columns[i], NULL));
  }
  return frame;
}

static inline void test_show_cell(char *out, const struct column *column, size_t row) {
  char buffer[NUMBER_SIZE];
  size_t length;
  enum missing reason = column_missing(column, row);
  if (reason != PRESENT) {
    assert_int_equal(column_mark(column, row), MARK_EXACT);
    strcat(out, test_signs[reason]);
    return;
  }
  strcat(out, test_marks[column_mark(column, row)]);
  strcat(out, cell_text(column, row, buffer, &length));
}

static inline const char *show_column(const struct column *column) {
  static char out[8192];
  snprintf(out, sizeof out, "%s:", test_types[column->type]);
  if (column->type == COLUMN_DECIMAL)
    snprintf(out, sizeof out, "decimal%d:", column->scale);
  for (size_t row = 0; row < column->length; row++) {
    strcat(out, " ");
    test_show_cell(out, column, row);
  }
  return out;
}

static inline const char *show(const struct frame *frame) {
  static char out[8192];
  out[0] = '\0';
  for (size_t i = 0; i < frame->columns; i++) {
    strcat(out, i == 0 ? "" : " ");
    strcat(out, frame->names[i]);
  }
  for (size_t row = 0; row < frame->rows; row++) {
    strcat(out, "\n");
    for (size_t i = 0; i < frame->columns; i++) {
      strcat(out, i == 0 ? "" : " ");
      test_show_cell(out, frame->column[i], row);
    }
  }
  return out;
}

/* The result of a verb is as expected; both frames are given up. */
static inline void assert_shows(struct frame *result, const struct error *error,
                                const char *expected) {
  if (result == NULL)
    fail_msg("%s", error->message);
  assert_string_equal(show(result), expected);
  frame_release(result);
}

/* A verb was refused with a code and a message that holds a part. */
static inline void assert_refused(struct frame *result, const struct error *error,
                                  enum error_code code, const char *part) {
  assert_null(result);
  assert_int_equal(error->code, code);
  if (strstr(error->message, part) == NULL)
    fail_msg("\"%s\" does not say \"%s\"", error->message, part);
}

/* ---- expressions ---- */

static inline struct expression *test_atom(const char *word) {
  bool digits = strspn(word + (*word == '-'), "0123456789,.e-") == strlen(word + (*word == '-'));
  if (word[0] == '\'')
    return expression_text(word + 1, strlen(word) - 2);
  if (word[0] == '@')
    return expression_period(period_parse(word + 1, strlen(word + 1)));
  if (strcmp(word, "ja") == 0 || strcmp(word, "nej") == 0)
    return expression_boolean(word[0] == 'j');
  if (strcmp(word, "missing") == 0)
    return expression_missing(MISSING_BLANK);
  if (digits && strpbrk(word, "0123456789") != NULL) {
    const char *comma = strchr(word, ',');
    if (comma != NULL)
      return expression_decimal(test_scaled(word, (int)strlen(comma + 1)), (int)strlen(comma + 1));
    if (strpbrk(word, ".e") != NULL)
      return expression_number(strtod(word, NULL));
    return expression_integer(strtoll(word, NULL, 10));
  }
  return expression_column(word);
}

static inline size_t test_word(const char **at, char word[64]) {
  size_t length = strcspn(*at, " ()");
  if (**at == '\'')
    length = (size_t)(strchr(*at + 1, '\'') - *at) + 1;
  snprintf(word, 64, "%.*s", (int)length, *at);
  *at += length;
  return length;
}

static inline struct expression *test_parse(const char **at) {
  char word[64];
  while (**at == ' ')
    (*at)++;
  if (**at != '(') {
    test_word(at, word);
    return test_atom(word);
  }
  (*at)++;
  test_word(at, word);
  struct expression *arguments[16];
  size_t count = 0;
  for (; **at != ')'; count++) {
    arguments[count] = test_parse(at);
    while (**at == ' ')
      (*at)++;
  }
  (*at)++;
  return expression_call(word, arguments, count);
}

static inline struct expression *parse(const char *text) {
  return test_parse(&text);
}

#endif
