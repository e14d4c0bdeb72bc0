/* Kernels: each computes one function on one block of vectors. */
#ifndef INDSATS_KERNELS_H
#define INDSATS_KERNELS_H

#include <math.h>

#include "collate.h"
#include "number.h"
#include "tree.h"
#include "vectors.h"

/* The cells of one block of an operand. `missing` and `mark` may be NULL: all present, exact. */
struct vector {
  enum column_type type;
  int scale;
  union {
    const void *data;
    const int64_t *integer;
    const double *number;
    const uint32_t *code;
    const int32_t *period;
    const uint8_t *boolean;
  };
  const uint8_t *missing;
  const uint8_t *mark;
  const struct bounds *bounds; /* of marked cells, or NULL: none known */
  /* Of integers and decimals: no value, of a missing cell neither, is further from 0; 0: not known.
  ** What cannot overflow by it need not be watched. */
  uint64_t reach;
  bool constant;     /* all cells are present and exact, and equal to the first */
  struct dict *dict; /* of texts; grows while blocks are evaluated when the text is computed */
};

/* What a kernel remembers per code of an operand's dictionary from block to block. */
struct code_map {
  uint32_t *value;
  size_t size;
};
#define CODE_UNKNOWN UINT32_MAX

/* One call on one block. The kernel fills `out` for every cell that is present; where the rule is
** MISSING_BY_OPERAND `missing` is filled already and the kernel may add to it. Values of missing
** operands are arbitrary: no error may come from them, and a text must not be looked up. */
struct step {
  const struct expression *call;
  const struct vector *const *argument;
  size_t count; /* cells */
  size_t row;   /* number of the first in its frame, from 0 */
  union {
    void *out;
    int64_t *integer;
    double *number;
    uint32_t *code;
    int32_t *period;
    uint8_t *boolean;
  };
  uint8_t *missing;
  uint8_t *mark;              /* zeroed; filled where the rule is MARKS_BY_KERNEL */
  struct bounds *bounds;      /* filled where `mark` is */
  uint64_t reach;             /* of the result; 0, or filled where the kernel knows it */
  struct dict *dict;          /* of the result, or for the kernel to compare texts in */
  struct code_map *map;       /* one per argument */
  struct collator **collator; /* opened when a kernel first needs it */
};

static inline bool vector_present(const struct vector *vector, size_t i) {
  return vector->missing == NULL || vector->missing[i] == PRESENT;
}

static inline enum mark vector_mark(const struct vector *vector, size_t i) {
  return vector->mark == NULL ? MARK_EXACT : (enum mark)vector->mark[i];
}

/* Of a numeric vector. */
static inline double vector_number(const struct vector *vector, size_t i) {
  return vector->type == COLUMN_NUMBER ? vector->number[i]
                                       : number_from_scaled(vector->integer[i], vector->scale);
}

/* Whether it is plain that all values of a vector of integers or decimals lie between -limit and
** limit; a no may be wrong (vectors.h). */
static inline bool vector_within(const struct vector *vector, size_t count, uint64_t limit) {
  return (vector->reach != 0 && vector->reach < limit) || all_within(vector->integer, count, limit);
}

/* Whether more is known of a cell than its mark says. */
bool vector_has_bounds(const struct vector *vector, size_t i);

/* What the true figure of a present cell of a numeric vector lies between. */
struct bounds vector_bounds(const struct vector *vector, size_t i);

/* ERROR_OVERFLOW naming the function and the row of cell `i`. */
bool step_overflow(const struct step *step, size_t i, struct error *error);

/* What is remembered for a code of argument `k`: a place to read and write, CODE_UNKNOWN at first.
** NULL with the error filled. */
uint32_t *step_remember(struct step *step, size_t k, uint32_t code, struct error *error);

/* The code in the step's own dictionary of a text of argument `k`. False without memory. */
bool step_translate(struct step *step, size_t k, uint32_t code, uint32_t *own, struct error *error);

kernel_function kernel_to_decimal, kernel_to_number;
kernel_function kernel_add_exact, kernel_add_number, kernel_subtract_exact, kernel_subtract_number;
kernel_function kernel_multiply_exact, kernel_multiply_number, kernel_divide, kernel_power;
kernel_function kernel_floor_divide_exact, kernel_floor_divide_number;
kernel_function kernel_modulo_exact, kernel_modulo_number;
kernel_function kernel_negate_exact, kernel_negate_number, kernel_abs_exact, kernel_abs_number;
kernel_function kernel_round_exact, kernel_round_number;
kernel_function kernel_floor_exact, kernel_floor_number;
kernel_function kernel_ceiling_exact, kernel_ceiling_number;
kernel_function kernel_sqrt, kernel_log, kernel_exp;

/* Which of less, equal, greater make a comparison true: bits 1, 2, 4. */
unsigned comparison_wanted(const struct step *step);

/* -1, 0 or 1: two decimals of any scales, exactly. */
int compare_scaled(int64_t a, int a_scale, int64_t b, int b_scale);

/* After the kernel of a question (MARKS_DECIDE): answers that marked operands leave open become
** missing, MISSING_UNDECIDED. */
void decide(struct step *step);

/* Comparisons come by sign: the function's name decides what is asked of it. */
kernel_function kernel_compare_exact, kernel_compare_number, kernel_compare_period;
kernel_function kernel_compare_boolean, kernel_equal_text, kernel_order_text, kernel_in;
kernel_function kernel_and, kernel_or, kernel_not, kernel_is_missing, kernel_is_suppressed;
kernel_function kernel_if_else, kernel_coalesce;

kernel_function kernel_lower, kernel_upper, kernel_trim, kernel_concat, kernel_to_text;
kernel_function kernel_contains, kernel_starts_with, kernel_ends_with;

kernel_function kernel_year, kernel_period_number, kernel_kind, kernel_year_of, kernel_quarter_of;
kernel_function kernel_month_of, kernel_period_add, kernel_period_subtract;
kernel_function kernel_period_difference, kernel_first_day, kernel_last_day, kernel_text_period;

#endif
