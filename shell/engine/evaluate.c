/* Evaluation block by block. Every node of the tree gets an evaluator with buffers for one block;
** columns are looked at in place, literals are written out once. */
#include <stdlib.h>
#include <string.h>

#include "kernels.h"
#include "mark.h"
#include "tree.h"

struct evaluator {
  const struct expression *expression;
  const struct column *column; /* of FORM_COLUMN */
  struct evaluator **arguments;
  const struct vector **vectors; /* of the arguments, for the block at hand */
  size_t count;
  struct vector result;
  void *values;
  uint8_t *missing;
  uint8_t *mark;
  struct dict *dict;
  struct code_map *map;
  struct collator *collator;
};

static void evaluator_free(struct evaluator *evaluator) {
  if (evaluator == NULL)
    return;
  for (size_t i = 0; i < evaluator->count; i++) {
    evaluator_free(evaluator->arguments[i]);
    if (evaluator->map != NULL)
      free(evaluator->map[i].value);
  }
  free(evaluator->arguments);
  free(evaluator->vectors);
  free(evaluator->values);
  free(evaluator->missing);
  free(evaluator->mark);
  free(evaluator->map);
  dict_release(evaluator->dict);
  collator_close(evaluator->collator);
  free(evaluator);
}

/* ---- what kernels call ---- */

bool step_overflow(const struct step *step, size_t i, struct error *error) {
  const char *name = step->call->hidden ? "conversion to more decimals" : step->call->text;
  error_set(error, ERROR_OVERFLOW, "'%s' in row %zu: the result does not fit in 64 bits",
            strcmp(name, "negate") == 0 ? "-" : name, step->row + i + 1);
  if (step->call->type == COLUMN_INTEGER || step->call->type == COLUMN_DECIMAL)
    error_add(error, "where a rounded answer will do, divide first: x / 1 is a number");
  return false;
}

uint32_t *step_remember(struct step *step, size_t k, uint32_t code, struct error *error) {
  struct code_map *map = &step->map[k];
  if (code >= map->size) {
    size_t size = dict_size(step->argument[k]->dict);
    size = size > map->size * 2 ? size : map->size * 2;
    uint32_t *value = realloc(map->value, size * sizeof *value);
    if (value == NULL) {
      error_memory(error);
      return NULL;
    }
    memset(value + map->size, 0xFF, (size - map->size) * sizeof *value);
    map->value = value;
    map->size = size;
  }
  return &map->value[code];
}

bool step_translate(struct step *step, size_t k, uint32_t code, uint32_t *own,
                    struct error *error) {
  const struct dict *dict = step->argument[k]->dict;
  if (dict == step->dict) {
    *own = code;
    return true;
  }
  uint32_t *known = step_remember(step, k, code, error);
  if (known == NULL)
    return false;
  if (*known == CODE_UNKNOWN) {
    size_t length;
    const char *text = dict_text(dict, code, &length);
    *known = dict_intern(step->dict, text, length);
    if (*known == DICT_NONE)
      return error_memory(error);
  }
  *own = *known;
  return true;
}

/* ---- building ---- */

static void fill_value(struct evaluator *evaluator, size_t i) {
  const struct expression *e = evaluator->expression;
  switch (e->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    ((int64_t *)evaluator->values)[i] = e->missing == PRESENT ? e->value.integer : 0;
    break;
  case COLUMN_NUMBER:
    ((double *)evaluator->values)[i] = e->missing == PRESENT ? e->value.number : 0;
    break;
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    ((int32_t *)evaluator->values)[i] = e->missing == PRESENT ? e->value.period : 0;
    break;
  case COLUMN_BOOLEAN:
    ((uint8_t *)evaluator->values)[i] = e->missing == PRESENT ? e->value.boolean : 0;
    break;
  default:
    ((uint32_t *)evaluator->values)[i] = 0;
  }
}

static bool prepare_literal(struct evaluator *evaluator, size_t block, struct error *error) {
  const struct expression *e = evaluator->expression;
  for (size_t i = 0; i < block; i++)
    fill_value(evaluator, i);
  memset(evaluator->missing, (int)e->missing, block);
  evaluator->result.missing = e->missing == PRESENT ? NULL : evaluator->missing;
  if (e->type != COLUMN_TEXT)
    return true;
  evaluator->dict = dict_new();
  if (evaluator->dict == NULL)
    return error_memory(error);
  evaluator->result.dict = evaluator->dict;
  if (e->missing == PRESENT && dict_intern(evaluator->dict, e->text, e->length) == DICT_NONE)
    return error_memory(error);
  return true;
}

