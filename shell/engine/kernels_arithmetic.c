/* Arithmetic on integers and decimals (64 bits, checked) and on doubles. Kernels of one shape are
** made by one macro each. */
#include <float.h>
#include <string.h>

#include "kernels.h"
#include "number.h"
#include "vectors.h"

static inline bool is_present(const struct step *step, size_t i) {
  return step->missing[i] == PRESENT;
}

/* Below zero when the value is not finite. By its bits: a comparison of doubles would
** keep a loop from being done by vectors. */
static inline int64_t unless_finite(double value) {
  const uint64_t lowest = UINT64_C(1) << 52, exponent = UINT64_C(0x7FF) << 52;
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return (int64_t)((bits & exponent) + lowest);
}

/* Results that are not finite, where there are any, become missing. */
static bool settle(struct step *step, bool finite) {
  for (size_t i = 0; !finite && i < step->count; i++) {
    if (fabs(step->number[i]) <= DBL_MAX)
      continue;
    step->number[i] = 0;
    if (is_present(step, i))
      step->missing[i] = MISSING_UNDEFINED;
  }
  return true;
}

/* ---- conversions ---- */

/* Products of values that are small enough: none overflows. */
BY_VECTORS static void multiply_small(struct step *step, const int64_t *restrict a,
                                      const int64_t *restrict b) {
  int64_t *restrict out = step->integer;
  const size_t count = step->count;
  for (size_t i = 0; i < count; i++)
    out[i] = a[i] * b[i];
}

BY_VECTORS static void scale_small(struct step *step, const int64_t *restrict a, int64_t factor) {
  int64_t *restrict out = step->integer;
  const size_t count = step->count;
  for (size_t i = 0; i < count; i++)
    out[i] = a[i] * factor;
}

/* What products of operands reach, where that is known and a value can. */
static uint64_t reach_of_product(uint64_t a, uint64_t b) {
  uint64_t reach;
  return __builtin_mul_overflow(a, b, &reach) || reach > INT64_MAX ? 0 : reach;
}

bool kernel_to_decimal(struct step *step, struct error *error) {
  const struct vector *a = step->argument[0];
  int64_t factor = number_power10(step->call->scale - a->scale);
  step->reach = reach_of_product(a->reach, (uint64_t)factor);
  if (step->reach != 0 || all_within(a->integer, step->count, (uint64_t)(INT64_MAX / factor))) {
    scale_small(step, a->integer, factor);
    return true;
  }
  for (size_t i = 0; i < step->count; i++)
    if (__builtin_mul_overflow(a->integer[i], factor, &step->integer[i]) && is_present(step, i))
      return step_overflow(step, i, error);
  return true;
}

BY_VECTORS bool kernel_to_number(struct step *step, struct error *error) {
  (void)error;
  const int64_t *restrict a = step->argument[0]->integer;
  double *restrict out = step->number;
  const size_t count = step->count;
  int scale = step->argument[0]->scale;
  double power = (double)number_power10(scale);
  const uint64_t exact = UINT64_C(1) << 53;
  if (scale == 0)
    for (size_t i = 0; i < count; i++)
      out[i] = (double)a[i];
  else if (vector_within(step->argument[0], count,
                         exact)) /* and so is the power: one division rounds once */
    for (size_t i = 0; i < count; i++)
      out[i] = (double)a[i] / power;
  else
    for (size_t i = 0; i < count; i++)
      out[i] = number_from_scaled(a[i], scale);
  return true;
}

/* ---- two operands ---- */

/* The first cell whose result does not fit, where there is one. */
#define REFUSE(step, overflows, a, b)                                                              \
  do {                                                                                             \
    int64_t ignored;                                                                               \
    for (size_t i = 0; i < (step)->count; i++)                                                     \
      if (overflows((a)[i], (b)[i], &ignored) && is_present(step, i))                              \
        return step_overflow(step, i, error);                                                      \
  } while (0)

