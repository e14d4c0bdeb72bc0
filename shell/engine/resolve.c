/* Names and types: which column, which function, which kernel, what comes out. */
#include <stdlib.h>
#include <string.h>

#include "kernels.h"
#include "number.h"
#include "tree.h"

/* ---- conversions ---- */

static const struct function to_decimal = {
    .name = "decimal", .missing = MISSING_BY_OPERAND, .mark = MARKS_KEEP};
static const struct function to_number = {
    .name = "number", .missing = MISSING_BY_OPERAND, .mark = MARKS_KEEP};

/* Take out the conversions of an earlier resolve. */
static void unwrap_arguments(struct expression *call) {
  for (size_t i = 0; i < call->count; i++) {
    struct expression *argument = call->arguments[i];
    if (!argument->hidden)
      continue;
    call->arguments[i] = argument->arguments[0];
    argument->count = 0;
    expression_free(argument);
  }
}

static bool wrap_argument(struct expression *call, size_t index, enum column_type type, int scale,
                          struct error *error) {
  struct expression *wrap = calloc(1, sizeof *wrap);
  struct expression **arguments = calloc(1, sizeof(struct expression *));
  if (wrap == NULL || arguments == NULL) {
    free(wrap);
    free(arguments);
    return error_memory(error);
  }
  bool number = type == COLUMN_NUMBER;
  *wrap = (struct expression){.form = FORM_CALL,
                              .resolved = true,
                              .hidden = true,
                              .type = type,
                              .scale = scale,
                              .arguments = arguments,
                              .count = 1,
                              .function = number ? &to_number : &to_decimal,
                              .kernel = number ? kernel_to_number : kernel_to_decimal};
  arguments[0] = call->arguments[index];
  call->arguments[index] = wrap;
  return true;
}

bool convert_argument(struct expression *call, size_t index, enum column_type type, int scale,
                      struct error *error) {
  struct expression *argument = call->arguments[index];
  if (argument->untyped) {
    argument->type = type;
    argument->scale = scale;
    return true;
  }
  if (argument->type == type && (type != COLUMN_DECIMAL || argument->scale == scale))
    return true;
  return wrap_argument(call, index, type, scale, error);
}

static bool convert_all(struct expression *call, enum column_type type, int scale,
                        struct error *error) {
  for (size_t i = 0; i < call->count; i++)
    if (!convert_argument(call, i, type, scale, error))
      return false;
  return true;
}

/* ---- refusals ---- */

bool refuse_types(const struct expression *call, const char *takes, struct error *error) {
  char given[256] = "";
  size_t used = 0;
  for (size_t i = 0; i < call->count && used < sizeof given - 32; i++) {
    const char *between = i == 0 ? "" : i + 1 == call->count ? " and " : ", ";
    strcpy(given + used, between);
    const struct expression *argument = call->arguments[i];
    strcat(given + used, argument->untyped ? "missing" : column_type_name(argument->type));
    used = strlen(given);
  }
  error_set(error, ERROR_TYPE, "'%s' takes %s, not %s",
            strcmp(call->text, "negate") == 0 ? "-" : call->text, takes, given);
  for (size_t i = 0; i < call->count; i++) {
    const struct expression *argument = call->arguments[i];
    if (argument->stray != NULL && argument->stray->line > 0)
      error_add(error, "column '%s' is text because of '%s' in line %zu", argument->text,
                argument->stray->cell, argument->stray->line);
  }
  return false;
}

static bool all_numeric(const struct expression *call) {
  for (size_t i = 0; i < call->count; i++)
    if (!is_numeric(call->arguments[i]))
      return false;
  return true;
}

static bool any_number(const struct expression *call) {
  for (size_t i = 0; i < call->count; i++)
    if (call->arguments[i]->type == COLUMN_NUMBER)
      return true;
  return false;
}

static bool is_literal(const struct expression *e) {
  return e->form == FORM_LITERAL && e->missing == PRESENT;
}

static bool give(struct expression *call, enum column_type type, int scale,
                 kernel_function *kernel) {
  call->type = type;
  call->scale = scale;
  call->kernel = kernel;
  return true;
}

/* ---- arithmetic ---- */

static int larger_scale(const struct expression *call) {
  int scale = 0;
  for (size_t i = 0; i < call->count; i++)
    if (!call->arguments[i]->untyped && call->arguments[i]->scale > scale)
      scale = call->arguments[i]->scale;
  return scale;
}