/* A call's own dictionary: that of the arguments of its type when they share one, so that nothing
** need be translated, else a new one. */
static bool prepare_dict(struct evaluator *evaluator, struct error *error) {
  struct dict *shared = NULL;
  bool one = evaluator->expression->function->mark == MARKS_BY_KERNEL;
  bool any = evaluator->expression->type == COLUMN_TEXT;
  for (size_t i = 0; i < evaluator->count; i++) {
    if (evaluator->arguments[i]->expression->type != COLUMN_TEXT)
      continue;
    struct dict *dict = evaluator->arguments[i]->result.dict;
    one = one && (shared == NULL || dict == shared);
    shared = dict;
    any = true;
  }
  if (!any)
    return true;
  evaluator->dict = one && shared != NULL ? dict_retain(shared) : dict_new();
  evaluator->result.dict = evaluator->dict;
  return evaluator->dict != NULL || error_memory(error);
}

static struct evaluator *evaluator_new(const struct expression *e, const struct frame *frame,
                                       size_t block, struct error *error);

static bool prepare_call(struct evaluator *evaluator, const struct frame *frame, size_t block,
                         struct error *error) {
  const struct expression *e = evaluator->expression;
  evaluator->arguments = calloc(e->count + 1, sizeof(struct evaluator *));
  evaluator->vectors = calloc(e->count + 1, sizeof(struct vector *));
  evaluator->map = calloc(e->count + 1, sizeof *evaluator->map);
  evaluator->mark = calloc(block, 1);
  if (evaluator->arguments == NULL || evaluator->vectors == NULL || evaluator->map == NULL ||
      evaluator->mark == NULL)
    return error_memory(error);
  evaluator->count = e->count;
  for (size_t i = 0; i < e->count; i++) {
    evaluator->arguments[i] = evaluator_new(e->arguments[i], frame, block, error);
    if (evaluator->arguments[i] == NULL)
      return false;
  }
  return prepare_dict(evaluator, error);
}

static struct evaluator *evaluator_new(const struct expression *e, const struct frame *frame,
                                       size_t block, struct error *error) {
  struct evaluator *evaluator = calloc(1, sizeof *evaluator);
  if (evaluator == NULL) {
    error_memory(error);
    return NULL;
  }
  evaluator->expression = e;
  evaluator->result.type = e->type;
  evaluator->result.scale = e->scale;
  if (e->form == FORM_COLUMN) {
    evaluator->column = frame->column[e->column];
    evaluator->result.dict = evaluator->column->dict;
    return evaluator;
  }
  evaluator->values = calloc(block, column_width(e->type));
  evaluator->missing = calloc(block, 1);
  evaluator->result.data = evaluator->values;
  bool done = (evaluator->values != NULL && evaluator->missing != NULL) || error_memory(error);
  if (done && e->form == FORM_LITERAL)
    done = prepare_literal(evaluator, block, error);
  else if (done)
    done = prepare_call(evaluator, frame, block, error);
  if (done)
    return evaluator;
  evaluator_free(evaluator);
  return NULL;
}

/* ---- marks ---- */

static enum mark mark_at(const struct vector *vector, size_t i) {
  return vector->mark == NULL ? MARK_EXACT : (enum mark)vector->mark[i];
}

/* -1, 0 or 1. */
static int sign_at(const struct vector *vector, size_t i) {
  if (vector->type == COLUMN_NUMBER)
    return (vector->number[i] > 0) - (vector->number[i] < 0);
  return (vector->integer[i] > 0) - (vector->integer[i] < 0);
}

static enum mark mark_of(enum mark_rule rule, const struct step *step, size_t i) {
  const struct vector *a = step->argument[0];
  const struct vector *b = step->argument[step->call->count > 1 ? 1 : 0];
  enum mark of_a = mark_at(a, i);
  switch (rule) {
  case MARKS_OR:
    return of_a | mark_at(b, i);
  case MARKS_MINUS:
    return of_a | mark_flip(mark_at(b, i));
  case MARKS_FLIP:
    return mark_flip(of_a);
  case MARKS_TIMES:
    return mark_of_product(of_a, sign_at(a, i), mark_at(b, i), sign_at(b, i));
  case MARKS_OVER:
    return mark_of_quotient(of_a, sign_at(a, i), mark_at(b, i), sign_at(b, i));
  case MARKS_KEEP:
    return of_a;
  case MARKS_ABSOLUTE:
    if (of_a == MARK_EXACT || (of_a == MARK_AT_LEAST && sign_at(a, i) >= 0))
      return of_a;
    return MARK_INEXACT;
  case MARKS_INEXACT:
    for (size_t k = 0; k < step->call->count; k++)
      if (vector_present(step->argument[k], i) && mark_at(step->argument[k], i) != MARK_EXACT)
        return MARK_INEXACT;
    return MARK_EXACT;
  default:
    return MARK_EXACT;
  }
}

