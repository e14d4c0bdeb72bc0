/* Comparison, three-valued logic, and choosing between values. */
#include <string.h>

#include "cell.h"
#include "kernels.h"
#include "number.h"
#include "summation.h"
#include "vectors.h"

unsigned comparison_wanted(const struct step *step) {
  const char *name = step->call->text;
  switch (name[0]) {
  case '=':
    return 2;
  case '~':
    return 1 | 4;
  case '<':
    return name[1] == '=' ? 1 | 2 : 1;
  default:
    return name[1] == '=' ? 2 | 4 : 4;
  }
}

static uint8_t answer(unsigned want, bool less, bool greater) {
  unsigned is = less ? 1 : greater ? 4 : 2;
  return (want & is) != 0;
}

int compare_scaled(int64_t a, int a_scale, int64_t b, int b_scale) {
  wide_t left = (wide_t)a * (b_scale > a_scale ? number_power10(b_scale - a_scale) : 1);
  wide_t right = (wide_t)b * (a_scale > b_scale ? number_power10(a_scale - b_scale) : 1);
  return (left > right) - (left < right);
}

/* `out[i]` is whether `less`, `equal` or `greater`, as wanted: one loop for each sign, so that each
** is one comparison of the processor's. */
#define ANSWER(step, want, a, b)                                                                   \
  do {                                                                                             \
    uint8_t *restrict out = (step)->boolean;                                                       \
    const size_t count = (step)->count;                                                            \
    switch (want) {                                                                                \
    case 1:                                                                                        \
      for (size_t i = 0; i < count; i++)                                                           \
        out[i] = (a) < (b);                                                                        \
      break;                                                                                       \
    case 1 | 2:                                                                                    \
      for (size_t i = 0; i < count; i++)                                                           \
        out[i] = (a) <= (b);                                                                       \
      break;                                                                                       \
    case 4:                                                                                        \
      for (size_t i = 0; i < count; i++)                                                           \
        out[i] = (a) > (b);                                                                        \
      break;                                                                                       \
    case 2 | 4:                                                                                    \
      for (size_t i = 0; i < count; i++)                                                           \
        out[i] = (a) >= (b);                                                                       \
      break;                                                                                       \
    case 2:                                                                                        \
      for (size_t i = 0; i < count; i++)                                                           \
        out[i] = (a) == (b);                                                                       \
      break;                                                                                       \
    default:                                                                                       \
      for (size_t i = 0; i < count; i++)                                                           \
        out[i] = (a) != (b);                                                                       \
    }                                                                                              \
  } while (0)

/* Decimals of two scales: in 64 bits where the finer scale has room for both. */
BY_VECTORS static void compare_two_scales(struct step *step, unsigned want) {
  const struct vector *a = step->argument[0];
  const struct vector *b = step->argument[1];
  const int64_t *restrict left = a->integer;
  const int64_t *restrict right = b->integer;
  int64_t of_left = number_power10(b->scale > a->scale ? b->scale - a->scale : 0);
  int64_t of_right = number_power10(a->scale > b->scale ? a->scale - b->scale : 0);
  if (vector_within(a, step->count, (uint64_t)(INT64_MAX / of_left)) &&
      vector_within(b, step->count, (uint64_t)(INT64_MAX / of_right)))
    ANSWER(step, want, left[i] * of_left, right[i] * of_right);
  else
    ANSWER(step, want, compare_scaled(left[i], a->scale, right[i], b->scale), 0);
}

/* A comparison with one figure is one with a whole number of the cells' own decimals: below 25.05
** is for tenths at most 250. False where such a number does not fit, or none is equal. */
static bool whole_limit(const struct step *step, unsigned *want, int64_t *limit) {
  const struct vector *figure = step->argument[1];
  int finer = figure->scale - step->argument[0]->scale;
  if (!figure->constant)
    return false;
  *limit = figure->integer[0];
  if (finer <= 0)
    return !__builtin_mul_overflow(*limit, number_power10(-finer), limit);
  int64_t power = number_power10(finer);
  int64_t rest = *limit % power;
  *limit = *limit / power - (rest < 0);
  if (rest == 0)
    return true;
  bool less = (*want & 1) != 0, greater = (*want & 4) != 0;
  *want = less ? 1 | 2 : 4; /* the limit itself is below the figure */
  return less != greater;
}

