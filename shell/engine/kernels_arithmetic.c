/* Arithmetic on integers and decimals (64 bits, checked) and on doubles. Kernels of one shape are
** made by one macro each. */
#include "kernels.h"
#include "number.h"

static inline bool is_present(const struct step *step, size_t i) {
  return step->missing[i] == PRESENT;
}

/* ---- conversions ---- */

bool kernel_to_decimal(struct step *step, struct error *error) {
  const struct vector *a = step->argument[0];
  int64_t factor = number_power10(step->call->scale - a->scale);
  for (size_t i = 0; i < step->count; i++)
    if (__builtin_mul_overflow(a->integer[i], factor, &step->integer[i]) && is_present(step, i))
      return step_overflow(step, i, error);
  return true;
}

bool kernel_to_number(struct step *step, struct error *error) {
  (void)error;
  const struct vector *a = step->argument[0];
  for (size_t i = 0; i < step->count; i++)
    step->number[i] =
        a->scale == 0 ? (double)a->integer[i] : number_from_scaled(a->integer[i], a->scale);
  return true;
}

/* ---- two operands ---- */

#define EXACT(name, overflows)                                                                     \
  bool name(struct step *step, struct error *error) {                                              \
    const int64_t *a = step->argument[0]->integer;                                                 \
    const int64_t *b = step->argument[1]->integer;                                                 \
    for (size_t i = 0; i < step->count; i++)                                                       \
      if (overflows(a[i], b[i], &step->integer[i]) && is_present(step, i))                         \
        return step_overflow(step, i, error);                                                      \
    return true;                                                                                   \
  }

#define NUMBER(name, result)                                                                       \
  bool name(struct step *step, struct error *error) {                                              \
    (void)error;                                                                                   \
    const double *left = step->argument[0]->number;                                                \
    const double *right = step->argument[1]->number;                                               \
    for (size_t i = 0; i < step->count; i++) {                                                     \
      double a = left[i];                                                                          \
      double b = right[i];                                                                         \
      put_number(step, i, result);                                                                 \
    }                                                                                              \
    return true;                                                                                   \
  }

EXACT(kernel_add_exact, __builtin_add_overflow)
EXACT(kernel_subtract_exact, __builtin_sub_overflow)
EXACT(kernel_multiply_exact, __builtin_mul_overflow)
NUMBER(kernel_add_number, a + b)
NUMBER(kernel_subtract_number, a - b)
NUMBER(kernel_multiply_number, a *b)
NUMBER(kernel_divide, a / b)
NUMBER(kernel_power, b == 2 ? a * a : pow(a, b)) /* as Lua has it, to the bit */
NUMBER(kernel_floor_divide_number, floor(a / b))
NUMBER(kernel_modulo_number, a - floor(a / b) * b)

bool kernel_floor_divide_exact(struct step *step, struct error *error) {
  const int64_t *a = step->argument[0]->integer;
  const int64_t *b = step->argument[1]->integer;
  for (size_t i = 0; i < step->count; i++) {
    step->integer[i] = 0;
    if (!is_present(step, i))
      continue;
    if (b[i] == 0) {
      step->missing[i] = MISSING_UNDEFINED;
    } else if (a[i] == INT64_MIN && b[i] == -1) {
      return step_overflow(step, i, error);
    } else {
      int64_t quotient = a[i] / b[i];
      step->integer[i] = quotient - (a[i] % b[i] != 0 && (a[i] < 0) != (b[i] < 0) ? 1 : 0);
    }
  }
  return true;
}

bool kernel_modulo_exact(struct step *step, struct error *error) {
  (void)error;
  const int64_t *a = step->argument[0]->integer;
  const int64_t *b = step->argument[1]->integer;
  for (size_t i = 0; i < step->count; i++) {
    step->integer[i] = 0;
    if (!is_present(step, i))
      continue;
    if (b[i] == 0) {
      step->missing[i] = MISSING_UNDEFINED;
    } else if (b[i] != -1) { /* anything % -1 is 0, and the least integer would trap */
      int64_t rest = a[i] % b[i];
      step->integer[i] = rest != 0 && (rest < 0) != (b[i] < 0) ? rest + b[i] : rest;
    }
  }
  return true;
}