/* Whether the block has any marks; fills those of the present results. */
static bool apply_marks(struct step *step) {
  enum mark_rule rule = step->call->function->mark;
  bool any = false;
  for (size_t k = 0; k < step->call->count; k++)
    any = any || step->argument[k]->mark != NULL;
  if (!any || rule == MARKS_NONE)
    return false;
  for (size_t i = 0; i < step->count; i++) {
    if (step->missing[i] != PRESENT)
      step->mark[i] = MARK_EXACT;
    else if (rule != MARKS_BY_KERNEL)
      step->mark[i] = (uint8_t)mark_of(rule, step, i);
  }
  return true;
}

/* ---- running ---- */

/* A result is missing with the reason of its leftmost missing operand. */
static void apply_missing(struct step *step) {
  memset(step->missing, PRESENT, step->count);
  if (step->call->function->missing == MISSING_BY_KERNEL)
    return;
  for (size_t k = step->call->count; k-- > 0;) {
    const uint8_t *missing = step->argument[k]->missing;
    for (size_t i = 0; missing != NULL && i < step->count; i++)
      if (missing[i] != PRESENT)
        step->missing[i] = missing[i];
  }
}

static void look_at_column(struct evaluator *evaluator, size_t row) {
  const struct column *column = evaluator->column;
  evaluator->result.data = (const char *)column->data + row * column_width(column->type);
  evaluator->result.missing = column->missing == NULL ? NULL : column->missing + row;
  evaluator->result.mark = column->mark == NULL ? NULL : column->mark + row;
}

/* The values of `count` rows from `row`; they stand until the next call. */
static const struct vector *evaluate_block(struct evaluator *evaluator, size_t row, size_t count,
                                           struct error *error) {
  if (evaluator->column != NULL)
    look_at_column(evaluator, row);
  if (evaluator->expression->form != FORM_CALL)
    return &evaluator->result;
  for (size_t k = 0; k < evaluator->count; k++) {
    evaluator->vectors[k] = evaluate_block(evaluator->arguments[k], row, count, error);
    if (evaluator->vectors[k] == NULL)
      return NULL;
  }
  struct step step = {.call = evaluator->expression,
                      .argument = evaluator->vectors,
                      .count = count,
                      .row = row,
                      .out = evaluator->values,
                      .missing = evaluator->missing,
                      .mark = evaluator->mark,
                      .dict = evaluator->dict,
                      .map = evaluator->map,
                      .collator = &evaluator->collator};
  apply_missing(&step);
  memset(step.mark, MARK_EXACT, count);
  if (!evaluator->expression->kernel(&step, error))
    return NULL;
  evaluator->result.missing = evaluator->missing;
  evaluator->result.mark = apply_marks(&step) ? evaluator->mark : NULL;
  return &evaluator->result;
}

/* Put a block into a column; values of missing cells become zero. */
static bool append_block(struct column *column, size_t row, size_t count,
                         const struct vector *vector, struct error *error) {
  size_t width = column_width(column->type);
  char *to = (char *)column->data + row * width;
  memcpy(to, vector->data, count * width);
  for (size_t i = 0; i < count; i++) {
    enum missing reason = vector->missing == NULL ? PRESENT : (enum missing)vector->missing[i];
    enum mark mark = mark_at(vector, i);
    if (reason != PRESENT) {
      memset(to + i * width, 0, width);
      if (!column_set_missing(column, row + i, reason))
        return error_memory(error);
    } else if (mark != MARK_EXACT && !column_set_mark(column, row + i, mark)) {
      return error_memory(error);
    }
  }
  return true;
}

static struct column *evaluate_rows(struct evaluator *evaluator, size_t rows, size_t block,
                                    const struct engine_options *options, struct error *error) {
  const struct vector *result = &evaluator->result;
  struct column *column = column_new(result->type, rows, result->dict);
  if (column == NULL) {
    error_memory(error);
    return NULL;
  }
  column->scale = result->scale;
  for (size_t row = 0; row < rows; row += block) {
    size_t count = rows - row < block ? rows - row : block;
    if (!engine_poll(options, row, rows, error) ||
        evaluate_block(evaluator, row, count, error) == NULL ||
        !append_block(column, row, count, result, error)) {
      column_release(column);
      return NULL;
    }
  }
  return column;
}