static bool any_decimal(const struct expression *call) {
  for (size_t i = 0; i < call->count; i++)
    if (!call->arguments[i]->untyped && call->arguments[i]->type == COLUMN_DECIMAL)
      return true;
  return false;
}

static bool as_number(struct expression *call, struct error *error) {
  return convert_all(call, COLUMN_NUMBER, 0, error) &&
         give(call, COLUMN_NUMBER, 0, call->function->number);
}

/* p + n, n + p, p - n, p - q. */
static bool resolve_move(struct expression *call, struct error *error) {
  bool minus = call->function->mark == MARKS_MINUS;
  if (!minus && call->arguments[0]->type == COLUMN_INTEGER)
    return give(call, call->arguments[1]->type, 0, kernel_period_add);
  const struct expression *a = call->arguments[0];
  const struct expression *b = call->arguments[1];
  if (b->type == COLUMN_INTEGER)
    return give(call, a->type, 0, minus ? kernel_period_subtract : kernel_period_add);
  if (minus && is_time(b))
    return give(call, COLUMN_INTEGER, 0, kernel_period_difference);
  return refuse_types(
      call, minus ? "a period and an integer or a period" : "a period and an integer", error);
}

bool resolve_add(struct expression *call, struct error *error) {
  bool moves = call->function->mark == MARKS_OR && is_time(call->arguments[1]) &&
               call->arguments[0]->type == COLUMN_INTEGER;
  if (moves || is_time(call->arguments[0]))
    return resolve_move(call, error);
  if (!all_numeric(call))
    return refuse_types(call, "numbers", error);
  if (any_number(call))
    return as_number(call, error);
  if (!any_decimal(call))
    return give(call, COLUMN_INTEGER, 0, call->function->exact);
  int scale = larger_scale(call);
  return convert_all(call, COLUMN_DECIMAL, scale, error) &&
         give(call, COLUMN_DECIMAL, scale, call->function->exact);
}

bool resolve_multiply(struct expression *call, struct error *error) {
  if (!all_numeric(call))
    return refuse_types(call, "numbers", error);
  bool both_decimal =
      call->arguments[0]->type == COLUMN_DECIMAL && call->arguments[1]->type == COLUMN_DECIMAL;
  if (any_number(call) || both_decimal)
    return as_number(call, error);
  return give(call, any_decimal(call) ? COLUMN_DECIMAL : COLUMN_INTEGER, larger_scale(call),
              call->function->exact);
}

bool resolve_number(struct expression *call, struct error *error) {
  return all_numeric(call) ? as_number(call, error) : refuse_types(call, "numbers", error);
}

bool resolve_whole(struct expression *call, struct error *error) {
  if (!all_numeric(call))
    return refuse_types(call, "numbers", error);
  if (any_number(call) || any_decimal(call))
    return as_number(call, error);
  return give(call, COLUMN_INTEGER, 0, call->function->exact);
}

bool resolve_same(struct expression *call, struct error *error) {
  const struct expression *a = call->arguments[0];
  if (!is_numeric(a))
    return refuse_types(call, "a number", error);
  return give(call, a->type, a->scale,
              a->type == COLUMN_NUMBER ? call->function->number : call->function->exact);
}

bool resolve_to_integer(struct expression *call, struct error *error) {
  return resolve_same(call, error) && give(call, COLUMN_INTEGER, 0, call->kernel);
}

bool resolve_round(struct expression *call, struct error *error) {
  if (!is_numeric(call->arguments[0]))
    return refuse_types(call, "a number and how many digits", error);
  int64_t digits = 0;
  if (call->count == 2) {
    const struct expression *second = call->arguments[1];
    digits = second->value.integer;
    if (!is_literal(second) || second->type != COLUMN_INTEGER || digits < 0 || digits > 15)
      return error_set(error, ERROR_VALUE,
                       "'round' takes the digits as a whole number from 0 to 15, "
                       "such as round(x, 1)");
  }
  const struct expression *a = call->arguments[0];
  int scale = a->type == COLUMN_DECIMAL && a->scale > digits ? (int)digits : a->scale;
  return give(call, a->type, scale,
              a->type == COLUMN_NUMBER ? call->function->number : call->function->exact);
}

/* ---- comparison and logic ---- */