BY_VECTORS bool kernel_compare_exact(struct step *step, struct error *error) {
  (void)error;
  const struct vector *a = step->argument[0];
  const struct vector *b = step->argument[1];
  unsigned want = comparison_wanted(step);
  const int64_t *restrict left = a->integer;
  const int64_t *restrict right = b->integer;
  unsigned of_limit = want;
  int64_t limit;
  if (whole_limit(step, &of_limit, &limit))
    ANSWER(step, of_limit, left[i], limit);
  else if (a->scale == b->scale)
    ANSWER(step, want, left[i], right[i]);
  else
    compare_two_scales(step, want);
  return true;
}

#define COMPARE(name, type, field)                                                                 \
  BY_VECTORS bool name(struct step *step, struct error *error) {                                   \
    (void)error;                                                                                   \
    const type *restrict a = step->argument[0]->field;                                             \
    const type *restrict b = step->argument[1]->field;                                             \
    ANSWER(step, comparison_wanted(step), a[i], b[i]);                                             \
    return true;                                                                                   \
  }

COMPARE(kernel_compare_number, double, number)
COMPARE(kernel_compare_boolean, uint8_t, boolean)

static bool kinds_differ(const struct step *step, size_t i, period_t a, period_t b,
                         struct error *error) {
  char left[PERIOD_TEXT], right[PERIOD_TEXT];
  period_id(left, a);
  period_id(right, b);
  return error_set(error, ERROR_DATA,
                   "'%s' in row %zu: kinds of periods differ: %s is a %s, %s a %s; compare periods "
                   "of one kind, such as year_of(p)",
                   step->call->text, step->row + i + 1, left, period_kind_name(period_kind(a)),
                   right, period_kind_name(period_kind(b)));
}

bool kernel_compare_period(struct step *step, struct error *error) {
  const int32_t *a = step->argument[0]->period;
  const int32_t *b = step->argument[1]->period;
  unsigned want = comparison_wanted(step);
  bool ordered = want != 2 && want != (1 | 4);
  for (size_t i = 0; i < step->count; i++) {
    if (ordered && step->missing[i] == PRESENT && period_kind(a[i]) != period_kind(b[i]))
      return kinds_differ(step, i, a[i], b[i], error);
    step->boolean[i] = answer(want, a[i]<b[i], a[i]> b[i]);
  }
  return true;
}

/* Both sides' codes in one dictionary are equal when the texts are. */
bool kernel_equal_text(struct step *step, struct error *error) {
  bool equal = comparison_wanted(step) == 2;
  for (size_t i = 0; i < step->count; i++) {
    step->boolean[i] = 0;
    if (step->missing[i] != PRESENT)
      continue;
    uint32_t a, b;
    if (!step_translate(step, 0, step->argument[0]->code[i], &a, error) ||
        !step_translate(step, 1, step->argument[1]->code[i], &b, error))
      return false;
    step->boolean[i] = (a == b) == equal;
  }
  return true;
}

static bool compare_texts(struct step *step, uint32_t a, uint32_t b, int *order,
                          struct error *error) {
  if (*step->collator == NULL)
    *step->collator = collator_open(error);
  if (*step->collator == NULL)
    return false;
  size_t a_length, b_length;
  const char *left = dict_text(step->argument[0]->dict, a, &a_length);
  const char *right = dict_text(step->argument[1]->dict, b, &b_length);
  return collator_compare(*step->collator, left, a_length, right, b_length, order, error);
}