/* ---- what is known of a result as a whole ---- */

static const struct expression *beneath_conversion(const struct expression *e) {
  return e->hidden ? e->arguments[0] : e;
}

static bool is_literal_count(const struct expression *e) {
  if (e->form != FORM_LITERAL || e->untyped || !is_numeric(e))
    return false;
  return e->type == COLUMN_NUMBER ? e->value.number >= 0 : e->value.integer >= 0;
}

/* Whether a hidden cell cannot be negative, nor any other: sums and products of such columns and
** literals, and their quotients by literals. */
static bool is_count(const struct expression *outer, const struct frame *frame) {
  const struct expression *e = beneath_conversion(outer);
  if (!is_numeric(e))
    return false;
  if (e->form == FORM_LITERAL)
    return is_literal_count(e);
  if (e->form == FORM_COLUMN)
    return column_counts_everywhere(frame->column[e->column]);
  bool quotient = strcmp(e->text, "/") == 0;
  if (!quotient && strcmp(e->text, "+") != 0 && strcmp(e->text, "*") != 0)
    return false;
  if (quotient && beneath_conversion(e->arguments[1])->form != FORM_LITERAL)
    return false;
  return is_count(e->arguments[0], frame) && is_count(e->arguments[1], frame);
}

static bool uses_column(const struct expression *e, size_t column) {
  if (e->form == FORM_COLUMN)
    return e->column == column;
  for (size_t i = 0; i < e->count; i++)
    if (uses_column(e->arguments[i], column))
      return true;
  return false;
}

static void note_facts(struct column *result, const struct expression *expression,
                       const struct frame *frame) {
  result->computed = !is_count(expression, frame);
  for (size_t i = 0; i < frame->columns; i++)
    for (size_t reason = 0; reason < MISSING_REASONS && uses_column(expression, i); reason++)
      result->skipped[reason] += frame->column[i]->skipped[reason];
}

/* The block to use: no larger than the frame, so that small frames need small buffers. */
static size_t block_for(const struct engine_options *options, size_t rows) {
  size_t block = engine_block(options);
  return rows < block ? rows + 1 : block;
}

struct column *expression_evaluate(const struct expression *expression, const struct frame *frame,
                                   const struct engine_options *options, struct error *error) {
  if (!expression->resolved) {
    error_set(error, ERROR_VALUE, "the expression is not resolved");
    return NULL;
  }
  if (expression->form == FORM_COLUMN)
    return column_retain(frame->column[expression->column]);
  size_t block = block_for(options, frame->rows);
  struct evaluator *evaluator = evaluator_new(expression, frame, block, error);
  struct column *column =
      evaluator == NULL ? NULL : evaluate_rows(evaluator, frame->rows, block, options, error);
  evaluator_free(evaluator);
  if (column != NULL)
    note_facts(column, expression, frame);
  return column;
}

static bool select_rows(struct evaluator *evaluator, size_t rows, size_t block, size_t *chosen,
                        size_t *count, const struct engine_options *options, struct error *error) {
  *count = 0;
  for (size_t row = 0; row < rows; row += block) {
    size_t cells = rows - row < block ? rows - row : block;
    if (!engine_poll(options, row, rows, error))
      return false;
    const struct vector *vector = evaluate_block(evaluator, row, cells, error);
    if (vector == NULL)
      return false;
    for (size_t i = 0; i < cells; i++)
      if (vector_present(vector, i) && vector->boolean[i] != 0)
        chosen[(*count)++] = row + i;
  }
  return true;
}

size_t *expression_select(const struct expression *expression, const struct frame *frame,
                          const struct engine_options *options, size_t *count,
                          struct error *error) {
  if (!expression->resolved || expression->type != COLUMN_BOOLEAN) {
    error_set(error, ERROR_TYPE, "a filter takes a condition, such as antal > 10, not %s",
              column_type_name(expression->type));
    return NULL;
  }
  size_t block = block_for(options, frame->rows);
  struct evaluator *evaluator = evaluator_new(expression, frame, block, error);
  size_t *chosen = malloc((frame->rows + 1) * sizeof *chosen);
  bool done = evaluator != NULL && (chosen != NULL || error_memory(error)) &&
              select_rows(evaluator, frame->rows, block, chosen, count, options, error);
  evaluator_free(evaluator);
  if (done)
    return chosen;
  free(chosen);
  return NULL;
}