/* Bring the two sides together; exact where both are, so that no conversion blurs them. */
static bool resolve_sides(struct expression *call, bool order, struct error *error) {
  const struct expression *a = call->arguments[0];
  const struct expression *b = call->arguments[1];
  if (is_numeric(a) && is_numeric(b)) {
    if (!any_number(call))
      return give(call, COLUMN_BOOLEAN, 0, kernel_compare_exact);
    return convert_all(call, COLUMN_NUMBER, 0, error) &&
           give(call, COLUMN_BOOLEAN, 0, kernel_compare_number);
  }
  if (is_time(a) && is_time(b))
    return give(call, COLUMN_BOOLEAN, 0, kernel_compare_period);
  if (a->type == COLUMN_TEXT && b->type == COLUMN_TEXT)
    return give(call, COLUMN_BOOLEAN, 0, order ? kernel_order_text : kernel_equal_text);
  if (!order && a->type == COLUMN_BOOLEAN && b->type == COLUMN_BOOLEAN)
    return give(call, COLUMN_BOOLEAN, 0, kernel_compare_boolean);
  return refuse_types(call, order ? "two numbers, two texts or two periods" : "two of one type",
                      error);
}

bool resolve_equal(struct expression *call, struct error *error) {
  return resolve_sides(call, false, error);
}

bool resolve_order(struct expression *call, struct error *error) {
  return resolve_sides(call, true, error);
}

static bool comparable(const struct expression *a, const struct expression *b) {
  return a->type == b->type || (is_numeric(a) && is_numeric(b)) || (is_time(a) && is_time(b));
}

bool resolve_in(struct expression *call, struct error *error) {
  for (size_t i = 1; i < call->count; i++) {
    if (!is_literal(call->arguments[i]))
      return error_set(error, ERROR_VALUE, "'in' takes a list of plain values, such as in (1, 2)");
    if (!comparable(call->arguments[0], call->arguments[i]))
      return refuse_types(call, "values of one type", error);
  }
  return give(call, COLUMN_BOOLEAN, 0, call->function->exact);
}

bool resolve_logic(struct expression *call, struct error *error) {
  for (size_t i = 0; i < call->count; i++)
    if (call->arguments[i]->type != COLUMN_BOOLEAN)
      return refuse_types(call, call->count == 1 ? "a boolean" : "two booleans", error);
  return give(call, COLUMN_BOOLEAN, 0, call->function->exact);
}

bool resolve_is(struct expression *call, struct error *error) {
  (void)error;
  return give(call, COLUMN_BOOLEAN, 0, call->function->exact);
}

/* Give the arguments from `first` on one type, which is that of the call. */
static bool resolve_branches(struct expression *call, size_t first, struct error *error) {
  const struct expression *model = NULL;
  bool numeric = true;
  bool number = false;
  bool decimal = false;
  int scale = 0;
  for (size_t i = first; i < call->count; i++) {
    const struct expression *argument = call->arguments[i];
    if (argument->untyped)
      continue;
    if (model != NULL && argument->type != model->type &&
        !(is_numeric(model) && is_numeric(argument)))
      return refuse_types(call, "values of one type", error);
    model = argument;
    numeric = is_numeric(argument);
    number = number || argument->type == COLUMN_NUMBER;
    decimal = decimal || argument->type == COLUMN_DECIMAL;
    scale = argument->scale > scale ? argument->scale : scale;
  }
  if (model == NULL)
    return error_set(error, ERROR_TYPE, "'%s' of nothing but missing has no type", call->text);
  enum column_type type = model->type;
  if (numeric)
    type = number ? COLUMN_NUMBER : decimal ? COLUMN_DECIMAL : COLUMN_INTEGER;
  scale = type == COLUMN_DECIMAL ? scale : 0;
  for (size_t i = first; i < call->count; i++)
    if (!convert_argument(call, i, type, scale, error))
      return false;
  return give(call, type, scale, call->function->exact);
}

bool resolve_if_else(struct expression *call, struct error *error) {
  if (call->arguments[0]->type != COLUMN_BOOLEAN || call->arguments[0]->untyped)
    return refuse_types(call, "a condition and two values", error);
  return resolve_branches(call, 1, error);
}

bool resolve_coalesce(struct expression *call, struct error *error) {
  return resolve_branches(call, 0, error);
}

/* ---- text and time ---- */

bool resolve_text(struct expression *call, struct error *error) {
  for (size_t i = 0; i < call->count; i++)
    if (call->arguments[i]->type != COLUMN_TEXT)
      return refuse_types(call, call->count == 1 ? "a text" : "two texts; text(x) makes one",
                          error);
  return give(call, COLUMN_TEXT, 0, call->function->exact);
}