/* ---- one operand ---- */

#define NUMBER_OF_ONE(name, result)                                                                \
  bool name(struct step *step, struct error *error) {                                              \
    (void)error;                                                                                   \
    const double *operand = step->argument[0]->number;                                             \
    for (size_t i = 0; i < step->count; i++) {                                                     \
      double a = operand[i];                                                                       \
      put_number(step, i, result);                                                                 \
    }                                                                                              \
    return true;                                                                                   \
  }

NUMBER_OF_ONE(kernel_negate_number, -a)
NUMBER_OF_ONE(kernel_abs_number, fabs(a))
NUMBER_OF_ONE(kernel_sqrt, sqrt(a))
NUMBER_OF_ONE(kernel_log, log(a))
NUMBER_OF_ONE(kernel_exp, exp(a))

#define EXACT_OF_ONE(name, negates)                                                                \
  bool name(struct step *step, struct error *error) {                                              \
    const int64_t *a = step->argument[0]->integer;                                                 \
    for (size_t i = 0; i < step->count; i++) {                                                     \
      if (a[i] == INT64_MIN && is_present(step, i))                                                \
        return step_overflow(step, i, error);                                                      \
      step->integer[i] = a[i] != INT64_MIN && (negates) ? -a[i] : a[i];                            \
    }                                                                                              \
    return true;                                                                                   \
  }

EXACT_OF_ONE(kernel_negate_exact, true)
EXACT_OF_ONE(kernel_abs_exact, a[i] < 0)

/* ---- rounding ---- */

static int digits_of(const struct step *step) {
  return step->call->count < 2 ? 0 : (int)step->call->arguments[1]->value.integer;
}

bool kernel_round_exact(struct step *step, struct error *error) {
  (void)error;
  const struct vector *a = step->argument[0];
  for (size_t i = 0; i < step->count; i++)
    step->integer[i] = number_round_scaled(a->integer[i], a->scale, step->call->scale);
  return true;
}

bool kernel_round_number(struct step *step, struct error *error) {
  (void)error;
  int digits = digits_of(step);
  for (size_t i = 0; i < step->count; i++)
    if (is_present(step, i))
      put_number(step, i, number_round(step->argument[0]->number[i], digits));
  return true;
}

static bool whole_exact(struct step *step, bool up) {
  const struct vector *a = step->argument[0];
  int64_t power = number_power10(a->scale);
  for (size_t i = 0; i < step->count; i++) {
    int64_t quotient = a->integer[i] / power;
    int64_t rest = a->integer[i] % power;
    step->integer[i] = quotient + (up && rest > 0 ? 1 : 0) - (!up && rest < 0 ? 1 : 0);
  }
  return true;
}

bool kernel_floor_exact(struct step *step, struct error *error) {
  (void)error;
  return whole_exact(step, false);
}

bool kernel_ceiling_exact(struct step *step, struct error *error) {
  (void)error;
  return whole_exact(step, true);
}

static bool whole_number(struct step *step, double (*whole)(double), struct error *error) {
  for (size_t i = 0; i < step->count; i++) {
    step->integer[i] = 0;
    if (!is_present(step, i))
      continue;
    double value = whole(step->argument[0]->number[i]);
    if (!(value >= -0x1p63 && value < 0x1p63))
      return step_overflow(step, i, error);
    step->integer[i] = (int64_t)value;
  }
  return true;
}

bool kernel_floor_number(struct step *step, struct error *error) {
  return whole_number(step, floor, error);
}

bool kernel_ceiling_number(struct step *step, struct error *error) {
  return whole_number(step, ceil, error);
}
