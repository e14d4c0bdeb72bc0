#include "expression.h"

#include <stdlib.h>
#include <string.h>

#include "tree.h"

static struct expression *new_expression(enum expression_form form, enum column_type type) {
  struct expression *e = calloc(1, sizeof *e);
  if (e != NULL) {
    e->form = form;
    e->type = type;
  }
  return e;
}

static struct expression *with_text(struct expression *e, const char *text, size_t length) {
  if (e == NULL)
    return NULL;
  e->text = malloc(length + 1);
  if (e->text == NULL) {
    expression_free(e);
    return NULL;
  }
  memcpy(e->text, text, length);
  e->text[length] = '\0';
  e->length = length;
  return e;
}

struct expression *expression_integer(int64_t value) {
  struct expression *e = new_expression(FORM_LITERAL, COLUMN_INTEGER);
  if (e != NULL)
    e->value.integer = value;
  return e;
}

struct expression *expression_decimal(int64_t scaled, int scale) {
  struct expression *e = new_expression(FORM_LITERAL, COLUMN_DECIMAL);
  if (e != NULL) {
    e->value.integer = scaled;
    e->scale = scale;
  }
  return e;
}

struct expression *expression_number(double value) {
  struct expression *e = new_expression(FORM_LITERAL, COLUMN_NUMBER);
  if (e != NULL)
    e->value.number = value + 0.0; /* no -0 */
  return e;
}

struct expression *expression_text(const char *text, size_t length) {
  return with_text(new_expression(FORM_LITERAL, COLUMN_TEXT), text, length);
}

struct expression *expression_period(period_t period) {
  bool date = period_kind(period) == PERIOD_DAY;
  struct expression *e = new_expression(FORM_LITERAL, date ? COLUMN_DATE : COLUMN_PERIOD);
  if (e != NULL)
    e->value.period = period;
  return e;
}

struct expression *expression_boolean(bool value) {
  struct expression *e = new_expression(FORM_LITERAL, COLUMN_BOOLEAN);
  if (e != NULL)
    e->value.boolean = value;
  return e;
}

struct expression *expression_missing(enum missing reason) {
  struct expression *e = new_expression(FORM_LITERAL, COLUMN_BOOLEAN);
  if (e != NULL) {
    e->missing = reason;
    e->untyped = true;
  }
  return e;
}

struct expression *expression_column(const char *name) {
  return with_text(new_expression(FORM_COLUMN, COLUMN_BOOLEAN), name, strlen(name));
}

struct expression *expression_call(const char *name, struct expression *const *arguments,
                                   size_t count) {
  struct expression *e = with_text(new_expression(FORM_CALL, COLUMN_BOOLEAN), name, strlen(name));
  struct expression **copy = calloc(count + 1, sizeof(struct expression *));
  bool whole = e != NULL && copy != NULL;
  for (size_t i = 0; i < count; i++)
    whole = whole && arguments[i] != NULL;
  if (whole) {
    if (count > 0)
      memcpy(copy, arguments, count * sizeof(struct expression *));
    e->arguments = copy;
    e->count = count;
    return e;
  }
  for (size_t i = 0; i < count; i++)
    expression_free(arguments[i]);
  free(copy);
  expression_free(e);
  return NULL;
}

void expression_free(struct expression *expression) {
  if (expression == NULL)
    return;
  for (size_t i = 0; i < expression->count; i++)
    expression_free(expression->arguments[i]);
  free(expression->arguments);
  free(expression->text);
  free(expression);
}

enum column_type expression_type(const struct expression *expression) {
  return expression->type;
}

int expression_scale(const struct expression *expression) {
  return expression->scale;
}