/* What sums and differences reach, where that is known and a value can. */
static uint64_t reach_of_sum(const struct step *step) {
  uint64_t a = step->argument[0]->reach;
  uint64_t b = step->argument[1]->reach;
  return a == 0 || b == 0 || a > INT64_MAX || b > INT64_MAX - a ? 0 : a + b;
}

/* Sums wrap; `wrapped` tells by the signs that one did. Only then are the cells looked at. */
#define EXACT(name, sign, wrapped, overflows)                                                      \
  BY_VECTORS bool name(struct step *step, struct error *error) {                                   \
    const int64_t *restrict a = step->argument[0]->integer;                                        \
    const int64_t *restrict b = step->argument[1]->integer;                                        \
    int64_t *restrict out = step->integer;                                                         \
    const size_t count = step->count;                                                              \
    int64_t any = 0;                                                                               \
    step->reach = reach_of_sum(step);                                                              \
    if (step->reach != 0) {                                                                        \
      for (size_t i = 0; i < count; i++)                                                           \
        out[i] = a[i] sign b[i];                                                                   \
      return true;                                                                                 \
    }                                                                                              \
    for (size_t i = 0; i < count; i++) {                                                           \
      int64_t r = (int64_t)((uint64_t)a[i] sign(uint64_t) b[i]);                                   \
      any |= wrapped;                                                                              \
      out[i] = r;                                                                                  \
    }                                                                                              \
    if (any < 0)                                                                                   \
      REFUSE(step, overflows, a, b);                                                               \
    return true;                                                                                   \
  }

EXACT(kernel_add_exact, +, (a[i] ^ r) & (b[i] ^ r), __builtin_add_overflow)
EXACT(kernel_subtract_exact, -, (a[i] ^ b[i]) & (a[i] ^ r), __builtin_sub_overflow)

bool kernel_multiply_exact(struct step *step, struct error *error) {
  const uint64_t small = INT32_MAX;
  const int64_t *a = step->argument[0]->integer;
  const int64_t *b = step->argument[1]->integer;
  step->reach = reach_of_product(step->argument[0]->reach, step->argument[1]->reach);
  if (step->reach != 0 || (vector_within(step->argument[0], step->count, small) &&
                           vector_within(step->argument[1], step->count, small))) {
    if (step->argument[1]->constant)
      scale_small(step, a, b[0]);
    else
      multiply_small(step, a, b);
    return true;
  }
  for (size_t i = 0; i < step->count; i++)
    if (__builtin_mul_overflow(a[i], b[i], &step->integer[i]) && is_present(step, i))
      return step_overflow(step, i, error);
  return true;
}

#define NUMBER(name, result)                                                                       \
  BY_VECTORS bool name(struct step *step, struct error *error) {                                   \
    (void)error;                                                                                   \
    const double *restrict left = step->argument[0]->number;                                       \
    const double *restrict right = step->argument[1]->number;                                      \
    double *restrict out = step->number;                                                           \
    const size_t count = step->count;                                                              \
    int64_t any = 0;                                                                               \
    for (size_t i = 0; i < count; i++) {                                                           \
      double a = left[i];                                                                          \
      double b = right[i];                                                                         \
      out[i] = (result) + 0.0; /* -0 becomes 0 */                                                  \
      any |= unless_finite(out[i]);                                                                \
    }                                                                                              \
    return settle(step, any >= 0);                                                                 \
  }

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
  BY_VECTORS bool name(struct step *step, struct error *error) {                                   \
    (void)error;                                                                                   \
    const double *restrict operand = step->argument[0]->number;                                    \
    double *restrict out = step->number;                                                           \
    const size_t count = step->count;                                                              \
    int64_t any = 0;                                                                               \
    for (size_t i = 0; i < count; i++) {                                                           \
      double a = operand[i];                                                                       \
      out[i] = (result) + 0.0; /* -0 becomes 0 */                                                  \
      any |= unless_finite(out[i]);                                                                \
    }                                                                                              \
    return settle(step, any >= 0);                                                                 \
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
    step->number[i] =
        is_present(step, i) ? number_round(step->argument[0]->number[i], digits) + 0.0 : 0;
  return settle(step, false);
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