bool resolve_text_test(struct expression *call, struct error *error) {
  if (call->arguments[0]->type != COLUMN_TEXT || call->arguments[1]->type != COLUMN_TEXT)
    return refuse_types(call, "two texts", error);
  if (!is_literal(call->arguments[1]))
    return error_set(error, ERROR_VALUE, "'%s' takes a plain text to look for, such as %s(x, 'ab')",
                     call->text, call->text);
  return give(call, COLUMN_BOOLEAN, 0, call->function->exact);
}

bool resolve_to_text(struct expression *call, struct error *error) {
  (void)error;
  return give(call, COLUMN_TEXT, 0, call->function->exact);
}

static bool resolve_time(struct expression *call, enum column_type type, struct error *error) {
  if (!is_time(call->arguments[0]))
    return refuse_types(call, "a period", error);
  return give(call, type, 0, call->function->exact);
}

bool resolve_time_integer(struct expression *call, struct error *error) {
  return resolve_time(call, COLUMN_INTEGER, error);
}

bool resolve_time_text(struct expression *call, struct error *error) {
  return resolve_time(call, COLUMN_TEXT, error);
}

bool resolve_time_period(struct expression *call, struct error *error) {
  return resolve_time(call, COLUMN_PERIOD, error);
}

bool resolve_time_date(struct expression *call, struct error *error) {
  return resolve_time(call, COLUMN_DATE, error);
}

bool resolve_period_add(struct expression *call, struct error *error) {
  if (!is_time(call->arguments[0]) || call->arguments[1]->type != COLUMN_INTEGER)
    return refuse_types(call, "a period and an integer", error);
  return give(call, call->arguments[0]->type, 0, call->function->exact);
}

bool resolve_text_period(struct expression *call, struct error *error) {
  if (call->arguments[0]->type != COLUMN_TEXT)
    return refuse_types(call, "a text", error);
  return give(call, COLUMN_PERIOD, 0, call->function->exact);
}

/* ---- the tree ---- */

static bool check_count(const struct expression *call, struct error *error) {
  const struct function *function = call->function;
  if (call->count >= function->least &&
      (function->most == UINT8_MAX || call->count <= function->most))
    return true;
  if (function->most == UINT8_MAX)
    return error_set(error, ERROR_VALUE, "'%s' takes %d arguments or more, not %zu", call->text,
                     function->least, call->count);
  if (function->least == function->most)
    return error_set(error, ERROR_VALUE, "'%s' takes %d argument%s, not %zu", call->text,
                     function->least, function->least == 1 ? "" : "s", call->count);
  return error_set(error, ERROR_VALUE, "'%s' takes %d to %d arguments, not %zu", call->text,
                   function->least, function->most, call->count);
}

/* A bare `missing` has no type of its own, and comparing with it is never true. */
static bool check_untyped(const struct expression *call, struct error *error) {
  bool takes = call->function->mark == MARKS_BY_KERNEL;
  for (size_t i = 0; i < call->count && !takes; i++)
    if (call->arguments[i]->untyped)
      return error_set(error, ERROR_TYPE,
                       "'%s' cannot take a bare missing; to ask for missing cells write "
                       "is_missing(x)",
                       call->text);
  return true;
}

static bool resolve_call(struct expression *call, const struct frame *frame, struct error *error) {
  unwrap_arguments(call);
  call->function = function_find(call->text);
  if (call->function == NULL)
    return error_set(error, ERROR_VALUE, "there is no function '%s'", call->text);
  if (!check_count(call, error))
    return false;
  for (size_t i = 0; i < call->count; i++) {
    if (call->arguments[i]->untyped)
      continue;
    if (!expression_resolve(call->arguments[i], frame, error))
      return false;
  }
  return check_untyped(call, error) && call->function->resolve(call, error);
}

static bool resolve_column(struct expression *e, const struct frame *frame, struct error *error) {
  e->column = frame_find(frame, e->text);
  if (e->column == SIZE_MAX)
    return error_set(error, ERROR_VALUE, "there is no column '%s'", e->text);
  const struct column *column = frame->column[e->column];
  e->type = column->type;
  e->scale = column->scale;
  e->stray = &column->stray;
  return true;
}

bool expression_resolve(struct expression *expression, const struct frame *frame,
                        struct error *error) {
  expression->resolved = false;
  bool done = true;
  if (expression->untyped)
    done = error_set(error, ERROR_TYPE, "a bare missing has no type");
  else if (expression->form == FORM_COLUMN)
    done = resolve_column(expression, frame, error);
  else if (expression->form == FORM_CALL)
    done = resolve_call(expression, frame, error);
  expression->resolved = done;
  return done;
}