/* Against a literal each text is compared once; else cell by cell. */
bool kernel_order_text(struct step *step, struct error *error) {
  unsigned want = comparison_wanted(step);
  bool literal = step->call->arguments[1]->form == FORM_LITERAL;
  for (size_t i = 0; i < step->count; i++) {
    step->boolean[i] = 0;
    if (step->missing[i] != PRESENT)
      continue;
    uint32_t a = step->argument[0]->code[i];
    uint32_t *known = step_remember(step, 0, a, error);
    if (known == NULL)
      return false;
    if (!literal || *known == CODE_UNKNOWN) {
      int order;
      if (!compare_texts(step, a, step->argument[1]->code[i], &order, error))
        return false;
      *known = answer(want, order<0, order> 0);
    }
    step->boolean[i] = (uint8_t)*known;
  }
  return true;
}

/* ---- in ---- */

static double as_number(const struct vector *vector, size_t i) {
  return vector->type == COLUMN_NUMBER ? vector->number[i]
                                       : number_from_scaled(vector->integer[i], vector->scale);
}

static bool same_value(const struct vector *a, size_t i, const struct vector *b) {
  switch (a->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
  case COLUMN_NUMBER:
    if (a->type == COLUMN_NUMBER || b->type == COLUMN_NUMBER)
      return as_number(a, i) == as_number(b, 0);
    return compare_scaled(a->integer[i], a->scale, b->integer[0], b->scale) == 0;
  case COLUMN_BOOLEAN:
    return a->boolean[i] == b->boolean[0];
  default:
    return a->period[i] == b->period[0];
  }
}

static bool text_is_in(struct step *step, uint32_t code, bool *in, struct error *error) {
  uint32_t *known = step_remember(step, 0, code, error);
  if (known == NULL)
    return false;
  if (*known == CODE_UNKNOWN) {
    size_t length;
    const char *text = dict_text(step->argument[0]->dict, code, &length);
    *known = 0;
    for (size_t k = 1; k < step->call->count && *known == 0; k++) {
      const struct expression *literal = step->call->arguments[k];
      *known = literal->length == length && memcmp(literal->text, text, length) == 0;
    }
  }
  *in = *known != 0;
  return true;
}

bool kernel_in(struct step *step, struct error *error) {
  const struct vector *a = step->argument[0];
  for (size_t i = 0; i < step->count; i++) {
    bool in = false;
    if (step->missing[i] == PRESENT && a->type == COLUMN_TEXT) {
      if (!text_is_in(step, a->code[i], &in, error))
        return false;
    } else if (step->missing[i] == PRESENT) {
      for (size_t k = 1; k < step->call->count && !in; k++)
        in = same_value(a, i, step->argument[k]);
    }
    step->boolean[i] = in;
  }
  return true;
}

/* ---- logic ---- */

/* One present operand with the value `decides` decides; else a missing one makes it missing, of two
** the first, but rather one that hides: were it known, it might decide. Compiled for every case of
** operands without missing cells, so that no loop asks. */
static inline __attribute__((always_inline)) void logic_of(struct step *step, uint8_t decides,
                                                           bool a_gaps, bool b_gaps) {
  const uint8_t *restrict a = step->argument[0]->boolean;
  const uint8_t *restrict b = step->argument[1]->boolean;
  const uint8_t *restrict a_missing = step->argument[0]->missing;
  const uint8_t *restrict b_missing = step->argument[1]->missing;
  uint8_t *restrict out = step->boolean;
  uint8_t *restrict missing = step->missing;
  size_t count = step->count;
  for (size_t i = 0; i < count; i++) {
    uint8_t of_a = a_gaps ? a_missing[i] : PRESENT;
    uint8_t of_b = b_gaps ? b_missing[i] : PRESENT;
    bool first = (of_a != PRESENT) & (missing_hides(of_a) | !missing_hides(of_b));
    uint8_t reason = first ? of_a : of_b;
    bool decided =
        ((of_a == PRESENT) & (a[i] == decides)) | ((of_b == PRESENT) & (b[i] == decides));
    out[i] = decided == (decides != 0);
    if (a_gaps || b_gaps)
      missing[i] = decided ? PRESENT : reason;
  }
}

