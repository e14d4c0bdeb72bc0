/* Evaluation of one block. Every node of the tree gets an evaluator with buffers for one block;
** literals are written out once, the cells of columns are asked for from outside. */
#include "evaluator.h"

#include <stdlib.h>
#include <string.h>

#include "mark.h"
#include "tree.h"
#include "vectors.h"

struct evaluator {
  const struct expression *expression;
  size_t block; /* cells at most */
  struct evaluator **arguments;
  const struct vector **vectors; /* of the arguments, for the block at hand */
  size_t count;
  struct vector result;
  void *values;
  uint8_t *missing;
  uint8_t *mark;
  struct bounds *bounds;
  struct dict *dict;
  struct code_map *map;
  struct collator *collator;
  bool constant; /* a call of constants, computed for the first block */
};

void evaluator_free(struct evaluator *evaluator) {
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
  free(evaluator->bounds);
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

static uint64_t reach_of_literal(const struct expression *e) {
  if (e->type != COLUMN_INTEGER && e->type != COLUMN_DECIMAL)
    return 0;
  int64_t value = e->missing == PRESENT ? e->value.integer : 0;
  uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
  return size > 0 ? size : 1;
}

static bool prepare_literal(struct evaluator *evaluator, size_t block, struct error *error) {
  const struct expression *e = evaluator->expression;
  for (size_t i = 0; i < block; i++)
    fill_value(evaluator, i);
  memset(evaluator->missing, (int)e->missing, block);
  evaluator->result.missing = e->missing == PRESENT ? NULL : evaluator->missing;
  evaluator->result.reach = reach_of_literal(e);
  evaluator->result.constant = e->missing == PRESENT;
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

static bool prepare_call(struct evaluator *evaluator, const struct frame *frame, size_t block,
                         struct error *error) {
  const struct expression *e = evaluator->expression;
  evaluator->arguments = calloc(e->count + 1, sizeof(struct evaluator *));
  evaluator->vectors = calloc(e->count + 1, sizeof(struct vector *));
  evaluator->map = calloc(e->count + 1, sizeof *evaluator->map);
  evaluator->mark = vector_room(block, 1);
  evaluator->bounds = is_numeric(e) ? malloc(block * sizeof *evaluator->bounds) : NULL;
  if (evaluator->arguments == NULL || evaluator->vectors == NULL || evaluator->map == NULL ||
      evaluator->mark == NULL || (is_numeric(e) && evaluator->bounds == NULL))
    return error_memory(error);
  evaluator->count = e->count;
  for (size_t i = 0; i < e->count; i++) {
    evaluator->arguments[i] = evaluator_new(e->arguments[i], frame, block, error);
    if (evaluator->arguments[i] == NULL)
      return false;
  }
  return prepare_dict(evaluator, error);
}

struct evaluator *evaluator_new(const struct expression *e, const struct frame *frame, size_t block,
                                struct error *error) {
  struct evaluator *evaluator = calloc(1, sizeof *evaluator);
  if (evaluator == NULL) {
    error_memory(error);
    return NULL;
  }
  evaluator->expression = e;
  evaluator->block = block;
  evaluator->result.type = e->type;
  evaluator->result.scale = e->scale;
  if (e->form == FORM_COLUMN) {
    evaluator->result.dict = frame->column[e->column]->dict;
    return evaluator;
  }
  evaluator->values = vector_room(block, column_width(e->type));
  evaluator->missing = vector_room(block, 1);
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

/* -1, 0 or 1. */
static int sign_at(const struct vector *vector, size_t i) {
  if (vector->type == COLUMN_NUMBER)
    return (vector->number[i] > 0) - (vector->number[i] < 0);
  return (vector->integer[i] > 0) - (vector->integer[i] < 0);
}

static enum mark mark_of(enum mark_rule rule, const struct step *step, size_t i) {
  const struct vector *a = step->argument[0];
  const struct vector *b = step->argument[step->call->count > 1 ? 1 : 0];
  enum mark of_a = vector_mark(a, i);
  switch (rule) {
  case MARKS_OR:
    return of_a | vector_mark(b, i);
  case MARKS_MINUS:
    return of_a | mark_flip(vector_mark(b, i));
  case MARKS_FLIP:
    return mark_flip(of_a);
  case MARKS_TIMES:
    return mark_of_product(of_a, sign_at(a, i), vector_mark(b, i), sign_at(b, i));
  case MARKS_OVER:
    return mark_of_quotient(of_a, sign_at(a, i), vector_mark(b, i), sign_at(b, i));
  case MARKS_KEEP:
    return of_a;
  case MARKS_ABSOLUTE:
    if (of_a == MARK_EXACT || (of_a == MARK_AT_LEAST && sign_at(a, i) >= 0))
      return of_a;
    return MARK_INEXACT;
  case MARKS_INEXACT:
    for (size_t k = 0; k < step->call->count; k++)
      if (vector_present(step->argument[k], i) && vector_mark(step->argument[k], i) != MARK_EXACT)
        return MARK_INEXACT;
    return MARK_EXACT;
  default:
    return MARK_EXACT;
  }
}

bool vector_has_bounds(const struct vector *vector, size_t i) {
  return vector->bounds != NULL && vector_mark(vector, i) != MARK_EXACT &&
         bounds_known(vector->bounds[i]);
}

struct bounds vector_bounds(const struct vector *vector, size_t i) {
  return bounds_of(vector_number(vector, i), vector_mark(vector, i),
                   vector->bounds == NULL ? bounds_none() : vector->bounds[i]);
}

/* Of floor, ceiling and round, and of conversions. */
static struct bounds bounds_kept(const struct step *step, struct bounds a) {
  const struct expression *call = step->call;
  if (call->hidden)
    return a;
  if (call->type == COLUMN_INTEGER && call->text[0] == 'f')
    return (struct bounds){floor(a.low) + 0.0, floor(a.high) + 0.0};
  if (call->type == COLUMN_INTEGER && call->text[0] == 'c')
    return (struct bounds){ceil(a.low) + 0.0, ceil(a.high) + 0.0};
  int digits = call->count < 2 ? 0 : (int)call->arguments[1]->value.integer;
  return call->type == COLUMN_INTEGER ? a : bounds_rounded(a, digits);
}

static struct bounds bounds_at(enum mark_rule rule, const struct step *step, size_t i) {
  const struct vector *second = step->argument[step->call->count > 1 ? 1 : 0];
  struct bounds a = vector_bounds(step->argument[0], i);
  struct bounds b = vector_bounds(second, i);
  switch (rule) {
  case MARKS_OR:
    return bounds_sum(a, b);
  case MARKS_MINUS:
    return bounds_sum(a, bounds_negative(b));
  case MARKS_FLIP:
    return bounds_negative(a);
  case MARKS_TIMES:
    return bounds_product(a, b);
  case MARKS_OVER:
    return bounds_quotient(a, b);
  case MARKS_KEEP:
    return bounds_kept(step, a);
  default:
    return bounds_none();
  }
}

/* Of marked cells; a kernel by whose rule it is has filled them. */
static void apply_bounds(struct step *step) {
  enum mark_rule rule = step->call->function->mark;
  for (size_t i = 0; i < step->count && rule != MARKS_BY_KERNEL; i++) {
    bool known = false;
    step->bounds[i] = bounds_none();
    for (size_t k = 0; k < step->call->count && step->mark[i] != MARK_EXACT; k++)
      known = known || vector_has_bounds(step->argument[k], i);
    if (known)
      step->bounds[i] = bounds_at(rule, step, i);
    if (known && step->call->type == COLUMN_DECIMAL)
      step->bounds[i] = bounds_rounded(step->bounds[i], step->call->scale);
  }
}

static bool all_exact(const struct step *step) {
  size_t i = 0;
  while (i < step->count && step->mark[i] == MARK_EXACT)
    i++;
  return i == step->count;
}

/* Whether the result has any marks; fills those of its present cells. */
static bool apply_marks(struct step *step) {
  enum mark_rule rule = step->call->function->mark;
  bool any = rule == MARKS_BY_KERNEL && !all_exact(step);
  for (size_t k = 0; k < step->call->count; k++)
    any = any || step->argument[k]->mark != NULL;
  if (!any || rule == MARKS_NONE)
    return false;
  if (rule == MARKS_DECIDE) {
    decide(step);
    return false;
  }
  for (size_t i = 0; i < step->count; i++) {
    if (step->missing[i] != PRESENT)
      step->mark[i] = MARK_EXACT;
    else if (rule != MARKS_BY_KERNEL)
      step->mark[i] = (uint8_t)mark_of(rule, step, i);
  }
  return true;
}

/* ---- running ---- */

BY_VECTORS static void put_reasons(uint8_t *restrict to, const uint8_t *restrict from,
                                   size_t count) {
  for (size_t i = 0; i < count; i++)
    to[i] = from[i] != PRESENT ? from[i] : to[i];
}

/* A result is missing with the reason of its leftmost missing operand. */
static void apply_missing(struct step *step) {
  memset(step->missing, PRESENT, step->count);
  if (step->call->function->missing == MISSING_BY_KERNEL)
    return;
  for (size_t k = step->call->count; k-- > 0;)
    if (step->argument[k]->missing != NULL)
      put_reasons(step->missing, step->argument[k]->missing, step->count);
}

BY_VECTORS static bool any_missing(const struct step *step) {
  const uint8_t *missing = step->missing;
  const size_t count = step->count;
  uint8_t any = PRESENT;
  for (size_t i = 0; i < count; i++)
    any |= missing[i];
  return any != PRESENT;
}

/* Whether more is known of an operand than its marks; set aside is room for the result's. */
static bool bears_bounds(const struct evaluator *evaluator) {
  for (size_t k = 0; k < evaluator->count; k++)
    if (evaluator->vectors[k]->bounds != NULL)
      return true;
  return false;
}

/* Whether the operands are the same in every block. */
static bool of_constants(const struct evaluator *evaluator) {
  for (size_t k = 0; k < evaluator->count; k++) {
    const struct evaluator *operand = evaluator->arguments[k];
    if (operand->expression->form != FORM_LITERAL && !operand->constant)
      return false;
  }
  return evaluator->count > 0;
}

const struct vector *evaluator_run(struct evaluator *evaluator, const struct block_cells *cells,
                                   struct error *error) {
  const struct expression *e = evaluator->expression;
  if (e->form == FORM_COLUMN)
    return cells->look(cells->context, e->column, error);
  if (e->form == FORM_LITERAL || evaluator->constant)
    return &evaluator->result;
  for (size_t k = 0; k < evaluator->count; k++) {
    evaluator->vectors[k] = evaluator_run(evaluator->arguments[k], cells, error);
    if (evaluator->vectors[k] == NULL)
      return NULL;
  }
  bool constant = of_constants(evaluator);
  struct step step = {.call = e,
                      .argument = evaluator->vectors,
                      .count = constant ? evaluator->block : cells->count,
                      .row = cells->row,
                      .out = evaluator->values,
                      .missing = evaluator->missing,
                      .mark = evaluator->mark,
                      .bounds = bears_bounds(evaluator) ? evaluator->bounds : NULL,
                      .dict = evaluator->dict,
                      .map = evaluator->map,
                      .collator = &evaluator->collator};
  apply_missing(&step);
  memset(step.mark, MARK_EXACT, step.count);
  if (!e->kernel(&step, error))
    return NULL;
  bool marked = apply_marks(&step);
  evaluator->result.mark = marked ? evaluator->mark : NULL;
  evaluator->result.bounds = marked ? step.bounds : NULL;
  if (evaluator->result.bounds != NULL)
    apply_bounds(&step);
  evaluator->result.missing = any_missing(&step) ? evaluator->missing : NULL;
  evaluator->result.reach = step.reach;
  evaluator->constant = constant;
  evaluator->result.constant =
      constant && evaluator->result.missing == NULL && evaluator->result.mark == NULL;
  return &evaluator->result;
}

struct dict *evaluator_dict(const struct evaluator *evaluator) {
  return evaluator->result.dict;
}