BY_VECTORS static bool logic(struct step *step, uint8_t decides) {
  bool a_gaps = step->argument[0]->missing != NULL;
  bool b_gaps = step->argument[1]->missing != NULL;
  if (a_gaps && b_gaps)
    logic_of(step, decides, true, true);
  else if (a_gaps)
    logic_of(step, decides, true, false);
  else if (b_gaps)
    logic_of(step, decides, false, true);
  else
    logic_of(step, decides, false, false);
  return true;
}

bool kernel_and(struct step *step, struct error *error) {
  (void)error;
  return logic(step, 0);
}

bool kernel_or(struct step *step, struct error *error) {
  (void)error;
  return logic(step, 1);
}

bool kernel_not(struct step *step, struct error *error) {
  (void)error;
  for (size_t i = 0; i < step->count; i++)
    step->boolean[i] = !step->argument[0]->boolean[i];
  return true;
}

bool kernel_is_missing(struct step *step, struct error *error) {
  (void)error;
  for (size_t i = 0; i < step->count; i++)
    step->boolean[i] = !vector_present(step->argument[0], i);
  return true;
}

bool kernel_is_suppressed(struct step *step, struct error *error) {
  (void)error;
  const uint8_t *missing = step->argument[0]->missing;
  for (size_t i = 0; i < step->count; i++)
    step->boolean[i] = missing != NULL && missing[i] == MISSING_SUPPRESSED;
  return true;
}

/* ---- choosing ---- */

/* The result's cell is that of argument `k`: value, reason and mark. */
static bool choose(struct step *step, size_t k, size_t i, struct error *error) {
  const struct vector *from = step->argument[k];
  size_t width = column_width(step->call->type);
  step->missing[i] = from->missing == NULL ? PRESENT : from->missing[i];
  step->mark[i] = from->mark == NULL ? MARK_EXACT : from->mark[i];
  if (step->bounds != NULL)
    step->bounds[i] = from->bounds == NULL ? (struct bounds){-INFINITY, INFINITY} : from->bounds[i];
  if (step->call->type == COLUMN_TEXT)
    return step->missing[i] != PRESENT ||
           step_translate(step, k, from->code[i], &step->code[i], error);
  memcpy((char *)step->out + i * width, (const char *)from->data + i * width, width);
  return true;
}

/* Nothing is known of the result's cell. */
static void forget(struct step *step, size_t i) {
  step->mark[i] = MARK_INEXACT;
  if (step->bounds != NULL)
    step->bounds[i] = (struct bounds){-INFINITY, INFINITY};
}

bool kernel_if_else(struct step *step, struct error *error) {
  const struct vector *condition = step->argument[0];
  for (size_t i = 0; i < step->count; i++) {
    if (!vector_present(condition, i))
      step->missing[i] = condition->missing[i];
    else if (!choose(step, condition->boolean[i] != 0 ? 1 : 2, i, error))
      return false;
    else if (condition->mark != NULL && condition->mark[i] != MARK_EXACT)
      forget(step, i); /* it may be the other that holds */
  }
  return true;
}

/* A number written in the place of a hidden figure. */
static bool is_stand_in(const struct step *step, size_t k) {
  const struct expression *e = k < step->call->count ? step->call->arguments[k] : step->call;
  while (e->hidden)
    e = e->arguments[0];
  return e->form == FORM_LITERAL && is_numeric(e);
}

bool kernel_coalesce(struct step *step, struct error *error) {
  for (size_t i = 0; i < step->count; i++) {
    size_t k = 0;
    bool hidden = false;
    for (; k < step->call->count && !vector_present(step->argument[k], i); k++)
      hidden = hidden || missing_hides((enum missing)step->argument[k]->missing[i]);
    if (!choose(step, k < step->call->count ? k : 0, i, error))
      return false;
    if (hidden && is_stand_in(step, k) && step->missing[i] == PRESENT)
      forget(step, i); /* there is a figure, and it may be another */
  }
  return true;
}
